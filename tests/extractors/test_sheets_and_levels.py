"""What stands above figures: the number of a sheet, the level of a heading, a letterhead torn at the end of a line."""

from __future__ import annotations

import pytest

from schemas.fact import Role, Scope
from tests.reading import fact_of, resolve


def _report(body: str) -> str:
    return (
        "ỦY BAN NHÂN DÂN\nHUYỆN MỘC HÓA\n\nSố: 12/BC-UBND\n\nMộc Hóa, ngày 20 tháng 12 năm 2022\n\n"
        f"BÁO CÁO\nKết quả công tác năm 2022\n\n{body}\n"
    )


@pytest.mark.parametrize(
    ("office", "issuer"),
    [
        ("SỞ TÀI NGUYÊN VÀ MÔI\nTRƯỜNG", "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG"),
        ("CHI CỤC QUẢN LÝ THỊ\nTRƯỜNG", "CHI CỤC QUẢN LÝ THỊ TRƯỜNG"),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG THCS HÒA LỢI", "TRƯỜNG THCS HÒA LỢI"),
    ],
)
def test_a_word_behind_the_end_of_a_line_is_no_school(office: str, issuer: str) -> None:
    text = (
        f"UBND TỈNH BÌNH PHƯỚC\n{office}\n\nSố: 21/BC-SO\n\nBình Phước, ngày 10 tháng 6 năm 2022\n\nBÁO CÁO\n"
        "Kết quả công tác 6 tháng đầu năm 2022\n\nI. KẾT QUẢ\n\nĐã kiểm tra 318 cơ sở."
    )
    assert (resolve(text).document.issuer or "").startswith(issuer)


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("3.1. Tại UBND huyện", "Kết quả giải quyết hồ sơ hành chính tại UBND huyện › Số hồ sơ đã giải quyết"),
        ("3.1. Ở cấp xã", "Kết quả giải quyết hồ sơ hành chính ở cấp xã › Số hồ sơ đã giải quyết"),
        ("3.1. Cấp huyện", "Kết quả giải quyết hồ sơ hành chính – Cấp huyện › Số hồ sơ đã giải quyết"),
        ("3.1. Tình hình chung", "Kết quả giải quyết hồ sơ hành chính › Số hồ sơ đã giải quyết"),
    ],
)
def test_the_level_of_a_heading_is_said_with_the_one_above(heading: str, label: str) -> None:
    body = f"I. KẾT QUẢ\n\n3. Kết quả giải quyết hồ sơ hành chính\n\n{heading}\n\nSố hồ sơ đã giải quyết: 318 hồ sơ."
    assert fact_of(resolve(_report(body)), "318").label == label


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Kết quả một số lĩnh vực tại UBND huyện:", Scope.CAP_HUYEN),
        ("Kết quả một số lĩnh vực tại UBND các xã:", Scope.CAP_XA),
    ],
)
def test_a_table_is_of_the_level_its_own_line_names(title: str, level: Scope) -> None:
    body = (
        "I. KẾT QUẢ\n\n3. Tại UBND các xã, thị trấn\n\n- Số hồ sơ đã giải quyết: 21.087 hồ sơ.\n\n"
        f"{title}\n\n| STT | Lĩnh vực | Tiếp nhận | Đã giải quyết |\n|---|---|---|---|\n| 1 | Đất đai | 415 | 318 |\n"
        "| 2 | Hộ tịch | 96 | 90 |\n"
    )
    assert fact_of(resolve(_report(body)), "318").scope is level


@pytest.mark.parametrize(
    ("text", "printed", "role"),
    [
        ("Có 62/85 hộ dùng nước sạch, đạt 73%, vượt chỉ tiêu kế hoạch giao (65%).", "73", Role.ACTUAL),
        ("Tỷ lệ bao phủ đạt 92,1%, cao hơn chỉ tiêu giao (91,5%).", "92,1", Role.ACTUAL),
        ("Tỷ lệ bao phủ đạt 92,1%, vượt kế hoạch đề ra (91,5%).", "91,5", Role.TARGET),
        ("Kế hoạch giao 318 hộ.", "318", Role.TARGET),
    ],
)
def test_a_plan_in_a_bracket_makes_no_plan_of_the_result(text: str, printed: str, role: Role) -> None:
    body = f"I. KẾT QUẢ\n\n{text}"
    fact = fact_of(resolve(_report(body)), printed)
    assert fact.role is role


@pytest.mark.parametrize(
    ("text", "printed", "label"),
    [
        ("Xã A nhiều nhất với 214 hồ sơ, xã B thấp nhất với 11 hồ sơ.", "214", "Xã A nhiều nhất: hồ sơ"),
        ("Có 06 hội chợ, triển lãm với 150 gian hàng.", "06", "hội chợ, triển lãm"),
        ("Có 1.240 giao dịch trên tổng số 1.300 hồ sơ.", "1.240", "giao dịch"),
    ],
)
def test_words_of_the_next_figure_end_a_label(text: str, printed: str, label: str) -> None:
    body = f"I. KẾT QUẢ\n\n{text}"
    fact = fact_of(resolve(_report(body)), printed)
    assert (fact.label or "").endswith(label)


def test_a_title_ends_where_the_first_sheet_begins() -> None:
    text = (
        "UBND HUYỆN VŨ THƯ\n\nSố: 96/BC-UBND\n\nVũ Thư, ngày 26 tháng 6 năm 2023\n\nBÁO CÁO\n"
        "Quyết toán ngân sách huyện năm 2022\nBiểu 01: Quyết toán thu ngân sách năm 2022\n\n"
        "| STT | Nội dung | Dự toán | Quyết toán |\n|---|---|---|---|\n| 1 | Lệ phí | 450 | 318 |\n"
    )
    assert resolve(text).document.title == "Quyết toán ngân sách huyện năm 2022"
