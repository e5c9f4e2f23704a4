"""A district's digital transformation in 2024, as a PDF-to-text tool leaves it: wrapped, with blank lines between."""

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
from corpus.samples.numbers import as_typed
from corpus.samples.say import Writer, bold, dash, head, law, no, para, plus, say, when

W = Writer(scope="toàn huyện")


def build() -> Report:
    """The report."""
    return Report(
        name="chuyen-doi-so-huyen-2024",
        subject="A district's digital transformation, 2024",
        metadata=Metadata(
            title="Tình hình chuyển đổi số năm 2024 và nhiệm vụ trọng tâm năm 2025",
            number_symbol="412/BC-UBND",
            issuing_body="Ủy ban nhân dân huyện Mường Khao",
            admin_unit="huyện Mường Khao",
            admin_level="huyện",
            province="Sơn Bình",
            issue_date="2024-12-06",
            period="2024",
            period_start="2024-01-01",
            period_end="2024-12-31",
            signer="Lò Văn Thuyết",
        ),
        letterhead=Letterhead(("ỦY BAN NHÂN DÂN", "HUYỆN MƯỜNG KHAO")),
        symbol="412/BC-UBND",
        place_and_date=say("Mường Khao, {d}", d=when("ngày 06 tháng 12 năm 2024")),
        type_line="BÁO CÁO",
        title=(
            say("Tình hình chuyển đổi số {y}", y=when("năm 2024")),
            say("và nhiệm vụ trọng tâm {y}", y=when("năm 2025")),
        ),
        blocks=(*_opening(), *_infrastructure(), *_government(), *_services(), *_society(), *_ending()),
        signature=Signature(
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            "Lò Văn Thuyết",
            (
                "Sở Thông tin và Truyền thông;",
                "TT Huyện ủy, HĐND huyện;",
                "Các phòng, ban, đơn vị;",
                say("Lưu: VT, VHTT, {n}.", n=no("Th 25b", "number of copies")),
            ),
        ),
        text_habit=TextHabit(width=80, line_gap="\n\n", letterhead=LetterheadLook.SIDE_BY_SIDE, line_end=" "),
        traps=(
            "2G/3G/4G, 24/7, cấp độ 2, mức độ 3, 4, Đề án 06, 15 tuổi, phiên bản 2.1, telephone, KT1",
            "rank 5/12 beside a true ratio",
            "'trong đó' that names one part only; overlapping subsets (máy tính có diệt vi rút, có mạng LAN)",
            "07/9 as a date, 07/18 xã as a ratio",
        ),
    )


def _opening() -> tuple[Block, ...]:
    return (
        para(
            "Căn cứ {a} của Tỉnh ủy Sơn Bình về đẩy mạnh chuyển đổi số {b};",
            a=law("Nghị quyết số 27-NQ/TU ngày 14/3/2022"),
            b=when("giai đoạn 2022-2025, định hướng đến năm 2030"),
        ),
        para(
            "Thực hiện {a} của UBND tỉnh và {b} của UBND huyện, UBND huyện Mường Khao tổng hợp kết quả như sau:",
            a=law("Kế hoạch số 31/KH-UBND ngày 22/01/2024"),
            b=law("Kế hoạch số 48/KH-UBND ngày 07/02/2024"),
        ),
        head("I.", "CÔNG TÁC CHỈ ĐẠO"),
        para(
            "Ban Chỉ đạo họp {a}, ban hành {b}; {c}. Chuyên mục về chuyển đổi số phát định kỳ {d}, "
            "đến {e} đã có {f}, {g}.",
            a=W.count("{n} kỳ", 4, "kỳ họp", "Kỳ họp Ban Chỉ đạo chuyển đổi số"),
            b=W.count("{n} văn bản chỉ đạo", 37, "văn bản", "Văn bản chỉ đạo về chuyển đổi số"),
            c=W.percent(
                "{p}% xã, thị trấn xây dựng kế hoạch riêng",
                as_typed("100"),
                "Xã, thị trấn có kế hoạch chuyển đổi số",
                scope="cấp xã",
            ),
            d=no("vào ngày 10 hằng tháng", "day of the month"),
            e=when("hết tháng 11/2024"),
            f=W.count("{n} tin bài", 86, "tin bài", "Tin bài về chuyển đổi số"),
            g=W.count("{n} phóng sự", 9, "phóng sự", "Phóng sự về chuyển đổi số"),
        ),
        para(
            "{w}.",
            w=W.parts(
                "Toàn huyện duy trì {w} tổ công nghệ số cộng đồng, trong đó có {x0} tổ cấp xã với {c}; "
                "{x1} tổ ở bản, tiểu khu với {e}",
                192,
                (18, 164),
                "tổ",
                "Tổ công nghệ số cộng đồng",
                names=("cấp xã", "cấp bản, tiểu khu"),
                part_scopes=("cấp xã", "cấp thôn"),
                planted="182 (18 + 164) typed as 192; other figures stand between the parts.",
                c=W.count("{n} thành viên", 126, "thành viên", "Thành viên tổ cấp xã", scope="cấp xã"),
                e=W.count("{n} thành viên", 1158, "thành viên", "Thành viên tổ cấp bản", scope="cấp thôn"),
            ),
        ),
    )


