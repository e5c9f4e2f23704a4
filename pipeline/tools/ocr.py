"""Scanned pages read: images in; pages with words, boxes and confidences out, and tables stitched over page ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from extractors.readers.scan import PageParts, find_cells, read_page
from extractors.readers.scan_image import IMAGE_ERRORS, MEDIA_TYPES, OCR_UNAVAILABLE, dpi_of, open_image
from extractors.readers.scan_shapes import Affine, Box, ScannedPage, ScannedWord
from extractors.rules_compiled import CompiledRules
from pipeline.tools.ocr_cache import load_page, page_key, save_page
from pipeline.tools.ocr_digits import load_digit_reader
from pipeline.tools.ocr_image import (
    DPI,
    Image,
    Sheet,
    darken,
    drop_red,
    find_ink,
    prepare,
    turn,
    whiten,
)
from pipeline.tools.ocr_merge import reread_numbers
from pipeline.tools.ocr_tables import number_tables
from pipeline.tools.ocr_tesseract import CELLS_MODE, OcrFailure, find_tesseract, read_words
from pipeline.tools.ocr_unfold import fold_back, unfold
from pipeline.tools.ocr_upright import is_sideways, is_upside_down
from schemas.document import Document, DocumentStatus, ErrorCode, Page, TextSource
from schemas.parcel import Parcel

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

_POINTS = 72
# The EXIF tag of a camera held sideways; without it the frame need not be copied.
_ORIENTATION = 0x0112
# Pages the right way up have a mean confidence of .85 and more, upside down of .45 and less.
_UPRIGHT = 0.6
# The longer side of A3 at 200 dpi is 3,307 pixels; larger pages are read at less than 200 dpi.
_MAX_SIDE = 5_000
# White around the ink that is read.
_MARGIN = 20


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as grey pixels (about 200 an inch) and its size in points."""

    number: int
    grey: Image
    width: float
    height: float


def fill_scanned_pages(
    data: bytes, parcel: Parcel, cache_dir: Path | None = None, rules: CompiledRules | None = None
) -> Parcel:
    """The parcel with the pages marked ocr_unavailable read, in their places, with their words, cells and spans.

    With rules, tables flattened to lines are looked for too. Pages that cannot be read keep their mark; without
    Tesseract all do, and say what to type.
    """
    wanted = [page.page for page in parcel.pages if page.error_code is ErrorCode.OCR_UNAVAILABLE]
    if not wanted:
        return parcel
    if find_tesseract() is None:
        return replace(parcel, pages=tuple(_told(page) for page in parcel.pages), document=_unread(parcel.document))
    read, failures = _read_pages(data, parcel, wanted, cache_dir)
    return _put_in(data, parcel, read, failures, rules)


def _read_image(document_id: str, image: PageImage, previous: PageParts | None, cache_dir: Path | None) -> PageParts:
    """The page; `previous` is the scanned page before it, whose last table may go on."""
    is_next = previous is not None and previous.page.page == image.number - 1
    last = previous.pieces[-1] if previous is not None and is_next and previous.pieces else None
    return read_page(document_id, image.number, _scan_cached(image, cache_dir), last)


