"""`solieu diff OLD NEW`: facts changed, added and gone; findings resolved, new and remaining."""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from pipeline import messages
from pipeline.audit.masking import Mask
from pipeline.audit.rows import Row, fetch
from pipeline.audit.spreadsheet import print_decimal

LONG_WORD = 5
LIKE_ENOUGH = 80.0
"""A word of five letters may be misspelt by one (80 of 100); shorter ones name things: xã Phúc Lộc, xã Phúc Lợi."""

_FACTS = """
SELECT f.*, d.path FROM facts f JOIN documents d USING (document_id)
WHERE d.same_as IS NULL AND f.value IS NOT NULL ORDER BY d.path, f.document_id, f.page, f.char_start, f.fact_id
"""
_FINDINGS = """
SELECT content_key, kind, severity, path, page, stated, expected, quote FROM findings
WHERE is_primary ORDER BY position
"""
_SAME = ("place_id", "entity", "scope", "role", "measure", "unit", "period_label")


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact as it is compared: what it is of, what it says, where it stands."""

    subject: str
    label: str
    value: str
    path: str
    page: int
    frame: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """A finding as it is compared."""

    content_key: str
    kind: str
    severity: str
    path: str
    page: int
    stated: str
    expected: str
    quote: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two issues."""

    changed: tuple[tuple[Figure, Figure], ...]
    added: tuple[Figure, ...]
    gone: tuple[Figure, ...]
    same: int
    resolved: tuple[Slip, ...]
    new: tuple[Slip, ...]
    remaining: tuple[Slip, ...]


def compare_warehouses(old: Path, new: Path, mask: Mask) -> Comparison:
    """The two warehouses compared."""
    old_figures, old_slips = _read(old, mask)
    new_figures, new_slips = _read(new, mask)
    changed, added, gone, same = pair_figures(old_figures, new_figures)
    old_keys, new_keys = {slip.content_key for slip in old_slips}, {slip.content_key for slip in new_slips}
    return Comparison(
        tuple(changed),
        tuple(added),
        tuple(gone),
        same,
        tuple(slip for slip in old_slips if slip.content_key not in new_keys),
        tuple(slip for slip in new_slips if slip.content_key not in old_keys),
        tuple(slip for slip in new_slips if slip.content_key in old_keys),
    )


def _read(warehouse: Path, mask: Mask) -> tuple[Sequence[Figure], Sequence[Slip]]:
    with duckdb.connect(warehouse, read_only=True) as connection:
        figures = [_make_figure(row, mask) for row in fetch(connection, _FACTS)]
        slips = [_make_slip(row, mask) for row in fetch(connection, _FINDINGS)]
    return figures, slips


def _make_figure(row: Row, mask: Mask) -> Figure:
    label = mask.hide(str(row["label"] or row["quote"]))
    return Figure(
        str(row["indicator_id"] or fold(label)),
        label,
        mask.hide(print_value(row)),
        str(row["path"]),
        int(str(row["page"])),
        tuple(fold(mask.hide(str(row[name] or ""))) for name in _SAME),
    )


def _make_slip(row: Row, mask: Mask) -> Slip:
    names = {name: str(row[name] or "") for name in ("content_key", "kind", "severity", "path")}
    words = {name: mask.hide(str(row[name] or "")) for name in ("stated", "expected", "quote")}
    return Slip(page=int(str(row["page"])), **names, **words)


def print_value(row: Row) -> str:
    """What a fact says: its value, or both operands and what is printed of them."""
    numbers = {name: row[name] for name in ("value", "numerator", "denominator", "percent")}
    printed = {name: messages_number(value) for name, value in numbers.items() if isinstance(value, Decimal)}
    unit = f" {row['unit']}" if row["unit"] else ""
    if "numerator" in printed and "denominator" in printed:
        share = f" = {printed['percent']} %" if "percent" in printed else ""
        return f"{printed['numerator']}/{printed['denominator']}{share}"
    return f"{printed.get('value', '?')}{unit}"


def messages_number(value: Decimal) -> str:
    """A number as a Vietnamese reader prints it, without padding zeros.

    >>> messages_number(Decimal("31885.500000"))
    '31.885,5'
    """
    whole, _, decimals = print_decimal(value).partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if whole.startswith("-") and grouped == "0" else ""
    return f"{sign}{grouped}{',' + decimals if decimals else ''}"


