"""Labels of figures in lists, brackets and sentences of parts, in the words of offices nobody tuned for."""

from __future__ import annotations

import pytest

from schemas.fact import Direction, Fact, Measure
from tests.reading import mentions_by_id, resolve

HEAD = "UBND HUYỆN AN LÃO\nSố: 12/BC-UBND\nAn Lão, ngày 05 tháng 12 năm 2023\nBÁO CÁO\nKết quả năm 2023\n"


def facts_of(text: str) -> dict[str, Fact]:
    """The fact of each number by the number as printed."""
    parcel = resolve(f"{HEAD}\nI. KẾT QUẢ\n\n{text}\n")
    printed = mentions_by_id(parcel)
    facts = {fact.fact_id: fact for fact in parcel.facts}
    return {printed[link.mention_id].text: facts[link.fact_id] for link in parcel.fact_mentions}


ACCIDENTS = (
    "Trong 9 tháng, toàn tỉnh xảy ra 184 vụ tai nạn giao thông, làm chết 96 người, bị thương 131 người. So với cùng kỳ "
    "năm trước giảm 21 vụ (-10,2%), giảm 8 người chết (-7,7%). Trong đó, đường bộ xảy ra 179 vụ, làm chết 92 người."
)
EXPORTS = (
    "Kim ngạch xuất khẩu hàng hóa đạt 3.905 triệu USD, tăng 12,4%. Trong đó, hàng dệt may đạt 1.204 triệu USD (tăng "
    "9,1%); giày dép đạt 877 triệu USD, giảm 2,6%. Nhập khẩu phân bón 96 nghìn tấn."
)
CAPITAL = (
    "Tổng kế hoạch vốn là 356,8 tỷ đồng; đến ngày 31/10/2023 giải ngân 221,4 tỷ đồng. Cụ thể: vốn trung ương 98,3 tỷ "
    "đồng; vốn ngân sách tỉnh 123,1 tỷ đồng."
)
FORESTS = (
    "Phát hiện 37 vụ vi phạm, gồm: phá rừng trái phép 12 vụ, với diện tích 3,84 ha; vận chuyển lâm sản 25 vụ. Đã xử "
    "lý 34 vụ, tịch thu 18,2 m3 gỗ các loại, 09 xe máy."
)
UNIONS = (
    "Các cấp công đoàn tuyên truyền 214 buổi cho 18.450 lượt đoàn viên; trong đó: Luật Lao động 62 buổi, an toàn giao "
    'thông 55 buổi. Trao 12 nhà "Mái ấm công đoàn" với số tiền 480 triệu đồng.'
)
WELFARE = "Trong quý tăng mới 86 đối tượng, cắt giảm 52 đối tượng (chết 41 người, chuyển đi 11 người)."
FIRES = (
    "Tổ chức thực tập 64 phương án chữa cháy, trong đó có 03 phương án huy động nhiều lực lượng tham gia; xử phạt 37 "
    "trường hợp với số tiền 842 triệu đồng. Thành lập 85 tổ liên gia với 1.240 hộ tham gia, bình quân 14,6 hộ/tổ."
)
CROPS = "Diện tích gieo cấy lúa mùa 4.210 ha, bằng 98,7% cùng kỳ; năng suất ước đạt 52,4 tạ/ha (tăng 0,6 tạ/ha)."

