"""What people decided about findings: reviews.csv, keyed by content, so that it survives new runs and new issues."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import duckdb

from pipeline.audit.spreadsheet import BYTE_ORDER_MARK, make_harmless
from pipeline.errors import UserError
from schemas.check import Review

MAX_CELL = 4_000
"""Characters of one cell; a note of a page and a half."""
_REVIEWS = frozenset(review.value for review in Review)

_APPLY_RULES = """
UPDATE checks SET review = $review, review_note = $note
WHERE rule = $key AND verdict IN ('inconsistent', 'truncated', 'last_digit', 'undecidable')
"""
_APPLY_ONE = "UPDATE checks SET review = $review, review_note = $note WHERE content_key = $key"
_CLEAR = "UPDATE checks SET review = NULL, review_note = NULL WHERE review IS NOT NULL"


class ReviewsError(UserError):
    """reviews.csv cannot be used."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of reviews.csv: about one finding, or, without content_key, about all findings of a rule."""

    content_key: str
    rule: str
    review: str
    note: str = ""
    corrected: str = ""
    path: str = ""
    page: str = ""
    quote: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What it is about; a later decision about the same replaces it."""
        return (self.content_key, "" if self.content_key else self.rule)

    @property
    def told(self) -> str | None:
        """checks.review_note: the corrected value, whether a whole rule is muted, and the reason."""
        parts = [
            f"→ {self.corrected}" if self.corrected else "",
            "" if self.content_key else "cả quy tắc được tắt — the whole rule is muted",
            self.note,
        ]
        return "; ".join(part for part in parts if part) or None


COLUMNS = tuple(field.name for field in fields(Decision))
Decisions = Mapping[tuple[str, str], Decision]
NO_DECISIONS: Decisions = {}


def read_reviews(path: Path) -> Decisions:
    """The decisions of a file, none where there is no file; raises ReviewsError with the line that is wrong."""
    if not path.exists():
        return {}
    try:
        return parse_reviews(path.read_text(encoding="utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise ReviewsError(
            f"{path}: không phải UTF-8; hãy lưu lại thành “CSV UTF-8” — not UTF-8; save it as “CSV UTF-8”"
        ) from error


def parse_reviews(text: str, name: str) -> Decisions:
    """The decisions in a CSV text, with commas or, as Excel in Vietnam writes it, semicolons."""
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    if not {"content_key", "rule", "review"} <= set(reader.fieldnames or ()):
        raise ReviewsError(f"{name}: thiếu cột content_key, rule, review — these columns are missing")
    decisions: dict[tuple[str, str], Decision] = {}
    for row in reader:
        decision = make_decision(row)
        if decision is None:
            raise ReviewsError(
                f"{name}, dòng {reader.line_num}: review phải là confirmed, dismissed hoặc corrected, "
                "và phải có content_key hoặc rule — review must be one of these; content_key or rule is needed"
            )
        decisions[decision.key] = decision
    return decisions


def make_decision(row: Mapping[str, object]) -> Decision | None:
    """A decision from cells; None where it says nothing about anything."""
    cells = {name: _read_cell(row.get(name)) for name in COLUMNS}
    decision = Decision(**cells)
    return decision if decision.review in _REVIEWS and any(decision.key) else None


def _read_cell(value: object) -> str:
    text = " ".join(str(value or "").split())[:MAX_CELL]
    return text[1:] if text[:1] == "'" and make_harmless(text[1:]) == text else text


def print_reviews(decisions: Decisions) -> str:
    """The file's text: sorted, so that the same decisions give the same bytes; harmless in a spreadsheet."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for key in sorted(decisions):
        writer.writerow([make_harmless(cell) for cell in astuple(decisions[key])])
    return out.getvalue()


def write_reviews(path: Path, decisions: Decisions) -> None:
    """Write the file aside and rename it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    aside.write_text(print_reviews(decisions), encoding="utf-8", newline="")
    os.replace(aside, path)


def put_decision(decisions: Decisions, decision: Decision) -> Decisions:
    """The decisions with one more, or without it where its review is empty."""
    others = {key: other for key, other in decisions.items() if key != decision.key}
    return others if not decision.review else {**others, decision.key: decision}


def apply_reviews(connection: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]) -> None:
    """Write the decisions into checks.review and review_note; one about a finding outweighs one about its rule."""
    connection.execute(_CLEAR)
    ordered = sorted(decisions, key=lambda decision: (bool(decision.content_key), decision.key))
    for decision in ordered:
        query = _APPLY_ONE if decision.content_key else _APPLY_RULES
        key = decision.content_key or decision.rule
        connection.execute(query, {"review": decision.review, "note": decision.told, "key": key})


def refresh_warehouse(warehouse: Path, decisions: Decisions) -> None:
    """A finished warehouse with the decisions in it: changed beside the old one and renamed over it."""
    aside = warehouse.with_name(f".{warehouse.name}.{os.getpid()}.tmp")
    try:
        shutil.copyfile(warehouse, aside)
        with duckdb.connect(aside) as connection:
            apply_reviews(connection, decisions.values())
            connection.execute("CHECKPOINT")
        os.replace(aside, warehouse)
    finally:
        aside.unlink(missing_ok=True)
