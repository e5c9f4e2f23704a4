"""The audit folder: complete, self-contained, harmless, and the same bytes every time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.audit.metrics import make_keys
from pipeline.stages.load import load_warehouse
from pipeline.stages.report import write_report
from schemas.check import CheckKind, OperandRole, RuleRun, Severity, Verdict
from schemas.document import CellSpan, DocumentStatus, ErrorCode, TableCell
from schemas.mention import MentionKind
from schemas.parcel import Parcel
from tests.builders import ReportBuilder
from tests.warehouse.conftest import RUN, write_shards

HOSTILE = "<script>alert(1)</script> \u202e\x07 ' \" & </style>"


class Page(HTMLParser):
    """The page's text and tags, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def marked(self) -> int:
        return sum(tag == "mark" for tag, _ in self.tags)


def make_report(name: str = "báo cáo.txt", label: str = "tổ") -> ReportBuilder:
    report = ReportBuilder(f"Mở đầu. Có 120 {label}, trong đó 30 tổ cấp xã và 95 tổ cấp bản. Đề án 06.", name)
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


def write(tmp_path: Path, *parcels: Parcel, audit: str = "audit") -> tuple[Path, Path]:
    for parcel in parcels:
        write_shards(tmp_path / "build", parcel)
    load_warehouse(tmp_path / "build", tmp_path / "warehouse.duckdb", RUN)
    write_report(tmp_path / "warehouse.duckdb", tmp_path / audit, tmp_path / "metrics.json")
    return tmp_path / audit, tmp_path / "metrics.json"


def read_page(audit: Path) -> Page:
    return Page((audit / "index.html").read_text(encoding="utf-8"))


def test_finding_says_everything(tmp_path: Path) -> None:
    audit, _ = write(tmp_path, make_report().parcel())
    page = read_page(audit)
    for words in (
        "báo cáo.txt",
        "trang 1",
        "Tổng và các thành phần",
        "Whole against its parts",
        "Nghiêm trọng",
        "Hai phần cộng lại là 125.",
        "The two parts add up to 125.",
        "30 + 95 = 125",
        "120 → 125",
        "Chưa rõ.",
    ):
        assert words in page.text, words
    assert "Có 120 tổ, trong đó 30 tổ cấp xã và 95 tổ cấp bản." in page.text.replace("  ", " ")
    assert page.marked() == 3


def test_stated_number_stands_out(tmp_path: Path) -> None:
    audit, _ = write(tmp_path, make_report().parcel())
    assert sum(tag == "mark" and attrs.get("class") == "suspect" for tag, attrs in read_page(audit).tags) == 1


def test_finding_in_a_table_is_shown_as_rows(tmp_path: Path) -> None:
    report = ReportBuilder("Xã\tĐiểm\nA\t31\nTổng\t40")
    for printed in ("31", "40"):
        report.count(printed, "điểm")
    operands = [(OperandRole.TOTAL, "40"), (OperandRole.ADDEND, "31")]
    report.check(CheckKind.TABLE_TOTAL, Verdict.INCONSISTENT, Severity.MAJOR, operands)
    grid = [(0, 0, "Xã"), (0, 1, "Điểm"), (1, 0, "A"), (1, 1, "31"), (2, 0, "Tổng"), (2, 1, "40")]
    spans = [(row, col, words, *report.place(words)) for row, col, words in grid]
    cells = tuple(TableCell(report.document_id, "t", 1, r, c, w, r == 0, s, e) for r, c, w, s, e in spans)
    parts = tuple(CellSpan(report.document_id, "t", r, c, 1, s, e) for r, c, _, s, e in spans)
    audit, _ = write(tmp_path, replace(report.parcel(), cells=cells, cell_spans=parts))
    html = (audit / "index.html").read_text(encoding="utf-8")
    assert "<th><bdi>Xã</bdi></th><th><bdi>Điểm</bdi></th>" in html
    assert '<td><bdi>Tổng</bdi></td><td><bdi><mark class="suspect">40</mark></bdi></td>' in html


def test_empty_warehouse_makes_a_page(tmp_path: Path) -> None:
    audit, metrics = write(tmp_path)
    assert "Không thấy số liệu nào mâu thuẫn" in read_page(audit).text
    assert json.loads(metrics.read_text())["documents"] == 0


