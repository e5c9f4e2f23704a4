"""A text, Word file or workbook set as pages of a PDF: the words as read, every operand highlighted with its note.

The words go to Typst as data, so that nothing in a report is taken for markup; fonts come with Typst, none of the
machine's is used, and the same report gives the same bytes. What is marked is set as a link: the place of the link on
the page is the place of the words, for whatever line they broke on. The links then make room for the highlights.
"""

from __future__ import annotations

import io
import json
import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from pipeline import messages
from pipeline.audit.findings import Finding, Operand
from pipeline.audit.rows import Json
from pipeline.audit.sheets import Sheet, Table, find_windows
from pipeline.handover.notes import note_on
from pipeline.handover.pdf_notes import Highlight, annotate_pdf

WIDE_COLUMNS = 9
"""A table of more columns is set on pages turned by 90 degrees."""
SIZES = ((6, 11.0), (WIDE_COLUMNS, 9.5), (14, 8.0), (20, 6.5))
SMALLEST = 5.0
"""Points of the letters in a table, by the number of its columns."""
LONGEST_WORD = 36
"""Letters after which a word may break: wider than any, and Typst sets no run of 65,536 bytes."""
MAX_CELL_WEIGHT = 45
MAX_TITLE = 300
PAD = 0.8
SAME_LINE = 2.0
BLANK = 8.0
"""Points between two pieces of one operand on one line: at most a blank, and the padding of both."""
_LINE = re.compile(r"[^\n\f]+")
_UNBROKEN = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
_MARK = re.compile(r"mark:(\d+)")

Key = tuple[str, int]
Box = tuple[float, ...]
Span = tuple[int, int]


def set_report_as_pdf(path: str, sheets: Sequence[Sheet], findings: Sequence[Finding]) -> bytes:
    """The .pdf: pages in order, a highlight on every operand, the note of a finding on the number it accuses."""
    cuts = _Cuts(operand for finding in findings for operand in finding.operands)
    links, data = _take_links(_typeset(path, sheets, cuts))
    return annotate_pdf(data, list(_highlights(sheets, findings, cuts, links))).data


class _Cuts:
    """The text of each page cut where an operand begins or ends; the pieces inside one are numbered marks."""

    def __init__(self, operands: Iterable[Operand]) -> None:
        spans: dict[Key, set[Span]] = defaultdict(set)
        for operand in operands:
            spans[operand.document_id, operand.page].add((operand.start, operand.end))
        self._stops = {key: sorted({end for span in found for end in span}) for key, found in spans.items()}
        self._inside = {key: _join_spans(found) for key, found in spans.items()}
        self._marks: dict[Key, dict[int, int]] = defaultdict(dict)
        self._firsts: dict[Key, list[int]] = defaultdict(list)
        self._count = 0

    def spans(self, key: Key) -> Sequence[Span]:
        """The stretches of a page that operands cover."""
        return self._inside.get(key, [])

    def runs(self, sheet: Sheet, start: int, end: int) -> Sequence[Json]:
        """Pieces of a line: [words], or [words, number of the mark] inside an operand."""
        key = (sheet.document_id, sheet.page)
        stops = self._stops.get(key, [])
        inner = stops[bisect_right(stops, start) : bisect_left(stops, end)]
        ends = [start, *inner, end]
        return [self._run(key, sheet.text, first, last) for first, last in pairwise(ends)]

    def _run(self, key: Key, text: str, first: int, last: int) -> Json:
        inside = self.spans(key)
        before = bisect_right(inside, (first, len(text) + 1)) - 1
        if before < 0 or inside[before][1] < last:
            return [_soften(text[first:last])]
        insort(self._firsts[key], first)
        self._marks[key][first] = self._count
        self._count += 1
        return [_soften(text[first:last]), self._count - 1]

    def marks_of(self, operand: Operand) -> Sequence[int]:
        """Numbers of the pieces an operand was cut into; the text must have been cut."""
        key = (operand.document_id, operand.page)
        firsts = self._firsts[key]
        inside = firsts[bisect_left(firsts, operand.start) : bisect_left(firsts, operand.end)]
        return [self._marks[key][first] for first in inside]


