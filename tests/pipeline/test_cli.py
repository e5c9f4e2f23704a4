"""What a person sees and what a script is told (exit codes)."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.locks import hold_lock
from tests.pipeline.builders import write_files

ROOT = Path(__file__).parents[2]
SLIP = "BÁO CÁO\n\nGiải quyết đúng hạn 40/50 hồ sơ, đạt 90%.\n\nTổ chức 12 hội nghị tuyên truyền.\n"
CLEAN = "BÁO CÁO\n\nGiải quyết đúng hạn 45/50 hồ sơ, đạt 90%.\n"

Said = tuple[int, str, str]
Solieu = Callable[..., Said]


@pytest.fixture
def solieu(capfd: pytest.CaptureFixture[str]) -> Solieu:
    """Runs a command; its exit code, what it printed, and what it said beside."""

    def run(*arguments: str | Path) -> Said:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(str(end.code))
        said = capfd.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return write_files(tmp_path / "in", {"slip.txt": SLIP, "clean.txt": CLEAN})


WRONG_USE = [
    ([], "wrong use"),
    (["frob"], "wrong use"),
    (["run", "x"], "wrong use"),
    (["run", "x", "--output", "y", "--workers", "0"], "wrong use"),
    (["run", "x", "--output", "y", "--fail-on", "note"], "wrong use"),
    (["audit", "no/such/file.txt"], "no such file"),
    (["run", "no/such/folder", "--output", "y"], "no such file"),
    (["explain", "no/such/file.txt", "12"], "no such file"),
    (["audit", ".", "--params", "no/such.yaml"], "no/such.yaml"),
    (["stage", "read", "--params", "no/such.yaml"], "no/such.yaml"),
    (["evaluate", "no/such/folder"], ""),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG_USE)
def test_wrong_use_is_2_and_said_on_one_line(solieu: Solieu, arguments: list[str], words: str) -> None:
    code, printed, said = solieu(*arguments)
    assert (code, words in said, "Traceback" in printed + said) == (2, True, False), said


def test_run_says_where_the_results_are(solieu: Solieu, reports: Path, tmp_path: Path) -> None:
    code, printed, said = solieu("run", reports, "--output", tmp_path / "out")
    assert code == 0, said
    assert str(tmp_path / "out" / "warehouse.duckdb") in printed
    assert (tmp_path / "out" / "warehouse.duckdb").is_file()
    assert (tmp_path / "out" / "audit").is_dir()
    assert [line.split()[:2] for line in printed.splitlines()[2:4]] == [["clean.txt", "ok"], ["slip.txt", "ok"]]
    assert len(said.splitlines()) == 7, "a line a stage where nobody watches"


@pytest.mark.parametrize(
    ("name", "level", "expected"), [("slip", "major", 1), ("slip", "minor", 1), ("clean", "minor", 0)]
)
def test_fail_on(solieu: Solieu, reports: Path, name: str, level: str, expected: int) -> None:
    assert solieu("audit", reports / f"{name}.txt", "--fail-on", level)[0] == expected


def test_audit_reads_like_a_linter(solieu: Solieu, reports: Path) -> None:
    code, printed, said = solieu("audit", reports)
    assert (code, said) == (0, "")
    lines = printed.splitlines()
    assert lines[0].startswith("slip.txt, trang 1, dòng 3: không khớp, nặng (inconsistent, major) tỷ lệ phần trăm")
    assert "40/50 hồ sơ, đạt 90" in lines[1]
    assert "40/50 = 80" in printed
    assert [line for line in lines if line.startswith("1 chỗ cần xem lại")]
    assert not [line for line in lines if line != line.rstrip()]


EXPLAINED = [
    ("90%", 0, ["slip.txt, trang 1, dòng 3", "tỷ lệ (percent)", "không khớp, nặng", "40/50 = 80"]),
    ("40", 0, ["tử số (numerator)"]),
    ("40/50", 0, ["tử số (numerator)", "mẫu số (denominator)"]),
    ("12", 0, ["dòng 5", "no rule related it to another number"]),
    ("77", 1, ["this number is not printed there"]),
    ("không phải số", 1, ["not printed there"]),
]


@pytest.mark.parametrize(("number", "expected", "words"), EXPLAINED)
def test_explain(solieu: Solieu, reports: Path, number: str, expected: int, words: list[str]) -> None:
    code, printed, _ = solieu("explain", reports / "slip.txt", number)
    assert (code, [word for word in words if word not in printed]) == (expected, []), printed


def test_doctor_lists_what_is_there_and_what_to_type(solieu: Solieu) -> None:
    code, printed, _ = solieu("doctor")
    assert code == 0
    assert all(name in printed for name in ("python", "duckdb", "tesseract + vie", "soffice", "dvc"))
    missing = [line for line in printed.splitlines() if "missing" in line]
    assert all("install" in line for line in missing)


@pytest.mark.skipif(importlib.util.find_spec("ray") is not None, reason="ray is installed")
def test_ray_is_asked_for_but_not_there(solieu: Solieu, reports: Path, tmp_path: Path) -> None:
    code, _, said = solieu("run", reports, "--output", tmp_path / "out", "--engine", "ray")
    assert (code, "pip install ray" in said) == (2, True)


def test_two_runs_never_share_an_output(solieu: Solieu, reports: Path, tmp_path: Path) -> None:
    with hold_lock(tmp_path / "out" / ".cache" / "lock"):
        code, _, said = solieu("run", reports, "--output", tmp_path / "out")
    assert (code, "another run" in said) == (2, True)


def test_an_output_that_is_a_file_is_said(solieu: Solieu, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    code, _, said = solieu("run", reports, "--output", tmp_path / "out")
    assert (code, "Traceback" in said, str(tmp_path / "out") in said) == (2, False, True), said


def _heed_interrupts() -> None:
    """What a shell starts in the background ignores interrupts, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_ends_it_without_a_traceback(tmp_path: Path) -> None:
    reports = write_files(tmp_path / "in", {f"{n:03}.txt": SLIP + f"Số {n}.\n" for n in range(2000)})
    command = [sys.executable, "-m", "pipeline.cli", "run", str(reports), "--output", str(tmp_path / "out")]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509  # no other thread runs here
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("out/.stages/read/documents/*.parquet")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes of the command
    _, said = process.communicate(timeout=90)
    assert (process.returncode, "Traceback" in said, "stopped" in said) == (130, False, True), said
