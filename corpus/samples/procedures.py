"""Administrative procedures in a district, half of 2023: a score table that ranks communes, and a flattened table."""

from __future__ import annotations

from corpus.samples.model import (
    Appendix,
    Block,
    Letterhead,
    LetterheadLook,
    Look,
    Metadata,
    Report,
    Row,
    RowKind,
    Signature,
    Table,
    TextHabit,
)
from corpus.samples.numbers import as_typed
from corpus.samples.say import Writer, dash, head, law, no, para, plus, say, star, when
from corpus.samples.sheet import ScoreSheet, ShareRule, Sheet, Slip, table, total_checks

W = Writer(scope="toàn huyện")
N = as_typed

SCORES = {
    "UBND thị trấn Vĩnh Khê": "18,5 23,75 14 19,2 17,6",
    "UBND xã Đồng Văn Hạ": "19 22,5 13,5 18,4 16,85",
    "UBND xã Phúc Lộc": "17 21 15 17,75 15,9",
    "UBND xã Tân Cầu": "16,5 20,25 12 18 14,3",
    "UBND xã Yên Thượng": "18 17,5 11,5 16,6 15,2",
    "UBND xã Yên Hạ": "15 18,25 12,5 15,4 13,95",
    "UBND xã Bình Lãng": "14,5 16 10 16,25 12,7",
    "UBND xã Thượng Ninh": "13 15,75 9,5 14,8 0",
}


def build() -> Report:
    """The report."""
    return Report(
        name="thu-tuc-hanh-chinh-6-thang-2023",
        subject="Administrative procedures and a ranking of communes, half of 2023",
        metadata=Metadata(
            title=(
                "Công tác kiểm soát thủ tục hành chính và kết quả xếp hạng UBND các xã, thị trấn 6 tháng đầu năm 2023"
            ),
            number_symbol="241/BC-UBND",
            issuing_body="Ủy ban nhân dân huyện Vĩnh Khê",
            admin_unit="huyện Vĩnh Khê",
            admin_level="huyện",
            province="Bắc Hưng",
            issue_date="2023-06-27",
            period="2023",
            period_start="2023-01-01",
            period_end="2023-06-30",
            signer="Nguyễn Đình Khoát",
        ),
        letterhead=Letterhead(("ỦY BAN NHÂN DÂN", "HUYỆN VĨNH KHÊ")),
        symbol="241/BC-UBND",
        place_and_date=say("Vĩnh Khê, {d}", d=when("ngày 27 tháng 6 năm 2023")),
        type_line="BÁO CÁO",
        title=(
            "Công tác kiểm soát thủ tục hành chính và kết quả xếp hạng",
            say("UBND các xã, thị trấn {p}", p=when("6 tháng đầu năm 2023")),
        ),
        blocks=(*_opening(), *_results(), *_digitising(), *_scoring(), *_ending()),
        signature=Signature(
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            "Nguyễn Đình Khoát",
            ("Văn phòng UBND tỉnh;", "UBND các xã, thị trấn;", "Lưu: VT, KSTT."),
        ),
        appendices=(
            Appendix(
                (
                    say("Phụ lục {n}", n=no("1", "number of an appendix")),
                    "KẾT QUẢ CHẤM ĐIỂM, XẾP HẠNG UBND CÁC XÃ, THỊ TRẤN",
                ),
                (_ranking(),),
            ),
            Appendix(
                (
                    say("Phụ lục {n}", n=no("2", "number of an appendix")),
                    "TÌNH HÌNH TIẾP NHẬN, SỐ HÓA HỒ SƠ TẠI MỘT SỐ ĐƠN VỊ",
                    say("({p})", p=when("Từ ngày 15/12/2022 đến ngày 14/6/2023")),
                ),
                (_dossiers(),),
            ),
        ),
        text_habit=TextHabit(width=84, letterhead=LetterheadLook.SIDE_BY_SIDE, line_end=" ", italic=("*", "*")),
        traps=(
            "một cửa, 3 cấp, 25 dịch vụ công thiết yếu, mức độ 3,4, Nghị định 61/2018/NĐ-CP, tối đa 100 điểm",
            "formula: điểm = tỷ lệ x 20 / 100; thresholds of a scoring rule (từ 80 điểm trở lên)",
            "ranks 1/8 and 3/10; dates 15/6 beside ratios 15/16",
            "a row with 0 files, whose shares are blank; wrapped names of units",
            "'trong đó' that names one kind only",
        ),
    )


def _opening() -> tuple[Block, ...]:
    return (
        para(
            "Thực hiện {a} của Chính phủ về cơ chế một cửa, một cửa liên thông và {b} của UBND tỉnh, "
            "UBND huyện Vĩnh Khê báo cáo như sau:",
            a=law("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018"),
            b=law("Kế hoạch số 12/KH-UBND ngày 13/01/2023"),
        ),
    )


