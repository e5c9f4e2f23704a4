"""Explanations an official accepts, from the deciding numbers; and that they reach the checks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.arithmetic import explain
from schemas.check import Verdict
from tests.reading import accusations, audit
from tests.tables import table


@pytest.mark.parametrize(
    ("verdict", "vi", "en", "suggestion"),
    [
        (
            Verdict.INCONSISTENT,
            "31/191 = 16,2304 %, làm tròn là 16,23%, nhưng báo cáo ghi 26,23%.",
            "31/191 = 16,2304%, rounded 16,23%, but the report prints 26,23%.",
            "26,23% → 16,23%",
        ),
        (
            Verdict.LAST_DIGIT,
            "31/191 = 16,2304 %; báo cáo ghi 26,23%, lệch một đơn vị ở chữ số cuối (đúng ra là 16,23%).",
            "31/191 = 16,2304%; the report prints 26,23%, one unit off in the last digit (16,23% expected).",
            "26,23% → 16,23%",
        ),
        (
            Verdict.TRUNCATED,
            "31/191 = 16,2304 %; báo cáo ghi 26,23%, là số bị cắt bớt chứ không làm tròn (làm tròn là 16,23%).",
            "31/191 = 16,2304%; the report prints 26,23%, which is cut off, not rounded (16,23% when rounded).",
            None,
        ),
    ],
)
def test_percents(verdict: Verdict, vi: str, en: str, suggestion: str | None) -> None:
    told = explain.percent_explanation("31", "191", "26,23", "16,23", Decimal("16.230366"), verdict)
    assert (told.vi, told.en, told.suggestion) == (vi, en, suggestion)


# (text, Vietnamese, English, suggestion)
TOLD = [
    (
        "Đã cấp 31/191 thẻ, đạt 26,23%.",
        "31/191 = 16,2304 %, làm tròn là 16,23%, nhưng báo cáo ghi 26,23%.",
        "31/191 = 16,2304%, rounded 16,23%, but the report prints 26,23%.",
        "26,23% → 16,23%",
    ),
    (
        "99,4% trường đã có cổng, còn 02/200 trường chưa có.",
        "(200 − 02)/200 = 99,0000 %, làm tròn là 99,0%, nhưng báo cáo ghi 99,4%.",
        "(200 − 02)/200 = 99,0000%, rounded 99,0%, but the report prints 99,4%.",
        "99,4% → 99,0%",
    ),
    (
        "Đã xong 90/100 thẻ, còn 12 thẻ chưa làm.",
        "90 và phần còn lại 12 cộng lại là 102, không bằng 100.",
        "90 and the rest 12 add to 102, not 100.",
        "100 → 102 hoặc 12 → 10",
    ),
    (
        "Có 93% hộ đã nộp, còn 9% chưa nộp.",
        "93% và phần còn lại 9% cộng lại là 102%, không bằng 100%.",
        "93% and the rest 9% add to 102%, not 100%.",
        "93% → 91% hoặc 9% → 7%",
    ),
    (
        "Tổng số 3.000 hồ sơ, gồm 2.000 hồ sơ đất và 1.100 hồ sơ thuế.",
        "Các phần cộng lại 2.000 + 1.100 = 3.100, nhiều hơn tổng đã ghi 3.000 là 100.",
        "The parts add to 2.000 + 1.100 = 3.100, 100 more than the stated whole 3.000.",
        "3.000 → 3.100 hoặc 1.100 → 1.000",
    ),
    (
        "Tổng chi 2,5 tỷ đồng, gồm 1 tỷ đồng mua sắm và 0,5 tỷ đồng sửa chữa.",
        "Các phần cộng lại 1 + 0,5 = 1,5, ít hơn tổng đã ghi 2,5 là 1,0.",
        "The parts add to 1 + 0,5 = 1,5, 1,0 fewer than the stated whole 2,5.",
        "2,5 → 1,5 hoặc 1 → 2 hoặc 0,5 → 1,5",
    ),
    (
        table(
            "STT|Tên xã|Tổng số|Nam|Nữ",
            "1|Xã A|120|70|50",
            "2|Xã B|200|100|100",
            "3|Xã C|190|90|90",
            "4|Xã D|40|30|10",
        ),
        "Dòng “Xã C”: 90 + 90 = 180, nhưng cột “Tổng số” ghi 190.",
        "Row “Xã C”: 90 + 90 = 180, but column “Tổng số” prints 190.",
        "190 → 180",
    ),
    (
        table(
            "STT|Đơn vị|Tổng điểm|Xếp hạng",
            "1|Phòng A|95|1",
            "2|Phòng B|93|2",
            "3|Phòng C|92|3",
            "4|Phòng D|91|4",
            "5|Phòng E|90|6",
        ),
        "Dòng “Phòng E”: điểm 90 xếp thứ 5 trong bảng, nhưng ghi hạng 6.",
        "Row “Phòng E”: a score of 90 ranks 5 in the table, but rank 6 is printed.",
        "6 → 5",
    ),
    (
        table(
            "STT|Chỉ tiêu|Kế hoạch|Thực hiện|Đánh giá",
            "1|Số trường chuẩn|10|12|Vượt",
            "2|Số xã mới|5|5|Đạt",
            "3|Số hộ vay|400|420|Vượt",
            "4|Số lớp học|25|20|Không đạt",
            "5|Số cuộc họp|9|8|Đạt",
        ),
        "Dòng “Số cuộc họp”: kết quả 8 so với chỉ tiêu 9 là chưa đạt, nhưng ghi “Đạt”.",
        "Row “Số cuộc họp”: with 8 against 9 the target is not met, but the status says “Đạt”.",
        "Nếu các số khác đúng thì Đạt → Không đạt",
    ),
    (
        "Họp ngày 30/02/2022.",
        "Ngày “30/02/2022” không có trong lịch.",
        "The date “30/02/2022” does not exist.",
        None,
    ),
    (
        "Họp ngày 31 tháng 3 tháng 2022.",
        "“31 tháng 3 tháng 2022” viết sai: phải là “năm” trước năm.",
        "“31 tháng 3 tháng 2022” is malformed: “năm” (year) should stand before the year.",
        "31 tháng 3 tháng 2022 → 31 tháng 3 năm 2022",
    ),
    (
        "Khảo sát 110% hộ dân.",
        "Tỷ lệ trong một nhóm không thể trên 100%.",
        "A share of a group cannot be above 100%.",
        None,
    ),
    (
        "Đàn bò 1.100 con, tăng 12% so với cùng kỳ (1.000 con).",
        "Từ 1.000 đến 1.100 là tăng 10%, nhưng báo cáo ghi tăng 12%.",
        "From 1.000 to 1.100 is up 10%, but the report prints up 12%.",
        "12% → 10% hoặc 1.100 → 1.120",
    ),
]


@pytest.mark.parametrize(("text", "vi", "en", "suggestion"), TOLD, ids=[row[1] for row in TOLD])
def test_what_a_finding_says(text: str, vi: str, en: str, suggestion: str | None) -> None:
    (check,) = accusations(audit(text))
    assert (check.explanation_vi, check.explanation_en, check.suggestion) == (vi, en, suggestion)


def test_what_agrees_is_not_explained() -> None:
    (check,) = audit("Đã cấp 72/120 thẻ, đạt 60%.").checks
    assert (check.explanation_vi, check.explanation_en, check.suggestion) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Có 300 hồ sơ, trong đó 350 hồ sơ đất.", "350 = 350"),
        ("Đàn bò 1.100 con, giảm 10% so với cùng kỳ (1.000 con).", "giảm -10%"),
    ],
)
def test_sentences_an_official_would_not_write(text: str, words: str) -> None:
    (check,) = accusations(audit(text))
    assert words not in (check.explanation_vi or "")


SUGGESTIONS = [
    (explain.repair_ties(["265 → 365"], 3), "265 → 365", "an edit needs no words"),
    (explain.repair_ties(["a → b", "c → d"], 3), "a → b or c → d", "ties"),
    (explain.repair_ties(["a → b"] * 4, 3), "a → b or a → b or a → b or 1 other way", "one more"),
    (explain.repair_ties(["a → b"] * 6, 3), "a → b or a → b or a → b or 3 other ways", "more"),
    (explain.no_repair(None), "No small change makes all the numbers agree", "none"),
    (
        explain.no_repair("98% → 97%", ["98% → 97%", "11 → 15 (từ 14 đến 16)"]),
        "No small change makes all the numbers agree; one number must be another: 98% → 97% or 11 → 15 (from 14 to 16)",
        "what one number could be",
    ),
    (
        explain.no_repair(None, ["9 → 8", "a → b", "c → d", "e → f", "g → h"], lacks=True),
        "No small change makes all the numbers agree; one number must be another, or one is missing: 9 → 8 or a → b or "
        "c → d or 2 other ways",
        "or what lacks",
    ),
    (
        explain.no_repair("98% → 97%"),
        "No small change makes all the numbers agree; if the other numbers are right, 98% → 97%",
        "a condition",
    ),
    (explain.if_others_hold("7 → 1"), "If the other numbers are right, 7 → 1", "a condition alone"),
    ("24 → 42 (chép lại số của dòng trên)", "24 → 42 (the number of the row above again)", "why"),
    ("xã A hoặc B → xã C", "xã A hoặc B → xã C", "words of the report stay as they are"),
]


@pytest.mark.parametrize(("vi", "en", "new"), SUGGESTIONS, ids=[row[-1] for row in SUGGESTIONS])
def test_suggestions_in_english(vi: str, en: str, new: str) -> None:
    assert explain.say_suggestion_in_english(vi) == en, new


def test_a_check_has_its_suggestion_in_both_languages() -> None:
    (check,) = accusations(audit("Thành lập 265 tổ, trong đó: 29 tổ cấp xã và 336 tổ cấp bản."))
    assert check.suggestion == "265 → 365 hoặc 336 → 236"
    assert check.suggestion_en == "265 → 365 or 336 → 236"
