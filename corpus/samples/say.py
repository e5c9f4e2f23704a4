"""Builders that write words and their truth at once.

Digits may enter a report only through these builders, so every number printed is accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from string import Formatter

from corpus.samples.model import Heading, Inline, Mark, Paragraph, Style, Styled
from corpus.samples.numbers import Pen, Printed, Verdict, half_up, share
from corpus.samples.truth import Change, Finding, NotFact, PartWhole, Percent, Quantity, Ratio, Truth

RATIO_CHECKS = ("ratio_percent", "complement", "table_ratio")
PART_CHECKS = ("part_whole", "table_total", "bound", "complement", "contradiction")
NUMBER = re.compile(r"\d(?:[\d.,/\-]*\d)?")

Figure = int | Printed


def say(template: str, *truths: Truth, **parts: Inline) -> Mark:
    """The template with its {names} filled, stating `truths`.

    Raises ValueError where the template itself, or a part that states nothing, brings in a digit.
    """
    pieces: list[Inline] = []
    for literal, name, _, _ in Formatter().parse(template):
        if literal:
            pieces.append(_refuse_digits(literal))
        if name is not None:
            part = parts[name]
            pieces.append(_refuse_digits(part) if isinstance(part, str) and not truths else part)
    return Mark(tuple(pieces), truths)


def _refuse_digits(text: str) -> str:
    if re.search(r"\d", text):
        raise ValueError(f"a digit outside a builder: {text!r}")
    return text


def no(text: str, what_it_is: str) -> Mark:
    """Words whose numbers state nothing: a legal number, a date, a name."""
    found = NUMBER.search(text)
    if found is None:
        raise ValueError(f"no number in {text!r}")
    return Mark((text,), (NotFact(found.group(), what_it_is),))


def law(text: str) -> Mark:
    """A legal reference with its date."""
    return no(text, "legal number and date")


def when(text: str) -> Mark:
    """A date, year or reporting period."""
    return no(text, "date or period")


def bold(content: Inline) -> Styled:
    """Emphasised words."""
    return Styled(Style.BOLD, content)


def italic(content: Inline) -> Styled:
    """Slanted words."""
    return Styled(Style.ITALIC, content)


def para(template: str, **parts: Inline) -> Paragraph:
    """A plain paragraph."""
    return Paragraph(say(template, **parts))


def dash(template: str, **parts: Inline) -> Paragraph:
    """A bullet with '-'."""
    return Paragraph(say(template, **parts), "-")


def plus(template: str, **parts: Inline) -> Paragraph:
    """A bullet with '+'."""
    return Paragraph(say(template, **parts), "+")


def star(template: str, **parts: Inline) -> Paragraph:
    """A bullet with '*'."""
    return Paragraph(say(template, **parts), "*")


def head(number: str, template: str, style: Style | None = None, **parts: Inline) -> Heading:
    """A heading."""
    return Heading(number, say(template, **parts), style)


@dataclass(frozen=True, slots=True)
class Writer:
    """One office's way of writing, and the scope its figures have where nothing else is said."""

    scope: str
    pen: Pen = field(default_factory=Pen)

    def print(self, figure: Figure) -> Printed:
        """The figure as this office types it."""
        return self.pen.count(figure) if isinstance(figure, int) else figure

    def count(
        self,
        template: str,
        value: Figure,
        unit: str,
        label: str,
        *,
        qualifier: str | None = None,
        role: str = "actual",
        scope: str = "",
        note: str = "",
        **parts: Inline,
    ) -> Mark:
        """A count or amount: {n} in the template is the number."""
        number = self.print(value)
        truth = Quantity(number.value, unit, label, scope or self.scope, qualifier, role, note)
        return say(template, truth, n=number.text, **parts)

    def percent(
        self,
        template: str,
        value: Printed,
        label: str,
        *,
        qualifier: str | None = None,
        role: str = "actual",
        scope: str = "",
        note: str = "",
        **parts: Inline,
    ) -> Mark:
        """A percentage without operands: {p} in the template is the number."""
        truth = Percent(value.value, label, scope or self.scope, qualifier, role, note)
        return say(template, truth, p=value.text, **parts)

    def ratio(
        self,
        template: str,
        numerator: Figure,
        denominator: Figure,
        decimals: int,
        unit: str,
        label: str,
        *,
        form: str = "",
        scope: str = "",
        stated: str = "",
        planted: str = "",
        qualifier: str | None = None,
        note: str = "",
        **parts: Inline,
    ) -> Mark:
        """A share: {a} of {b}, printed percent {p} (half-up, unless `stated` is typed in its place)."""
        above, below = self.print(numerator), self.print(denominator)
        true_percent = share(above.value, below.value)
        percent = (stated or self.pen.fixed(true_percent, decimals).text) if "{p}" in template else None
        place = scope or self.scope
        kind = form or ("slash" if re.search(r"\{a\}\s*/\s*\{b\}", template) else "words")
        truth = Ratio(above.value, below.value, percent, unit, label, place, kind, qualifier, note)
        truths: list[Truth] = [truth, *self._operands(template, truth, kind)]
        truths.extend(_ratio_finding(truth, above, below, planted))
        return say(template, *truths, a=above.text, b=below.text, p=percent or "", **parts)

    def _operands(self, template: str, truth: Ratio, form: str) -> list[Truth]:
        """The operands of a share in words, which a reader may also take as counts."""
        if form not in {"words", "complement"}:
            return []
        printed = {"{a}": truth.numerator, "{b}": truth.denominator}
        note = "operand of a ratio"
        return [
            Quantity(value, truth.unit, truth.label, truth.scope, note=note)
            for name, value in printed.items()
            if name in template
        ]

    def parts(
        self,
        template: str,
        whole: Figure,
        parts: Sequence[Figure],
        unit: str,
        label: str,
        *,
        names: Sequence[str] = (),
        form: str = "parts",
        is_exhaustive: bool = True,
        planted: str = "",
        scope: str = "",
        part_scopes: Sequence[str] = (),
        note: str = "",
        **others: Inline,
    ) -> Mark:
        """A whole {w} and its parts {x0}, {x1}, ...; `names` say what each part is, `part_scopes` of what level."""
        printed_whole, printed = self.print(whole), [self.print(part) for part in parts]
        truth = PartWhole(printed_whole.value, tuple(p.value for p in printed), unit, form, is_exhaustive, note)
        place = scope or self.scope
        labels = [f"{label} - {name}" for name in names] or [label] * len(printed)
        truths: list[Truth] = [truth, Quantity(truth.whole, unit, label, place)]
        places = part_scopes or [place] * len(printed)
        truths += [Quantity(p.value, unit, name, s) for p, name, s in zip(printed, labels, places, strict=True)]
        truths.extend(_part_finding(truth, printed_whole, printed, planted))
        numbers: dict[str, Inline] = {f"x{index}": part.text for index, part in enumerate(printed)}
        return say(template, *truths, w=printed_whole.text, **numbers, **others)

    def complement(
        self,
        template: str,
        part: Printed,
        rest: Printed,
        label: str,
        rest_label: str,
        *,
        planted: str = "",
        scope: str = "",
    ) -> Mark:
        """Two percentages of one whole, {p} and {q}: what is, and what is left."""
        place = scope or self.scope
        truth = PartWhole(Decimal(100), (part.value, rest.value), "%", "complement")
        truths: list[Truth] = [Percent(part.value, label, place), Percent(rest.value, rest_label, place), truth]
        truths.extend(_complement_finding(truth, part, rest, planted))
        return say(template, *truths, p=part.text, q=rest.text)

    def between(self, template: str, low: Printed, high: Printed, unit: str, label: str) -> Mark:
        """A range from {low} to {high}."""
        ends = ((low.value, "at_least", "lower end of a range"), (high.value, "at_most", "upper end of a range"))
        truths: list[Truth] = [
            Percent(value, label, self.scope, qualifier, note=note)
            if unit == "%"
            else Quantity(value, unit, label, self.scope, qualifier, note=note)
            for value, qualifier, note in ends
        ]
        return say(template, *truths, low=low.text, high=high.text)

    def change(
        self, template: str, now: Figure, before: Figure, decimals: int, unit: str, label: str, **parts: Inline
    ) -> Mark:
        """A change: {p} in percent, or {n} in the unit; {before} where the earlier value is printed."""
        new, old = self.print(now), self.print(before)
        is_percent = "{p}" in template
        change = abs(new.value - old.value)
        stated = self.pen.fixed(share(change, old.value) if is_percent else change, decimals)
        truths: list[Truth] = [Change(new.value, old.value, stated.text, is_percent, label)]
        if is_percent:
            truths.append(Percent(stated.value, label, self.scope, note="a change"))
        else:
            truths.append(Quantity(stated.value, unit, label, self.scope, note="a change"))
        if "{before}" in template:
            truths.append(Quantity(old.value, unit, label, self.scope, role="baseline", note="base of a change"))
        name = "p" if is_percent else "n"
        return say(template, *truths, **{name: stated.text}, before=old.text, **parts)


