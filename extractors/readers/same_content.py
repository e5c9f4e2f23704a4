"""Whether two documents say the same in different containers: a report as Word and PDF."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from schemas.document import Page

_TOKEN = regex.compile(r"\d+(?:[.,]\d+)*|\p{L}+")
_NUMBER = regex.compile(r"\d")
_PAGE_NUMBER = regex.compile(r"[-–\s]*\d{1,3}[-–\s]*")
_BREAK = regex.compile(r"(?<=\p{L})-\n(?=\p{Ll})")
# Measured on the pairs of ../shared/reports: see tests. Another month's report of one office has most words in common
# but not its numbers.
MIN_NUMBERS = 0.9
MIN_WORDS = 0.9
MIN_TOKENS = 50


@dataclass(frozen=True, slots=True)
class ContentProfile:
    """How often each word and each number stands in a document, whatever their order."""

    words: Counter[str]
    numbers: Counter[str]

    @property
    def token_count(self) -> int:
        """Words and numbers."""
        return self.words.total() + self.numbers.total()


def read_profile(pages: Iterable[Page]) -> ContentProfile:
    """Words without case and marks of breaks, and numbers as printed; lone page numbers are left out."""
    words: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for page in pages:
        lines = (line for line in _BREAK.sub("", page.text).split("\n") if not _PAGE_NUMBER.fullmatch(line))
        for token in _TOKEN.findall(unicodedata.normalize("NFKC", "\n".join(lines)).casefold()):
            (numbers if _NUMBER.match(token) else words)[token] += 1
    return ContentProfile(words, numbers)


def content_fingerprint(pages: Iterable[Page]) -> str:
    """Equal for documents with the same words and numbers in whatever order and lines: 16 hex digits."""
    profile = read_profile(pages)
    counted = sorted([*profile.words.items(), *profile.numbers.items()])
    return hashlib.sha256("\n".join(f"{token}\t{count}" for token, count in counted).encode()).hexdigest()[:16]


def content_similarity(first: ContentProfile, second: ContentProfile) -> tuple[float, float]:
    """Shares of words and of numbers that both have, of what the larger has: (1.0, 1.0) says the same."""
    return _overlap(first.words, second.words), _overlap(first.numbers, second.numbers)


def is_same_content(first: ContentProfile, second: ContentProfile) -> bool:
    """Whether two documents are one report: nearly all words and nearly all numbers of one stand in the other."""
    if min(first.token_count, second.token_count) < MIN_TOKENS:
        return first == second and first.token_count > 0
    words, numbers = content_similarity(first, second)
    return words >= MIN_WORDS and numbers >= MIN_NUMBERS


def _overlap(first: Counter[str], second: Counter[str]) -> float:
    larger = max(first.total(), second.total())
    return (first & second).total() / larger if larger else 1.0
