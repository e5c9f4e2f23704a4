"""Indicators compared across places and years: from the words of two districts to the readers' questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import pytest

from extractors.indicators import IndicatorLinker, link_facts
from pipeline.rulebook import load_catalogue
from schemas.fact import Measure, Role
from schemas.parcel import Parcel
from tests.builders import ReportBuilder
from tests.reading import resolve
from tests.warehouse.conftest import BuildWarehouse

Ask = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def ask(build_warehouse: BuildWarehouse, connect: Callable[[Path], duckdb.DuckDBPyConnection]) -> Ask:
    def run(query: str, *parcels: Parcel) -> list[tuple[object, ...]]:
        return connect(build_warehouse(*parcels)).execute(query).fetchall()

    return run


@cache
def linker() -> IndicatorLinker:
    return IndicatorLinker(load_catalogue())


def report(place_id: str, text: str) -> Parcel:
    """A report of a district, read and linked; the place is set as the letterhead would set it."""
    parcel = link_facts(resolve(f"BÁO CÁO\n\n{text}\n"), linker())
    return replace(parcel, facts=tuple(replace(fact, place_id=place_id, scope=None) for fact in parcel.facts))


def four_reports() -> tuple[Parcel, ...]:
    """Two districts, two years, each in its own words."""
    return (
        report("101", "Năm 2023, tỷ lệ hộ nghèo là 12,5%; tỷ lệ hồ sơ trực tuyến đạt 61,2%."),
        report(
            "101", "Năm 2024, tỷ lệ hộ nghèo theo chuẩn đa chiều còn 10,1%. Năm 2024, hồ sơ nộp trực tuyến đạt 70%."
        ),
        report("102", "Năm 2023, tỷ lệ hộ nghèo 8,4%. Tỷ lệ hộ cận nghèo 9%."),
        report("102", "Năm 2024, tỷ lệ hộ nghèo 7,9%, tỷ lệ hồ sơ tiếp nhận trực tuyến 81,5%."),
    )


def test_rows_by_indicator_place_and_period(ask: Ask) -> None:
    query = """SELECT indicator_id, place_id, period_label, value FROM comparison
        WHERE indicator_id IN ('poverty_rate', 'online_dossier_rate') ORDER BY 1, 2, 3"""
    assert ask(query, *four_reports()) == [
        ("online_dossier_rate", "101", "2023", Decimal("61.2")),
        ("online_dossier_rate", "101", "2024", Decimal(70)),
        ("online_dossier_rate", "102", "2024", Decimal("81.5")),
        ("poverty_rate", "101", "2023", Decimal("12.5")),
        ("poverty_rate", "101", "2024", Decimal("10.1")),
        ("poverty_rate", "102", "2023", Decimal("8.4")),
        ("poverty_rate", "102", "2024", Decimal("7.9")),
    ]


def test_this_year_against_last(ask: Ask) -> None:
    """As ../shared/acceptance.sql asks it."""
    query = """SELECT a.indicator_id, a.place_id, a.value - b.value FROM comparison a
        JOIN comparison b USING (indicator_id, place_id)
        WHERE year(a.period_end) = year(b.period_end) + 1 ORDER BY 1, 2"""
    assert ask(query, *four_reports()) == [
        ("online_dossier_rate", "101", Decimal("8.8")),
        ("poverty_rate", "101", Decimal("-2.4")),
        ("poverty_rate", "102", Decimal("-0.5")),
    ]


def test_every_link_is_in_the_catalogue(ask: Ask) -> None:
    query = """SELECT count(*), count(i.indicator_id) FROM facts f LEFT JOIN indicators i USING (indicator_id)
        WHERE f.indicator_id IS NOT NULL"""
    ((linked, known),) = ask(query, *four_reports())
    assert linked == known
    assert linked


HERE: dict[str, object] = {
    "indicator_id": "online_dossier_rate",
    "place_id": "101",
    "period_label": "2024",
    "scope": None,
}


def test_the_whole_stands_for_its_parts(ask: Ask) -> None:
    """Of shares that one indicator has in one place and period, the one of the widest base is the whole."""
    made = ReportBuilder("30/40 hồ sơ, đạt 75,00%; 300/500 hồ sơ, đạt 60%")
    made.ratio("30", "40", "75,00", "hồ sơ", None, **HERE)
    made.ratio("300", "500", "60", "hồ sơ", None, **HERE)
    query = "SELECT numerator, denominator, source_count FROM comparison"
    assert ask(query, made.parcel()) == [(Decimal(300), Decimal(500), 2)]


def test_the_largest_of_what_may_be_summed(ask: Ask) -> None:
    here = {**HERE, "indicator_id": "dossiers_online"}
    made = ReportBuilder("cấp xã 120 hồ sơ; toàn huyện 460 hồ sơ; đất đai 75 hồ sơ")
    for printed in ("120", "460", "75"):
        made.count(printed, "hồ sơ", None, Measure.COUNT, **here)
    assert ask("SELECT value FROM comparison", made.parcel()) == [(Decimal(460),)]


def test_a_target_and_its_result_in_other_words(ask: Ask) -> None:
    made = ReportBuilder("Tỷ lệ hộ nghèo còn 7,9%. Chỉ tiêu: giảm hộ nghèo xuống 8%.")
    here: dict[str, object] = {**HERE, "indicator_id": "poverty_rate", "period_end": date(2024, 12, 31)}
    made.percent("7,9", None, label="Tỷ lệ hộ nghèo", **here)
    made.percent("8", "xuống 8%", label="hộ nghèo theo chuẩn đa chiều", role=Role.TARGET, **here)
    query = "SELECT actual, target, attained FROM target_attainment"
    assert ask(query, made.parcel()) == [(Decimal("7.9"), Decimal(8), True)], "lower is better: the catalogue says so"
