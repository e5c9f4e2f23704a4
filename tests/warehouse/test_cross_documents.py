"""Documents of one place against each other: what is found, what is asked, and where nothing is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipeline.stages.load import load_warehouse
from pipeline.warehouse.sql_checks import run_checks
from schemas.document import DocumentPath
from schemas.parcel import Parcel
from tests.reading import resolve
from tests.warehouse.conftest import RUN, write_shards
from tests.warehouse.cross_texts import (
    ALONE,
    DISTRICT,
    EARLY,
    ESTIMATE,
    FAMILIES,
    LAST_YEAR,
    QUARTERS,
    SILENT,
    TABLES,
)

Found = set[tuple[str, str, str, str, str]]

_CHECKS = """
SELECT d.path, c.rule, c.verdict, c.stated, c.expected FROM checks c JOIN documents d USING (document_id)
WHERE c.kind = 'cross_document'
"""


def parcel(name: str, text: str) -> Parcel:
    read = resolve(text)
    document = replace(read.document, path=name)
    return replace(read, document=document, paths=(DocumentPath(document.document_id, name),))


def build(folder: Path, documents: dict[str, str]) -> Path:
    for name, text in documents.items():
        write_shards(folder / "build", parcel(name, text))
    load_warehouse(folder / "build", folder / "warehouse.duckdb", RUN)
    return folder / "warehouse.duckdb"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All families in one warehouse: none of them may disturb another."""
    return build(tmp_path_factory.mktemp("cross"), {name: text for one in FAMILIES for name, text in one.items()})


@pytest.fixture(scope="module")
def found(warehouse: Path) -> Found:
    """(path, rule, verdict, stated, expected) of every check between documents."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        return set(connection.execute(_CHECKS).fetchall())


def of(found: Found, family: dict[str, str]) -> Found:
    return {row for row in found if row[0] in family}


def test_a_district_is_its_communes_and_starts_where_it_ended(found: Found) -> None:
    assert of(found, DISTRICT) == {
        ("huyen-2023", "communes_of_district", "inconsistent", "48", "50"),
        ("huyen-2023", "communes_of_district", "consistent", "1.742", "1.742"),
        ("huyen-2023", "end_against_next_start", "inconsistent", "63", "61"),
    }


def test_a_half_that_is_not_its_quarters_is_found_once(found: Found) -> None:
    flagged = {row for row in of(found, QUARTERS) if row[2] != "consistent"}
    assert flagged == {("6-thang", "parts_of_period", "inconsistent", "267", "257")}
    assert ("ca-nam", "parts_of_period", "consistent", "575", "575") in found


def test_last_years_figure_as_this_year_prints_it(found: Found) -> None:
    assert of(found, LAST_YEAR) == {
        ("tu-phap-2023", "same_figure_elsewhere", "inconsistent", "289", "298"),
        ("tu-phap-2023", "same_figure_elsewhere", "consistent", "120", "120"),
    }


def test_tables_of_two_years_and_a_row_against_the_report_of_its_commune(found: Found) -> None:
    assert of(found, TABLES) == {
        ("bieu-2023", "same_figure_elsewhere", "consistent", "4.120", "4.120"),
        ("bieu-2023", "same_figure_elsewhere", "inconsistent", "1.012", "1.021"),
        ("bieu-2023", "same_figure_elsewhere", "inconsistent", "4.152", "4.125"),
        ("bieu-2023", "same_figure_elsewhere", "consistent", "1.012", "1.012"),
        ("bieu-2023", "same_figure_elsewhere", "consistent", "290", "290"),
        ("bieu-2023", "same_figure_elsewhere", "inconsistent", "170", "107"),
    }


@pytest.mark.parametrize(
    ("family", "question"),
    [
        (EARLY, ("som-2023", "end_against_next_start", "undecidable", "6.180", "6.104")),
        (ESTIMATE, ("uoc-2023", "end_against_next_start", "undecidable", "4.512", "4.100")),
        (ALONE, ("le-6-thang", "parts_of_period", "undecidable", "29", "26")),
    ],
    ids=["printed before the year was over", "an estimate", "no other sum holds"],
)
def test_what_may_have_been_revised_is_asked(
    found: Found, family: dict[str, str], question: tuple[str, str, str, str, str]
) -> None:
    assert of(found, family) == {question}


def test_what_need_not_agree_is_not_compared(found: Found) -> None:
    assert of(found, SILENT) == set()


def test_every_rule_ran_on_every_document(warehouse: Path) -> None:
    query = """
    SELECT count(*), count(DISTINCT document_id), sum(flagged), sum(checked), sum(candidates) FROM rule_runs
    WHERE rule IN ('same_figure_elsewhere', 'end_against_next_start', 'communes_of_district', 'parts_of_period')
    """
    with duckdb.connect(warehouse, read_only=True) as connection:
        rows, documents, flagged, checked, candidates = connection.execute(query).fetchall()[0]
    count = sum(map(len, FAMILIES))
    assert (rows, documents) == (4 * count, count)
    assert (flagged, candidates - checked) == (7, 3)


def test_operands_stand_in_their_own_documents_and_words_say_so(warehouse: Path) -> None:
    assert run_checks(warehouse) == []
    query = """
    SELECT f.char_start, o.position, m.document_id = c.document_id, o.text, f.explanation_vi, f.explanation_en
    FROM checks c JOIN check_operands o USING (check_id) JOIN mentions m USING (mention_id)
    JOIN findings f USING (check_id) WHERE c.stated = '63' ORDER BY o.position
    """
    with duckdb.connect(warehouse, read_only=True) as connection:
        own, other = connection.execute(query).fetchall()
    start = resolve(DISTRICT["huyen-2023"]).pages[0].text.index("63 hộ")
    assert own[:4] == (start, 0, True, "63")
    assert other[1:4] == (1, False, "61")
    assert own[4] == (
        "“Số hộ nghèo đầu năm 2023”: số đầu kỳ phải bằng số cuối kỳ trước (31/12/2022); văn bản này ghi 63, "
        "văn bản “huyen-2022” (số 15/BC-UBND, ngày 10/01/2023) ghi 61. "
        "Hai bên nói khác nhau; chỉ các con số thì chưa biết bên nào đúng, cần đối chiếu."
    )
    assert "document “huyen-2022” (no. 15/BC-UBND, 10/01/2023) prints 61" in own[5]


def test_a_report_in_two_containers_or_two_issues_is_not_held_against_itself(tmp_path: Path) -> None:
    lines = [f"Tổng số hộ dân thôn thứ {n}: {100 + n * 37} hộ." for n in range(12)]
    first = report_with(lines, "ngày 10 tháng 01 năm 2024", "15/BC-UBND")
    corrected = report_with([*lines[:-1], lines[-1].replace("507", "517")], "ngày 20 tháng 01 năm 2024", "19/BC-UBND")
    path = build(tmp_path, {"a.txt": first, "b.txt": first.replace("\nNơi nhận", "\n\nNơi nhận"), "c.txt": corrected})
    with duckdb.connect(path, read_only=True) as connection:
        kin = connection.execute("SELECT count(same_as), count(supersedes) FROM documents").fetchall()
        assert kin == [(1, 1)]
        assert connection.execute(_CHECKS).fetchall() == []


def report_with(lines: list[str], day: str, symbol: str) -> str:
    from tests.warehouse.cross_texts import report

    return report("XÃ QUÀI CANG", day, "Kết quả rà soát hộ nghèo năm 2023", lines, symbol)
