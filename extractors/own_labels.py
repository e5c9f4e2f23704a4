"""What the words of a figure's own clause say it measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractors.broken_predicates import changes_itself, noun_inside, predicate_behind_bracket, says_of_things
from extractors.clause_ends import OR_MORE, end_of_clause
from extractors.deeds_of_shares import deed_of_share, is_said_behind_head, with_completed
from extractors.enumerations import last_break, parts_no_list
from extractors.items import FigureBlock, Item, once_per_figure
from extractors.label_owners import LED_BY, owner_in_bracket
from extractors.label_words import (
    ABOVE,
    LEADING_TIME,
    MARKER,
    MAX_CLAUSE,
    close_label,
    count_telling,
    fit_label,
    put_before,
)
from extractors.layout import Block, Level
from extractors.memory import MAX_REMEMBERED
from extractors.named_amounts import measure_begin, names_whole_phrase, share_begin, takes_in
from extractors.rules_compiled import COUNT, PERCENT, RATIO, CompiledRules
from extractors.share_bases import BARE_REACHING, is_only_base, is_share_of_sum
from extractors.stops import ASIDE, SENTENCE_END, SOFT_END
from extractors.text import find_close, last_end

_LETTER = regex.compile(r"\p{L}")
_AND_TAIL = regex.compile(
    r"(?r)\s*\b(?:và|là|(?:bao )?gồm|hoặc|(?:đối )?với|cùng|(?<!(?:chưa|không)\s)có"
    r"|(?:tăng |giảm )?(?:(?<!trở )xuống|(?<!trở )lên)(?: còn| đến| tới| thành)?"
    r"|trong|trên|của|cho|(?<!tồn )tại|từ|đến|về)\s*$"
)
# What leads to the next figure and is no part of the name before (05 tuyến đường dài 61 km; 12 vụ làm chết 3 người).
_LEADS_ON = regex.compile(
    r"(?r)(?<=\p{L}{2})(?:\s(?:(?<!việc\s)làm|(?<!(?:trực|phụ|lệ|tùy|quen|thân)\s)thuộc|thì còn"
    r"|(?<!(?:kéo|lâu|nhà|chiều|áo|đường)\s)dài|(?<!(?:mở|băng|diện|sâu|chiều)\s)rộng|nặng))+\s*$"
)
_COMMA = regex.compile(r",\s")
_LEADING_ASIDE = regex.compile(r"^\s*\([^()]*\)\s*")
_WHEN = regex.compile(r"(?i)\s*(?:vào|trong|đến|tính đến|trước)\s+(?:cuối |đầu |hết )?(?:năm|tháng|quý|kỳ|ngày)\b.*")
# 612/615 triệu đồng kế hoạch: what the second number is, not what is measured.
_PLAN_BEHIND = regex.compile(
    r"(?i)\s*(?:kế hoạch|KH|chỉ tiêu|dự toán|cả năm)\b"
    r"(?!\s(?!năm|giao|được|đề|tỉnh|huyện|xã|của|so|và|đạt|vốn|cả)\p{L})"
)
# What the things counted have met (xã đạt dưới 12 tiêu chí).
_MEETS = regex.compile(r"\sđạt (?:được |dưới |trên )?\d[\d.,]*\s?[%\p{L}]")
_MAGNITUDE = regex.compile(r"^(?:nghìn|ngàn|triệu|tỷ|tỉ)\s")
# A number that counts something, not one that names a time, a paper or a step.
_QUANTITY = regex.compile(
    r"(?i)(?<![\p{L}\d.,/-])(?<!(?:năm|tháng|quý|ngày|số|điều|khoản|lớp|mức|độ|khóa|khoá|kỳ|vùng|đợt|vụ)\s)"
    r"\d[\d.,]*(?:/\d[\d.,]*)?\s?(?=%|\p{L})(?!tháng|năm|quý|ngày)"
)
_AND = regex.compile(r"(?:và|hoặc|cùng)\b")
# What begins the clause of the next figure behind 'và', and is none of the thing before (trọng điểm và giải quyết 7).
_OPENS_CLAUSE = ("DEED", "CHANGE", "CLAUSE_VERB")
# The second of two nouns has the next figure, unless that says what came with them (trước và sau kỳ họp với 640 người).
_AND_NEXT = regex.compile(r"\s+và\s(?!.*\s(?<!đối )với\s*$).*")
# Words that lead from one figure to what it was for (11,2 ha để thực hiện 04 dự án).
_PURPOSE = regex.compile(r"\s+(?:để|nhằm)(?:\s\p{L}+){0,3}\s*$")
# A longer line that introduces bullets is a sentence of its own.
_MAX_INTRODUCTION = 100
# Where so many sentences count something, which of them bullets part is not said (... Cụ thể:).
_SEVERAL = 3
# Units that count no thing: what is said behind them goes on with what stands before (Chi 12 tỷ cho y tế).
_NO_NOUNS = frozenset(("money", "physical"))
_AS_FOLLOWS = regex.compile(r"(?i)[\s,]*(?:(?:cụ thể |kết quả )?(?:như sau|sau đây)|cụ thể|là)$")
# So với định mức còn thiếu 142 giáo viên: what is wanting, not what it is held against.
_WANTING_TO = regex.compile(r"(?i)^so (?:với )?\p{L}[\p{L}\s]{2,40}?\s((?:còn )?(?:thiếu|thừa|dôi dư))$")
# A long line that introduces bullets is named by the paper it carries out (Thực hiện Nghị quyết số 68/NQ-CP ...).
_OF_PAPER = regex.compile(r"(?:\p{L}[\p{L}\s]{3,60}\s)?số \d+(?:/\d{4})?/[\p{Lu}\d-]+")
_PEOPLE = "người"
WHAT_IS_LEFT = "còn lại"
_LEFT = ("còn", "hiện còn", WHAT_IS_LEFT)
# Về người: 54 người chết: what the words are about, not what is counted.
_TOPIC = regex.compile(r"(?i)về\s\p{L}")
_NAME_STOP = regex.compile(r"[.;:(](?=\s|\p{L})|,\s")
_WITH = regex.compile(r"(?i)với\s+tổng\s+số\b")
_REACHING = regex.compile(r"(?i)\s(?:đến|tới|cho|tại|với|của|trong|ở|về)$")
_MAX_REACHING = 20
# So many words before a noun say what was done, or whose it is; of more only the deed.
_MAX_DEED = 6
_MAX_LONG_DEED = 9
# So many where several were done with the same (tuyên truyền, phổ biến, vận động).
_MAX_JOINED = 12
_MAX_SHORT_DEED = 3
# Words that name what was done with what, and not only whose or when it is.
_TELLING = 3
# A label of more words is a sentence.
_MAX_WORDS = 16
_MAX_SENTENCE = 30


@dataclass(frozen=True, slots=True)
class Label:
    """The words, where they begin and end, and those that lead to the figure itself; the event they stand below."""

    text: str
    start: int
    end: int
    lead: str
    members: str = ""
    """The end of the words that names more of the same (, ngầm tràn): they say no more of what is measured."""
    event: str = ""

    @property
    def without_event(self) -> str:
        """The words that say when a figure holds: an event before them has a time and a state of its own."""
        return self.text.replace(f"{self.event}{ABOVE}", "", 1) if self.event else self.text


def label_of_item(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The words before a figure that name it, without what leads to it."""
    return strip_words(words_before(block, item, rules)[1], rules)


