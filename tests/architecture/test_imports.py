"""Imports point left only: schemas <- extractors <- pipeline <- notebooks, tests."""

from __future__ import annotations

import pytest

from tests.architecture.source import Module, modules

ORDER = ("schemas", "extractors", "pipeline", "notebooks", "tests")
PURE_PIPELINE = "pipeline/arithmetic/"
MAY_BE_USED_BY_ARITHMETIC = ("schemas", "extractors", "pipeline.arithmetic")

each_module = pytest.mark.parametrize("module", modules(*ORDER), ids=lambda module: module.name)


def ours(module: Module) -> list[tuple[str, int]]:
    return [(name, line) for name, line in module.imports() if name.partition(".")[0] in ORDER]


@each_module
def test_imports_point_left(module: Module) -> None:
    rank = ORDER.index(module.package)
    wrong = [f"line {line}: {name}" for name, line in ours(module) if ORDER.index(name.partition(".")[0]) > rank]
    assert not wrong, module.name


@each_module
def test_imports_are_absolute(module: Module) -> None:
    assert not [name for name, _ in module.imports() if name.startswith(".")]


def test_schemas_import_nothing_of_ours() -> None:
    assert {name.partition(".")[0] for module in modules("schemas") for name, _ in ours(module)} <= {"schemas"}


def test_arithmetic_leans_on_nothing_that_touches_the_world() -> None:
    for module in modules("pipeline"):
        if module.name.startswith(PURE_PIPELINE):
            wrong = [name for name, _ in ours(module) if not name.startswith(MAY_BE_USED_BY_ARITHMETIC)]
            assert not wrong, module.name
