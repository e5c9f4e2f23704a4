"""The noun a figure counts where its own unit does not say it: a classifier, a list of people, or no unit at all."""

from __future__ import annotations

import regex

from extractors.rules_compiled import CompiledRules
from extractors.segmentation import first_word
from extractors.units import UnitReading, join_nouns

_NUMBER_OF = regex.compile(r"(?i)\b(?:tổng\s+)?số(?:\s+lượng)?\s+(?=\p{L})")
_SHARE_OF = regex.compile(r"(?i)\bt[ỷỉ] lệ(?:\s%)?\s+(?:số\s+)?(?=\p{L})")
_CHILDREN = regex.compile(r"(?i)\b(?:trẻ|mầm non|mẫu giáo|nhà trẻ|thiếu nhi|nhi đồng|bé)\b")
# Whom offices of health and of charity call em, where no school is spoken of.
_PATIENTS = regex.compile(
    r"(?i)\b(?:phẫu thuật|bẩm sinh|suy dinh dưỡng|mồ côi|dị tật|khuyết tật|hở hàm ếch|sứt môi|vòm miệng"
    r"|bại não|tiêm chủng)\b"
)
_SCHOOL = regex.compile(r"(?i)\b(?:học sinh|học lực|trường|lớp|hòa nhập|hoà nhập)\b")
_DOSSIERS = regex.compile(r"(?i)\b(?:cccd|căn cước|hồ sơ|tthc|thủ tục|dịch vụ công|một cửa|định danh)\b")
PEOPLE = "người"
_SEX = regex.compile(r"(?i)\b(?:nam|nữ)\s(?=\p{L})")
_SEXES = ("nam", "nữ")
_SPACE = regex.compile(r"\s")
# What somebody has not, uses wrongly or broke is not what is counted (không có giấy phép lái xe 438).
_LACKS = regex.compile(r"(?ir)\b(?:không|chưa|thiếu|quá|vượt|sai|lấn|trái|vi phạm)(?:\s\p{L}+){0,5}\s$")
_JOINTS = regex.compile(r", | và ")
_STAFF = regex.compile(r"(?i)\b(?:cán bộ|công chức|viên chức|người lao động|nhân viên|giáo viên)\b")


def name_unit(
    unit: UnitReading | None, label: str, rules: CompiledRules, following: str = ""
) -> tuple[str | None, str | None]:
    """The unit of a figure and the unit as printed; `following` is the text behind the number.

    'Tổng số máy tính là 205 chiếc' counts máy tính, 'số thư điện tử được cấp là 822' thư điện tử, '150 cán bộ, công
    chức' people, and '24.870 em' pupils, or children where the words around speak of small ones. A noun that no rule
    lists is taken with all its syllables (2 chấp hành viên).
    """
    if unit is None or unit.is_classifier or not unit.printed:
        own = unit.unit if unit else None
        noun = _noun_in(label, rules) or (_noun_of_label(label, rules) if own is None else None)
        return noun or own, (unit.printed or None) if unit else None
    if not unit.is_listed and unit.kind == "count":
        noun = _noun_in(label, rules) or ""
        if noun.startswith(f"{unit.unit} "):
            return noun, unit.printed
        word = first_word(following)
        if rules.cue_wholes["EMPTY_HEAD"].fullmatch(word):
            word = _with_next_word(word, following.lstrip(), rules)
        is_longer = word.casefold().startswith(unit.printed.casefold() + " ")
        if is_longer:
            return word.casefold(), word
        behind = _noun_behind(_SEX, label, rules) if unit.unit in _SEXES else None
        return behind or unit.unit, unit.printed
    return _name_listed(unit, label, rules, following), unit.printed


def _name_listed(unit: UnitReading, label: str, rules: CompiledRules, following: str) -> str | None:
    """What a listed word counts that stands for several things."""
    printed = unit.printed.casefold()
    if unit.unit == "con" and printed.endswith("con"):
        behind = rules.cues["ANIMAL"].match(following.lstrip().removeprefix(unit.printed).lstrip())
        animals = [behind] if behind else list(rules.cues["ANIMAL"].finditer(label))
        return animals[-1][0].casefold() if animals else unit.unit
    if printed == "hs":
        return "hồ sơ" if _DOSSIERS.search(f"{label} {following}") else unit.unit
    if printed == "em" or printed.startswith("em/"):
        is_child = _CHILDREN.search(label) or (_PATIENTS.search(label) and not _SCHOOL.search(label))
        return (unit.unit or "").replace("trẻ", "trẻ" if is_child and "/lớp" not in printed else "học sinh", 1)
    if printed == "máy":
        noun = _noun_in(label, rules)
        return noun if noun and noun.startswith("máy") else unit.unit
    parts = _JOINTS.split(unit.unit or "")
    named = [part.strip() for part in parts]
    people = [part for part in named if rules.cue_wholes["PERSON"].fullmatch(part) or _STAFF.fullmatch(part)]
    is_staff = 1 < len(parts) == len(people) and any(_STAFF.fullmatch(part) for part in people)
    return "người" if is_staff else unit.unit


