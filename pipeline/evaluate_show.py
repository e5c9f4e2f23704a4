"""An evaluation on the terminal: tables first, then what was missed and what is false."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.evaluate_findings import FindingScore, sum_findings
from pipeline.evaluate_scores import Accuracy, Note, Score, sum_accuracies, sum_scores

if TYPE_CHECKING:
    from pipeline.evaluate import DocumentEvaluation

ALL_DOCUMENTS = "tất cả / all"
QUOTE_WIDTH = 110
PLAIN_WIDTH = 160
"""Columns of output that no terminal shows, so that no figure is cut."""
MAX_DOCUMENT_COLUMNS = 4
"""More documents than this do not fit beside each other; their attributes are in the JSON."""


def make_console() -> Console:
    """The terminal as it is, or wide plain output where there is none."""
    console = Console()
    return console if console.is_terminal else Console(width=PLAIN_WIDTH)


def show_evaluation(evaluations: Sequence[DocumentEvaluation], out: Console, *, is_verbose: bool) -> None:
    """Prints scores over all documents and per document; lists of misses and extras when verbose."""
    groups = [(e.document, [e]) for e in evaluations]
    if len(evaluations) > 1:
        groups.insert(0, (ALL_DOCUMENTS, list(evaluations)))
    out.print(_fact_table(groups))
    out.print(_finding_table(groups))
    out.print(_accuracy_table(groups))
    _show_not_facts(evaluations, out)
    findings = sum_findings(e.findings for e in evaluations)
    _show_notes("Kết tội sai / false accusations", findings.false, out)
    _show_notes("Lỗi A bỏ sót / tier A missed", findings.missed, out)
    if is_verbose:
        _show_lists(evaluations, findings, out)


def _fact_table(groups: Iterable[tuple[str, list[DocumentEvaluation]]]) -> Table:
    table = _make_table("Sự kiện / facts", "document", "list", "found", "missed", "extra", "precision", "recall", "F1")
    for name, members in groups:
        for score in sum_scores(score for e in members for score in e.facts):
            table.add_row(name, score.name, *_score_cells(score), end_section=score.name == "counts")
    return table


def _score_cells(score: Score) -> tuple[str, ...]:
    shares = (score.precision, score.recall, score.f1)
    return (str(score.found), str(len(score.missed)), str(len(score.extra)), *map(_print_share, shares))


def _finding_table(groups: Iterable[tuple[str, list[DocumentEvaluation]]]) -> Table:
    table = _make_table(
        "Phát hiện / findings",
        "document",
        "A found",
        "A missed",
        "B seen",
        "accusations",
        "slips",
        "false",
        "false slips",
    )
    for name, members in groups:
        total = sum_findings(e.findings for e in members)
        table.add_row(
            name,
            str(len(total.found)),
            str(len(total.missed)),
            f"{len(total.asked_seen)}/{total.asked_total}",
            str(total.accusations),
            str(total.slips),
            str(len(total.false)),
            str(total.false_slips),
        )
    return table


def _accuracy_table(groups: Sequence[tuple[str, list[DocumentEvaluation]]]) -> Table:
    if len(groups) > MAX_DOCUMENT_COLUMNS + 1:
        groups = groups[:1]
    names = (name for name, _ in groups)
    table = _make_table("Thuộc tính của sự kiện khớp / attributes of matches", "attribute", *names)
    columns = [{a.name: a for a in sum_accuracies(a for e in members for a in e.attributes)} for _, members in groups]
    for name in columns[0] if columns else ():
        table.add_row(name, *(_accuracy_cell(column.get(name)) for column in columns))
    return table


def _accuracy_cell(accuracy: Accuracy | None) -> str:
    if accuracy is None or accuracy.share is None:
        return "-"
    return f"{_print_share(accuracy.share)} ({accuracy.right}/{accuracy.right + len(accuracy.wrong)})"


def _show_not_facts(evaluations: Sequence[DocumentEvaluation], out: Console) -> None:
    placed = sum(e.not_facts.placed for e in evaluations)
    violations = [note for e in evaluations for note in e.not_facts.violations]
    kinds: Counter[str] = Counter()
    for evaluation in evaluations:
        kinds.update(dict(evaluation.not_facts.kinds))
    out.print(f"Số không phải sự kiện / not_facts: {len(violations)} violations of {placed} placed", markup=False)
    out.print("  kinds: " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()), markup=False)
    _show_notes("not_facts trong sự kiện / inside a fact", violations, out)
    unplaced = [note for e in evaluations for note in e.not_facts.unplaced]
    _show_notes("not_facts không định vị được / not placed", unplaced, out)


def _show_lists(evaluations: Sequence[DocumentEvaluation], findings: FindingScore, out: Console) -> None:
    for score in sum_scores(score for e in evaluations for score in e.facts):
        _show_notes(f"{score.name}: bỏ sót / missed", score.missed, out)
        _show_notes(f"{score.name}: thừa / extra", score.extra, out)
    for accuracy in sum_accuracies(a for e in evaluations for a in e.attributes):
        _show_notes(f"{accuracy.name}: sai / wrong", accuracy.wrong, out)
    _show_notes("Lỗi A tìm thấy / tier A found", findings.found, out)
    _show_notes("Lỗi B có xem xét / tier B seen", findings.asked_seen, out)


def _show_notes(title: str, notes: Sequence[Note], out: Console) -> None:
    if not notes:
        return
    out.print(f"\n{title} ({len(notes)})", style="bold", markup=False)
    for note in notes:
        out.print(Text(f"  {note.document} {note.id}: {note.detail}\n    “{_shorten(note.quote)}”"))


def _shorten(quote: str) -> str:
    return quote if len(quote) <= QUOTE_WIDTH else quote[: QUOTE_WIDTH - 1] + "…"


def _make_table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for position, column in enumerate(columns):
        is_text = position == 0 or column == "list"
        width = None if is_text else len(column)
        table.add_column(column, justify="left" if is_text else "right", no_wrap=True, min_width=width)
    return table


def _print_share(share: Fraction | None) -> str:
    """A share with three decimals, cut off, never rounded up to a 1.000 that was not reached."""
    if share is None:
        return "-"
    thousandths = int(share * 1000)
    return f"{thousandths // 1000}.{thousandths % 1000:03d}"
