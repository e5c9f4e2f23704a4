"""Tables of many offices, clean and with one cell typed wrong: nothing accused in the first, the cell in the others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from schemas.check import Check
from schemas.parcel import Parcel
from tests.reading import accusations, audit
from tests.tables import table

FOLDER = Path(__file__).parent
MIN_TABLES = 40
MIN_SLIPS = 150


@dataclass(frozen=True, slots=True)
class Slip:
    """A cell of a row that is printed wrong."""

    row: int
    cell: int
    to: str
    is_missed: bool = False
    """Known to be missed today; the test says when it no longer is."""


@dataclass(frozen=True, slots=True)
class Office:
    """A table as an office prints it, and the slips that were planted in it."""

    name: str
    above: str
    lines: tuple[str, ...]
    slips: tuple[Slip, ...]

    def text(self, slip: Slip | None = None) -> str:
        """The table as text, with a slip or clean."""
        lines = list(self.lines)
        if slip:
            cells = lines[slip.row].split("|")
            cells[slip.cell] = slip.to
            lines[slip.row] = "|".join(cells)
        return table(*lines, above=self.above)


@cache
def offices() -> tuple[Office, ...]:
    """All of them, as frozen beside this test: those the rules were made on, then those held back until they stood."""
    texts = [(FOLDER / name).read_text(encoding="utf-8") for name in ("office_tables.yaml", "held_back_tables.yaml")]
    found = [entry for text in texts for entry in yaml.load(text, Loader=yaml.CSafeLoader)]
    return tuple(
        Office(
            entry["id"],
            entry.get("above", ""),
            tuple(entry["lines"]),
            tuple(
                Slip(entry["lines"].index(s["row"]), s["cell"], s["to"], s.get("missed", False))
                for s in entry.get("slips", ())
            ),
        )
        for entry in found
    )


def accused_at(parcel: Parcel, slip: Slip) -> list[Check]:
    """The accusations that rest on the cell of a slip."""
    (cell,) = [c for c in parcel.cells if (c.row, c.col) == (slip.row, slip.cell)]
    assert cell.char_start is not None
    assert cell.char_end is not None
    start, end = cell.char_start, cell.char_end
    touching = {o.check_id for o in parcel.check_operands if o.char_start < end and o.char_end > start}
    return [check for check in accusations(parcel) if check.check_id in touching]


def test_there_are_enough() -> None:
    assert len(offices()) >= MIN_TABLES
    assert sum(len(office.slips) for office in offices()) >= MIN_SLIPS


@pytest.mark.parametrize("office", offices(), ids=lambda office: office.name)
def test_a_clean_table_accuses_nobody(office: Office) -> None:
    assert [(c.rule, c.quote, c.explanation_vi) for c in accusations(audit(office.text()))] == []


@pytest.mark.parametrize("office", [o for o in offices() if o.slips], ids=lambda office: office.name)
def test_every_slip_is_accused_and_nothing_else(office: Office) -> None:
    for slip in office.slips:
        parcel = audit(office.text(slip))
        found = accused_at(parcel, slip)
        assert bool(found) != slip.is_missed, slip
        assert [(c.rule, c.quote) for c in accusations(parcel) if c not in found] == [], slip