DONE = (
    "Trong số có điều kiện, đã thi hành xong 803 việc (thi hành xong 779 việc, đình chỉ 24 việc), đạt tỷ lệ 71,25%, "
    "còn thiếu 1,75% so với chỉ tiêu Cục giao (73%)."
)
MEETINGS = (
    "Toàn tỉnh tiếp 1.284 lượt (tiếp thường xuyên 1.017 lượt), có 09 đoàn đông người; so với cùng kỳ năm 2022 (1.479 "
    "lượt) giảm 13,2%."
)
CLEAN = "Tỷ lệ thu gom rác đạt 95%, trong đó nông thôn 90%; 97% hộ dân dùng nước sạch."
PRESENTS = "Đã tặng 265 suất quà, gồm: 120 suất cho học sinh, 145 suất cho hộ nghèo, tổng trị giá 79,5 triệu đồng."
VISITS = "Thành phố tiếp 213 lượt với 241 người (giảm 58 lượt)."
RAILWAYS = (
    "Đường bộ xảy ra 54 vụ, làm chết 9 người, bị thương 31 người. Trong đó, đường sắt xảy ra 43 vụ, làm chết 13 người, "
    "bị thương 12 người. So với cùng kỳ giảm 22 vụ, số người bị thương giảm 6 người."
)
COMPANIES = "Doanh nghiệp trong nước đạt 48 triệu USD, tăng 47%, chiếm 62% kim ngạch toàn tỉnh, bằng 98,4% vụ trước."
FIELDS = "Trời hạn. Một số huyện có diện tích lúa mùa giảm mạnh: Cà Mau giảm 11,8 nghìn ha; Tây Ninh giảm 8,7 nghìn ha."
OFFENCES = "Phá rừng: 73 vụ, với 43 ha; khai thác trái phép: 2 vụ, với 7 m3."
PARAGRAPHS = "Đã xảy ra 184 vụ tai nạn giao thông, làm chết 96 người.\n\nTrong đó, đường bộ 179 vụ, đường sắt 5 vụ."
SHARES_OF = "Đã thi hành xong 04 việc với số tiền 2 tỷ đồng (đạt 10,81% về việc và 9,07% về tiền)."
VILLAGES = "Huyện có 15 xã đạt chuẩn nông thôn mới, 04 xã đạt chuẩn nâng cao. Bình quân đạt 18,4 tiêu chí/xã."
COURTS = "Án hình sự thụ lý 86 vụ với 142 bị cáo, giải quyết 82 vụ với 133 bị cáo."
RECRUITS = "Đủ sức khỏe 231 đồng chí; giao 142 tân binh, trong đó đại học 29 đồng chí."
SENTENCE = (
    "Chỉ đạo các cơ quan, đơn vị huyện, UBND các xã, thị trấn tăng cường thực hiện ký số trong phát hành văn bản, từ "
    "ngày 01/01/2023 đến ngày 30/11/2023, tỷ lệ ký số của UBND huyện đạt 91,39%."
)
NAME = "Số người nhận lương hưu, trợ cấp BHXH qua tài khoản cá nhân ở khu vực đô thị đạt 54,2%"

