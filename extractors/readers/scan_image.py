"""Image files as documents: how many pages they have and how large; what is on them is for OCR to say."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.readers.failure import ReadFailure
from extractors.rules_compiled import CompiledRules
from schemas.document import Document, DocumentStatus, ErrorCode, Page, TextSource
from schemas.parcel import Parcel

if TYPE_CHECKING:
    from PIL.Image import Image

MEDIA_TYPES = ("image/png", "image/jpeg", "image/tiff")
# A1 at 300 dpi has 70 million pixels; what is above is a bomb or no report.
MAX_PIXELS = 80_000_000
MAX_FRAMES = 2_000
# Resolutions scanners write; cameras and screens write 72 or 96, which say nothing of the paper.
_MIN_DPI, _MAX_DPI = 100.0, 1_200.0
_A4_HEIGHT_INCHES = 11.69
# What Pillow raises on damaged files (its UnidentifiedImageError is an OSError).
IMAGE_ERRORS = (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError)
_TENTH = Decimal("0.1")
INSTALL = "apt-get install -y tesseract-ocr tesseract-ocr-vie"
OCR_UNAVAILABLE = (
    f"trang ảnh, máy chưa có Tesseract tiếng Việt; gõ: {INSTALL} — a scanned page and no Tesseract with Vietnamese; "
    f"type: {INSTALL}"
)


def read_image(data: bytes, parcel: Parcel, rules: CompiledRules) -> Parcel:
    """A page for each frame, still without text (ocr_unavailable); pipeline.tools.ocr fills them."""
    del rules
    import PIL.Image

    try:
        with open_image(data) as image:
            pages = tuple(_empty_page(parcel.document.document_id, n + 1, image) for n in _frames(image))
    except (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning) as error:
        raise ReadFailure(ErrorCode.TOO_LARGE, f"ảnh quá lớn ({error}) — image too large") from error
    except IMAGE_ERRORS as error:
        raise ReadFailure(ErrorCode.CORRUPT, "tệp ảnh hỏng hoặc bị cắt — the image is damaged or cut") from error
    document = _unread(parcel.document, len(pages))
    return replace(parcel, document=document, pages=pages)


@contextmanager
def open_image(data: bytes) -> Iterator[Image]:
    """The image in the bytes; Pillow's warnings stay unsaid but that of a bomb, which is an error."""
    import PIL.Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
        with PIL.Image.open(io.BytesIO(data)) as image:
            yield image


def _frames(image: Image) -> range:
    count = getattr(image, "n_frames", 1)
    if count > MAX_FRAMES:
        raise ReadFailure(ErrorCode.TOO_LARGE, f"ảnh có {count} trang (tối đa {MAX_FRAMES}) — too many frames")
    return range(count)


def _unread(document: Document, page_count: int) -> Document:
    return replace(
        document,
        status=DocumentStatus.FAILED,
        error_code=ErrorCode.OCR_UNAVAILABLE,
        error_detail=f"{document.path}: {OCR_UNAVAILABLE}",
        text_source=TextSource.OCR,
        page_count=page_count,
    )


def _empty_page(document_id: str, number: int, image: Image) -> Page:
    image.seek(number - 1)
    width, height = image.size
    if width * height > MAX_PIXELS:
        size = f"{width} × {height}"
        raise ReadFailure(ErrorCode.TOO_LARGE, f"ảnh {size} điểm quá lớn (tối đa {MAX_PIXELS}) — image too large")
    scale = 72 / dpi_of(image)
    points = [Decimal(str(side * scale)).quantize(_TENTH) for side in (width, height)]
    failed = DocumentStatus.FAILED
    return Page(document_id, number, "", points[0], points[1], TextSource.OCR, None, None, failed, *_WHY)


_WHY = (ErrorCode.OCR_UNAVAILABLE, OCR_UNAVAILABLE)


def dpi_of(image: Image) -> float:
    """Pixels an inch, as the file says or as if its longer side were that of A4."""
    stated = image.info.get("dpi")
    if isinstance(stated, tuple) and stated and _MIN_DPI <= float(stated[0]) <= _MAX_DPI:
        return float(stated[0])
    return max(image.size) / _A4_HEIGHT_INCHES
