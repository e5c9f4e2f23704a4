"""The checks between documents, made when all of them are in the warehouse and it is known which say the same.

Documents meet in families: those of one place, and those of a district with those of its communes. A family's figures
are grouped by what they say, so the work grows with their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb

from extractors.gazetteer import fold_name
from extractors.rules_compiled import CompiledRules
from pipeline.arithmetic.cross_checks import CrossDraft, PlacesBelow, find_cross_checks
from pipeline.arithmetic.cross_rows import build_cross_rows, count_cross_runs
from pipeline.arithmetic.cross_statements import CrossDocument, CrossFigure, read_cross_statements
from pipeline.warehouse.insert import insert_rows
from schemas.check import Check, CheckOperand, RuleRun
from schemas.fact import FactMentionRole, Measure, PeriodKind, Qualifier, Scope
from schemas.mention import Mention, MentionKind

_DOCUMENTS = """
SELECT d.document_id, d.path, d.symbol, d.title, d.issuer, d.place_id,
  coalesce(d.issued_on, make_date(d.issued_year, coalesce(d.issued_month, 1), 1)) AS issued_by, d.issued_on,
  d.period_start, d.period_end, coalesce(d.text_source IN ('ocr', 'mixed'), false) AS is_image
FROM documents d
WHERE d.status <> 'failed'
  AND d.same_as IS NULL
  AND NOT EXISTS (SELECT 1 FROM documents newer WHERE newer.supersedes = d.document_id)
ORDER BY d.document_id
"""
_FIGURES = """
SELECT f.document_id, f.fact_id, f.quote, f.page, f.label, f.measure, f.unit, f.place_id,
  CASE WHEN f.place_id IS NULL OR f.entity_kind NOT IN ('commune', 'district', 'province') THEN lower(f.entity) END,
  f.scope, f.period_kind, f.period_start, f.period_end, f.qualifier, f.measure IN ('percent', 'ratio'),
  f.role = 'baseline', CASE WHEN fm.role IN ('numerator', 'denominator') THEN fm.role END,
  m.mention_id, m.page, m.char_start, m.char_end, m.text, m.value, m.decimals, m.magnitude, m.x0, m.y0, m.x1, m.y1
FROM facts f
JOIN fact_mentions fm USING (fact_id)
JOIN mentions m ON m.mention_id = fm.mention_id
WHERE f.document_id IN (SELECT unnest(?::VARCHAR[]))
  AND f.role IN ('actual', 'baseline')
  AND f.measure IN ('count', 'money', 'percent', 'ratio')
  AND f.label IS NOT NULL
  AND f.period_end IS NOT NULL
  AND (
    (fm.role IN ('value', 'percent') AND m.value = coalesce(f.percent, f.value))
    OR (f.table_id IS NOT NULL AND fm.role IN ('numerator', 'denominator') AND contains(f.label, ' so với '))
  )
ORDER BY f.document_id, f.page, f.char_start, f.fact_id, fm.position
"""
_PLACES = """
SELECT place_id, parent_id, name, valid_from IS NULL, valid_to IS NULL, coalesce(valid_to < DATE '2025-07-01', false)
FROM places WHERE parent_id IS NOT NULL
"""


def check_across_documents(connection: duckdb.DuckDBPyConnection, read_rules: Callable[[], CompiledRules]) -> None:
    """Add the checks between documents, their operands and the count of each rule's work to a warehouse."""
    documents = [_make_document(row) for row in connection.execute(_DOCUMENTS).fetchall()]
    checks: list[Check] = []
    operands: list[CheckOperand] = []
    if len(documents) > 1:
        drafts = _find_drafts(connection, documents, read_rules)
        checks, operands = build_cross_rows(drafts)
        insert_rows(connection, Check, checks)
        insert_rows(connection, CheckOperand, operands)
    insert_rows(connection, RuleRun, count_cross_runs((d.document_id for d in documents), checks))


def _make_document(row: Sequence[object]) -> CrossDocument:
    return CrossDocument(*row)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Land:
    """Which place lies in which: for each, those directly below it, before and since the communes were formed anew."""

    parents: Mapping[str, str]
    names: Mapping[str, str]
    below: Mapping[tuple[str, bool], PlacesBelow]


def _read_land(connection: duckdb.DuckDBPyConnection) -> _Land:
    rows = connection.execute(_PLACES).fetchall()
    whole: dict[tuple[str, bool], set[str]] = defaultdict(set)
    merged: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for place, parent, _, is_old, is_new, is_past in rows:
        for is_wanted, key in ((is_old, (parent, False)), (is_new, (parent, True))):
            if is_wanted:
                (merged if is_past else whole)[key].add(place)
    return _Land(
        {row[0]: row[1] for row in rows},
        {row[0]: row[2] for row in rows},
        {key: PlacesBelow(frozenset(places), frozenset(merged.get(key, ()))) for key, places in whole.items()},
    )


