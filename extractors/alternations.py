"""Long lists of words as patterns: words that begin alike share their letters, so that few are tried at a place.

The engine tries the words of a list one by one at every place; of those behind `t(?:ổng(?: số| cộng)|ừ)` none where no
t stands. Of words with different first letters only one can stand at a place, and those of one letter keep their
order: the same word is found, three times as fast.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

# A list of words alone, in small letters: shorter ones are as fast as they stand.
_WORD_LIST = regex.compile(r"\(\?:(?<words>[\p{Ll} ]+(?:\|[\p{Ll} ]+){30,})\)")


def any_of(words: Iterable[tuple[str, str]]) -> str:
    """A pattern of any of these words (in letters of one case), each with the pattern that must stand behind it."""
    parts: list[str] = []
    by_letter: dict[str, list[tuple[str, str]]] = {}
    for word, behind in words:
        if word:
            by_letter.setdefault(word[0], []).append((word[1:], behind))
        else:  # it may stand where a longer one does too: those listed before it stay before it
            parts.extend(map(_behind_letter, by_letter.items()))
            parts.append(behind)
            by_letter = {}
    return "|".join((*parts, *map(_behind_letter, by_letter.items())))


def _behind_letter(group: tuple[str, list[tuple[str, str]]]) -> str:
    letter, rest = group
    if len(rest) == 1:
        return regex.escape(letter + rest[0][0]) + rest[0][1]
    return f"{regex.escape(letter)}(?:{any_of(rest)})"


def share_letters(pattern: str) -> str:
    """The pattern; one that is but a long list of words, with the letters shared that they begin with."""
    found = _WORD_LIST.fullmatch(pattern)
    return f"(?:{any_of((word, '') for word in found['words'].split('|'))})" if found else pattern
