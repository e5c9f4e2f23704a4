"""Whether what stands below headings was done or is to come: the nearest result or outlook decides."""

from __future__ import annotations

import pytest

from schemas.fact import Role
from tests.reading import fact_of, resolve

_TITLE = "Kết quả công tác Hội năm 2021, phương hướng nhiệm vụ năm 2022"


def _report(body: str) -> str:
    return f"HỘI NÔNG DÂN HUYỆN CẨM XUYÊN\nCẩm Xuyên, ngày 10 tháng 12 năm 2021\n\nBÁO CÁO\n{_TITLE}\n\n{body}"


@pytest.mark.parametrize(
    ("headings", "role", "year", "new"),
    [
        ("II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ TRỌNG TÂM\n1. Nhiệm vụ 1: Xây dựng tổ chức", Role.ACTUAL, "2021", "numbered"),
        ("I. TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU, NHIỆM VỤ\n2. Nhiệm vụ xây dựng Hội", Role.ACTUAL, "2021", "how it went"),
        (
            "A. ĐÁNH GIÁ VIỆC THỰC HIỆN NGHỊ QUYẾT\nI. Mục tiêu phát triển hội viên",
            Role.ACTUAL,
            "2021",
            "an aim reached",
        ),
        ("I. KẾT QUẢ CÔNG TÁC\n1. Các chỉ tiêu năm 2021\n1.1. Nhiệm vụ trọng tâm", Role.ACTUAL, "2021", "two between"),
        ("II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2022\n1. Nhiệm vụ 1: Xây dựng tổ chức", Role.TARGET, "2022", "an outlook"),
        ("I. KẾT QUẢ CÔNG TÁC\n5. Phương hướng năm 2022", Role.TARGET, "2022", "the nearest is an outlook"),
        ("I. KẾT QUẢ CÔNG TÁC\n5. Nhiệm vụ thời gian tới", Role.TARGET, "2022", "the coming time"),
        ("II. NHIỆM VỤ TRỌNG TÂM\n1. Nhiệm vụ 1: Xây dựng tổ chức", Role.TARGET, "2022", "no results above"),
    ],
)
def test_tasks_below_results_were_done(headings: str, role: Role, year: str, new: str) -> None:
    fact = fact_of(resolve(_report(f"{headings}\nKết nạp 312 hội viên mới.\n")), "312")
    assert (fact.role, fact.period_label) == (role, year), new
