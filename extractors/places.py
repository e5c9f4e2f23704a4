"""Names of places in the words of offices, and the place a document reports on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import regex

from extractors.gazetteer import Gazetteer, PlaceRow, bare_name, fold_name
from extractors.rules_compiled import CompiledRules
from schemas.document import Document
from schemas.reference import PlaceLevel
from schemas.rules import PlaceKindRule

# From this day there are two levels: places of the old system end, communes of the new begin.
_CHANGE = date(2025, 7, 1)
_MAX_NAME_WORDS = 5
_TOKEN = regex.compile(r"[ ]?-?[ ]?([\p{Lu}][\p{L}'’‘]*|\d{1,2}(?![\d./%]))")
_LETTERHEAD_LINES = 12
# A name that no list has is believed to be one from two words on: 'xã Nông' may be the beginning of anything.
_MIN_UNKNOWN_WORDS = 2
_MAX_SHORT_WORD = 3
_ASIDE = regex.compile(r"\([^()]*\)")
_REACH = 400
_DIGIT = regex.compile(r"\d")
_COUNTED_CHARACTERS = 30_000


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
        fitting = [row for row in rows if (row.is_old and self.home.is_old) or (row.is_new and self.home.is_new)]
        return fitting or rows

    def named_commune(self, name: str) -> PlaceRow | None:
        """The commune of the document's district (or province) that a bare name in a table is."""
        if len(name.split()) > _MAX_NAME_WORDS or not name[:1].isupper():
            return None
        exact, bare = self._communes
        return exact.get(fold_name(name)) or bare.get(bare_name(name))

    @cached_property
    def _communes(self) -> tuple[dict[str, PlaceRow], dict[str, PlaceRow]]:
        """The communes of the document's place by name, and by name without marks; names that two have are out."""
        home = self.home.row
        rows = self._gazetteer.communes(home.place_id) if home and home.level is not PlaceLevel.COMMUNE else []
        rows = self._of_those_days(rows)
        return _only_ones((fold_name(row.proper), row) for row in rows), _only_ones(
            (bare_name(row.proper), row) for row in rows
        )


def _only_ones(named: Iterable[tuple[str, PlaceRow]]) -> dict[str, PlaceRow]:
    found: dict[str, list[PlaceRow]] = defaultdict(list)
    for name, row in named:
        found[name].append(row)
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}


def _name_ends(text: str, start: int) -> Iterator[int]:
    """Where a name behind a type word may end, shortest first."""
    position = start
    for _ in range(_MAX_NAME_WORDS):
        match = _TOKEN.match(text, position)
        if not match or (position > start and match.start(1) == position):
            return
        position = match.end()
        yield position


def is_aside(text: str, position: int, before: int) -> bool:
    """Whether a position lies in brackets that close before another."""
    return any(
        match.start() < position < match.end() for match in _ASIDE.finditer(text, max(0, position - _REACH), before)
    )


def read_home(
    document: Document, lines: Sequence[str], text: str, rules: CompiledRules, stated: str | None = None
) -> Home:
    """The place a document reports on: that of its issuer, or one inside it that the title names.

    `stated`: what a person states in metadata.csv, which goes before: a code, or names from the lowest level up.
    """
    when = _days_of(document)
    nowhere = PlaceReader(rules, Home(is_old=when[0], is_new=when[1]))
    if stated:
        return _stated(stated, nowhere, rules)
    head = [*nowhere.find(document.issuer or "")]
    upper = [mention for line in _letterhead(lines, rules) for mention in nowhere.find(line)]
    title = document.title or ""
    own = head[-1] if head else next(iter(_on_territory(nowhere.find(title), title)), None)
    if own is None:
        return _bare_home(document.issuer or "", lines, nowhere.home, rules) or _level_only(text, nowhere.home, rules)
    body = nowhere.find(text[:_COUNTED_CHARACTERS])
    base = Home(province_id=_province(upper, body), is_old=when[0], is_new=when[1])
    home = _place(own, upper, base, rules)
    if home.row is None and home.level is PlaceLevel.COMMUNE:
        districts = (m for m in body if m.level is PlaceLevel.DISTRICT and m.is_listed)
        home = next((h for m in districts if (h := _place(own, (*upper, m), base, rules)).row), home)
    return _narrow(home, title, rules)


def _bare_home(issuer: str, lines: Sequence[str], days: Home, rules: CompiledRules) -> Home | None:
    """The place whose name alone an office ends with: SỞ CÔNG THƯƠNG THÁI BÌNH, or ĐIỆN LỰC PHÚ QUỐC below a province.

    A school or hospital is named after places it is not in: only offices of a territory are asked.
    """
    if not rules.cues["TERRITORIAL_OFFICE"].match(issuer):
        return None
    provinces = _ending_with(issuer, PlaceLevel.PROVINCE, days, rules)
    if len(provinces) == 1:
        return home_at(provinces[0], days, rules)
    above = {
        row.place_id
        for line in _letterhead(lines, rules)
        if rules.cues["TERRITORIAL_OFFICE"].match(line)
        for row in _ending_with(regex.split(r"\t|\s{3,}", line.strip())[0], PlaceLevel.PROVINCE, days, rules)
    }
    districts = _ending_with(issuer, PlaceLevel.DISTRICT, days, rules)
    inside = [row for row in districts if row.parent_id in above] if above else districts
    return home_at(inside[0], days, rules) if len(inside) == 1 else None


