"""Of whom a sentence or a bullet speaks: the words before its first verb, which its later clauses leave out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import regex

from extractors.items import FigureBlock, Item, once_per_figure
from extractors.label_wholes import counts_the_same
from extractors.label_words import LEADING_TIME, MARKER, MAX_CLAUSE, count_telling
from extractors.memory import MAX_REMEMBERED
from extractors.own_labels import strip_words, words_after
from extractors.rules_compiled import COUNT, CompiledRules
from extractors.stops import ASIDE, SENTENCE_END
from extractors.text import last_end

_CLAUSE = regex.compile(r"[;,](?=\s)")
_SEMICOLON = regex.compile(r";(?=\s)")
_HEAD = regex.compile(r":(?=\s)")
_FIRST_WORD = regex.compile(r"[\p{L}\d]+")
_NO_SUBJECT = regex.compile(r"[;(]")
_QUOTES = '"“”'
_DASHES = " -–+*"
# Before these a verb is part of a name (hai cấp, công lập, việc giải quyết, Văn hóa và Truyền thông).
_IN_NAME = regex.compile(r"(?ir)(?<![\p{L}])(?:hai|ba|các|mỗi|công|việc|về|và|của|cho|để|từ|vào|đề án|bầu|tái)\s$")
# A subject is named in so many characters, with so many syllables that name something.
_MAX_OPENING = 90
_TELLING_OPENING = 2
# One of more words is not meant by the next sentence.
_MAX_BEFORE = 6
# A body has a name of so many words, a thing one of no more than the second.
_MIN_BODY = 2
_MAX_THING = 12
# What was done to things was done by the body named before them.
_SUFFERED = ("được", "bị", "có")
_ONLY = regex.compile(r"(?i)riêng\s")


@once_per_figure
def find_opening(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The subject of the sentence of a figure whose own clause has none, else of the sentence before; else nothing."""
    text = block.text
    marker = MARKER.match(text)
    floor = marker.end() if marker else 0
    begin, end = max(floor, last_end(SENTENCE_END, text, 0, item.start)), item.start
    for is_before in (False, True):
        sentence, begin = begin, _behind_other_body(block, begin, end, rules)
        if is_before and begin > sentence:
            return ""
        start, is_of_area = _behind_time(text, begin, end, rules)
        subject, behind = _subject_at(block, start, end, rules)
        if _is_of_another(block, item, subject, behind, end, rules):
            return ""
        if subject:
            return "" if is_before and len(subject.split()) > _MAX_BEFORE else subject
        words = text[start : start + MAX_CLAUSE]
        is_last = is_of_area or begin <= floor or rules.cues["ATTRIBUTE"].match(words) is not None
        if is_last or not _lacks_subject(words, rules):
            return ""
        end = begin - 1
        begin = max(floor, last_end(SENTENCE_END, text, 0, end))
    return ""


def _is_of_another(block: FigureBlock, item: Item, subject: str, begin: int, end: int, rules: CompiledRules) -> bool:
    """Whether a figure is not said of the subject of its sentence, or one without a subject names one later."""
    if any(_has_subject(clause, subject, rules) for clause in _clauses(block, begin, end)):
        return True
    if not subject:
        return any(_names_another(words, rules) for words, _ in _members(block, begin, end))
    return _has_sibling(block, subject, begin, end, rules) or _speaks_of_its_own(block, item, subject, rules)


def _speaks_of_its_own(block: FigureBlock, item: Item, subject: str, rules: CompiledRules) -> bool:
    """Whether a figure says of its own things what they did, beside a body that did something (100% các xã đã ...).

    A count does where it opens a clause (...; 120 trường học triển khai học bạ điện tử), if nothing was done to them.
    """
    if rules.cues["ACTING_BODY"].match(subject) is None:
        return False
    behind = words_after(block, item, rules)[1]
    said = rules.cues["PREDICATE"].search(behind)
    if item.symbol != COUNT:
        return said is not None or rules.cues["SAID_OF_SUBJECT"].search(behind) is not None
    begin = last_end(_SEMICOLON, block.text, 0, item.start)
    is_clause = begin > 0 and not block.text[begin : item.quote_start].strip()
    return is_clause and said is not None and said[0] not in _SUFFERED


def _behind_time(text: str, begin: int, end: int, rules: CompiledRules) -> tuple[int, bool]:
    """Where a sentence begins behind the time and the whole area it opens with, and whether it opens with that area."""
    words = text[begin:end]
    start = len(words) - len(words.lstrip(_DASHES))
    time = LEADING_TIME.match(words, start)
    start = time.end() if time else start
    area = rules.cues["WHOLE_AREA"].match(words, start)
    start = area.end() if area else start
    return begin + start + len(words[start:]) - len(words[start:].lstrip(" ,")), area is not None


