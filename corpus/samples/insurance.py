"""Social and health insurance in a town, half of 2024: chains of parts, ratios in words, complements, '%' set apart."""

from __future__ import annotations

from corpus.samples.model import (
    Block,
    Letterhead,
    LetterheadLook,
    Metadata,
    PageEnd,
    Report,
    Signature,
    TextHabit,
)
from corpus.samples.numbers import Pen, as_typed
from corpus.samples.say import Writer, dash, head, law, no, para, plus, say, when

W = Writer(scope="toàn thị xã", pen=Pen(is_padded=False))
N = as_typed


def build() -> Report:
    """The report."""
    return Report(
        name="bao-hiem-thi-xa-6-thang-2024",
        subject="Social and health insurance in a town, half of 2024",
        metadata=Metadata(
            title="Kết quả thực hiện chính sách bảo hiểm xã hội, bảo hiểm y tế 6 tháng đầu năm 2024",
            number_symbol="358/BC-BHXH",
            issuing_body="Bảo hiểm xã hội thị xã Phú Thuận",
            admin_unit="thị xã Phú Thuận",
            admin_level="huyện",
            province="Long Hòa",
            issue_date="2024-07-05",
            period="2024",
            period_start="2024-01-01",
            period_end="2024-06-30",
            signer="Trần Quốc Vĩnh",
        ),
        letterhead=Letterhead(("BẢO HIỂM XÃ HỘI TỈNH LONG HÒA", "BẢO HIỂM XÃ HỘI THỊ XÃ PHÚ THUẬN")),
        symbol="358/BC-BHXH",
        place_and_date=say("Phú Thuận, {d}", d=when("ngày 05 tháng 7 năm 2024")),
        type_line="BÁO CÁO",
        title=(
            "Kết quả thực hiện chính sách bảo hiểm xã hội, bảo hiểm y tế",
            say("{p}", p=when("6 tháng đầu năm 2024")),
        ),
        blocks=(*_opening(), *_health(), *_social(), *_work(), *_ending()),
        signature=Signature(
            ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            "Trần Quốc Vĩnh",
            ("BHXH tỉnh;", "Thị ủy, UBND thị xã;", say("Lưu: VT, TST {n}.", n=no("(05 bản)", "number of copies"))),
        ),
        text_habit=TextHabit(width=92, letterhead=LetterheadLook.ONE_UNDER_THE_OTHER),
        traps=(
            "Mẫu số 03-TĐG, từ đủ 80 tuổi, VssID 1.6.7, 1900 9068, Đề án 06, (05 bản)",
            "groups that overlap: học sinh thuộc hộ nghèo",
            "a chain: 24.870 of 25.112 inside 121.306 of 128.450",
            "percent set apart from its number (94,44 %)",
            "a last digit one too high, a percent cut off (tier B)",
        ),
    )


def _opening() -> tuple[Block, ...]:
    return (
        para(
            "Thực hiện {a} về đẩy mạnh bảo hiểm y tế toàn dân và {b} của UBND thị xã giao chỉ tiêu, "
            "BHXH thị xã Phú Thuận báo cáo kết quả {c} như sau:",
            a=law("Chỉ thị số 38-CT/TW ngày 07/9/2009"),
            b=law("Quyết định số 2104/QĐ-UBND ngày 18/12/2023"),
            c=when("từ ngày 01/01/2024 đến ngày 30/6/2024"),
        ),
    )


