"""Tables in plain text whose columns are kept apart by blanks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.parcel import Parcel
from tests.reading import accusations, audit, read, resolve

TYPED = """Biểu 1. Tiêm phòng vụ xuân

TT   Loại vắc xin                  Kế hoạch     Kết quả      Tỷ lệ
                                   (liều)       (liều)       (%)
1    Tụ huyết trùng                   1.990       1.884      94,7
2    Lở mồm long móng
     trâu, bò                         2.214       1.918      86,6
3    Cúm gia cầm                    500.000     468.500      93,7
     Cộng                           504.204     472.302      93,7

Đến nay chưa có ổ dịch nào.
"""


def grid(parcel: Parcel) -> list[list[str]]:
    """The texts of the only table, row by row; '' where a row has no cell."""
    assert len({cell.table_id for cell in parcel.cells}) == 1
    rows = [[""] * (1 + max(c.col for c in parcel.cells)) for _ in range(1 + max(c.row for c in parcel.cells))]
    for cell in parcel.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def test_blanks_part_columns_and_wrapped_names_go_on() -> None:
    rows = grid(read(TYPED))
    assert rows[0] == ["TT", "Loại vắc xin", "Kế hoạch", "Kết quả", "Tỷ lệ"]
    assert rows[1][2:] == ["(liều)", "(liều)", "(%)"]
    assert rows[3] == ["2", "Lở mồm long móng trâu, bò", "2.214", "1.918", "86,6"]
    assert rows[5] == ["", "Cộng", "504.204", "472.302", "93,7"]
    assert len(rows) == 6


def test_a_wrong_total_of_a_typed_table_is_seen() -> None:
    assert accusations(audit(TYPED)) == []
    assert "473.202" in [c.stated for c in accusations(audit(TYPED.replace("472.302", "473.202")))]


def test_a_header_over_several_columns_stands_over_each() -> None:
    text = """                     Số thuê bao
Xã            Di động      Cố định      Cộng
An Phú          1.200          150     1.350
Bình Lộc          980           75     1.055
Cẩm Hà          2.310          240     2.550
"""
    rows = grid(read(text))
    assert [row[1] for row in rows[:2]] == ["Số thuê bao", "Di động"]
    assert [row[2] for row in rows[:2]] == ["Số thuê bao", "Cố định"]
    assert rows[2] == ["An Phú", "1.200", "150", "1.350"]


def test_the_pieces_of_a_page_break_are_one_table() -> None:
    head = "Đơn vị              Hồ sơ        Quá hạn\n"
    rows = [f"Xã {name:<12}      {100 + i:>7}      {i:>7}\n" for i, name in enumerate("ABCDEFGH")]
    text = head + "".join(rows[:4]) + "\f" + head + "".join(rows[4:])
    assert len(grid(read(text))) == 9


@pytest.mark.parametrize(
    "text",
    [
        "UBND XÃ AN PHÚ                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 12/BC-UBND                 Độc lập - Tự do - Hạnh phúc\n"
        "                               An Phú, ngày 4 tháng 5 năm 2023\n",
        "Nơi nhận:                      CHỦ TỊCH\n- Như trên;                    (Đã ký)\n- Lưu: VT.\n",
        "Trong kỳ tiếp  nhận 120  hồ sơ, đã\ngiải quyết  115 hồ sơ, còn  5 hồ sơ;\ntỷ lệ  đạt 95,8%  trên tổng số.\n",
    ],
    ids=["letterhead", "signatures", "prose with wide blanks"],
)
def test_what_is_no_table(text: str) -> None:
    assert read(text).cells == ()


NAMES = st.lists(
    st.sampled_from(["Xã An Phú", "Thị trấn Đông", "Phường 5", "Cẩm Hà", "Xã Bình Lộc Thượng"]), min_size=3, max_size=8
)


@settings(max_examples=30, deadline=None)
@given(names=NAMES, data=st.data())
def test_any_typed_table_gives_its_cells(names: list[str], data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 5))
    values = st.integers(0, 99_999).map(lambda n: f"{n:,}".replace(",", "."))
    body = [[str(i + 1), name, *(data.draw(values) for _ in range(count))] for i, name in enumerate(names)]
    header = ["TT", "Đơn vị", *(f"Cột {letter}" for letter in "abcde"[:count])]
    widths = [max(len(row[col]) for row in [header, *body]) + 3 for col in range(count + 2)]
    lines = [
        "".join(
            cell.ljust(w) if col < 2 else cell.rjust(w) for col, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in [header, *body]
    ]
    assert grid(read("\n".join(lines) + "\n")) == [header, *body]


def test_groups_side_by_side_name_the_columns_below_them() -> None:
    text = "Số giao dịch Số tiền (đồng)\n\nThành công Thất bại Thành công Thất bại\n\n822 134 520.716.601 189.326.284\n"
    labels = {int(fact.value or 0): (fact.label, fact.unit) for fact in resolve(text).facts}
    assert labels[134] == ("Số giao dịch Thất bại", "giao dịch")
    assert labels[189326284] == ("Số tiền (đồng) Thất bại", "đồng")


def test_the_total_of_a_table_whose_first_rows_are_missing_accuses_nobody() -> None:
    rows = "".join(f"{n}\tTrường số {n}\t{n}\t{2 * n}\n" for n in range(57, 62))
    whole = "".join(f"{n}\tTrường số {n}\t{n + 56}\t{2 * n + 112}\n" for n in range(1, 6))
    total = "\tTổng\t12.345\t24.690\n"
    assert accusations(audit("TT\tĐơn vị\tĐến\tGửi\n" + rows + total)) == []
    assert accusations(audit("TT\tĐơn vị\tĐến\tGửi\n" + whole + "\tTổng\t295\t591\n")) != []
