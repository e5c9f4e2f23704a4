"""Long lists of words match what they matched when each word stood alone."""

from __future__ import annotations

import random

import regex

from extractors.alternations import any_of, share_letters

WORDS = ("hộ nghèo", "hộ", "hồ sơ", "ha", "hộ cận nghèo", "a.b", "a", "đồng", "đồng chí")


def test_of_words_that_begin_alike_the_first_listed_is_found() -> None:
    assert any_of([("hộ nghèo", ""), ("hộ", "(?!x)"), ("ha", "")]) == r"h(?:ộ(?:\ nghèo|(?!x))|a)"
    assert regex.compile(any_of([("ab", ""), ("abc", "")])).findall("abcab") == ["ab", "ab"]


def test_any_order_of_words_finds_what_the_bare_list_finds() -> None:
    for seed in range(50):
        dice = random.Random(seed)
        words = dice.sample(WORDS, 6)
        text = " ".join(dice.choices(WORDS, k=30))
        bare = regex.compile("|".join(map(regex.escape, words)))
        assert regex.compile(any_of((word, "") for word in words)).findall(text) == bare.findall(text)


def test_only_long_lists_of_words_are_touched() -> None:
    listed = "|".join(f"từ {a}{b}" for a in "abcdef" for b in "ghiklm")
    assert share_letters(f"(?:{listed})").startswith("(?:t(?:ừ(?:\\ (?:a(?:g|h|")
    assert share_letters(f"(?:{listed}|số \\d)") == f"(?:{listed}|số \\d)"
    assert share_letters("(?:trong|ngoài)") == "(?:trong|ngoài)"