def _health() -> tuple[Block, ...]:
    return (
        head("I.", "BẢO HIỂM Y TẾ"),
        para(
            "{a}; {b}. {c}, {d}.",
            a=W.ratio(
                "Toàn thị xã có {b} người thuộc diện tham gia, đến nay số người tham gia là {a} người, "
                "tỷ lệ bao phủ đạt {p} % dân số",
                121306,
                128450,
                2,
                "người",
                "Người tham gia bảo hiểm y tế",
            ),
            b=W.ratio(
                "còn {a} người chưa tham gia (chiếm {p} %)",
                7144,
                128450,
                2,
                "người",
                "Người chưa tham gia bảo hiểm y tế",
                form="complement",
                stated="6,56",
                planted="5,56 with its first digit changed: 94,44 + 6,56 is not 100.",
            ),
            c=W.percent("Chỉ tiêu giao cả năm là {p} %", N("95,15"), "Bao phủ bảo hiểm y tế", role="target"),
            d=W.change(
                "so với cùng kỳ ({before} người) tăng {n} người",
                121306,
                119874,
                0,
                "người",
                "Người tham gia bảo hiểm y tế tăng so với cùng kỳ",
            ),
        ),
        para(
            "{a}.",
            a=W.parts(
                "Trong số {w} người đã tham gia: nhóm người lao động và chủ sử dụng đóng {x0} người; nhóm cơ quan "
                "BHXH đóng {x1} người; nhóm ngân sách đóng {x2} người; nhóm ngân sách hỗ trợ {x3} người; "
                "nhóm hộ gia đình {x4} người",
                121306,
                (18422, 5310, 41260, 28904, 27410),
                "người",
                "Người tham gia bảo hiểm y tế",
                names=("người lao động đóng", "BHXH đóng", "ngân sách đóng", "ngân sách hỗ trợ", "hộ gia đình"),
            ),
        ),
        dash(
            "{a}, trong đó {c}; {b}.",
            a=W.ratio(
                "Học sinh, sinh viên: {a} em có thẻ trên tổng số {b} em, đạt {p} %",
                24870,
                25112,
                2,
                "học sinh",
                "Học sinh, sinh viên có thẻ bảo hiểm y tế",
                stated="99,03",
            ),
            b=W.ratio(
                "còn {a} em chưa có thẻ, bằng {p} %",
                242,
                25112,
                2,
                "học sinh",
                "Học sinh, sinh viên chưa có thẻ",
                form="complement",
            ),
            c=W.count("{n} em thuộc hộ nghèo", 1316, "học sinh", "Học sinh thuộc hộ nghèo", note="overlaps"),
        ),
        dash(
            "Thẻ cấp theo {a} cho người {b}: {c}.",
            a=no("Mẫu số 03-TĐG", "number of a form"),
            b=no("từ đủ 80 tuổi", "age in the name of a group"),
            c=W.count("{n} thẻ", 1094, "thẻ", "Thẻ cấp cho người từ đủ 80 tuổi"),
        ),
        dash(
            "Khám chữa bệnh: {a}, {b}; {c}.",
            a=W.parts(
                "{w} lượt, gồm {x0} lượt ngoại trú và {x1} lượt nội trú",
                98412,
                (91077, 7335),
                "lượt",
                "Lượt khám chữa bệnh bảo hiểm y tế",
                names=("ngoại trú", "nội trú"),
            ),
            b=W.count("chi phí {n} tỷ đồng", N("46,72", "tỷ đồng"), "đồng", "Chi phí khám chữa bệnh bảo hiểm y tế"),
            c=W.ratio(
                "tra cứu bằng căn cước thành công {a} lượt trong {b} lượt (đạt {p} %)",
                85916,
                91077,
                1,
                "lượt",
                "Lượt tra cứu bằng căn cước thành công",
                stated="94,4",
            ),
        ),
        PageEnd(2),
    )


