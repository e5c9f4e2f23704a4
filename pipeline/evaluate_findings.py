"""Checks against gold: accusations by tier, and the verdicts on ratios.

Tier A must be found as an accusation; B may appear as any verdict and counts neither way; an
accusation that meets C or nothing is false until proved. Several findings can be one slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.evaluate_facts import Match
from pipeline.evaluate_gold import Gold, GoldFinding, GoldPartWhole, GoldRatio
from pipeline.evaluate_locate import Span
from pipeline.evaluate_reading import PlacedCheck, PlacedFact, Reading
from pipeline.evaluate_scores import Accuracy, Note
from schemas.check import CheckKind, Severity, Verdict
from schemas.fact import FactMentionRole

TIER_PROVED, TIER_ASKED = "A", "B"
RATIO_KINDS = frozenset({CheckKind.RATIO_PERCENT, CheckKind.TABLE_RATIO, CheckKind.COMPLEMENT})
SUM_KINDS = frozenset({CheckKind.PART_WHOLE, CheckKind.COMPLEMENT, CheckKind.TABLE_TOTAL, CheckKind.BOUND})
NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
ROMAN_NUMERAL = re.compile(r"\b[IVXLC]+\b")
SHARED_NUMBERS_NEEDED = 2
"""An accusation meets a finding when this many of its numbers are the finding's, or all where fewer."""

EXPECTED_VERDICTS: dict[str, Verdict] = {
    "rounded": Verdict.CONSISTENT,
    "consistent": Verdict.CONSISTENT,
    "truncated": Verdict.TRUNCATED,
    "last_digit": Verdict.LAST_DIGIT,
    "inconsistent": Verdict.INCONSISTENT,
}
UNDECIDED_VERDICTS = frozenset({"unverifiable", "list_order_only", "suspicious"})


@dataclass(frozen=True, slots=True)
class FindingScore:
    """Findings of one document (or all): by tier found and missed, and accusations nobody confirms."""

    found: tuple[Note, ...] = ()
    missed: tuple[Note, ...] = ()
    asked_seen: tuple[Note, ...] = ()
    asked_total: int = 0
    false: tuple[Note, ...] = ()
    false_slips: int = 0
    accusations: int = 0
    slips: int = 0


def score_findings(gold: Gold, reading: Reading) -> FindingScore:
    """Accusations of one document against its gold findings."""
    accusations = [placed for placed in reading.checks if placed.is_accusation]
    proved = [f for f in gold.findings if f.tier == TIER_PROVED]
    asked = [f for f in gold.findings if f.tier == TIER_ASKED]
    found = [f for f in proved if any(meets(placed, f, reading) for placed in accusations)]
    seen = [f for f in asked if any(meets(placed, f, reading, any_kind=True) for placed in reading.checks)]
    answered = [p for p in accusations if _is_answered(p, proved, asked, reading)]
    false = [p for p in accusations if p not in answered]
    return FindingScore(
        tuple(_note_finding(gold, f) for f in found),
        tuple(_note_finding(gold, f) for f in proved if f not in found),
        tuple(_note_finding(gold, f) for f in seen),
        len(asked),
        tuple(_note_accusation(gold, placed) for placed in false),
        len({p.check.slip_id for p in false} - {p.check.slip_id for p in answered}),
        len(accusations),
        len({placed.check.slip_id for placed in accusations}),
    )


def sum_findings(scores: Iterable[FindingScore]) -> FindingScore:
    """Finding scores of several documents added up."""
    total = FindingScore()
    for score in scores:
        total = FindingScore(
            total.found + score.found,
            total.missed + score.missed,
            total.asked_seen + score.asked_seen,
            total.asked_total + score.asked_total,
            total.false + score.false,
            total.false_slips + score.false_slips,
            total.accusations + score.accusations,
            total.slips + score.slips,
        )
    return total


def _is_answered(
    placed: PlacedCheck, proved: Iterable[GoldFinding], asked: Iterable[GoldFinding], reading: Reading
) -> bool:
    return any(meets(placed, f, reading) for f in proved) or any(
        meets(placed, f, reading, any_kind=True) for f in asked
    )


def meets(placed: PlacedCheck, finding: GoldFinding, reading: Reading, *, any_kind: bool = False) -> bool:
    """True where a check says what a finding says.

    Its kind is allowed, one of its operands stands in the finding's quote, and they share their numbers.
    """
    if not any_kind and placed.check.kind not in finding.check_kinds:
        return False
    places = reading.search.locate(finding.quote)
    touching = any(place.overlaps(span) for place in places for _, span in placed.operands)
    return touching and _shares_numbers(placed, finding)


def _shares_numbers(placed: PlacedCheck, finding: GoldFinding) -> bool:
    wanted = {key for number in finding.numbers for key in number_keys(number)}
    given = {key for operand, _ in placed.operands for key in number_keys(operand.text)}
    return len(wanted & given) >= min(SHARED_NUMBERS_NEEDED, len(wanted), len(given))


