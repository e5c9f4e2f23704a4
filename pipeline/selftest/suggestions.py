"""What the audit proposes for a plant, held against what was meant and what the oracle says could have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import regex

from pipeline.selftest.model import Plant, Section, Slot
from pipeline.selftest.oracle import print_slots, read_number
from pipeline.selftest.repairs import Change, find_repairs, name_truth, name_value

_REMARK = regex.compile(r"\s*\([^()]*\)$")
_NUMBER = regex.compile(r"[+\-−]?\d[\d.]*(?:,\d+)?")
_NONE = "Không có sửa đổi nhỏ"
_ANEW = regex.compile(_NONE + r"[^;]*; phải đổi một số[^:]*: ")
_RANGE = regex.compile(r"\(từ (\S+) đến (\S+)\)")
_CONDITION = regex.compile(r"(?:.*; )?(?:n|N)ếu các số khác đúng thì ")
_MORE = regex.compile(r"\d+ cách khác")

Value: TypeAlias = "Fraction | str"
Option: TypeAlias = frozenset[tuple[Value, Value]]
"""What is printed and what should be, for each number that is changed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The changes a suggestion lists, the likeliest first; `is_open` where it says that there are more.

    `ranges`: what is printed, and from where to where what should be, for a number that could be any between.
    """

    options: tuple[Option, ...]
    is_open: bool = False
    is_conditional: bool = False
    """Whether the change is what follows if every other number is right."""
    is_anew: bool = False
    """Whether no small change fits, and it says what one number could be as a whole."""
    ranges: tuple[tuple[Value, Fraction, Fraction], ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether one change is offered as the one that was meant."""
        return len(self.options) == 1 and not (self.is_open or self.is_conditional or self.is_anew)

    def lists(self, meant: Option) -> bool:
        """Whether a change is among those shown, within a range that is, or some are only counted."""
        if meant in self.options or self.is_open:
            return True
        pairs = [(before, after) for before, after in meant if isinstance(after, Fraction)]
        return len(meant) == 1 and any(
            before == printed and low <= after <= high for before, after in pairs for printed, low, high in self.ranges
        )


@dataclass(frozen=True, slots=True)
class RepairScore:
    """One plant: how many smallest changes there are, and what the audit said."""

    ways: int
    """Smallest changes that leave nothing contradicted; 1 is a unique repair, 0 that no change of one number does."""
    is_truth_among: bool
    """Whether what was meant is one of them."""
    is_said: bool
    """Whether any change is proposed, not only what follows if every other number is right."""
    is_followed: bool
    """Whether what was meant is what follows if every other number is right."""
    is_certain: bool
    is_first_right: bool
    is_listed: bool
    """Whether what was meant is among the changes shown, or some are only counted."""


def read_proposal(suggestion: str | None) -> Proposal:
    """'a → b hoặc c → d, e → f hoặc 2 cách khác'; no options where it says that no small change fits."""
    condition = _CONDITION.match(suggestion or "")
    if condition and suggestion:
        return Proposal((_read_option(suggestion[condition.end() :]),), is_conditional=True)
    anew = _ANEW.match(suggestion or "")
    if not suggestion or (suggestion.startswith(_NONE) and not anew):
        return Proposal(())
    parts = suggestion[anew.end() if anew else 0 :].split(" hoặc ")
    listed = [part for part in parts if not _MORE.fullmatch(part)]
    ranges = tuple(_read_range(part, found) for part in listed if (found := _RANGE.search(part)))
    options = tuple(_read_option(part) for part in listed)
    return Proposal(options, len(options) < len(parts), is_anew=anew is not None, ranges=ranges)


def _read_range(part: str, found: regex.Match[str]) -> tuple[Value, Fraction, Fraction]:
    """'11 → 15 (từ 14 đến 16)': what is printed, and the ends."""
    return _read_value(part.partition("→")[0]), read_number(found[1]), read_number(found[2])


def _read_option(text: str) -> Option:
    pairs = (part.partition("→") for part in regex.split(r",\s(?=[^→]*→)", _REMARK.sub("", text)))
    return frozenset((_read_value(before), _read_value(after)) for before, _, after in pairs)


def _read_value(text: str) -> Value:
    match = _NUMBER.match(text.strip())
    return read_number(match[0]) if match else text.strip().lower()


def score_repair(section: Section, plant: Plant, suggestions: Sequence[str | None]) -> RepairScore:
    """The suggestions of a plant's findings, the worst finding first, against the oracle."""
    ways = find_repairs(section, plant)
    slots = print_slots(section, plant)
    truth = name_truth(section, plant)
    meant = _as_option(truth, slots)
    proposals = [read_proposal(suggestion) for suggestion in suggestions]
    said = [proposal for proposal in proposals if proposal.options and not proposal.is_conditional]
    return RepairScore(
        ways=len(ways),
        is_truth_among=truth in ways,
        is_said=bool(said),
        is_followed=any(meant in proposal.options for proposal in proposals if proposal.is_conditional),
        is_certain=any(proposal.is_certain for proposal in said),
        is_first_right=bool(said) and said[0].options[0] == meant,
        is_listed=any(proposal.lists(meant) for proposal in said),
    )


def _as_option(change: Change, slots: Mapping[int, Slot]) -> Option:
    return frozenset((name_value(slots[key]), value) for key, value in change)


def share_of(flags: Iterable[bool]) -> float | None:
    """The share of true ones; None of nothing."""
    found = list(flags)
    return sum(found) / len(found) if found else None
