"""The day a paper was issued: in its letterhead, else where it is signed; printed or written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import regex

from extractors.stops import COLUMNS

_PLACE = r"(?P<place>\p{Lu}[\p{L}\s.'’-]{1,40}?(?:\s\d{1,2})?)"
DATE_LINE = regex.compile(
    _PLACE + r",\s*ngày\s*(?P<day>\d{1,2})?[\s….…_]*tháng\s*(?P<month>\d{1,2})?[\s….…_]*năm\s*(?P<year>\d{4})"
)
# A line of its own is one only behind a name: every word of it begins with a capital (no 'Số liệu đến 14/12/2023').
_NAME = (
    r"(?!(?i:đến|từ|ngày|tính|trước|sau|kể)\b)"
    r"(?P<place>(?:Thành phố |Thị xã |Thị trấn )?\p{Lu}[\p{L}.'’]*(?:[\s-]+\p{Lu}[\p{L}.'’]*){0,6})"
)
# Other ways to write it, read only where they are all of a line or a column: 'Tuần Giáo, ngày 30/10/2023'.
_WHOLE_LINE = regex.compile(
    rf"\W*{_NAME}[,\s]\s*(?:(?:ngày\s*)?(?P<day>\d{{1,2}})\s?[/.-]\s?(?P<month>\d{{1,2}})\s?[/.-]\s?(?P<year>\d{{4}})"
    r"|(?:ngày\s*)?(?P<day>\d{1,2})\s*tháng\s*(?P<month>\d{1,2})\s*năm\s*(?P<year>\d{4}))[\s.*_)]*"
)
_MOTTO_LEFT = regex.compile(r"^.*?/\S+\s+(?=\p{Lu}\p{Ll})")


def is_date_line(line: str) -> bool:
    """Whether a line is the place and day of a letterhead and no more, which is no heading of what stands below."""
    return _WHOLE_LINE.fullmatch(line) is not None


@dataclass(frozen=True, slots=True)
class IssueDate:
    """As far as printed: 'ngày … tháng 12 năm 2023' has no day."""

    year: int | None = None
    month: int | None = None
    day: date | None = None
    place: str | None = None

    @property
    def latest(self) -> date | None:
        """The last day on which it can have been issued, for what is known of it."""
        return self.day or (date(self.year, self.month or 12, 28) if self.year else None)


def read_issue_date(top: Sequence[str], head: Iterable[str], closing: Iterable[str]) -> IssueDate:
    """The date of the letterhead, in blocks or lines (`top`), on a line of its own (`head`), else under the report."""
    for text in top:
        match = DATE_LINE.search(text)
        if match:
            return _date(match)
    for line in (*head, *closing):
        for column in COLUMNS.split(line):
            match = _WHOLE_LINE.fullmatch(column) or _WHOLE_LINE.fullmatch(_MOTTO_LEFT.sub("", column))
            if match and _date(match).day:
                return _date(match)
    return IssueDate()


def _date(match: regex.Match[str]) -> IssueDate:
    year, month = int(match["year"]), int(match["month"]) if match["month"] else None
    day = None
    if month is not None and match["day"]:
        try:
            day = date(year, month, int(match["day"]))
        except ValueError:
            day = None
    return IssueDate(year, month if month is None or 1 <= month <= 12 else None, day, match["place"])
