"""What linking costs beside reading, and what it gets right, in one run on one core.

    python -m tests.benchmarks.bench_indicators [FILE.txt ...] [--rounds 5]

Prints milliseconds a page (3,000 characters; the least of the rounds, process time) of extract, resolve and link, with
every label new to the linker; what opening the linker costs a process; precision and recall on the frozen truth.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from extractors.find import find_mentions
from extractors.indicators import IndicatorLinker, link_facts
from extractors.readers.plain_text import read_text
from extractors.resolve import resolve_facts
from pipeline.rulebook import load_catalogue
from schemas.fact import Measure
from tests.extractors.test_indicators import read_truth
from tests.reading import empty_parcel, rules

PAGE_CHARACTERS = 3000
SAMPLES = Path(__file__).parents[2] / "corpus" / "reports"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=sorted(SAMPLES.glob("*.txt")))
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    started = process_time()
    linker = IndicatorLinker(load_catalogue())
    linker.link("một nhãn lạ", Measure.COUNT, None)
    print(f"open the linker (imports, catalogue): {process_time() - started:.1f} s")
    measure_cost(given.files, given.rounds, linker)
    measure_truth(linker)


def measure_cost(files: Sequence[Path], rounds: int, linker: IndicatorLinker) -> None:
    """Milliseconds a page of each step."""
    pages = 0.0
    least = [0.0, 0.0, 0.0]
    for file in files:
        raw = file.read_bytes()
        found = [time_file(raw, linker) for _ in range(rounds)]
        pages += len(raw.decode()) / PAGE_CHARACTERS
        least = [total + min(times) for total, times in zip(least, zip(*found, strict=True), strict=True)]
    extract, resolve, link = (1000 * seconds / pages for seconds in least)
    print(f"{pages:.0f} pages: extract {extract:.1f}, resolve {resolve:.1f}, link {link:.1f} ms a page", end="")
    print(f" = {1000 / (extract + resolve + link):.0f} pages a second")


def time_file(raw: bytes, linker: IndicatorLinker) -> tuple[float, float, float]:
    """Seconds of extract, resolve and link; the linker has forgotten all labels."""
    linker.forget()
    times = [process_time()]
    parcel = find_mentions(read_text(raw, empty_parcel(raw), rules()), rules())
    times.append(process_time())
    parcel = resolve_facts(parcel, rules())
    times.append(process_time())
    link_facts(parcel, linker)
    times.append(process_time())
    return times[1] - times[0], times[2] - times[1], times[3] - times[2]


def measure_truth(linker: IndicatorLinker) -> None:
    """Precision and recall on the frozen truth."""
    right = wrong = missed = 0
    for row in read_truth():
        link = linker.link(row.label, Measure(row.measure), row.unit)
        right += link is not None and link.indicator_id == row.indicator_id
        wrong += link is not None and link.indicator_id != row.indicator_id
        missed += link is None and row.indicator_id is not None
    print(f"truth: {right} right, {wrong} wrong, {missed} missed: precision {right / (right + wrong):.3f}", end="")
    print(f", recall {right / (right + wrong + missed):.3f}")


if __name__ == "__main__":
    main()
