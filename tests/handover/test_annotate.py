"""Marked copies: the original's bytes stay, every operand is marked where it stands."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import duckdb
import pikepdf
import pypdfium2
import pytest

from pipeline.audit.masking import Mask
from pipeline.handover.annotate import annotate_reports, name_file
from pipeline.handover.pdf_notes import Highlight, annotate_pdf
from pipeline.handover.set_pdf import WIDE_COLUMNS
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.document import CellSpan, TableCell
from schemas.parcel import Parcel
from tests.audit.writing import make_report, write_audit
from tests.builders import ReportBuilder
from tests.extractors.readers.pdf_builder import PageBuilder, build_pdf

TURNS = (0, 90, 180, 270)
WORDS = 'Ghi 90% (40/50) <script>) >> endobj \\ "đúng" \u202e'
EDGE = 1.5
"""Points: less than half of any letter, more than a highlight goes beyond its words."""
BOX = (100.0, 200.0, 160.0, 216.0)


def with_object_streams(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def notes_of(data: bytes, page: int = 0) -> list[tuple[str, list[float]]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not pdf.get_warnings()
        notes = list(pdf.pages[page].obj.get("/Annots", pikepdf.Array()))
        return [(str(note.get("/Contents", "")), [float(side) for side in note.Rect]) for note in notes]


def pixel(data: bytes, box: tuple[float, ...]) -> tuple[int, ...]:
    """The colour in the middle of a box of the first page as shown."""
    with pypdfium2.PdfDocument(data) as document:
        picture = document[0].render(scale=1).to_pil().convert("RGB")
    found: object = picture.getpixel((int((box[0] + box[2]) / 2), int((box[1] + box[3]) / 2)))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("is_packed", [False, True], ids=["table", "stream"])
@pytest.mark.parametrize("turn", TURNS)
def test_bytes_stay_and_marks_stand_where_they_belong(turn: int, *, is_packed: bool) -> None:
    data = build_pdf(PageBuilder(rotate=turn).text(70, 700, "Một hai ba"))
    original = with_object_streams(data) if is_packed else data
    marked = annotate_pdf(original, [Highlight(1, BOX, WORDS, is_accused=True)])
    assert (marked.is_incremental, marked.is_signed) == (True, False)
    assert marked.data.startswith(original)
    assert [words for words, _ in notes_of(marked.data)] == [WORDS]
    red, green, blue = pixel(marked.data, BOX)
    assert red > 200 > green
    assert blue < 200
    assert pixel(original, BOX) == (255, 255, 255)
    with pypdfium2.PdfDocument(marked.data) as document:
        assert "Một hai ba" in document[0].get_textpage().get_text_range()


def test_notes_that_were_there_stay_and_marks_can_be_added_twice() -> None:
    once = annotate_pdf(build_pdf(PageBuilder()), [Highlight(1, BOX, "một", is_accused=True)]).data
    twice = annotate_pdf(once, [Highlight(1, BOX, "hai", is_accused=False)]).data
    assert [words for words, _ in notes_of(twice)] == ["một", "hai"]
    assert twice.startswith(once)


def test_an_encrypted_file_is_written_anew() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(build_pdf(PageBuilder()))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="chủ", user=""))
    marked = annotate_pdf(out.getvalue(), [Highlight(1, BOX, WORDS, is_accused=False)])
    assert not marked.is_incremental
    assert [words for words, _ in notes_of(marked.data)] == [WORDS]


def test_a_damaged_end_is_written_anew() -> None:
    data = build_pdf(PageBuilder().text(70, 100, "Một"))
    marked = annotate_pdf(data[: data.rindex(b"startxref")], [Highlight(1, BOX, "một", is_accused=True)])
    assert not marked.is_incremental
    assert len(notes_of(marked.data)) == 1


def test_a_signed_file_says_so() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(build_pdf(PageBuilder()))) as pdf:
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="ký", V=pikepdf.Dictionary()))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        pdf.save(out)
    marked = annotate_pdf(out.getvalue(), [Highlight(1, BOX, "một", is_accused=True)])
    assert (marked.is_signed, marked.data.startswith(out.getvalue())) == (True, True)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def annotate(folder: Path, parcel: Parcel) -> list[Path]:
    layout = write_audit(folder, parcel)
    with duckdb.connect(layout.warehouse, read_only=True) as connection:
        done = annotate_reports(connection, layout.input, folder / "out", Mask(), is_confirmed_only=False)
        written = [file.path for file in done]
        assert not list(annotate_reports(connection, layout.input, folder / "x", Mask(), is_confirmed_only=True))
    return written


def read_marks(data: bytes) -> list[tuple[str, str]]:
    """The words below every highlight, read back from the page, and what its note says."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document):
            words = page.get_textpage()
            for note, rect in notes_of(data, number):
                left, bottom, right, top = rect
                found.append((words.get_text_bounded(left + EDGE, bottom, right - EDGE, top).strip(), note))
    return found


