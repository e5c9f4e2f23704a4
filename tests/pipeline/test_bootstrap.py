"""`python3 bootstrap.py` on machines that lack something: it says what to type, and goes on where it can."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(__file__).parents[2]


def test_it_needs_nothing_but_python_itself() -> None:
    tree = ast.parse((ROOT / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names


def test_ci_calls_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    assert script.rstrip().endswith("exec python3 bootstrap.py test")


def test_the_lock_names_no_registry_and_hashes_everything() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    packages = [line for line in lines if "==" in line and not line.startswith("#")]
    assert not [line for line in lines if "://" in line or line.startswith(("-i", "--index", "--extra", "--find"))]
    assert len(packages) > 50
    assert all(line.endswith("\\") for line in packages), "a hash follows"


@pytest.mark.parametrize("arguments", [["help"], ["test", "x"], ["--help"]])
def test_other_words_show_the_two_commands(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(arguments) == 2
    assert "python3 bootstrap.py test" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("input: ../shared/reports # mine", "../shared/reports"),
        ("input: 'báo cáo'", "báo cáo"),
        ("# input: no\nworkers: 2", "corpus/reports"),
    ],
)
def test_the_input_is_read_without_yaml(
    line: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "params.yaml").write_text(line + "\n", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", str(tmp_path))
    assert Path(bootstrap.input_folder()) == tmp_path / expected


@pytest.mark.parametrize(("name", "expected"), [("a.txt", False), ("A.PDF", True), ("sub/b.tiff", True)])
def test_tesseract_is_wanted_only_for_what_may_be_a_scan(tmp_path: Path, name: str, expected: bool) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"x")
    assert bootstrap.has_scans(str(tmp_path)) is expected


def test_an_incomplete_venv_is_named_with_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "python_version", lambda _: (0, 0))
    monkeypatch.setattr(bootstrap, "try_venv", lambda: False)  # Debian without python3-venv
    monkeypatch.setattr(bootstrap, "can_install", lambda: False)
    with pytest.raises(bootstrap.SetUpError, match=r"apt-get install -y python3\.\d+-venv"):
        bootstrap.make_venv()


def test_an_incomplete_venv_is_mended_by_root(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []

    def apt_install(packages: str) -> bool:
        installed.append(packages)
        return True

    monkeypatch.setattr(bootstrap, "python_version", lambda _: (0, 0))
    monkeypatch.setattr(bootstrap, "try_venv", lambda: bool(installed))
    monkeypatch.setattr(bootstrap, "can_install", lambda: True)
    monkeypatch.setattr(bootstrap, "apt_install", apt_install)
    bootstrap.make_venv()
    assert installed == [bootstrap.venv_package()]


def test_missing_tesseract_never_stops_a_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "has_scans", lambda _: True)
    monkeypatch.setattr(bootstrap, "ask", lambda _: "")
    monkeypatch.setattr(bootstrap, "can_install", lambda: False)
    bootstrap.provide_tesseract()
    assert bootstrap.tesseract_line() in capsys.readouterr().out


def test_a_python_that_does_not_work_is_no_candidate(tmp_path: Path) -> None:
    assert bootstrap.python_version(str(tmp_path / "nothing")) == (0, 0)
    assert bootstrap.python_version(sys.executable) == sys.version_info[:2]


@pytest.mark.parametrize("is_clone", [True, False])
def test_dvc_works_in_a_folder_that_is_no_clone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_clone: bool
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", str(tmp_path))
    (tmp_path / ".dvc").mkdir()
    if is_clone:
        (tmp_path / ".git").mkdir()
    bootstrap.prepare_dvc()
    local = tmp_path / ".dvc" / "config.local"
    assert local.exists() is not is_clone
    assert is_clone or "no_scm = true" in local.read_text()


def test_all_checks_run_and_the_first_failure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def run(program: str, *_: str) -> int:
        ran.append(program)
        return 3 if program == "mypy" else 0

    monkeypatch.setattr(bootstrap, "run", run)
    assert bootstrap.run_tests() == 3
    assert ran == ["ruff", "ruff", "mypy", "pytest"]


def test_it_speaks_on_a_terminal_that_knows_no_vietnamese() -> None:
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    done = subprocess.run(
        [sys.executable, str(ROOT / "bootstrap.py"), "help"], env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (2, b"")
