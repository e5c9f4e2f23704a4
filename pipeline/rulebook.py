"""The rules people write, read from extractors/rules/*.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

from schemas.rules import IndicatorCatalogue, Rulebook

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
    "likenesses",
    "abbreviations",
    "places",
    "entities",
    "rates",
    "attainments",
)


def load_rulebook() -> Rulebook:
    """The rulebook; raises pydantic.ValidationError naming the entry and the field that is wrong."""
    return Rulebook.model_validate({name: _read_entries(name) for name in RULE_FILES})


def read_places() -> str:
    """The official list of places, as CSV; see pipeline/reference/README.md."""
    folder = files("pipeline") / "reference"
    return "".join((folder / name).read_text(encoding="utf-8") for name in ("places.csv", "places_2023.csv"))


def load_catalogue() -> IndicatorCatalogue:
    """The indicators, and the words their labels are made of; raises pydantic.ValidationError as load_rulebook does."""
    return IndicatorCatalogue.model_validate(
        {
            "pillars": [_read_yaml(path) for path in _list_files("indicators")],
            "terms": [entry for path in _list_files("terms") for entry in _read_list(path)],
            "asides": _read_entries("asides"),
        }
    )


def _list_files(folder: str) -> list[Traversable]:
    found = (files("extractors") / "rules" / folder).iterdir()
    return sorted((path for path in found if path.name.endswith(".yaml")), key=lambda path: path.name)


def _read_entries(name: str) -> Iterable[object]:
    return _read_list(files("extractors") / "rules" / f"{name}.yaml")


def _read_list(path: Traversable) -> Iterable[object]:
    entries = _read_yaml(path)
    return entries if isinstance(entries, list) else []


def _read_yaml(path: Traversable) -> object:
    content: object = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return content
