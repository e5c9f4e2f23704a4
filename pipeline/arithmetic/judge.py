"""All checks on one document: every relation found, judged, with proof that each rule ran."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.resolve import Reading, read_document
from extractors.rules_compiled import CompiledRules
from pipeline.arithmetic.change_checks import check_changes
from pipeline.arithmetic.contradiction_checks import check_contradictions
from pipeline.arithmetic.doubtful_readings import decide_dotted, decide_doubts
from pipeline.arithmetic.draft_check import DraftCheck, build_checks, is_flagged
from pipeline.arithmetic.habits import allow_habits
from pipeline.arithmetic.implied_bases import check_implied_bases
from pipeline.arithmetic.list_shares import check_list_shares
from pipeline.arithmetic.part_whole import check_part_whole
from pipeline.arithmetic.rate_checks import check_rates
from pipeline.arithmetic.ratio_checks import check_percent_rests, check_ratios
from pipeline.arithmetic.register_checks import check_registers
from pipeline.arithmetic.rest_checks import check_count_rests, check_rests
from pipeline.arithmetic.spelled_checks import check_spelled
from pipeline.arithmetic.spelling_checks import check_spelling
from pipeline.arithmetic.table_balances import check_balances
from pipeline.arithmetic.table_checks import check_tables
from pipeline.arithmetic.table_twins import check_twins
from pipeline.arithmetic.target_checks import check_attainments
from pipeline.arithmetic.text_checks import check_text
from pipeline.arithmetic.text_table_checks import check_prose_and_cells
from pipeline.arithmetic.web import trace_slips
from schemas.check import CheckKind, RuleRun, Verdict
from schemas.mention import Mention
from schemas.parcel import Parcel

# Rules that are not ratio rules, so that rule_runs says they ran also where they found nothing.
CHECK_RULES = (
    "place_name_two_ways",
    "named_whole",
    "share_by_arithmetic",
    "share_in_list",
    "share_of_cell",
    "share_of_bracketed_base",
    "share_of_standing_whole",
    "share_in_bullets",
    "share_of_second_base",
    "share_of_sum",
    "rest_in_words",
    "rest_makes_whole",
    "percent_rest",
    "shares_of_list",
    "parts_of_whole",
    "bullets_of_whole",
    "ratio_columns",
    "row_sum",
    "row_share",
    "row_growth",
    "row_product",
    "row_mean",
    "row_shares_make_whole",
    "running_total",
    "share_of_total_row",
    "column_shares_make_whole",
    "column_total",
    "mean_row",
    "share_between_parts",
    "rank_of_scores",
    "status_of_target",
    "date_exists",
    "reference_before_issue",
    "chapter_numbers",
    "share_above_whole",
    "stated_twice",
    "told_again",
    "named_above",
    "expected_elsewhere",
    "register_order",
    "amount_in_words",
    "same_cell_twice",
    "prose_and_cell",
    "share_of_those",
    "table_balance",
    "change_in_list",
)


def judge(parcel: Parcel, rules: CompiledRules) -> Parcel:
    """The parcel with its checks, their operands and the count of every rule's work."""
    reading = read_document(parcel, rules)

    def redo(mention: Mention) -> list[DraftCheck]:
        other = replace(parcel, mentions=tuple(_exchanged(parcel.mentions, mention)))
        return _find_drafts(other, read_document(other, rules), rules)

    drafts = decide_dotted(_find_drafts(parcel, reading, rules), parcel.mentions, redo)
    drafts = decide_doubts(drafts, parcel.pages, parcel.words, redo)
    drafts = trace_slips(drafts, parcel.facts)
    checks, operands = build_checks(parcel.document, reading.whole, parcel.words, drafts)
    names = [
        *(rule.rule.id for rule in rules.ratios),
        *(rule for rule, _, _ in rules.rests),
        *(rule.id for rule in rules.changes),
        *(rule.id for rule in rules.bounds),
        *(rule.rule.id for rule in rules.rates),
        *(rule for rule, _ in rules.attainments),
        *CHECK_RULES,
    ]
    runs = _count_runs(parcel.document.document_id, names, drafts)
    return replace(parcel, checks=checks, check_operands=operands, rule_runs=runs)


def _exchanged(mentions: Iterable[Mention], other: Mention) -> Iterable[Mention]:
    return (other if mention.mention_id == other.mention_id else mention for mention in mentions)


def _find_drafts(parcel: Parcel, reading: Reading, rules: CompiledRules) -> list[DraftCheck]:
    """Every relation of the document, judged on the numbers as the mentions have them."""
    drafts = [
        *check_ratios(reading, rules),
        *check_rests(reading, rules),
        *check_count_rests(reading, rules),
        *check_percent_rests(reading, rules),
        *check_changes(reading, rules),
        *check_rates(reading, rules),
        *check_attainments(reading, rules),
        *check_part_whole(reading, rules),
        *check_tables(reading, rules),
        *check_text(parcel, reading, rules),
        *check_spelling(parcel, reading, rules),
        *check_registers(parcel, reading),
        *check_spelled(reading),
        *check_twins(reading, parcel.facts, rules),
    ]
    drafts = _without_proved_changes(drafts)
    drafts += check_list_shares(reading.whole, drafts)
    drafts = [*drafts, *check_implied_bases(reading, drafts, rules), *check_balances(reading, drafts, rules)]
    drafts = [*drafts, *check_contradictions(parcel, reading, drafts, rules)]
    return allow_habits([*drafts, *check_prose_and_cells(parcel, reading, drafts, rules)])


def _without_proved_changes(drafts: Sequence[DraftCheck]) -> list[DraftCheck]:
    """Without the shares whose whole only their list suggests, where the percent is proved to be that of a change."""
    proved = {
        operand.mention.mention_id
        for draft in drafts
        if draft.kind is CheckKind.CHANGE and draft.verdict is Verdict.CONSISTENT
        for operand in draft.operands
        if operand.mention is not None
    }

    def is_refuted(draft: DraftCheck) -> bool:
        stated = draft.operands[0].mention
        is_guess = draft.rule == "share_in_list" and draft.verdict is Verdict.INCONSISTENT
        return is_guess and stated is not None and stated.mention_id in proved

    return [draft for draft in drafts if not is_refuted(draft)]


def _count_runs(document_id: str, names: Sequence[str], drafts: Iterable[DraftCheck]) -> tuple[RuleRun, ...]:
    counts = {name: [0, 0, 0] for name in names}
    for draft in drafts:
        count = counts.setdefault(draft.rule, [0, 0, 0])
        count[0] += 1
        count[1] += draft.verdict is not Verdict.UNDECIDABLE
        count[2] += is_flagged(draft)
    return tuple(RuleRun(document_id, name, *counts[name]) for name in sorted(counts))
