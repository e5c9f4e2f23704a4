"""A report as an office scanner leaves it: pages of black and white points in a PDF, no letter of text in it."""

from __future__ import annotations

import time
from io import BytesIO

from corpus.samples.model import Report
from corpus.samples.pdf import set_pdf

DPI = 200
# Set close, so that a short report is one page: a page costs Tesseract some seconds in every run.
SIZE_POINTS, MARGIN_CM = 10.5, 1.2
LONG_AGO = time.struct_time((2024, 1, 1, 0, 0, 0, 0, 1, 0))


def set_scan(report: Report) -> bytes:
    """Every page as one image at 200 dots an inch."""
    import pypdfium2

    document = pypdfium2.PdfDocument(set_pdf(report, SIZE_POINTS, MARGIN_CM))
    pages = [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("1", dither=0) for page in document]
    document.close()
    stream = BytesIO()
    pages[0].save(
        stream,
        "PDF",
        resolution=DPI,
        save_all=True,
        append_images=pages[1:],
        title=report.metadata.title,
        creationDate=LONG_AGO,
        modDate=LONG_AGO,
    )
    return stream.getvalue()
