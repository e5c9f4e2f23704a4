"""The words that say what a figure measures, from its sentence, its bullet and the lines that introduce it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.items import FigureBlock, Item
from extractors.layout import Block, Level
from extractors.rules_compiled import PERCENT, CompiledRules

_CLAUSE_END = regex.compile(r"[;…]|[.:](?=\s|$)|,(?=\s)|\((?=\s*(?:đạt|chiếm|tăng|giảm|trong đó|gồm|bao gồm|còn|\d))")
_SOFT_END = regex.compile(r"[;…()]|[.:](?=\s|$)")
_SENTENCE_END = regex.compile(r"\.(?=\s)")
_LETTER = regex.compile(r"\p{L}")
_ASIDE = regex.compile(r"\([^()]*\)")
_AND_TAIL = regex.compile(r"\s*\b(?:và|hoặc|với|cùng|có)\s*$")
_MAX_LABEL = 200
# A longer line that introduces bullets is a sentence of its own.
_MAX_INTRODUCTION = 100
# Figures that share what they measure (cấp huyện 94,28%, cấp xã 80,55%) stand this close behind the one that names it.
_MAX_FIGURES_BACK = 4
# Words farther from a figure than this do not name it.
_MAX_CLAUSE = 400


@dataclass(frozen=True, slots=True)
class Label:
    """The words and whether they stand before the figure."""

    text: str
    start: int
    end: int


def read_label(block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> Label:
    """What the figure measures, with the introducing line of a bullet before it where its own words are short.

    A figure whose own words say nothing but whose it is (cấp xã đạt 80,55%) speaks of what the one before it does.
    """
    label = _read_own_label(block, item, blocks, rules)
    before = item
    for _ in range(_MAX_FIGURES_BACK):
        if not rules.cue_wholes["BARE_LABEL"].fullmatch(label.text):
            break
        previous = block.neighbour(before, -1)
        if previous is None or _SENTENCE_END.search(block.text, previous.end, item.start):
            break
        before = previous
        subject = _read_own_label(block, before, blocks, rules).text
        if not rules.cue_wholes["BARE_LABEL"].fullmatch(subject):
            text = subject if label.text in ("", item.unit.printed if item.unit else "") else f"{subject}: {label.text}"
            label = replace(label, text=text[:_MAX_LABEL])
    return label


def _read_own_label(block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> Label:
    """What the words of the figure's own clause say."""
    left_start, left = _words_before(block, item)
    right_end, right = _words_after(block, item, rules)
    subject = _strip(left, rules)
    own = " ".join(part for part in (item.unit.printed if item.unit else "", right) if part).strip(" ,:;-()")
    if item.symbol == PERCENT:
        use_left = (len(subject.split()) >= 2 and bool(rules.cues["SHARE_WORDS"].search(left))) or not right
    else:
        use_left = bool(subject) and (left.rstrip().endswith((":", " là", "là:")) or not right)
    text = _join_unit(subject, item, rules) if use_left else own or subject
    start, end = (left_start, item.unit_end) if use_left else (item.quote_start, max(right_end, item.unit_end))
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].rstrip(" ,")
    intro = _introduction(block.block, blocks, rules) if block.block.level >= Level.DASH else None
    if use_left and intro and item.unit and item.unit.printed.casefold() in intro.casefold():
        text = subject
    return Label(_complete(text, subject, intro)[:_MAX_LABEL], start, end)


def _join_unit(subject: str, item: Item, rules: CompiledRules) -> str:
    """The words before a figure, with what it counts where that says more than they do (đúng hạn: hồ sơ)."""
    unit = item.unit
    if not unit or unit.kind != "count" or rules.cue_wholes["CLASSIFIER"].fullmatch(unit.printed):
        return subject
    return subject if unit.printed.casefold() in subject.casefold() else f"{subject}: {unit.printed}"


def _words_before(block: FigureBlock, item: Item) -> tuple[int, str]:
    """The clause before the figure, back to the figure or the stop before it."""
    previous = block.neighbour(item, -1)
    floor = max(previous.unit_end if previous else 0, item.start - _MAX_CLAUSE)
    text = block.text
    start = floor
    asides = [match.span() for match in _ASIDE.finditer(text, floor, item.start)]
    for match in _SOFT_END.finditer(text, floor, item.start):
        is_aside = any(a <= match.start() < b for a, b in asides)
        if not is_aside and text[match.end() : item.start].strip(" ,:(-"):
            start = match.end()
    while start < item.start and text[start] in " ,;:.)":
        start += 1
    return start, text[start : item.start]


def _words_after(block: FigureBlock, item: Item, rules: CompiledRules) -> tuple[int, str]:
    """The words behind the figure and its unit, up to the next stop, figure or verb of another statement."""
    following = block.neighbour(item, 1)
    ceiling = max(following.quote_start if following else len(block.text), item.unit_end)
    ceiling = min(ceiling, item.unit_end + _MAX_CLAUSE)
    text = block.text[item.unit_end : ceiling]
    listed = {match.start() for match in rules.cues["LISTED_NOUN"].finditer(text)}
    ends = (match.start() for match in _CLAUSE_END.finditer(text) if match.start() not in listed)
    stops = [next(ends, len(text)), *(match.start() for match in rules.cues["LABEL_STOP"].finditer(text))]
    text = _AND_TAIL.sub("", text[: min(stops)])
    if not _LETTER.search(text):
        return item.unit_end, ""
    return item.unit_end + len(text.rstrip()), text.strip()


def _complete(text: str, subject: str, intro: str | None) -> str:
    """The label with the introducing line of its bullet, where there is one."""
    if intro and intro.casefold() not in text.casefold():
        return f"{intro}: {text}" if text else intro
    return text or subject or intro or ""


def _introduction(block: Block, blocks: Sequence[Block], rules: CompiledRules) -> str | None:
    if block.parent is None:
        return None
    parent = blocks[block.parent]
    text = parent.flat.text.rstrip(" *")
    if parent.is_heading or not text.endswith(":"):
        return None
    last = _strip(regex.split(r"[.;](?=\s)|\d%?[,;)]\s", text)[-1].strip(), rules)
    return last if 0 < len(last) <= _MAX_INTRODUCTION else None


def _strip(text: str, rules: CompiledRules) -> str:
    """The words without what leads to them and what leads to their number."""
    inner = rules.cues["LABEL_TAIL"].sub("", rules.cues["LABEL_LEAD"].sub("", text))
    return inner.strip(" ,:;-(").removesuffix(" và")
