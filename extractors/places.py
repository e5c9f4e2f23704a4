"""Names of places in the words of offices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from extractors.gazetteer import Gazetteer, PlaceRow, bare_name, fold_name
from extractors.rules_compiled import CompiledRules
from extractors.stops import ASIDE
from schemas.reference import PlaceLevel
from schemas.rules import PlaceKindRule

MAX_NAME_WORDS = 5
_TOKEN = regex.compile(r"[ ]?-?[ ]?([\p{Lu}][\p{L}'’‘]*|\d{1,2}(?![\d./%]))")
# A long dash is of a name only where the list has the whole of it (Bà Rịa – Vũng Tàu).
_DASHED = regex.compile(r" ?\p{Lu}\p{L}*(?: \p{Lu}\p{L}*)? ?– ?\p{Lu}\p{L}*(?: \p{Lu}\p{L}*)?")
# A name that no list has is believed to be one from two words on: 'xã Nông' may be the beginning of anything.
_MIN_UNKNOWN_WORDS = 2
_MAX_SHORT_WORD = 3
_REACH = 400
_DIGIT = regex.compile(r"\d")


_LEVELS = (PlaceLevel.PROVINCE, PlaceLevel.DISTRICT, PlaceLevel.COMMUNE)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at start..end of a text; `row` None where the list has none or more than one of that name.

    `is_variant`: the name is in the list with other marks (TỬA CHÙA for Tủa Chùa); `is_listed`: the list has it as
    printed, be it more than once.
    """

    start: int
    end: int
    kind: str
    level: PlaceLevel
    proper: str
    row: PlaceRow | None
    is_variant: bool = False
    is_listed: bool = False

    @property
    def key(self) -> str:
        """What tells places apart: the code, else kind and name."""
        return self.row.place_id if self.row else f"{self.kind} {self.proper.casefold()}"


@dataclass(frozen=True, slots=True)
class Home:
    """The place a document reports on, as far as known, and the days its names are of."""

    row: PlaceRow | None = None
    level: PlaceLevel | None = None
    province_id: str | None = None
    kind: str | None = None
    proper: str | None = None
    is_old: bool = True
    is_new: bool = True
    is_past: bool = True
    """Whether the text may be from before 2025, when what the reforms of 2023 and 2024 ended was there."""


NOWHERE = Home()
"""The home of a text that does not say whose it is."""


