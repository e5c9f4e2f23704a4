"""The gold of the samples, proved from the files alone: quotes stand in the text, arithmetic holds unless it is a slip.

Nothing of corpus/samples is used to compute here; Fractions and a parser of its own.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

CORPUS = Path(__file__).parents[2] / "corpus"
NAMES = sorted(path.stem for path in (CORPUS / "gold").glob("*.json"))
QUOTED = ("ratios", "percents", "counts", "part_whole", "changes", "targets", "findings", "not_facts")
Entry: TypeAlias = dict[str, object]


@cache
def text_of(name: str) -> str:
    return (CORPUS / "reports" / f"{name}.txt").read_text(encoding="utf-8")


@cache
def collapsed(name: str) -> str:
    return " ".join(text_of(name).split())


def entries(name: str, section: str) -> list[Entry]:
    gold: dict[str, list[Entry]] = json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    return gold[section]


def number(value: object) -> Fraction:
    """A printed number: '.' groups by three, ',' is the decimal mark, a '.' before other than three digits too."""
    text = str(value)
    if isinstance(value, int | float) or re.fullmatch(r"\d+\.(\d\d?|\d{4,})", text):
        return Fraction(text)
    return Fraction(text.replace(".", "").replace(",", "."))


def decimals(text: str) -> int:
    mark = re.search(r"[.,](\d+)$", text)
    return len(mark.group(1)) if mark else 0


def half_up(value: Fraction, places: int) -> Fraction:
    scale = 10**places
    return Fraction((value * scale + Fraction(1, 2)).__floor__(), scale)


def slips(name: str) -> set[str]:
    """Quotes of findings of tier A."""
    return {str(finding["quote"]) for finding in entries(name, "findings") if finding["tier"] == "A"}


def rows_with_slips(name: str) -> str:
    return " | ".join(slips(name))


every_document = pytest.mark.parametrize("name", NAMES)


@every_document
def test_each_quote_stands_once_in_the_text(name: str) -> None:
    for section in QUOTED:
        for entry in entries(name, section):
            assert collapsed(name).count(str(entry["quote"])) == 1, entry


@every_document
def test_ratios_hold_unless_planted(name: str) -> None:
    for ratio in entries(name, "ratios"):
        stated = ratio["stated_percent_text"]
        true = 100 * number(ratio["numerator"]) / number(ratio["denominator"])
        assert abs(true - number(ratio["true_percent"])) <= Fraction(1, 10**6)
        if stated is None:
            assert ratio["verdict"] == "no_percent"
            continue
        assert str(stated) in str(ratio["quote"])
        assert ratio["verdict"] == expected_verdict(true, str(stated), ratio), ratio
        is_slip = any(str(ratio["quote"]) == quote and stated_in(name, quote, str(stated)) for quote in slips(name))
        assert is_slip == (ratio["verdict"] == "inconsistent"), ratio


def stated_in(name: str, quote: str, stated: str) -> bool:
    found = [finding for finding in entries(name, "findings") if finding["quote"] == quote]
    return any(finding["stated"] == f"{stated}%" for finding in found)


def expected_verdict(true: Fraction, stated: str, ratio: Entry) -> str:
    places, printed = decimals(stated), number(stated)
    if ratio.get("qualifier") == "at_least":
        return "rounded" if true >= printed else "inconsistent"
    if half_up(true, places) == printed:
        return "rounded"
    if Fraction((true * 10**places).__floor__(), 10**places) == printed:
        return "truncated"
    return "last_digit" if abs(true - printed) <= Fraction(1, 10**places) else "inconsistent"


@every_document
def test_parts_make_their_whole_unless_planted(name: str) -> None:
    for relation in entries(name, "part_whole"):
        parts = relation["parts"]
        assert isinstance(parts, list)
        total, whole = sum((number(part) for part in parts), Fraction(0)), number(relation["whole"])
        if relation["verdict"] == "not_exhaustive":
            assert total < whole
            assert relation["quote"] not in slips(name)
        else:
            assert (total == whole) == (relation["verdict"] == "consistent")
            assert (relation["quote"] in slips(name)) == (relation["verdict"] == "inconsistent")


@every_document
def test_changes_hold(name: str) -> None:
    for change in entries(name, "changes"):
        now, before, stated = number(change["now"]), number(change["before"]), str(change["stated"])
        difference = abs(now - before)
        true = 100 * difference / before if change["kind"] == "percent" else difference
        assert half_up(true, decimals(stated)) == number(stated)
        assert ("tăng" in str(change["quote"])) == (now > before)


@every_document
def test_targets_hold(name: str) -> None:
    for target in entries(name, "targets"):
        actual, asked = number(target["actual"]), number(target["target"])
        is_met = actual >= asked if target["comparator"] == ">=" else actual <= asked
        assert target["stated_status"] == ("Đạt" if is_met else "Không đạt")


@every_document
def test_values_are_printed_in_their_quotes(name: str) -> None:
    for section in ("percents", "counts"):
        for entry in entries(name, section):
            printed = {
                number(text) * scale for text in numerals(str(entry["quote"])) for scale in (1, 10**3, 10**6, 10**9)
            }
            assert number(entry["value"]) in printed, entry


def numerals(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)*", text)


@every_document
def test_what_is_no_fact_is_in_its_quote(name: str) -> None:
    for entry in entries(name, "not_facts"):
        assert str(entry["number"]) in str(entry["quote"])


@every_document
def test_numbers_of_findings_are_printed(name: str) -> None:
    for finding in entries(name, "findings"):
        numbers = finding["numbers"]
        assert isinstance(numbers, list)
        assert all(printed in collapsed(name) for printed in numbers)


def tab_tables(name: str) -> list[list[list[str]]]:
    """The rows of each tab table, header first; a header printed again and a row cut by a page end are joined."""
    tables: dict[str, list[list[str]]] = {}
    for line in text_of(name).split("\n"):
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 3:
            continue
        if cells[0] in {"TT", "STT"}:
            rows = tables.setdefault("\t".join(cells), [cells])
        elif not any(cells[:2]):
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return list(tables.values())


def is_number(cell: str) -> bool:
    return re.fullmatch(r"\d+(?:[.,]\d+)*", cell) is not None


@every_document
def test_totals_of_tab_tables_hold(name: str) -> None:
    for header, *rows in tab_tables(name):
        if "Tổng điểm" in header:
            continue
        groups = [row for row in rows if re.fullmatch(r"[IVX]+", row[0])]
        totals = [row for row in rows if row[1] in {"Tổng cộng", "Tổng số", "Cộng", "Tổng"}]
        for column, title in enumerate(header):
            if "%" in title or column < 2:
                continue
            for total in totals:
                assert_sum(total, groups or [row for row in rows if row[0].isdigit()], column)
            for group in groups:
                assert_sum(group, members(rows, group), column)


def members(rows: list[list[str]], group: list[str]) -> list[list[str]]:
    start = rows.index(group) + 1
    found: list[list[str]] = []
    for row in rows[start:]:
        if re.fullmatch(r"[IVX]+", row[0]) or row[1].startswith("Tổng"):
            break
        if row[0]:
            found.append(row)
    return found


def assert_sum(total: list[str], rows: list[list[str]], column: int) -> None:
    if is_number(total[column]):
        assert number(total[column]) == sum((number(row[column]) for row in rows), Fraction(0)), (total, column)


@every_document
def test_score_rows_add_up_unless_planted(name: str) -> None:
    for header, *rows in tab_tables(name):
        if "Tổng điểm" not in header:
            continue
        last = header.index("Tổng điểm")
        for row in rows:
            is_right = number(row[last]) == sum((number(cell) for cell in row[2:last]), Fraction(0))
            assert is_right != (row[1] in rows_with_slips(name)), row
        ranked = [row for row in rows if row[-1]]
        assert [row[-1] for row in ranked] == [str(rank) for rank in range(1, len(ranked) + 1)]
        assert [number(row[last]) for row in ranked] == sorted((number(row[last]) for row in ranked), reverse=True)


def test_the_flattened_table_adds_up() -> None:
    text = text_of("thu-tuc-hanh-chinh-6-thang-2023")
    tail = text[text.index("Phụ lục 2") :]
    lines = [line.strip() for line in tail.split("\n")]
    found = [re.search(r"([\d.]+) ([\d.]+) ([\d,]+) ([\d.]+) ([\d,]+)$", line) for line in lines]
    rows = [[number(match.group(group)) for group in (1, 2, 4)] for match in found if match]
    offices, communes, total = rows[0], rows[4], rows[-1]
    assert offices == [sum(column) for column in zip(*rows[1:4], strict=True)]
    assert communes == [sum(column) for column in zip(*rows[5:9], strict=True)]
    assert total == [a + b for a, b in zip(offices, communes, strict=True)]
