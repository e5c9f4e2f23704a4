"""What was done with the things that a share is one of: the words before it, where these are its deed."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item, is_change
from extractors.rules_compiled import CompiledRules

# Behind a percent: how it compares, what is said of its whole, or in which measure; no things of which it is one.
_NO_WHOLE = regex.compile(
    r"(?i)(?:so|về|là|trên|trong|của|tại|ở|với|cho|từ|đến|để|do|vì|theo|bằng|kế hoạch|KH|dự toán|chỉ tiêu|mục tiêu"
    r"|nghị quyết|cùng kỳ)(?!\p{L})"
)
_AT_LEAST = regex.compile(r"(?i)\s*\b(?:ít nhất|tối thiểu|tối đa|không quá)$")
_ENDS_IN_AND = regex.compile(r"(?r)\b(?:và|hoặc)(?:\s(?:ít nhất|tối thiểu|tối đa|không quá))?\s*$")
_AND = regex.compile(r"(?:và|hoặc|cùng)\b")
_CAUSE = regex.compile(r"(?:do|vì|để|qua)\s")
# A title above that ends in no stop is no deed (Kết quả công tác năm 2015).
_TITLE = regex.compile(r"(?i)(?:kết quả|tình hình|báo cáo)\b.*\bnăm(?: học)? \d{4}")
_COMPLETED = "hoàn thành"
_MAX_SHORT_DEED = 3


def deed_of_share(deed: str, right: str, block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The words before a percent that are the deed of what stands behind it (số hóa 25% hiện vật bảo tàng).

    Not those that belong to the share before it (0,9% số vụ và 0,5% số người), nor what rose by so much.
    """
    deed = _AT_LEAST.sub("", deed)
    is_short = len(deed.split()) <= _MAX_SHORT_DEED and rules.cues["DEED"].match(deed) is not None
    is_beside = _ENDS_IN_AND.search(block.text, 0, item.quote_start) is not None
    is_of = is_short or (not _NO_WHOLE.match(right) and is_change(block.text, item, rules) is None)
    return deed if is_of and not is_beside and not _TITLE.match(deed) else ""


def with_completed(words: str, left: str, rules: CompiledRules) -> str:
    """The words before a figure with the 'hoàn thành' that led to it, which is what was done with the things."""
    if not left.rstrip().casefold().endswith(_COMPLETED) or words.casefold().endswith(_COMPLETED):
        return words
    is_bare = rules.cue_wholes["BARE_DEED"].fullmatch(words) is not None
    return _COMPLETED if is_bare else f"{words} {_COMPLETED}".lstrip()


def is_said_behind_head(left: str, right: str, item: Item) -> bool:
    """Whether what stands behind a figure is said below the head before it (Kết quả kiểm tra: 100% đạt yêu cầu).

    Of things counted also why or where they are so (Nguyên nhân: 03 hồ sơ do phải lấy ý kiến).
    """
    is_noun = item.unit is not None and item.unit.kind == "count" and bool(item.unit.printed)
    if is_noun and _CAUSE.match(right) is not None and left.rstrip().endswith(":"):
        return True
    is_more = right[:1] in ("", ",") or _AND.match(right) is not None
    return left.rstrip().endswith(":") and not is_more and _NO_WHOLE.match(right) is None
