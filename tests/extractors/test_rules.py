"""Every rule of every YAML file is proved by its own examples and counter-examples; a rule without them fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
import regex
from pydantic import BaseModel

from extractors.entities import entity_of_row
from extractors.grid import _ROLE_BY_HEADER
from extractors.numbers import NUMERAL
from extractors.places import NOWHERE, PlaceReader
from extractors.statements import words_of
from extractors.units import read_qualifier, read_unit
from pipeline.arithmetic.part_whole import _class_of
from schemas.fact import FactMentionRole, Measure
from schemas.rules import (
    AttainmentRule,
    BoundRule,
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
    RestRule,
    RoleRule,
    ScopeRule,
    StatusRule,
    UnitRule,
)
from tests.reading import audit, numbers_of, operand_texts, resolve, rulebook, rules

ROOT = Path(__file__).parents[2]
SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("extractors", "pipeline")
    for path in sorted((ROOT / folder).rglob("*.py"))
)
WHOLE_CUES = {*regex.findall(r'cue_wholes\["(\w+)"\]', SOURCE), *(cue for cue, _ in _ROLE_BY_HEADER)}
START_CUES = set(regex.findall(r'cue_starts\["(\w+)"\]', SOURCE))
SEARCHED_CUES = set(regex.findall(r'\bcues\["(\w+)"\]', SOURCE))


def all_rules() -> Iterator[tuple[str, str, BaseModel]]:
    """(file, name, rule) of everything people wrote."""
    for file in type(rulebook()).model_fields:
        for rule in getattr(rulebook(), file):
            name = next(str(getattr(rule, key)) for key in ("id", "unit", "qualifier", "scope") if hasattr(rule, key))
            yield file, name, rule


# test -> why it fails today: each entry is a bug told to the lead, and goes when it is repaired
KNOWN_BUGS = {
    "test_no_rule_without_an_example[units]": "334 units have no example",
}


@pytest.fixture(autouse=True)
def known_bug(request: pytest.FixtureRequest) -> None:
    """Marks the tests of KNOWN_BUGS; one that passes again fails until its entry is struck off."""
    name = request.node.nodeid.partition("::")[2]
    if name in KNOWN_BUGS:
        request.applymarker(pytest.mark.xfail(strict=True, reason=KNOWN_BUGS[name]))


def test_known_bugs_are_tests_of_this_file(request: pytest.FixtureRequest) -> None:
    collected = {item.nodeid.partition("::")[2] for item in request.session.items if item.path == request.path}
    if len(collected) == 1:
        pytest.skip("this test alone was asked for")
    assert set(KNOWN_BUGS) <= collected


def named(entries: Iterable[object], key: str = "id") -> list[object]:
    """The rules as parameters, called by their identifiers."""
    return [pytest.param(entry, id=str(getattr(entry, key))) for entry in entries]


def patterns_of_rules() -> str:
    """Every pattern that may name a cue."""
    return "\n".join(str(rule.pattern) for _, _, rule in all_rules() if hasattr(rule, "pattern"))


def numeral_ends(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in regex.finditer(NUMERAL, text)]


@pytest.mark.parametrize("file", list(type(rulebook()).model_fields))
def test_names_are_unique(file: str) -> None:
    names = Counter(name for where, name, _ in all_rules() if where == file)
    if file != "qualifiers":  # one qualifier may stand before the number and behind it
        assert {name for name, count in names.items() if count > 1} == set()


def test_ids_of_rules_that_reach_the_warehouse_are_unique() -> None:
    ids = Counter(
        name
        for file, name, _ in all_rules()
        if file in ("mentions", "ratios", "rests", "changes", "bounds", "roles", "cues")
    )
    assert {name for name, count in ids.items() if count > 1} == set()


@pytest.mark.parametrize("file", list(type(rulebook()).model_fields))
def test_no_rule_without_an_example(file: str) -> None:
    bare = [name for where, name, rule in all_rules() if where == file and not getattr(rule, "examples", ())]
    assert bare == []


def test_every_file_of_rules_is_tested_here() -> None:
    tested = {"cues", "mentions", "units", "qualifiers", "roles", "scopes", "ratios", "partitions", "statuses", "rests"}
    others = {"abbreviations", "attainments", "bounds", "changes", "entities", "likenesses", "places", "rates"}
    assert set(type(rulebook()).model_fields) == tested | others


def test_every_form_of_a_unit_belongs_to_one_unit() -> None:
    forms = Counter(form for rule in rulebook().units for form in {f.casefold() for f in (rule.unit, *rule.forms)})
    assert {form for form, count in forms.items() if count > 1} == set()


@pytest.mark.parametrize("rule", named(rulebook().mentions))
class TestMentionRules:
    """What the group `m` captures."""

    def captured(self, rule: MentionRule, text: str) -> list[str]:
        pattern = next(compiled.pattern for compiled in rules().mentions if compiled.id == rule.id)
        return [found for match in pattern.finditer(text) for found in match.captures("m")]

    def test_examples(self, rule: MentionRule) -> None:
        for example in rule.examples:
            assert self.captured(rule, example.text) == list(example.found), example.text

    def test_counter_examples(self, rule: MentionRule) -> None:
        for text in rule.counter_examples:
            assert self.captured(rule, text) == [], text


@pytest.mark.parametrize("cue", named(rulebook().cues))
class TestCues:
    """Words that mean one thing."""

    def matches(self, cue: Cue, text: str) -> bool:
        """Whether the cue is found in one of the ways the code asks for it; a number before a whole cue is left out."""
        found = []
        if cue.id in WHOLE_CUES:
            words = regex.sub(rf"^{NUMERAL}\s+", "", text)
            found.append(bool(rules().cue_wholes[cue.id].fullmatch(words)))
        if cue.id in START_CUES and cue.id not in WHOLE_CUES:
            found.append(any(rules().cue_starts[cue.id].match(text, at) for at in range(len(text))))
        if cue.id in SEARCHED_CUES or not found:
            found.append(bool(rules().cues[cue.id].search(text)))
        return any(found)

    def test_examples(self, cue: Cue) -> None:
        assert [text for text in cue.examples if not self.matches(cue, text)] == []

    def test_counter_examples(self, cue: Cue) -> None:
        assert [text for text in cue.counter_examples if self.matches(cue, text)] == []

    def test_is_used(self, cue: Cue) -> None:
        assert cue.id in WHOLE_CUES | START_CUES | SEARCHED_CUES or f"@{cue.id}@" in patterns_of_rules()


@pytest.mark.parametrize("rule", named(rulebook().units, "unit"))
class TestUnits:
    """The noun behind a number."""

    def units_in(self, text: str) -> set[str | None]:
        readings = (read_unit(text, end, rules()) for _, end in numeral_ends(text))
        return {reading.unit for reading in readings if reading is not None}

    def expected(self, rule: UnitRule) -> str:
        """Multiples of đồng count đồng; a magnitude with no noun behind it is money."""
        if rule.kind == "magnitude":
            return "đồng"
        return regex.sub(r"^(?:nghìn|triệu|tỷ) (?=đồng|USD)", "", rule.unit) if rule.kind == "money" else rule.unit

    def test_examples(self, rule: UnitRule) -> None:
        for text in rule.examples:
            nouns = self.units_in(text)
            is_multiplied = rule.kind == "magnitude" and nouns and None not in nouns
            assert is_multiplied or self.expected(rule) in nouns, text

    def test_counter_examples(self, rule: UnitRule) -> None:
        for text in rule.counter_examples:
            assert self.expected(rule) not in self.units_in(text), text

    def test_each_form_behind_a_number(self, rule: UnitRule) -> None:
        for form in (rule.unit, *rule.forms):
            reading = read_unit(f"tổng cộng 12 {form}.", len("tổng cộng 12"), rules())
            assert reading is not None
            assert (reading.unit, reading.factor, reading.is_listed) == (self.expected(rule), rule.factor, True), form

    def test_words_that_make_it_another_word(self, rule: UnitRule) -> None:
        for word in rule.not_before:
            reading = read_unit(f"12 {rule.unit} {word}".replace(" ,", ","), 2, rules())
            assert reading is None or reading.printed != rule.unit or not reading.is_listed, word


@pytest.mark.parametrize(
    "rule", [pytest.param(r, id=f"{r.qualifier}-{'before' if r.before else 'after'}") for r in rulebook().qualifiers]
)
class TestQualifiers:
    """Words that widen a number."""

    def test_examples(self, rule: QualifierRule) -> None:
        for text in rule.examples:
            start, end = numeral_ends(text)[0]
            assert read_qualifier(text, start, end, rules())[0] is rule.qualifier, text

    def test_counter_examples(self, rule: QualifierRule) -> None:
        for text in rule.counter_examples:
            start, end = numeral_ends(text)[0]
            assert read_qualifier(text, start, end, rules())[0] is not rule.qualifier, text


@pytest.mark.parametrize("rule", named(rulebook().roles))
class TestRoles:
    """Words that make a target, a baseline, a maximum."""

    def matches(self, rule: RoleRule, text: str) -> bool:
        return any(role.id == rule.id and role.pattern.search(text) for role in rules().roles)

    def test_examples(self, rule: RoleRule) -> None:
        assert [text for text in rule.examples if not self.matches(rule, text)] == []

    def test_counter_examples(self, rule: RoleRule) -> None:
        assert [text for text in rule.counter_examples if self.matches(rule, text)] == []

    def test_says_where_it_looks(self, rule: RoleRule) -> None:
        assert rule.where


@pytest.mark.parametrize("rule", named(rulebook().scopes))
class TestScopes:
    """Words that tell a level; what is counted stands right behind the number."""

    def matches(self, rule: ScopeRule, text: str) -> bool:
        pattern = next(compiled.pattern for compiled in rules().scopes if compiled.id == rule.id)
        return bool(pattern.match(text) if rule.how == "counted" else pattern.search(text))

    def test_examples(self, rule: ScopeRule) -> None:
        assert [text for text in rule.examples if not self.matches(rule, text)] == []

    def test_counter_examples(self, rule: ScopeRule) -> None:
        assert [text for text in rule.counter_examples if self.matches(rule, text)] == []


@pytest.mark.parametrize("rule", named(rulebook().places))
class TestPlaceKinds:
    """Type words before the name of a place."""

    def matches(self, rule: PlaceKindRule, text: str) -> bool:
        found = rules().place_word.finditer(text)
        return any(rules().place_kinds[" ".join(match[1].casefold().split())].id == rule.id for match in found)

    def test_examples(self, rule: PlaceKindRule) -> None:
        assert [text for text in rule.examples if not self.matches(rule, text)] == []

    def test_counter_examples(self, rule: PlaceKindRule) -> None:
        named = {
            mention.proper for text in rule.counter_examples for mention in PlaceReader(rules(), NOWHERE).find(text)
        }
        assert named == set()


@pytest.mark.parametrize("rule", named(rulebook().entities))
class TestEntities:
    """Names of what figures are of: the beginning of a table's row, the whole name in a sentence."""

    def test_rows(self, rule: EntityRule) -> None:
        kinds = {text: entity_of_row(text, rules()) for text in rule.examples}
        assert {text for text, entity in kinds.items() if entity is None or entity.kind != rule.id} == set()

    def test_names_in_prose(self, rule: EntityRule) -> None:
        prose = next(compiled.prose for compiled in rules().entities if compiled.kind == rule.id)
        if prose is not None:
            texts = [f"{text}: 12 hồ sơ" if rule.id == "sector" else text for text in rule.examples]
            found = [match[0] for text in texts if (match := prose.search(text))]
            assert found == list(rule.examples)

    def test_counter_examples(self, rule: EntityRule) -> None:
        compiled = next(compiled for compiled in rules().entities if compiled.kind == rule.id)
        rows = [text for text in rule.counter_examples if compiled.row.match(text)]
        names = [text for text in rule.counter_examples if compiled.prose and compiled.prose.search(text)]
        assert rows == []
        assert names == []


