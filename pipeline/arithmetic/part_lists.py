"""Wholes with their parts as the words give them: 'a ..., trong đó b ... và c ...', bullets, parts by their holders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.rules_compiled import COUNT, PERCENT, RATIO, CompiledRules
from extractors.text import Span, find_close
from pipeline.arithmetic.draft_check import DraftOperand
from pipeline.arithmetic.holders import holder_parts
from pipeline.arithmetic.intervals import Interval, count_interval, total
from schemas.check import OperandRole
from schemas.mention import Mention

STRONG = regex.compile(r"(?i)gồm|chia ra")
_OPEN_END = regex.compile(r"(?i)\.\.\.|…|v\.v|vân vân|chủ yếu|như\b|điển hình|tiêu biểu|nổi bật")
_OTHERS = regex.compile(r"(?i)khác\b")
# What is left of the whole without a figure of its own: còn lại là hồ tiêu và mắc ca.
_UNSAID_REST = regex.compile(r"(?i)\bcòn lại\b(?![^.;()\d]*\d)")
# Behind a list that makes its whole: what was done with those in it (đã kết luận điều tra 74 vụ).
_NEXT_DEED = regex.compile(
    r"(?i)[,;]\s*(?:đã|đang|được|bị|hiện|trong năm|trong kỳ|kết quả|qua đó|đến nay|đủ điều kiện)\b"
)
_DIRECT_LIST = regex.compile(r"[^.;:()%]{0,60}?(?<mark>[:(])[^.;:()%\d]{0,30}:?\s*$")
SENTENCE_STOP = regex.compile(r"[.!?](?=\s|$)")
_KIND_LEAD = regex.compile(r"(?:\s*|[^\d,;:()]{2,40}(?:[,;]|\svà)\s+)")
# Fewer nouns may be anything that goes with the whole (12 lớp (300 học viên)).
MIN_KINDS = 3
_LAST_WORDS = regex.compile(r"[^,;:(]*?(?=[,;:(]|\svà\s|$)")
_FILLER = regex.compile(r"^[\s:,]*(?:(?:có|đã|là|gồm|số|và)\s+)*")
_WORD = regex.compile(r"\p{L}+")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its number and the words that say what it is."""

    mention: Mention
    interval: Interval
    words: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A whole with the parts that the words give it."""

    whole: Mention
    interval: Interval
    unit: str | None
    parts: tuple[Part, ...]
    cue: DraftOperand | None
    quote: Span
    is_strong: bool
    is_direct: bool
    is_listed_apart: bool
    is_bracket: bool
    """Whether the parts are all that a bracket right behind the whole says."""
    is_count: bool
    """Whether things are counted, not measured or paid: only things can belong to two parts."""
    before: str
    maybe: tuple[Part, ...]
    """What stands behind a semicolon in other words: perhaps parts, perhaps the next statement."""
    goes_on: bool
    """Whether what may belong is separated as the parts are, so that the list may go on there."""
    nearby: tuple[Decimal, ...]
    """What else the sentence counts in a unit of the same kind: one of them may be a part that was not seen."""
    is_one_each: bool = False
    """Whether the parts are by something that each of the whole has one of, so that nothing belongs to two."""
    behind: str = ""
    """What stands between the whole and the words that its parts follow."""


def inline_candidates(block: FigureBlock, rules: CompiledRules) -> Iterator[Candidate]:
    """'a u, trong đó b u ... và c u' within one sentence."""
    cues = _find_cues(block, rules)
    for order, (start, end, is_direct) in enumerate(cues):
        limit = cues[order + 1][0] if order + 1 < len(cues) else len(block.text)
        first, last = _sentence_bounds(block, start)
        before = _heads(block, first, start, rules)
        stop = _closing(block.text, start, min(last, limit))
        after = [
            i
            for i in block.items
            if end <= i.start < stop and is_level(block, i, rules) and not _is_nested(block.text, end, i.start)
        ]
        yield from _match_wholes(block, before, after, (start, end, is_direct), stop, rules)


def _heads(block: FigureBlock, first: int, cue: int, rules: CompiledRules) -> list[Item]:
    """Levels of the sentence before a cue; what stands in a bracket closed before it is an aside."""
    return [
        item
        for item in block.items
        if first <= item.start
        and item.unit_end <= cue + 1
        and is_level(block, item, rules)
        and find_close(block.text, item.end, cue) >= cue
    ]


def _find_cues(block: FigureBlock, rules: CompiledRules) -> list[tuple[int, int, bool]]:
    """Where parts begin: cue words, or a colon or bracket right behind the whole; (start, end, is_direct)."""
    cues = [(m.start(), m.end(), False) for m in rules.cues["OF_WHICH"].finditer(block.text)]
    whole = None
    for item, following in zip(block.items, block.items[1:], strict=False):
        whole = item if item.symbol == COUNT else (whole if item.symbol == PERCENT else None)
        between = block.text[item.unit_end : following.quote_start]
        match = _DIRECT_LIST.match(between)
        is_aside = bool(match) and any(rules.cues[cue].search(between) for cue in ("COMPARED", "PLAN_WORDS"))
        is_aside = is_aside or (bool(match) and rules.cues["TAKEN_APART"].search(between) is not None)
        if whole and following.symbol == COUNT and match and not is_aside:
            start = item.unit_end + match.start("mark")
            first, last = _sentence_bounds(block, start)
            if not any(first <= cue[0] < last for cue in cues if not cue[2]):
                cues.append((start, start + 1, True))
    return sorted(cues)


def _sentence_bounds(block: FigureBlock, position: int) -> tuple[int, int]:
    first, last = 0, len(block.text)
    inside = [(item.start, item.end) for item in block.items]
    for match in SENTENCE_STOP.finditer(block.text):
        if any(start <= match.start() < end for start, end in inside):
            continue
        if match.end() <= position:
            first = match.end()
        elif match.start() >= position:
            last = match.start()
            break
    return first, last


def _closing(text: str, start: int, limit: int) -> int:
    """Where the bracket that holds a cue is closed, else the limit; the bracket of a mark (b) closes nothing."""
    depths = accumulate({"(": 1, ")": -1}.get(letter, 0) for letter in reversed(text[: start + 1]))
    return find_close(text, start + 1, limit) if max(depths, default=0) > 0 else limit


def _is_nested(text: str, start: int, position: int) -> bool:
    """Whether a bracket opened after the cue holds the position."""
    run = text[start:position]
    return run.count("(") > run.count(")")


def is_level(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether a figure counts something and does not say by how much it changed."""
    return item.symbol in (COUNT, RATIO) and is_change(block.text, item, rules) is None


