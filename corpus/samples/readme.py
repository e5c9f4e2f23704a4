"""The list of what was planted where, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.samples.containers import endings_of
from corpus.samples.gold import findings_of, gold_of
from corpus.samples.model import Report
from corpus.samples.text import set_text

OPENING = """# Sample reports

Written by `python -m corpus.make_samples` (run it from the project's root); do not edit by hand: `tests/corpus` says
whether this folder is what the script writes. Places, people and figures are invented; no sentence comes from a real
document.

- `reports/*.txt`: the input folder, each text set as another tool or typist would leave it (UTF-8, LF).
- `reports/*.docx`, `*.pdf`, `*-tcvn3.pdf`, `*-scan.pdf`, `*-bieu.xlsx`: some of the same reports as Word, as PDF (set
  by Typst with its own fonts), as PDF in the letters of 2005 (.VnTime), as images of an office scanner, and the tables
  of one as a workbook. A report in several containers is one report (`documents.same_as`); the workbook is a part only.
- `gold/*.json`: what is true of each, written from the same model as its text, in the shape of the hand-checked files.
  A quote has white space collapsed and occurs once in its document; `changes` (a change with both values printed) is a
  section of ours. Operands of ratios in words, and bases of changes, stand in `counts` too; percents of ratios only in
  `ratios`. Amounts are in đồng, also in tables that say "đơn vị tính: triệu đồng". `period` is a year; its
  days stand in `period_start` and `period_end` (of a school year only the year is settled by the words).
- `gold/sentences/`: another, independent set of sentences with their truth; not written by this script.
- `samples/`: the reports as typed models (`model.py`), one module each; `text.py` is one way to set a model.

A planted slip is a finding of tier A. Tier B is a percent cut off, or one unit of its last digit off: no accusation.
All other relations hold, half-up at the decimals printed; the tests prove it from the gold files alone.
"""


def readme_of(reports: Sequence[Report]) -> str:
    """The text of corpus/README.md."""
    lines = [
        OPENING,
        "| document | about | containers | characters | ratios | percents | counts | part-whole | slips | tier B |",
    ]
    lines.append("|---|---|---|---|---|---|---|---|---|---|")
    lines += [_row(report) for report in reports]
    for report in reports:
        lines += ["", *_chapter(report)]
    return "\n".join(lines) + "\n"


def _row(report: Report) -> str:
    text, _ = set_text(report)
    gold = gold_of(report)
    sizes = (len(_list(gold[section])) for section in ("ratios", "percents", "counts", "part_whole"))
    tiers = [finding.tier for finding in findings_of(report)]
    containers = " ".join(endings_of(report))
    cells = [f"`{report.name}`", report.subject, containers, len(text), *sizes, tiers.count("A"), tiers.count("B")]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _chapter(report: Report) -> Iterator[str]:
    yield f"## {report.name}"
    yield ""
    yield "Must not be flagged, or must stay out of the facts: " + "; ".join(report.traps) + "."
    findings = findings_of(report)
    if not findings:
        yield ""
        yield "No slip at all."
        return
    yield ""
    yield "| tier | kind | printed | follows | planted |"
    yield "|---|---|---|---|---|"
    for finding in findings:
        cells = (finding.tier, finding.kind, finding.stated, finding.expected, finding.planted)
        yield "| " + " | ".join(cells) + " |"
