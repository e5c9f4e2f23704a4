"""How far a word for a level of administration reaches, and where the names of offices end."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.fact import Scope
from tests.reading import resolve

HEAD = "UBND HUYỆN TUẦN GIÁO\nTỈNH ĐIỆN BIÊN\nBÁO CÁO\nKết quả công tác năm 2023\nI. KẾT QUẢ\n"
WHOLE = Scope.TOAN_DIA_BAN
# (sentence, value, scope, what is new in the row)
REACH = [
    ("- Củng cố 12 ban chỉ huy cấp xã, 140 tổ xung kích với 900 người.", 12, Scope.CAP_XA, "its own figure"),
    ("- Mở 31 lớp tập huấn tại các xã cho 910 người; cấp phát 2.400 tờ rơi.", 2400, WHOLE, "a clause before"),
    ("- Cấp xã tiếp nhận 800 hồ sơ; giải quyết 790 hồ sơ.", 790, Scope.CAP_XA, "the subject of both clauses"),
    ("- Chi trả trợ cấp xã hội cho 512 đối tượng.", 512, WHOLE, "letters of another phrase"),
    ("- Tổng thu ước đạt 98,5% dự toán HĐND huyện giao và tăng 11,2% so với cùng kỳ.", "11.2", WHOLE, "who set a plan"),
    ("- Tổng số sách hiện có 9.800 bản, 12 loại báo.", 9800, WHOLE, "copies are no villages"),
    ("- Toàn huyện có 184 bản.", 184, Scope.THON_BAN, "villages"),
    ("- Cấp tỉnh có 25 hồ sơ, cấp huyện 18 hồ sơ và cấp xã 42 hồ sơ.", 18, Scope.CAP_HUYEN, "the level right before"),
    ("- Phối hợp với chính quyền các xã tổ chức 37 đợt, tịch thu 12 xe máy.", 12, WHOLE, "a partner"),
    ("- Kiểm lâm phối hợp với UBND các xã mở 26 lớp tuyên truyền.", 26, WHOLE, "a partner in the same clause"),
    ("- Có 21 em đạt học sinh giỏi lớp 9 cấp tỉnh.", 21, WHOLE, "how high a contest is"),
    ("- Có 640 hộ đạt danh hiệu sản xuất giỏi, cấp tỉnh 22, cấp xã 618.", 22, WHOLE, "the levels of an honour"),
    ("- Biểu dương 35 gương điển hình, 09 cá nhân đạt cấp huyện.", 9, WHOLE, "the level that was reached"),
    ("- Hội thi tay nghề: cấp huyện tổ chức 04 cuộc.", 4, Scope.CAP_HUYEN, "a level that holds a contest"),
    ("- Về khen thưởng: cán bộ của cấp xã 46 người.", 46, Scope.CAP_XA, "whose people they are"),
    ("- Bộ phận Một cửa huyện trả kết quả 710 hồ sơ.", 710, Scope.CAP_HUYEN, "an office of the district"),
    ("- Số đơn vị có thỏa ước là 18, trong đó ký mới 04 bản.", 4, WHOLE, "papers that are signed"),
]


@pytest.mark.parametrize(("sentence", "value", "scope", "new"), REACH)
def test_how_far_a_level_reaches(sentence: str, value: int | str, scope: Scope, new: str) -> None:
    facts = [fact for fact in resolve(HEAD + sentence + "\n").facts if fact.value == Decimal(value)]
    assert [fact.scope for fact in facts] == [scope], new


@pytest.mark.parametrize(
    ("sentence", "value", "entity"),
    [
        ("- Hội Cựu chiến binh 210 hội viên.", 210, "Hội Cựu chiến binh"),
        ("- Hội Người cao tuổi huyện có 3.400 hội viên.", 3400, "Hội Người cao tuổi huyện"),
        ("- Trung tâm Phục vụ hành chính công tiếp nhận 640 hồ sơ.", 640, "Trung tâm Phục vụ hành chính công"),
        ("- Văn phòng HĐND và UBND 12, phòng Kinh tế 13 người.", 13, "phòng Kinh tế"),
        ("- Đã tiêm phòng Covid cho 350 người.", 350, None),
    ],
)
def test_names_of_offices_are_whole(sentence: str, value: int, entity: str | None) -> None:
    facts = [fact for fact in resolve(HEAD + sentence + "\n").facts if fact.value == value]
    assert [fact.entity for fact in facts] == [entity]


def test_a_heading_that_runs_on_says_no_level_of_what_is_below() -> None:
    text = (
        "2. Hạ tầng số Cấp huyện: Mạng nội bộ của các phòng đáp ứng yêu cầu, tổng số máy chủ hiện nay là\n"
        "- Tiếp nhận 1.205 hồ sơ trực tuyến.\n"
    )
    facts = [fact for fact in resolve(HEAD + text).facts if fact.value == 1205]
    assert [fact.scope for fact in facts] == [WHOLE]