def _ending_with(office: str, level: PlaceLevel, days: Home, rules: CompiledRules) -> list[PlaceRow]:
    """The places of a level whose name is the last words of an office's, the longest name first."""
    words = office.strip(" *-").split()
    kinds = [kind.id for kind in rules.place_kinds.values() if level in (kind.level, kind.also)]
    for count in range(min(_MAX_NAME_WORDS, len(words) - 1), 0, -1):
        name = " ".join(words[-count:])
        found = {row.place_id: row for kind in kinds for row in rules.gazetteer.named(kind, name) if row.level is level}
        rows = [r for r in found.values() if (r.is_old and days.is_old) or (r.is_new and days.is_new)]
        if rows:
            return rows
    return []


def _stated(stated: str, nowhere: PlaceReader, rules: CompiledRules) -> Home:
    row = rules.gazetteer.rows.get(stated.strip())
    if row:
        return home_at(row, nowhere.home, rules)
    named = nowhere.find(stated)
    if not named:
        return nowhere.home
    base = replace(nowhere.home, province_id=_province(named[1:], ()))
    return _place(named[0], named[1:], base, rules)


def home_at(row: PlaceRow, days: Home, rules: CompiledRules) -> Home:
    """The home of a place of the list; names are of the same days as those of another."""
    province = list(rules.gazetteer.ancestors(row.place_id))[-1]
    return Home(row, row.level, province.place_id, row.kind, row.proper, days.is_old, days.is_new)


def home_of(document: Document, rules: CompiledRules) -> Home:
    """The home of a document whose place has been read."""
    is_old, is_new = _days_of(document)
    days = Home(is_old=is_old, is_new=is_new)
    return home_at(rules.gazetteer.rows[document.place_id], days, rules) if document.place_id else days


def _letterhead(lines: Sequence[str], rules: CompiledRules) -> Iterator[str]:
    """The lines above the type of the document."""
    for line in lines[:_LETTERHEAD_LINES]:
        if rules.cue_wholes["TYPE_LINE"].fullmatch(line):
            return
        yield line


def _days_of(document: Document) -> tuple[bool, bool]:
    """Whether names may be of the old, and of the new system."""
    year, month = document.issued_year, document.issued_month
    if year is None and document.period_end:
        return document.period_end < _CHANGE, document.period_end >= _CHANGE
    if year is None or (year == _CHANGE.year and month is None):
        return True, True
    is_old = (year, month or 1) < (_CHANGE.year, _CHANGE.month)
    return is_old, not is_old


def _province(upper: Iterable[PlaceMention], body: Iterable[PlaceMention]) -> str | None:
    """The province of the letterhead, else the one the text names most."""
    for mentions in (upper, body):
        found = Counter(m.row.place_id for m in mentions if m.row and m.row.level is PlaceLevel.PROVINCE)
        if found:
            return max(found, key=lambda place: (found[place], place))
    return None


def _on_territory(mentions: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
    """Places a title says the matter lies in: 'trên địa bàn huyện Tủa Chùa', 'của UBND huyện'."""
    return [m for m in mentions if regex.search(r"(?i)(?:địa bàn|tại|ở|của|của UBND)\s*$", text[: m.start])]


def _place(own: PlaceMention, upper: Sequence[PlaceMention], base: Home, rules: CompiledRules) -> Home:
    """The home of a named issuer; its code where the name, with district and province above it, is one place's."""
    gazetteer = rules.gazetteer
    reader = PlaceReader(rules, base)
    rows = gazetteer.named(own.kind, own.proper) or gazetteer.nearly_named(own.kind, own.proper)
    rows = [r for r in rows if (r.is_old and base.is_old) or (r.is_new and base.is_new)]
    for mention in upper:
        if mention.level is not PlaceLevel.COMMUNE and mention.key != own.key:
            named = gazetteer.named(mention.kind, mention.proper)
            above = {r.place_id for r in named or gazetteer.nearly_named(mention.kind, mention.proper)}
            rows = [r for r in rows if above & {a.place_id for a in gazetteer.ancestors(r.place_id)}]
    if base.province_id and len(rows) > 1:
        rows = [r for r in rows if gazetteer.is_within(r.place_id, base.province_id)]
    row = rows[0] if len(rows) == 1 else None
    level = row.level if row else own.level
    province = next((r.place_id for r in gazetteer.ancestors(row.place_id) if not r.parent_id), None) if row else None
    return Home(row, level, province or reader.home.province_id, own.kind, own.proper, base.is_old, base.is_new)


def _level_only(text: str, base: Home, rules: CompiledRules) -> Home:
    """A home of which only the level is known, by the territory the text speaks of most."""
    found = Counter(" ".join(match[1].casefold().split()) for match in rules.cues["TERRITORY"].finditer(text))
    if not found:
        return base
    kind = rules.place_kinds[max(found, key=lambda word: (found[word], word))]
    level = kind.also or kind.level
    return Home(None, level, None, kind.id, None, base.is_old, base.is_new)


def _narrow(home: Home, title: str, rules: CompiledRules) -> Home:
    """The place inside the issuer's that the title reports on, where it names exactly one."""
    if home.row is None:
        return home
    mentions = _on_territory(PlaceReader(rules, home).find(title), title)
    inside = {
        m.row.place_id: m
        for m in mentions
        if m.row
        and m.row.place_id != home.row.place_id
        and rules.gazetteer.is_within(m.row.place_id, home.row.place_id)
    }
    if len(inside) != 1:
        return home
    mention = next(iter(inside.values()))
    row = mention.row
    assert row is not None
    return Home(row, row.level, home.province_id, row.kind, row.proper, home.is_old, home.is_new)
