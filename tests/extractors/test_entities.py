"""Whose figures they are: names taken whole, subjects that later clauses keep, names that are joined."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.reading import resolve

HEAD = "UBND HUYỆN TUẦN GIÁO\nTỈNH ĐIỆN BIÊN\nBÁO CÁO\nKết quả công tác năm 2023\nI. KẾT QUẢ\n"
# (sentence, value, entity, what is new in the row)
SUBJECTS = [
    ("- Công an huyện đã kiểm tra 12 chốt; tạm giữ 407 phương tiện.", 407, "Công an huyện", "what was done"),
    (
        "- Hạt Kiểm lâm tuần tra 40 lượt; 26 chuyến dài ngày.",
        26,
        "Hạt Kiểm lâm",
        "a clause from its figure on",
    ),
    ("- Phòng Tư pháp mở 9 lớp; tỷ lệ hộ nghèo còn 12%.", 12, None, "a clause with a subject of its own"),
    ("- Trạm Thú y tiêm 900 liều; 100% xã, thị trấn có cán bộ.", 100, None, "a share of the communes"),
    ("- Phòng Nội vụ mở 9 lớp; Hội Nông dân mở 4 lớp.", 4, "Hội Nông dân", "another office"),
    ("- Hội Nông dân trồng 14 km hoa, Đoàn Thanh niên lắp 118 bóng đèn.", 118, "Đoàn Thanh niên", "the next subject"),
]
NAMES = [
    ("- Chi cục Thi hành án dân sự thụ lý 73 việc.", 73, "Chi cục Thi hành án dân sự"),
    ("- Văn phòng Đăng ký đất đai giải quyết 73 hồ sơ.", 73, "Văn phòng Đăng ký đất đai"),
    ("- Trung tâm Phát triển quỹ đất huyện thu hồi 73 thửa.", 73, "Trung tâm Phát triển quỹ đất huyện"),
    ("- Ban Quản lý dự án đầu tư xây dựng trình 73 hồ sơ.", 73, "Ban Quản lý dự án đầu tư xây dựng"),
    ("- Thanh tra Sở kiểm tra 73 phương tiện.", 73, "Thanh tra Sở"),
    ("- Trung tâm IOC tích hợp 73 bản ghi.", 73, "Trung tâm IOC"),
    ("- Văn phòng HĐND và UBND tiếp nhận 73 văn bản.", 73, "Văn phòng HĐND và UBND"),
    ("- Đài truyền thanh cấp xã có 73 cụm loa.", 73, None),
    ("- Bắt 73 con bạc tại bản Lé và tổ dân phố 4.", 73, "bản Lé và tổ dân phố 4"),
]


@pytest.mark.parametrize(("sentence", "value", "entity", "new"), SUBJECTS)
def test_a_subject_holds_until_another_is_named(sentence: str, value: int, entity: str | None, new: str) -> None:
    facts = [fact for fact in resolve(HEAD + sentence + "\n").facts if fact.value == Decimal(value)]
    assert [fact.entity for fact in facts] == [entity], new


@pytest.mark.parametrize(("sentence", "value", "entity"), NAMES)
def test_names_are_whole(sentence: str, value: int, entity: str | None) -> None:
    facts = [fact for fact in resolve(HEAD + sentence + "\n").facts if fact.value == Decimal(value)]
    assert [fact.entity for fact in facts] == [entity]


@pytest.mark.parametrize("heading", ["1. Đoàn Thanh niên", "1. Công đoàn", "1. Hội Nông dân"])
def test_the_body_a_heading_names(heading: str) -> None:
    facts = resolve(f"{HEAD}{heading}\n- Kết nạp 147 người.\n").facts
    assert [fact.entity for fact in facts] == [heading[3:]]
