"""Small slips undone, in the manner in which the number was printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.arithmetic.edits import edits_of
from schemas.mention import Mention, MentionKind
from tests.builders import read_value


def number(text: str, magnitude: int = 1) -> Mention:
    value, decimals = read_value(text)
    return Mention(
        "m", "d", 1, 0, len(text), text, "", MentionKind.FIGURE, value * magnitude, decimals, Decimal(magnitude)
    )


@pytest.mark.parametrize(
    ("printed", "meant", "slip"),
    [
        ("265", "365", "one digit"),
        ("26,23", "16,23", "one digit of a share"),
        ("74,9", "79,4", "two digits swapped across the comma"),
        ("4.032", "4.023", "two digits swapped"),
        ("9757", "97,57", "a lost comma"),
        ("975,7", "97,57", "a comma moved"),
        ("1,2", "12", "a comma that is none"),
        ("12.000", "1.200", "a zero too many"),
        ("120", "1.200", "a zero too few"),
        ("4.1105", "4.105", "a digit doubled"),
        ("415", "4.105", "a digit lost"),
        ("06", "16", "a leading zero"),
        ("45,836", "45,36", "a digit too many behind the comma"),
        ("18,3", "18,43", "a digit lost behind the comma"),
    ],
)
def test_one_slip_away(printed: str, meant: str, slip: str) -> None:
    value, decimals = read_value(meant)
    found = [e.mention for e in edits_of(number(printed)) if (e.mention.value, e.mention.decimals) == (value, decimals)]
    assert [m.text.replace(".", "") for m in found] == [meant.replace(".", "")], slip


@pytest.mark.parametrize(("printed", "meant"), [("-25", "+25"), ("+25", "-25")])
def test_a_sign_is_turned(printed: str, meant: str) -> None:
    unsigned = number(printed.lstrip("+-"))
    signed = replace(unsigned, text=printed, value=Decimal(printed))
    assert [e.mention.value for e in edits_of(signed) if e.mention.text == meant] == [Decimal(meant)]


def test_the_only_digit_behind_a_comma_is_not_struck() -> None:
    assert "32" not in {edit.mention.text for edit in edits_of(number("32,9"))}


@pytest.mark.parametrize(("printed", "meant"), [("822", "717"), ("98,48", "98,15"), ("1.386", "1.653")])
def test_two_slips_are_not_small(printed: str, meant: str) -> None:
    assert read_value(meant)[0] not in {edit.mention.value for edit in edits_of(number(printed))}


@pytest.mark.parametrize(
    ("printed", "meant"), [("34144", "34244"), ("34.144", "34.244"), ("1.144", "144"), ("0,62", "0,61"), ("12", "0")]
)
def test_written_in_the_same_manner(printed: str, meant: str) -> None:
    texts = [edit.mention.text for edit in edits_of(number(printed))]
    assert (meant in texts) == (meant != "0")
    assert len(texts) == len(set(texts))


def test_amounts_keep_their_magnitude() -> None:
    values = {edit.mention.text: edit.mention.value for edit in edits_of(number("9,86", 10**9))}
    assert values["9,66"] == Decimal("9660000000")


def test_long_identifiers_are_not_edited() -> None:
    assert list(edits_of(number("1234567890123"))) == []
