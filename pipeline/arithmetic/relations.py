"""What a check demands of its numbers, so that another value can be tried in the place of any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from pipeline.arithmetic.intervals import Interval, count_interval, exact, printed, quotient_percent, total
from pipeline.arithmetic.verdicts import cut, judge_percent, round_half_up
from schemas.check import CheckKind, OperandRole, Verdict
from schemas.fact import Qualifier
from schemas.mention import Mention

Qualifiers = Mapping[str, Qualifier]
# Farther than so many units of its last digit no degree of rounding reaches.
_FAR = 2.0
_EPSILON = 1e-9


class Form(StrEnum):
    """How the numbers of a relation hang together; the first number is the one that follows from the others."""

    SHARE = "share"  # percent, numerator, denominator
    REST_SHARE = "rest_share"  # percent, remainder, denominator
    SUM = "sum"  # whole, parts
    HUNDRED = "hundred"  # percents that make 100
    EQUAL = "equal"  # two values of one thing
    AT_MOST = "at_most"  # part, whole
    CHANGE_PERCENT = "change_percent"  # change, now, base
    CHANGE_TIMES = "change_times"
    CHANGE_DIFFERENCE = "change_difference"
    PRODUCT = "product"  # product, two factors
    RANKED = "ranked"  # scores whose ranks run with them
    STATUS = "status"  # result, target


@dataclass(frozen=True, slots=True)
class Relation:
    """A form with its numbers; `is_exact` where they stand for nothing but themselves (a table prints what it adds).

    `is_column`: the numbers of a sum stand below each other, in order. `scale`: what a share or product is multiplied
    by beside its own 100 or 1. `minus`: places of terms of a sum that are taken away. `words`: the one that says up or
    down, met or missed (`is_down`), and those that would say the opposite. `ranks`: those printed beside scores, of
    which the largest is the first unless the relation `is_down`.
    """

    form: Form
    numbers: tuple[Mention, ...]
    is_down: bool = False
    is_exact: bool = False
    is_column: bool = False
    scale: Fraction = Fraction(1)
    minus: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()
    ranks: tuple[int, ...] = ()


_QUOTIENTS = frozenset({Form.SHARE, Form.REST_SHARE, Form.CHANGE_PERCENT, Form.CHANGE_TIMES, Form.PRODUCT})
_DIVIDED = _QUOTIENTS - {Form.PRODUCT}
_LINEAR = frozenset({Form.SUM, Form.HUNDRED, Form.EQUAL})
_ORDERED = frozenset({Form.AT_MOST, Form.RANKED, Form.STATUS})
_SHARE_ROLES = {OperandRole.NUMERATOR: Form.SHARE, OperandRole.REMAINDER: Form.REST_SHARE}
_SUM_ROLES = (
    (OperandRole.WHOLE, (OperandRole.PART, OperandRole.REMAINDER)),
    (OperandRole.TOTAL, (OperandRole.ADDEND,)),
)


def read_relation(kind: CheckKind, operands: Sequence[tuple[OperandRole, Mention]]) -> Relation | None:
    """The relation of a check by the roles of its numbers; None where they do not say one."""
    by_role: dict[OperandRole, list[Mention]] = {}
    for role, mention in operands:
        by_role.setdefault(role, []).append(mention)
    if kind is CheckKind.CONTRADICTION and len(by_role.get(OperandRole.VALUE, ())) == 2:
        return Relation(Form.EQUAL, tuple(by_role[OperandRole.VALUE]))
    if kind is CheckKind.BOUND and {OperandRole.PART, OperandRole.WHOLE} <= set(by_role):
        return Relation(Form.AT_MOST, (by_role[OperandRole.PART][0], by_role[OperandRole.WHOLE][0]))
    is_exact = kind in (CheckKind.TABLE_TOTAL, CheckKind.SCORE_TOTAL)
    return _read_share(by_role) or _read_sum(by_role, is_exact)


def _read_share(by_role: Mapping[OperandRole, list[Mention]]) -> Relation | None:
    percent, whole = by_role.get(OperandRole.PERCENT), by_role.get(OperandRole.DENOMINATOR)
    if not percent:
        return None
    for role, form in _SHARE_ROLES.items():
        part = by_role.get(role)
        if part and whole:
            return Relation(form, (percent[0], part[0], whole[0]))
        if part and role is OperandRole.REMAINDER:
            return Relation(Form.HUNDRED, (*percent, *part))
    return None


def _read_sum(by_role: Mapping[OperandRole, list[Mention]], is_exact: bool) -> Relation | None:
    for whole, roles in _SUM_ROLES:
        parts = [mention for role in roles for mention in by_role.get(role, ())]
        if len(by_role.get(whole, ())) == 1 and len(parts) >= 2:
            return Relation(Form.SUM, (by_role[whole][0], *parts), is_exact=is_exact)
    return None


def allow_ranks(values: Sequence[Decimal]) -> list[tuple[int, ...]]:
    """The ranks each may carry, the largest first: equal ones share a rank, split it among them, or count as one."""
    distinct = sorted(set(values), reverse=True)
    allowed = []
    for value in values:
        above, equal = sum(other > value for other in values), sum(other == value for other in values)
        allowed.append(tuple(dict.fromkeys((*range(above + 1, above + equal + 1), distinct.index(value) + 1))))
    return allowed


def are_ranked(relation: Relation, position: int = 0, mention: Mention | None = None) -> bool:
    """Whether every rank is one its score allows, with another number in a place."""
    values = [m.value or Decimal(0) for m in relation.numbers]
    if mention is not None:
        values[position] = mention.value or Decimal(0)
    allowed = allow_ranks([-value for value in values] if relation.is_down else values)
    return all(rank in ranks for rank, ranks in zip(relation.ranks, allowed, strict=True))


class Trial:
    """One relation with one of its numbers open; the others are read once."""

    def __init__(self, relation: Relation, position: int, qualifiers: Qualifiers) -> None:
        self._relation, self._position, self._qualifiers = relation, position, qualifiers
        others = [(i, m) for i, m in enumerate(relation.numbers) if i != position]
        is_percent = relation.form is Form.HUNDRED
        self._others = [self._share(m) if is_percent else self._level(m) for _, m in others]
        is_exact = not any(qualifiers.get(m.mention_id) for m in relation.numbers)
        self._floats = _Floats(relation, position) if is_exact else None
        self._rest = exact(0)
        if relation.form in (Form.SUM, Form.HUNDRED):
            levels = [(i, level) for (i, _), level in zip(others, self._others, strict=True)]
            is_sum = relation.form is Form.SUM
            self._rest = total(level for i, level in levels if i not in relation.minus and not (is_sum and i == 0))
            self._rest = self._rest - total(level for i, level in levels if i in relation.minus)

    def is_far(self, near: float, decimals: int) -> bool:
        """Whether no exact look is needed to see that a number in the open place, of nearly this value, cannot hold."""
        return self._floats is not None and self._floats.is_far(near, decimals)

    @property
    def is_scaled(self) -> bool:
        """Whether the relation is no plain share or product, so that its last digits are not to be trusted."""
        return self._relation.scale != 1

    def judge(self, mention: Mention) -> Verdict:
        """The verdict with this number in the open place."""
        form = self._relation.form
        if form is Form.SUM:
            return _verdict(self._is_sum(self._level(mention)))
        if form is Form.HUNDRED:
            return _verdict(exact(100).meets(self._rest + self._share(mention)))
        if form in (Form.EQUAL, Form.AT_MOST, Form.STATUS):
            return _verdict(self._is_pair(mention, form))
        if form is Form.RANKED:
            return _verdict(are_ranked(self._relation, self._position, mention))
        verdict = self._judge_quotient(mention)
        if form is Form.CHANGE_DIFFERENCE and all(_is_whole(m) for m in (mention, *self._relation.numbers)):
            return _verdict(verdict is Verdict.CONSISTENT)
        return verdict

    def _is_sum(self, own: Interval) -> bool:
        if self._position == 0:
            return own.meets(self._rest)
        terms = self._rest - own if self._position in self._relation.minus else self._rest + own
        return self._others[0].meets(terms)

    def misses(self, mention: Mention) -> Fraction:
        """How far a sum is off when every number means just itself; 0 for other relations."""
        numbers = [m.value or Decimal(0) for m in self._relation.numbers]
        numbers[self._position] = mention.value or Decimal(0)
        if self._relation.form is Form.SUM:
            terms = (-n if i in self._relation.minus else n for i, n in enumerate(numbers[1:], 1))
            return abs(Fraction(numbers[0] - sum(terms, Decimal(0))))
        return abs(Fraction(100 - sum(numbers, Decimal(0)))) if self._relation.form is Form.HUNDRED else Fraction(0)

    def wanted(self, cuts_off: bool = False) -> Fraction | None:
        """What a sum, equality or quotient wants the open number to be, every other meaning just itself."""
        relation, place = self._relation, self._position
        values = [Fraction(m.value or 0) for m in relation.numbers]
        if relation.form is Form.EQUAL:
            return values[1 - place]
        if place == 0 and relation.form in _QUOTIENTS and (values[2] or relation.form is Form.PRODUCT):
            value = _follows(relation, exact(values[1]), exact(values[2])).low or Fraction(0)
            unit = Fraction(relation.numbers[0].magnitude or 1)
            return unit * Fraction(
                (cut if cuts_off else round_half_up)(value / unit, relation.numbers[0].decimals or 0)
            )
        if relation.form is not Form.SUM:
            return None
        signs = [-1, *(-1 if i in relation.minus else 1 for i in range(1, len(values)))]
        return -signs[place] * sum(
            (s * v for i, (s, v) in enumerate(zip(signs, values, strict=True)) if i != place), Fraction(0)
        )

    def reach(self, is_strict: bool) -> Interval | None:
        """What a quotient or product lets the open number be, unless strictly a last digit off; None of other forms."""
        relation, place = self._relation, self._position
        if relation.form not in _QUOTIENTS or self._qualifiers.keys() & {m.mention_id for m in relation.numbers}:
            return None
        stated = relation.numbers[0]
        unit = Fraction(stated.magnitude or 1) / 10 ** (stated.decimals or 0)
        slack = unit / 2 if is_strict else 3 * unit / 2
        if relation.form is Form.CHANGE_DIFFERENCE and all(map(_is_whole, relation.numbers)):
            slack = Fraction(0)
        if place == 0:
            return _follows(relation, self._others[0], self._others[1]) + Interval(-slack, slack)
        value = Fraction(stated.value or 0)
        found = _solve_for(relation, place, Interval(value - slack, value + slack), self._others[1])
        return found if found.low is not None and found.high is not None else None

    def _is_pair(self, mention: Mention, form: Form) -> bool:
        own, other = self._level(mention), self._others[0]
        if form is Form.EQUAL:
            return own.meets(other)
        first, second = (own, other) if self._position == 0 else (other, own)
        if form is Form.AT_MOST:
            return first.low is None or second.high is None or first.low <= second.high
        values = [m.value or Decimal(0) for m in self._relation.numbers]
        values[self._position] = mention.value or Decimal(0)
        return (values[0] >= values[1]) != self._relation.is_down

    def _judge_quotient(self, mention: Mention) -> Verdict:
        """Shares and changes: the first number, as printed, against what the two others give."""
        if self.is_far(float(mention.value or 0), mention.decimals or 0):
            return Verdict.INCONSISTENT
        numbers = list(self._relation.numbers)
        numbers[self._position] = mention
        stated = numbers[0]
        first, second = (self._level(number) for number in numbers[1:])
        if self._relation.form in _DIVIDED and not numbers[2].value:
            return Verdict.INCONSISTENT
        scale = stated.magnitude or Decimal(1)
        value = _follows(self._relation, first, second).scaled(1 / Fraction(scale))
        qualifier = self._qualifiers.get(stated.mention_id, Qualifier.EXACT)
        return judge_percent((stated.value or Decimal(0)) / scale, stated.decimals or 0, value, qualifier)

    def _level(self, mention: Mention) -> Interval:
        if self._relation.is_exact:
            return exact(mention.value or 0)
        return count_interval(mention, self._qualifiers.get(mention.mention_id, Qualifier.EXACT))

    def _share(self, mention: Mention) -> Interval:
        unit = Decimal(1).scaleb(-(mention.decimals or 0))
        return printed(mention.value or Decimal(0), unit, self._qualifiers.get(mention.mention_id, Qualifier.EXACT))


def _is_whole(mention: Mention) -> bool:
    return not mention.decimals and (mention.magnitude or 1) == 1


class _Floats:
    """A relation in floats: 20 times faster than the exact look, and enough to see what cannot hold."""

    def __init__(self, relation: Relation, position: int) -> None:
        self._relation, self._position = relation, position
        self._values = [float(m.value or 0) for m in relation.numbers]
        self._units = [float(m.magnitude or 1) * 10.0 ** -(m.decimals or 0) for m in relation.numbers]
        self._magnitude = float(relation.numbers[position].magnitude or 1)
        self._wanted, self._reach = self._solve() if relation.form in _LINEAR else (0.0, 0.0)

    def is_far(self, near: float, decimals: int) -> bool:
        """Whether the relation fails surely with a number of nearly this value in the open place."""
        unit = self._magnitude * 10.0**-decimals
        form = self._relation.form
        if form in _LINEAR:
            return abs(near - self._wanted) > self._reach + max(unit, 10.0**-decimals)
        if form in _ORDERED:
            return False
        self._values[self._position], self._units[self._position] = near, unit
        return self._is_product_far() if form is Form.PRODUCT else self._is_quotient_far()

    def _solve(self) -> tuple[float, float]:
        """The value that the open place wants, and how far the others' rounding may take it."""
        values, place = self._values, self._position
        others = [value for i, value in enumerate(values) if i != place]
        if self._relation.form is Form.HUNDRED:
            wanted = 100 - sum(others)
        else:
            signed = [-v if i == 0 or i in self._relation.minus else v for i, v in enumerate(values)]
            wanted = sum(signed) - signed[place]
            wanted = wanted if place == 0 or place in self._relation.minus else -wanted
        units = (
            max(unit, 10.0 ** -(m.decimals or 0)) for unit, m in zip(self._units, self._relation.numbers, strict=True)
        )
        return wanted, sum(units) + _EPSILON * (100 + sum(map(abs, others)))

    def _is_product_far(self) -> bool:
        stated, first, second = self._values
        unit, *units = self._units
        scale = float(self._relation.scale)
        value = scale * first * second
        spread = scale * (abs(first) * units[1] + abs(second) * units[0] + units[0] * units[1])
        return abs(value - stated) > _FAR * unit + spread + _EPSILON * abs(value)

    def _is_quotient_far(self) -> bool:
        stated, first, second = self._values
        unit, first_unit, second_unit = self._units[0], *(0.0 if unit == 1 else unit for unit in self._units[1:])
        form, sign = self._relation.form, -1 if self._relation.is_down else 1
        if form is Form.CHANGE_DIFFERENCE:
            value, spread = sign * (first - second), first_unit + second_unit
        elif second == 0 or (second <= second_unit and (first_unit or second_unit)):
            return False
        else:
            top, top_unit = (
                (second - first, first_unit + second_unit) if form is Form.REST_SHARE else (first, first_unit)
            )
            value = top / second
            spread = (top_unit + abs(value) * second_unit) / (second - second_unit)
            if form is not Form.CHANGE_TIMES:
                times = 100 * float(self._relation.scale)
                value, spread = times * value, times * spread
            if form is Form.CHANGE_PERCENT:
                value = sign * (value - 100)
        return abs(value - stated) > _FAR * unit + spread + _EPSILON * abs(value)


