"""Tables of the real reports, where they are at hand: every relation of gold checked, only the true slip accused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from schemas.check import Check
from tests.reading import accusations, audit

REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the reports lie beside the project, not in it")
TABLE_RULES = ("ratio_columns", "row_sum", "column_total", "rank_of_scores")


def table_checks(name: str) -> list[Check]:
    """The checks of relations in the tables of a report."""
    parcel = audit((REPORTS / name).read_text(encoding="utf-8"))
    return [check for check in parcel.checks if check.rule.startswith(TABLE_RULES)]


@needs_reports
def test_the_table_of_104_rows_is_checked_whole_and_accuses_nobody() -> None:
    checks = table_checks("tuan-giao-2023.txt")
    made = Counter(check.rule for check in checks if check.verdict.value == "consistent")
    # two ratio columns of 98 rows that sent documents; four groups and the grand total in five columns
    assert made["ratio_columns"] == 2 * 98
    assert made["column_total"] == (4 + 1) * 5
    assert [check for check in checks if check.verdict.value != "consistent"] == []


@needs_reports
def test_twelve_score_totals_and_ranks_and_one_slip() -> None:
    checks = table_checks("tua-chua-ranking-2022.txt")
    assert Counter(check.rule for check in checks) == {"row_sum": 12, "rank_of_scores": 12}
    (wrong,) = [check for check in checks if check.verdict.value != "consistent"]
    assert (wrong.rule, wrong.stated, wrong.expected) == ("row_sum", "255,59", "255,77")
    parcel = audit((REPORTS / "tua-chua-ranking-2022.txt").read_text(encoding="utf-8"))
    assert [c.stated for c in accusations(parcel) if c.rule.startswith(TABLE_RULES)] == ["255,59"]
