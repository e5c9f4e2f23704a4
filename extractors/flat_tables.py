"""Tables flattened to words by a conversion: a row number, a name over one or more lines, then its values.

The rows are known by their running numbers, by groups in Roman numerals and by the total at the end; the number of
columns by the runs of values that most rows end in. Two blanks between values mark an empty cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractors.lines import Line
from extractors.raw_table import RawCell, RawRow, RawTable, begins_header, is_value, read_roman
from extractors.rules_compiled import CompiledRules
from extractors.text import DocumentText, Span

_FIRST_TOKEN = regex.compile(r"(\S+)(?:\s+|$)")
_TOKEN = regex.compile(r"\S+")
_ENDS = regex.compile(r"(?:PHỤ LỤC|Nơi nhận|[-+•*]\s|Phụ lục|Biểu\s|BIỂU\s|Ghi chú:|\(?Kèm theo)")
_LETTER_MARK = regex.compile(r"[A-E]\.?")
_SUB_MARK = regex.compile(r"(\d{1,2})\.(\d{1,2})(\.?)")
# What stands for no value.
_BLANKS = frozenset({"-", "–", "—", "x", "X", "…", "..."})
_HEADING = regex.compile(r"[IVX]{1,5}\.\s|\d{1,2}(?:\.\d{1,2})+\.?\s+\p{Lu}")
# A region with fewer rows is prose with numbered lines.
_MIN_ROWS = 3
# Words behind the values of fewer rows than this are remains of the conversion, not a column of notes.
_MIN_NOTE_SHARE = 0.2
_MAX_HEADER_LINES = 40
_MAX_HEADER_LINE = 50
# Fewer values on a line of their own may be anything.
_MIN_LONE_VALUES = 4
# Rows without numbers need as many values to be told from a list.
_MIN_PLAIN_VALUES = 3
_MAX_NAME_WORDS = 10
_VALUE_ENDS = tuple("0123456789%đ-–—xX….")


@dataclass(frozen=True, slots=True)
class _Row:
    """The lines of one row, with the number or Roman numeral it begins with."""

    mark: Span | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Region:
    """A flattened table: the lines of its header and its rows."""

    header: tuple[Line, ...]
    rows: tuple[_Row, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of values in a row: tokens of one line."""

    line: int
    tokens: tuple[Span, ...]


def find_flat_tables(lines: Sequence[Line], whole: DocumentText, rules: CompiledRules) -> Iterator[RawTable]:
    """The flattened tables among lines that are no tab-separated rows."""
    index = 0
    while index < len(lines):
        if not begins_header(lines[index].text):
            plain, end = _read_plain_rows(lines, index, whole)
            yield from [plain] if plain else _read_value_line(lines, index, whole)
            index = end
            continue
        region, end = _read_region(lines, index, rules)
        table = _build_table(region, whole) if region else None
        if table:
            yield table
        index = max(end, index + 1)


def _read_region(lines: Sequence[Line], start: int, rules: CompiledRules) -> tuple[_Region | None, int]:
    first = _find_first_row(lines, start)
    if first is None:
        return None, start + 1
    header = tuple(lines[start:first])
    known = {word for line in header for word in line.text.casefold().split()}
    reader = _RowReader(known, rules)
    index = first
    while index < len(lines) and reader.accept(lines[index], lines[index + 1].text if index + 1 < len(lines) else ""):
        index += 1
    rows = tuple(reader.finish())
    return (_Region(header, rows) if len(rows) >= _MIN_ROWS else None), index


def _find_first_row(lines: Sequence[Line], start: int) -> int | None:
    """The first line that begins with 1, I or A and is no row of column numbers."""
    for index in range(start + 1, min(start + _MAX_HEADER_LINES, len(lines))):
        tokens = lines[index].text.split()
        if tokens[0] in ("1", "I", "A", "I.", "1.") and tokens[1:2] != ["2"] and tokens[1:2] != ["B"]:
            return index
    return None


