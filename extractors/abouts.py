"""Of what a figure is: the level of administration, the place and the entity, in prose and in tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from extractors.drafts import Draft
from extractors.entities import Entity, EntityReader, entity_of_row, sector_of_row
from extractors.fact_places import Named, Whereabouts
from extractors.items import FigureBlock, Item
from extractors.layout import Block
from extractors.places import Home
from extractors.rules_compiled import CompiledRules
from extractors.scope_words import LEVELS
from extractors.scopes import ScopeReader
from extractors.stops import SENTENCE_STOP
from extractors.text import last_end
from schemas.fact import Scope
from schemas.reference import PlaceLevel

# A column holds bare names of communes where so many of its rows, and so large a share, are communes of the place.
_MIN_BARE_ROWS = 3
_MIN_BARE_SHARE = 0.5
_REACH = 300
_AFTER = 30
# What a row names in brackets explains its name (Đơn vị bầu cử số 1 (thị trấn A, xã B)).
_ASIDE = regex.compile(r"\s*\([^()]*\)")
# Of the line above an annex that says by which paper it came: (Kèm theo Báo cáo số 12/BC-UBND của UBND huyện).
_SENT_WITH = regex.compile(r"(?i)\((?:kèm|ban hành)[^()]*\)?")
_KINDS = {PlaceLevel.COMMUNE: "commune", PlaceLevel.DISTRICT: "district"}
_PLACE_KINDS = ("village", "commune", "district")
_KIND_SCOPES = {"village": Scope.THON_BAN, "commune": Scope.CAP_XA}


@dataclass(frozen=True, slots=True)
class About:
    """The four columns of a fact that say whose figure it is."""

    scope: Scope | None = None
    place_id: str | None = None
    entity: str | None = None
    entity_kind: str | None = None


def with_about(draft: Draft, about: About) -> Draft:
    """The draft of a fact that says whose figure it is."""
    return replace(
        draft,
        scope=about.scope,
        place_id=about.place_id,
        entity=about.entity,
        entity_kind=about.entity_kind,
    )


@dataclass(frozen=True, slots=True)
class RowNames:
    """What a table says of a row: its own name, the group row above it, whether it adds the others up.

    `header`: what stands above the names; `is_entity`: whether the row is named after a school, an office, a village.
    """

    name: str
    group: str = ""
    is_total: bool = False
    header: str = ""
    is_entity: bool = True


class AboutReader:
    """Reads what the figures of one document are of."""

    def __init__(
        self,
        home: Home,
        title: str,
        blocks: Sequence[Block],
        rules: CompiledRules,
        issuer: Entity | None = None,
        house: Entity | None = None,
    ) -> None:
        """`issuer`: the school, hospital or company that reports on itself, whose figures are of no territory.

        `house`: the office of a territory, of which only its posts, rooms and papers are.
        """
        self._house = house
        self._home = home
        self._rules = rules
        self._issuer = issuer
        self._scopes = ScopeReader(home, title, blocks, rules, is_own=issuer is not None)
        self._places = Whereabouts(home, blocks, rules)
        is_of_pupils = issuer is not None and issuer.kind == "school"
        self._entities = EntityReader(blocks, rules, is_of_pupils=is_of_pupils)

    def of_figure(self, block: FigureBlock, item: Item) -> About:
        """A figure of a sentence, a bullet or the words of a cell."""
        place = self._places.of_figure(block, item)
        if place and self._scopes.counted(block, item) is LEVELS[place.level]:
            place = None  # communes are not counted in a commune
        entity = self._entities.of_figure(block, item)
        scope = self._scopes.of_figure(block, item, is_finer=place is not None or _is_village(entity))
        if entity and entity.kind == "office" and scope is not None and scope is self._scopes.titled:
            scope = self._scopes.whole
        if scope is None:
            scope = Scope.THON_BAN if _is_village(entity) else self._scope_of(place)
        if place is None and scope is Scope.CAP_TINH:
            place = self._places.province_said(block, item)
        if self._house and place is None and entity is None and scope is self._scopes.whole:
            entity = self._house if self._is_of_house(block, item) else None
        return self._about(scope, place, entity)

    def _is_of_house(self, block: FigureBlock, item: Item) -> bool:
        """Whether the sentence up to a figure and what it counts speak of the office itself, not of its territory."""
        start = last_end(SENTENCE_STOP, block.text, max(0, item.start - _REACH), item.start)
        words = block.text[start : item.end + _AFTER]
        cues = self._rules.cues
        return cues["OWN_HOUSE"].search(words) is not None and not cues["OF_TERRITORY"].search(words)

    def _about(self, scope: Scope | None, place: Named | None, entity: Entity | None) -> About:
        place_id = place.place_id if place else self._places.home_id
        if self._issuer and (entity is None or entity.name.casefold() in self._issuer.name.casefold()):
            entity = None if scope else self._issuer
        return About(scope, place_id, entity.name if entity else None, entity.kind if entity else None)

    def _scope_of(self, place: Named | None) -> Scope | None:
        if place is None:
            return None
        return self._scopes.whole if place.level is self._home.level else LEVELS[place.level]

    def of_rows(self, rows: Mapping[int, RowNames], title: str) -> dict[int, About]:
        """For each row of a table; `title`: the lines above it."""
        bare = self._bare_places(rows)
        title = _SENT_WITH.sub("", title)
        told = self._scope_of_title(title)
        titled = self._places.of_words(title)
        found = {
            row: self._of_row(names, bare.get(row), told or self._scopes.default, titled) for row, names in rows.items()
        }
        is_of_places = any(about.entity_kind in _PLACE_KINDS for about in found.values())
        totals = [row for row, names in rows.items() if names.is_total and not names.group] if told else []
        if not is_of_places:
            found.update((row, replace(found[row], scope=told)) for row in totals)
        return found

    def _scope_of_title(self, title: str) -> Scope | None:
        """The level that the line nearest above a table tells, sentences last."""
        lines = [line for line in reversed(title.split("\n")) if not line.rstrip(" *").endswith((".", ";"))]
        told = (self._scopes.of_words(line) for line in lines)
        return next((scope for scope in told if scope), None) or self._scopes.of_words(title)

    def _bare_places(self, rows: Mapping[int, RowNames]) -> dict[int, Named]:
        """The rows named by a commune or district without its type, where the table is one of such."""
        named = {row: names for row, names in rows.items() if names.name and not names.is_total}
        for level in self._places.reader.levels_below:
            found = {
                row: Named(place.place_id, place.level)
                for row, names in named.items()
                if (place := self._places.reader.named_below(names.name, level))
            }
            if len(found) >= _MIN_BARE_ROWS and len(found) >= _MIN_BARE_SHARE * len(named):
                return found
        return {}

    def _of_row(self, names: RowNames, bare: Named | None, default: Scope | None, titled: Named | None) -> About:
        is_entity = names.is_entity and not names.is_total
        entity = entity_of_row(names.name, self._rules, names.header) if is_entity else None
        if entity is None and names.name and not names.is_total:
            entity = sector_of_row(names.name, self._rules, names.header)
        if bare:
            entity = Entity(names.name, "commune" if bare.level is PlaceLevel.COMMUNE else "district")
        told = _ASIDE.sub("", names.name) if entity else names.name
        own = bare or self._places.of_words(told)
        if entity is None and own and own.place_id and not names.is_total:
            entity = self._of_place(names.name, own)
        place = own or (None if names.is_total else self._places.of_words(names.group)) or titled
        scope = self._row_scope(names, entity, own, default)
        if entity and entity.kind in ("commune", "district") and own is None and place is None:
            place = self._of_unknown(names.name, entity)
        return self._about(scope, place, entity)

    def _of_place(self, name: str, own: Named) -> Entity | None:
        """The commune or district that a row is named after and nothing else (TT Phố Châu)."""
        found = self._places.finer(name)
        is_whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(name)
        return Entity(name, _KINDS[own.level]) if is_whole and own.level in _KINDS else None

    def _of_unknown(self, name: str, entity: Entity) -> Named | None:
        """A row named after a commune that no list has is not of the document's whole place."""
        level = PlaceLevel.COMMUNE if entity.kind == "commune" else PlaceLevel.DISTRICT
        is_one = bool(self._rules.place_word.search(name))
        return Named(None, level) if is_one and level is not self._home.level else None

    def _row_scope(
        self, names: RowNames, entity: Entity | None, own: Named | None, default: Scope | None
    ) -> Scope | None:
        group = self._scopes.of_words(names.group) if names.group else None
        if names.is_total:
            return group or self._scopes.whole
        if own is not None:
            return self._scope_of(own)
        kind = entity.kind if entity else None
        if kind == "school":
            return None
        if kind == "village" or (kind == "commune" and self._home.level is not PlaceLevel.COMMUNE):
            return _KIND_SCOPES[kind]
        if self._issuer:
            return self._scopes.of_words(names.name) or group
        office = LEVELS.get(self._home.level) if kind == "office" and self._home.level else None
        return self._scopes.of_row(names.name) or group or office or default

    def in_row(self, about: About, row: About, row_text: str) -> About:
        """A figure among the words of a cell: what its own words leave open, its row says."""
        own = self._scopes.of_words(row_text)
        place_id = row.place_id if about.place_id == self._places.home_id else about.place_id
        is_default = about.scope in (None, self._scopes.default)
        return replace(
            about,
            scope=(own or row.scope) if is_default else about.scope,
            place_id=place_id,
            entity=about.entity or row.entity,
            entity_kind=about.entity_kind or row.entity_kind,
        )

    def in_column(self, row: About, header: str) -> About:
        """A figure under a header that names a level (Cấp xã) or a place."""
        place = self._places.of_words(header)
        scope = self._scopes.of_words(header)
        if place is not None:
            return replace(row, place_id=place.place_id, scope=scope or self._scope_of(place))
        return replace(row, scope=scope) if scope and row.entity is None else row


def _is_village(entity: Entity | None) -> bool:
    return entity is not None and entity.kind == "village"
