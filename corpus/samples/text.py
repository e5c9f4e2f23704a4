"""Setting a report as plain text, the way tools leave it, and knowing where each marked run ended up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.samples.model import (
    Appendix,
    Block,
    Footnote,
    Heading,
    Inline,
    LetterheadLook,
    Look,
    Mark,
    PageEnd,
    Paragraph,
    Report,
    Row,
    Style,
    Styled,
    Table,
    TextHabit,
)
from corpus.samples.truth import NotFact

FIRST_SIGN = 0xE000
SIGN = re.compile("[\ue000-\uf8ff]")
RIGHT_COLUMN = 44


@dataclass(frozen=True, slots=True)
class Placed:
    """A marked run and its offsets in the text (half-open, code points)."""

    mark: Mark
    start: int
    end: int


def set_text(report: Report) -> tuple[str, tuple[Placed, ...]]:
    """The report as text, ending in a newline, and every mark with its place in it."""
    typesetter = _Typesetter(report.text_habit)
    signed = typesetter.report(report)
    return _take_signs_out(signed, typesetter.marks)


@dataclass(slots=True)
class _Typesetter:
    """Turns a model into text in which private-use signs stand around each mark."""

    habit: TextHabit
    marks: list[Mark] = field(default_factory=list)

    def report(self, report: Report) -> str:
        blocks = [
            *self.letterhead(report),
            self.habit.line_gap.join([report.type_line, *(self.lines(line) for line in report.title)]),
            *(self.block(block) for block in report.blocks),
            *self.signature(report),
            *(part for appendix in report.appendices for part in self.appendix(appendix)),
        ]
        text = self.habit.block_gap.join(blocks)
        return "\n".join(line + self.habit.line_end for line in text.split("\n")) + "\n"

    def letterhead(self, report: Report) -> Iterator[str]:
        head = report.letterhead
        place = self.inline(report.place_and_date)
        symbol = f"Số: {report.symbol}"
        if self.habit.letterhead is LetterheadLook.SIDE_BY_SIDE:
            pairs = [*zip(head.office, head.state, strict=True), (symbol, place)]
            yield from (left.ljust(RIGHT_COLUMN) + right for left, right in pairs)
        elif self.habit.letterhead is LetterheadLook.ONE_UNDER_THE_OTHER:
            yield self.habit.line_gap.join([*head.office, symbol])
            yield self.habit.line_gap.join([*head.state, place])
        else:
            yield symbol
            yield place

    def signature(self, report: Report) -> Iterator[str]:
        signature = report.signature
        gap = self.habit.line_gap
        yield gap.join(["Nơi nhận:", *(f"- {self.inline(name)}" for name in signature.recipients)])
        yield self.styled(Style.BOLD, gap.join(signature.authority))
        yield self.styled(Style.BOLD, signature.name)

    def appendix(self, appendix: Appendix) -> Iterator[str]:
        yield self.habit.line_gap.join(self.inline(line) for line in appendix.title)
        yield from (self.block(block) for block in appendix.blocks)

    def block(self, block: Block) -> str:
        if isinstance(block, Heading):
            content = block.content if block.style is None else Styled(block.style, block.content)
            return self.wrap(f"{block.number} {self.inline(content)}")
        if isinstance(block, Paragraph):
            bullet = f"{block.bullet} " if block.bullet else ""
            return self.wrap(bullet + self.inline(block.content))
        if isinstance(block, Footnote):
            return self.wrap(f"{block.mark} {self.inline(block.content)}")
        if isinstance(block, PageEnd):
            return "" if block.number is None else self.inline(_page_number(block.number))
        return self.tabs(block) if block.look is Look.TABS else self.flattened(block)

    def inline(self, content: Inline) -> str:
        if isinstance(content, str):
            return content
        if isinstance(content, Styled):
            return self.styled(content.style, self.inline(content.content))
        inside = "".join(self.inline(part) for part in content.parts)
        return self.sign(content, inside) if content.truths else inside

    def styled(self, style: Style, text: str) -> str:
        before, after = self.habit.bold if style is Style.BOLD else self.habit.italic
        return before + text + after

    def sign(self, mark: Mark, text: str) -> str:
        opening, closing = self.signs(mark)
        return opening + text + closing

    def signs(self, mark: Mark) -> tuple[str, str]:
        code = FIRST_SIGN + 2 * len(self.marks)
        self.marks.append(mark)
        return chr(code), chr(code + 1)

    def lines(self, content: Inline) -> str:
        return self.wrap(self.inline(content))

    def wrap(self, text: str) -> str:
        if self.habit.width is None:
            return text
        return self.habit.line_gap.join(_wrap(text.split(" "), self.habit.width))

    def tabs(self, table: Table) -> str:
        header = "\t".join(table.header)
        lines = [header]
        for index, row in enumerate(table.rows):
            lines.append("\t".join(self.cells(row)))
            if index in table.page_ends:
                lines += ["", header, *_rests(row)]
        return "\n".join(lines)

    def flattened(self, table: Table) -> str:
        header = [" ".join(line) for line in _header_lines(table.header)]
        lines = list(header)
        for index, row in enumerate(table.rows):
            lines += self.flattened_row(row, table.name_width)
            if index in table.page_ends:
                lines += header
        return self.habit.line_gap.join(lines)

    def flattened_row(self, row: Row, width: int) -> list[str]:
        number, name, *numbers = self.cells(row)
        name_lines = _wrap(name.split(" "), width)
        tail = " ".join(numbers)
        if len(name_lines) == 1:
            return [" ".join(part for part in (number, name, tail) if part)]
        return [*([number] if number else []), *name_lines, tail]

    def cells(self, row: Row) -> list[str]:
        cells = [self.inline(cell.content) for cell in row.cells]
        if row.truths:
            filled = [index for index, cell in enumerate(cells) if cell]
            opening, closing = self.signs(Mark((), row.truths))
            cells[filled[0]] = opening + cells[filled[0]]
            cells[filled[-1]] += closing
        return cells


def _page_number(number: int) -> Mark:
    return Mark((str(number),), (NotFact(str(number), "page number"),))


def _rests(row: Row) -> list[str]:
    """The line a page end leaves of a row that was cut."""
    rests = [cell.rest for cell in row.cells]
    return ["\t".join(rests)] if any(rests) else []


def _header_lines(header: Iterable[str]) -> list[list[str]]:
    """A header as PDF-to-text tools give it: a few words on a line."""
    first, *others = header
    words = [first, *(word for title in others for word in title.split(" "))]
    return [words[start : start + 5] for start in range(0, len(words), 5)]


def _wrap(words: list[str], width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and len(SIGN.sub("", longer)) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def _take_signs_out(signed: str, marks: list[Mark]) -> tuple[str, tuple[Placed, ...]]:
    letters: list[str] = []
    ends: dict[int, int] = {}
    for letter in signed:
        if SIGN.match(letter):
            ends[ord(letter) - FIRST_SIGN] = len(letters)
        else:
            letters.append(letter)
    placed = (Placed(mark, ends[2 * index], ends[2 * index + 1]) for index, mark in enumerate(marks))
    return "".join(letters), tuple(sorted(placed, key=lambda p: (p.start, -p.end)))
