"""Which documents of a warehouse are one report in other containers (same_as), or an earlier issue of it (supersedes).

Documents are compared only where they share runs of figures, so the work grows with their number, not its square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cmp_to_key

import duckdb
import regex

from extractors.readers.same_content import ContentProfile, Kinship, find_kinship, read_profile
from schemas.document import Page, Word

CONTAINERS: tuple[str, ...] = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/msword",
    "application/vnd.oasis.opendocument.text",
    "application/rtf",
    "application/pdf",
    "text/html",
    "text/markdown",
    "text/plain",
)
"""Richest first: Word has real tables and whole paragraphs, a PDF has their places; any other stands behind these."""
_STATUSES = ("ok", "partial")
_SOURCES = ("native", "plain", "mixed", "ocr")
_IMAGES = ("mixed", "ocr")

# A document is known by the 16 smallest hashes of its runs of three figures; of two containers of one report nearly all
# are equal, of two reports of one office none or the few that come from a shared list of targets.
_RUNS_KEPT = 16
_RUNS_SHARED = 3
# A run that many documents share is met in each of them beside its neighbours only, those of about as many figures.
_NEIGHBOURS = 20
# Two issues have four figures of five in common; what one container loses of its tables may come on top.
_FIGURES_SHARED = 0.7
# A question to the database costs as much as four profiles: they are read this many at a time, and twice as many kept.
_BATCH = 128

_CANDIDATES = f"""
WITH figure AS (
  SELECT m.document_id, ltrim(m.text, '0') AS text, m.page, m.char_start
  FROM mentions m JOIN documents d USING (document_id)
  WHERE m.kind = 'figure' AND d.same_as IS NULL AND d.supersedes IS NULL
),
run AS (
  SELECT DISTINCT
    document_id,
    md5_number_lower(concat_ws(' ', text, lead(text, 1) OVER reading, lead(text, 2) OVER reading)) AS key
  FROM figure
  WINDOW reading AS (PARTITION BY document_id ORDER BY page, char_start)
),
kept AS (
  SELECT document_id, key FROM run
  QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY key) <= {_RUNS_KEPT}
),
size AS (
  SELECT document_id, runs, figures
  FROM (SELECT document_id, count(*) AS runs FROM kept GROUP BY document_id)
  JOIN (SELECT document_id, count(*) AS figures FROM figure GROUP BY document_id) USING (document_id)
),
met AS (
  SELECT document_id, key, row_number() OVER (PARTITION BY key ORDER BY figures, document_id) AS place
  FROM kept JOIN size USING (document_id)
),
pair AS MATERIALIZED (
  SELECT a.document_id AS one, b.document_id AS other
  FROM met a
  JOIN met b ON a.key = b.key AND b.place > a.place AND b.place <= a.place + {_NEIGHBOURS}
  JOIN size s ON s.document_id = a.document_id
  JOIN size t ON t.document_id = b.document_id
  GROUP BY a.document_id, b.document_id
  HAVING count(*) >= least({_RUNS_SHARED}, any_value(s.runs), any_value(t.runs))
),
printed AS (
  SELECT document_id, list(text || ' ' || time) AS figures
  FROM (SELECT document_id, text, row_number() OVER (PARTITION BY document_id, text) AS time FROM figure)
  WHERE document_id IN (SELECT one FROM pair UNION ALL SELECT other FROM pair)
  GROUP BY document_id
)
SELECT one, other
FROM pair
JOIN printed p ON p.document_id = one
JOIN printed q ON q.document_id = other
WHERE len(list_intersect(p.figures, q.figures)) >= {_FIGURES_SHARED} * greatest(len(p.figures), len(q.figures))
ORDER BY one, other
"""
_DOCUMENTS = """
SELECT document_id, path, media_type, status, text_source, issuer, title, symbol, issued_on, issued_year, issued_month,
  period_start, period_end
