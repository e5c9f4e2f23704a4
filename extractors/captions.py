"""What a table is about, in a few words: its title, or the heading it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from extractors.label_words import count_telling, put_before, put_below, shares_words
from extractors.layout import Block, Level, section_path
from extractors.memory import MAX_REMEMBERED
from extractors.own_labels import strip_words
from extractors.rules_compiled import CompiledRules
from extractors.stops import LIST_END

# How far above a table its caption stands, in blocks.
_CAPTION_BLOCKS = 5
_MAX_CAPTION = 120
_FIGURE = regex.compile(r"\d[\d.,]*\s?%|\d{2,}[.,]\d")
_BRACKETS = regex.compile(
    r"(?i)\s*\((?:kèm|ban hành|đơn vị|đvt|số liệu|báo cáo|từ|(?:có |tính )?đến|(?:tại )?thời điểm|lũy kế)\b[^()]*\)"
)
# A numbered paragraph that states figures is no heading of what stands below it.
_STATES_FIGURE = regex.compile(r"(?<!(?:án|số|quyết|mức|độ|lần)\s)(?<![\d/.])\d[\d.,]*\s?(?:%|(?!tháng|năm)\p{Ll}{2,})")
# A numbered line that goes on in figures (Tổng số lượt khám là).
_LEADS_ON = (" là", " gồm", " có")
_COLUMN_NAMES = regex.compile(r"(?:STT|TT)\s")
_NUMBER = regex.compile(r"(?<!\S)\d")
# A line that says where, not what (- Huyện Châu Thành A, tỉnh Hậu Giang).
_PLACE_ONLY = regex.compile(
    r"(?:\W*(?i:xã|phường|thị trấn|huyện|thị xã|thành phố|quận|tỉnh)(?:\s\p{Lu}[\p{L}'’]*)+(?:\s\d+)?\W*)+"
)
_ANNEX = regex.compile(r"(?i)\s*(?:phụ lục|phụ biểu|biểu|bảng)\s+(?:số\s*)?[\dIVX]+[a-z]?\s*[.:–-]?\s*")
_TAG = regex.compile(r"</?\w+>")
# A heading that says only of which level all below it is (3.1. Tại UBND huyện; 2. Cấp xã).
_WHOSE = regex.compile(
    r"(?i)(?:(?:tại|ở|của|đối với|về|kết quả (?:tại|ở|của))\s)?(?:các\s)?(?:UBND|HĐND|cấp|tuyến|khối)\s(?:các\s)?"
    r"(?:tỉnh|huyện|quận|xã|phường|thị trấn|thành phố|thị xã|cơ sở|trung ương)"
    r"(?:,? (?:và )?(?:phường|thị trấn|xã|đặc khu))*"
)
_LEADS_TO = regex.compile(r"(?i)(?:tại|ở|của|đối với)\s")
# What any heading may begin with, so that it tells no more than the rest of it (Công tác tuyển quân).
_ANY_LEAD = regex.compile(r"(?i)(?:(?:về|công tác|lĩnh vực|tình hình|kết quả|hoạt động|đối với)\s+)+")


def read_captions(blocks: Sequence[Block], rules: CompiledRules) -> dict[str, str]:
    """The caption of each table that has one: the nearest line above it that names something, else its heading."""
    captions: dict[str, str] = {}
    for index, block in enumerate(blocks):
        if block.cell is not None and block.cell.table_id not in captions:
            captions[block.cell.table_id] = _find_caption(blocks, index, rules)
    return captions


def _find_caption(blocks: Sequence[Block], first: int, rules: CompiledRules) -> str:
    for index in range(first - 1, max(-1, first - 1 - _CAPTION_BLOCKS), -1):
        if blocks[index].cell is not None:
            return ""
        text = _joined(blocks, index)
        unit = rules.cues["TABLE_UNIT"].search(text)
        text = text[: unit.start()].rstrip(" (") if unit else text
        if not text or _PLACE_ONLY.fullmatch(text):
            continue
        leads = text.endswith(":")
        is_sentence = text.endswith((".", ";")) or _FIGURE.search(text) is not None
        caption = clean_caption(LIST_END.split(text)[-1].strip() if leads else text, rules)
        if caption and (leads or not is_sentence):
            return _complete(caption, _first_words(text, rules), blocks, index, rules)
        if _ANNEX.match(text):  # what stands above belongs to another sheet or annex
            return _clean(_ANNEX.sub("", text), rules)
        if not leads and blocks[index].is_heading:  # it says too little itself: those above it, not what ends there
            return find_heading(blocks, index, rules)
        if is_sentence or leads:  # a table behind bullets is none of theirs
            return _heading_above(blocks, index, rules) if blocks[index].level < Level.DASH else ""
    return ""


def _joined(blocks: Sequence[Block], index: int) -> str:
    """A line above a table with the one it goes on from: 'Kết quả xếp hạng của UBND các' / 'xã, thị trấn'."""
    text = _TAG.sub("", blocks[index].flat.text).strip(" *")
    before = blocks[index - 1] if index and text[:1].islower() else None
    if before is None or before.cell is not None or before.flat.text.rstrip(" *").endswith((".", ";", ":", ")")):
        return text
    whole = f"{_TAG.sub('', before.flat.text).strip(' *')} {text}"
    return whole if len(whole) <= 2 * _MAX_CAPTION else text


def _first_words(text: str, rules: CompiledRules) -> str:
    """What the paragraph above a table states first, if its last sentence leads to the table (Tổng dư nợ 612 ...)."""
    sentence = LIST_END.search(text)
    number = _NUMBER.search(text)
    if sentence is None or number is None or number.start() > sentence.start():
        return ""
    return strip_words(text[: number.start()], rules)


def _complete(caption: str, first_words: str, blocks: Sequence[Block], index: int, rules: CompiledRules) -> str:
    """The caption with what it parts where it only says by what (theo lĩnh vực): the figure before, or the heading."""
    is_part = rules.cues["CAPTION_PART"].match(caption) is not None
    heading = (first_words or _heading_above(blocks, index, rules)) if is_part else ""
    whole = put_before(heading, caption)
    return whole if len(whole) <= _MAX_CAPTION else caption


def _heading_above(blocks: Sequence[Block], index: int, rules: CompiledRules) -> str:
    """The nearest heading above a paragraph that is none itself."""
    return next(iter(_titles(section_path(blocks, index) or "", rules)), "")


@lru_cache(maxsize=MAX_REMEMBERED)
def _titles(path: str, rules: CompiledRules) -> tuple[str, ...]:
    """The headings of a path without their numbers, nearest first."""
    titles = (_clean(title, rules) for title in reversed(path.split(" > ")))
    return tuple(t for t in titles if t and not t.endswith(_LEADS_ON) and not _STATES_FIGURE.search(t))


def clean_caption(text: str, rules: CompiledRules) -> str:
    """A line without its number and what says that a table follows; empty where it names nothing or too much."""
    words = _clean(text, rules)
    return words if count_telling(words, rules) else ""


def _clean(text: str, rules: CompiledRules) -> str:
    words = _BRACKETS.sub("", rules.cues["CAPTION_LEAD"].sub("", text))
    words = rules.cues["CAPTION_TAIL"].sub("", words).strip(" :.,;*-–")
    return "" if len(words) > _MAX_CAPTION or _COLUMN_NAMES.match(words) else words


def find_heading(blocks: Sequence[Block], index: int, rules: CompiledRules) -> str:
    """The nearest heading above a block that names something no other report has, without its number."""
    return _naming_title(section_path(blocks, index) or "", rules)


@lru_cache(maxsize=MAX_REMEMBERED)
def _naming_title(path: str, rules: CompiledRules) -> str:
    whose = ""
    for title in _titles(path, rules):
        if _WHOSE.fullmatch(title):
            whose = whose or title
        elif count_telling(title, rules) and not rules.cue_wholes["ANY_SECTION"].fullmatch(title):
            whole = f"{title} {whose[0].lower()}{whose[1:]}" if _LEADS_TO.match(whose) else f"{title} – {whose}"
            return whole if whose and len(whole) <= _MAX_CAPTION else title
    return whose


def put_under_heading(label: str, blocks: Sequence[Block], index: int, rules: CompiledRules) -> str:
    """The words of a figure below the nearest heading that says what its section is about, where they do not."""
    title = find_heading(blocks, index, rules)
    is_said = not label or shares_words(_without_lead(title), label) or shares_words(label, title)
    return label if is_said else put_below(title, label)


@lru_cache(maxsize=MAX_REMEMBERED)
def _without_lead(title: str) -> str:
    return _ANY_LEAD.sub("", title)