@once_per_figure
def read_own_label(block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> Label:
    """What the words of the figure's own clause say."""
    (left_start, left), subject, (right_end, right, members) = _read_sides(block, item, rules)
    noun = item.unit.printed if item.unit else ""
    noun = _MAGNITUDE.sub("", noun) if right and noun and item.unit and item.unit.kind != "money" else noun
    is_measured = item.unit is not None and item.unit.kind in _NO_NOUNS
    if is_measured:
        noun, right = "", "" if right.lstrip().startswith("(") else right
    noun = (inner := noun_inside(block, item)) or noun
    own = " ".join(part for part in (noun, right) if part).replace(" ,", ",").strip(" ,:;-()/")
    joined = _join_unit(subject, item, rules)
    is_unit_list = right == members != "" and joined.endswith(f": {noun}") and not _REACHING.search(left.rstrip())
    use_left = _is_named_before(item, subject, left, "" if is_unit_list else right, rules) and not inner
    text = (joined + members if is_unit_list else joined) if use_left else own or subject
    if item.symbol == PERCENT and not use_left and is_share_of_sum(subject, right, rules):
        text, use_left, right = f"{subject} trên {right}", True, ""
    is_said_behind = use_left and not is_unit_list and is_said_behind_head(left, right, item)
    if is_said_behind:
        text = put_before(subject, own.removesuffix(" trên tổng số"))
    if item.unit and item.unit.kind != "count" and text == item.unit.printed:
        text = subject
    start, is_behind = left_start if use_left else item.quote_start, is_unit_list or is_said_behind or not use_left
    end = max(right_end, item.unit_end) if is_behind else item.unit_end
    lead = "với" if _WITH.match(left) and use_left else block.text[left_start : item.quote_start].strip().casefold()
    deed, is_reached = ("", False) if use_left else _leading_words(block, item, left, right, subject, rules)
    if not deed and not use_left:
        deed, is_reached = what_is_left(block, item, right, lead) or owner_in_bracket(block, item, lead), False
    if deed and own:
        found = block.text.rfind(deed, left_start, item.start)
        start = found if found >= 0 else item.quote_start if is_reached else left_start
        text = f"{deed} {text}" if is_measured or is_reached else put_before(deed, text)
    elif own and not use_left:
        text = put_before(_before_slash(block, item, blocks, rules), text)
    text = close_label(text)
    intro = read_introduction(block.block, blocks, rules) if block.block.level >= Level.DASH else None
    if use_left and intro and item.unit and item.unit.printed.casefold() in intro.casefold():
        text = subject
    intro = intro if text or subject or block.neighbour(item, -1) is None else None  # else it speaks of the one before
    more = members if text.endswith(members) else ""
    return Label(fit_label(_complete(text, subject, intro, rules)), start, end, lead, members=more)


def _read_sides(
    block: FigureBlock, item: Item, rules: CompiledRules
) -> tuple[tuple[int, str], str, tuple[int, str, str]]:
    """The words before a figure, what they name, and the words behind it.

    Of a percent that is only one of a plan or an earlier time they name nothing: that was said before.
    """
    start, left = words_before(block, item, rules)
    behind = words_after(block, item, rules)
    subject = _read_subject(item, left, rules)
    is_bare = item.symbol == PERCENT and (not subject or BARE_REACHING.fullmatch(subject) is not None)
    if not is_bare or not is_only_base(block, item, rules):
        return (start, left), subject, behind
    start += left.rfind(", ") + 2 if ", " in left else 0
    return (start, left), "", (behind[0], "", "")


def _read_subject(item: Item, left: str, rules: CompiledRules) -> str:
    """What the words before a figure name, without its time and what leads to the number."""
    subject = _WANTING_TO.sub(r"\1", strip_words(LEADING_TIME.sub("", left), rules))
    subject = subject if left.rstrip().endswith(":") else _shorten(subject, rules)
    is_thing = item.symbol != PERCENT and item.unit is not None and item.unit.kind == "count"
    return with_completed(subject, left, rules) if is_thing else subject


def _before_slash(block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """What was done, or what it is, of the count that a slash parts from another (chuyên viên 04 lớp/262 người)."""
    previous = block.neighbour(item, -1)
    is_counted = item.unit is not None and item.unit.kind == "count" and "/" not in item.unit.printed
    if previous is None or not is_counted or not previous.symbol == item.symbol == COUNT:
        return ""
    if block.block.cell is not None or block.text[previous.unit_end : item.start].strip() != "/":
        return ""
    words = read_own_label(block, previous, blocks, rules).text
    noun = previous.unit.printed if previous.unit else ""
    return "" if words == noun or words.startswith(WHAT_IS_LEFT) else words.removesuffix(f": {noun}")


def _leading_words(
    block: FigureBlock, item: Item, left: str, right: str, subject: str, rules: CompiledRules
) -> tuple[str, bool]:
    """Of words before a figure whose noun stands behind it those that belong to it, and whether they reach the noun."""
    reaching = _reaching_words(block, item, left, rules)
    deed = read_deed(left, rules)
    if item.symbol == COUNT:
        return deed or reaching, not deed
    if reaching:
        return reaching, True
    if item.symbol == PERCENT:
        return deed_of_share(deed, right, block, item, rules), False
    if deed:
        return deed, False
    is_bare = rules.cue_wholes["BARE_DEED"].fullmatch(subject) is not None or len(subject.split()) > _MAX_LONG_DEED
    return "" if is_bare or count_telling(subject, rules) < _TELLING else subject, False


def counts_holders(item: Item) -> bool:
    """Whether a figure counts in a noun that names nothing: people, or a classifier (36 đội, 288 người)."""
    return item.unit is not None and (item.unit.is_classifier or item.unit.printed.casefold() == _PEOPLE)


def what_is_left(block: FigureBlock, item: Item, right: str, lead: str) -> str:
    """That a noun alone counts what is left of one counted before (xét xử 119 vụ, còn 05 vụ)."""
    if lead not in _LEFT or right or item.symbol != COUNT or item.unit is None:
        return ""
    begin = last_end(SENTENCE_END, block.text, max(0, item.start - MAX_CLAUSE), item.start)
    before = block.items[: block.position_of(item)]
    is_again = any(o.start >= begin and o.unit is not None and o.unit.unit == item.unit.unit for o in before)
    return WHAT_IS_LEFT if is_again else ""


def _reaching_words(block: FigureBlock, item: Item, left: str, rules: CompiledRules) -> str:
    """The words that reach for the things counted (Duy trì họp trực tuyến đến 100% các xã, thị trấn).

    Of the second of two things also those before the first (tập huấn cho 150 cán bộ và 200 giáo viên).
    """
    previous = block.neighbour(item, -1)
    if previous is not None and left.strip() == "và" and previous.symbol == item.symbol:
        return _reaching_words(block, previous, words_before(block, previous, rules)[1], rules)
    words = _behind_last_comma(left, rules).strip(" -+*")
    words = rules.cues["LABEL_LEAD"].sub("", LEADING_TIME.sub("", words))
    return words if _REACHING.search(words) and 2 <= len(words.split()) <= _MAX_REACHING else ""


def _behind_last_comma(text: str, rules: CompiledRules) -> str:
    """The words behind the last comma that stands in no list (..., UBND các xã, thị trấn tổ chức; bắt giữ, xử lý)."""
    return text[last_break(text, rules) :]


def _shorten(subject: str, rules: CompiledRules) -> str:
    """Of a long sentence before a figure only what names it: from its last measure, a deed or its last clause on."""
    if len(subject.split()) <= _MAX_WORDS or rules.cues["MEASURE_HEAD"].match(subject):
        return subject
    measures = [match.start() for match in rules.cues["INNER_MEASURE"].finditer(subject)]
    if measures:
        return subject[measures[-1] :]
    if len(subject.split()) <= _MAX_SENTENCE:
        return subject
    tails = [subject[match.start() :] for match in rules.cues["DEED"].finditer(subject)]
    tails.append(strip_words(_COMMA.split(subject)[-1], rules))
    return next((tail for tail in tails if len(tail.split()) <= _MAX_WORDS), subject)


@lru_cache(maxsize=MAX_REMEMBERED)
def read_deed(left: str, rules: CompiledRules) -> str:
    """What the words before a figure say was done, or whose it is, where its noun stands behind it.

    'tịch thu' of 'tịch thu 18,2 m3 gỗ'; nothing of words that name only a time or the whole area; of a long clause
    only its last deed (phối hợp với các ngành tổ chức 12 lớp).
    """
    last = _behind_last_comma(ASIDE.sub("", left), rules)
    words = strip_words(LEADING_TIME.sub("", last), rules)
    area = rules.cues["WHOLE_AREA"].match(words)
    words = strip_words(words[area.end() :], rules) if area else words
    words = _WANTING_TO.sub(r"\1", words)
    words = with_completed(words, last, rules)
    if rules.cue_wholes["BARE_LABEL"].fullmatch(words) or rules.cue_wholes["BARE_DEED"].fullmatch(words):
        return ""
    if len(words.rpartition(", ")[2].split()) <= _MAX_DEED and len(words.split()) <= _MAX_JOINED:
        return words
    starts = [match.start() for match in rules.cues["DEED"].finditer(words)]
    named = next((start for start in starts if start and words[start].isupper()), None)  # of a name (và Đào tạo)
    if named is not None and len(words.split()) <= _MAX_JOINED:
        return words
    found = (words[start:] for start in starts)
    return next((deed for deed in found if len(deed.split()) <= _MAX_LONG_DEED), "")


def _join_unit(subject: str, item: Item, rules: CompiledRules) -> str:
    """The words before a figure, with what it counts where that says more than they do (đúng hạn: hồ sơ)."""
    unit = item.unit
    noun = _MAGNITUDE.sub("", unit.printed) if unit else ""
    if not unit or unit.kind != "count" or rules.cue_wholes["CLASSIFIER"].fullmatch(noun):
        return subject
    return subject if noun.casefold() in subject.casefold() else f"{subject}: {noun}"


@once_per_figure
def words_before(block: FigureBlock, item: Item, rules: CompiledRules) -> tuple[int, str]:
    """The clause before the figure, back to the figure or the stop before it."""
    previous = block.neighbour(item, -1)
    floor = max(previous.unit_end if previous else 0, item.start - MAX_CLAUSE)
    text = block.text
    start = floor
    asides = [match.span() for match in ASIDE.finditer(text, floor, item.start)]
    for match in SOFT_END.finditer(text, floor, item.start):
        is_aside = any(a <= match.start() < b for a, b in asides)
        if not is_aside and (text[match.end() : item.start].strip(" ,:(-") or match[0] in ".;"):
            start = match.end()
    if previous and start == floor:
        listed = {match.start() for match in rules.cues["LISTED_NOUN"].finditer(text, floor, item.start)}
        end = words_after(block, previous, rules)[0]
        commas = [m.end() for m in _COMMA.finditer(text, end, item.start) if m.start() not in listed]
        commas = [comma for comma in commas if parts_no_list(text, end, comma, item.start, rules)]
        start = next((end for end in reversed(commas) if _LETTER.search(text, end, item.start)), start)
        if commas and not text[commas[-1] : item.start].strip():
            start = item.start  # the words before the comma are those of the figure before
        elif item.symbol == PERCENT and start == floor:
            start = share_begin(block, previous, floor)
        elif start == floor:
            start = measure_begin(block, previous, item, floor)
        if start == floor and takes_in(block, previous, item, rules):
            begin, words = words_before(block, previous, rules)
            if names_whole_phrase(words, rules):
                return begin, f"{words}{text[previous.end : item.start].lstrip()}"
            start = previous.end  # no part of the noun counted is torn off (03 Chương trình mục tiêu 728 triệu)
    if previous and start == floor and item.symbol != PERCENT:
        start = _behind_words_of(block, previous, item, rules)
    while start < item.start and text[start] in " ,;:.)":
        start += 1
    return start, text[start : item.start]


def _behind_words_of(block: FigureBlock, previous: Item, item: Item, rules: CompiledRules) -> int:
    """Where the words end that are those of the figure before, if any are left (12 nhà tình thương | với số tiền)."""
    if rules.cue_wholes["PLACE_NOUN"].fullmatch(block.text[previous.unit_end : item.start].strip(" ,")):
        return _name_begin(block, previous)
    end = words_after(block, previous, rules)[0]
    left = block.text[end : item.start].strip(" ,;:.)")
    joined = _AND.match(left)
    said = block.text[end : item.quote_start].strip(" ,;:.)")[joined.end() :].lstrip() if joined else ""
    is_next = joined is not None and (not said or any(rules.cues[cue].match(said) for cue in _OPENS_CLAUSE))
    return end if left and (not joined or is_next) else previous.unit_end


def _name_begin(block: FigureBlock, previous: Item) -> int:
    """Where a name begins in which a number stands (tại Trạm Y tế 29 xã, thị trấn 71.881 lượt)."""
    begin = last_end(_NAME_STOP, block.text, max(0, previous.start - MAX_CLAUSE), previous.start)
    earlier = block.neighbour(previous, -1)
    is_named = _LETTER.search(block.text, begin, previous.start) and (earlier is None or earlier.unit_end <= begin)
    return begin if is_named else previous.unit_end


@once_per_figure
def words_after(block: FigureBlock, item: Item, rules: CompiledRules) -> tuple[int, str, str]:
    """The words behind the figure and its unit, up to the next stop, figure or verb of another statement.

    Where they end, they, and those of them that name more of the same behind a comma.
    """
    predicate = predicate_behind_bracket(block, item, rules)
    if predicate is not None:
        return *predicate, ""
    following = block.neighbour(item, 1)
    ceiling = max(following.quote_start if following else len(block.text), item.unit_end)
    ceiling = min(ceiling, item.unit_end + MAX_CLAUSE)
    text = block.text[item.unit_end : ceiling]
    if (item.unit is None or not item.unit.printed) and text.startswith(","):
        return item.unit_end, "", ""
    is_before_figure = following is not None and ceiling == following.quote_start
    clause_end, member = end_of_clause(text, item, is_before_figure, rules)
    is_open = is_before_figure and clause_end == len(text)
    stops = [clause_end, *_statements(text, item, rules, is_open)]
    stops.append(find_close(text, 0, len(text)))
    if text.lstrip().startswith("(") and (item.symbol == PERCENT or ")" not in text):
        stops.append(0)
    text = text[: min(stops)].removesuffix("(")
    if text.count("(") > text.count(")"):
        text, is_before_figure = text[: text.rindex("(")].rstrip(), False
    if is_before_figure and min(stops) == ceiling - item.unit_end:
        text = (
            "" if _is_deed_of_next(text, item, rules) else _PURPOSE.sub("", _AND_NEXT.sub("", _LEADS_ON.sub("", text)))
        )
    is_aside = _WHEN.match(text) or LED_BY.match(text) or OR_MORE.fullmatch(text)
    text = "" if is_aside else _AND_TAIL.sub("", text)
    if (item.symbol == RATIO and _PLAN_BEHIND.match(text)) or not _LETTER.search(text):
        return item.unit_end, "", ""
    words = text.strip()
    or_more = OR_MORE.match(words) if item.symbol == PERCENT else None
    return item.unit_end + len(text.rstrip()), words[or_more.end() if or_more else 0 :], text[member:].strip()


def _statements(text: str, item: Item, rules: CompiledRules, is_open: bool) -> Iterator[int]:
    """Where in the words behind a figure other statements begin; a number that is no figure belongs to the noun.

    `is_open`: the next figure follows them without a stop between.
    """
    for match in rules.cues["LABEL_STOP"].finditer(text):
        is_own = _MEETS.match(text, match.start()) or changes_itself(text, match.start(), item)
        if not is_own and (is_open or not says_of_things(match, item)):
            yield match.start()


def _is_named_before(item: Item, subject: str, left: str, right: str, rules: CompiledRules) -> bool:
    """Whether the words before a figure name it, not those behind it."""
    if item.symbol == PERCENT:
        return (len(subject.split()) >= 2 and bool(rules.cues["SHARE_WORDS"].search(left))) or not right
    is_topic = _TOPIC.match(subject) is not None or rules.cue_wholes["LIST_HEAD"].fullmatch(subject) is not None
    is_list_head = bool(right) and is_topic
    return bool(subject) and not is_list_head and (left.rstrip().endswith((":", " là", "là:")) or not right)


def _is_deed_of_next(text: str, item: Item, rules: CompiledRules) -> bool:
    """Whether the words between an amount and the next figure say what was done with that one (... làm mới 3 km)."""
    is_amount = item.unit is not None and item.unit.kind in _NO_NOUNS and "/" not in item.unit.printed
    return is_amount and len(text.split()) <= _MAX_SHORT_DEED and rules.cues["DEED"].match(text.strip()) is not None


def _complete(text: str, subject: str, intro: str | None, rules: CompiledRules) -> str:
    """The label with the introducing line of its bullet, where there is one and names no other measure."""
    measure = rules.cues["OTHER_MEASURE"].search(text)
    if intro and measure and rules.cues["OTHER_MEASURE"].match(intro) and measure[0].casefold() not in intro.casefold():
        return text
    if intro and intro.casefold() not in text.casefold():
        return f"{intro}: {text}" if text else intro
    return text or subject or intro or ""


def read_introduction(block: Block, blocks: Sequence[Block], rules: CompiledRules) -> str | None:
    """The line above a bullet that leads to it, without its figures; None where none does."""
    if block.parent is None:
        return None
    parent = blocks[block.parent]
    text = parent.flat.text.rstrip(" *")
    is_title = parent.is_heading and _QUANTITY.search(MARKER.sub("", text, count=1)) is None
    if is_title or not text.endswith(":"):
        return None
    sentences = regex.split(r"[.;](?=\s)", text)
    last = strip_words(_cut_figures(sentences[-1].strip()), rules)
    if not last and len(sentences) > 1 and sum(map(bool, map(_QUANTITY.search, SENTENCE_END.split(text)))) < _SEVERAL:
        measure = rules.cues["INNER_MEASURE"].search(_cut_figures(sentences[-2].strip()))
        last = strip_words(measure.string[measure.start() :], rules) if measure else ""
    last = _AS_FOLLOWS.sub("", last)
    paper = _OF_PAPER.match(last) if len(last) > _MAX_INTRODUCTION else None
    last = paper[0] if paper else last
    return last if " " in last and len(last) <= _MAX_INTRODUCTION else None


def _cut_figures(text: str) -> str:
    """A line that introduces bullets, up to its first figure (Tổng chi là 6.317 triệu đồng, gồm:)."""
    figure = _QUANTITY.search(text)
    if figure is None:
        return text
    before = text[: figure.start()].strip(" ,:;(")
    return before if _LETTER.search(MARKER.sub("", before)) else text[figure.end() :].split(",", maxsplit=1)[0]


@lru_cache(maxsize=MAX_REMEMBERED)
def strip_words(text: str, rules: CompiledRules) -> str:
    """The words without what leads to them and what leads to their number."""
    inner = rules.cues["LABEL_TAIL"].sub("", rules.cues["LABEL_LEAD"].sub("", _LEADING_ASIDE.sub("", text)))
    inner = inner.strip(" ,:;-(/≥≤<>").removesuffix(" và")
    return "" if rules.cue_wholes["NO_SUBJECT"].fullmatch(inner) else inner