# (text, printed number, label, what is new in the row)
LABELS = [
    (ACCIDENTS, "96", "vụ tai nạn giao thông › làm chết", "a deed that any event may do"),
    (ACCIDENTS, "21", "vụ tai nạn giao thông", "a change is of the level of an earlier sentence"),
    (ACCIDENTS, "8", "vụ tai nạn giao thông › làm chết", "of the level that shares its word, not the nearest"),
    (ACCIDENTS, "-7,7", "vụ tai nạn giao thông › làm chết", "its bracket says the same"),
    (ACCIDENTS, "179", "vụ tai nạn giao thông › đường bộ xảy ra: vụ", "a sentence that parts the one before"),
    (ACCIDENTS, "92", "vụ tai nạn giao thông › đường bộ xảy ra: vụ › làm chết", "a part of such a part"),
    (EXPORTS, "877", "Kim ngạch xuất khẩu hàng hóa › giày dép", "each of its parts"),
    (EXPORTS, "96", "Nhập khẩu phân bón", "the next sentence does not part it"),
    (CAPITAL, "123,1", "giải ngân › vốn ngân sách tỉnh", "the level the parts add up to"),
    (
        FORESTS,
        "3,84",
        "Phát hiện: vụ vi phạm › phá rừng trái phép: vụ › diện tích",
        "an amount of the nearest part, with its whole",
    ),
    (FORESTS, "18,2", "tịch thu gỗ các loại", "what was done stands before a noun that stands behind"),
    (FORESTS, "09", "tịch thu: xe máy", "the nearest deed, not the first"),
    (UNIONS, "62", "Các cấp công đoàn tuyên truyền › Luật Lao động: buổi", "the whole of the same unit"),
    (UNIONS, "18.450", "Các cấp công đoàn tuyên truyền: buổi › lượt đoàn viên", "whom the figure before is for"),
    (UNIONS, "12", 'Trao: nhà "Mái ấm công đoàn"', "a deed before a name"),
    (UNIONS, "480", 'Trao: nhà "Mái ấm công đoàn" › số tiền', "not the words of the figure before"),
    (WELFARE, "11", "cắt giảm: đối tượng › chuyển đi", "a bracket behind a decrease parts the decrease"),
    (
        FIRES,
        "03",
        "Tổ chức thực tập: phương án chữa cháy › phương án huy động nhiều lực lượng tham gia",
        "the whole of the same unit, though the part says much",
    ),
    (FIRES, "37", "xử phạt", "a deed with things of its own owes nothing to the deed before"),
    (FIRES, "842", "xử phạt › số tiền", "an amount of that deed"),
    (FIRES, "1.240", "Thành lập: tổ liên gia › hộ tham gia", "'với' leads to what the figure before has"),
    (CROPS, "98,7", "Diện tích gieo cấy lúa mùa so với cùng kỳ", "a share of last year's figure"),
    (CROPS, "52,4", "Diện tích gieo cấy lúa mùa › năng suất", "a measure that names no crop"),
    (
        DONE,
        "71,25",
        "Trong số có điều kiện, đã thi hành xong: việc",
        "a share behind a bracket is of what stands before it",
    ),
    (
        DONE,
        "1,75",
        "Trong số có điều kiện, đã thi hành xong: việc so với chỉ tiêu Cục giao",
        "how much is wanting speaks of the share before, and to what it is",
    ),
    (DONE, "73", "Trong số có điều kiện, đã thi hành xong: việc", "and the target in its bracket too"),
    (MEETINGS, "13,2", "Toàn tỉnh tiếp", "a change behind its base is of what the base counts, not of the nearest"),
    ("Xóa 3/4 điểm đen (75%).", "3", "Xóa: điểm đen", "a deed before a ratio"),
    ("Tổng dư nợ 612/615 triệu đồng kế hoạch, đạt 99,5%.", "612", "Tổng dư nợ", "the plan is no part of it"),
    ("Chỉ tiêu đạt từ 90% trở lên.", "90", "Chỉ tiêu", "'trở lên' is no noun"),
    (SENTENCE, "91,39", "tỷ lệ ký số của UBND huyện", "of a long sentence the measure"),
    (NAME, "54,2", NAME.partition(" đạt")[0], "a long name is a name"),
    ("Hoàn thành 2,3 km đường huyện.", "2,3", "hoàn thành đường huyện", "to finish is a deed"),
    ("Có 7/7 xã và 14/14 sở đã ban hành kế hoạch.", "7", "xã đã ban hành kế hoạch", "one deed of two"),
    (VILLAGES, "18,4", "xã đạt chuẩn nông thôn mới › Bình quân", "a rate is of what it is given by"),
    (COURTS, "133", "Án hình sự thụ lý: vụ › giải quyết: vụ › bị cáo", "what a part of a part has"),
    ("Thu gom 86% rác thải.", "86", "Thu gom: rác thải", "a short deed before a percent"),
    ("Đàn lợn 34 con (tăng 6% so với cùng kỳ; đạt 98,2% kế hoạch).", "98,2", "Đàn lợn trên kế hoạch", "of a plan"),
    ("Doanh thu 352 tỷ đồng (bằng 108,6% năm 2022).", "108,6", "Doanh thu so với năm 2022", "of a named year"),
    (
        "Năm nay thu 12 tỷ đồng, vượt 2% kế hoạch.",
        "2",
        "Năm nay thu so với kế hoạch",
        "what is beyond a plan is no share of it",
    ),
    (RECRUITS, "29", "giao: tân binh: đại học: đồng chí", "a whole is not beyond a semicolon"),
    ("Tỷ lệ thu gom rác đạt 95%, trong đó nông thôn 90%.", "90", "Tỷ lệ thu gom rác: nông thôn", "a share of a share"),
    (CLEAN, "97", "hộ dân dùng nước sạch", "a share with a name of its own is none"),
    ("Tỷ lệ hộ nghèo giảm xuống còn 33,36%.", "33,36", "Tỷ lệ hộ nghèo", "what it fell to is a level"),
    ("Phấn đấu giảm từ 5 - 10% số vụ cháy.", "5", "số vụ cháy", "of a range the words behind it"),
    ("Nâng tổng số xã đạt chuẩn lên 15 xã.", "15", "tổng số xã đạt chuẩn", "what it is raised to is one too"),
    (PRESENTS, "79,5", "tặng: suất quà › tổng trị giá", "a sum of all parts is of their whole"),
    (VISITS, "58", "Thành phố tiếp", "a change of another unit than the figure before"),
    (
        RAILWAYS,
        "22",
        "Đường bộ xảy ra: vụ › đường sắt xảy ra: vụ",
        "a change is of the sentence before it, not of the first",
    ),
    (RAILWAYS, "6", "Đường bộ xảy ra: vụ › đường sắt xảy ra: vụ › bị thương", "by the words before it"),
    (COMPANIES, "62", "Doanh nghiệp trong nước trên kim ngạch toàn tỉnh", "a share of a base behind growth"),
    (COMPANIES, "98,4", "Doanh nghiệp trong nước so với vụ trước", "'bằng' compares"),
    (FIELDS, "11,8", "diện tích lúa mùa giảm mạnh: Cà Mau", "the measure that leads to a list inside a paragraph"),
    (OFFENCES, "2", "khai thác trái phép: vụ", "the first of a list is no head of the others"),
    (PARAGRAPHS, "179", "xảy ra: vụ tai nạn giao thông › đường bộ: vụ", "a paragraph parts the one before"),
    (SHARES_OF, "10,81", "thi hành xong: việc", "what a share is of stands first in the clause"),
    ("Vẫn xảy ra 41 vụ TNGT, làm chết 25 người.", "25", "vụ TNGT › làm chết", "an abbreviation tells"),
    ("Sửa 2 km đường và 3 phòng học.", "3", "Sửa: phòng học", "'và' leaves no words to the next"),
    ("Huyện có 43 trường công lập.", "43", "trường công lập", "no deed: it is there"),
    ("Tuy nhiên vẫn còn 9 xã chưa có chợ.", "9", "xã chưa có chợ", "no deed: a conjunction"),
    ("Cấp 412 chứng thư số, trong đó 96 tổ chức.", "96", "Cấp: chứng thư số: tổ chức", "'tổ chức' is a noun here"),
]

