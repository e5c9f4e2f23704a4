"""Paragraphs with numbers that hang together, worded as offices word them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

import regex
import yaml

from pipeline.selftest.author import Author
from pipeline.selftest.model import Chunk, Claim, ClaimKind, Piece, Section, Slot, SlotKind

_SLOT = regex.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paragraph counts, in the words of an office."""

    unit: str
    of: str
    did: str
    open: str
    parts: tuple[str, ...]
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Phrasings:
    """Every wording the self-test knows."""

    subjects: tuple[Subject, ...]
    sentences: Mapping[str, tuple[str, ...]]
    lists: tuple[tuple[str, bool, str], ...]
    """How a list of parts begins, whether it names all of them, and how it ends."""
    places: tuple[str, ...]


@cache
def load_phrasings() -> Phrasings:
    """The wordings beside this module."""
    raw = yaml.safe_load(files("pipeline.selftest").joinpath("phrasings.yaml").read_text(encoding="utf-8"))
    subjects = tuple(Subject(**{**entry, "parts": tuple(entry["parts"])}) for entry in raw["subjects"])
    kinds = ("ratios", "plans", "growths", "changes", "rests", "fillers", "totals", "people")
    lists = tuple((entry["lead"], entry["is_all"], entry.get("tail", ".")) for entry in raw["parts"])
    return Phrasings(subjects, {kind: tuple(raw[kind]) for kind in kinds}, lists, tuple(raw["places"]))


class Pen:
    """Prints numbers into slots with fresh keys."""

    def __init__(self, dice: random.Random, author: Author, first_key: int = 0) -> None:
        self.dice = dice
        self.author = author
        self.next_key = first_key

    def slot(self, text: str, kind: SlotKind = SlotKind.NUMBER, unit: Fraction | None = None) -> Slot:
        """A new slot."""
        self.next_key += 1
        return Slot(self.next_key, text, kind, unit)

    def count(self, value: int) -> Slot:
        """A count, exact."""
        return self.slot(self.author.whole(value))

    def amount(self, value: Fraction, decimals: int) -> Slot:
        """An amount, rounded to its decimals."""
        return self.slot(self.author.amount(value, decimals), unit=Fraction(1, 10**decimals))

    def rounded(self, value: int) -> Slot:
        """A whole number of a large unit (triệu đồng), rounded."""
        return self.slot(self.author.whole(value), unit=Fraction(1))

    def share(self, value: Fraction, sign: str = "") -> Slot:
        """A share as the author prints it; its unit is the last digit that is printed."""
        text = self.author.share(value)
        return self.slot(text + sign, unit=Fraction(1, 10 ** len(text.partition(",")[2])))


def write_paragraph(pen: Pen, subject: Subject, may_plan: bool = True) -> Section:
    """A paragraph about a subject, of a kind by the dice; money against a plan belongs once into a document."""
    makers: list[Callable[[Pen, Subject], Section]] = [_ratio, _ratio, _ratio, _growth, _change, _parts, _rest]
    return pen.dice.choice([*makers, _plan] if may_plan else makers)(pen, subject)


def _fill(
    template: str, subject: Subject, slots: Mapping[str, Slot], words: Mapping[str, str] = {}
) -> tuple[Piece, ...]:
    """The template with its slots; other names are words of the subject."""
    known = {
        "unit": subject.unit,
        "unit_cap": subject.unit[0].upper() + subject.unit[1:],
        "of": subject.of,
        "did": subject.did,
        "open": subject.open,
        **words,
    }
    pieces: list[Piece] = []
    end = 0
    for match in _SLOT.finditer(template):
        pieces += [template[end : match.start()], slots.get(match[1]) or known[match[1]]]
        end = match.end()
    return (*pieces, template[end:])


def _section(pieces: tuple[Piece, ...], *claims: Claim, pairs: tuple[tuple[int, int], ...] = ()) -> Section:
    return Section((Chunk(pieces),), claims, pairs=pairs)


def _choose(pen: Pen, kind: str) -> str:
    return pen.dice.choice(load_phrasings().sentences[kind])


def _draw_whole(pen: Pen, least: int = 40) -> int:
    return int(10 ** pen.dice.uniform(len(str(least)) - 0.5, 4.4)) + least