class _RowReader:
    """Takes lines one by one and cuts them into rows at the marks that follow one another."""

    def __init__(self, header: set[str], rules: CompiledRules) -> None:
        self._header = header
        self._total = rules.cue_starts["TOTAL_ROW"]
        self._rows: list[_Row] = []
        self._mark: Span | None = None
        self._lines: list[Line] = []
        self._is_total = rules.cue_wholes["TOTAL_ROW"]
        self._letter = ""
        self._number = 0
        self._sub_number = 0
        self._roman = 0
        self._in_header = False
        self._in_total = False
        self._is_done = False

    def accept(self, line: Line, following: str) -> bool:
        """Whether the line belongs to the table; `following` is the one behind it."""
        text = line.text.strip()
        if self._in_total and is_value(text) and len(self._lines) <= _count_value_lines(self._rows[-1]):
            self._lines.append(line)
            return True
        if self._is_done:
            return False
        if begins_header(text):
            self._in_header = True
            return True
        token = _FIRST_TOKEN.match(text)
        mark = token[1] if token else ""
        if not (text == mark and is_value(following)) and self._starts_row(mark, text):
            self._in_header = False
            self._begin(line, len(mark), mark)
            return True
        if self._in_header and self._header.issuperset(text.casefold().split()):
            return True
        self._in_header = False
        return self._go_on(line, text)

    def finish(self) -> list[_Row]:
        """All rows."""
        self._close()
        return self._rows

    def _starts_row(self, mark: str, text: str) -> bool:
        plain = mark.rstrip(".")
        if plain.isdecimal():
            rest = text[len(mark) :].split()
            return int(plain) in (self._number + 1, 1) and not (rest and rest[0] in ("%", "tháng", "năm"))
        if _SUB_MARK.fullmatch(mark):
            return self._starts_sub_row(mark, text)
        roman = read_roman(plain)
        if roman is not None and roman == self._roman + 1 and not mark.endswith(")"):
            return True
        follows = chr(ord(self._letter) + 1) if self._letter else "A"
        return bool(_LETTER_MARK.fullmatch(mark)) and plain == follows and (bool(self._letter) or not self._rows)

    def _starts_sub_row(self, mark: str, text: str) -> bool:
        """Whether 2.3 follows 2 or 2.2; with a full stop behind it is a heading unless values stand in its line."""
        found = _SUB_MARK.fullmatch(mark)
        number, sub, stop = (int(found[1]), int(found[2]), found[3]) if found else (0, 0, "")
        follows = number == self._number and sub in (self._sub_number + 1, 1)
        return follows and text != mark and (not stop or is_value(text.rsplit(maxsplit=1)[-1]))

    def _begin(self, line: Line, mark_length: int, mark: str) -> None:
        self._close()
        plain = mark.rstrip(".")
        sub = _SUB_MARK.fullmatch(mark)
        self._sub_number = int(sub[2]) if sub else 0
        if plain.isdecimal():
            self._number = int(plain)
        elif not sub and read_roman(plain) == self._roman + 1:
            self._roman, self._number = self._roman + 1, 0
        elif not sub:
            self._letter, self._roman, self._number = plain, 0, 0
        start = line.span.start
        self._mark = Span(start, start + mark_length)
        self._lines = [line]

    def _go_on(self, line: Line, text: str) -> bool:
        if self._total.match(text) and is_value(text.rsplit(maxsplit=1)[-1]):
            self._close()
            self._mark, self._lines = None, [line]
            self._is_done = self._roman > 0 or self._number > 1
            return True
        if self._lines and self._is_total.fullmatch(text) and is_value(self._lines[-1].text):
            self._close()
            self._mark, self._lines = None, [line]
            self._is_done = self._in_total = True
            return True
        if _ENDS.match(text) or _HEADING.match(text) or _is_capitals(text) or not self._lines:
            return False
        self._lines.append(line)
        return True

    def _close(self) -> None:
        if self._lines:
            self._rows.append(_Row(self._mark, tuple(self._lines)))
        self._mark, self._lines = None, []


def _count_value_lines(row: _Row) -> int:
    return sum(is_value(line.text) for line in row.lines[1:])