def _match_wholes(
    block: FigureBlock,
    before: Sequence[Item],
    after: Sequence[Item],
    cue: tuple[int, int, bool],
    stop: int,
    rules: CompiledRules,
) -> Iterator[Candidate]:
    """For each unit of the whole side, nearest first, the parts with that unit; else parts by their holders."""
    _, end, is_direct = cue
    seen: set[str] = set()
    bare = _bare_whole(before, after)
    if bare is not None:
        parts, maybe = _one_list(block.text, end, after, bare)
        yield _candidate(block, bare, (parts, maybe), cue, _leaves_none_out(block, parts, after, cue, stop), stop)
        return
    for item in reversed(before):
        unit = item.unit.unit if item.unit else None
        parts, maybe = _one_list(block.text, end, _counted_alike(item, after, is_direct), item)
        if unit in seen or (item is not before[-1] and not parts):
            continue
        seen.add(unit or "")
        if _belongs_elsewhere(item, parts, after):
            continue
        if item is before[-1] and not parts:
            held, maybe = _one_list(block.text, end, after, item)
            parts = (
                _people_parts(unit, after, rules)
                or _headed_parts(block, cue, item, after)
                or holder_parts(block, item, held, end)
                or _kind_parts(block, cue, item, after)
            )
        if parts:
            whole = _made_whole(item, before, parts)
            is_strong = _leaves_none_out(block, parts, after, cue, stop)
            yield _candidate(block, whole, (parts, maybe), cue, is_strong, stop)


