"""The audit folder: complete, self-contained, harmless, and the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.audit.masking import Mask
from pipeline.audit.metrics import make_keys
from pipeline.audit.sheets import MAX_SHEET, REACH
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.document import CellSpan, DocumentStatus, ErrorCode, TableCell
from schemas.parcel import Parcel
from tests.audit.writing import make_report, write_audit
from tests.builders import ReportBuilder

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


def write(tmp_path: Path, *parcels: Parcel) -> tuple[Path, Path]:
    layout = write_audit(tmp_path, *parcels)
    return layout.audit, layout.metrics


def read_page(audit: Path, name: str = "index.html") -> Page:
    return Page((audit / name).read_text(encoding="utf-8"))


def read_data(audit: Path, document_id: str = "") -> dict[str, Any]:
    """What the script of a page reads."""
    html = (audit / (f"documents/{document_id}.html" if document_id else "index.html")).read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_finding_says_everything(tmp_path: Path) -> None:
    report = make_report()
    audit, _ = write(tmp_path, report.parcel())
    data = read_data(audit, report.document_id)
    finding, question = data["findings"]
    assert (finding["kind"], finding["severity"], finding["stated"], finding["expected"]) == (
        "part_whole",
        "major",
        "120",
        "125",
    )
    assert (finding["vi"], finding["en"]) == ("Hai phần cộng lại là 125.", "The two parts add up to 125.")
    assert (finding["formula"], finding["suggestion"], finding["line"]) == ("30 + 95 = 125", "120 → 125", 1)
    assert [(o["role"], o["text"], o["accused"]) for o in finding["operands"]] == [
        ("whole", "120", True),
        ("part", "30", False),
        ("part", "95", False),
    ]
    assert (question["question"], question["vi"]) == (True, "Chưa rõ.")
    assert data["words"]["kind"]["part_whole"]["vi"] == "Tổng và các thành phần"


def test_index_lists_what_the_warehouse_has(tmp_path: Path) -> None:
    report = make_report()
    audit, _ = write(tmp_path, report.parcel())
    data = read_data(audit)
    assert [(f["id"], f["question"]) for f in data["findings"]] == [
        (c.check_id, c.severity == "note") for c in report.checks
    ]
    page = read_page(audit)
    assert f"documents/{report.document_id}.html" in {attrs.get("href") for tag, attrs in page.tags if tag == "a"}
    assert "báo cáo.txt" in page.text


def test_text_of_the_page_is_there_with_every_number(tmp_path: Path) -> None:
    report = make_report()
    audit, _ = write(tmp_path, report.parcel())
    (sheet,) = read_data(audit, report.document_id)["sheets"].values()
    (part,) = sheet["parts"]
    assert part["text"] == report.text
    kinds = [(part["text"][start:end], kind) for start, end, kind, _ in sheet["numbers"]]
    assert kinds == [("120", "figure"), ("30", "figure"), ("95", "figure"), ("06", "identifier")]


def make_table_report(text: str = "Xã\tĐiểm\nA\t31\nTổng\t40") -> Parcel:
    report = ReportBuilder(text)
    for printed in ("31", "40"):
        report.count(printed, "điểm")
    operands = [(OperandRole.TOTAL, "40"), (OperandRole.ADDEND, "31")]
    report.check(CheckKind.TABLE_TOTAL, Verdict.INCONSISTENT, Severity.MAJOR, operands)
    grid = [(0, 0, "Xã"), (0, 1, "Điểm"), (1, 0, "A"), (1, 1, "31"), (2, 0, "Tổng"), (2, 1, "40")]
    spans = [(row, col, words, *report.place(words)) for row, col, words in grid]
    cells = tuple(TableCell(report.document_id, "t", 1, r, c, w, r == 0, s, e) for r, c, w, s, e in spans)
    parts = tuple(CellSpan(report.document_id, "t", r, c, 1, s, e) for r, c, _, s, e in spans)
    return replace(report.parcel(), cells=cells, cell_spans=parts)


def read_blocks(tmp_path: Path, parcel: Parcel) -> list[Any]:
    audit, _ = write(tmp_path, parcel)
    (sheet,) = read_data(audit, parcel.document.document_id)["sheets"].values()
    blocks: list[Any] = sheet["parts"][0]["blocks"]
    return blocks


def test_table_is_shown_as_rows(tmp_path: Path) -> None:
    blocks = read_blocks(tmp_path, make_table_report())
    assert blocks == [
        {"rows": [[[0, 1, 0, 2], [1, 1, 3, 7]], [[0, 0, 8, 9], [1, 0, 10, 12]], [[0, 0, 13, 17], [1, 0, 18, 20]]]}
    ]


def test_words_between_cells_are_not_lost(tmp_path: Path) -> None:
    text = "Xã\tĐiểm\nA\t31\nkhông thuộc ô nào\nTổng\t40"
    blocks = read_blocks(tmp_path, make_table_report(text))
    assert [text[start:end] for start, end in blocks] == text.split("\n")


def test_a_page_too_long_is_cut_around_what_decided(tmp_path: Path) -> None:
    report = make_report(label="tổ " + "x" * MAX_SHEET)
    audit, _ = write(tmp_path, report.parcel())
    data = read_data(audit, report.document_id)
    (sheet,) = data["sheets"].values()
    assert sum(len(part["text"]) for part in sheet["parts"]) < 2 * 2 * REACH + 200
    for operand in data["findings"][0]["operands"]:
        (part,) = [p for p in sheet["parts"] if p["start"] <= operand["start"] < p["start"] + len(p["text"])]
        assert part["text"][operand["start"] - part["start"] :].startswith(operand["text"])


def test_personal_numbers_are_masked_unless_asked(tmp_path: Path) -> None:
    report = make_report(label="tổ (ĐT: 0912.345.678)")
    for folder, is_on in ((tmp_path / "masked", True), (tmp_path / "open", False)):
        folder.mkdir()
        layout = write_audit(folder, report.parcel(), mask=Mask(is_on=is_on))
        written = b"".join(
            path.read_bytes() for path in sorted(layout.audit.rglob("*")) if path.suffix in {".html", ".csv"}
        )
        assert (b"0912.345.678" in written) is not is_on
        assert report.document_id.encode() in written


def test_pages_of_documents_that_are_gone_go(tmp_path: Path) -> None:
    stranger = tmp_path / "audit" / "documents" / "0000000000000000.html"
    stranger.parent.mkdir(parents=True)
    stranger.write_text("x")
    write(tmp_path, make_report().parcel())
    assert not stranger.exists()


def test_empty_warehouse_makes_a_page(tmp_path: Path) -> None:
    audit, metrics = write(tmp_path)
    assert "Không thấy số liệu nào mâu thuẫn" in read_page(audit).text
    assert not list((audit / "documents").glob("*"))
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
    for name in ("index.html", f"documents/{report.document_id}.html"):
        page = read_page(audit, name)
        assert [tag for tag, _ in page.tags].count("script") == 2, "the data and the script"
        assert [tag for tag, _ in page.tags].count("style") == 1
        assert not any(attr.startswith("on") for _, attrs in page.tags for attr in attrs)
        assert "\x07" not in (audit / name).read_text(encoding="utf-8")
        assert "<script>alert" not in (audit / name).read_text(encoding="utf-8")
    assert "<script>alert(1)</script>" in read_page(audit).text
    assert read_data(audit)["findings"][0]["stated"] == HOSTILE.replace("\x07", "\ufffd")


def test_page_fetches_nothing(tmp_path: Path) -> None:
    report = make_report()
    audit, _ = write(tmp_path, report.parcel())
    for name in ("index.html", f"documents/{report.document_id}.html"):
        page = read_page(audit, name)
        assert not any(attrs.get("src") for _, attrs in page.tags)
        assert not any(
            (attrs.get("href") or "").startswith(("http", "//", "data", "javascript")) for _, attrs in page.tags
        )
        assert not re.search(r"url\(|@import|https?:", (audit / name).read_text(encoding="utf-8"))
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
    names = sorted(path.relative_to(first).as_posix() for path in first.rglob("*") if path.is_file())
    assert names[-3:] == ["facts.csv", "findings.csv", "index.html"]
    assert len([name for name in names if name.startswith("documents/")]) == 3
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_metrics(tmp_path: Path) -> None:
    _, path = write(tmp_path, make_report().parcel())
    metrics = json.loads(path.read_text(encoding="utf-8"))
    made = {rule: counts for rule, counts in metrics["by_rule"].items() if counts["candidates"]}
    assert made == {"part_whole": {"candidates": 2, "checked": 1, "flagged": 1}}
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


def test_a_report_in_two_containers_is_listed_once(tmp_path: Path) -> None:
    first, second = make_report("a.docx"), make_report("a.pdf", "tổ ")
    second.document_changes = {"same_as": first.document_id}
    layout = write_audit(tmp_path, first.parcel(), second.parcel())
    facts = list(csv.DictReader(io.StringIO((layout.audit / "facts.csv").read_text(encoding="utf-8-sig"))))
    assert [row["path"] for row in facts] == ["a.docx"] * 3
    book = openpyxl.load_workbook(layout.audit / "audit.xlsx")
    assert [row[0].value for row in book["Facts"].iter_rows(min_row=2)] == ["a.docx"] * 3
    assert [row[0].value for row in book["Findings"].iter_rows(min_row=2)] == [1]
    heads = [str(cell.value).partition("\n")[2] for cell in book["Documents"][1]]
    same = {
        row[0].value: row[heads.index("Same as (not counted twice)")].value
        for row in book["Documents"].iter_rows(min_row=2)
    }
    assert same == {"a.docx": None, "a.pdf": "a.docx"}
    assert "không tính hai lần, cùng nội dung với" in read_page(layout.audit).text
