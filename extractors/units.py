"""The unit that stands behind a number, and the qualifier that stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from extractors.memory import MAX_REMEMBERED
from extractors.rules_compiled import CompiledRules, Unit
from extractors.segmentation import MAX_CHARACTERS, first_word
from schemas.fact import Qualifier

# A word, or letters that only an abbreviation puts together (76 CĐCS): words of a title in capitals have vowels.
# A post is one noun of two syllables (21/23 Chủ tịch Hội cơ sở), whether or not a unit of the list.
_POST = regex.compile(
    r"\s*((?i:chủ tịch|chủ nhiệm|bí thư|chi hội trưởng|tổ trưởng"
    r"|(?:trưởng|phó) (?:thôn|bản|ấp|xóm|buôn|khu|phòng|khoa|ban)))(?!\p{L})"
)
_WORD = regex.compile(r"\s?(\p{Ll}+|\p{Lu}\p{Ll}+|[BCDĐGHKLMNPQRSTVX]{3,8})(?![\p{L}\d])")
_SCORE = "điểm"
_AMOUNTS = frozenset(("physical", "money"))
_NEAR = 30
# How often something was used: with what used it (lượt tàu).
_TIMES = "lượt"
# People of whatever kind: a noun behind them begins the next of a list (3.402 người, lao động nữ đạt 46%).
_ANYBODY = "người"
# Last syllables of what people are called after their calling (chiến sĩ, tình nguyện viên, người lao động).
_CALLING = regex.compile(r"\b(?:viên|s[ĩỹ]|nhân|dân|binh|quân|lao động|cốt cán|quần chúng)$")
# An abbreviation that the document may spell out itself (7.215 TK).
_SHORT = regex.compile(r"\s?(\p{Lu}[\p{Lu}&-]*\p{Lu})(?![\p{L}\d])")
_PAIR = regex.compile(
    r"\s?(\p{Ll}[\p{L}]*(?:\s\p{Ll}[\p{L}]*)?/(?:1(?:\.?0{2,3})+\s)?\p{Ll}[\p{L}]*\d?(?:\s\p{Ll}+)?)(?![\p{L}\d/])"
)
# What an amount is per, also of a hundred of it, of a thing between (tấn rác/ngày), of a pair (người-tháng).
_PER = regex.compile(
    r"(?:(?:\s?/\s?|(?<=/\p{L}+)-)(?:(?:10{2,5}|1\.000|10\.000|100\.000|vạn)\s)?\p{L}+\d?(?![\p{L}\d]))+"
)
_LAST_SYLLABLE = regex.compile(r"\p{L}+\d?$")
_OF = regex.compile(r"(?:\s\p{Ll}+){1,2}(?=\s?/\s?\p{Ll})")
_NUMBER_NEAR = regex.compile(r"\s*(?:\d|(?:là|có|đạt|được)\s+(?:\p{Ll}+\s)?\d)")
_NEXT_NUMBER = regex.compile(
    r"(?:,?\s(?!(?:là|có|đã|đang|được|đạt|thực|hoàn|triển|tổ|trên|tại|với|và|trong|cho|do)\b)\p{L}+){1,5}"
    r"(?:\s\([^()]{1,30}\))?(?::|\slà)?\s\d[\d.,]*\s"
)
# A number that no unit follows, of what is named before it (14 lớp, chỉ số hài lòng 82).
_NEXT_BARE = regex.compile(
    r"(?:\s(?!(?:là|có|đã|được|đạt|thực|trên|của|tại|với|và|trong|cho|do|từ|đến)\b)\p{L}+){1,4}"
    r"(?<!\b(?:năm|tháng|quý|ngày|số|đoạn|khóa|khoá|vụ|loại|lớp|mức|độ)):?\s\d[\d.,]*(?<![.,])\s?(?:[.,;)]|$)"
)
_DIGIT = regex.compile(r"\d")
_PER_TAIL = regex.compile(r"\s(?:đêm|dân|sống)(?![\p{L}])")
# Medals of silver stand this near before those of bronze (07 vàng, 09 bạc, 16 đồng).
_MEDALS_REACH = 40
_MAGNITUDE_WORD = regex.compile(r"^(?:nghìn|triệu|tỷ) (?=đồng|USD)")
_HALF = regex.compile(r"\s+rưỡi(?!\p{L})")
# A noun with a capital begins a name (4 cá nhân, Tỉnh Hội tặng ...).
_NAME = regex.compile(r"\p{Lu}\p{Ll}")
# From the word of an estimate to its number, with what is estimated and its time between.
_ESTIMATE_REACH = 90
_ALSO = regex.compile(r"(?:\s?,\s?|\s+và\s+|\s+hoặc\s+|/)")


@dataclass(frozen=True, slots=True)
class UnitReading:
    """A unit as printed and what it means; `end` is where it ends in the flat text."""

    unit: str | None
    printed: str
    end: int
    kind: str
    factor: Decimal
    is_classifier: bool
    is_listed: bool


def base_name(unit: Unit) -> str:
    """The unit values are given in: đồng for triệu đồng and for a bare triệu, the noun itself for what is counted."""
    if unit.kind == "magnitude":
        return "đồng"
    return _MAGNITUDE_WORD.sub("", unit.unit) if unit.kind == "money" else unit.unit


@lru_cache(maxsize=MAX_REMEMBERED)
def read_unit(text: str, position: int, rules: CompiledRules) -> UnitReading | None:
    """The unit directly behind a number, None where the next word counts nothing.

    A magnitude (nghìn, triệu, tỷ) multiplies the unit behind it, and is money where none stands there. A noun that
    no rule lists is a unit too, as printed.
    """
    own = _SHORT.match(text, position) if rules.glossary else None
    if own and own[1] in rules.glossary:
        unit = rules.glossary[own[1]]
        return UnitReading(unit.unit, own[1], own.end(), unit.kind, unit.factor, unit.is_classifier, is_listed=True)
    match = rules.unit_pattern.match(text, position)
    if not match:
        return _read_open_noun(text, position, rules)
    unit = rules.units[match[1].casefold()]
    if match[1] == _SCORE and not rules.cues["AFTER_SCORE"].match(text[match.end() : match.end() + _NEAR]):
        return _read_open_noun(text, position, rules)
    if match[1] == "đồng" and rules.cues["MEDALS_BEFORE"].search(text, max(0, position - _MEDALS_REACH), position):
        unit = rules.units["huy chương"]
    if unit.kind == "magnitude":
        return _read_magnitude(text, match.start(1), match.end(), unit, rules)
    spelt = _read_spelt(text, match.start(1), match.end(), rules)
    if spelt is not None:
        return spelt
    printed, end = _widen(text, match.start(1), match.end(), unit, rules)
    tail = printed[len(match[1]) :] if end > match.end() else ""
    if unit.unit == _TIMES and tail[1:].isupper():
        tail = f" {rules.units[tail[1:].casefold()].unit}"
    name = unit.unit + tail
    name = _MAGNITUDE_WORD.sub("", name) if unit.kind == "money" else name
    kind = "physical" if "/" in name and unit.kind == "count" else unit.kind
    return UnitReading(name, printed, end, kind, unit.factor, unit.is_classifier, is_listed=True)


def _read_spelt(text: str, start: int, end: int, rules: CompiledRules) -> UnitReading | None:
    """The words that the document has an abbreviation for, where they say more than the unit (14 tổ chức đảng)."""
    for unit in rules.glossary.values():
        stop = start + len(unit.unit)
        if stop > end and text[start:stop].casefold() == unit.unit and not text[stop : stop + 1].isalpha():
            return UnitReading(unit.unit, text[start:stop], stop, unit.kind, unit.factor, False, is_listed=True)
    return None


def _read_magnitude(text: str, start: int, end: int, unit: Unit, rules: CompiledRules) -> UnitReading:
    half = _HALF.match(text, end)
    following = rules.unit_pattern.match(text, half.end() if half else end)
    counted = rules.units[following[1].casefold()] if following else None
    if following and counted and counted.kind != "magnitude":
        factor = unit.factor * counted.factor
        printed, stop = _widen(text, following.start(1), following.end(), counted, rules)
        name = counted.unit + printed[len(following[1]) :]
        name = _MAGNITUDE_WORD.sub("", name) if counted.kind == "money" else name
        return UnitReading(name, text[start:stop], stop, counted.kind, factor, False, is_listed=True)
    return UnitReading("đồng", text[start:end], end, "money", unit.factor, False, is_listed=True)


def _widen(text: str, start: int, end: int, unit: Unit, rules: CompiledRules) -> tuple[str, int]:
    """A unit with what it is counted by (tạ/ha, đồng/người/năm) or two units that share a number (xã, thị trấn)."""
    per = None if _leads_to_plan(text, end, rules) else _read_per(text, end, unit, rules)
    counted = rules.unit_word.match(text, end + 1) if unit.unit == _TIMES and text[end : end + 1] == " " else None
    of = rules.units[counted[1].casefold()] if counted else None
    if counted and of and of.kind == "count":
        stop = join_nouns(text, counted.start(1), counted.end(1), of, rules)
        return text[start:stop], stop
    if per:
        tail = _PER_TAIL.match(text, per.end())
        begin = per.end() - len(_LAST_SYLLABLE.findall(per[0])[-1])
        last = rules.unit_word.match(text, begin)
        stop = max(tail.end() if tail else per.end(), last.end() if last else 0)
        stop = stop if last or tail else _end_of_word(text, begin, per.end())
        return text[start:stop], stop
    stop = join_nouns(text, start, end, unit, rules)
    return text[start:stop], stop


def join_nouns(text: str, start: int, end: int, unit: Unit, rules: CompiledRules) -> int:
    """Where the list of nouns ends that begins with a unit at start:end (thôn, buôn, tổ dân phố)."""
    if unit.kind != "count" or unit.is_classifier or unit.unit == _ANYBODY:
        return end
    stop = end
    while joint := _ALSO.match(text, stop):
        match = rules.unit_pattern.match(text, joint.end())
        is_beside = match is not None and match.start(1) == joint.end() and not _NUMBER_NEAR.match(text, match.end())
        if match is None or not is_beside or not _is_other_noun(text, match, unit, rules):
            return stop
        if joint[0].strip() == "và" and not _is_of_a_kind(unit.unit, rules.units[match[1].casefold()].unit, rules):
            return stop
        if _begins_item(text, match.end(), text[start:end], rules):
            return stop
        stop = match.end()
    return stop


def _is_of_a_kind(one: str, other: str, rules: CompiledRules) -> bool:
    """Whether two nouns both count people or neither does: one number may be of both together."""
    nouns = (one.removeprefix(f"{_TIMES} "), other)
    people = [bool(rules.cue_wholes["PERSON"].fullmatch(noun) or _CALLING.search(noun)) for noun in nouns]
    return people[0] == people[1]


def _is_other_noun(text: str, match: regex.Match[str], unit: Unit, rules: CompiledRules) -> bool:
    """Whether a listed noun counts other things than a unit does, and is no name, time, deed or a place's type."""
    other, noun, person = rules.units[match[1].casefold()], match[1], rules.cue_wholes["PERSON"]
    is_person = person.fullmatch(other.unit) is not None or _CALLING.search(other.unit) is not None
    return (
        other.kind == "count"
        and other.unit != unit.unit
        and not unit.unit.startswith(f"{noun.casefold()} ")
        and (person.fullmatch(unit.unit) is None or is_person)
        and not _NAME.match(noun)
        and not rules.cue_wholes["TIME_UNIT"].fullmatch(noun)
        and not rules.cues["DEED"].match(noun)
        and not rules.cues["CLAUSE_OPENING"].match(text[match.start(1) : match.end() + _NEAR])
        and not rules.place_word.match(text, match.start(1))
    )


