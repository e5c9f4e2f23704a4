"""How a figure relates to its time: what happened over it (flow), or what is there at its end (stock)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from extractors.rules_compiled import MAX_REMEMBERED, CompiledRules
from extractors.text import last_end
from schemas.fact import PeriodKind

_PERCENT = (None, "%")
# What is not done is how things are (một trạm không thực hiện công tác khám bệnh).
_NOT = regex.compile(r"(?ir)\b(?:không|chưa)\b[^,;]*$")
_NEAR = 30
# What a place has and was given is there (toàn huyện có 49 chữ ký số được cấp), what it has become happened.
_PASSIVE = regex.compile(r"(?i)\b(?:được|đã)\b")
# The words behind a figure do not end at one: what stands last in them is no verb with a figure behind it.
_GOES_ON = "…"
_SAYS_HAS = regex.compile(r"(?i)\b(?:có|gồm)\s*$")
_COMMA = regex.compile(r"[,:;]")
_OWN_CLAUSE = regex.compile(r"[,:;][^,:;]*$")
# A column of results is no deed of its own: its row says what was measured.
_RESULT_COLUMN = regex.compile(r"(?i)\s–\s(?:ước )?(?:(?:kết quả|số)\s+)?thực hiện\b[^–]*$")
# Of what came in, 'the rest that came in otherwise' came in too (còn 241 hồ sơ tiếp nhận trực tiếp).
_REST = regex.compile(r"(?i)\bcòn(?: lại)?\s*$")
_CAME_TOO = regex.compile(r"(?i)\s*(?:\p{L}+\s){1,2}(?:được |đã )?(?:tiếp nhận|nộp|gửi)\b(?!.*\b(?:chưa|đang)\b)")
_RATES = ("năm", "ngày", "giờ", "ca", "tháng")
_MONEY = "đồng"
_TIMES = ("ngày", "tháng", "quý", "năm", "lần")


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a figure: its own words before and behind it, its name, and what it counts.

    `topic`: words above it (a header, a whole) that say what is there, not what was done. `is_share`: a share, which is
    of its time as what it is a share of. `is_change`: an increase or decrease, which happens whatever it is of.
    """

    before: str = ""
    after: str = ""
    label: str = ""
    unit: str | None = None
    topic: str = ""
    is_share: bool = False
    is_change: bool = False

    @property
    def words(self) -> str:
        """All of them."""
        return f"{self.label} {self.topic} {self.before} {self.after}"


def tell_kind(said: Said, rules: CompiledRules, others: Callable[[], Iterable[str]] = tuple) -> PeriodKind:
    """As the words nearest to a figure tell: before it, behind it, its name; else what it counts.

    `others`: the words before that of which it is a part and before those it is listed with, which tell where its own
    do not. What was done is only looked for where something says that the figure may be there at one time: that is
    dear, and most figures are flows.
    """
    if said.is_change or _is_rest_that_came(said, rules):
        return PeriodKind.FLOW
    if _is_capacity(said, rules):
        return PeriodKind.STOCK
    if " – " in said.label:
        said = replace(said, label=_RESULT_COLUMN.sub("", said.label))
    is_there = _is_there(said, rules)
    is_share = said.is_share and not _is_event(said.unit, rules) and _names_state(said, rules)
    own = (said.before, said.after, said.label)
    if is_there or is_share or _has(said, rules) or any(_says_state(words, rules) for words in own):
        told = _tell_beside(said, is_share, rules) or _first_told(others(), rules) or _nearest(said.label, True, rules)
        return told or (PeriodKind.STOCK if is_there else PeriodKind.FLOW)
    above = list(others())
    is_open = any(_may_be_there(words, rules) for words in above) and _tell_beside(said, is_share, rules) is None
    return (_first_told(above, rules) if is_open else None) or PeriodKind.FLOW


def _first_told(texts: Iterable[str], rules: CompiledRules) -> PeriodKind | None:
    """The kind of the first that tells one; a name of what is there tells it too (có diện tích tự nhiên 29 km2)."""
    for words in texts:
        clause = last_end(_COMMA, words, 0, len(words))
        is_done = rules.cues["DONE_WORDS"].search(words, clause)
        is_named = rules.cues["HAS_WORDS"].search(words) or (
            not is_done and rules.cues["STOCK_WORDS"].search(words, clause)
        )
        told = PeriodKind.STOCK if is_named else _nearest(words, True, rules)
        if told:
            return told
    return None


def tell_before(said: Said, others: Callable[[], Iterable[str]], rules: CompiledRules) -> PeriodKind | None:
    """The kind that the words before a figure tell, else those before its list; None where it runs on."""
    for words in (said.before, *others()):
        if rules.cues["RUNNING_WORDS"].search(words):
            return None
        told = _nearest(words, True, rules)
        if told or rules.cues["HAS_WORDS"].search(words):
            return told or PeriodKind.STOCK
    return None


