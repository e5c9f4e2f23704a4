"""A clause without a subject of its own speaks of what its sentence first named; a clause beside it does not."""

from __future__ import annotations

import pytest

from tests.reading import fact_of, resolve

ELLIPTIC = [
    # (sentence, number, what it speaks of, what is new in the row)
    (
        "Nguồn vốn sự nghiệp giao thông được giao 2,4 tỷ đồng, đến nay giải ngân 910 triệu đồng.",
        "910",
        "giao thông",
        "a time",
    ),
    ("Kênh mương loại III có 31,5 km, đã kiên cố 22,8 km.", "22,8", "kênh mương loại iii", "a deed done, in one unit"),
    ("Tổ chức 07 buổi hội thảo khuyến nông, có 412 lượt nông dân.", "412", "hội thảo khuyến nông", "who came"),
    ("Có 640 hộ đăng ký mô hình vườn mẫu, qua chấm điểm có 505 hộ.", "505", "vườn mẫu", "what came of it"),
    ("Xây dựng mới 04 cầu dân sinh, nâng tổng số lên 29 cầu.", "29", "cầu dân sinh", "the sum it makes"),
    (
        "Lượng rác sinh hoạt phát sinh 48 tấn/ngày, thu gom được 41 tấn/ngày.",
        "41",
        "rác sinh hoạt",
        "a bare verb, no more",
    ),
    ("Tổng số đàn viên toàn xã 320 người, nữ 141 người.", "141", "đàn viên", "a part of a sum by a trait"),
    ("Các tổ hòa giải thụ lý 46 vụ việc, hòa giải thành 40 vụ việc.", "40", "tổ hòa giải", "what became of them"),
    ("Sáng kiến cấp ngành được công nhận 15 sáng kiến, làm lợi 3,2 tỷ đồng.", "3,2", "sáng kiến", "an amount"),
    (
        "Tham gia 03 giải bơi cấp khu vực đạt 06 huy chương bạc.",
        "06",
        "giải bơi cấp khu vực",
        "a shared deed keeps its object",
    ),
    (
        "Trục đường thôn có 14,2 km, đã cứng hóa 12 km, trong đó có mương thoát 6,5 km.",
        "6,5",
        "trục đường thôn",
        "a part of that",
    ),
    (
        "Về giao thông: tuyến đường liên xã 21 km, đã trải nhựa 17 km.",
        "17",
        "giao thông: tuyến đường",
        "behind the head of both",
    ),
    ("Tiếp nhận 214 hồ sơ đất đai, 100% đúng hạn.", "100", "hồ sơ đất đai", "a share that is but a state"),
    ("Bố trí 27 công chức tư pháp, 100% có trình độ đại học.", "100", "công chức tư pháp", "a share of what they have"),
    ("Khảo sát 150 người bệnh nội trú, 96% hài lòng.", "96", "người bệnh nội trú", "a share of what they say"),
    ("Tham gia 02 hội thi bếp ăn, đạt 01 giải nhất, 03 giải ba.", "03", "hội thi bếp ăn", "a row behind a status"),
]
BESIDE = [
    # (sentence, number, words of the one beside, what is new in the row)
    ("Khiển trách 14 đảng viên, cảnh cáo 6 đảng viên.", "6", "khiển trách", "one penalty beside another"),
    ("Tổ chức 12 lớp tập huấn, phát 300 tờ rơi.", "300", "tập huấn", "a deed with its own thing"),
    ("Cấp huyện kiểm tra 640 hồ sơ, cấp xã kiểm tra 2.118 hồ sơ.", "2.118", "cấp huyện", "another office, with more"),
    ("Xây mới 52 căn nhà tình nghĩa, sửa chữa 31 căn.", "31", "xây mới", "two deeds of one rank"),
    (
        "Do cây xanh gãy đổ 20 vụ, động vật leo trèo 14 vụ, thiết bị hỏng 11 vụ.",
        "14",
        "cây xanh",
        "together more than the first",
    ),
    ("Xóa bỏ được 05/12 lối đi tự mở, còn 07 lối đi tự mở có người gác.", "07", "xóa bỏ", "what is left of a share"),
    (
        "Trao tận tay 310 giấy chứng nhận, còn 26 giấy chứng nhận chủ hộ vắng mặt.",
        "26",
        "trao tận tay",
        "what was not done",
    ),
    ("Kiểm tra nội bộ 8 trường tiểu học, kiểm tra đột xuất 3 trường.", "3", "nội bộ", "words that begin alike"),
    ("Trong đó tàng trữ trái phép 16 vụ, vận chuyển trái phép 9 vụ.", "9", "tàng trữ", "members of a list of parts"),
    ("Quản lý 46 trạm cấp nước, 100% hộ gia đình có đồng hồ.", "100", "trạm cấp nước", "a share of what it names"),
    ("Toàn xã có 14 quán ăn với 168 bàn, 3 điểm du lịch.", "3", "quán ăn", "a row does not begin with 'với'"),
    ("Học sinh bỏ học 05 em; chuyển đến 02 em.", "02", "bỏ học", "behind a semicolon"),
]


def label_in(text: str, number: str) -> str:
    """The label of a number of a report, in small letters."""
    label = fact_of(resolve(f"UBND XÃ AN HÒA\nBÁO CÁO\nNăm 2023\n\n{text}\n"), number).label
    return (label or "").casefold()


@pytest.mark.parametrize(("text", "number", "words", "new"), ELLIPTIC, ids=[row[-1] for row in ELLIPTIC])
def test_a_clause_without_a_subject_speaks_of_the_first(text: str, number: str, words: str, new: str) -> None:
    assert words in label_in(text, number), new


@pytest.mark.parametrize(("text", "number", "words", "new"), BESIDE, ids=[row[-1] for row in BESIDE])
def test_a_clause_beside_another_does_not(text: str, number: str, words: str, new: str) -> None:
    assert words not in label_in(text, number), new


@pytest.mark.parametrize(
    ("text", "printed", "label"),
    [
        (
            "Nguyên nhân cháy rừng do đốt nương là 18 vụ, do đốt ong là 04 vụ, do trẻ chăn trâu là 02 vụ.",
            "04",
            "Nguyên nhân cháy rừng do đốt ong: vụ",
        ),
        (
            "Đã làm sạch dữ liệu hội viên Hội Nông dân 4.180 hội viên, Hội Phụ nữ 3.920 hội viên.",
            "3.920",
            "làm sạch dữ liệu hội viên Hội Phụ nữ: hội viên",
        ),
        (
            "Số vụ có điều kiện thi hành là 84 vụ, thi hành xong 60 vụ.",
            "60",
            "Số vụ có điều kiện thi hành › thi hành xong: vụ",
        ),
    ],
)
def test_the_next_of_a_list_takes_what_stands_before_the_first(text: str, printed: str, label: str) -> None:
    assert label_in(text, printed).endswith(label.casefold())
