"""`solieu audit`: findings like those of a good linter, the worst first, then a line a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import duckdb
from rich.console import Console
from rich.text import Text

from pipeline import messages
from pipeline.audit.masking import Mask
from pipeline.cli_lines import show_lines
from pipeline.cli_reading import ShownFinding, read_findings
from pipeline.cli_text import line_number, mark_quote, print_indented
from schemas.check import Review

SEVERITY_STYLE = {"major": "bold red", "minor": "yellow", "note": "cyan", None: "cyan"}


def show_audit(warehouse: duckdb.DuckDBPyConnection, console: Console, mask: Mask) -> None:
    """Print every slip with all that shows it, but those a person has dismissed; then the documents."""
    slips = group_slips(read_findings(warehouse))
    open_slips = [slip for slip in slips if any(f.row.review != Review.DISMISSED for f in slip)]
    for slip in open_slips:
        _show_slip(slip, console, mask)
    console.print(messages.slips_found(len(open_slips)))
    if len(open_slips) < len(slips):
        console.print(messages.slips_dismissed(len(slips) - len(open_slips)))
    console.print()
    show_lines(warehouse, console, mask)


def group_slips(findings: Sequence[ShownFinding]) -> list[list[ShownFinding]]:
    """Findings that show one and the same slip, together; the one that tells it best first."""
    slips: dict[tuple[str, str], list[ShownFinding]] = defaultdict(list)
    for finding in findings:
        slips[finding.row.document_id, finding.row.slip_id].append(finding)
    return [sorted(slip, key=lambda finding: not finding.row.is_primary) for slip in slips.values()]


def _show_slip(slip: Sequence[ShownFinding], console: Console, mask: Mask) -> None:
    first = slip[0].row
    console.print(_headline(slip[0]))
    print_indented(console, _quote(slip[0], mask), 4)
    for text, style in ((first.explanation_vi, ""), (first.explanation_en, "dim")):
        if text:
            print_indented(console, Text(messages.printable(mask.hide(text)), style), 4)
    if first.suggestion:
        said = messages.suggestion(first.suggestion, first.suggestion_en)
        print_indented(console, Text(mask.hide(said), "green"), 4)
    for other in slip[1:]:
        print_indented(console, Text.assemble(messages.also_seen(other.row.page), _quote(other, mask)), 4)
    console.print()


def _headline(finding: ShownFinding) -> Text:
    row = finding.row
    line = line_number(finding.page_text, min((start for start, _ in finding.numbers), default=0))
    return Text.assemble(
        (messages.place(row.path, row.page, line), "bold"),
        ": ",
        (messages.verdict(row.verdict, row.severity), SEVERITY_STYLE[row.severity]),
        (f" {messages.check_kind(row.kind)} [{row.rule}]", "dim"),
    )


def _quote(finding: ShownFinding, mask: Mask) -> Text:
    marked = mark_quote(finding.row.quote, finding.page_text, finding.numbers)
    marked.plain = mask.hide(marked.plain)  # as long as it was, so the marks stay in their places
    return Text.assemble("“", marked, "”")
