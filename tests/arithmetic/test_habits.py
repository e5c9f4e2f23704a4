"""What an office always does is said, and not held against one number."""

from __future__ import annotations

import pytest

from tests.reading import accusations, audit


def shares(*printed: tuple[int, int, str]) -> str:
    return "".join(
        f"- Xã số {chr(97 + i)}: giải quyết {a}/{b} hồ sơ, đạt {p}%.\n" for i, (a, b, p) in enumerate(printed)
    )


CUT = [(921, 978, "94,1"), (5001, 5704, "87,6"), (2, 3, "66,6"), (5, 9, "55,5"), (8, 9, "88,8")]
ROUNDED = [(921, 978, "94,2"), (5001, 5704, "87,7"), (2, 3, "66,7"), (5, 9, "55,6")]
UP = [(1, 3, "33,4"), (4, 9, "44,5"), (1, 9, "11,2"), (2, 9, "22,3")]
PADDED = [(5310, 5978, "88,80"), (1194, 1544, "77,30"), (921, 978, "94,20"), (2, 3, "66,70"), (5, 9, "55,60")]


@pytest.mark.parametrize(
    ("text", "verdicts", "said"),
    [
        (shares(*CUT), {"truncated"}, "cắt bớt phần lẻ thay vì làm tròn (5/5 tỷ lệ)"),
        (shares(*UP), {"last_digit"}, "làm tròn lên (4/4 tỷ lệ)"),
        (shares(*PADDED), {"consistent", "last_digit"}, "làm tròn rồi thêm số 0 ở cuối (5/5 tỷ lệ)"),
    ],
)
def test_habits_of_shares(text: str, verdicts: set[str], said: str) -> None:
    checks = [check for check in audit(text).checks if check.kind == "ratio_percent"]
    assert {check.verdict.value for check in checks} <= verdicts
    assert accusations(audit(text)) == []
    assert all(said in (check.explanation_vi or "") for check in checks)
    assert {check.severity for check in checks} == {None}


@pytest.mark.parametrize(
    ("text", "accused", "new"),
    [
        (
            shares(*PADDED[:2], (418, 860, "48,60"), (297, 326, "91,10"), (31, 191, "16,23")),
            2,
            "one share is printed finely",
        ),
        (shares(*PADDED[:2]), 2, "two are no habit"),
        (shares(*UP[:2], *ROUNDED), 2, "most are rounded"),
        (shares(*CUT, (31, 191, "26,2")), 1, "a habit excuses no slip of another kind"),
    ],
)
def test_no_habit(text: str, accused: int, new: str) -> None:
    assert len(accusations(audit(text))) == accused, new


COLUMN = "Xã\tSố hộ\tDân số\n{rows}Tổng cộng\t{total}\t12.000\n"


@pytest.mark.parametrize(
    ("counts", "total", "accused"),
    [
        (("1.200", "1.500", "900", "2.300", "1.100"), "7.043", 0),
        (("1.200", "1.500", "900", "2.300", "1.100"), "7.643", 1),
        (("1.210", "1.500", "900", "2.300", "1.100"), "7.043", 1),
    ],
)
def test_a_column_of_hundreds(counts: tuple[str, ...], total: str, accused: int) -> None:
    rows = "".join(f"Na {chr(65 + i)}\t{count}\t2.400\n" for i, count in enumerate(counts))
    assert len(accusations(audit(COLUMN.format(rows=rows, total=total)))) == accused