def _is_capitals(text: str) -> bool:
    words = [word for word in text.split() if any(c.isalpha() for c in word)]
    return len(words) >= 3 and text.upper() == text


def _build_table(region: _Region, whole: DocumentText) -> RawTable | None:
    runs = [_find_runs(row, whole) for row in region.rows]
    width = _count_columns(runs)
    rows = [
        built for row, found in zip(region.rows, runs, strict=True) for built in _build_rows(row, found, width, whole)
    ]
    if not rows:
        return None
    columns = max(len(row.cells) for row in rows)
    noted = sum(len(row.cells) == width + 3 and row.cells[-1] is not None for row in rows)
    if columns == width + 3 and noted < _MIN_NOTE_SHARE * len(rows):
        rows, columns = [RawRow(row.cells[: width + 2], is_header=False) for row in rows], width + 2
    header = _build_header(region.header, width, columns, whole)
    return RawTable((header, *(RawRow((*r.cells, *(None,) * (columns - len(r.cells))), False) for r in rows)))


def _find_runs(row: _Row, whole: DocumentText) -> tuple[_Run, ...]:
    """Every run of values in the row; the row number is none of them."""
    runs: list[_Run] = []
    tokens: list[Span] = []
    first = 0
    for index, line in enumerate(row.lines):
        for match in _TOKEN.finditer(line.text):
            span = Span(line.span.start + match.start(), line.span.start + match.end())
            if span == row.mark:
                continue
            if is_value(match[0]) or match[0] in _BLANKS:
                first = first if tokens else index
                tokens.append(span)
                continue
            runs.append(_Run(first, tuple(tokens)))
            tokens = []
    runs.append(_Run(first, tuple(tokens)))
    return tuple(run for run in runs if any(is_value(whole.text_of(token)) for token in run.tokens))


def _count_columns(runs: Sequence[Sequence[_Run]]) -> int:
    """How many values most rows end in; 0 for a table of words."""
    lengths = Counter(max(len(run.tokens) for run in row) for row in runs if row)
    if not lengths or sum(lengths.values()) < 0.5 * len(runs):
        return 0
    return max(lengths, key=lambda length: (lengths[length], length))


def _build_rows(row: _Row, runs: Sequence[_Run], width: int, whole: DocumentText) -> Iterator[RawRow]:
    """One row, or several where a numbered row has sub-rows with values of their own."""
    mark = RawCell((row.mark,)) if row.mark else None
    full = [run for run in runs if width and len(run.tokens) >= max(1, width - 1 if width > 2 else width)]
    full = list({run.line: run for run in full}.values())  # of a line's runs the last: a cell lies in one row only
    short = [run for run in runs if width and not full and len(run.tokens) * 2 >= width]
    chosen = full or short[-1:]
    if not chosen:
        yield RawRow((mark, _words(row, 0, 0, None, whole)), is_header=False)
        return
    yield from _build_value_rows(row, chosen, mark, width, whole)


def _build_value_rows(
    row: _Row, runs: Sequence[_Run], mark: RawCell | None, width: int, whole: DocumentText
) -> Iterator[RawRow]:
    previous_end = row.mark.end if row.mark else row.lines[0].span.start
    first_line = row.lines[runs[0].line].span.start
    parent = _between(row, previous_end, first_line, whole)
    if len(runs) > 1 and parent and _between(row, first_line, runs[0].tokens[0].start, whole):
        yield RawRow((mark, parent), is_header=False)
        mark, previous_end = None, first_line
    for order, run in enumerate(runs):
        line_start = row.lines[run.line].span.start
        label_start = previous_end if order == 0 else max(previous_end, line_start)
        tokens = run.tokens[-width:] if len(run.tokens) > width else run.tokens
        following = row.lines[runs[order + 1].line].span.start if order + 1 < len(runs) else row.lines[-1].span.end
        label = _between(row, label_start, tokens[0].start, whole)
        note = _between(row, tokens[-1].end, following, whole)
        values = _align(tokens, width, whole)
        yield RawRow((mark if order == 0 else None, label, *values, note), is_header=False)
        previous_end = following


