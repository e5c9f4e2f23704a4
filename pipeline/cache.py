"""The content-addressed cache: what a stage made of a document, under a key of everything that decided it.

Layout: `<cache>/<stage>/<code>/<key>/<table>.parquet`. `code` is the hash of source, rules, parameters and library
versions; `key` that of the document's input. Only results without failure are kept, so a failure is always tried again.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import schemas
from pipeline.stages import STAGES, Stage

if TYPE_CHECKING:
    from pipeline.params import Params

LIBRARIES = (
    "regex",
    "pyarrow",
    "pydantic",
    "pyyaml",
    "pypdfium2",
    "lxml",
    "xlrd",
    "rapidocr",
    "onnxruntime",
    "spacy",
    "underthesea",
    "rapidfuzz",
)
"""Libraries whose version may change what is read."""

KEPT_VERSIONS = 3
"""Versions of the code a stage keeps results of: the present one and two to go back to."""

PACKAGES_ROOT = Path(schemas.__file__).parent.parent
_OUR_PACKAGES = ("schemas", "extractors", "pipeline")
_IMPORT = re.compile(r"^\s*(?:from\s+([\w.]+)\s+import\s+(\([^)]*\)|.+)|import\s+([\w.]+))", re.MULTILINE)
_RULE_USERS = ("pipeline.rulebook", "extractors.rules_compiled")
_RULE_FILES = ("extractors/rules/**/*.yaml", "pipeline/reference/places*.csv")


def hash_stage(stage: Stage, params: Params) -> str:
    """Hash of all that decides what a stage writes, but for the document: code, rules, parameters, libraries."""
    digest = hashlib.sha256()
    for path in stage_sources(stage.code):
        digest.update(f"{path.relative_to(PACKAGES_ROOT).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update(params.model_dump_json(include=set(stage.params)).encode())
    digest.update(repr(_library_versions()).encode())
    return digest.hexdigest()[:16]


def hash_code() -> str:
    """Hash of all our source and rules, for the table of runs."""
    sources = {path for stage in STAGES for path in stage_sources(stage.code)}
    return hash_files(sorted(sources))[:16]


def solieu_version() -> str:
    """Version of the installed distribution; "0+unknown" where it runs from a folder that was not installed."""
    try:
        return version("solieu")
    except PackageNotFoundError:
        return "0+unknown"


@cache
def _library_versions() -> tuple[str, ...]:
    return (f"python {sys.version_info[0]}.{sys.version_info[1]}", *map(_library_version, LIBRARIES))


def _library_version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} -"


@cache
def stage_sources(modules: tuple[str, ...]) -> tuple[Path, ...]:
    """The source files of modules and of everything of ours they import, with the rules if they use them; sorted."""
    found: dict[str, Path] = {}
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        path = None if name in found else _source_path(name)
        if path is not None:
            found[name] = path
            waiting.extend(_imported_names(path.read_text(encoding="utf-8")))
    uses_rules = any(name in found for name in _RULE_USERS)
    rules = (path for pattern in _RULE_FILES if uses_rules for path in PACKAGES_ROOT.glob(pattern))
    return tuple(sorted({*found.values(), *rules}))


def _source_path(name: str) -> Path | None:
    base = PACKAGES_ROOT.joinpath(*name.split("."))
    candidates = (base / "__init__.py", base.with_suffix(".py"))
    return next((path for path in candidates if path.is_file()), None)


def _imported_names(source: str) -> Iterable[str]:
    for match in _IMPORT.finditer(source):
        module = match[1] or match[3]
        if module.partition(".")[0] in _OUR_PACKAGES:
            yield module
            yield from (f"{module}.{name}" for name in re.findall(r"\w+", match[2] or ""))


def hash_files(paths: Iterable[Path], *more: str) -> str:
    """Hash of files' names and contents, in the order given; a missing file counts as such."""
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes() if path.is_file() else None
        digest.update(f"{path.parent.name}\0{'-' if content is None else len(content)}\0".encode())
        digest.update(content or b"")
    digest.update("\0".join(more).encode())
    return digest.hexdigest()[:32]


class StageCache:
    """The results of one stage under one version of the code."""

    def __init__(self, folder: Path, stage: Stage, code: str) -> None:
        self._stage = stage
        self._folder = folder / stage.name / code

    def fetch(self, key: str, stage_folder: Path, document_id: str) -> bool:
        """Copy what is kept under a key into the stage's folder; False where nothing is kept."""
        entry = self._folder / key
        if not entry.is_dir():
            return False
        for table in _documents_last(self._stage.tables):
            target = stage_folder / table / f"{document_id}.parquet"
            _copy_or_remove(entry / f"{table}.parquet", target)
        return True

    def keep(self, key: str, stage_folder: Path, document_id: str) -> None:
        """Keep a document's shards under a key; the entry appears whole or not at all."""
        entry = self._folder / key
        aside = entry.with_name(f".{key}.{os.getpid()}.tmp")
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        for table in self._stage.tables:
            source = stage_folder / table / f"{document_id}.parquet"
            if source.is_file():
                shutil.copyfile(source, aside / f"{table}.parquet")
        try:
            aside.rename(entry)
        except OSError:  # another run kept the same result first
            shutil.rmtree(aside, ignore_errors=True)

    def trim(self) -> None:
        """Forget what versions of the code before the last three left, and halves of a killed run."""
        self._folder.mkdir(parents=True, exist_ok=True)
        os.utime(self._folder)
        versions = sorted(self._folder.parent.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        for old in versions[:-KEPT_VERSIONS]:
            shutil.rmtree(old, ignore_errors=True)
        for half in self._folder.glob(".*.tmp"):
            shutil.rmtree(half, ignore_errors=True)


def _documents_last(tables: Iterable[str]) -> list[str]:
    return sorted(tables, key=lambda table: table == "documents")


def _copy_or_remove(source: Path, target: Path) -> None:
    if not source.is_file():
        target.unlink(missing_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    shutil.copyfile(source, aside)
    os.replace(aside, target)
