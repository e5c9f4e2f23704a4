"""Labels of figures in lists, brackets and sentences of parts, in the words of offices nobody tuned for."""

from __future__ import annotations

import pytest

from schemas.fact import Direction, Fact, Measure
from tests.reading import mentions_by_id, resolve

HEAD = "UBND HUYỆN AN LÃO\nSố: 12/BC-UBND\nAn Lão, ngày 05 tháng 12 năm 2023\nBÁO CÁO\nKết quả năm 2023\n"


def facts_of(text: str) -> dict[str, Fact]:
    """The fact of each number by the number as printed."""
    parcel = resolve(f"{HEAD}\nI. KẾT QUẢ\n\n{text}\n")
    printed = mentions_by_id(parcel)
    facts = {fact.fact_id: fact for fact in parcel.facts}
    return {printed[link.mention_id].text: facts[link.fact_id] for link in parcel.fact_mentions}


ACCIDENTS = (
    "Trong 9 tháng, toàn tỉnh xảy ra 184 vụ tai nạn giao thông, làm chết 96 người, bị thương 131 người. So với cùng kỳ "
    "năm trước giảm 21 vụ (-10,2%), giảm 8 người chết (-7,7%). Trong đó, đường bộ xảy ra 179 vụ, làm chết 92 người."
)
EXPORTS = (
    "Kim ngạch xuất khẩu hàng hóa đạt 3.905 triệu USD, tăng 12,4%. Trong đó, hàng dệt may đạt 1.204 triệu USD (tăng "
    "9,1%); giày dép đạt 877 triệu USD, giảm 2,6%. Nhập khẩu phân bón 96 nghìn tấn."
)
CAPITAL = (
    "Tổng kế hoạch vốn là 356,8 tỷ đồng; đến ngày 31/10/2023 giải ngân 221,4 tỷ đồng. Cụ thể: vốn trung ương 98,3 tỷ "
    "đồng; vốn ngân sách tỉnh 123,1 tỷ đồng."
)
FORESTS = (
    "Phát hiện 37 vụ vi phạm, gồm: phá rừng trái phép 12 vụ, với diện tích 3,84 ha; vận chuyển lâm sản 25 vụ. Đã xử "
    "lý 34 vụ, tịch thu 18,2 m3 gỗ các loại, 09 xe máy."
)
UNIONS = (
    "Các cấp công đoàn tuyên truyền 214 buổi cho 18.450 lượt đoàn viên; trong đó: Luật Lao động 62 buổi, an toàn giao "
    'thông 55 buổi. Trao 12 nhà "Mái ấm công đoàn" với số tiền 480 triệu đồng.'
)
WELFARE = "Trong quý tăng mới 86 đối tượng, cắt giảm 52 đối tượng (chết 41 người, chuyển đi 11 người)."
FIRES = (
    "Tổ chức thực tập 64 phương án chữa cháy, trong đó có 03 phương án huy động nhiều lực lượng tham gia; xử phạt 37 "
    "trường hợp với số tiền 842 triệu đồng. Thành lập 85 tổ liên gia với 1.240 hộ tham gia, bình quân 14,6 hộ/tổ."
)
CROPS = "Diện tích gieo cấy lúa mùa 4.210 ha, bằng 98,7% cùng kỳ; năng suất ước đạt 52,4 tạ/ha (tăng 0,6 tạ/ha)."

