"""Relations in tables: learned from the rows that hold, judged on every row."""

from __future__ import annotations

import pytest

from schemas.check import Check
from schemas.parcel import Parcel
from tests.reading import accusations, audit, operand_texts
from tests.tables import GROUP_TABLE, RATIO_TABLE, table

SUMS = table(
    "STT|Tên xã|Tổng số|Nam|Nữ", "1|Xã A|120|70|50", "2|Xã B|200|100|100", "3|Xã C|190|90|90", "4|Xã D|40|30|10"
)
TOTALS = table("STT|Tên xã|Số hộ|Số khẩu", "1|Xã A|120|500", "2|Xã B|200|900", "3|Xã C|190|800", "|Tổng|510|2.100")
RANKS = table(
    "STT|Đơn vị|Tổng điểm|Xếp hạng",
    "1|Phòng A|95,5|1",
    "2|Phòng B|92|3",
    "3|Phòng C|93|2",
    "4|Phòng D|90|6",
    "5|Phòng E|91|4",
    "6|Phòng G|89,5|6",
)
STATUSES = table(
    "STT|Chỉ tiêu|Kế hoạch năm|Thực hiện|Đánh giá",
    "1|Số trường chuẩn|10|12|Vượt",
    "2|Số xã mới|5|5|Đạt",
    "3|Số hộ vay|400|420|Vượt",
    "4|Số lớp học|25|20|Không đạt",
    "5|Số cuộc họp|9|8|Đạt",
)
SCORES = table(
    "STT|Đơn vị|Nội dung A|Nội dung B|Tổng điểm",
    "1|Phòng A|10|5,5|15,5",
    "2|Phòng B|9|4|13",
    "3|Phòng C|8|5|14",
    "4|Phòng D|7|3|10",
)
SHARES = table(
    "STT|Lĩnh vực|Số hồ sơ|Cơ cấu %",
    "1|Đất|50|50",
    "2|Hộ tịch|30|30",
    "3|Xây dựng|15|15",
    "4|Khác|5|9",
    "|Tổng|100|100",
)

# (table, rule, kind, checks made, (stated, expected) of what is flagged, its operands, what is new in the row)
RELATIONS = [
    (
        RATIO_TABLE,
        "ratio_columns",
        "table_ratio",
        6,
        ("26,23%", "16,23%"),
        [("percent", "26,23"), ("numerator", "31"), ("denominator", "191")],
        "a share of two columns",
    ),
    (
        SHARES,
        "ratio_columns",
        "table_ratio",
        4,
        ("9%", "5%"),
        [("percent", "9"), ("numerator", "5"), ("denominator", "100")],
        "a share of the total row",
    ),
    (
        SUMS,
        "row_sum",
        "table_total",
        4,
        ("190", "180"),
        [("total", "190"), ("addend", "90"), ("addend", "90")],
        "a column that adds up the others",
    ),
    (
        SCORES,
        "row_sum",
        "score_total",
        4,
        ("14", "13"),
        [("total", "14"), ("addend", "8"), ("addend", "5")],
        "scores",
    ),
    (
        TOTALS,
        "column_total",
        "table_total",
        2,
        ("2.100", "2.200"),
        [("total", "2.100"), ("addend", "500"), ("addend", "900"), ("addend", "800")],
        "a row that adds up the others",
    ),
    (
        GROUP_TABLE,
        "column_total",
        "table_total",
        6,
        ("60", "55"),
        [("total", "60"), ("addend", "25"), ("addend", "30")],
        "groups over their rows, the total over the groups",
    ),
    (
        RANKS,
        "rank_of_scores",
        "rank_order",
        6,
        ("6", "5"),
        [("rank", "6"), ("value", "90")],
        "ranks by scores",
    ),
    (
        STATUSES,
        "status_of_target",
        "target_status",
        5,
        ("Đạt", "Không đạt"),
        [("actual", "8"), ("target", "9"), ("status", "Đạt")],
        "a word against two numbers",
    ),
]


def of_rule(parcel: Parcel, rule: str) -> list[Check]:
    return [check for check in parcel.checks if check.rule == rule]


@pytest.mark.parametrize(
    ("text", "rule", "kind", "made", "flagged", "operands", "new"), RELATIONS, ids=[row[-1] for row in RELATIONS]
)
def test_relations(
    text: str,
    rule: str,
    kind: str,
    made: int,
    flagged: tuple[str, str],
    operands: list[tuple[str, str]],
    new: str,
) -> None:
    parcel = audit(text)
    checks = of_rule(parcel, rule)
    (wrong,) = [check for check in checks if check.verdict.value != "consistent"]
    assert len(checks) == made, new
    assert (wrong.kind.value, wrong.verdict.value) == (kind, "inconsistent")
    assert (wrong.stated, wrong.expected) == flagged
    assert operand_texts(parcel, wrong) == operands


