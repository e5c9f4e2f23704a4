"""What the index of a run shows: totals, charts, documents, and the findings of all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from pipeline.audit.charts import Bar, draw_bars, make_bars
from pipeline.audit.findings import Finding
from pipeline.audit.masking import Mask
from pipeline.audit.rows import Row, fetch, to_int, to_text

MAX_FINDINGS = 2_000
"""Findings on the index, the worst first: 0.7 KB each, so the page stays below 2 MB. Each document's page has all."""

Names = Mapping[str, tuple[str, str]]

_DOCUMENTS = """
SELECT s.*, d.error_detail FROM document_summary s JOIN documents d USING (document_id) ORDER BY s.path, s.document_id
"""
_SLIPS = """
SELECT severity, count(*) AS slips FROM (
  SELECT slip_id, arg_min(coalesce(severity, 'note'), position) AS severity FROM findings GROUP BY slip_id
) GROUP BY severity
"""
_BY_KIND = "SELECT kind, coalesce(severity, 'note'), count(*) FROM findings GROUP BY ALL ORDER BY ALL"
_BY_PLACE = """
SELECT coalesce(place, ''), coalesce(severity, 'note'), count(*) FROM desk_check WHERE position IS NOT NULL
GROUP BY ALL ORDER BY ALL
"""
_COVERAGE = "SELECT document_id, path, kind, mentions, share_classified FROM coverage"
_KINDS = "SELECT kind, sum(mentions) AS total FROM coverage GROUP BY kind ORDER BY total DESC, kind"
_DECIDABILITY = """
SELECT d.path, CASE
    WHEN flagged > 0 THEN 'flagged' WHEN consistent > 0 THEN 'agrees' WHEN undecidable > 0 THEN 'unclear' ELSE 'alone'
  END AS state, count(*)
FROM decidability JOIN documents d USING (document_id) WHERE d.same_as IS NULL
GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its title and the names of its colours."""

    title_vi: str
    title_en: str
    svg: str
    legend: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Everything on the index but the findings' own pages."""

    documents: Sequence[Row]
    findings: Sequence[Finding]
    linked: frozenset[str]
    slips: Mapping[str, int]
    finding_total: int
    question_total: int
    charts: Sequence[Chart]
    kinds: Sequence[str]
    coverage: Sequence[tuple[str, Mapping[str, int], float]]

    @property
    def shown(self) -> int:
        """Findings and questions listed."""
        return len(self.findings)

    @property
    def failed(self) -> int:
        """Documents that could not be read at all."""
        return sum(row["status"] == "failed" for row in self.documents)

    @property
    def figures(self) -> int:
        """Quantities printed in all reports, those in several containers counted once."""
        return sum(to_int(row["figures"]) for row in self.documents if row["same_as"] is None)

    @property
    def checked(self) -> int:
        """Of these, checked against another."""
        return sum(to_int(row["checked"]) for row in self.documents if row["same_as"] is None)


def make_index(
    connection: duckdb.DuckDBPyConnection,
    documents: Sequence[Row],
    findings: Sequence[Finding],
    linked: Iterable[str],
    words: Mapping[str, Names],
    mask: Mask,
) -> Index:
    """The index of a warehouse; `findings` are those to list, `linked` the documents that have a page."""
    slips = {str(row["severity"]): to_int(row["slips"]) for row in fetch(connection, _SLIPS)}
    kinds, coverage = _fetch_coverage(connection)
    return Index(
        documents,
        findings,
        frozenset(linked),
        {severity: slips.get(severity, 0) for severity in ("major", "minor", "note")},
        _count(connection, "SELECT count(*) FROM desk_check"),
        _count(connection, "SELECT count(*) FROM questions"),
        tuple(_make_charts(connection, words, mask)),
        kinds,
        coverage,
    )


def fetch_documents(connection: duckdb.DuckDBPyConnection) -> Sequence[Row]:
    """One row a document, with why it was not read."""
    return fetch(connection, _DOCUMENTS)


def pair_words(words: object) -> Mapping[str, Names]:
    """words.yaml as pairs of Vietnamese and English."""
    if not isinstance(words, Mapping):
        raise TypeError("words.yaml")
    return {
        group: {key: (str(pair["vi"]), str(pair["en"])) for key, pair in entries.items()}
        for group, entries in words.items()
    }


def _make_charts(connection: duckdb.DuckDBPyConnection, words: Mapping[str, Names], mask: Mask) -> Iterable[Chart]:
    severities = words["severity"]
    places = {"": ("(không rõ địa bàn)", "(place unknown)")}
    kinds = _draw(connection, _BY_KIND, words["kind"], severities, mask)
    if kinds:
        yield _chart("Phát hiện theo loại", "Findings by kind", kinds, severities)
        by_place = _draw(connection, _BY_PLACE, places, severities, mask)
        yield _chart("Phát hiện theo địa bàn", "Findings by place", by_place, severities)
    numbers = "SELECT path, kind, mentions FROM coverage"
    covered = _draw(connection, numbers, {}, words["mention_kind"], mask)
    if covered:
        title = ("Mỗi con số in ra được hiểu là gì", "What every printed number was taken for")
        yield _chart(*title, covered, words["mention_kind"], prefix="k-", is_share=True)
    decided = _draw(connection, _DECIDABILITY, {}, words["decidability"], mask)
    if decided:
        title = ("Số liệu đối chiếu được đến đâu", "How far figures can be checked")
        yield _chart(*title, decided, words["decidability"], is_share=True)


def _draw(
    connection: duckdb.DuckDBPyConnection, query: str, names: Names, segments: Names, mask: Mask
) -> Sequence[Bar]:
    counts = [
        (mask.hide(to_text(bar) or ""), str(segment), to_int(count))
        for bar, segment, count in connection.execute(query).fetchall()
    ]
    return make_bars(counts, names, segments)


def _chart(
    title_vi: str, title_en: str, bars: Sequence[Bar], names: Names, *, prefix: str = "s-", is_share: bool = False
) -> Chart:
    met = {segment.style for bar in bars for segment in bar.segments if segment.count}
    legend = tuple((f"{prefix}{style}", *pair) for style, pair in names.items() if style in met)
    return Chart(title_vi, title_en, draw_bars(bars, title_vi, title_en, prefix=prefix, is_share=is_share), legend)


def _fetch_coverage(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Sequence[str], Sequence[tuple[str, Mapping[str, int], float]]]:
    """Kinds met anywhere, the commonest first, and for each document its counts by kind."""
    kinds = [str(row["kind"]) for row in fetch(connection, _KINDS)]
    counts: dict[tuple[str, str, float], dict[str, int]] = defaultdict(dict)
    for row in fetch(connection, _COVERAGE):
        place = (to_text(row["path"]) or "", str(row["document_id"]), float(str(row["share_classified"])))
        counts[place][str(row["kind"])] = to_int(row["mentions"])
    return kinds, [(path, counts[path, key, share], share) for path, key, share in sorted(counts)]


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return to_int((connection.execute(query).fetchone() or (0,))[0])
