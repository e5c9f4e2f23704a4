"""The head of a bullet, and a clause that counts what a list is of, are said of every figure behind them."""

from __future__ import annotations

import pytest

from tests.reading import fact_of, resolve

BULLETS = [
    # (bullet, number, label, what is new in the row)
    (
        "- Cấp đổi giấy phép lái xe: từ đầu quý đến nay tiếp nhận qua bưu chính 214 hồ sơ.",
        "214",
        "Cấp đổi giấy phép lái xe: từ đầu quý đến nay tiếp nhận qua bưu chính: hồ sơ",
        "long words keep the head",
    ),
    (
        "b) Khối tiểu học: Có 12 trường tham gia. Về đội ngũ, tỷ lệ giáo viên giỏi đạt 42,5%.",
        "42,5",
        "Khối tiểu học: Về đội ngũ, tỷ lệ giáo viên giỏi",
        "a measure in a later sentence of a lettered paragraph",
    ),
    (
        "- Giải bóng đá thiếu niên: 03 huy chương; 02 em được gọi vào đội tuyển năng khiếu tỉnh.",
        "02",
        "Giải bóng đá thiếu niên: em được gọi vào đội tuyển năng khiếu tỉnh",
        "the first figure counts things of the head",
    ),
    (
        "+ Nhập cảnh: 1.215 lượt người, phương tiện 88 lượt. Quốc tịch chủ yếu: Lào (910 lượt).",
        "910",
        "Quốc tịch chủ yếu: Lào",
        "a sentence with a head of its own keeps that",
    ),
]
BESIDE = [
    # (bullet, number, words of a neighbour that it must not have, what is new in the row)
    ("- Thuế bảo vệ môi trường: 65 tỷ đồng; tiền thuê đất, mặt nước 30 tỷ đồng.", "30", "môi trường", "an amount"),
    ("- Huy động trẻ 5 tuổi ra lớp: 98%. Học sinh bỏ học giữa chừng còn 0,2%.", "0,2", "trẻ 5 tuổi", "a share"),
    ("- Tổng đàn gia cầm: gà 5.200 con, vịt 800 con. Sản lượng sữa tươi 12 tấn.", "12", "đàn gia cầm", "a sum"),
    ("- Số giáo viên: 45 giáo viên. Phòng học kiên cố 30 phòng.", "30", "giáo viên", "a number of what it names"),
]
LEADS = [
    ("Thăm dò ý kiến của 420 phụ huynh: 88,1% đồng ý, 7,4% còn phân vân.", "7,4", "phụ huynh", "shares of those asked"),
    ("Đã thẩm định 905 hồ sơ: qua bưu điện 610 hồ sơ, tại chỗ 210 hồ sơ.", "210", "thẩm định", "a deed and its noun"),
    (
        "Có 5/9 nhóm mặt hàng thiết yếu tăng giá: lương thực tăng 2,15%, đồ uống tăng 0,4%.",
        "0,4",
        "nhóm mặt hàng thiết yếu tăng giá",
        "a share of a whole",
    ),
    (
        "Về tuổi đời của 318 cán bộ chủ chốt các xã: dưới 40 tuổi có 96 người; trên 50 tuổi có 71 người.",
        "71",
        "cán bộ chủ chốt các xã",
        "behind a semicolon",
    ),
    (
        "2. Đối với 16 thủ tục của các ngành, lĩnh vực: cấp huyện tiếp nhận 903 hồ sơ, trực tuyến 700 hồ sơ.",
        "700",
        "thủ tục của các ngành, lĩnh vực",
        "a topic with a comma",
    ),
]
NO_LEADS = [
    (
        "Có 5/9 nhóm mặt hàng tăng giá: lương thực tăng 2,15%; 02 nhóm giảm giá do nguồn cung dồi dào.",
        "02",
        "tăng giá",
        "another clause counts its things again",
    ),
    (
        "Xã hình thành từ 03 xã: Tân Lập, Tân Thành và Minh Sơn, có diện tích 84 km2.",
        "84",
        "hình thành",
        "names, and a clause behind them",
    ),
    ("Mũi 1 tiêm cho 512 trẻ, mũi 2: 284 trẻ.", "284", "mũi 1", "a member of a list with a colon"),
    ("Có 05 tổ với tổng số thành viên là: 41 người. Hội viên mới 12 người.", "12", "tổ với", "a sentence behind it"),
]
ACROSS = [
    (
        "Ban Chấp hành Công đoàn cơ sở gồm 15 ủy viên do đồng chí Phó Hiệu trưởng làm Chủ tịch.",
        "15",
        "Ban Chấp hành Công đoàn cơ sở: ủy viên",
        "who leads what is counted says nothing of it",
    ),
    (
        "Các đơn vị có tỷ lệ thu nộp cao gồm: Chi cục Thuế 96%. Ngược lại, Hạt Kiểm lâm mới đạt 31%, Sở Y tế 27%.",
        "27",
        "tỷ lệ thu nộp: Sở Y tế",
        "a sentence set against the one before",
    ),
    (
        "Giám sát chuyên đề 26 cơ sở giết mổ của các xã ven sông, qua đó kiến nghị xử lý 04 cơ sở gây ô nhiễm.",
        "04",
        "Giám sát chuyên đề: cơ sở giết mổ của các xã ven sông › qua đó kiến nghị xử lý: cơ sở gây ô nhiễm",
        "words that point back",
    ),
    (
        "Tổ chức 01 hội thi nấu ăn cấp xã, thu hút 85 chị em tham dự; trao 02 giải nhì và 06 giải khuyến khích.",
        "06",
        "hội thi nấu ăn cấp xã › trao: giải khuyến khích",
        "behind a semicolon what came of the contest, not of those who came",
    ),
]
NOT_ACROSS = [
    (
        "Khối đoàn thể có tỷ lệ kê khai cao như: Đoàn xã 97%. Ngược lại, tỷ lệ nộp phí của Hội Nông dân mới đạt 41%.",
        "41",
        "kê khai",
        "a measure of its own",
    ),
    (
        "Bộ CHQS tỉnh đạt 88%, huyện Ba Chẽ 64%.",
        "64",
        "bộ chqs",
        "an office is no measure of another",
    ),
]


def _label(text: str, printed: str) -> str:
    return fact_of(resolve(f"BÁO CÁO\n{text}"), printed).label or ""


@pytest.mark.parametrize(("text", "printed", "label", "new"), BULLETS, ids=[row[-1] for row in BULLETS])
def test_figures_of_a_bullet_keep_its_head(text: str, printed: str, label: str, new: str) -> None:
    assert _label(text, printed).endswith(label), new


@pytest.mark.parametrize(
    ("text", "printed", "words", "new"), [*BESIDE, *NO_LEADS, *NOT_ACROSS], ids=lambda value: str(value)[:40]
)
def test_neighbours_are_no_heads(text: str, printed: str, words: str, new: str) -> None:
    assert words not in _label(text, printed).casefold(), new


@pytest.mark.parametrize(("text", "printed", "words", "new"), LEADS, ids=[row[-1] for row in LEADS])
def test_what_a_list_is_of_stands_before_its_members(text: str, printed: str, words: str, new: str) -> None:
    assert words in _label(text, printed).casefold(), new


@pytest.mark.parametrize(("text", "printed", "label", "new"), ACROSS, ids=[row[-1] for row in ACROSS])
def test_what_other_sentences_and_clauses_say(text: str, printed: str, label: str, new: str) -> None:
    assert _label(text, printed).endswith(label), new