def _leads_to_plan(text: str, end: int, rules: CompiledRules) -> bool:
    """Whether a slash and the word of a plan stand behind a unit, before the number planned (hội viên/chỉ tiêu 45)."""
    number = _DIGIT.search(text, end, end + _NEAR) if text[end : end + 2].lstrip()[:1] == "/" else None
    return number is not None and rules.cues["PLAN_SLASH"].match(text, end, number.start()) is not None


def _read_per(text: str, end: int, unit: Unit, rules: CompiledRules) -> regex.Match[str] | None:
    """What stands behind a slash; a thing may stand between an amount and the slash (tấn rác/ngày)."""
    of = _OF.match(text, end) if unit.kind in _AMOUNTS else None
    if of and not any(rules.cue_wholes["NOT_A_NOUN"].fullmatch(word) for word in of[0].split()):
        return _PER.match(text, of.end())
    return _PER.match(text, end)


def _end_of_word(text: str, begin: int, end: int) -> int:
    """Where the word behind a slash ends that no rule lists, with all its syllables (đồng/cổ phần)."""
    word = first_word(text[begin : begin + MAX_CHARACTERS]) if text[end : end + 1] == " " else ""
    return max(end, begin + len(word) if text.startswith(word, begin) else 0)


def _begins_item(text: str, end: int, unit: str, rules: CompiledRules) -> bool:
    """Whether the noun that ends there begins the next of a list (3 vụ, xã Vân Du 2 vụ): it has its own number."""
    number = _NEXT_NUMBER.match(text, end)
    if number is not None and text.startswith(unit, number.end()):
        return True
    bare = _NEXT_BARE.match(text, end)
    return bare is not None and not rules.cues["DEED"].search(bare[0])


