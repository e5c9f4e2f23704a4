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
    "io",
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
WORLDLY_METHODS = {
    "now",
    "today",
    "utcnow",
    "read_text",
    "write_text",
    "write_bytes",
    "unlink",
    "mkdir",
    "getenv",
    "environ",
    "urlopen",
}

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
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORLDLY_CALLS:
            yield f"line {node.lineno}: {node.func.id}()"
        elif isinstance(node, ast.Attribute) and node.attr in WORLDLY_METHODS:
            yield f"line {node.lineno}: .{node.attr}"
        elif isinstance(node, ast.Global | ast.Nonlocal):
            yield f"line {node.lineno}: {type(node).__name__.lower()} {', '.join(node.names)}"


IMPURE = [
    "open('x')",
    "datetime.now()",
    "date.today()",
    "os.environ['HOME']",
    "def f():\n    global x\n    x = 1",
    "path.read_text()",
    "print('x')",
]


@pytest.mark.parametrize("source", IMPURE)
def test_the_test_sees_what_it_is_for(source: str) -> None:
    assert list(worldly_nodes(ast.parse(source)))


@each_pure_module
def test_values_are_frozen(module: Module) -> None:
    """Dataclasses of the pure packages are frozen and slotted."""
    wrong = [node.name for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef) and _is_loose(node)]
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
