"""The place a document reports on, from letterheads of many kinds of offices and of other years."""

from __future__ import annotations

import pytest

from tests.reading import resolve, rules

HOMES = [
    # letterhead and opening, year of issue -> name of the place
    ("BẢO HIỂM XÃ HỘI TỈNH NGHỆ AN\nBẢO HIỂM XÃ HỘI HUYỆN QUỲ HỢP", 2019, "huyện Quỳ Hợp, tỉnh Nghệ An"),
    ("BỘ TƯ PHÁP\nCỤC THI HÀNH ÁN DÂN SỰ TỈNH LÀO CAI", 2018, "tỉnh Lào Cai"),
    ("TỈNH ỦY SƠN LA", 2016, "tỉnh Sơn La"),
    ("THÀNH ỦY SƠN LA", 2016, "thành phố Sơn La, tỉnh Sơn La"),
    ("HUYỆN ỦY BÌNH GIA", 2016, "huyện Bình Gia, tỉnh Lạng Sơn"),
    ("TỈNH ĐOÀN BẮC KẠN", 2016, "tỉnh Bắc Kạn"),
    ("TỈNH ĐOÀN SƠN LA\nHUYỆN ĐOÀN THUẬN CHÂU", 2016, "huyện Thuận Châu, tỉnh Sơn La"),
    ("SỞ LAO ĐỘNG - TB&XH THÁI BÌNH\nTRUNG TÂM DỊCH VỤ VIỆC LÀM", 2020, "tỉnh Thái Bình"),
    ("CỤC THỐNG KÊ TỈNH BẾN TRE\nCHI CỤC THỐNG KÊ HUYỆN BA TRI", 2012, "huyện Ba Tri, tỉnh Bến Tre"),
    ("UBND THÀNH PHỐ HỒ CHÍ MINH\nSỞ CÔNG THƯƠNG", 2021, "thành phố Hồ Chí Minh"),
    ("UBND TP.HCM\nSỞ CÔNG THƯƠNG", 2021, "thành phố Hồ Chí Minh"),
    ("ỦY BAN NHÂN DÂN QUẬN 3\nỦY BAN NHÂN DÂN PHƯỜNG 5", 2021, "phường 5, quận 3, thành phố Hồ Chí Minh"),
    ("UBND HUYỆN CHÂU THÀNH\nPHÒNG Y TẾ\n\n{} toàn huyện, tỉnh Tiền Giang", 2014, "huyện Châu Thành, tỉnh Tiền Giang"),
    ("UBND HUYỆN CHÂU THÀNH\nPHÒNG Y TẾ", 2014, None),
    ("UBND TỈNH HÀ TÂY\nSỞ NÔNG NGHIỆP VÀ PTNT", 2006, "tỉnh Hà Tây"),
    ("UBND TỈNH THỪA THIÊN HUẾ\nSỞ DU LỊCH", 2018, "thành phố Huế"),
    ("UBND TỈNH THỪA THIÊN HUẾ\nUBND THÀNH PHỐ HUẾ", 2018, "thành phố Huế, thành phố Huế"),
    ("UBND THÀNH PHỐ HUẾ", 2018, "thành phố Huế, thành phố Huế"),
    ("UBND THÀNH PHỐ HUẾ", 2026, "thành phố Huế"),
    ("UBND TỈNH ĐẮC LẮC\nSỞ Y TẾ", 2009, "tỉnh Đắk Lắk"),
    ("UBND HUYỆN KIM BẢNG\nPHÒNG NỘI VỤ", 2019, "thị xã Kim Bảng, tỉnh Hà Nam"),
    ("UBND HUYỆN GIA LÂM\nỦY BAN NHÂN DÂN XÃ DƯƠNG HÀ", 2022, "xã Dương Hà, huyện Gia Lâm, thành phố Hà Nội"),
    ("HUYỆN ỦY MƯỜNG ẢNG\nỦY BAN MTTQ VIỆT NAM HUYỆN", 2020, "huyện Mường Ảng, tỉnh Điện Biên"),
    ("CÔNG TY ĐIỆN LỰC SƠN LA\nĐIỆN LỰC MỘC CHÂU", 2019, "thị xã Mộc Châu, tỉnh Sơn La"),
    ("KHO BẠC NHÀ NƯỚC HÀ GIANG", 2015, "tỉnh Hà Giang"),
    ("NHCSXH TỈNH LAI CHÂU\nPGD NHCSXH HUYỆN SÌN HỒ", 2022, "huyện Sìn Hồ, tỉnh Lai Châu"),
    ("VIỆN KIỂM SÁT NHÂN DÂN TỈNH LAI CHÂU\nVIỆN KIỂM SÁT NHÂN DÂN HUYỆN SÌN HỒ", 2017, "huyện Sìn Hồ, tỉnh Lai Châu"),
    ("HỘI NÔNG DÂN VIỆT NAM\nBCH HỘI NÔNG DÂN HUYỆN MƯỜNG ẢNG", 2020, "huyện Mường Ảng, tỉnh Điện Biên"),
    ("SỞ Y TẾ SƠN LA\nTRUNG TÂM Y TẾ MƯỜNG LA", 2021, "huyện Mường La, tỉnh Sơn La"),
    ("BỘ NÔNG NGHIỆP VÀ PTNT\nCỤC CHĂN NUÔI", 2021, None),
    ("UBND TỈNH PHÚ THỌ\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", 2025, "tỉnh Phú Thọ"),
    ("UBND TỈNH AN GIANG\nUBND ĐẶC KHU PHÚ QUỐC", 2026, "đặc khu Phú Quốc, tỉnh An Giang"),
    ("\nSa Thầy, ngày 02 tháng 12 năm {}\n", 2019, "huyện Sa Thầy, tỉnh Kon Tum"),
    ("TRƯỜNG THPT HÒA BÌNH", 2019, None),
]


