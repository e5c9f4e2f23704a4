"""Numbers that say which of the things counted are meant stay in their noun; those that are told stay figures."""

from __future__ import annotations

import pytest

from schemas.mention import MentionKind
from tests.reading import resolve


def _labels(text: str) -> dict[str, str | None]:
    return {str(fact.numerator or fact.value): fact.label for fact in resolve(text).facts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toàn tỉnh có 118 tàu từ 15 m trở lên.", {"118": "tàu từ 15 m trở lên"}),
        ("Số tàu có chiều dài từ 15m trở lên là 1.248 tàu.", {"1248": "Số tàu có chiều dài từ 15m trở lên"}),
        (
            "Số hộ có thu nhập từ 100 triệu đồng trở lên: 245 hộ.",
            {"245": "Số hộ có thu nhập từ 100 triệu đồng trở lên"},
        ),
        (
            "Số thôn có từ 70% hộ gia đình văn hóa trở lên là 85/92 thôn.",
            {"85": "Số thôn có từ 70% hộ gia đình văn hóa trở lên"},
        ),
        ("Toàn huyện còn 04 xã đạt dưới 12 tiêu chí.", {"4": "xã đạt dưới 12 tiêu chí"}),
        ("Có 642/705 hộ đăng ký đạt 8 tiêu chí.", {"642": "hộ đăng ký đạt 8 tiêu chí"}),
        ("Có 11 xã đạt từ 15 đến 18 tiêu chí.", {"11": "xã đạt từ 15 đến 18 tiêu chí"}),
        ("Có 16 xã có lượng máu chưa đạt 70% chỉ tiêu.", {"16": "xã có lượng máu chưa đạt 70% chỉ tiêu"}),
        ("Có 04/29 đơn vị giải quyết đúng hạn dưới 95%.", {"4": "đơn vị giải quyết đúng hạn dưới 95%"}),
        ("Toàn huyện có 05 xã có tỷ lệ hộ nghèo trên 20%.", {"5": "xã có tỷ lệ hộ nghèo trên 20%"}),
        (
            "Còn 07 đơn vị có tỷ lệ giải ngân dưới 30%, 03 đơn vị chưa giải ngân.",
            {"7": "đơn vị có tỷ lệ giải ngân dưới 30%", "3": "đơn vị chưa giải ngân"},
        ),
        (
            "Xử phạt 24 trường hợp vi phạm nồng độ cồn từ 0,4 mg trở lên.",
            {"24": "Xử phạt: trường hợp vi phạm nồng độ cồn từ 0,4 mg trở lên"},
        ),
        ("Có 14 hồ chứa dung tích dưới 1 triệu m3.", {"14": "hồ chứa dung tích dưới 1 triệu m3"}),
        ("Phụ nữ được khám thai từ 4 lần trở lên đạt 81%.", {"81": "Phụ nữ được khám thai từ 4 lần trở lên"}),
        (
            "Tỷ lệ bà mẹ được khám từ 3 lần trở lên trong 3 thai kỳ đạt 72%.",
            {"72": "Tỷ lệ bà mẹ được khám từ 3 lần trở lên trong 3 thai kỳ"},
        ),
        ("Phụ nữ có thai tiêm đủ 02 mũi uốn ván là 512 người.", {"512": "Phụ nữ có thai tiêm đủ 02 mũi uốn ván"}),
        (
            "Trẻ tiêm đầy đủ 8 loại vắc xin là 640/655 trẻ, đạt 97,7%.",
            {"640": "Trẻ tiêm đầy đủ 8 loại vắc xin"},
        ),
        (
            "Xử lý 61 xe quá tải (trong đó quá tải trên 50% là 9 xe).",
            {"61": "Xử lý: xe quá tải", "9": "Xử lý: xe quá tải: quá tải trên 50%: xe"},
        ),
        (
            "Rừng bị cháy 45 ha, trong đó thiệt hại trên 70% là 12 ha.",
            {"45": "Rừng bị cháy", "12": "Rừng bị cháy: thiệt hại trên 70%"},
        ),
        ("Có 31 hộ có thu nhập trên 200 triệu đồng.", {"31": "hộ có thu nhập trên 200 triệu đồng"}),
        ("Có 8/20 xã đạt trên 90% dự toán.", {"8": "xã đạt trên 90% dự toán"}),
        ("Có 7/9 khoản thu đạt trên 65% dự toán.", {"7": "khoản thu đạt trên 65% dự toán"}),
        ("Có 12/15 mặt hàng đạt dưới 60% kế hoạch.", {"12": "mặt hàng đạt dưới 60% kế hoạch"}),
    ],
)
def test_a_bound_belongs_to_its_noun(text: str, expected: dict[str, str]) -> None:
    assert _labels(text) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Có 12 xã đạt chuẩn, đạt 60% kế hoạch.", "60"),
        ("Thu 04 tỷ đồng, đạt trên 80% dự toán.", "80"),
        ("Có 20 hộ được vay trên 500 triệu đồng.", "500000000"),
        ("Có 20 hộ được vay dưới 50 triệu đồng.", "50000000"),
        ("Tuyển sinh 450 học sinh, đạt dưới 90% chỉ tiêu.", "90"),
        ("Phấn đấu có 12 xã đạt chuẩn, tỷ lệ bao phủ bảo hiểm y tế từ 95% trở lên.", "95"),
        ("Tặng 120 suất quà, mỗi suất từ 500.000 đồng trở lên.", "500000"),
        ("Thu hút 12 dự án với tổng vốn trên 500 tỷ đồng.", "500000000000"),
        ("Có 12 xã đạt 180 tiêu chí.", "180"),
        ("Có 12/15 xã đạt 19 tiêu chí, đạt 100%.", "19"),
        ("Thôn Đông đạt 8/10 tiêu chí, 4 thôn khác đạt 6 - 7/10 tiêu chí.", "70.000000"),
        ("Năm 2022 có 118 công đoàn cơ sở có 97 công đoàn cơ sở hoàn thành tốt nhiệm vụ trở lên.", "97"),
        ("Vận động trên 120 triệu đồng, đạt 110% kế hoạch.", "120000000"),
        ("Thu từ 20 tỷ đồng trở lên đạt 105% dự toán.", "20000000000"),
        ("Triển khai tại 12 xã cho ít nhất 350 hộ.", "350"),
        ("Có 18/20 xã đạt trên 90% dự toán.", "90"),
        ("Thu phí, lệ phí đạt 75% dự toán.", "75"),
        ("Mỗi xã trồng từ 5 ha trở lên; đã có 14 xã hoàn thành.", "5"),
        ("Tỷ lệ hộ dân dùng nước sạch từ 90% trở lên.", "90"),
    ],
)
def test_what_is_told_stays_a_figure(text: str, number: str) -> None:
    assert number in {str(fact.value) for fact in resolve(text).facts}


def test_a_bound_is_a_mention_without_a_value() -> None:
    bound = next(mention for mention in resolve("Có 118 tàu từ 15 m trở lên.").mentions if mention.text == "15")
    assert (bound.kind, bound.rule, bound.value) == (MentionKind.IDENTIFIER, "bound_of_noun", None)
