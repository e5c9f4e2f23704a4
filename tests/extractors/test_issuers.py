"""Which office a document names as its own: the lower one of its letterhead, with the place of the upper."""

from __future__ import annotations

import pytest

from tests.reading import resolve

BODY = (
    "Thực hiện văn bản của cấp trên về chế độ thông tin, đơn vị đã chỉ đạo các bộ phận rà soát số liệu và tổng hợp\n"
    "kết quả theo đúng thời gian, cụ thể như sau. Công tác phối hợp giữa các bộ phận được duy trì nền nếp, kịp thời.\n"
)
PAPER = f"Số: 125/BC-UBND\n\nSông Lam, ngày 5 tháng 12 năm 2023\n\nBÁO CÁO\nKết quả công tác dân số năm 2023\n\n{BODY}"


@pytest.mark.parametrize(
    ("issuer", "found", "new"),
    [
        ("SỞ XÂY DỰNG", "SỞ XÂY DỰNG", "one line"),
        (
            "UBND HUYỆN SÔNG LAM\nPHÒNG NỘI VỤ",
            "PHÒNG NỘI VỤ HUYỆN SÔNG LAM",
            "an office with the place of the one above it",
        ),
        ("HỘI ĐỒNG NHÂN DÂN\nXÃ AN PHÚ", "HỘI ĐỒNG NHÂN DÂN XÃ AN PHÚ", "a council"),
        (
            "UBND HUYỆN SÔNG LAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nNAM\nĐộc lập - Tự do - Hạnh phúc",
            "ỦY BAN NHÂN DÂN HUYỆN SÔNG LAM",
            "the motto goes on in a second line",
        ),
        ("HỘI CHỮ THẬP ĐỎ VIỆT\nNAM", "HỘI CHỮ THẬP ĐỎ VIỆT NAM", "a name of two lines that ends as the motto"),
        ("HUYỆN ỦY SÔNG LAM\nỦY BAN KIỂM TRA", "ỦY BAN KIỂM TRA HUYỆN ỦY SÔNG LAM", "a body of the Party's committee"),
        ("TỈNH ỦY LAM GIANG\nBAN TUYÊN GIÁO", "BAN TUYÊN GIÁO TỈNH ỦY LAM GIANG", "another"),
        (
            "ĐOÀN TNCS HỒ CHÍ MINH\nBCH HUYỆN SÔNG LAM",
            "BCH ĐOÀN TNCS HỒ CHÍ MINH HUYỆN SÔNG LAM",
            "a committee below its organisation",
        ),
        (
            "HỘI NÔNG DÂN HUYỆN SÔNG LAM\nBAN CHẤP HÀNH XÃ AN PHÚ",
            "BAN CHẤP HÀNH HỘI NÔNG DÂN XÃ AN PHÚ",
            "of the organisation, not of its upper place",
        ),
        ("HỘI NÔNG DÂN XÃ AN PHÚ\nBAN CHẤP HÀNH", "BAN CHẤP HÀNH HỘI NÔNG DÂN XÃ AN PHÚ", "the place above is its own"),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH LAM GIANG\nCÔNG ĐOÀN HUYỆN SÔNG LAM", "CÔNG ĐOÀN HUYỆN SÔNG LAM", "no committee"),
    ],
)
def test_issuers(issuer: str, found: str, new: str) -> None:
    assert resolve(f"{issuer}\n\n{PAPER}").document.issuer == found, new


def test_without_a_letterhead_the_issuer_is_the_committee_named_most() -> None:
    text = f"{BODY}Trên đây UBND huyện Sông Lam báo cáo. UBND huyện Sông Lam đề nghị UBND tỉnh Lam Giang lưu ý.\n"
    assert resolve(text).document.issuer == "Ủy ban nhân dân huyện Sông Lam"


def test_a_sentence_is_no_letterhead() -> None:
    text = f"{BODY}UBND huyện Sông Lam đề nghị các xã báo cáo đúng hạn.\n"
    assert resolve(text).document.issuer == "Ủy ban nhân dân huyện Sông Lam"


def test_the_area_below_a_communes_name_is_no_part_of_it() -> None:
    letterhead = (
        "UBND XÃ VẠN THẠNH\nHUYỆN VẠN NINH - TỈNH KHÁNH HÒA\n\nBÁO CÁO\nThu ngân sách năm 2019\n\nTổng thu 12 tỷ.\n"
    )
    document = resolve(letterhead).document
    assert document.issuer == "ỦY BAN NHÂN DÂN XÃ VẠN THẠNH"
    assert document.place_id == "22519"
