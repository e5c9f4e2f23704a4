"""Slips in sentences as other offices write them, and the sentences beside them that hold."""

from __future__ import annotations

import pytest

from schemas.check import Verdict
from schemas.fact import Measure
from tests.reading import audit, numbers_of, resolve


def _accused(text: str) -> list[tuple[str | None, str | None]]:
    return [(c.stated, c.expected) for c in audit(text).checks if c.verdict is Verdict.INCONSISTENT]


def _ratios(text: str) -> set[tuple[str, ...]]:
    parcel = resolve(text)
    return {tuple(numbers_of(parcel, fact).values()) for fact in parcel.facts if fact.measure is Measure.RATIO}


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("07/31 trạm y tế chưa có bác sỹ; còn 03 trạm chưa được sửa chữa.", []),
        ("12/12 xã đã phê duyệt quy hoạch; còn 03 xã chưa cắm mốc.", []),
        ("Đã hoàn thành 11/14 chỉ tiêu, còn 01 chỉ tiêu chưa đánh giá được, 02 chỉ tiêu không đạt.", []),
        ("Đã xử lý 84/87 vụ vi phạm; còn 02 vụ khiếu nại chưa giải quyết.", []),
        ("Đã cấp nước cho 45/60 thôn; còn 15 thôn chưa có nước.", []),
        ("Đã cấp nước cho 45/60 thôn; còn 25 thôn chưa có nước.", [("60", "70")]),
        ("19/24 doanh nghiệp đã tổ chức đối thoại; còn 06 doanh nghiệp chưa tổ chức.", [("24", "25")]),
    ],
)
def test_rest_of_the_same_deed(text: str, accused: list[tuple[str, str]]) -> None:
    assert _accused(text) == accused


@pytest.mark.parametrize(
    "text",
    [
        "Tổng đàn bò tăng 312 con so với cùng kỳ, trong đó bò lai 850 con, chiếm 41,5%.",
        "Tổng nợ giảm 215 triệu đồng so với đầu năm; nợ khoanh 742 triệu đồng, chiếm 0,12%.",
        "Tổng giá trị sản xuất 2.410 tỷ đồng; nông nghiệp 980 tỷ đồng, chiếm 52,3% cơ cấu kinh tế.",
    ],
)
def test_no_change_is_a_whole(text: str) -> None:
    assert _accused(text) == []


def test_a_change_whose_share_fits_is_a_whole() -> None:
    text = "Số vụ tai nạn tăng 15 vụ so với cùng kỳ, trong đó 06 vụ do rượu bia, chiếm 40,0%."
    assert ("06", "15", "40,0") in _ratios(text)


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("41/52 cơ sở có quy mô dưới 10 phòng đã tự công bố, đạt 78,8%.", []),
        ("41/52 cơ sở có quy mô dưới 10 phòng đã tự công bố, đạt 87,8%.", [("87,8%", "78,8%")]),
        ("19/24 doanh nghiệp có từ 10 lao động trở lên tổ chức hội nghị, đạt tỷ lệ 71,9%.", [("71,9%", "79,2%")]),
        ("145/160 hộ có thu nhập dưới 1,5 triệu đồng/tháng được hỗ trợ (96,0%).", [("96,0%", "90,6%")]),
        ("Đã kiểm tra 12/14 xã, 25 cơ sở, đạt 87,5%.", []),
        ("Triển khai tại 12/14 xã cho 350 hộ, đạt 87,5% số hộ đăng ký.", []),
        ("8/12 đơn vị thuộc loại 1 được kiểm tra, đạt 100% kế hoạch.", []),
        ("Triển khai tại 12/14 xã cho ít nhất 350 hộ, đạt 87,5% số hộ đăng ký.", []),
    ],
)
def test_number_inside_the_noun(text: str, accused: list[tuple[str, str]]) -> None:
    assert _accused(text) == accused


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("Trồng rừng tập trung 962,4 ha/kế hoạch 900 ha, đạt 106,9%.", ("962,4", "900", "106,9")),
        ("Kết nạp mới 168 đoàn viên/chỉ tiêu 150 đoàn viên, đạt 112%.", ("168", "150", "112")),
        ("Tổ chức 18 cuộc kiểm tra/KH giao: 20 cuộc, đạt 90%.", ("18", "20", "90")),
        ("Xét nghiệm 1.860 lam/chỉ tiêu 2.000 lam, đạt 93%.", ("1.860", "2.000", "93")),
    ],
)
def test_plan_behind_the_slash(text: str, ratio: tuple[str, ...]) -> None:
    assert _ratios(text) == {ratio}


def test_two_nouns_about_a_slash_are_no_ratio() -> None:
    assert _ratios("Thu phí 18 cuộc/kế hoạch 20 triệu đồng, đạt 90%.") == set()


