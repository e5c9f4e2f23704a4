"""The shape of hand-checked answers: one JSON file a report, written by people, checked on reading.

Files differ in what they carry beside the fields used here, so unknown fields are allowed; a field
that is used and has the wrong shape is an error that names the file.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError


class GoldError(ValueError):
    """A gold file cannot be used; the message names it and says why."""


class GoldModel(BaseModel):
    """What all parts of a gold file have in common."""

    model_config = ConfigDict(frozen=True, extra="ignore", arbitrary_types_allowed=True)


class GoldItem(GoldModel):
    """One answer; an optional one, or the twin of another, may be read or not."""

    id: str
    quote: str
    optional: bool = False
    twin_of: str | list[str] | None = None

    @property
    def is_required(self) -> bool:
        """False where leaving it out is no miss."""
        return not self.optional and self.twin_of is None


class GoldRatio(GoldItem):
    """A numerator, a denominator and the percent printed with them, if any."""

    numerator: Decimal
    denominator: Decimal
    stated_percent_text: str | None = None
    decimals: int | None = None
    unit: str | None = None
    scope: str | None = None
    form: str = "slash"
    verdict: str | None = None

    @property
    def percent(self) -> Decimal | None:
        """The printed percent; None where none is printed."""
        return None if self.stated_percent_text is None else parse_printed(self.stated_percent_text)


class GoldNumber(GoldItem):
    """A percentage or a count."""

    value: Decimal
    unit: str | None = None
    qualifier: str | None = None
    scope: str | None = None
    role: str | None = None


class GoldPartWhole(GoldItem):
    """A whole and its parts."""

    whole: Decimal
    parts: tuple[Decimal, ...]
    verdict: str
    form: str | None = None


class GoldTarget(GoldItem):
    """A result, its target and the status printed beside them."""

    actual: Decimal | None = None
    target: Decimal | None = None
    verdict: str | None = None


class GoldTable(GoldModel):
    """A table; its unit rows are not repeated among the counts."""

    id: str
    title: str
    columns: tuple[str, ...] = ()


class GoldFinding(GoldModel):
    """A slip: tier A is proved by what is printed, B a careful auditor would ask, C is speculation."""

    id: str
    kind: str
    quote: str
    tier: str
    severity: str | None = None
    stated: str | Decimal | int | None = None
    expected: str | Decimal | int | None = None
    numbers: tuple[str, ...] = ()
    check_kinds: tuple[str, ...] = ()


class GoldNotFact(GoldModel):
    """A number that must not end up in a fact."""

    quote: str
    number: str
    what_it_is: str


class GoldMetadata(GoldModel):
    """What the report says about itself."""

    title: str | None = None
    doc_type: str | None = None
    number_symbol: str | None = None
    issuing_body: str | None = None
    issue_date: str | None = None
    period: str | None = None


class Gold(GoldModel):
    """The hand-checked answers of one report."""

    document: str
    metadata: GoldMetadata = GoldMetadata()
    ratios: tuple[GoldRatio, ...] = ()
    percents: tuple[GoldNumber, ...] = ()
    counts: tuple[GoldNumber, ...] = ()
    part_whole: tuple[GoldPartWhole, ...] = ()
    targets: tuple[GoldTarget, ...] = ()
    tables: tuple[GoldTable, ...] = ()
    findings: tuple[GoldFinding, ...] = ()
    not_facts: tuple[GoldNotFact, ...] = ()


def parse_printed(text: str) -> Decimal:
    """A percent as gold prints it: one decimal mark, comma or point, no grouping."""
    return Decimal(text.replace(",", "."))


def load_gold(path: Path) -> Gold:
    """One gold file. Raises GoldError, naming the file, for what is not JSON or not gold."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
        return Gold.model_validate(content)
    except (OSError, ValueError, ValidationError) as error:
        raise GoldError(f"{path}: {error}") from error


def list_gold(gold_dir: Path) -> tuple[Path, ...]:
    """The gold files of a folder, sorted by name."""
    return tuple(sorted(gold_dir.glob("*.json")))
