"""Scanned pages of known truth read and scored, beside plain Tesseract on the same pages in the same run.

    python -m tests.benchmarks.bench_scans development|test|other [--pages 1] [--first 0] [--variants clean,noise]
        [--kinds prose] [--show] [--fonts FOLDER]

Fonts of Debian (PACKAGES in scan_pages.py). Pages 0, 1 and 7 of the test set have been looked at (2026-11-22): tune on
them and on the development set, and report later pages (--first), without --show; the fonts of "other" were never
tuned on, but their pages 700 to 705 have been looked at. "x whole" is the time beside plain Tesseract on a photograph
whose paper was made white first: as it stands plain Tesseract reads a third of it.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

import numpy as np
import PIL.Image

from pipeline.tools.ocr import extract_frame, fill_scanned_pages
from pipeline.tools.ocr_image import Image, drop_red, whiten
from schemas.document import Document, DocumentStatus, ErrorCode, Page
from schemas.parcel import Parcel
from tests.benchmarks.scan_pages import FOLDERS, KINDS, SETS, SetPage, find_styles, set_page
from tests.benchmarks.scan_scores import Score, score_page
from tests.benchmarks.scan_variants import VARIANTS, Scan, make_scan


def main() -> None:
    """Run and print a line a variant and kind, a line a kind, and all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set_name", choices=SETS)
    parser.add_argument("--pages", type=int, default=1, help="pages a kind and variant")
    parser.add_argument("--first", type=int, default=0, help="number of the first page")
    parser.add_argument("--variants", default=",".join(VARIANTS))
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--show", action="store_true", help="what was read wrong")
    parser.add_argument("--fonts", action="append", default=[], help="a folder of fonts more")
    given = parser.parse_args()
    families = find_styles(given.set_name, (*FOLDERS, *given.fonts))
    print(f"{len(families)} font families: {', '.join(regular.stem for regular, _ in families)}")
    by_variant: dict[str, Tally] = {}
    by_kind: dict[str, Tally] = {}
    for variant in given.variants.split(","):
        for kind in given.kinds.split(","):
            name = f"{variant}, {kind}"
            for number in range(given.first, given.first + given.pages):
                seed = 100 * number + 10 * list(VARIANTS).index(variant) + KINDS.index(kind)
                tally = measure(set_page(given.set_name, kind, seed, families), variant, seed)
                by_variant.setdefault(name, Tally()).add(tally)
                by_kind.setdefault(kind, Tally()).add(tally)
                if given.show:
                    print_wrong(f"{variant} {kind} {number}", tally.score)
            print(by_variant[name].line(name), flush=True)
    whole = Tally()
    for kind, tally in by_kind.items():
        print(tally.line(kind))
        whole.add(tally)
    print(whole.line("all"))


class Tally:
    """Scores and seconds added up."""

    def __init__(
        self,
        score: Score | None = None,
        seconds: Sequence[float] = (),
        plain_seconds: Sequence[float] = (),
        whole_seconds: Sequence[float] = (),
    ) -> None:
        self.score = score or Score()
        self.seconds, self.plain_seconds, self.whole_seconds = list(seconds), list(plain_seconds), list(whole_seconds)

    def add(self, other: Tally) -> None:
        """The other's counts and seconds too."""
        self.score = self.score.plus(other.score)
        self.seconds += other.seconds
        self.plain_seconds += other.plain_seconds
        self.whole_seconds += other.whole_seconds

    def line(self, name: str) -> str:
        """One line of the result."""
        score = self.score
        cells = f"{score.right_cells}/{score.cells}" if score.cells else "-"
        ours, plain, whole = (median(them or [0.0]) for them in (self.seconds, self.plain_seconds, self.whole_seconds))
        return (
            f"{name:20} numbers {score.right_numbers:5}/{score.set_numbers:<5} recall {score.recall:.4f} precision "
            f"{score.precision:.4f} (sure {score.sure_precision:.4f}, "
            f"{score.doubted_numbers} in doubt)  letters wrong {100 * score.error_rate:.2f} %  cells {cells:10} "
            f"{ours / max(0.001, plain):.2f} x plain, {ours / max(0.001, whole):.2f} x whole ({ours:.2f} s a page)"
        )


def measure(page: SetPage, variant: str, seed: int) -> Tally:
    """One page scanned and read twice: by us, and upright by plain Tesseract for the time.

    Plain is `tesseract page.png stdout -l vie --psm 4 --dpi 200 tsv` with one thread; of a photograph with a shadow it
    reads a third, so there the page with its paper made white is timed too (`whole_seconds`; elsewhere the same).
    """
    scan = make_scan(page, variant, seed)
    data = as_png([scan.picture])
    extract_frame(data, 0)
    start = cpu_seconds()
    parcel = fill_scanned_pages(data, unread(1))
    ours = cpu_seconds() - start
    picture = upright(scan)
    plain = time_plain(picture)
    is_shaded = variant == "photograph"
    whole = time_plain(whiten(drop_red(picture))) if is_shaded else plain
    return Tally(score_page(page, scan.way, parcel, 1), [ours], [plain], [whole])


def time_plain(picture: Image) -> float:
    """Seconds of CPU plain Tesseract takes for a picture, its file read included as in ours."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.png")
        path.write_bytes(as_png([picture]))
        command = ["tesseract", str(path), "stdout", "-l", "vie", "--psm", "4", "--dpi", "200", "tsv"]
        start = cpu_seconds()
        subprocess.run(command, capture_output=True, check=True, env=dict(os.environ, OMP_THREAD_LIMIT="1"))
        return cpu_seconds() - start


def upright(scan: Scan) -> Image:
    """The scan turned back by quarters: plain Tesseract reads nothing else."""
    picture = scan.picture
    if abs(scan.way.b) > abs(scan.way.a):
        return np.ascontiguousarray(np.rot90(picture, 1 if scan.way.d > 0 else -1))
    return np.ascontiguousarray(picture[::-1, ::-1]) if scan.way.a < 0 else picture


def cpu_seconds() -> float:
    """Seconds of CPU of this process and of those it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def as_png(pictures: Sequence[Image]) -> bytes:
    """The pictures as an image file of 200 dpi (TIFF where there are several)."""
    out = io.BytesIO()
    first, *others = [PIL.Image.fromarray(picture) for picture in pictures]
    if others:
        first.save(out, "tiff", save_all=True, append_images=others, dpi=(200, 200))
    else:
        first.save(out, "png", dpi=(200, 200), compress_level=1)
    return out.getvalue()


def unread(page_count: int) -> Parcel:
    """A parcel of an image file whose pages wait to be read."""
    failed, why = DocumentStatus.FAILED, ErrorCode.OCR_UNAVAILABLE
    pages = tuple(Page("d", number, "", status=failed, error_code=why) for number in range(1, page_count + 1))
    return Parcel(Document("d", "scan.png", "", "image/png", failed, why, "?"), pages=pages)


def print_wrong(name: str, score: Score) -> None:
    """What was read wrong on a page."""
    lines: Iterable[str] = score.wrong
    print(f"-- {name}: {score.right_numbers} of {score.set_numbers} numbers, {score.read_numbers} read")
    for line in lines:
        print("   ", line)


if __name__ == "__main__":
    main()
