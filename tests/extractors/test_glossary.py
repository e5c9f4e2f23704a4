"""Abbreviations that a document spells out itself go before what they mean elsewhere, for unit and label."""

from __future__ import annotations

import pytest

from extractors.glossary import read_glossary
from tests.reading import fact_of, resolve, rules

SPELT = [
    ("12.408 tờ khai (sau đây gọi tắt là TK), tăng 6%", {"TK": "tờ khai"}),
    ("tờ khai hải quan (viết tắt: TKHQ) là 12", {"TKHQ": "tờ khai hải quan"}),
    ("Số khách hàng (KH) sử dụng điện", {"KH": "khách hàng"}),
    ("86.415 giấy chứng nhận quyền sử dụng đất (GCN)", {"GCN": "giấy chứng nhận"}),  # its first words only
    ("Tin báo, tố giác tội phạm (TBTG): 214", {"TBTG": "tin báo, tố giác tội phạm"}),
    ("tước 118 GPLX (giấy phép lái xe)", {"GPLX": "giấy phép lái xe"}),  # the other way round
    ("Ghi chú: CHV: chấp hành viên; KH: kế hoạch", {"CHV": "chấp hành viên", "KH": "kế hoạch"}),
    ("ký 48 thỏa ước lao động tập thể (TƯLĐTT)", {"TƯLĐTT": "thỏa ước lao động tập thể"}),
    ("của Bộ Chính trị (khóa XII), tại huyện (NTM)", {}),  # the letters of no words before
    ("Trung tâm Viễn thông (VNPT)", {}),
    ("150 cán bộ, công chức (CBCC)", {"CBCC": "cán bộ"}),  # as the rules have it
]


@pytest.mark.parametrize(("text", "expected"), SPELT)
def test_an_abbreviation_stands_for_the_words_before_it(text: str, expected: dict[str, str]) -> None:
    assert {short: unit.unit for short, unit in read_glossary(text, rules()).items()} == expected


def test_what_the_document_says_goes_before_what_the_rules_say() -> None:
    text = "Chi cục làm thủ tục cho 12.408 tờ khai (sau đây gọi tắt là TK).\n- Phân luồng: luồng xanh 8.930 TK.\n"
    fact = fact_of(resolve(text), "8.930")
    assert (fact.unit, fact.unit_printed, fact.label) == ("tờ khai", "TK", "Phân luồng: luồng xanh: tờ khai")
    assert fact_of(resolve("Đã lập 8.930 TK cho người dân.\n"), "8.930").unit == "tài khoản"


def test_a_column_counts_what_its_abbreviation_was_said_to_be() -> None:
    text = (
        "Điện lực quản lý 96.412 khách hàng (KH).\n"
        "Khu vực\tSố KH\tTổn thất (%)\nThị trấn\t12.640\t4,2\nNông thôn\t83.772\t6,1\n"
    )
    assert fact_of(resolve(text), "12.640").unit == "khách hàng"
