"""What a school, a hospital or a cooperative reports is its own: no territory's, no village's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.fact import Fact, Scope
from tests.reading import resolve

HEAD = """{upper}                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
{issuer}                    Độc lập - Tự do - Hạnh phúc
Số: 31/BC-TH                    Mường La, ngày 12 tháng 6 năm 2021

BÁO CÁO
Kết quả công tác năm 2020

{body}
"""


def fact_of(value: str, issuer: str, body: str, upper: str = "PHÒNG GD&ĐT MƯỜNG LA") -> Fact:
    """The only fact of a value in a report of an issuer."""
    facts = resolve(HEAD.format(upper=upper, issuer=issuer, body=body)).facts
    return next(fact for fact in facts if fact.value == Decimal(value))


@pytest.mark.parametrize(
    ("issuer", "body", "value", "entity", "kind", "scope", "new"),
    [
        ("TRƯỜNG THCS TAM HỢP", "Tổng số lớp: 14 lớp.", "14", "TRƯỜNG THCS TAM HỢP", "school", None, "a school"),
        ("TRƯỜNG THCS TAM HỢP", "Học sinh khối 6: 140 em.", "140", "TRƯỜNG THCS TAM HỢP", "school", None, "a grade"),
        (
            "BỆNH VIỆN ĐA KHOA HUYỆN MƯỜNG LA",
            "Khám bệnh 68.412 lượt.",
            "68412",
            "BỆNH VIỆN ĐA KHOA HUYỆN MƯỜNG LA",
            "office",
            None,
            "a hospital, named with its place",
        ),
        ("HTX TIÊN PHONG", "Doanh thu 34 triệu đồng.", "34000000", "HTX TIÊN PHONG", "company", None, "a cooperative"),
        (
            "TRƯỜNG THCS TAM HỢP",
            "Toàn huyện có 96 trường.",
            "96",
            None,
            None,
            Scope.TOAN_DIA_BAN,
            "what it says of the whole district is not its own",
        ),
        ("HẠT KIỂM LÂM", "Phát hiện 12 vụ vi phạm.", "12", None, None, Scope.TOAN_DIA_BAN, "an office of a territory"),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Khối 9: 112 học sinh.", "112", None, None, Scope.TOAN_DIA_BAN, "a grade"),
        ("ỦY BAN NHÂN DÂN", "Khối 9: 112 hộ.", "112", "Khối 9", "village", Scope.THON_BAN, "a quarter of a town"),
        (
            "HẠT KIỂM LÂM",
            "Chi vốn ngân sách tỉnh 450 triệu đồng.",
            "450000000",
            None,
            None,
            Scope.TOAN_DIA_BAN,
            "whose money it is says nothing of the level",
        ),
    ],
)
def test_whose_figures(
    issuer: str, body: str, value: str, entity: str | None, kind: str | None, scope: Scope | None, new: str
) -> None:
    fact = fact_of(value, issuer, body, upper="UBND HUYỆN MƯỜNG LA")
    assert (fact.entity, fact.entity_kind, fact.scope) == (entity, kind, scope), new


def test_grades_in_a_table_are_no_villages() -> None:
    body = "1. Học lực\nKhối\tSố học sinh\tGiỏi\nKhối 6\t174\t21\nKhối 7\t158\t18\nTổng\t332\t39\n"
    fact = fact_of("158", "TRƯỜNG THCS TAM HỢP", body)
    assert (fact.entity, fact.scope) == ("TRƯỜNG THCS TAM HỢP", None)
    assert "Khối 7" in (fact.label or "")