def _subject_at(block: FigureBlock, begin: int, end: int, rules: CompiledRules) -> tuple[str, int]:
    """The subject that opens a sentence, and where its verb begins; where none does, where the sentence begins."""
    text = ASIDE.sub(lambda aside: " " * len(aside[0]), block.text[begin : min(end, begin + MAX_CLAUSE)])
    first = next((at - begin for at in block.starts if begin <= at < begin + len(text) and text[at - begin] > " "), end)
    lead = text[:first][last_end(_HEAD, text, 0, min(first, len(text))) :].lstrip()
    start = begin + min(first, len(text)) - len(lead)
    body = rules.cues["ACTING_BODY"].match(lead)
    said = _verb_of(lead, body.end() + 1 if body else 0, rules)
    if said is None:
        return "", begin
    subject = strip_words(" ".join(lead[:said].split()).strip(" ,"), rules)
    is_named = len(subject) <= _MAX_OPENING and subject[:1].isupper() and _NO_SUBJECT.search(subject) is None
    is_whole = sum(map(subject.count, _QUOTES)) % 2 == 0
    if not is_named or not is_whole or rules.cues["NO_OPENING"].match(subject):
        return "", begin
    words = len(subject.split())
    is_said = rules.cues["SAID_OF_SUBJECT"].match(lead, said) is not None
    is_thing = body is None and not _opens_with_verb(subject, rules) and (words > _MIN_BODY or is_said)
    is_telling = is_thing and words <= _MAX_THING and count_telling(subject, rules) >= _TELLING_OPENING
    is_body = body is not None and words >= _MIN_BODY
    return (subject, start + said) if is_body or is_telling else ("", begin)


@lru_cache(maxsize=MAX_REMEMBERED)
def _verb_of(lead: str, floor: int, rules: CompiledRules) -> int | None:
    """Where the first verb stands that is no part of a name (Ban quản lý rừng, Quỹ Hỗ trợ nông dân)."""
    verbs = (rules.cues["PREDICATE"], rules.cues["DEED"], rules.cues["DOES_WITH"])
    found = (match.start() for verb in verbs for match in verb.finditer(lead))
    places = [place for place in found if lead[place].islower() and not _IN_NAME.search(lead, 0, place)]
    is_strong = {place for place in places if rules.cues["SAID_OF_SUBJECT"].match(lead, place)}
    return min((place for place in places if place > floor or place in is_strong), default=None)


def _clauses(block: FigureBlock, begin: int, end: int) -> Iterator[str]:
    """The clauses of a sentence behind its subject, each up to its first figure."""
    asides = [match.span() for match in ASIDE.finditer(block.text, begin, end)]
    stops = [match.end() for match in _CLAUSE.finditer(block.text, begin, end)]
    stops = [stop for stop in stops if not any(start <= stop < close for start, close in asides)]
    for stop, following in pairwise([*stops, end]):
        first = next((other.start for other in block.items if stop <= other.start < following), following)
        yield block.text[stop:first].strip()


def _members(block: FigureBlock, begin: int, end: int) -> Iterator[tuple[str, Item | None]]:
    """The words that open the clauses of a sentence behind its semicolons, each with its first figure."""
    stops = [match.end() for match in _SEMICOLON.finditer(block.text, begin, end)]
    for stop, following in pairwise([*stops, end + 1] if stops else []):
        first = next((other for other in block.items if stop <= other.start < following), None)
        yield block.text[stop : first.start if first else following].strip(), first


def _names_another(words: str, rules: CompiledRules) -> bool:
    """Whether the words that open a clause name what it speaks of."""
    return bool(words) and not _lacks_subject(words, rules)


def _has_sibling(block: FigureBlock, subject: str, begin: int, end: int, rules: CompiledRules) -> bool:
    """Whether the same is counted of another thing than the subject (Quốc lộ có 412 vị trí; đường tỉnh 538 vị trí)."""
    if rules.cues["ACTING_BODY"].match(subject):
        return False
    counted = next((other for other in block.items if other.start >= begin), None)
    if counted is None:
        return False
    return any(
        first is not None and counts_the_same(counted, first) and _names_another(words, rules)
        for words, first in _members(block, begin, end)
        if not rules.cues["MEASURE_HEAD"].match(words)
    )


def _behind_other_body(block: FigureBlock, begin: int, end: int, rules: CompiledRules) -> int:
    """Where the last clause of a sentence begins that a semicolon and the name of a body open; else the sentence."""
    stops = [match.end() for match in _SEMICOLON.finditer(block.text, begin, end)]
    body = rules.cues["ACTING_BODY"]
    return next((stop for stop in reversed(stops) if body.match(block.text[stop:end].lstrip())), begin)


@lru_cache(maxsize=MAX_REMEMBERED)
def _has_subject(clause: str, subject: str, rules: CompiledRules) -> bool:
    """Whether a clause names whom it speaks of: a body beside another, a noun with its verb, one like the subject."""
    words = rules.cues["LABEL_LEAD"].sub("", clause)
    if not words or _lacks_subject(words, rules):
        return False
    is_body = rules.cues["ACTING_BODY"].match(subject) is not None
    if is_body and (rules.cues["ACTING_BODY"].match(words) or words[:1].isupper()):
        return True
    deed = rules.cues["DEED"].search(words)
    is_doing = deed is not None and words[: deed.start()].count(" ") > 1 and not rules.cues["MEASURE_HEAD"].match(words)
    if is_doing or rules.cues["SAID_OF_SUBJECT"].search(words):
        return True
    one, other = _FIRST_WORD.match(words), _FIRST_WORD.match(_ONLY.sub("", subject))
    return one is not None and other is not None and one[0].casefold() == other[0].casefold()


def _lacks_subject(words: str, rules: CompiledRules) -> bool:
    is_amount = words[:1].isdigit() or rules.cues["ATTRIBUTE"].match(words) is not None
    return is_amount or _opens_with_verb(words, rules)


@lru_cache(maxsize=MAX_REMEMBERED)
def _opens_with_verb(words: str, rules: CompiledRules) -> bool:
    verbs = (rules.cues["PREDICATE"], rules.cues["DEED"], rules.cues["DOES_WITH"], rules.cues["CLAUSE_VERB"])
    return any(verb.match(words) for verb in verbs)
