"""Folders of reports written by several offices of one place, for the checks between documents: words our own."""

from __future__ import annotations

from collections.abc import Sequence


def report(office: str, day: str, title: str, lines: Sequence[str], symbol: str = "15/BC-UBND") -> str:
    """A report with letterhead, date, title and numbered lines; `office` as its last line prints it (HUYỆN CÔ TÔ)."""
    place = office.title().split(maxsplit=1)[1]
    body = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
    return (
        f"ỦY BAN NHÂN DÂN\n{office}\nSố: {symbol}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"{place}, {day}\n\nBÁO CÁO\n{title}\n\nI. KẾT QUẢ\n{body}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )


def poor(office: str, day: str, year: int, households: str, poor: str, *more: str) -> str:
    """A yearly count of households and poor households."""
    lines = [f"Tổng số hộ dân trên địa bàn: {households} hộ.", f"Tổng số hộ nghèo cuối năm {year}: {poor} hộ.", *more]
    return report(office, day, f"Kết quả rà soát hộ nghèo, hộ cận nghèo năm {year}", lines)


def dossiers(office: str, day: str, period: str, received: str, done: str, *more: str) -> str:
    """Dossiers received and settled in a quarter, half or year."""
    lines = [
        f"Tổng số hồ sơ tiếp nhận trong {period}: {received} hồ sơ.",
        f"Số hồ sơ đã giải quyết trong {period}: {done} hồ sơ.",
        *more,
    ]
    return report(office, day, f"Kết quả giải quyết thủ tục hành chính {period}", lines)


