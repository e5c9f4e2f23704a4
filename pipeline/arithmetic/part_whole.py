"""Parts against their whole: 'a ..., trong đó b ... và c ...', bullets under 'trong đó:', parts by their holders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.numbers import format_number
from extractors.resolve import Reading
from extractors.rules_compiled import COUNT, RATIO, CompiledRules
from extractors.text import Span
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand, mention_operand
from pipeline.arithmetic.intervals import Interval, count_interval, total
from pipeline.arithmetic.verdicts import sum_severity
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.mention import Mention

_STRONG = regex.compile(r"(?i)gồm|chia ra")
_OPEN_END = regex.compile(r"(?i)\.\.\.|…|v\.v|vân vân|khác\b|chủ yếu|như\b|điển hình|tiêu biểu|nổi bật")
_DIRECT_LIST = regex.compile(r"[^.;:()%]{0,60}?(?<mark>[:(])[^.;:()%\d]{0,30}$")
_SENTENCE_STOP = regex.compile(r"[.!?](?=\s|$)")
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
    before: str


def check_part_whole(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """Every whole with parts, in sentences and in bullets."""
    by_index = {block.index: block for block in reading.figures}
    for block in reading.figures:
        for candidate in (*_inline_candidates(block, rules), *_bullet_candidates(block, by_index, reading, rules)):
            if len(candidate.parts) > 1 or _is_above(candidate.parts[0].interval, candidate.interval):
                check = _judge(candidate, reading, rules)
                if check.verdict is not Verdict.UNDECIDABLE or _is_above_whole(check):
                    yield check


def _is_above_whole(check: DraftCheck) -> bool:
    """Parts within their whole that need not make it up are no question."""
    return (check.expected_value or Decimal(0)) > (check.stated_value or Decimal(0))


def _inline_candidates(block: FigureBlock, rules: CompiledRules) -> Iterator[Candidate]:
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
            if end <= i.start < stop and _is_level(block, i, rules) and not _is_nested(block.text, end, i.start)
        ]
        yield from _match_wholes(block, before, after, (start, end, is_direct), stop, rules)


def _heads(block: FigureBlock, first: int, cue: int, rules: CompiledRules) -> list[Item]:
    """Levels of the sentence before a cue; what stands in a bracket closed before it is an aside."""
    return [
        item
        for item in block.items
        if first <= item.start
        and item.unit_end <= cue + 1
        and _is_level(block, item, rules)
        and not _is_closed_in(block.text, item.end, cue)
    ]


def _is_closed_in(text: str, start: int, end: int) -> bool:
    depth = 0
    for character in text[start:end]:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return True
    return False


def _find_cues(block: FigureBlock, rules: CompiledRules) -> list[tuple[int, int, bool]]:
    """Where parts begin: cue words, or a colon or bracket right behind the whole; (start, end, is_direct)."""
    cues = [(m.start(), m.end(), False) for m in rules.cues["OF_WHICH"].finditer(block.text)]
    for item, following in zip(block.items, block.items[1:], strict=False):
        between = block.text[item.unit_end : following.quote_start]
        match = _DIRECT_LIST.match(between)
        is_aside = bool(match) and rules.cues["COMPARED"].search(between)
        if item.symbol == COUNT and following.symbol == COUNT and match and not is_aside:
            start = item.unit_end + match.start("mark")
            first, last = _sentence_bounds(block, start)
            if not any(first <= cue[0] < last for cue in cues if not cue[2]):
                cues.append((start, start + 1, True))
    return sorted(cues)


def _sentence_bounds(block: FigureBlock, position: int) -> tuple[int, int]:
    first, last = 0, len(block.text)
    inside = [(item.start, item.end) for item in block.items]
    for match in _SENTENCE_STOP.finditer(block.text):
        if any(start <= match.start() < end for start, end in inside):
            continue
        if match.end() <= position:
            first = match.end()
        elif match.start() >= position:
            last = match.start()
            break
    return first, last


def _closing(text: str, start: int, limit: int) -> int:
    """Where the bracket that holds a cue is closed, else the limit."""
    opened = text.count("(", 0, start + 1) - text.count(")", 0, start + 1)
    if opened <= 0:
        return limit
    depth = 0
    for position in range(start + 1, limit):
        depth += (text[position] == "(") - (text[position] == ")")
        if depth < 0:
            return position
    return limit


def _is_nested(text: str, start: int, position: int) -> bool:
    """Whether a bracket opened after the cue holds the position."""
    run = text[start:position]
    return run.count("(") > run.count(")")


def _is_level(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
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
    start, end, is_direct = cue
    seen: set[str] = set()
    for item in reversed(before):
        unit = item.unit.unit if item.unit else None
        parts = [
            part
            for part in after
            if unit and part.unit and part.symbol == item.symbol and _same_unit(unit, part.unit.unit)
        ]
        parts = _one_list(block.text, end, parts)
        if unit in seen or (item is not before[-1] and not parts):
            continue
        seen.add(unit or "")
        if item is before[-1] and not parts:
            parts = _people_parts(unit, after, rules) or _holder_parts(_one_list(block.text, end, after))
        if parts:
            foreign = [
                other for other in after if other not in parts and parts[0].start < other.start < parts[-1].start
            ]
            is_strong = (
                bool(_STRONG.search(block.text[start:end]))
                and not foreign
                and not _OPEN_END.search(block.text[end:stop])
            )
            yield _candidate(block, item, parts, (start, end), is_strong, is_direct, stop)


def _one_list(text: str, start: int, parts: Sequence[Item]) -> list[Item]:
    """The parts of one list: a semicolon ends it, unless semicolons separate parts that are worded alike."""
    kept: list[Item] = []
    edge = start
    for part in parts:
        between = text[edge : part.start]
        if kept and ";" in between and not _is_parallel(text[start : kept[0].start], between.rsplit(";", 1)[1]):
            break
        kept.append(part)
        edge = part.unit_end
    return kept


def _is_parallel(first: str, later: str) -> bool:
    """Whether two parts are introduced alike: both at once by the number, or by the same first word."""
    words = [_WORD.findall(_FILLER.sub("", text)) for text in (first, later)]
    if not words[0] or not words[1]:
        return words[0] == words[1]
    return bool(words[0][0].casefold() == words[1][0].casefold())


def _same_unit(one: str, other: str | None) -> bool:
    """Equal, or one of two syllables or more beginning the other (dịch vụ, dịch vụ công)."""
    if other is None:
        return False
    short, long = sorted((one, other), key=len)
    return short == long or (" " in short and long.startswith(short + " "))


def _holder_parts(after: Sequence[Item]) -> list[Item]:
    """Parts that are each counted by another noun (121 tổ chức và 596 cá nhân)."""
    units = [item.unit.unit for item in after if item.unit]
    return list(after) if len(after) >= 2 and len(units) == len(after) == len(set(units)) else []


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
    parts: Sequence[Item],
    cue: tuple[int, int],
    is_strong: bool,
    is_direct: bool,
    stop: int,
) -> Candidate:
    flat = block.block.flat
    edges = [cue[1], *(part.unit_end for part in parts)]
    words = [
        _part_words(block, part, edges[i], parts[i + 1].start if i + 1 < len(parts) else stop)
        for i, part in enumerate(parts)
    ]
    built = tuple(
        Part(
            part.mentions[0],
            count_interval(part.mentions[0], part.qualifier),
            text,
            part.unit.unit if part.unit else None,
        )
        for part, text in zip(parts, words, strict=True)
    )
    cue_operand = None if is_direct else DraftOperand(OperandRole.WORD, flat.span(*cue))
    quote = flat.span(whole.quote_start, min(max(parts[-1].unit_end, whole.unit_end), len(block.text)))
    unit = whole.unit.unit if whole.unit else None
    interval = count_interval(whole.mentions[0], whole.qualifier)
    return Candidate(
        whole.mentions[0],
        interval,
        unit,
        built,
        cue_operand,
        quote,
        is_strong,
        is_direct,
        False,
        block.text[max(0, whole.start - 80) : whole.unit_end],
    )


def _part_words(block: FigureBlock, part: Item, start: int, end: int) -> str:
    """The words on both sides of a part, up to its neighbours' commas."""
    before = regex.split(r"[;,](?=\s)|\svà\s", block.text[start : part.start])[-1]
    after = regex.split(r"[;,](?=\s)|\svà\s", block.text[part.end : end])[0]
    return f"{before} {after}".strip()