def _join_spans(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _soften(words: str) -> str:
    """Words that may break after LONGEST_WORD letters."""
    return _UNBROKEN.sub(lambda match: f"{match[0]}\u200b", words.replace("\t", "    "))


def _typeset(path: str, sheets: Sequence[Sheet], cuts: _Cuts) -> bytes:
    import typst

    words: Mapping[str, Json] = {
        "title": _soften(path[:MAX_TITLE]),
        "note": _soften(messages.set_page_note(path[:MAX_TITLE])),
        "is_wide": any(_count_columns(table) > WIDE_COLUMNS for sheet in sheets for table in sheet.tables),
        "sheets": [_sheet_json(sheet, cuts) for sheet in sheets],
    }
    pdf = typst.compile(
        _read_template(),
        format="pdf",
        ignore_system_fonts=True,
        pdf_tags=False,  # they would point at the links that are taken out
        sys_inputs={"report": json.dumps(words, ensure_ascii=False)},
    )
    return bytes(pdf)


@cache
def _read_template() -> bytes:
    return (files("pipeline") / "handover" / "set_page.typ").read_bytes()


def _sheet_json(sheet: Sheet, cuts: _Cuts) -> Json:
    windows = find_windows(sheet.text, cuts.spans((sheet.document_id, sheet.page)))
    blocks = [block for start, end in windows for block in _blocks(sheet, start, end, cuts)]
    return {"name": messages.set_page_name(sheet.page), "blocks": blocks}


def _blocks(sheet: Sheet, start: int, end: int, cuts: _Cuts) -> Iterator[Json]:
    """Lines and tables between two places of a page."""
    reached = start
    for table in sheet.tables:
        if start <= table.start and table.end <= end:
            yield from _lines(sheet, reached, table.start, cuts)
            yield _table_json(sheet, table, cuts)
            reached = table.end
    yield from _lines(sheet, reached, end, cuts)


def _lines(sheet: Sheet, start: int, end: int, cuts: _Cuts) -> Iterator[Json]:
    for match in _LINE.finditer(sheet.text, start, end):
        if match[0].strip():
            yield {"line": cuts.runs(sheet, match.start(), match.end())}


def _count_columns(table: Table) -> int:
    return max(cell.col for cell in table.cells) + 1


def _table_json(sheet: Sheet, table: Table, cuts: _Cuts) -> Json:
    columns = _count_columns(table)
    rows = {row: place for place, row in enumerate(sorted({cell.row for cell in table.cells}))}
    parts: dict[Span, list[Json]] = defaultdict(list)
    headers: dict[Span, bool] = {}
    weights = [1] * columns
    for cell in table.cells:
        place = (rows[cell.row], cell.col)
        parts[place].append(cuts.runs(sheet, cell.start, cell.end))
        headers[place] = cell.is_header
        weights[cell.col] = max(weights[cell.col], _weigh(sheet.text[cell.start : cell.end]))
    size = next((size for most, size in SIZES if columns <= most), SMALLEST)
    cells: list[Json] = [
        {"row": place[0], "col": place[1], "is_header": headers[place], "parts": found}
        for place, found in sorted(parts.items())
    ]
    return {"size": size, "widths": weights, "cells": cells}


def _weigh(words: str) -> int:
    """How wide a column wants to be, in letters: its longest word, and a third of all its words."""
    longest = max(map(len, words.split()), default=1)
    return min(MAX_CELL_WEIGHT, max(longest + 1, len(words) // 3))


def _take_links(data: bytes) -> tuple[Mapping[int, Sequence[tuple[int, Box]]], bytes]:
    """Page and box, from the page's top left, of every mark; and the file without its links."""
    import pikepdf

    found: dict[int, list[tuple[int, Box]]] = defaultdict(list)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            height = float(page.mediabox[3])
            for link in page.obj.get("/Annots", ()):
                mark = _MARK.fullmatch(str(link.A.URI))
                left, bottom, right, top = map(float, link.Rect)
                if mark:
                    found[int(mark[1])].append((number, (left - PAD, height - top, right + PAD, height - bottom)))
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return found, out.getvalue()


def _highlights(
    sheets: Sequence[Sheet],
    findings: Sequence[Finding],
    cuts: _Cuts,
    links: Mapping[int, Sequence[tuple[int, Box]]],
) -> Iterator[Highlight]:
    shown = {(sheet.document_id, sheet.page) for sheet in sheets}
    for finding in findings:
        here = [operand for operand in finding.operands if (operand.document_id, operand.page) in shown]
        for operand, words, is_accused in note_on(finding, here):
            boxes = [box for mark in cuts.marks_of(operand) for box in links.get(mark, ())]
            for page, box in _join_lines(boxes):
                yield Highlight(page, box, words, is_accused)


def _join_lines(boxes: Sequence[tuple[int, Box]]) -> Iterator[tuple[int, Box]]:
    """One box for what stands on one line of one page."""
    joined: list[tuple[int, Box]] = []
    for page, box in boxes:
        last_page, last = joined[-1] if joined else (0, box)
        if last_page == page and abs(last[1] - box[1]) < SAME_LINE and abs(box[0] - last[2]) < BLANK:
            joined[-1] = (page, (last[0], min(last[1], box[1]), box[2], max(last[3], box[3])))
        else:
            joined.append((page, box))
    yield from joined
