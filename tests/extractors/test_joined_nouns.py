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