def _bullet_candidates(
    block: FigureBlock, by_index: dict[int, FigureBlock], reading: Reading, rules: CompiledRules
) -> Iterator[Candidate]:
    """A whole in a line that ends in 'trong đó:' and one part in each bullet below."""
    cues = list(rules.cues["OF_WHICH"].finditer(block.text))
    if not cues or block.text[cues[-1].end() :].strip(" :*–-") or block.block.cell:
        return
    before = [i for i in block.items if i.unit_end <= cues[-1].start() + 1 and _is_level(block, i, rules)]
    firsts = _first_items(block, by_index, reading, rules)
    if not before or len(firsts) < 2:
        return
    whole = before[-1]
    unit = whole.unit.unit if whole.unit else None
    is_one_unit = all(unit is None or i.unit is None or _same_unit(unit, i.unit.unit) for _, i in firsts)
    if is_one_unit and {item.symbol for _, item in firsts} == {whole.symbol}:
        for position in range(len(whole.mentions)):
            yield _bullet_candidate(block, whole, firsts, position, cues[-1])


def _first_items(
    block: FigureBlock, by_index: dict[int, FigureBlock], reading: Reading, rules: CompiledRules
) -> list[tuple[FigureBlock, Item]]:
    """The first figure of each bullet below a block."""
    below = (i for i, b in enumerate(reading.blocks) if b.parent == block.index and b.cell is None)
    children = [by_index[index] for index in below if index in by_index]
    return [(child, child.items[0]) for child in children if _is_level(child, child.items[0], rules)]


