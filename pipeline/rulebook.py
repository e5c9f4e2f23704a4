"""The rules people write, read from extractors/rules/*.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

import yaml

from schemas.rules import Rulebook

RULE_FILES = (
    "cues",
    "mentions",
    "units",
    "qualifiers",
    "roles",
    "scopes",
    "ratios",
    "partitions",
    "statuses",
    "rests",
    "changes",
    "bounds",
)


def load_rulebook() -> Rulebook:
    """The rulebook; raises pydantic.ValidationError naming the entry and the field that is wrong."""
    return Rulebook.model_validate({name: _read_entries(name) for name in RULE_FILES})


def _read_entries(name: str) -> Iterable[object]:
    text = (files("extractors") / "rules" / f"{name}.yaml").read_text(encoding="utf-8")
    entries: list[object] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or []
    return entries
