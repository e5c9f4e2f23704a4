"""How right and how fast each container is read: generated reports with their truth, set in every container.

    python -m tests.benchmarks.bench_containers [--reports 30] [--scans 2]

Prints a line a container: ratios, percentages and counts of the truth found among the facts; cells of ruled tables that
are exact; false accusations (the reports hold no slip); CPU milliseconds a page to read, and to read and check.
A page of text, Word and workbook is 3,000 characters. Scans need Tesseract and the extra `ocr`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from corpus.samples.generated import generate_report
from corpus.samples.model import Report
from corpus.samples.old_letters import set_old_letters
from corpus.samples.pdf import set_pdf
from corpus.samples.pieces import Grid, pieces_of
from corpus.samples.scan import set_scan
from corpus.samples.text import set_text
from corpus.samples.truth import Percent, Quantity, Ratio
from corpus.samples.word import set_word
from corpus.samples.workbook import set_workbook
from extractors.find import find_mentions
from extractors.readers import read_bytes
from extractors.resolve import resolve_facts
from pipeline.arithmetic.judge import judge
from pipeline.evaluate_reading import start_parcel
from pipeline.runner import compiled_rules
from pipeline.tools.ocr import fill_scanned_pages
from schemas.check import Verdict
from schemas.parcel import Parcel

PAGE_CHARACTERS = 3_000


def set_plain(report: Report) -> bytes:
    """The report as text."""
    return set_text(report)[0].encode()


CONTAINERS: tuple[tuple[str, str, str, Callable[[Report], bytes]], ...] = (
    ("text", ".txt", "plain_text", set_plain),
    ("Word", ".docx", "docx", set_word),
    ("PDF (Typst)", ".pdf", "pdf", set_pdf),
    ("PDF in TCVN3", "-tcvn3.pdf", "pdf, legacy", set_old_letters),
    ("workbook (tables only)", ".xlsx", "workbook", set_workbook),
    ("scan, 200 dpi", "-scan.pdf", "pdf, ocr", set_scan),
)


@dataclass
class Line:
    """What was counted of one container."""

    stated: int = 0
    found: int = 0
    cells: int = 0
    exact: int = 0
    accused: int = 0
    pages: float = 0
    read_seconds: float = 0
    all_seconds: float = 0
    lost: list[str] = field(default_factory=list)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=30)
    parser.add_argument("--scans", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0, help="of the first report")
    given = parser.parse_args()
    print("| container | reader | figures found | cells exact | false accusations | read, ms a page | all, ms a page |")
    print("|---|---|---|---|---|---|---|")
    for name, ending, reader, set_report in CONTAINERS if given.scans else CONTAINERS[:-1]:
        line = Line()
        for seed in range(given.seed, given.seed + (given.scans if set_report is set_scan else given.reports)):
            measure(line, generate_report(seed), ending, set_report)
        print(f"| {name} | {reader} | {describe(line)} |")


def describe(line: Line) -> str:
    """The figures of a line."""
    shares = [f"{100 * part / whole:.2f} % of {whole:,}" if whole else "–" for part, whole in pairs_of(line)]
    times = [f"{1000 * seconds / line.pages:.1f}" for seconds in (line.read_seconds, line.all_seconds)]
    return " | ".join([*shares, str(line.accused), *times])


def pairs_of(line: Line) -> tuple[tuple[int, int], tuple[int, int]]:
    """Found of stated, exact of all cells."""
    return (line.found, line.stated), (line.exact, line.cells)


def measure(line: Line, report: Report, ending: str, set_report: Callable[[Report], bytes]) -> None:
    """Read one report and add what was found."""
    data = set_report(report)
    start = cpu_seconds()
    read = read_container(data, f"{report.name}{ending}")
    line.read_seconds += cpu_seconds() - start
    rules = compiled_rules()
    parcel = judge(resolve_facts(find_mentions(read, rules), rules), rules)
    line.all_seconds += cpu_seconds() - start
    is_paged = ending.endswith(".pdf")
    line.pages += len(parcel.pages) if is_paged else sum(len(p.text) for p in parcel.pages) / PAGE_CHARACTERS
    line.accused += sum(check.verdict is Verdict.INCONSISTENT for check in parcel.checks)
    if ending != ".xlsx":
        stated, told = truth_of(report), told_by(parcel)
        line.stated += stated.total()
        line.found += sum(min(count, told[key]) for key, count in stated.items())
    if ending != "-tcvn3.pdf":
        wanted = Counter(t for piece in pieces_of(report) if isinstance(piece, Grid) for t in cells_of(piece))
        line.cells += wanted.total()
        line.exact += (wanted & Counter((cell.row, cell.col, cell.text) for cell in parcel.cells)).total()


def cpu_seconds() -> float:
    """CPU time of this process and of those it started and waited for (Tesseract)."""
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def read_container(data: bytes, name: str) -> Parcel:
    """Pages and cells, scanned pages read."""
    read = read_bytes(data, start_parcel(data, name), compiled_rules())
    if "scan" not in name:
        return read
    with tempfile.TemporaryDirectory() as cache:
        return fill_scanned_pages(data, read, Path(cache))


def cells_of(grid: Grid) -> list[tuple[int, int, str]]:
    """Row, column and text of every filled cell."""
    rows = (grid.header, *grid.rows)
    return [(row, col, text) for row, texts in enumerate(rows) for col, text in enumerate(texts) if text]


def truth_of(report: Report) -> Counter[tuple[object, ...]]:
    """What the report's sentences state: ratios with their percent, percentages, counts; tables by their ratios."""
    _, placed = set_text(report)
    told: Counter[tuple[object, ...]] = Counter()
    for truth in (truth for run in placed for truth in run.mark.truths):
        if isinstance(truth, Ratio):
            told["ratio", truth.numerator, truth.denominator] += 1
        elif isinstance(truth, Percent | Quantity):
            told["value", Decimal(truth.value)] += 1
    return told


def told_by(parcel: Parcel) -> Counter[tuple[object, ...]]:
    """What the facts say; operands of ratios may be asked for as counts too."""
    told: Counter[tuple[object, ...]] = Counter()
    for fact in parcel.facts:
        if fact.numerator is not None:
            told["ratio", fact.numerator, fact.denominator] += 1
        for value in (fact.value, fact.numerator, fact.denominator):
            if value is not None:
                told["value", value] += 1
    return told


if __name__ == "__main__":
    main()
