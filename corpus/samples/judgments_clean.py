"""Judgment enforcement in a city, a working year, without a slip: cases and money, targets met and missed."""

from __future__ import annotations

from corpus.samples.model import (
    Appendix,
    Block,
    Cell,
    Letterhead,
    Mark,
    Metadata,
    Report,
    Row,
    RowKind,
    Signature,
    Table,
    TableCheck,
    TextHabit,
)
from corpus.samples.numbers import Pen, as_typed
from corpus.samples.say import Writer, bold, dash, head, law, no, para, plus, say, when
from corpus.samples.sheet import ShareRule, Sheet, table, total_checks
from corpus.samples.truth import Target

W = Writer(scope="toàn thành phố", pen=Pen(is_padded=True))
N = as_typed
THOUSAND = "nghìn đồng"


def build() -> Report:
    """The report."""
    return Report(
        name="thi-hanh-an-nam-2021",
        subject="Judgment enforcement in a city, working year 2021 (clean)",
        metadata=Metadata(
            title="Kết quả công tác thi hành án dân sự năm 2021 và phương hướng, nhiệm vụ năm 2022",
            number_symbol="517/BC-CCTHADS",
            issuing_body="Chi cục Thi hành án dân sự thành phố Nam Biên",
            admin_unit="thành phố Nam Biên",
            admin_level="huyện",
            province="Thanh Lộc",
            issue_date="2021-10-11",
            period="2021",
            period_start="2020-10-01",
            period_end="2021-09-30",
            signer="Hồ Ngọc Diệp",
        ),
        letterhead=Letterhead(("CỤC THI HÀNH ÁN DÂN SỰ TỈNH THANH LỘC", "CHI CỤC THADS THÀNH PHỐ NAM BIÊN")),
        symbol="517/BC-CCTHADS",
        place_and_date=say("Nam Biên, {d}", d=when("ngày 11 tháng 10 năm 2021")),
        type_line="BÁO CÁO",
        title=(
            say("Kết quả công tác thi hành án dân sự {y}", y=when("năm 2021")),
            say("và phương hướng, nhiệm vụ {y}", y=when("năm 2022")),
        ),
        blocks=(*_opening(), *_cases(), *_money(), *_other(), *_ending()),
        signature=Signature(
            ("CHI CỤC TRƯỞNG",),
            "Hồ Ngọc Diệp",
            ("Cục THADS tỉnh;", "Thành ủy, HĐND, UBND thành phố;", "Viện KSND thành phố;", "Lưu: VT, HCTH."),
        ),
        appendices=(
            Appendix(
                (bold(say("Phụ lục {n}", n=no("01", "number of an appendix"))), "KẾT QUẢ SO VỚI CHỈ TIÊU"),
                (_targets(),),
            ),
            Appendix(
                (bold(say("Phụ lục {n}", n=no("02", "number of an appendix"))), "KẾT QUẢ CỦA CHẤP HÀNH VIÊN"),
                (_officers(),),
            ),
        ),
        text_habit=TextHabit(bold=("**", "**"), width=100),
        traps=(
            "sums typed out in full (38.412.655.000 đồng) and in thousands",
            "khoản 1 Điều 48, Bản án số 14/2020/HS-ST, an account number",
            "'chưa có điều kiện' that is no complement of 'thi hành xong'",
            "a target with a ceiling (không quá 1%) that is met by a smaller figure",
            "Đạt / Không đạt, all of them right",
        ),
    )


def _opening() -> tuple[Block, ...]:
    return (
        para(
            "Thực hiện {a} của Tổng cục Thi hành án dân sự giao chỉ tiêu, Chi cục báo cáo kết quả {b} như sau:",
            a=law("Quyết định số 1036/QĐ-TCTHADS ngày 30/10/2020"),
            b=when("từ ngày 01/10/2020 đến ngày 30/9/2021"),
        ),
    )


