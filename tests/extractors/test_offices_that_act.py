"""Whose figures they are: offices that act, sectors that name rows; not who directs others, nor a list in a heading."""

from __future__ import annotations

import pytest

from tests.reading import fact_of, resolve


@pytest.mark.parametrize(
    ("text", "number", "entity", "new"),
    [
        ("b) Trạm Y tế xã khám cho 1.417 lượt người.", "1.417", "Trạm Y tế xã", "behind the letter of an item"),
        ("- Bộ phận Một cửa xã có 04 máy tính.", "04", "Bộ phận Một cửa xã", "a desk"),
        (
            "Đài Truyền thanh - Truyền hình huyện phát 312 tin, bài.",
            "312",
            "Đài Truyền thanh - Truyền hình huyện",
            "radio",
        ),
        ("Báo Hòa Bình đăng 97 tin, bài.", "97", "Báo Hòa Bình", "a newspaper"),
        ("Ngân hàng Chính sách xã hội huyện cho 875 hộ vay.", "875", "Ngân hàng Chính sách xã hội huyện", "a bank"),
        ("Sở Giao thông vận tải kiểm tra 14 tuyến đường.", "14", "Sở Giao thông vận tải", "a name of four syllables"),
        ("Chi cục Thuế khu vực ban hành 563 thông báo nợ.", "563", "Chi cục Thuế khu vực", "an office of a region"),
        ("Ban Quản lý khu kinh tế tỉnh cấp 12 giấy phép.", "12", "Ban Quản lý khu kinh tế tỉnh", "a board"),
        ("Hội Nông dân huyện chỉ đạo các cơ sở hội trồng 4.500 cây.", "4.500", None, "who directs does not plant"),
        ("Quản lý nguồn vốn của Ngân hàng Chính sách xã hội với 875 hộ vay.", "875", None, "whose money it is"),
        ("2. Công tác Hội, Công đoàn\n- Thư viện bổ sung 210 đầu sách.", "210", None, "a list in a heading"),
    ],
)
def test_entities(text: str, number: str, entity: str | None, new: str) -> None:
    assert fact_of(resolve(f"UBND HUYỆN MAI CHÂU\nBÁO CÁO\nKết quả năm 2022\n\n{text}\n"), number).entity == entity, new


@pytest.mark.parametrize(
    ("header", "kind"), [("Lĩnh vực", "sector"), ("Ngành, lĩnh vực", "sector"), ("Nội dung", None)]
)
def test_rows_below_a_header_of_sectors_are_of_sectors(header: str, kind: str | None) -> None:
    table = (
        f"TT\t{header}\tTiếp nhận\tĐã giải quyết\n1\tĐất đai\t318\t300\n2\tHộ tịch\t124\t124\n\tTổng cộng\t442\t424\n"
    )
    parcel = resolve(f"UBND HUYỆN MAI CHÂU\nBÁO CÁO\nKết quả năm 2022\n\nBảng 1. Kết quả giải quyết hồ sơ\n\n{table}")
    fact = fact_of(parcel, "318")
    assert fact.entity_kind == kind
    assert "Đất đai" in (fact.label or "")
    assert fact_of(parcel, "442").entity is None