def number_keys(text: str) -> set[str]:
    """The numerals of a text made comparable: '06' is 6, '34.144' is 34144, '0.62' is '0,62'; roman ones too."""
    keys = {re.sub(r"[.,]", "", numeral).lstrip("0") or "0" for numeral in NUMERAL.findall(text)}
    return keys or set(ROMAN_NUMERAL.findall(text))


# ---------------------------------------------------------------- verdicts


def score_verdicts(gold: Gold, reading: Reading, ratio_matches: Iterable[Match]) -> tuple[Accuracy, ...]:
    """Verdicts on matched ratios, and on wholes and parts that were checked at all."""
    return (_score_ratio_verdicts(gold, reading, ratio_matches), _score_sum_verdicts(gold, reading))


def _score_ratio_verdicts(gold: Gold, reading: Reading, matches: Iterable[Match]) -> Accuracy:
    right, wrong = 0, []
    for match in matches:
        ratio = match.gold
        if not isinstance(ratio, GoldRatio) or ratio.verdict is None:
            continue
        checks = _checks_of_fact(match.placed, reading)
        if _is_right_verdict(ratio.verdict, checks):
            right += 1
        else:
            given = ", ".join(sorted(f"{p.check.kind} {p.check.verdict}" for p in checks)) or "no check"
            wrong.append(Note(gold.document, ratio.id, ratio.quote, f"gold {ratio.verdict}, read {given}"))
    return Accuracy("ratio verdict", right, tuple(wrong))


def _checks_of_fact(fact: PlacedFact, reading: Reading) -> list[PlacedCheck]:
    """Checks that judge this ratio: on its printed percent, or on any of its numbers where it prints none."""
    judged = [number.span for number in fact.numbers if number.role is FactMentionRole.PERCENT]
    places = judged or [number.span for number in fact.numbers]
    return [
        placed
        for placed in reading.checks
        if placed.check.kind in RATIO_KINDS
        and any(
            operand.fact_id == fact.fact.fact_id and any(place.overlaps(span) for place in places)
            for operand, span in placed.operands
        )
    ]


def _is_right_verdict(wanted: str, checks: list[PlacedCheck]) -> bool:
    own_checks = [placed for placed in checks if placed.check.kind is not CheckKind.COMPLEMENT]
    if wanted == "no_percent":
        return not own_checks
    ratio_checks = own_checks or checks
    if wanted in UNDECIDED_VERDICTS:
        return all(_is_undecided(placed) for placed in ratio_checks)
    return bool(ratio_checks) and all(p.check.verdict is EXPECTED_VERDICTS[wanted] for p in ratio_checks)


def _is_undecided(placed: PlacedCheck) -> bool:
    return placed.check.verdict is Verdict.UNDECIDABLE or placed.check.severity is Severity.NOTE


def _score_sum_verdicts(gold: Gold, reading: Reading) -> Accuracy:
    right, wrong = 0, []
    for answer in gold.part_whole:
        checks = _checks_of_whole(answer, reading)
        if not checks:
            continue
        if all(_is_right_sum(answer.verdict, placed) for placed in checks):
            right += 1
        else:
            given = ", ".join(sorted(f"{p.check.kind} {p.check.verdict}" for p in checks))
            wrong.append(Note(gold.document, answer.id, answer.quote, f"gold {answer.verdict}, read {given}"))
    return Accuracy("part-whole verdict (of those checked)", right, tuple(wrong))


def _checks_of_whole(answer: GoldPartWhole, reading: Reading) -> list[PlacedCheck]:
    places = reading.search.locate(answer.quote)
    numbers = {str(value).rstrip("0").rstrip(".") if "." in str(value) else str(value) for value in answer.parts}
    wanted = {key for number in (*numbers, str(answer.whole)) for key in number_keys(number)}
    return [
        placed
        for placed in reading.checks
        if placed.check.kind in SUM_KINDS and _stands_in(placed, places) and _operand_keys(placed) == wanted
    ]


def _stands_in(placed: PlacedCheck, places: tuple[Span, ...]) -> bool:
    return any(place.overlaps(span) for place in places for _, span in placed.operands)


def _operand_keys(placed: PlacedCheck) -> set[str]:
    return {key for operand, _ in placed.operands for key in number_keys(operand.text)}


def _is_right_sum(wanted: str, placed: PlacedCheck) -> bool:
    if wanted in UNDECIDED_VERDICTS:
        return _is_undecided(placed)
    expected = Verdict.INCONSISTENT if wanted == "inconsistent" else Verdict.CONSISTENT
    return placed.check.verdict is expected


def _note_finding(gold: Gold, finding: GoldFinding) -> Note:
    detail = f"{finding.kind}: {finding.stated} / {finding.expected}"
    return Note(gold.document, finding.id, finding.quote, detail)


def _note_accusation(gold: Gold, placed: PlacedCheck) -> Note:
    check = placed.check
    detail = f"{check.kind} {check.verdict} {check.severity}: {check.stated} / {check.expected}; {check.explanation_en}"
    return Note(gold.document, check.check_id, " ".join(check.quote.split()), detail)
