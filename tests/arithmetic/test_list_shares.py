"""Shares of a list whose counts make the whole: they make 100, and a wrong one is named by two relations."""

from __future__ import annotations

import pytest

from tests.reading import accusations, audit

STAFF = "Trình độ của 240 viên chức: thạc sĩ {} người ({}%), đại học {} người ({}%), cao đẳng {} người ({}%)."
MARKS = "Xếp loại học sinh khối 8:\n- Tổng số: 240 em.\n- Giỏi: 60 em (25%).\n- Khá: 108 em (45%).\n"
MARKS += "- Trung bình: 66 em ({}%).\n- Yếu: 06 em (2,5%).\n"

# (text, suggestion of both accusations: the share of its count and the shares together, what is new in the row)
LISTS = [
    (STAFF.format(18, "7,5", 192, "80", 30, "12,5"), None, "nothing is wrong"),
    (
        STAFF.format(18, "7,5", 192, "80", 30, "15,5"),
        "15,5% → 12,5%",
        "one digit of a share",
    ),
    (
        STAFF.format(18, "7,5", 192, "80", 30, "42,9"),
        "42,9% → 12,5% (mọi phép tính có số này đều cho như vậy)",
        "two relations want one number",
    ),
    (MARKS.format("27,5"), None, "bullets below their total"),
    (MARKS.format("17,5"), "17,5% → 27,5%", "bullets, one digit"),
    (STAFF.format(81, "33,7", 82, "34,1", 77, "32,0"), None, "cut off they make 99,8"),
]


@pytest.mark.parametrize(("text", "suggestion", "new"), LISTS, ids=[row[-1] for row in LISTS])
def test_shares_of_lists(text: str, suggestion: str | None, new: str) -> None:
    found = accusations(audit(text))
    kinds = ["complement", "ratio_percent"] if suggestion else []
    assert sorted(check.kind.value for check in found) == kinds, new
    assert {check.suggestion for check in found} == ({suggestion} if suggestion else set())
    assert len({check.slip_id for check in found}) == bool(kinds)


def test_what_makes_a_hundred_is_said_to_hold() -> None:
    (check,) = [c for c in audit(LISTS[0][0]).checks if c.rule == "shares_of_list"]
    assert check.verdict.value == "consistent"