@pytest.mark.parametrize("rule", named(rulebook().ratios))
class TestRatios:
    """Numbers joined into a ratio, through extraction and resolution."""

    def read(self, rule: RatioRule, text: str) -> list[tuple[str | None, str | None, str | None]]:
        """Numerator, denominator and percent of the ratios this rule read, through extraction and resolution."""
        parcel = resolve(text)
        found = (numbers_of(parcel, f) for f in parcel.facts if f.measure is Measure.RATIO and f.rule == rule.id)
        roles = (FactMentionRole.NUMERATOR, FactMentionRole.DENOMINATOR, FactMentionRole.PERCENT)
        return [(numbers.get(roles[0]), numbers.get(roles[1]), numbers.get(roles[2])) for numbers in found]

    def test_examples(self, rule: RatioRule) -> None:
        for example in rule.examples:
            wanted = (example.numerator, example.denominator, example.percent)
            assert wanted in self.read(rule, example.text), (example.text, self.read(rule, example.text))

    def test_counter_examples(self, rule: RatioRule) -> None:
        for text in rule.counter_examples:
            assert self.read(rule, text) == [], text


@pytest.mark.parametrize("rule", named(rulebook().rests))
class TestRests:
    """A whole, what was done, what is left, through all stages."""

    def checked(self, rule: RestRule, text: str) -> list[Sequence[tuple[str, str]]]:
        parcel = audit(text)
        return [operand_texts(parcel, check) for check in parcel.checks if check.rule == rule.id]

    def test_examples(self, rule: RestRule) -> None:
        for example in rule.examples:
            wanted = [("whole", example.whole), ("part", example.part), ("remainder", example.rest)]
            found = [[o for o in one if o[0] != "value"] for one in self.checked(rule, example.text)]
            assert found in ([wanted], [wanted[2:]] if "carried" in rule.pattern else [wanted]), example.text

    def test_counter_examples(self, rule: RestRule) -> None:
        for text in rule.counter_examples:
            assert self.checked(rule, text) == [], text