def text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_a_text_is_set_as_a_pdf_with_its_marks(tmp_path: Path) -> None:
    report = make_report(label="tổ (ĐT: 0912.345.678)", around="\nCác giải pháp khác.\n" * 60)
    (path,) = annotate(tmp_path, report.parcel())
    assert path.name == "báo cáo.txt.pdf"
    data = path.read_bytes()
    marks = read_marks(data)
    assert [words for words, _ in marks] == ["120", "30", "95"]
    assert "120 → 125" in marks[0][1]
    assert "Dùng để đối chiếu: 120" in marks[1][1]
    words = text_of(data)
    assert "0912.345.678" not in words
    assert "••••.•••.•78" in words
    assert "không phải bản gốc" in words
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) > 1
        fonts = [str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()]
        assert all("LibertinusSerif" in font for font in fonts), "fonts that come with Typst, whatever this machine has"


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for name in "ab":
        (tmp_path / name).mkdir()
        (path,) = annotate(tmp_path / name, make_report().parcel())
        files.append(path.read_bytes())
    assert files[0] == files[1]


def test_a_word_file_is_set_as_pdf_and_as_word(tmp_path: Path) -> None:
    report = make_report("báo cáo.docx", "tổ (ĐT: 0912.345.678)")
    parcel = report.parcel()
    pdf, word = annotate(tmp_path, replace(parcel, document=replace(parcel.document, media_type=DOCX)))
    assert [pdf.name, word.name] == ["báo cáo.docx.pdf", "báo cáo.docx"]
    document = docx.Document(str(word))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.highlight_color is not None] == ["120", "30", "95"]
    assert "".join(run.text for run in runs) == Mask().hide(report.text)
    assert "0912.345.678" not in "".join(run.text for run in runs)
    (comment,) = document.comments
    assert "120 → 125" in comment.text


MARKED = [
    (
        "một trăm hai mươi lăm bộ phận tiếp nhận và trả kết quả của các xã, thị trấn trên địa bàn",
        "broken over two lines",
    ),
    ("12\n  34", "over a line end of the report"),
    ("#panic() *đậm* $x$ \\ <a> // [b] @c", "markup of Typst stays text"),
    ("=HYPERLINK(1)", "a formula"),
    ("x" * 100_000, "a word of 100,000 letters"),
]


@pytest.mark.parametrize(("words", "new"), MARKED, ids=[row[1] for row in MARKED])
def test_what_is_marked_is_what_is_read_back(tmp_path: Path, words: str, new: str) -> None:
    report = make_report(around=f"\nMở đầu đoạn văn này bằng vài chữ: {words}; hết.\n")
    start = report.text.index(words)
    whole = report.operands[0]
    report.operands[0] = replace(
        whole, text=words, char_start=start, char_end=start + len(words), mention_id=None, fact_id=None
    )
    (path,) = annotate(tmp_path, report.parcel())
    marks = read_marks(path.read_bytes())
    parts = [found for found, note in marks if "120 → 125" in note]
    shown = "".join("".join(parts).replace("\u200b", "").split())
    assert shown == "".join(words.split()), new


def test_numbers_marked_by_two_findings_and_inside_each_other(tmp_path: Path) -> None:
    report = make_report()
    first = report.checks[0]
    wide = report.text.index("120"), report.text.index("120") + len("120 tổ")
    report.checks.append(replace(first, check_id="other", content_key="other", slip_id="other", stated="120 tổ"))
    report.operands.append(
        replace(report.operands[0], check_id="other", text="120 tổ", char_start=wide[0], char_end=wide[1])
    )
    (path,) = annotate(tmp_path, report.parcel())
    assert sorted(words for words, _ in read_marks(path.read_bytes())) == ["120", "120 tổ", "30", "95"]


@pytest.mark.parametrize("columns", [4, 16])
def test_tables_are_set_as_tables(tmp_path: Path, columns: int) -> None:
    names = "\t".join(f"Cột {chr(65 + place)}" for place in range(columns - 1))
    numbers = "\t".join(str(1000 + place) for place in range(columns - 1))
    report = ReportBuilder(f"Xã\t{names}\nQuài Cang\t{numbers}")
    report.count("1000", "hộ")
    report.check(CheckKind.TABLE_TOTAL, Verdict.INCONSISTENT, Severity.MAJOR, [(OperandRole.TOTAL, "1000")])
    grid = [
        (row, col, words)
        for row, line in enumerate(report.text.split("\n"))
        for col, words in enumerate(line.split("\t"))
    ]
    cells = [
        TableCell(report.document_id, "t", 1, row, col, words, row == 0, *report.place(words))
        for row, col, words in grid
    ]
    parts = [CellSpan(report.document_id, "t", row, col, 1, *report.place(words)) for row, col, words in grid]
    layout = write_audit(tmp_path, replace(report.parcel(), cells=tuple(cells), cell_spans=tuple(parts)))
    with duckdb.connect(layout.warehouse, read_only=True) as connection:
        (file,) = annotate_reports(connection, layout.input, tmp_path / "out", Mask(), is_confirmed_only=False)
    data = file.path.read_bytes()
    assert [words for words, _ in read_marks(data)] == ["1000"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        width, height = map(float, pdf.pages[0].mediabox[2:])
        assert (width > height) is (columns > WIDE_COLUMNS)
    assert str(1000 + columns - 2) in text_of(data)


NAMES = [
    ("a.pdf", "a.pdf"),
    ("2023/a.PDF", "2023__a.PDF"),
    ("a.txt", "a.txt.pdf"),
    ("../../etc/x", "..__..__etc__x.pdf"),
]


@pytest.mark.parametrize(("path", "name"), NAMES)
def test_names_of_marked_copies_stay_in_their_folder(path: str, name: str) -> None:
    assert name_file(path, ".pdf") == name