def _follows(relation: Relation, first: Interval, second: Interval) -> Interval:
    """What the first number of a share or change follows to be, in its own measure."""
    form = relation.form
    if form is Form.CHANGE_DIFFERENCE:
        return second - first if relation.is_down else first - second
    if form is Form.PRODUCT:
        return first.times(second).scaled(relation.scale)
    quotient = quotient_percent(second - first if form is Form.REST_SHARE else first, second).scaled(relation.scale)
    if form is Form.CHANGE_TIMES:
        return quotient.scaled(Fraction(1, 100))
    if form is Form.CHANGE_PERCENT:
        return exact(100) - quotient if relation.is_down else quotient - exact(100)
    return quotient


def _solve_for(relation: Relation, place: int, stated: Interval, other: Interval) -> Interval:
    """What an operand may be by the stated number and the other operand; unbounded where nothing bounds it."""
    form, percent, is_first = relation.form, Fraction(1, 100), place == 1
    if form is Form.CHANGE_DIFFERENCE:
        stated = exact(0) - stated if relation.is_down else stated
        return other + stated if is_first else other - stated
    if form is Form.PRODUCT:
        return quotient_percent(stated, other).scaled(percent / relation.scale)
    rate = stated.scaled(1 / relation.scale)
    if form is Form.REST_SHARE:
        rate = exact(100) - rate
    elif form is Form.CHANGE_PERCENT:
        rate = exact(100) - rate if relation.is_down else exact(100) + rate
    elif form is Form.CHANGE_TIMES:
        rate = rate.scaled(Fraction(100))
    return other.times(rate).scaled(percent) if is_first else quotient_percent(other, rate)


def _verdict(held: bool) -> Verdict:
    return Verdict.CONSISTENT if held else Verdict.INCONSISTENT
