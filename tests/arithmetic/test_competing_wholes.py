"""Where a sentence counts several things, the arithmetic decides between them before anything is accused."""

from __future__ import annotations

import pytest

from schemas.check import Verdict
from schemas.fact import Measure
from tests.reading import audit, resolve

# True texts of other offices: nothing may be accused or asked.
SILENT = [
    # the whole is the set named later (có điều kiện, đủ điều kiện), not the first count
    "Chi cục thụ lý 2.418 việc, trong đó có điều kiện thi hành 1.562 việc; đã thi hành xong 1.023 việc (đạt 65,49%).",
    "Tiếp nhận 318 đơn, trong đó đủ điều kiện xử lý 127 đơn; đã giải quyết 104 đơn, đạt tỷ lệ 81,9%.",
    "Toàn huyện có 1.204 hộ nghèo, trong đó có 812 hộ có nhu cầu vay; đã cho vay 640 hộ (đạt 78,8%).",
    "Thu vào 8.214 phiếu, trong số đó phiếu hợp lệ 8.096 phiếu, phiếu không hợp lệ 118 phiếu (chiếm 1,44%).",
    # a change in brackets is a change of its own figure
    "Khởi tố 25 bị can; số vụ giảm 05 vụ (20%). Tai nạn giao thông xảy ra 16 vụ, giảm 04 vụ (20%).",
    "Bắt 50 đối tượng. Cháy nổ: xảy ra 08 vụ, tăng 05 vụ (166,7%), làm 10 người bị thương, giảm 05 người (33,3%).",
    # two measures of one thing side by side are not added
    "Tòa án giải quyết 412/430 vụ, đạt 95,8%, trong đó xét xử 398 vụ/742 bị cáo.",
    "Phát hiện 64 vụ, trong đó ma túy 21 vụ/34 đối tượng, tang vật gồm 12,5 kg pháo, 240 viên hồng phiến.",
    "Xử lý 57 trường hợp vi phạm, trong đó lập biên bản 18 vụ, thu hồi 4.120 kWh tương ứng 9,8 triệu đồng.",
    # what a body is made of, and how many other bodies there are
    "Thành lập 01 ban chỉ đạo huyện gồm 21 thành viên, 15 ban chỉ đạo cấp xã.",
    "Củng cố 02 đội xung kích gồm 46 thành viên, sửa chữa 3,5 km kênh mương.",
    "Toàn trạm có 24 biên chế, gồm 19 viên chức và 05 hợp đồng lao động, được bố trí tại 03 khu vực.",
    "Đơn vị có 36 cán bộ, gồm 30 công chức và 06 nhân viên hợp đồng, làm việc ở 08 phòng.",
    "Xử phạt 09 trường hợp với số tiền 46,5 triệu đồng (03 tổ chức, 06 cá nhân).",
    "Cưỡng chế 12 vụ, tổng số tiền 1,2 tỷ đồng (05 doanh nghiệp, 07 hộ kinh doanh).",
    # each of so many reached all of something
    "Có 9/15 xã, phường đạt 100% cử tri đi bầu.",
    "Đến nay 14/22 xã, thị trấn đạt 100%.",
    "Xuất khẩu lao động 41 người, gồm Nhật Bản 18, Hàn Quốc 16, Đài Loan 7.",
    "Trong kỳ tiếp nhận 5.208 hồ sơ, trong đó trực tuyến 4.902, trực tiếp 306, kỳ trước chuyển qua 64.",
    # a bullet list may take any figure of its lead apart, and say the plan before the result
    "Tiếp nhận 1.240 hồ sơ, giải quyết 1.198 hồ sơ, quá hạn là 07. Cụ thể:\n"
    "- Cấp huyện tiếp nhận 410 hồ sơ.\n- Cấp xã tiếp nhận 830 hồ sơ.",
    "Giải ngân 9.400 triệu đồng, đạt 78,3% kế hoạch vốn. Chia ra:\n"
    "a) Nguồn huyện: kế hoạch 7.000 triệu đồng, giải ngân 5.900 triệu đồng;\n"
    "b) Nguồn tỉnh: kế hoạch 5.000 triệu đồng, giải ngân 3.500 triệu đồng.",
    # growth of the level that fits, though another stands nearer
    "Thu ngân sách 120 tỷ đồng, trong đó thuế 45 tỷ đồng, đạt 105% dự toán, tăng 12% so với cùng kỳ (107,1 tỷ đồng).",
]

