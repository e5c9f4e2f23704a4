"""The words of a text that tell a level of administration, found once a text and looked up by position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractors.grades import is_grade
from extractors.places import Home
from extractors.rules_compiled import CompiledRules, CompiledScope
from schemas.fact import Scope
from schemas.reference import PlaceLevel

LEVELS = {
    PlaceLevel.PROVINCE: Scope.CAP_TINH,
    PlaceLevel.DISTRICT: Scope.CAP_HUYEN,
    PlaceLevel.COMMUNE: Scope.CAP_XA,
}
# 'Phòng chuyên môn' is a district's in its reports; a Sở and a commune have such rooms themselves.
_ROOMS = "rooms"
_BODIES = ("level", "committee")
_TOGETHER = regex.compile(r"(?i)[^.;:]{0,45}?(?:\bvà|,|\bđến|/)\s[^.;:]{0,25}")
_OWNER = regex.compile(r"(?ir)\b(?:của|tại|ở|đối với)\s(?:[\p{L}]+\s){0,2}$")
_OWNER_REACH = 40
_AND_OFFICES = regex.compile(r"(?:,?\s(?:xã|phường|thị trấn))*\s(?:và|,)\s(?:các\s)?(?:phòng|cơ quan|đơn vị|ban|huyện)")


@dataclass(frozen=True, slots=True)
class ScopeWord:
    """Words at start..end of a text; `how` as in scopes.yaml."""

    start: int
    end: int
    scope: Scope
    how: str

    @property
    def is_body(self) -> bool:
        """Whether it names bodies of a level."""
        return self.how in _BODIES


def _start_of(word: ScopeWord) -> int:
    return word.start


class ScopeWords:
    """Finds the words; those of a text are found once."""

    def __init__(self, home: Home, rules: CompiledRules, *, is_own: bool = False) -> None:
        """`is_own`: only words for a whole territory count, in what a school or company tells of itself."""
        self._home = home
        is_of_district = home.level in (None, PlaceLevel.DISTRICT)
        used = [rule for rule in rules.scopes if is_of_district or rule.id != _ROOMS]
        self._rules = [rule for rule in used if rule.id == "area" or not (is_own or rule.how == "counted")]
        self._counted = [rule for rule in rules.scopes if rule.how == "counted"]
        self._kinds = rules.place_kinds
        self._own = LEVELS.get(home.level) if home.level else None
        self._found: dict[str, tuple[ScopeWord, ...]] = {}

    def find(self, text: str) -> tuple[ScopeWord, ...]:
        """The words of a text in order; of words that overlap the first and longest."""
        if text not in self._found:
            self._found[text] = tuple(self._read(text))
        return self._found[text]

    def between(self, text: str, start: int, end: int) -> list[ScopeWord]:
        """The words within start..end; bodies of two levels named together ('huyện và xã') stand for the whole."""
        words = self.find(text)
        first = bisect_left(words, start, key=_start_of)
        last = bisect_left(words, end, lo=first, key=_start_of)
        found = [word for word in words[first:last] if word.end <= end]
        bodies = [word for word in found if word.is_body]
        if is_mixed(text, bodies):
            return [ScopeWord(bodies[0].start, bodies[-1].end, Scope.TOAN_DIA_BAN, "area")]
        return found

    def spoken(self, text: str, start: int, end: int) -> list[ScopeWord]:
        """As `between`, without the committee that writes the report: what it says goes beyond its own figures."""
        return [
            word
            for word in self.between(text, start, end)
            if word.how != "committee" or word.scope is not self._own or is_owner(text, word)
        ]

    def counted(self, text: str, position: int) -> Scope | None:
        """The level of the noun that stands at a position, where units of a level are counted (19/19 xã)."""
        for rule in self._counted:
            match = rule.pattern.match(text, position)
            if match:
                return Scope.TOAN_DIA_BAN if _AND_OFFICES.match(text, match.end()) else rule.scope
        return None

    def _read(self, text: str) -> list[ScopeWord]:
        found = [
            ScopeWord(match.start(), match.end(), self._scope_of(rule, match), rule.how)
            for rule in self._rules
            for match in rule.pattern.finditer(text)
            if rule.how != "level" or not is_grade(text, *match.span())
        ]
        kept: list[ScopeWord] = []
        for word in sorted(found, key=lambda w: (w.start, -w.end)):
            if not kept or word.start >= kept[-1].end:
                kept.append(word)
        return kept

    def _scope_of(self, rule: CompiledScope, match: regex.Match[str]) -> Scope:
        """Of an area that names its level: the document's own whole, or another level."""
        kind = match.groupdict().get("kind") if rule.how == "area" else None
        if kind is None or self._home.level is None:
            return rule.scope
        place_kind = self._kinds[" ".join(kind.casefold().split())]
        if self._home.level in (place_kind.level, place_kind.also):
            return rule.scope
        return LEVELS[place_kind.also or place_kind.level]


def is_mixed(text: str, bodies: Sequence[ScopeWord]) -> bool:
    """Whether bodies of several levels are named together."""
    return len({word.scope for word in bodies}) > 1 and all(
        _TOGETHER.fullmatch(text, one.end, other.start + 1) for one, other in pairwise(bodies)
    )


def is_owner(text: str, word: ScopeWord) -> bool:
    """Whether what is measured is said to be theirs: 'của UBND huyện', 'tại UBND xã'."""
    return bool(_OWNER.search(text[max(0, word.start - _OWNER_REACH) : word.start]))
