"""Phrases kept whole: commas between like words, what things do behind their number, a count inside a name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.reading import resolve


def _labels(text: str, value: str) -> list[str | None]:
    return [fact.label for fact in resolve(text).facts if fact.value == Decimal(value)]


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        (
            "Đội đã hướng dẫn 1.250 hộ nuôi tôm cài đặt, sử dụng phần mềm truy xuất.",
            "1250",
            "Đội đã hướng dẫn: hộ nuôi tôm cài đặt, sử dụng phần mềm truy xuất",
        ),
        (
            "Sở rà soát 14 quy trình sửa đổi, thay thế, bãi bỏ 03 quy trình.",
            "14",
            "Sở rà soát: quy trình sửa đổi, thay thế",
        ),
        ("Sở rà soát 14 quy trình sửa đổi, thay thế, bãi bỏ 03 quy trình.", "3", "bãi bỏ: quy trình"),
        ("Có 38 máy cày được đăng ký, đăng kiểm.", "38", "máy cày được đăng ký, đăng kiểm"),
        ("Tiếp nhận 930 hồ sơ mức độ 3, 4 của người dân.", "930", "Tiếp nhận: hồ sơ mức độ 3, 4 của người dân"),
        ("Qua cổng dịch vụ công mức độ 3, 4 là 412 hồ sơ.", "412", "Qua cổng dịch vụ công mức độ 3, 4: hồ sơ"),
        (
            "Trưng bày 17 mẫu gốm, đồ mộc mỹ nghệ của các làng nghề trong huyện tại hội chợ xuân (năm 2019: 12 mẫu).",
            "17",
            "Trưng bày: mẫu gốm, đồ mộc mỹ nghệ của các làng nghề trong huyện tại hội chợ xuân",
        ),
        ("Chi cục kiểm tra 12 kho lạnh, thu giữ 45 kg thịt.", "12", "Chi cục kiểm tra: kho lạnh"),
        ("Gồm nữ là 31 người, khối kinh tế tư nhân là 12 người.", "31", "nữ"),
    ],
)
def test_commas_between_like_words(text: str, value: str, label: str) -> None:
    assert _labels(text, value) == [label]


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("Có 07 trạm bơm vận hành bằng điện mặt trời với 190 hộ.", "7", "trạm bơm vận hành bằng điện mặt trời"),
        ("Thu phạt đạt 85% bằng 1,2 lần năm trước.", "85", "Thu phạt"),
        ("Trong kỳ có 09 đội thuế đạt và vượt dự toán, 03 đội thuế không đạt.", "9", "đội thuế đạt và vượt dự toán"),
        ("95% hội viên có tài khoản tiết kiệm.", "95", "hội viên có tài khoản tiết kiệm"),
        ("88% hội viên có số dư tiền gửi.", "88", "hội viên có số dư tiền gửi"),
        ("05 bệnh viện có số giường bệnh 1.200 giường.", "5", "bệnh viện"),
        ("100% hợp tác xã (22/22 hợp tác xã) mở tài khoản.", "100", "hợp tác xã mở tài khoản"),
        ("100% tổ hợp tác (06/06 tổ hợp tác) trên địa bàn.", "100", "tổ hợp tác"),
        ("Có 26 trường nội trú và tương đương thuộc Sở.", "26", "trường nội trú và tương đương thuộc Sở"),
        ("Lý do trả lại: 06 đơn do thiếu chữ ký, 02 đơn do trùng.", "6", "Lý do trả lại: đơn do thiếu chữ ký"),
        (
            "Có 19/24 đơn vị dự toán gửi báo cáo quý đúng hạn (đạt 79,2%).",
            "79.2",
            "đơn vị dự toán gửi báo cáo quý đúng hạn",
        ),
    ],
)
def test_what_the_things_do_or_have(text: str, value: str, label: str) -> None:
    assert _labels(text, value) == [label]


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("Thu từ 04 bến phà ngang 3.120 triệu đồng.", "3120000000", "Thu từ bến phà ngang"),
        ("Tổng dư nợ 12 tổ vay vốn phụ nữ là 640 triệu đồng.", "640000000", "Tổng dư nợ tổ vay vốn phụ nữ"),
        ("Mức độ đồng thuận qua 215 phiếu lấy ý kiến đạt 96,2%.", "96.2", "Mức độ đồng thuận qua phiếu lấy ý kiến"),
        (
            "Mở 05 lớp may cho lao động nữ với kinh phí 120 triệu đồng.",
            "120000000",
            "Mở: lớp may cho lao động nữ › kinh phí",
        ),
        (
            "Vốn trong nước 900 triệu đồng và 03 Chương trình khuyến công 720 triệu đồng.",
            "720000000",
            "Chương trình khuyến công",
        ),
        ("Khám cho 300 người cao tuổi, thu 12 triệu đồng.", "12000000", "Khám: người cao tuổi › thu"),
    ],
)
def test_a_count_inside_the_name_of_an_amount(text: str, value: str, label: str) -> None:
    assert _labels(text, value) == [label]


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("Chi cho y tế: đạt 92,5% dự toán.", "92.5", "Chi cho y tế trên dự toán"),
        ("Thu phí 410 triệu đồng, giảm 20 triệu đồng, hoàn thành 91% kế hoạch.", "91", "Thu phí trên kế hoạch"),
        ("Thu phí 320 triệu đồng, đạt 103% dự toán, bằng 98% cùng kỳ.", "98", "Thu phí so với cùng kỳ"),
        ("Hoàn thành 100% chỉ tiêu tuyển quân.", "100", "hoàn thành: chỉ tiêu tuyển quân"),
        ("Dư nợ xấu dưới 1,5% tổng dư nợ.", "1.5", "Dư nợ xấu trên tổng dư nợ"),
        (
            "Thu phí 95 triệu đồng, chiếm 12,5% tổng thu trên địa bàn, nguyên nhân do đã tổ chức đấu giá 40 lô đất.",
            "12.5",
            "Thu phí trên tổng thu trên địa bàn",
        ),
        ("Cấp 1.720 thẻ, đạt 64% so với số đã đăng ký.", "64", "Cấp: thẻ so với số đã đăng ký"),
        ("Cấp 1.720 thẻ, đạt 64% chỉ tiêu Sở giao.", "64", "Cấp: thẻ trên chỉ tiêu Sở giao"),
        ("Có 14 bản văn hóa, vượt 02 bản so với kế hoạch huyện giao.", "2", "bản văn hóa so với kế hoạch huyện giao"),
        ("Có 14 bản văn hóa, tăng 02 bản so với năm trước.", "2", "bản văn hóa"),
        ("Đăng 310 tin, tăng gấp 2,5 lần so với quý trước.", "2.5", "Đăng: tin"),
    ],
)
def test_of_what_a_percent_or_a_change_is(text: str, value: str, label: str) -> None:
    assert _labels(text, value) == [label]


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("Sắp xếp 34 tổ dân phố dôi dư (từ 96 tổ xuống còn 62 tổ).", "96", "Sắp xếp: tổ dân phố dôi dư"),
        ("Sắp xếp 34 tổ dân phố dôi dư (từ 96 tổ xuống còn 62 tổ).", "62", "Sắp xếp: tổ dân phố dôi dư"),
        ("Kéo giảm tỷ lệ nợ đọng từ 4,1% xuống 2,6%.", "4.1", "tỷ lệ nợ đọng"),
        ("Kéo giảm tỷ lệ nợ đọng từ 4,1% xuống 2,6%.", "2.6", "tỷ lệ nợ đọng"),
        ("Giảm tỷ lệ hộ cận nghèo xuống còn 3,2%.", "3.2", "tỷ lệ hộ cận nghèo"),
        ("Giảm tỷ lệ hộ cận nghèo 1,5%.", "1.5", "Giảm tỷ lệ hộ cận nghèo"),
    ],
)
def test_both_ends_of_a_movement_carry_what_moved(text: str, value: str, label: str) -> None:
    assert _labels(text, value) == [label]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Có 03/08 tổ bầu cử đạt 100% cử tri đi bầu.", ["tổ bầu cử đạt 100% cử tri đi bầu"]),
        ("Có 22/40 thôn đạt 100%, chiếm 55%.", ["thôn đạt 100%"]),
        ("Có 30/36 hồ sơ đạt 84,3%.", ["hồ sơ"]),
        (
            "06 phòng giải ngân từ 40% đến 60%, 02 phòng dưới 40%.",
            ["phòng giải ngân từ 40% đến 60%", "phòng dưới 40%"],
        ),
        ("06 xã có tỷ lệ nợ xấu trên 2% là Tân An, Tân Hội.", ["xã có tỷ lệ nợ xấu trên 2% là Tân An, Tân Hội"]),
    ],
)
def test_a_bound_of_the_things_counted_is_no_figure(text: str, labels: list[str]) -> None:
    assert [fact.label for fact in resolve(text).facts] == labels