def _made_whole(near: Item, before: Sequence[Item], parts: Sequence[Item]) -> Item:
    """The whole that the parts make where the nearest is below one of them: 187 vụ ... B 83 vụ, trong đó 74 ... 113.

    Without such a whole the nearest.
    """
    if len(parts) < 2 or all(part.value <= near.value for part in parts):
        return near
    noun = near.unit.unit if near.unit else None
    alike = (item for item in reversed(before) if noun and item.unit and same_unit(noun, item.unit.unit))
    return next((item for item in alike if _makes(parts, _interval_of(item))), near)


def _bare_whole(before: Sequence[Item], after: Sequence[Item]) -> Item | None:
    """The last figure before the parts where it has no noun: it counts what they count (hiện có mặt 2.608 (...)).

    The parts are of one noun, none is above it, and one at least is above all the figures farther off of that noun.
    """
    nouns = {part.unit.unit if part.unit else None for part in after}
    noun = next(iter(nouns)) if len(nouns) == 1 else None
    if not before or before[-1].unit is not None or noun is None:
        return None
    bare, largest = before[-1], max(part.value for part in after)
    others = [item for item in before[:-1] if item.unit and same_unit(noun, item.unit.unit)]
    is_only_whole = bool(others) and all(item.value < largest for item in others)
    return bare if bare.symbol == COUNT and is_only_whole and largest <= bare.value else None


