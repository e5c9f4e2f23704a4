"""Changes whose 'tăng' or 'giảm' is said once for several figures, or stands apart from its own.

'Giảm từ 5-10%', 'giảm nợ thuế ít nhất 10% so với', 'tăng 2,1% về vận chuyển và 2,4% về luân chuyển', 'các nhóm tăng
giá: giáo dục tăng 3,12%, nhà ở 0,46%'.
"""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.rules_compiled import PERCENT, CompiledRules
from extractors.stops import LIST_END
from extractors.text import last_end
from schemas.fact import Qualifier

_RANGE = regex.compile(r"\s?(?:%\s?)?(?:-|–|đến|tới)\s?")
# So far before a figure the word may stand.
_LEAD = 40
_BOUNDS = (Qualifier.AT_LEAST, Qualifier.AT_MOST)
_FROM = regex.compile(
    r"(?i)\b(tăng|giảm)(?: trưởng| thêm| bình quân| hàng năm| hằng năm)*"
    r"(?:\s(?:tỷ lệ|tỉ lệ|số)(?:\s\p{L}+){1,7}?)?\s+từ\s+$"
)
# The verb of the clause, what it changes in a few words, and how far (giảm nợ thuế ít nhất 10% so với).
_DEED = regex.compile(
    r"(?i)(?:^|[,;:.(–+-]|\bvà|\bđấu)\s*(tăng|giảm)"
    r"(?:\s(?!tỷ lệ|tỉ lệ|đạt|bằng|chiếm|còn|lên|xuống|đến|và\b)\p{L}+){1,6}\s+$"
)
_AGAINST = regex.compile(r"(?i)\s*(?:so với|so cùng|so\s)")
# One word for two figures, each with what it is of.
_EACH = regex.compile(r"(?i)\s*(về|ở|đối với|trong|số)\s[^\d.;()]{2,40}?(?:,|,?\svà)\s*")
_JOINED = regex.compile(r"\s?(?:,|;|,?\s?và)\s?")
_ENDS = regex.compile(r"\s*(?:\([^()]*\))?\s*(?:[.;,)](?!\d)|và\b|so\b|$)")
# What leads into a list whose figures are all growth.
_LIST_LEAD = regex.compile(r"(?i):\s|\b(?:gồm|như|là|trong đó|cụ thể)\b")
_GROWTH = regex.compile(r"(?i)\b(tăng|giảm)\b(?!\s+(?:nghèo|thu nhập|cường|tốc))")
_SURE_GROWTH = regex.compile(r"(?i)\b(?:tốc độ|mức|tỷ lệ|tỉ lệ|chỉ số)\s+(?:phát triển|tăng(?: trưởng)?|giảm)\b")
_LEVELS = regex.compile(
    r"(?i)\b(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|cơ cấu|chiếm|đạt|bằng|còn|trên|hoàn thành|che phủ|có)\b"
)
_NAME_LEAD = regex.compile(r"^\s*(?:\([^()]*\))?\s*(?:[,;:]|và\b)?\s*")
_NAME = regex.compile(r"(?:\p{L}[\p{L}\d/-]*(?:,?\s|\s?-\s?)){1,12}$")
_PLANNED = regex.compile(
    r"(?i)\b(?:cao hơn|thấp hơn|vượt)\b[^.;()]{0,20}\b(?:kế hoạch|mục tiêu|chỉ tiêu)[^.;()]{0,60}\(\s*$"
)


def find_elided_change(block: FigureBlock, item: Item, rules: CompiledRules) -> str | None:
    """The word that says up or down of a figure which does not stand right behind it; None where none does."""
    before = block.text[max(0, item.quote_start - 2 * _LEAD) : item.quote_start]
    return (
        _ranged(block, item, before, rules)
        or _deed(block, item, before)
        or (_joined(block, item, rules) or _listed(block, item, rules) if item.symbol == PERCENT else None)
    )


