"""Slips that need no sum: dates that do not exist or lie ahead, chapters numbered twice, shares above the whole."""

from __future__ import annotations

import pytest

from schemas.check import Verdict
from tests.reading import audit, told

LETTERHEAD = "PHÒNG NỘI VỤ\n\nSông Lam, ngày 5 tháng 3 năm 2023\n\nBÁO CÁO\nKết quả công tác cán bộ\n\n"
BLANK_DAY = LETTERHEAD.replace("ngày 5", "ngày   ")
FILLER = (
    "Các bộ phận đã phối hợp chặt chẽ, bảo đảm tiến độ và chất lượng công việc được giao trong kỳ báo cáo này.\n" * 3
)
KINDS = {"invalid_date", "date_order", "numbering", "impossible_value"}

# (text, (kind, verdict, stated, expected) of checks of these kinds in reading order, what is new in the row)
CHECKS = [
    ("Họp ngày 29/02/2024.", [], "a leap day exists"),
    ("Họp ngày 29/02/2023.", [("invalid_date", "inconsistent", "29/02/2023", None)], "in no other year"),
    ("Họp ngày 31 tháng 6 năm 2023.", [("invalid_date", "inconsistent", "31 tháng 6 năm 2023", None)], "in words"),
    (
        "Họp ngày 31 tháng 3 tháng 2022.",
        [("invalid_date", "inconsistent", "31 tháng 3 tháng 2022", "31 tháng 3 năm 2022")],
        "the word for month where the year stands",
    ),
    (
        f"{LETTERHEAD}Thực hiện Kế hoạch số 15/KH-UBND ngày 10/4/2023 của huyện.\n{FILLER}",
        [("date_order", "inconsistent", "10/4/2023", "≤ 5/3/2023")],
        "a document of later days is cited",
    ),
    (
        f"{LETTERHEAD}Thực hiện Kế hoạch số 15/KH-UBND ngày 05/3/2023 của huyện.\n{FILLER}",
        [("date_order", "consistent", "5/3/2023", "≤ 5/3/2023")],
        "one of the same day",
    ),
    (
        f"{BLANK_DAY}Thực hiện Kế hoạch số 15/KH-UBND ngày 30/3/2023 của huyện.\n{FILLER}",
        [("date_order", "consistent", "30/3/2023", "≤ 31/3/2023")],
        "the day of issue is blank: any day of the month",
    ),
    (f"{LETTERHEAD}{FILLER}Hội nghị sẽ họp vào ngày 10/4/2023.\n", [], "a day to come that cites nothing"),
    (f"{FILLER}Thực hiện Kế hoạch số 15/KH-UBND ngày 10/4/2023.\n", [], "the day of issue is unknown"),
    (
        "I. MỘT PHẦN\nNội dung.\nII. HAI PHẦN\nNội dung.\nII. BA PHẦN\nNội dung.\n",
        [("numbering", "consistent", "II", None), ("numbering", "inconsistent", "II", None)],
        "a chapter number twice",
    ),
    (
        "I. MỘT PHẦN\nNội dung.\nIII. HAI PHẦN\nNội dung.\n",
        [("numbering", "undecidable", "III", None)],
        "a number skipped is a question",
    ),
    (
        "I. MỘT PHẦN\nNội dung.\nII. HAI PHẦN\nNội dung.\nPHỤ LỤC\nI. MỤC ĐẦU\nII. MỤC HAI\nII. MỤC BA\n",
        [("numbering", "consistent", "II", None)],
        "annexes count for themselves",
    ),
    ("Khảo sát 110% hộ dân.", [("impossible_value", "inconsistent", "110%", "≤ 100%")], "more than all of a group"),
    ("Trên 100% hộ dân có điện.", [("impossible_value", "inconsistent", "100%", "≤ 100%")], "and by a word"),
    ("Có 100% hộ dân dùng điện.", [], "all of a group"),
    ("Thu đạt 110% kế hoạch.", [], "a plan can be passed"),
    ("Đàn bò tăng 110% so với năm trước.", [], "a change too"),
    ("Khảo sát 110% hộ theo chỉ tiêu giao.", [], "a plan named behind the group"),
]


@pytest.mark.parametrize(("text", "checks", "new"), CHECKS, ids=[row[-1] for row in CHECKS])
def test_checks(text: str, checks: list[tuple[str, str, str | None, str | None]], new: str) -> None:
    assert [check for check in told(audit(text)) if check[0] in KINDS] == checks, new


# (text, words of the operands of its accusation of these kinds, what is new in the row)
DECIDED = [
    (CHECKS[4][0], ["10/4/2023", "5 tháng 3 năm 2023"], "the date cited and that of the issue"),
    (CHECKS[9][0], ["II.", "II."], "both headings"),
]


@pytest.mark.parametrize(("text", "words", "new"), DECIDED, ids=[row[-1] for row in DECIDED])
def test_everything_that_decided_is_an_operand(text: str, words: list[str], new: str) -> None:
    parcel = audit(text)
    (check,) = [c for c in parcel.checks if c.kind in KINDS and c.verdict is Verdict.INCONSISTENT]
    found = [operand for operand in parcel.check_operands if operand.check_id == check.check_id]
    assert [operand.text for operand in found] == words, new
    assert len({operand.char_start for operand in found}) == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f"{LETTERHEAD}Theo Kế hoạch số 15/KH-UBND ngày 10/2/2023 của huyện, sẽ họp ngày 15/6/2023.\n{FILLER}",
            id="behind a citation with its own date",
        ),
        pytest.param(
            f"{LETTERHEAD}Hội nghị sẽ họp vào ngày 10/4/2023.\n{FILLER}",
            id="in the first sentence under the title",
        ),
    ],
)
def test_a_day_to_come_is_no_date_of_a_document(text: str) -> None:
    assert [check for check in told(audit(text)) if check[1] == "inconsistent"] == []
