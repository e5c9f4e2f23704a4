"""Shares of a list whose counts make the whole, in words: 18 người (7,5%), 192 người (80%), 30 người (15,5%) of 240."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extractors.numbers import format_number
from extractors.text import DocumentText, Span
from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, mention_operand
from pipeline.arithmetic.intervals import Interval, exact, printed, total
from pipeline.arithmetic.relations import Form, Relation
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.mention import Mention

_HUNDRED = Decimal(100)
# Two are a share and its rest, which other words force.
_MIN_SHARES = 3


def check_list_shares(whole: DocumentText, drafts: Iterable[DraftCheck]) -> Iterator[DraftCheck]:
    """Shares of one number whose counts add up to it make 100; told where they do, or where one of them is wrong.

    Shares that are all right and yet do not make 100 are cut off: nothing is said of them.
    """
    by_whole: dict[str, list[DraftCheck]] = {}
    for draft in drafts:
        if draft.kind is CheckKind.RATIO_PERCENT and (base := _operand(draft, OperandRole.DENOMINATOR)):
            by_whole.setdefault(base.mention_id, []).append(draft)
    for found in by_whole.values():
        shares = [m for draft in found if (m := _operand(draft, OperandRole.PERCENT))]
        is_whole = len({m.mention_id for m in shares}) == len(found) >= _MIN_SHARES and _make_whole(found)
        is_met = is_whole and exact(100).meets(total(_reach(m) for m in shares))
        if is_met or (is_whole and any(draft.verdict is Verdict.INCONSISTENT for draft in found)):
            yield _draft(sorted(shares, key=lambda m: (m.page, m.char_start)), is_met, whole)


def _operand(draft: DraftCheck, role: OperandRole) -> Mention | None:
    found = (op.mention for op in draft.operands if op.role is role and op.mention and op.mention.value is not None)
    return next(found, None)


def _make_whole(found: Sequence[DraftCheck]) -> bool:
    """Whether the counts, each once, add up to the number that they are shares of."""
    counts = {m.mention_id: m.value for draft in found if (m := _operand(draft, OperandRole.NUMERATOR))}
    base = _operand(found[0], OperandRole.DENOMINATOR)
    return base is not None and len(counts) == len(found) and sum(v or 0 for v in counts.values()) == base.value


def _reach(share: Mention) -> Interval:
    return printed(share.value or Decimal(0), Decimal(1).scaleb(-(share.decimals or 0)))


def _draft(shares: Sequence[Mention], is_met: bool, whole: DocumentText) -> DraftCheck:
    values = [share.value or Decimal(0) for share in shares]
    summed = sum(values, Decimal(0))
    text = format_number(summed, max(share.decimals or 0 for share in shares))
    told = explain.list_shares_explanation([f"{share.text}%" for share in shares], f"{text}%")
    start = whole.offset_of(shares[0].page, shares[0].char_start)
    severity = Severity.MAJOR if abs(summed - _HUNDRED) >= 1 else Severity.MINOR
    return DraftCheck(
        kind=CheckKind.COMPLEMENT,
        rule="shares_of_list",
        verdict=Verdict.CONSISTENT if is_met else Verdict.INCONSISTENT,
        severity=None if is_met else severity,
        operands=tuple(mention_operand(whole, OperandRole.PERCENT, m, m.fact_id) for m in shares),
        quote=Span(start, whole.offset_of(shares[-1].page, shares[-1].char_end)),
        stated=f"{text}%",
        expected="100%",
        stated_value=summed,
        expected_value=_HUNDRED,
        formula=explain.sum_formula(values),
        explanation_vi=None if is_met else told.vi,
        explanation_en=None if is_met else told.en,
        relation=Relation(Form.HUNDRED, tuple(shares)),
    )
