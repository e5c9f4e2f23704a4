"""Reports made up for measuring how tables are read: what stands in them is known cell by cell."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum


class Rules(Enum):
    """Which lines a table is drawn with."""

    FULL = "all lines"
    OPEN = "no lines at the left and right edge"
    LEVEL = "a line under every row, none upright"
    BOOK = "lines above, below and under the header only"
    UPRIGHT = "no lines between the rows of the body"
    ZEBRA = "every other row shaded, no lines"
    NONE = "no lines"


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell of the header, possibly over several rows and columns."""

    text: str
    row: int
    col: int
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class TableModel:
    """A table: its header, the texts of its body, and how it is drawn."""

    header: tuple[HeaderCell, ...]
    body: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    kinds: str
    rules: Rules
    is_centred: bool

    @property
    def header_rows(self) -> int:
        """How many rows the header has."""
        return max(cell.row + cell.row_span for cell in self.header)

    @property
    def truth(self) -> dict[tuple[int, int], str]:
        """The text of every cell by row and column; a header over several columns stands in each."""
        cells = {(c.row, col): c.text for c in self.header for col in range(c.col, c.col + c.col_span)}
        for row, texts in enumerate(self.body, start=self.header_rows):
            cells |= {(row, col): text for col, text in enumerate(texts) if text}
        return cells


@dataclass(frozen=True, slots=True)
class ReportModel:
    """A report: paragraphs and tables by turns, in letters of one size.

    `font` is the one a Word file asks for (none: LibreOffice takes its own), `spacing` the points above and below the
    words of its cells: none is what Word and LibreOffice start with.
    """

    blocks: tuple[str | TableModel, ...]
    size: float
    is_landscape: bool
    font: str = ""
    spacing: int = 0

    @property
    def tables(self) -> list[TableModel]:
        """Its tables in order."""
        return [block for block in self.blocks if isinstance(block, TableModel)]


_FIRST = ("Xã", "Phường", "Thị trấn", "Trường Tiểu học", "Trường THCS", "Phòng", "Trạm Y tế xã", "Thôn", "Hợp tác xã")
_SECOND = (
    "An",
    "Bình",
    "Cao",
    "Du",
    "Giang",
    "Hòa",
    "Khánh",
    "Lộc",
    "Mường",
    "Nậm",
    "Phúc",
    "Quảng",
    "Sơn",
    "Tân",
    "Yên",
)
_LONG = (
    "Tỷ lệ hồ sơ được giải quyết trước hạn và đúng hạn",
    "Số cơ sở sản xuất, kinh doanh thực phẩm được kiểm tra trong kỳ báo cáo",
    "Diện tích gieo trồng cây hằng năm (lúa, ngô, khoai, sắn)",
    "Kinh phí sự nghiệp giáo dục - đào tạo và dạy nghề",
    "Người lao động được giải quyết việc làm mới giai đoạn 2021-2025",
    "Số hộ dân được sử dụng nước hợp vệ sinh",
)
_NOTES = ("Đạt", "Không đạt", "Vượt kế hoạch", "Đang triển khai thực hiện", "Chưa có số liệu của cấp xã")
_GROUPS = (
    "Lĩnh vực kinh tế",
    "Lĩnh vực văn hóa - xã hội",
    "Khối trường học",
    "Khối cơ quan hành chính",
    "Quốc phòng, an ninh",
)
_HEADS = {
    "n": (
        "Kế hoạch",
        "Thực hiện",
        "Tổng số",
        "Số hộ",
        "Đúng hạn",
        "Quá hạn",
        "Nam",
        "Nữ",
        "Năm 2023",
        "Số lượng tiếp nhận",
    ),
    "p": ("Tỷ lệ (%)", "So với kế hoạch", "Tỷ lệ đạt", "Cơ cấu"),
    "r": ("Kết quả", "Thực hiện năm 2023"),
    "u": ("ĐVT", "Đơn vị tính"),
    "t": ("Ghi chú", "Đánh giá"),
}
_GROUP_HEADS = ("Trong đó", "Kết quả giải quyết", "Chia ra", "Hồ sơ tiếp nhận")
_UNITS = ("ha", "tấn", "con", "hộ", "người", "%", "triệu đồng", "lượt")
_WORDS = [
    "thực",
    "hiện",
    "kế",
    "hoạch",
    "của",
    "Ủy",
    "ban",
    "nhân",
    "dân",
    "huyện",
    "về",
    "phát",
    "triển",
    "kinh",
    "tế",
    "xã",
    "hội",
    "trên",
    "địa",
    "bàn",
    "các",
    "xã",
    "đã",
    "tổ",
    "chức",
    "tuyên",
    "truyền",
    "cho",
    "hội",
    "viên",
    "và",
    "nhân",
    "dân",
    "chấp",
    "hành",
    "tốt",
    "chủ",
    "trương",
    "chính",
    "sách",
    "pháp",
    "luật",
    "kết",
    "quả",
    "đạt",
    "được",
    "tương",
    "đối",
    "toàn",
    "diện",
    "số",
    "hộ",
    "nghèo",
    "giảm",
    "so",
    "với",
    "cùng",
    "kỳ",
    "năm",
    "trước",
    "công",
    "tác",
    "giải",
    "quyết",
    "hồ",
    "sơ",
    "được",
    "quan",
    "tâm",
    "chỉ",
    "đạo",
    "kịp",
    "thời",
]
# Ordinal, name, number, share, ratio, unit, note: widths as shares of the page beside each other.
_WIDTHS = {"o": 1.0, "a": 3.6, "n": 1.7, "p": 1.5, "r": 2.6, "u": 1.2, "t": 2.0}


