"""Columns that hold: slivers between hand-drawn lines and columns nobody begins a cell in are taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.readers.layout_text import Slot

# Edges that miss each other by less than this (twentieths of a point; 1.5 mm) are one line drawn by hand twice.
_SNAP_TWIPS = 85


def snap_columns(slots: Sequence[Slot], edges: Sequence[int] = ()) -> tuple[Slot, ...]:
    """Slots in columns in which some cell begins; `edges`: where columns begin, in twips, to leave out slivers."""
    if not slots:
        return ()
    last = max(slot.col + slot.col_span for slot in slots)
    starts = sorted({slot.col for slot in slots} | {last})
    snapped = _move_all(slots, starts, edges)
    if len({(slot.row, slot.col) for slot in snapped}) < len(snapped):
        return _move_all(slots, starts, ())
    return snapped


def _move_all(slots: Sequence[Slot], starts: Sequence[int], edges: Sequence[int]) -> tuple[Slot, ...]:
    ranks, rank = {starts[0]: 0}, 0
    for before, start in pairwise(starts):
        rank += not edges or edges[start] - edges[before] > _SNAP_TWIPS
        ranks[start] = rank
    following = _next_starts(starts)
    moved = []
    for slot in slots:
        col = ranks[slot.col]
        moved.append(replace(slot, col=col, col_span=max(1, ranks[following[slot.col + slot.col_span]] - col)))
    return tuple(moved)


def _next_starts(starts: Sequence[int]) -> list[int]:
    """For every column the first at or behind it in which a cell begins."""
    following = [starts[-1]] * (starts[-1] + 1)
    for before, start in zip([-1, *starts], starts, strict=False):
        following[before + 1 : start + 1] = [start] * (start - before)
    return following
