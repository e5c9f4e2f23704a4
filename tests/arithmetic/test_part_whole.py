"""Parts against their whole: accused only where the words leave no other reading."""

from __future__ import annotations

import pytest

from schemas.check import Severity
from tests.reading import accusations, audit, operand_texts

# (text, (verdict, stated, expected) or None for no check, what is new in the row)
PARTS = [
    ("Tổng số 300 hồ sơ, gồm 200 hồ sơ đất và 100 hồ sơ khác.", ("consistent", "300", "300"), "they add up"),
    (
        "Tổng số 300 hồ sơ, gồm 200 hồ sơ đất và 110 hồ sơ thuế.",
        ("inconsistent", "300", "310"),
        "'gồm' leaves none out",
    ),
    ("Tổng số 300 hồ sơ, gồm 200 hồ sơ đất và 80 hồ sơ thuế.", ("inconsistent", "300", "280"), "nor too few"),
    ("Có 300 hồ sơ, trong đó 200 hồ sơ đất và 60 hồ sơ thuế.", None, "'trong đó' may leave out: no question either"),
    ("Có 300 hồ sơ, trong đó 200 hồ sơ đất và 160 hồ sơ thuế.", ("undecidable", "300", "360"), "or name one twice"),
    ("Có 300 hồ sơ, trong đó 350 hồ sơ đất.", ("inconsistent", "300", "350"), "a part above its whole"),
    ("Có 300 hồ sơ, trong đó 200 hồ sơ đất.", None, "one part says nothing of the rest"),
    ("Có 300 học sinh, trong đó 140 nam và 150 nữ.", ("inconsistent", "300", "290"), "classes that leave none out"),
    ("Có 300 học sinh, trong đó 140 nam và 160 nữ.", ("consistent", "300", "300"), "and add up"),
    ("Có 300 học sinh, trong đó 150 nữ và 90 dân tộc.", None, "classes that overlap"),
    ("Có 717 lượt, trong đó: 121 tổ chức và 596 cá nhân.", ("consistent", "717", "717"), "parts by their holders"),
    ("Có 700 lượt, trong đó: 121 tổ chức và 596 cá nhân.", ("inconsistent", "700", "717"), "holders that do not fit"),
    (
        "Có 300 hồ sơ, trong đó 200 hồ sơ đúng hạn và 110 hồ sơ quá hạn.",
        ("inconsistent", "300", "310"),
        "classes that do not overlap cannot be more than all",
    ),
    (
        "Tổng chi 1,5 tỷ đồng, gồm 1 tỷ đồng mua sắm và 0,5 tỷ đồng sửa chữa.",
        ("consistent", "1,5", "1,5"),
        "amounts in one magnitude",
    ),
    (
        "Tổng chi 1,5 tỷ đồng, gồm 1,02 tỷ đồng mua sắm và 0,51 tỷ đồng sửa chữa.",
        ("consistent", "1,5", "1,53"),
        "a rounded whole",
    ),
    (
        "Tổng số 300 hồ sơ, gồm:\n- 200 hồ sơ đất\n- 120 hồ sơ thuế\n",
        ("inconsistent", "300", "320"),
        "one part in each bullet",
    ),
    (
        "Tổng số 300 hồ sơ, trong đó:\n- Hồ sơ đất: 200 hồ sơ\n- Hồ sơ thuế: 80 hồ sơ\n",
        None,
        "bullets that may leave out",
    ),
    ("Có 300 hồ sơ, trong đó tăng 350 hồ sơ đất.", None, "a change is no part"),
    ("Có 300 hồ sơ. Trong đó đáng chú ý là việc chậm.", None, "no numbers behind the word"),
]


@pytest.mark.parametrize(("text", "expected", "new"), PARTS, ids=[row[-1] for row in PARTS])
def test_parts(text: str, expected: tuple[str, str, str] | None, new: str) -> None:
    found = [(c.verdict.value, c.stated, c.expected) for c in audit(text).checks if c.kind.value == "part_whole"]
    assert found == ([expected] if expected else []), new


def test_the_word_that_decides_is_an_operand() -> None:
    parcel = audit("Tổng số 300 hồ sơ, gồm 200 hồ sơ đất và 110 hồ sơ thuế.")
    (check,) = parcel.checks
    assert operand_texts(parcel, check) == [("whole", "300"), ("word", "gồm"), ("part", "200"), ("part", "110")]
    assert (check.formula, check.severity, check.suggestion) == (
        "200 + 110 = 310",
        Severity.MAJOR,
        "300 → 310 hoặc 110 → 100",
    )


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Tổng số 3.000 hồ sơ, gồm 2.000 hồ sơ đất và 1.002 hồ sơ thuế.", Severity.MINOR),
        ("Tổng số 3.000 hồ sơ, gồm 2.000 hồ sơ đất và 1.100 hồ sơ thuế.", Severity.MAJOR),
        ("Tổng số 300 hồ sơ, gồm 200 hồ sơ đất và 100 hồ sơ khác.", None),
    ],
)
def test_severities(text: str, severity: Severity | None) -> None:
    (check,) = audit(text).checks
    assert check.severity is severity


@pytest.mark.parametrize(
    ("text", "is_accused"),
    [
        (
            "Tổng cộng 15.283 trẻ (gồm 2.245 trẻ dưới 1 tuổi, 461 trẻ 2 tuổi, 6.532 trẻ 1 tuổi và 1.889 trẻ 3 tuổi).",
            True,
        ),
        ("Trong tổng số 48 công trình có 19 công trình bền vững, 16 công trình trung bình và 15 công trình kém.", True),
        (
            "Trong tổng số 48 công trình có 19 công trình bền vững, 16 công trình trung bình và 10 công trình kém.",
            False,
        ),
        ("Trong tổng số 48 cán bộ có 19 cán bộ nữ, 40 cán bộ là đảng viên.", False),
    ],
)
def test_what_is_counted_is_no_attribute_of_it(text: str, is_accused: bool) -> None:
    assert bool(accusations(audit(text))) == is_accused
