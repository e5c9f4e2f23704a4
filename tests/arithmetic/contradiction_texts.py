"""Texts with and without a contradiction, of many subjects; written before the rules and not changed to suit them.

Each row: (the text, the two numbers accused or None, what is new in the row).
"""

from __future__ import annotations

HEADINGS = ("I. KẾT QUẢ CHUNG", "II. KẾT QUẢ CỤ THỂ")


def two(first: str, second: str) -> str:
    """The two statements, each in a chapter of its own."""
    return f"{HEADINGS[0]}\n{first}\n{HEADINGS[1]}\n{second}\n"


Row = tuple[str, tuple[str, str] | None, str]

CONTRADICTIONS: list[Row] = [
    (
        two("Tỷ lệ hộ nghèo toàn huyện là 12,5%.", "Tỷ lệ hộ nghèo toàn huyện là 15,2%."),
        ("12,5", "15,2"),
        "one share, two values",
    ),
    (
        two(
            "Toàn huyện có 52 trường đạt chuẩn quốc gia.",
            "Đến nay, toàn huyện có 54 trường đạt chuẩn quốc gia.",
        ),
        ("52", "54"),
        "one count, two values",
    ),
    (
        two(
            "Tổng thu ngân sách nhà nước trên địa bàn đạt 125,4 tỷ đồng.",
            "Tổng thu ngân sách nhà nước trên địa bàn là 152,4 tỷ đồng.",
        ),
        ("125,4", "152,4"),
        "an amount",
    ),
    (
        two(
            "Tổng số đảng viên toàn Đảng bộ là 4.312 đảng viên.",
            "Toàn Đảng bộ có tổng số 4.321 đảng viên.",
        ),
        ("4.312", "4.321"),
        "the words in another order",
    ),
    (
        "Tỷ lệ người dân tham gia bảo hiểm y tế đạt 91,2%.\n\nSTT\tChỉ tiêu\tKết quả\n"
        "1\tTỷ lệ hộ sử dụng nước sạch\t80,0%\n2\tTỷ lệ người dân tham gia bảo hiểm y tế\t92,1%\n"
        "3\tTỷ lệ xã đạt chuẩn y tế\t100%\n",
        ("91,2", "92,1"),
        "text against table",
    ),
    (
        "Tỷ lệ dân số tham gia bảo hiểm y tế đạt 91,2%.\n\nSTT\tChỉ tiêu\tKết quả\tKế hoạch\n"
        "1\tTỷ lệ hộ sử dụng nước sạch\t80,0%\t82%\n2\tTỷ lệ người dân tham gia bảo hiểm y tế\t92,1%\t95%\n"
        "3\tTỷ lệ xã đạt chuẩn y tế\t100%\t100%\n",
        ("91,2", "92,1"),
        "dân số and người dân; a column of plans beside",
    ),
    (
        "Toàn huyện hiện có 15 xã, trong đó 11 xã đạt chuẩn nông thôn mới. Ngoài ra, trong số 12 xã đã đạt chuẩn "
        "nông thôn mới nêu trên có 02 xã đạt chuẩn nâng cao.",
        ("11", "12"),
        "'nêu trên' forces one number",
    ),
    (
        "Trong năm đã cấp 1.250 thẻ căn cước. Toàn bộ 1.520 thẻ căn cước nói trên đã được trả cho công dân.",
        ("1.250", "1.520"),
        "'nói trên'",
    ),
    (
        two(
            "Các cấp hội đã huy động 365 tổ hòa giải cơ sở tham gia tuyên truyền.",
            "Toàn huyện có 265 tổ hòa giải cơ sở, trong đó 29 tổ hòa giải cơ sở ở thị trấn và 336 tổ "
            "hòa giải cơ sở ở các xã.",
        ),
        ("365", "265"),
        "the sum that fails here is printed there",
    ),
    (
        two(
            "Tỷ lệ hồ sơ giải quyết đúng hạn của phòng đạt 95,24%.",
            "Phòng đã giải quyết đúng hạn 600/630 hồ sơ (tỷ lệ hồ sơ giải quyết đúng hạn 92,54%).",
        ),
        ("95,24", "92,54"),
        "the share that fails here is printed rightly there",
    ),
    (
        two(
            "Số hộ gia đình được công nhận gia đình văn hóa là 8.456 hộ.",
            "Số hộ gia đình được công nhận gia đình văn hóa là 8.546 hộ.",
        ),
        ("8.456", "8.546"),
        "two digits swapped",
    ),
    (
        two(
            "Tổng số học sinh tiểu học là 3.215 học sinh.",
            "Tổng số học sinh tiểu học: 3.512 học sinh.",
        ),
        ("3.215", "3.512"),
        "a colon for 'là'",
    ),
    (
        two(
            "Tính đến ngày 31/12/2022, tổng đàn trâu toàn huyện là 7.120 con.",
            "Tính đến ngày 31/12/2022, tổng đàn trâu toàn huyện là 7.210 con.",
        ),
        ("7.120", "7.210"),
        "one day said twice",
    ),
    (
        two(
            "Tỷ lệ che phủ rừng đạt 43,2%.",
            "- Tỷ lệ che phủ rừng: 42,3%.",
        ),
        ("43,2", "42,3"),
        "sentence and bullet",
    ),
    (
        two(
            "Thu nhập bình quân đầu người đạt 42,5 triệu đồng/năm.",
            "Thu nhập bình quân đầu người ước đạt 45,2 triệu đồng/năm.",
        ),
        None,
        "'ước đạt' may be a later estimate",
    ),
    (
        two(
            "Tỷ lệ giải ngân vốn đầu tư công đạt 81,3%.",
            "Tỷ lệ giải ngân vốn đầu tư công mới đạt 83,1%.",
        ),
        ("81,3", "83,1"),
        "'mới đạt' is only so far, not new ones",
    ),
    (
        two(
            "Số lao động được giải quyết việc làm là 1.845 lao động.",
            "Số lao động được giải quyết việc làm là 1.485 lao động.",
        ),
        ("1.845", "1.485"),
        "work",
    ),
    (
        "Diện tích gieo trồng lúa cả năm đạt 5.420 ha.\n\nPHỤ LỤC 1\nSTT\tChỉ tiêu\tĐơn vị\tThực hiện\n"
        "1\tDiện tích gieo trồng lúa cả năm\tha\t5.240\n2\tDiện tích gieo trồng ngô cả năm\tha\t1.310\n"
        "3\tTổng đàn trâu\tcon\t7.120\n4\tSản lượng thủy sản\ttấn\t412\n",
        ("5.420", "5.240"),
        "text against appendix, the unit in a column",
    ),
]

