"""The rulebook with its patterns compiled: pure, made once a process and passed to every extractor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

import regex

from extractors.alternations import any_of, share_letters
from extractors.gazetteer import Gazetteer
from extractors.numbers import NUMERAL
from extractors.office_names import OFFICE_NAME
from schemas.fact import Qualifier, Role, Scope
from schemas.mention import MentionKind
from schemas.rules import (
    ChangeRule,
    Cue,
    EntityRule,
    LikenessRule,
    MentionRule,
    PartitionRule,
    PlaceKindRule,
    QualifierRule,
    RateRule,
    RatioRule,
    RoleRule,
    Rulebook,
    UnitRule,
)

Pattern = regex.Pattern[str]

RATIO, PERCENT, COUNT, OTHER = "\ue001", "\ue002", "\ue003", "\ue004"
FIGURES = f"{RATIO}-{COUNT}"
_MACRO = regex.compile(r"@([A-Z_]+)@")
_PATTERN_PART = regex.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", regex.DOTALL)
_SLOT = regex.compile(r"\{([RNP])(?::(\w+))?\}")
_SYMBOLS = {"R": RATIO, "P": PERCENT, "N": COUNT}
_SLOT_NAMES = {"R": "ratio", "P": "percent", "N": "count"}
# What says how much more or less a level is than another: ', tăng c (p%) so với cùng kỳ (b)', up to the next comma.
_CHANGE_BODY = rf"\s*(?:(?:đã|và|cũng)\s+)?(?:@CHANGE@)(?:\s+\p{{L}}+){{0,3}}\s*[{FIGURES}](?:[^.,;()]|\([^()]*\))*?\s*"
_CHANGE_CLAUSE = rf"\({_CHANGE_BODY}\)|[,;]{_CHANGE_BODY}(?=[.,;)]|$|và\s+(?:@ATTAIN@)(?![\p{{L}}]))"
_GAP = f"[^{FIGURES}.;]{{0,140}}?"
_NAMES = {
    "NAME": r"\p{Lu}[\p{L}'’]*(?:[ -]{1,3}(?:\p{Lu}[\p{L}'’]*|\d{1,2}(?![\d.,/%])))*",
    "LEVEL": r"(?:huyện|tỉnh|thị xã|thành phố|quận|xã|phường|thị trấn|khu vực)(?![\p{L}])",
    "OFFICE": OFFICE_NAME,
}
"""What a rule of entities names: capitalised words; the words of an office's name."""
_QUALIFIER_MACRO = r"trên|hơn|dưới|khoảng|gần|xấp xỉ|ước|ước đạt|trên dưới|[<>≥≤]"


@dataclass(frozen=True, slots=True)
class CompiledMention:
    """A mention rule ready to run; a text that none of its alternatives matches by itself need not be searched.

    The engine looks for a lone alternative where its digits or letters stand, but tries a whole alternation at every
    character: the rules take half the time with the alternatives asked first.
    """

    id: str
    kind: MentionKind
    pattern: Pattern
    alternatives: tuple[Pattern, ...]

    def may_match(self, text: str) -> bool:
        """Whether the pattern matches somewhere in the text; of a lone alternative the search itself tells."""
        if len(self.alternatives) == 1:
            return True
        for alternative in self.alternatives:  # noqa: SIM110  # 2,000 times a page: no generator
            if alternative.search(text):
                return True
        return False


@dataclass(frozen=True, slots=True)
class CompiledQualifier:
    """A qualifier word, to be matched at the end of what stands before, or the start of what stands after."""

    qualifier: Qualifier
    before: Pattern | None
    after: Pattern | None
    not_after: Pattern | None


@dataclass(frozen=True, slots=True)
class CompiledRole:
    """Words that give a role in a sentence, a heading or a header."""

    id: str
    role: Role
    where: frozenset[str]
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class CompiledScope:
    """Words that tell the level a figure covers; `how`: level, counted, area or people (scopes.yaml)."""

    id: str
    scope: Scope
    how: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class CompiledEntity:
    """What a table's row named after an entity of a kind begins with, and its whole name in prose."""

    kind: str
    row: Pattern
    prose: Pattern | None
    header: Pattern | None = None