def _cases() -> tuple[Block, ...]:
    return (
        head("I.", "KẾT QUẢ THI HÀNH ÁN"),
        head("1.", "Về việc"),
        dash(
            "{a}; {b}.",
            a=W.parts(
                "Tổng số thụ lý {w} việc, gồm năm trước chuyển sang {x0} việc và thụ lý mới {x1} việc",
                2846,
                (1097, 1749),
                "việc",
                "Việc thụ lý",
                names=("năm trước chuyển sang", "thụ lý mới"),
            ),
            b=W.change(
                "tăng {n} việc so với cùng kỳ ({before} việc)", 2846, 2731, 0, "việc", "Việc thụ lý tăng so với cùng kỳ"
            ),
        ),
        dash(
            "{a}.",
            a=W.parts(
                "Kết quả phân loại {w} việc: {x0} việc có điều kiện thi hành; {x1} việc chưa có điều kiện theo {l}; "
                "{x2} việc tạm đình chỉ, hoãn",
                2846,
                (2103, 681, 62),
                "việc",
                "Việc đã phân loại",
                names=("có điều kiện", "chưa có điều kiện", "tạm đình chỉ, hoãn"),
                l=law("khoản 1 Điều 48 Luật Thi hành án dân sự"),
            ),
        ),
        dash(
            "{a}; {b}.",
            a=W.ratio(
                "Trong {b} việc có điều kiện, đã thi hành xong {a} việc, đạt tỷ lệ {p}%",
                1718,
                2103,
                2,
                "việc",
                "Việc có điều kiện đã thi hành xong",
            ),
            b=W.ratio(
                "còn {a} việc chuyển kỳ sau (chiếm {p}%)",
                385,
                2103,
                2,
                "việc",
                "Việc có điều kiện chuyển kỳ sau",
                form="complement",
            ),
        ),
        plus(
            "Án ma túy: {a}; {b};",
            a=W.ratio("xong {a}/{b} việc, đạt {p}%", 412, 463, 1, "việc", "Việc án ma túy thi hành xong"),
            b=no("điển hình là Bản án số 14/2020/HS-ST", "number of a judgment"),
        ),
        plus(
            "Án kinh doanh, thương mại: {a}.",
            a=W.ratio("xong {a}/{b} việc, đạt {p}%", 8, 31, 1, "việc", "Việc án kinh doanh thi hành xong"),
        ),
    )


def _money() -> tuple[Block, ...]:
    return (
        head("2.", "Về tiền"),
        dash(
            "{a}; {b}.",
            a=W.ratio(
                "Số tiền có điều kiện là {b} đồng, đã giải quyết xong {a} đồng, đạt tỷ lệ {p}%",
                N("15.207.318.000"),
                N("38.412.655.000"),
                2,
                "đồng",
                "Tiền có điều kiện đã giải quyết xong",
            ),
            b=W.count(
                "trong đó thu cho ngân sách {n} nghìn đồng", N("2.146.350", THOUSAND), "đồng", "Tiền thu cho ngân sách"
            ),
        ),
        dash(
            "{a}, {b}.",
            a=W.ratio(
                "Thu cho tổ chức tín dụng {a}/{b} tỷ đồng, đạt {p}%",
                N("9,6", "tỷ đồng"),
                N("26,4", "tỷ đồng"),
                1,
                "đồng",
                "Tiền thu cho tổ chức tín dụng",
            ),
            b=W.count(
                "giảm hơn {n} tỷ đồng so với năm trước",
                N("1,8", "tỷ đồng"),
                "đồng",
                "Tiền thu cho tổ chức tín dụng giảm",
                qualifier="at_least",
            ),
        ),
    )


def _other() -> tuple[Block, ...]:
    return (
        head("II.", "CÔNG TÁC KHÁC"),
        dash(
            "Cưỡng chế: {a}; {b}.",
            a=W.count("ra {n} quyết định", 27, "quyết định", "Quyết định cưỡng chế"),
            b=W.parts(
                "tổ chức {w} cuộc, trong đó {x0} cuộc có huy động lực lượng",
                15,
                (6,),
                "cuộc",
                "Cuộc cưỡng chế",
                names=("có huy động lực lượng",),
                form="subset",
                is_exhaustive=False,
            ),
        ),
        dash(
            "Tiếp dân: {a}. Đơn thư: {b}, {c}. Tiền thi hành án nộp vào {d}.",
            a=W.count("{n} lượt người", 143, "lượt người", "Lượt người được tiếp"),
            b=W.ratio("giải quyết {a}/{b} đơn", 9, 9, 0, "đơn", "Đơn thư đã giải quyết"),
            c=W.count("không để quá {n} ngày", 10, "ngày", "Thời gian giải quyết đơn", qualifier="at_most"),
            d=no("tài khoản 3949.0.1054663", "account number"),
        ),
        dash(
            "Biên chế: {a}; {b}.",
            a=W.ratio("hiện có {a}/{b} người", 17, 19, 0, "người", "Biên chế hiện có"),
            b=W.count("thiếu {n} chấp hành viên", 2, "chấp hành viên", "Chấp hành viên còn thiếu"),
        ),
    )


