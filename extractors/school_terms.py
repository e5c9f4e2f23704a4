"""The school year of a day, and the term a title reports on (sơ kết học kỳ I năm học 2018-2019)."""

from __future__ import annotations

from datetime import date

import regex

from extractors.periods import Period, read_period

_TERM = regex.compile(r"(?i)(?:\bhọc\s+k[ỳì]|\bHK)\s*(?<term>II|I|[12]|một|hai)\b")
_WHOLE = regex.compile(r"(?i)\bcả năm(?: học)?\b")
_SCHOOL_YEARS = regex.compile(r"(?<first>(?:19|20)\d\d)\s*[-–/]\s*(?:19|20)\d\d")
_SECOND = ("ii", "2", "hai")
# Classes begin in September; a paper of August looks ahead to them.
_FIRST_MONTH = 8


def read_term(title: str, issued: date | None) -> Period | None:
    """The one term a title names, of the school year it names or of that of the day of issue."""
    terms = {"II" if match["term"].casefold() in _SECOND else "I" for match in _TERM.finditer(title)}
    years = _SCHOOL_YEARS.search(title)
    if len(terms) != 1 or _WHOLE.search(title) or not (years or issued):
        return None
    return name_term(terms.pop(), int(years["first"]) if years else school_year_of(issued or date.max))


def name_term(number: str, school_year: int) -> Period | None:
    """The days of the term I or II of the school year that began in a year."""
    return read_period(f"học kỳ {number} năm học {school_year}-{school_year + 1}", school_year)


def school_year_of(day: date) -> int:
    """The year in which the school year of a day began."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1
