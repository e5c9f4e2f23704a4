"""params.yaml, dvc.yaml and the code say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import TypeAdapter

from pipeline.params import Params, ParamsError, load_params
from pipeline.stages import STAGES, Stage, last_writer
from schemas.tables import TABLES

ROOT = Path(__file__).parents[2]
DVC = TypeAdapter(dict[str, dict[str, dict[str, str | list[str | dict[str, dict[str, bool]]]]]]).validate_python(
    yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))
)["stages"]


def test_the_file_says_what_the_code_takes_for_granted() -> None:
    assert load_params(ROOT / "params.yaml") == Params()


@pytest.mark.parametrize("text", ["input: 7", "limits: {document_seconds: 0}", "wrokers: 3", "- 1", "a: [", "\x00"])
def test_a_wrong_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "params.yaml"
    path.write_text(text)
    with pytest.raises(ParamsError, match=r"params\.yaml"):
        load_params(path)


def test_dvc_has_the_seven_stages_in_order() -> None:
    assert list(DVC) == [stage.name for stage in STAGES]
    assert len(STAGES) == 7


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_of_dvc_is_a_stage_of_ours(stage: Stage) -> None:
    entry = DVC[stage.name]
    assert entry["cmd"] == f"solieu stage {stage.name}"
    assert len(entry["desc"]) > 20
    assert "persist" not in str(entry)
    assert f"pipeline/stages/{stage.name}.py" in entry["deps"]
    assert tuple(entry.get("params", ())) == stage.params
    assert all((ROOT / str(dep)).exists() for dep in entry["deps"] if not str(dep).startswith(("$", "corpus/build")))


def test_a_stage_depends_on_the_stages_before() -> None:
    for place, stage in enumerate(STAGES[:-1]):
        before = [f"corpus/build/{earlier.name}" for earlier in STAGES[:place]]
        assert set(before) <= set(DVC[stage.name]["deps"]), stage.name


def test_every_table_has_a_stage_that_writes_it() -> None:
    assert {table.name for table in TABLES} == {name for stage in STAGES for name in stage.tables}
    assert (last_writer("documents"), last_writer("mentions"), last_writer("pages")) == ("check", "resolve", "read")
    assert last_writer("documents", before="extract") == "read"
    with pytest.raises(KeyError):
        last_writer("facts", before="resolve")