def _ratio_finding(truth: Ratio, above: Printed, below: Printed, planted: str) -> list[Truth]:
    verdict = truth.verdict
    if (verdict is Verdict.INCONSISTENT) != bool(planted):
        raise ValueError(f"{truth.label}: {truth.percent} is {verdict}, planted: {planted!r}")
    if truth.percent is None or verdict in {Verdict.ROUNDED, Verdict.NO_PERCENT}:
        return []
    exact = f"{above.text}/{below.text} = {half_up(truth.true_percent, 4)}%"
    is_slip = verdict is Verdict.INCONSISTENT
    habit = {Verdict.TRUNCATED: "cut off instead of rounded", Verdict.LAST_DIGIT: "one unit of the last digit off"}
    return [
        Finding(
            kind="ratio_percent",
            stated=f"{truth.percent}%",
            expected=exact,
            explanation_en=f"{exact}, the text says {truth.percent}%.",
            planted=planted or f"No accusation: {habit[verdict]}.",
            numbers=(above.text, below.text, truth.percent),
            check_kinds=RATIO_CHECKS,
            tier="A" if is_slip else "B",
            severity="major" if is_slip else "minor",
        )
    ]


def _complement_finding(truth: PartWhole, part: Printed, rest: Printed, planted: str) -> list[Truth]:
    is_wrong = truth.verdict is Verdict.INCONSISTENT
    if is_wrong != bool(planted):
        raise ValueError(f"{part.text} and {rest.text}: {truth.verdict}, planted: {planted!r}")
    if not is_wrong:
        return []
    left = Pen().exact(100 - part.value).text
    return [
        Finding(
            kind="complement",
            stated=f"{rest.text}%",
            expected=f"{left}%",
            explanation_en=f"{part.text}% and what is left make 100%, so {left}% is left, the text says {rest.text}%.",
            planted=planted,
            numbers=(part.text, rest.text),
            check_kinds=PART_CHECKS,
        )
    ]


def _part_finding(truth: PartWhole, whole: Printed, parts: Sequence[Printed], planted: str) -> list[Truth]:
    is_wrong = truth.verdict is Verdict.INCONSISTENT
    if is_wrong != bool(planted):
        raise ValueError(f"{truth.unit}: {truth.verdict}, planted: {planted!r}")
    if not is_wrong:
        return []
    total = Pen(is_padded=False).exact(sum(truth.parts, Decimal(0))).text
    added = " + ".join(part.text for part in parts)
    return [
        Finding(
            kind="part_whole",
            stated=whole.text,
            expected=f"{added} = {total}",
            explanation_en=f"{added} = {total} ({truth.unit}), the text says {whole.text}.",
            planted=planted,
            numbers=(whole.text, *(part.text for part in parts)),
            check_kinds=PART_CHECKS,
        )
    ]