def fold(text: str) -> str:
    """Letters without case, marks and extra blanks."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def pair_figures(
    old: Sequence[Figure], new: Sequence[Figure]
) -> tuple[Sequence[tuple[Figure, Figure]], Sequence[Figure], Sequence[Figure], int]:
    """Figures that changed, were added, are gone, and the count of those that say the same as before."""
    changed: list[tuple[Figure, Figure]] = []
    rest_old: list[Figure] = []
    rest_new: list[Figure] = []
    same = 0
    olds, news = _by_subject(old), _by_subject(new)
    for key in dict.fromkeys([*olds, *news]):
        before, after, kept = _drop_equal(olds.get(key, []), news.get(key, []))
        same += kept
        paired = min(len(before), len(after))
        changed += zip(before[:paired], after[:paired], strict=True)
        rest_old += before[paired:]
        rest_new += after[paired:]
    alike = list(_pair_alike(rest_old, rest_new))
    same += sum(a.value == b.value for a, b in alike)
    changed += [(a, b) for a, b in alike if a.value != b.value]
    left, right = {id(a) for a, _ in alike}, {id(b) for _, b in alike}
    return changed, [f for f in rest_new if id(f) not in right], [f for f in rest_old if id(f) not in left], same


def _by_subject(figures: Sequence[Figure]) -> Mapping[tuple[str, ...], list[Figure]]:
    found: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        found[(figure.subject, *figure.frame)].append(figure)
    return found


def _drop_equal(old: Sequence[Figure], new: Sequence[Figure]) -> tuple[list[Figure], list[Figure], int]:
    """Those of one subject that say something else, in order, and how many say the same."""
    after = list(new)
    before: list[Figure] = []
    for figure in old:
        match = next((other for other in after if other.value == figure.value), None)
        if match is None:
            before.append(figure)
        else:
            after.remove(match)
    return before, after, len(old) - len(before)


def _pair_alike(old: Sequence[Figure], new: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Figures whose labels differ by the spelling of long words only, and of which all else agrees."""
    waiting: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in new:
        waiting[(*figure.frame, str(len(figure.subject.split())))].append(figure)
    for figure in old:
        others = waiting[(*figure.frame, str(len(figure.subject.split())))]
        match = next((other for other in others if is_misspelt(figure.subject, other.subject)), None)
        if match is not None:
            others.remove(match)
            yield figure, match


def is_misspelt(one: str, other: str) -> bool:
    """Whether two labels are the same but for slips of spelling.

    >>> is_misspelt("chi thuong xuyen", "chi thuog xuyen"), is_misspelt("muc do 3", "muc do 4")
    (True, False)
    """
    from rapidfuzz import fuzz

    pairs = [(a, b) for a, b in zip(one.split(), other.split(), strict=False) if a != b]
    return all(
        min(len(a), len(b)) >= LONG_WORD and (a + b).isalpha() and fuzz.ratio(a, b) >= LIKE_ENOUGH for a, b in pairs
    )


# ---------------------------------------------------------------- what is printed


def print_json(comparison: Comparison) -> str:
    """The comparison for programs."""
    return json.dumps(asdict(comparison), ensure_ascii=False, indent=2) + "\n"


def print_text(comparison: Comparison) -> str:
    """The comparison for people."""
    return "".join(f"{line}\n" for line in _lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"Số liệu thay đổi — changed: {len(comparison.changed)}"
    for before, after in comparison.changed:
        yield f"  {_name(after)}: {before.value} → {after.value}"
    yield f"Số liệu thêm — added: {len(comparison.added)}"
    yield from (f"  + {_name(figure)}: {figure.value}" for figure in comparison.added)
    yield f"Số liệu bỏ — gone: {len(comparison.gone)}"
    yield from (f"  - {_name(figure)}: {figure.value}" for figure in comparison.gone)
    yield f"Số liệu giữ nguyên — unchanged: {comparison.same}"
    for title, slips in (
        ("Phát hiện đã hết — resolved", comparison.resolved),
        ("Phát hiện mới — new", comparison.new),
        ("Phát hiện còn lại — remaining", comparison.remaining),
    ):
        yield f"{title}: {len(slips)}"
        yield from (f"  {_describe(slip)}" for slip in slips)


def _name(figure: Figure) -> str:
    return f"{messages.printable(figure.path)}, trang {figure.page}: {messages.printable(figure.label)}"


def _describe(slip: Slip) -> str:
    said = f": {slip.stated} → {slip.expected}" if slip.stated or slip.expected else ""
    where = f"{messages.printable(slip.path)}, trang {slip.page}"
    return f"{where}: {messages.CHECK_KINDS[slip.kind]}{messages.printable(said)} “{messages.printable(slip.quote)}”"
