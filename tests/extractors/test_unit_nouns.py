"""What a figure counts, where the word behind it has another meaning too, or none stands there."""

from __future__ import annotations

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
