"""Pages as pictures: a page of a PDF or of a scan drawn small, personal numbers painted over."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.paths import Layout
from schemas.document import Document, DocumentPath

if TYPE_CHECKING:
    from PIL.Image import Image

PDF = "application/pdf"
IMAGE_TYPES = ("image/png", "image/jpeg", "image/tiff")
DPI = 110
"""Small print of 9 points can be read; a page takes 35 to 75 KB as WebP."""
MAX_SIDE = 2_400
QUALITY = 55
MAX_PIXELS = 80_000_000
_POINTS = 72
_PAINT = 120
_TINT = 24
_WHITE = 0.6


@dataclass(frozen=True, slots=True)
class PictureTask:
    """Which pages of a document to draw, and what to paint over on each, in points from the page's top left."""

    layout: Layout
    document: Document
    paths: tuple[DocumentPath, ...]
    pages: tuple[int, ...]
    hidden: tuple[tuple[int, tuple[float, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A page drawn, as the bytes of a WebP file."""

    page: int
    data: bytes


def is_drawable(media_type: str) -> bool:
    """Whether a document of this type has pages that can be drawn."""
    return media_type == PDF or media_type in IMAGE_TYPES


def draw_pages(task: PictureTask) -> tuple[Picture, ...]:
    """The pages drawn; in a worker. Raises where the file has changed or cannot be drawn."""
    from pipeline.stages.ingest import locate

    data = locate(task.layout.input, task.document, task.paths)
    draw = _draw_pdf if task.document.media_type == PDF else _draw_frames
    return tuple(
        Picture(page, _encode(image, _hidden_on(task, page), scale)) for page, image, scale in draw(data, task.pages)
    )


def _hidden_on(task: PictureTask, page: int) -> Sequence[tuple[float, ...]]:
    return [box for number, box in task.hidden if number == page]


def _draw_pdf(data: bytes, pages: Sequence[int]) -> Iterator[tuple[int, Image, float]]:
    """Each page with its picture and the pixels a point has there."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        for number in pages:
            page = document[number - 1]
            scale = min(DPI / _POINTS, MAX_SIDE / max(page.get_size()))
            yield number, page.render(scale=scale, may_draw_forms=False).to_pil(), scale


def _draw_frames(data: bytes, pages: Sequence[int]) -> Iterator[tuple[int, Image, float]]:
    import PIL.Image
    import PIL.ImageOps

    from extractors.readers.scan_image import dpi_of

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with PIL.Image.open(io.BytesIO(data)) as file:
            for number in pages:
                file.seek(number - 1)
                if file.width * file.height > MAX_PIXELS:
                    continue
                dpi = dpi_of(file)
                frame = PIL.ImageOps.exif_transpose(file).convert("RGB")
                factor = min(1.0, DPI / dpi, MAX_SIDE / max(frame.size))
                size = (max(1, round(frame.width * factor)), max(1, round(frame.height * factor)))
                yield number, frame.resize(size), dpi * factor / _POINTS


def _encode(image: Image, hidden: Sequence[tuple[float, ...]], scale: float) -> bytes:
    """WebP: a drawn page in 16 greys without loss (55 KB), a scan or one with colours with loss (60 to 120 KB)."""
    import PIL.ImageDraw

    picture = image.convert("RGB")
    draw = PIL.ImageDraw.Draw(picture)
    for x0, y0, x1, y1 in hidden:
        draw.rectangle((x0 * scale, y0 * scale, x1 * scale, y1 * scale), fill=(_PAINT, _PAINT, _PAINT))
    out = io.BytesIO()
    if _is_clean(picture):
        picture.convert("L").quantize(16).convert("RGB").save(out, "WEBP", lossless=True, method=2)
    else:
        picture.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


def _is_clean(picture: Image) -> bool:
    """Whether most of it is pure white paper and none of it has a colour."""
    import PIL.ImageChops

    red, green, blue = picture.split()
    tints = (PIL.ImageChops.difference(red, other).getextrema() for other in (green, blue))
    white = picture.convert("L").histogram()[255]
    return all(int(str(high)) <= _TINT for _, high in tints) and white > _WHITE * picture.width * picture.height
