"""How a figure relates to its time: what happened over it (flow), or what is there at its end (stock)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from extractors.memory import MAX_REMEMBERED
from extractors.rules_compiled import CompiledRules
from extractors.text import last_end
from schemas.fact import PeriodKind

_PERCENT = (None, "%", "‰")
# What is not done is how things are (một trạm không thực hiện công tác khám bệnh).
_NOT = regex.compile(r"(?ir)\b(?:không|chưa)\b[^,;]*$")
_NEAR = 30
# What a place has and was given is there (toàn huyện có 49 chữ ký số được cấp), what it has become happened.
_PASSIVE = regex.compile(r"(?i)\b(?:được|đã)\b")
# Why or what for is told of another.
_WHY = regex.compile(r"(?i)\s(?:do|vì|bởi|nhằm)\s")
# The words behind a figure do not end at one: what stands last in them is no verb with a figure behind it.
_GOES_ON = "…"
_SAYS_HAS = regex.compile(r"(?i)\b(?:có|gồm)\s*$")
_COMMA = regex.compile(r"[,:;]")
# Words before a colon are a title, which names a field and no deed.
_CLAUSES = regex.compile(r"(?:.*:|[,;.])\s+")
# A part of what is there that says so of itself has become another (792 HTX, trong đó thành lập mới 31).
_BECAME = regex.compile(
    r"(?i)\b(?:đã|được|mới|phát sinh|(?:trong|cả) (?:năm|kỳ|tháng|quý)|tăng|giảm|giải ngân|thu hồi|thanh toán|giải thể"
    r"|thành lập|kết nạp|tử vong|chết|xử lý|giải quyết|thi hành|hoàn thành|đình chỉ|bỏ học|thôi học|nghỉ hưu\b"
    r"|chuyển (?:trường|đi|đến))\b"
)
# What those behind a figure have done they are: 3.912 xe đã lắp thiết bị of 4.876.
_IS_NOW = regex.compile(r"(?i)\b(?:đã|được)\b")
# Of how much one may not ask whether it is there.
_MEASURES = ("đồng", "tấn", "tạ", "kg", "lít", "giờ", "phút", "ngày", "tháng", "năm", "điểm", "%", "‰", "kWh", "lần")
# The number of those that have something.
_NUMBER_OF = regex.compile(r"(?i)(?:tổng )?số (?=\p{L})")
# Those who take part in an insurance are in it.
_INSURED = regex.compile(r"\bBH(?:XH|YT|TN)\b|(?i:\bbảo hiểm\b)")
_NO_EVENT = regex.compile(r"(?i)(?:bản[,\s]|việc làm|tin học)")
_PENDING = regex.compile(r"(?i)\b(?:chưa|đang|còn|tồn|hiện|chuyển (?:nguồn )?sang)\b")
# Behind a figure what those it counts have or keep (1.240 hộ có hố ủ phân).
_HAS_BEHIND = regex.compile(r"(?i)\s?(?:\p{L}+\s){1,3}(?:có|duy trì|đang)\s")
_AREAS = ("ha", "m2", "km", "m")
# What is used of such is used up.
_USES = regex.compile(r"(?i)\bsử dụng(?:\s\p{L}+){0,4}\s*$")
# What is earned or made is of the time it is made in, whoever is there to make it.
_MADE = regex.compile(
    r"(?i)\b(?:doanh thu|doanh số|giá trị sản xuất|thu nhập|lợi nhuận|sản lượng|năng suất)\b[^,;.:()\d]{0,40}$"
)
_OUTPUT = ("đồng", "USD", "tấn", "tạ", "kg", "lít")
_USED_UP = ("lít", "kg", "tấn", "tạ", "gam", "liều", "đồng")
_OWN_CLAUSE = regex.compile(r"[,:;][^,:;]*$")
# A column of results is no deed of its own: its row says what was measured.
_RESULT_COLUMN = regex.compile(r"(?i)\s–\s(?:ước )?(?:(?:kết quả|số)\s+)?thực hiện\b[^–]*$")
# Of what came in, 'the rest that came in otherwise' came in too (còn 241 hồ sơ tiếp nhận trực tiếp), and the rest of
# a split happened as its other parts did (còn lại 16 vụ do nguyên nhân khác).
_REST = regex.compile(r"(?i)\bcòn(?: lại)?\s*$")
_CAME_TOO = regex.compile(
    r"(?i)\s*(?:\p{L}+\s){1,2}(?:(?:(?:được |đã )?(?:tiếp nhận|nộp|gửi)|do|là|thuộc|về|khác)\b)"
    r"(?!.*\b(?:chưa|đang)\b)"
)
# The rest of those that came, with what was done to them (còn lại chuyển cơ quan có thẩm quyền 23 đơn).
_REST_DONE = regex.compile(
    r"(?i)\bcòn lại,?\s(?:đã\s)?(?:chuyển(?! sang)|trả|hướng dẫn|rút|hủy|hu[ỷy]|lưu|bàn giao|không thụ lý|đình chỉ)\b"
)
# A village, and no paper: 'bản' with what it has or where it lies.
_VILLAGE = regex.compile(
    r"(?i)\b(?:toàn xã|toàn huyện) (?:\p{L}+ ){0,3}bản\b|\bbản (?:có|chưa|được|đạt|đặc biệt|vùng|trên|khó|văn hóa|đã)\b"
)
_RATES = ("năm", "ngày", "giờ", "ca", "tháng")
_MONEY = "đồng"
_POINT = "điểm"
_POSTS = ("biên chế", "giường", "giường bệnh")
_POSTS_CHANGE = regex.compile(r"(?i)\b(?:tinh giản|cắt giảm|giảm|tăng|bổ sung|thu hồi|tuyển)\b")
# What services are offered is there to be used (cung cấp 118 dịch vụ công), however many were used.
_OFFERED = ("dịch vụ công", "dịch vụ", "thủ tục hành chính")
_OFFERS = regex.compile(r"(?i)\b(?:cung cấp|công khai|niêm yết)(?: được)?\s*$")
_TIMES = ("ngày", "tháng", "quý", "năm", "lần")


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a figure: its own words before and behind it, its name, and what it counts.

    `topic`: words above it (a header, a whole) that say what is there, not what was done. `is_share`: a share, which is
    of its time as what it is a share of. `is_change`: an increase or decrease, which happens whatever it is of.
    `opens`: the words before it begin a clause.
    """

    before: str = ""
    after: str = ""
    label: str = ""
    unit: str | None = None
    topic: str = ""
    is_share: bool = False
    is_change: bool = False
    opens: bool = False

    @property
    def words(self) -> str:
        """All of them."""
        return f"{self.label} {self.topic} {self.before} {self.after}"