# Nouns and offices that are named together, shares of them, and shares of the same measure for others.
LABELS += [
    (
        "100% các doanh nghiệp, trường học, bệnh viện có kết nối internet phục vụ công tác quản lý.",
        "100",
        "các doanh nghiệp, trường học, bệnh viện có kết nối internet phục vụ công tác quản lý",
        "no comma ends a list of things of which nothing is said yet",
    ),
    (
        "97,5% khu vực dân cư sinh sống, làm việc (tổ, bản) được phủ sóng 3G.",
        "97,5",
        "khu vực dân cư sinh sống, làm việc (tổ, bản) được phủ sóng 3G",
        "neither with an aside",
    ),
    ("100% hộ dân có điện, đường đi lại thuận lợi.", "100", "hộ dân có điện", "what is said already ends at the comma"),
    (
        "Duy trì họp trực tuyến đến 100% các xã, thị trấn; sửa 3 cầu.",
        "100",
        "Duy trì họp trực tuyến đến các xã, thị trấn",
        "what reaches them is said before",
    ),
    (
        "Tỷ lệ ký số của các sở đạt 99,5%, UBND các xã, thị trấn đạt 97,9%.",
        "97,9",
        "Tỷ lệ ký số của UBND các xã, thị trấn",
        "the measure of another office",
    ),
    (
        "Số máy tính tại UBND huyện được cài phần mềm diệt virus đạt 100%, cấp xã đạt trên 95%.",
        "95",
        "Số máy tính tại cấp xã được cài phần mềm diệt virus",
        "and what is said of it",
    ),
    (
        "Đã nhận: Cư trú: tổng số 318 hồ sơ, trực tuyến 185 hồ sơ; Hộ tịch: tổng số 59 hồ sơ, trực tuyến 31 hồ sơ.",
        "31",
        "nhận: Hộ tịch: trực tuyến: hồ sơ",
        "the head of a member of a list inside a paragraph",
    ),
    (
        "COVID-19: trẻ 5 tuổi mũi 1: 512/640 trẻ, mũi 2: 284/640 trẻ.",
        "284",
        "COVID-19: trẻ 5 tuổi mũi 2",
        "the name of the first figure is no head",
    ),
    (
        "Tổ chức Hội nghị tập huấn về an toàn thực phẩm cho 150 tiểu thương và 80 hộ chăn nuôi nhỏ lẻ.",
        "80",
        "Tổ chức Hội nghị tập huấn về an toàn thực phẩm cho hộ chăn nuôi nhỏ lẻ",
        "the second of two things that the same words reach",
    ),
    (
        "Có 29 tổ cấp xã với tổng số thành viên là 230 người; 336 tổ cấp bản với tổng số thành viên là 998 người.",
        "998",
        "tổ cấp bản › tổng số thành viên",
        "'với tổng số' is of the figure before",
    ),
    (
        "92,1% bản có dịch vụ Internet di động, còn 14/177 bản chưa có dịch vụ.",
        "14",
        "bản chưa có dịch vụ Internet di động",
        "what is left has not what the others have",
    ),
    (
        "1/ Trồng trọt: Tổng diện tích gieo trồng: 612,5 ha, đạt 95,7% KH. Trong đó:\n + Lúa: 218 ha;\n + Mía: 188 ha.",
        "188",
        "diện tích gieo trồng: Mía",
        "a numbered line with a figure leads to its bullets, and 'trong đó' to nothing of its own",
    ),
    (
        "Tổng diện tích gieo trồng 612 ha, gồm:\n- Lúa: 218 ha, năng suất 61,5 tạ/ha;\n- Mía: 188 ha.",
        "61,5",
        "Lúa: năng suất",
        "what names another measure is none of the one above",
    ),
    ("Cơ cấu đại biểu như sau:\n- Nữ: 11 người, chiếm 36,67%.", "36,67", "Cơ cấu đại biểu: Nữ", "a bare share"),
    ('Xây 09 nhà "Đại đoàn kết" trị giá 315 triệu đồng.', "09", 'Xây: nhà "Đại đoàn kết"', "no amount of it"),
    (
        "Sở phối hợp với UBND các xã, thị trấn tổ chức tập huấn cho 700 hội viên.",
        "700",
        "Sở phối hợp với UBND các xã, thị trấn tổ chức tập huấn: hội viên",
        "offices named together",
    ),
    ("Thành lập 04 tổ liên gia, nâng tổng số lên 31 tổ.", "31", "Thành lập: tổ liên gia: tổng số", "the number of all"),
    (
        "Kích hoạt tài khoản định danh điện tử 328/904 tài khoản đã duyệt, đạt 36,3%.",
        "328",
        "Kích hoạt tài khoản định danh điện tử: tài khoản đã duyệt",
        "of a ratio the words on both sides",
    ),
    ("Đầu năm xã có 187 hộ nghèo/1.245 hộ.", "187", "Đầu năm xã: hộ nghèo", "what the first number counts"),
    ("Dân đóng góp 265 triệu đồng làm mới 3 km đường.", "265", "Dân đóng góp", "a deed of the next figure"),
    (
        "Khám bằng thẻ 101.478 lượt (tra cứu ở bệnh viện 29.597; tra cứu tại trạm y tế 29 xã, thị trấn 71.881 lượt).",
        "71.881",
        "Khám bằng thẻ › tra cứu tại trạm y tế 29 xã, thị trấn",
        "a name in which a number stands",
    ),
    (
        "Thu ngân sách trên địa bàn 11.716 triệu đồng. So với cùng kỳ năm trước (10.208 triệu đồng) tăng 14,8%.",
        "10.208",
        "Thu ngân sách trên địa bàn",
        "a base that only its time names is of the level",
    ),
    (
        "Có 18 chỉ tiêu của Kế hoạch; 15 chỉ tiêu đạt và vượt, 03 chỉ tiêu chưa đạt.",
        "03",
        "chỉ tiêu chưa đạt",
        "what failed",
    ),
    (
        "Có 18 chỉ tiêu của Kế hoạch; 15 chỉ tiêu đạt và vượt, 03 chỉ tiêu chưa đạt.",
        "15",
        "chỉ tiêu đạt và vượt",
        "and what did not",
    ),
    ("Tiêm phòng đợt 2 đạt trên 80% tổng đàn.", "80", "Tiêm phòng đợt 2 trên tổng đàn", "the whole behind a share"),
    (
        "Xây mới 05 nhà, sửa chữa 07 nhà với tổng số tiền 265 triệu đồng.",
        "265",
        "Xây mới: nhà và sửa chữa: nhà › tổng số tiền",
        "a sum for both",
    ),
    (
        "MTTQ và các tổ chức chính trị - xã hội tổ chức 45 buổi tuyên truyền.",
        "45",
        "MTTQ và các tổ chức chính trị - xã hội › tổ chức: buổi tuyên truyền",
        "organisations are no deed, but who did it",
    ),
    ("Tỷ lệ hộ nghèo 4%, hộ cận nghèo 6%.", "6", "Tỷ lệ hộ cận nghèo", "another kind is no other office"),
]


