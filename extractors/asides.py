"""A block read as if without what is said in between: changes and brackets that the sentence goes on behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.items import FigureBlock
from extractors.rules_compiled import COUNT, PERCENT, RATIO, CompiledRules

# A level in the same sentence, so that what follows is a change of it.
_LEVEL_BEFORE = regex.compile(rf"(?r)[{RATIO}{COUNT}][^.;]*$")
# A bracket behind a level, with counts of what it is made of.
_BRACKET = regex.compile(
    rf"(?<=(?P<lead>[{RATIO}{COUNT}][^.;(){COUNT}]{{0,60}}))\([^(){RATIO}{PERCENT}]*{COUNT}[^()]*\)"
)


def without_changes(block: FigureBlock, rules: CompiledRules) -> FigureBlock:
    """The block as if without its changes: '11.873 người, tăng 3.291 người so với cùng kỳ, đạt 78,2%' says 11.873."""
    spans = [
        match.span()
        for match in rules.change_clause.finditer(block.skeleton)
        if _LEVEL_BEFORE.search(block.skeleton, 0, match.start())
    ]
    return _cut(block, spans)


def without_brackets(block: FigureBlock, rules: CompiledRules) -> FigureBlock:
    """The block as if without the brackets that say what a level is made of; those with a plan or a base stay."""
    spans = [
        match.span()
        for match in _BRACKET.finditer(block.skeleton)
        if not any(rules.cues[cue].search(match["lead"]) for cue in ("PLAN_WORDS", "COMPARED"))
    ]
    return _cut(block, spans)


def _cut(block: FigureBlock, spans: Sequence[tuple[int, int]]) -> FigureBlock:
    """The block with runs of its skeleton left out; itself where there are none."""
    if not spans:
        return block
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(block.skeleton)]
    kept = list(zip(starts, ends, strict=True))
    skeleton = "".join(block.skeleton[a:b] for a, b in kept)
    return replace(
        block, skeleton=skeleton, skeleton_items=tuple(i for a, b in kept for i in block.skeleton_items[a:b])
    )