def _bullet_candidate(
    block: FigureBlock,
    whole: Item,
    firsts: Sequence[tuple[FigureBlock, Item]],
    position: int,
    cue: regex.Match[str],
) -> Candidate:
    """The candidate for one number of the whole (of a ratio its numerator, then its denominator)."""
    flat = block.block.flat
    unit = whole.unit.unit if whole.unit else None
    return Candidate(
        whole=whole.mentions[position],
        interval=count_interval(whole.mentions[position]),
        unit=unit,
        parts=tuple(
            Part(item.mentions[position], count_interval(item.mentions[position]), child.text[: item.start], unit)
            for child, item in firsts
        ),
        cue=DraftOperand(OperandRole.WORD, flat.span(cue.start(), cue.end())),
        quote=flat.span(whole.quote_start, len(block.text)),
        is_strong=bool(_STRONG.search(cue[0])),
        is_direct=False,
        is_listed_apart=True,
        before=block.text[max(0, whole.start - 80) : whole.unit_end],
    )


def _judge(candidate: Candidate, reading: Reading, rules: CompiledRules) -> DraftCheck:
    whole = candidate.whole.value or Decimal(0)
    summed = sum((part.mention.value or Decimal(0) for part in candidate.parts), Decimal(0))
    verdict, is_part_above = _decide(candidate, whole, summed, rules)
    flagged = verdict is Verdict.INCONSISTENT
    decimals = max(_shown_decimals(m) for m in (candidate.whole, *(part.mention for part in candidate.parts)))
    sum_text = format_number(summed / (candidate.whole.magnitude or Decimal(1)), decimals)
    told = _explain(candidate, is_part_above, summed, decimals)
    numbers = [(OperandRole.WHOLE, candidate.whole), *((OperandRole.PART, part.mention) for part in candidate.parts)]
    operands = [mention_operand(reading.whole, role, m, m.fact_id) for role, m in numbers]
    if candidate.cue:
        operands.insert(1, candidate.cue)
    return DraftCheck(
        kind=CheckKind.PART_WHOLE,
        rule="bullets_of_whole" if candidate.is_listed_apart else "parts_of_whole",
        verdict=verdict,
        severity=(Severity.MAJOR if is_part_above else sum_severity(whole, summed)) if flagged else None,
        operands=tuple(operands),
        quote=candidate.quote,
        stated=candidate.whole.text,
        expected=sum_text,
        stated_value=whole,
        expected_value=summed,
        formula=explain.sum_formula([part.mention.value or Decimal(0) for part in candidate.parts]),
        explanation_vi=None if verdict is Verdict.CONSISTENT else told.vi,
        explanation_en=None if verdict is Verdict.CONSISTENT else told.en,
        suggestion=told.suggestion if flagged else None,
    )


