"""Whose figures they are: a school, an office, a village or a sector, as printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.items import FigureBlock, Item
from extractors.layout import Block
from extractors.places import is_aside
from extractors.rules_compiled import PERCENT, CompiledRules
from extractors.stops import SENTENCE_STOP
from extractors.text import last_end

_SENTENCE_END = regex.compile(r"[.!?](?=\s+[\p{Lu}\-+*(]|$)|;(?=\s)")
_SUBJECT_LEAD = regex.compile(
    r"(?:^|[.;:,(]|\b(?:tại|ở|của|trong đó|riêng|gồm)\b)\s*(?:[-+*•–]\s*)?$", regex.IGNORECASE
)
_TAIL_LEAD = regex.compile(r"[^,;.:()]{0,50}?\b(?:tại|ở|của)\s+|\s*\(\s*", regex.IGNORECASE)
_AMONG = regex.compile(r"\s*(?:,|và|cùng|phối hợp)\s+(?=\p{Lu})", regex.IGNORECASE)
_BARE_NAME = regex.compile(r"\p{Lu}[\p{L}'’-]*(?:\s(?:\p{Lu}[\p{L}'’-]*|\d{1,2}))*")
_REACH = 400
_JOINT = regex.compile(r",\s|,?\s(?:và|cùng)\s")
_SENTENCE_REACH = 700
# What may stand before the subject of a sentence: bullets, numbers of paragraphs, a time.
_BEGINS = regex.compile(r"[\s\d.)+*•–-]*(?:(?:Trong|Năm|Từ|Đến|Qua)\s[^,;.:]{2,40},\s)?")
# What an item begins with (b) Trạm Y tế xã khám ...).
_ITEM_MARK = regex.compile(r"[\s+*•–-]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]+)\s?[.)])?[\s+*•–-]*")
# Who directs others does not do what they do: 'Ban Thường vụ chỉ đạo cơ sở đăng ký ...'.
_DIRECTS = regex.compile(
    r"(?i)\s+(?:(?:đã|luôn|thường xuyên|tiếp tục|kịp thời|tập trung)\s+)*(?:lãnh đạo,?\s+)?"
    r"(?:chỉ đạo|hướng dẫn|yêu cầu|đề nghị|đôn đốc)\s+(?:\p{L}+\s+)?(?:các|cơ sở|UBND|toàn|những|mỗi)\b"
)
_LISTED_BEFORE, _LISTED_BEHIND = regex.compile(r"(?r)(?:,|\bvà)\s*$"), regex.compile(r"\s*(?:,|và\b)")
_SPACE = regex.compile(r"\s*")
# A clause with a subject of its own.
_OTHER_SUBJECT = regex.compile(
    r"(?:\p{Lu}|(?:các|những|hệ thống|toàn|cả|cấp|tổng|tỷ lệ|tỉ lệ|số|hộ|nhân dân|người|học sinh"
    r"|xã|phường|thị trấn|huyện|tỉnh|thôn|bản"
    r"|doanh nghiệp|trường|lực lượng|riêng|mỗi|từng|trên địa bàn|tại|ở)(?!\p{L}))"
)


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
            subject = self._subject_kept(block, found, item, start)
            if subject:
                return subject
            if found[0].entity.kind == "sector" and found[0].end <= item.start:
                return found[0].entity
        return self._inherited(block.block.parent)

    def _subject_kept(self, block: FigureBlock, found: Sequence[_Found], item: Item, clause: int) -> Entity | None:
        """The subject that a sentence begins with, where a later clause of it goes on without one of its own.

        'Công an huyện đã kiểm tra 12 chốt; tạm giữ 407 phương tiện': the second clause begins with what was done.
        """
        text = block.text
        if not text[:clause].rstrip().endswith(";") or not self._goes_on(text, clause, item):
            return None
        begin = last_end(SENTENCE_STOP, text, max(0, item.start - _SENTENCE_REACH), item.start)
        first = next((f for f in found if begin <= f.start), None)
        if first is None or first.end > clause or not _BEGINS.fullmatch(text, begin, first.start):
            return None
        between = any(first.end <= f.start < item.start and self._opens_clause(text, f.start) for f in found)
        return None if between or _AMONG.match(text, first.end) else first.entity

    def _goes_on(self, text: str, clause: int, item: Item) -> bool:
        """Whether a clause begins with what was done or with its figure, and names nobody before."""
        opening = _SPACE.match(text, clause)
        at = opening.end() if opening else clause
        if at == item.start:
            return item.symbol != PERCENT
        return not _OTHER_SUBJECT.match(text, at)

    @staticmethod
    def _opens_clause(text: str, start: int) -> bool:
        return text[:start].rstrip()[-1:] == ";"

    @staticmethod
    def _is_subject(text: str, found: _Found, start: int) -> bool:
        lead = text[start : found.start]
        if _DIRECTS.match(text, found.end):
            return False
        return bool(_SUBJECT_LEAD.search(lead)) or _ITEM_MARK.fullmatch(lead) is not None

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
        return _join(text, kept)

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
        """Whether little else than the name stands in the line, and no other beside it (Công tác Đoàn, Công đoàn)."""
        text = block.flat.text
        rest = len(text) - (found.end - found.start)
        if _LISTED_BEFORE.search(text, 0, found.start) or _LISTED_BEHIND.match(text, found.end):
            return False
        return rest <= len("Kết quả thực hiện tại : 10.10.")


def _join(text: str, found: Sequence[_Found]) -> list[_Found]:
    """Names of one kind that are named together are one: bản Hua Puông và tổ dân phố 7."""
    joined: list[_Found] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and last.entity.kind == one.entity.kind != "sector" and _JOINT.fullmatch(text, last.end, one.start):
            name = text[last.start : one.end].strip()
            joined[-1] = _Found(last.start, one.end, replace(last.entity, name=name))
        else:
            joined.append(one)
    return joined


def _cut(found: _Found, block: FigureBlock) -> _Found:
    """The name without a figure that stands behind it: 'bản Sái 9' of 'bản Sái 9 hộ' is bản Sái."""
    end = next((item.start for item in block.items if found.start < item.start < found.end), found.end)
    name = found.entity.name[: end - found.start].strip() if end < found.end else found.entity.name
    return replace(found, end=end, entity=replace(found.entity, name=name))


def sector_of_row(name: str, rules: CompiledRules, header: str) -> Entity | None:
    """The sector that a row is named after below a header that says so (Lĩnh vực: Đất đai)."""
    is_sector = rules.cues["SECTOR_COLUMN"].match(header) is not None
    return Entity(name, "sector") if is_sector and name[:1].isalpha() else None


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