FROM documents
WHERE document_id IN (SELECT unnest(?::VARCHAR[]))
"""
_PAGES = """
SELECT document_id, page, text FROM pages WHERE document_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY document_id, page
"""
_WORDS = """
SELECT document_id, page, char_start, char_end, x0, y0, x1, y1, confidence, alternatives FROM words
WHERE document_id IN (SELECT unnest(?::VARCHAR[])) AND alternatives IS NOT NULL
"""
_SYMBOL_NUMBER = regex.compile(r"\d+")
_WORD = regex.compile(r"[\p{L}\d]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What decides between documents, beside what they say."""

    document_id: str
    path: str
    media_type: str
    status: str
    text_source: str | None
    issuer: str | None
    title: str | None
    symbol: str | None
    issued_on: date | None
    issued_year: int | None
    issued_month: int | None
    period_start: date | None
    period_end: date | None

    @property
    def rank(self) -> tuple[int, int, int, str, str]:
        """The smallest of those that say the same stands for all: whole, not from an image, the richest container."""
        return (
            _place(_STATUSES, self.status),
            _place(_SOURCES, self.text_source or ""),
            _place(CONTAINERS, self.media_type),
            self.path,
            self.document_id,
        )

    @property
    def symbol_number(self) -> int | None:
        """The number of the report in its register, None where it is left blank."""
        found = _SYMBOL_NUMBER.match(self.symbol or "")
        return int(found[0]) if found else None


@dataclass(frozen=True, slots=True)
class Kin:
    """Which documents say what another does, and which are a later issue of which: identifier -> identifier."""

    same_as: Mapping[str, str]
    supersedes: Mapping[str, str]


def relate_documents(connection: duckdb.DuckDBPyConnection) -> Kin:
    """Fill same_as and supersedes of the documents in a warehouse; what comes back is what was filled in."""
    neighbours: dict[str, set[str]] = {}
    for one, other in connection.execute(_CANDIDATES).fetchall():
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    if not neighbours:
        return Kin({}, {})
    rows = connection.execute(_DOCUMENTS, [sorted(neighbours)]).fetchall()
    candidates = {candidate.document_id: candidate for candidate in (Candidate(*row) for row in rows)}
    order = _put_kin_together(candidates, neighbours)
    kin = find_kin(candidates, neighbours, order, _Profiles(connection, order).read)
    _fill(connection, "same_as", kin.same_as)
    _fill(connection, "supersedes", kin.supersedes)
    return kin


def _put_kin_together(candidates: Mapping[str, Candidate], neighbours: Mapping[str, Iterable[str]]) -> list[str]:
    """All documents, those that hang together side by side and among them the smallest rank first."""
    order: list[str] = []
    seen: set[str] = set()
    for name in sorted(candidates):
        group: list[str] = []
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                group.append(one)
                waiting.extend(neighbours[one])
        order.extend(sorted(group, key=lambda one: candidates[one].rank))
    return order


