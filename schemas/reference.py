"""Reference data: places, indicators, and the runs that made a warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from schemas.columns import Column
from schemas.fact import Measure


class PlaceLevel(StrEnum):
    """Levels of administration; districts ended on 2025-07-01."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class IndicatorDirection(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit."""

    place_id: Annotated[
        str,
        Column("Official code; with -2025 where a commune or province formed on 2025-07-01 took over an older one's."),
    ]
    name: Annotated[str, Column("Name with its type, such as huyện Thuận Châu.")]
    level: Annotated[PlaceLevel, Column("province, district or commune.")]
    parent_id: Annotated[
        str | None,
        Column("The unit above (places.place_id); of a commune that stayed the same in 2025, its former district."),
    ] = None
    valid_from: Annotated[date | None, Column("First day it existed; NULL where it was there before 2025-07-01.")] = (
        None
    )
    valid_to: Annotated[
        date | None,
        Column(
            "Day it ended, from which it no longer exists; NULL where it still does; 2025-01-01 for what was merged from "
            "2023 to then, be it before."
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class PlaceSuccessor:
    """What became of a place."""

    place_id: Annotated[str, Column("The former place.")]
    successor_id: Annotated[str, Column("A place that took over its land or a part of it.")]
    note: Annotated[
        str | None, Column("How: merged, divided, renamed; ended: a district, whose land these communes have.")
    ] = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator that many offices report."""

    indicator_id: Annotated[str, Column("Identifier, such as online_dossier_rate.")]
    name_vi: Annotated[str, Column("Vietnamese name.")]
    name_en: Annotated[str, Column("English name.")]
    measure: Annotated[Measure, Column("Kind of quantity.")]
    unit: Annotated[str | None, Column("Unit.")]
    pillar: Annotated[str | None, Column("Field it belongs to.")]
    direction: Annotated[IndicatorDirection | None, Column("Which way is better.")]
    is_additive: Annotated[bool, Column("Whether values of places may be summed.")]


@dataclass(frozen=True, slots=True)
class Run:
    """One run that made this warehouse; the only table that reads a clock."""

    run_id: Annotated[str, Column("Identifier of the run.")]
    started_at: Annotated[datetime, Column("When it started, UTC.")]
    version: Annotated[str, Column("Version of solieu.")]
    code_hash: Annotated[str, Column("Hash of code and rules.")]
    documents: Annotated[int, Column("Documents.")]
    documents_failed: Annotated[int, Column("Documents with status failed.")]
    mentions: Annotated[int, Column("Numbers printed.")]
    facts: Annotated[int, Column("Facts.")]
    checks: Annotated[int, Column("Checks made.")]
    findings: Annotated[int, Column("Checks inconsistent, or of severity minor and above.")]
