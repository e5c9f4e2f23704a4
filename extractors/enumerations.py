"""Commas that end no phrase: those between like words (cầu, ngầm tràn; kiểm tra, giám sát; mức độ 3, mức độ 4)."""

from __future__ import annotations

import regex

from extractors.rules_compiled import CompiledRules
from extractors.stops import ASIDE, SOFT_END
from extractors.units import UnitReading

_COMMA = regex.compile(r",\s")
_MEMBER_END = regex.compile(r"[;…()]|[.:](?=\s|$)|,(?=\s|$)")
_LEVELS = regex.compile(r"(?:(?:mức độ|mức|cấp|lớp|khối)\s)?\d(?:G|(?=\s*(?:[,.;:)]|$|và\s)))")
# No figure stands in these words: a bare digit goes on with the levels.
_LEVEL_AGAIN = regex.compile(r"\d\s\p{Ll}")
_LEVEL_BEFORE = regex.compile(r"(?r)(?:\dG|\b(?:mức độ|mức|cấp|lớp|khối|loại)\s\d(?:,\s\d)*)$")
# What has a subject of its own is said besides (hộ dân có điện, đời sống được nâng cao).
_SAID = regex.compile(r"^\p{Ll}+\s.*?\b(?:được|ngày càng|đều|cơ bản|ổn định|thuận lợi|đầy đủ)(?!\p{L})")
_LETTER = regex.compile(r"\p{L}")
_SYLLABLE = regex.compile(r"\p{L}+")
# So many syllables next to a comma are the members that it parts.
_BESIDE = 2
_OR_MORE = regex.compile(r"(?i)\s*trở (?:lên|xuống)\s*")
_REACHING = regex.compile(r"\s(?:cho|với|về|tại|của|ở)$")
_AND = regex.compile(r"\s(?:và|cùng)\s*$")
_DENIED = regex.compile(r"(?i)\b(?:chưa|không)\s")
# Members of a list have few words; so few a verb that shares its object with the one before.
_MAX_MEMBER = 16
_MAX_VERB = 2
# So many words of a thing or deed share the figure behind the next one; of more they are a clause.
_MAX_SHARED = 6
_COMPANION = regex.compile(r"\s(?<!đối )với\s")
# The one that has most or least of all is told of with its own figure.
_EXTREME = (" nhất", " nhì")
# The end of a bracket, a time, or what counts the clauses (Một là, ...): none of them is counted.
_NO_MEMBER = regex.compile(r"(?i)[()]|\b(?:ngày|tháng|quý|năm)\s\d|\d/\d|(?<!\p{L})là$")


def goes_on(text: str, comma: int, unit: UnitReading | None, is_before_figure: bool, rules: CompiledRules) -> bool:
    """Whether the words behind a figure go on behind a comma; `is_before_figure`: the text ends where the next begins.

    They do where more of the same follows up to a stop: no verb or relation that begins a clause, and no number.
    """
    before = text[:comma]
    if _is_quoted(text, comma):
        return True
    if before.count("(") != before.count(")") or _OR_MORE.fullmatch(before):
        return False
    if _LEVEL_BEFORE.search(before) and (_LEVELS.match(text, comma + 2) or _LEVEL_AGAIN.match(text, comma + 2)):
        return True
    printed = unit.printed if unit else ""
    is_bounded = _is_bounded(text, comma, is_before_figure, rules)
    is_bounded = is_bounded or (is_before_figure and _leads_to_companion(text, comma, rules))
    member = _member(text, comma)
    if rules.cues["LISTED_PAIR"].match(printed + text, len(printed) + comma):
        return is_bounded or _REACHING.search(member) is not None or _is_closed(text, comma, member)
    return is_bounded and not member[:1].isdigit() and _is_alike(before, member, unit, rules)


def _is_alike(before: str, member: str, unit: UnitReading | None, rules: CompiledRules) -> bool:
    """Whether words behind a comma are of the kind of those before it: a verb behind a verb, a noun behind a noun."""
    if rules.cues["DEED"].match(member):
        said = f"{unit.printed}{before}" if unit else before
        return (len(member.split()) <= _MAX_VERB and _ends_in_deed(said, rules)) or _sounds_alike(before, member)
    if rules.cues["CLAUSE_OPENING"].match(member):
        return bool(_DENIED.match(member) and _DENIED.search(before))
    if _LETTER.search(before):
        is_clause = _SAID.search(member) is not None and rules.cues["PREDICATE"].search(before) is not None
        return len(member.split()) <= _MAX_MEMBER and not is_clause
    return unit is not None and unit.kind == "count" and not unit.is_classifier and len(member.split()) <= _MAX_SHARED


def _is_closed(text: str, comma: int, member: str) -> bool:
    """Whether a third verb leads to the next figure, behind two said together (sửa đổi, bổ sung, bãi bỏ 02 TTHC)."""
    end = text.index(member, comma) + len(member)
    return len(member.split()) <= _MAX_VERB + 1 and text.startswith(", ", end)


