"""The words that say what a figure measures, from its sentence, its bullet and the lines that introduce it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.growth import find_level, find_stated_change
from extractors.items import FigureBlock, Item, is_change, once_per_figure, shares_change
from extractors.label_antecedents import put_below_antecedent
from extractors.label_bases import name_compared, name_planned, name_whole
from extractors.label_classes import class_before, in_place_of, said_of_another
from extractors.label_events import find_event
from extractors.label_extremes import of_extreme
from extractors.label_heads import find_head, put_under_head
from extractors.label_list_heads import put_under_list_head
from extractors.label_lists import deed_of_row, deed_or_all, tail_of_list, words_of_list
from extractors.label_measures import counted_about, item_measured, name_measure
from extractors.label_nouns import comes_of_previous, serves_previous, with_whole_noun
from extractors.label_openings import find_opening
from extractors.label_paragraphs import put_in_paragraph
from extractors.label_parallels import is_beside, like_previous, measure_of_another, names_another, of_category
from extractors.label_parts import find_holder, is_beside_parts, put_below_holder, with_whole_of_long
from extractors.label_shares import below_summed, find_planned, whole_of_extreme, whole_of_share
from extractors.label_siblings import (
    changes_another,
    counts_papers,
    is_other_deed,
    is_range_end,
    level_of_unit,
    names_changed,
    names_its_thing,
    names_others,
    says_more_of_unit,
    skip_share,
)
from extractors.label_subjects import is_led, put_below_subject, subject_before
from extractors.label_wholes import (
    before_aside,
    counted_before,
    counts_of,
    counts_the_same,
    find_list_whole,
    find_parted,
    find_whole,
    first_of_clause,
    is_in_aside,
    words_of_block_before,
    words_of_bracket,
)
from extractors.label_words import (
    ABOVE,
    IS_NAMED,
    MAX_CLAUSE,
    MAX_FIGURES_BACK,
    count_telling,
    fit_label,
    nest,
    put_before,
    put_below,
    shares_words,
)
from extractors.layout import Block, Level
from extractors.movements import comes_from, is_moved, name_level
from extractors.own_labels import (
    WHAT_IS_LEFT,
    Label,
    counts_holders,
    read_introduction,
    read_own_label,
    words_after,
)
from extractors.rules_compiled import COUNT, PERCENT, CompiledRules
from extractors.shared_predicates import with_shared_predicate
from extractors.stops import LIST_END, SENTENCE_END
from extractors.text import last_end

_COMPARISON = regex.compile(
    r"(?i)so\s|(?:cao|thấp|nhiều|ít) hơn|(?:còn )?(?:thiếu|vượt|hụt)$|(?:cuối |đầu )?năm \d{4}$|cùng kỳ|năm trước"
    r"|kế hoạch|dự toán|chỉ tiêu"
)
_SHARE_LEAD = regex.compile(
    r"(?i)\s*[,(]?\s*(?:chiếm|bằng|tương đương|đạt)(?:\s+(?:tỷ lệ|tỉ lệ|khoảng|gần|trên|hơn))*\s*"
)
_SHARE_WORD = regex.compile(r"(?i)(chiếm|bằng)(?:\s+(?:tỷ lệ|tỉ lệ|khoảng|gần|trên|hơn|tới|đến))*$")
_BASE_NOUN = regex.compile(
    r"(?i)(?:tổng\s+)?(?:số|tổng|dân số|diện (?:tích|tiêm)|sản lượng|dự toán|kế hoạch|chỉ tiêu|KH|DT)\b"
)
_ONLY_CHANGE = regex.compile(
    r"(?i)[\s,;()]*(?:và\s+)?(?:tăng(?: trưởng(?: tối thiểu| ít nhất)?)?|giảm"
    r"|cao hơn|thấp hơn|nhiều hơn|ít hơn|vượt|hụt|gấp)"
    r"(?:\s+(?:thêm|được|là|khoảng|trên|hơn|gần|tới|đến|lên|gấp))*[\s:(]*"
)
_RATE = regex.compile(r"(?i)^(?:tỷ|tỉ) lệ (?:số )?")
# So many words name a thing, but not whose or where; so few not even the thing.
_SHORT_LABEL = 8
_THIN_LABEL = 3
# Of more words a whole is a sentence.
_LONG_LABEL = 12
# Syllables that name something: so many say all, even in a sentence of parts; so many a measure.
_TELLING_ALL = 8
_TELLING_MEASURE = 2
# Words longer than this do not lean on those of the figure before.
_MAX_PARALLEL = 5


@once_per_figure
def read_label(block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> Label:
    """What the figure measures, in words that can be read alone: below what it stands, where these do not tell."""
    again = find_stated_change(block, item, rules) or _level_changed(block, item, blocks, rules)
    again = again or _level_of_base(block, item, blocks, rules) or counted_about(block, item, rules)
    if again is not None:
        own = read_own_label(block, item, blocks, rules)
        return replace(own, text=read_label(block, again, blocks, rules).text)
    label = _read_words(block, item, blocks, rules)
    text, event = _put_in_context(label, block, item, blocks, rules)
    text = with_shared_predicate(text, block, item, rules)
    holder = _read_holder(text, block, item, blocks, rules)
    if holder:
        text = put_below_holder(holder, text)
        event = holder if text.startswith(f"{holder}{ABOVE}") else event
    else:
        summed = below_summed(replace(label, text=text, event=event), block, item, blocks, rules)
        text, event = summed.text, summed.event
    opening = find_opening(block, item, rules)
    if opening and opening.casefold() not in text.casefold():
        event = f"{opening}{ABOVE}{event}" if event else opening
        text = put_below(opening, text)
    text = put_in_paragraph(text, block, item, blocks, rules)
    if item.symbol == PERCENT and text:
        text = name_planned(name_compared(text, block, item, rules), block, item, rules)
        text = name_level(name_whole(text, block, item, rules), block, item)
    elif text and item.symbol == COUNT and is_change(block.text, item, rules):
        text = name_planned(text, block, item, rules)
    return replace(label, text=text, event=event)


def _read_holder(text: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """What the whole measures whose part a figure counts, without the noun that its parts count too."""
    own = text.rpartition(ABOVE)[2]
    whole = None if WHAT_IS_LEFT in own else find_holder(block, item, rules)
    is_full = count_telling(own, rules) >= _TELLING_ALL - 1
    if whole is None or (is_full and is_beside_parts(own, block, whole, item, rules)):
        return ""
    words = read_label(block, whole, blocks, rules).text
    words = words if len(words.split()) <= _SHORT_LABEL else _read_words(block, whole, blocks, rules).text
    words = words.removesuffix(f": {whole.unit.printed}") if whole.unit and whole.unit.printed else words
    is_sentence = len(words.split()) > _LONG_LABEL or _is_bare(words, None, rules)
    return "" if is_full and is_sentence else words


def _put_in_context(
    label: Label, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules
) -> tuple[str, str]:
    """The words below the subject of their sentence or the one before, as far as needed.

    With the event of an earlier clause that they stand below, if any.
    """
    text = of_category(like_previous(label.text, block, item, blocks, rules), block, item, blocks, rules)
    text = of_extreme(text, block, item, blocks, rules)
    telling = count_telling(text, rules) - count_telling(label.members, rules)
    if telling >= _TELLING_ALL and not serves_previous(label, block, item):
        return text, ""
    text = with_whole_noun(text, block, item, blocks, rules)
    is_amount = is_led(text, label.lead, rules) and not _is_of_attribute(block, item, rules)
    is_caused = comes_of_previous(label, item)
    if (telling < _TELLING_MEASURE or is_amount or is_caused) and ABOVE not in text:
        subject = subject_before(block, item, text, is_amount or is_caused, blocks, rules)
        text = put_below_subject(subject, text, is_amount)
    text = put_under_list_head(text, block, item, rules)
    parted = find_parted(block, item, rules)
    above = _read_words(block, parted, blocks, rules).text if parted else words_of_block_before(block, blocks, rules)
    text = nest(above, text) if above else text
    event = find_event(text, is_amount, block, item, blocks, rules)
    text = put_below(event, text)
    return put_below_antecedent(text, block, item, blocks, rules), event


def _is_of_attribute(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether a percent is one of an amount named behind it (hỗ trợ 70% mức đóng)."""
    return item.symbol == PERCENT and rules.cues["ATTRIBUTE"].match(words_after(block, item, rules)[1]) is not None


