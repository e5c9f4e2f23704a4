"""Slips of whole rows and of totals in tables, and what is said of them where more than one change would mend them."""

from __future__ import annotations

import pytest

from tests.reading import accusations, audit

RUNNING = "Tháng\tTrong tháng\tLũy kế\n" + "Tháng 2\t{}\t{}\nTháng 3\t{}\t{}\nTháng 4\t{}\t{}\nTháng 5\t{}\t{}\n"
RUNNING += "Tháng 6\t{}\t{}\n"

# (numbers month by month, what is suggested, what is new in the row)
RUNS = [
    ((263, 409, 52, 461, 53, 514, 44, 558, 40, 598), "", "nothing is wrong"),
    (
        (84, 311, 90, 401, 206, 893, 286, 607, 387, 1280),
        "893 → 607, 607 → 893 (lẫn số của hai dòng)",
        "two totals exchanged: three rows fail",
    ),
    ((84, 311, 90, 401, 206, 893, 286, 607, 387, 1290), "", "exchanging two does not mend the rest: no running total"),
    (
        (263, 409, 52, 461, 53, 514, 44, 554, 40, 598),
        "554 → 558 hoặc 44 → 40, 40 → 44 (lẫn số của hai dòng)",
        "one digit of the total between them, or the months exchanged",
    ),
]


@pytest.mark.parametrize(("numbers", "suggestion", "new"), RUNS, ids=[row[-1] for row in RUNS])
def test_running_totals(numbers: tuple[int, ...], suggestion: str, new: str) -> None:
    found = {check.suggestion for check in accusations(audit(RUNNING.format(*numbers)))}
    assert found == ({suggestion} if suggestion else set()), new


STATUSES = "TT\tChỉ tiêu\tKế hoạch\tThực hiện\tTỷ lệ TH/KH (%)\tĐánh giá\n1\tTrồng rừng\t422\t316\t74,88\tChưa đạt\n"
STATUSES += "2\tĐường\t66\t66\t100\tĐạt\n3\tTrường\t376\t361\t96,01\tChưa đạt\n4\tMô hình\t57\t52\t91,23\tChưa đạt\n"
STATUSES += "5\tLớp\t574\t{}\t{}\t{}\n6\tViệc làm\t714\t903\t126,47\t{}\n"


@pytest.mark.parametrize(
    ("cells", "suggestion", "new"),
    [
        (("561", "97,74", "Chưa đạt", "Chưa đạt"), "Chưa đạt → Đạt hoặc Chưa đạt → Vượt", "no other row says which"),
        (("590", "102,79", "Vượt", "Chưa đạt"), "Chưa đạt → Vượt", "another row does"),
    ],
)
def test_words_for_a_result_above_its_target(cells: tuple[str, ...], suggestion: str, new: str) -> None:
    (check,) = accusations(audit(STATUSES.format(*cells)))
    assert check.suggestion == suggestion, new


HEAD = "STT\tĐơn vị\tSố hộ\tSố người\n"
UNITS = "1\tXã Sơn Động\t310\t1.204\n2\tXã Bản Mế\t455\t1.730\n3\tXã Trà Nóc\t288\t1.015\n4\tXã Ea Kar\t260\t998\n"
KINDS = UNITS.replace("Xã Sơn Động", "Hộ nghèo").replace("Xã Bản Mế", "Hộ có người cao tuổi")

# (table, accused, what is new in the row)
ON_TOP = [
    (HEAD + "\tTổng số\t1.313\t4.947\n" + UNITS, False, "the communes make it"),
    (HEAD + "\tTổng số\t1.602\t6.077\n" + UNITS, True, "a commune lacks"),
    (HEAD + "\tToàn huyện\t1.602\t6.077\n" + UNITS, False, "it does not say that it adds up what is printed"),
    (HEAD + "\tTổng số\t1.602\t6.077\n" + KINDS, False, "kinds may be some of several, and overlap"),
    (HEAD + "\tTổng số\t2.702\t10.077\n" + UNITS, False, "less than half is there: some are picked"),
    (HEAD + "\tTổng số\t1.313\t4.947\n" + UNITS.partition("\n")[2], True, "the first number lacks below the total"),
    (HEAD + "1\tTổng số\t1.602\t6.077\n" + UNITS.replace("1\tXã", "5\tXã", 1), False, "the total is number 1 itself"),
    (HEAD + UNITS.partition("\n")[2] + "\tTổng số\t1.313\t4.947\n", False, "the page before was not read"),
]


@pytest.mark.parametrize(("text", "is_accused", "new"), ON_TOP, ids=[row[-1] for row in ON_TOP])
def test_a_total_on_top(text: str, is_accused: bool, new: str) -> None:
    assert bool(accusations(audit(text))) == is_accused, new


