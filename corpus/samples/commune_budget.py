"""A commune's budget in nine months of 2025 (two levels of government): money in several magnitudes, tab tables."""

from __future__ import annotations

from corpus.samples.model import (
    Appendix,
    Block,
    Letterhead,
    Metadata,
    Paragraph,
    Report,
    Row,
    RowKind,
    Signature,
    Table,
    TextHabit,
)
from corpus.samples.numbers import Pen, Printed, as_typed
from corpus.samples.say import Writer, dash, head, italic, law, no, para, plus, say, when
from corpus.samples.sheet import ShareRule, Sheet, cell_check, put, table, total_checks

W = Writer(scope="toàn xã", pen=Pen(is_padded=False))
UNIT = "triệu đồng"


def million(text: str) -> Printed:
    """An amount typed in millions of đồng."""
    return as_typed(text, UNIT)


def billion(text: str) -> Printed:
    """An amount typed in billions of đồng."""
    return as_typed(text, "tỷ đồng")


def build() -> Report:
    """The report."""
    return Report(
        name="ngan-sach-xa-9-thang-2025",
        subject="A commune's budget, nine months of 2025",
        metadata=Metadata(
            title="Tình hình thực hiện thu, chi ngân sách 9 tháng đầu năm, nhiệm vụ 3 tháng cuối năm 2025",
            number_symbol="187/BC-UBND",
            issuing_body="Ủy ban nhân dân xã Đại Lâm",
            admin_unit="xã Đại Lâm",
            admin_level="xã",
            province="Hải Ninh",
            issue_date="2025-10-03",
            period="2025",
            period_start="2025-01-01",
            period_end="2025-09-30",
            signer="Phạm Thị Hường",
        ),
        letterhead=Letterhead(("ỦY BAN NHÂN DÂN", "XÃ ĐẠI LÂM")),
        symbol="187/BC-UBND",
        place_and_date=say("Đại Lâm, {d}", d=when("ngày 03 tháng 10 năm 2025")),
        type_line="BÁO CÁO",
        title=(
            say("Tình hình thực hiện thu, chi ngân sách {p},", p=when("9 tháng đầu năm")),
            say("nhiệm vụ {p}", p=when("3 tháng cuối năm 2025")),
        ),
        blocks=(*_opening(), *_income(), *_spending(), *_ending()),
        signature=Signature(
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            "Phạm Thị Hường",
            ("Sở Tài chính;", "TT Đảng ủy, HĐND xã;", "Lưu: VT, KT."),
        ),
        appendices=(
            Appendix(
                (
                    say("{n}", n=no("Biểu số 01", "number of a form")),
                    "THU NGÂN SÁCH NHÀ NƯỚC TRÊN ĐỊA BÀN",
                    italic("Đơn vị tính: triệu đồng"),
                ),
                (_income_table(),),
            ),
            Appendix(
                (say("{n}", n=no("Biểu số 02", "number of a form")), "GIẢI NGÂN VỐN ĐẦU TƯ CÔNG"),
                (_works_table(),),
            ),
        ),
        text_habit=TextHabit(italic=("*", "*"), bold=("**", "**")),
        traps=(
            "fulfilment above 100% of the estimate, which is legal",
            "totals that mix units (đồng and tấn gạo)",
            "Quý III, Biểu số 01, khoản 2 Điều 8, legal numbers with years (83/2015/QH13)",
            "'trong đó' that names one source only",
            "a row that is a subset ('Trong đó') inside a table that adds up without it",
        ),
    )


def _opening() -> tuple[Block, ...]:
    return (
        para(
            "Căn cứ {a}; {b};",
            a=law("Luật Ngân sách nhà nước số 83/2015/QH13"),
            b=law("khoản 2 Điều 8 Nghị định số 163/2016/NĐ-CP ngày 21/12/2016"),
        ),
        para(
            "Thực hiện {a} của HĐND xã về dự toán ngân sách {b}, UBND xã báo cáo như sau:",
            a=law("Nghị quyết số 09/NQ-HĐND ngày 18/7/2025"),
            b=when("năm 2025"),
        ),
    )


