"""One line a document: figures, checked, wrong, not understood; and why a document was not read."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline import messages
from pipeline.audit.masking import Mask
from pipeline.cli_reading import DocumentLine, read_lines

STATUS_STYLE = {"ok": "green", "partial": "yellow", "failed": "red"}


def show_lines(warehouse: duckdb.DuckDBPyConnection, console: Console, mask: Mask) -> None:
    """Print the table of documents, and below it what was not read."""
    lines = read_lines(warehouse, mask)
    console.print(_make_table(lines))
    for line in lines:
        if line.error_detail:
            console.print(Text(f"! {messages.printable(line.error_detail)} [{line.error_code}]", "yellow"))
        for other, relation in ((line.same_as, messages.SAME_AS), (line.supersedes, messages.SUPERSEDES)):
            if other:
                console.print(Text(f"= {messages.printable(line.path)}: {relation} {messages.printable(other)}", "dim"))


def _make_table(lines: Sequence[DocumentLine]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("tài liệu\ndocument", overflow="fold")
    table.add_column("đọc\nread")
    for title in messages.LINE_TITLES:
        table.add_column(title, justify="right")
    for line in lines:
        table.add_row(messages.printable(line.path), Text(line.status, STATUS_STYLE[line.status]), *_cells(line))
    return table


def _cells(line: DocumentLine) -> tuple[Text, ...]:
    wrong = Text(str(line.wrong), "bold red" if line.wrong else "")
    return (Text(str(line.figures)), Text(str(line.checked)), wrong, *map(Text, _rest(line)))


def _rest(line: DocumentLine) -> tuple[str, str]:
    return str(line.open_questions), str(line.not_understood)