def _ending() -> tuple[Block, ...]:
    return (
        head("III.", "NHIỆM VỤ {y}", y=when("NĂM 2022")),
        para(
            "{a}; {b}. Trên đây là báo cáo của Chi cục./.",
            a=W.percent(
                "Thi hành xong trên {p}% số việc", N("82,5"), "Việc thi hành xong", role="target", qualifier="at_least"
            ),
            b=W.percent(
                "trên {p}% số tiền có điều kiện", N("40"), "Tiền thi hành xong", role="target", qualifier="at_least"
            ),
        ),
    )


def _targets() -> Table:
    header = ("STT", "Chỉ tiêu", "Được giao", "Kết quả", "Đánh giá")
    done = W.ratio("{p}% ({a}/{b} việc)", 1718, 2103, 2, "việc", "Việc có điều kiện đã thi hành xong", form="table")
    paid = W.percent("{p}%", N("39,59"), "Tiền có điều kiện đã giải quyết xong")
    answered = W.ratio("{p}% ({a}/{b} đơn)", 9, 9, 0, "đơn", "Đơn thư đã giải quyết", form="table")
    on_time = W.ratio(
        "{p}% ({a}/{b} quyết định)", 1749, 1749, 0, "quyết định", "Quyết định ban hành đúng hạn", form="table"
    )
    wrong = W.ratio(
        "{p}% ({a}/{b} quyết định)", 11, 1749, 2, "quyết định", "Quyết định phải thu hồi, hủy bỏ", form="table"
    )
    rows = [
        _target("1", "Tỷ lệ thi hành xong về việc", ("trên {p}%", "81"), done, "81,69", "Đạt"),
        _target("2", "Tỷ lệ thi hành xong về tiền", ("trên {p}%", "40"), paid, "39,59", "Không đạt"),
        _target("3", "Tỷ lệ ra quyết định đúng hạn", ("{p}%", "100"), on_time, "100", "Đạt"),
        _target("4", "Tỷ lệ quyết định phải thu hồi, hủy bỏ", ("không quá {p}%", "1"), wrong, "0,63", "Đạt"),
        _target("5", "Tỷ lệ giải quyết đơn thư", ("{p}%", "100"), answered, "100", "Đạt"),
    ]
    checks = (
        TableCheck("Đánh giá = Đạt exactly when Kết quả reaches Được giao", len(rows)),
        TableCheck("Kết quả: percent = 100 * a / b within the cell", 4),
    )
    return table("TB1", "Phụ lục 01. Kết quả so với chỉ tiêu", header, rows, checks, page_ends=(2,))


def _target(number: str, name: str, asked: tuple[str, str], result: Mark, actual: str, status: str) -> Row:
    template, goal = asked
    is_ceiling = template.startswith("không quá")
    qualifier = {"trên": "at_least", "không": "at_most"}.get(template.split()[0])
    goal_cell = W.percent(template, N(goal), name, role="target", qualifier=qualifier)
    truth = Target(number, name, N(actual).value, N(goal).value, "<=" if is_ceiling else ">=", status)
    if truth.is_met != (status == "Đạt"):
        raise ValueError(f"{name}: {status}")
    cells = (Cell(number), Cell(name), Cell(goal_cell), Cell(result), Cell(status))
    return Row(RowKind.DATA, cells, (truth,), name)


def _officers() -> Table:
    header = ("TT", "Chấp hành viên", "Có điều kiện", "Thi hành xong", "Tỷ lệ (%)")
    sheet = Sheet(header, (ShareRule(3, 2, 4, 2, "việc", "Tỷ lệ thi hành xong"),), summed=(2, 3))

    def officer(number: str, name: str, open_cases: int, closed: int) -> Row:
        return sheet.row(RowKind.DATA, number, name, {2: open_cases, 3: closed})

    rows = [
        officer("1", "Hồ Ngọc Diệp", 214, 203),
        officer("2", "Võ Thanh Hải", 655, 541),
        officer("3", "Lê Thị Mỹ Duyên", 602, 498),
        officer("4", "Nguyễn Công Lý", 632, 476),
    ]
    total = sheet.sum_row(RowKind.TOTAL, "", "Tổng số", rows)
    checks = (*sheet.share_checks([*rows, total]), *total_checks(header, sheet.summed, "Tổng số = the four rows"))
    return table("TB2", "Phụ lục 02. Kết quả của chấp hành viên", header, [*rows, total], checks)
