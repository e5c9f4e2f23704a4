"""Places, scopes and entities against truth written before the rules: corpus/gold/sentences/places_and_scopes.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from schemas.fact import Fact
from tests.reading import numbers_of, resolve, rules

TRUTH = Path(__file__).parents[2] / "corpus" / "gold" / "sentences" / "places_and_scopes.yaml"
BODY = "BÁO CÁO\nKết quả công tác trong năm\nThực hiện chế độ báo cáo, kết quả như sau:\n"
LETTERHEADS = {
    "district": f"UBND HUYỆN TUẦN GIÁO\nSố: 15/BC-UBND\nTuần Giáo, ngày 05 tháng 12 năm 2023\n{BODY}",
    "town": f"UBND THỊ XÃ MƯỜNG LAY\nSố: 8/BC-UBND\nMường Lay, ngày 05 tháng 12 năm 2023\n{BODY}",
    "province": f"UBND TỈNH SƠN LA\nSố: 9/BC-UBND\nSơn La, ngày 05 tháng 12 năm 2023\n{BODY}",
    "commune": f"UBND HUYỆN TUẦN GIÁO\nUBND XÃ QUÀI CANG\nSố: 4/BC-UBND\nQuài Cang, ngày 05 tháng 12 năm 2023\n{BODY}",
    "new_commune": "UBND TỈNH ĐIỆN BIÊN\nUBND XÃ TUẦN GIÁO\nSố: 4/BC-UBND\n"
    f"Tuần Giáo, ngày 05 tháng 12 năm 2025\n{BODY}",
    "none": "",
}


class Entry(TypedDict):
    """One text with what each figure, as printed, is of."""

    id: str
    office: str
    text: str
    figures: dict[str, dict[str, str | None]]


ENTRIES: list[Entry] = yaml.safe_load(TRUTH.read_text(encoding="utf-8"))
CASES = [(entry, printed) for entry in ENTRIES for printed in entry["figures"]]
# id of entry and figure -> what is read instead: known misses, struck off when mended
KNOWN_MISSES: dict[str, str] = {}


def facts_of(entry: Entry, printed: str) -> list[Fact]:
    """The facts in which the number printed so serves."""
    parcel = resolve(LETTERHEADS[entry["office"]] + entry["text"])
    return [fact for fact in parcel.facts if printed in numbers_of(parcel, fact).values()]


def read_of(fact: Fact, column: str) -> str | None:
    """What a fact says in a column of the truth."""
    if column == "scope":
        return fact.scope.value if fact.scope else None
    if column == "entity":
        return fact.entity
    return rules().gazetteer.rows[fact.place_id].name if fact.place_id else None


def test_there_are_sixty_texts() -> None:
    assert len(ENTRIES) >= 60
    assert {entry["office"] for entry in ENTRIES} == set(LETTERHEADS)


@pytest.mark.parametrize(("entry", "printed"), [pytest.param(e, p, id=f"{e['id']}-{p}") for e, p in CASES])
def test_figure_is_of_what_it_says(entry: Entry, printed: str, request: pytest.FixtureRequest) -> None:
    if f"{entry['id']}-{printed}" in KNOWN_MISSES:
        request.applymarker(pytest.mark.xfail(strict=True, reason=KNOWN_MISSES[f"{entry['id']}-{printed}"]))
    wanted = entry["figures"][printed]
    read = [{column: read_of(fact, column) for column in wanted} for fact in facts_of(entry, printed)]
    assert wanted in read
