"""One figure in the text and a table, or in two tables: a slip of a digit is found, what counts otherwise is let be."""

from __future__ import annotations

import pytest

from schemas.check import Check, CheckKind
from tests.reading import accusations, audit

HEAD = (
    "UBND HUYỆN MAI SƠN\nSố: 15/BC-UBND\nMai Sơn, ngày 12 tháng 01 năm 2024\n\nBÁO CÁO\nKết quả công tác năm 2023\n\n"
    "Thực hiện chương trình công tác, UBND huyện báo cáo.\nI. ĐẶC ĐIỂM TÌNH HÌNH\nHuyện có địa hình chia cắt.\n"
    "Thời tiết diễn biến phức tạp.\nCác ngành phối hợp chặt chẽ.\nII. KẾT QUẢ\n"
)
BETWEEN = "\nIII. NHIỆM VỤ\nTiếp tục thực hiện các nhiệm vụ được giao.\nTrên đây là báo cáo.\nPHỤ LỤC\n"
POOR = (
    "TT\tXã\tTổng số hộ\tSố hộ nghèo\n1\tXã Chiềng Ban\t2.000\t600\n2\tXã Chiềng Chung\t1.500\t400\n"
    "3\tXã Chiềng Dong\t1.400\t243\nTổng cộng\t\t4.900\t1.243\n"
)


def contradictions(text: str) -> list[Check]:
    return [check for check in accusations(audit(text)) if check.kind is CheckKind.CONTRADICTION]


TEXT_AND_TABLE = [
    ("Toàn huyện có 1.234 hộ nghèo.", POOR, ("1.243", "1.234"), "the whole area against the total row"),
    ("Tổng số hộ nghèo toàn huyện là 1.243 hộ.", POOR, None, "the same"),
    ("Tổng số hộ nghèo toàn huyện là 2.718 hộ.", POOR, None, "the table lists some communes only"),
    ("Toàn huyện có 52 trường học.", POOR.replace("hộ nghèo", "trường học").replace("1.243", "54"), None, "few digits"),
    (
        "Tổng số hồ sơ tiếp nhận trong năm 2023 là 5.432 hồ sơ.",
        "TT\tXã\tTổng số hồ sơ tiếp nhận trong năm 2023\tSố hồ sơ đã giải quyết\n1\tXã A\t2.000\t1.600\n"
        "2\tXã B\t1.500\t1.400\n3\tXã C\t1.923\t1.900\nTổng\t\t5.423\t4.900\n",
        ("5.423", "5.432"),
        "things that come again, in the same words",
    ),
    (
        "Đăng ký khai sinh: 4.123 trường hợp; đăng ký khai tử: 1.012 trường hợp.",
        "TT\tNội dung\tĐVT\tKết quả\n1\tĐăng ký khai sinh\ttrường hợp\t4.132\n2\tĐăng ký khai tử\ttrường hợp\t1.012\n"
        "3\tĐăng ký kết hôn\ttrường hợp\t912\n",
        ("4.132", "4.123"),
        "a row's name is what the text counts",
    ),
    (
        "Đăng ký khai sinh: 4.123 trường hợp.",
        "TT\tNội dung\tĐVT\tNăm 2022\tNăm 2023\n1\tĐăng ký khai sinh\ttrường hợp\t4.132\t4.123\n"
        "2\tĐăng ký khai tử\ttrường hợp\t1.021\t1.012\n3\tĐăng ký kết hôn\ttrường hợp\t921\t912\n",
        None,
        "the other year's column differs, as it may",
    ),
    (
        "Đăng ký khai sinh đúng hạn: 4.123 trường hợp.",
        "TT\tNội dung\tĐVT\tKết quả\n1\tĐăng ký khai sinh\ttrường hợp\t4.132\n2\tĐăng ký khai tử\ttrường hợp\t1.012\n"
        "3\tĐăng ký kết hôn\ttrường hợp\t912\n",
        None,
        "a word more is another count",
    ),
]


@pytest.mark.parametrize(("prose", "table", "found", "new"), TEXT_AND_TABLE, ids=[row[-1] for row in TEXT_AND_TABLE])
def test_text_against_table(prose: str, table: str, found: tuple[str, str] | None, new: str) -> None:
    checks = contradictions(HEAD + prose + BETWEEN + table)
    assert [(check.stated, check.expected) for check in checks] == ([found] if found else []), new


def rows(poor: list[str], total: str, header: str = "Số hộ nghèo", households: tuple[str, ...] = ()) -> str:
    """A table of five communes with households, poor ones and their total."""
    names = ("Chiềng Ban", "Chiềng Chung", "Chiềng Dong", "Chiềng Kheo", "Chiềng Lương")
    counts = households or ("1.215", "980", "1.102", "705", "1.540")
    lines = [f"{n}\tXã {name}\t{count}\t{one}" for n, (name, count, one) in enumerate(zip(names, counts, poor), 1)]  # noqa: B905
    return "\n".join((f"TT\tXã\tTổng số hộ\t{header}", *lines, f"\tTổng cộng\t5.542\t{total}")) + "\n"


FIRST = rows(["210", "175", "160", "142", "301"], "988")
TWO_TABLES = [
    (FIRST, rows(["210", "157", "160", "142", "301"], "970"), ("157", "175"), "two digits swapped, its total with it"),
    (FIRST, rows(["210", "175", "160", "142", "301"], "898"), ("898", "988"), "the total alone"),
    (FIRST, FIRST, None, "the same table twice"),
    (FIRST, rows(["201", "157", "116", "124", "310"], "908"), None, "another count under the same names"),
    (FIRST, rows(["210", "96", "160", "142", "301"], "909"), None, "no slip of a digit"),
    (FIRST, rows(["210", "157", "160", "142", "301"], "970", "Số hộ nghèo đầu năm"), None, "another column"),
    (
        rows(["12", "15", "19", "14", "31"], "91", "Số thôn, bản năm 2022"),
        rows(["12", "15", "18", "14", "31"], "90", "Số thôn, bản năm 2023"),
        None,
        "counts that stay from year to year",
    ),
]


@pytest.mark.parametrize(("one", "other", "found", "new"), TWO_TABLES, ids=[row[-1] for row in TWO_TABLES])
def test_table_against_table(one: str, other: str, found: tuple[str, str] | None, new: str) -> None:
    text = HEAD + "Kết quả rà soát như sau:\n" + one + BETWEEN + "Biểu số 1. Kết quả rà soát\n" + other
    checks = [check for check in contradictions(text) if check.rule == "same_cell_twice"]
    assert [(check.stated, check.expected) for check in checks] == ([found] if found else []), new


def test_the_explanation_names_row_and_column() -> None:
    one, other, _, _ = TWO_TABLES[0]
    text = HEAD + "Kết quả rà soát như sau:\n" + one + BETWEEN + "Biểu số 1. Kết quả rà soát\n" + other
    (check,) = [check for check in contradictions(text) if check.rule == "same_cell_twice"]
    assert check.explanation_vi == (
        "Cùng một nội dung “Xã Chiềng Chung – Số hộ nghèo” nhưng báo cáo ghi hai số khác nhau: 175 và 157."
    )
    assert check.explanation_en == (
        "The same thing, “Xã Chiềng Chung – Số hộ nghèo”, is printed with two values: 175 and 157."
    )
    assert check.quote == "2 Xã Chiềng Chung 980 157"
