"""Every figure of a sentence stands below the heading of its section, where its words do not say that already."""

from __future__ import annotations

import pytest

from tests.reading import fact_of, resolve

HEAD = "UBND HUYỆN AN LÃO\nSố: 12/BC-UBND\nAn Lão, ngày 05 tháng 12 năm 2023\nBÁO CÁO\nKết quả năm 2023\n"
LABELS = [
    # (heading, sentence, number, label, what is new in the row)
    (
        "1. Phòng, chống lao",
        "Số bệnh nhân được thu dung 37 người, tỷ lệ điều trị khỏi đạt 94,7%.",
        "94,7",
        "Phòng, chống lao › tỷ lệ điều trị khỏi",
        "words that name a measure are not told from those of the next section by themselves",
    ),
    (
        "b. Nhập khẩu",
        "Phân bón các loại nhập về qua cảng Cái Lân 64 nghìn tấn.",
        "64",
        "Nhập khẩu › Phân bón các loại nhập về qua cảng Cái Lân",
        "a letter and a full stop are a number",
    ),
    (
        "II/ Văn hóa - xã hội",
        "Tổ chức 12 đêm diễn phục vụ đồng bào vùng cao.",
        "12",
        "Văn hóa - xã hội › Tổ chức: đêm diễn phục vụ đồng bào vùng cao",
        "a number and a slash are one",
    ),
    (
        "2. Công tác tuyển quân",
        "Kết quả tuyển quân được 145 thanh niên nhập ngũ.",
        "145",
        "Kết quả tuyển quân: thanh niên nhập ngũ",
        "what the words say already is not said again, with or without 'công tác'",
    ),
    (
        "I. ĐẶC ĐIỂM TÌNH HÌNH",
        "Toàn huyện có 12 cây cầu treo dân sinh.",
        "12",
        "cây cầu treo dân sinh",
        "a heading that any report has says nothing",
    ),
    (
        "II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ 9 THÁNG ĐẦU NĂM 2023",
        "Toàn huyện có 12 cây cầu treo dân sinh.",
        "12",
        "cây cầu treo dân sinh",
        "neither with its time",
    ),
]


@pytest.mark.parametrize(("heading", "sentence", "number", "label", "why"), LABELS)
def test_a_figure_stands_below_the_heading_of_its_section(
    heading: str, sentence: str, number: str, label: str, why: str
) -> None:
    found = fact_of(resolve(f"{HEAD}\n{heading}\n\n{sentence}\n"), number).label
    assert (found or "").removeprefix("Toàn huyện: ") == label, why


def test_a_numbered_line_that_goes_on_in_figures_is_no_heading() -> None:
    text = f"{HEAD}\n1. Tổng số lượt khám bằng căn cước là\n\n- Trạm Y tế xã Quang Hưng: 302 lượt.\n"
    assert "căn cước là ›" not in (fact_of(resolve(text), "302").label or "")
