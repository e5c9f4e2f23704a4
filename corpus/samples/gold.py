"""The truth of a report, from the same marks its text was set from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from corpus.samples.model import Block, Report, Table, TableCheck
from corpus.samples.text import Placed, set_text
from corpus.samples.truth import Finding, Json, JsonObject

SECTIONS = ("ratios", "percents", "counts", "part_whole", "changes", "targets", "findings", "not_facts")
WORDS_AROUND = 14


def gold_of(report: Report) -> JsonObject:
    """Everything true of the report, in the shape of the hand-checked files plus `changes`."""
    text, placed = set_text(report)
    sections = _collect(text, placed)
    metadata: JsonObject = dict(asdict(report.metadata))
    empty: list[Json] = []
    return {
        "document": report.name,
        "metadata": metadata,
        "ratios": sections["ratios"],
        "percents": sections["percents"],
        "counts": sections["counts"],
        "part_whole": sections["part_whole"],
        "changes": sections["changes"],
        "targets": sections["targets"],
        "contradictions": empty,
        "tables": [_table_entry(table) for table in tables_of(report)],
        "date_order": empty,
        "findings": sections["findings"],
        "not_facts": sections["not_facts"],
    }


def gold_json(report: Report) -> str:
    """The gold file's text."""
    return json.dumps(gold_of(report), ensure_ascii=False, indent=1) + "\n"


def findings_of(report: Report) -> list[Finding]:
    """The findings in reading order."""
    _, placed = set_text(report)
    return [truth for run in placed for truth in run.mark.truths if isinstance(truth, Finding)]


def tables_of(report: Report) -> Iterator[Table]:
    """The tables of the body and the appendices, in order."""
    blocks: list[Block] = [*report.blocks, *(b for appendix in report.appendices for b in appendix.blocks)]
    yield from (block for block in blocks if isinstance(block, Table))


def _collect(text: str, placed: tuple[Placed, ...]) -> dict[str, list[Json]]:
    collapsed = _Collapsed.of(text)
    found: dict[str, list[Json]] = {section: [] for section in SECTIONS}
    for run in placed:
        quote = collapsed.quote(run.start, run.end)
        for truth in run.mark.truths:
            entries = found[truth.section]
            entries.append({"id": f"{truth.prefix}{len(entries) + 1}", "quote": quote, **truth.entry()})
    return found


class _Collapsed:
    """A text with white space collapsed, and the way from offsets to quotes."""

    def __init__(self, text: str, offsets: list[int]) -> None:
        self.text = text
        self.offsets = offsets

    @classmethod
    def of(cls, text: str) -> _Collapsed:
        """Collapse `text`; `offsets[i]` is where its i-th letter went."""
        letters: list[str] = []
        offsets: list[int] = []
        for letter in text:
            if letter.isspace():
                if letters and letters[-1] != " ":
                    letters.append(" ")
                offsets.append(max(len(letters) - 1, 0))
            else:
                offsets.append(len(letters))
                letters.append(letter)
        return cls("".join(letters), [*offsets, len(letters)])

    def quote(self, start: int, end: int) -> str:
        """The words from `start` to `end`, with as many words around as make them unique."""
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        for _ in range(WORDS_AROUND):
            if self.text.count(self.text[first:last]) == 1:
                break
            first = self.text.rfind(" ", 0, max(first - 1, 0)) + 1
        for _ in range(WORDS_AROUND):
            if self.text.count(self.text[first:last]) == 1:
                break
            space = self.text.find(" ", last + 1)
            last = len(self.text) if space < 0 else space
        return self.text[first:last].strip()


def _table_entry(table: Table) -> JsonObject:
    return {
        "id": table.table_id,
        "title": table.title,
        "columns": list(table.header),
        "n_data_rows": sum(1 for row in table.rows if row.kind.value != "group"),
        "checks": [_check_entry(check) for check in table.checks],
    }


def _check_entry(check: TableCheck) -> JsonObject:
    failures: list[Json] = [
        {"row": row, "stated": stated, "expected": expected, "verdict": "inconsistent"}
        for row, stated, expected in check.failures
    ]
    return {
        "relation": check.relation,
        "n_checked": check.n_checked,
        "n_consistent": check.n_checked - len(failures),
        "failures": failures,
    }
