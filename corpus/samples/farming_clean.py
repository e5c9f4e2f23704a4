"""A district's farming in 2022, without a single slip: hectares, tonnes, heads, estimates, ranges, plans exceeded."""

from __future__ import annotations

from decimal import Decimal

from corpus.samples.model import (
    Appendix,
    Block,
    Letterhead,
    LetterheadLook,
    Metadata,
    Report,
    Row,
    RowKind,
    Signature,
    Style,
    Table,
    TextHabit,
)
from corpus.samples.numbers import Pen, Printed, as_typed
from corpus.samples.say import Writer, head, law, no, para, plus, say, star, when
from corpus.samples.sheet import ShareRule, Sheet, table, total_checks

W = Writer(scope="toàn huyện", pen=Pen(is_padded=True))
N = as_typed


def build() -> Report:
    """The report."""
    return Report(
        name="nong-nghiep-huyen-2022",
        subject="Farming in a district, 2022 (clean)",
        metadata=Metadata(
            title="Kết quả sản xuất nông nghiệp và xây dựng nông thôn mới năm 2022, kế hoạch năm 2023",
            number_symbol="/BC-PNN",
            issuing_body="Phòng Nông nghiệp và Phát triển nông thôn huyện Ea Lưng",
            admin_unit="huyện Ea Lưng",
            admin_level="huyện",
            province="Đắk Nia",
            issue_date="2022-12",
            period="2022",
            period_start="2022-01-01",
            period_end="2022-12-31",
            signer="Y Bhuăn Niê",
        ),
        letterhead=Letterhead(("UBND HUYỆN EA LƯNG", "PHÒNG NÔNG NGHIỆP VÀ PTNT")),
        symbol="     /BC-PNN",
        place_and_date=say("Ea Lưng, ngày      {d}", d=when("tháng 12 năm 2022")),
        type_line="BÁO CÁO",
        title=(
            say("Kết quả sản xuất nông nghiệp và xây dựng nông thôn mới {y},", y=when("năm 2022")),
            say("kế hoạch {y}", y=when("năm 2023")),
        ),
        blocks=(*_crops(), *_animals(), *_countryside(), *_plan()),
        signature=Signature(("TRƯỞNG PHÒNG",), "Y Bhuăn Niê", ("UBND huyện (b/c);", "Chi cục Thống kê;", "Lưu: VT.")),
        appendices=(
            Appendix(
                (say("PHỤ LỤC {n}", n=no("1", "number of an appendix")), "Kết quả gieo trồng một số cây chính"),
                (_areas(),),
            ),
        ),
        text_habit=TextHabit(block_gap="\n", letterhead=LetterheadLook.LOST, bold=("<b>", "</b>")),
        traps=(
            "fulfilment above 100% of the plan",
            "ranges (từ 52 - 56 tạ/ha, 0,4-0,6 kg, 4,5-5%), 'ước', 'khoảng', 'gần', 'dưới'",
            "NPK 16-16-8, giống OM 5451, 3 giảm 3 tăng, tiêu chí số 17, OCOP 3 sao, QL 14C",
            "yield times area is not printed as an equation; totals of area only, no total of tonnes",
            "a whole of which only some crops are named",
            "a symbol and a day left blank",
        ),
    )


