"""How exactly tables of PDFs are read: made-up reports of three programs, each cell against what was set.

    python -m tests.benchmarks.bench_tables [--reports 40] [--producer typst] [--rules FULL] [--seed 0] [--show 10]
    python -m tests.benchmarks.bench_tables --draw FOLDER FILE.pdf [PAGE …]

The first prints, for each program and each way of drawing a table, the share of cells that are exactly right: same
place, same text, nothing missing and nothing more. The second draws the cells found in a file on its pages.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from extractors.readers.pdf import read_pdf
from extractors.rules_compiled import CompiledRules, compile_rules
from pipeline.rulebook import load_rulebook
from schemas.document import TableCell
from schemas.parcel import Parcel
from tests.benchmarks.table_model import ReportModel, Rules, TableModel, make_report
from tests.benchmarks.table_producers import PRODUCERS
from tests.extractors.readers.pdf_builder import parcel_of

if TYPE_CHECKING:
    from PIL import ImageDraw

Cells = dict[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Score:
    """Cells right, of all that were set or found; pages with a part of a table; what is wrong, as lines."""

    right: int = 0
    cells: int = 0
    pages: int = 0
    tables: int = 0
    whole: int = 0
    wrong: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.cells + other.cells,
            self.pages + other.pages,
            self.tables + other.tables,
            self.whole + other.whole,
            self.wrong + other.wrong,
        )

    @property
    def share(self) -> float:
        """Cells exactly right."""
        return self.right / self.cells if self.cells else 1.0


def score_report(report: ReportModel, parcel: Parcel, name: str = "") -> dict[Rules, Score]:
    """The cells of a report by the way its tables are drawn; cells of tables it has not are wrong too."""
    found = _tables_of(parcel.cells)
    pages = {table_id: {s.page for s in parcel.cell_spans if s.table_id == table_id} for table_id in found}
    scores: dict[Rules, Score] = {}
    left = dict(found)
    for number, table in enumerate(report.tables):
        match = max(left, key=lambda key: len(table.truth.items() & left[key].items()), default="")
        cells = left.pop(match, {})
        score = _score_table(table, cells, len(pages.get(match, ())), f"{name} table {number} {table.rules.name}")
        scores[table.rules] = scores.get(table.rules, Score()) + score
    for table_id, cells in left.items():
        lines = tuple(f"{name} invented {table_id[-4:]} {place}: {text!r}" for place, text in cells.items())
        scores[report.tables[0].rules] += Score(cells=len(cells), wrong=lines)
    return scores


def _tables_of(cells: Sequence[TableCell]) -> dict[str, Cells]:
    tables: dict[str, Cells] = {}
    for cell in cells:
        tables.setdefault(cell.table_id, {})[cell.row, cell.col] = cell.text
    return tables


def _score_table(table: TableModel, found: Cells, pages: int, name: str) -> Score:
    truth = table.truth
    right = len(truth.items() & found.items())
    places = sorted(truth.keys() | found.keys())
    wrong = tuple(
        f"{name} {place}: {truth.get(place)!r} read as {found.get(place)!r}"
        for place in places
        if truth.get(place) != found.get(place)
    )
    return Score(right, len(places), pages, 1, int(not wrong), wrong)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--producer", choices=[*PRODUCERS], action="append")
    parser.add_argument("--rules", choices=[rule.name for rule in Rules], action="append")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--draw", nargs="+", metavar=("FOLDER", "FILE"))
    given = parser.parse_args()
    rules = compile_rules(load_rulebook())
    if given.draw:
        folder, file, *pages = given.draw
        draw_cells(Path(file), [int(page) for page in pages], Path(folder), rules)
        return
    styles = [Rules[name] for name in given.rules or [rule.name for rule in Rules]]
    reports = [make_report(given.seed + number, styles) for number in range(given.reports)]
    for producer in given.producer or PRODUCERS:
        files = PRODUCERS[producer](reports)
        if given.keep:
            keep(given.keep, producer, files)
        print_scores(producer, reports, files, rules, given.show)


def keep(folder: Path, producer: str, files: Sequence[bytes]) -> None:
    """The PDFs for looking at."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(files):
        (folder / f"{producer}-{number:03d}.pdf").write_bytes(data)


def print_scores(
    producer: str, reports: Sequence[ReportModel], files: Sequence[bytes], rules: CompiledRules, show: int
) -> None:
    """A line for each way of drawing, and one for all."""
    scores: dict[Rules, Score] = {}
    for number, (report, data) in enumerate(zip(reports, files, strict=True)):
        parcel = read_pdf(data, parcel_of(data), rules)
        for key, score in score_report(report, parcel, f"{producer} {number}").items():
            scores[key] = scores.get(key, Score()) + score
    for key in Rules:
        if key in scores:
            print_score(producer, key.value, scores[key], show)
    print_score(producer, "all", sum(scores.values(), Score()), 0)


def print_score(producer: str, name: str, score: Score, show: int) -> None:
    """One line, and the first cells that are wrong."""
    print(
        f"{producer:12} {name:55} {100 * score.share:7.3f} % of {score.cells:6} cells; "
        f"{score.whole:3} of {score.tables:3} tables whole; {score.pages:4} table pages"
    )
    for line in score.wrong[:show]:
        print(f"    {line}")


def draw_cells(file: Path, pages: Sequence[int], folder: Path, rules: CompiledRules) -> None:
    """Pictures of pages before and after: as they are, and with every cell found drawn on them."""
    from PIL import ImageDraw

    data = file.read_bytes()
    parcel, document = read_pdf(data, parcel_of(data), rules), pdfium.PdfDocument(data)
    folder.mkdir(parents=True, exist_ok=True)
    for number in pages or sorted({cell.page for cell in parcel.cells}):
        picture = document[number - 1].render(scale=2).to_pil().convert("RGB")
        picture.save(folder / f"{file.stem}-{number:03d}-before.png")
        pen = ImageDraw.Draw(picture, "RGBA")
        for cell in parcel.cells:
            if cell.page == number and cell.x0 is not None:
                draw_cell(pen, cell)
        picture.save(folder / f"{file.stem}-{number:03d}-after.png")


def draw_cell(pen: ImageDraw.ImageDraw, cell: TableCell) -> None:
    """A box with its row and column in its corner: red in a header, blue in the body."""
    colour = (200, 0, 0) if cell.is_header else (0, 60, 200)
    box = [2 * float(side) for side in (cell.x0, cell.y0, cell.x1, cell.y1) if side is not None]
    pen.rectangle(box, outline=(*colour, 255), fill=(*colour, 24), width=2)
    pen.text((box[0] + 3, box[1] + 1), f"{cell.row},{cell.col}", fill=(*colour, 255))


if __name__ == "__main__":
    main()
