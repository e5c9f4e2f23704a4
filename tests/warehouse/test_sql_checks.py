"""Every check of checks/*.sql passes on a good warehouse and finds what it is there to find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline.warehouse.sql_checks import load_checks, run_checks
from schemas.check import CheckKind, OperandRole, RuleRun, Severity, Verdict
from schemas.correction import Correction, CorrectionField
from schemas.document import CellSpan, TableCell, Word
from schemas.fact import Role
from schemas.mention import MentionKind
from schemas.parcel import Parcel
from schemas.tables import TABLES
from tests.builders import ReportBuilder
from tests.warehouse.conftest import BuildWarehouse

TEXT = "Đã trả 431/500 hồ sơ, đạt 26,23% (mục tiêu 80%). Có 120 tổ: 30 xã, 95 bản. Còn 77/88 km². Đề án 06¹."


def good_parcel() -> Parcel:
    """A report with a little of everything, and nothing wrong with it as data."""
    report = ReportBuilder(TEXT)
    fact = report.ratio("431", "500", "26,23", "hồ sơ")
    report.ratio("77", "88", None, "km²")
    report.percent("80", role=Role.TARGET)
    for printed in ("120", "30", "95"):
        report.count(printed, "tổ")
    report.mention("06", kind=MentionKind.IDENTIFIER)
    report.mention("¹", kind=MentionKind.FOOTNOTE)
    report.mention("²", kind=MentionKind.IDENTIFIER)
    ratio = [(OperandRole.NUMERATOR, "431"), (OperandRole.DENOMINATOR, "500"), (OperandRole.PERCENT, "26,23")]
    report.check(
        CheckKind.RATIO_PERCENT,
        Verdict.INCONSISTENT,
        Severity.MAJOR,
        ratio,
        fact_id=fact,
        stated_value=Decimal("26.23"),
        expected_value=Decimal("86.2"),
        difference=Decimal("-59.97"),
        difference_relative=Decimal("-0.695708"),
        formula="100 * 431 / 500 = 86.2",
    )
    parts = [(OperandRole.WHOLE, "120"), (OperandRole.PART, "30"), (OperandRole.PART, "95")]
    report.check(CheckKind.PART_WHOLE, Verdict.UNDECIDABLE, Severity.NOTE, parts)
    report.check(CheckKind.BOUND, Verdict.CONSISTENT, None, parts[:2])
    report.rule_runs.append(RuleRun(report.document_id, "ratio_percent", 2, 1, 1))
    start, end = report.place("30 xã")
    cell = TableCell(report.document_id, "t1", 1, 0, 0, "30 xã", False, start, end)
    span = CellSpan(report.document_id, "t1", 0, 0, 1, start, end)
    parcel = report.parcel()
    box = (Decimal(1), Decimal(1), Decimal(2), Decimal(2))
    words = (Word(report.document_id, 1, start, start + 2, *box),)
    correction = Correction(report.document_id, "metadata.csv", 2, CorrectionField.PERIOD, "2023")
    return replace(parcel, cells=(cell,), cell_spans=(span,), words=words, corrections=(correction,))


FILLED_TABLES = [table.name for table in TABLES if table.name not in {"places", "place_successors", "indicators"}]

BREAKS: dict[str, list[str]] = {
    "quotes_are_exact": ["UPDATE facts SET char_start = char_start + 1"],
    "mentions_are_exact": [
        "UPDATE mentions SET text = '431 ' WHERE text = '431'",
        "UPDATE mentions SET context = 'else'",
    ],
    "mentions_never_overlap": [
        "UPDATE mentions SET char_end = char_end + 5 WHERE text = '431'",
        "UPDATE mentions SET char_end = char_start",
    ],
    "digits_lie_in_one_mention": [
        "DELETE FROM mentions WHERE text = '06'",
        "DELETE FROM mentions WHERE text = '¹'",
        "DELETE FROM mentions WHERE text = '²'",
    ],
    "facts_have_numbers": [
        "DELETE FROM fact_mentions",
        "DELETE FROM fact_mentions WHERE role = 'denominator'",
        "DELETE FROM fact_mentions WHERE role = 'percent'",
        "DELETE FROM fact_mentions WHERE role = 'value'",
    ],
    "flags_have_operands_and_words": [
        "UPDATE checks SET explanation_vi = NULL",
        "UPDATE checks SET explanation_en = NULL",
        "UPDATE checks SET formula = NULL",
        "UPDATE checks SET stated = NULL",
        "DELETE FROM check_operands",
    ],
    "operands_are_exact": [
        "UPDATE check_operands SET text = 'x'",
        "UPDATE check_operands SET mention_id = (SELECT mention_id FROM mentions WHERE text = '06')",
    ],
    "check_quotes_are_printed": ["UPDATE checks SET quote = 'not there'", "UPDATE checks SET page = 9"],
    "references_are_kept": [
        "UPDATE document_paths SET document_id = 'x'",
        "UPDATE pages SET document_id = 'x'",
        "UPDATE table_cells SET page = 9",
        "UPDATE cell_spans SET col = 9",
        "UPDATE words SET page = 9",
        "UPDATE mentions SET fact_id = 'x'",
        "UPDATE facts SET page = 9",
        "UPDATE facts SET table_id = 't1', row = 9",
        "UPDATE facts SET indicator_id = 'x'",
        "UPDATE facts SET place_id = 'x'",
        "UPDATE fact_mentions SET fact_id = 'x'",
        "UPDATE fact_mentions SET mention_id = 'x'",
        "UPDATE check_operands SET check_id = 'x'",
        "UPDATE check_operands SET mention_id = 'x'",
        "UPDATE check_operands SET fact_id = 'x'",
        "UPDATE rule_runs SET document_id = 'x'",
        "UPDATE corrections SET document_id = 'x'",
        "UPDATE documents SET place_id = 'x'",
        "UPDATE documents SET same_as = 'x'",
        "UPDATE documents SET supersedes = 'x'",
        "INSERT INTO places (place_id, name, level, parent_id) VALUES ('1', 'xã', 'commune', 'x')",
        "INSERT INTO place_successors (place_id, successor_id) VALUES ('x', 'y')",
    ],
    "keys_are_unique": [
        *(f"INSERT INTO {name} SELECT * FROM {name}" for name in FILLED_TABLES),
        "INSERT INTO places (place_id, name, level) VALUES ('1', 'xã', 'commune'), ('1', 'xã', 'commune')",
        "INSERT INTO place_successors (place_id, successor_id) VALUES ('x', 'y'), ('x', 'y')",
        "INSERT INTO indicators SELECT 'i', 'x', 'x', 'count', NULL, NULL, NULL, true FROM range(2)",
        "UPDATE mentions SET mention_id = 'x'",
    ],
    "links_have_scores": [
        "UPDATE facts SET indicator_id = 'poverty_rate'",
        "UPDATE facts SET indicator_score = 0.9",
        "UPDATE facts SET indicator_id = 'poverty_rate', indicator_score = 1.1",
    ],
    "ratios_have_their_value": [
        "UPDATE facts SET value = 26.3 WHERE percent IS NOT NULL",
        "UPDATE facts SET decimals = NULL WHERE percent IS NOT NULL",
        "UPDATE facts SET value_source = 'computed' WHERE percent IS NOT NULL",
        "UPDATE facts SET value = 77.8 WHERE numerator = 77",
        "UPDATE facts SET decimals = 2 WHERE numerator = 77",
        "UPDATE facts SET denominator = NULL",
    ],
    "only_ratios_have_operands": [
        "UPDATE facts SET numerator = 1 WHERE measure = 'count'",
        "UPDATE facts SET derived = true WHERE measure = 'count'",
        "UPDATE facts SET base_value = 1 WHERE measure = 'count'",
        "UPDATE facts SET value = NULL WHERE measure = 'count'",
    ],
    "printed_values_have_decimals": [
        "UPDATE facts SET decimals = NULL WHERE measure = 'count'",
        "UPDATE facts SET unit = NULL WHERE measure = 'percent'",
        "UPDATE facts SET unit = NULL, measure = 'money' WHERE measure = 'count'",
    ],
    "denominators_are_not_zero": ["UPDATE facts SET denominator = 0 WHERE measure = 'ratio'"],
    "operands_make_no_counts": [
        "UPDATE fact_mentions SET mention_id = (SELECT mention_id FROM mentions WHERE text = '431') "
        "WHERE role = 'value'"
    ],
    "unknown_is_null": [
        "UPDATE documents SET title = ''",
        "UPDATE facts SET unit = ''",
        "UPDATE facts SET label = ''",
        "UPDATE checks SET suggestion = ''",
        "UPDATE check_operands SET mention_id = ''",
        "UPDATE mentions SET rule = ''",
        "UPDATE pages SET error_detail = ''",
        "UPDATE rule_runs SET rule = ''",
        "UPDATE words SET alternatives = ''",
    ],
    "facts_rest_on_figures": ["UPDATE mentions SET kind = 'date' WHERE text = '120'"],
    "mentions_know_their_fact": [
        "UPDATE mentions SET fact_id = NULL WHERE text = '120'",
        "UPDATE mentions SET fact_id = (SELECT fact_id FROM facts WHERE value = 30) WHERE text = '120'",
        "UPDATE mentions SET value = NULL WHERE text = '120'",
    ],
    "slips_have_one_primary": [
        "UPDATE checks SET is_primary = false",
        "UPDATE checks SET slip_id = 'one'",
    ],
    "periods_run_forward": [
        "UPDATE facts SET period_start = DATE '2031-02-01', period_end = DATE '2031-01-01'",
        "UPDATE documents SET period_start = DATE '2031-02-01', period_end = DATE '2031-01-01'",
        "UPDATE documents SET issued_on = DATE '2031-02-01', issued_year = 2031",
    ],
    "severity_fits_verdict": [
        "UPDATE checks SET severity = NULL WHERE verdict = 'inconsistent'",
        "UPDATE checks SET severity = 'note' WHERE verdict = 'inconsistent'",
        "UPDATE checks SET severity = 'minor' WHERE verdict = 'consistent'",
        "UPDATE checks SET severity = 'major' WHERE verdict = 'undecidable'",
    ],
    "differences_follow": [
        "UPDATE checks SET difference = 1 WHERE stated_value IS NOT NULL",
        "UPDATE checks SET difference_relative = 1 WHERE stated_value IS NOT NULL",
    ],
    "rules_count_downwards": ["UPDATE rule_runs SET flagged = 3", "UPDATE rule_runs SET checked = 3"],
    "failures_have_a_reason": [
        "UPDATE documents SET status = 'failed'",
        "UPDATE documents SET error_code = 'empty'",
        "UPDATE pages SET status = 'failed'",
    ],
    "documents_have_paths": [
        "DELETE FROM document_paths",
        "UPDATE documents SET path = 'other'",
        "UPDATE documents SET same_as = document_id",
        "UPDATE documents SET sha256 = 'x'",
    ],
    "words_are_printed": [
        "UPDATE words SET char_end = char_end + 2",
        "UPDATE words SET char_start = 5000",
        "UPDATE words SET char_end = char_start",
        "UPDATE words SET x1 = 0",
    ],
    "cells_are_printed": ["UPDATE table_cells SET text = '31 xã'"],
}


@pytest.fixture
def good(build_warehouse: BuildWarehouse) -> Path:
    return build_warehouse(good_parcel())


def test_good_warehouse_has_no_violation(good: Path) -> None:
    assert run_checks(good) == []


def test_empty_warehouse_has_no_violation(build_warehouse: BuildWarehouse) -> None:
    assert run_checks(build_warehouse()) == []


def test_every_check_is_shown_to_work() -> None:
    assert {check.name for check in load_checks()} == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_check_finds_what_it_is_for(good: Path, name: str) -> None:
    (check,) = [check for check in load_checks() if check.name == name]
    with duckdb.connect(good) as connection:
        for statement in BREAKS[name]:
            connection.begin()
            connection.execute(statement)
            assert connection.execute(check.query).fetchall(), statement
            connection.rollback()


def test_keys_of_every_table_are_checked() -> None:
    query = next(check.query for check in load_checks() if check.name == "keys_are_unique")
    assert all(f"FROM {table.name} " in query for table in TABLES)


def test_violation_names_a_row(good: Path, connect: Callable[[Path], duckdb.DuckDBPyConnection]) -> None:
    with duckdb.connect(good) as connection:
        connection.execute("UPDATE facts SET denominator = 0 WHERE numerator = 431")
    (violation,) = [v for v in run_checks(good) if v.name == "denominators_are_not_zero"]
    assert (violation.rows, violation.demand) == (1, "A ratio of nothing is no ratio: counts only.")
    assert "quote=431/500 hồ sơ, đạt 26,23" in violation.sample
