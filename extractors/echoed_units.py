"""Units of table columns without one, from prose that repeats their numbers (đã giải quyết 3.704 hồ sơ)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from extractors.grid import ColumnRole
from extractors.items import FigureBlock
from extractors.rules_compiled import COUNT, CompiledRules, Unit
from schemas.mention import Mention

_COUNTS = (ColumnRole.COUNT, ColumnRole.TOTAL)
# A number of fewer digits is repeated by chance.
_MIN_VALUE = 100
# So many columns must be repeated, and in one unit, before the others are taken to count the same.
_MIN_COLUMNS = 2


def echo_units(
    units: Mapping[tuple[str, int], Unit],
    roles: Mapping[tuple[str, int], ColumnRole],
    numbers: Mapping[str, Mapping[tuple[int, int], Mention]],
    figures: Iterable[FigureBlock],
    rules: CompiledRules,
) -> dict[tuple[str, int], Unit]:
    """The units, with those of columns of counts that have none and whose numbers the prose gives a unit."""
    spoken = _read_spoken(figures)
    found = dict(units)
    for table_id, values in numbers.items():
        counts = (col for (table, col), role in roles.items() if table == table_id and role in _COUNTS)
        bare = {col for col in counts if (table_id, col) not in units}
        echoed: dict[int, set[str]] = defaultdict(set)
        for (_, col), mention in values.items():
            if col in bare and mention.value in spoken:
                echoed[col] |= spoken[mention.value]
        names = {name for given in echoed.values() for name in given}
        unit = rules.units.get(names.pop().casefold()) if len(echoed) >= _MIN_COLUMNS and len(names) == 1 else None
        found |= {(table_id, col): unit for col in bare if unit}
    return found


def _read_spoken(figures: Iterable[FigureBlock]) -> dict[Decimal, set[str]]:
    """What the counts of the prose are counts of."""
    spoken: dict[Decimal, set[str]] = defaultdict(set)
    items = (item for block in figures if block.block.cell is None for item in block.items if item.symbol == COUNT)
    for item in items:
        value, unit = item.mentions[0].value, item.unit
        is_noun = unit and unit.is_listed and unit.kind == "count" and not unit.is_classifier
        if value is not None and value >= _MIN_VALUE and unit and is_noun:
            spoken[value].add(unit.unit or "")
    return spoken
