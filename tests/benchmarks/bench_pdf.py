"""The PDF reader beside bare PDFium and beside pdfplumber with camelot, in one run on one file.

    python -m tests.benchmarks.bench_pdf FILE.pdf [--rounds 5] [--slow-pages 6]

Prints milliseconds a page (medians) on pages without and with tables, how many times each is slower or faster, and the
highest memory of the process while it reads 500 pages. Needs pdfplumber and camelot-py for the comparison.
"""

from __future__ import annotations

import argparse
import resource
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time

import pypdfium2 as pdfium

from extractors.readers.pdf import read_pdf
from extractors.rules_compiled import CompiledRules, compile_rules
from pipeline.rulebook import load_rulebook
from tests.extractors.readers.pdf_builder import parcel_of

MEMORY_PAGES = 500


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow-pages", type=int, default=6)
    given = parser.parse_args()
    rules = compile_rules(load_rulebook())
    data = given.file.read_bytes()
    measure_memory(data, rules)
    tables = {cell.page for cell in read_pdf(data, parcel_of(data), rules).cells}
    pages = range(1, len(pdfium.PdfDocument(data)) + 1)
    for name, numbers in (("prose", [n for n in pages if n not in tables]), ("tables", sorted(tables))):
        if numbers:
            measure_pages(name, data, numbers, rules, given.rounds, given.slow_pages)


def measure_memory(data: bytes, rules: CompiledRules) -> None:
    """The peak of this process over a file of 500 pages: first of all, for a peak only grows."""
    count = len(pdfium.PdfDocument(data))
    long = take_pages(data, [1 + n % count for n in range(MEMORY_PAGES)])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    parcel = read_pdf(long, parcel_of(long), rules)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(parcel.pages)} pages, {len(parcel.words)} words: peak {after:.0f} MB ({before:.0f} MB before)")


def take_pages(data: bytes, numbers: Sequence[int]) -> bytes:
    """A file of some of the pages."""
    source, target = pdfium.PdfDocument(data), pdfium.PdfDocument.new()
    target.import_pages(source, [number - 1 for number in numbers])
    out = BytesIO()
    target.save(out)
    return out.getvalue()


def measure_pages(name: str, data: bytes, numbers: Sequence[int], rules: CompiledRules, rounds: int, slow: int) -> None:
    """One line of the result."""
    part, few = take_pages(data, numbers), take_pages(data, numbers[:slow])
    bare, read = time_together(
        rounds, lambda: read_bare(part), lambda: read_pdf(part, parcel_of(part), rules), count=len(numbers)
    )
    (slow_ms,) = time_together(1, lambda: read_slowly(few), count=len(numbers[:slow]))
    print(
        f"{name:6} {len(numbers):3} pages: PDFium text {bare:.2f} ms, reader {read:.2f} ms = {read / bare:.1f} x; "
        f"pdfplumber words + camelot lattice {slow_ms:.0f} ms = reader {slow_ms / read:.0f} times faster"
    )


def time_together(rounds: int, *actions: Callable[[], object], count: int) -> list[float]:
    """Median milliseconds of CPU a page of each action, taken by turns so that all meet the same machine."""
    for action in actions[: 2 if rounds > 1 else 0]:
        action()
    taken: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for times, action in zip(taken, actions, strict=True):
            start = process_time()
            action()
            times.append((process_time() - start) * 1000 / count)
    return [median(times) for times in taken]


def read_bare(data: bytes) -> int:
    """PDFium's text of every page."""
    document = pdfium.PdfDocument(data)
    length = 0
    for index in range(len(document)):
        page = document[index]
        textpage = page.get_textpage()
        length += len(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return length


def read_slowly(data: bytes) -> int:
    """What the reader is measured against: pdfplumber's words and camelot's default lattice on every page."""
    import camelot.io
    import pdfplumber

    with pdfplumber.open(BytesIO(data)) as document:
        words = sum(len(page.extract_words()) for page in document.pages)
    return words + len(camelot.io.read_pdf(BytesIO(data), pages="all", flavor="lattice"))


if __name__ == "__main__":
    main()