@dataclass(frozen=True, slots=True)
class Other:
    """A figure that another belongs to: its whole, or one that it is listed with.

    `before`: its own words before it. `told`: the kind that is told of it, None where nothing tells one.
    """

    before: str
    told: PeriodKind | None = None
    is_whole: bool = False


def tell_kind(said: Said, rules: CompiledRules, others: Callable[[], Iterable[Other]] = tuple) -> PeriodKind:
    """As the words nearest to a figure tell, else the figures it belongs to, else what it counts; else it happened."""
    return tell_any(said, rules, others) or PeriodKind.FLOW


def tell_any(said: Said, rules: CompiledRules, others: Callable[[], Iterable[Other]] = tuple) -> PeriodKind | None:
    """The kind of a figure, None where nothing tells it.

    `others`: its whole, of whose kind it is unless it says that it became another, then those it is listed with,
    nearest first. What was done is only looked for where something says that the figure may be there at one time:
    that is dear, and most figures are flows.
    """
    if _WHY.search(said.label):
        said = replace(said, label=_WHY.split(said.label, maxsplit=1)[0])
    if said.unit == "bản" and _VILLAGE.search(f"{said.before} bản{said.after} {said.label}"):
        said = replace(said, unit="thôn")
    if " – " in said.label:
        said = replace(said, label=_RESULT_COLUMN.sub("", said.label))
    plain = _tell_plainly(said, rules)
    if plain:
        return plain
    happens = is_event(said.unit, rules)
    kin = [other for other in others() if other.is_whole or other.told is not PeriodKind.STOCK or not happens]
    whole = next((other.told for other in kin if other.is_whole), None)
    is_there = _is_there(said, rules) or _counts_standing(said, rules)
    is_share = said.is_share and not happens and _names_state(said, rules)
    own = (said.before, said.after, said.label)
    may_be = is_there or is_share or _has(said, rules) or any(_says_state(words, rules) for words in own)
    if not may_be and not any(other.told is PeriodKind.STOCK for other in kin):
        return whole
    beside = _tell_beside(said, is_share, rules)
    listed = next((other.told for other in kin if other.told is not None and not other.is_whole), None)
    if whole is not None and (listed is None or listed is not beside) and not _differs(said, beside, whole):
        return whole
    told = beside or listed or (_nearest(said.label, True, rules) if may_be else None)
    return told or (PeriodKind.STOCK if is_there else PeriodKind.FLOW)


