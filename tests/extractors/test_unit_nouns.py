"""What a figure counts, where the word behind it has another meaning too, or none stands there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.mention import MentionKind
from tests.reading import extract, fact_of, resolve

COUNTED = [
    ("Khắc phục 412 điểm rò rỉ, đạt yêu cầu.", "412", "điểm rò rỉ"),  # a place, no score
    ("Chỉ số đạt 86,42 điểm, xếp thứ 4.", "86,42", "điểm"),
    ("Thay thế 2.340 đồng hồ hết hạn kiểm định.", "2.340", "đồng hồ"),  # no money
    ("Bến xe có 148 đầu xe của 9 doanh nghiệp.", "148", "đầu xe"),
    ("Phương tiện: 31.240 lượt xe, 1.116 lượt tàu.", "1.116", "lượt tàu"),
    ("Vận động 6.215 lượt CNLĐ tiêm vắc xin.", "6.215", "lượt người"),  # an abbreviation is spelt out
    ("Điều trị nội trú 9.846 lượt, ngày điều trị trung bình 5,8 ngày.", "9.846", "lượt"),  # two measures, no pair
    ("Vốn ODA 12,5 triệu EUR.", "12,5", "EUR"),
    ("Toàn huyện có 1.246 tàu cá, tổng công suất 312.400 CV, trong đó 486 chiếc dài trên 15m.", "486", "tàu"),
    ("Phát hành 140 triệu vé loại 10.000 đồng.", "140", "vé"),
    ("Tổng số công dân 1.512, trong đó: tạm hoãn 684, miễn 73.", "73", "công dân"),
    ("Giao quân năm 2026: Quân đội 24, Công an 07.", "24", "người"),  # no name of a team
    ("Tổng số lao động 48.612, trong đó lao động nước ngoài 415.", "415", "lao động"),
    ("Năm qua cấp 1.862 thẻ, trong đó thẻ người lớn 1.040, thẻ thiếu nhi 822.", "822", "thẻ"),
    ("Có 21 hợp tác xã ứng dụng công nghệ cao. Xếp loại: tốt 12, khá 9.", "12", "hợp tác xã"),
]


@pytest.mark.parametrize(("text", "printed", "unit"), COUNTED)
def test_what_is_counted(text: str, printed: str, unit: str) -> None:
    assert fact_of(resolve(text), printed).unit == unit


KINDS = [
    ("Cơ cấu: trẻ tuổi (dưới 35): 17, dân tộc thiểu số 25.", "35", MentionKind.IDENTIFIER),  # an age that bounds
    ("Cơ cấu: trẻ tuổi (dưới 35): 17, dân tộc thiểu số 25.", "25", MentionKind.FIGURE),  # 'thiểu số', no name
    ("Sắp xếp 187 đ/c vào các đơn vị.", "187", MentionKind.FIGURE),  # no rank
    ("Huyện xếp 4/12 huyện, thành phố.", "4", MentionKind.RANK),
    ("Tuyển 85 chỉ tiêu, trúng tuyển 71; còn thiếu 14.", "71", MentionKind.FIGURE),
    ("Rừng trồng 12 ha, chăm sóc rừng trồng năm 2, năm 3 là 1.178 ha.", "2", MentionKind.UNCLASSIFIED),
    ("So sánh 2011/2010 (%)", "2011/2010", MentionKind.PERIOD),
]


@pytest.mark.parametrize(("text", "printed", "kind"), KINDS)
def test_what_a_number_is(text: str, printed: str, kind: MentionKind) -> None:
    assert [mention.kind for mention in extract(text).mentions if mention.text == printed] == [kind]


MORE = [
    ("Thu gom 286 tấn rác/ngày.", "286", "tấn rác/ngày"),  # a thing between the measure and the slash
    ("Mật độ đạt 98 thuê bao/100 dân.", "98", "thuê bao/100 dân"),
    ("Tiền lương 7,4 triệu đồng/người-tháng.", "7,4", "đồng/người-tháng"),
    ("Bình quân 8,6 vụ/tháng/thẩm phán.", "8,6", "vụ/tháng/thẩm phán"),
    ("Cổ tức 800 đồng/cổ phiếu.", "800", "đồng/cổ phiếu"),
    ("Phát triển mới 1.846 công tơ.", "1.846", "công tơ"),  # no days of work
    ("Sản xuất giày 2,1 triệu đôi.", "2,1", "đôi"),  # no money
    ("Kiểm tra 14 tổ chức đảng (TCĐ), 31 đảng viên.", "14", "tổ chức đảng"),  # what the document has letters for
    ("Giải quyết chế độ: trợ cấp một lần 2.140.", "2.140", None),  # 'lần' is counted nowhere
    ("Bản án bị hủy 18, sửa 42.", "18", "bản án"),
    ("Kết quả xếp loại tổ chức cơ sở đảng năm 2019: hoàn thành tốt nhiệm vụ 34.", "34", "tổ chức"),
    ("Đạt danh hiệu có 1.987 nữ đoàn viên.", "1.987", "nữ đoàn viên"),
    ("Tỷ số giới tính 111,9 bé trai/100 bé gái.", "111,9", "bé trai/100 bé gái"),
    ("Phân luồng: luồng vàng 974.", "974", None),  # no medals
]


@pytest.mark.parametrize(("text", "printed", "unit"), MORE)
def test_compound_units_and_bare_numbers(text: str, printed: str, unit: str | None) -> None:
    assert fact_of(resolve(text), printed).unit == unit


def test_a_column_of_units_in_thousands_and_a_blank_in_it() -> None:
    text = (
        "TT\tChỉ tiêu\tĐơn vị tính\tKế hoạch\tThực hiện\n"
        "1\tTrứng\t1000 quả\t24.000\t24.612\n2\tSố trang trại\tTT\t40\t42\n3\tThịt hơi\tTấn\t95\t98\n"
    )
    parcel = resolve(text)
    found = [fact_of(parcel, printed) for printed in ("24.612", "42", "98")]
    assert [fact.unit for fact in found] == ["quả", "trang trại", "tấn"]
    assert found[0].value == Decimal(24_612_000)


def test_a_table_of_groups_of_people_counts_what_its_title_says() -> None:
    text = "Bảng 1. Cơ cấu đại biểu\nĐơn vị\tTổng số\tNữ\tTrẻ tuổi (dưới 40 tuổi)\nXã A\t26\t9\t7\nXã B\t25\t8\t6\n"
    assert {fact.unit for fact in resolve(text).facts} == {"đại biểu"}
