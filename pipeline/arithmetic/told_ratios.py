"""Fractions of one indicator told twice: 1.986/2.214 hộ ... cáp quang in prose, 1.896/2.214 in the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from extractors.label_words import without_heading
from extractors.ratios import Ratio
from extractors.resolve import Reading
from extractors.rules_compiled import RATIO, CompiledRules
from extractors.statements import words_of
from schemas.fact import Fact, Role
from schemas.mention import Mention
from schemas.parcel import Parcel

# The words one indicator needs; more fractions of one base and name than this are a list of many things.
_MIN_WORDS, _MAX_TOLD = 4, 4
# A base of fewer digits is shared by chance.
_MIN_BASE = 100


def read_ratios_told_twice(
    parcel: Parcel, reading: Reading, rules: CompiledRules
) -> Iterator[tuple[Mention, Mention, str]]:
    """Numerators of one indicator, base, period and place, in two places of the document: first, later, label."""
    facts = {fact.fact_id: fact for fact in parcel.facts}
    told: dict[object, list[tuple[Ratio, Mention]]] = defaultdict(list)
    for ratio in reading.ratios:
        if ratio.numerator is None or ratio.unit_item.symbol != RATIO:
            continue
        fact = _level(ratio, facts)
        words = _name(fact, rules) if fact else frozenset()
        if fact and len(words) >= _MIN_WORDS:
            key = (ratio.denominator.mention.value, fact.period_label, fact.scope, fact.entity, fact.unit, words)
            told[key].append((ratio, ratio.numerator.mention))
    tables = {block.index: block.block.cell and block.block.cell.table_id for block in reading.figures}
    for group in told.values():
        first, number = group[0]
        for later, other in group[1:] if len(group) <= _MAX_TOLD else ():
            table = tables.get(later.block)
            if later.block != first.block and (table is None or table != tables.get(first.block)):
                fact = facts[other.fact_id or ""]
                yield number, other, without_heading(fact.label or "", fact.section)


def _level(ratio: Ratio, facts: Mapping[str, Fact]) -> Fact | None:
    """What a fraction states, where it is a level and its base is large enough to be its own."""
    fact = facts.get(ratio.numerator.mention.fact_id or "") if ratio.numerator else None
    is_large = (ratio.denominator.mention.value or 0) >= _MIN_BASE
    return fact if fact and fact.label and fact.role is Role.ACTUAL and is_large else None


def _name(fact: Fact, rules: CompiledRules) -> frozenset[str]:
    """The words of an indicator without its time, the head of its column and the word for a share."""
    own = without_heading(fact.label or "", fact.section)
    name, _, header = own.rpartition(" – ")
    label = name if name and rules.cue_wholes["VALUE_HEADER"].fullmatch(header) else own
    plain = rules.cues["SHARE_WORD"].sub(" ", rules.cues["OWN_TIME"].sub(" ", label))
    return words_of(plain, rules)