def _find_drafts(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[CrossDocument], read_rules: Callable[[], CompiledRules]
) -> Iterator[CrossDraft]:
    land = _read_land(connection)
    homes = _find_homes(documents, land)
    for family in _group_families(documents, homes, land):
        figures = _read_figures(connection, family)
        statements = read_cross_statements(figures, homes, read_rules())
        yield from find_cross_checks(statements, land.below, read_rules())


def _find_homes(documents: Sequence[CrossDocument], land: _Land) -> dict[str, str]:
    """The place of each document; a commune whose name others bear too is that of the only district reporting here."""
    homes = {d.document_id: d.place_id for d in documents if d.place_id}
    here = {(fold_name(land.names[place]), place) for home in {*homes.values()} for place in _all_below(home, land)}
    named: dict[str, list[str]] = defaultdict(list)
    for name, place in here:
        named[name].append(place)
    for document in documents:
        if document.place_id is None and document.issuer:
            words = fold_name(document.issuer).split()
            ends = {" ".join(words[start:]) for start in range(len(words))}
            found = [place for end in ends for place in named.get(end, ())]
            if len(found) == 1:
                homes[document.document_id] = found[0]
    return homes


def _all_below(place: str, land: _Land) -> frozenset[str]:
    before, since = (land.below.get((place, is_new), PlacesBelow()) for is_new in (False, True))
    return before.whole | before.merged | since.whole


def _group_families(
    documents: Sequence[CrossDocument], homes: Mapping[str, str], land: _Land
) -> Iterator[list[CrossDocument]]:
    """The documents of each place that has two, or one and those of the places below it."""
    own: dict[str, list[CrossDocument]] = defaultdict(list)
    below: dict[str, list[CrossDocument]] = defaultdict(list)
    for document in documents:
        place = homes.get(document.document_id)
        if place is not None:
            own[place].append(document)
            if place in land.parents:
                below[land.parents[place]].append(document)
    for place in sorted(own):
        is_seen_above = land.parents.get(place) in own
        family = own[place] + below.get(place, [])
        if len(family) > 1 and (below.get(place) or not is_seen_above):
            yield family


def _read_figures(connection: duckdb.DuckDBPyConnection, family: Sequence[CrossDocument]) -> Iterator[CrossFigure]:
    by_id = {document.document_id: document for document in family}
    for row in connection.execute(_FIGURES, [sorted(by_id)]).fetchall():
        yield _make_figure(by_id[row[0]], row)


def _make_figure(document: CrossDocument, row: Sequence[object]) -> CrossFigure:
    fact_id, quote, page, label, measure, unit, place, entity, scope, kind, start, end = row[1:13]
    qualifier, is_share, is_baseline, operand = row[13:17]
    return CrossFigure(
        document=document,
        fact_id=str(fact_id),
        quote=str(quote),
        quote_page=_int(page),
        label=str(label),
        measure=Measure(str(measure)),
        unit=_str(unit),
        place_id=_str(place),
        entity=_str(entity),
        scope=None if scope is None else Scope(str(scope)),
        period_kind=None if kind is None else PeriodKind(str(kind)),
        period_start=start if isinstance(start, date) else None,
        period_end=end if isinstance(end, date) else None,
        qualifier=Qualifier(str(qualifier)),
        is_share=bool(is_share),
        is_baseline=bool(is_baseline),
        operand=None if operand is None else FactMentionRole(str(operand)),
        mention=_make_mention(document.document_id, row[17:]),
    )


def _make_mention(document_id: str, row: Sequence[object]) -> Mention:
    mention_id, page, start, end, text, value, decimals, magnitude, x0, y0, x1, y1 = row
    return Mention(
        mention_id=str(mention_id),
        document_id=document_id,
        page=_int(page),
        char_start=_int(start),
        char_end=_int(end),
        text=str(text),
        context="",
        kind=MentionKind.FIGURE,
        value=_decimal(value),
        decimals=None if decimals is None else _int(decimals),
        magnitude=_decimal(magnitude),
        x0=_decimal(x0),
        y0=_decimal(y0),
        x1=_decimal(x1),
        y1=_decimal(y1),
    )


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value


def _str(value: object) -> str | None:
    return None if value is None else str(value)


def _decimal(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
