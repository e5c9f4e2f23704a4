"""Names of places written two ways: what is a slip by the official list, what is asked, what is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.arithmetic.judge import judge
from schemas.check import Check, CheckKind, Severity, Verdict
from schemas.document import TextSource
from schemas.parcel import Parcel
from tests.reading import audit, operand_texts, resolve, rules

HEAD = (
    "UBND HUYỆN TỦA CHÙA\nSố: 3/BC-UBND\nTủa Chùa, ngày 5 tháng 12 năm 2023\nBÁO CÁO\nKết quả công tác\n"
    "Thực hiện chế độ báo cáo, kết quả như sau:\n"
)


def spelling(parcel: Parcel) -> list[Check]:
    """The checks of names, without those that found nothing."""
    return [c for c in parcel.checks if c.kind is CheckKind.SPELLING and c.verdict is not Verdict.CONSISTENT]


def test_a_name_the_list_has_beside_one_it_has_not() -> None:
    parcel = audit(HEAD + "Xã Sính Phình có 12 hộ.\nTại xã Sinh Phình có 30 hộ.\n")
    (check,) = spelling(parcel)
    assert (check.verdict, check.severity) == (Verdict.INCONSISTENT, Severity.MINOR)
    assert (check.stated, check.expected) == ("xã Sinh Phình", "Xã Sính Phình")
    assert operand_texts(parcel, check) == [("word", "xã Sinh Phình"), ("word", "Xã Sính Phình")]
    assert check.explanation_vi is not None
    assert check.explanation_en is not None


def test_the_heading_against_the_body() -> None:
    (check,) = spelling(audit(HEAD.replace("HUYỆN TỦA", "HUYỆN TỬA") + "Huyện Tủa Chùa có 12 xã.\n"))
    assert check.stated == "HUYỆN TỬA CHÙA"


LEFT_ALONE = [
    ("Xã Sính Phình có 12 hộ.\nXÃ SÍNH PHÌNH có 30 hộ.\n", "capitals"),
    ("Tỉnh Hoà Bình có 12 xã.\nTỉnh Hòa Bình có 30 bản.\n", "the place of the tone mark"),
    ("Xã Sinh Phình có 12 hộ.\nXã Sinh Phình có 30 hộ.\n", "a name the list has not, written one way"),
    ("Xã Sín Chải có 12 hộ.\nXã Sính Phình có 30 hộ.\n", "two communes"),
    ("Xã Tủa Thàng có 12 hộ.\nThị trấn Tủa Chùa có 30 hộ.\n", "names that begin alike"),
    ("Xã Tân Lập có 12 hộ.\nXã Tân Lấp có 30 hộ.\n", "a name that many places have"),
    ("Xã Tả Phìn có 12 hộ.\nBản Ta Phìn có 30 hộ.\n", "a village of nearly the same name"),
]


@pytest.mark.parametrize(("text", "new"), LEFT_ALONE, ids=[row[-1] for row in LEFT_ALONE])
def test_left_alone(text: str, new: str) -> None:
    assert spelling(audit(HEAD + text)) == [], new


def test_two_communes_that_both_exist_are_two_places() -> None:
    head = HEAD.replace("TỦA CHÙA", "YÊN THÀNH").replace("Tủa Chùa", "Yên Thành")
    rows = rules().gazetteer.rows.values()
    assert {row.name for row in rows if row.parent_id == "426"} >= {"xã Đồng Thành", "xã Đông Thành"}
    assert spelling(audit(head + "Xã Đồng Thành có 12 hộ.\nXã Đông Thành có 30 hộ.\n")) == []


def test_a_place_no_list_has_is_asked_about() -> None:
    head = HEAD.replace("TỦA CHÙA", "VĨNH KHÊ").replace("Tủa Chùa", "Vĩnh Khê")
    (check,) = spelling(audit(head + "Xã Phúc Lộc Thượng có 12 hộ.\nXã Phúc Lốc Thượng có 30 hộ.\n"))
    assert (check.verdict, check.severity) == (Verdict.UNDECIDABLE, None)


def test_a_name_read_from_an_image_is_asked_about() -> None:
    parcel = resolve(HEAD + "Xã Sính Phình có 12 hộ.\nTại xã Sinh Phình có 30 hộ.\n")
    scanned = replace(parcel, pages=tuple(replace(page, text_source=TextSource.OCR) for page in parcel.pages))
    (check,) = spelling(judge(scanned, rules()))
    assert check.verdict is Verdict.UNDECIDABLE


def test_the_rule_is_counted() -> None:
    parcel = audit(HEAD + "Xã Sính Phình có 12 hộ.\nXã Sính Phình có 30 hộ.\n")
    (run,) = [run for run in parcel.rule_runs if run.rule == "place_name_two_ways"]
    assert (run.candidates, run.flagged) == (1, 0)