@pytest.mark.parametrize(("text", "printed", "label", "new"), LABELS, ids=[row[-1] for row in LABELS])
def test_labels(text: str, printed: str, label: str, new: str) -> None:
    assert facts_of(text)[printed].label == label, new


UP, DOWN = Direction.UP, Direction.DOWN
SAVINGS = "Số dư tiết kiệm 2.148 triệu đồng, tăng 396 triệu đồng (22,6%) so với đầu năm."

# (text, printed number, direction, None of a level, what is new in the row)
CHANGES = [
    (SAVINGS, "22,6", UP, "a bracket says the change again in percent"),
    (ACCIDENTS, "-10,2", DOWN, "its sign"),
    ("Số vụ giảm 09 vụ, tương ứng 19,6%.", "19,6", DOWN, "'tương ứng'"),
    ("Giải ngân 221 tỷ đồng, cao hơn cùng kỳ 4,7%.", "4,7", UP, "what it is against stands between"),
    ("Chỉ số giá tháng 9 tăng 0,42%.", "0,42", UP, "the number before the word is a month"),
    ("Làm tốt 3 giảm 3 tăng trên 40 ha lúa.", "40", None, "the name of a movement"),
    ("Có 12 xã (22,6%) đạt chuẩn.", "22,6", None, "a bracket behind a level is a share"),
    ("Tỷ lệ đạt 93%, tăng 6,2 điểm phần trăm so với năm 2022 (86,8%).", "86,8", None, "a bracket with the base"),
    ("Thu 25 tỷ đồng, bằng 98,7% cùng kỳ.", "98,7", None, "a share of last year's"),
]


