"""Telephone, citizen and account numbers of persons, made unreadable where something is passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

MASK = "•"
SHOWN_DIGITS = 2
"""Digits left at the end: enough for the office to know which number is meant, too few to call it."""
_MONEY_OR_COUNT = re.compile(r"\s*(?:triệu|tỷ|nghìn|đồng|hộ|người|thẻ|hồ sơ|%|lượt)")


class PersonalRule(BaseModel):
    """A shape of numbers that belong to a person; the group `m` is masked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    pattern: str
    meaning: str
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Mask:
    """What hides personal numbers; switched off it leaves every text as it is."""

    is_on: bool = True

    def hide(self, text: str) -> str:
        """The text, as long as it was, with the digits of personal numbers hidden.

        >>> Mask().hide("ĐT: 0912.345.678"), Mask(is_on=False).hide("ĐT: 0912.345.678")
        ('ĐT: ••••.•••.•78', 'ĐT: 0912.345.678')
        """
        if not self.is_on:
            return text
        hidden = list(text)
        for start, end in find_personal(text):
            digits = [place for place in range(start, end) if text[place].isdigit()]
            for place in digits[:-SHOWN_DIGITS]:
                hidden[place] = MASK
        return "".join(hidden)

    def spans(self, text: str) -> Sequence[tuple[int, int]]:
        """Where the personal numbers stand; nowhere where the mask is off."""
        return tuple(find_personal(text)) if self.is_on else ()


def find_personal(text: str) -> Iterator[tuple[int, int]]:
    """Spans of personal numbers, rule after rule; they may overlap."""
    for rule, pattern in _compiled():
        for match in pattern.finditer(text):
            is_quantity = _MONEY_OR_COUNT.match(text, match.end("m"))
            if not (rule.id.endswith("_after_word") and is_quantity):
                yield match.span("m")


def load_personal_rules() -> tuple[PersonalRule, ...]:
    """The rules of personal.yaml."""
    entries = yaml.safe_load((files("pipeline") / "audit" / "personal.yaml").read_text(encoding="utf-8"))
    return tuple(PersonalRule.model_validate(entry) for entry in entries)


@cache
def _compiled() -> tuple[tuple[PersonalRule, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(rule.pattern)) for rule in load_personal_rules())
