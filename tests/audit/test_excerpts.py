"""The words around an operand: enough to understand it, cut at sentences, with the operands marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.excerpts import MAX_ROWS, CellText, Mark, Piece, ProseExcerpt, cut_prose, cut_table

REPORT = """Năm qua, công tác được quan tâm. Toàn xã có 120 tổ, trong đó 30 tổ tự quản; đời sống ổn định.
- Đã trả 431/500 hồ sơ,
đạt 86,2%.
- Việc khác không có số."""


def marks(*words: str, text: str = REPORT) -> list[Mark]:
    return [Mark(text.index(word), text.index(word) + len(word), "part") for word in words]


def show(excerpt: ProseExcerpt) -> str:
    return "".join(f"[{piece.text}]" if piece.role else piece.text for piece in excerpt.pieces)


CUTS = [
    # (operands, excerpt)
    (("120", "30"), "Toàn xã có [120] tổ, trong đó [30] tổ tự quản;"),  # from sentence end to clause end
    (("431", "500"), "- Đã trả [431]/[500] hồ sơ, đạt 86,2%."),  # a bullet over a line end
    (("trong đó", "30"), "Toàn xã có 120 tổ, [trong đó] [30] tổ tự quản;"),  # words decide too
]


@pytest.mark.parametrize(("words", "expected"), CUTS)
def test_excerpt_is_the_sentence(words: tuple[str, ...], expected: str) -> None:
    (excerpt,) = cut_prose(1, REPORT, marks(*words))
    assert show(excerpt) == expected


def test_long_sentence_is_cut_at_words() -> None:
    text = "chữ " * 100 + "có 120 tổ" + " chữ" * 100
    (excerpt,) = cut_prose(1, text, marks("120", text=text))
    shown = show(excerpt)
    assert shown.startswith("… chữ")
    assert shown.endswith("chữ …")
    assert "có [120] tổ" in shown
    assert len(shown) < 360


def test_operands_far_apart_stand_in_two_excerpts() -> None:
    text = "Có 365 tổ. " + "Câu khác. " * 60 + "Thành lập 265 tổ."
    excerpts = cut_prose(3, text, marks("365", "265", text=text))
    assert [show(e) for e in excerpts] == ["Có [365] tổ.", "Thành lập [265] tổ."]
    assert {e.page for e in excerpts} == {3}


def test_quote_is_shown_whole() -> None:
    text = "Mở đầu. Tổng số 10 hồ sơ. Trong đó trực tuyến 12 hồ sơ. Hết."
    (excerpt,) = cut_prose(1, text, marks("12", text=text), "Tổng số 10 hồ sơ. Trong đó trực tuyến 12 hồ sơ")
    assert show(excerpt) == "Tổng số 10 hồ sơ. Trong đó trực tuyến [12] hồ sơ."


def test_marks_inside_marks_are_shown_once() -> None:
    text = "ký ngày 31 tháng 2 năm 2031"
    (excerpt,) = cut_prose(1, text, [Mark(3, len(text), "date"), Mark(8, 10, "value")])
    assert show(excerpt) == "ký [ngày 31 tháng 2 năm 2031]"


def test_no_marks_no_excerpt() -> None:
    assert cut_prose(1, REPORT, []) == ()


@given(st.text(alphabet="ab 1.\n\t;-", max_size=400), st.integers(0, 400), st.integers(1, 20))
def test_operand_is_always_shown(text: str, start: int, length: int) -> None:
    start = min(start, max(len(text) - 1, 0))
    mark = Mark(start, min(len(text), start + length), "part")
    excerpts = cut_prose(1, text, [mark])
    wanted = " ".join(text[mark.start : mark.end].split())
    shown = ["".join(p.text.replace("│", " ") for p in e.pieces if p.role) for e in excerpts]
    assert not text or " ".join(shown[0].split() if shown else []) == wanted


def cells(rows: int, columns: int) -> list[CellText]:
    header = [CellText(0, col, f"cột {col}", True) for col in range(columns)]
    body = [
        CellText(row, col, f"{row}{col}", False, (Piece(f"{row}{col}", "addend"),) if col == columns - 1 else ())
        for row in range(1, rows + 1)
        for col in range(columns)
    ]
    return header + body


def test_few_rows_keep_all_columns() -> None:
    excerpt = cut_table(2, cells(2, 5))
    assert [len(row.cells) for row in excerpt.rows] == [5, 5, 5]
    assert [row.is_header for row in excerpt.rows] == [True, False, False]
    assert excerpt.rows[1].cells[4] == (Piece("14", "addend"),)


def test_many_rows_keep_names_and_what_decides() -> None:
    excerpt = cut_table(2, cells(10, 6))
    assert [piece.text for cell in excerpt.rows[0].cells for piece in cell] == ["cột 0", "cột 1", "cột 5"]


def test_very_many_rows_are_counted() -> None:
    excerpt = cut_table(2, cells(100, 3))
    assert (len(excerpt.rows), excerpt.omitted) == (MAX_ROWS, 101 - MAX_ROWS)


def test_operands_inside_a_cell() -> None:
    operands = (Piece("26,23", "percent", is_accused=True), Piece("31", "numerator"), Piece("9", "x"))
    (row,) = cut_table(1, [CellText(1, 0, "26,23% (31/191 DVC)", False, operands)]).rows
    assert row.cells == ((operands[0], Piece("% ("), operands[1], Piece("/1"), operands[2], Piece("1 DVC)")),)
