"""Level words of a title hold for the rows and the total of its table; a row named by a committee is of its level."""

from __future__ import annotations

import pytest

from schemas.fact import Scope
from tests.reading import fact_of, resolve


@pytest.mark.parametrize(
    ("title", "rows", "number", "scope", "new"),
    [
        ("Kết quả giải quyết TTHC cấp huyện", "Đất đai\t318\t300\nHộ tịch\t124\t120\nTổng cộng\t442\t420", "442",
         Scope.CAP_HUYEN, "the total of a table of one level"),
        ("Kết quả giải quyết TTHC cấp huyện", "Đất đai\t318\t300\nHộ tịch\t124\t120\nTổng cộng\t442\t420", "318",
         Scope.CAP_HUYEN, "'giải quyết' is no prize"),
        ("Kết quả tại các xã", "Đà Sơn\t318\t300\nBồi Sơn\t124\t120\nThuận Sơn\t50\t50\nTổng cộng\t492\t470", "492",
         Scope.TOAN_DIA_BAN, "communes add up to the district"),
        ("Đại biểu trúng cử", "HĐND huyện\t35\t12\nHĐND cấp xã\t158\t54\nCộng\t193\t66", "35",
         Scope.CAP_HUYEN, "a committee names the row"),
        ("Đại biểu trúng cử", "HĐND huyện\t35\t12\nHĐND cấp xã\t158\t54\nCộng\t193\t66", "193",
         Scope.TOAN_DIA_BAN, "the total of two levels"),
    ],
)  # fmt: skip
def test_scopes_of_rows(title: str, rows: str, number: str, scope: Scope, new: str) -> None:
    head = "UBND HUYỆN ĐÔ LƯƠNG\nBÁO CÁO\nKết quả công tác năm 2022\n\nBảng 1. "
    parcel = resolve(f"{head}{title}\n\nNội dung\tTổng số\tTrong đó\n{rows}\n")
    assert fact_of(parcel, number).scope is scope, new


@pytest.mark.parametrize(
    ("text", "start", "kind", "new"),
    [
        ("Ngay từ đầu năm, huyện đã ban hành 14 văn bản.", "2022-01-01", "flow", "a moment"),
        ("Từ đầu năm đến nay đã cấp 14 giấy phép.", "2022-01-01", "cumulative", "a stretch"),
        ("Lũy kế đến nay đã cấp 14 giấy phép.", "None", "cumulative", "since ever"),
        ("Lũy kế đến nay đã thu 14 triệu đồng, đạt 50% dự toán.", "2022-01-01", "cumulative", "of the year's plan"),
    ],
)
def test_when_a_running_total_began(text: str, start: str, kind: str, new: str) -> None:
    head = "UBND HUYỆN ĐÔ LƯƠNG\nBÁO CÁO\nKết quả công tác 6 tháng đầu năm 2022\n\nI. KẾT QUẢ\n"
    fact = fact_of(resolve(f"{head}{text}\n"), "14")
    assert (str(fact.period_start), fact.period_kind and fact.period_kind.value) == (start, kind), new
