"""The structure of a document: headings, paragraphs re-joined from hard wraps, bullets under their parents, cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import regex

from extractors.issue_dates import is_date_line
from extractors.lines import Line, read_lines
from extractors.memory import MAX_REMEMBERED
from extractors.text import DocumentText, Flat, Span, flatten
from extractors.wrapped_headings import ends_heading, is_heading_style
from schemas.document import CellSpan, TableCell


class Level(IntEnum):
    """Depth of a block; a block's parent is the nearest block before it with a smaller level."""

    ANNEX = 0
    PART = 1
    NUMBER = 2
    SUBNUMBER = 3
    LETTER = 4
    STAR = 5
    PARAGRAPH = 6
    DASH = 7
    PLUS = 8
    CELL = 9


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that belongs together, flattened; `marker` is the heading number or bullet it begins with."""

    level: Level
    flat: Flat
    marker: Span | None
    is_heading: bool
    parent: int | None
    cell: TableCell | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    level: Level
    end: int
    has_number: bool


_MARKS: tuple[tuple[Level, regex.Pattern[str], bool], ...] = (
    (
        Level.ANNEX,
        regex.compile(
            r"(?i:\**(?:phụ lục|phụ biểu))\b(?!\s*(?:kèm theo|báo cáo|này|trên|và))(?=\s*(?:[\dIVX]|$|\*|:|\.|\p{Lu}))"
        ),
        False,
    ),
    (
        Level.PART,
        regex.compile(
            r"\**((?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:(?i:thứ\s+(?:nhất|hai|ba|tư|bốn|năm|sáu))|[IVX]{1,5}|\d{1,2})\b[.:]?|[IVX]{1,5}\s?[./)\-:]-?(?=\s*(?:\**|<\w+>)\s*[\p{Lu}\d“\"])|[A-EĐ]\s?[.)](?=\s+\p{Lu}{2}))"
        ),
        True,
    ),
    (
        Level.SUBNUMBER,
        regex.compile(r"\**(\d{1,2}(?:\.\d{1,2}){1,3})\s?[.):]?(?=\s*(?:\**|<\w+>)\s*[\p{Lu}“\"])"),
        True,
    ),
    (
        Level.NUMBER,
        regex.compile(r"\**(\d{1,2}\s?[.)/:](?!\d)|(?:Điều|ĐIỀU)\s+\d{1,3}[.:])(?=\s*(?:\**|<\w+>)\s*[\p{L}“\"(])"),
        True,
    ),
    (Level.LETTER, regex.compile(r"\**([a-zđ]\s?[).])(?=\s)"), True),
    (Level.STAR, regex.compile(r"(?:\*(?!\*)\)?|[●■▪➢❖◆►➤])\s+"), False),
    (Level.DASH, regex.compile(r"[-–—•−]\s*(?=[^\s\d.,-])|[-–—•−]\s+"), False),
    (Level.PLUS, regex.compile(r"\+\s*|[oº○]\s+(?=\p{Lu})"), False),
)
# What a line with a mark begins with: most lines are none and need not be held against every mark.
_MAY_BE_MARK = regex.compile(r"[*\d\-–—•−+oº○●■▪➢❖◆►➤]|(?i:ph|ch|đi)|[IVXA-EĐ]{1,5}\s?[./)\-:]|[a-zđ]\s?[).]")
_FOOTNOTE = regex.compile(r"[\u00b9\u00b2\u00b3\u2074-\u2079]+\s|\[\d{1,2}\]\s")
_LONE_NUMBER = regex.compile(r"[-–\s]*(?i:trang\s*)?(\d{1,4})(?:\s?/\s?\d{1,4})?[-–\s]*")
_ENDED = regex.compile(r"(?r)[.;:!?…](?<!(?<!\p{L})(?i:tp|tx)[.])(?:[\"”)*]|</\w+>)*\s*$|\./\.\s*$")
_SENTENCE_ENDED = regex.compile(r"(?r)[.;](?:[\"”)*]|</\w+>)*\s*$")
_UNFINISHED_START = regex.compile(r"[\p{Ll}\d(%,;.)/]")
# A line of the letterhead, behind which a title is none of its words.
_OFFICE_LINE = regex.compile(
    r"\**(?:[UỦ][ỶY] BAN|UBND|HĐND|SỞ|(?:TỔNG |CHI )?CỤC|PHÒNG (?!CH)|BẢO HIỂM XÃ HỘI|BHXH|TRUNG TÂM|"
    r"CÔNG AN|BAN (?:QUẢN|CHỈ|CHẤP)|BC[ĐH]|HỢP TÁC XÃ|CÔNG TY|NGÂN HÀNG|CHI NHÁNH|THANH TRA|HỘI |VIỆN|"
    r"TÒA ÁN|KHO BẠC|TRƯỜNG|HẠT|TRẠM|BỆNH VIỆN)\b"
)
_PLACE_LINE = regex.compile(r"\**(?:XÃ|PHƯỜNG|THỊ TRẤN|HUYỆN|THỊ XÃ|THÀNH PHỐ|QUẬN|TỈNH|NHÂN DÂN|VÀ|KHU VỰC)\s")
_TITLE_LINE = regex.compile(r"\**(?:BIỂU|BẢNG|TỔNG HỢP|THỐNG KÊ|DANH SÁCH|BÁO CÁO)\b")
_TABLE_TITLE = regex.compile(r"(?:Bảng|Biểu|Phụ biểu|BẢNG|BIỂU|PHỤ BIỂU)\s+(?:số\s+|SỐ\s+)?\d{1,2}\s?[.:]")
_MAX_LETTERHEAD_BLOCKS = 6
_SYMBOL_LINE = regex.compile(r"(?i:số)\s*:")
# A line that ends with a stretch of time, behind which no number of a year is missing.
_STRETCH_END = regex.compile(r"(?i)\b(?:đầu|cuối|trong|cả|giữa) năm\s*$")
_PART_WORD = "word"
# The word for what a paper is stands on a line of its own, above its title.
_TYPE_LINE = regex.compile(r"[\s*#]*(?:BÁO CÁO|KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|THÔNG BÁO|TỜ TRÌNH|CHỈ THỊ)[\s*:]*")
_LETTERS = regex.compile(r"\p{L}")
# Lines longer than this are paragraphs on one line, not hard-wrapped.
_MAX_WRAP_WIDTH = 130
_MIN_WRAP_WIDTH = 40
# A line this full may go on in the next although that begins with a capital.
_FULL_LINE_SHARE = 0.72
_MAX_TITLE_LENGTH = 160
# A bullet with sub-bullets names them in a few words (Bảo hiểm xã hội tự nguyện: ...).
_MAX_BULLET_TITLE = 100
_HEAD_END = regex.compile(r"(?<=[\p{L})])[:.](?:\s|$)")
_TAG = regex.compile(r"</?\w+>")
_DIGIT = regex.compile(r"\d")


def read_blocks(whole: DocumentText, cells: Sequence[TableCell], spans: Sequence[CellSpan]) -> tuple[Block, ...]:
    """All blocks in reading order; every character that is not blank lies in one."""
    places = [Span(whole.offset_of(s.page, s.char_start), whole.offset_of(s.page, s.char_end)) for s in spans]
    lines = _lines_outside(read_lines(whole), sorted(places, key=lambda zone: zone.start))
    numbers = _find_page_numbers(lines)
    prose = _join_lines([line for line in lines if line not in numbers], whole)
    counts = [_build_block(None, [line], whole) for line in numbers]
    blocks = [block for block in (*prose, *counts, *_cell_blocks(whole, cells, spans, places)) if block.flat.text]
    apart = {block.flat.offsets[0] for block in counts if block.flat.text}
    return _link_parents(sorted(blocks, key=lambda block: block.flat.offsets[0]), apart)


def _find_page_numbers(lines: Sequence[Line]) -> set[Line]:
    """The first or last lines of pages that count the pages, so that a sentence goes on over them."""
    edges: list[tuple[Line, int]] = []
    page = 0
    for index, line in enumerate(lines):
        page += line.starts_page
        is_last = index + 1 == len(lines) or lines[index + 1].starts_page
        number = _LONE_NUMBER.fullmatch(line.text) if line.starts_page or is_last else None
        if number:
            edges.append((line, int(number[1]) - page))
    shifts = Counter(shift for _, shift in edges)
    return {line for line, shift in edges if page > 1 and (shift == 0 or shifts[shift] > 1)}


def _lines_outside(lines: Iterable[Line], zones: Sequence[Span]) -> list[Line]:
    """Lines, or the parts of lines, that lie in no cell."""
    kept: list[Line] = []
    position = 0
    for line in lines:
        while position < len(zones) and zones[position].end <= line.span.start:
            position += 1
        start, index = line.span.start, position
        while index < len(zones) and zones[index].start < line.span.end:
            _keep_part(kept, line, start, zones[index].start)
            start = max(start, zones[index].end)
            index += 1
        _keep_part(kept, line, start, line.span.end)
    return kept


def _keep_part(kept: list[Line], line: Line, start: int, end: int) -> None:
    text = line.text[start - line.span.start : max(start, end) - line.span.start]
    if text == line.text == text.strip():
        kept.append(line)
    elif text.strip():
        left = start + len(text) - len(text.lstrip())
        text = text.strip()
        kept.append(Line(Span(left, left + len(text)), text, line.blank_before, line.starts_page))


def _cell_blocks(
    whole: DocumentText, cells: Sequence[TableCell], spans: Sequence[CellSpan], places: Sequence[Span]
) -> list[Block]:
    parts: dict[tuple[str, int, int], list[Span]] = {}
    for s, place in zip(spans, places, strict=True):
        parts.setdefault((s.table_id, s.row, s.col), []).append(place)
    blocks = []
    for cell in cells:
        flat = flatten(whole.full, parts.get((cell.table_id, cell.row, cell.col), ()))
        if flat.text:
            blocks.append(Block(Level.CELL, flat, None, False, None, cell))
    return blocks


def _join_lines(lines: Sequence[Line], whole: DocumentText) -> list[Block]:
    width, gap = _wrap_width(lines), _usual_gap(lines)
    marks = [_read_mark(line.text, before) for before, line in zip((None, *lines), lines, strict=False)]
    styles = _heading_styles(lines, marks, width)
    groups: list[tuple[_Mark | None, list[Line]]] = []
    for line, mark in zip(lines, marks, strict=True):
        is_head = len(groups) <= _MAX_LETTERHEAD_BLOCKS and _ends_letterhead(groups, line)
        if (
            groups
            and mark is None
            and not is_head
            and _goes_on(groups[-1], line, width if line.blank_before <= gap else None, styles)
        ):
            groups[-1][1].append(line)
        else:
            groups.append((mark, [line]))
    return [_build_block(mark, group, whole) for mark, group in groups]


def _heading_styles(
    lines: Sequence[Line], marks: Sequence[_Mark | None], width: int | None
) -> Mapping[Level, bool | None]:
    """Of each kind of number whether the lines that bear it are headings; of texts that are not wrapped nothing."""
    if width is None:
        return {}
    pairs: dict[Level, list[tuple[str, str]]] = {}
    for index, mark in enumerate(marks[:-1]):
        if mark and mark.has_number and marks[index + 1] is None:
            pairs.setdefault(mark.level, []).append((lines[index].text, lines[index + 1].text))
    return {level: is_heading_style(found, _FULL_LINE_SHARE * width) for level, found in pairs.items()}


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width the text was wrapped at, or None where a paragraph stands on one line."""
    lengths = sorted(len(line.text) for line in lines)
    if not lengths or lengths[int(len(lengths) * 0.97)] > _MAX_WRAP_WIDTH:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    return width if width >= _MIN_WRAP_WIDTH else None


