"""Which nouns behind a comma are counted together, and which begin the next of a list."""

from __future__ import annotations

import pytest

from tests.reading import resolve


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("- Có 3.402 người, lao động nữ đạt 46%.", 3402, "người"),
        ("- Phạt tù 34 bị cáo, án treo 19.", 34, "bị cáo"),
        ("- Thi đỗ 152 học sinh, điểm bình quân môn Văn đạt 6,1.", 152, "học sinh"),
        ("- Cử 84 cán bộ, công chức đi học.", 84, "người"),
        ("- Huy động 1.415 cán bộ, chiến sĩ bảo vệ các điểm.", 1415, "cán bộ, chiến sĩ"),
        ("- Toàn huyện có 45 thôn, tổ dân phố.", 45, "thôn, tổ dân phố"),
    ],
)
def test_people_are_listed_with_people_alone(sentence: str, value: int, unit: str) -> None:
    head = "UBND HUYỆN TUẦN GIÁO\nTỈNH ĐIỆN BIÊN\nBÁO CÁO\nKết quả công tác năm 2023\nI. KẾT QUẢ\n"
    facts = [fact for fact in resolve(f"{head}{sentence}\n").facts if fact.value == value]
    assert [fact.unit for fact in facts] == [unit]


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("- Các trường có 9.120 trẻ và học sinh.", 9120, "trẻ và học sinh"),
        ("- Tập huấn cho 215 lượt cán bộ, hội viên và nhân dân.", 215, "lượt cán bộ, hội viên và nhân dân"),
        ("- Có 640 lượt đoàn viên, thanh niên tham gia.", 640, "lượt đoàn viên, thanh niên"),
        ("- Giao rừng cho 14 cộng đồng và nhóm hộ.", 14, "cộng đồng và nhóm hộ"),
        ("- Sáp nhập 31 thôn và khu phố.", 31, "thôn và khu phố"),
        ("- Rà soát 26 phòng, ban.", 26, "phòng, ban"),
        ("- Mở 12 lớp và tổ chức 3 hội nghị.", 12, "lớp"),
        ("- Kiểm tra 18 cơ sở và 40 hộ kinh doanh.", 18, "cơ sở"),
        ("- Tập huấn cho 26 giáo viên và xã hỗ trợ kinh phí.", 26, "giáo viên"),
        ("- Thống kê 11 điểm đen, điểm tiềm ẩn tai nạn.", 11, "điểm đen"),
    ],
)
def test_one_number_may_be_of_nouns_joined_by_and(sentence: str, value: int, unit: str) -> None:
    head = "UBND HUYỆN TUẦN GIÁO\nTỈNH ĐIỆN BIÊN\nBÁO CÁO\nKết quả công tác năm 2023\nI. KẾT QUẢ\n"
    facts = [fact for fact in resolve(f"{head}{sentence}\n").facts if fact.value == value]
    assert [fact.unit for fact in facts] == [unit]
