"""Makes places.csv and place_successors.csv from the data of the package vietnamadminunits (MIT).

    python -m pipeline.reference.make_places FOLDER      # the unzipped wheel's folder vietnamadminunits

Only needed when that package has new data; what it makes is committed, sorted and byte-stable.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CHANGE = "2025-07-01"
"""Two levels instead of three: Resolution 202/2025/QH15, Law 72/2025/QH15, codes of Decision 19/2025/QĐ-TTg."""
SUFFIX = "-2025"
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Unit:
    """A place as places.csv has it; `is_old` and `is_new` say before and after the change."""

    place_id: str
    name: str
    parent_id: str
    is_old: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The package's tables: rows of codes and names, and which old units a new one is made of."""

    legacy: Sequence[tuple[str, str, str, str, str | None, str | None, str, str, str | None]]
    present: Sequence[tuple[str, str, str, str, str, str]]
    converter: Mapping[str, Mapping[str, object]]


def read_source(folder: Path) -> Source:
    """The data of the unzipped package."""
    with sqlite3.connect(folder / "data" / "dataset.db") as connection:
        legacy = connection.execute(
            "SELECT provinceCode, province, districtCode, district, wardCode, ward, provinceKey, districtKey, wardKey "
            "FROM admin_units_legacy"
        ).fetchall()
        present = connection.execute(
            "SELECT provinceCode, province, wardCode, ward, provinceKey, wardKey FROM admin_units"
        ).fetchall()
    converter = json.loads((folder / "data" / "converter_2025.json").read_text(encoding="utf-8"))
    return Source(legacy, present, converter)


def lower_type(name: str) -> str:
    """The name with its type in small letters: 'Thị trấn Tủa Chùa' is 'thị trấn Tủa Chùa'."""
    two = ("thị trấn", "thị xã", "thành phố", "đặc khu")
    kind = next((words for words in two if name.lower().startswith(words)), name.split(" ", 1)[0])
    return kind.lower() + name[len(kind) :]


def make_units(source: Source) -> tuple[list[Unit], list[tuple[str, str, str]]]:
    """Every place, and (place, successor, note) for those that ended."""
    units: dict[str, Unit] = {}
    provinces, province_links = _make_provinces(source, units)
    for province, _, district, name, *_rest in source.legacy:
        units[district] = Unit(district, lower_type(name), province, True, False)
    by_key = _old_keys(source, units)
    links = set(province_links)
    made = _predecessors(source, by_key)
    parts = Counter(old for olds in made.values() for old in olds)
    for _, _, code, name, province_key, ward_key in source.present:
        olds = sorted(made.get((province_key, ward_key), ()))
        old = units.get(code)
        if olds == [code] and parts[code] == 1 and old and old.name == lower_type(name):
            units[code] = Unit(code, old.name, old.parent_id, True, True)
            continue
        new_id = code + SUFFIX if code in units else code
        units[new_id] = Unit(new_id, lower_type(name), provinces[province_key], False, True)
        links.update((old_id, new_id, _note(units[old_id], name, len(olds), parts[old_id])) for old_id in olds)
    links.update(_district_links(units, links))
    return sorted(units.values(), key=lambda unit: unit.place_id), sorted(links)


def _make_provinces(source: Source, units: dict[str, Unit]) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """The new provinces by key, and what became of the old; those of one old province are that province."""
    old = {key: (code, lower_type(name)) for code, name, *_, key, _, _ in source.legacy}
    for code, name in old.values():
        units[code] = Unit(code, name, "", True, False)
    merged = source.converter["DICT_PROVINCE"]
    new: dict[str, str] = {}
    links: list[tuple[str, str, str]] = []
    for code, name, _, _, key, _ in source.present:
        olds = _texts(merged[key])
        if key in new:
            continue
        if olds == [key]:
            new[key] = code
            units[code] = Unit(code, lower_type(name), "", True, True)
            continue
        new[key] = code + SUFFIX
        units[code + SUFFIX] = Unit(code + SUFFIX, lower_type(name), "", False, True)
        links.extend((old[old_key][0], code + SUFFIX, "merged") for old_key in olds)
    return new, links


def _old_keys(source: Source, units: dict[str, Unit]) -> dict[str, list[str]]:
    """The old communes (and the island districts without communes) by the package's key; two may share one."""
    by_key: dict[str, list[str]] = defaultdict(list)
    for _, _, district, _, code, name, province_key, district_key, ward_key in source.legacy:
        if code and name:
            units[code] = Unit(code, lower_type(name), district, True, False)
        by_key[f"{province_key}_{district_key}_{ward_key or ''}"].append(code or district)
    return by_key


def _predecessors(source: Source, by_key: Mapping[str, list[str]]) -> dict[tuple[str, str], set[str]]:
    """For each new commune (province and commune key) the old ones whose land it has, whole or in part."""
    made: dict[tuple[str, str], set[str]] = defaultdict(set)
    for province_key, wards in source.converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        assert isinstance(wards, dict)
        for ward_key, olds in wards.items():
            for old in olds:
                made[province_key, ward_key].update(by_key[old])
    for province_key, divided in source.converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        assert isinstance(divided, dict)
        for old, parts in divided.items():
            for part in parts:
                made[province_key, part["newWardKey"]].update(by_key[old])
    return made


def _note(old: Unit, new_name: str, olds: int, parts: int) -> str:
    if parts > 1:
        return "divided"
    if olds > 1:
        return "merged"
    return "renamed" if old.name != lower_type(new_name) else "changed"


def _district_links(units: Mapping[str, Unit], links: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """A district ended without a successor of its level: the communes that have its land."""
    found: set[tuple[str, str, str]] = set()
    for old, new, _ in links:
        parent = units[old].parent_id
        if parent and units[parent].parent_id:
            found.add((parent, new, "ended"))
    found.update((u.parent_id, u.place_id, "ended") for u in units.values() if u.is_old and u.is_new and u.parent_id)
    return found


def _texts(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(item) for item in value]


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A CSV with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(folder: Path) -> None:
    """Write both files beside this module."""
    units, links = make_units(read_source(folder))
    system = {(True, False): "old", (False, True): "new", (True, True): "both"}
    write_csv(
        FOLDER / "places.csv",
        ("place_id", "name", "parent_id", "system"),
        ((u.place_id, u.name, u.parent_id, system[u.is_old, u.is_new]) for u in units),
    )
    write_csv(FOLDER / "place_successors.csv", ("place_id", "successor_id", "note"), links)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
