"""A report as what any container is set from: letterhead, lines of runs, tables; nothing of how a tool would cut it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from corpus.samples.model import (
    Appendix,
    Block,
    Footnote,
    Heading,
    Inline,
    PageEnd,
    Paragraph,
    Report,
    Style,
    Styled,
    Table,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one face."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a centred line of a title or a signature."""

    runs: Runs
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns side by side, as above a report."""

    left: tuple[Runs, ...]
    right: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table with one header row; `title` names its sheet in a workbook."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def widths(self) -> tuple[int, ...]:
        """How wide the columns are beside each other: by their longest word, and by the longest of their texts."""
        columns = zip(self.header, *self.rows, strict=True)
        return tuple(max(*map(_longest_word, texts), max(map(len, texts)) // 3, 3) for texts in columns)


@dataclass(frozen=True, slots=True)
class NewPage:
    """Where an appendix begins."""


Piece: TypeAlias = "Line | Pair | Grid | NewPage"


def pieces_of(report: Report) -> tuple[Piece, ...]:
    """The report from letterhead to appendices."""
    return tuple(_pieces(report))


def _pieces(report: Report) -> Iterator[Piece]:
    office = tuple(_runs(Styled(Style.BOLD, line)) for line in report.letterhead.office)
    state = tuple(_runs(Styled(Style.BOLD, line)) for line in report.letterhead.state)
    symbol = (Run(f"Số: {report.symbol.strip() or ''}"),)
    yield Pair((*office, symbol), (*state, _runs(Styled(Style.ITALIC, report.place_and_date))))
    yield Line((Run(report.type_line, is_bold=True),), is_centred=True)
    yield from (Line(_runs(Styled(Style.BOLD, line)), is_centred=True) for line in report.title)
    for block in report.blocks:
        yield from _block(block)
    signature = report.signature
    recipients = ((Run("Nơi nhận:", is_italic=True),), *((Run("- "), *_runs(name)) for name in signature.recipients))
    signed = tuple((Run(line, is_bold=True),) for line in (*signature.authority, signature.name))
    yield Pair(recipients, signed)
    for appendix in report.appendices:
        yield from _appendix(appendix)


def _appendix(appendix: Appendix) -> Iterator[Piece]:
    yield NewPage()
    yield from (Line(_runs(line), is_centred=True) for line in appendix.title)
    for block in appendix.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Piece]:
    if isinstance(block, Heading):
        content = block.content if block.style is None else Styled(block.style, block.content)
        yield Line((Run(f"{block.number} ", is_bold=block.style is Style.BOLD), *_runs(content)))
    elif isinstance(block, Paragraph):
        bullet = (Run(f"{block.bullet} "),) if block.bullet else ()
        yield Line((*bullet, *_runs(block.content)))
    elif isinstance(block, Footnote):
        yield Line((Run(f"{block.mark} "), *_runs(block.content)))
    elif isinstance(block, Table):
        yield _grid(block)
    elif not isinstance(block, PageEnd):
        raise TypeError(f"no way to set {type(block).__name__}")


def _grid(table: Table) -> Grid:
    rows = tuple(
        tuple(" ".join(filter(None, (_words(cell.content), cell.rest))) for cell in row.cells) for row in table.rows
    )
    return Grid(re.sub(r"[\[\]:*?/\\]", "", table.title)[:31], table.header, rows)


def _runs(content: Inline, is_bold: bool = False, is_italic: bool = False) -> Runs:
    if isinstance(content, str):
        return (Run(content, is_bold, is_italic),)
    if isinstance(content, Styled):
        is_bold, is_italic = is_bold or content.style is Style.BOLD, is_italic or content.style is Style.ITALIC
        return _runs(content.content, is_bold, is_italic)
    return tuple(run for part in content.parts for run in _runs(part, is_bold, is_italic))


def _words(content: Inline) -> str:
    return words_of(_runs(content))


def words_of(runs: Runs) -> str:
    """The words of runs, without their faces."""
    return "".join(run.text for run in runs)


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)