# (text, the printed figure accused, what is new in the row)
ACCUSED = [
    (
        "Thụ lý 2.418 việc, trong đó có điều kiện thi hành 1.562 việc; đã thi hành xong 1.023 việc (đạt 85,49%).",
        "85,49%",
        "no count of the sentence fits",
    ),
    ("Khám 1.215 người, đạt 110,5% chỉ tiêu (1.100 người), tăng 12,5% so với năm 2016 (1.125 người).", "12,5%", "plan"),
    ("Đón 11.836 lượt, bằng 112,7% kế hoạch (10.500 lượt), tăng 17,9% so với cùng kỳ (9.836 lượt).", "17,9%", "plan"),
    ("Trồng 540 ha, đạt 98% kế hoạch, giảm 12% so với năm trước (600 ha).", "12%", "the plan has no bracket"),
    (
        "Tổng số hồ sơ là 9.846 hồ sơ, trong đó trực tuyến 8.307 hồ sơ, trực tiếp và qua bưu chính 1.318 hồ sơ, "
        "từ kỳ trước chuyển qua 191 hồ sơ.",
        "9.846",
        "what was carried over closes the list",
    ),
    ("Có 9/15 xã, đạt 70%.", "70%", "a comma before 'đạt' parts the percent from the noun"),
]


@pytest.mark.parametrize("text", SILENT)
def test_true_texts_are_neither_accused_nor_asked(text: str) -> None:
    checks = audit(text).checks
    assert [
        (c.rule, c.verdict.value, c.stated, c.expected) for c in checks if c.verdict is not Verdict.CONSISTENT
    ] == []


@pytest.mark.parametrize(("text", "stated", "what"), ACCUSED)
def test_slips_are_still_accused(text: str, stated: str, what: str) -> None:
    assert [c.stated for c in audit(text).checks if c.verdict is Verdict.INCONSISTENT] == [stated], what


# (text, the measure of each of its percents, in order)
MEASURES = [
    ("Giảm từ 5-10% số vụ phạm pháp hình sự so với năm 2021.", ["change", "change"]),
    ("Phấn đấu giảm từ 5% đến 10% số vụ tai nạn giao thông.", ["change", "change"]),
    ("Tỷ lệ hộ nghèo giảm từ 5% xuống 3%.", ["percent", "percent"]),
    ("Tỷ lệ lao động qua đào tạo tăng từ 62% đến 65%.", ["percent", "percent"]),
    ("Tỷ lệ hộ nghèo giảm từ 2% trở lên.", ["change"]),
    ("Doanh thu tăng trưởng 10 - 12% so với năm 2022.", ["change", "change"]),
    ("Phấn đấu giảm nợ thuế ít nhất 10% so với thời điểm 31/12/2018.", ["change"]),
    ("Vận tải tăng 2,1% về vận chuyển và 2,4% về luân chuyển.", ["change", "change"]),
    ("Khách và doanh thu tăng lần lượt 5,2% và 3,1% so với cùng kỳ.", ["change", "change"]),
    ("Đàn bò tăng 5%, 80% số hộ có chuồng trại.", ["change", "percent"]),
    ("Các nhóm hàng tăng giá: giáo dục tăng 3,12% (học phí), nhà ở 0,46%.", ["change", "change"]),
    ("Địa phương có tỷ lệ tăng trưởng cao gồm: Quảng Ninh 15%, Hải Phòng tăng 12%.", ["change", "change"]),
    ("Cơ cấu kinh tế: nông nghiệp 30%, công nghiệp tăng 5%, dịch vụ 40%.", ["percent", "change", "percent"]),
    ("Các chỉ tiêu tăng: thu ngân sách tăng 12%, tỷ lệ che phủ rừng 42%.", ["change", "percent"]),
    ("Khí đốt đạt 1,3 tỷ m3 tăng 24,3% so cùng kỳ.", ["change"]),
    ("Công nghiệp tăng 17,1%, vượt mức kế hoạch đề ra cho cả năm (16%).", ["change", "change"]),
    ("Gia đình văn hóa đạt 84,2%, vượt kế hoạch (83%).", ["percent", "percent"]),
]


