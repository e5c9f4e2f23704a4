"""Of what a share behind 'trong đó' speaks: of the share before, or of what is counted there."""

from __future__ import annotations

from extractors.items import FigureBlock, Item, is_change
from extractors.label_wholes import find_whole, is_in_aside
from extractors.own_labels import words_after
from extractors.rules_compiled import PERCENT, CompiledRules

# Of more words a share has a thing of its own.
_THIN_LABEL = 3


def whole_of_share(text: str, whole: Item | None, block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """The whole of a share with these words: none of a share whose own things are named, or behind a semicolon."""
    if whole is None:
        stated = find_whole(block, item)
        is_other = stated is None or stated.symbol == PERCENT or is_in_aside(block, stated, item)
        return None if is_other or is_change(block.text, stated, rules) is not None else stated
    if whole.symbol != PERCENT or len(text.split()) <= _THIN_LABEL:
        return whole
    is_apart = ";" in block.text[whole.unit_end : item.start] or words_after(block, item, rules)[1] != ""
    return None if is_apart else whole
