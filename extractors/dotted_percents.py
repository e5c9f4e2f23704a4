"""Percents printed with a dot and three digits: 1.666% is one and two thirds, or one thousand six hundred sixty-six.

Two or three digits before the dot leave no choice (97.125%: nobody reaches 97 thousand per cent); one does. What the
document does elsewhere decides where it writes decimals at all; else the number stays a small one, and the arithmetic
around it is asked before anybody is accused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import regex

from schemas.mention import Mention

_DOTTED = regex.compile(r"[1-9]\.\d{3}")
_COMMA_DECIMALS = regex.compile(r"[-+]?[\d.]+,\d{1,2}")
_DOT_DECIMALS = regex.compile(r"[-+]?\d+\.\d{1,2}")
_THOUSAND = Decimal(1000)


def is_dotted(mention: Mention) -> bool:
    """Whether a number is printed so that it may be a small one with three decimals or a count of thousands."""
    return mention.value is not None and _DOTTED.fullmatch(mention.text) is not None


def groups_by_dots(mentions: Iterable[Mention]) -> bool | None:
    """Whether a document's dots group thousands, by how it writes decimals; None where it writes none or both ways."""
    printed = [mention.text for mention in mentions if mention.decimals]
    has_commas = any(_COMMA_DECIMALS.fullmatch(text) for text in printed)
    has_dots = any(_DOT_DECIMALS.fullmatch(text) for text in printed)
    return None if has_commas == has_dots else has_commas


def settle_dotted_percents(found: Iterable[Mention]) -> list[Mention]:
    """The mentions; small numbers with a dot and three digits are thousands where the document's commas say so."""
    mentions = list(found)
    if not groups_by_dots(mentions):
        return mentions
    return [read_otherwise(m) if is_dotted(m) and m.decimals == len("666") else m for m in mentions]


def read_otherwise(mention: Mention) -> Mention:
    """The other reading of such a number."""
    is_small = bool(mention.decimals)
    value = (mention.value or Decimal(0)) * (_THOUSAND if is_small else 1 / _THOUSAND)
    return replace(mention, value=value.normalize() + 0, decimals=0 if is_small else 3)
