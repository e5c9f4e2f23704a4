"""Are the boxes where the numbers are? Each operand's box is cut from its page and read again.

python -m tests.benchmarks.bench_boxes OUT REPORTS [how many operands of scans]: OUT is what `solieu run` left of
REPORTS. Born-digital pages are read by PDFium inside the box, scans by Tesseract on a picture of the crop.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections import Counter
from functools import lru_cache
from pathlib import Path

import duckdb
import pypdfium2

PAD = 1.5
"""Points around the box, as drawn on the audit page."""
SCAN_SCALE = 300 / 72
BORDER = 30
_OPERANDS = """
SELECT DISTINCT d.path, d.text_source, o.page, o.text, o.x0, o.y0, o.x1, o.y1
FROM check_operands o JOIN checks c USING (check_id) JOIN documents d USING (document_id)
WHERE o.x0 IS NOT NULL AND d.path LIKE '%.pdf' AND o.mention_id IS NOT NULL AND regexp_matches(o.text, '[0-9]')
ORDER BY hash(o.text || o.page || d.path)
"""


@lru_cache(maxsize=64)
def open_page(path: Path, page: int) -> tuple[pypdfium2.PdfDocument, pypdfium2.PdfPage]:
    """A page of a PDF, with its document, which must live as long."""
    document = pypdfium2.PdfDocument(path.read_bytes())
    return document, document[page - 1]


def digits(text: str) -> str:
    """The digits of a text, in order."""
    return re.sub(r"\D", "", text)


def read_native(path: Path, page: int, box: tuple[float, ...]) -> str:
    """What PDFium finds inside the box."""
    _, found = open_page(path, page)
    height = found.get_height()
    left, top, right, bottom = box[0] - PAD, height - box[1] + PAD, box[2] + PAD, height - box[3] - PAD
    return str(found.get_textpage().get_text_bounded(left, bottom, right, top))


def read_scan(path: Path, page: int, box: tuple[float, ...]) -> str:
    """What Tesseract reads in a picture of the box, on white paper."""
    import PIL.Image

    _, found = open_page(path, page)
    picture = found.render(scale=SCAN_SCALE).to_pil().convert("L")
    edges = (box[0] - PAD, box[1] - PAD, box[2] + PAD, box[3] + PAD)
    crop = picture.crop(tuple(round(edge * SCAN_SCALE) for edge in edges))
    paper = PIL.Image.new("L", (crop.width + 2 * BORDER, crop.height + 2 * BORDER), 255)
    paper.paste(crop, (BORDER, BORDER))
    out = io.BytesIO()
    paper.save(out, "PNG")
    command = ["tesseract", "-", "-", "-l", "vie", "--psm", "7"]
    return subprocess.run(command, input=out.getvalue(), capture_output=True, check=False).stdout.decode()


def main(out: Path, reports: Path, scans: int) -> None:
    """Print the share of boxes that hold their number, and the first that do not."""
    with duckdb.connect(out / "warehouse.duckdb", read_only=True) as connection:
        rows = connection.execute(_OPERANDS).fetchall()
    counts: Counter[tuple[str, bool]] = Counter()
    for path, source, page, text, *sides in rows:
        kind = "scan" if source == "ocr" else "born-digital"
        if kind == "scan" and sum(counts[kind, right] for right in (True, False)) >= scans:
            continue
        read = read_scan if kind == "scan" else read_native
        found = read(reports / path, page, tuple(map(float, sides)))
        is_right = digits(text) in digits(found)
        counts[kind, is_right] += 1
        if not is_right:
            print(f"{path}, page {page}: printed {text!r}, read {found.strip()!r}")
    for kind in ("born-digital", "scan"):
        right, wrong = counts[kind, True], counts[kind, False]
        if right + wrong:
            print(f"{kind}: {right} of {right + wrong}, {100 * right / (right + wrong):.2f} %")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 200)
