"""Tables whose rows say their own unit, and cells that say more than one number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.fact import Fact, Measure, PeriodKind
from schemas.parcel import Parcel
from tests.reading import accusations, audit, fact_of, resolve
from tests.tables import table

HEADER = "STT|Chỉ tiêu|ĐVT|Kế hoạch năm 2025|Kết quả thực hiện|Đánh giá|Ghi chú"
ROWS = (
    "1|Tỷ lệ trẻ em dưới 1 tuổi được tiêm đủ mũi vắc xin|%|95|{0}|Không đạt|12 trẻ hoãn tiêm",
    "2|Tỷ lệ người dân có tài khoản định danh điện tử|%|90|{1}|Đạt|",
    "3|Tỷ lệ hồ sơ giải quyết đúng hạn|%|95|{2}|Đạt|",
    "4|Số xóm có loa truyền thanh|Xóm|18|15|Không đạt|64 cụm loa",
    "5|Thu ngân sách trên địa bàn|Triệu đồng|500|462|Chưa đạt|",
    "6|Số điểm tập kết rác được xây dựng|Điểm|6|7|Vượt|02 điểm do người dân hiến đất",
)
SHARES = (("91,05", "173/190"), ("90,88", "5.120/5.634"), ("95,86", "1.344/1.402"))
FORMS = (
    "{0} ({1})",
    "{0}% ({1})",
    "{1} người ({0})",
    "({1}) {0}",
    "{1} người, đạt {0}",
    "{0} {1}",
    "{0}; {1}",
    "≥ {0} ({1})",
)


def report(form: str, shares: tuple[tuple[str, str], ...] = SHARES) -> str:
    """The table of a report with its shares and fractions written in one form."""
    cells = [form.format(*share) for share in shares]
    rows = [row.format(*cells) for row in ROWS]
    return table(HEADER, *rows, above="BÁO CÁO\nKết quả năm 2025")


def results(parcel: Parcel) -> dict[int, Fact]:
    """The one fact of each cell of results, by row."""
    found = [fact for fact in parcel.facts if fact.col == 4]
    assert len(found) == len(ROWS)
    return {fact.row: fact for fact in found if fact.row is not None}


@pytest.mark.parametrize("form", FORMS)
def test_a_share_and_its_fraction_are_one_ratio(form: str) -> None:
    parcel = audit(report(form))
    ratios = [fact for fact in results(parcel).values() if fact.measure is Measure.RATIO]
    assert [(fact.value, fact.numerator, fact.denominator) for fact in ratios] == [
        (Decimal("91.05"), Decimal(173), Decimal(190)),
        (Decimal("90.88"), Decimal(5120), Decimal(5634)),
        (Decimal("95.86"), Decimal(1344), Decimal(1402)),
    ]
    assert not accusations(parcel)


@pytest.mark.parametrize("form", FORMS[:-1])
def test_a_share_that_its_fraction_does_not_make_is_told(form: str) -> None:
    slips = accusations(audit(report(form, (*SHARES[:2], ("95,86", "1.244/1.402")))))
    assert [check.kind.value for check in slips] == ["ratio_percent"]


@pytest.mark.parametrize("form", [*FORMS[:-1], "{0}"])
def test_a_share_below_its_target_is_not_met(form: str) -> None:
    slips = accusations(audit(report(form, (SHARES[0], ("87,54", "4.932/5.634"), SHARES[2]))))
    assert [check.kind.value for check in slips] == ["target_status"]


@pytest.mark.parametrize("form", [*FORMS, "{0}"])
def test_every_row_has_its_own_unit(form: str) -> None:
    found = results(resolve(report(form)))
    told = [(found[row].value, found[row].unit, found[row].measure) for row in sorted(found)[3:]]
    assert told == [
        (Decimal(15), "xóm", Measure.COUNT),
        (Decimal(462_000_000), "đồng", Measure.MONEY),
        (Decimal(7), "điểm", Measure.COUNT),
    ]


@pytest.mark.parametrize("form", [*FORMS, "{0}"])
def test_a_target_and_its_result_are_of_one_kind(form: str) -> None:
    parcel = resolve(report(form))
    kinds = {(fact.row, fact.col): fact.period_kind for fact in parcel.facts}
    rows = sorted({row for row, col in kinds if col == 4 and row is not None})
    assert [kinds[row, 3] for row in rows] == [kinds[row, 4] for row in rows]
    assert kinds[rows[1], 4] is PeriodKind.STOCK


def test_notes_speak_of_their_own() -> None:
    parcel = resolve(report(FORMS[0]))
    notes = {fact.value: fact for fact in parcel.facts if fact.col == 6}
    assert {(value, fact.label.rpartition(" › ")[2], fact.measure) for value, fact in notes.items() if fact.label} == {
        (Decimal(12), "trẻ hoãn tiêm", Measure.COUNT),
        (Decimal(64), "cụm loa", Measure.COUNT),
        (Decimal(2), "điểm do người dân hiến đất", Measure.COUNT),
    }


def test_an_amount_with_more_in_brackets_has_the_unit_of_its_row() -> None:
    rows = ("1|Thu ngân sách|Triệu đồng|1.250|1.318 (105,4%)", "2|Trồng rừng|Ha|40|42,5 (vụ xuân)")
    parcel = resolve(table("STT|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện", *rows))
    money, forest = fact_of(parcel, "1.318"), fact_of(parcel, "42,5")
    assert (money.value, money.unit, money.measure) == (Decimal(1_318_000_000), "đồng", Measure.MONEY)
    assert (forest.value, forest.unit) == (Decimal("42.5"), "ha")


def test_a_header_of_shares_tells_where_a_fraction_stands_beside() -> None:
    rows = ("1|Ea Kly|402|77,11 (310/402)", "2|Ea Yông|391|73,66 (288/391)", "3|Vụ Bổn|305|64,92 (198/305)")
    parcel = resolve(table("TT|Xã|Tổng số hồ sơ|Tỷ lệ % trực tuyến", *rows))
    shares = [fact for fact in parcel.facts if fact.measure is Measure.RATIO]
    assert [fact.value for fact in shares] == [Decimal("77.11"), Decimal("73.66"), Decimal("64.92")]


def test_counts_with_their_shares_in_brackets_are_no_shares() -> None:
    rows = ("1|Ea Kly|31 (7,11)", "2|Ea Yông|28 (3,66)", "3|Vụ Bổn|98 (14,92)")
    parcel = resolve(table("TT|Xã|Số hộ nghèo (tỷ lệ %)", *rows))
    assert fact_of(parcel, "31").measure is Measure.COUNT


def test_bodies_in_a_column_of_bodies_are_no_units() -> None:
    parcel = resolve(
        table("TT|Đơn vị|Số lớp|Số học sinh", "1|Mầm non|12|301", "2|Tiểu học|65|1.883", "3|Tổng cộng|77|2.184")
    )
    assert {fact_of(parcel, printed).unit for printed in ("12", "65", "77")} == {"lớp"}