def _usual_gap(lines: Sequence[Line]) -> int:
    """Blank lines between most lines (0, but 1 in a text with a blank line after each)."""
    gaps = sorted(line.blank_before for line in lines)
    return gaps[(len(gaps) - 1) // 2] if gaps else 0


def _read_mark(text: str, before: Line | None) -> _Mark | None:
    if _FOOTNOTE.match(text) or (_LONE_NUMBER.fullmatch(text) and (before is None or _ENDED.search(before.text))):
        return _Mark(Level.PARAGRAPH, 0, has_number=False)
    if not _MAY_BE_MARK.match(text):
        return None
    for level, pattern, has_number in _MARKS:
        match = pattern.match(text)
        if level is Level.STAR and match and is_date_line(text[match.end() :]):
            return None
        if match and not (has_number and before and _is_wrapped_number(level, match[0], before)):
            return _Mark(level, match.end(), has_number)
    return None


def _is_wrapped_number(level: Level, mark: str, before: Line) -> bool:
    """Whether a number that begins a line ends a sentence begun above ('đến năm / 2. ...' is rare, 'ngày / 5.' not)."""
    words = before.text.split()
    if _is_title(before.text) or _STRETCH_END.search(before.text):
        return False
    return level in (Level.NUMBER, Level.PART) and words[-1].casefold() in (
        "ngày",
        "tháng",
        "năm",
        "số",
        "điều",
        "khoản",
        "và",
        "từ",
        "đến",
    )


def _ends_letterhead(groups: Sequence[tuple[_Mark | None, list[Line]]], line: Line) -> bool:
    """Whether a line below an office is a title of its own, not the rest of its name."""
    if not groups or groups[-1][0] is not None:
        return False
    is_office = _OFFICE_LINE.match(groups[-1][1][0].text) is not None and not _PLACE_LINE.match(line.text)
    return is_office or _TITLE_LINE.match(line.text) is not None


def _goes_on(
    group: tuple[_Mark | None, list[Line]], line: Line, width: int | None, styles: Mapping[Level, bool | None]
) -> bool:
    """Whether a line without a mark goes on with the block before."""
    mark, lines = group
    last = lines[-1].text
    if mark and len(lines) == 1 and _is_bare_part(mark, last):
        return len(line.text) <= _MAX_TITLE_LENGTH and not _SENTENCE_ENDED.search(line.text)
    is_other = _is_title(last) != _is_title(line.text) or bool(_SYMBOL_LINE.match(last))
    if is_other or _TABLE_TITLE.match(line.text) or _TYPE_LINE.fullmatch(line.text):
        return False
    ended = bool(_ENDED.search(last))
    starts_low = bool(_UNFINISHED_START.match(line.text.lstrip('*(“"')))
    is_full = width is not None and len(last) >= _FULL_LINE_SHARE * width
    if mark and mark.level is Level.ANNEX and len(lines) == 1:
        return False
    if is_full and not ended and mark and mark.has_number and ends_heading(lines, line.text, styles.get(mark.level)):
        return False
    if not ended:
        return starts_low or is_full or (_is_title(last) and line.blank_before == lines[-1].blank_before)
    return starts_low and is_full


def _is_bare_part(mark: _Mark, text: str) -> bool:
    """Whether a line is no more than the number of a part, whose title is the next line (Phần thứ hai)."""
    return mark.level is Level.PART and mark.end == len(text.rstrip(" *:."))


@lru_cache(maxsize=MAX_REMEMBERED)
def _is_title(text: str) -> bool:
    letters = _LETTERS.findall(text)
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _build_block(mark: _Mark | None, lines: Sequence[Line], whole: DocumentText) -> Block:
    flat = flatten(whole.full, [line.span for line in lines])
    level = mark.level if mark else Level.PARAGRAPH
    start = lines[0].span.start
    marker = Span(start, start + mark.end) if mark and mark.end else None
    names_section = len(flat.text) <= _MAX_TITLE_LENGTH and not _SENTENCE_ENDED.search(flat.text)
    is_heading = (
        level < Level.STAR or (level is Level.STAR and names_section) or (mark is None and _is_title(flat.text))
    )
    return Block(level, flat, marker, is_heading, None)


def _link_parents(blocks: Sequence[Block], apart: Set[int]) -> tuple[Block, ...]:
    """Blocks with their parents; those that begin at the places `apart`, page numbers, end no list they stand in."""
    linked: list[Block] = []
    stack: list[tuple[int, Level]] = []
    ranks = _rank_parts(blocks)
    for index, block in enumerate(blocks):
        if block.flat.offsets[0] in apart:
            linked.append(block)
            continue
        if block.cell is None and linked and linked[-1].cell is not None:
            # A line above a table introduces the table, not the bullets behind it.
            stack = [(place, level) for place, level in stack if level < Level.PARAGRAPH]
        while stack and not _is_parent(linked[stack[-1][0]], block, ranks):
            stack.pop()
        parent = stack[-1][0] if stack else None
        linked.append(Block(block.level, block.flat, block.marker, block.is_heading, parent, block.cell))
        if block.cell is None:
            stack.append((index, block.level))
    return tuple(linked)


def _rank_parts(blocks: Sequence[Block]) -> dict[str, int]:
    """The kinds of numbers that parts bear, outer first: 'Phần' before all, of A. and I. the one that comes first."""
    kinds = dict.fromkeys(_part_kind(block) for block in blocks if block.level is Level.PART)
    return {kind: 0 if kind == _PART_WORD else place for place, kind in enumerate(kinds, start=1)}


def _part_kind(block: Block) -> str:
    """How a part is numbered: by the word, a letter or a Roman number. I, V and X stand for numbers."""
    text = block.flat.text.lstrip("*")
    return _PART_WORD if text[:2].casefold() in ("ph", "ch") else "roman" if text[:1] in "IVX" else "letter"


def _is_parent(candidate: Block, block: Block, ranks: Mapping[str, int]) -> bool:
    """A smaller level; a paragraph is a parent of bullets only where it introduces them with a colon."""
    if candidate.level is block.level is Level.PART:
        return ranks[_part_kind(candidate)] < ranks[_part_kind(block)]
    if candidate.level >= block.level:
        return False
    if candidate.level in (Level.PARAGRAPH, Level.DASH) and not block.cell:
        return candidate.flat.text.rstrip(" *").endswith(":") or candidate.level is Level.DASH
    return True


def section_path(blocks: Sequence[Block], index: int) -> str | None:
    """The headings above a block, joined with ' > '; None where there are none."""
    titles: list[str] = []
    parent = blocks[index].parent
    while parent is not None:
        block = blocks[parent]
        title = _title(block) if block.is_heading or block.level in (Level.STAR, Level.DASH) else None
        if title:
            titles.append(title)
        parent = block.parent
    return " > ".join(reversed(titles)) or None


def _title(block: Block) -> str | None:
    """The heading without the text that runs on behind it; of a bullet what it names, None where it states figures."""
    return _title_of(block.flat.text, block.is_heading)


@lru_cache(maxsize=MAX_REMEMBERED)
def _title_of(words: str, is_heading: bool) -> str | None:
    text = _TAG.sub("", words)
    is_long = len(text) > _MAX_TITLE_LENGTH
    if is_long or not is_heading:
        head = _HEAD_END.split(text, maxsplit=1)[0]
        if not is_heading and (len(head) > _MAX_BULLET_TITLE or _DIGIT.search(head)):
            return None
        is_whole = is_heading and len(head) > _MAX_TITLE_LENGTH
        text = text[:_MAX_TITLE_LENGTH].rsplit(" ", 1)[0] + "…" if is_whole else head
    return text.strip(" :.-+*") or None
