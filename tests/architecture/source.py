"""The project's source as syntax trees, for the tests of its architecture."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SKIPPED = {".venv", "build", "node_modules", "__pycache__"}


@dataclass(frozen=True, slots=True)
class Module:
    """One file of Python."""

    name: str
    path: Path
    lines: int
    tree: ast.Module

    @property
    def package(self) -> str:
        """The top-level folder it stands in."""
        return self.name.partition("/")[0]

    def imports(self) -> Iterator[tuple[str, int]]:
        """Every module it imports, anywhere in it, with the line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield "." * node.level + (node.module or ""), node.lineno

    def functions(self) -> Iterator[tuple[str, int]]:
        """Every function with its length in lines, from `def` to its last line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{self.name}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


@cache
def modules(*packages: str) -> tuple[Module, ...]:
    """All modules below the given folders of the project."""
    return tuple(_read_module(path) for package in packages for path in _python_files(ROOT / package))


def _python_files(folder: Path) -> list[Path]:
    found = [folder] if folder.is_file() else sorted(folder.rglob("*.py"))
    return [path for path in found if not SKIPPED & set(path.relative_to(ROOT).parts)]


def _read_module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path.relative_to(ROOT).as_posix(), path, text.count("\n"), ast.parse(text))