def _belongs_elsewhere(whole: Item, parts: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether what is listed first is of another noun and a figure behind it above the whole: the next statement.

    '01 ủy ban gồm 17 thành viên, 22 ủy ban cấp xã'; '16 vụ/19 đối tượng, tang vật gồm 4.960 viên; ... 291 vụ'.
    """
    return bool(parts) and parts[0] is not after[0] and any(part.value > whole.value for part in parts)


def _counted_alike(whole: Item, after: Sequence[Item], is_direct: bool) -> list[Item]:
    """The figures in the unit of the whole; right behind it also those without one (đúng hạn 352; quá hạn 48)."""
    unit = whole.unit.unit if whole.unit else None
    alike = [
        part for part in after if unit and part.unit and part.symbol == whole.symbol and same_unit(unit, part.unit.unit)
    ]
    are_all = all(part in alike or (part.unit is None and part.symbol == whole.symbol) for part in after)
    return list(after) if is_direct and alike and are_all else alike


def _leaves_none_out(
    block: FigureBlock, parts: Sequence[Item], after: Sequence[Item], cue: tuple[int, int, bool], stop: int
) -> bool:
    """Whether the cue says that the parts are all there are, and nothing between or behind them takes it back."""
    start, end, _ = cue
    foreign = [other for other in after if other not in parts and other.start < parts[-1].start]
    foreign = [] if _goes_with(foreign, parts) else foreign
    is_open = leaves_open(block.text[end : parts[-1].end], block.text[parts[-1].end : stop])
    return STRONG.search(block.text[start:end]) is not None and not is_open and not foreign


def _goes_with(others: Sequence[Item], parts: Sequence[Item]) -> bool:
    """Whether each part has one figure of another measure before it: 06 vụ, số tiền 3,2 triệu; 07 vụ, số tiền ..."""
    edges = [0, *(part.end for part in parts)]
    is_each = len(others) == len(parts) and all(
        edge <= other.start < part.start for edge, other, part in zip(edges, others, parts, strict=False)
    )
    return is_each and len({other.unit.unit if other.unit else None for other in others}) == 1


def leaves_open(listed: str, behind: str) -> bool:
    """Whether the words of a list, or those behind its last number, say that it may go on."""
    last = _LAST_WORDS.match(behind)
    rest = behind[last.end() if last else 0 :]
    is_left = _UNSAID_REST.search(behind) or _UNSAID_REST.search(listed)
    return bool(is_left or _OPEN_END.search(listed) or _OTHERS.search(rest) or _OPEN_END.search(rest))


def _interval_of(item: Item) -> Interval:
    return count_interval(item.mentions[0], item.qualifier)


def _one_list(text: str, start: int, parts: Sequence[Item], head: Item) -> tuple[list[Item], list[Item]]:
    """The parts of one list, and what may belong to it behind them.

    A semicolon ends a list, unless semicolons separate parts that are worded alike (chi đầu tư 600; chi thường xuyên
    5.398). The last part is often worded otherwise (; dự phòng 122): it is one where with it the list makes the whole.
    What made the whole before a semicolon or another deed is the whole list.
    """
    sure, whole = len(_sure_parts(text, start, parts)), _interval_of(head)
    ends = (n for n in range(2, sure) if _may_end(text[parts[n - 1].unit_end : parts[n].start]))
    exact = (n for n in ends if sum(part.value for part in parts[:n]) == head.value)
    fitting = (count for count in (*exact, *range(sure, len(parts) + 1)) if _makes(parts[:count], whole))
    count = next(fitting, None)
    return (list(parts[:sure]), list(parts[sure:])) if count is None else (list(parts[:count]), [])


def _may_end(between: str) -> bool:
    """Whether a list may end between two figures: at a semicolon, or where what was done with its things follows."""
    return ";" in between or _NEXT_DEED.search(between) is not None


def _makes(parts: Sequence[Item], whole: Interval) -> bool:
    return len(parts) > 1 and whole.meets(total(_interval_of(part) for part in parts))


def _sure_parts(text: str, start: int, parts: Sequence[Item]) -> list[Item]:
    kept: list[Item] = []
    edge = start
    for part in parts:
        between = text[edge : part.start]
        if kept and ";" in between:
            is_of_commas = len(kept) > 1 and ";" not in text[kept[0].unit_end : kept[-1].start]
            if is_of_commas or not _is_parallel(text[start : kept[0].start], between.rsplit(";", 1)[1]):
                break
        kept.append(part)
        edge = part.unit_end
    return kept


def _is_parallel(first: str, later: str) -> bool:
    """Whether two parts are introduced alike: both at once by the number, by the same first word or last words."""
    words = [_WORD.findall(_FILLER.sub("", text)) for text in (first, later)]
    if not words[0] or not words[1]:
        return words[0] == words[1]
    ends = [[word.casefold() for word in found[-2:]] for found in words]
    return words[0][0].casefold() == words[1][0].casefold() or (ends[0] == ends[1] and len(ends[0]) > 1)


def same_unit(one: str, other: str | None) -> bool:
    """Equal, or one of two syllables or more beginning the other (dịch vụ, dịch vụ công); 'đơn, kiến nghị' are đơn."""
    if other is None:
        return False
    if other.startswith(f"{one}, "):
        return True
    short, long = sorted((one, other), key=len)
    return short == long or (" " in short and long.startswith(short + " "))


def _kind_parts(block: FigureBlock, cue: tuple[int, int, bool], whole: Item, after: Sequence[Item]) -> list[Item]:
    """Kinds of what the whole counts, each by its own noun: 58 cơ sở lưu trú (32 nhà nghỉ, 4 khách sạn, 20 nhà trọ)."""
    start, end, is_direct = cue
    edges = [end, *(part.end for part in after)]
    is_list = all(_KIND_LEAD.fullmatch(block.text[edge : part.start]) for edge, part in zip(edges, after, strict=False))
    are_things = all(part.symbol == COUNT and (part.unit is None or part.unit.kind == "count") for part in after)
    is_thing = whole.symbol == COUNT and whole.unit is not None and whole.unit.kind == "count"
    is_listed = is_direct and block.text[start] == "(" and is_list and are_things and is_thing
    return list(after) if is_listed and len(after) >= MIN_KINDS else []


def same_head(one: str | None, other: str | None) -> bool:
    """Whether one noun is the other with more words (hộ, hộ cận nghèo; suất quà, suất)."""
    short, long = sorted((one or "", other or ""), key=len)
    return bool(short) and f"{long} ".startswith(f"{short} ")


def _headed_parts(block: FigureBlock, cue: tuple[int, int, bool], whole: Item, after: Sequence[Item]) -> list[Item]:
    """Kinds behind 'gồm' that repeat the noun of the whole: 278 hộ, gồm: 121 hộ nghèo, 86 hộ cận nghèo, 71 hộ khác."""
    unit = whole.unit
    if not STRONG.search(block.text[cue[0] : cue[1]]) or unit is None or unit.kind != "count":
        return []
    listed = [i for i in after if ";" not in block.text[cue[1] : i.start]]
    alike = [i for i in listed if i.symbol == COUNT and i.unit and same_head(unit.unit, i.unit.unit)]
    return alike if len(alike) >= MIN_KINDS and alike == listed[: len(alike)] else []


def _people_parts(unit: str | None, after: Sequence[Item], rules: CompiledRules) -> list[Item]:
    """Parts that count people by one noun where the whole counts them by another."""
    if not unit or not rules.cue_wholes["PERSON"].fullmatch(unit):
        return []
    nouns = {item.unit.unit for item in after if item.unit}
    is_one = len(nouns) == 1 and all(item.unit for item in after)
    return list(after) if is_one and rules.cue_wholes["PERSON"].fullmatch(next(iter(nouns)) or "") else []


def _candidate(
    block: FigureBlock,
    whole: Item,
    lists: tuple[Sequence[Item], Sequence[Item]],
    cue: tuple[int, int, bool],
    is_strong: bool,
    stop: int,
) -> Candidate:
    flat = block.block.flat
    parts, maybe = lists
    start, end, is_direct = cue
    built = build_parts(block, (*parts, *maybe), end, stop)
    return Candidate(
        whole=whole.mentions[0],
        interval=_interval_of(whole),
        unit=whole.unit.unit if whole.unit else None,
        parts=built[: len(parts)],
        cue=None if is_direct else DraftOperand(OperandRole.WORD, flat.span(start, end)),
        quote=flat.span(whole.quote_start, min(max(parts[-1].unit_end, whole.unit_end), len(block.text))),
        is_strong=is_strong,
        is_direct=is_direct,
        is_listed_apart=False,
        is_bracket=is_direct and _is_whole_bracket(block, parts, start, stop),
        is_count=whole.unit is None or whole.unit.kind == "count",
        before=block.text[max(0, whole.start - 80) : whole.unit_end],
        maybe=built[len(parts) :],
        goes_on=bool(maybe) and (len(parts) == 1 or ";" in block.text[parts[0].unit_end : parts[-1].start]),
        nearby=_nearby(block, whole, parts),
        behind=block.text[whole.unit_end : start],
    )


def _is_whole_bracket(block: FigureBlock, parts: Sequence[Item], start: int, stop: int) -> bool:
    """Whether a bracket opens at the start, is closed at the stop, and says nothing but the parts."""
    text = block.text
    others = [i for i in block.items if start < i.start < stop and i.symbol != PERCENT and i not in parts]
    is_open = _OPEN_END.search(text, start, stop) or _OTHERS.search(text, parts[-1].unit_end + 1, stop)
    return text[start] == "(" and text[stop : stop + 1] == ")" and not others and not is_open


def build_parts(block: FigureBlock, parts: Sequence[Item], start: int, stop: int) -> tuple[Part, ...]:
    """The parts with the words between them."""
    edges = [start, *(part.unit_end for part in parts)]
    ends = [*(part.start for part in parts[1:]), stop]
    return tuple(
        Part(
            part.mentions[0],
            _interval_of(part),
            _part_words(block, part, edge, end),
            part.unit.unit if part.unit else None,
        )
        for part, edge, end in zip(parts, edges, ends, strict=False)
    )


def _nearby(block: FigureBlock, whole: Item, parts: Sequence[Item]) -> tuple[Decimal, ...]:
    """The other counts of the sentence whose unit is of the whole's kind, or not said."""
    first, last = _sentence_bounds(block, whole.start)
    kind = whole.unit.kind if whole.unit else None
    return tuple(
        item.value
        for item in block.items
        if first <= item.start < last
        and item.symbol in (COUNT, RATIO)
        and item is not whole
        and item not in parts
        and (kind is None or item.unit is None or item.unit.kind == kind)
    )


def _part_words(block: FigureBlock, part: Item, start: int, end: int) -> str:
    """The words on both sides of a part, up to its neighbours; 'và' parts where no comma does."""
    *listed, before = regex.split(r"[;,](?=\s)", block.text[start : part.start])
    before = before if listed else regex.split(r"\svà\s", before)[-1]
    after = regex.split(r"[;,](?=\s)|\svà\s", block.text[part.end : end])[0]
    return f"{before} {after}".strip()