def _income() -> tuple[Block, ...]:
    return (
        head("I.", "VỀ THU NGÂN SÁCH"),
        para(
            "{a}. {b}. {c}.",
            a=W.ratio(
                "Thu ngân sách nhà nước trên địa bàn {p0} là {a} triệu đồng, bằng {p}% dự toán năm ({b} triệu đồng)",
                million("11.716,5"),
                million("14.250"),
                1,
                "đồng",
                "Thu ngân sách trên địa bàn so với dự toán",
                stated="88,2",
                planted="82,2 with its second digit changed.",
                p0=when("9 tháng"),
            ),
            b=W.change(
                "So với cùng kỳ năm trước ({before} triệu đồng) tăng {p}%",
                million("11.716,5"),
                million("10.208"),
                1,
                "đồng",
                "Thu ngân sách trên địa bàn tăng so với cùng kỳ",
            ),
            c=W.percent(
                "Riêng Quý III ước thu bằng {p}% kế hoạch quý",
                as_typed("104,6"),
                "Thu Quý III so với kế hoạch",
                qualifier="approx",
            ),
        ),
        dash(
            "{a};",
            a=W.ratio(
                "Thuế giá trị gia tăng: {a}/{b} triệu đồng, đạt {p}% dự toán",
                million("2.436,8"),
                million("2.300"),
                1,
                "đồng",
                "Thuế giá trị gia tăng so với dự toán",
            ),
        ),
        dash(
            "{a};",
            a=W.ratio(
                "Lệ phí trước bạ: {a} / {b} triệu đồng, đạt {p}% dự toán",
                million("1.087,4"),
                million("1.650"),
                1,
                "đồng",
                "Lệ phí trước bạ so với dự toán",
            ),
        ),
        dash(
            "{a}.",
            a=W.parts(
                "Thu tiền sử dụng đất: {w} tỷ đồng, trong đó thu từ đấu giá {x0} tỷ đồng",
                billion("6,24"),
                (billion("5,1"),),
                "đồng",
                "Thu tiền sử dụng đất",
                names=("đấu giá",),
                form="subset",
                is_exhaustive=False,
            ),
        ),
        para(
            "{a}.",
            a=W.ratio(
                "Tổng số {b} hộ kinh doanh phải nộp thuế khoán, trong đó có {a} hộ nộp qua ứng dụng (đạt {p}%)",
                486,
                612,
                1,
                "hộ",
                "Hộ kinh doanh nộp thuế qua ứng dụng",
                stated="74,9",
                planted="79,4 with its last two digits swapped.",
            ),
        ),
    )


def _spending() -> tuple[Block, ...]:
    return (
        head("II.", "VỀ CHI NGÂN SÁCH"),
        para(
            "{a}; {b}.",
            a=W.parts(
                "Tổng chi ngân sách xã {p0} là {w} tỷ đồng, gồm: chi đầu tư phát triển {x0} tỷ đồng, "
                "chi thường xuyên {x1} tỷ đồng và chi từ nguồn dự phòng {x2} triệu đồng",
                billion("9,86"),
                (billion("3,42"), billion("5,94"), million("250")),
                "đồng",
                "Tổng chi ngân sách xã",
                names=("đầu tư phát triển", "thường xuyên", "dự phòng"),
                scope="cấp xã",
                p0=when("9 tháng đầu năm"),
                planted="9,61 (3,42 + 5,94 + 0,25) typed as 9,86: the reserve was added twice.",
            ),
            b=W.count(
                "bình quân mỗi tháng chi khoảng {n} tỷ đồng",
                billion("1,1"),
                "đồng",
                "Chi bình quân mỗi tháng",
                qualifier="approx",
                scope="cấp xã",
            ),
        ),
        dash(
            "{a}; {b}.",
            a=W.ratio(
                "Chi sự nghiệp giáo dục: {a}/{b} triệu đồng, bằng {p}% dự toán",
                million("3.105"),
                million("4.180"),
                1,
                "đồng",
                "Chi sự nghiệp giáo dục so với dự toán",
            ),
            b=W.ratio(
                "còn {a} triệu đồng chưa chi (chiếm {p}%)",
                million("1.075"),
                million("4.180"),
                1,
                "đồng",
                "Chi sự nghiệp giáo dục chưa chi",
                form="complement",
            ),
        ),
        dash(
            "{a}.",
            a=W.ratio(
                "Chi quản lý hành chính: {a}/{b} triệu đồng, bằng {p}% dự toán",
                million("1.962"),
                million("2.715"),
                1,
                "đồng",
                "Chi quản lý hành chính so với dự toán",
                stated="72,2",
            ),
        ),
        dash(
            "{a}.",
            a=W.ratio(
                "Chi bảo đảm xã hội: {a}/{b} triệu đồng, bằng {p}% dự toán",
                million("873,6"),
                million("905"),
                1,
                "đồng",
                "Chi bảo đảm xã hội so với dự toán",
                stated="96,6",
            ),
        ),
        plus(
            "Hỗ trợ đột xuất: {a}, {b} cho {c};",
            a=W.count("{n} triệu đồng", million("64,5"), "đồng", "Hỗ trợ đột xuất bằng tiền"),
            b=W.count("{n} tấn gạo", as_typed("3,2"), "tấn", "Gạo hỗ trợ đột xuất"),
            c=W.count("{n} hộ bị thiệt hại do mưa lũ", 47, "hộ", "Hộ được hỗ trợ đột xuất"),
        ),
        plus(
            "{a}.",
            a=W.parts(
                "Sửa chữa {w} công trình, gồm {x0} nhà văn hóa, {x1} đoạn đường và {x2} phòng học",
                9,
                (2, 4, 3),
                "công trình",
                "Công trình được sửa chữa",
                names=("nhà văn hóa", "đường", "phòng học"),
            ),
        ),
    )


