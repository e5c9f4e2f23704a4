"""What a word would be by the second reader: its numbers and signs, with the letters and marks of the first."""

from __future__ import annotations

from difflib import SequenceMatcher

import regex

from pipeline.tools.ocr_pieces import NUMERAL

# A number inside a word, with the sign of its percent.
_NUMBER = regex.compile(r"\d+(?:[.,/:-]\d+)*[%‰]?")
_ROMAN = regex.compile(r"[IVX]+\.?")
_ROMAN_LOOKALIKE = regex.compile(r"[1IilLHhTVXÍÌ|!'\]\[]{1,5}\.?")
# What may be one number: a range too, but "4:28.077" is a place in a list and its figure.
_ONE_NUMBER = regex.compile(r"\d+(?:[.,/-]\d+)*[%‰]?")
# A quarter or chapter over its year: III/2023.
_ROMAN_OVER = regex.compile(r"[IVXl1|]+/\d+")
_PERCENT_SIGN = regex.compile(r"\(?%\)?[.,;:]?")
_BRACKETED_DIGIT = regex.compile(r"\(\d%?\)[.,;:]?")
# The second reader's alphabet has no sign for a thousandth.
_THOUSANDTH = regex.compile(r"(?<=\d)%[oO0](?!\w)")
# A point groups thousands; before one, two or four digits it is the commonest misreading of a comma.
ODD_POINT = regex.compile(r"\d\.(?!\d{3}(?!\d))\d")
_EDGES = "()[]{}.,;:“”\"'!?"
# Letters taken for digits: "ó" for 6 and "ọ" for 9 in fonts without feet, "l" for 1, "O" for 0, "S" for 5, "B" for 8.
_DIGITS_OR_LOOKALIKES = regex.compile(r"[\d.,/%:()–-]*[óÓọỌlIiOoQSsBbgqzZ|!§][\dóÓọỌlIiOoQSsBbgqzZ|!§.,/%:()–-]*")
# These alone are no word of Vietnamese, and no sign of a list.
_NO_WORDS = regex.compile(r"[óÓọỌlO§]{1,3}")


def is_number(text: str) -> bool:
    """Whether a word is one number and nothing else, as "97,57%", "(4.023/4.105" or "11-16"."""
    return bool(NUMERAL.fullmatch(text) or _ONE_NUMBER.fullmatch(text.strip(_EDGES)))


def looks_like_number(text: str) -> bool:
    """Whether a word is made of digits and letters taken for digits ("5ó" for 56), or of such letters alone."""
    bare = text.strip(_EDGES)
    if not any(sign.isdigit() for sign in bare):
        return bool(_NO_WORDS.fullmatch(bare))
    return bool(_DIGITS_OR_LOOKALIKES.fullmatch(bare))


def looks_like_roman(text: str) -> bool:
    """Whether a word may be a Roman numeral."""
    return bool(_ROMAN_LOOKALIKE.fullmatch(text))


def rival_of(text: str, second: str) -> str | None:
    """What the word would be by the second reading, its marks and letters kept; None if that is no number."""
    second = _THOUSANDTH.sub("‰", second)
    if _is_whole(text, second):
        return second
    if not any(sign.isdigit() for sign in text):
        return second if NUMERAL.fullmatch(second) else None
    if not any(sign.isdigit() for sign in second):
        if any(sign.isalpha() for sign in second):
            return _letters_for_digits(text, second)
        return second if second and second == _NUMBER.sub("", text) else None
    if _NUMBER.sub("#", text) == _NUMBER.sub("#", second) or not NUMERAL.fullmatch(second):
        return _with_numbers(text, second)
    return second


def _is_whole(text: str, second: str) -> bool:
    """Whether the second reading stands for the whole word: nothing of the first is to be kept."""
    if looks_like_roman(text) and _ROMAN.fullmatch(second):
        return True
    if _PERCENT_SIGN.fullmatch(second):
        return bool(not NUMERAL.fullmatch(text) or _BRACKETED_DIGIT.fullmatch(text))
    bare, other = text.strip(_EDGES), second.strip(_EDGES)
    if _ROMAN_OVER.fullmatch(bare) and _ROMAN_OVER.fullmatch(other):
        return True
    return looks_like_number(text) and is_number(other)


def _with_numbers(text: str, second: str) -> str | None:
    """The text with the second reading's numbers in their places; None where these are more or fewer."""
    runs, others = _NUMBER.findall(text), _NUMBER.findall(second)
    if len(runs) != len(others):
        return None
    parts = iter(others)
    return _NUMBER.sub(lambda _: next(parts), text)


def _letters_for_digits(text: str, second: str) -> str | None:
    """A word in which letters were taken for digits ("1IHỰC" for "THỰC"): the second reader's letters in their place.

    The other letters stay the first reader's: the second knows no Vietnamese marks.
    """
    if set(filter(str.isdigit, text)) - {"1", "0"} or not any(sign.isalpha() for sign in text):
        return None
    parts = []
    for kind, a, b, c, d in SequenceMatcher(None, text, second, autojunk=False).get_opcodes():
        has_digit = any(sign.isdigit() for sign in text[a:b])
        parts.append(second[c:d] if has_digit and kind != "equal" else text[a:b])
    joined = "".join(parts)
    return None if any(sign.isdigit() for sign in joined) else joined
