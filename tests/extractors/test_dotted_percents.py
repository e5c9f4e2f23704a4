"""1.666%: a small number or thousands, by the document's own decimals and by the arithmetic around it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.reading import accusations, audit

# (text, value of its dotted percent, accused, what is new in the row)
CASES = [
    ("Thu từ đất bằng 1.666% kế hoạch; thu phí bằng 98,5% kế hoạch.", "1666", False, "decimals with a comma"),
    ("Thu từ đất bằng 1.666% kế hoạch; thu phí bằng 98.5% kế hoạch.", "1.666", False, "decimals with a dot"),
    ("Thu từ đất bằng 1.666% kế hoạch.", "1.666", False, "nothing tells"),
    ("Tỷ lệ giải quyết đạt 97.125%, tỷ lệ trả lời đạt 98,5%.", None, False, "nobody reaches 97 thousand per cent"),
    ("Thu đất đạt 1.666/100 triệu đồng, bằng 1.666% kế hoạch.", "1.666", False, "arithmetic says thousands"),
    ("Đã giải quyết 1/60 hồ sơ, đạt 1.667%; thu phí đạt 98,5%.", "1667", False, "arithmetic says decimals"),
    ("Đã giải quyết 2/60 hồ sơ, đạt 1.667%.", "1.667", True, "wrong whichever it is"),
    (
        "Đã giải quyết 2/60 hồ sơ, đạt 1.667%; thu phí đạt 98,5%.",
        "1667",
        True,
        "wrong both ways, and it is known which",
    ),
]


@pytest.mark.parametrize(("text", "value", "is_accused", "new"), CASES, ids=[case[-1] for case in CASES])
def test_dotted_percents(text: str, value: str | None, is_accused: bool, new: str) -> None:
    parcel = audit(text)
    read = {
        mention.value for mention in parcel.mentions if mention.text in ("1.666", "1.667") and mention.decimals != 0
    }
    read |= {m.value for m in parcel.mentions if m.text in ("1.666", "1.667") and m.magnitude in (None, 1)}
    assert value is None or Decimal(value) in read, new
    assert bool(accusations(parcel)) == is_accused, new