def _align(tokens: Sequence[Span], width: int, whole: DocumentText) -> list[RawCell | None]:
    """The values in their columns; where some are blank, two blanks between values say where."""
    if len(tokens) == width:
        return [RawCell((token,)) for token in tokens]
    cells: list[RawCell | None] = []
    for order, token in enumerate(tokens):
        gap = whole.full[tokens[order - 1].end : token.start] if order else " "
        cells.extend(None for _ in range(len(gap) - 1))
        cells.append(RawCell((token,)))
    has_gap = len(cells) > len(tokens)
    if has_gap and len(cells) <= width:
        return cells + [None] * (width - len(cells))
    return [None] * width


def _words(row: _Row, start: int, end: int, stop: int | None, whole: DocumentText) -> RawCell | None:
    return _between(row, row.mark.end if row.mark else row.lines[0].span.start, row.lines[-1].span.end, whole)


def _between(row: _Row, start: int, end: int, whole: DocumentText) -> RawCell | None:
    """The words of the row between two offsets, a part a line."""
    parts = []
    for line in row.lines:
        first, last = max(start, line.span.start), min(end, line.span.end)
        text = whole.full[first:last] if last > first else ""
        if text.strip():
            left = first + len(text) - len(text.lstrip())
            parts.append(Span(left, left + len(text.strip())))
    return RawCell(tuple(parts)) if parts else None


def _build_header(lines: Sequence[Line], width: int, columns: int, whole: DocumentText) -> RawRow:
    """The header cut into columns where its capitals allow exactly that many, else the whole in the name column."""
    words = list(_header_words(lines))
    named = columns - 2
    for wanted in (named, width):
        groups = _group_header(words)
        if width and len(groups) >= wanted > 0 and len(groups) - wanted <= 2:
            return _named_header(words, groups, len(groups) - wanted, columns)
    parts = tuple(line.span for line in lines)
    return RawRow((None, RawCell(parts), *(None,) * (columns - 2)), is_header=True)


def _read_plain_rows(lines: Sequence[Line], start: int, whole: DocumentText) -> tuple[RawTable | None, int]:
    """Rows without numbers, each a name and equally many values, under a header with a capital for each column."""
    if start + 1 == len(lines) or not lines[start + 1].text.endswith(_VALUE_ENDS):
        return None, start + 1
    groups = _plain_header(lines[start].text)
    end = start + 1
    count = len(groups) - 1
    while count > 0 and end < len(lines) and _count_values(lines[end].text) == count:
        end += 1
    if count < _MIN_PLAIN_VALUES or end - start <= _MIN_ROWS:
        return None, start + 1
    header = [RawCell((_shift(span, lines[start]),)) for span in groups]
    rows = [_read_plain_row(line, count) for line in lines[start + 1 : end]]
    return RawTable((RawRow(tuple(header), is_header=True), *rows)), end


def _plain_header(text: str) -> list[Span]:
    """The columns of a header line, each from a capital on; none where it is a sentence or has numbers."""
    if len(text) > 3 * _MAX_HEADER_LINE or any(c.isdigit() for c in text) or text[-1:] in ".;:!?,":
        return []
    starts = [m.start() for m in _TOKEN.finditer(text) if m[0][0].isupper() and not (len(m[0]) > 1 and m[0].isupper())]
    if not starts or starts[0] != 0:
        return []
    return [Span(a, a + len(text[a:b].rstrip())) for a, b in pairwise([*starts, len(text)])]


def _count_values(text: str) -> int:
    """How many values a line ends in, 0 unless a name of a few words stands before them."""
    words = text.split()
    first = len(words)
    while first and (is_value(words[first - 1]) or words[first - 1] in _BLANKS):
        first -= 1
    is_name = 0 < first <= _MAX_NAME_WORDS and text[0].isalpha() and words[first - 1][-1] not in ".;:!?,"
    return len(words) - first if is_name and not any(is_value(word) for word in words[:first]) else 0