def _crops() -> tuple[Block, ...]:
    return (
        para(
            "Thực hiện {a} của UBND huyện về kế hoạch sản xuất {y}, Phòng Nông nghiệp và PTNT báo cáo như sau:",
            a=law("Công văn số 77/UBND-NN ngày 19/01/2022"),
            y=when("năm 2022"),
        ),
        head("I.", "TRỒNG TRỌT", Style.BOLD),
        star(
            "{a}, {b}. {c}.",
            a=W.ratio(
                "Tổng diện tích gieo trồng cả năm {a}/{b} ha, đạt {p}% kế hoạch",
                N("6.184,5"),
                N("6.050"),
                1,
                "ha",
                "Diện tích gieo trồng so với kế hoạch",
            ),
            b=W.change(
                "tăng {n} ha so với {y} ({before} ha)",
                N("6.184,5"),
                N("6.021,3"),
                1,
                "ha",
                "Diện tích gieo trồng tăng so với năm trước",
                y=when("năm 2021"),
            ),
            c=W.parts(
                "Trong {w} ha cây hằng năm có {x0} ha lúa, {x1} ha ngô",
                N("4.310"),
                (N("2.145,5"), N("1.268")),
                "ha",
                "Diện tích cây hằng năm",
                names=("lúa", "ngô"),
                form="subset",
                is_exhaustive=False,
            ),
        ),
        plus(
            "Lúa đông xuân (giống chủ lực {g}): {a}, {b}, {c}.",
            g=no("OM 5451", "name of a variety"),
            a=W.ratio(
                "gieo sạ {a}/{b} ha, đạt {p}% kế hoạch", N("1.120"), N("1.100"), 1, "ha", "Diện tích lúa đông xuân"
            ),
            b=W.count("năng suất ước {n} tạ/ha", N("64,2"), "tạ/ha", "Năng suất lúa đông xuân", qualifier="approx"),
            c=W.count("sản lượng ước đạt {n} tấn", N("7.190,4"), "tấn", "Sản lượng lúa đông xuân", qualifier="approx"),
        ),
        plus(
            "Lúa mùa: {a}; {b}; áp dụng {m} trên {c}.",
            a=W.ratio("{a}/{b} ha, bằng {p}% kế hoạch", N("1.025,5"), N("1.050"), 1, "ha", "Diện tích lúa mùa"),
            b=W.between("năng suất từ {low} - {high} tạ/ha", N("52"), N("56"), "tạ/ha", "Năng suất lúa mùa"),
            m=no("biện pháp 3 giảm 3 tăng", "name of a method"),
            c=W.count("khoảng {n} ha", N("410"), "ha", "Diện tích áp dụng 3 giảm 3 tăng", qualifier="approx"),
        ),
        plus(
            "Cà phê: {a}, {b}. Bón {n}, mỗi gốc {c}.",
            a=W.parts(
                "toàn huyện có {w} ha, gồm {x0} ha kinh doanh, {x1} ha kiến thiết cơ bản và {x2} ha trồng mới",
                N("1.874,5"),
                (N("1.652"), N("187,5"), N("35")),
                "ha",
                "Diện tích cà phê",
                names=("kinh doanh", "kiến thiết cơ bản", "trồng mới"),
            ),
            b=W.count("sản lượng nhân ước {n} tấn", N("4.295"), "tấn", "Sản lượng cà phê nhân", qualifier="approx"),
            n=no("NPK 16-16-8", "name of a fertiliser"),
            c=W.between("{low}-{high} kg", N("0,4"), N("0,6"), "kg", "Lượng phân bón mỗi gốc"),
        ),
    )


def _animals() -> tuple[Block, ...]:
    return (
        head("II.", "CHĂN NUÔI, THỦY SẢN", Style.BOLD),
        star(
            "{a}; {b}; {c}.",
            a=W.ratio("Đàn trâu, bò {a}/{b} con, đạt {p}% kế hoạch", 8460, 8300, 1, "con", "Đàn trâu, bò"),
            b=W.ratio("đàn lợn {a}/{b} con, đạt {p}% kế hoạch", 21375, 22000, 1, "con", "Đàn lợn"),
            c=W.count("gia cầm gần {n} con", N("186.000"), "con", "Đàn gia cầm", qualifier="approx"),
        ),
        star(
            "Tiêm phòng: {a}; {b}; {c}.",
            a=W.ratio(
                "{b} con trâu, bò thuộc diện tiêm, đã tiêm {a} con (đạt {p}%)",
                6917,
                7410,
                2,
                "con",
                "Trâu, bò được tiêm phòng",
            ),
            b=W.ratio(
                "còn {a} con chưa tiêm (chiếm {p}%)",
                493,
                7410,
                2,
                "con",
                "Trâu, bò chưa tiêm phòng",
                form="complement",
            ),
            c=W.percent("tỷ lệ chó, mèo được tiêm dại dưới {p}%", N("80"), "Chó, mèo tiêm dại", qualifier="at_most"),
        ),
        plus(
            "{a}, {b}; {c}.",
            a=W.count("Xảy ra {n} ổ dịch tả lợn", 7, "ổ dịch", "Ổ dịch tả lợn"),
            b=W.parts(
                "tiêu hủy {w} con, trong đó {x0} con tại xã Ea Kmút và {x1} con tại xã Cư Dliê",
                214,
                (131, 83),
                "con",
                "Lợn bị tiêu hủy",
                names=("xã Ea Kmút", "xã Cư Dliê"),
                part_scopes=("cấp xã", "cấp xã"),
            ),
            c=W.count("tổng trọng lượng {n} tấn", N("11,7"), "tấn", "Trọng lượng lợn bị tiêu hủy"),
        ),
        plus(
            "{a}; sản lượng {b}, {c}.",
            a=W.count("Diện tích mặt nước nuôi cá {n} ha", N("342,6"), "ha", "Diện tích nuôi cá"),
            b=W.count("{n} tấn", 1240, "tấn", "Sản lượng cá"),
            c=W.change(
                "tăng {p}% so với cùng kỳ ({before} tấn)", 1240, 1165, 1, "tấn", "Sản lượng cá tăng so với cùng kỳ"
            ),
        ),
    )