def _results() -> tuple[Block, ...]:
    return (
        head("I.", "KẾT QUẢ GIẢI QUYẾT"),
        head("1.", "Tiếp nhận hồ sơ"),
        dash(
            "{a}.",
            a=W.parts(
                "Toàn huyện tiếp nhận {w} hồ sơ, trong đó: trực tuyến {x0} hồ sơ, trực tiếp {x1} hồ sơ, "
                "qua bưu chính {x2} hồ sơ",
                9473,
                (7316, 1708, 149),
                "hồ sơ",
                "Hồ sơ tiếp nhận",
                names=("trực tuyến", "trực tiếp", "bưu chính"),
                planted="9.173 (7.316 + 1.708 + 149) typed as 9.473.",
            ),
        ),
        dash(
            "{a}; {b}.",
            a=W.ratio(
                "Đã giải quyết {b} hồ sơ, trong đó trước hạn và đúng hạn {a} hồ sơ (đạt {p}%)",
                8742,
                8806,
                2,
                "hồ sơ",
                "Hồ sơ giải quyết trước hạn và đúng hạn",
            ),
            b=W.ratio("còn {a} hồ sơ quá hạn (chiếm {p}%)", 64, 8806, 2, "hồ sơ", "Hồ sơ quá hạn", form="complement"),
        ),
        plus(
            "Lĩnh vực đất đai: {a};",
            a=W.ratio(
                "đúng hạn {a}/{b} hồ sơ, đạt {p}%",
                1163,
                1219,
                2,
                "hồ sơ",
                "Hồ sơ đất đai đúng hạn",
                stated="94.51",
                planted="95.41 with two digits swapped, and a dot typed as decimal mark.",
            ),
        ),
        plus(
            "Lĩnh vực chứng thực: {a}, {b};",
            a=W.ratio("đúng hạn {a}/{b} hồ sơ, đạt {p}%", 4460, 4460, 0, "hồ sơ", "Hồ sơ chứng thực đúng hạn"),
            b=W.count("thu lệ phí {n} đồng", N("87.450.000"), "đồng", "Lệ phí chứng thực"),
        ),
        plus(
            "Lĩnh vực lao động: {a}.",
            a=W.ratio(
                "đúng hạn {a}/{b} hồ sơ, đạt trên {p}%",
                327,
                332,
                0,
                "hồ sơ",
                "Hồ sơ lao động đúng hạn",
                stated="98",
                qualifier="at_least",
            ),
        ),
    )


def _digitising() -> tuple[Block, ...]:
    return (
        head("2.", "Cung cấp dịch vụ công và số hóa"),
        dash(
            "Hệ thống vận hành thông suốt {l}; niêm yết {a}, trong đó {b}; triển khai {c} và {d}.",
            l=no("ở cả 3 cấp", "administrative levels"),
            a=W.count("{n} thủ tục", 318, "thủ tục", "Thủ tục được niêm yết"),
            b=W.count("{n} thủ tục mức toàn trình", 172, "thủ tục", "Thủ tục toàn trình"),
            c=no("25 dịch vụ công thiết yếu", "name of a fixed national list"),
            d=no("dịch vụ mức độ 3,4", "service levels"),
        ),
        dash(
            "{a}; {b}.",
            a=W.ratio(
                "Tính đến {d}, {a}/{b} xã, thị trấn và phòng ban có máy quét",
                15,
                16,
                1,
                "đơn vị",
                "Đơn vị có máy quét",
                d=when("ngày 15/6/2023"),
            ),
            b=W.percent(
                "{p}% kết quả còn hiệu lực được số hóa", N("61,7"), "Kết quả còn hiệu lực được số hóa", scope="cấp xã"
            ),
        ),
        star(
            "Phản ánh, kiến nghị: {a}; {b}.",
            a=W.ratio("đã trả lời {a}/{b} phản ánh", 11, 11, 0, "phản ánh", "Phản ánh đã trả lời"),
            b=W.count("bình quân mỗi phản ánh xử lý trong {n} ngày", N("3,5"), "ngày", "Ngày xử lý một phản ánh"),
        ),
    )


def _scoring() -> tuple[Block, ...]:
    return (
        head("II.", "KẾT QUẢ XẾP HẠNG"),
        para(
            "Bộ tiêu chí có {a}, {m}; điểm số hóa bằng {f}. Đơn vị {t} xếp loại tốt. Theo đó có {b}; {c}, {d}. "
            "Cả tỉnh, huyện {r}.",
            a=W.count("{n} nhóm tiêu chí", 5, "nhóm tiêu chí", "Nhóm tiêu chí chấm điểm"),
            m=no("tối đa 100 điểm", "maximum of a scoring rule"),
            f=no("tỷ lệ số hóa x 20/100", "formula of a scoring rule"),
            t=no("từ 80 điểm trở lên", "threshold of a scoring rule"),
            b=W.count("{n} đơn vị xếp loại tốt", 4, "đơn vị", "Đơn vị xếp loại tốt", scope="cấp xã"),
            c=no("thị trấn Vĩnh Khê xếp thứ 1/8", "rank, not a ratio"),
            d=no("xã Thượng Ninh xếp thứ 8/8", "rank, not a ratio"),
            r=no("xếp hạng 3/10", "rank, not a ratio"),
        ),
    )