class PlaceReader:
    """Finds places named in a text, with the document's own place as context."""

    def __init__(self, rules: CompiledRules, home: Home) -> None:
        self._rules = rules
        self._gazetteer: Gazetteer = rules.gazetteer
        self.home = home

    def find(self, text: str) -> tuple[PlaceMention, ...]:
        """The places named in a text, in order; of a type word alone ('các xã') there is none."""
        found: list[PlaceMention] = []
        for match in self._rules.place_word.finditer(text):
            mention = self._read(text, match)
            if mention and (not found or found[-1].end <= mention.start):
                found.append(mention)
        return tuple(found)

    def _read(self, text: str, match: regex.Match[str]) -> PlaceMention | None:
        kind = self._rules.place_kinds[" ".join(match[1].casefold().split())]
        ends = list(_name_ends(text, match.end()))
        dashed = _DASHED.match(text, match.end())
        rows = self._gazetteer.named(kind.id, dashed[0].strip()) if dashed else []
        if dashed and rows:
            return self._mention(match, dashed.end(), kind, dashed[0].strip(), self.choose(rows), False, True)
        for end in reversed(ends):
            name = text[match.end() : end].strip()
            rows = self._gazetteer.named(kind.id, name)
            if rows and (end == ends[-1] or self._goes_on(rows, text[match.end() : ends[-1]])):
                return self._mention(match, end, kind, name, self.choose(rows), False, True)
        for end in reversed(ends):
            name = text[match.end() : end].strip()
            row = self._choose_near(self._gazetteer.nearly_named(kind.id, name)) or self._risen(kind, name)
            if row:
                return self._mention(match, end, kind, name, row, row.kind == kind.id)
        is_short = not match[1][-1].isalpha() or (match[1].isupper() and len(match[1]) <= _MAX_SHORT_WORD)
        name = text[match.end() : ends[-1]].strip() if ends else ""
        if is_short or len(ends) < _MIN_UNKNOWN_WORDS or _DIGIT.search(name):
            return None
        return self._mention(match, ends[-1], kind, name, None, False)

    def _goes_on(self, rows: Sequence[PlaceRow], printed: str) -> bool:
        """Whether capitals behind a known name begin other words: in a line of capitals, or where the place is ours."""
        row = self.choose(rows)
        home = self.home.row
        if row is None or printed.isupper():
            return printed.isupper()
        return row.level is PlaceLevel.PROVINCE or (home is not None and self._is_near_home(row, home))

    def _is_near_home(self, row: PlaceRow, home: PlaceRow) -> bool:
        return self._gazetteer.is_within(row.place_id, home.place_id) or self._gazetteer.is_within(
            home.place_id, row.place_id
        )

    @staticmethod
    def _mention(
        match: regex.Match[str],
        end: int,
        kind: PlaceKindRule,
        name: str,
        row: PlaceRow | None,
        is_variant: bool,
        is_listed: bool = False,
    ) -> PlaceMention:
        level = row.level if row else (kind.also or kind.level)
        return PlaceMention(match.start(), end, kind.id, level, name, row, is_variant, is_listed)

    def choose(self, rows: Iterable[PlaceRow]) -> PlaceRow | None:
        """The one meant: in the document's place, else its province, else the only one in the land of those days."""
        rows = self._of_those_days(rows)
        home = self.home.row
        for above in (home.place_id if home else None, self._district_of_home(), self.home.province_id):
            inside = [row for row in rows if above and self._gazetteer.is_within(row.place_id, above)]
            if len(inside) == 1:
                return inside[0]
            if inside:
                return None
        above_home = {row.place_id for row in self._gazetteer.ancestors(home.place_id)} if home else set()
        rows = [row for row in rows if row.place_id in above_home] or rows
        if len(rows) != 1 or (rows[0].level is PlaceLevel.COMMUNE and (home or self.home.proper)):
            return None
        return rows[0] if rows[0].level is PlaceLevel.PROVINCE or not self.home.province_id else None

    def _district_of_home(self) -> str | None:
        home = self.home.row
        return home.parent_id if home and home.level is PlaceLevel.COMMUNE else None

    def _choose_near(self, rows: Sequence[PlaceRow]) -> PlaceRow | None:
        """A name typed with other marks: only in the document's own place or above it."""
        home = self.home.row
        if home is None:
            return None
        own = {row.place_id for row in self._gazetteer.ancestors(home.place_id)}
        within = self._district_of_home() or home.place_id
        kept = [
            row
            for row in self._of_those_days(rows)
            if row.place_id in own or self._gazetteer.is_within(row.place_id, within)
        ]
        return kept[0] if len(kept) == 1 else None

    def _risen(self, kind: PlaceKindRule, name: str) -> PlaceRow | None:
        """A district of the document's province under the type it has come to have (huyện, now thị xã Mộc Châu)."""
        if kind.level is not PlaceLevel.DISTRICT or self.home.province_id is None:
            return None
        kinds = [
            other.id for other in self._rules.place_kinds.values() if PlaceLevel.DISTRICT in (other.level, other.also)
        ]
        rows = {row.place_id: row for other in kinds for row in self._gazetteer.named(other, name)}
        inside = [row for row in rows.values() if row.parent_id == self.home.province_id and row.level is kind.level]
        return inside[0] if len(inside) == 1 else None

    def _of_those_days(self, rows: Iterable[PlaceRow]) -> list[PlaceRow]:
        rows = list(rows)
        return of_days(rows, self.home) or rows

    @property
    def levels_below(self) -> tuple[PlaceLevel, ...]:
        """The levels below the document's place, the highest first; of a text about the whole land provinces."""
        home = self.home
        if home.row is None:
            return (PlaceLevel.PROVINCE,) if home.level is None and home.kind is None else ()
        return _LEVELS[_LEVELS.index(home.row.level) + 1 :]

    def named_below(self, name: str, level: PlaceLevel | None = None, *, is_exact: bool = False) -> PlaceRow | None:
        """The place below the document's own (of a level) that a bare name is; `is_exact`: with its own marks."""
        if len(name.split()) > MAX_NAME_WORDS or not name[:1].isupper():
            return None
        for below in (level,) if level else self.levels_below:
            exact, bare = self._below[below]
            row = exact.get(fold_name(name)) or (None if is_exact else bare.get(bare_name(name)))
            if row:
                return row
        return None

    @cached_property
    def _below(self) -> dict[PlaceLevel, tuple[dict[str, PlaceRow], dict[str, PlaceRow]]]:
        """The places below by level and name, and by name without marks; names that two have are out."""
        home, gazetteer = self.home.row, self._gazetteer
        rows = gazetteer.provinces if home is None else gazetteer.below(home.place_id)
        rows = self._of_those_days(rows)
        found = {}
        for level in self.levels_below:
            own = [row for row in rows if row.level is level]
            found[level] = (
                _only_ones((fold_name(row.proper), row) for row in own),
                _only_ones((bare_name(row.proper), row) for row in own),
            )
        return found


def of_days(rows: Iterable[PlaceRow], home: Home) -> list[PlaceRow]:
    """The places there may be in the days of a text; of a place and one in it of one name, that of those days."""
    fitting = [row for row in rows if (row.is_old and home.is_old) or (row.is_new and home.is_new)]
    past = {(row.parent_id, row.name) for row in fitting if row.is_past}
    if home.is_past:
        return [row for row in fitting if (row.place_id, row.name) not in past]
    present = {(row.place_id, row.name) for row in fitting}
    return [row for row in fitting if not row.is_past or (row.parent_id, row.name) not in present]


def _only_ones(named: Iterable[tuple[str, PlaceRow]]) -> dict[str, PlaceRow]:
    found: dict[str, list[PlaceRow]] = defaultdict(list)
    for name, row in named:
        found[name].append(row)
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}


def _name_ends(text: str, start: int) -> Iterator[int]:
    """Where a name behind a type word may end, shortest first."""
    position = start
    for _ in range(MAX_NAME_WORDS):
        match = _TOKEN.match(text, position)
        if not match or (position > start and match.start(1) == position):
            return
        position = match.end()
        yield position


def is_aside(text: str, position: int, before: int) -> bool:
    """Whether a position lies in brackets that close before another."""
    return any(
        match.start() < position < match.end() for match in ASIDE.finditer(text, max(0, position - _REACH), before)
    )
