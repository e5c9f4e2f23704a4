"""Checks between documents as rows: words, formula, operands with the place of each in its own document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extractors.label_words import without_context
from extractors.numbers import format_number
from pipeline.arithmetic import explain
from pipeline.arithmetic.cross_checks import CROSS_RULES, END_AND_START, PARTS_OF_PLACE, CrossDraft, value_of
from pipeline.arithmetic.cross_statements import CrossDocument, CrossStatement
from pipeline.arithmetic.draft_check import digest, fit_value
from pipeline.arithmetic.explain import Explanation
from schemas.check import Check, CheckKind, CheckOperand, OperandRole, RuleRun, Severity, Verdict

_KIND = CheckKind.CROSS_DOCUMENT
_MAX_NAMED = 6
_NOBODY_ACCUSED = Explanation(
    "Hai bên nói khác nhau; chỉ các con số thì chưa biết bên nào đúng, cần đối chiếu.",
    "The documents disagree; the numbers alone do not say which is right.",
)
_MAY_BE_REVISED = Explanation(
    "Có thể một bên là số ước, số chốt sớm hoặc đã được rà soát lại, nên chỉ nêu để hỏi.",
    "One of them may be an estimate, an early count or revised since, so this is only a question.",
)


def build_cross_rows(drafts: Iterable[CrossDraft]) -> tuple[list[Check], list[CheckOperand]]:
    """Checks and operands, each check once; the checks of one stated figure are one slip, the first is primary."""
    unique = {_check_id(draft): draft for draft in drafts}
    first: dict[tuple[str, bool], str] = {}
    for check_id, draft in sorted(unique.items(), key=lambda item: (len(item[1].others), item[0])):
        first.setdefault(_slip_of(draft), check_id)
    checks = [_build_check(check_id, draft, first[_slip_of(draft)]) for check_id, draft in unique.items()]
    operands = [operand for check_id, draft in unique.items() for operand in _build_operands(check_id, draft)]
    checks.sort(key=lambda check: (check.document_id, check.page, check.check_id))
    operands.sort(key=lambda operand: (operand.check_id, operand.position))
    return checks, operands


def count_cross_runs(documents: Iterable[str], checks: Iterable[Check]) -> list[RuleRun]:
    """A row for each rule and document, found something or not."""
    counts = {(document, rule): [0, 0, 0] for document in documents for rule in CROSS_RULES}
    for check in checks:
        count = counts.setdefault((check.document_id, check.rule), [0, 0, 0])
        count[0] += 1
        count[1] += check.verdict is not Verdict.UNDECIDABLE
        count[2] += check.verdict is Verdict.INCONSISTENT
    return [RuleRun(document, rule, *count) for (document, rule), count in sorted(counts.items())]


def _check_id(draft: CrossDraft) -> str:
    figures = (statement.figure for statement in draft.statements)
    return digest(_KIND.value, draft.rule, *(f"{figure.fact_id}@{figure.mention.mention_id}" for figure in figures))


def _slip_of(draft: CrossDraft) -> tuple[str, bool]:
    """Checks that accuse one figure are one slip; every other check of it is another."""
    is_accused = draft.verdict is Verdict.INCONSISTENT
    return (draft.stated.figure.mention.mention_id if is_accused else _check_id(draft)), is_accused


def _build_check(check_id: str, draft: CrossDraft, slip: str) -> Check:
    figure = draft.stated.figure
    stated, expected = value_of(figure), draft.expected
    told = None if draft.verdict is Verdict.CONSISTENT else _explain(draft)
    difference = stated - expected
    place, period = draft.stated.place_id, draft.stated.end.isoformat()
    words = (f"{s.figure.document.period_end}={s.figure.mention.text}" for s in draft.statements)
    return Check(
        check_id=check_id,
        content_key=digest(place, period, _KIND.value, *words),
        slip_id=slip,
        is_primary=slip == check_id,
        document_id=figure.document.document_id,
        page=figure.quote_page,
        kind=_KIND,
        rule=draft.rule,
        verdict=draft.verdict,
        severity=Severity.MINOR if draft.verdict is Verdict.INCONSISTENT else None,
        stated=_print_own(draft.stated),
        expected=_print_expected(draft),
        stated_value=fit_value(stated),
        expected_value=fit_value(expected),
        difference=fit_value(difference),
        difference_relative=fit_value(difference / expected) if expected else None,
        formula=_formula(draft),
        quote=" ".join(figure.quote.split()),
        explanation_vi=told.vi if told else None,
        explanation_en=told.en if told else None,
    )


def _formula(draft: CrossDraft) -> str:
    values = [value_of(other.figure) for other in draft.others]
    if len(values) > 1:
        return explain.sum_formula(values)
    return f"{explain.plain(value_of(draft.stated.figure))} = {explain.plain(values[0])}"


def _print_own(statement: CrossStatement) -> str:
    sign = "%" if statement.figure.is_share else ""
    return f"{statement.figure.mention.text}{sign}"


def _print_expected(draft: CrossDraft) -> str:
    """What the others say, printed as the stated number is; of a share the other share."""
    if len(draft.others) == 1 and draft.others[0].figure.mention.magnitude == draft.stated.figure.mention.magnitude:
        return _print_own(draft.others[0])
    mentions = [statement.figure.mention for statement in draft.statements]
    magnitude = mentions[0].magnitude or Decimal(1)
    return format_number(draft.expected / magnitude, max(mention.decimals or 0 for mention in mentions))


def _explain(draft: CrossDraft) -> Explanation:
    said = _explain_sum(draft) if draft.role is OperandRole.ADDEND else _explain_same(draft)
    why = _NOBODY_ACCUSED if draft.verdict is Verdict.INCONSISTENT else _MAY_BE_REVISED
    return Explanation(f"{said.vi} {why.vi}", f"{said.en} {why.en}")


def _explain_same(draft: CrossDraft) -> Explanation:
    label, (stated, other) = _short(draft), _printed(draft.statements)
    name = _name(draft.others[0].figure.document)
    if draft.rule == END_AND_START:
        day = f"{draft.stated.end:%d/%m/%Y}"
        return Explanation(
            f"“{label}”: số đầu kỳ phải bằng số cuối kỳ trước ({day}); "
            f"văn bản này ghi {stated}, {name.vi} ghi {other}.",
            f"“{label}”: what a period starts with is what the one before ended with ({day}); this document prints "
            f"{stated}, {name.en} prints {other}.",
        )
    return Explanation(
        f"“{label}”: văn bản này ghi {stated}, {name.vi} ghi {other} cho cùng nơi, cùng kỳ.",
        f"“{label}”: this document prints {stated}, {name.en} prints {other} for the same place and time.",
    )


def _explain_sum(draft: CrossDraft) -> Explanation:
    stated, *parts = _printed(draft.statements)
    terms, expected = " + ".join(parts), _print_expected(draft)
    label, count = _short(draft), len(parts)
    names = [_name(other.figure.document) for other in draft.others[:_MAX_NAMED]]
    rest = "; …" if count > _MAX_NAMED else ""
    in_vi, in_en = "; ".join(name.vi for name in names) + rest, "; ".join(name.en for name in names) + rest
    what = (
        (f"số của {count} xã, phường, thị trấn", f"the {count} places below")
        if draft.rule == PARTS_OF_PLACE
        else (f"số của {count} kỳ trong kỳ này", f"the {count} periods within this one")
    )
    return Explanation(
        f"“{label}”: {what[0]} cộng lại {terms} = {expected}, còn văn bản này ghi {stated}. Đã cộng: {in_vi}.",
        f"“{label}”: {what[1]} add to {terms} = {expected}, this document prints {stated}. Added up: {in_en}.",
    )


def _short(draft: CrossDraft) -> str:
    return without_context(draft.stated.figure.label)


def _printed(statements: Sequence[CrossStatement]) -> list[str]:
    sign = "%" if statements[0].figure.is_share else ""
    return [f"{text}{sign}" for text in explain.say_numbers([statement.figure.mention for statement in statements])]


def _name(document: CrossDocument) -> Explanation:
    """How another document is called: its file, with number and day where printed."""
    symbol = document.symbol if document.symbol and not document.symbol.startswith("/") else None
    day = f"{document.issued_on:%d/%m/%Y}" if document.issued_on else None
    vi = ", ".join(part for part in (f"số {symbol}" if symbol else "", f"ngày {day}" if day else "") if part)
    en = ", ".join(part for part in (f"no. {symbol}" if symbol else "", day or "") if part)
    return Explanation(
        f"văn bản “{document.path}”" + (f" ({vi})" if vi else ""),
        f"document “{document.path}”" + (f" ({en})" if en else ""),
    )


def _build_operands(check_id: str, draft: CrossDraft) -> list[CheckOperand]:
    roles = (
        OperandRole.TOTAL if draft.role is OperandRole.ADDEND else OperandRole.VALUE,
        *[draft.role] * len(draft.others),
    )
    return [
        CheckOperand(
            check_id=check_id,
            position=position,
            role=role,
            mention_id=statement.figure.mention.mention_id,
            fact_id=statement.figure.fact_id,
            page=statement.figure.mention.page,
            char_start=statement.figure.mention.char_start,
            char_end=statement.figure.mention.char_end,
            text=statement.figure.mention.text,
            x0=statement.figure.mention.x0,
            y0=statement.figure.mention.y0,
            x1=statement.figure.mention.x1,
            y1=statement.figure.mention.y1,
        )
        for position, (role, statement) in enumerate(zip(roles, draft.statements, strict=True))
    ]
