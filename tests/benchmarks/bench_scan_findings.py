"""Made-up reports with slips, printed, scanned and audited: false accusations, boxes that hold their number.

    python -m tests.benchmarks.bench_scan_findings [--reports 10] [--seed 1] [--fonts FOLDER]

The reports and their slips are those of `solieu selftest`. An accusation is false where no accusation the audit of the
text itself makes has half of its numbers. A box is right where the number it should hold was set, within POINTS.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from extractors.find import find_mentions
from extractors.readers.plain_text import read_text
from extractors.readers.scan_shapes import Affine, Box
from extractors.resolve import resolve_facts
from pipeline.arithmetic.judge import judge
from pipeline.selftest.measure import make_document
from pipeline.selftest.model import print_document
from pipeline.tools.ocr import fill_scanned_pages
from schemas.check import Check, CheckKind, CheckOperand, Severity, Verdict
from schemas.parcel import Parcel
from tests.benchmarks.bench_scans import as_png, unread
from tests.benchmarks.scan_pages import FOLDERS, SETS, BlankSheet, Placed, SetPage, Style, find_styles
from tests.benchmarks.scan_variants import VARIANTS, make_scan
from tests.reading import empty_parcel, rules

POINTS = 1.5
"""Points around the box, as drawn on the audit page."""
_POINTS_A_PIXEL = 72 / 200
_FOOT = 0.94
# Boxes of the words set are as wide as their letters' steps: a 1 has so much white beside it.
_WHITE_OF_A_ONE = 0.3


@dataclass(slots=True)
class Tally:
    """What is counted over the reports."""

    counts: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fonts", action="append", default=[], help="a folder of fonts more")
    given = parser.parse_args()
    families = [family for name in SETS for family in find_styles(name, (*FOLDERS, *given.fonts))]
    tally = Tally()
    for number in range(given.reports):
        variant = list(VARIANTS)[number % len(VARIANTS)]
        measure(random.Random(f"{given.seed}/{number}"), variant, families[number % len(families)], tally)
        print(number, variant, dict(tally.counts), flush=True)
    print("\n".join(tally.told))


def measure(dice: random.Random, variant: str, family: tuple[Path, Path], tally: Tally) -> None:
    """One report printed, scanned and audited."""
    head, sections, plants = make_document(dice)
    text = print_document(head, sections, plants).text
    known = audit(read_text(text.encode(), empty_parcel(text.encode()), rules()))
    pages = set_report(text, Style(*family, 13, 11), dice)
    scans = [make_scan(page, variant, number) for number, page in enumerate(pages)]
    data = as_png([scan.picture for scan in scans])
    scanned = audit(fill_scanned_pages(data, unread(len(scans)), rules=rules()))
    ways = [scan.way for scan in scans]
    count_accusations(known, scanned, variant, tally)
    count_boxes(scanned, pages, ways, variant, tally)


def audit(parcel: Parcel) -> Parcel:
    """The document read and judged."""
    return judge(resolve_facts(find_mentions(parcel, rules()), rules()), rules())


def set_report(text: str, style: Style, dice: random.Random) -> list[SetPage]:
    """The report's paragraphs and tables on as many pages as they need; a table begins where it has room."""
    pages: list[SetPage] = []
    sheet = BlankSheet(style, dice)
    for block in _blocks(text):
        if isinstance(block, str):
            if not sheet.add_paragraph(block, _FOOT):
                pages.append(sheet.finish())
                sheet = BlankSheet(style, dice)
                sheet.add_paragraph(block, _FOOT)
            continue
        if sheet.y > (1 - 0.035 * (len(block) + 3)) * sheet.image.height:
            pages.append(sheet.finish())
            sheet = BlankSheet(style, dice)
        sheet.add_rows(block, _widths(block, sheet.right - sheet.left))
    return [*pages, sheet.finish()]


def _blocks(text: str) -> Iterator[str | list[list[str]]]:
    """Paragraphs, and the rows of each table (cells divided by tabs)."""
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            wide = max(len(row) for row in rows)
            yield [[*row, *[""] * (wide - len(row))] for row in rows]
            rows = []
        if line.strip():
            yield line.strip()