def test_document_that_failed_says_why(tmp_path: Path) -> None:
    report = ReportBuilder("x", "hỏng.bin")
    report.document_changes = {"error_code": ErrorCode.CORRUPT, "error_detail": "tệp hỏng — corrupt"}
    parcel = report.parcel()
    document = replace(parcel.document, status=DocumentStatus.FAILED)
    audit, _ = write(tmp_path, Parcel(document, paths=parcel.paths))
    assert "không đọc được" in read_page(audit).text
    assert "tệp hỏng — corrupt" in read_page(audit).text


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    report = make_report(f"a{HOSTILE}b.txt", HOSTILE)
    report.document_changes = {"title": HOSTILE, "error_detail": HOSTILE, "error_code": ErrorCode.INTERNAL}
    report.checks[0] = replace(
        report.checks[0],
        stated=HOSTILE,
        expected=HOSTILE,
        formula=HOSTILE,
        explanation_vi=HOSTILE,
        explanation_en=HOSTILE,
        suggestion=HOSTILE,
    )
    parcel = replace(report.parcel(), document=replace(report.parcel().document, status=DocumentStatus.PARTIAL))
    audit, _ = write(tmp_path, parcel)
    page = read_page(audit)
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert [tag for tag, _ in page.tags].count("style") == 1
    assert "<script>alert(1)</script>" in page.text
    assert not any(attr.startswith("on") for _, attrs in page.tags for attr in attrs)
    assert "\x07" not in (audit / "index.html").read_text(encoding="utf-8")


def test_page_fetches_nothing(tmp_path: Path) -> None:
    audit, _ = write(tmp_path, make_report().parcel())
    page = read_page(audit)
    assert not any(attrs.get("src") or attrs.get("href") for _, attrs in page.tags)
    assert not re.search(r"url\(|@import|https?:", (audit / "index.html").read_text(encoding="utf-8"))
    (policy,) = [attrs["content"] for _, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_csv_cells_run_nothing(tmp_path: Path) -> None:
    report = make_report()
    report.checks[0] = replace(report.checks[0], expected="=HYPERLINK(1)", stated="-0,18", suggestion="- 1 dòng")
    report.facts[0] = replace(report.facts[0], label="@x")
    audit, _ = write(tmp_path, report.parcel())
    findings = (audit / "findings.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in findings
    assert ',"-0,18",' in findings
    assert "'- 1 dòng" in findings
    assert "'@x" in (audit / "facts.csv").read_text(encoding="utf-8-sig")


def test_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    reports = [make_report(f"{letter}.txt", letter).parcel() for letter in "abc"]
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    first, first_metrics = write(tmp_path / "1", *reports)
    second, second_metrics = write(tmp_path / "2", *reversed(reports))
    assert first_metrics.read_bytes() == second_metrics.read_bytes()
    assert sorted(path.name for path in first.iterdir()) == ["facts.csv", "findings.csv", "index.html"]
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes()


def test_metrics(tmp_path: Path) -> None:
    _, path = write(tmp_path, make_report().parcel())
    metrics = json.loads(path.read_text(encoding="utf-8"))
    assert metrics["by_rule"] == {"part_whole": {"candidates": 2, "checked": 1, "flagged": 1}}
    assert metrics["by_document"]["bao-cao-txt"]["wrong"] == 1
    assert metrics["numbers_by_kind"] == {"figure": 3, "identifier": 1}
    assert (metrics["findings"], metrics["slips"], metrics["questions"]) == (1, 1, 1)
    assert metrics["warehouse_defects"] == {}


@pytest.mark.parametrize(
    ("paths", "keys"),
    [
        (["Báo cáo Đề án.txt"], ["Bao-cao-De-an-txt"]),
        (["a.b", "a b", "a-b-2", "a/b"], ["a-b", "a-b-2", "a-b-2-2", "a-b-3"]),
        (["日本", "…"], ["document", "document-2"]),
    ],
)
def test_keys_hold_no_dots(paths: list[str], keys: list[str]) -> None:
    assert make_keys(paths) == keys