def _read_open_noun(text: str, position: int, rules: CompiledRules) -> UnitReading | None:
    pair = _PAIR.match(text, position)
    if pair:
        return UnitReading(pair[1], pair[1], pair.end(), "physical", Decimal(1), False, is_listed=False)
    word = _POST.match(text, position) or _WORD.match(text, position)
    if not word or rules.cue_wholes["NOT_A_NOUN"].fullmatch(word[1]):
        return None
    noun = word[1] if word[1].isupper() else word[1].casefold()
    return UnitReading(noun, word[1], word.end(), "count", Decimal(1), False, is_listed=False)


def read_qualifier(text: str, start: int, end: int, rules: CompiledRules) -> tuple[Qualifier, int]:
    """The qualifier of the number at start:end, and where the words that say it begin."""
    before = text[max(0, start - 30) : start]
    after = text[end : end + 45]
    leading, trailing = rules.may_be_qualified
    if leading.search(before) or trailing.match(after):
        for rule in rules.qualifiers:
            match = rule.before.search(before) if rule.before else None
            if match and not (rule.not_after and rule.not_after.match(text, end, end + 45)):
                return rule.qualifier, start - len(before) + match.start() + (match[0][:1] in " ,;:(")
            if rule.after and rule.after.search(after):
                return rule.qualifier, start
    return _read_estimate(text, start, rules), start


def _read_estimate(text: str, start: int, rules: CompiledRules) -> Qualifier:
    """Whether the words that lead to a number begin with 'ước' (ước xuất khẩu 4,8; Ước thu từ trồng trọt: 14)."""
    before = text[max(0, start - _ESTIMATE_REACH) : start]
    is_near = "ước" in before or "Ước" in before
    return Qualifier.ESTIMATED if is_near and rules.cues["ESTIMATE_AHEAD"].search(before) else Qualifier.EXACT
