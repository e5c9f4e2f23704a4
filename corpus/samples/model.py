"""A report as a typed model, independent of the container it is set in (text, PDF, Word, workbook, scan).

What a run of words states is carried by the run itself (`Mark.truths`), so truth and text cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from corpus.samples.truth import Truth


class Style(StrEnum):
    """Emphasis; a text may show remains of it."""

    BOLD = "bold"
    ITALIC = "italic"


class Look(StrEnum):
    """How a table comes out as text."""

    TABS = "tabs"
    FLATTENED = "flattened"


class LetterheadLook(StrEnum):
    """What became of the two columns above a report."""

    SIDE_BY_SIDE = "side_by_side"
    ONE_UNDER_THE_OTHER = "one_under_the_other"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of words and what it states."""

    parts: tuple[Inline, ...]
    truths: tuple[Truth, ...] = ()


@dataclass(frozen=True, slots=True)
class Styled:
    """An emphasised run."""

    style: Style
    content: Inline


Inline: TypeAlias = "str | Mark | Styled"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number as printed: I. or 1. or a)."""

    number: str
    content: Inline
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a bullet where `bullet` is '-', '+' or '*'."""

    content: Inline
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote as it fell between the paragraphs, with its mark."""

    mark: str
    content: Inline


@dataclass(frozen=True, slots=True)
class PageEnd:
    """The end of a page, with the number printed there, if any."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `rest` is what a page end pushed to the next page, `value` its number where it has one."""

    content: Inline = ""
    value: Decimal | None = None
    rest: str = ""


class RowKind(StrEnum):
    """What a table row is."""

    GROUP = "group"
    DATA = "data"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    MAXIMUM = "maximum"


@dataclass(frozen=True, slots=True)
class Row:
    """A table row and what it states as a whole."""

    kind: RowKind
    cells: tuple[Cell, ...]
    truths: tuple[Truth, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class TableCheck:
    """A relation that runs through a table, with the rows that break it: (row, stated, expected)."""

    relation: str
    n_checked: int
    failures: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; after the rows in `page_ends` a page ends and the header is printed again."""

    table_id: str
    title: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    checks: tuple[TableCheck, ...]
    look: Look = Look.TABS
    page_ends: tuple[int, ...] = ()
    name_width: int = 38


Block: TypeAlias = Heading | Paragraph | Footnote | PageEnd | Table


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The two columns above a report: the office, and the name of the state."""

    office: tuple[str, ...]
    state: tuple[str, ...] = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and who receives the report."""

    authority: tuple[str, ...]
    name: str
    recipients: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix with its title lines."""

    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the report is, as gold says it."""

    title: str
    number_symbol: str
    issuing_body: str
    admin_unit: str
    admin_level: str
    province: str
    issue_date: str
    period: str
    period_start: str
    period_end: str
    signer: str
    doc_type: str = "bao_cao"


@dataclass(frozen=True, slots=True)
class TextHabit:
    """How the report comes out as text: what one tool or another leaves of a page."""

    width: int | None = None
    line_gap: str = "\n"
    block_gap: str = "\n\n"
    letterhead: LetterheadLook = LetterheadLook.ONE_UNDER_THE_OTHER
    bold: tuple[str, str] = ("", "")
    italic: tuple[str, str] = ("", "")
    line_end: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One report."""

    name: str
    subject: str
    metadata: Metadata
    letterhead: Letterhead
    symbol: str
    place_and_date: Inline
    type_line: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    signature: Signature
    appendices: tuple[Appendix, ...] = ()
    text_habit: TextHabit = field(default_factory=TextHabit)
    traps: tuple[str, ...] = ()
