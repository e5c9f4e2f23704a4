"""Where the clause behind a figure ends, and which commas in it part only like words."""

from __future__ import annotations

import regex

from extractors.enumerations import goes_on
from extractors.items import Item
from extractors.rules_compiled import PERCENT, RATIO, CompiledRules
from extractors.stops import ASIDE

OR_MORE = regex.compile(r"(?i)\s*trở (?:lên|xuống)\b\s*")
_CLAUSE_END = regex.compile(r"[;…]|[.:](?=\s|$)|,(?=\s)|\((?=\s*(?:đạt|chiếm|tăng|giảm|trong đó|gồm|bao gồm|còn|\d))")
# Names that go on behind a comma (BHXH, BHYT, BHTN): names in capitals.
_LIST_OF_NAMES = regex.compile(r",\s\p{Lu}[\p{L}]*(?:\s\p{Lu}\p{L}*){0,3}(?=[,.;)]|$)")
# A noun behind a comma that its own figure follows (12 xã, đơn vị sự nghiệp 4).
_COUNTED_NEXT = regex.compile(
    r"(?:\s(?!(?:với|cho|có|và|tại|của|trong|về|đạt|được|đã|là|tham|trên|từ|do|thành|tổ|thuộc|theo|ở)\s)\p{L}+){1,4}:?\s*"
)
# The one that 'là' leads to the next figure (khối doanh nghiệp là 842 người).
_SAID_NEXT = regex.compile(r"(?:\s\p{L}+){1,8}\slà\s*")
# What stands in no list of nouns: a stop, a bracket, a word that begins another clause.
_NO_NOUN = regex.compile(
    r"(?i)[.;:()]|,\s(?:qua|từ|nhằm|để|góp|trong|nguyên nhân|lý do|hậu quả|do|vì|với"
    r"|theo|cụ thể|tập trung|bảo đảm|đảm bảo)\b"
)
# Words that a verb follows.
_DOING = frozenset(("việc", "để", "được", "phải", "đang", "sẽ"))
# A noun of a list has no more words (chính quyền các cấp).
_MAX_NOUN = 12


def end_of_clause(text: str, item: Item, is_before_figure: bool, rules: CompiledRules) -> tuple[int, int]:
    """Where the clause behind a figure ends, and the comma in it behind which more of the same is named.

    No comma ends it that stands between nouns named together.

    Of a share neither one before what is said of its things (100% các doanh nghiệp, trường học, bệnh viện có ...).
    """
    listed = {match.start() for match in rules.cues["LISTED_NOUN"].finditer(text)}
    member = len(text)
    is_next_said = is_before_figure and text.rstrip().endswith(" là")
    for match in _CLAUSE_END.finditer(text):
        is_named = is_before_figure and _COUNTED_NEXT.fullmatch(text, match.end()) is not None
        is_named = is_named or (
            is_next_said and len(listed) == 1 and _SAID_NEXT.fullmatch(text, match.end()) is not None
        )
        is_listed = match.start() in listed and not is_named
        is_listed = is_listed or (match[0] == "," and _LIST_OF_NAMES.match(text, match.start()) is not None)
        before = text[: match.start()].strip()
        is_share = item.symbol in (PERCENT, RATIO) and match[0] == "," and bool(before) and not OR_MORE.match(before)
        is_going_on = is_share and (
            _goes_on_to_predicate(text, match.start(), rules) or _lacks_object(text, match.start(), rules)
        )
        if is_listed or is_going_on:
            continue
        if match[0] == "," and not is_next_said and goes_on(text, match.start(), item.unit, is_before_figure, rules):
            member = min(member, match.start())
            continue
        return match.start(), member
    return len(text), member


def _goes_on_to_predicate(text: str, comma: int, rules: CompiledRules) -> bool:
    """Whether nothing is said yet of the things before a comma, and behind it follow more of them and what is said."""
    if rules.cues["PREDICATE"].search(text, 0, comma):
        return False
    said = rules.cues["PREDICATE"].search(text, comma)
    between = ASIDE.sub("", text[comma : said.start()]) if said else ""
    is_noun = said is not None and not rules.cues["LABEL_STOP"].search(between) and not _NO_NOUN.search(between)
    return is_noun and all(1 <= len(part.split()) <= _MAX_NOUN for part in between[1:].split(","))


def _lacks_object(text: str, comma: int, rules: CompiledRules) -> bool:
    """Whether a verb before a comma has its object behind the next one (thực hiện việc gửi, nhận văn bản)."""
    words = text[:comma].split()
    return len(words) >= 2 and words[-2] in _DOING and rules.cues["LABEL_STOP"].match(text, comma) is None