class _Profiles:
    """What the documents of a list say, read in batches of those that come next and forgotten when many others came."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, order: Sequence[str]) -> None:
        self._connection = connection
        self._order = order
        self._place = {name: place for place, name in enumerate(order)}
        self._kept: dict[str, ContentProfile] = {}

    def read(self, document_id: str) -> ContentProfile:
        """The profile of one document."""
        if document_id not in self._kept:
            start = self._place[document_id]
            fetched = self._fetch(self._order[start : start + _BATCH])
            self._kept = {**dict(list(self._kept.items())[-_BATCH:]), **fetched}
        return self._kept[document_id]

    def _fetch(self, names: Sequence[str]) -> dict[str, ContentProfile]:
        pages: dict[str, list[Page]] = {name: [] for name in names}
        doubted: dict[str, list[Word]] = {name: [] for name in names}
        for row in self._connection.execute(_PAGES, [names]).fetchall():
            pages[row[0]].append(Page(*row))
        for row in self._connection.execute(_WORDS, [names]).fetchall():
            doubted[row[0]].append(Word(*row))
        return {name: read_profile(pages[name], doubted[name]) for name in names}


def _fill(connection: duckdb.DuckDBPyConnection, column: str, found: Mapping[str, str]) -> None:
    if found:
        pairs = "SELECT unnest(?::VARCHAR[]) AS one, unnest(?::VARCHAR[]) AS other"
        connection.execute(
            f"UPDATE documents SET {column} = kin.other FROM ({pairs}) kin WHERE document_id = kin.one",
            [list(found), list(found.values())],
        )


def find_kin(
    candidates: Mapping[str, Candidate],
    neighbours: Mapping[str, Iterable[str]],
    order: Iterable[str],
    profile_of: Callable[[str], ContentProfile],
) -> Kin:
    """The documents in order, each compared with those of its neighbours that stand for their report already."""
    stands_for: dict[str, str] = {}
    issues: list[tuple[Candidate, Candidate]] = []
    for name in order:
        reports = {stands_for[other] for other in neighbours[name] if other in stands_for}
        stands_for[name] = name
        for report in sorted(reports, key=lambda other: candidates[other].rank):
            kinship = find_kinship(profile_of(report), profile_of(name))
            if kinship is Kinship.SAME:
                stands_for[name] = report
                break
            if kinship is Kinship.ISSUE:
                issues.append((candidates[report], candidates[name]))
    same_as = {name: report for name, report in sorted(stands_for.items()) if name != report}
    return Kin(same_as, _order_issues(pair for pair in issues if pair[1].document_id not in same_as))


def _order_issues(pairs: Iterable[tuple[Candidate, Candidate]]) -> dict[str, str]:
    """Each later issue with the latest of the earlier ones; pairs of which nothing says which is later are left out."""
    earlier: dict[str, list[Candidate]] = {}
    for one, other in pairs:
        order = _issue_order(one, other) if _is_one_report(one, other) else 0
        if order:
            old, new = (one, other) if order < 0 else (other, one)
            earlier.setdefault(new.document_id, []).append(old)
    return {name: max(found, key=cmp_to_key(_issue_order)).document_id for name, found in sorted(earlier.items())}


def _is_one_report(one: Candidate, other: Candidate) -> bool:
    """Whether nothing printed on top speaks against two issues of one report, and its title speaks for it."""
    is_image = _IMAGES.count(one.text_source or "") + _IMAGES.count(other.text_source or "")
    titles = _plain(one.title), _plain(other.title)
    return (
        not is_image
        and all(titles)
        and (titles[0] in titles[1] or titles[1] in titles[0])
        and _agree(_plain(one.issuer), _plain(other.issuer))
        and _agree(one.period_start, other.period_start)
        and _agree(one.period_end, other.period_end)
    )


def _plain(text: str | None) -> str:
    return " ".join(_WORD.findall((text or "").casefold()))


def _agree(one: object, other: object) -> bool:
    return not one or not other or one == other


def _issue_order(one: Candidate, other: Candidate) -> int:
    """-1 where one is earlier than the other, 1 where later, 0 where nothing printed says which.

    By day, then year and month, then the number in the office's register; a blank number or day is a draft's.
    """
    if one.issued_on and other.issued_on and one.issued_on != other.issued_on:
        return -1 if one.issued_on < other.issued_on else 1
    for mine, theirs in ((one.issued_year, other.issued_year), (one.issued_month, other.issued_month)):
        if mine is not None and theirs is not None and mine != theirs:
            return -1 if mine < theirs else 1
    if one.symbol_number != other.symbol_number:
        return -1 if (one.symbol_number or 0) < (other.symbol_number or 0) else 1
    return (one.issued_on is not None) - (other.issued_on is not None)


def _place(order: Sequence[str], value: str) -> int:
    return order.index(value) if value in order else len(order)