def _social() -> tuple[Block, ...]:
    return (
        head("II.", "BẢO HIỂM XÃ HỘI"),
        dash(
            "{a}; {b}.",
            a=W.ratio(
                "Số người tham gia BHXH bắt buộc là {a} người trên tổng số {b} lao động thuộc diện, đạt {p} %",
                17855,
                19240,
                1,
                "người",
                "Người tham gia BHXH bắt buộc",
                stated="98,2",
                planted="92,8 with its last two digits swapped.",
            ),
            b=W.count(
                "giảm {n} người so với cuối năm trước",
                164,
                "người",
                "Người tham gia BHXH bắt buộc giảm so với cuối năm",
            ),
        ),
        dash(
            "{a}, {b}.",
            a=W.ratio(
                "BHXH tự nguyện: {a} / {b} người, đạt {p} % kế hoạch năm",
                2874,
                5120,
                2,
                "người",
                "Người tham gia BHXH tự nguyện so với kế hoạch",
            ),
            b=W.ratio(
                "bằng {p} % so với cùng kỳ năm trước ({b} người)",
                2874,
                2655,
                1,
                "người",
                "Người tham gia BHXH tự nguyện so với cùng kỳ",
            ),
        ),
        plus(
            "Phát triển mới trong kỳ: {a};",
            a=W.parts(
                "{w} người, trong đó đại lý thu vận động {x0} người, hội nghị khách hàng {x1} người",
                612,
                (540, 72),
                "người",
                "Người tham gia BHXH tự nguyện mới",
                names=("đại lý thu", "hội nghị"),
            ),
        ),
        plus(
            "Nợ đóng: {a}, {b}; {c}.",
            a=W.count("số tiền chậm đóng {n} triệu đồng", N("8.436,5", "triệu đồng"), "đồng", "Số tiền chậm đóng"),
            b=W.percent("chiếm {p} % số phải thu", N("2,31"), "Tỷ lệ chậm đóng trên số phải thu"),
            c=W.parts(
                "đã thanh tra {w} đơn vị, trong đó {x0} đơn vị bị xử phạt",
                23,
                (5,),
                "đơn vị",
                "Đơn vị được thanh tra",
                names=("bị xử phạt",),
                form="subset",
                is_exhaustive=False,
            ),
        ),
    )


def _work() -> tuple[Block, ...]:
    return (
        head("III.", "GIẢI QUYẾT HỒ SƠ, CHUYỂN ĐỔI SỐ"),
        dash(
            "{a}.",
            a=W.parts(
                "Tiếp nhận {w} hồ sơ, trong đó: {x0} hồ sơ điện tử và {x1} hồ sơ giấy",
                6482,
                (5906, 596),
                "hồ sơ",
                "Hồ sơ tiếp nhận",
                names=("điện tử", "giấy"),
                planted="576 paper files typed as 596: 5.906 + 596 = 6.502.",
            ),
        ),
        dash(
            "Chi trả qua tài khoản: {a}; {b}.",
            a=W.ratio(
                "lương hưu {a} người, đạt {p} % số người hưởng ({b} người)",
                3118,
                3905,
                1,
                "người",
                "Người hưởng lương hưu qua tài khoản",
            ),
            b=W.ratio(
                "trợ cấp thất nghiệp {a}/{b} người, đạt {p} %",
                1047,
                1047,
                0,
                "người",
                "Người hưởng trợ cấp thất nghiệp qua tài khoản",
            ),
        ),
        dash(
            "Ứng dụng {v}: {a}, {b}. Giải đáp qua tổng đài {t}: {c}.",
            v=no("VssID 1.6.7", "version"),
            a=W.count("cấp {n} tài khoản", 68215, "tài khoản", "Tài khoản VssID"),
            b=W.ratio(
                "bằng {p} % số người tham gia ({b} người)",
                68215,
                121306,
                1,
                "người",
                "Người có tài khoản VssID",
                note="denominator printed here again, numerator just before",
            ),
            t=no("1900 9068", "telephone"),
            c=W.count("hơn {n} cuộc", 450, "cuộc", "Cuộc gọi được giải đáp", qualifier="at_least"),
        ),
    )


def _ending() -> tuple[Block, ...]:
    return (
        head("IV.", "NHIỆM VỤ {p}", p=when("6 THÁNG CUỐI NĂM")),
        para(
            "{a}; {b}. Phối hợp thực hiện {c}.",
            a=W.percent(
                "Phấn đấu bao phủ bảo hiểm y tế đạt từ {p} % trở lên",
                N("95,2"),
                "Bao phủ bảo hiểm y tế",
                role="target",
                qualifier="at_least",
            ),
            b=W.percent(
                "giảm tỷ lệ chậm đóng xuống dưới {p} %", N("1,6"), "Tỷ lệ chậm đóng", role="target", qualifier="at_most"
            ),
            c=no("Đề án 06", "name of the national scheme"),
        ),
        para("Trên đây là báo cáo của BHXH thị xã Phú Thuận./."),
    )