def _infrastructure() -> tuple[Block, ...]:
    return (
        head("II.", "KẾT QUẢ THỰC HIỆN"),
        head("1.", "Hạ tầng số"),
        dash(
            "Mạng {g} phủ đến trung tâm các xã; {a}, {b}. Tỷ lệ hộ gia đình có Internet cáp quang {c}; "
            "tỷ lệ dân số có điện thoại thông minh {d}.",
            g=no("2G/3G/4G", "mobile network generations"),
            a=W.ratio(
                "{p}% bản, tiểu khu có sóng {g}, {rest}",
                155,
                164,
                1,
                "bản",
                "Bản, tiểu khu có sóng 4G",
                form="complement",
                scope="cấp thôn",
                note="numerator = 164 - 9",
                g=no("4G", "mobile network generation"),
                rest=W.ratio(
                    "còn {a}/{b} bản chưa có sóng ổn định",
                    9,
                    164,
                    1,
                    "bản",
                    "Bản chưa có sóng 4G ổn định",
                    scope="cấp thôn",
                ),
            ),
            b=W.count("toàn huyện hiện có {n} trạm BTS", 127, "trạm", "Trạm BTS"),
            c=W.percent("đạt {p}%", as_typed("58,4"), "Hộ gia đình có Internet cáp quang"),
            d=W.percent("ước đạt {p}%", as_typed("71"), "Dân số có điện thoại thông minh", qualifier="approx"),
        ),
        dash(
            "Cấp huyện có {a}, trong đó {b}, {c}. Hệ thống thông tin nội bộ được phê duyệt {d}, "
            "giám sát {e}, nguồn điện {f}.",
            a=W.count("{n} máy tính", 214, "máy tính", "Máy tính cấp huyện", scope="cấp huyện"),
            b=W.count(
                "{n} máy cài phần mềm diệt vi rút",
                214,
                "máy tính",
                "Máy tính cài phần mềm diệt vi rút",
                scope="cấp huyện",
                note="overlaps with the next subset",
            ),
            c=W.count(
                "{n} máy nối mạng số liệu chuyên dùng",
                188,
                "máy tính",
                "Máy tính nối mạng chuyên dùng",
                scope="cấp huyện",
                note="overlaps with the subset before",
            ),
            d=no("cấp độ 2", "security level"),
            e=no("24/7", "round the clock, not a ratio"),
            f=no("220/380V", "voltage, not a ratio"),
        ),
        dash(
            "{a}. Đường dây hỗ trợ: {b}.",
            a=W.ratio(
                "Hội nghị truyền hình đã kết nối đến {a}/{b} xã, thị trấn",
                18,
                18,
                0,
                "xã, thị trấn",
                "Xã, thị trấn có hội nghị truyền hình",
                scope="cấp xã",
            ),
            b=no("0212.3855.417", "telephone"),
        ),
    )


def _government() -> tuple[Block, ...]:
    return (
        head("2.", "Chính quyền số"),
        dash(
            "Văn bản điện tử: {a}; {b}. Trục liên thông nâng cấp lên {c}.",
            a=W.ratio(
                "cấp huyện phát hành {b} văn bản, trong đó văn bản ký số là {a} văn bản (đạt {p}%)",
                8214,
                8402,
                2,
                "văn bản",
                "Văn bản phát hành có ký số",
                scope="cấp huyện",
            ),
            b=W.ratio(
                "cấp xã ký số {a}/{b} văn bản, đạt tỷ lệ {p}%",
                10381,
                11264,
                2,
                "văn bản",
                "Văn bản phát hành có ký số",
                scope="cấp xã",
                stated="96,16",
                planted="92,16 with its second digit changed.",
            ),
            c=no("phiên bản 2.1", "version"),
        ),
        dash(
            "{a}.",
            a=W.parts(
                "Toàn huyện đang dùng {w} hộp thư công vụ, trong đó: "
                "{x0} hộp thư của tổ chức và {x1} hộp thư của cá nhân",
                967,
                (143, 824),
                "hộp thư",
                "Hộp thư công vụ",
                names=("của tổ chức", "của cá nhân"),
            ),
        ),
        dash(
            "{a}.",
            a=W.parts(
                "Tổng số chứng thư số được cấp đến nay là {w}, trong đó: {x0} tổ chức và {x1} cá nhân",
                548,
                (96, 425),
                "chứng thư số",
                "Chứng thư số",
                names=("tổ chức", "cá nhân"),
                planted="521 (96 + 425) typed as 548; the two holders are closed by 'và'.",
            ),
        ),
        PageEnd(2),
    )