def says_state(unit: UnitReading, following: str, rules: CompiledRules) -> bool:
    """Whether the word behind a number is no noun but what became of those counted (08 nghỉ hưu, 02 tử vong)."""
    return not unit.is_listed and rules.cues["STATE_BEHIND"].match(following.lstrip()) is not None


def name_number_of(words: str, rules: CompiledRules) -> str | None:
    """The noun of words that begin with 'số' (số lao động 45)."""
    number = _NUMBER_OF.match(words)
    return _read_noun(rules.unit_word.match(words, number.end()), rules) if number else None


def name_of_words(words: str, rules: CompiledRules) -> str | None:
    """The noun that the words before a number begin or end with."""
    return _noun_of_label(words, rules)


def name_share_unit(label: str, rules: CompiledRules) -> str | None:
    """What a share without a noun of its own is of (Tỷ lệ hộ nghèo: 12/200), None where no unit begins there."""
    return _noun_behind(_SHARE_OF, label, rules)


def _noun_in(label: str, rules: CompiledRules) -> str | None:
    """The noun behind 'số' (Tổng số máy tính ...), else None."""
    return _noun_behind(_NUMBER_OF, label, rules)


def _with_next_word(head: str, following: str, rules: CompiledRules) -> str:
    """A noun that says little alone with the word behind it (điểm giết mổ), where one stands there."""
    behind = following[len(head) :]
    word = first_word(behind) if behind[:1] == " " and behind[1:2].isalpha() else ""
    is_noun = word and not rules.cue_wholes["NOT_A_NOUN"].fullmatch(word)
    return f"{head} {word}" if is_noun else head


def _noun_of_label(label: str, rules: CompiledRules) -> str | None:
    """The noun that the words of a number without a unit begin with (lao động nữ 9), or end with.

    Of a grade (hoàn thành tốt nhiệm vụ 34) what is said to be graded.
    """
    head, _, words = label.rpartition(": ")
    if rules.cue_wholes["RATING"].fullmatch(words):
        return _noun_behind(rules.cues["RATED"], head, rules)
    first = rules.unit_word.match(words)
    if _is_graded(words, rules):
        return _read_noun(first, rules) or _noun_behind(rules.cues["RATED"], words, rules) or _noun_of_head(head, rules)
    listed = _read_listed(first, words, rules)
    if listed:
        return listed
    first = None if rules.cues["CLASS_NAME"].match(words) else first
    group = rules.cues["PEOPLE_GROUP"].search(words)
    if group and group.start() == 0 and (first is None or first.end() < len(words.rstrip())):
        return _noun_of_head(head, rules)
    return _read_noun(first, rules) or _noun_at_end(label, rules) or _noun_of_head(head, rules)


def _read_listed(first: regex.Match[str] | None, words: str, rules: CompiledRules) -> str | None:
    """The nouns that words begin with, where they are several (Thôn, buôn, tổ dân phố văn hóa 231)."""
    noun = _read_noun(first, rules)
    if first is None or noun is None:
        return None
    end = join_nouns(words, first.start(1), first.end(1), rules.units[first[1].casefold()], rules)
    return noun + words[first.end(1) : end] if end > first.end(1) else None


def _is_graded(words: str, rules: CompiledRules) -> bool:
    """Whether words end with a grade that something got (Chi bộ hoàn thành tốt nhiệm vụ): it is no noun of theirs."""
    grades = (words[space.end() :] for space in _SPACE.finditer(words))
    return any(rules.cue_wholes["RATING"].fullmatch(grade) is not None for grade in grades)


def _noun_of_head(head: str, rules: CompiledRules) -> str | None:
    """The noun that the words a list stands behind begin with (Xét nghiệm: huyết học 61.200)."""
    return None if rules.cues["CLASS_NAME"].match(head) else _read_noun(rules.unit_word.match(head), rules)


def name_people(label: str, rules: CompiledRules) -> str | None:
    """People, where the words of a number without a noun name a group of them (ngoài Đảng 8); else None."""
    return PEOPLE if rules.cues["PEOPLE_GROUP"].search(label) else None


def _noun_at_end(label: str, rules: CompiledRules) -> str | None:
    """The noun right before a number without a unit: (trong đó) giáo viên 1.246."""
    end = len(label.rstrip())
    last = next((match for match in rules.unit_word.finditer(label) if match.end() == end), None)
    is_word = last is not None and not rules.cues["INSIDE_WORD"].search(label, 0, end)
    if last is not None and _LACKS.search(label, 0, last.start()):
        return None
    return _read_noun(last, rules) if is_word else None


def _noun_behind(words: regex.Pattern[str], label: str, rules: CompiledRules) -> str | None:
    match = words.search(label)
    return _read_noun(rules.unit_word.match(label, match.end()) if match else None, rules)


def _read_noun(found: regex.Match[str] | None, rules: CompiledRules) -> str | None:
    """What a unit word counts, None of amounts, measures and classifiers."""
    unit = rules.units[found[1].casefold()] if found else None
    if unit and rules.cue_wholes["TIME_UNIT"].fullmatch(unit.unit):
        return None
    return unit.unit if unit and unit.kind == "count" and not unit.is_classifier else None
