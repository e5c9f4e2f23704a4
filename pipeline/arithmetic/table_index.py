"""Formulas that a table prints in its index row: 3=4+5, (6)=(7)+(8)+(9), 5=4/3, 7=4x6, 1=2+3+...+7."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import regex

from extractors.grid import ColumnRole
from extractors.table_views import TableView
from pipeline.arithmetic.table_formulas import Formula, Shape

_LABEL = regex.compile(r"\(?\s*(\d{1,2}|[A-ZĐa-z])\s*\)?\s*(?:(=)(.*))?")
_SPACE = regex.compile(r"\s+|\(|\)|%")
_SUM = regex.compile(r"(?P<first>\w+)(?:(?P<sign>[+\-–])(?P<more>\w+|\.{2,3}|…))+")
_QUOTIENT = regex.compile(r"(?P<top>\w+)[/:](?P<base>\w+)(?P<hundred>[x*×.]?100)?")
_PRODUCT = regex.compile(r"(?P<one>\w+)[x*×](?P<other>\w+)")


def read_index_formulas(table: TableView) -> tuple[Formula, ...]:
    """What the index row under the headers says; () where there is none."""
    for cells in table.rows.values():
        texts = {cell.col: cell.text for cell in cells if cell.is_header}
        labels = {c: match for c, text in texts.items() if (match := _LABEL.fullmatch(text.strip()))}
        if len(labels) >= 3 and len(labels) == len(texts) and any(match[2] for match in labels.values()):
            columns = {match[1]: c for c, match in labels.items()}
            return tuple(f for c, match in labels.items() if match[2] for f in _read(c, match[3], columns, table))
    return ()


def _read(target: int, text: str, columns: Mapping[str, int], table: TableView) -> Iterator[Formula]:
    for part in text.split("="):
        formula = _read_one(target, _SPACE.sub("", part), columns, table)
        if formula is not None and target not in formula.columns[1:]:
            yield formula


def _read_one(target: int, text: str, columns: Mapping[str, int], table: TableView) -> Formula | None:
    if match := _SUM.fullmatch(text):
        terms = _read_terms(match, columns)
        return Formula(Shape.SUM, target, terms, is_named=True) if terms else None
    if (match := _QUOTIENT.fullmatch(text)) and match["top"] in columns and match["base"] in columns:
        is_percent = bool(match["hundred"]) or table.roles[target] is ColumnRole.PERCENT
        scale = Fraction(100 if is_percent else 1)
        return Formula(Shape.SHARE, target, ((columns[match["top"]], 1),), columns[match["base"]], scale, True)
    if (match := _PRODUCT.fullmatch(text)) and match["one"] in columns and match["other"] in columns:
        return Formula(Shape.PRODUCT, target, ((columns[match["one"]], 1),), columns[match["other"]], is_named=True)
    return None


def _read_terms(match: regex.Match[str], columns: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    """The columns with their signs; () where a label is unknown. 2+3+...+7 means every number between."""
    labels = [match["first"], *match.captures("more")]
    signs = [1, *(1 if sign == "+" else -1 for sign in match.captures("sign"))]
    terms: list[tuple[int, int]] = []
    for place, (label, sign) in enumerate(zip(labels, signs, strict=True)):
        if label[0] in ".…":
            ends = labels[place - 1 : place + 2]
            if len(ends) < 3 or not (ends[0].isdecimal() and ends[2].isdecimal()):
                return ()
            between = [str(number) for number in range(int(ends[0]) + 1, int(ends[2]))]
            terms.extend((columns[name], sign) for name in between if name in columns)
        elif label in columns:
            terms.append((columns[label], sign))
        else:
            return ()
    return tuple(terms)
