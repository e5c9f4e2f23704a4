"""How a figure relates to its time: what happened over it (flow), or what is there at its end (stock)."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.rules_compiled import CompiledRules
from schemas.fact import PeriodKind

_PERCENT = (None, "%")
# What is not done is how things are (một trạm không thực hiện công tác khám bệnh).
_NOT = regex.compile(r"(?i)\b(?:không|chưa)\b[^,;]*$")
_NEAR = 30
_TIMES = ("ngày", "tháng", "quý", "năm", "lần")


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a figure: its own words before and behind it, its name, and what it counts.

    `topic`: words above it (a header, a whole) that say what is there, not what was done. `is_share`: a share, which is
    of its time as what it is a share of. `is_change`: an increase or decrease, which happens whatever it is of.
    """

    before: str = ""
    after: str = ""
    label: str = ""
    unit: str | None = None
    topic: str = ""
    is_share: bool = False
    is_change: bool = False

    @property
    def words(self) -> str:
        """All of them."""
        return f"{self.label} {self.topic} {self.before} {self.after}"


def tell_kind(said: Said, rules: CompiledRules) -> PeriodKind:
    """As the words beside a figure tell, else what it counts."""
    return tell_by_words(said, rules) or (PeriodKind.STOCK if _is_there(said, rules) else PeriodKind.FLOW)


def tell_by_words(said: Said, rules: CompiledRules) -> PeriodKind | None:
    """The words nearest to a figure tell: before it, then behind it, then its name."""
    if said.is_change:
        return PeriodKind.FLOW
    beside = _nearest(said.before, True, rules) or _nearest(said.after, False, rules)
    if beside is None and said.is_share and rules.cues["STATE_SHARE"].search(f"{said.label} {said.topic}"):
        return PeriodKind.STOCK
    return beside or _nearest(said.label, True, rules)


def tell_by_header(header: str, rules: CompiledRules) -> PeriodKind | None:
    """The kind that the header of a column says."""
    if rules.cues["FLOW_HEADER"].search(header):
        return PeriodKind.FLOW
    return PeriodKind.STOCK if rules.cues["STOCK_HEADER"].search(header) else None


def _nearest(words: str, is_last: bool, rules: CompiledRules) -> PeriodKind | None:
    """The kind told by the last (or first) words that tell one; of words that overlap the first."""
    if not words.strip():
        return None
    states = [(match.start(), match.end(), PeriodKind.STOCK) for match in rules.cues["STATE_WORDS"].finditer(words)]
    done = [
        (match.start(), match.end(), PeriodKind.FLOW)
        for match in rules.cues["DONE_WORDS"].finditer(words)
        if not any(start <= match.start() < end for start, end, _ in states)
        and not _NOT.search(words, max(0, match.start() - _NEAR), match.start())
    ]
    found = sorted((*states, *done))
    return found[-1 if is_last else 0][2] if found else None


def _is_there(said: Said, rules: CompiledRules) -> bool:
    """Whether what is counted is there at one time; a share, by what it is a share of."""
    unit = said.unit
    if (unit and rules.cue_wholes["FLOW_UNIT"].fullmatch(unit)) or rules.cues["FLOW_UNIT"].match(said.label):
        return False
    if rules.cues["STOCK_WORDS"].search(said.words):
        return True
    if unit in _PERCENT:
        return said.is_share and bool(rules.cues["STATE_SHARE"].search(said.words))
    counted, _, each = unit.partition("/")
    return each not in _TIMES and bool(rules.cue_wholes["STOCK_UNIT"].fullmatch(counted))