@once_per_figure
def _read_words(block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> Label:
    """The words of the figure, its list and its bullet.

    A figure whose own words say nothing but whose it is (cấp xã đạt 80,55%), or how another one changed (tăng 3
    trường), speaks of what the one before it does. Short words of a list (06 bài, 58 tin) take what leads to the list
    and what its last member says of all; those of a bullet the head of the bullet (Biên chế: hiện có 17/19 người).
    """
    label = read_own_label(block, item, blocks, rules)
    label = replace(label, text=said_of_another(label.text, block, item, blocks, rules))
    parallel = _measure_of_item(block, item, label, blocks, rules)
    parallel = parallel or _of_class(block, item, label, blocks, rules)
    parallel = parallel or _share_of_previous(block, item, label, blocks, rules)
    parallel = parallel or measure_of_another(block, item, label.text, blocks, rules)
    parallel = parallel or _count_of_share(block, item, label, blocks, rules)
    if parallel:
        return replace(label, text=fit_label(parallel))
    if item.symbol == PERCENT:
        label = _of_range_end(label, block, item, blocks, rules)
        if is_range_end(block, item) and label.text and not _is_bare(label.text, None, rules):
            return replace(label, text=fit_label(_with_topic(label, block, item, blocks, rules)))
    before, label = _with_previous(label, block, item, blocks, rules)
    own_label = label if before is item else replace(label, start=read_own_label(block, before, blocks, rules).start)
    topic = _with_topic(own_label, block, before, blocks, rules)
    return replace(label, text=fit_label(topic))


def _count_of_share(block: FigureBlock, item: Item, label: Label, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """Of a noun alone in a bracket behind its share what that is of (Tỷ lệ hộ nghèo còn 4,2% (124 hộ))."""
    previous = block.neighbour(item, -1)
    if previous is None or previous.symbol != PERCENT or item.symbol != COUNT or item.unit is None:
        return ""
    is_bare = label.text == item.unit.printed and block.text[previous.end : item.start].strip() == "("
    if not is_bare or is_change(block.text, previous, rules) is not None:
        return ""
    return _RATE.sub("", _read_words(block, previous, blocks, rules).text)


def _measure_of_item(
    block: FigureBlock, item: Item, label: Label, blocks: Sequence[Block], rules: CompiledRules
) -> str:
    """A noun alone behind the item of a list that it measures too (hộ nghèo: hộ)."""
    first = item_measured(block, item, label.text, blocks, rules)
    if first is None:
        return ""
    return name_measure(_read_words(block, first, blocks, rules).text, label.text, block, first, rules)


def _of_class(block: FigureBlock, item: Item, label: Label, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """One of a class alone in the place of the one that the words of an earlier figure name."""
    before = class_before(block, item, label.text, blocks, rules)
    words = _read_words(block, before[0], blocks, rules).text if before else ""
    return in_place_of(words, label.text, before[1], item, rules) if before else ""


def _with_previous(
    label: Label, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules
) -> tuple[Item, Label]:
    """The figure whose words a figure speaks in, its own or one before it, and these words with its own."""
    before = item
    for _ in range(MAX_FIGURES_BACK):
        if not _speaks_of_previous(label.text, block, before, item, rules):
            break
        previous = block.neighbour(before, -1)
        if previous is None or SENTENCE_END.search(block.text, previous.end, item.start):
            break
        is_same = goes_with_previous(block, before, rules)
        is_rest = before is item and _is_rest(label.text, block, item, rules)
        before = level_of_unit(block, before_aside(block, skip_share(block, item, previous), item), item, rules)
        of_before = read_own_label(block, before, blocks, rules)
        if before.symbol == item.symbol == PERCENT and _SHARE_WORD.match(of_before.lead):
            before = counted_before(block, before) or before
            of_before = read_own_label(block, before, blocks, rules)
        subject = deed_or_all(block, item, before, of_before.text, rules)
        is_unit = label.text == (item.unit.printed if item.unit else "")
        own = label.text if not is_unit and (is_rest or not is_same) else ""
        if not own or _COMPARISON.match(own):
            text = subject
        else:
            text = own if is_beside(own, subject) else put_before(subject, own)
        label = replace(label, text=fit_label(text))
    return before, label


def _speaks_of_previous(words: str, block: FigureBlock, before: Item, item: Item, rules: CompiledRules) -> bool:
    """Whether the words found so far for a figure need those of the figure before."""
    is_changed = bool(is_change(block.text, item, rules))
    if before is item and not is_changed and says_more_of_unit(words, item):
        return False
    if is_changed and (names_its_thing(block, before, item, words) or changes_another(block, item)):
        return False
    is_end = is_range_end(block, item) or is_moved(block, item)
    if before is item and not is_end and (names_changed(words, item) if is_changed else counts_papers(words, item)):
        return False
    is_rest = before is item and _is_rest(words, block, item, rules)
    of = before if before is not item or is_changed else None
    return goes_with_previous(block, before, rules) or is_rest or _is_bare(words, of, rules)


def _of_range_end(label: Label, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> Label:
    """Of the first figure of a range the words of the second (giảm từ 5 - 10% số vụ)."""
    following = block.neighbour(item, 1)
    if following is None or not is_range_end(block, following) or count_telling(label.text, rules):
        return label
    return replace(label, text=read_own_label(block, following, blocks, rules).text)


def _level_changed(block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> Item | None:
    """The level in an earlier sentence whose change a count says (So với cùng kỳ giảm 21 vụ, giảm 8 người chết)."""
    if is_change(block.text, item, rules) is None:
        return None
    previous = block.neighbour(item, -1)
    if previous is not None and (
        _is_only_changed(block, previous, item, rules) or shares_change(block, previous, item)
    ):
        return find_level(block, item, rules)
    begin = last_end(LIST_END, block.text, max(0, item.start - MAX_CLAUSE), item.start)
    lead = block.text[begin : item.start].lstrip()
    if not begin or not rules.cues["RELATES"].match(lead):
        return None
    if item.symbol == PERCENT:
        base = block.neighbour(item, -1)
        is_base = base is not None and base.start >= begin and is_in_aside(block, base, item)
        return find_level(block, base, rules) if base is not None and is_base else None
    own = read_own_label(block, item, blocks, rules).text
    is_named = count_telling(own, rules) > 0 and not rules.cues["RELATES"].match(own)
    level = None if is_named else find_level(block, item, rules)
    return level if level is not None and level.start < begin else None


def _level_of_base(block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> Item | None:
    """The level whose change stands behind a base that only its time names (So với cùng kỳ (10 tỷ đồng) tăng 14,8%)."""
    following = block.neighbour(item, 1)
    is_based = following is not None and is_in_aside(block, item, following) and item.symbol == COUNT
    if not is_based or following is None or is_change(block.text, following, rules) is None:
        return None
    begin = last_end(LIST_END, block.text, max(0, item.start - MAX_CLAUSE), item.start)
    previous = block.neighbour(item, -1)
    if previous is not None and previous.start >= begin:
        return None
    if not rules.cues["RELATES"].match(block.text[begin : item.start].lstrip()):
        return None
    level = _level_changed(block, following, blocks, rules)
    return level if level is not None and level is not item else None


def _is_only_changed(block: FigureBlock, previous: Item, item: Item, rules: CompiledRules) -> bool:
    """Whether a change stands right behind a count of another unit (213 lượt với 241 người (giảm 58 lượt))."""
    is_other = item.symbol == previous.symbol == COUNT and item.unit is not None and previous.unit is not None
    if not is_other or counts_the_same(previous, item):
        return False
    return _ONLY_CHANGE.fullmatch(block.text[_end_of_words(block, previous, rules) : item.start]) is not None


def _is_bare(text: str, item: Item | None, rules: CompiledRules) -> bool:
    """Whether words name nothing; of a figure gone back to, also where they name its unit alone."""
    is_unit = item is not None and item.unit is not None and text == item.unit.printed
    is_relation = bool(rules.cues["RELATES"].match(text))
    return is_unit or is_relation or bool(rules.cue_wholes["BARE_LABEL"].fullmatch(text))


def _is_rest(text: str, block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether a count says what is wanting to the one before (dân quân cơ động 31 đ/c, còn thiếu 04 đ/c)."""
    previous = block.neighbour(item, -1)
    noun = text.partition(": ")[2]
    is_own = item.unit is not None and noun not in ("", item.unit.printed)
    is_same = previous is not None and counts_the_same(previous, item) and not is_own
    return is_same and rules.cues["WANTING"].match(text) is not None


def goes_with_previous(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether the figure is the other end of a range, or says by how much the one before changed (…, tăng 3 trường)."""
    previous = block.neighbour(item, -1)
    if previous is None or is_range_end(block, item):
        return previous is not None
    if comes_from(block, item, previous, rules):
        return True
    if is_change(block.text, item, rules) is None:
        return False
    between = block.text[previous.unit_end : item.start]
    if ";" not in between:
        between = block.text[_end_of_words(block, previous, rules) : item.start]
    return _ONLY_CHANGE.fullmatch(between) is not None


def _end_of_words(block: FigureBlock, item: Item, rules: CompiledRules) -> int:
    return max(item.unit_end, words_after(block, item, rules)[0])


def _share_of_previous(
    block: FigureBlock, item: Item, label: Label, blocks: Sequence[Block], rules: CompiledRules
) -> str:
    """What a percent says of the figure before it, and of which base (nợ 8,4 tỷ đồng, chiếm 2,31% số phải thu)."""
    previous = block.neighbour(item, -1)
    planned = find_planned(label, block, item, rules)
    if planned is not None and (measured := _read_words(block, planned[0], blocks, rules).text):
        return f"{measured}{planned[1]}"
    if item.symbol != PERCENT or previous is None or label.start < item.quote_start or not label.text:
        return ""
    word = _SHARE_WORD.match(label.lead)
    if word is not None:
        previous = counted_before(block, item)
    elif previous.symbol == PERCENT and rules.cues["COMPARED_PLAN"].match(block.text, item.end):
        counted = counted_before(block, item)
        return f"{_read_words(block, counted, blocks, rules).text} trên {label.text}" if counted else ""
    if previous is None or previous.symbol == PERCENT:
        return ""
    is_next = word or _SHARE_LEAD.fullmatch(block.text[_end_of_words(block, previous, rules) : item.start])
    is_base = _BASE_NOUN.match(label.text) or (word is not None and not _is_bare(label.text, None, rules))
    if not is_next or not is_base:
        return ""
    subject = _read_words(block, previous, blocks, rules).text
    relation = "so với" if word and word[1] == "bằng" and not _BASE_NOUN.match(label.text) else "trên"
    return f"{subject} {relation} {label.text}" if subject else ""


def _with_topic(label: Label, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """Short words with what they are said of: the head of the bullet, their whole, or what leads to their list."""
    intro = read_introduction(block.block, blocks, rules) if block.block.level >= Level.DASH else None
    if intro and label.text.startswith(f"{intro}: "):
        inner = _with_head(replace(label, text=label.text[len(intro) + 2 :]), block, item, blocks, rules)
        return inner if intro in inner else f"{intro}: {inner}"
    return _with_head(label, block, item, blocks, rules)


def _with_head(label: Label, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    text = label.text
    extreme = whole_of_extreme(text, block, item, rules)
    if extreme is not None:
        return put_below(read_own_label(block, extreme, blocks, rules).text, text)
    words = len(text.split()) - len(label.members.split())
    if words > _SHORT_LABEL or (words >= _THIN_LABEL and IS_NAMED.match(text)):
        return with_whole_of_long(text, block, item, blocks, rules)
    head = find_head(block, item, rules)
    is_amount = is_led(text, label.lead, rules) and not _is_of_attribute(block, item, rules)
    row = "" if is_amount or label.start < item.quote_start else deed_of_row(block, item, rules)
    bracket = put_below(words_of_bracket(block, item, rules), text) if is_amount else ""
    named = bracket or _below_whole(text, row, block, item, blocks, rules, head is not None)
    if head is not None:
        return put_under_head(head, text, named)
    if named != text or label.start < item.quote_start or is_amount:
        return named
    return _in_list(text, block, item, rules)


def _in_list(text: str, block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """Short words of a list with what leads to it and what its last member says of all, longer ones with its deed."""
    if counts_holders(item) and item.unit is not None and text == item.unit.printed:
        return text
    lead = words_of_list(block, item, rules)
    if rules.cues["MEASURE_HEAD"].match(lead) and names_another(text, lead, item):
        return text
    if len(text.split()) > _THIN_LABEL:
        last = lead.rpartition(", ")[2]
        is_deed = item.symbol != PERCENT and len(last.split()) <= _MAX_PARALLEL and rules.cues["DEED"].match(last)
        return put_before(lead, text) if is_deed else text
    return put_before(lead, _with_tail(text, block, item, rules))


def _with_tail(text: str, block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    tail = tail_of_list(block, item, rules) if len(text.split()) <= _THIN_LABEL else ""
    return f"{text} {tail}" if tail and not shares_words(tail, text) else text


def _below_whole(
    text: str, row: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules, is_headed: bool
) -> str:
    """The words with what their row says of all, else the whole whose part the figure is (43 trường, gồm 16 trường)."""
    whole = find_list_whole(block, item, rules)
    if row and (whole is None or not counts_the_same(item, whole)):
        return put_before(row, _with_tail(text, block, item, rules))
    if item.symbol == PERCENT and text.startswith("về "):
        whole = first_of_clause(block, item) or whole
    is_unit = item.unit is not None and text.startswith(item.unit.printed)
    is_deed = not is_unit and rules.cues["DEED"].match(text) is not None
    if item.symbol == PERCENT and is_change(block.text, item, rules) is None:
        whole = whole_of_share(text, whole, block, item, rules)
    is_deed = is_deed and item.symbol != PERCENT
    if text.startswith("trên ") or (is_deed and whole is not None and is_other_deed(block, item, whole)):
        return text
    if whole is None:
        return put_below(words_of_bracket(block, item, rules), text)
    own_of_whole = read_own_label(block, whole, blocks, rules)
    of_whole = own_of_whole.text
    bare = of_whole.removesuffix(f": {whole.unit.printed}") if whole.unit else of_whole
    is_unitless = item.unit is None and item.symbol != PERCENT
    is_said = len(bare.split()) >= _THIN_LABEL and not counts_of(item, whole)
    is_bare = counts_the_same(item, whole) or is_unitless or is_said
    is_unsaid = item.symbol != PERCENT and (item.unit is None or not item.unit.printed)
    is_bare = is_bare and (count_telling(bare, rules) > 0 or not names_others(whole, item))
    if is_bare and not is_unsaid and not bare.endswith((" của", " cho", " tại")):
        of_whole = bare
    if whole.symbol == PERCENT or _COMPARISON.match(of_whole):
        of_whole = _read_words(block, whole, blocks, rules).text
    elif not count_telling(of_whole, rules) and not is_headed and is_led(of_whole, own_of_whole.lead, rules):
        of_whole = put_below(subject_before(block, whole, of_whole, True, blocks, rules), of_whole)
    is_stated = not is_headed and whole is find_whole(block, item)
    return put_before(of_whole, text) if is_stated else put_below(of_whole, text)
