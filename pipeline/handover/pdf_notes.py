"""A PDF with highlights and notes: its own bytes stay as they are, the notes are appended to them.

An incremental update (ISO 32000-1, 7.5.6) leaves every byte of the original in place, so that a signature still
covers what was signed. Where that cannot be done (encrypted or damaged files), the file is written anew.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.handover.pdf_update import append_objects

if TYPE_CHECKING:
    import pikepdf

AUTHOR = "solieu"
RED = (0.96, 0.55, 0.52)
YELLOW = (1.0, 0.89, 0.40)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A box on a page, in points from the top left of the page as shown, with what is said about it."""

    page: int
    box: tuple[float, ...]
    words: str
    is_accused: bool


@dataclass(frozen=True, slots=True)
class AnnotatedPdf:
    """The bytes of the new file, and what a person must know about it."""

    data: bytes
    is_incremental: bool
    is_signed: bool


@dataclass(frozen=True, slots=True)
class _PageFrame:
    """Where a page's visible area lies in its own coordinates, and how far it is turned when shown."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    def unplace(self, box: Sequence[float]) -> tuple[float, float, float, float]:
        """Left, bottom, right, top in the page's own coordinates of a box as shown."""
        x0, y0, x1, y1 = box
        if self.turn == 90:
            return self.left + y0, self.bottom + x0, self.left + y1, self.bottom + x1
        if self.turn == 180:
            return self.right - x1, self.bottom + y0, self.right - x0, self.bottom + y1
        if self.turn == 270:
            return self.right - y1, self.top - x1, self.right - y0, self.top - x0
        return self.left + x0, self.top - y1, self.left + x1, self.top - y0


def annotate_pdf(data: bytes, highlights: Sequence[Highlight]) -> AnnotatedPdf:
    """The PDF with the highlights on its pages. Raises pikepdf.PdfError where it cannot be opened."""
    import pikepdf

    frames = _read_frames(data, {highlight.page for highlight in highlights})
    with pikepdf.open(io.BytesIO(data)) as pdf:
        is_signed = has_signature(pdf)
        updated = None if pdf.is_encrypted else _append(data, pdf, highlights, frames)
        if updated is not None and _count_notes(updated) >= _count_notes(data) + len(highlights):
            return AnnotatedPdf(updated, True, is_signed)
        _add_in_place(pdf, highlights, frames)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=not pdf.is_encrypted)
        return AnnotatedPdf(out.getvalue(), False, is_signed)


def has_signature(pdf: pikepdf.Pdf) -> bool:
    """Whether the document has been signed: a signature field with a value, or AcroForm says so."""
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return False
    flags = form.get("/SigFlags")
    return (flags is not None and int(flags) & 1 == 1) or any(_is_signed(field) for field in form.get("/Fields", ()))


def _is_signed(field: pikepdf.Object) -> bool:
    return str(field.get("/FT", "")) == "/Sig" and "/V" in field


def _read_frames(data: bytes, pages: set[int]) -> Mapping[int, _PageFrame]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    frames = {}
    with pypdfium2.PdfDocument(data) as document:
        for number in pages:
            page = document[number - 1]
            box = pdfium.FS_RECTF()
            pdfium.FPDF_GetPageBoundingBox(page.raw, box)
            frames[number] = _PageFrame(box.left, box.bottom, box.right, box.top, int(page.get_rotation()))
    return frames


def _append(
    data: bytes, pdf: pikepdf.Pdf, highlights: Sequence[Highlight], frames: Mapping[int, _PageFrame]
) -> bytes | None:
    """The original bytes with the notes behind them; None where the file's end cannot be continued."""
    next_id = max(int(pdf.trailer.get("/Size", 1)), len(pdf.objects) + 1)
    objects: dict[tuple[int, int], bytes] = {}
    for number in sorted({highlight.page for highlight in highlights}):
        page = pdf.pages[number - 1].obj
        references: list[bytes] = []
        for highlight in (found for found in highlights if found.page == number):
            note, look = _note_objects(highlight, frames[number], next_id + 1)
            objects[next_id, 0], objects[next_id + 1, 0] = note, look
            references.append(f"{next_id} 0 R".encode())
            next_id += 2
        objects[page.objgen] = _page_with_notes(page, references)
    return append_objects(data, pdf, objects, next_id)


def _page_with_notes(page: pikepdf.Object, references: Sequence[bytes]) -> bytes:
    """The page's dictionary as it was, with more in /Annots."""
    before = [_print(note) for note in page.get("/Annots", ())]
    entries = [f"{key} ".encode() + _print(value) for key, value in page.items() if key != "/Annots"]
    notes = b"/Annots [" + b" ".join([*before, *references]) + b"]"
    return b"<< " + b" ".join([*entries, notes]) + b" >>"


def _print(value: pikepdf.Object | Decimal | bool | int) -> bytes:
    """A value of a dictionary as it stands in a file; pikepdf gives numbers and truths as Python's."""
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return str(value).encode() if isinstance(value, int | Decimal) else value.unparse()


def _note_objects(highlight: Highlight, frame: _PageFrame, look_id: int) -> tuple[bytes, bytes]:
    """A highlight annotation and the form that draws it."""
    left, bottom, right, top = frame.unplace(highlight.box)
    rect = _numbers(left, bottom, right, top)
    colour = _numbers(*(RED if highlight.is_accused else YELLOW))
    quads = _numbers(left, top, right, top, left, bottom, right, bottom)
    note = (
        f"<< /Type /Annot /Subtype /Highlight /Rect [{rect}] /QuadPoints [{quads}] /C [{colour}] /F 4 "
        f"/T {_text(AUTHOR)} /Contents {_text(highlight.words)} /AP << /N {look_id} 0 R >> >>"
    )
    drawn = f"/G gs {colour} rg {_numbers(left, bottom)} {_numbers(right - left, top - bottom)} re f"
    look = (
        f"<< /Type /XObject /Subtype /Form /BBox [{rect}] /Resources << /ExtGState << /G << /BM /Multiply >> >> >> "
        f"/Group << /S /Transparency >> /Length {len(drawn)} >>\nstream\n{drawn}\nendstream"
    )
    return note.encode(), look.encode()


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.2f}" for value in values)


def _text(words: str) -> str:
    """A text string in UTF-16, as hex: nothing in it can end the string."""
    return f"<{(codecs.BOM_UTF16_BE + words.encode('utf-16-be', 'replace')).hex()}>"


def _add_in_place(pdf: pikepdf.Pdf, highlights: Sequence[Highlight], frames: Mapping[int, _PageFrame]) -> None:
    import pikepdf

    for highlight in highlights:
        page = pdf.pages[highlight.page - 1]
        left, bottom, right, top = frames[highlight.page].unplace(highlight.box)
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Highlight,
            Rect=[left, bottom, right, top],
            QuadPoints=[left, top, right, top, left, bottom, right, bottom],
            C=list(RED if highlight.is_accused else YELLOW),
            F=4,
            T=AUTHOR,
            Contents=highlight.words,
        )
        notes = page.obj.get("/Annots")
        page.obj.Annots = pikepdf.Array([*(notes or ()), pdf.make_indirect(note)])


def _count_notes(data: bytes) -> int:
    """Annotations of a file; -1 where it cannot be read."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return sum(_lengths(pdf)) if not pdf.get_warnings() else -1
    except pikepdf.PdfError:
        return -1


def _lengths(pdf: pikepdf.Pdf) -> Iterator[int]:
    for page in pdf.pages:
        yield len(page.obj.get("/Annots", ()))