def _shown_decimals(mention: Mention) -> int:
    return mention.decimals or 0


def _explain(candidate: Candidate, is_part_above: bool, summed: Decimal, decimals: int) -> explain.Explanation:
    whole, *parts = explain.say_numbers([candidate.whole, *(part.mention for part in candidate.parts)])
    magnitude = candidate.whole.magnitude or Decimal(1)
    word = whole.removeprefix(candidate.whole.text)
    total_text = format_number(summed / magnitude, decimals) + word
    if is_part_above:
        values = [part.mention.value or Decimal(0) for part in candidate.parts]
        return explain.part_above_explanation(whole, parts[values.index(max(values))], parts, total_text)
    value = candidate.whole.value or Decimal(0)
    difference = format_number(abs(summed - value) / magnitude, decimals) + word
    return explain.sum_explanation(whole, parts, total_text, difference, summed > value)


def _decide(candidate: Candidate, whole: Decimal, summed: Decimal, rules: CompiledRules) -> tuple[Verdict, bool]:
    """The verdict, and whether a single part is above the whole."""
    if len(candidate.parts) >= 2 and candidate.interval.meets(total(part.interval for part in candidate.parts)):
        return Verdict.CONSISTENT, False
    same = all(part.unit is not None and candidate.unit is not None for part in candidate.parts)
    same = same and all(_same_unit(candidate.unit or "", part.unit) for part in candidate.parts)
    same = same or _all_people(candidate, rules)
    is_above = summed > whole
    if (
        is_above
        and same
        and not candidate.is_direct
        and any(_is_above(part.interval, candidate.interval) for part in candidate.parts)
    ):
        return Verdict.INCONSISTENT, True
    partition = _partition(candidate, rules)
    is_forced = len(candidate.parts) >= 2 and (
        partition == "closed"
        or (partition == "open" and is_above)
        or (candidate.is_strong and same and not candidate.is_direct)
        or (is_above and candidate.is_listed_apart and _are_alike(candidate))
    )
    return (Verdict.INCONSISTENT if is_forced else Verdict.UNDECIDABLE), False


def _all_people(candidate: Candidate, rules: CompiledRules) -> bool:
    """Whether whole and parts count people by whatever noun, the parts all by one (23 đảng viên: 15 đồng chí, ...)."""
    units = {part.unit for part in candidate.parts}
    nouns = [unit for unit in (candidate.unit, *units) if unit]
    return len(units) == 1 and len(nouns) == 2 and all(rules.cue_wholes["PERSON"].fullmatch(noun) for noun in nouns)


def _is_above(part: Interval, whole: Interval) -> bool:
    return part.low is not None and whole.high is not None and part.low > whole.high


def _partition(candidate: Candidate, rules: CompiledRules) -> str | None:
    """closed or open where the parts are each of another class of one partition, else None."""
    for partition in rules.partitions:
        classes = [_class_of(part.words, partition.classes) for part in candidate.parts]
        if None in classes or len(set(classes)) < len(classes):
            continue
        is_whole = partition.whole is None or bool(partition.whole.search(candidate.before))
        return "closed" if partition.is_closed and is_whole and len(classes) == len(partition.classes) else "open"
    return None


def _class_of(words: str, classes: Sequence[regex.Pattern[str]]) -> int | None:
    found = [index for index, pattern in enumerate(classes) if pattern.search(words)]
    return found[0] if len(found) == 1 else None


def _are_alike(candidate: Candidate) -> bool:
    """Whether the parts are items of one list (Đăng ký khai sinh, Đăng ký kết hôn), not crossing classes of the whole.

    Parts named by the noun of the whole (Hộ nghèo dân tộc thiểu số, Hộ nghèo có chủ hộ là nữ) may overlap.
    """
    heads = {tuple(word.casefold() for word in _WORD.findall(part.words)[:2]) for part in candidate.parts}
    head = next(iter(heads))
    noun = (candidate.unit or "").split(" ")[0]
    return len(heads) == 1 and len(head) == 2 and head[0] != noun