def _services() -> tuple[Block, ...]:
    return (
        head("3.", "Dịch vụ công trực tuyến và {x}", x=no("Đề án 06", "name of the national scheme")),
        dash(
            "{a}, {r}; {t}.",
            a=W.ratio(
                "Tiếp nhận trực tuyến {a}/{b} hồ sơ, đạt {p}%",
                12846,
                14903,
                1,
                "hồ sơ",
                "Hồ sơ tiếp nhận trực tuyến",
            ),
            r=no("xếp thứ 5/12 huyện, thành phố", "rank, not a ratio"),
            t=W.percent("chỉ tiêu tỉnh giao là {p}%", as_typed("80"), "Hồ sơ tiếp nhận trực tuyến", role="target"),
        ),
        plus(
            "Lĩnh vực hộ tịch: {a}, {b};",
            a=W.ratio(
                "đã giải quyết {a}/{b} hồ sơ qua mạng (đạt {p}%)", 3127, 3418, 2, "hồ sơ", "Hồ sơ hộ tịch qua mạng"
            ),
            b=W.ratio(
                "còn {a} hồ sơ nộp trực tiếp (chiếm {p}%)",
                291,
                3418,
                2,
                "hồ sơ",
                "Hồ sơ hộ tịch nộp trực tiếp",
                form="complement",
                stated="9,51",
                planted="8,51 with its first digit changed: 91,49 + 9,51 is not 100.",
            ),
        ),
        plus(
            "Lĩnh vực đất đai: {a}, {b};",
            a=W.ratio(
                "đã giải quyết {a}/{b} hồ sơ qua mạng (đạt {p}%)",
                604,
                731,
                2,
                "hồ sơ",
                "Hồ sơ đất đai qua mạng",
            ),
            b=W.ratio(
                "còn {a} hồ sơ nộp trực tiếp (chiếm {p}%)",
                127,
                731,
                2,
                "hồ sơ",
                "Hồ sơ đất đai nộp trực tiếp",
                form="complement",
            ),
        ),
        plus(
            "Lĩnh vực kinh doanh: {a}.",
            a=W.ratio("{a}/{b} hồ sơ, đạt {p}%", 167, 178, 1, "hồ sơ", "Hồ sơ kinh doanh qua mạng", stated="93,8"),
        ),
        dash(
            "Cung cấp {a} đối với {b}. Gửi kết quả qua bưu chính {c}: {d}.",
            a=no("dịch vụ công mức độ 3, 4", "service levels"),
            b=W.count("{n} thủ tục", 243, "thủ tục", "Thủ tục được cung cấp trực tuyến"),
            c=no("KT1", "name of a postal service"),
            d=W.count("{n} lượt", 1062, "lượt", "Lượt trả kết quả qua bưu chính"),
        ),
    )


def _society() -> tuple[Block, ...]:
    return (
        head("4.", "Kinh tế số, xã hội số"),
        dash(
            "{a} từ {b}. Doanh thu dịch vụ viễn thông {c}, {d}.",
            a=W.ratio(
                "{a}/{b} xã có điểm bán hàng dùng mã QR",
                7,
                18,
                0,
                "xã",
                "Xã có điểm bán hàng dùng mã QR",
                scope="cấp xã",
            ),
            b=when("ngày 07/9/2024"),
            c=W.count(
                "ước đạt {n} tỷ đồng", as_typed("21,36", "tỷ đồng"), "đồng", "Doanh thu viễn thông", qualifier="approx"
            ),
            d=W.percent("tăng {p}% so với cùng kỳ", as_typed("6,2"), "Doanh thu viễn thông tăng so với cùng kỳ"),
        ),
        dash(
            "Tỷ lệ người {a} có tài khoản thanh toán {b}; {c}.",
            a=no("từ 15 tuổi trở lên", "age in the name of an indicator"),
            b=W.percent("đạt trên {p}%", as_typed("62,5"), "Người từ 15 tuổi có tài khoản", qualifier="at_least"),
            c=W.parts(
                "đã cấp {w} tài khoản định danh, trong đó {x0} tài khoản đã kích hoạt",
                48317,
                (41206,),
                "tài khoản",
                "Tài khoản định danh đã cấp",
                names=("đã kích hoạt",),
                form="subset",
                is_exhaustive=False,
            ),
        ),
        dash(
            "{a}.",
            a=W.count(
                "Tập huấn kỹ năng số cho khoảng {n} lượt người dân",
                2600,
                "lượt người",
                "Lượt người được tập huấn",
                qualifier="approx",
            ),
        ),
    )


def _ending() -> tuple[Block, ...]:
    return (
        head("III.", "TỒN TẠI VÀ NHIỆM VỤ {y}", y=when("NĂM 2025")),
        para(
            "{h} Một số bản vùng cao chưa có điện lưới nên hạ tầng số còn khó khăn. Phấn đấu {y}: {a}; {b}.",
            h=bold("Tồn tại:"),
            y=when("hết năm 2025"),
            a=W.percent(
                "{p}% hồ sơ công việc cấp huyện xử lý trên mạng",
                as_typed("95"),
                "Hồ sơ công việc xử lý trên mạng",
                role="target",
                scope="cấp huyện",
            ),
            b=W.percent(
                "tối thiểu {p}% hộ gia đình có cáp quang",
                as_typed("65"),
                "Hộ gia đình có cáp quang",
                role="target",
                qualifier="at_least",
            ),
        ),
        para("Trên đây là báo cáo kết quả chuyển đổi số của UBND huyện Mường Khao./."),
    )
