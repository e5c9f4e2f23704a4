"""Tables of which pages are missing: sums over what is left accuse nobody."""

from __future__ import annotations

from tests.reading import accusations, audit

HEAD = "TT\tĐơn vị\tĐến\tGửi\n"


def rows(numbers: list[int], first: int) -> str:
    return "".join(f"{n}\tTrường số {n}\t{first + n}\t{first + 2 * n}\n" for n in numbers)


def group(mark: str, numbers: list[int], first: int, lost: int = 0) -> str:
    kept = [n for n in numbers if n != lost]
    total = (sum(first + n for n in numbers), sum(first + 2 * n for n in numbers))
    return f"{mark}\tKhối {mark}\t{total[0]}\t{total[1]}\n" + rows(kept, first)


def test_whole_groups_hold() -> None:
    assert accusations(audit(HEAD + group("I", [1, 2, 3, 4, 5], 120) + group("II", [1, 2, 3, 4, 5, 6], 340))) == []


def test_a_group_that_lacks_one_row_is_told() -> None:
    assert accusations(audit(HEAD + group("I", [1, 2, 3, 4, 5], 120) + group("II", [1, 2, 3, 4, 5, 6], 340, lost=4)))


def test_a_group_whose_pages_are_missing_accuses_nobody() -> None:
    whole = group("I", [1, 2, 3, 4, 5], 120)
    piece = group("II", [1, 2], 340).replace("343", "8.920").replace("346", "9.310")
    assert accusations(audit(HEAD + whole + piece.split("\n1\t")[0] + "\n" + rows([1, 2, 43, 44, 45, 46], 340))) == []
    assert accusations(audit(HEAD + whole + "II\tKhối II\t8.920\t9.310\n" + rows([43, 44, 45, 46], 340))) == []