def names_what_is_there(said: Said, rules: CompiledRules) -> bool:
    """Whether a figure is a share of things that have or are something, or a count of such as nothing says was done."""
    if rules.cues["RUNNING_WORDS"].search(said.words) or rules.cues["DONE_WORDS"].search(f"{said.words}{_GOES_ON}"):
        return False
    return _names_state(said, rules) if said.is_share else _is_there(said, rules)


@lru_cache(maxsize=MAX_REMEMBERED)
def _says_state(words: str, rules: CompiledRules) -> bool:
    return bool(words) and bool(rules.cues["STATE_WORDS"].search(words))


def _may_be_there(words: str, rules: CompiledRules) -> bool:
    return _says_state(words, rules) or bool(rules.cues["HAS_WORDS"].search(words))


def _names_state(said: Said, rules: CompiledRules) -> bool:
    return bool(rules.cues["STATE_SHARE"].search(f"{said.label} {said.topic}"))


def _is_event(unit: str | None, rules: CompiledRules) -> bool:
    return bool(unit and rules.cue_wholes["FLOW_UNIT"].fullmatch(unit))


def _is_rest_that_came(said: Said, rules: CompiledRules) -> bool:
    is_rest = _is_event(said.unit, rules) and _REST.search(said.before) is not None
    return is_rest and _CAME_TOO.match(said.after) is not None


def _tell_beside(said: Said, is_share: bool, rules: CompiledRules) -> PeriodKind | None:
    """The kind told before the figure, else behind it, else by what it is a share of.

    What is said to be there is not told by the deeds of another clause (Khám chữa bệnh: Trung tâm có 160 giường).
    """
    clause = _OWN_CLAUSE.search(said.before) if _SAYS_HAS.search(said.before) else None
    before = _nearest(said.before, True, rules, clause.start() if clause else 0)
    has = _has(said, rules)
    after = _PASSIVE.split(said.after, maxsplit=1)[0] if has else said.after
    beside = before or _nearest(f"{after}{_GOES_ON}", False, rules)
    if beside is None and (is_share or has):
        return PeriodKind.STOCK
    return beside


def _has(said: Said, rules: CompiledRules) -> bool:
    """Whether a place or a body is said to have so many (toàn huyện có); of what happens that says nothing."""
    return bool(rules.cues["HAS_WORDS"].search(said.before)) and not _is_event(said.unit, rules)


def _is_capacity(said: Said, rules: CompiledRules) -> bool:
    """Whether a rate is what a plant can do (công suất 1,4 triệu tấn/năm)."""
    counted, _, each = (said.unit or "").partition("/")
    is_rate = each in _RATES and not _is_event(counted, rules)
    return is_rate and bool(rules.cues["CAPACITY"].search(said.before))


def tell_by_header(header: str, rules: CompiledRules) -> PeriodKind | None:
    """The kind that the header of a column says."""
    if rules.cues["FLOW_HEADER"].search(header):
        return PeriodKind.FLOW
    return PeriodKind.STOCK if rules.cues["STOCK_HEADER"].search(header) else None


@lru_cache(maxsize=MAX_REMEMBERED)
def _nearest(words: str, is_last: bool, rules: CompiledRules, floor: int = 0) -> PeriodKind | None:
    """The kind told by the last (or first) words that tell one; of words that overlap the first, deeds from a floor."""
    if not words.strip():
        return None
    states = [(match.start(), match.end(), PeriodKind.STOCK) for match in rules.cues["STATE_WORDS"].finditer(words)]
    done = [
        (match.start(), match.end(), PeriodKind.FLOW)
        for match in rules.cues["DONE_WORDS"].finditer(words, floor)
        if not any(start <= match.start() < end for start, end, _ in states)
        and not _NOT.search(words, max(0, match.start() - _NEAR), match.start())
    ]
    found = sorted((*states, *done))
    return found[-1 if is_last else 0][2] if found else None


def _is_there(said: Said, rules: CompiledRules) -> bool:
    """Whether what is counted is there at one time; a share, by what it is a share of."""
    unit = said.unit
    if (unit and rules.cue_wholes["FLOW_UNIT"].fullmatch(unit)) or rules.cues["FLOW_UNIT"].match(said.label):
        return False
    if unit and unit.partition("/")[0] == _MONEY and not said.is_share:
        return bool(rules.cues["STOCK_MONEY"].search(said.words))
    if rules.cues["STOCK_WORDS"].search(said.words):
        return True
    if unit in _PERCENT:
        return False
    counted, _, each = unit.partition("/")
    return each not in _TIMES and bool(rules.cue_wholes["STOCK_UNIT"].fullmatch(counted))