def place_of(opening: str, year: int) -> str | None:
    """The document's place with what it lies in, from the lowest level up."""
    head, _, body = opening.partition("\n\n{}")
    dated = "" if "ngày" in head else f"Số: 12/BC\n......, ngày 02 tháng 12 năm {year}\n"
    text = (
        f"{head.format(year)}\n{dated}BÁO CÁO\nKết quả công tác năm {year}\n\nTrong năm, trên địa bàn huyện{body}:\n\n"
    )
    place_id = resolve(text + "I. KẾT QUẢ\n\nCó 12 người.").document.place_id
    return ", ".join(row.name for row in rules().gazetteer.ancestors(place_id)) if place_id else None


@pytest.mark.parametrize(("opening", "year", "place"), HOMES)
def test_the_place_of_a_letterhead(opening: str, year: int, place: str | None) -> None:
    assert place_of(opening, year) == place


def test_a_title_names_the_place_where_the_letterhead_is_lost() -> None:
    text = "BÁO CÁO\nTình hình kinh tế - xã hội huyện Sa Thầy năm 2019\n\nI. KẾT QUẢ\n\nToàn huyện có 12 xã."
    assert resolve(text).document.place_id == "616"


def test_communes_merged_by_2025_were_there_before() -> None:
    table = "TT\tĐơn vị\tSố hộ\n1\tXã Dương Hà\t120\n2\tXã Phú Thị\t99\n3\tXã Bát Tràng\t88\n"
    head = "UBND HUYỆN GIA LÂM\nHà Nội, ngày 02 tháng 12 năm {}\nBÁO CÁO\nKết quả năm {}\n\n"
    places = [fact.place_id for fact in resolve(head.format(2022, 2022) + table).facts]
    assert places == ["00541-2023", "00559", "00583"]


def test_a_commune_keeps_its_code_under_the_district_that_ended() -> None:
    gazetteer = rules().gazetteer
    assert [
        row.place_id for row in gazetteer.named("xã", "Đông Hoàng") if gazetteer.is_within(row.place_id, "405")
    ] == ["16381"]
    assert "16381" in {row.place_id for row in gazetteer.below("405")}


def test_the_district_of_a_report_whose_first_pages_are_lost() -> None:
    names = ("Quài Cang", "Mùn Chung", "Pú Nhung", "Ta Ma")
    rows = "".join(f"{number}\tXã {name}\t{number}20\n" for number, name in enumerate(names, 1))
    text = "Số liệu năm 2023:\n\nTT\tĐơn vị\tSố hộ\n"
    assert resolve(text + rows).document.place_id == "099"
    assert resolve(text + rows.replace("Pú Nhung", "Quang Trung").replace("Ta Ma", "Tân Lập")).document.place_id is None


def test_a_title_ends_with_the_place_inside_the_offices() -> None:
    head = "CỤC THỐNG KÊ TỈNH HẬU GIANG\nCHI CỤC THỐNG KÊ KHU VỰC VỊ THỦY - LONG MỸ\nSố: 64/BC-CCTK\n"
    text = f"{head}Vị Thủy, ngày 20 tháng 12 năm 2023\nBÁO CÁO\n"
    text += "Tình hình kinh tế năm 2023 huyện Vị Thủy\n\nI. KẾT QUẢ\n\nCó 2 xã."
    assert resolve(text).document.place_id == "935"
