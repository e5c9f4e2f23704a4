"""A school year in a district: one paragraph a line, remains of bold type, a tab table whose row a page end cuts."""

from __future__ import annotations

from corpus.samples.model import (
    Appendix,
    Block,
    Footnote,
    Letterhead,
    Metadata,
    Report,
    Row,
    RowKind,
    Signature,
    Style,
    Table,
    TextHabit,
)
from corpus.samples.numbers import Pen, as_typed
from corpus.samples.say import Writer, bold, dash, head, italic, law, no, para, plus, say, when
from corpus.samples.sheet import ShareRule, Sheet, cell_check, put, table, total_checks

W = Writer(scope="toàn huyện", pen=Pen(is_padded=True))


def build() -> Report:
    """The report."""
    return Report(
        name="giao-duc-nam-hoc-2022-2023",
        subject="Education in a district, school year 2022-2023",
        metadata=Metadata(
            title="Tổng kết năm học 2022 - 2023, phương hướng nhiệm vụ năm học 2023 - 2024",
            number_symbol="96/BC-PGDĐT",
            issuing_body="Phòng Giáo dục và Đào tạo huyện Trà Liên",
            admin_unit="huyện Trà Liên",
            admin_level="huyện",
            province="Quảng Hòa",
            issue_date="2023-06-19",
            period="2023",
            period_start="2022-09-01",
            period_end="2023-05-31",
            signer="Đinh Thị Lệ Thu",
        ),
        letterhead=Letterhead(("UBND HUYỆN TRÀ LIÊN", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO")),
        symbol="96/BC-PGDĐT",
        place_and_date=say("Trà Liên, {d}", d=when("ngày 19 tháng 6 năm 2023")),
        type_line="BÁO CÁO",
        title=(
            bold(say("Tổng kết {y},", y=when("năm học 2022 - 2023"))),
            bold(say("phương hướng nhiệm vụ {y}", y=when("năm học 2023 - 2024"))),
        ),
        blocks=(*_opening(), *_network(), *_quality(), *_teachers(), *_ending()),
        signature=Signature(
            ("TRƯỞNG PHÒNG",),
            "Đinh Thị Lệ Thu",
            ("Sở GD&ĐT (b/c);", "UBND huyện (b/c);", "Các đơn vị trường học;", "Lưu: VT."),
        ),
        appendices=(
            Appendix(
                (
                    bold("PHỤ LỤC"),
                    "SỐ LIỆU MỘT SỐ ĐƠN VỊ TRƯỜNG HỌC",
                    italic(say("(Kèm theo {a})", a=law("Báo cáo số 96/BC-PGDĐT ngày 19/6/2023"))),
                ),
                (_schools(),),
            ),
        ),
        text_habit=TextHabit(bold=("**", "**"), italic=("<i>", "</i>")),
        traps=(
            "school years 2022 - 2023, classes 5 and 9, ages 5 and 6, school names with numbers (Số 2 Trà Bắc, 19-5)",
            "a dot typed as decimal mark (98.7%)",
            "subsets that overlap: giáo viên là đảng viên, giáo viên trên chuẩn",
            "a percent cut off instead of rounded (tier B)",
            "rates of two levels that do not add up to anything",
        ),
    )


def _opening() -> tuple[Block, ...]:
    return (
        para(
            "Thực hiện {a} của UBND tỉnh ban hành khung thời gian năm học và hướng dẫn của Sở GD&ĐT,¹ "
            "Phòng GD&ĐT huyện Trà Liên báo cáo như sau:",
            a=law("Quyết định số 1846/QĐ-UBND ngày 02/8/2022"),
        ),
        Footnote("¹", say("{a} về nhiệm vụ trọng tâm.", a=law("Công văn số 2210/SGDĐT-VP ngày 12/9/2022"))),
    )


def _network() -> tuple[Block, ...]:
    return (
        head("I.", "QUY MÔ TRƯỜNG, LỚP, HỌC SINH", Style.BOLD),
        para(
            "{a}. {b}. {c}.",
            a=W.parts(
                "Toàn huyện có {w} trường công lập, gồm {x0} trường mầm non, {x1} trường tiểu học, {x2} trường THCS",
                43,
                (16, 14, 12),
                "trường",
                "Trường công lập",
                names=("mầm non", "tiểu học", "THCS"),
                planted="42 (16 + 14 + 12) typed as 43.",
            ),
            b=W.parts(
                "Tổng số học sinh {w} em, trong đó mầm non {x0} em, tiểu học {x1} em và THCS {x2} em",
                15987,
                (4216, 6902, 4869),
                "học sinh",
                "Học sinh",
                names=("mầm non", "tiểu học", "THCS"),
            ),
            c=W.count("Số lớp là {n} lớp", 541, "lớp", "Lớp học"),
        ),
        dash(
            "Phổ cập: {a}; {b}; {c}.",
            a=W.ratio(
                "trẻ {age} ra lớp {a}/{b} trẻ, đạt {p}%",
                1388,
                1391,
                1,
                "trẻ",
                "Trẻ 5 tuổi ra lớp",
                age=no("5 tuổi", "age"),
            ),
            b=W.ratio(
                "trẻ {age} vào {grade}: {a}/{b} em, đạt {p}%",
                1342,
                1342,
                0,
                "trẻ",
                "Trẻ 6 tuổi vào lớp 1",
                age=no("6 tuổi", "age"),
                grade=no("lớp 1", "school grade"),
            ),
            c=W.ratio(
                "{a}/{b} xã, thị trấn đạt chuẩn phổ cập",
                12,
                12,
                0,
                "xã, thị trấn",
                "Xã đạt chuẩn phổ cập",
                scope="cấp xã",
            ),
        ),
        dash(
            "{a}, {b}.",
            a=W.ratio(
                "Trường đạt chuẩn quốc gia: {a}/{b} trường, đạt {p}%", 27, 42, 1, "trường", "Trường đạt chuẩn quốc gia"
            ),
            b=W.count("tăng {n} trường so với năm học trước", 3, "trường", "Trường chuẩn quốc gia tăng thêm"),
        ),
    )


def _quality() -> tuple[Block, ...]:
    return (
        head("II.", "CHẤT LƯỢNG GIÁO DỤC", Style.BOLD),
        head("1.", "Chuyên cần"),
        para(
            "{a}; {b}. {c}.",
            a=W.percent("Tỷ lệ chuyên cần cấp tiểu học đạt {p}%", as_typed("98.7"), "Tỷ lệ chuyên cần cấp tiểu học"),
            b=W.percent("cấp THCS đạt {p}%", as_typed("96,1"), "Tỷ lệ chuyên cần cấp THCS"),
            c=W.count("Cả năm có {n} học sinh bỏ học", 29, "học sinh", "Học sinh bỏ học"),
        ),
        head("2.", "Kết quả học tập"),
        dash(
            "Tiểu học: {a}; {b}.",
            a=W.ratio(
                "{b} học sinh được đánh giá, trong đó hoàn thành chương trình lớp học {a} học sinh (đạt {p}%)",
                6815,
                6902,
                2,
                "học sinh",
                "Học sinh tiểu học hoàn thành chương trình lớp học",
            ),
            b=W.ratio(
                "còn {a} học sinh phải rèn luyện trong hè (chiếm {p}%)",
                87,
                6902,
                2,
                "học sinh",
                "Học sinh tiểu học rèn luyện trong hè",
                form="complement",
            ),
        ),
        dash(
            "Năng lực, phẩm chất: {a}.",
            a=W.complement(
                "{p}% học sinh tiểu học xếp từ mức đạt trở lên, còn {q}% cần cố gắng",
                as_typed("98,6"),
                as_typed("2,4"),
                "Học sinh tiểu học đạt năng lực, phẩm chất",
                "Học sinh tiểu học cần cố gắng",
                planted="1,4 with its first digit changed: 98,6 + 2,4 = 101.",
            ),
        ),
        dash(
            "THCS: {a}; {b}.",
            a=W.ratio(
                "tổng số {b} học sinh {grade} dự xét, tốt nghiệp {a} học sinh, đạt {p}%",
                1102,
                1127,
                1,
                "học sinh",
                "Học sinh lớp 9 tốt nghiệp THCS",
                grade=no("lớp 9", "school grade"),
                stated="99,8",
                planted="97,8 with its second digit changed.",
            ),
            b=W.percent("xếp loại hạnh kiểm khá, tốt {p}%", as_typed("97,3"), "Học sinh THCS hạnh kiểm khá, tốt"),
        ),
        dash(
            "Thi học sinh giỏi cấp tỉnh: {a}, {r}.",
            a=W.parts(
                "đạt {w} giải, gồm {x0} giải Nhì, {x1} giải Ba, {x2} giải Khuyến khích",
                24,
                (3, 8, 13),
                "giải",
                "Giải học sinh giỏi cấp tỉnh",
                names=("Nhì", "Ba", "Khuyến khích"),
            ),
            r=no("xếp hạng 6/11 huyện, thành phố", "rank, not a ratio"),
        ),
    )


def _teachers() -> tuple[Block, ...]:
    return (
        head("III.", "ĐỘI NGŨ", Style.BOLD),
        para(
            "{a}, trong đó {b}, {c}; {d}.",
            a=W.count("Toàn ngành có {n} cán bộ, giáo viên, nhân viên", 1164, "người", "Cán bộ, giáo viên, nhân viên"),
            b=W.count("{n} người là đảng viên", 703, "người", "Đảng viên trong ngành", note="overlaps"),
            c=W.count("{n} người có trình độ trên chuẩn", 412, "người", "Người trên chuẩn", note="overlaps"),
            d=W.ratio(
                "giáo viên đạt chuẩn trình độ {a}/{b} người, đạt {p}%",
                921,
                978,
                1,
                "người",
                "Giáo viên đạt chuẩn",
                stated="94,1",
            ),
        ),
        plus(
            "Tuyển dụng mới {a}; {b}; mở {c}.",
            a=W.count("{n} giáo viên", 18, "giáo viên", "Giáo viên tuyển mới"),
            b=W.count("vẫn thiếu khoảng {n} giáo viên", 55, "giáo viên", "Giáo viên còn thiếu", qualifier="approx"),
            c=W.count("{n} lớp bồi dưỡng", 6, "lớp", "Lớp bồi dưỡng giáo viên"),
        ),
    )


def _ending() -> tuple[Block, ...]:
    return (
        head("IV.", "CHỈ TIÊU {y}", Style.BOLD, y=when("NĂM HỌC 2023 - 2024")),
        para(
            "{a}; {b}; triển khai chương trình phổ thông mới đối với {c}.",
            a=W.percent(
                "Huy động trên {p}% trẻ nhà trẻ ra lớp",
                as_typed("30"),
                "Trẻ nhà trẻ ra lớp",
                role="target",
                qualifier="at_least",
            ),
            b=W.percent(
                "tỷ lệ chuyên cần từ {p}% trở lên",
                as_typed("97"),
                "Tỷ lệ chuyên cần",
                role="target",
                qualifier="at_least",
            ),
            c=no("lớp 4, lớp 8", "school grades"),
        ),
        para("Trên đây là báo cáo tổng kết của Phòng GD&ĐT huyện Trà Liên./."),
    )


def _schools() -> Table:
    header = (
        "STT",
        "Đơn vị",
        "Số lớp",
        "Học sinh đầu năm",
        "Học sinh cuối năm",
        "Tỷ lệ duy trì (%)",
        "Hoàn thành chương trình",
    )
    sheet = Sheet(header, (ShareRule(4, 3, 5, 2, "học sinh", "Tỷ lệ duy trì sĩ số"),), summed=(2, 3, 4))

    def school(number: str, name: str, counts: tuple[int, int, int], done: int, **typed: str) -> Row:
        row = sheet.row(RowKind.DATA, number, name, dict(enumerate(counts, 2)))
        rest = typed.pop("rest", "")
        template = "{p}% ({a}/{b}" if rest else "{p}% ({a}/{b} HS)"
        cell = W.ratio(
            template,
            done,
            counts[2],
            1,
            "học sinh",
            f"Hoàn thành chương trình - {name}",
            form="table",
            scope=name,
            **typed,
        )
        return put(row, 6, cell, rest)

    primary = [
        school("1", "Trường TH Số 1 Trà Bắc", (20, 612, 611), 603),
        school("2", "Trường TH Số 2 Trà Bắc", (15, 437, 435), 428),
        school("3", "Trường PTDTBT TH Nước Vin", (18, 508, 501), 487, rest="HS)"),
        school(
            "4",
            "Trường TH 19-5",
            (12, 326, 326),
            297,
            stated="97,1",
            planted="91,1 with its second digit changed.",
        ),
    ]
    secondary = [
        school("1", "Trường THCS Trà Liên", (16, 603, 598), 590),
        school("2", "Trường PTDTBT THCS Trà Sơn", (10, 344, 331), 322),
    ]
    primary_sum = sheet.sum_row(RowKind.SUBTOTAL, "I", "Tiểu học", primary)
    secondary_sum = sheet.sum_row(RowKind.SUBTOTAL, "II", "Trung học cơ sở", secondary)
    total = sheet.sum_row(RowKind.TOTAL, "", "Tổng cộng", [primary_sum, secondary_sum])
    rows = [primary_sum, *primary, secondary_sum, *secondary, total]
    checks = (
        *sheet.share_checks(rows),
        cell_check(header[6], 6, rows),
        *total_checks(header, sheet.summed, "group I = its four rows"),
        *total_checks(header, sheet.summed, "group II = its two rows"),
        *total_checks(header, sheet.summed, "Tổng cộng = I + II"),
    )
    return table("TB1", "Phụ lục. Số liệu một số đơn vị trường học", header, rows, checks, page_ends=(3, 6))
