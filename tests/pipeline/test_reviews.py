"""Decisions of people: their file, and how they come into the warehouse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipeline.reviews import (
    NO_DECISIONS,
    Decision,
    ReviewsError,
    parse_reviews,
    print_reviews,
    put_decision,
    read_reviews,
    refresh_warehouse,
    write_reviews,
)
from pipeline.stages.load import load_warehouse
from tests.audit.writing import make_report
from tests.warehouse.conftest import RUN, write_shards

HEAD = "content_key,rule,review,note,corrected,path,page,quote"
ONE = Decision("k1", "part_whole", "confirmed", 'Đúng, "sai" thật', "", "a.txt", "1", "Có 120 tổ")
OTHER = Decision("k0", "bound", "corrected", "", "125", "b.txt", "2", "=1+1")
MUTED = Decision("", "share", "dismissed", "không áp dụng")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    decisions = NO_DECISIONS
    for decision in (ONE, OTHER, MUTED):
        decisions = put_decision(decisions, decision)
    write_reviews(tmp_path / "reviews.csv", decisions)
    assert read_reviews(tmp_path / "reviews.csv") == decisions
    text = (tmp_path / "reviews.csv").read_text(encoding="utf-8-sig")
    assert "'=1+1" in text, "a quote runs nothing in a spreadsheet"
    assert [line.partition(",")[0] for line in text.splitlines()] == ["content_key", "", "k0", "k1"]


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read_reviews(tmp_path / "reviews.csv") == NO_DECISIONS


def test_semicolons_of_excel_in_vietnam() -> None:
    text = f"{HEAD.replace(',', ';')}\r\nk1;share;confirmed;lý do, có phẩy;;;;\r\n"
    (decision,) = parse_reviews(text, "x").values()
    assert (decision.content_key, decision.note) == ("k1", "lý do, có phẩy")


WRONG = [
    ("a,b\n1,2\n", "thiếu cột"),
    (f"{HEAD}\nk1,share,maybe,,,,,\n", "dòng 2"),
    (f"{HEAD}\nk1,share,confirmed,,,,,\n,,dismissed,,,,,\n", "dòng 3"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_what_is_wrong_says_its_line(text: str, words: str) -> None:
    with pytest.raises(ReviewsError, match=words):
        parse_reviews(text, "reviews.csv")


def test_a_later_decision_replaces_an_earlier_and_an_empty_one_takes_it_back() -> None:
    once = put_decision(NO_DECISIONS, ONE)
    twice = put_decision(once, replace(ONE, review="dismissed", note="nhầm"))
    assert [d.review for d in twice.values()] == ["dismissed"]
    assert put_decision(twice, replace(ONE, review="")) == NO_DECISIONS


def reviews_of(warehouse: Path) -> dict[str, tuple[str | None, str | None]]:
    with duckdb.connect(warehouse, read_only=True) as connection:
        rows = connection.execute("SELECT kind, review, review_note FROM checks").fetchall()
    return {kind: (review, note) for kind, review, note in rows}


def test_decisions_come_into_the_warehouse(tmp_path: Path) -> None:
    report = make_report()
    whole, bound = report.checks
    write_shards(tmp_path / "build", report.parcel())
    decisions = put_decision(NO_DECISIONS, Decision(whole.content_key, whole.rule, "corrected", "đã gọi", "125"))
    warehouse = tmp_path / "w.duckdb"
    load_warehouse(tmp_path / "build", warehouse, RUN, decisions)
    assert reviews_of(warehouse) == {"part_whole": ("corrected", "→ 125; đã gọi"), "bound": (None, None)}

    muted = put_decision(decisions, Decision("", bound.rule, "dismissed", "không cần"))
    refresh_warehouse(warehouse, muted)
    found = reviews_of(warehouse)
    assert found["part_whole"][0] == "corrected", "a decision about a finding outweighs one about its rule"
    if whole.rule == bound.rule:
        assert found["bound"] == ("dismissed", "cả quy tắc được tắt — the whole rule is muted; không cần")
    refresh_warehouse(warehouse, NO_DECISIONS)
    assert reviews_of(warehouse) == {"part_whole": (None, None), "bound": (None, None)}


def test_the_same_decisions_give_the_same_bytes() -> None:
    one = {d.key: d for d in (ONE, OTHER, MUTED)}
    assert print_reviews(one) == print_reviews(dict(reversed(one.items())))
