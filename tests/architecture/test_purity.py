"""extractors/ and pipeline/arithmetic/ touch no files, processes, clock, environment or randomness."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, modules

PURE = [
    module
    for module in modules("schemas", "extractors", "pipeline")
    if module.name.startswith(("schemas/", "extractors/", "pipeline/arithmetic/"))
]
WORLDLY_MODULES = {
    "os",
    "sys",
    "pathlib",
    "shutil",
    "tempfile",
    "glob",
    "fileinput",
    "subprocess",
    "multiprocessing",
    "threading",
    "asyncio",
    "signal",
    "socket",
    "ssl",
    "urllib",
    "http",
    "requests",
    "time",
    "random",
    "secrets",
    "uuid",
    "logging",
    "platform",
    "getpass",
    "locale",
    "importlib",
    "pkgutil",
    "ctypes",
    "mmap",
    "sqlite3",
    "duckdb",
    "pyarrow",
    "yaml",
    "rich",
}
WORLDLY_CALLS = {"open", "input", "print", "exec", "eval", "compile", "__import__", "breakpoint", "globals"}
WORLDLY_METHODS = {"now", "today", "utcnow", "read_text", "write_text", "write_bytes", "unlink", "mkdir", "getenv"}
WORLDLY_ATTRIBUTES = {"environ", "urlopen"}
IN_MEMORY = {"BytesIO", "StringIO"}
"""Of io, what touches no file."""

each_pure_module = pytest.mark.parametrize("module", PURE, ids=lambda module: module.name)


@each_pure_module
def test_no_import_reaches_out(module: Module) -> None:
    wrong = [(name, line) for name, line in module.imports() if _is_worldly(name)]
    assert not wrong, module.name


def _is_worldly(name: str) -> bool:
    return name.partition(".")[0] in WORLDLY_MODULES


@each_pure_module
def test_no_call_reaches_out(module: Module) -> None:
    assert not list(worldly_nodes(module.tree)), module.name


def worldly_nodes(tree: ast.AST) -> Iterator[str]:
    """Calls and names that need the world outside, each with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_worldly_call(node.func):
            yield f"line {node.lineno}: {ast.unparse(node.func)}()"
        elif isinstance(node, ast.Attribute) and node.attr in WORLDLY_ATTRIBUTES:
            yield f"line {node.lineno}: .{node.attr}"
        elif isinstance(node, ast.Global):
            yield f"line {node.lineno}: global {', '.join(node.names)}"
        elif isinstance(node, ast.ImportFrom) and node.module == "io" and {n.name for n in node.names} - IN_MEMORY:
            yield f"line {node.lineno}: {ast.unparse(node)}"


def _is_worldly_call(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in WORLDLY_CALLS
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "io":
        return function.attr not in IN_MEMORY
    return isinstance(function, ast.Attribute) and function.attr in WORLDLY_METHODS


IMPURE = [
    "open('x')",
    "datetime.now()",
    "date.today()",
    "os.environ['HOME']",
    "def f():\n    global x\n    x = 1",
    "path.read_text()",
    "print('x')",
    "io.open('x')",
    "from io import FileIO",
]
PURE_THOUGH_ALIKE = ["stated.now", "io.BytesIO(data)", "from io import StringIO", "archive.open('word/document.xml')"]


@pytest.mark.parametrize("source", IMPURE)
def test_the_test_sees_what_it_is_for(source: str) -> None:
    assert list(worldly_nodes(ast.parse(source)))


@pytest.mark.parametrize("source", PURE_THOUGH_ALIKE)
def test_the_test_sees_no_more_than_that(source: str) -> None:
    assert not list(worldly_nodes(ast.parse(source)))


@each_pure_module
def test_values_are_frozen(module: Module) -> None:
    """Dataclasses that others see are frozen and slotted; what one module counts with by itself is its own affair."""
    classes = [node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]
    wrong = [node.name for node in classes if not node.name.startswith("_") and _is_loose(node)]
    assert not wrong, module.name


def _is_loose(node: ast.ClassDef) -> bool:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Name) and decorator.id == "dataclass":
            return True
        if (
            isinstance(decorator, ast.Call)
            and isinstance(decorator.func, ast.Name)
            and decorator.func.id == "dataclass"
        ):
            given = {keyword.arg for keyword in decorator.keywords if ast.unparse(keyword.value) == "True"}
            return not {"frozen", "slots"} <= given
    return False


@pytest.mark.parametrize("module", modules("schemas", "extractors", "pipeline"), ids=lambda module: module.name)
def test_nothing_is_any(module: Module) -> None:
    names = {node.id for node in ast.walk(module.tree) if isinstance(node, ast.Name)}
    assert "Any" not in names, module.name
