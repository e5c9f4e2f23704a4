"""Whether two documents are one report in two containers (as Word and PDF), or two issues of one report."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from schemas.document import Page, Word

# re, not regex: on a whole document it is twice as fast for patterns as plain as these; splitting is five times.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LONE_NUMBER = re.compile(r"^[-– \t]*\d{1,3}[-– \t]*$", re.MULTILINE)
_MARKS = "".join(chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum()) + "–—…“”‘’•·"
_BREAK = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
# A year stands in running heads and file stamps, which one container has and the other has not.
_YEAR = re.compile(r"(?:19|20)\d\d")
# Measured on seven pairs of ../shared/reports: words 0.949 to 0.996; on samples whose text keeps marks of bold type
# (<b>, **) and repeated headers 0.897 to 1.
MIN_WORDS = 0.85
# What one container may have beside the other: row numbers of a table that was flattened (3 % of one report) ...
MAX_LOST_NUMBERS = 0.05
# ... but hardly a figure: in seven pairs of containers none was lost. A line more in a new issue has some.
MAX_LOST_FIGURES = 0.005
_FIGURE = re.compile(r"\d{3}|\d[.,]\d")
# Below this many words and numbers a report has too little to be told from its like: it must be equal.
MIN_TOKENS = 50
# A new issue of a report changes some figures; the next month's report of the same office changes most of them.
MIN_ISSUE_SHARE = 0.8


class Kinship(StrEnum):
    """How two documents stand to each other."""

    SAME = "same"
    ISSUE = "issue"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ContentProfile:
    """How often each word and each number stands in a document, whatever their order.

    `lone` counts numbers that stand alone on a line, which may be page numbers; `doubted` those read from an image
    with another reading beside them. Neither years nor leading zeros tell containers apart, so neither is kept.
    """

    words: Counter[str]
    numbers: Counter[str]
    lone: Counter[str]
    doubted: Counter[str]

    @property
    def token_count(self) -> int:
        """Words and numbers."""
        return self.words.total() + self.numbers.total()


def read_profile(pages: Iterable[Page], words: Iterable[Word] = ()) -> ContentProfile:
    """Words without case and marks of breaks, and numbers as printed; `words` say which of them are in doubt."""
    texts = {page.page: page.text for page in pages}
    text = _fold("\n".join(texts.values()))
    text = _BREAK.sub("", text) if "-\n" in text else text
    lone = "\n".join(_LONE_NUMBER.findall(text))
    body = _LONE_NUMBER.sub("", text) if lone else text
    doubted = "\n".join(
        _fold(texts.get(word.page, "")[word.char_start : word.char_end]) for word in words if word.alternatives
    )
    return ContentProfile(_count_words(body), _count_numbers(body), _count_numbers(lone), _count_numbers(doubted))


def _count_words(text: str) -> Counter[str]:
    words: Counter[str] = Counter()
    for printed, count in Counter(text.split()).items():
        word = printed.strip(_MARKS)
        if word and not word[0].isdigit():
            words[word] += count
    return words


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _count_numbers(text: str) -> Counter[str]:
    return Counter(number.lstrip("0") or "0" for number in _NUMBER.findall(text) if not _YEAR.fullmatch(number))


def content_similarity(first: ContentProfile, second: ContentProfile) -> tuple[float, float]:
    """Shares of words and of numbers that both have, of what the larger has: (1.0, 1.0) says the same."""
    return _overlap(first.words, second.words), _overlap(first.numbers, second.numbers)


def find_kinship(first: ContentProfile, second: ContentProfile) -> Kinship:
    """SAME: nearly all words, and no number of one contradicts the other; ISSUE: most words and numbers.

    A report that was corrected has a number its earlier issue has not, and the other way round. Two containers differ
    by what one of them has lost, so only one of them has numbers that the other has not.
    """
    if min(first.token_count, second.token_count) < MIN_TOKENS:
        is_equal = (first.words, first.numbers) == (second.words, second.numbers) and first.token_count > 0
        return Kinship.SAME if is_equal else Kinship.OTHER
    words, numbers = content_similarity(first, second)
    if words >= MIN_WORDS and _is_loss(first, second):
        return Kinship.SAME
    return Kinship.ISSUE if min(words, numbers) >= MIN_ISSUE_SHARE else Kinship.OTHER


def _is_loss(first: ContentProfile, second: ContentProfile) -> bool:
    """Whether all that the numbers of two documents differ by is lost in one of them, or was read with doubt."""
    in_first = first.numbers - second.numbers - second.lone
    in_second = second.numbers - first.numbers - first.lone
    misread = (in_first & first.doubted).total() + (in_second & second.doubted).total()
    in_first -= first.doubted
    in_second -= second.doubted
    smaller, larger = sorted((in_first, in_second), key=Counter.total)
    if smaller.total():
        return False
    figures = sum(count for number, count in larger.items() if _FIGURE.search(number))
    count = max(first.numbers.total(), second.numbers.total())
    return larger.total() <= MAX_LOST_NUMBERS * count + misread and figures <= MAX_LOST_FIGURES * count + misread


def _overlap(first: Counter[str], second: Counter[str]) -> float:
    larger = max(first.total(), second.total())
    return (first & second).total() / larger if larger else 1.0
