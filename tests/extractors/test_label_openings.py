"""Whom a sentence or a bullet speaks of stands before the later clauses that name nobody."""

from __future__ import annotations

import pytest

from tests.reading import fact_of, resolve

HEAD = "UBND HUYỆN AN LÃO\nSố: 12/BC-UBND\nAn Lão, ngày 05 tháng 12 năm 2023\nBÁO CÁO\nKết quả năm 2023\n"


def label_in(text: str, printed: str) -> str:
    return fact_of(resolve(f"{HEAD}\nI. TÌNH HÌNH CHUNG\n\n{text}\n"), printed).label or ""


# (text, printed number, the subject, what is new in the row)
OPENED = [
    ("Hội chợ hàng Việt có 62 gian hàng, thu hút 4.300 khách.", "4.300", "Hội chợ hàng Việt", "an event"),
    (
        "Quỹ Khuyến học xã đã vận động được 96 triệu đồng; trao 41 suất học bổng.",
        "41",
        "Quỹ Khuyến học xã",
        "a body, over a semicolon; its name holds no verb",
    ),
    (
        "Hồ chứa Nậm Ngám được sửa chữa xong 02 cống; tưới cho 115 ha ruộng.",
        "115",
        "Hồ chứa Nậm Ngám",
        "a thing, past a verb of its own",
    ),
    (
        "- Ban đại diện cha mẹ học sinh kiểm tra 14 bếp ăn; nhắc nhở 03 bếp.",
        "03",
        "Ban đại diện cha mẹ học sinh",
        "the actor of a bullet",
    ),
    (
        "Đoàn Thanh niên xã tổ chức 12 buổi ra quân. Trồng 800 cây bóng mát.",
        "800",
        "Đoàn Thanh niên xã",
        "the next sentence opens with a verb",
    ),
    (
        "Trong năm 2023, Câu lạc bộ cầu lông đã tập luyện 48 buổi, tham gia 3 giải.",
        "3",
        "Câu lạc bộ cầu lông",
        "a time before the subject",
    ),
    (
        "Cổng thông tin xã đăng 52 bài; Trạm Y tế xã tổ chức 6 buổi tư vấn, tặng 30 suất quà.",
        "30",
        "Trạm Y tế xã",
        "the body behind the semicolon, not the first subject",
    ),
    (
        "Trang tin của xã đã đăng 40 tin; Đội văn nghệ tổ chức 9 đêm diễn, phục vụ 2.300 lượt người.",
        "2.300",
        "Đội văn nghệ",
        "the nearest body",
    ),
    (
        "Hội Chữ thập đỏ xã vận động 80 triệu đồng; 14 hộ được hỗ trợ sửa nhà.",
        "14",
        "Hội Chữ thập đỏ xã",
        "what was done to them was done by the body",
    ),
]


@pytest.mark.parametrize(("text", "printed", "subject", "new"), OPENED, ids=[row[-1] for row in OPENED])
def test_subject_stands_before_later_clauses(text: str, printed: str, subject: str, new: str) -> None:
    assert label_in(text, printed).startswith(subject), new


# (text, printed number, what is no subject of it, what is new in the row)
CLOSED = [
    (
        "Hội Nông dân xã vận động 120 hộ; Hội Phụ nữ xã vận động 95 hộ.",
        "95",
        "Hội Nông dân",
        "the next clause has a body of its own",
    ),
    (
        "Khu vực thị trấn có 3 chợ; khu vực nông thôn 11 chợ.",
        "11",
        "Khu vực thị trấn",
        "a thing like the first beside it",
    ),
    ("Vườn ươm Bản Kéo đã gieo 5 ha; đàn ong đã thu 12 tấn mật.", "12", "Vườn ươm", "a noun with its verb"),
    ("Tổ chức 14 lớp dạy nghề, cấp 390 chứng chỉ.", "390", "Tổ chức ›", "a verb opens the sentence"),
    ("Qua kiểm tra đã phát hiện 7 hộ vi phạm, phạt 2 hộ.", "2", "Qua kiểm tra ›", "what leads to the verb"),
    ("Toàn huyện có 21 trạm bơm, sửa chữa 4 trạm.", "4", "Toàn huyện", "the whole area the report is about"),
    ("UBND huyện đã ban hành 31 quyết định, tổ chức 6 hội nghị.", "6", "UBND huyện", "the office that reports"),
    (
        "Phòng Y tế đã kiểm tra 25 cơ sở; 100% trạm y tế xã đã có bác sĩ.",
        "100",
        "Phòng Y tế",
        "a share says of its own things what they have",
    ),
    (
        "Ban chỉ huy công trường đã huy động 40 máy xúc. Kinh phí sửa cầu là 3,5 tỷ đồng.",
        "3,5",
        "Ban chỉ huy",
        "the next sentence opens with a measure",
    ),
    (
        "Ban An toàn giao thông đã mở 5 lớp. Toàn huyện có 14 xã ký cam kết, thu hút 2.100 người.",
        "2.100",
        "Ban An toàn",
        "the next sentence is about the whole area",
    ),
    (
        "Ban Chỉ đạo thi đua tổ chức 2 hội nghị. Trên địa bàn xã có 340 hộ đăng ký.",
        "340",
        "Ban Chỉ đạo",
        "so is this one, in other words",
    ),
    (
        "Trang tin của huyện đăng 90 bài; Hội Người cao tuổi mở 4 lớp dưỡng sinh.",
        "4",
        "Trang tin",
        "a body with its own deed behind a thing",
    ),
    (
        "Đoàn Thanh niên xã tổ chức 3 buổi. Trồng 600 cây xanh; tỷ lệ cây sống đạt 92%.",
        "92",
        "Đoàn Thanh niên",
        "the sentence between has come to another measure",
    ),
    (
        "Bưu điện xã trả 210 kết quả; Trạm Y tế khám 75 lượt. Cấp 18 sổ theo dõi.",
        "18",
        "Bưu điện",
        "two bodies before the sentence: neither",
    ),
    (
        "Tuyến quốc lộ có 26 điểm ngập; đường liên xã 41 điểm.",
        "41",
        "Tuyến quốc lộ",
        "the same counted of another thing",
    ),
    (
        "Công an xã đã cấp 812 thẻ; 100% nhà trọ kết nối phần mềm lưu trú.",
        "100",
        "Công an",
        "a share of things that did something",
    ),
    (
        "Hội Khuyến học huyện trao 12 học bổng; 19 trường học triển khai học bạ điện tử.",
        "19",
        "Hội Khuyến học",
        "things that did something, in a clause of their own",
    ),
]


@pytest.mark.parametrize(("text", "printed", "other", "new"), CLOSED, ids=[row[-1] for row in CLOSED])
def test_what_is_no_subject(text: str, printed: str, other: str, new: str) -> None:
    assert other not in label_in(text, printed), new
