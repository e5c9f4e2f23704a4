"""Marked copies: the original's bytes stay, every operand is marked where it stands."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import duckdb
import pikepdf
import pypdfium2
import pytest

from pipeline.audit.masking import Mask
from pipeline.handover.annotate import annotate_reports
from pipeline.handover.pdf_notes import Highlight, annotate_pdf
from tests.audit.writing import make_report, write_audit
from tests.extractors.readers.pdf_builder import PageBuilder, build_pdf

TURNS = (0, 90, 180, 270)
WORDS = 'Ghi 90% (40/50) <script>) >> endobj \\ "đúng" \u202e'
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


def test_a_text_is_set_with_its_marks(tmp_path: Path) -> None:
    report = make_report(label="tổ (ĐT: 0912.345.678)")
    layout = write_audit(tmp_path, report.parcel())
    with duckdb.connect(layout.warehouse, read_only=True) as connection:
        written = list(annotate_reports(connection, layout.input, tmp_path / "out", Mask(), is_confirmed_only=False))
        assert not list(annotate_reports(connection, layout.input, tmp_path / "x", Mask(), is_confirmed_only=True))
    (file,) = written
    document = docx.Document(str(file.path))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.highlight_color is not None] == ["120", "30", "95"]
    assert "".join(run.text for run in runs) == Mask().hide(report.text)
    assert "0912.345.678" not in "".join(run.text for run in runs)
    (comment,) = document.comments
    assert "120 → 125" in comment.text