def _widths(rows: Sequence[Sequence[str]], whole: float) -> list[float]:
    """Columns as wide as their longest cell asks, none narrower than six letters."""
    asked = [max(6, min(28, max(len(cell) for cell in column))) for column in zip(*rows, strict=True)]
    return [whole * letters / sum(asked) for letters in asked]


def count_accusations(known: Parcel, scanned: Parcel, variant: str, tally: Tally) -> None:
    """Accusations of the scan, those among them that the text does not make, and doubts of our own."""
    accused = [numbers_of(known, check) for check in known.checks if is_accusation(check)]
    tally.counts["accusations of the text"] += len(accused)
    for check in scanned.checks:
        tally.counts["ocr_suspect"] += check.kind is CheckKind.OCR_SUSPECT
        tally.counts["left open"] += "đọc từ ảnh chưa chắc chắn" in (check.explanation_vi or "")
        if is_accusation(check):
            tally.counts["accusations"] += 1
            own = numbers_of(scanned, check)
            if not any(2 * len(own & numbers) >= len(own) for numbers in accused):
                tally.counts["false"] += 1
                tally.told.append(f"false ({variant}): [{check.rule}] {check.explanation_vi} | {check.quote[:120]}")


def is_accusation(check: Check) -> bool:
    """Whether the writer is accused by it."""
    return check.verdict is Verdict.INCONSISTENT or check.severity in (Severity.MINOR, Severity.MAJOR)


def numbers_of(parcel: Parcel, check: Check) -> set[str]:
    """The numbers that decided a check, as printed."""
    return {operand.text for operand in operands_of(parcel, check)}


def operands_of(parcel: Parcel, check: Check) -> list[CheckOperand]:
    """Those of its operands that have a digit."""
    own = (operand for operand in parcel.check_operands if operand.check_id == check.check_id)
    return [operand for operand in own if any(sign.isdigit() for sign in operand.text)]


def count_boxes(scanned: Parcel, pages: Sequence[SetPage], ways: Sequence[Affine], variant: str, tally: Tally) -> None:
    """The operands of findings whose box holds a number that was set there, and those whose box does not."""
    for check in scanned.checks:
        if check.verdict not in (Verdict.INCONSISTENT, Verdict.TRUNCATED, Verdict.LAST_DIGIT):
            continue
        for operand in operands_of(scanned, check):
            words = (_moved(word, ways[operand.page - 1]) for word in pages[operand.page - 1].words)
            is_right = holds(operand, words)
            tally.counts["boxes right" if is_right else "boxes wrong"] += 1
            if not is_right:
                tally.told.append(f"box ({variant}) page {operand.page}: {operand.text} in {check.quote[:100]}")


def _moved(word: Placed, way: Affine) -> Placed:
    return replace(word, box=word.box.moved(way.scaled(_POINTS_A_PIXEL)))


def holds(operand: CheckOperand, words: Iterable[Placed]) -> bool:
    """Whether the ink of the operand as it was set lies in its box (its share of its word's width, by letters)."""
    sides = (operand.x0, operand.y0, operand.x1, operand.y1)
    x0, y0, x1, y1 = (float(side or Decimal(0)) for side in sides)
    box = Box(x0 - POINTS, y0 - POINTS, x1 + POINTS, y1 + POINTS)
    return any(_lies_in(word, operand.text.strip("%"), box) for word in words)


def _lies_in(word: Placed, text: str, box: Box) -> bool:
    start = word.text.find(text)
    if start < 0 or abs(word.box.centre[1] - box.centre[1]) > 0.5 * word.box.height:
        return False
    letter = word.box.width / len(word.text)
    left, right = word.box.x0 + start * letter, word.box.x0 + (start + len(text)) * letter
    slack = letter * (1 if len(word.text) > len(text) else _WHITE_OF_A_ONE)
    return box.x0 - slack <= left and right <= box.x1 + slack


if __name__ == "__main__":
    main()
