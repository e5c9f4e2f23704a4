"""From a click on a finding to its numbers painted on their page, at 1,000 findings, in Chromium.

Run: python -m tests.benchmarks.bench_desk [FOLDER]; FOLDER is an audit folder, else two are made: ten PDFs with 108
findings each, and one text of 1,000 sentences with a finding in each. Prints medians and 95th percentiles.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.audit.test_desk import judge_file
from tests.audit.test_desk_speed import CLICKED, SHOWN
from tests.audit.writing import write_audit
from tests.extractors.readers.pdf_builder import PageBuilder, build_pdf

if TYPE_CHECKING:
    from playwright.sync_api import Page

CLICKS = 21
SEED = 6
WORDS = "Phần này nêu việc tổ chức, chỉ đạo, điều hành và không có con số nào."


def make_slip(dice: random.Random, number: int) -> str:
    """A sentence whose percentage is seven points too high."""
    whole = dice.randrange(200, 900)
    part = dice.randrange(50, whole)
    return f"Giải quyết đúng hạn {part}/{whole} hồ sơ của đơn vị thứ {number}, đạt {round(100 * part / whole) + 7}%."


def make_pdfs(folder: Path) -> Path:
    """The audit of ten PDFs of 9 pages with 12 slips on each."""
    dice, parcels = random.Random(SEED), []
    (folder / "in").mkdir(parents=True)
    for number in range(10):
        pages = [
            PageBuilder().lines(60, 60, [line for slip in range(12) for line in (make_slip(dice, slip), WORDS, WORDS)])
            for _ in range(9)
        ]
        data = build_pdf(*pages)
        (folder / "in" / f"{number}.pdf").write_bytes(data)
        parcels.append(judge_file(f"{number}.pdf", data))
    return write_audit(folder, *parcels).audit


def make_text(folder: Path) -> Path:
    """The audit of one text with 1,000 slips."""
    dice = random.Random(SEED)
    text = "\n\n".join(f"{make_slip(dice, number)} {WORDS}" for number in range(1000))
    return write_audit(folder, judge_file("a.txt", text.encode())).audit


def measure(page: Page, audit: Path, clicks: list[float], *, from_index: bool) -> Sequence[float]:
    """Milliseconds of CLICKS clicks on findings drawn by lot, each to the first frame that shows the boxes."""
    dice, times = random.Random(SEED), []
    index = (audit / "index.html").as_uri()
    page.goto(index)
    page.locator(".item").first.click()
    for _ in range(CLICKS):
        if from_index:
            page.goto(index)
        page.wait_for_timeout(400)
        page.evaluate(CLICKED)
        items = page.locator(".item")
        item = items.nth(dice.randrange(items.count()))
        item.scroll_into_view_if_needed()
        item.click(no_wait_after=True)
        page.wait_for_url("**/documents/*")
        times.append(page.evaluate(SHOWN) - clicks[-1])
    return times


def main(arguments: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        clicks: list[float] = []
        page.expose_function("told", lambda time: clicks.append(time))  # noqa: PLW0108  # Playwright marks it
        makers: dict[str, Callable[[Path], Path]] = {"10 PDFs": make_pdfs, "1 text": make_text}
        audits = {path: Path(path) for path in arguments} or {n: m(Path(folder, n)) for n, m in makers.items()}
        for name, audit in audits.items():
            for from_index in (True, False):
                times = sorted(measure(page, audit, clicks, from_index=from_index))
                where = "from the index" if from_index else "on its page"
                last = times[int(0.95 * len(times))]
                print(f"{name}, {where}: median {statistics.median(times):.0f} ms, 95 % within {last:.0f} ms")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