@pytest.mark.parametrize(
    ("text", "whole", "accused"),
    [
        (
            "Xếp loại 76 CĐCS: xuất sắc 21 đơn vị (27,6%), tốt 47 đơn vị (61,8%), khá 08 đơn vị (10,5%).",
            "76",
            [],
        ),
        (
            "Đã giải quyết 109/142 vụ, đạt 76,8%. Kết quả: đúng 12 vụ (11,0%), sai 78 vụ (76,1%), khác 19 vụ (17,4%).",
            "109",
            [("76,1%", "71,6%")],
        ),
        (
            "Toàn huyện có 342 tổ.\nXếp loại: tốt 327 tổ (95,6%), khá 12 tổ (3,5%), trung bình 03 tổ (0,9%).",
            "342",
            [],
        ),
    ],
)
def test_parts_of_a_printed_sum(text: str, whole: str, accused: list[tuple[str, str]]) -> None:
    shares = [ratio for ratio in _ratios(text) if len(ratio) == 3]
    assert {ratio[1] for ratio in shares} >= {whole}
    told = [c for c in audit(text).checks if c.rule == "share_of_sum" and c.verdict is Verdict.INCONSISTENT]
    assert [(c.stated, c.expected) for c in told] == accused


def test_a_list_without_its_whole_is_read_against_nothing() -> None:
    text = "Có 327 hộ nghèo (12,4%), 412 hộ cận nghèo (15,6%), 85 hộ mới thoát nghèo (3,2%)."
    assert _ratios(text) == set()
    assert _accused(text) == []


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Tiếp 1.284 lượt công dân, 09 đoàn đông người; so với cùng kỳ (1.134 lượt) tăng 13,2%.", []),
        (
            "Tiếp 1.284 lượt công dân, 09 đoàn đông người; so với cùng kỳ (1.134 lượt) giảm 13,2%.",
            [("13,2%", "-13,2%")],
        ),
        ("Có 1.284 lượt người, 09 đoàn đông người; so với cùng kỳ (12 đoàn) giảm 25%.", []),
        ("Có 1.200 hộ nghèo, 800 hộ cận nghèo; so với năm trước (900 hộ cận nghèo) giảm 11,1%.", []),
        ("Doanh thu 320 tỷ đồng; so với kế hoạch năm (400 tỷ đồng) đạt 80%.", []),
        ("Bắt được 8.250 tấn (trên biển 7.900 tấn), tăng 250 tấn so với cùng kỳ (8.500 tấn).", [("250", "-250")]),
        ("Bắt được 8.250 tấn (trên biển 7.900 tấn), giảm 250 tấn so với cùng kỳ (8.500 tấn).", []),
    ],
)
def test_changes_past_brackets_and_with_the_base_first(text: str, accused: list[tuple[str, str]]) -> None:
    assert _accused(text) == accused


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Tỷ lệ án phá đạt 88,2%, vượt chỉ tiêu Bộ Công an giao (90%).", [("vượt", "Không đạt")]),
        ("Tỷ lệ án phá đạt 91,2%, vượt chỉ tiêu Bộ Công an giao (90%).", []),
        ("Tỷ lệ bao phủ BHYT đạt 94,3%, không đạt chỉ tiêu Nghị quyết (93%).", [("không đạt", "Đạt")]),
        ("TNGT giảm 3,8% số vụ, vượt chỉ tiêu Nghị quyết (giảm 5%).", [("vượt", "Không đạt")]),
        ("TNGT giảm 18% số vụ, vượt chỉ tiêu Nghị quyết (giảm từ 5% - 10%).", []),
        ("Tỷ lệ sinh con thứ ba 4,1%, đạt chỉ tiêu (4,5%).", []),
        ("Tỷ lệ trẻ suy dinh dưỡng 12,5%, đạt chỉ tiêu năm (dưới 13,0%).", []),
    ],
)
def test_results_against_the_target_behind_the_word(text: str, accused: list[tuple[str, str]]) -> None:
    assert _accused(text) == accused