def _tell_plainly(said: Said, rules: CompiledRules) -> PeriodKind | None:
    """The kind of changes, of what is used up, of posts and capacities, and of shares whose first verb tells it."""
    if said.is_change or _is_rest_that_came(said, rules) or _is_used_up(said):
        return PeriodKind.FLOW
    if (said.is_share and said.unit == _POINT) or _is_made(said):
        return PeriodKind.FLOW
    if _is_capacity(said, rules):
        return PeriodKind.STOCK
    is_number_of = _NUMBER_OF.match(said.label) is not None
    main = _main_verb(said.label, rules) if said.is_share or is_number_of else None
    happens = is_event(said.unit, rules) or _names_events(said.after.lstrip(), rules)
    if main is PeriodKind.STOCK:
        return None if happens else main
    return None if is_number_of or _PENDING.search(f"{said.before} {said.label}") else main


def _is_made(said: Said) -> bool:
    counted = (said.unit or "").partition("/")[0]
    return counted in _OUTPUT and not said.is_share and _MADE.search(said.before) is not None


@lru_cache(maxsize=MAX_REMEMBERED)
def tell_before_it(said: Said, rules: CompiledRules) -> PeriodKind | None:
    """The kind that the words before a figure tell for it and those behind it."""
    if said.is_change:
        return None
    if _is_capacity(said, rules):
        return PeriodKind.STOCK
    words = said.before
    if _is_used_up(said) or _opens_with_deed(said, rules):
        return PeriodKind.FLOW
    if _counts_standing(said, rules):
        return PeriodKind.STOCK
    happens = is_event(said.unit, rules)
    is_named = None if happens else rules.cues["HAS_WORDS"].search(words)
    if not is_named and not happens:
        clause = last_end(_COMMA, words, 0, len(words))
        is_done = rules.cues["DONE_WORDS"].search(words, clause)
        is_named = None if is_done else rules.cues["STOCK_WORDS"].search(words, clause)
    return PeriodKind.STOCK if is_named else _nearest(words, True, rules)


def _differs(said: Said, beside: PeriodKind | None, whole: PeriodKind) -> bool:
    """Whether a part says of itself what its whole is not: that it was done, or that it is still there."""
    if beside is None or beside is whole:
        return False
    if beside is PeriodKind.STOCK and _REST.search(said.before) and said.unit in _AREAS:
        return _PENDING.search(said.after) is not None
    return beside is PeriodKind.STOCK or _BECAME.search(f"{said.before} {_IS_NOW.sub('', said.after)}") is not None


def tell_before(said: Said, others: Callable[[], Iterable[Other]], rules: CompiledRules) -> PeriodKind | None:
    """The kind that the words before a figure tell, else those before its list; None where it runs on."""
    for words in (said.before, *(other.before for other in others())):
        if rules.cues["RUNNING_WORDS"].search(words):
            return None
        told = _nearest(words, True, rules)
        if told or rules.cues["HAS_WORDS"].search(words):
            return told or PeriodKind.STOCK
    return None


