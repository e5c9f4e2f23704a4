"""The YAML files people write: rules are data, each with its meaning, its examples and its counter-examples."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.fact import Measure, Qualifier, Role, Scope
from schemas.mention import MentionKind
from schemas.reference import IndicatorDirection, PlaceLevel


class _Entry(BaseModel):
    """An entry of a rules file: unknown keys are errors, values do not change."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class MentionExample(_Entry):
    """A text and the numerals the rule finds in it, as printed."""

    text: str
    found: tuple[str, ...]


class MentionRule(_Entry):
    """Gives a kind to the numerals captured by the group `m`; rules are tried in the order of the file."""

    id: str
    kind: MentionKind
    pattern: str = Field(
        description="regex on flat text; @name@ stands for a cue, @UNIT@ for any unit, @NUM@ for a numeral"
    )
    meaning: str
    why: str | None = None
    examples: tuple[MentionExample, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class Cue(_Entry):
    """Words that mean one thing wherever a rule names them."""

    id: str
    pattern: str
    meaning: str
    is_raw: bool = Field(default=False, description="the pattern sets its own bounds; else it stands for whole words")
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = ()


class UnitRule(_Entry):
    """A unit: the canonical noun and the forms it is printed in."""

    unit: str
    forms: tuple[str, ...] = ()
    not_before: tuple[str, ...] = Field(default=(), description="words that make the noun another word (giải quyết)")
    kind: Literal["count", "money", "physical", "magnitude"] = "count"
    is_classifier: bool = False
    factor: Decimal = Decimal(1)
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


class QualifierRule(_Entry):
    """A word before or after a number that widens it."""

    qualifier: Qualifier
    before: str | None = None
    after: str | None = None
    not_after: str | None = Field(default=None, description="what behind the number makes the word before it another")
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = ()


class RoleRule(_Entry):
    """Words in a sentence, a heading or a column header that give figures a role."""

    id: str
    role: Role
    pattern: str
    where: tuple[Literal["sentence", "opening", "heading", "header", "before"], ...]
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = ()


class ScopeRule(_Entry):
    """Words that tell the level of administration a figure covers."""

    id: str
    scope: Scope
    how: Literal["level", "committee", "counted", "area", "people"]
    pattern: str
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = ()


class PlaceKindRule(_Entry):
    """A kind of place and the words that stand for it before a name."""

    id: str
    level: PlaceLevel
    also: PlaceLevel | None = Field(default=None, description="a second level of the same word (thành phố)")
    forms: tuple[str, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class EntityRule(_Entry):
    """A kind of entity: how a table's row named after one begins, and how its name looks in a sentence.

    `header`: how the header over such names begins, where the names alone do not tell (Thôn: Na Hối, Phố Mới).
    """

    id: str
    row: str
    prose: str | None = None
    header: str | None = None
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class RatioExample(_Entry):
    """A text and what the rule reads: numerator, denominator and percent as printed, or None."""

    text: str
    numerator: str | None = None
    denominator: str | None = None
    percent: str | None = None


class RatioRule(_Entry):
    """Joins numbers into a ratio. In the pattern {R} is a/b, {N} a count, {P} a percent; group names say the role."""

    id: str
    pattern: str
    is_forced: bool = Field(description="whether the words leave no other reading, so that a misfit is a slip")
    is_complement: bool = False
    skips_changes: bool = Field(default=False, description="whether the pattern also reads past ', tăng c so với ...'")
    shares_numerator: bool = Field(
        default=False, description="whether the numerator may serve a ratio before it (b, đạt p% kế hoạch, q% dự toán)"
    )
    meaning: str
    examples: tuple[RatioExample, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class RestExample(_Entry):
    """A text and the numbers the rule reads in it, as printed."""

    text: str
    whole: str
    part: str
    rest: str


class RestRule(_Entry):
    """A whole, what was done of it, and what is left; written like a ratio rule, with slots whole, part and rest."""

    id: str
    pattern: str
    needs_near: bool = Field(default=False, description="whether only a misfit of one digit is held against the rest")
    meaning: str
    examples: tuple[RestExample, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class ChangeExample(_Entry):
    """A text and the numbers the rule reads in it, as printed."""

    text: str
    now: str
    base: str
    change: str


class ChangeRule(_Entry):
    """A level, the level before, and the change between them."""

    id: str
    measure: Literal["percent", "difference", "times", "points", "own_percent"]
    pattern: str
    is_far: bool = Field(default=False, description="whether other figures may stand between, of other things only")
    meaning: str
    examples: tuple[ChangeExample, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class BoundExample(_Entry):
    """A text and the numbers the rule reads in it, as printed."""

    text: str
    part: str
    whole: str


class BoundRule(_Entry):
    """A part that words put inside a whole; `vi` and `en` say why it cannot be larger, with {part} and {whole}."""

    id: str
    pattern: str
    meaning: str
    why: str | None = None
    vi: str = "Báo cáo ghi {part} trong tổng số {whole}, nhưng một phần không thể lớn hơn tổng số."
    en: str = "The report prints {part} of a total of {whole}, but a part cannot be larger than its whole."
    examples: tuple[BoundExample, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class PartitionRule(_Entry):
    """Classes that do not overlap and, where closed, leave nothing out."""

    id: str
    is_closed: bool
    whole: str | None = Field(default=None, description="what must stand before the whole for the classes to be closed")
    classes: tuple[str, ...] = Field(min_length=2)
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class StatusRule(_Entry):
    """Words of a status column."""

    id: str
    is_attained: bool
    pattern: str
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class RateExample(_Entry):
    """A text and the numbers the rule reads in it, as printed."""

    text: str
    rate: str
    count: str
    total: str


class RateRule(_Entry):
    """A mean or yield: rate * count = total * factor, the three told by their units in one sentence."""

    id: str
    word: str = Field(description="what must stand before the rate")
    meaning: str
    factor: Decimal
    rate: str | None = Field(default=None, description="unit of the rate; without one, any u/v of a total and a count")
    count: str | None = None
    total: str | None = None
    examples: tuple[RateExample, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class AttainmentExample(_Entry):
    """A text, its two numbers and its word, as printed."""

    text: str
    actual: str
    target: str
    word: str


class AttainmentRule(_Entry):
    """A result, its target and what is said of them in one sentence."""

    id: str
    pattern: str
    meaning: str
    examples: tuple[AttainmentExample, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class LikenessRule(_Entry):
    """Wordings read as one where two statements are compared; `same` is empty where they say nothing of the measure."""

    id: str
    same: str
    pattern: str
    meaning: str
    why: str | None = None
    examples: tuple[tuple[str, str], ...] = Field(min_length=1, description="pairs that say the same")
    counter_examples: tuple[tuple[str, str], ...] = Field(min_length=1, description="pairs that do not")


class Rulebook(_Entry):
    """All rules together."""

    cues: tuple[Cue, ...]
    mentions: tuple[MentionRule, ...]
    units: tuple[UnitRule, ...]
    qualifiers: tuple[QualifierRule, ...]
    roles: tuple[RoleRule, ...]
    scopes: tuple[ScopeRule, ...]
    ratios: tuple[RatioRule, ...]
    partitions: tuple[PartitionRule, ...]
    statuses: tuple[StatusRule, ...]
    rests: tuple[RestRule, ...]
    changes: tuple[ChangeRule, ...]
    bounds: tuple[BoundRule, ...]
    likenesses: tuple[LikenessRule, ...]
    abbreviations: tuple[LikenessRule, ...]
    places: tuple[PlaceKindRule, ...]
    entities: tuple[EntityRule, ...]
    rates: tuple[RateRule, ...]
    attainments: tuple[AttainmentRule, ...]


class LabelTerm(_Entry):
    """A word or phrase that labels are made of, with all its forms: they mean the same wherever an indicator is named."""

    term: str
    weight: Decimal = Field(default=Decimal(1), description="0 tells nothing, 3 turns the meaning", ge=0)
    forms: tuple[str, ...] = Field(min_length=1)


class AsideExample(_Entry):
    """A label and what is left of it, with | for what was cut."""

    text: str
    left: str


class AsideRule(_Entry):
    """What is cut from a label before it is read for its indicator; on small letters."""

    id: str
    pattern: str
    meaning: str
    examples: tuple[AsideExample, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class IndicatorRule(_Entry):
    """An indicator that many offices report: what it is called, and labels that mean it or are only near it."""

    indicator_id: str
    name_vi: str
    name_en: str
    measure: Measure
    unit: str | None = None
    counted: tuple[str, ...] = Field(
        default=(), description="other units a figure of it may bear; of a share, what is counted"
    )
    direction: IndicatorDirection | None = None
    is_additive: bool = False
    synonyms: tuple[str, ...] = ()
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


class IndicatorPillar(_Entry):
    """The indicators of one field, as one file holds them."""

    pillar: str
    indicators: tuple[IndicatorRule, ...] = Field(min_length=1)


class IndicatorCatalogue(_Entry):
    """All indicators, and the words their labels are made of."""

    pillars: tuple[IndicatorPillar, ...]
    terms: tuple[LabelTerm, ...]
    asides: tuple[AsideRule, ...]