def test_what_the_heading_measures_may_want_less() -> None:
    text = "1. Tỷ lệ hộ nghèo\n- Kết quả đạt 3,2%, vượt chỉ tiêu đề ra (4%)."
    assert _accused(text) == []


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Có 215 hợp tác xã. Chia theo lĩnh vực: nông nghiệp 148 HTX, vận tải 32 HTX, thương mại 35 HTX.", []),
        (
            "Có 215 hợp tác xã. Chia theo lĩnh vực: nông nghiệp 148 HTX, vận tải 32 HTX, thương mại 25 HTX.",
            [("215", "205")],
        ),
        (
            "Xảy ra 41 vụ, làm chết 23 người.\nPhân theo tuyến đường: tỉnh lộ 17 vụ; quốc lộ 02 vụ; đường xã 24 vụ.",
            [("41", "43")],
        ),
        ("Toàn xã có 2.150 hộ, có 512 hộ nghèo. Phân theo thôn: Nà Pa 120 hộ, Bản Cọ 210 hộ, Nà Sản 182 hộ.", []),
        ("Có 15 xã, 2 thị trấn. Phân theo khu vực: khu vực I 5 xã; khu vực II 4 xã; khu vực III 8 xã, thị trấn.", []),
        ("Xảy ra 41 vụ. Phân theo lỗi chủ yếu: tốc độ 12 vụ, nồng độ cồn 19 vụ.", []),
        ("Tiếp 1.284 lượt. Phân theo nội dung: đất đai 910 lượt, chính sách 214 lượt, môi trường 320 lượt.", []),
        ("1. Cháy\nXảy ra 12 vụ.\n2. Tai nạn\nPhân theo tuyến đường: tỉnh lộ 07 vụ; quốc lộ 02 vụ.", []),
    ],
)
def test_breakdowns_by_one_thing(text: str, accused: list[tuple[str, str]]) -> None:
    assert _accused(text) == accused


@pytest.mark.parametrize(
    ("above", "here", "accused"),
    [
        (
            "Xảy ra 41 vụ tai nạn, làm chết 23 người, bị thương 36 người.",
            "Trong năm vẫn xảy ra 41 vụ tai nạn, làm chết 25 người, bị thương 36 người.",
            [("25", "23")],
        ),
        (
            "Xảy ra 41 vụ tai nạn, làm chết 23 người, bị thương 36 người.",
            "Trong năm vẫn xảy ra 41 vụ tai nạn, làm chết 23 người, bị thương 36 người.",
            [],
        ),
        (
            "Xảy ra 41 vụ tai nạn, làm chết 23 người, bị thương 36 người.",
            "Quý IV xảy ra 41 vụ tai nạn, làm chết 02 người, bị thương 36 người.",
            [],
        ),
        (
            "Giải quyết 403/486 vụ việc thuộc thẩm quyền, đạt 82,9%.",
            "Tỷ lệ giải quyết vụ việc thuộc thẩm quyền trong quý đạt 89,2%.",
            [("89,2%", "82,9%")],
        ),
        (
            "Giải quyết 403/486 vụ việc thuộc thẩm quyền, đạt 82,9%.",
            "Tỷ lệ giải quyết vụ việc thuộc thẩm quyền của cấp xã đạt 89,2%.",
            [],
        ),
        (
            "Giải quyết 403/486 vụ việc thuộc thẩm quyền, đạt 82,9%.",
            "Tỷ lệ giải quyết vụ việc thuộc thẩm quyền phấn đấu đạt 90%.",
            [],
        ),
    ],
)
def test_told_again_where_the_report_sums_up(above: str, here: str, accused: list[tuple[str, str]]) -> None:
    assert _accused(f"I. KẾT QUẢ THỰC HIỆN\n- {above}\nIV. ĐÁNH GIÁ CHUNG\n{here}") == accused
    assert _accused(f"I. HUYỆN LONG HỒ\n- {above}\nII. HUYỆN TAM BÌNH\n{here}") == []


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Tổng dư nợ 612.483 triệu đồng. Nợ quá hạn 1.164 triệu đồng, chiếm 0,19% tổng dư nợ.", []),
        (
            "Tổng dư nợ 612.483 triệu đồng. Nợ quá hạn 1.164 triệu đồng, chiếm 0,91% tổng dư nợ.",
            [("0,91%", "0,19%")],
        ),
        ("Tổng dư nợ 612.483 triệu đồng. Nợ quá hạn 164 triệu đồng, chiếm 0,19% dư nợ của hội.", []),
        ("Cho vay: doanh số cho vay 420 tỷ đồng; thu nợ 315 tỷ đồng, bằng 57% doanh số cho vay.", []),
        (
            "Đã giải quyết 29.691 hồ sơ, nhận mới 30.120 hồ sơ. Quá hạn 259 hồ sơ, chiếm 8,70% số hồ sơ đã giải quyết.",
            [("8,70%", "0,87%")],
        ),
    ],
)
def test_shares_of_a_named_whole(text: str, accused: list[tuple[str, str]]) -> None:
    assert _accused(text) == accused


def test_the_whole_of_the_share_before() -> None:
    text = (
        "Tổng dư nợ 612.483 triệu đồng/615.000 triệu đồng kế hoạch.\n"
        "Nợ quá hạn 1.164 triệu đồng, chiếm 0,19% tổng dư nợ; nợ khoanh 742 triệu đồng, chiếm 0,12%."
    )
    assert {ratio[:2] for ratio in _ratios(text)} >= {("1.164", "612.483"), ("742", "612.483")}
