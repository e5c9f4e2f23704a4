"""Whatever is printed: every digit lies in exactly one mention, and everything said points at what it says."""

from __future__ import annotations

from collections import Counter

import pytest
import regex
from hypothesis import given, settings

from schemas.parcel import Parcel
from tests.properties.texts import reports
from tests.reading import audit

DIGIT = regex.compile(r"[\d\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]")
# A document takes some milliseconds through all stages; the first one compiles the rules.
in_reasonable_time = settings(deadline=None, max_examples=150, derandomize=True)


def pages_of(parcel: Parcel) -> dict[int, str]:
    return {page.page: page.text for page in parcel.pages}


@given(reports())
@in_reasonable_time
def test_every_digit_lies_in_exactly_one_mention(text: str) -> None:
    parcel = audit(text)
    covered = Counter((m.page, at) for m in parcel.mentions for at in range(m.char_start, m.char_end))
    assert max(covered.values(), default=1) == 1
    for page, words in pages_of(parcel).items():
        missed = [match.start() for match in DIGIT.finditer(words) if (page, match.start()) not in covered]
        assert missed == [], (page, words)


@given(reports())
@in_reasonable_time
def test_mentions_are_slices_in_reading_order(text: str) -> None:
    parcel = audit(text)
    pages = pages_of(parcel)
    places = [(m.page, m.char_start) for m in parcel.mentions]
    assert places == sorted(places)
    assert len({m.mention_id for m in parcel.mentions}) == len(parcel.mentions)
    for mention in parcel.mentions:
        assert pages[mention.page][mention.char_start : mention.char_end] == mention.text
        assert mention.text
        assert mention.text in mention.context


@given(reports())
@in_reasonable_time
def test_facts_quote_their_page_and_their_number(text: str) -> None:
    parcel = audit(text)
    pages = pages_of(parcel)
    mentions = {mention.mention_id: mention for mention in parcel.mentions}
    for fact in parcel.facts:
        assert pages[fact.page][fact.char_start : fact.char_end] == fact.quote
        links = [link for link in parcel.fact_mentions if link.fact_id == fact.fact_id]
        assert [link.position for link in links] == list(range(len(links)))
        main = mentions[links[0].mention_id]
        assert main.page == fact.page
        assert fact.char_start <= main.char_start < main.char_end <= fact.char_end


@given(reports())
@in_reasonable_time
def test_operands_are_slices(text: str) -> None:
    parcel = audit(text)
    pages = pages_of(parcel)
    for operand in parcel.check_operands:
        assert pages[operand.page][operand.char_start : operand.char_end] == operand.text
    assert sum(check.is_primary for check in parcel.checks) == len({check.slip_id for check in parcel.checks})


@given(reports())
@in_reasonable_time
def test_cells_are_slices(text: str) -> None:
    parcel = audit(text)
    pages = pages_of(parcel)
    parts: dict[tuple[str, int, int], list[str]] = {}
    for span in parcel.cell_spans:
        words = pages[span.page][span.char_start : span.char_end]
        parts.setdefault((span.table_id, span.row, span.col), []).append(" ".join(words.split()))
    assert {(c.table_id, c.row, c.col): c.text for c in parcel.cells} == {k: " ".join(v) for k, v in parts.items()}


@given(reports())
@in_reasonable_time
def test_the_same_text_gives_the_same_rows(text: str) -> None:
    assert audit(text) == audit.__wrapped__(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Tên xã\tSố hộ\n1\t5\n²\t0\n", id="in the first column of a table (grid._is_sequence)"),
        pytest.param(
            "STT Tên Số\n1 Xã A 5\n² ghi 6\n2 Xã B 6\n3 Xã C 7\n", id="before a line (flat_tables._starts_row)"
        ),
        pytest.param(
            "STT\tĐơn vị\tTổng điểm\tXếp hạng\n1\tA\t95\t1\n2\tB\t93\t2\n3\tC\t92\t³\n4\tD\t91\t4\n5\tE\t90\t5\n",
            id="in a column of ranks (table_checks._read_ranks)",
        ),
    ],
)
def test_the_mark_of_a_footnote_alone_stops_nothing(text: str) -> None:
    assert audit(text).mentions


def test_a_percent_with_thirty_decimals_stops_nothing() -> None:
    assert audit("Có 72/120 thôn, 60,000000000000000000000000000000%.").mentions