@pytest.mark.parametrize("rule", named(rulebook().changes))
class TestChanges:
    """Two levels and the change between them, through all stages."""

    def checked(self, rule: ChangeRule, text: str) -> list[Sequence[tuple[str, str]]]:
        parcel = audit(text)
        return [operand_texts(parcel, check) for check in parcel.checks if check.rule == rule.id]

    def test_examples(self, rule: ChangeRule) -> None:
        for example in rule.examples:
            wanted = [("change", example.change), ("value", example.now), ("base", example.base)]
            (found,) = self.checked(rule, example.text)
            assert found[:3] == wanted, example.text
            assert [role for role, _ in found[3:]] == ["word"], example.text

    def test_counter_examples(self, rule: ChangeRule) -> None:
        for text in rule.counter_examples:
            assert self.checked(rule, text) == [], text


@pytest.mark.parametrize("rule", named(rulebook().bounds))
class TestBounds:
    """A part that words put inside a whole, through all stages."""

    def checked(self, rule: BoundRule, text: str) -> list[set[tuple[str, str]]]:
        parcel = audit(text)
        return [set(operand_texts(parcel, check)) for check in parcel.checks if check.rule == rule.id]

    def test_examples(self, rule: BoundRule) -> None:
        for example in rule.examples:
            wanted = {("part", example.part), ("whole", example.whole)}
            assert self.checked(rule, example.text) == [wanted], example.text

    def test_counter_examples(self, rule: BoundRule) -> None:
        for text in rule.counter_examples:
            assert self.checked(rule, text) == [], text


