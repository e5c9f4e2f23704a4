"""A small report with findings, and the audit folder written from parcels, for the tests of the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.audit.masking import Mask
from pipeline.audit.pictures import Picture, PictureTask, draw_pages
from pipeline.paths import Layout
from pipeline.reviews import read_reviews
from pipeline.stages.load import load_warehouse
from pipeline.stages.report import write_report
from schemas.check import CheckKind, OperandRole, RuleRun, Severity, Verdict
from schemas.mention import MentionKind
from schemas.parcel import Parcel
from tests.builders import ReportBuilder
from tests.warehouse.conftest import RUN, write_shards


def make_report(name: str = "báo cáo.txt", label: str = "tổ", around: str = "") -> ReportBuilder:
    """A slip, its numbers, and a question; `around` stands before and after, and has no numbers."""
    text = f"Mở đầu. Có 120 {label}, trong đó 30 tổ cấp xã và 95 tổ cấp bản. Đề án 06."
    report = ReportBuilder(f"{around}{text}{around}", name)
    for printed in ("120", "30", "95"):
        report.count(printed, "tổ")
    report.mention("06", kind=MentionKind.IDENTIFIER)
    operands = [(OperandRole.WHOLE, "120"), (OperandRole.PART, "30"), (OperandRole.PART, "95")]
    report.check(
        CheckKind.PART_WHOLE,
        Verdict.INCONSISTENT,
        Severity.MAJOR,
        operands,
        expected="125",
        formula="30 + 95 = 125",
        explanation_vi="Hai phần cộng lại là 125.",
        explanation_en="The two parts add up to 125.",
        suggestion="120 → 125",
    )
    report.check(CheckKind.BOUND, Verdict.UNDECIDABLE, Severity.NOTE, operands[:2], explanation_vi="Chưa rõ.")
    report.rule_runs.append(RuleRun(report.document_id, "part_whole", 2, 1, 1))
    return report


def draw_here(tasks: Sequence[PictureTask]) -> Iterator[tuple[PictureTask, Sequence[Picture]]]:
    """Pages drawn in this process; a file that is not there has none."""
    for task in tasks:
        try:
            yield task, draw_pages(task)
        except FileNotFoundError:
            yield task, ()


def write_audit(folder: Path, *parcels: Parcel, mask: Mask = Mask()) -> Layout:  # noqa: B008  # frozen
    """A folder with warehouse.duckdb, audit/ and report/metrics.json of these parcels; reports are in folder/in."""
    layout = Layout(folder / "in", folder / "build", folder, folder / "cache")
    for parcel in parcels:
        write_shards(layout.stages, parcel)
    load_warehouse(layout.stages, layout.warehouse, RUN, read_reviews(layout.reviews))
    write_report(layout, draw_here, mask)
    return layout
