"""`dvc repro`: the input folder is a parameter, nothing changed means nothing done, a change reruns what it must."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("dvc")

ROOT = Path(__file__).parents[2]
PROJECT = ("schemas", "extractors", "pipeline", "dvc.yaml", "params.yaml", ".dvcignore", "requirements.lock")
STAGES = ["ingest", "read", "extract", "resolve", "check", "load", "report"]
REPORT = "BÁO CÁO\n\nGiải quyết đúng hạn 40/50 hồ sơ, đạt 90%.\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project beside a folder of reports that is not part of it, in a folder that is no clone."""
    folder = tmp_path_factory.mktemp("dvc") / "project"
    folder.mkdir()
    for name in PROJECT:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, folder / name)
    (folder / "corpus").mkdir()
    shutil.copyfile(ROOT / "corpus" / "reviews.csv", folder / "corpus" / "reviews.csv")
    (folder / ".dvc").mkdir()
    (folder / ".dvc" / "config").write_text("[core]\n    no_scm = true\n    analytics = false\n")
    params = (folder / "params.yaml").read_text(encoding="utf-8")
    (folder / "params.yaml").write_text(params.replace("input: corpus/reports", "input: ../reports"), encoding="utf-8")
    (folder.parent / "reports").mkdir()
    (folder.parent / "reports" / "a.txt").write_text(REPORT, encoding="utf-8")
    _write_command(folder.parent / "bin")
    return folder


def _write_command(folder: Path) -> None:
    """The command `solieu` of this code, wherever the tests run from."""
    folder.mkdir()
    script = f'#!/bin/sh\nexec "{sys.executable}" -m pipeline.cli "$@"\n'
    (folder / "solieu").write_text(script)
    (folder / "solieu").chmod(0o755)


def dvc(project: Path, *arguments: str) -> str:
    environment = {**os.environ, "PATH": f"{project.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "dvc", *arguments]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def stages_run(output: str) -> list[str]:
    return [line.split("'")[1] for line in output.splitlines() if line.startswith("Running stage")]


@pytest.mark.skipif(os.name != "posix", reason="a script of the shell")
def test_repro(project: Path) -> None:
    assert stages_run(dvc(project, "repro")) == STAGES
    assert (project / "corpus" / "build" / "warehouse.duckdb").is_file()
    assert (project / "corpus" / "build" / "audit").is_dir()
    metrics = json.loads(dvc(project, "metrics", "show", "--json"))
    assert "corpus/build/report/metrics.json" in str(metrics)

    assert stages_run(dvc(project, "repro")) == [], "nothing changed, nothing done"

    report = project / "pipeline" / "stages" / "report.py"
    report.write_text(report.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert stages_run(dvc(project, "repro")) == ["report"], "what others do not need reruns nothing else"