# (table, rule that must not speak, what is new in the row)
SILENT = [
    (
        table("STT|Tên xã|Năng suất (tạ/ha)", "1|Xã A|50", "2|Xã B|60", "3|Xã C|40", "|Tổng|150"),
        "column_total",
        "yields are not added",
    ),
    (
        table("STT|Tên xã|Số hộ|Tỷ lệ %", "1|Xã A|120|60", "2|Xã B|200|31", "3|Xã C|190|7", "4|Xã D|40|99"),
        "ratio_columns",
        "no pair of columns makes these shares",
    ),
    (
        table("STT|Đơn vị|Tổng điểm|Xếp hạng", "1|A|95|4", "2|B|92|3", "3|C|93|1", "4|D|90|2", "5|E|80|5"),
        "rank_of_scores",
        "ranks by something else",
    ),
    (
        table("STT|Tên|Tổng số|Nam|Nữ", "1|A|120|7|5", "2|B|200|1|1", "3|C|190|9|9", "4|D|40|3|1"),
        "row_sum",
        "a total of other things",
    ),
    (
        table("STT|Tên xã|Số hộ", "1|Xã A|120", "2|Xã B|200", "3|Xã C|190", "|Tổng|2.377"),
        "column_total",
        "one column that is far off proves nothing",
    ),
    (
        table("STT|Chỉ tiêu|Kế hoạch|Thực hiện|Đánh giá", "1|A|10|12|Vượt", "2|B|5|4|Đạt"),
        "status_of_target",
        "two rows teach nothing",
    ),
]


@pytest.mark.parametrize(("text", "rule", "new"), SILENT, ids=[row[-1] for row in SILENT])
def test_no_relation_no_accusation(text: str, rule: str, new: str) -> None:
    assert [check.verdict.value for check in of_rule(audit(text), rule)] == [], new


def test_equal_scores_share_a_rank() -> None:
    text = table("STT|Đơn vị|Tổng điểm|Xếp hạng", "1|A|95|1", "2|B|92|2", "3|C|92|2", "4|D|90|4")
    assert {check.verdict.value for check in of_rule(audit(text), "rank_of_scores")} == {"consistent"}


def test_a_sum_that_rounding_explains_is_no_accusation() -> None:
    text = table(
        "STT|Đơn vị|Đất lúa|Đất màu|Tổng số", "1|A|1,3|2,4|3,7", "2|B|1,1|1,1|2,2", "3|C|2,5|2,5|5,0", "4|D|1,2|1,2|2,5"
    )
    checks = of_rule(audit(text), "row_sum")
    assert sorted(check.verdict.value for check in checks) == ["consistent", "consistent", "consistent", "last_digit"]


def test_a_row_over_two_pages_is_judged_as_one() -> None:
    first, *rest = SUMS.splitlines(keepends=True)
    parcel = audit(first + "".join(rest[:2]) + "\f" + first + "".join(rest[2:]))
    (wrong,) = [check for check in parcel.checks if check.verdict.value == "inconsistent"]
    assert (wrong.page, wrong.stated, wrong.expected) == (2, "190", "180")


FEW = "Đơn vị\tĐiểm\tXếp hạng\nXã Đại Đồng\t79,25\t{a}\nXã Tiên Phong\t85,5\t{b}\nXã Cẩm Giang\t81,75\t{c}\n"


@pytest.mark.parametrize(
    ("ranks", "accused", "new"),
    [
        ("213", 2, "two of three exchanged"),
        ("312", 0, "right"),
        ("231", 0, "all three by something else"),
        ("223", 0, "no ranks of three"),
    ],
)
def test_three_ranks_by_the_only_scores(ranks: str, accused: int, new: str) -> None:
    assert len(accusations(audit(FEW.format(**dict(zip("abc", ranks, strict=True)))))) == accused, new


def test_three_ranks_beside_two_columns_of_numbers_may_follow_anything() -> None:
    text = "Đơn vị\tSố hồ sơ\tĐiểm\tXếp hạng\nXã A\t120\t79,25\t2\nXã B\t98\t85,5\t1\nXã C\t75\t81,75\t3\n"
    assert accusations(audit(text)) == []


STRUCTURE = (
    "Nhóm\tSố lượng\tCơ cấu (%)\nNông, lâm nghiệp\t2.509\t62,20\nCông nghiệp\t898\t22,26\nXây dựng\t220\t{a}\n"
    "Thương mại\t407\t{b}\nTổng số\t{t}\t100\n"
)


@pytest.mark.parametrize(
    ("a", "b", "t", "suggestion"),
    [
        ("10,09", "5,45", "4.034", "lẫn số của hai dòng"),
        ("5,45", "10,09", "4.567", "4.567 → 4.034 (mọi phép tính có số này đều cho như vậy)"),
    ],
)
def test_shares_that_divide_a_whole_say_which_number_is_wrong(a: str, b: str, t: str, suggestion: str) -> None:
    found = accusations(audit(STRUCTURE.format(a=a, b=b, t=t)))
    assert found
    assert all(suggestion in (check.suggestion or "") for check in found)
    assert len({check.slip_id for check in found}) == 1
