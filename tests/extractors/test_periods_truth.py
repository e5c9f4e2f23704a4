"""Periods, kinds and roles against truth written before the rules: corpus/gold/sentences/periods_and_kinds.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from schemas.fact import Fact
from tests.reading import numbers_of, resolve

TRUTH = Path(__file__).parents[2] / "corpus" / "gold" / "sentences" / "periods_and_kinds.yaml"
HEAD = (
    "UBND HUYỆN TUẦN GIÁO\nSố: 15/BC-UBND\nTuần Giáo, ngày {}\n{}\n"
    "UBND huyện báo cáo kết quả như sau:\n\nI. KẾT QUẢ\n\n"
)
OFFICES = {
    "year": HEAD.format("05 tháng 12 năm 2023", "BÁO CÁO\nKết quả công tác năm 2023"),
    "half": HEAD.format("20 tháng 6 năm 2024", "BÁO CÁO\nKết quả công tác 6 tháng đầu năm 2024"),
    "ten": HEAD.format("01 tháng 11 năm 2023", "BÁO CÁO\nKết quả công tác 10 tháng năm 2023"),
    "quarter": HEAD.format(
        "18 tháng 9 năm 2013",
        "BÁO CÁO\nKết quả công tác quý III năm 2013\n(Số liệu từ ngày 16/6/2013 đến ngày 15/9/2013)",
    ),
    "month": HEAD.format(
        "25 tháng 8 năm 2021",
        "BÁO CÁO\nTình hình kinh tế - xã hội tháng 8 và nhiệm vụ trọng tâm tháng 9 năm 2021",
    ),
    "ahead": HEAD.format("20 tháng 10 năm 2017", "BÁO CÁO\nKết quả thu 9 tháng, giải pháp thu quý IV năm 2017"),
    "season": HEAD.format("02 tháng 6 năm 2009", "BÁO CÁO\nKết quả công tác tưới, tiêu vụ xuân năm 2009"),
    "plan": HEAD.format("18 tháng 12 năm 2025", "KẾ HOẠCH\nQuản lý chất thải năm 2026").replace("I. KẾT QUẢ\n\n", ""),
    "two": HEAD.format("28 tháng 02 năm 2007", "BÁO CÁO\nTình hình sản xuất tháng 02 và 2 tháng đầu năm 2007"),
}


class Entry(TypedDict):
    """One text with what each figure, as printed, is of."""

    id: str
    office: str
    text: str
    figures: dict[str, dict[str, str | date | None]]


ENTRIES: list[Entry] = yaml.safe_load(TRUTH.read_text(encoding="utf-8"))
CASES = [(entry, printed) for entry in ENTRIES for printed in entry["figures"]]
# id of entry and figure -> what is read instead: known misses, struck off when mended
KNOWN_MISSES: dict[str, str] = {}


def read_of(fact: Fact, column: str) -> str | date | None:
    """What a fact says in a column of the truth."""
    values: dict[str, str | date | None] = {
        "kind": fact.period_kind.value if fact.period_kind else None,
        "start": fact.period_start,
        "end": fact.period_end,
        "role": fact.role.value,
        "scope": fact.scope.value if fact.scope else None,
    }
    return values[column]


@pytest.mark.parametrize(("entry", "printed"), [pytest.param(e, p, id=f"{e['id']}-{p}") for e, p in CASES])
def test_figure_holds_when_it_says(entry: Entry, printed: str, request: pytest.FixtureRequest) -> None:
    if f"{entry['id']}-{printed}" in KNOWN_MISSES:
        request.applymarker(pytest.mark.xfail(strict=True, reason=KNOWN_MISSES[f"{entry['id']}-{printed}"]))
    wanted = entry["figures"][printed]
    parcel = resolve(OFFICES[entry["office"]] + entry["text"])
    facts = [fact for fact in parcel.facts if printed in numbers_of(parcel, fact).values()]
    assert wanted in [{column: read_of(fact, column) for column in wanted} for fact in facts]