def names_what_is_there(said: Said, rules: CompiledRules) -> bool:
    """Whether a figure is a share of things that have or are something, or a count of such as nothing says was done."""
    if rules.cues["RUNNING_WORDS"].search(said.words) or rules.cues["DONE_WORDS"].search(f"{said.words}{_GOES_ON}"):
        return False
    return _names_state(said, rules) if said.is_share else _is_there(said, rules)


@lru_cache(maxsize=MAX_REMEMBERED)
def _says_state(words: str, rules: CompiledRules) -> bool:
    return bool(words) and bool(rules.cues["STATE_WORDS"].search(words))


def _names_state(said: Said, rules: CompiledRules) -> bool:
    return bool(rules.cues["STATE_SHARE"].search(f"{said.label} {said.topic}"))


def _counts_standing(said: Said, rules: CompiledRules) -> bool:
    """Whether a figure is the number of some that nothing is said to be done with (Tổng số lao động 1.368 người)."""
    number = rules.cues["NUMBER_OF"].search(said.before)
    if number is None or said.is_share or is_event(said.unit, rules) or said.unit in _MEASURES:
        return False
    words = f"{said.before[number.start() :]} {said.after}"
    return rules.cues["DONE_WORDS"].search(words) is None


def _is_used_up(said: Said) -> bool:
    return said.unit in _USED_UP and _USES.search(said.before) is not None


@lru_cache(maxsize=MAX_REMEMBERED)
def _main_verb(label: str, rules: CompiledRules) -> PeriodKind | None:
    """Of a share what its first verb tells: what those it is of have or are, or what was done; None without one.

    'Tỷ lệ người có tài khoản giao dịch' have something, of 'văn bản được trao đổi qua phần mềm' all was done.
    """
    name = rules.cues["OF_SHARE"].sub("", label)
    if _names_events(name, rules):
        return PeriodKind.FLOW
    has = rules.cues["SHARE_HAS"].match(name)
    if has is None:
        return None
    is_done = rules.cues["DONE_WORDS"].search(name, 0, has.end()) is not None
    return None if is_done or rules.cues["STATE_WORDS"].search(name, 0, has.end()) else PeriodKind.STOCK


def _names_events(words: str, rules: CompiledRules) -> bool:
    """Whether a name begins with what happens; 'bản' is a village too, 'việc làm' is work that one has."""
    return rules.cues["FLOW_UNIT"].match(words) is not None and _NO_EVENT.match(words) is None


@lru_cache(maxsize=MAX_REMEMBERED)
def is_event(unit: str | None, rules: CompiledRules) -> bool:
    """Whether a unit counts what happens (lượt, vụ), which is never there at one time."""
    return bool(unit and rules.cue_wholes["FLOW_UNIT"].fullmatch(unit))


def _is_rest_that_came(said: Said, rules: CompiledRules) -> bool:
    if not is_event(said.unit, rules):
        return False
    is_rest = _REST.search(said.before) is not None and _CAME_TOO.match(said.after) is not None
    return is_rest or _REST_DONE.search(said.before) is not None


def _tell_beside(said: Said, is_share: bool, rules: CompiledRules) -> PeriodKind | None:
    """The kind told before the figure, else behind it, else by what it is a share of.

    What is said to be there is not told by the deeds of another clause (Khám chữa bệnh: Trung tâm có 160 giường).
    """
    clause = _OWN_CLAUSE.search(said.before) if _SAYS_HAS.search(said.before) else None
    before = _nearest(said.before, True, rules, clause.start() if clause else 0)
    if before is None and _opens_with_deed(said, rules):
        before = PeriodKind.FLOW
    if before is None and rules.cues["EVENT_BEHIND"].match(said.after) and not _INSURED.search(said.words):
        return PeriodKind.FLOW
    has = _has(said, rules)
    after = _PASSIVE.split(said.after, maxsplit=1)[0] if has else _WHY.split(said.after, maxsplit=1)[0]
    beside = before or _nearest(f"{after}{_GOES_ON}", False, rules)
    if beside is None and (is_share or has or (_HAS_BEHIND.match(said.after) and _is_there(said, rules))):
        return PeriodKind.STOCK
    return beside