# (text, printed number, label, what is new in the row)
LABELS = [
    (ACCIDENTS, "96", "vụ tai nạn giao thông › làm chết", "a deed that any event may do"),
    (ACCIDENTS, "21", "vụ tai nạn giao thông", "a change is of the level of an earlier sentence"),
    (ACCIDENTS, "8", "vụ tai nạn giao thông › làm chết", "of the level that shares its word, not the nearest"),
    (ACCIDENTS, "-7,7", "vụ tai nạn giao thông › làm chết", "its bracket says the same"),
    (ACCIDENTS, "179", "vụ tai nạn giao thông › đường bộ xảy ra: vụ", "a sentence that parts the one before"),
    (ACCIDENTS, "92", "vụ tai nạn giao thông › đường bộ xảy ra: vụ › làm chết", "a part of such a part"),
    (EXPORTS, "877", "Kim ngạch xuất khẩu hàng hóa › giày dép", "each of its parts"),
    (EXPORTS, "96", "Nhập khẩu phân bón", "the next sentence does not part it"),
    (CAPITAL, "123,1", "giải ngân › vốn ngân sách tỉnh", "the level the parts add up to"),
    (FORESTS, "3,84", "phá rừng trái phép: vụ › diện tích", "an amount of the nearest part, not of the whole"),
    (FORESTS, "18,2", "tịch thu: m3 gỗ các loại", "what was done stands before a noun that stands behind"),
    (FORESTS, "09", "tịch thu: xe máy", "the nearest deed, not the first"),
    (UNIONS, "62", "Các cấp công đoàn tuyên truyền › Luật Lao động: buổi", "the whole of the same unit"),
    (UNIONS, "18.450", "Các cấp công đoàn tuyên truyền: buổi › lượt đoàn viên", "whom the figure before is for"),
    (UNIONS, "12", 'Trao: nhà "Mái ấm công đoàn"', "a deed before a name"),
    (UNIONS, "480", 'Trao: nhà "Mái ấm công đoàn" › số tiền', "not the words of the figure before"),
    (WELFARE, "11", "cắt giảm: đối tượng › chuyển đi", "a bracket behind a decrease parts the decrease"),
    (FIRES, "03", "Tổ chức thực tập: phương án huy động nhiều lực lượng tham gia", "the deed of its whole"),
    (FIRES, "37", "xử phạt", "a deed with things of its own owes nothing to the deed before"),
    (FIRES, "842", "xử phạt › số tiền", "an amount of that deed"),
    (FIRES, "1.240", "Thành lập: tổ liên gia › hộ tham gia", "'với' leads to what the figure before has"),
    (CROPS, "98,7", "Diện tích gieo cấy lúa mùa so với cùng kỳ", "a share of last year's figure"),
    (CROPS, "52,4", "Diện tích gieo cấy lúa mùa › năng suất", "a measure that names no crop"),
    ("Sửa 2 km đường và 3 phòng học.", "3", "Sửa: phòng học", "'và' leaves no words to the next"),
    ("Huyện có 43 trường công lập.", "43", "trường công lập", "no deed: it is there"),
    ("Tuy nhiên vẫn còn 9 xã chưa có chợ.", "9", "xã chưa có chợ", "no deed: a conjunction"),
    ("Cấp 412 chứng thư số, trong đó 96 tổ chức.", "96", "Cấp: chứng thư số: tổ chức", "'tổ chức' is a noun here"),
]


@pytest.mark.parametrize(("text", "printed", "label", "new"), LABELS, ids=[row[-1] for row in LABELS])
def test_labels(text: str, printed: str, label: str, new: str) -> None:
    assert facts_of(text)[printed].label == label, new


UP, DOWN = Direction.UP, Direction.DOWN
SAVINGS = "Số dư tiết kiệm 2.148 triệu đồng, tăng 396 triệu đồng (22,6%) so với đầu năm."

# (text, printed number, direction, None of a level, what is new in the row)
CHANGES = [
    (SAVINGS, "22,6", UP, "a bracket says the change again in percent"),
    (ACCIDENTS, "-10,2", DOWN, "its sign"),
    ("Số vụ giảm 09 vụ, tương ứng 19,6%.", "19,6", DOWN, "'tương ứng'"),
    ("Giải ngân 221 tỷ đồng, cao hơn cùng kỳ 4,7%.", "4,7", UP, "what it is against stands between"),
    ("Chỉ số giá tháng 9 tăng 0,42%.", "0,42", UP, "the number before the word is a month"),
    ("Làm tốt 3 giảm 3 tăng trên 40 ha lúa.", "40", None, "the name of a movement"),
    ("Có 12 xã (22,6%) đạt chuẩn.", "22,6", None, "a bracket behind a level is a share"),
    ("Tỷ lệ đạt 93%, tăng 6,2 điểm phần trăm so với năm 2022 (86,8%).", "86,8", None, "a bracket with the base"),
    ("Thu 25 tỷ đồng, bằng 98,7% cùng kỳ.", "98,7", None, "a share of last year's"),
]


@pytest.mark.parametrize(("text", "printed", "direction", "new"), CHANGES, ids=[row[-1] for row in CHANGES])
def test_changes(text: str, printed: str, direction: Direction | None, new: str) -> None:
    fact = facts_of(text)[printed]
    assert fact.direction is direction, new
    assert (fact.measure is Measure.CHANGE) is (direction is not None), new


def test_a_base_in_a_bracket_has_the_words_of_its_level() -> None:
    text = "Tỷ lệ chi trả qua tài khoản đạt 93%, tăng 6,2 điểm phần trăm so với cuối năm 2022 (86,8%)."
    facts = facts_of(text)
    assert facts["86,8"].label == facts["93"].label == "Tỷ lệ chi trả qua tài khoản"
    assert facts["6,2"].unit == "điểm phần trăm"
