"""`solieu labels`: what the keeper of the catalogue is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.cli_labels import find_warehouse, read_unlinked
from pipeline.cli_reading import open_warehouse
from pipeline.errors import UserError
from schemas.fact import Measure
from tests.builders import ReportBuilder
from tests.warehouse.conftest import BuildWarehouse, build_warehouse

__all__ = ["build_warehouse"]


def reports() -> tuple[ReportBuilder, ReportBuilder]:
    """Two documents that share one unlinked label; each has others besides."""
    first, second = (
        ReportBuilder("Có 12 hội nghị, 13 mô hình, 14 mô hình, 55%, tăng 9%", "a.txt"),
        ReportBuilder("Có 21 hội nghị", "b.txt"),
    )
    first.count("12", "hội nghị", label="hội nghị tuyên truyền")
    first.count("13", "mô hình", label="mô hình")
    first.count("14", "mô hình", label="Mô hình")
    first.percent("55", label="Tỷ lệ hộ nghèo", indicator_id="poverty_rate")
    first.count("9", "%", None, Measure.CHANGE, label="mức tăng")
    second.count("21", "hội nghị", label="Hội nghị tuyên truyền")
    return first, second


def test_those_of_most_documents_come_first(build_warehouse: BuildWarehouse) -> None:  # a fixture
    with open_warehouse(build_warehouse(*(report.parcel() for report in reports()))) as warehouse:
        rows = [(r.documents, r.facts, r.label, r.unit, r.path, r.quote) for r in read_unlinked(warehouse, 10)]
        assert rows == [
            (2, 2, "hội nghị tuyên truyền", "hội nghị", "a.txt", "12"),
            (1, 2, "mô hình", "mô hình", "a.txt", "13"),
        ]
        assert len(read_unlinked(warehouse, 1)) == 1


def test_a_containers_twin_is_not_counted(build_warehouse: BuildWarehouse) -> None:
    first, second = reports()
    second.document_changes = {"same_as": first.document_id}
    with open_warehouse(build_warehouse(first.parcel(), second.parcel())) as warehouse:
        assert [row.documents for row in read_unlinked(warehouse, 10)] == [1, 1]


def test_what_is_shown(
    build_warehouse: BuildWarehouse,
    capfd: pytest.CaptureFixture[str],
) -> None:
    path = build_warehouse(*(report.parcel() for report in reports()))
    assert main(["labels", str(path.parent), "--limit", "1"]) == 0
    shown = capfd.readouterr().out
    assert shown.startswith("1/5 số liệu đã gắn chỉ tiêu — 1 of 5 facts")
    assert "2 × hội nghị tuyên truyền  [số đếm (count), hội nghị]" in shown
    assert "2 văn bản (documents), ví dụ (such as) a.txt, trang 1: “12”" in shown
    assert "mô hình" not in shown


def test_a_folder_or_the_file(tmp_path: Path) -> None:
    (tmp_path / "warehouse.duckdb").touch()
    assert find_warehouse(tmp_path) == find_warehouse(tmp_path / "warehouse.duckdb")


def test_no_warehouse_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserError):
        find_warehouse(tmp_path)
    assert main(["labels", str(tmp_path / "nowhere")]) == 2
    assert "Không có kho dữ liệu" in capfd.readouterr().err