# A district with all of its communes, and the year before: one commune's figure or the district's is off (48, 50), and
# what the year began with is not what the year before ended with (63, 61).
DISTRICT = {
    "huyen-2022": poor("HUYỆN CÔ TÔ", "ngày 10 tháng 01 năm 2023", 2022, "1.720", "61"),
    "huyen-2023": poor(
        "HUYỆN CÔ TÔ", "ngày 12 tháng 01 năm 2024", 2023, "1.742", "48", "Số hộ nghèo đầu năm 2023: 63 hộ."
    ),
    "thi-tran": poor("THỊ TRẤN CÔ TÔ", "ngày 05 tháng 01 năm 2024", 2023, "812", "14"),
    "dong-tien": poor("XÃ ĐỒNG TIẾN", "ngày 05 tháng 01 năm 2024", 2023, "598", "21"),
    "thanh-lan": poor("XÃ THANH LÂN", "ngày 05 tháng 01 năm 2024", 2023, "332", "15"),
}
# Four quarters, two halves and the year of one commune: the first half is not its quarters (267, 257).
QUARTERS = {
    "quy-1": dossiers("XÃ QUÀI TỞ", "ngày 03 tháng 4 năm 2023", "quý I năm 2023", "120", "118"),
    "quy-2": dossiers("XÃ QUÀI TỞ", "ngày 04 tháng 7 năm 2023", "quý II năm 2023", "140", "139"),
    "6-thang": dossiers("XÃ QUÀI TỞ", "ngày 05 tháng 7 năm 2023", "6 tháng đầu năm 2023", "260", "267"),
    "quy-3": dossiers("XÃ QUÀI TỞ", "ngày 04 tháng 10 năm 2023", "quý III năm 2023", "150", "148"),
    "quy-4": dossiers("XÃ QUÀI TỞ", "ngày 04 tháng 01 năm 2024", "quý IV năm 2023", "160", "160"),
    "ca-nam": dossiers("XÃ QUÀI TỞ", "ngày 06 tháng 01 năm 2024", "năm 2023", "570", "575"),
}
# Last year's figures beside this year's, as prose prints them: one of them is not what last year's report says.
LAST_YEAR = {
    "tu-phap-2022": report(
        "HUYỆN MAI SƠN",
        "ngày 09 tháng 01 năm 2023",
        "Kết quả công tác tư pháp năm 2022, phương hướng năm 2023",
        [
            "Số vụ việc hòa giải ở cơ sở: 298 vụ việc.",
            "Số vụ việc trợ giúp pháp lý đã thụ lý: 120 vụ việc.",
            "Tỷ lệ hòa giải thành ở cơ sở đạt 84,2%.",
        ],
    ),
    "tu-phap-2023": report(
        "HUYỆN MAI SƠN",
        "ngày 08 tháng 01 năm 2024",
        "Kết quả công tác tư pháp năm 2023",
        [
            "Số vụ việc hòa giải ở cơ sở: 312 vụ việc, cùng kỳ năm 2022 là 289 vụ việc.",
            "Số vụ việc trợ giúp pháp lý đã thụ lý: 131 vụ việc, cùng kỳ năm 2022 là 120 vụ việc.",
        ],
    ),
}
# The same in tables: a year beside a year, a share between them, totals and the rows of communes.
TABLES = {
    "bieu-2022": report(
        "HUYỆN THUẬN CHÂU",
        "ngày 09 tháng 01 năm 2023",
        "Tình hình kinh tế - xã hội năm 2022",
        ["Tổng diện tích gieo trồng cây hằng năm: 4.125 ha.", "Diện tích rừng trồng mới: 1.012 ha."],
    )
    + "Biểu 1. Hộ tịch\nTT\tNội dung\tĐVT\tNăm 2021\tNăm 2022\n1\tĐăng ký khai sinh\tTrường hợp\t4.020\t4.120\n"
    "2\tĐăng ký khai tử\tTrường hợp\t1.000\t1.021\n",
    "bieu-2023": report(
        "HUYỆN THUẬN CHÂU", "ngày 09 tháng 01 năm 2024", "Tình hình kinh tế - xã hội năm 2023", ["Kèm biểu số liệu."]
    )
    + "Biểu 1. Hộ tịch\nTT\tNội dung\tĐVT\tNăm 2022\tNăm 2023\n1\tĐăng ký khai sinh\tTrường hợp\t4.120\t4.032\n"
    "2\tĐăng ký khai tử\tTrường hợp\t1.012\t1.105\n\n"
    "Biểu 2. Sản xuất\nTT\tChỉ tiêu\tĐVT\tThực hiện năm 2022\tThực hiện năm 2023\tSo sánh (%)\n"
    "1\tTổng diện tích gieo trồng cây hằng năm\tha\t4.152\t4.032\t97,1\n"
    "2\tDiện tích rừng trồng mới\tha\t1.012\t1.105\t109,2\n\n"
    "Biểu 3. Hộ nghèo theo xã\nTT\tXã\tSố hộ nghèo cuối năm 2023\n1\tXã Chiềng Bôm\t290\n2\tXã Phổng Lái\t170\n"
    "3\tXã Mường É\t212\n",
    "chieng-bom": poor("XÃ CHIỀNG BÔM", "ngày 05 tháng 01 năm 2024", 2023, "1.812", "290"),
    "phong-lai": poor("XÃ PHỔNG LÁI", "ngày 05 tháng 01 năm 2024", 2023, "1.812", "107"),
}
# Printed before the year was over: what differs may have been counted again since.
EARLY = {
    "som-2022": poor("HUYỆN SÔNG MÃ", "ngày 05 tháng 12 năm 2022", 2022, "31.720", "6.104"),
    "som-2023": poor(
        "HUYỆN SÔNG MÃ", "ngày 12 tháng 01 năm 2024", 2023, "31.742", "5.048", "Số hộ nghèo đầu năm 2023: 6.180 hộ."
    ),
}
# An estimate beside a count.
ESTIMATE = {
    "uoc-2022": poor("HUYỆN YÊN CHÂU", "ngày 10 tháng 01 năm 2023", 2022, "21.720", "ước 4.100"),
    "uoc-2023": poor(
        "HUYỆN YÊN CHÂU", "ngày 12 tháng 01 năm 2024", 2023, "21.742", "3.048", "Số hộ nghèo đầu năm 2023: 4.512 hộ."
    ),
}
# One sum alone does not say that it is a sum: nothing else of these documents holds.
ALONE = {
    "le-quy-1": report(
        "XÃ NÀ NGHỊU",
        "ngày 03 tháng 4 năm 2023",
        "Kết quả tiếp công dân quý I năm 2023",
        ["Tổng số đơn thư tiếp nhận trong quý I năm 2023: 12 đơn."],
    ),
    "le-quy-2": report(
        "XÃ NÀ NGHỊU",
        "ngày 03 tháng 7 năm 2023",
        "Kết quả tiếp công dân quý II năm 2023",
        ["Tổng số đơn thư tiếp nhận trong quý II năm 2023: 14 đơn."],
    ),
    "le-6-thang": report(
        "XÃ NÀ NGHỊU",
        "ngày 04 tháng 7 năm 2023",
        "Kết quả tiếp công dân 6 tháng đầu năm 2023",
        ["Tổng số đơn thư tiếp nhận trong 6 tháng đầu năm 2023: 29 đơn."],
    ),
}
# No commune's report is missing but one; counts that carry over; another office; another kind of report; a target.
SILENT = {
    "thieu-huyen": poor("HUYỆN BẮC YÊN", "ngày 12 tháng 01 năm 2024", 2023, "12.742", "2.048"),
    "thieu-xa": poor("XÃ HỒNG NGÀI", "ngày 05 tháng 01 năm 2024", 2023, "1.812", "514"),
    "ton-quy-1": report(
        "XÃ MƯỜNG GIÔN",
        "ngày 03 tháng 4 năm 2023",
        "Kết quả giải quyết hồ sơ quý I năm 2023",
        ["Tổng số hồ sơ phải giải quyết trong quý I năm 2023: 70 hồ sơ."],
    ),
    "ton-quy-2": report(
        "XÃ MƯỜNG GIÔN",
        "ngày 03 tháng 7 năm 2023",
        "Kết quả giải quyết hồ sơ quý II năm 2023",
        ["Tổng số hồ sơ phải giải quyết trong quý II năm 2023: 80 hồ sơ."],
    ),
    "ton-6-thang": report(
        "XÃ MƯỜNG GIÔN",
        "ngày 04 tháng 7 năm 2023",
        "Kết quả giải quyết hồ sơ 6 tháng đầu năm 2023",
        ["Tổng số hồ sơ phải giải quyết trong 6 tháng đầu năm 2023: 131 hồ sơ."],
    ),
    "khac-viec-1": report(
        "HUYỆN SỐP CỘP",
        "ngày 09 tháng 01 năm 2024",
        "Kết quả công tác văn thư năm 2023",
        ["Tổng số văn bản đã phát hành trên hệ thống: 4.100 văn bản."],
    ),
    "khac-viec-2": report(
        "HUYỆN SỐP CỘP",
        "ngày 10 tháng 01 năm 2024",
        "Công tác phòng, chống tham nhũng năm 2023",
        ["Tổng số văn bản đã phát hành trên hệ thống: 41 văn bản."],
    ),
    "chi-tieu-2022": report(
        "HUYỆN VÂN HỒ",
        "ngày 09 tháng 01 năm 2023",
        "Kết quả giảm nghèo năm 2022",
        ["Mục tiêu năm 2023: tổng số hộ nghèo còn 2.100 hộ."],
    ),
    "chi-tieu-2023": report(
        "HUYỆN VÂN HỒ",
        "ngày 09 tháng 01 năm 2024",
        "Kết quả giảm nghèo năm 2023",
        ["Năm 2023, tổng số hộ nghèo còn 2.240 hộ."],
    ),
    "hoc-2022": report(
        "HUYỆN PHÙ YÊN",
        "ngày 20 tháng 6 năm 2023",
        "Kết quả năm học 2022-2023",
        ["Tổng số học sinh tiểu học cuối năm học: 9.120 học sinh."],
    ),
    "hoc-2023": report(
        "HUYỆN PHÙ YÊN",
        "ngày 20 tháng 6 năm 2024",
        "Kết quả năm học 2023-2024",
        ["Tổng số học sinh tiểu học đầu năm học: 9.310 học sinh."],
    ),
}
FAMILIES = (DISTRICT, QUARTERS, LAST_YEAR, TABLES, EARLY, ESTIMATE, ALONE, SILENT)
