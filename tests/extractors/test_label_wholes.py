"""Where a list of parts ends, so that what follows is none of its whole; and what stands beside a whole."""

from __future__ import annotations

import pytest

from tests.reading import fact_of, resolve

HEAD = "UBND HUYỆN AN LÃO\nSố: 14/BC-UBND\nAn Lão, ngày 05 tháng 12 năm 2023\nBÁO CÁO\nKết quả năm 2023\n"


def label_in(text: str, printed: str) -> str:
    return fact_of(resolve(f"{HEAD}\nI. TÌNH HÌNH CHUNG\n\n{text}\n"), printed).label or ""


# (text, printed number, words of the whole that it is no part of, what is new in the row)
ENDED = [
    (
        "Huyện có 31 tổ hợp tác, trong đó 22 tổ khá, chiếm 71%; 54 gia trại được chứng nhận.",
        "54",
        "tổ hợp tác",
        "another unit, though a share stands in the list",
    ),
    (
        "Tổng số hội viên nông dân 8.150 người, trong đó nữ 3.420, nam 4.730; 67 mô hình sản xuất giỏi.",
        "67",
        "hội viên",
        "another unit behind bare numbers",
    ),
    (
        "Mở 9 lớp nghề, trong đó có 4 lớp may, cấp 120 chứng chỉ; bàn giao 16 máy khâu.",
        "16",
        "lớp nghề",
        "another unit behind a part of another",
    ),
    (
        "Làm đất vụ Đông 640 ha, trong đó ngô 380 ha; trồng mới 27 ha cây dược liệu.",
        "27",
        "vụ Đông",
        "a deed with its own thing, in the unit of the whole",
    ),
    (
        "Xã có 36 phòng học, trong đó 28 phòng kiên cố, 8 phòng bán kiên cố; thiếu 03 phòng chức năng.",
        "03",
        "phòng học ›",
        "what is wanting is no part",
    ),
    (
        "Có 90 đối tượng đang quản lý, trong đó: đang học nghề 50 đối tượng, đã về quê 40 đối tượng;"
        " 12 đối tượng mới trở về địa phương.",
        "12",
        "đang quản lý",
        "the parts add up, and what follows has another form",
    ),
    (
        "Trạm hiện có 14 biên chế gồm 9 y sĩ và 5 điều dưỡng, ngoài ra có 03 cộng tác viên dân số.",
        "03",
        "biên chế",
        "it stands beside the whole",
    ),
]


@pytest.mark.parametrize(("text", "printed", "whole", "new"), ENDED, ids=[row[-1] for row in ENDED])
def test_list_of_parts_ends(text: str, printed: str, whole: str, new: str) -> None:
    assert whole not in label_in(text, printed), new


# (text, printed number, words of the whole that it is a part of, what is new in the row)
GOES_ON = [
    (
        "Có 85 hợp tác xã nông nghiệp, trong đó 60 hợp tác xã hoạt động tốt; thành lập mới 07, giải thể 03.",
        "07",
        "hợp tác xã nông nghiệp",
        "a deed without a thing speaks of the whole",
    ),
    (
        "Tiếp nhận 48 đơn, gồm: 30 đơn khiếu nại; 11 đơn tố cáo; 7 đơn phản ánh.",
        "7",
        "Tiếp nhận",
        "semicolons between the parts",
    ),
    (
        "Toàn huyện có 96 người ứng cử, trong đó nữ 41 người; trình độ đại học 77 người.",
        "77",
        "người ứng cử",
        "another division; 'trình độ' is no deed",
    ),
    (
        "Có 64 vụ cháy, gồm 40 vụ cháy nhà và 24 vụ cháy rừng; do chập điện 31 vụ.",
        "31",
        "vụ cháy",
        "a second division of what has been parted",
    ),
]


@pytest.mark.parametrize(("text", "printed", "whole", "new"), GOES_ON, ids=[row[-1] for row in GOES_ON])
def test_list_of_parts_goes_on(text: str, printed: str, whole: str, new: str) -> None:
    assert whole in label_in(text, printed), new


# (text, printed number, what the amount is of, what it is not of, what is new in the row)
AMOUNTS = [
    (
        "Tỉnh Đoàn tặng 410 suất quà, trị giá 205 triệu đồng; các huyện 1.320 suất, trị giá 660 triệu đồng.",
        "660",
        "các huyện",
        "Tỉnh Đoàn tặng",
        "the nearest, though only a level names it",
    ),
    (
        "Có 44/60 xã đạt chuẩn nông thôn mới; bình quân đạt 17,1 tiêu chí/xã.",
        "17,1",
        "bình quân",
        "xã đạt chuẩn",
        "an average of all",
    ),
    (
        "Thuộc nhóm 20 địa phương dẫn đầu; mức độ hài lòng của người dân đạt 89%.",
        "89",
        "mức độ hài lòng",
        "địa phương",
        "mức độ is no amount",
    ),
    (
        "Tỷ lệ giải ngân của một số đơn vị: Sở Giáo dục 81%; Ban Quản lý khu kinh tế 77%; huyện Hà Quảng 64%.",
        "64",
        "huyện Hà Quảng",
        "Ban Quản lý",
        "an owner beside another",
    ),
]


@pytest.mark.parametrize(("text", "printed", "own", "other", "new"), AMOUNTS, ids=[row[-1] for row in AMOUNTS])
def test_what_an_amount_is_of(text: str, printed: str, own: str, other: str, new: str) -> None:
    label = label_in(text, printed)
    assert own in label, new
    assert other not in label, new


# (text, printed number, the label's end, what is new in the row)
EXTREMES = [
    (
        "Hồ sơ nộp qua mạng chiếm 61%, cao nhất là lĩnh vực hộ tịch (88%), thấp nhất là lĩnh vực xây dựng (35%).",
        "88",
        "Hồ sơ nộp qua mạng › cao nhất là lĩnh vực hộ tịch",
        "the most of what is measured",
    ),
    (
        "Hồ sơ nộp qua mạng chiếm 61%, cao nhất là lĩnh vực hộ tịch (88%), thấp nhất là lĩnh vực xây dựng (35%).",
        "35",
        "Hồ sơ nộp qua mạng › thấp nhất là lĩnh vực xây dựng",
        "the least is not below the most",
    ),
    (
        "Thí sinh có điểm thi cao nhất đạt 28,5 điểm, thấp nhất đạt 6,2 điểm.",
        "6,2",
        "Thí sinh có điểm thi thấp nhất",
        "the least in place of the most",
    ),
]


@pytest.mark.parametrize(("text", "printed", "end", "new"), EXTREMES, ids=[row[-1] for row in EXTREMES])
def test_extremes(text: str, printed: str, end: str, new: str) -> None:
    assert label_in(text, printed).removesuffix(": điểm").endswith(end), new


def test_one_of_the_least_lends_it_to_no_other() -> None:
    text = "Tỷ lệ tiêm chủng đạt 96%; thấp nhất là xã Bản Sen đạt 91%, xã Nậm Chảy đạt 92%."
    assert "nhất" not in label_in(text, "92")
