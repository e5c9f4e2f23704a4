"""Where a long numbered heading of a hard-wrapped text ends, whose lines are as full as those of a paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from extractors.lines import Line

# What cannot end a heading: a stroke, or a word whose noun stands on the next line.
_OPEN_END = regex.compile(
    r"(?ir)(?:[,–(/-]|(?<!\p{L})(?:của|và|hoặc|hay|cùng|tại|do|với|cho|ở|từ|đến|tới|trên|dưới|theo|về|là|bởi|để|trong|"
    r"(?<!nước )ngoài|giữa|các|những|mỗi|mọi|số|gồm|như|qua|bằng|được|bị|có|đã|đồng chí|ông|bà|dân tộc|tên))\s*$"
)
# What a name follows, and a name: two syllables with capitals.
_BEFORE_NAME = regex.compile(
    r"(?ir)(?<!\p{L})(?:tỉnh|huyện|thị xã|thành phố|xã|phường|thị trấn|thôn|bản|ấp|làng|cụm|sông|đường|trường|chợ)\s*$"
)
_NAME = regex.compile(r"\p{Lu}\p{Ll}*[ ,]\s*\p{Lu}\p{Ll}")
_OPENS_SENTENCE = regex.compile(r"[*(“\"]*\p{Lu}[\p{L}]*,?\s+(?:\p{Ll}|\d)")
# What a paragraph says and a heading does not: that something was done, or a figure.
_TELLS = regex.compile(r"(?i)\b(?:đã|đang|sẽ)\b|(?<![/\d.])\d[\d.,]*\s(?!tháng|năm|quý|tuần|ngày)\p{Ll}|%|[;.]\s")
_LOW = regex.compile(r"[\p{Ll}\d(%,;.)/]")
_STOP = regex.compile(r"(?r)[.;!?…][\"”)*]*\s*$")
# A heading takes so many lines at most.
_MAX_LINES = 2


def is_heading_style(pairs: Sequence[tuple[str, str]], full: float) -> bool | None:
    """Whether numbered lines of one kind, each with the line behind it, are headings: most of those that tell.

    `full`: from what length on a line may have been cut. A shorter one with no stop before a capital is a heading, one
    that ends in a stop, or tells and goes on with a small letter, a paragraph. None where nothing or as much tells.
    """
    votes: Counter[bool] = Counter()
    for line, following in pairs:
        is_low = _LOW.match(following) is not None
        if _STOP.search(line) or (is_low and _TELLS.search(line.split(" ", 1)[-1])):
            votes[False] += 1
        elif not is_low and len(line) < full:
            votes[True] += 1
    return None if votes[True] == votes[False] else votes[True] > votes[False]


def ends_heading(lines: Sequence[Line], following: str, is_style: bool | None) -> bool:
    """Whether a numbered block is a heading that ends before a line that begins with a capital.

    `is_style`: whether its like are headings. '5. Kiểm sát việc giải quyết án dân sự' before 'Thụ lý 312 vụ' ends,
    '1. Các xã của huyện' before 'Đông Sơn đã mở 12 lớp' does not.
    """
    if is_style is False or len(lines) > _MAX_LINES or not following[:1].isupper():
        return False
    text = " ".join(line.text for line in lines)
    if _BEFORE_NAME.search(text) and _NAME.match(following):
        return False
    if _OPEN_END.search(text) or _TELLS.search(text.split(" ", 1)[-1]):
        return False
    return is_style is True or _OPENS_SENTENCE.match(following) is not None
