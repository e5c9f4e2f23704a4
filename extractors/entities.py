"""Whose figures they are: a school, an office, a village or a sector, as printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.items import FigureBlock, Item
from extractors.layout import Block
from extractors.places import is_aside
from extractors.rules_compiled import CompiledRules
from extractors.text import last_end

_SENTENCE_END = regex.compile(r"[.!?](?=\s+[\p{Lu}\-+*(]|$)|;(?=\s)")
_SUBJECT_LEAD = regex.compile(
    r"(?:^|[.;:,(]|\b(?:tại|ở|của|trong đó|riêng|gồm)\b)\s*(?:[-+*•–]\s*)?$", regex.IGNORECASE
)
_TAIL_LEAD = regex.compile(r"[^,;.:()]{0,50}?\b(?:tại|ở|của)\s+|\s*\(\s*", regex.IGNORECASE)
_AMONG = regex.compile(r"\s*(?:,|và|cùng|phối hợp)\s+(?=\p{Lu})", regex.IGNORECASE)
_BARE_NAME = regex.compile(r"\p{Lu}[\p{L}'’-]*(?:\s(?:\p{Lu}[\p{L}'’-]*|\d{1,2}))*")
_REACH = 400


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as printed and what it is."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    entity: Entity


class EntityReader:
    """Entities of the figures of one document."""

    def __init__(self, blocks: Sequence[Block], rules: CompiledRules, *, is_of_pupils: bool = False) -> None:
        """`is_of_pupils`: 'khối 6' is a grade of a school, no quarter of a town."""
        self._is_of_pupils = is_of_pupils
        self._blocks = blocks
        self._rules = rules
        self._found: dict[int, tuple[_Found, ...]] = {}
        self._above: dict[int | None, Entity | None] = {None: None}

    def of_figure(self, block: FigureBlock, item: Item) -> Entity | None:
        """The entity behind a figure ('... tại Bệnh viện'), else the subject before it, else that of lines above."""
        text = block.text
        found = tuple(_cut(f, block) for f in self._entities(block.index))
        if found:
            following = block.neighbour(item, 1)
            end = following.start if following else len(text)
            behind = next((f for f in found if item.unit_end <= f.start < end), None)
            if behind and _TAIL_LEAD.fullmatch(text, item.unit_end, behind.start):
                return behind.entity
            floor = max(0, item.start - _REACH)
            start = last_end(_SENTENCE_END, text, floor, item.start)
            before = [f for f in found if start <= f.start and f.end <= item.start and self._is_subject(text, f, start)]
            before = [f for f in before if not self._belongs_before(block, f, item)]
            before = [f for f in before if not is_aside(text, f.start, item.start) and not _AMONG.match(text, f.end)]
            if before:
                return before[-1].entity
            if found[0].entity.kind == "sector" and found[0].end <= item.start:
                return found[0].entity
        return self._inherited(block.block.parent)

    @staticmethod
    def _is_subject(text: str, found: _Found, start: int) -> bool:
        return bool(_SUBJECT_LEAD.search(text[start : found.start])) or not text[start : found.start].strip(" -+*•–")

    @staticmethod
    def _belongs_before(block: FigureBlock, found: _Found, item: Item) -> bool:
        """Whether a name before a figure was said of the figure before that."""
        previous = block.neighbour(item, -1)
        while previous is not None and previous.start > found.start:
            previous = block.neighbour(previous, -1)
        return previous is not None and bool(_TAIL_LEAD.fullmatch(block.text, previous.unit_end, found.start))

    def _entities(self, index: int) -> tuple[_Found, ...]:
        if index not in self._found:
            self._found[index] = tuple(self._read(self._blocks[index].flat.text))
        return self._found[index]

    def _read(self, text: str) -> list[_Found]:
        found = [
            _Found(match.start(), match.end(), Entity(match[0].strip(), rule.kind))
            for rule in self._rules.entities
            if rule.prose is not None
            for match in rule.prose.finditer(text)
            if not self._is_grade(match[0], text, match.end())
        ]
        kept: list[_Found] = []
        for one in sorted(found, key=lambda f: (f.start, -f.end)):
            if not kept or kept[-1].end <= one.start:
                kept.append(one)
        return kept

    def _is_grade(self, name: str, text: str, end: int) -> bool:
        """Whether 'khối 6' is a grade: in what a school reports, or where pupils are counted behind it."""
        is_numbered = self._rules.cue_wholes["GRADE"].fullmatch(name) is not None
        return is_numbered and (self._is_of_pupils or self._rules.cues["OF_PUPILS"].match(text, end) is not None)

    def _inherited(self, parent: int | None) -> Entity | None:
        """The entity of a heading or of a line that introduces with a colon, where that begins with its name."""
        if parent not in self._above:
            assert parent is not None
            block = self._blocks[parent]
            text = block.flat.text
            leads = block.is_heading or text.rstrip(" *").endswith(":")
            found = self._entities(parent) if leads else ()
            if len(found) == 1 and self._is_heading_of(block, found[0]):
                self._above[parent] = found[0].entity
            else:
                self._above[parent] = self._inherited(block.parent)
        return self._above[parent]

    @staticmethod
    def _is_heading_of(block: Block, found: _Found) -> bool:
        """Whether little else than the name stands in the line."""
        rest = len(block.flat.text) - (found.end - found.start)
        return rest <= len("Kết quả thực hiện tại : 10.10.")


def _cut(found: _Found, block: FigureBlock) -> _Found:
    """The name without a figure that stands behind it: 'bản Sái 9' of 'bản Sái 9 hộ' is bản Sái."""
    end = next((item.start for item in block.items if found.start < item.start < found.end), found.end)
    name = found.entity.name[: end - found.start].strip() if end < found.end else found.entity.name
    return replace(found, end=end, entity=replace(found.entity, name=name))


def entity_of_row(name: str, rules: CompiledRules, header: str = "") -> Entity | None:
    """The entity a table's row is named after; a bare name is what the header above it says (Thôn: Na Hối).

    A project is none, though it may begin as one does (Trường THCS Tân Phước, to be built), nor is an indicator (Trường
    đạt chuẩn quốc gia).
    """
    if header and rules.cues["PROJECT_COLUMN"].match(header):
        return None
    own = name.rsplit(": ", 1)[-1].strip()
    if rules.cues["ROW_PREDICATE"].search(own):
        return None
    kind = next((rule.kind for rule in rules.entities if rule.row.match(own)), None)
    if kind is None and header and _BARE_NAME.fullmatch(own):
        kind = next((rule.kind for rule in rules.entities if rule.header and rule.header.match(header)), None)
    return Entity(name, kind) if kind else None