@pytest.mark.parametrize(("text", "printed", "direction", "new"), CHANGES, ids=[row[-1] for row in CHANGES])
def test_changes(text: str, printed: str, direction: Direction | None, new: str) -> None:
    fact = facts_of(text)[printed]
    assert fact.direction is direction, new
    assert (fact.measure is Measure.CHANGE) is (direction is not None), new


def test_a_base_in_a_bracket_has_the_words_of_its_level() -> None:
    text = "Tỷ lệ chi trả qua tài khoản đạt 93%, tăng 6,2 điểm phần trăm so với cuối năm 2022 (86,8%)."
    facts = facts_of(text)
    assert facts["86,8"].label == facts["93"].label == "Tỷ lệ chi trả qua tài khoản"
    assert facts["6,2"].unit == "điểm phần trăm"


CASES = """Đã xử lý các vụ vi phạm:

| Hành vi | Năm 2023 (vụ) | Năm 2022 (vụ) | So sánh (vụ) |
|---|---|---|---|
| Phá rừng | 12 | 17 | -5 |
| Vận chuyển lâm sản | 31 | 28 | 3 |
| Vi phạm khác | 44 | 44 | 0 |
"""


@pytest.mark.parametrize(
    ("printed", "direction", "base", "new"),
    [("-5", DOWN, 17, "less"), ("3", UP, 28, "more"), ("0", None, 44, "nothing changed")],
)
def test_a_column_that_compares_two_others_holds_changes(
    printed: str, direction: Direction | None, base: int, new: str
) -> None:
    fact = facts_of(CASES)[printed]
    assert (fact.measure, fact.direction) == (Measure.CHANGE, direction), new
    assert fact.base_value == base, new
    assert fact.label is not None
    assert fact.label.endswith("– Năm 2023 (vụ) so với năm 2022 (vụ)"), new


