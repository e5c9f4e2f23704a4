"""The self-test: the same on every run, clean documents that hold, slips that change what they say they change."""

from __future__ import annotations

import random

import pytest

from pipeline.cli import main
from pipeline.cli_selftest import is_reached, share
from pipeline.selftest.author import Author, make_author
from pipeline.selftest.measure import SEED, Result, run_selftest
from pipeline.selftest.model import Plant, Section, print_document
from pipeline.selftest.operators import MIX, Operator
from pipeline.selftest.oracle import is_contradicted
from pipeline.selftest.prose import Pen, load_phrasings, write_paragraph
from pipeline.selftest.tables import LAYOUTS
from tests.reading import rules

MIN_OPERATORS = 14
PLANTS = 70
HONEST = Author(".", is_padded=False, cuts_off=False, share_decimals=1, drops_noughts=False)


@pytest.fixture(scope="module")
def result() -> Result:
    """A small run."""
    return run_selftest(rules(), PLANTS)


def sections() -> list[Section]:
    """Every layout and a paragraph of every subject, several times, by an honest author."""
    pen = Pen(random.Random(1), HONEST)
    tables = [layout(pen) for layout in LAYOUTS for _ in range(4)]
    return [*tables, *(write_paragraph(pen, subject) for subject in load_phrasings().subjects)]


def test_clean_sections_hold() -> None:
    for section in sections():
        broken = [claim for claim in section.claims if is_contradicted(claim, section.slots)]
        assert broken == [], print_document("", (section,), {}).text


def test_there_are_enough_operators_and_the_mix_is_a_hundred() -> None:
    assert len(MIX) >= MIN_OPERATORS
    assert sum(weight for _, weight in MIX) == 100


@pytest.mark.parametrize("operator", [operator for operator, _ in MIX], ids=lambda operator: operator.__name__)
def test_every_operator_changes_what_is_printed(operator: Operator) -> None:
    dice = random.Random(2)
    plants: list[tuple[Section, Plant]] = [
        (section, plant) for section in sections() if (plant := operator(section, dice, HONEST)) is not None
    ]
    assert len(plants) >= 3
    for section, plant in plants:
        clean, typed = (print_document("", (section,), found).text for found in ({}, {0: plant}))
        assert clean != typed
        assert all(plant.changed[key] != section.slots[key].text for key in plant.changed)


def test_what_is_printed_stands_where_it_is_said() -> None:
    for section in sections():
        printed = print_document("Báo cáo\n", (section,), {})
        assert all(printed.text[a:b] == section.slots[key].text for key, (a, b) in printed.places.items())


def test_a_small_run_reaches_the_figures(result: Result) -> None:
    assert len(result.outcomes) == PLANTS
    assert {o.is_table for o in result.outcomes} == {True, False}
    assert share([o for o in result.outcomes if o.is_decided]) >= 0.97
    assert share(result.outcomes) >= 0.85
    assert result.false_alarms == ()
    assert result.stray == 0


def test_two_runs_are_one(result: Result) -> None:
    again = run_selftest(rules(), 6)
    assert again.outcomes == result.outcomes[:6]
    assert run_selftest(rules(), 6, SEED + 1).outcomes != again.outcomes


def test_misses_and_false_alarms_are_not_reached(result: Result) -> None:
    assert is_reached(Result(result.outcomes[:1], 20, (("one",),), 0)) == result.outcomes[0].is_found
    assert not is_reached(Result((), 20, (("one",), ("two",)), 0))


def test_one_author_in_ten_cuts_off() -> None:
    dice = random.Random(3)
    assert 60 <= sum(make_author(dice).cuts_off for _ in range(1000)) <= 140


def test_the_command_prints_its_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["selftest", "--plants", "10"]) in (0, 1)
    printed = capsys.readouterr().out
    assert "tất cả — all" in printed
    assert "clean documents accused: 0/" in printed