@dataclass(frozen=True, slots=True)
class CompiledRatio:
    """A ratio rule on skeleton text, in which each figure is one private character."""

    rule: RatioRule
    pattern: Pattern

    def may_match(self, skeleton: str) -> bool:
        """Whether the text has the figures that the rule joins: a percent, and a/b or two counts, or one of each."""
        names = self.pattern.groupindex
        ratios = "ratio" in names or "base" in names
        counts = 0 if "ratio" in names else ("num" in names) + ("den" in names)
        return PERCENT in skeleton and (not ratios or RATIO in skeleton) and skeleton.count(COUNT) >= counts


@dataclass(frozen=True, slots=True)
class CompiledChange:
    """A change rule on skeleton text: percent, difference or times."""

    id: str
    measure: str
    pattern: Pattern
    is_far: bool


@dataclass(frozen=True, slots=True)
class CompiledBound:
    """A rule of a part inside a whole on skeleton text, with why it cannot be larger."""

    id: str
    pattern: Pattern
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class CompiledRate:
    """A rule of a mean or yield with the words that stand before it."""

    rule: RateRule
    word: Pattern


@dataclass(frozen=True, slots=True)
class CompiledPartition:
    """Classes that do not overlap, ready to be looked for in the words of parts."""

    id: str
    is_closed: bool
    whole: Pattern | None
    classes: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit form and what it stands for."""

    unit: str
    kind: str
    is_classifier: bool
    factor: Decimal


@dataclass(frozen=True, slots=True, eq=False)
class CompiledRules:
    """Everything the extractors need to know, beside the text; one object, so that what it says may be remembered."""

    mentions: tuple[CompiledMention, ...]
    units: dict[str, Unit]
    unit_pattern: Pattern
    unit_word: Pattern
    qualifiers: tuple[CompiledQualifier, ...]
    may_be_qualified: tuple[Pattern, Pattern]
    roles: tuple[CompiledRole, ...]
    scopes: tuple[CompiledScope, ...]
    ratios: tuple[CompiledRatio, ...]
    change_clause: Pattern
    rests: tuple[tuple[str, Pattern, bool], ...]
    changes: tuple[CompiledChange, ...]
    bounds: tuple[CompiledBound, ...]
    rates: tuple[CompiledRate, ...]
    attainments: tuple[tuple[str, Pattern], ...]
    partitions: tuple[CompiledPartition, ...]
    statuses: tuple[tuple[bool, Pattern], ...]
    likenesses: tuple[tuple[str, Pattern], ...]
    abbreviations: tuple[tuple[str, Pattern], ...]
    cues: dict[str, Pattern]
    cue_starts: dict[str, Pattern]
    cue_wholes: dict[str, Pattern]
    entities: tuple[CompiledEntity, ...]
    place_kinds: dict[str, PlaceKindRule]
    place_word: Pattern
    gazetteer: Gazetteer
    glossary: Mapping[str, Unit] = field(default_factory=dict)
    """The abbreviations that the document being read spells out itself, with what they count."""


def compile_rules(rulebook: Rulebook, places_csv: str = "") -> CompiledRules:
    """All patterns compiled, macros replaced. Raises regex.error or KeyError for a rule that is wrong.

    `places_csv`: the official list of places, as pipeline/reference/places.csv has it; without it no name is known.
    """
    units = {form.casefold(): _unit(rule) for rule in rulebook.units for form in (rule.unit, *rule.forms)}
    not_before = {rule.unit.casefold(): rule.not_before for rule in rulebook.units}
    forms = _alternation(units, not_before)
    macros = {cue.id: cue.pattern for cue in rulebook.cues}
    macros |= {"UNIT": _alternation(_shortest(units, not_before), not_before), "NUM": NUMERAL}
    macros["QUALIFIER"] = _QUALIFIER_MACRO
    return CompiledRules(
        mentions=tuple(_compile_mention(rule, macros) for rule in rulebook.mentions),
        units=units,
        unit_pattern=_compile(rf"\s?((?i:{forms}))(?![\p{{L}}\d])"),
        unit_word=_compile(rf"(?<![\p{{L}}\d])((?i:{forms}))(?![\p{{L}}\d])"),
        qualifiers=tuple(_compile_qualifier(rule) for rule in rulebook.qualifiers),
        may_be_qualified=_compile_any_qualifier(rulebook.qualifiers),
        roles=tuple(_compile_role(rule) for rule in rulebook.roles),
        scopes=tuple(CompiledScope(r.id, r.scope, r.how, _compile(r.pattern, True)) for r in rulebook.scopes),
        ratios=tuple(CompiledRatio(r, _compile_slots(r.pattern, macros)) for r in rulebook.ratios),
        change_clause=_compile(_expand(_CHANGE_CLAUSE, macros), True),
        rests=tuple((r.id, _compile_slots(r.pattern, macros), r.needs_near) for r in rulebook.rests),
        changes=tuple(_compile_change(rule, macros) for rule in rulebook.changes),
        bounds=tuple(CompiledBound(r.id, _compile_slots(r.pattern, macros), r.vi, r.en) for r in rulebook.bounds),
        rates=tuple(CompiledRate(r, _compile(rf"(?:{r.word})(?![\p{{L}}])", True)) for r in rulebook.rates),
        attainments=tuple((r.id, _compile_slots(r.pattern, macros)) for r in rulebook.attainments),
        partitions=tuple(_compile_partition(rule) for rule in rulebook.partitions),
        statuses=tuple((r.is_attained, _compile(rf"\s*(?:{r.pattern})", True)) for r in rulebook.statuses),
        likenesses=_compile_wordings(rulebook.likenesses),
        abbreviations=_compile_wordings(rulebook.abbreviations),
        cues={cue.id: _compile_cue(cue) for cue in rulebook.cues},
        cue_starts={cue.id: _compile(rf"\s*(?:{cue.pattern})(?![\p{{L}}])", True) for cue in rulebook.cues},
        cue_wholes={cue.id: _compile(rf"\s*(?:{share_letters(cue.pattern)})\s*", True) for cue in rulebook.cues},
        entities=tuple(_compile_entity(rule) for rule in rulebook.entities),
        place_kinds={form.strip().casefold(): rule for rule in rulebook.places for form in rule.forms},
        place_word=_compile_place_word(rulebook.places),
        gazetteer=Gazetteer(places_csv),
    )


def _compile(pattern: str, ignores_case: bool = False) -> Pattern:
    return regex.compile(pattern, regex.IGNORECASE if ignores_case else 0)


def _compile_mention(rule: MentionRule, macros: dict[str, str]) -> CompiledMention:
    pattern = _expand(rule.pattern, macros)
    alternatives = tuple(_compile(alternative) for alternative in split_alternatives(pattern))
    return CompiledMention(rule.id, rule.kind, _compile(pattern), alternatives)


def _compile_role(rule: RoleRule) -> CompiledRole:
    """What stands before a number is read from the number backwards."""
    flags = regex.IGNORECASE | (regex.REVERSE if "before" in rule.where else 0)
    return CompiledRole(rule.id, rule.role, frozenset(rule.where), regex.compile(rule.pattern, flags))


def _compile_qualifier(rule: QualifierRule) -> CompiledQualifier:
    before = _compile(_before(rule.before), True) if rule.before else None
    after = _compile(_after(rule.after), True) if rule.after else None
    refused = _compile(rf"\s*(?:{rule.not_after})(?![\p{{L}}\d])", True) if rule.not_after else None
    return CompiledQualifier(rule.qualifier, before, after, refused)


def _compile_any_qualifier(rules: Sequence[QualifierRule]) -> tuple[Pattern, Pattern]:
    """What stands before, or behind, a number that some qualifier widens; read from the number backwards."""
    before = "|".join(rule.before for rule in rules if rule.before)
    after = "|".join(rule.after for rule in rules if rule.after)
    return regex.compile(_before(before), regex.IGNORECASE | regex.REVERSE), _compile(_after(after), True)


def _before(words: str) -> str:
    return rf"(?:^|[^\p{{L}}])(?:{words})\s*$"


def _after(words: str) -> str:
    return rf"^\s*(?:{words})\b"


def _compile_wordings(rules: Iterable[LikenessRule]) -> tuple[tuple[str, Pattern], ...]:
    return tuple((r.same, _compile(rf"(?<![\p{{L}}])(?:{r.pattern})(?![\p{{L}}])", True)) for r in rules)


def _compile_partition(rule: PartitionRule) -> CompiledPartition:
    whole = _compile(rule.whole, True) if rule.whole else None
    return CompiledPartition(rule.id, rule.is_closed, whole, tuple(_compile(c, True) for c in rule.classes))


def _compile_change(rule: ChangeRule, macros: dict[str, str]) -> CompiledChange:
    return CompiledChange(rule.id, rule.measure, _compile_slots(rule.pattern, macros), rule.is_far)


def _compile_entity(rule: EntityRule) -> CompiledEntity:
    prose = regex.compile(rf"(?<![\p{{L}}\d]){_expand(rule.prose, _NAMES)}(?![\p{{L}}\d])") if rule.prose else None
    header = regex.compile(rf"(?i)\s*(?:tên\s+)?(?:{rule.header})") if rule.header else None
    return CompiledEntity(rule.id, regex.compile(rf"(?i)\s*(?:{rule.row})"), prose, header)


def _compile_place_word(kinds: Iterable[PlaceKindRule]) -> Pattern:
    """A type word with a name or a number behind it; the name is looked up."""
    forms = sorted({form.strip() for kind in kinds for form in kind.forms}, key=lambda form: (-len(form), form))
    words = "|".join(regex.escape(form).replace(r"\ ", r"\s") for form in forms)
    others = r"(?!\s(?i:hội|[uủ][ỷy])\b)(?!(?<=(?i:tỉnh|huyện))\s(?i:đoàn|đội)\b)"  # XÃ HỘI, HUYỆN ỦY, TỈNH ĐOÀN
    return regex.compile(rf"(?<![\p{{L}}\d])((?i:{words}))(?=\s?(?:\p{{Lu}}|\d{{1,2}}(?!\d))){others}")


def _compile_cue(cue: Cue) -> Pattern:
    pattern = cue.pattern if cue.is_raw else rf"(?<![\p{{L}}])(?:{share_letters(cue.pattern)})(?![\p{{L}}])"
    return _compile(pattern, True)


def _unit(rule: UnitRule) -> Unit:
    return Unit(rule.unit, rule.kind, rule.is_classifier, rule.factor)


def _alternation(forms: Iterable[str], not_before: dict[str, tuple[str, ...]]) -> str:
    """Longest form first, so that 'hộ nghèo' is not read as 'hộ'; 'giải' is none in 'giải quyết'."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return any_of((form, _refuse(not_before.get(form, ()))) for form in ordered)


