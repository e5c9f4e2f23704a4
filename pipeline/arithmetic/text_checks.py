"""Slips that need no sum: dates that do not exist or lie ahead, heading numbers twice, shares above the whole."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import regex

from extractors.items import is_change
from extractors.layout import Block, Level
from extractors.ratios import shares_unit
from extractors.raw_table import read_roman
from extractors.resolve import Reading
from extractors.rules_compiled import CompiledBound, CompiledRules
from extractors.text import Span
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand, mention_operand
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.document import Document
from schemas.fact import Qualifier
from schemas.mention import Mention, MentionKind
from schemas.parcel import Parcel

_DATE = regex.compile(r"(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})\s*(?:/|-|\.|năm|tháng)\s*(\d{4})", regex.IGNORECASE)
_ONLY_DAY = regex.compile(r"[\s,]*(?:ngày)?\s*", regex.IGNORECASE)
_DIGITS = regex.compile(r"\d+")
_WRONG_WORD = regex.compile(r"\d{1,2}\s*tháng\s*\d{1,2}\s*tháng\s*\d{4}", regex.IGNORECASE)


def check_text(parcel: Parcel, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """All of them."""
    yield from _check_dates(parcel, reading)
    yield from _check_numbering(reading)
    yield from _check_more_than_whole(reading, rules)
    yield from _check_bounds(reading, rules)


def _check_dates(parcel: Parcel, reading: Reading) -> Iterator[DraftCheck]:
    limit = _issue_limit(parcel.document)
    issued = _find_issue_date(parcel, limit)
    pages = {page.page: page.text for page in parcel.pages}
    for before, mention in zip((None, *parcel.mentions), parcel.mentions, strict=False):
        match = _DATE.fullmatch(" ".join(mention.text.split())) if mention.kind is MentionKind.DATE else None
        if not match:
            continue
        day, month, year = (int(group) for group in match.groups())
        if not _exists(day, month, year) or _WRONG_WORD.fullmatch(" ".join(mention.text.split())):
            yield _date_check(mention, reading, _exists(day, month, year))
        elif limit and _is_reference(pages[mention.page], mention, before):
            yield _order_check(mention, date(year, month, day), limit, issued, reading)


def _exists(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1900 <= year <= 2100 and 1 <= day <= calendar.monthrange(year, month)[1]


def _issue_limit(document: Document) -> date | None:
    """The last day on which the document can have been issued, as far as it says."""
    if document.issued_on:
        return document.issued_on
    if document.issued_year is None:
        return None
    month = document.issued_month or 12
    return date(document.issued_year, month, calendar.monthrange(document.issued_year, month)[1])


def _find_issue_date(parcel: Parcel, limit: date | None) -> Mention | None:
    """Where the day, or at least the month and year, of the issue is printed: the first date that says them."""
    kinds = (MentionKind.DATE, MentionKind.PERIOD)
    for mention in parcel.mentions if limit else ():
        numbers = [int(digits) for digits in _DIGITS.findall(mention.text)] if mention.kind in kinds else []
        if limit and numbers[-2:] == [limit.month, limit.year]:
            return mention
    return None


def _is_reference(text: str, mention: Mention, before: Mention | None) -> bool:
    """Whether the date stands right behind the number of a document that is cited."""
    if before is None or before.kind is not MentionKind.LEGAL_REFERENCE or before.page != mention.page:
        return False
    return bool(_ONLY_DAY.fullmatch(text[before.char_end : mention.char_start]))


def _date_check(mention: Mention, reading: Reading, exists: bool) -> DraftCheck:
    text = " ".join(mention.text.split())
    operand = mention_operand(reading.whole, OperandRole.DATE, mention)
    if exists:
        vi, en = (
            f"“{text}” viết sai: phải là “năm” trước năm.",
            f"“{text}” is malformed: “năm” (year) should stand before the year.",
        )
        suggestion = regex.sub(r"(?i)tháng(\s*\d{4})$", r"năm\1", text)
    else:
        vi, en, suggestion = f"Ngày “{text}” không có trong lịch.", f"The date “{text}” does not exist.", None
    return DraftCheck(
        kind=CheckKind.INVALID_DATE,
        rule="date_exists",
        verdict=Verdict.INCONSISTENT,
        severity=Severity.MINOR,
        operands=(operand,),
        quote=operand.span,
        stated=text,
        expected=suggestion,
        explanation_vi=vi,
        explanation_en=en,
        suggestion=f"{text} → {suggestion}" if suggestion else None,
    )


def _order_check(mention: Mention, cited: date, limit: date, issued: Mention | None, reading: Reading) -> DraftCheck:
    """Whether a document cited is older than the report; the date cited and that of the issue decide."""
    is_late = cited > limit
    operand = mention_operand(reading.whole, OperandRole.DATE, mention)
    of_issue = (mention_operand(reading.whole, OperandRole.DATE, issued),) if issued and issued != mention else ()
    shown = f"{cited.day}/{cited.month}/{cited.year}"
    told = explain.late_reference_explanation(shown, f"{limit.month}/{limit.year}")
    return DraftCheck(
        kind=CheckKind.DATE_ORDER,
        rule="reference_before_issue",
        verdict=Verdict.INCONSISTENT if is_late else Verdict.CONSISTENT,
        severity=Severity.MAJOR if is_late else None,
        operands=(operand, *of_issue),
        quote=operand.span,
        stated=shown,
        expected=f"≤ {limit.day}/{limit.month}/{limit.year}",
        formula=f"{cited.isoformat()} {'>' if is_late else '<='} {limit.isoformat()}",
        explanation_vi=told.vi if is_late else None,
        explanation_en=told.en if is_late else None,
    )


def _check_numbering(reading: Reading) -> Iterator[DraftCheck]:
    """Roman chapters in order: a number twice in a row is a slip, a number skipped is a question."""
    previous: tuple[int, Block] | None = None
    for block in reading.blocks:
        if block.level is Level.ANNEX:
            return
        number = _roman_of(block, reading)
        if number is None:
            continue
        if previous and number in (previous[0], previous[0] + 1, previous[0] + 2) and number > 1:
            yield _numbering_check(previous[1], block, number, previous[0] + 1, reading)
        previous = (number, block)


def _roman_of(block: Block, reading: Reading) -> int | None:
    if block.level is not Level.PART or block.marker is None:
        return None
    return read_roman(reading.whole.text_of(block.marker).strip("* "))


def _numbering_check(before: Block, block: Block, number: int, expected: int, reading: Reading) -> DraftCheck:
    verdict = {0: Verdict.CONSISTENT, -1: Verdict.INCONSISTENT}.get(number - expected, Verdict.UNDECIDABLE)
    assert block.marker is not None
    markers = [block.marker, *([before.marker] if before.marker else [])]
    is_wrong = verdict is Verdict.INCONSISTENT
    printed = reading.whole.text_of(block.marker).strip("*. )")
    return DraftCheck(
        kind=CheckKind.NUMBERING,
        rule="chapter_numbers",
        verdict=verdict,
        severity=Severity.MINOR if is_wrong else (Severity.NOTE if verdict is Verdict.UNDECIDABLE else None),
        operands=tuple(DraftOperand(OperandRole.WORD, marker) for marker in markers),
        quote=block.flat.span(0, min(len(block.flat.text), 160)),
        stated=printed,
        stated_value=Decimal(number),
        expected_value=Decimal(expected),
        formula=f"{expected - 1} + 1 = {expected}",
        explanation_vi=f"Hai mục liền nhau cùng mang số {printed}." if is_wrong else None,
        explanation_en=f"Two consecutive chapters carry the number {printed}." if is_wrong else None,
    )


def _check_more_than_whole(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """'trên 100 %' of a group: a share cannot be above the whole."""
    for block in reading.figures:
        for item in block.items:
            is_above = item.value > 100 and rules.cues["SHARE_NOUN"].match(block.text, item.end)
            is_more = item.value == 100 and item.qualifier is Qualifier.MORE_THAN
            if not item.is_share or not (is_above or is_more) or is_change(block.text, item, rules):
                continue
            after = block.text[item.end : item.end + 60]
            before = block.text[max(0, item.quote_start - 30) : item.quote_start]
            if (
                not rules.cues["PLAN_WORDS"].search(after)
                and not rules.cues["PLAN_WORDS"].search(before)
                and regex.match(r"\s+\p{Ll}", after)
            ):
                yield _more_than_check(
                    item.mentions[0],
                    block.block.flat.span(item.quote_start, min(len(block.text), item.end + 50)),
                    reading,
                )


def _more_than_check(mention: Mention, quote: Span, reading: Reading) -> DraftCheck:
    return DraftCheck(
        kind=CheckKind.IMPOSSIBLE_VALUE,
        rule="share_above_whole",
        verdict=Verdict.INCONSISTENT,
        severity=Severity.MINOR,
        operands=(mention_operand(reading.whole, OperandRole.PERCENT, mention, mention.fact_id),),
        quote=quote,
        stated=f"{mention.text}%",
        expected="≤ 100%",
        stated_value=mention.value,
        expected_value=Decimal(100),
        formula="share <= 100",
        explanation_vi="Tỷ lệ trong một nhóm không thể trên 100%.",
        explanation_en="A share of a group cannot be above 100%.",
    )


def _check_bounds(reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """A part that words put inside a whole, against that whole."""
    for block in reading.blocks_of(2):
        for rule in rules.bounds:
            for match in rule.pattern.finditer(block.skeleton):
                part, whole = block.item_at(match.start("part")), block.item_at(match.start("whole"))
                if shares_unit(whole, part):
                    start, end = min(part.quote_start, whole.quote_start), max(part.unit_end, whole.unit_end)
                    quote = block.block.flat.span(start, end)
                    yield _bound_check(rule, part.mentions[0], whole.mentions[0], quote, reading)


def _bound_check(rule: CompiledBound, part: Mention, whole: Mention, quote: Span, reading: Reading) -> DraftCheck:
    is_wrong = (part.value or Decimal(0)) > (whole.value or Decimal(0))
    told = explain.bound_explanation(part.text, whole.text, rule.vi, rule.en)
    numbers = ((OperandRole.PART, part), (OperandRole.WHOLE, whole))
    return DraftCheck(
        kind=CheckKind.BOUND,
        rule=rule.id,
        verdict=Verdict.INCONSISTENT if is_wrong else Verdict.CONSISTENT,
        severity=Severity.MAJOR if is_wrong else None,
        operands=tuple(mention_operand(reading.whole, role, m, m.fact_id) for role, m in numbers),
        quote=quote,
        stated=part.text,
        expected=f"≤ {whole.text}",
        stated_value=part.value,
        expected_value=whole.value,
        formula=f"{explain.plain(part.value or Decimal(0))} <= {explain.plain(whole.value or Decimal(0))}",
        explanation_vi=told.vi if is_wrong else None,
        explanation_en=told.en if is_wrong else None,
    )
