"""Administrative places by name: the official list, looked up however an office types a name."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import regex

from extractors.memory import MAX_REMEMBERED
from schemas.reference import PlaceLevel

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = regex.compile(r"(\p{Ll}*)([1-5])(\p{Ll}+)")
_ZEROS = regex.compile(r"\b0+(?=\d)")
_DASH = regex.compile(r" *- *")


def _make_folds() -> tuple[dict[int, str], dict[int, str]]:
    """Tables that fold a letter: to itself with its tone as a digit behind, and to its bare letter."""
    toned: dict[int, str] = {ord("’"): "'", ord("‘"): "'", ord("`"): "'", ord("–"): "-"}
    bare: dict[int, str] = {ord("’"): "'", ord("‘"): "'", ord("`"): "'", ord("–"): "-", ord("đ"): "d"}
    for letter in (chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))):
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(str(_TONES.index(mark) + 1) for mark in parts if mark in _TONES)
        rest = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        toned[ord(letter)] = ("i" if rest == "y" else rest) + tone
        if len(parts) > 1:
            bare[ord(letter)] = "i" if parts[0] == "y" else parts[0]
    toned[ord("y")] = bare[ord("y")] = "i"
    return toned, bare


_TONED, _BARE = _make_folds()


@lru_cache(maxsize=MAX_REMEMBERED)
def fold_name(text: str) -> str:
    """A name with case, the place of the tone mark (hoà, hòa), y and i, dashes and leading zeros made equal."""
    small = text.casefold().translate(_TONED)
    small = _DASH.sub("-", small) if "-" in small else small
    return _ZEROS.sub("", _WORD.sub(r"\1\3\2", small)) if any(mark in small for mark in "12345") else small


def bare_name(text: str) -> str:
    """A name without any marks: what is left of it where marks are mistyped (TỬA CHÙA, Tủa Chùa)."""
    return text.casefold().translate(_BARE)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place of the list: `name` with its type; `is_old`, `is_new`: before, and from 2025-07-01.

    `is_past`: it had ended by the beginning of 2025.
    """

    place_id: str
    name: str
    parent_id: str | None
    level: PlaceLevel
    is_old: bool
    is_new: bool
    is_past: bool = False

    @property
    def kind(self) -> str:
        """The type word of the name: xã, thị trấn, huyện."""
        return split_kind(self.name)[0]

    @property
    def proper(self) -> str:
        """The name without its type."""
        return split_kind(self.name)[1]


_TWO_WORDS = ("thị trấn ", "thị xã ", "thành phố ", "đặc khu ")


def split_kind(name: str) -> tuple[str, str]:
    """'thị trấn Tủa Chùa' as ('thị trấn', 'Tủa Chùa')."""
    two = next((kind for kind in _TWO_WORDS if name.startswith(kind)), None)
    kind, _, proper = (two.rstrip(), "", name[len(two) :]) if two else name.partition(" ")
    return kind, proper


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a place had before, and what it lay in then: huyện Mộc Châu, now thị xã."""

    place_id: str
    name: str
    parent_id: str | None


def parse_places(lines: Iterable[str]) -> Iterator[PlaceRow]:
    """The rows of places.csv and places_2023.csv (place_id, name, parent_id, system) without headers and old names."""
    rows = [cells for cells in _split(lines) if cells[3] != "alias"]
    parents = {place_id: parent for place_id, _, parent, _ in rows}
    for place_id, name, parent, system in rows:
        level = _level(place_id, name, parent, parents)
        is_old, is_new = system != "new", system not in ("old", "past")
        yield PlaceRow(place_id, name, parent or None, level, is_old, is_new, system == "past")


def parse_former_names(lines: Iterable[str]) -> Iterator[FormerName]:
    """The names that places of the list had before."""
    for place_id, name, parent, system in _split(lines):
        if system == "alias":
            yield FormerName(place_id, name, parent or None)


def _split(lines: Iterable[str]) -> Iterator[list[str]]:
    return (line.split(",") for line in lines if line and not line.startswith("place_id,"))


def _level(place_id: str, name: str, parent: str, parents: Mapping[str, str]) -> PlaceLevel:
    if not parent:
        return PlaceLevel.PROVINCE
    code = place_id.split("-", maxsplit=1)[0]
    return PlaceLevel.DISTRICT if len(code) == 3 and not parents[parent] else PlaceLevel.COMMUNE


class Gazetteer:
    """The list of places; its indexes are made when first asked for (40 ms), so that who asks nothing pays nothing."""

    def __init__(self, places_csv: str) -> None:
        self._csv = places_csv

    @cached_property
    def rows(self) -> dict[str, PlaceRow]:
        """Every place by its identifier."""
        return {row.place_id: row for row in parse_places(self._csv.splitlines())}

    @cached_property
    def _former(self) -> list[FormerName]:
        return list(parse_former_names(self._csv.splitlines()))

    @cached_property
    def _former_parents(self) -> set[tuple[str, str]]:
        """Places and what else they once lay in."""
        return {(former.place_id, former.parent_id) for former in self._former if former.parent_id}

    @cached_property
    def _by_name(self) -> dict[str, list[PlaceRow]]:
        return self._index(fold_name)

    @cached_property
    def _by_bare(self) -> dict[str, list[PlaceRow]]:
        return self._index(bare_name)

    @cached_property
    def _children(self) -> dict[str, list[PlaceRow]]:
        children: dict[str, list[PlaceRow]] = defaultdict(list)
        for row in self.rows.values():
            if row.parent_id:
                children[row.parent_id].append(row)
        for former in self._former:
            row = self.rows[former.place_id]
            if former.parent_id and former.parent_id != row.parent_id:
                children[former.parent_id].append(row)
        return children

    def _index(self, fold: object) -> dict[str, list[PlaceRow]]:
        assert callable(fold)
        folded = fold("\n".join(row.name for row in self.rows.values())).split("\n")
        index: dict[str, list[PlaceRow]] = defaultdict(list)
        for name, row in zip(folded, self.rows.values(), strict=False):  # of no rows, one empty name
            index[name].append(row)
        for former in self._former:
            row, name = self.rows[former.place_id], fold(former.name)
            if row not in index[name]:
                index[name].append(row)
        return index

    def named(self, kind: str, proper: str) -> list[PlaceRow]:
        """Places of exactly this type and name."""
        return self._by_name.get(fold_name(f"{kind} {proper}"), [])

    def nearly_named(self, kind: str, proper: str) -> list[PlaceRow]:
        """Places of this type whose name has the same letters when all marks are taken off."""
        return self._by_bare.get(bare_name(f"{kind} {proper}"), [])

    def children(self, place_id: str) -> list[PlaceRow]:
        """The places directly below one."""
        return self._children.get(place_id, [])

    def below(self, place_id: str) -> list[PlaceRow]:
        """Every place in a district or a province."""
        below = self.children(place_id)
        return [*below, *(row for district in below for row in self.children(district.place_id))]

    @property
    def provinces(self) -> list[PlaceRow]:
        """The provinces of all days."""
        return [row for row in self.rows.values() if row.level is PlaceLevel.PROVINCE]

    def ancestors(self, place_id: str | None) -> Iterator[PlaceRow]:
        """The place itself and everything above it."""
        while place_id is not None:
            row = self.rows[place_id]
            yield row
            place_id = row.parent_id

    def is_within(self, place_id: str, above: str) -> bool:
        """Whether a place is another or lies in it."""
        return any(
            row.place_id == above or (row.place_id, above) in self._former_parents for row in self.ancestors(place_id)
        )