def _sounds_alike(before: str, member: str) -> bool:
    """Whether two members next to a comma say a syllable both (được đăng ký, đăng kiểm; số vụ, số người)."""
    return not set(_SYLLABLE.findall(before)[-_BESIDE:]).isdisjoint(_SYLLABLE.findall(member)[:_BESIDE])


def _member(text: str, comma: int) -> str:
    end = _MEMBER_END.search(text, comma + 1)
    return _AND.sub("", text[comma + 1 : end.start() if end else len(text)]).strip()


def _is_bounded(text: str, comma: int, is_before_figure: bool, rules: CompiledRules) -> bool:
    """Whether no number follows the words behind a comma, so that they are none of its own."""
    end = _MEMBER_END.search(text, comma + 1)
    if end is None:
        return not is_before_figure or _AND.search(text, comma) is not None
    aside = ASIDE.match(text, end.start())
    if aside is not None and is_before_figure and not text[aside.end() :].strip():
        return False  # 17 người, trẻ tuổi (dưới 40) 12 người: the name of the next
    if end[0] != "," or rules.cues["LABEL_STOP"].search(text, comma + 1, end.start()):
        return bool(_member(text, comma))
    rest = text[end.end() :].strip()
    if not rest or rules.cues["CLAUSE_OPENING"].match(rest):
        return True
    return _is_bounded(text, end.start(), is_before_figure, rules)


def _leads_to_companion(text: str, comma: int, rules: CompiledRules) -> bool:
    """Whether the words behind a comma lead to what came with the things counted (6 hội chợ, triển lãm với 150 gian).

    Then the next figure has its own words, and these belong to the one before. `text` ends where that one begins.
    """
    joint = _COMPANION.search(text, comma + 2)
    member = text[comma + 1 : joint.start()].strip() if joint else ""
    if joint is None or SOFT_END.search(member) or member.endswith(_EXTREME):
        return False
    is_amount = not text[joint.end() :].strip() or rules.cues["ATTRIBUTE"].match(text[joint.end() :]) is not None
    is_alike = member[:1].islower() or text[:comma].rpartition(" ")[2][:1].isupper()
    return is_amount and is_alike and rules.cues["PREDICATE"].search(member) is None


def _is_quoted(text: str, comma: int) -> bool:
    """Whether a comma stands inside a name in quotation marks (“Giỏi việc nước, đảm việc nhà”)."""
    return text.rfind("“", 0, comma) > text.rfind("”", 0, comma) and "”" in text[comma:]


def _ends_in_deed(words: str, rules: CompiledRules) -> bool:
    return any(match.end() == len(words.rstrip()) for match in rules.cues["DEED"].finditer(words))


def last_break(text: str, rules: CompiledRules) -> int:
    """Where the last clause of the words before a figure begins: behind the last comma that parts no list."""
    listed = {match.start() for match in rules.cues["LISTED_NOUN"].finditer(text)}
    for match in reversed(list(_COMMA.finditer(text))):
        if match.start() not in listed and parts_no_list(text, 0, match.end(), len(text), rules):
            return match.end()
    return 0


def parts_no_list(text: str, begin: int, behind: int, end: int, rules: CompiledRules) -> bool:
    """Whether a comma (that ends at `behind`) parts the words between two positions: not two verbs or nouns of a list.

    Few words without a figure of their own share the next one (đường huyện, đường xã 13 vụ; bắt giữ, xử lý 542 vụ).
    """
    comma = behind - 2
    earlier = [match.end() for match in _COMMA.finditer(text, begin, comma)]
    whole = text[max([begin, *earlier]) : comma].strip()
    said = rules.cues["LABEL_LEAD"].sub("", whole)
    if not said:
        return True
    if _is_quoted(text, comma) or (_LEVEL_BEFORE.search(text, begin, comma) and text[behind : behind + 1].isdigit()):
        return False
    is_own = bool(earlier) or begin == 0  # not the end of what is said of the figure before
    if is_own and _is_member(whole, said, text[behind:end].strip(), rules):
        return False
    if rules.cues["CLAUSE_OPENING"].match(said):
        return True
    if rules.cues["LISTED_PAIR"].match(text, comma):
        return False
    return not _ends_in_deed(said, rules) or rules.cues["DEED"].match(text, behind, end) is None


def _is_member(whole: str, said: str, member: str, rules: CompiledRules) -> bool:
    """Whether words before a comma have no figure of their own and share the one behind the next words.

    `said` are the whole words without what leads to them. Words that begin another clause are none, unless both say
    a syllable (trong trại tạm giam, nhà tạm giữ 50 người).
    """
    if len(said.split()) > _MAX_SHARED or _NO_MEMBER.search(said):
        return False
    if _DENIED.match(said) and not _DENIED.match(member):
        return False
    opening = rules.cues["CLAUSE_OPENING"]
    is_clause = opening.match(said) is not None or opening.match(member) is not None
    return not is_clause or not set(whole.casefold().split()).isdisjoint(member.casefold().split())