def extract_page_image(pdf: bytes, page_index: int, dpi: int = DPI) -> PageImage:
    """A page of a PDF (from 0) as drawn, red ink left out, at this resolution or, if it is huge, at less."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[page_index]
        width, height = page.get_size()
        scale = min(dpi / _POINTS, _MAX_SIDE / max(width, height))
        drawn = page.render(scale=scale, rev_byteorder=True)
        picture = np.asarray(drawn.to_numpy(), np.uint8)
        grey = drop_red(np.ascontiguousarray(picture[:, :, :3]) if picture.ndim == 3 else picture)
        return PageImage(page_index + 1, np.array(grey), width, height)


def extract_frame(data: bytes, index: int) -> PageImage:
    """A frame of an image file (from 0), red ink left out, at 200 dpi."""
    import PIL.ImageOps

    with open_image(data) as file:
        file.seek(index)
        dpi = dpi_of(file)
        width, height = (side * _POINTS / dpi for side in file.size)
        frame = PIL.ImageOps.exif_transpose(file) if file.getexif().get(_ORIENTATION, 1) != 1 else file
        if frame.size != file.size:
            width, height = height, width
        grey = drop_red(np.asarray(_on_white(frame), np.uint8))
    factor = min(DPI / dpi, _MAX_SIDE / max(grey.shape))
    return PageImage(index + 1, _resized(grey, factor), width, height)


def _on_white(frame: PillowImage) -> PillowImage:
    """Grey or RGB, what is transparent as white paper."""
    import PIL.Image

    if "A" in frame.getbands() or "transparency" in frame.info:
        paper = PIL.Image.new("RGBA", frame.size, "white")
        return PIL.Image.alpha_composite(paper, frame.convert("RGBA")).convert("RGB")
    wanted = "L" if frame.mode in {"1", "L"} else "RGB"
    return frame if frame.mode == wanted else frame.convert(wanted)


def _resized(grey: Image, factor: float) -> Image:
    if abs(factor - 1) < 0.02:
        return np.ascontiguousarray(grey)
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=way), np.uint8)


def _scan_cached(image: PageImage, cache_dir: Path | None) -> ScannedPage:
    if cache_dir is None:
        return scan_page(image)
    key = page_key(image.grey)
    known = load_page(cache_dir, key)
    if known is None:
        known = scan_page(image)
        save_page(cache_dir, key, known)
    return known


def scan_page(image: PageImage) -> ScannedPage:
    """One image as words and rules: read upright, or as it stands if it is turned."""
    white = darken(whiten(image.grey))
    turns = _find_turns(white)
    page, sure = _scan_turned(image, white, turns)
    if sure < _UPRIGHT:
        other, surer = _scan_turned(image, white, turns + 2)
        page = other if surer > sure else page
    return page


def _find_turns(white: Image) -> int:
    """By how many quarters clockwise the page is to be turned."""
    ink = find_ink(white)
    turns = 3 if is_sideways(ink) else 0
    return turns + 2 * is_upside_down(turn(white, turns), turn(ink, turns), load_digit_reader())


def _scan_turned(image: PageImage, white: Image, turns: int) -> tuple[ScannedPage, float]:
    """The page read after some quarter turns, and the mean confidence of its words."""
    sheet = prepare(white, turns)
    tables = find_cells(sheet.rules)
    words = _read_sheet(sheet, tables)
    sure = _mean_confidence(words)
    reader = load_digit_reader()
    if reader is not None and sure >= _UPRIGHT:
        words = reread_numbers(sheet, words, tables, reader)
    scale = image.width / image.grey.shape[1]
    page = ScannedPage(words, sheet.rules, sheet.to_page.scaled(scale), image.width, image.height, scale)
    return page, sure


def _read_sheet(sheet: Sheet, tables: Sequence[Sequence[Box]]) -> tuple[ScannedWord, ...]:
    """Words of the page by the first reader: tables cell by cell, the rest as it stands."""
    if not tables:
        return _read_inked(sheet.clean)
    parts = unfold(sheet, tables)
    body = _read_inked(parts.body) if parts.body is not None else ()
    if not parts.pieces:
        return body
    first_line = max((word.line for word in body), default=-1) + 1
    return (*body, *fold_back(read_words(parts.cells, CELLS_MODE), parts.pieces, first_line))


def _read_inked(page: Image) -> tuple[ScannedWord, ...]:
    """Words of the part of a page that has ink: Tesseract looks for lines in every inch of white."""
    is_inked = page < 255
    rows, columns = np.flatnonzero(is_inked.any(axis=1)), np.flatnonzero(is_inked.any(axis=0))
    if not len(rows):
        return ()
    top, left = max(0, int(rows[0]) - _MARGIN), max(0, int(columns[0]) - _MARGIN)
    part = page[top : int(rows[-1]) + _MARGIN, left : int(columns[-1]) + _MARGIN]
    back = Affine(1, 0, left, 0, 1, top)
    return tuple(replace(word, box=word.box.moved(back)) for word in read_words(part))


def _mean_confidence(words: Sequence[ScannedWord]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / letters if letters else 1.0


def _read_pages(
    data: bytes, parcel: Parcel, wanted: Sequence[int], cache_dir: Path | None
) -> tuple[list[PageParts], dict[int, str]]:
    """The pages that could be read, and why the others could not."""
    extract = extract_frame if parcel.document.media_type in MEDIA_TYPES else extract_page_image
    read: list[PageParts] = []
    failures: dict[int, str] = {}
    for number in wanted:
        try:
            image = extract(data, number - 1)
            read.append(_read_image(parcel.document.document_id, image, read[-1] if read else None, cache_dir))
        except (OcrFailure, RuntimeError, cv2.error, *IMAGE_ERRORS) as error:
            failures[number] = f"không đọc được trang ảnh ({error}) — the scanned page was not read"
    return read, failures


def _put_in(
    data: bytes,
    parcel: Parcel,
    read: Sequence[PageParts],
    failures: Mapping[int, str],
    rules: CompiledRules | None,
) -> Parcel:
    by_number = {parts.page.page: parts for parts in read}
    pages = tuple(_replaced(page, by_number, failures) for page in parcel.pages)
    words = [word for word in parcel.words if word.page not in by_number]
    words += [word for parts in read for word in parts.words]
    laid_out = number_tables(data, replace(parcel, pages=pages), read, rules)
    return replace(
        parcel,
        document=_judge(parcel.document, pages),
        pages=pages,
        words=tuple(sorted(words, key=lambda word: (word.page, word.char_start))),
        cells=laid_out.cells,
        cell_spans=laid_out.cell_spans,
    )


def _replaced(page: Page, by_number: Mapping[int, PageParts], failures: Mapping[int, str]) -> Page:
    if page.page in by_number:
        return by_number[page.page].page
    if page.page in failures:
        return replace(
            page, status=DocumentStatus.FAILED, error_code=ErrorCode.INTERNAL, error_detail=failures[page.page]
        )
    return page


def _judge(document: Document, pages: Sequence[Page]) -> Document:
    """Status and source of the document after its pages were read."""
    sources = {page.text_source for page in pages} - {None}
    source = TextSource.OCR if sources == {TextSource.OCR} else TextSource.MIXED
    bad = [page for page in pages if page.error_code is not None]
    if not bad and document.error_code in {None, ErrorCode.OCR_UNAVAILABLE}:
        ok = DocumentStatus.OK
        return replace(document, status=ok, error_code=None, error_detail=None, text_source=source)
    if not bad:
        return replace(document, text_source=source)
    is_lost = all(page.error_code is not None for page in pages)
    status = DocumentStatus.FAILED if is_lost else DocumentStatus.PARTIAL
    detail = f"{document.path}, trang {bad[0].page}: {bad[0].error_detail}"
    return replace(document, status=status, error_code=bad[0].error_code, error_detail=detail, text_source=source)


def _told(page: Page) -> Page:
    return replace(page, error_detail=OCR_UNAVAILABLE) if page.error_code is ErrorCode.OCR_UNAVAILABLE else page


def _unread(document: Document) -> Document:
    detail = f"{document.path}: {OCR_UNAVAILABLE}"
    return replace(document, error_code=ErrorCode.OCR_UNAVAILABLE, error_detail=detail)
