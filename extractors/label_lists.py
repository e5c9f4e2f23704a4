"""What the figures of a list share: the words that lead to them, and what the last one says of all."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item, once_per_figure
from extractors.label_brackets import figure_before, is_stopped
from extractors.label_words import LEADING_TIME, count_telling
from extractors.own_labels import counts_holders, read_deed, strip_words, what_is_left, words_after, words_before
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.stops import LIST_END, SENTENCE_END

_SEMICOLON = regex.compile(r";")
_ROW_END = regex.compile(r"\.(?=\s)|[()]")
# A name of several things, or of a model, is not what a row has in common.
_NO_NAME = regex.compile(r",\s|\d")
_ROW_GOES_ON = regex.compile(r"\s*(?:và|cùng|/)?\s*")
# What a thing in a row says of itself, so that the verb of the row is none of its own (06 đồng chí được kết nạp Đảng).
_OWN_VERB = regex.compile(r"\b(?:được|bị|đã|chưa|đang)\s")
_LIST_GOES_ON = regex.compile(r"(?:\s\p{L}+){0,3}\s*(?:,|và)\s*(?:và\s*)?")
_STILL = regex.compile(r"(?i)(?:hiện |vẫn |chỉ )?còn(?: lại)?\s*")
_TAIL = regex.compile(r"\b(?:về|có liên quan|liên quan|phục vụ|tuyên truyền|trên|thuộc)\s.*")
# A longer line that introduces bullets is a sentence of its own.
_MAX_INTRODUCTION = 100
# Words that a row of things shares without a verb are the name of what has them.
_MAX_SHARED = 5
# Words that lead to a list are a sentence where they are more.
_LONG_LEAD = 16


def words_of_list(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """What leads to the list that the figure stands in: the nearest deed, or the words before its first member."""
    if is_remainder(block, item, rules):
        return ""
    first, lead = item, ""
    while (previous := figure_before(block, first)) is not None:
        if is_stopped(LIST_END, block, previous.unit_end, first.start):
            break
        first = previous
        lead = read_deed(words_before(block, first, rules)[1], rules) if first.symbol != PERCENT else ""
        if rules.cues["DEED"].search(lead):
            return lead
    lead = strip_words(LEADING_TIME.sub("", words_before(block, first, rules)[1]), rules)
    own = lead.rpartition(", ")[2]
    deed = read_deed(lead, rules) if len(lead.split()) > _LONG_LEAD else ""
    lead = deed if rules.cues["DEED"].match(deed) else lead
    is_bare = any(rules.cue_wholes[cue].fullmatch(own) for cue in ("BARE_LABEL", "BARE_DEED"))
    return "" if is_bare or len(lead) > _MAX_INTRODUCTION else lead


def is_remainder(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether a figure counts what is left, of which the deed before it was not done (giải quyết 39 đơn, còn 7 đơn)."""
    return _STILL.fullmatch(block.text[words_before(block, item, rules)[0] : item.quote_start]) is not None


def tail_of_list(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """What the last member of a list says of all (06 bài, 58 tin và 04 phóng sự về chuyển đổi số)."""
    last = item
    while (following := block.neighbour(last, 1)) is not None:
        if not _LIST_GOES_ON.fullmatch(block.text[last.unit_end : following.start]):
            break
        last = following
    if last is item or _TAIL.match(words_after(block, item, rules)[1]):
        return ""
    match = _TAIL.search(words_after(block, last, rules)[1])
    return match[0] if match else ""


@once_per_figure
def deed_of_row(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """What is said of a row of things before its first only (thu giữ 12 gam heroin, 85 viên; mầm non 9 trường)."""
    behind = words_after(block, item, rules)[1]
    is_held = counts_holders(item) and not behind
    is_own = item.symbol == PERCENT or is_held or _OWN_VERB.search(behind) or is_remainder(block, item, rules)
    first = None if is_own else _first_of_row(block, item, rules)
    if first is None:
        return ""
    left = words_before(block, first, rules)[1]
    deed = read_deed(left, rules) if first is not item and not left.rstrip().endswith(":") else ""
    if rules.cues["DEED"].match(deed):
        return _with_actor(deed, left, rules)
    is_measure = first.unit is None or first.unit.kind != "count" or rules.cues["MEASURE_HEAD"].match(deed)
    rest = what_is_left(block, first, words_after(block, first, rules)[1].lstrip("/ "), left.strip().casefold())
    if rest and first is not item:
        return rest
    begin = words_before(block, first, rules)[0]
    is_clause = block.neighbour(first, -1) is None or block.text[:begin].rstrip().endswith((",", ";", ".", ":", "("))
    if is_measure or not is_clause or _NO_NAME.search(left) or not count_telling(deed, rules):
        return ""
    return deed if len(deed.split()) <= _MAX_SHARED else ""


def _with_actor(deed: str, left: str, rules: CompiledRules) -> str:
    """A deed with who does it, as the first figure of its row has it (Đề nghị UBND tỉnh tặng 3 tập thể, 5 cá nhân)."""
    words = strip_words(LEADING_TIME.sub("", left), rules)
    is_one = words[:1].isupper() and words.endswith(deed) and "," not in words and len(words.split()) <= _LONG_LEAD
    return words if is_one else deed


def deed_or_all(block: FigureBlock, item: Item, before: Item, words: str, rules: CompiledRules) -> str:
    """Of what was done before with things of another unit only the deed (trả lại 2.340 m2 đất, 186 triệu đồng)."""
    deed, stop, _ = words.partition(": ")
    is_other = item.unit is not None and before.unit is not None and item.unit.kind != before.unit.kind
    if is_other and not stop and item.unit is not None and item.unit.kind == "money":
        return deed_of_row(block, item, rules) or words
    return deed if stop and is_other and rules.cues["DEED"].search(deed) else words


def _first_of_row(block: FigureBlock, item: Item, rules: CompiledRules) -> Item | None:
    """The first figure of a row of which only this one has words before it, in one clause or a sentence of its own."""
    first = item
    while _ROW_GOES_ON.fullmatch(words_before(block, first, rules)[1]):
        previous = figure_before(block, first)
        if previous is None or previous.symbol == PERCENT or is_stopped(_ROW_END, block, previous.end, first.start):
            return None
        first = previous
    if not is_stopped(_SEMICOLON, block, first.unit_end, item.start):
        return first
    is_said = rules.cues["PREDICATE"].search(words_after(block, item, rules)[1]) is not None  # it is a clause
    return first if _opens_sentence(block, first, item) and not is_said else None


def _opens_sentence(block: FigureBlock, first: Item, item: Item) -> bool:
    """Whether a row with semicolons is all that its sentence says (Tặng 318 xe lăn; 1.205 xe đạp; 425 tấn gạo)."""
    before = block.neighbour(first, -1)
    is_first = before is None or SENTENCE_END.search(block.text, before.end, first.start) is not None
    return is_first and item.symbol == COUNT
