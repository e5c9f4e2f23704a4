"""The title of a document: the lines below its type, up to where its body begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import regex

from extractors.layout import Block, Level
from extractors.periods import find_periods
from extractors.rules_compiled import CompiledRules

_DATE = regex.compile(r",\s*ngày\s*(?:\d{1,2})?[\s….…_]*tháng\s")
_RULE = regex.compile(r"[-_–—*\s]+")
_RULE_BEHIND = regex.compile(r"\s[-_–—*]{2,}\s*$")
_FIGURE = regex.compile(r"\d\s?(?:%|\p{Ll}{2,})")
_SUBJECT = regex.compile(r"(?i)v/v:?\s+(.*)")
# The first sentence of the body, run on behind the title where lines were lost.
_BODY_BEHIND = regex.compile(
    r"\s(?:Thực hiện|Căn cứ|Theo)\s(?:Văn bản|Công văn|Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Thông báo|Luật)\b"
    r".{0,40}?\b(?:số|ngày)\s.*$"
)
# What stands below a title in brackets: before whom it is read, or of when its figures are.
_ABOUT_THE_PAPER = regex.compile(
    r"(?i)\s*\(\s*(?:trình|(?:kèm|ban hành kèm) theo|dùng cho|tài liệu|"
    r"số liệu|thời (?:điểm|gian|kỳ)|kỳ báo cáo|(?:tính\s+)?từ (?=ngày|tháng|\d))\b[^()]*\)"
)
_TYPE_OF_SHEET = regex.compile(r"^BÁO CÁO\s+")
_ENDS = (".", ":", ";")
_MAX_TITLE_LINES = 3
MIN_TITLE_WORDS = 3
"""A shorter line is no title by itself."""
_MAX_BLOCKS = 4
_MAX_LENGTH = 400
_MAX_SUBJECT_LINES = 15
# A shorter line that ends with a stop may be the end of a title.
_MIN_SENTENCE = 30
_SAYS = regex.compile(r"\b(?:đã|có|được|đạt|là)\s")
# A line that ends so is not whole: the next one goes on with it, whatever letter it begins with.
_GOES_ON = regex.compile(
    r"(?i)(?:[,–-]|\b(?:và|của|về|tại|cho|với|theo|từ|đến|các|số|năm|trên|trong|địa bàn|nhiệm vụ|huyện|tỉnh|xã"
    r"|phường|thị trấn|thị xã|thành phố|quận|ngày|tháng|quý|ủy ban|nghị quyết|quyết định|chỉ thị|kế hoạch))\s*$"
)
# The number of a sheet or a table below the title (Biểu 01: ..., Phụ lục II).
_SHEET_NUMBER = regex.compile(r"(?i)[\s*#(]*(?:phụ lục|phụ biểu|biểu|bảng)\s+(?:số\s*)?[\dIVX]+\s*(?:[.:)–-]|$)")


def read_title(
    blocks: Sequence[Block], texts: Sequence[str], word: str, lines: Sequence[str], rules: CompiledRules
) -> str | None:
    """The words from the type word, with which the first text begins, to the body, without the type word.

    `lines` are the printed lines: without a blank line between them title and body are one text.
    """
    parts: list[str] = []
    printed = _lines_of(texts[0], lines)
    kept = _cut_body(printed, rules)
    first = " ".join(kept)[len(word) :].strip(" *:")
    if first:
        parts.append(first)
    if len(kept) < len(printed):
        return _without_body(first)
    for block, text in list(zip(blocks, texts, strict=False))[1 : 1 + _MAX_BLOCKS]:
        if _ends_title(text, parts, rules) or (parts and block.level is not Level.PARAGRAPH):
            break
        printed = _lines_of(text, lines)
        kept = _cut_body(printed, rules)
        parts.append(" ".join(kept).strip(" *"))
        if len(kept) < len(printed):
            break
    return _without_body(" ".join(part for part in parts if part))


def _without_body(title: str) -> str | None:
    """A title without a rule, or the first sentence of the body, behind it."""
    return _BODY_BEHIND.sub("", _RULE_BEHIND.sub("", title)) or None


def without_notes(title: str) -> str:
    """A title without what brackets say of the paper."""
    return _ABOUT_THE_PAPER.sub("", title).strip()


def read_subject(texts: Sequence[str]) -> str | None:
    """The subject of an official letter (V/v ...)."""
    found = (_SUBJECT.match(text) for text in texts[:_MAX_SUBJECT_LINES])
    return next((match[1].strip() for match in found if match), None)


def read_sheet_title(lines: Sequence[str], rules: CompiledRules) -> str | None:
    """The title of a sheet or a list: its line in capitals, with those in capitals that follow."""
    for index, text in enumerate(lines):
        if rules.cues["TITLE_OF_SHEET"].match(text):
            found = takewhile(str.isupper, lines[index : index + _MAX_TITLE_LINES])
            return _TYPE_OF_SHEET.sub("", " ".join(line.strip(" *") for line in found)) or None
    return None


def read_first_title(blocks: Sequence[Block], rules: CompiledRules) -> str | None:
    """Of a sheet without any word for its kind: the first line above its table that is no office, place or unit."""
    above = takewhile(lambda block: block.cell is None, blocks)
    texts = (block.flat.text.strip(" *#") for block in above)
    known = ("OFFICE", "MOTTO", "TABLE_UNIT", "PART_OF_OFFICE")
    titles = (text for text in texts if not any(rules.cues[cue].search(text) for cue in known))
    return next((text for text in titles if len(text.split()) >= MIN_TITLE_WORDS and text[0].isupper()), None)


def _ends_title(text: str, parts: Sequence[str], rules: CompiledRules) -> bool:
    """Whether a text below the type stands behind the title."""
    is_other = rules.cues["BODY_START"].match(text) or _DATE.search(text) or _RULE.fullmatch(text)
    is_other = is_other or rules.cues["TABLE_UNIT"].match(text.lstrip(" (*"))
    is_other = is_other or (_SHEET_NUMBER.match(text) if parts else None)
    is_whole = bool(parts) and not _GOES_ON.search(parts[-1])
    return bool(is_other) or (len(text) > _MAX_LENGTH and not parts) or (is_whole and _is_sentence(text))


def _is_sentence(text: str) -> bool:
    """Whether a text below a title is a sentence of the body: long enough, begun and ended as one."""
    bare = text.strip(" *")
    is_long = len(bare) > _MIN_SENTENCE or _SAYS.search(bare) is not None
    is_long = is_long or bool(_FIGURE.search(bare) and not find_periods(bare, None))
    return is_long and bare[:1].isupper() and bare.endswith(_ENDS)


def _cut_body(lines: Sequence[str], rules: CompiledRules) -> Sequence[str]:
    """The lines of a text up to the body, which begins with a capital behind a whole line and ends with a stop."""
    for index, line in enumerate(lines[1:], start=1):
        before = lines[index - 1]
        is_new = line[:1].isupper() and not (line.isupper() and before.isupper()) and not _GOES_ON.search(before)
        if is_new and (_SHEET_NUMBER.match(line) or rules.cues["BODY_START"].match(line) or lines[-1].endswith(_ENDS)):
            return lines[:index]
    return lines


def _lines_of(text: str, lines: Sequence[str]) -> list[str]:
    """The printed lines that a text was joined from; the text itself where they are not found."""
    bare = [" ".join(line.split()).strip(" *#") for line in lines]
    for index, line in enumerate(bare):
        if not line or not text.startswith(line):
            continue
        found, rest = [line], text[len(line) :].strip(" *#")
        for following in bare[index + 1 :]:
            if not following or not rest.startswith(following):
                break
            found.append(following)
            rest = rest[len(following) :].strip(" *#")
        return [*found, rest] if rest else found
    return [text]