def _ending() -> tuple[Block, ...]:
    return (
        head("III.", "PHƯƠNG HƯỚNG"),
        para(
            "{p} phấn đấu {a}; {b}.",
            p=when("6 tháng cuối năm 2023"),
            a=W.percent("{p}% hồ sơ được số hóa khi tiếp nhận", N("90"), "Hồ sơ số hóa khi tiếp nhận", role="target"),
            b=W.percent(
                "không để tỷ lệ quá hạn vượt quá {p}%",
                N("0,5"),
                "Tỷ lệ hồ sơ quá hạn",
                role="target",
                qualifier="at_most",
            ),
        ),
        para("UBND huyện Vĩnh Khê báo cáo UBND tỉnh theo dõi, chỉ đạo./."),
    )


def _ranking() -> Table:
    header = (
        "TT",
        "Tên đơn vị",
        "Công khai, minh bạch",
        "Tiến độ giải quyết",
        "Mức độ hài lòng",
        "Dịch vụ trực tuyến",
        "Số hóa hồ sơ",
        "Tổng điểm",
        "Xếp hạng",
    )
    sheet = ScoreSheet(
        header,
        ("20", "25", "15", "20", "20"),
        (
            Slip("UBND xã Phúc Lộc", 7, "88,65", "86,65 with its second digit changed; the rank does not change."),
            Slip("UBND xã Yên Hạ", 7, "75,01", "75,10 with its last two digits swapped."),
        ),
    )
    rows = sheet.rows(SCORES)
    return table(
        "TB1",
        "Phụ lục 1. Kết quả chấm điểm, xếp hạng UBND các xã, thị trấn",
        header,
        rows,
        sheet.checks(rows),
        page_ends=(5,),
    )


def _dossiers() -> Table:
    header = ("STT", "Đơn vị", "Tiếp nhận", "Trực tuyến", "Tỷ lệ %", "Số hóa", "Tỷ lệ số hóa %")
    sheet = Sheet(
        header,
        (
            ShareRule(3, 2, 4, 2, "hồ sơ", "Tỷ lệ trực tuyến"),
            ShareRule(5, 2, 6, 2, "hồ sơ", "Tỷ lệ số hóa"),
        ),
        summed=(2, 3, 5),
        slips=(Slip("Phòng Lao động - Thương binh và Xã hội", 4, "78,61", "87,61 with its first two digits swapped."),),
    )

    def unit(number: str, name: str, received: int, online: int, scanned: int) -> Row:
        return sheet.row(RowKind.DATA, number, name, {2: received, 3: online, 5: scanned})

    offices = [
        unit("1", "Phòng Tư pháp", 148, 141, 148),
        unit("2", "Phòng Lao động - Thương binh và Xã hội", 444, 389, 402),
        unit("3", "Chi nhánh Văn phòng Đăng ký đất đai huyện Vĩnh Khê", 1219, 866, 1004),
        unit("4", "Thanh tra huyện", 0, 0, 0),
    ]
    communes = [
        unit("1", "UBND thị trấn Vĩnh Khê", 1902, 1733, 1841),
        unit("2", "UBND xã Đồng Văn Hạ", 1277, 1160, 1098),
        unit("3", "UBND xã Phúc Lộc", 958, 717, 640),
        unit("4", "UBND xã Thượng Ninh (gồm cả điểm tiếp nhận lưu động)", 613, 298, 0),
    ]
    office_sum = sheet.sum_row(RowKind.SUBTOTAL, "I", "Một số phòng, đơn vị cấp huyện", offices)
    commune_sum = sheet.sum_row(RowKind.SUBTOTAL, "II", "Ủy ban nhân dân một số xã, thị trấn", communes)
    total = sheet.sum_row(RowKind.TOTAL, "", "Tổng", [office_sum, commune_sum])
    rows = [office_sum, *offices, commune_sum, *communes, total]
    checks = (
        *sheet.share_checks(rows),
        *total_checks(header, sheet.summed, "group I = its four rows"),
        *total_checks(header, sheet.summed, "group II = its four rows"),
        *total_checks(header, sheet.summed, "Tổng = I + II"),
    )
    title = "Phụ lục 2. Tình hình tiếp nhận, số hóa hồ sơ tại một số đơn vị"
    return table("TB2", title, header, rows, checks, Look.FLATTENED, page_ends=(4,))