@pytest.mark.parametrize("rule", named(rulebook().partitions))
class TestPartitions:
    """Classes that do not overlap."""

    def divides(self, rule: PartitionRule, text: str) -> bool:
        """Whether the parts are each of another class, and all classes of a closed partition are named."""
        classes = next(compiled.classes for compiled in rules().partitions if compiled.id == rule.id)
        parts = regex.split(r"[;,](?=\s)|\svà\s(?=\d)", text)
        found = [_class_of(part, classes) for part in parts]
        is_distinct = len(found) >= 2 and None not in found and len(set(found)) == len(found)
        return is_distinct and (not rule.is_closed or len(found) == len(classes))

    def test_examples(self, rule: PartitionRule) -> None:
        assert [text for text in rule.examples if not self.divides(rule, text)] == []

    def test_counter_examples(self, rule: PartitionRule) -> None:
        assert [text for text in rule.counter_examples if self.divides(rule, text)] == []


@pytest.mark.parametrize("rule", named(rulebook().rates))
class TestRates:
    """Means and yields with what they are of, through all stages."""

    def checked(self, rule: RateRule, text: str) -> list[Sequence[tuple[str, str]]]:
        parcel = audit(text)
        return [operand_texts(parcel, check) for check in parcel.checks if check.rule == rule.id]

    def test_examples(self, rule: RateRule) -> None:
        for example in rule.examples:
            wanted = [("total", example.total), ("value", example.rate), ("base", example.count)]
            assert self.checked(rule, example.text) == [wanted], example.text

    def test_counter_examples(self, rule: RateRule) -> None:
        for text in rule.counter_examples:
            assert self.checked(rule, text) == [], text


