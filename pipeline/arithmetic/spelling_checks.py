"""A place whose name is written two ways in one document: xã Sính Phình, xã Sinh Phình."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.gazetteer import bare_name, fold_name
from extractors.homes import home_of
from extractors.places import PlaceMention, PlaceReader
from extractors.resolve import Reading
from extractors.rules_compiled import CompiledRules
from extractors.text import Span
from pipeline.arithmetic.draft_check import DraftCheck, DraftOperand
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.document import TextSource
from schemas.parcel import Parcel

RULE = "place_name_two_ways"
_READ_FROM_IMAGES = (TextSource.OCR, TextSource.MIXED)


@dataclass(frozen=True, slots=True)
class _Named:
    mention: PlaceMention
    span: Span
    printed: str


def check_spelling(parcel: Parcel, reading: Reading, rules: CompiledRules) -> Iterator[DraftCheck]:
    """One check for each place named more than once; two communes that both exist are two places, whatever their names.

    Only the official list can tell a slip from another place: a name it does not have is asked about, not accused.
    """
    scanned = {page.page for page in parcel.pages if page.text_source in _READ_FROM_IMAGES}
    for named in _by_place(_read_names(parcel, reading, rules)):
        if len(named) < 2:
            continue
        right, *rest = named
        others = {fold_name(one.mention.proper): one for one in reversed(rest)}
        others.pop(fold_name(right.mention.proper), None)
        if not others:
            yield _consistent(named)
        for other in others.values():
            is_read = any(reading.whole.locate(one.span).page in scanned for one in (right, other))
            yield _two_ways(other, right, is_proved=right.mention.row is not None and not is_read)


def _read_names(parcel: Parcel, reading: Reading, rules: CompiledRules) -> Iterator[_Named]:
    reader = PlaceReader(rules, home_of(parcel.document, rules))
    for block in reading.blocks:
        text = block.flat.text
        for mention in reader.find(text):
            span = block.flat.span(mention.start, mention.end)
            yield _Named(mention, span, text[mention.start : mention.end])


def _by_place(names: Iterator[_Named]) -> list[list[_Named]]:
    """The names of each place, the right one first: as the list has it, else the one written most, else the first."""
    places: dict[str, list[_Named]] = defaultdict(list)
    for named in names:
        mention = named.mention
        if mention.row is None and (" " not in mention.proper or mention.is_listed):
            continue
        places[mention.row.place_id if mention.row else f"{mention.kind} {bare_name(mention.proper)}"].append(named)
    return [_right_first(named) for named in places.values()]


def _right_first(named: Sequence[_Named]) -> list[_Named]:
    ways = [fold_name(one.mention.proper) for one in named]
    order = sorted(range(len(named)), key=lambda at: (named[at].mention.is_variant, -ways.count(ways[at]), at))
    right = order[0]
    return [named[right], *(one for at, one in enumerate(named) if at != right)]


def _consistent(named: Sequence[_Named]) -> DraftCheck:
    return DraftCheck(
        kind=CheckKind.SPELLING,
        rule=RULE,
        verdict=Verdict.CONSISTENT,
        severity=None,
        operands=tuple(DraftOperand(OperandRole.WORD, one.span) for one in named[:2]),
        quote=named[0].span,
        stated=named[0].printed,
        expected=named[0].printed,
    )


def _two_ways(other: _Named, right: _Named, *, is_proved: bool) -> DraftCheck:
    """The check of a name against another of the same place; the official list, or another reading, decides."""
    row = right.mention.row
    is_official = row is not None and not right.mention.is_variant
    vi = f"Một địa danh viết hai cách: “{other.printed}” và “{right.printed}”"
    en = f"One place is written two ways: “{other.printed}” and “{right.printed}”"
    if is_proved and row is not None:
        vi += f"; danh mục hành chính ghi là {row.name}."
        en += f"; the official list has {row.name}."
    else:
        vi += "; cần xem lại có phải là một nơi không."
        en += "; to be looked at: is it one place?"
    return DraftCheck(
        kind=CheckKind.SPELLING,
        rule=RULE,
        verdict=Verdict.INCONSISTENT if is_proved and is_official else Verdict.UNDECIDABLE,
        severity=Severity.MINOR if is_proved and is_official else None,
        operands=tuple(DraftOperand(OperandRole.WORD, one.span) for one in (other, right)),
        quote=other.span,
        stated=other.printed,
        expected=right.printed,
        explanation_vi=vi,
        explanation_en=en,
        suggestion=f"{other.printed} → {right.printed}" if is_proved and is_official else None,
    )
