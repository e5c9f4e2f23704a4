"""Failing checks joined to slips, the suspect found, the smallest change said, ties listed, none where none fits."""

from __future__ import annotations

import time

import pytest

from schemas.check import Check, CheckKind
from tests.reading import accusations, audit

NONE = "Không có sửa đổi nhỏ nào làm mọi số khớp nhau"

# (text, suggestion of its accusations, what is new in the row)
REPAIRS = [
    ("Đã giải quyết 31/191 hồ sơ, đạt 26,23%.", "26,23% → 16,23%", "one digit of the share"),
    ("Đã giải quyết 1.163/1.219 hồ sơ, đạt 94.51%.", "94.51% → 95.41%", "swapped, and the point kept"),
    ("Đã giải quyết 418/860 hồ sơ, đạt 4860%.", "4860% → 48,60%", "a lost comma"),
    ("Đã giải quyết 1.219/1.163 hồ sơ, đạt 95,41%.", "1.219 → 1.163, 1.163 → 1.219", "operands that changed places"),
    (
        "Đã giải quyết 10.754/10.957 hồ sơ, đạt 98,48%.",
        f"{NONE}; phải đổi một số: 98,48% → 98,15% hoặc 10.754 → 10.790 (từ 10.790 đến 10.791) hoặc 10.957 → 10.920",
        "two digits are no small change: what each number could be",
    ),
    (
        "Có 822 hòm thư, trong đó: 121 tổ chức và 596 cá nhân.",
        f"{NONE}; phải đổi một số hoặc thêm số còn thiếu: 822 → 717 hoặc 121 → 226 hoặc 596 → 701",
        "nor three; a part may lack",
    ),
    (
        "Có 500 hòm thư, trong đó: 121 tổ chức và 596 cá nhân.",
        f"{NONE}; phải đổi một số: 500 → 717 hoặc 596 → 379",
        "too much for the whole: nothing lacks, and no part is below nothing",
    ),
    (
        "Số bệnh nhân là 16.668 bệnh nhân, giảm 66,7% so với cùng kỳ (18.444 bệnh nhân).",
        f"{NONE}; phải đổi một số: 66,7% → 9,6% hoặc 16.668 → 6.142 (từ 6.133 đến 6.151) hoặc 18.444 → 50.054 "
        "(từ 49.980 đến 50.129)",
        "a change whose percent is of something else",
    ),
    (
        "Tiếp nhận 19.767 hồ sơ; đã giải quyết 10.716 hồ sơ, còn lại 7.994 hồ sơ chưa giải quyết.",
        f"{NONE}; phải đổi một số: 19.767 → 18.710 hoặc 10.716 → 11.773 hoặc 7.994 → 9.051",
        "what is done and what is left make the whole",
    ),
    (
        "Đã giải quyết 31/191 hồ sơ, đạt 98,15%.",
        "98,15% → 16,23% (không số nào khác làm các số khớp nhau)",
        "no whole number of 191 is that share",
    ),
    ("Tổng số 300 hồ sơ, gồm 200 hồ sơ đất và 110 hồ sơ thuế.", "300 → 310 hoặc 110 → 100", "a tie is listed"),
    (
        "Tổng số 43 trường, gồm 16 trường mầm non, 14 trường tiểu học và 12 trường trung học.",
        "43 → 42 hoặc 16 → 17 hoặc 14 → 15 hoặc 1 cách khác",
        "many ties are counted",
    ),
    (
        "Tổng số 365 hồ sơ, gồm 29 hồ sơ đất và 236 hồ sơ thuế. Đã giải quyết 236/365 hồ sơ, đạt 64,66%.",
        "365 → 265 hoặc 236 → 336 hoặc 29 → 129",
        "of one sentence alone; the share is of other numbers",
    ),
]


@pytest.mark.parametrize(("text", "suggestion", "new"), REPAIRS, ids=[row[-1] for row in REPAIRS])
def test_repairs(text: str, suggestion: str, new: str) -> None:
    assert {check.suggestion for check in accusations(audit(text))} == {suggestion}, new


