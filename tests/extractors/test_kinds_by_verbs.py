"""Flow or stock by the verb behind a figure, by the figure it goes with, and by names that only look like deeds."""

from __future__ import annotations

import pytest

from schemas.fact import PeriodKind
from tests.reading import fact_of, resolve

HEAD = "UBND HUYỆN TAM NÔNG\nBÁO CÁO\nKết quả công tác 9 tháng năm 2022\n\nI. KẾT QUẢ\n"
FLOW, STOCK, SO_FAR = PeriodKind.FLOW, PeriodKind.STOCK, PeriodKind.CUMULATIVE

# (text, printed number, kind, what is new in the row)
KINDS = [
    # the verb behind those counted
    ("- Có 18 khu dân cư tổ chức cả phần lễ và phần hội.", "18", FLOW, "what bodies did"),
    ("- Có 02 viên chức được cử đi học lớp cao cấp.", "02", FLOW, "what was done to people"),
    ("- Có 640 hộ đăng ký danh hiệu sản xuất giỏi.", "640", FLOW, "what households applied for"),
    ("- Hội thi cấp xã có 96 hội viên tham gia.", "96", FLOW, "those who took part"),
    ("- Có 07 công chức bị xem xét trách nhiệm.", "07", FLOW, "what befell them"),
    ("- Toàn xã có 512 hộ gia đình tham gia BHYT.", "512", STOCK, "the insured are there"),
    ("- Toàn huyện có 14 xã được phủ sóng.", "14", STOCK, "a state"),
    ("- Toàn xã có 512 hộ đạt danh hiệu gia đình văn hóa.", "512", STOCK, "a title that is held"),
    # places have what is there
    ("- Trên địa bàn có 23 doanh nghiệp vận tải.", "23", STOCK, "on the ground of a place"),
    ("- Trên địa bàn huyện có 23 doanh nghiệp vận tải với 418 phương tiện.", "418", STOCK, "with what goes with it"),
    ("- Thành lập 23 đội dân phòng với 418 thành viên.", "418", FLOW, "of a deed"),
    ("- Duy trì 16 mô hình với 215 hộ tham gia.", "215", STOCK, "of what is kept up"),
    ("- Nhựa hóa 12 tuyến đường, tổng chiều dài 7,5 km.", "7,5", FLOW, "a total of lengths behind a comma"),
    ("- Toàn tỉnh có 40 hồ chứa, tổng dung tích 96 triệu m3.", "96", STOCK, "or of volumes"),
    # parts of a list
    (
        "- Kết nạp 52 đảng viên (nữ 20 đồng chí; dân tộc 31 đồng chí; đoàn viên 44 đồng chí).",
        "44",
        FLOW,
        "people are people",
    ),
    ("- Đội có 12 người, gồm 05 kiểm tra viên, 07 thanh tra viên.", "07", STOCK, "titles of people are no deeds"),
    ("- Tổng số cán bộ là 214 người; nữ 98 người.", "98", STOCK, "behind a semicolon"),
    ("- Toàn huyện có 30 xe, trong đó 27 xe đã lắp thiết bị giám sát.", "27", STOCK, "what they have done they are"),
    # deeds and names
    ("- Bê tông hóa 43 km đường.", "43", FLOW, "to turn into something"),
    ("- Kiên cố hóa 5 km kênh.", "5", FLOW, "another"),
    ("- Không phê chuẩn 01 lệnh bắt do chưa đủ căn cứ.", "01", FLOW, "why tells nothing"),
    ("- Số hộ có nhà ở đạt chuẩn của Bộ Xây dựng 721 hộ.", "721", STOCK, "a ministry builds nothing here"),
    ("- Số trạm có bác sĩ: 9 trạm.", "9", STOCK, "the number of those that have"),
    ("- Có 17/17 cơ sở khám chữa bệnh sử dụng thẻ căn cước.", "100.000000", STOCK, "a clinic by its name"),
    ("- Tổng số 42 nhóm, lớp.", "42", STOCK, "two nouns with a comma"),
    ("- Sóng di động 4G đến 96% số thôn.", "96", STOCK, "what reaches"),
    # money
    ("- Quỹ Hội Cựu chiến binh đạt 780 triệu đồng.", "780", STOCK, "the size of a fund"),
    ("- Thu quỹ Hội 780 triệu đồng.", "780", FLOW, "what was paid in"),
    ("- Tổng giá trị tài sản bị thiệt hại 600 triệu đồng.", "600", FLOW, "goods that were lost"),
    ("- Toàn tỉnh hiện có 61 trang trại, doanh thu bình quân 3 tỷ đồng/trang trại.", "3", FLOW, "what they earn"),
    # up to now
    ("- Đến nay, toàn xã có 12 hợp tác xã; tổ chức 15 lớp tập huấn.", "15", FLOW, "a deed with a clause of its own"),
    ("- Đến nay có 12 hợp tác xã, hỗ trợ 16 hộ.", "16", FLOW, "behind a state"),
    ("- Đến nay đã cấp 46 giấy chứng nhận.", "46", SO_FAR, "the deed itself"),
    ("- Đến nay đã gieo 300 ha lúa, trồng 12 ha rừng.", "12", SO_FAR, "and one listed with it"),
]


@pytest.mark.parametrize(("text", "printed", "kind", "new"), KINDS, ids=[row[-1] for row in KINDS])
def test_kinds_by_verbs(text: str, printed: str, kind: PeriodKind, new: str) -> None:
    facts = resolve(f"{HEAD}{text}\n").facts
    shares = [fact for fact in facts if str(fact.value) == printed]
    fact = shares[0] if shares else fact_of(resolve(f"{HEAD}{text}\n"), printed)
    assert fact.period_kind is kind, new


@pytest.mark.parametrize(
    ("above", "kind", "new"),
    [
        (
            "1. Lũy kế đến nay đã cấp 4.600 hộ, còn 12 người chưa nhận.",
            FLOW,
            "a numbered paragraph tells its own figures",
        ),
        ("Đến nay, toàn huyện có 22 mô hình.", FLOW, "nor does one that leads to nothing"),
        ("Lũy kế đến nay, kết quả như sau:", SO_FAR, "one that leads to them does"),
        ("Đến nay đã giải ngân 46 triệu đồng. Chia ra:", SO_FAR, "before the words that open its parts"),
    ],
)
def test_what_a_paragraph_tells_of_those_below_it(above: str, kind: PeriodKind, new: str) -> None:
    text = f"{HEAD}{above}\n- Hỗ trợ 33 triệu đồng.\n- Giải ngân 34 triệu đồng.\n"
    assert fact_of(resolve(text), "33").period_kind is kind, new