def test_a_column_of_decreases_says_how_much_it_fell() -> None:
    text = CASES.replace("So sánh (vụ)", "Số vụ giảm").replace("-5", "5").replace("| 3 |", "| -3 |")
    fact = facts_of(text)["5"]
    assert (fact.measure, fact.direction) == (Measure.CHANGE, DOWN)
    assert fact.base_value == 17
    assert (fact.label or "").endswith("Phá rừng – Số vụ giảm")


def test_a_column_that_does_not_add_up_holds_no_changes() -> None:
    facts = facts_of(CASES.replace("-5", "96").replace("| 3 |", "| 57 |"))
    assert facts["96"].measure is not Measure.CHANGE


@pytest.mark.parametrize(
    ("text", "base", "new"),
    [
        ("Có 41 vụ, giảm 12 vụ so với năm 2022 (53 vụ).", 53, "behind what it is against"),
        ("Có 41 vụ, giảm 12 vụ (22,6%) so với năm 2022 (53 vụ).", 53, "behind its percent"),
        ("Có 41 vụ, giảm 12 vụ so với năm 2022, xử lý 9 vụ.", None, "no bracket"),
        ("Có 41 vụ, giảm 12 vụ so với năm 2022 (5 xã).", None, "of another unit"),
        ("Có 41 vụ, giảm 12 vụ so với năm 2022 (trong đó khởi tố 5 vụ).", None, "a part in the bracket"),
    ],
)
def test_the_base_of_a_change(text: str, base: int | None, new: str) -> None:
    assert facts_of(text)["12"].base_value == base, new


ENTITIES = """Các xã đã có nhiều cố gắng.

TIẾN ĐỘ CẤP GIẤY CHỨNG NHẬN THEO XÃ

| Xã, thị trấn | Số thửa chưa cấp | Diện tích đã cấp (ha) |
|---|---|---|
| Xã An Hòa | 238 | 669,1 |
| Xã An Quang | 327 | 254,9 |
"""


def test_a_header_above_entities_stands_below_the_title() -> None:
    facts = facts_of(ENTITIES)
    assert facts["238"].label == "TIẾN ĐỘ CẤP GIẤY CHỨNG NHẬN THEO XÃ › Số thửa chưa cấp"
    assert facts["254,9"].label == "TIẾN ĐỘ CẤP GIẤY CHỨNG NHẬN THEO XÃ › Diện tích đã cấp (ha)"


LOANS = """Tổng dư nợ 612.483 triệu đồng, tăng 4%. Chi tiết theo chương trình:

| Chương trình | Đầu năm | Cuối năm |
|---|---|---|
| Hộ nghèo | 96.500 | 95.842 |
| Hộ cận nghèo | 118.200 | 117.960 |
"""


def test_a_table_that_parts_a_figure_is_named_by_it() -> None:
    assert facts_of(LOANS)["117.960"].label == "Tổng dư nợ: theo chương trình › Hộ cận nghèo – Cuối năm"


def test_a_bare_share_is_of_the_column_it_divides() -> None:
    table = "\n".join(f"| Xã {name} | {n} | {d} | {100 * n / d:.1f} |".replace(".", ",") for name, n, d in SHARES)
    facts = facts_of(f"Kết quả:\n\n| Xã | Hộ có nước | Số hộ | Tỷ lệ HTKH (%) |\n|---|---|---|---|\n{table}\n")
    assert facts["94,4"].label == "KẾT QUẢ › Tỷ lệ HTKH (%) hộ có nước"


SHARES = [("An Hòa", 118, 125), ("An Quang", 203, 240), ("An Tân", 77, 91), ("An Vinh", 64, 80), ("An Trung", 91, 140)]


def test_a_share_whose_sign_was_forgotten_is_one_beside_one_that_has_it() -> None:
    facts = facts_of("Tỷ lệ số hóa của cấp huyện đạt 94,28%, cấp xã đạt 80,55. Tỷ lệ giáo viên/lớp là 1,45.")
    assert (facts["80,55"].measure, facts["80,55"].unit) == (Measure.PERCENT, "%")
    assert facts["1,45"].measure is Measure.COUNT


def test_a_name_behind_a_comma_is_no_second_unit() -> None:
    facts = facts_of("Khen thưởng 04 cá nhân, Tỉnh Hội tặng 05 bằng khen; tặng quà 12 hộ, cá nhân khó khăn.")
    assert (facts["04"].unit, facts["12"].unit) == ("cá nhân", "hộ, cá nhân")