TABLE = (
    "Xã\tTiếp nhận\tĐúng hạn\tQuá hạn\tTỷ lệ đúng hạn (%)\n"
    "Na Lang\t{a}\t310\t15\t{p}\nPú Lau\t412\t400\t12\t97,09\nHua Nà\t298\t290\t8\t97,32\nBản Mế\t504\t491\t13\t97,42\n"
    "Tà Xi\t611\t602\t9\t98,53\nTổng cộng\t{t}\t2.093\t57\t97,35\n"
)


@pytest.mark.parametrize(
    ("a", "p", "t", "suggestion"),
    [
        ("352", "95,38", "2.150", "352 → 325"),
        ("325", "59,38", "2.150", "59,38% → 95,38%"),
        ("325", "95,38", "2.510", "2.510 → 2.150"),
        ("3250", "95,38", "2.150", "3250 → 325"),
    ],
)
def test_two_relations_that_fail_in_one_number_name_it(a: str, p: str, t: str, suggestion: str) -> None:
    found = accusations(audit(TABLE.format(a=a, p=p, t=t)))
    assert found
    assert {check.suggestion for check in found} == {suggestion}
    assert len({check.slip_id for check in found}) == 1
    assert sum(check.is_primary for check in found) == 1


def slips(checks: list[Check]) -> list[list[str]]:
    """The rules of the accusations of each slip."""
    found: dict[str, list[str]] = {}
    for check in checks:
        found.setdefault(check.slip_id, []).append(check.rule)
    return sorted(sorted(rules) for rules in found.values())


def test_two_shares_of_one_base_that_are_each_wrong_are_two_slips() -> None:
    text = "Đã giải quyết 418/860 hồ sơ, đạt 84,6%, còn 442 hồ sơ chưa giải quyết, chiếm 54,1%."
    found = accusations(audit(text))
    assert {check.suggestion for check in found} == {"84,6% → 48,6%", "54,1% → 51,4%"}
    assert len(found) == len({check.slip_id for check in found}) == 2


def test_a_list_that_fails_above_and_below_the_line_is_one_slip() -> None:
    text = (
        "Tổng số tiếp nhận: 1.386/1.611 hồ sơ, đạt 86,0%, trong đó:\n- Đăng ký khai sinh: 830/964 hồ sơ, đạt 86,1%\n"
        "- Đăng ký kết hôn: 552/602 hồ sơ, đạt 91,7%\n- Đăng ký khai tử: 271/312 hồ sơ, đạt 86,9%\n"
    )
    assert slips(accusations(audit(text))) == [["bullets_of_whole", "bullets_of_whole"]]


def test_the_place_that_prints_the_right_value_decides_a_tie() -> None:
    text = (
        "I. KẾT QUẢ\nToàn huyện có 265 tổ hòa giải cơ sở, trong đó 29 tổ hòa giải cơ sở ở thị trấn và 336 tổ hòa giải "
        "cơ sở ở các xã.\nII. ĐÁNH GIÁ\nHuy động 365 tổ hòa giải cơ sở tham gia.\n"
    )
    found = accusations(audit(text))
    assert {check.kind for check in found} == {CheckKind.PART_WHOLE, CheckKind.CONTRADICTION}
    assert {check.suggestion for check in found} == {"265 → 365"}
    assert len({check.slip_id for check in found}) == 1


SHARES = (
    "STT\tĐơn vị\tTổng số\tĐã giải quyết\tTỷ lệ (%)\n1\tXã Na Lang\t412\t{a}\t{p}\n2\tXã Pú Lau\t530\t{b}\t{q}\n"
    "3\tXã Hua Nà\t298\t{c}\t97,32\n4\tXã Bản Mế\t604\t588\t97,35\n\tTổng cộng\t{whole}\t{t}\t97,45\n"
)
RIGHT = {"a": "400", "p": "97,09", "b": "519", "q": "97,92", "c": "290", "whole": "1.844", "t": "1.797"}