AGREEMENTS: list[Row] = [
    (two("Tỷ lệ hộ nghèo toàn huyện là 12,5%.", "Tỷ lệ hộ nghèo toàn huyện là 12,5%."), None, "the same twice"),
    (two("Tỷ lệ hộ nghèo toàn huyện là 12,52%.", "Tỷ lệ hộ nghèo toàn huyện là 12,5%."), None, "rounded"),
    (two("Tỷ lệ hộ nghèo toàn huyện là 12,59%.", "Tỷ lệ hộ nghèo toàn huyện là 12,5%."), None, "cut off"),
    (
        two("Toàn huyện có 1.234 hộ kinh doanh cá thể.", "Toàn huyện có hơn 1.200 hộ kinh doanh cá thể."),
        None,
        "'hơn' covers it",
    ),
    (
        two("Toàn huyện có 1.234 hộ kinh doanh cá thể.", "Toàn huyện có 1,2 nghìn hộ kinh doanh cá thể."),
        None,
        "thousands",
    ),
    (
        two("Toàn huyện có 1.234 hộ kinh doanh cá thể.", "Toàn huyện có gần 1.300 hộ kinh doanh cá thể."),
        None,
        "'gần'",
    ),
    (
        two("Toàn huyện có 1.234 hộ kinh doanh cá thể.", "Toàn huyện có khoảng 1.250 hộ kinh doanh cá thể."),
        None,
        "'khoảng'",
    ),
    (
        two(
            "Tổng thu ngân sách nhà nước trên địa bàn đạt 125,4 tỷ đồng.",
            "Tổng thu ngân sách nhà nước trên địa bàn là 125.400 triệu đồng.",
        ),
        None,
        "another magnitude",
    ),
]

