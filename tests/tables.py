"""Small tables for tests, cells between bars."""

from __future__ import annotations


def table(header: str, *rows: str, above: str = "") -> str:
    """Rows with tabs between cells, of rows with bars between them; `above` is a line over the table."""
    lines = [row.replace("|", "\t") for row in (header, *rows)]
    return (f"{above}\n" if above else "") + "\n".join(lines) + "\n"


RATIO_TABLE = table(
    "STT|Tên xã|Số hộ|Số hộ đạt|Tỷ lệ %",
    "1|Xã An Phú|120|72|60",
    "2|Xã Bình Yên|200|150|75",
    "3|Xã Cao Lộc|191|31|26,23",
    "4|Xã Du Già|40|30|75",
    "5|Xã Ea Tu|80|20|25",
    "6|Xã Hòa An|90|30|33,33",
)
GROUP_TABLE = table(
    "TT|Nội dung|Kế hoạch|Thực hiện",
    "I|Kinh tế|200|190",
    "1|Trồng trọt|120|110",
    "2|Chăn nuôi|80|80",
    "II|Văn hóa|50|60",
    "1|Y tế|20|25",
    "2|Giáo dục|30|30",
    "|Tổng cộng|250|250",
)
