"""What words around a number, its range, its list and its column make of it."""

from __future__ import annotations

import pytest

from schemas.fact import Qualifier
from tests.reading import fact_of, resolve

AT_LEAST, AT_MOST, EXACT, ESTIMATED, MORE = (
    Qualifier.AT_LEAST,
    Qualifier.AT_MOST,
    Qualifier.EXACT,
    Qualifier.ESTIMATED,
    Qualifier.MORE_THAN,
)

SAID = [
    ("Xã dự kiến xây 3-5 nhà văn hóa.", "5", AT_MOST),  # the upper end of a range
    ("Lãi suất cho vay 6,2 - 7,8%/năm.", "7,8", AT_MOST),
    ("Kết nạp từ 11 đến 15 đảng viên.", "15", AT_MOST),
    ("Kết nạp từ 11 đến 15 đảng viên.", "11", AT_LEAST),
    ("Trồng 12 ha keo, 15 ha quế.", "15", EXACT),  # no range
    ("Mỗi xã mở ít nhất 02 lớp xóa mù chữ và 04 câu lạc bộ.", "04", AT_LEAST),  # said of both
    ("Xây tối thiểu 05 mô hình chăn nuôi, 12 vườn mẫu.", "12", AT_LEAST),
    ("Mở ít nhất 02 lớp. Kết nạp 04 hội viên.", "04", EXACT),
    ("Phấn đấu tỷ lệ chuyên cần từ 97,5%, lên lớp 99%.", "97,5", AT_LEAST),
    ("Tỷ lệ che phủ tăng từ 41,2%, nay là 45%.", "41,2", EXACT),
    ("Công đoàn cấp trên 120 triệu đồng, cơ sở 40 triệu đồng.", "120", EXACT),  # who gives it
    ("Công an xã đã cấp trên 1.500 thẻ căn cước.", "1.500", MORE),
    ("Cán bộ phải nhập liệu trên 03 phần mềm.", "03", EXACT),  # where it is done
    ("Toàn tỉnh dùng trên 30 phần mềm.", "30", MORE),
    ("Cá tra ước xuất khẩu 3,6 nghìn tấn.", "3,6", ESTIMATED),
    ("Ước doanh thu từ dịch vụ ăn uống: 17,25 tỷ đồng.", "17,25", ESTIMATED),
    ("Lũ cuốn trôi 12 lồng cá, ước giá trị thiệt hại 640 triệu đồng.", "640", ESTIMATED),
    ("Dự ước chỉ số tồn kho tháng 8/2021 giảm 3,4%.", "3,4", ESTIMATED),
    ("Cả nước có 3.400 hợp tác xã.", "3.400", EXACT),
    ("Các thôn sửa đổi hương ước xong 14 bản.", "14", EXACT),
    ("Ký thỏa ước lao động tập thể tại 26 doanh nghiệp.", "26", EXACT),
    ("Thu ước đạt 7.145 tỷ đồng, bán lẻ 43.210 tỷ đồng.", "43.210", EXACT),
    ("Lượng khách tăng gần gấp 4 lần.", "4", Qualifier.APPROXIMATE),
]


@pytest.mark.parametrize(("text", "printed", "qualifier"), SAID)
def test_what_is_said_of_a_number(text: str, printed: str, qualifier: Qualifier) -> None:
    assert fact_of(resolve(text), printed).qualifier is qualifier


def test_a_column_of_estimates() -> None:
    text = (
        "Chỉ tiêu\tĐVT\tThực hiện 2020\tKế hoạch 2021\tƯớc TH 2021\tSo với ước TH 2020\n"
        "Trồng rừng\tha\t412\t430\t455\t3\nKhai thác gỗ\tm3\t8.120\t8.300\t8.645\t7\n"
    )
    parcel = resolve(text)
    found = [fact_of(parcel, printed).qualifier for printed in ("412", "430", "455", "8.645", "7")]
    assert found == [EXACT, EXACT, ESTIMATED, ESTIMATED, EXACT]
