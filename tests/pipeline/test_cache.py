"""The cache gives back what was made of the same input by the same code, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import cache
from pipeline.cache import PACKAGES_ROOT, StageCache, hash_files, hash_stage, stage_sources
from pipeline.params import Limits, Params
from pipeline.stages import STAGE_OF, STAGES, Stage
from tests.pipeline.builders import snapshot, write_files

STAGE = Stage("read", "", ("documents", "pages"))


def names_of(stage: str) -> set[str]:
    return {path.relative_to(PACKAGES_ROOT).as_posix() for path in stage_sources(STAGE_OF[stage].code)}


def test_a_kept_entry_comes_back_whole(tmp_path: Path) -> None:
    made = write_files(
        tmp_path / "made", {"documents/d.parquet": "1", "pages/d.parquet": "2", "pages/other.parquet": "3"}
    )
    StageCache(tmp_path / "cache", STAGE, "code").keep("key", made, "d")
    assert StageCache(tmp_path / "cache", STAGE, "code").fetch("key", tmp_path / "new", "d")
    assert snapshot(tmp_path / "new") == {"documents/d.parquet": b"1", "pages/d.parquet": b"2"}


def test_a_table_that_was_empty_is_empty_again(tmp_path: Path) -> None:
    made = write_files(tmp_path / "made", {"documents/d.parquet": "1"})
    old = write_files(tmp_path / "old", {"documents/d.parquet": "0", "pages/d.parquet": "0"})
    kept = StageCache(tmp_path / "cache", STAGE, "code")
    kept.keep("key", made, "d")
    assert kept.fetch("key", old, "d")
    assert snapshot(old) == {"documents/d.parquet": b"1"}


@pytest.mark.parametrize(
    ("stage", "code", "key"), [("extract", "code", "key"), ("read", "c2", "key"), ("read", "code", "k2")]
)
def test_another_stage_code_or_input_finds_nothing(tmp_path: Path, stage: str, code: str, key: str) -> None:
    made = write_files(tmp_path / "made", {"documents/d.parquet": "1"})
    StageCache(tmp_path / "cache", STAGE, "code").keep("key", made, "d")
    assert not StageCache(tmp_path / "cache", Stage(stage, "", STAGE.tables), code).fetch(key, tmp_path / "new", "d")


def test_half_an_entry_is_no_entry(tmp_path: Path) -> None:
    write_files(tmp_path, {"cache/read/code/.key.17.tmp/documents.parquet": "1"})
    kept = StageCache(tmp_path / "cache", STAGE, "code")
    assert not kept.fetch("key", tmp_path / "new", "d")
    kept.trim()
    assert snapshot(tmp_path / "cache") == {}


def test_old_versions_are_forgotten(tmp_path: Path) -> None:
    made = write_files(tmp_path / "made", {"documents/d.parquet": "1"})
    for code in ("c1", "c2", "c3", "c4"):
        kept = StageCache(tmp_path / "cache", STAGE, code)
        kept.keep("key", made, "d")
        kept.trim()
    assert sorted(path.name for path in (tmp_path / "cache" / "read").iterdir()) == ["c2", "c3", "c4"]


def test_every_file_counts_in_the_key(tmp_path: Path) -> None:
    folder = write_files(tmp_path, {"a/d": "1", "b/d": "2", "c/d": "1"})
    a, b, c = (folder / name / "d" for name in "abc")
    keys = [
        hash_files([a, b]),
        hash_files([b, a]),
        hash_files([a]),
        hash_files([a, folder / "no" / "d"]),
        hash_files([c, b]),
    ]
    assert len(set(keys)) == len(keys)


def test_a_stage_is_decided_by_all_it_imports() -> None:
    read, check = names_of("read"), names_of("check")
    assert {"extractors/readers/__init__.py", "extractors/readers/plain_text.py", "schemas/document.py"} <= read
    assert "pipeline/shards.py" in read
    assert any(name.startswith("extractors/rules/") for name in read), "rules are code"
    assert "pipeline/arithmetic/judge.py" in check
    assert "pipeline/arithmetic/judge.py" not in read
    assert not {"pipeline/cli.py", "pipeline/progress.py"} & (read | check), "what only shows things changes nothing"


def test_a_change_of_code_rules_or_limits_is_a_new_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"schemas/a.py": "x = 1", "extractors/find.py": "import schemas.a", "extractors/rules/u.yaml": "- 1"}
    files |= {"extractors/rules_compiled.py": "", "extractors/__init__.py": "", "extractors/other.py": ""}
    monkeypatch.setattr(cache, "PACKAGES_ROOT", write_files(tmp_path, dict(files)))
    stage = Stage("extract", "", (), code=("extractors.find", "extractors.rules_compiled"), params=("limits",))

    def version(params: Params | None = None) -> str:
        stage_sources.cache_clear()
        return hash_stage(stage, params or Params())

    first = version()
    assert version() == first
    assert version(Params(limits=Limits(document_seconds=1))) != first
    assert version(Params(workers=7, input="elsewhere")) == first, "neither changes what is found"
    for name in ("schemas/a.py", "extractors/find.py", "extractors/rules/u.yaml"):
        write_files(tmp_path, {name: files[name] + " "})
        assert version() != first, name
        write_files(tmp_path, {name: files[name]})
    write_files(tmp_path, {"extractors/other.py": "changed"})
    assert version() == first
    stage_sources.cache_clear()


def test_every_module_a_stage_names_is_there() -> None:
    for stage in STAGES:
        for module in stage.code:
            assert cache._source_path(module), f"{stage.name}: {module}"