# (what is printed otherwise, suggestion, what is new in the row)
TABLE_REPAIRS = [
    ({"b": "400"}, "400 → 519 (chép lại số của dòng trên)", "the number of the row above"),
    ({"c": "172"}, "172 → 290 (mọi phép tính có số này đều cho như vậy)", "no key, but two relations want one number"),
    ({"a": "519", "b": "400"}, "519 → 400, 400 → 519 (lẫn số của hai dòng)", "numbers of two rows"),
    ({"p": "97,92", "q": "97,09"}, "97,92% → 97,09%, 97,09% → 97,92% (lẫn số của hai dòng)", "shares of two rows"),
    ({"p": "31,60"}, "31,60% → 97,09% (các số kia đều khớp ở phép tính khác)", "the only number nothing bears out"),
    ({"t": "1.532"}, "1.532 → 1.797 (mọi phép tính có số này đều cho như vậy)", "a total"),
]


@pytest.mark.parametrize(("typed", "suggestion", "new"), TABLE_REPAIRS, ids=[row[-1] for row in TABLE_REPAIRS])
def test_repairs_in_a_table(typed: dict[str, str], suggestion: str, new: str) -> None:
    found = accusations(audit(SHARES.format(**RIGHT | typed)))
    assert {check.suggestion for check in found} == {suggestion}, new
    assert len({check.slip_id for check in found}) == 1


def test_a_total_that_may_lack_a_row_is_not_offered_as_certain() -> None:
    rows = SHARES.format(**RIGHT).splitlines(keepends=True)
    found = accusations(audit("".join(row for row in rows if "Hua Nà" not in row)))
    assert found
    assert all(check.suggestion and check.suggestion.startswith(NONE) for check in found)


# (text, suggestion, what is new in the row)
WORDS = [
    (
        "Có 120 hồ sơ, giảm 20% so với cùng kỳ (100 hồ sơ).",
        "giảm → tăng hoặc 100 → 150",
        "the word may be wrong, or a number",
    ),
    (
        "STT\tĐơn vị\tTiêu chí 1\tTiêu chí 2\tTổng điểm\tXếp hạng\n"
        "1\tXã A\t31,5\t20\t51,5\t3\n2\tXã B\t30\t18,5\t48,5\t2\n"
        "3\tXã C\t38\t19,5\t57,5\t1\n4\tXã D\t22\t19\t41\t4\n5\tXã E\t20\t11\t31\t5\n",
        "3 → 2, 2 → 3",
        "two ranks",
    ),
    (
        "STT\tChỉ tiêu\tKế hoạch\tThực hiện\tTỷ lệ (%)\tĐánh giá\n1\tSố trường chuẩn\t100\t120\t120,00\tVượt\n"
        "2\tSố xã mới\t55\t55\t100,00\tĐạt\n3\tSố hộ vay\t400\t420\t105,00\tVượt\n"
        "4\tSố lớp học\t250\t200\t80,00\tChưa đạt\n"
        "5\tSố cuộc họp\t900\t720\t80,00\tĐạt\n",
        "Đạt → Chưa đạt",
        "a status whose numbers their share bears out",
    ),
]


@pytest.mark.parametrize(("text", "suggestion", "new"), WORDS, ids=[row[-1] for row in WORDS])
def test_repairs_of_words(text: str, suggestion: str, new: str) -> None:
    assert {check.suggestion for check in accusations(audit(text))} == {suggestion}, new


def test_a_share_that_turns_its_target_is_major() -> None:
    text = (
        "Chỉ tiêu\tKết quả\tChỉ tiêu năm 2023\tĐánh giá\nTỷ lệ hồ sơ đúng hạn\t95,24% (600/630 hồ sơ)\t95%\tĐạt\n"
        "Tỷ lệ hồ sơ trực tuyến\t85,1% (541/630 hồ sơ)\t85,5%\tĐạt\nTỷ lệ hộ có điện\t99%\t98%\tĐạt\n"
        "Tỷ lệ trẻ đến trường\t97%\t96%\tĐạt\nTỷ lệ dùng nước sạch\t81%\t80%\tĐạt\nTỷ lệ phủ sóng\t91%\t90%\tĐạt\n"
    )
    assert "major" in {check.severity for check in accusations(audit(text))}


def test_many_failing_checks_cost_little() -> None:
    rows = "".join(f"Xã {i}\t{100 + i}\t{50 + i}\t{99 - i % 7},11\n" for i in range(150))
    text = f"Đơn vị\tTiếp nhận\tGiải quyết\tTỷ lệ (%)\n{rows}"
    started = time.process_time()
    audit(text)
    assert time.process_time() - started < 5