def _ratio(pen: Pen, subject: Subject) -> Section:
    whole = _draw_whole(pen)
    part = int(whole * pen.dice.uniform(0.3, 0.99))
    if subject.decimals:
        tenths = (whole * 10 + pen.dice.randrange(10), part * 10 + pen.dice.randrange(10))
        a, b = (pen.amount(Fraction(n, 10), 1) for n in reversed(tenths))
        percent = pen.share(Fraction(100 * tenths[1], tenths[0]))
    else:
        a, b, percent = pen.count(part), pen.count(whole), pen.share(Fraction(100 * part, whole))
    pieces = _fill(_choose(pen, "ratios"), subject, {"a": a, "b": b, "p": percent})
    claim = Claim(ClaimKind.SHARE, (percent.key, a.key, b.key), scale=Fraction(100))
    return _section(pieces, claim, Claim(ClaimKind.WITHIN, (a.key, b.key)), pairs=((a.key, b.key),))


def _plan(pen: Pen, subject: Subject) -> Section:
    plan = _draw_whole(pen, 800)
    done = int(plan * pen.dice.uniform(0.4, 1.25))
    a, b, percent = pen.rounded(done), pen.rounded(plan), pen.share(Fraction(100 * done, plan))
    pieces = _fill(_choose(pen, "plans"), subject, {"a": a, "b": b, "p": percent})
    claim = Claim(ClaimKind.SHARE, (percent.key, a.key, b.key), scale=Fraction(100))
    return _section(pieces, claim, pairs=((a.key, b.key),))


def _two_years(pen: Pen) -> tuple[int, int, Slot, str]:
    before = _draw_whole(pen, 200)
    now = max(1, int(before * pen.dice.uniform(0.6, 1.6)))
    now += now == before
    is_up = now > before
    return before, now, pen.slot("tăng" if is_up else "giảm", SlotKind.DIRECTION), "lên" if is_up else "xuống còn"


def _growth(pen: Pen, subject: Subject) -> Section:
    before, now, word, way = _two_years(pen)
    n, o = pen.count(now), pen.count(before)
    percent = pen.share(Fraction(100 * abs(now - before), before))
    slots = {"n": n, "o": o, "p": percent, "direction": word}
    pieces = _fill(_choose(pen, "growths"), subject, slots, {"way": way})
    claim = Claim(ClaimKind.GROWTH, (percent.key, n.key, o.key, word.key))
    return _section(pieces, claim, pairs=((n.key, o.key),))


def _change(pen: Pen, subject: Subject) -> Section:
    before, now, word, way = _two_years(pen)
    n, o, d = pen.count(now), pen.count(before), pen.count(abs(now - before))
    slots = {"n": n, "o": o, "d": d, "direction": word}
    pieces = _fill(_choose(pen, "changes"), subject, slots, {"way": way})
    claim = Claim(ClaimKind.CHANGE, (d.key, n.key, o.key, word.key))
    return _section(pieces, claim, pairs=((n.key, o.key),))


def _parts(pen: Pen, subject: Subject) -> Section:
    lead, is_all, tail = pen.dice.choice(load_phrasings().lists)
    names = pen.dice.sample(subject.parts, pen.dice.choice((2, 3, 4)))
    values = [_draw_whole(pen) for _ in names]
    whole = sum(values) + (0 if is_all else pen.dice.randrange(20, 400))
    total = pen.count(whole)
    chunks = [Chunk(_fill(lead, subject, {"w": total}))]
    keys = []
    for index, (name, value) in enumerate(zip(names, values, strict=True)):
        slot = pen.count(value)
        keys.append(slot.key)
        before = "" if index == 0 else " và " if index == len(names) - 1 else ", "
        chunks.append(Chunk((before, slot, f" {subject.unit} {name}"), can_go=index > 0 and len(names) > 2))
    if is_all:
        claims = [Claim(ClaimKind.SUM, (total.key, *keys))]
    else:
        claims = [Claim(ClaimKind.WITHIN, (key, total.key)) for key in keys]
    return Section((*chunks, Chunk((tail,))), tuple(claims))


def _rest(pen: Pen, subject: Subject) -> Section:
    whole = _draw_whole(pen)
    part = int(whole * pen.dice.uniform(0.3, 0.95))
    a, b, c = pen.count(part), pen.count(whole), pen.count(whole - part)
    pieces = _fill(_choose(pen, "rests"), subject, {"a": a, "b": b, "c": c})
    return _section(pieces, Claim(ClaimKind.SUM, (b.key, a.key, c.key)))


def write_filler(pen: Pen) -> Section:
    """A paragraph whose numbers hang on nothing."""
    slots = {name: pen.count(pen.dice.randrange(3, 900)) for name in "ab"}
    return _section(_fill(_choose(pen, "fillers"), load_phrasings().subjects[0], slots))