def _read_plain_row(line: Line, count: int) -> RawRow:
    tokens = list(_TOKEN.finditer(line.text))
    name = Span(0, tokens[-count - 1].end())
    spans = [name, *(Span(m.start(), m.end()) for m in tokens[-count:])]
    return RawRow(tuple(RawCell((_shift(span, line),)) for span in spans), is_header=False)


def _shift(span: Span, line: Line) -> Span:
    return Span(line.span.start + span.start, line.span.start + span.end)


def _read_value_line(lines: Sequence[Line], index: int, whole: DocumentText) -> Iterator[RawTable]:
    """A line of values alone under the words of its columns: a table of one row."""
    if not lines[index].text.endswith(_VALUE_ENDS):
        return
    tokens = [
        Span(lines[index].span.start + m.start(), lines[index].span.start + m.end())
        for m in _TOKEN.finditer(lines[index].text)
    ]
    if len(tokens) < _MIN_LONE_VALUES or not all(is_value(word) for word in lines[index].text.split()):
        return
    first = index
    while first > 0 and _is_header_line(lines[first - 1].text) and index - first < _MAX_HEADER_LINES:
        first -= 1
    groups = [list(group) for group in _split_at_capitals(list(_header_words(lines[first:index])))]
    if not len(tokens) <= len(groups) <= 2 * len(tokens):
        return
    extra = len(groups) - len(tokens)
    above, columns = groups[:extra], [RawCell(tuple(group)) for group in groups[extra:]]
    headers = [RawRow((RawCell(tuple(span for group in above for span in group)), *columns), is_header=True)]
    if _repeats(columns, extra, whole):
        each = len(columns) // extra
        spread = (RawCell(tuple(above[place // each])) for place in range(len(columns)))
        headers = [RawRow((None, *spread), is_header=True), RawRow((None, *columns), is_header=True)]
    yield RawTable((*headers, RawRow((None, *(RawCell((token,)) for token in tokens)), is_header=False)))


def _repeats(columns: Sequence[RawCell], blocks: int, whole: DocumentText) -> bool:
    """Whether the same columns stand several times side by side: below as many groups (Số giao dịch, Số tiền)."""
    names = [" ".join(whole.text_of(span) for span in column.parts).casefold() for column in columns]
    each = len(names) // blocks if blocks > 1 and len(names) % blocks == 0 else 0
    return each > 1 and names == names[:each] * blocks


def _is_header_line(text: str) -> bool:
    return (
        len(text) <= _MAX_HEADER_LINE
        and not _ENDS.match(text)
        and not any(c.isdigit() for c in text)
        and text.strip()[-1:] not in ".;:!?"
    )


def _header_words(lines: Sequence[Line]) -> Iterator[tuple[Span, bool]]:
    """The words of the header with whether a column may begin there."""
    for line in lines:
        for match in _TOKEN.finditer(line.text):
            word = match[0]
            is_capital = word[0].isupper() and (match.start() == 0 or (len(word) > 1 and not word.isupper()))
            yield Span(line.span.start + match.start(), line.span.start + match.end()), is_capital


def _group_header(words: Sequence[tuple[Span, bool]]) -> list[list[Span]]:
    return _split_at_capitals(words[2:])


def _split_at_capitals(words: Sequence[tuple[Span, bool]]) -> list[list[Span]]:
    groups: list[list[Span]] = []
    for span, begins in words:
        if begins or not groups:
            groups.append([])
        groups[-1].append(span)
    return groups


def _named_header(words: Sequence[tuple[Span, bool]], groups: list[list[Span]], extra: int, columns: int) -> RawRow:
    ordinal = RawCell((words[0][0],))
    name_parts = tuple(span for span, _ in words[1:2]) + tuple(span for group in groups[:extra] for span in group)
    named: list[RawCell | None] = [RawCell(tuple(group)) for group in groups[extra:]]
    cells = [ordinal, RawCell(name_parts), *named]
    return RawRow(tuple((cells + [None] * columns)[:columns]), is_header=True)
