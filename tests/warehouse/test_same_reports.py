"""One report in several containers is one report; a later issue of it is another that takes its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from extractors.readers.same_content import ContentProfile, Kinship, find_kinship
from pipeline.warehouse import same_reports
from schemas.document import DocumentStatus, TextSource
from schemas.parcel import Parcel
from tests.builders import ReportBuilder
from tests.warehouse.conftest import BuildWarehouse

Related = dict[str, tuple[str | None, str | None]]
Relate = Callable[..., Related]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF, TEXT = "application/pdf", "text/plain"
TITLE: dict[str, object] = {"title": "Công tác dân số năm 2031", "issuer": "UBND xã An Hà"}


def figures_of(seed: int, count: int = 40) -> list[str]:
    return [str(100 + (seed * 7919 + n * 613) % 9000) for n in range(count)]


def report(name: str, figures: list[str], media_type: str = TEXT, changes: dict[str, object] | None = None) -> Parcel:
    lines = [f"Thôn số thứ {letter(n)} có {figure} hộ dân đang sinh sống." for n, figure in enumerate(figures)]
    builder = ReportBuilder("\n".join(lines) + " " * (len(name) % 7) + "\n" * (ord(name[0]) % 5), name)
    for line, figure in zip(lines, figures, strict=True):
        builder.count(figure, "hộ", line)
    builder.document_changes = changes or {}
    parcel = builder.parcel()
    return replace(parcel, document=replace(parcel.document, media_type=media_type))


def letter(number: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[number % 26] * (1 + number // 26)


@pytest.fixture
def relate(build_warehouse: BuildWarehouse) -> Relate:
    """Parcels in; by path: the path it is the same as, and the path of the issue it takes the place of."""

    def ask(*parcels: Parcel) -> Related:
        with duckdb.connect(build_warehouse(*parcels), read_only=True) as connection:
            rows = connection.execute("SELECT path, same_as_path, supersedes_path FROM document_summary").fetchall()
        return {path: (same_as, supersedes) for path, same_as, supersedes in rows}

    return ask


def test_the_richest_container_stands_for_all(relate: Relate) -> None:
    figures = figures_of(1)
    found = relate(
        report("a.txt", figures),
        report("b.pdf", figures, PDF),
        report("c.docx", figures, WORD),
        report("d.txt", figures),
    )
    assert found == {path: (None if path == "c.docx" else "c.docx", None) for path in found}


def test_a_whole_reading_stands_before_a_part_and_an_image(relate: Relate) -> None:
    figures = figures_of(1)
    part = {"status": DocumentStatus.PARTIAL}
    partial = report("a.docx", figures, WORD)
    partial = replace(partial, document=replace(partial.document, **part))  # type: ignore[arg-type]
    scan = report("b.pdf", figures, PDF, {"text_source": TextSource.OCR})
    assert relate(partial, scan, report("c.txt", figures)) == {
        "a.docx": ("c.txt", None),
        "b.pdf": ("c.txt", None),
        "c.txt": (None, None),
    }


def test_other_reports_stand_alone(relate: Relate) -> None:
    found = relate(*(report(f"{name}.txt", figures_of(seed)) for seed, name in enumerate("abcdef")))
    assert set(found.values()) == {(None, None)}


LATER: list[tuple[dict[str, object], dict[str, object], str | None, str]] = [
    ({"issued_on": date(2031, 6, 5)}, {"issued_on": date(2031, 6, 20)}, "b", "a later day"),
    ({"issued_on": date(2031, 6, 20)}, {"issued_on": date(2031, 6, 5)}, "a", "an earlier day"),
    ({"issued_year": 2031, "issued_month": 6}, {"issued_year": 2031, "issued_month": 7}, "b", "a later month"),
    ({"symbol": "12/BC-UBND"}, {"symbol": "15/BC-UBND"}, "b", "a higher number"),
    ({"symbol": "/BC-UBND"}, {"symbol": "15/BC-UBND"}, "b", "a draft without number"),
    ({}, {}, None, "nothing says which is later"),
    ({"issuer": "UBND xã Bình Hà", "symbol": "1/BC"}, {"symbol": "2/BC"}, None, "another office"),
    ({"title": "Công tác dân số quý I", "symbol": "1/BC"}, {"symbol": "2/BC"}, None, "another title"),
    ({"title": None, "symbol": "1/BC"}, {"symbol": "2/BC"}, None, "no title to go by"),
    (
        {"period_end": date(2031, 3, 31), "symbol": "1/BC"},
        {"period_end": date(2031, 6, 30), "symbol": "2/BC"},
        None,
        "period",
    ),
]


@pytest.mark.parametrize(("first", "second", "later", "_new"), LATER, ids=[row[3] for row in LATER])
def test_a_corrected_issue_takes_the_place_of_the_one_before(
    relate: Relate, first: dict[str, object], second: dict[str, object], later: str | None, _new: str
) -> None:
    figures = figures_of(1)
    corrected = [*figures[:-1], "77"]
    one = report("a.txt", figures, TEXT, TITLE | first)
    other = report("b.docx", corrected, WORD, TITLE | second)
    expected: Related = {"a.txt": (None, None), "b.docx": (None, None)}
    if later == "b":
        expected["b.docx"] = (None, "a.txt")
    elif later == "a":
        expected["a.txt"] = (None, "b.docx")
    assert relate(one, other) == expected


def test_three_issues_follow_each_other_in_whatever_containers(relate: Relate) -> None:
    figures = figures_of(1)
    second, third = [*figures[:-1], "77"], [*figures[:-2], "88", "77"]
    found = relate(
        report("a.txt", figures, TEXT, TITLE | {"symbol": "1/BC"}),
        report("b.pdf", figures, PDF, TITLE | {"symbol": "1/BC"}),
        report("c.docx", second, WORD, TITLE | {"symbol": "2/BC"}),
        report("d.txt", second, TEXT, TITLE | {"symbol": "2/BC"}),
        report("e.docx", third, WORD, TITLE | {"symbol": "3/BC"}),
    )
    assert found == {
        "a.txt": ("b.pdf", None),
        "b.pdf": (None, None),
        "c.docx": (None, "b.pdf"),
        "d.txt": ("c.docx", None),
        "e.docx": (None, "c.docx"),
    }


def test_work_grows_with_the_documents_not_their_square(
    relate: Relate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    compared: list[Kinship] = []

    def count(first: ContentProfile, second: ContentProfile) -> Kinship:
        compared.append(find_kinship(first, second))
        return compared[-1]

    monkeypatch.setattr(same_reports, "find_kinship", count)
    shared = figures_of(0, 12)
    parcels = [report(f"{letter(n)}.txt", [*shared, *figures_of(n + 1, 28)]) for n in range(30)]
    copies = [report(f"{letter(n)}.docx", [*shared, *figures_of(n + 1, 28)], WORD) for n in range(30)]
    found = relate(*parcels, *copies)
    assert sum(1 for same_as, _ in found.values() if same_as) == 30
    assert compared.count(Kinship.SAME) == 30
    assert len(compared) <= 60, "of 1,770 pairs"
