"""The corpus folder is what its script writes, byte for byte, and every number in it is accounted for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.make_samples import HERE, sample_files
from corpus.samples.library import all_reports
from corpus.samples.model import Heading, Inline, Mark, PageEnd, Paragraph, Report, Styled, Table
from corpus.samples.say import say
from corpus.samples.text import set_text
from corpus.samples.truth import Finding

REPORTS = all_reports()
SHORTEST, LONGEST = 1500, 8000


def test_running_the_script_again_changes_nothing() -> None:
    again: dict[str, bytes] = sample_files.__wrapped__()
    assert sample_files() == again


def test_the_input_folder_is_small() -> None:
    assert sum(len(data) for name, data in sample_files().items() if name.startswith("reports/")) < 3_000_000


@pytest.mark.parametrize("name", sorted(sample_files()))
def test_file_on_disk_is_what_the_script_writes(name: str) -> None:
    if name.endswith("-scan.pdf"):
        pytest.skip("points of an image may differ between processors")
    assert (HERE / name).read_bytes() == sample_files()[name]


def test_no_other_file_lies_in_the_input_folder() -> None:
    expected = {Path(name).name for name in sample_files() if name.startswith("reports/")}
    assert {path.name for path in (HERE / "reports").iterdir()} == expected


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_text_is_clean_unicode_of_the_asked_size(report: Report) -> None:
    text, _ = set_text(report)
    assert SHORTEST <= len(text) <= LONGEST
    assert text == unicodedata.normalize("NFC", text)
    assert not re.search("[\ue000-\uf8ff\r]", text)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_every_digit_outside_tables_is_marked(report: Report) -> None:
    assert [text for text in unmarked(report) if re.search(r"\d", text)] == []


def unmarked(report: Report) -> Iterator[str]:
    """The words of a report, outside tables, that state nothing."""
    lines = [report.place_and_date, *report.title, *report.signature.recipients]
    lines += [line for appendix in report.appendices for line in appendix.title]
    for block in [*report.blocks, *(b for appendix in report.appendices for b in appendix.blocks)]:
        if isinstance(block, Table | PageEnd):
            continue
        assert isinstance(block, Heading | Paragraph) or block.mark
        lines.append(block.content)
    for line in lines:
        yield from unmarked_words(line)


def unmarked_words(content: Inline) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Styled):
        yield from unmarked_words(content.content)
    elif not content.truths:
        for part in content.parts:
            yield from unmarked_words(part)


def test_a_mark_covers_its_own_words() -> None:
    for report in REPORTS:
        text, placed = set_text(report)
        for run in placed:
            words = text[run.start : run.end]
            assert words == words.strip()
            assert re.search(r"\d", words)


def test_slips_are_planted_in_some_and_some_are_clean() -> None:
    slips = {report.name: [f for f in findings(report) if f.tier == "A"] for report in REPORTS}
    assert sum(1 for found in slips.values() if not found) >= 2
    assert all(3 <= len(found) <= 6 for found in slips.values() if found)
    clean = [report for report in REPORTS if not slips[report.name]]
    assert not [finding for report in clean for finding in findings(report)]


def findings(report: Report) -> list[Finding]:
    _, placed = set_text(report)
    return [truth for run in placed for truth in run.mark.truths if isinstance(truth, Finding)]


def test_a_digit_cannot_slip_in_beside_a_builder() -> None:
    with pytest.raises(ValueError, match="digit outside"):
        say("có 12 xã")
    assert say("có xã") == Mark(("có xã",))