def is_planned_growth(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether a percent in a bracket is the growth that was planned: 'tăng trưởng cao hơn kế hoạch đề ra (16%)'."""
    begin = last_end(LIST_END, block.text, 0, item.start)
    is_alone = item.symbol == PERCENT and block.text[item.end : item.end + 1] in (")", "")
    if not is_alone or not _PLANNED.search(block.text, begin, item.start):
        return False
    shares = [other for other in block.items if begin <= other.start < item.start and other.symbol == PERCENT]
    said = is_change(block.text, shares[0], rules) if len(shares) == 1 else None
    grows = said is not None and said[0].casefold().startswith("tăng")
    return grows or _SURE_GROWTH.search(block.text, begin, item.start) is not None


def _ranged(block: FigureBlock, item: Item, before: str, rules: CompiledRules) -> str | None:
    """Of a range either end (giảm từ 5-10%, tăng 10 - 12%), and of a bound (giảm từ 2% trở lên).

    'tăng từ 24% đến 27%' says two levels; 'giảm từ 5% đến 10%' cannot.
    """
    previous, following = block.neighbour(item, -1), block.neighbour(item, 1)
    if previous is not None and _RANGE.fullmatch(block.text, previous.end, item.start):
        lead = block.text[max(0, previous.quote_start - 2 * _LEAD) : previous.quote_start]
        said = is_change(block.text, previous, rules) or (
            _FROM.search(lead) if _is_range(block, previous, item) else None
        )
        return said[0].split()[0] if said else None
    said = _FROM.search(before)
    is_open = following is not None and _is_range(block, item, following)
    is_bound = item.symbol == PERCENT and item.qualifier in _BOUNDS
    return said[1] if said and (is_bound or is_open) else None


def _is_range(block: FigureBlock, low: Item, high: Item) -> bool:
    """Whether two figures are the ends of a range and not what something was and has become."""
    between = block.text[low.end : high.start]
    is_one_sign = not (low.symbol == PERCENT and block.text[low.end - 1] == "%")
    falls = _FROM.search(block.text[max(0, low.quote_start - 2 * _LEAD) : low.quote_start])
    is_rising = falls is not None and falls[1].casefold() == "giảm" and low.value < high.value
    return _RANGE.fullmatch(between) is not None and (is_one_sign or "-" in between or "–" in between or is_rising)


def _deed(block: FigureBlock, item: Item, before: str) -> str | None:
    said = _DEED.search(before) if item.symbol == PERCENT else None
    return said[1] if said and _AGAINST.match(block.text, item.end) else None


def _joined(block: FigureBlock, item: Item, rules: CompiledRules) -> str | None:
    """The word of the percent before it, where each is of something (về a, về b) or nothing is said between."""
    previous = block.neighbour(item, -1)
    if previous is None or previous.symbol != PERCENT:
        return None
    each = _EACH.fullmatch(block.text, previous.end, item.quote_start)
    is_each = each is not None and block.text[item.end :].lstrip().startswith(f"{each[1]} ")
    is_bare = _JOINED.fullmatch(block.text, previous.end, item.quote_start) and _ENDS.match(block.text, item.end)
    if not is_each and not is_bare:
        return None
    said = is_change(block.text, previous, rules)
    return said[0] if said else None


def _listed(block: FigureBlock, item: Item, rules: CompiledRules) -> str | None:
    """The word of a list of growth for a figure that stands right behind a name (Quảng Ninh 15%)."""
    begin = last_end(LIST_END, block.text, 0, item.start)
    lead = next(iter(_LIST_LEAD.finditer(block.text, begin, item.start)), None)
    if lead is None or not _ENDS.match(block.text, item.end):
        return None
    opening = block.text[begin : lead.start()]
    growth = _GROWTH.search(opening)
    previous = block.neighbour(item, -1)
    edge = previous.unit_end if previous is not None and previous.start > lead.end() else lead.end()
    name = _NAME_LEAD.sub("", block.text[edge : item.quote_start])
    if growth is None or _LEVELS.search(name) or _LEVELS.search(opening, growth.end()) or not _NAME.fullmatch(name):
        return None
    siblings = (other for step in (-1, 1) if (other := block.neighbour(item, step)) and other.symbol == PERCENT)
    said = next((word for other in siblings if (word := is_change(block.text, other, rules))), None)
    return said[0] if said else (growth[1] if _SURE_GROWTH.search(opening) else None)
