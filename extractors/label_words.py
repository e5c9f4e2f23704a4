"""How labels are put together: what is said before, where it says more, and the words of a figure's own."""

from __future__ import annotations

from functools import lru_cache

import regex

from extractors.memory import MAX_REMEMBERED
from extractors.rules_compiled import CompiledRules
from extractors.stops import ASIDE

MAX_LABEL = 200
# Before it stands under what a figure is printed, behind it what it measures (asides.yaml cuts the first).
ABOVE = " › "
# Words farther from a figure than this do not name it.
MAX_CLAUSE = 400
# Figures that share what they measure (cấp huyện 94,28%, cấp xã 80,55%) stand this close behind the one that names it.
MAX_FIGURES_BACK = 4
IS_NAMED = regex.compile(r"(?i)(?:tổng\s+)?(?:số|tỷ lệ|tỉ lệ)\b")
SUM = regex.compile(r"(?i)tổng\s")
MARKER = regex.compile(r"(?:[-–+*•]|\d{1,2}(?:\.\d{1,2})*(?:[.)]|/(?=\s))|\p{Ll}\))\s*")
LEADING_TIME = regex.compile(
    r"(?i)^\s*(?:trong\s+)?(?:(?:năm|tháng|quý)\s+[\dIVX/]+(?:\s+năm\s+\d{4})?"
    r"|(?:\d{1,2}|ba|sáu|chín)\s+tháng(?:\s+(?:đầu|cuối))?\s+năm(?:\s+\d{4})?)\s*,\s*"
)
# What words stand below or are said of, up to the first sign of it that is not the last.
# What leads to a word that does not follow (giao dịch trên tổng số).
_REACHES = regex.compile(r"(?i)\s(?:đối với|của|(?:trên|trong) tổng(?: số)?|so với)$")
_HEAD = regex.compile(r".+?(?: › |: )(?=.{15})")
_WORD = regex.compile(r"[\p{L}\d]+")
_SYLLABLE = regex.compile(r"\p{L}+")


def put_before(topic: str, text: str) -> str:
    """The words with what they are said of, where that says more than they do."""
    return f"{topic}: {text}" if topic and text and not shares_words(topic, text) else text or topic


def put_below(context: str, text: str) -> str:
    """The words behind what they stand below (Chứng thực › Hợp đồng (việc)), which is no part of what they measure."""
    has_room = len(context) + len(ABOVE) + len(text) <= MAX_LABEL
    return f"{context}{ABOVE}{text}" if context and has_room and not shares_words(context, text) else text or context


def nest(context: str, text: str) -> str:
    """The words behind what they stand below, without a head that both have (Khám bệnh: 742 lượt; ngoại trú 654)."""
    head, stop, rest = text.partition(": ")
    return put_below(context, rest if stop and rest and context.startswith(head) else text)


def fit_label(text: str) -> str:
    """The words in at most MAX_LABEL characters: less of what they stand below first, and no word torn."""
    while len(text) > MAX_LABEL:
        head = _HEAD.match(text)
        if head is None:
            return text[: MAX_LABEL + 1].rpartition(" ")[0].rstrip(" ,;:")
        text = text[head.end() :]
    return text


def close_label(text: str) -> str:
    """The words without an open bracket, and without a preposition or a whole that reaches for nothing."""
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].rstrip(" ,")
    return _REACHES.sub("", text)


def without_context(label: str) -> str:
    """The label without what it stands below."""
    return label.rpartition(ABOVE)[2]


def without_heading(label: str, section: str | None) -> str:
    """The label without the heading of its section: a second telling stands in another one."""
    heading, stop, words = label.partition(ABOVE)
    return words if stop and section and shares_words(heading, section) else label


@lru_cache(maxsize=MAX_REMEMBERED)
def shares_words(one: str, other: str) -> bool:
    """Whether one says nothing that the other does not."""
    return list_words(one) <= list_words(other) or other.casefold() in one.casefold()


@lru_cache(maxsize=MAX_REMEMBERED)
def list_words(text: str) -> frozenset[str]:
    """The different words of a text, in small letters."""
    return frozenset(_WORD.findall(text.casefold()))


@lru_cache(maxsize=MAX_REMEMBERED)
def count_telling(text: str, rules: CompiledRules) -> int:
    """The syllables that name something: not those of deeds, counts, levels and times, which any figure may have."""
    return len(_SYLLABLE.findall(rules.cues["SAYS_LITTLE"].sub(" ", ASIDE.sub(" ", text))))