@pytest.mark.parametrize(("text", "measures"), MEASURES)
def test_changes_whose_word_stands_apart(text: str, measures: list[str]) -> None:
    facts = sorted(resolve(text).facts, key=lambda fact: (fact.char_start, fact.value))
    assert [fact.measure.value for fact in facts if fact.unit == "%"] == measures


@pytest.mark.parametrize(
    "text",
    [
        "Thuế giá trị gia tăng 15.480 triệu đồng.",
        "Công suất tiết giảm 92,5 MW.",
        "Bác bỏ trị giá khai báo, số thuế tăng thu 3,4 tỷ đồng.",
    ],
)
def test_words_of_change_inside_a_noun(text: str) -> None:
    assert [fact.measure for fact in resolve(text).facts if fact.measure is Measure.CHANGE] == []


# (text, numerator, denominator, percent of its ratios in reading order), as other offices join them
PAIRS = [
    ("Có 412/468 hộ đăng ký đạt 3 tiêu chí (tỷ lệ 88%), tăng 2,3% so với cùng kỳ.", [("412", "468", "88")]),
    ("Kết nạp mới 27 hội viên/chỉ tiêu 40, đạt 67,5%.", [("27", "40", "67,5")]),
    ("Mở 12 lớp/kế hoạch 480 học viên, đạt 98%.", []),
    (
        "Bầu được 30/32 đại biểu, trong đó nữ 12 (40%), ngoài Đảng 03 (10%).",
        [("30", "32", None), ("12", "30", "40"), ("03", "30", "10")],
    ),
    ("Lập 1.204 hồ sơ, có 1.032 hồ sơ được hỗ trợ với số tiền 4,2 tỷ đồng, đạt 85,7%.", [("1.032", "1.204", "85,7")]),
    (
        "Tiếp nhận 2.846 hồ sơ, trong đó trực tuyến 2.511 hồ sơ (toàn trình 1.934, một phần 577), đạt 88,2%.",
        [("2.511", "2.846", "88,2")],
    ),
    ("Cây lúa gieo 118/120 ha, đạt 98,3% so với kế hoạch.", [("118", "120", "98,3")]),
    ("Cây lúa gieo 118/120 ha, đạt 102,3% so với cùng kỳ.", [("118", "120", None)]),
    ("Khởi tố 50 vụ. Tai nạn giao thông xảy ra 16 vụ, giảm 04 vụ (8%).", []),
]


@pytest.mark.parametrize(("text", "pairs"), PAIRS)
def test_shares_are_joined_with_their_whole(text: str, pairs: list[tuple[str, str, str | None]]) -> None:
    parcel = resolve(text)
    texts = {mention.mention_id: mention.text for mention in parcel.mentions}
    found = []
    for fact in sorted(parcel.facts, key=lambda fact: fact.char_start):
        roles = {
            link.role.value: texts[link.mention_id] for link in parcel.fact_mentions if link.fact_id == fact.fact_id
        }
        if fact.measure is Measure.RATIO:
            found.append((roles["numerator"], roles["denominator"], roles.get("percent")))
    assert found == pairs


def test_the_plan_a_ratio_is_of_is_named() -> None:
    fact = next(fact for fact in resolve("Toàn huyện trồng 1.147,6/1.050 ha rừng, bằng 109,3% kế hoạch.").facts)
    assert (fact.label or "").endswith("trên kế hoạch")
