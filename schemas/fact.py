"""Figures as facts: what, where, when, unit, role, source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from schemas.columns import Column


class Scope(StrEnum):
    """The level of administration a figure covers."""

    CAP_TINH = "cap_tinh"
    CAP_HUYEN = "cap_huyen"
    CAP_XA = "cap_xa"
    THON_BAN = "thon_ban"
    TOAN_DIA_BAN = "toan_dia_ban"


class Role(StrEnum):
    """What a figure is in the report."""

    ACTUAL = "actual"
    TARGET = "target"
    BASELINE = "baseline"
    MAXIMUM = "maximum"


class PeriodKind(StrEnum):
    """A flow over a period, a stock at its end, or a running total."""

    FLOW = "flow"
    STOCK = "stock"
    CUMULATIVE = "cumulative"


class Measure(StrEnum):
    """What kind of quantity a fact states."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    RATIO = "ratio"
    SCORE = "score"
    CHANGE = "change"
    RANK = "rank"


class ValueSource(StrEnum):
    """Whether the value is printed or follows from its operands."""

    PRINTED = "printed"
    COMPUTED = "computed"


class Qualifier(StrEnum):
    """The printed word that widens a figure."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    APPROXIMATE = "approximate"
    ESTIMATED = "estimated"


class Direction(StrEnum):
    """The direction of a change."""

    UP = "up"
    DOWN = "down"


class FactMentionRole(StrEnum):
    """What a number does in a fact."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    PERCENT = "percent"
    BASE = "base"
    REMAINDER = "remainder"


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of one quantity, complete enough to be read alone."""

    fact_id: Annotated[str, Column("Identifier from document, place in the text and measure.")]
    document_id: Annotated[str, Column("The document (documents.document_id).")]
    page: Annotated[int, Column("Page of the quote.")]
    char_start: Annotated[int, Column("Start of the quote in pages.text.")]
    char_end: Annotated[int, Column("End of the quote in pages.text, exclusive.")]
    quote: Annotated[str, Column("Exactly that span: the shortest run with the main number and what says it.")]
    label: Annotated[str | None, Column("What is measured, in the document's words, complete enough to be read alone.")]
    measure: Annotated[Measure, Column("Kind of quantity.")]
    value: Annotated[
        Decimal | None, Column("The value in its unit; of a ratio, the printed percent or 100*numerator/denominator.")
    ]
    value_source: Annotated[ValueSource, Column("printed, or computed from operands.")]
    unit: Annotated[str | None, Column("The noun counted, abbreviations expanded, no classifier; đồng; %.")]
    role: Annotated[Role, Column("Result, target, baseline or maximum.")]
    qualifier: Annotated[Qualifier, Column("After the printed word; exact where none stands.")]
    rule: Annotated[str, Column("The rule that built the fact.")]
    unit_printed: Annotated[str | None, Column("The unit as printed.")] = None
    decimals: Annotated[int | None, Column("Decimals of the printed value; NULL where it is computed.")] = None
    numerator: Annotated[Decimal | None, Column("Numerator of a ratio.")] = None
    denominator: Annotated[Decimal | None, Column("Denominator of a ratio.")] = None
    percent: Annotated[Decimal | None, Column("The printed percent of a ratio.")] = None
    derived: Annotated[
        bool, Column("True where an operand was computed, as 176 from '99,4 %, còn 01/177 chưa có'.")
    ] = False
    direction: Annotated[Direction | None, Column("Direction of a change.")] = None
    base_value: Annotated[Decimal | None, Column("The value a change starts from.")] = None
    base_period: Annotated[str | None, Column("The period a change is measured against, as a period label.")] = None
    indicator_id: Annotated[str | None, Column("The indicator (indicators.indicator_id), where it is certain.")] = None
    indicator_score: Annotated[
        Decimal | None, Column("How well the label names the indicator, 0 to 1; NULL where none is linked.")
    ] = None
    place_id: Annotated[str | None, Column("The administrative place the figure is about (places.place_id).")] = None
    entity: Annotated[str | None, Column("School, office, sector or village it is about, as printed.")] = None
    entity_kind: Annotated[str | None, Column("What the entity is: school, office, commune, village, sector, ...")] = (
        None
    )
    scope: Annotated[Scope | None, Column("Level of administration covered.")] = None
    period_start: Annotated[date | None, Column("First day covered.")] = None
    period_end: Annotated[date | None, Column("Last day covered, or the day of a stock.")] = None
    period_kind: Annotated[PeriodKind | None, Column("flow, stock or cumulative.")] = None
    period_label: Annotated[str | None, Column("2023, 2023-11T (to the end of), 2023Q1, ...")] = None
    section: Annotated[str | None, Column("Path of headings, joined with ' > '.")] = None
    table_id: Annotated[str | None, Column("The table it stands in (table_cells.table_id).")] = None
    row: Annotated[int | None, Column("Row in that table.")] = None
    col: Annotated[int | None, Column("Column of its main number in that table.")] = None
    confidence: Annotated[Decimal | None, Column("0 to 1, by the rule and the evidence around.")] = None


@dataclass(frozen=True, slots=True)
class FactMention:
    """A number serving a fact."""

    fact_id: Annotated[str, Column("The fact (facts.fact_id).")]
    mention_id: Annotated[str, Column("The number (mentions.mention_id).")]
    role: Annotated[FactMentionRole, Column("What the number does in the fact.")]
    position: Annotated[int, Column("Order among the fact's numbers, from 0.")]