def _opens_with_deed(said: Said, rules: CompiledRules) -> bool:
    """Whether the clause of a count begins with what was done (Thăm hỏi 38 hội viên, Đã sơ tán 18.652 hộ).

    What a comma parts from it is another clause, what says that a body has it tells of no deed.
    """
    if said.is_share or _SAYS_HAS.search(said.before):
        return False
    parts = _CLAUSES.split(said.before)[0 if said.opens else 1 :]
    return bool(parts and parts[-1].strip()) and any(rules.cues["OPENS_WITH_DEED"].match(part) for part in parts)


def _has(said: Said, rules: CompiledRules) -> bool:
    """Whether a place or a body is said to have so many (toàn huyện có); of what happens that says nothing."""
    return bool(rules.cues["HAS_WORDS"].search(said.before)) and not is_event(said.unit, rules)


def _is_capacity(said: Said, rules: CompiledRules) -> bool:
    """Whether a rate is what a plant can do (công suất 1,4 triệu tấn/năm), or posts are what an office may fill."""
    counted, _, each = (said.unit or "").partition("/")
    if said.unit in _POSTS and not _POSTS_CHANGE.search(said.before):
        return True
    if said.unit in _OFFERED and _OFFERS.search(said.before):
        return True
    is_rate = each in _RATES and not is_event(counted, rules)
    return is_rate and bool(rules.cues["CAPACITY"].search(said.before))


@lru_cache(maxsize=MAX_REMEMBERED)
def tell_by_header(header: str, rules: CompiledRules) -> PeriodKind | None:
    """The kind that the header of a column says."""
    if rules.cues["FLOW_HEADER"].search(header):
        return PeriodKind.FLOW
    return PeriodKind.STOCK if rules.cues["STOCK_HEADER"].search(header) else None


@lru_cache(maxsize=MAX_REMEMBERED)
def _nearest(words: str, is_last: bool, rules: CompiledRules, floor: int = 0) -> PeriodKind | None:
    """The kind told by the last (or first) words that tell one; of words that overlap the first, deeds from a floor."""
    if not words.strip():
        return None
    states = [(match.start(), match.end(), PeriodKind.STOCK) for match in rules.cues["STATE_WORDS"].finditer(words)]
    done = [
        (match.start(), match.end(), PeriodKind.FLOW)
        for match in rules.cues["DONE_WORDS"].finditer(words, floor)
        if not any(start <= match.start() < end for start, end, _ in states)
        and not _NOT.search(words, max(0, match.start() - _NEAR), match.start())
    ]
    found = sorted((*states, *done))
    return found[-1 if is_last else 0][2] if found else None


def _is_there(said: Said, rules: CompiledRules) -> bool:
    """Whether what is counted is there at one time; a share, by what it is a share of."""
    unit = said.unit
    if is_event(unit, rules) or rules.cues["FLOW_UNIT"].match(said.label):
        return False
    if unit and unit.partition("/")[0] == _MONEY and not said.is_share:
        return bool(rules.cues["STOCK_MONEY"].search(said.words) or rules.cues["FUND_SIZE"].search(said.before))
    if rules.cues["STOCK_WORDS"].search(said.words):
        return True
    if unit in _PERCENT:
        return False
    counted, _, each = unit.partition("/")
    return each not in _TIMES and any(_is_standing(one, rules) for one in (counted, *counted.split(", ")))


@lru_cache(maxsize=MAX_REMEMBERED)
def tells_kind(unit: str, rules: CompiledRules) -> bool:
    """Whether a unit counts what is there at one time, or what happens."""
    return is_event(unit, rules) or _is_standing(unit, rules)


@lru_cache(maxsize=MAX_REMEMBERED)
def _is_standing(counted: str, rules: CompiledRules) -> bool:
    return rules.cue_wholes["STOCK_UNIT"].fullmatch(counted) is not None
