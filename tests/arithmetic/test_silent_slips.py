"""Slips that only the words decide, each beside what other offices write that holds or that the words do not force."""

from __future__ import annotations

import pytest

from schemas.check import Verdict
from schemas.fact import Measure, Role
from tests.reading import audit, resolve


def _accused(text: str) -> list[tuple[str | None, str | None]]:
    return [(c.stated, c.expected) for c in audit(text).checks if c.verdict is Verdict.INCONSISTENT]


_ACCIDENTS = "Xảy ra 18 vụ tai nạn giao thông, làm chết 07 người, bị thương 15 người. So với cùng kỳ "


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        (
            _ACCIDENTS + "(21 vụ, chết 08 người, bị thương 19 người) giảm 03 vụ, giảm 01 người chết, "
            "giảm 06 người bị thương.",
            [("06", "4")],
        ),
        (
            _ACCIDENTS + "(21 vụ, chết 08 người, bị thương 19 người) giảm 03 vụ, giảm 01 người chết, "
            "giảm 04 người bị thương.",
            [],
        ),
        # told in another order: the words say which is which
        (
            _ACCIDENTS + "(21 vụ, chết 08 người, bị thương 19 người) giảm 03 vụ, giảm 04 người bị thương, "
            "giảm 01 người chết.",
            [],
        ),
        ("Thụ lý 142 vụ/215 bị can. So với cùng kỳ (128 vụ/201 bị can) tăng 14 vụ/24 bị can.", [("24", "14")]),
        ("Bắt 36 vụ, 48 đối tượng, giảm 05 vụ, tăng 07 đối tượng so với cùng kỳ (41 vụ, 46 đối tượng).", [("07", "2")]),
        (
            "Tiếp 642 lượt công dân với 718 người, giảm 58 lượt, 41 người so với cùng kỳ năm trước "
            "(700 lượt, 769 người).",
            [("41", "51")],
        ),
        # no change fits: these are not the levels that were compared
        ("Khởi tố 36 vụ, 48 bị can. So với cùng kỳ (141 vụ, 246 bị can) giảm 52 vụ, giảm 71 bị can.", []),
        # two runs of levels: the second is the one compared
        (
            "Tiếp nhận 96 vụ, 120 đối tượng; đã xử lý 90 vụ, 111 đối tượng; so với cùng kỳ (84 vụ, 105 đối tượng) "
            "tăng 06 vụ, tăng 06 đối tượng.",
            [],
        ),
        ("Xảy ra 11 vụ cháy, thiệt hại 2,4 tỷ đồng (năm trước 14 vụ, 1,9 tỷ đồng).", []),
    ],
)
def test_several_changes_at_once(text: str, accused: list[tuple[str, str]]) -> None:
    assert _accused(text) == accused


