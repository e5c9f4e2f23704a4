"""metadata.csv beside the reports: what a person states or corrects of a document, read and applied."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extractors.corrected_text import TextEdit, edit_page
from extractors.periods import Period, read_period
from schemas.correction import Correction, CorrectionField, CorrectionStatus
from schemas.document import DocType, Document
from schemas.parcel import Parcel

COLUMNS = ("path", "field", "value", "page", "expected", "reason")
_REQUIRED = COLUMNS[:3]
_ISO_PERIOD = regex.compile(r"(\d{4})-(\d\d)-(\d\d)\s*\.\.\s*(\d{4})-(\d\d)-(\d\d)")
_YEAR = regex.compile(r"\d{4}")
_DIGIT_OR_LETTER = r"[\p{L}\d]"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as written: its line, the path it names, and what it says."""

    line: int
    path: str
    field: CorrectionField
    value: str
    page: int | None
    expected: str | None
    reason: str | None


class SidecarError(Exception):
    """A metadata.csv that cannot be used; the message says line and column."""

    def __init__(self, line: int, vietnamese: str, english: str) -> None:
        super().__init__(f"dòng {line}: {vietnamese} — line {line}: {english}")


def read_entries(text: str) -> tuple[Entry, ...]:
    """The rows of a metadata.csv (comma, semicolon or tab); raises SidecarError for the first that is wrong."""
    lines = text.removeprefix("\ufeff").splitlines()
    delimiter = max(",;\t", key=lines[0].count) if lines else ","
    reader = csv.DictReader(lines, delimiter=delimiter, restval="")
    names = [(name or "").strip().casefold() for name in reader.fieldnames or ()]
    missing = [name for name in _REQUIRED if name not in names]
    if missing:
        raise SidecarError(1, f"thiếu cột {', '.join(missing)}", f"no column {', '.join(missing)}")
    unknown = [name for name in names if name and name not in COLUMNS]
    if unknown:
        raise SidecarError(1, f"cột lạ {', '.join(unknown)}", f"unknown column {', '.join(unknown)}")
    reader.fieldnames = names
    return tuple(_read_entries(reader))


def _read_entries(reader: csv.DictReader[str]) -> Iterator[Entry]:
    for row in reader:
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if any(cells.values()):
            yield _read_entry(reader.line_num, cells)


def _read_entry(line: int, cells: dict[str, str]) -> Entry:
    field = _read_field(line, cells["field"])
    for name in ("path", "value"):
        if not cells[name]:
            raise SidecarError(line, f"cột {name} để trống", f"column {name} is empty")
    page = _read_page(line, cells["page"]) if cells["page"] else None
    entry = Entry(line, cells["path"], field, cells["value"], page, cells["expected"] or None, cells["reason"] or None)
    _check(entry)
    return entry


def _read_field(line: int, name: str) -> CorrectionField:
    try:
        return CorrectionField(name.casefold())
    except ValueError:
        allowed = ", ".join(CorrectionField)
        raise SidecarError(
            line, f"trường {name!r} không có; dùng: {allowed}", f"no such field {name!r}; one of: {allowed}"
        ) from None


def _read_page(line: int, text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise SidecarError(line, f"trang {text!r} không phải số trang", f"{text!r} is no page number")
    return int(text)


def _check(entry: Entry) -> None:
    """Raises SidecarError for a value that its field cannot have."""
    if entry.field is CorrectionField.FIGURE and not (entry.page and entry.expected and entry.reason):
        raise SidecarError(
            entry.line, "số liệu cần page, expected và reason", "a figure needs page, expected and reason"
        )
    if entry.field is CorrectionField.PERIOD and parse_period(entry.value) is None:
        raise SidecarError(
            entry.line,
            f"không hiểu kỳ báo cáo {entry.value!r}; ví dụ: 2023, 9 tháng năm 2025, 2023-01-01..2023-11-30",
            f"no period: {entry.value!r}; such as 2023, or 2023-01-01..2023-11-30",
        )
    if entry.field is CorrectionField.DOC_TYPE and entry.value not in set(DocType):
        allowed = ", ".join(DocType)
        raise SidecarError(
            entry.line,
            f"loại văn bản {entry.value!r} không có; dùng: {allowed}",
            f"no such type {entry.value!r}; one of: {allowed}",
        )


def parse_period(value: str) -> Period | None:
    """The period of 2023, 2023-01-01..2023-11-30, or of words such as 9 tháng năm 2025."""
    spelled = _ISO_PERIOD.fullmatch(value)
    if spelled:
        year, month, day, *end = spelled.groups()
        return read_period(f"từ ngày {day}/{month}/{year} đến ngày {end[2]}/{end[1]}/{end[0]}", None)
    return read_period(f"năm {value}" if _YEAR.fullmatch(value) else value, None)


def correct_document(document: Document, corrections: Sequence[Correction]) -> Document:
    """The document with the type and period a person states; the place is set where places are read."""
    for correction in corrections:
        if correction.field is CorrectionField.DOC_TYPE:
            document = replace(document, doc_type=DocType(correction.value))
        elif correction.field is CorrectionField.PERIOD:
            period = parse_period(correction.value)
            if period:
                document = replace(document, period_start=period.start, period_end=period.end)
    return document


def correct_figures(parcel: Parcel) -> Parcel:
    """The parcel with the words of its pages and cells as a person says they should read.

    A correction whose words do not stand exactly once on its page changes nothing and says so.
    """
    done: list[Correction] = []
    for correction in parcel.corrections:
        if correction.field is CorrectionField.FIGURE:
            parcel, tried = _correct_figure(parcel, correction)
            done.append(tried)
        else:
            done.append(correction)
    return replace(parcel, corrections=tuple(done))


def _correct_figure(parcel: Parcel, correction: Correction) -> tuple[Parcel, Correction]:
    expected = correction.expected or ""
    text = next((page.text for page in parcel.pages if page.page == correction.page), None)
    if text is None:
        detail = f"không có trang {correction.page} — there is no page {correction.page}"
        return parcel, replace(correction, status=CorrectionStatus.NOT_FOUND, detail=detail)
    found = [match.span() for match in _whole(expected).finditer(text)]
    if len(found) != 1:
        status = CorrectionStatus.AMBIGUOUS if found else CorrectionStatus.NOT_FOUND
        detail = (
            f"trang {correction.page} có {len(found)} chỗ ghi '{expected}', cần đúng một"
            f" — page {correction.page} has {len(found)} places that read so, one is needed"
        )
        return parcel, replace(correction, status=status, detail=detail)
    edit = TextEdit(correction.page or 0, *found[0], correction.value)
    return edit_page(parcel, edit), replace(correction, status=CorrectionStatus.APPLIED)


def _whole(words: str) -> regex.Pattern[str]:
    """The words where they are not a part of a longer word or number; white space as it comes."""
    inner = r"\s+".join(map(regex.escape, words.split()))
    return regex.compile(rf"(?<!{_DIGIT_OR_LETTER})(?<!\d[.,])(?:{inner})(?!{_DIGIT_OR_LETTER})(?![.,]\d)")