def make_report(seed: int, rules: Sequence[Rules] = tuple(Rules), rows: tuple[int, int] = (12, 90)) -> ReportModel:
    """A report with one to three tables, always the same for a seed."""
    rng = random.Random(seed)
    blocks: list[str | TableModel] = [make_paragraph(rng)]
    for number in range(1, rng.choice((1, 2, 2, 3)) + 1):
        blocks.append(f"Biểu {number}. {rng.choice(_LONG)}")
        blocks.append(make_table(rng, rng.choice(list(rules)), rng.randint(*rows)))
        blocks.extend(make_paragraph(rng) for _ in range(rng.randint(1, 3)))
    size, is_landscape = rng.choice((10.0, 11.0, 12.0, 13.0)), rng.random() < 0.3
    font, spacing = rng.choice(("Times New Roman", "Times New Roman", "Arial", "")), rng.choice((0, 0, 2, 3))
    return ReportModel(tuple(blocks), size, is_landscape, font, spacing)


def make_paragraph(rng: random.Random) -> str:
    """Two to five lines of words with figures among them."""
    words = [rng.choice(_WORDS) for _ in range(rng.randint(25, 70))]
    for at in range(4, len(words), 9):
        words[at] = rng.choice((_count(rng), f"{_share(rng)},", "(12/15)", "98,5%;", "2023"))
    return f"{words[0].capitalize()} {' '.join(words[1:])}."


def make_table(rng: random.Random, rules: Rules, rows: int) -> TableModel:
    """A table of four to nine columns with wrapped names, groups, sub-rows, blanks and a total, each now and then."""
    values = rng.choice(("nn", "nnp", "nnnp", "nnnn", "rp", "unnp", "nnnnnn", "nnpnnp"))
    kinds = "oa" + values + ("t" if rng.random() < 0.3 and len(values) < 5 else "")
    body = tuple(_make_body(rng, kinds, rows))
    header = tuple(_make_header(rng, kinds))
    return TableModel(header, body, tuple(_WIDTHS[kind] for kind in kinds), kinds, rules, rng.random() < 0.4)


def _make_header(rng: random.Random, kinds: str) -> Iterator[HeaderCell]:
    has_group = "nn" in kinds and rng.random() < 0.5
    start = kinds.index("nn") if has_group else -1
    end = start + len(kinds[start:]) - len(kinds[start:].lstrip("n"))
    depth = 2 if has_group else 1
    first = (rng.choice(("STT", "TT", "Số TT")), rng.choice(("Đơn vị", "Nội dung", "Tên đơn vị", "Chỉ tiêu")))
    for col, kind in enumerate(kinds):
        text = first[col] if col < 2 else rng.choice(_HEADS[kind])
        if has_group and start <= col < end:
            yield HeaderCell(text, 1, col)
        else:
            yield HeaderCell(text, 0, col, row_span=depth)
    if has_group:
        yield HeaderCell(rng.choice(_GROUP_HEADS), 0, start, col_span=end - start)
    if rng.random() < 0.2:
        yield from (HeaderCell(f"({col + 1})", depth, col) for col in range(len(kinds)))


def _make_body(rng: random.Random, kinds: str, rows: int) -> Iterator[tuple[str, ...]]:
    has_groups, has_long, blanks = rng.random() < 0.4, rng.random() < 0.5, rng.choice((0.0, 0.0, 0.05, 0.15))
    numerals = iter(("I", "II", "III", "IV", "V"))
    number = 0
    for row in range(rows):
        if has_groups and row % 18 == 0 and (numeral := next(numerals, None)):
            number = 0
            group = rng.choice(_GROUPS)
            yield (
                (numeral, group, *("" for _ in kinds[2:]))
                if rng.random() < 0.5
                else _row(rng, kinds, numeral, group, 0)
            )
            continue
        number += 1
        name = rng.choice(_LONG) if has_long and rng.random() < 0.4 else _name(rng)
        yield _row(rng, kinds, str(number), name, blanks)
    if rng.random() < 0.6:
        yield _row(rng, kinds, "", rng.choice(("Tổng cộng", "Tổng", "Cộng")), 0)


def _row(rng: random.Random, kinds: str, mark: str, name: str, blanks: float) -> tuple[str, ...]:
    values = [_value(rng, kind) if rng.random() >= blanks else "" for kind in kinds[2:]]
    if not any(values):
        values[0] = _value(rng, kinds[2])
    return (mark, name, *values)


def _value(rng: random.Random, kind: str) -> str:
    if kind == "n":
        return _count(rng)
    if kind == "p":
        return _share(rng)
    if kind == "r":
        whole = rng.randint(10, 2000)
        return f"{_share(rng)} ({rng.randint(1, whole)}/{whole} hồ sơ)"
    return rng.choice(_UNITS if kind == "u" else _NOTES)


def _name(rng: random.Random) -> str:
    return f"{rng.choice(_FIRST)} {rng.choice(_SECOND)} {rng.choice(_SECOND)}"


def _count(rng: random.Random) -> str:
    return f"{int(10 ** rng.uniform(0, 5.5)):,}".replace(",", ".")


def _share(rng: random.Random) -> str:
    return f"{rng.uniform(0, 100):.{rng.choice((0, 1, 2))}f}%".replace(".", ",")
