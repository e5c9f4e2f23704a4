"""The place a document reports on, from its letterhead, its title, its date line and its first sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import regex

from extractors.gazetteer import PlaceRow
from extractors.places import MAX_NAME_WORDS, Home, PlaceMention, PlaceReader, of_days
from extractors.rules_compiled import CompiledRules
from extractors.stops import COLUMNS
from schemas.document import Document
from schemas.reference import PlaceLevel

# From this day there are two levels: places of the old system end, communes of the new begin.
_CHANGE = date(2025, 7, 1)
# From about this day those are gone that the reforms of 2023 and 2024 ended.
_REFORMED = 2025
_LETTERHEAD_LINES = 12
# Where central bodies date their papers, whatever place they report on.
_CAPITAL = "hà nội"
_COUNTED_CHARACTERS = 30_000
_MIN_COMMUNES = 4
_MIN_SHARE = 0.8
_DATE_LINE = regex.compile(r"(?:^|\s{2}|\t)[\s*_]*(\p{Lu}[\p{L}'\s.-]{1,40}?),\s*ngày\b")


def read_home(
    document: Document, lines: Sequence[str], text: str, rules: CompiledRules, stated: str | None = None
) -> Home:
    """The place a document reports on: that of its issuer, or one inside it that the title names.

    `stated`: what a person states in metadata.csv, which goes before: a code, or names from the lowest level up.
    """
    nowhere = PlaceReader(rules, _days_of(document))
    if stated:
        return _stated(stated, nowhere, rules)
    issuer, title = document.issuer or "", document.title or ""
    upper = [mention for line in _letterhead(lines, rules) for mention in nowhere.find(line)]
    own = next(reversed(nowhere.find(issuer)), None) or next(iter(_on_territory(nowhere.find(title), title)), None)
    if own is None:
        bare = _bare_home(issuer, lines, nowhere.home, rules)
        if bare:
            return _narrow(bare, title, rules)
        own = next(iter(nowhere.find(title)), None) or (upper[-1] if upper and upper[-1].proper.isupper() else None)
    if own is None:
        return _dated_home(lines, text, nowhere, rules) or _level_only(text, nowhere.home, rules)
    body = nowhere.find(text[:_COUNTED_CHARACTERS])
    base = replace(nowhere.home, province_id=_province(upper, body))
    home = _place(own, upper, base, rules, _places_of_offices(lines, base, rules))
    if home.row is None and home.level is not PlaceLevel.PROVINCE:
        above = (m for m in body if m.level is not PlaceLevel.COMMUNE and m.is_listed and m.level is not home.level)
        home = next((h for m in above if (h := _place(own, (*upper, m), base, rules)).row), home)
    return _narrow(home, title, rules)


def _bare_home(issuer: str, lines: Sequence[str], days: Home, rules: CompiledRules) -> Home | None:
    """The place whose name alone an office ends with: SỞ CÔNG THƯƠNG THÁI BÌNH, or ĐIỆN LỰC PHÚ QUỐC below a province.

    A school or hospital is named after places it is not in: only offices of a territory are asked; where the issuer
    names none, the office above it.
    """
    offices = [COLUMNS.split(line.strip())[0] for line in _letterhead(lines, rules)]
    offices = [office for office in offices if rules.cues["TERRITORIAL_OFFICE"].match(office)]
    above = {row.place_id for office in offices for row in _ending_with(office, PlaceLevel.PROVINCE, days, rules)}
    if rules.cues["TERRITORIAL_OFFICE"].match(issuer):
        offices.append(issuer)
    for office in reversed(offices):
        found = _ending_with(office, PlaceLevel.PROVINCE, days, rules)
        if len(found) != 1:
            districts = _ending_with(office, PlaceLevel.DISTRICT, days, rules)
            found = [row for row in districts if row.parent_id in above] if above else districts
        if len(found) == 1:
            return home_at(found[0], days, rules)
        if found:
            return None
    return None


def _places_of_offices(lines: Sequence[str], days: Home, rules: CompiledRules) -> frozenset[str]:
    """The districts and provinces whose bare name ends an office of the letterhead."""
    offices = (COLUMNS.split(line.strip())[0] for line in _letterhead(lines, rules))
    named = [office for office in offices if rules.cues["TERRITORIAL_OFFICE"].match(office)]
    levels = (PlaceLevel.DISTRICT, PlaceLevel.PROVINCE)
    return frozenset(
        row.place_id for office in named for level in levels for row in _ending_with(office, level, days, rules)
    )


def _ending_with(office: str, level: PlaceLevel, days: Home, rules: CompiledRules) -> list[PlaceRow]:
    """The places of a level whose name is the last words of an office's, the longest name first.

    None of a level that the office's first words rule out: HUYỆN ỦY, THÀNH ỦY SƠN LA (the town, not the province).
    """
    words = office.strip(" *-").split()
    is_district = bool(rules.cues["DISTRICT_OFFICE"].match(office))
    for count in range(min(MAX_NAME_WORDS, len(words) - 1), 0, -1):
        rows = _named_on_level(" ".join(words[-count:]), level, days, rules)
        if is_district and level is PlaceLevel.PROVINCE:
            rows = [
                row for row in rows if row.kind == "thành phố" and not words[0].startswith(("HUYỆN", "THỊ", "QUẬN"))
            ]
        if rows:
            return rows
    return []


def _named_on_level(name: str, level: PlaceLevel, days: Home, rules: CompiledRules) -> list[PlaceRow]:
    kinds = [kind.id for kind in rules.place_kinds.values() if level in (kind.level, kind.also)]
    found = {row.place_id: row for kind in kinds for row in rules.gazetteer.named(kind, name) if row.level is level}
    return of_days(found.values(), days)


def _dated_home(lines: Sequence[str], text: str, nowhere: PlaceReader, rules: CompiledRules) -> Home | None:
    """The place of the date line ('Sa Thầy, ngày ...') of the level that the text speaks of most (toàn huyện).

    Where it speaks of none, or of a province whose town the date line names, the province.
    """
    kind = _territory(text, rules)
    dated = next((match for line in lines[:_LETTERHEAD_LINES] if (match := _DATE_LINE.search(line))), None)
    if dated is None:
        return None
    name = " ".join(dated[1].split())
    rows = of_days(rules.gazetteer.named(kind, name), nowhere.home) if kind else []
    is_of_province = kind is None or rules.place_kinds[kind].level is PlaceLevel.PROVINCE
    if not rows and is_of_province and name.casefold() != _CAPITAL:
        return _province_of_town(name, nowhere.home, rules)
    province = _province((), nowhere.find(text[:_COUNTED_CHARACTERS])) if len(rows) > 1 else None
    if province:
        rows = [row for row in rows if rules.gazetteer.is_within(row.place_id, province)]
    return home_at(rows[0], nowhere.home, rules) if len(rows) == 1 else None


def _province_of_town(name: str, days: Home, rules: CompiledRules) -> Home | None:
    """The province of this name, else the one in which the only district of this name lies."""
    for level in (PlaceLevel.PROVINCE, PlaceLevel.DISTRICT):
        rows = _named_on_level(name, level, days, rules)
        above = {list(rules.gazetteer.ancestors(row.place_id))[-1].place_id for row in rows}
        if above:
            return home_at(rules.gazetteer.rows[above.pop()], days, rules) if len(above) == 1 else None
    return None


def find_common_home(home: Home, text: str, rules: CompiledRules) -> Home:
    """The home as read; where nothing names one, the only district in which the communes named all lie.

    What is left of a report whose first pages are lost: a table of its communes.
    """
    if home.row or home.proper:
        return home
    gazetteer = rules.gazetteer
    named = {
        (m.kind, m.proper.casefold()) for m in PlaceReader(rules, home).find(text) if m.level is PlaceLevel.COMMUNE
    }
    above = [{row.parent_id for row in of_days(gazetteer.named(*name), home)} for name in sorted(named)]
    listed = [parents for parents in above if parents]
    found = Counter(parent for parents in listed for parent in parents if parent)
    best = max(found, key=lambda parent: (found[parent], parent), default="")
    is_sure = best and found[best] >= _MIN_COMMUNES and found[best] >= _MIN_SHARE * len(listed)
    row = gazetteer.rows[best] if is_sure else None
    return home_at(row, home, rules) if row and row.level is PlaceLevel.DISTRICT else home


def _territory(text: str, rules: CompiledRules) -> str | None:
    """The kind of territory a text speaks of most."""
    found = Counter(" ".join(match[1].casefold().split()) for match in rules.cues["TERRITORY"].finditer(text))
    return rules.place_kinds[max(found, key=lambda word: (found[word], word))].id if found else None


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
    return replace(days, row=row, level=row.level, province_id=province.place_id, kind=row.kind, proper=row.proper)


def home_of(document: Document, rules: CompiledRules) -> Home:
    """The home of a document whose place has been read."""
    days = _days_of(document)
    return home_at(rules.gazetteer.rows[document.place_id], days, rules) if document.place_id else days


def _letterhead(lines: Sequence[str], rules: CompiledRules) -> Iterator[str]:
    """The lines above the type of the document."""
    for line in lines[:_LETTERHEAD_LINES]:
        if rules.cue_wholes["TYPE_LINE"].fullmatch(line):
            return
        yield line


def _days_of(document: Document) -> Home:
    """A home of which only the days are known: whether names may be of the old, and of the new system."""
    year, month = document.issued_year, document.issued_month
    if year is None and document.period_end:
        year, month = document.period_end.year, document.period_end.month
    if year is None or (year == _CHANGE.year and month is None):
        return Home()
    is_old = (year, month or 1) < (_CHANGE.year, _CHANGE.month)
    return Home(is_old=is_old, is_new=not is_old, is_past=year < _REFORMED)


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


def _place(
    own: PlaceMention,
    upper: Sequence[PlaceMention],
    base: Home,
    rules: CompiledRules,
    within: Iterable[str] = (),
) -> Home:
    """The home of a named issuer; its code where the name, with district and province above it, is one place's.

    `within`: the places that the offices above it are named after (HUYỆN ỦY BẮC YÊN).
    """
    gazetteer = rules.gazetteer
    rows = gazetteer.named(own.kind, own.proper) or gazetteer.nearly_named(own.kind, own.proper)
    rows = of_days(rows, base)
    for mention in upper:
        if mention.level is not PlaceLevel.COMMUNE and mention.key != own.key:
            named = gazetteer.named(mention.kind, mention.proper)
            above = {r.place_id for r in named or gazetteer.nearly_named(mention.kind, mention.proper)}
            rows = [r for r in rows if any(gazetteer.is_within(r.place_id, one) for one in above)]
    if base.province_id and len(rows) > 1:
        rows = [r for r in rows if gazetteer.is_within(r.place_id, base.province_id)]
    if len(rows) > 1 and within:
        rows = [row for row in rows if any(gazetteer.is_within(row.place_id, one) for one in within)]
    row = rows[0] if len(rows) == 1 else None
    if row:
        return replace(home_at(row, base, rules), kind=own.kind, proper=own.proper)
    return replace(base, level=own.level, kind=own.kind, proper=own.proper)


def _level_only(text: str, base: Home, rules: CompiledRules) -> Home:
    """A home of which only the level is known, by the territory the text speaks of most."""
    kind = _territory(text, rules)
    if kind is None:
        return base
    rule = rules.place_kinds[kind]
    return replace(base, level=rule.also or rule.level, kind=kind)


def _narrow(home: Home, title: str, rules: CompiledRules) -> Home:
    """The place inside the issuer's that the title reports on, where it names exactly one."""
    if home.row is None:
        return home
    named = PlaceReader(rules, home).find(title)
    at_end = [mention for mention in named if not title[mention.end :].strip(" .,;)")]
    mentions = [*_on_territory(named, title), *at_end]
    inside = {
        m.row.place_id: m.row
        for m in mentions
        if m.row
        and m.row.place_id != home.row.place_id
        and rules.gazetteer.is_within(m.row.place_id, home.row.place_id)
    }
    if len(inside) != 1:
        return home
    row = next(iter(inside.values()))
    return replace(home, row=row, level=row.level, kind=row.kind, proper=row.proper)