DIFFERENT_THINGS: list[Row] = [
    (two("Tỷ lệ hộ nghèo năm 2021 là 15,2%.", "Tỷ lệ hộ nghèo năm 2022 là 12,5%."), None, "two years"),
    (
        two("Đầu năm, tỷ lệ hộ nghèo toàn huyện là 15,2%.", "Cuối năm, tỷ lệ hộ nghèo toàn huyện là 12,5%."),
        None,
        "start and end of the year",
    ),
    (
        two(
            "Đến ngày 31/3/2023 toàn huyện có 66 hợp tác xã nông nghiệp.",
            "Đến ngày 30/9/2023 toàn huyện có 74 hợp tác xã nông nghiệp.",
        ),
        None,
        "two days",
    ),
    (
        two("Quý I, số vụ tai nạn giao thông là 12 vụ.", "Quý II, số vụ tai nạn giao thông là 15 vụ."),
        None,
        "two quarters",
    ),
    (two("Tỷ lệ hộ nghèo toàn huyện là 12,5%.", "Tỷ lệ hộ nghèo toàn tỉnh là 9,8%."), None, "district and province"),
    (two("Tỷ lệ hộ nghèo của xã Na Lang là 12,5%.", "Tỷ lệ hộ nghèo của xã Pú Lau là 19,8%."), None, "two communes"),
    (two("Tỷ lệ hộ nghèo toàn huyện là 12,5%.", "Tỷ lệ hộ cận nghèo toàn huyện là 9,8%."), None, "another class"),
    (
        two("Tỷ lệ hộ nghèo toàn huyện là 12,5%.", "Tỷ lệ hộ nghèo dân tộc thiểu số toàn huyện là 19,8%."),
        None,
        "a narrower group",
    ),
    (
        two("Tỷ lệ hộ sử dụng nước sạch đạt 82,5%.", "Tỷ lệ hộ nông thôn sử dụng nước sạch đạt 76,1%."),
        None,
        "only the country",
    ),
    (
        two("Toàn huyện có 52 trường đạt chuẩn quốc gia.", "Công nhận mới 03 trường đạt chuẩn quốc gia."),
        None,
        "'mới' are the new ones",
    ),
    (
        two("Toàn huyện có 52 trường đạt chuẩn quốc gia.", "Phấn đấu có 55 trường đạt chuẩn quốc gia."),
        None,
        "a target",
    ),
    (
        two("Tỷ lệ giải ngân đạt 81,3%.", "Kế hoạch giao tỷ lệ giải ngân đạt 95%."),
        None,
        "a plan",
    ),
    (
        two("Toàn huyện có 52 trường đạt chuẩn quốc gia.", "Cấp tiểu học có 19 trường đạt chuẩn quốc gia."),
        None,
        "one level of schools",
    ),
    (
        two("Toàn huyện có 1.250 hộ nghèo.", "Trong năm giảm 320 hộ nghèo."),
        None,
        "a change",
    ),
    (
        two("Toàn huyện có 1.250 hộ nghèo.", "Hỗ trợ vay vốn cho 415 hộ nghèo."),
        None,
        "helped ones, not all",
    ),
    (
        two("Tổ chức 12 lớp tập huấn.", "Tổ chức 5 lớp tập huấn."),
        None,
        "other classes on other subjects",
    ),
    (
        two("Tổ chức 12 lớp tập huấn về chuyển đổi số.", "Phối hợp tổ chức 5 lớp tập huấn về chuyển đổi số."),
        None,
        "'phối hợp': other classes",
    ),
    (
        "Lĩnh vực đất đai: tiếp nhận 120 hồ sơ, đã giải quyết 110 hồ sơ.\n"
        "Lĩnh vực hộ tịch: tiếp nhận 340 hồ sơ, đã giải quyết 338 hồ sơ.\n",
        None,
        "two fields",
    ),
    (
        "1. Về đất đai\nTổng số hồ sơ tiếp nhận là 120 hồ sơ.\n2. Về hộ tịch\nTổng số hồ sơ tiếp nhận là 340 hồ sơ.\n",
        None,
        "two fields, named in the headings",
    ),
    (
        "1. Công an huyện\nTổng số hồ sơ tiếp nhận trong kỳ là 120 hồ sơ.\n2. Chi cục Thuế\nTổng số hồ sơ tiếp nhận "
        "trong kỳ là 340 hồ sơ.\n",
        None,
        "two offices, named in the headings",
    ),
    (
        "- Xã Na Lang: tỷ lệ hộ dùng điện đạt 92,1%.\n- Xã Pú Lau: tỷ lệ hộ dùng điện đạt 95,3%.\n",
        None,
        "two communes in bullets",
    ),
    (
        "Xã\tTỷ lệ hộ nghèo\tSố hộ\nNa Lang\t12,5%\t1.250\nPú Lau\t19,8%\t980\n"
        "Hua Nà\t11,2%\t1.020\nToàn huyện\t14,1%\t3.250\n"
        "Tỷ lệ hộ nghèo toàn huyện là 14,1%.\n",
        None,
        "rows of communes",
    ),
    (
        "STT\tChỉ tiêu\tNăm 2021\tNăm 2022\n1\tTỷ lệ hộ nghèo\t15,2%\t12,5%\n2\tTỷ lệ che phủ rừng\t42%\t43%\n"
        "3\tTỷ lệ dân tham gia BHYT\t90%\t92%\nNăm 2022, tỷ lệ hộ nghèo là 12,5%.\n",
        None,
        "columns of years",
    ),
    (
        "STT\tChỉ tiêu\tKế hoạch\tThực hiện\n1\tTỷ lệ hộ sử dụng nước sạch\t85%\t82,5%\n"
        "2\tTỷ lệ che phủ rừng\t42%\t43%\n"
        "3\tTỷ lệ dân tham gia BHYT\t90%\t92%\nTỷ lệ hộ sử dụng nước sạch đạt 82,5%.\n",
        None,
        "plan and result",
    ),
    (
        "STT\tChỉ tiêu\tKết quả\n1\tTỷ lệ hồ sơ giải quyết trước hạn\t45,1%\n"
        "2\tTỷ lệ hồ sơ giải quyết đúng hạn\t52,3%\n"
        "3\tTỷ lệ hồ sơ giải quyết quá hạn\t2,6%\nTỷ lệ hồ sơ giải quyết trước hạn đạt 45,1%.\n",
        None,
        "rows that are worded alike",
    ),
    (
        two("Số trẻ em nam được tiêm chủng là 415 trẻ.", "Số trẻ em nữ được tiêm chủng là 402 trẻ."),
        None,
        "boys and girls",
    ),
    (
        two(
            "Số học sinh lớp 5 hoàn thành chương trình là 412 em.",
            "Số học sinh lớp 9 hoàn thành chương trình là 380 em.",
        ),
        None,
        "a number in the words tells them apart",
    ),
    (
        two("Số vụ phạm pháp hình sự là 25 vụ, giảm 3 vụ.", "Số vụ phạm pháp hình sự cùng kỳ là 28 vụ."),
        None,
        "the year before",
    ),
    (
        two("Tỷ lệ hộ nghèo toàn huyện là 12,5%.", "Tỷ lệ hộ nghèo toàn huyện giảm 2,1%."),
        None,
        "a change of the share",
    ),
    (
        two("Tỷ lệ hộ nghèo toàn huyện là 12,5%.", "Tỷ lệ hộ chưa thoát nghèo bền vững toàn huyện là 3,1%."),
        None,
        "negated",
    ),
    (
        two("Tổng đàn lợn 38.620 con.", "Tổng đàn trâu 7.120 con."),
        None,
        "other animals",
    ),
    (
        two("Diện tích lúa vụ xuân 2.420 ha.", "Diện tích lúa vụ mùa 3.110 ha."),
        None,
        "two seasons",
    ),
    (
        two("Thu hoạch được 2.420 ha lúa.", "Toàn huyện gieo cấy 3.110 ha lúa."),
        None,
        "harvested and sown",
    ),
    (
        two("Lũy kế đến nay đã cấp 12.450 tài khoản định danh.", "Trong tháng đã cấp 450 tài khoản định danh."),
        None,
        "running total and month",
    ),
    (
        two("Đã tiếp nhận 31.885 hồ sơ cấp căn cước.", "Đã trả 31.002 hồ sơ cấp căn cước."),
        None,
        "received and handed out",
    ),
    (
        two("Tỷ lệ ký số của các phòng đạt 99,3%.", "Tỷ lệ ký số của các xã đạt 98,5%."),
        None,
        "offices and communes",
    ),
    (
        "Tỷ lệ ký số toàn huyện đạt 97,4%, trong đó cấp huyện đạt 99,3%, cấp xã đạt 96,5%.\n",
        None,
        "a share and its shares",
    ),
    (
        two("Có 350 người tham dự hội nghị.", "Có 120 người tham dự hội nghị."),
        None,
        "two meetings",
    ),
    (
        two(
            "Mỗi xã có 02 cán bộ chuyên trách công nghệ thông tin.",
            "Toàn huyện có 38 cán bộ chuyên trách công nghệ thông tin.",
        ),
        None,
        "'mỗi'",
    ),
    (
        two("Bệnh viện có 120 giường bệnh kế hoạch.", "Bệnh viện có 185 giường bệnh thực kê."),
        None,
        "planned and real beds",
    ),
    (
        two(
            "Tỷ lệ lấp đầy giường bệnh đạt 98,2% tại bệnh viện huyện.",
            "Tỷ lệ lấp đầy giường bệnh đạt 75,4% tại phòng khám khu vực.",
        ),
        None,
        "the place stands behind the number",
    ),
    (
        two(
            "Xử phạt 45 trường hợp vi phạm về an toàn thực phẩm.",
            "Phát hiện 52 trường hợp vi phạm về an toàn thực phẩm.",
        ),
        None,
        "found and fined",
    ),
    (
        two("Chi thường xuyên đạt 85,2% dự toán.", "Chi thường xuyên đạt 102,3% so với cùng kỳ."),
        None,
        "another base",
    ),
    (
        two("Thu từ đất đạt 85,2 tỷ đồng, bằng 120% dự toán huyện giao.", "Thu từ đất bằng 150% dự toán tỉnh giao."),
        None,
        "two plans",
    ),
    (
        two("Toàn huyện có 45 tổ hợp tác.", "Toàn huyện có 12 tổ hợp tác hoạt động hiệu quả."),
        None,
        "those that work well",
    ),
    (
        two(
            "Điểm trung bình môn Toán là 6,25 điểm.",
            "Điểm trung bình môn Toán là 5,98 điểm đối với hệ giáo dục thường xuyên.",
        ),
        None,
        "narrowed behind the number",
    ),
    (
        "Bảng 1. Kết quả quý I\nChỉ tiêu\tSố lượng\nSố hồ sơ tiếp nhận\t120\n"
        "Số hồ sơ giải quyết\t118\nSố hồ sơ quá hạn\t2\n"
        "Bảng 2. Kết quả quý II\nChỉ tiêu\tSố lượng\nSố hồ sơ tiếp nhận\t150\n"
        "Số hồ sơ giải quyết\t149\nSố hồ sơ quá hạn\t1\n",
        None,
        "tables of two quarters",
    ),
    (
        two("Lương cơ sở 1,49 triệu đồng/tháng.", "Lương cơ sở 1,8 triệu đồng/tháng từ ngày 01/7/2023."),
        None,
        "a date behind",
    ),
    (
        two("Số phiếu phát ra là 120 phiếu.", "Số phiếu thu về là 118 phiếu."),
        None,
        "ballots",
    ),
    (
        "\n\nKết quả đăng ký thu gom rác thải của các phường, xã\n"
        "TT\tĐơn vị\tTổng số hộ\tHộ đăng ký thu gom\tTỷ lệ (%) hộ đăng ký thu gom\tKhối lượng (tấn/ngày)\n"
        "I\tKhối phường\t23.575\t22.678\t96,2\t71,4\n1\tSao Đỏ\t9.575\t9.178\t95,9\t31,4\n"
        "2\tPhả Lại\t14.000\t13.500\t96,4\t40,0\nII\tKhối xã\t9.361\t7.986\t85,1\t29,0\n"
        "1\tHưng Đạo\t2.104\t1.842\t87,5\t8,6\n2\tLê Lợi\t2.517\t2.146\t85,3\t10,2\n"
        "3\tBắc An\t4.740\t3.998\t84,3\t10,2\n",
        None,
        "another row of the table prints what this row should",
    ),
]

TEXTS = [*CONTRADICTIONS, *AGREEMENTS, *DIFFERENT_THINGS]