@pytest.mark.parametrize("rule", named(rulebook().attainments))
class TestAttainments:
    """Results with their targets and the word for them, through all stages."""

    def checked(self, rule: AttainmentRule, text: str) -> list[Sequence[tuple[str, str]]]:
        parcel = audit(text)
        return [operand_texts(parcel, check) for check in parcel.checks if check.rule == rule.id]

    def test_examples(self, rule: AttainmentRule) -> None:
        for example in rule.examples:
            wanted = [("actual", example.actual), ("target", example.target), ("status", example.word)]
            assert self.checked(rule, example.text) == [wanted], example.text

    def test_counter_examples(self, rule: AttainmentRule) -> None:
        for text in rule.counter_examples:
            assert self.checked(rule, text) == [], text


@pytest.mark.parametrize("rule", named(rulebook().abbreviations))
class TestAbbreviations:
    """What letterheads shorten."""

    def spelt(self, rule: LikenessRule, text: str) -> str:
        pattern = next(pattern for full, pattern in rules().abbreviations if full == rule.same)
        return pattern.sub(rule.same, text)

    def test_examples(self, rule: LikenessRule) -> None:
        assert [pair for pair in rule.examples if self.spelt(rule, pair[0]) != pair[1]] == []

    def test_counter_examples(self, rule: LikenessRule) -> None:
        assert [pair for pair in rule.counter_examples if self.spelt(rule, pair[0]) == pair[1]] == []


@pytest.mark.parametrize("rule", named(rulebook().likenesses))
class TestLikenesses:
    """Wordings that say the same."""

    def test_examples(self, rule: LikenessRule) -> None:
        assert [pair for pair in rule.examples if words_of(pair[0], rules()) != words_of(pair[1], rules())] == []

    def test_counter_examples(self, rule: LikenessRule) -> None:
        assert [p for p in rule.counter_examples if words_of(p[0], rules()) == words_of(p[1], rules())] == []

    def test_every_example_needs_the_rule(self, rule: LikenessRule) -> None:
        for one, other in rule.examples:
            assert one.casefold() != other.casefold()


@pytest.mark.parametrize("rule", named(rulebook().statuses))
class TestStatuses:
    """Words of a status column."""

    def matches(self, rule: StatusRule, text: str) -> bool:
        position = [status.id for status in rulebook().statuses].index(rule.id)
        return bool(rules().statuses[position][1].match(text))

    def test_examples(self, rule: StatusRule) -> None:
        assert [text for text in rule.examples if not self.matches(rule, text)] == []

    def test_counter_examples(self, rule: StatusRule) -> None:
        assert [text for text in rule.counter_examples if self.matches(rule, text)] == []