def test_bases_and_changes_of_several_are_facts() -> None:
    text = _ACCIDENTS + "năm 2025 (21 vụ, chết 08 người, bị thương 19 người) giảm 03 vụ, 01 người chết."
    facts = resolve(text).facts
    assert [int(f.value or 0) for f in facts if f.role is Role.BASELINE] == [21, 8, 19]
    assert [int(f.value or 0) for f in facts if f.measure is Measure.CHANGE] == [3, 1]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("So với cùng kỳ năm trước tăng 05 việc và 2,1 tỷ đồng.", 2),
        ("Nhà trường có 29 lớp, tăng 01 lớp và 36 học sinh so với năm học trước.", 2),
        ("Số vụ cháy giảm 02 vụ, bị thương 03 người, thiệt hại 120 triệu đồng.", 1),
        ("Đàn lợn tăng 312 con, đàn bò 415 con.", 1),
        ("Trong kỳ tăng 12 hộ, khởi công 03 công trình so với kế hoạch.", 1),
    ],
)
def test_one_word_of_change_for_two_figures(text: str, changes: int) -> None:
    assert sum(fact.measure is Measure.CHANGE for fact in resolve(text).facts) == changes


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Tổng đàn trâu bò 1.846 con, trong đó trâu 1.120 con, bò 706 con.", [("1.846", "1.826")]),
        ("Đàn trâu, bò: 2.915 con (trâu: 1.640 con; bò: 1.375 con), đạt 98% kế hoạch.", [("2.915", "3.015")]),
        ("Diện tích lúa, ngô cả năm 1.862 ha, trong đó lúa 1.215 ha, ngô 637 ha.", [("1.862", "1.852")]),
        ("Tiếp nhận 96 đơn khiếu nại, tố cáo; trong đó khiếu nại 61 đơn, tố cáo 45 đơn.", [("96", "106")]),
        (
            "Dân số trung bình 142.618 người, trong đó: thành thị 31.205 người, nông thôn 111.513 người.",
            [("142.618", "142.718")],
        ),
        ("Toàn đảng bộ có 418 đảng viên, trong đó chính thức 396 đồng chí, dự bị 12 đồng chí.", [("418", "408")]),
        # not all of its names, or more than they say
        ("Tổng đàn lợn, trâu, bò 2.915 con, trong đó trâu 640 con, bò 1.375 con.", []),
        ("Đàn gia súc 6.915 con, trong đó trâu 1.640 con, bò 1.375 con.", []),
        ("Đàn trâu, bò 2.915 con, trong đó trâu 640 con, bò sữa 375 con.", []),
        ("Tiếp nhận 96 đơn khiếu nại, tố cáo, kiến nghị; trong đó khiếu nại 61 đơn, tố cáo 25 đơn.", []),
        # deeds done to one thing, trades and attributes that one may have together
        ("Số dự án thẩm định, phê duyệt 120 dự án, trong đó thẩm định 72 dự án, phê duyệt 58 dự án.", []),
        ("Tổng số lượt khám, chữa bệnh 3.412 lượt, trong đó khám 2.912 lượt, chữa bệnh 600 lượt.", []),
        ("Tổng số cơ sở sản xuất, kinh doanh 312 cơ sở, trong đó sản xuất 187 cơ sở, kinh doanh 135 cơ sở.", []),
        ("Số đại biểu nữ, trẻ tuổi 32 đại biểu, trong đó nữ 18 đại biểu, trẻ tuổi 24 đại biểu.", []),
        # far off: something else is meant
        ("Tổng đàn dê, cừu 4.318 con, trong đó dê 2.126 con, cừu 792 con.", []),
        ("Diện tích lúa, ngô 1.862 ha, trong đó lúa lai 615 ha, ngô lai 237 ha.", []),
        ("Dân số 142.618 người, trong đó thành thị 31.205 người, lao động 82.513 người.", []),
    ],
)
def test_a_whole_called_after_its_parts(text: str, accused: list[tuple[str, str]]) -> None:
    assert _accused(text) == accused


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Tiếp nhận 58 tin, đã giải quyết 53 tin, đạt 91,4%, vượt chỉ tiêu Công an tỉnh giao (92%).", ["vượt"]),
        ("Tỷ lệ giải quyết tin báo tội phạm đạt 91,4%, vượt chỉ tiêu Công an tỉnh giao (92%).", ["vượt"]),
        ("Tỷ lệ bao phủ BHYT đạt 95,1%, thấp hơn 0,9% so với chỉ tiêu giao (95,5%).", ["0,9%"]),
        ("Thi hành xong đạt 81,2%, cao hơn 1,7% so với chỉ tiêu được giao (82,5%).", ["1,7%"]),
        # holds
        ("Tiếp nhận 58 tin, đã giải quyết 55 tin, đạt 94,8%, vượt chỉ tiêu Công an tỉnh giao (92%).", []),
        ("Tỷ lệ bao phủ BHYT đạt 95,1%, thấp hơn 0,4% so với chỉ tiêu giao (95,5%).", []),
        ("Thi hành xong đạt 84,2%, cao hơn 1,7% so với chỉ tiêu được giao (82,5%).", []),
        ("Tỷ lệ nợ quá hạn 0,3%, thấp hơn 0,2% so với chỉ tiêu được giao (0,5%).", []),
        ("Tỷ lệ chuyên cần 98%, vượt 3% so với mục tiêu (95%).", []),
        # the words do not force it
        ("Tỷ lệ phạm pháp hình sự 12,4%, vượt chỉ tiêu Công an tỉnh giao (15%).", []),
        ("Tỷ lệ đơn quá hạn đã giải quyết còn 2,4%, vượt chỉ tiêu Sở Nội vụ giao (5%).", []),
        ("Thu ngân sách đạt 94,2% dự toán, thấp hơn 3,1% so với cùng kỳ (96,5%).", []),
        ("Tỷ lệ hộ nghèo 6,2%, thấp hơn 0,4% so với chỉ tiêu phấn đấu năm trước (9,5%).", []),
    ],
)
def test_results_against_their_targets(text: str, accused: list[str]) -> None:
    assert [stated for stated, _ in _accused(text)] == accused


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Đạt 91,4%, vượt chỉ tiêu Công an tỉnh giao (92%).", Role.TARGET),
        ("Tỷ lệ tiêm chủng chưa đạt chỉ tiêu (75%).", Role.TARGET),
        ("Thu 12 tỷ đồng, vượt chỉ tiêu Hội đồng nhân dân giao (105%).", Role.ACTUAL),
    ],
)
def test_a_target_in_brackets(text: str, role: Role) -> None:
    assert resolve(text).facts[-1].role is role


def test_debts_by_term_and_by_borrower_overlap() -> None:
    text = "Tổng dư nợ 312 tỷ đồng, trong đó: ngắn hạn 187 tỷ đồng, hộ nghèo 95 tỷ đồng, học sinh sinh viên 60 tỷ đồng."
    assert _accused(text) == []
