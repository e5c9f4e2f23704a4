"""The event or deed of an earlier clause stands before what came of it, what it cost and who was hurt."""

from __future__ import annotations

import pytest

from schemas.fact import Fact, PeriodKind
from tests.reading import fact_of, resolve

HEAD = "UBND HUYỆN AN LÃO\nSố: 12/BC-UBND\nAn Lão, ngày 05 tháng 12 năm 2023\nBÁO CÁO\nKết quả năm 2023\n"


def fact_in(text: str, printed: str) -> Fact:
    return fact_of(resolve(f"{HEAD}\nI. TÌNH HÌNH CHUNG\n\n{text}\n"), printed)


# (text, printed number, label, what is new in the row)
LABELS = [
    (
        "- Kiểm tra 52 cửa hàng xăng dầu, phát hiện 09 cửa hàng vi phạm.",
        "09",
        "Kiểm tra: cửa hàng xăng dầu › phát hiện: cửa hàng vi phạm",
        "what an inspection found",
    ),
    (
        "Kiểm tra 52 cửa hàng xăng dầu, phát hiện 09 cửa hàng vi phạm. Xử phạt 07 trường hợp.",
        "07",
        "Kiểm tra: cửa hàng xăng dầu › Xử phạt",
        "the next sentence goes on from what the first inspected, not from what it found",
    ),
    (
        "Tuần tra bờ sông Lạch Tray 31 buổi, phát hiện 12 trường hợp. Nhắc nhở 05 trường hợp, xử phạt 06 trường hợp.",
        "06",
        "Tuần tra bờ sông Lạch Tray: buổi › xử phạt",
        "a chain of results",
    ),
    (
        "Đào 5,2 km mương nội đồng Cầu Kê, chiều dài bình quân 650 m, kinh phí 3,1 tỷ đồng.",
        "650",
        "Đào mương nội đồng Cầu Kê › chiều dài bình quân",
        "an attribute",
    ),
    (
        "Vốn sửa chữa cầu phao 12 tỷ đồng, đã giải ngân 8,4 tỷ đồng.",
        "8,4",
        "Vốn sửa chữa cầu phao › giải ngân",
        "a deed with money counted before",
    ),
    (
        "Giới thiệu 14 quần chúng ưu tú, đã kết nạp 06.",
        "06",
        "Giới thiệu: quần chúng ưu tú › kết nạp",
        "a number without a noun",
    ),
    (
        "Lật đò trên sông Đa Độ 02 vụ; làm chết 01 người.",
        "01",
        "Lật đò trên sông Đa Độ: vụ › làm chết",
        "who was hurt",
    ),
    (
        "Tổ chức hội thi dân vũ với 18 đội, trao 01 giải nhất.",
        "01",
        "Tổ chức hội thi dân vũ: đội › trao: giải nhất",
        "what was won in a contest",
    ),
    # Counter-examples: nothing is borrowed.
    (
        "Tặng 30 phao cứu sinh; kiểm tra 12 bến đò.",
        "12",
        "kiểm tra: bến đò",
        "a deed with a thing of its own",
    ),
    ("Thả 3 vạn cá giống. Kết nạp 20 hội viên mới.", "20", "Kết nạp: hội viên mới", "named members"),
    (
        "Lập 04 biên bản, tước 02 giấy phép, xử phạt 09 trường hợp.",
        "09",
        "xử phạt",
        "one sanction is not below another",
    ),
    (
        "Tiếp 96 lượt công dân. Nhận 31 đơn, đã giải quyết 28 đơn.",
        "28",
        "giải quyết: đơn",
        "letters are no visits",
    ),
    (
        "Thành lập 08 tổ đò tự quản. Kinh phí thực hiện năm 2023 là 92 triệu đồng.",
        "92",
        "Kinh phí thực hiện năm 2023",
        "an amount with a sentence and words of its own",
    ),
]


@pytest.mark.parametrize(("text", "printed", "label", "why"), LABELS)
def test_what_came_of_a_deed_stands_below_it(text: str, printed: str, label: str, why: str) -> None:
    assert fact_in(text, printed).label == label, why


def test_an_event_does_not_say_when_what_came_of_it_holds() -> None:
    # before: 'Tổng vốn' in the label made a stock of what was paid out
    text = "Tổng vốn chương trình nước sạch 50 tỷ đồng, giải ngân đến 25/11/2023 được 41 tỷ đồng."
    fact = fact_in(text, "41")
    assert fact.label == "Tổng vốn chương trình nước sạch › giải ngân đến 25/11/2023"
    assert fact.period_kind is PeriodKind.CUMULATIVE


# (text, printed number, label, what is new in the row)
LISTS = [
    (
        "Một số mặt hàng chủ lực tăng khá như: dưa bao tử tăng 12,5%, ớt hiểm tăng 9,4%, lươn giống tăng 7,1%.",
        "9,4",
        "Một số mặt hàng chủ lực tăng khá: ớt hiểm",
        "what opens a list stands before its second thing too",
    ),
    (
        "Các cây màu có năng suất cao hơn vụ trước (6%) là đậu xanh tăng 11,2%, mè đen tăng 8,3%, bí đao tăng 7,7%.",
        "11,2",
        "Các cây màu có năng suất cao hơn vụ trước: đậu xanh",
        "behind a bracket and 'là'",
    ),
    (
        "Toàn bộ các hộ trong vùng là hộ nghèo tăng 5,2%, thu nhập giảm 3,1%.",
        "3,1",
        "thu nhập",
        "two clauses are no list",
    ),
    (
        "- Cấp phát 318 phao bè, 42 áo phao; 1.205 chăn chiên; 64 bếp dầu.",
        "64",
        "Cấp phát: bếp dầu",
        "a verb holds for a whole row, over semicolons",
    ),
    (
        "Treo 40 pano, dựng 12 cụm cờ; 1.240 hộ cắm cờ.",
        "1.240",
        "hộ cắm cờ",
        "not the second verb of a sentence",
    ),
    (
        "Số người dùng thuốc cắt cơn 2.654 người, cụ thể: thuốc dán 211, thuốc uống 64.",
        "64",
        "Số người dùng thuốc cắt cơn: thuốc uống",
        "'cụ thể:' parts a whole as 'gồm' does",
    ),
    (
        "- Tập huấn kiểm lâm viên 03 lớp/187 người.",
        "187",
        "Tập huấn kiểm lâm viên: người",
        "the second number of a slash",
    ),
    (
        "Thực hiện Nghị quyết số 68/NQ-CP của Chính phủ về chính sách hỗ trợ người lao động và người thuê lao động gặp "
        "khó khăn, đến nay:\n- Thợ hồ, xe ôm 45 người, kinh phí 67 triệu đồng.",
        "67",
        "Thực hiện Nghị quyết số 68/NQ-CP: Thợ hồ, xe ôm › kinh phí",
        "a long line that opens bullets is named by its paper, and an amount by its bullet",
    ),
    (
        "Các tỉnh đạt mức tăng khá gồm: Tp. Cần Thơ tăng 16,4%, Hậu Giang tăng 21,0%, Bạc Liêu tăng 18,1%.",
        "21,0",
        "Các tỉnh đạt mức tăng khá: Hậu Giang",
        "the stop of 'Tp.' ends nothing",
    ),
]


@pytest.mark.parametrize(("text", "printed", "label", "why"), LISTS)
def test_what_opens_a_list_stands_before_each_of_it(text: str, printed: str, label: str, why: str) -> None:
    assert fact_in(text, printed).label == label, why
