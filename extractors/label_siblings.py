"""What stands beside a figure and is none of its own: the things counted between it and what it speaks of."""

from __future__ import annotations

import regex

from extractors.items import SCORE, FigureBlock, Item, is_change
from extractors.label_wholes import counts_the_same
from extractors.label_words import MAX_FIGURES_BACK
from extractors.movements import RANGE
from extractors.rules_compiled import COUNT, PERCENT, RATIO, CompiledRules
from extractors.stops import LIST_END

_POINTS = "điểm phần trăm"
# What a change is held against or came of, not what changed.
_COMPARED = regex.compile(r"(?i)(?:so|do|vì|cùng|trong|tại|ở|trên|với)(?!\p{L})|%")


def level_of_unit(block: FigureBlock, previous: Item, item: Item, rules: CompiledRules) -> Item:
    """Of what a change speaks: an earlier figure of its unit, past those of another (214 ca tại 10 xã, giảm 28 ca)."""
    if not _counts_another_thing(previous, item) or is_change(block.text, item, rules) is None:
        return previous
    before: Item | None = previous
    for _ in range(MAX_FIGURES_BACK):
        before = block.neighbour(before, -1) if before is not None else None
        if before is None or LIST_END.search(block.text, before.unit_end, item.start):
            break
        if counts_the_same(before, item) and before.symbol in (COUNT, RATIO):
            return before if is_change(block.text, before, rules) is None else previous
    return previous


def _counts_another_thing(previous: Item, item: Item) -> bool:
    """Whether both count things by a noun, and not the same."""
    is_counted = item.unit is not None and item.unit.kind == "count" and not item.unit.is_classifier
    is_other = previous.unit is not None and previous.unit.kind == "count" and previous.symbol in (COUNT, RATIO)
    return is_counted and is_other and not counts_the_same(previous, item)


def says_more_of_unit(text: str, item: Item) -> bool:
    """Whether words say of the things a figure counts what they are or do (03 chỉ tiêu chưa đạt)."""
    return item.symbol == COUNT and item.unit is not None and text.startswith(f"{item.unit.printed} ")


def names_others(whole: Item, item: Item) -> bool:
    """Whether a whole counts its things by another noun than a part (5.318 CNVCLĐ, trong đó nữ 3.402 người)."""
    one, other = (unit.printed.casefold() if unit else "" for unit in (whole.unit, item.unit))
    return bool(one and other) and not one.startswith(other) and not other.startswith(one)


def is_other_deed(block: FigureBlock, item: Item, whole: Item) -> bool:
    """Whether a deed was done with other things than the whole; in its bracket a bare number parts it (phạt tiền 2)."""
    is_inside = item.unit is None and "(" in block.text[whole.unit_end : item.start]
    return not is_inside and not counts_the_same(item, whole)


def names_changed(words: str, item: Item) -> bool:
    """Whether words say of what things a change counts (giảm 9 người chết, tăng 5 người bị nạn)."""
    if item.symbol != COUNT or item.unit is None or item.unit.kind != "count":
        return False
    noun, _, said = words.partition(f"{item.unit.printed} ")
    return not noun and bool(said) and _COMPARED.match(said) is None


def counts_papers(text: str, item: Item) -> bool:
    """Whether words are the things that a figure counts, though a plan is else what others are measured against."""
    return item.symbol == COUNT and item.unit is not None and text == item.unit.printed and item.unit.kind == "count"


def skip_share(block: FigureBlock, item: Item, previous: Item) -> Item:
    """Of what a compared count speaks: the count before the share between them (45 con, giảm 8% so với 49 con)."""
    other = block.neighbour(previous, -1)
    if item.symbol == PERCENT or previous.symbol != PERCENT or other is None or other.symbol == PERCENT:
        return previous
    return previous if LIST_END.search(block.text, other.unit_end, previous.start) else other


def changes_another(block: FigureBlock, item: Item) -> bool:
    """Whether a change names another thing than the count before it (341 hộ cận nghèo; giảm 96 hộ nghèo)."""
    previous = block.neighbour(item, -1)
    previous = block.neighbour(previous, -1) if previous is not None and previous.symbol == PERCENT else previous
    if previous is None or previous.unit is None or item.unit is None or item.unit.is_classifier:
        return False
    one, other = item.unit.printed.casefold(), previous.unit.printed.casefold()
    is_counted = item.unit.kind == previous.unit.kind == "count" and bool(one and other) and item.unit.unit != _POINTS
    return is_counted and " " in one and one not in other and other not in one


def names_its_thing(block: FigureBlock, before: Item, item: Item, words: str) -> bool:
    """Whether the noun that a count and its change share says what changed (24.316 học sinh (tăng 318 học sinh))."""
    if before is item or before.unit is None or before.unit.kind != "count" or before.unit.is_classifier:
        return False
    if before.unit.unit == SCORE:
        return False
    return words == before.unit.printed and counts_the_same(before, item) and not is_range_end(block, item)


def is_range_end(block: FigureBlock, item: Item) -> bool:
    """Whether a figure is the other end of a range (5 - 10%)."""
    previous = block.neighbour(item, -1)
    return previous is not None and RANGE.fullmatch(block.text[previous.unit_end : item.start]) is not None