def _ending() -> tuple[Block, ...]:
    return (
        head("III.", "NHIỆM VỤ {p}", p=when("3 THÁNG CUỐI NĂM")),
        Paragraph(
            say(
                "Phấn đấu {a}; {b}. Từ {c} thực hiện {d}.",
                a=W.percent(
                    "thu cả năm đạt từ {p}% dự toán trở lên",
                    as_typed("102"),
                    "Thu ngân sách cả năm so với dự toán",
                    role="target",
                    qualifier="at_least",
                ),
                b=W.percent(
                    "giải ngân vốn đầu tư đạt không dưới {p}%",
                    as_typed("95"),
                    "Giải ngân vốn đầu tư",
                    role="target",
                    qualifier="at_least",
                ),
                c=when("ngày 01/10/2025"),
                d=no("chế độ báo cáo theo Mẫu số 4b", "number of a form"),
            )
        ),
        para("Trên đây là báo cáo thu, chi ngân sách của UBND xã Đại Lâm./."),
    )


def _income_table() -> Table:
    header = (
        "STT",
        "Nội dung",
        "Dự toán năm",
        "Thực hiện 9 tháng",
        "Cùng kỳ năm trước",
        "% so dự toán",
        "% so cùng kỳ",
    )
    sheet = Sheet(
        header,
        (
            ShareRule(3, 2, 5, 1, "đồng", "Thực hiện so với dự toán"),
            ShareRule(3, 4, 6, 1, "đồng", "Thực hiện so với cùng kỳ"),
        ),
        summed=(2, 3, 4),
        magnitude=10**6,
    )

    def item(number: str, name: str, values: str, kind: RowKind = RowKind.DATA) -> Row:
        return sheet.row(kind, number, name, dict(enumerate(map(million, values.split()), 2)))

    taxes = [
        item("1", "Thuế giá trị gia tăng", "2.300 2.436,8 2.118,5"),
        item("2", "Thuế thu nhập cá nhân", "1.450 1.312,6 1.204"),
        item("3", "Lệ phí trước bạ", "1.650 1.087,4 1.356,2"),
        item("4", "Thuế sử dụng đất phi nông nghiệp", "350 281,9 264,7"),
    ]
    others = [
        item("1", "Thu tiền sử dụng đất", "8.100 6.240 4.983,6"),
        item("2", "Phí, lệ phí, thu khác", "400 357,8 281"),
    ]
    tax_sum = sheet.sum_row(RowKind.SUBTOTAL, "I", "Thu thuế, lệ phí", taxes)
    other_sum = sheet.sum_row(RowKind.SUBTOTAL, "II", "Thu khác ngân sách", others)
    of_which = item("", "Trong đó: thu từ đấu giá đất", "7.000 5.100 4.120")
    total = sheet.sum_row(RowKind.TOTAL, "", "Tổng cộng", [tax_sum, other_sum])
    rows = [tax_sum, *taxes, other_sum, others[0], of_which, others[1], total]
    checks = (
        *sheet.share_checks(rows),
        *total_checks(header, sheet.summed, "group I = its four rows"),
        *total_checks(header, sheet.summed, "group II = its two rows, without 'Trong đó'"),
        *total_checks(header, sheet.summed, "Tổng cộng = I + II"),
    )
    return table("TB1", "Biểu số 01. Thu ngân sách nhà nước trên địa bàn", header, rows, checks)


def _works_table() -> Table:
    header = ("TT", "Công trình", "Tỷ lệ giải ngân", "Ghi chú")

    def work(number: str, name: str, paid: str, plan: str, note: str, stated: str = "", planted: str = "") -> Row:
        cell = W.ratio(
            "{p}% ({a}/{b} triệu đồng)",
            million(paid),
            million(plan),
            1,
            "đồng",
            f"Giải ngân - {name}",
            form="table",
            scope=name,
            stated=stated,
            planted=planted,
        )
        return put(put(Sheet(header).row(RowKind.DATA, number, name, {}), 2, cell), 3, note)

    rows = [
        work("1", "Đường liên thôn Tân Lập - Cầu Đá", "1.284", "1.500", "Đang thi công"),
        work("2", "Nhà văn hóa thôn Đông", "690", "690", "Hoàn thành", stated="100"),
        work(
            "3",
            "Kênh N2 xã Đại Lâm",
            "418",
            "860",
            "Vướng mặt bằng",
            stated="84,6",
            planted="48,6 with its first two digits swapped.",
        ),
        work("4", "Trường mầm non, điểm trường Bãi Cát", "1.043,7", "1.120", "Đang hoàn thiện"),
    ]
    checks = (cell_check(header[2], 2, rows),)
    return table("TB2", "Biểu số 02. Giải ngân vốn đầu tư công", header, rows, checks)