def _shortest(forms: Iterable[str], not_before: dict[str, tuple[str, ...]]) -> list[str]:
    """Forms that no other form begins: enough to know that a unit follows."""
    known = set(forms)
    return [
        form for form in known if not any(head in known and head not in _refusing(not_before) for head in _heads(form))
    ]


def _refusing(not_before: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """Units that are refused before some words."""
    return frozenset(unit for unit, words in not_before.items() if words)


def _heads(form: str) -> Iterable[str]:
    words = form.split(" ")
    return (" ".join(words[:count]) for count in range(1, len(words)))


def _refuse(words: tuple[str, ...]) -> str:
    return rf"(?!\s*(?:{'|'.join(regex.escape(word) for word in words)})(?![\p{{L}}]))" if words else ""


def _expand(pattern: str, macros: dict[str, str]) -> str:
    return _MACRO.sub(lambda match: f"(?:{macros[match[1]]})", pattern)


def split_alternatives(pattern: str) -> list[str]:
    """What a pattern's bars part, outside brackets; a flag for all of it stays with all of it."""
    if pattern.startswith("(?i)"):
        return [pattern]
    ends, depth = [-1], 0
    for match in _PATTERN_PART.finditer(pattern):
        depth += (match[0] == "(") - (match[0] == ")")
        if match[0] == "|" and depth == 0:
            ends.append(match.start())
    ends.append(len(pattern))
    return [pattern[start + 1 : end] for start, end in pairwise(ends)]


def _compile_slots(pattern: str, macros: dict[str, str]) -> Pattern:
    slots = _SLOT.sub(lambda match: f"(?<{match[2] or _SLOT_NAMES[match[1]]}>{_SYMBOLS[match[1]]})", pattern)
    return regex.compile(_expand(slots.replace("{gap}", _GAP), macros), regex.IGNORECASE)
