"""A made-up document: sections of printed slots, with the claims that bind the numbers in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TypeAlias


class SlotKind(Enum):
    """What is printed in a slot."""

    NUMBER = "number"
    STATUS = "status"
    DIRECTION = "direction"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Slot:
    """A printed number or word; `unit` is what the number is rounded to, None where it is exact."""

    key: int
    text: str
    kind: SlotKind = SlotKind.NUMBER
    unit: Fraction | None = None


Piece: TypeAlias = "str | Slot"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of pieces; one that `can_go` is a part or a row that may be left out by mistake."""

    pieces: tuple[Piece, ...]
    can_go: bool = False

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots in it."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))


class ClaimKind(Enum):
    """How the numbers of a claim hang together; the first key is what follows from the others."""

    SUM = "sum"
    SHARE = "share"
    GROWTH = "growth"
    CHANGE = "change"
    PRODUCT = "product"
    WITHIN = "within"
    RUNNING = "running"
    RANKS = "ranks"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Claim:
    """SUM: first = the others with their signs. SHARE: first = scale * sum(others but the last) / last.

    GROWTH: first = 100 * (second - third) / third in the direction of the fourth, where there is one. CHANGE: the same
    without per cent. PRODUCT: first = scale * second * third. WITHIN: first <= second. RANKS: rank, value, rank, value,
    ... the largest first. STATUS: word, result, target.
    """

    kind: ClaimKind
    keys: tuple[int, ...]
    signs: tuple[int, ...] = ()
    scale: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph or a table with its title; `columns` says which slots stand below each other, row by row."""

    chunks: tuple[Chunk, ...]
    claims: tuple[Claim, ...]
    is_table: bool = False
    columns: tuple[tuple[int, ...], ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()
    """Slots a tired writer exchanges: numerator and denominator, this year and last."""

    @property
    def slots(self) -> dict[int, Slot]:
        """Every slot by its key."""
        return {slot.key: slot for chunk in self.chunks for slot in chunk.slots}


@dataclass(frozen=True, slots=True)
class Plant:
    """What was typed wrong: the slots that changed, or the chunk left out."""

    operator: str
    changed: Mapping[int, str] = field(default_factory=dict)
    dropped: int | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A text with where each slot stands in it."""

    text: str
    places: Mapping[int, tuple[int, int]]


def print_document(head: str, sections: tuple[Section, ...], plants: Mapping[int, Plant]) -> Printed:
    """The document as text, each section with its plant, if any."""
    parts = [head]
    length = len(head)
    places: dict[int, tuple[int, int]] = {}
    for number, section in enumerate(sections):
        for piece in (*_pieces(section, plants.get(number)), "\n\n" if section.is_table else "\n"):
            text = piece if isinstance(piece, str) else piece.text
            if isinstance(piece, Slot):
                places[piece.key] = (length, length + len(text))
            parts.append(text)
            length += len(text)
    return Printed("".join(parts), places)


def _pieces(section: Section, plant: Plant | None) -> Iterator[Piece]:
    for index, chunk in enumerate(section.chunks):
        if plant is not None and plant.dropped == index:
            continue
        for piece in chunk.pieces:
            if plant is not None and isinstance(piece, Slot) and piece.key in plant.changed:
                yield Slot(piece.key, plant.changed[piece.key], piece.kind, piece.unit)
            else:
                yield piece