def _countryside() -> tuple[Block, ...]:
    return (
        head("III.", "NÔNG THÔN MỚI", Style.BOLD),
        star(
            "{a}; {b}; bình quân {c}. Riêng {t} về môi trường {d}.",
            a=W.ratio(
                "Đã có {a}/{b} xã đạt chuẩn, chiếm {p}%", 6, 13, 1, "xã", "Xã đạt chuẩn nông thôn mới", scope="cấp xã"
            ),
            b=W.count("{n} xã đạt nâng cao", 1, "xã", "Xã nông thôn mới nâng cao", scope="cấp xã"),
            c=W.count("đạt {n} tiêu chí/xã", N("15,8"), "tiêu chí/xã", "Tiêu chí bình quân mỗi xã"),
            t=no("tiêu chí số 17", "number of a criterion"),
            d=W.ratio("còn {a}/{b} xã chưa đạt", 5, 13, 1, "xã", "Xã chưa đạt tiêu chí môi trường", scope="cấp xã"),
        ),
        star(
            "Chương trình OCOP: {a}, {b}; dọc {q} mở {c}.",
            a=W.count("công nhận mới {n} sản phẩm", 9, "sản phẩm", "Sản phẩm OCOP công nhận mới"),
            b=no("hạng 3 sao trở lên", "grade"),
            q=no("QL 14C", "name of a road"),
            c=W.count("{n} điểm bán", 4, "điểm bán", "Điểm bán sản phẩm OCOP"),
        ),
        star(
            "{a}; {b}.",
            a=W.ratio(
                "Số hộ nghèo cuối năm {a}/{b} hộ, chiếm {p}%",
                1836,
                14720,
                2,
                "hộ",
                "Hộ nghèo",
            ),
            b=W.count("giảm {n} hộ so với đầu năm", 412, "hộ", "Hộ nghèo giảm"),
        ),
        star(
            "Vốn lồng ghép {a}: {b}.",
            a=when("giai đoạn 2021-2022"),
            b=W.parts(
                "tổng {w} tỷ đồng, gồm ngân sách {x0} tỷ đồng, doanh nghiệp {x1} tỷ đồng, dân góp {x2} triệu đồng",
                N("48,65", "tỷ đồng"),
                (N("36,2", "tỷ đồng"), N("11,7", "tỷ đồng"), N("750", "triệu đồng")),
                "đồng",
                "Vốn nông thôn mới",
                names=("ngân sách", "doanh nghiệp", "dân góp"),
            ),
        ),
    )


def _plan() -> tuple[Block, ...]:
    return (
        head("IV.", "KẾ HOẠCH {y}", Style.BOLD, y=when("NĂM 2023")),
        para(
            "{a}; {b}; {c}.",
            a=W.count("Gieo trồng {n} ha", N("6.230"), "ha", "Diện tích gieo trồng", role="target"),
            b=W.between(
                "tốc độ tăng giá trị sản xuất {low}-{high}%", N("4,5"), N("5"), "%", "Tốc độ tăng giá trị sản xuất"
            ),
            c=W.percent(
                "tiêm phòng trên {p}% tổng đàn", N("90"), "Tỷ lệ tiêm phòng", role="target", qualifier="at_least"
            ),
        ),
        para("Trên đây là báo cáo kết quả sản xuất nông nghiệp của huyện Ea Lưng./."),
    )


def _areas() -> Table:
    header = ("TT", "Cây trồng", "Kế hoạch (ha)", "Thực hiện (ha)", "Đạt (%)", "Năng suất (tạ/ha)", "Sản lượng (tấn)")
    sheet = Sheet(header, (ShareRule(3, 2, 4, 1, "ha", "Diện tích so với kế hoạch"),), summed=(2, 3))

    def crop(number: str, name: str, plan: str, done: str, yielded: str) -> Row:
        tonnes = sheet.pen.fixed(N(done).value * N(yielded).value / Decimal(10), 1)
        values: dict[int, int | Printed] = {2: N(plan), 3: N(done), 5: N(yielded), 6: tonnes}
        return sheet.row(RowKind.DATA, number, name, values)

    rows = [
        crop("1", "Lúa đông xuân", "1.100", "1.120", "64,2"),
        crop("2", "Lúa mùa", "1.050", "1.025,5", "54,1"),
        crop("3", "Ngô lai", "1.200", "1.268", "58"),
        crop("4", "Sắn", "620", "601,5", "215"),
        crop("5", "Đậu các loại", "290", "295", "12,4"),
    ]
    total = sheet.sum_row(RowKind.TOTAL, "", "Cộng", rows)
    checks = (*sheet.share_checks([*rows, total]), *total_checks(header, sheet.summed, "Cộng = the five rows"))
    return table("TB1", "Phụ lục 1. Kết quả gieo trồng một số cây chính", header, [*rows, total], checks)
