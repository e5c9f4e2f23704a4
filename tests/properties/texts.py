"""Texts that look like Vietnamese reports, with every kind of number, break and mark: strategies for properties."""

from __future__ import annotations

from hypothesis import strategies as st

NUMERALS = st.one_of(
    st.integers(0, 10**7).map(str),
    st.integers(0, 10**9).map(lambda n: f"{n:,}".replace(",", ".")),
    st.tuples(st.integers(0, 999), st.integers(0, 99)).map(lambda p: f"{p[0]},{p[1]:02d}"),
    st.sampled_from(
        ["80.36", "1,234", "12.34.56", "1.23,4", "1 234", "-5", "+7", "−3", "m2", "m²", "4G", "9A1", "x₂", "٣٤"]
    ),
    st.sampled_from(["31/191", "19/19", "01/177", "20/11", "5-7", "2021-2025", "1/2/3", "24/7", "5/8/2023", "0/0"]),
    st.sampled_from(["13/2019/QĐ-UBND", "41-KH/HU", "140KH-UBND", "64/2010/QH12", "ngày 5 tháng 9 năm 2023"]),
    st.sampled_from(["0912.345.678", "https://a1.vn/2", "QCVN 08:2023/BTNMT", "7h30", "Km12+300", "10.20.30.41"]),
)
# fmt: off
WORDS = st.sampled_from([
    "tổng số", "hồ sơ", "hộ", "đạt", "chiếm", "trong đó", "gồm", "còn", "chưa", "tăng", "giảm", "so với", "cùng kỳ",
    "tỷ đồng", "triệu", "%", "phần trăm", "người", "xã", "trên", "khoảng", "không quá", "từ", "đến", "và", "năm",
    "tháng", "quý III", "Điều", "khoản", "Đề án", "mức độ", "xếp thứ", "tỷ lệ", "kế hoạch", "Thu ngân sách",
    "UBND huyện", "ngày", "số", "Kế hoạch số", "tuổi", "lần", "điểm", "PHỤ LỤC", "BÁO CÁO", "I.", "II.", "1.",
    "2.1.", "a)", "-", "+", "*", "STT", "Tổng", "đúng hạn"
])
# fmt: on
MARKS = st.sampled_from(["**", "<b>", "</b>", "<sup>", "</sup>", "<br/>", "\\.", "\\*", "(", ")", "“", "”", "/", "*"])
STOPS = st.sampled_from([". ", ", ", "; ", ": ", " (", ") ", "…", " – ", "/"])
BREAKS = st.sampled_from(["\n", "\n\n", "\t", "\t\t", "\f", "\n\f", " ", "  ", "\u00a0", "\v", "\n- ", "\n+ ", "\n1. "])
PIECES = st.one_of(NUMERALS, NUMERALS, WORDS, WORDS, WORDS, MARKS, STOPS, BREAKS)
BLANKS = st.sampled_from(["", " ", " ", " "])

CELLS = st.one_of(NUMERALS, st.sampled_from(["An Phú", "Bình Yên", "Tổng cộng", "", "60%", "12", "1", "2", "3", "IV"]))


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table with tabs, now and then cut by a page end or with a row too short."""
    width = draw(st.integers(2, 5))
    header = draw(st.sampled_from(["STT\tTên xã\tSố hộ\tĐạt\tTỷ lệ %", "TT\tNội dung\tTổng điểm\tXếp hạng\tGhi chú"]))
    rows = draw(st.lists(st.lists(CELLS, min_size=1, max_size=width), min_size=1, max_size=6))
    breaks = draw(st.lists(st.sampled_from(["\n", "\n", "\n\f", "\n\n"]), min_size=len(rows), max_size=len(rows)))
    lines = ["\t".join(header.split("\t")[:width]) + "\n"]
    lines.extend("\t".join(row) + end for row, end in zip(rows, breaks, strict=True))
    return "".join(lines)


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Prose and tables in any order; never without a letter, so that there is a document."""
    pieces = draw(st.lists(st.tuples(PIECES, BLANKS).map("".join), min_size=1, max_size=40))
    parts = ["Báo cáo. ", "".join(pieces)]
    if draw(st.booleans()):
        parts.append("\n" + draw(tables()))
    return "".join(parts)
