"""Word files: paragraphs and tables in order, automatic numbers as printed, notes at the end, changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.readers.docx_numbering import Numbering
from extractors.readers.docx_runs import (
    MC,
    NoteMark,
    ParagraphWords,
    RunReader,
    choose_alternative,
)
from extractors.readers.docx_styles import ListPlace, Styles, W, is_on, read_list_place, value_of
from extractors.readers.docx_tables import read_grid
from extractors.readers.failure import ReadFailure
from extractors.readers.font_text import FontText
from extractors.readers.layout_text import Paragraph, Piece, TextBuilder
from extractors.readers.office_package import OfficePackage
from extractors.readers.prose_tables import add_flat_tables
from extractors.rules_compiled import CompiledRules
from schemas.document import DocumentStatus, ErrorCode, TextSource
from schemas.parcel import Parcel

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TRANSPARENT = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
# Tables in text boxes in tables …: what lies deeper is drawn by no office.
_MAX_DEPTH = 12


def read_docx(data: bytes, parcel: Parcel, rules: CompiledRules) -> Parcel:
    """One page with the text of a Word file, and its tables. Raises ReadFailure for what is none, or holds nothing."""
    story = Story(OfficePackage(data))
    builder = TextBuilder(parcel.document.document_id, rules)
    builder.add(story.read())
    builder.end_page()
    laid_out = add_flat_tables(parcel.document.document_id, builder.result(), rules)
    if not laid_out.has_text:
        raise ReadFailure(ErrorCode.EMPTY, "không có chữ nào — there is no text")
    document = replace(parcel.document, status=DocumentStatus.OK, page_count=1, text_source=TextSource.NATIVE)
    return replace(
        parcel, document=document, pages=laid_out.pages, cells=laid_out.cells, cell_spans=laid_out.cell_spans
    )


class Story:
    """The body of a Word file in reading order, then its notes."""

    def __init__(self, package: OfficePackage) -> None:
        self._package = package
        name = package.main_part("officeDocument", "word/document.xml")
        root = package.read_xml(name)
        body = root.find(W + "body") if root is not None else None
        if body is None:
            raise ReadFailure(ErrorCode.CORRUPT, "không có phần word/document.xml — the main part is missing")
        self._body = body
        self._parts = sorted(package.relations(name).items())
        self._styles = Styles(self._read_part("styles"))
        self._numbering = Numbering(self._read_part("numbering"))
        self._runs = RunReader(self._styles)
        self._notes: list[NoteMark] = []
        self._depth = 0
        self._pending: ParagraphWords | None = None

    def _read_part(self, kind: str) -> Element | None:
        name = next((target for _, target in self._parts if target.endswith(f"/{kind}.xml")), f"word/{kind}.xml")
        return self._package.read_xml(name)

    def read(self) -> Iterator[Piece]:
        """Letterhead in the header of the first page, body, notes."""
        yield from self._read_first_header()
        yield from self._read_block(self._body)
        yield from self._read_notes()

    def _read_first_header(self) -> Iterator[Piece]:
        """A first page's own header holds a letterhead, if it holds words; running headers are no content."""
        section = self._body.find(f".//{W}sectPr")
        if section is None or not is_on(_switch(section, "titlePg")):
            return
        targets = dict(self._parts)
        for reference in section.iterfind(W + "headerReference"):
            identifier = next((str(v) for key, v in reference.attrib.items() if str(key).endswith("}id")), "")
            if value_of(reference, "type") == "first" and identifier in targets:
                root = self._package.read_xml(targets[identifier])
                pieces = tuple(self._read_block(root)) if root is not None else ()
                yield from pieces if any(_has_words(piece) for piece in pieces) else ()

    def _read_block(self, parent: Element) -> Iterator[Piece]:
        """The paragraphs and tables of a body, a cell, a note or a text box."""
        self._depth += 1
        if self._depth <= _MAX_DEPTH:
            for child in parent:
                yield from self._read_child(child)
        self._depth -= 1

    def _read_child(self, child: Element) -> Iterator[Piece]:
        if child.tag == W + "p":
            yield from self._read_paragraph(child)
        elif child.tag == W + "tbl":
            yield read_grid(child, self._styles, lambda cell: tuple(self._read_block(cell)))
        elif child.tag in _TRANSPARENT:
            yield from self._read_block(child)
        elif child.tag == MC + "AlternateContent":
            for chosen in choose_alternative(child):
                yield from self._read_block(chosen)

    def _read_paragraph(self, paragraph: Element) -> Iterator[Piece]:
        properties = paragraph.find(W + "pPr")
        style_id = value_of(properties.find(W + "pStyle")) if properties is not None else None
        words = self._runs.read(paragraph, style_id)
        if self._pending:
            words = _join_words(self._pending, words)
            self._pending = None
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._pending = words
            return
        label = self._numbering.next_label(self._list_place(properties, style_id))
        start = (FontText(f"{label} "),) if label else ()
        yield Paragraph(start + words.segments)
        self._notes.extend(words.notes)
        for box in words.boxes:
            yield from self._read_block(box)

    def _list_place(self, properties: Element | None, style_id: str | None) -> ListPlace:
        """The paragraph's own numbering, else its style's; 0 takes the style's away."""
        own, style = read_list_place(properties), self._styles.list_place(style_id)
        level = own.level if own.level is not None else style.level
        if own.num_id is None:
            return replace(style, level=level)
        return own if own.level is not None or own.num_id != style.num_id else replace(style, level=level)

    def _read_notes(self) -> Iterator[Piece]:
        parts = {kind: self._read_part(f"{kind}s") for kind in ("footnote", "endnote")}
        texts = {
            (kind, value_of(note, "id")): note
            for kind, root in parts.items()
            for note in (root.iterfind(f"{W}{kind}") if root is not None else ())
        }
        for mark in list(self._notes):
            note = texts.get((mark.kind, mark.note_id))
            if note is not None:
                yield from _mark_first(tuple(self._read_block(note)), mark.mark)


def _switch(section: Element, name: str) -> str | None:
    found = section.find(W + name)
    return None if found is None else value_of(found) or "1"


def _has_words(piece: Piece) -> bool:
    return not isinstance(piece, Paragraph) or any(c.isalpha() for segment in piece.segments for c in segment.text)


def _join_words(first: ParagraphWords, second: ParagraphWords) -> ParagraphWords:
    """Two paragraphs whose dividing mark was deleted."""
    return ParagraphWords(first.segments + second.segments, first.notes + second.notes, first.boxes + second.boxes)


def _mark_first(pieces: tuple[Piece, ...], mark: str) -> Iterator[Piece]:
    """The pieces of a note, its mark before its first words."""
    for index, piece in enumerate(pieces):
        if index == 0 and mark and isinstance(piece, Paragraph):
            segments = list(piece.segments)
            while segments and not segments[0].text.strip():
                segments.pop(0)
            first = [FontText(segments[0].text.lstrip(), segments[0].font)] if segments else []
            yield Paragraph((FontText(f"{mark} "), *first, *segments[1:]))
        else:
            yield piece