GROUPS = (
    "STT\tNội dung\tDự toán\tThực hiện\nI\tThu cân đối\t1.367\t1.273\n{}2\tPhí\t130\t147\nII\tThu bổ sung\t810\t688\n"
)
GROUPS += "1\tMục tiêu\t256\t223\n2\tCân đối\t554\t465\n\tTỔNG THU\t2.177\t1.961\n"


def test_the_first_item_of_a_group_lacks() -> None:
    assert accusations(audit(GROUPS.format("1\tThuế\t1.237\t1.126\n"))) == []
    assert {check.stated for check in accusations(audit(GROUPS.format("")))} == {"1.367", "1.273"}


SHARES = "Nhóm\tSố lượng\tCơ cấu (%)\nNông nghiệp\t1.413\t30,5\nCông nghiệp\t1.608\t34,7\nXây dựng\t681\t14,7\n"
SHARES += "Thương mại\t938\t20,2\nTổng số\t4.640\t{}\n"


@pytest.mark.parametrize(
    ("total", "suggestion"), [("100", None), ("104", "104 → 100"), ("10", "10 → 100"), ("1.000", "1.000 → 100")]
)
def test_what_stands_where_the_hundred_of_all_shares_belongs(total: str, suggestion: str | None) -> None:
    found = accusations(audit(SHARES.format(total)))
    assert [check.suggestion for check in found] == ([suggestion] if suggestion else [])


def test_a_change_in_number_has_no_doubtful_dots() -> None:
    text = "Số hộ có nước sạch là 16.814 hộ, tăng {} hộ so với cùng kỳ (10.188 hộ)."
    assert accusations(audit(text.format("6.626"))) == []
    (check,) = accusations(audit(text.format("5.996")))
    assert check.expected == "6.626"


ITEMS = "STT\tNội dung\tDự toán\tThực hiện\nI\tThu cân đối\t1.367\t1.273\n1\tThuế\t1.237\t1.126\n2\tPhí\t130\t147\n"
ITEMS += "II\tThu bổ sung\t810\t688\n{}\n\tTỔNG THU\t2.177\t1.961\n"

# (the only item of the second group, what is accused, what is new in the row)
LONE = [
    ("1\tMục tiêu\t810\t688", set(), "the item is all of its group"),
    ("1\tMục tiêu\t554\t465", {"810", "688"}, "the other group is the sum of its items, this one of one"),
    ("1\tMục tiêu\t554\t688", set(), "one column is not short of it"),
    ("-\tTrong đó: mục tiêu\t554\t465", set(), "some of them are named only"),
    ("\tMục tiêu\t554\t465", set(), "no number says that it is the first of several"),
]


@pytest.mark.parametrize(("item", "stated", "new"), LONE, ids=[row[-1] for row in LONE])
def test_a_group_of_one_item(item: str, stated: set[str], new: str) -> None:
    assert {check.stated for check in accusations(audit(ITEMS.format(item)))} == stated, new


QUARTERS = "STT\tĐơn vị\tQuý I\tQuý II\tQuý III\tQuý IV\tCả năm\n1\tXã Bản Mế\t407\t53\t184\t23\t{}\n"
QUARTERS += "2\tXã Krông Na\t210\t147\t52\t71\t{}\n3\tXã Nậm Lúc\t96\t375\t48\t37\t556\n"
QUARTERS += "4\tXã Hòa Lạc\t773\t58\t100\t298\t1.229\n"


def test_two_totals_of_four_rows_exchanged() -> None:
    assert accusations(audit(QUARTERS.format(667, 480))) == []
    found = accusations(audit(QUARTERS.format(480, 667)))
    assert {check.suggestion for check in found} == {"480 → 667, 667 → 480 (lẫn số của hai dòng)"}
    assert accusations(audit(QUARTERS.format(490, 667))) == [], "two rows of four that no exchange mends"


CUT = "Đã cấp 2/3 thẻ, đạt 66,66%. Đã tiêm 5/6 trẻ, đạt 83,33%. Đã thu 7/9 hộ, đạt 77,77%. Đã xử lý {}/{} đơn, đạt {}%."


@pytest.mark.parametrize(
    ("part", "whole", "share", "suggestion"),
    [("209", "401", "25,11", "52,11%"), ("209", "401", "5,211", "5,211% → 52,11%")],
)
def test_shares_are_proposed_cut_off_where_the_report_cuts_them_off(
    part: str, whole: str, share: str, suggestion: str
) -> None:
    (check,) = accusations(audit(CUT.format(part, whole, share)))
    assert suggestion in (check.suggestion or "")
