"""`solieu run` on a folder of what people really have: each file a row with its reason, and the good ones are read."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
TEXT = """ỦY BAN NHÂN DÂN XÃ BÌNH AN
BÁO CÁO
Kết quả công tác quý I

1. Tiếp nhận 1.250/1.316 hồ sơ trực tuyến, đạt 94,98%.
2. Tổ chức 12 hội nghị với 640 lượt người tham dự.
"""
RATIO = "Trả kết quả đúng hạn 45/50 hồ sơ, đạt 90%.\n"
WRONG = "Giải quyết đúng hạn 40/50 hồ sơ, đạt 90%.\n"

FILES: dict[str, bytes] = {
    "tốt.txt": TEXT.encode(),
    "bom.txt": (TEXT + "A\n").encode("utf-8-sig"),
    "utf16.txt": (TEXT + "B\n").encode("utf-16"),
    "utf16-no-mark.txt": (TEXT + "C\n").encode("utf-16-le"),
    "windows-1258.txt": "Tiếp nhận 1.250/1.316 hồ sơ, đạt 94,98%.\n".replace("ế", "ê\u0301")
    .replace("ậ", "â\u0323")
    # Windows-1258 writes the tone behind the letter
    .replace("ồ", "ô\u0300")
    .replace("ơ", "ơ")
    .replace("đ", "đ")
    .replace("ạ", "a\u0323")
    .encode("cp1258"),
    "empty.txt": b"",
    "blank.txt": b" \n\n\t\n",
    "binary.txt": random.Random(7).randbytes(4000),
    "zeros.txt": bytes(1000),
    "cut.txt": TEXT.encode()[:-3] + "đ".encode()[:1],
    "no-line-end.txt": RATIO.strip().encode(),
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "half.pdf": b"%PDF-1.7\n%half",
    "hai  dấu cách.txt": (RATIO + "1\n").encode(),
    'it\'s "quoted".txt': (RATIO + "2\n").encode(),
    "<b>&amp;.txt": (RATIO + "3\n").encode(),
    "=cmd|' /C calc'!A0.txt": (WRONG + "4\n").encode(),
    "dòng\nmới.txt": (RATIO + "5\n").encode(),
    "Ngày 1-3 (bản cuối) ✓.txt": (RATIO + "6\n").encode(),
    "sub/same.txt": TEXT.encode(),
    "long-line.txt": ("Xã có 12 hộ nghèo; " * 300).encode(),
    "controls.txt": (RATIO + "\x0c" + RATIO + "\u202e\u200b\ufeff7\n").encode(),
    "metadata.csv": b"path,field,value\n",
    ".hidden.txt": b"x",
}
READ = {"ok", "partial"}
EXPECTED: dict[str, tuple[set[str], str | None]] = {
    "tốt.txt": ({"ok"}, None),
    "bom.txt": ({"ok"}, None),
    "utf16.txt": ({"ok"}, None),
    "utf16-no-mark.txt": ({"ok"}, None),
    "windows-1258.txt": ({"ok"}, None),
    "empty.txt": ({"failed"}, "empty"),
    "blank.txt": ({"failed"}, "empty"),
    "binary.txt": ({"failed"}, "unsupported_type"),
    "zeros.txt": ({"failed"}, "unsupported_type"),
    "cut.txt": ({"partial"}, "corrupt"),
    "picture.png": ({"failed"}, "corrupt"),
    "half.pdf": ({"failed"}, "corrupt"),
    "controls.txt": ({"ok"}, None),
    "long-line.txt": ({"ok"}, None),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A finished `solieu run`."""

    output: Path
    done: subprocess.CompletedProcess[str]

    def ask(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Rows of the warehouse."""
        with duckdb.connect(self.output / "warehouse.duckdb", read_only=True) as connection:
            return connection.execute(sql, list(values)).fetchall()


def solieu(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=600, check=False
    )


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("bad") / "báo cáo [2023]"
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if os.name == "posix":
        os.mkfifo(folder / "pipe.txt")
        (folder / "gone.txt").symlink_to("nowhere.txt")
    output = folder.parent / "kết quả"
    return Run(output, solieu("run", folder, "--output", output))


def test_it_ran(run: Run) -> None:
    assert run.done.returncode == 0, run.done.stderr
    assert "Traceback" not in run.done.stderr
    assert "\x1b" not in run.done.stdout + run.done.stderr, "no control codes where nobody watches"
    assert (run.output / "audit").is_dir()


def test_every_file_is_a_row(run: Run) -> None:
    paths = {path for (path,) in run.ask("SELECT path FROM document_paths")}
    left_out = {"metadata.csv", ".hidden.txt"}
    assert paths - {"gone.txt"} == set(FILES) - left_out


@pytest.mark.parametrize("path", EXPECTED)
def test_status_and_reason(run: Run, path: str) -> None:
    statuses, code = EXPECTED[path]
    sql = "SELECT d.status, d.error_code, d.error_detail FROM documents d JOIN document_paths p USING (document_id)"
    ((status, error_code, detail),) = run.ask(f"{sql} WHERE p.path = ?", path)
    assert (status in statuses, error_code) == (True, code), (status, error_code, detail)
    assert (detail is None) == (code is None)
    assert code is None or path.partition("\n")[0] in str(detail), "the reason names the file"


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_to_nowhere_is_a_failed_row(run: Run) -> None:
    assert run.ask("SELECT status, error_code FROM documents WHERE path = 'gone.txt'") == [("failed", "corrupt")]


@pytest.mark.parametrize("path", ["tốt.txt", "bom.txt", "utf16.txt", "utf16-no-mark.txt", "windows-1258.txt"])
def test_every_encoding_gives_the_same_letters_and_figures(run: Run, path: str) -> None:
    of_path = "JOIN document_paths p USING (document_id) WHERE p.path = ?"
    ((text,),) = run.ask(f"SELECT text FROM pages {of_path}", path)
    assert "1.250/1.316 hồ sơ" in str(text)
    facts = run.ask(f"SELECT numerator, denominator, percent FROM facts {of_path} AND measure = 'ratio'", path)
    assert [tuple(map(str, fact)) for fact in facts] == [("1250.000000", "1316.000000", "94.980000")]


def test_equal_bytes_are_one_document(run: Run) -> None:
    sql = "SELECT p.path FROM document_paths p JOIN documents d USING (document_id) WHERE d.path = 'sub/same.txt'"
    assert {path for (path,) in run.ask(sql)} == {"sub/same.txt", "tốt.txt"}


def test_odd_names_do_not_break_the_terminal(run: Run) -> None:
    assert "dòng mới.txt" in run.done.stdout
    assert "dòng\nmới" not in run.done.stdout


def test_names_are_escaped_in_the_audit(run: Run) -> None:
    for page in (run.output / "audit").rglob("*.html"):
        assert "<b>&amp;.txt" not in page.read_text(encoding="utf-8"), page.name


def test_the_same_input_gives_the_same_shards(run: Run, tmp_path: Path) -> None:
    solieu("run", run.output.parent / "báo cáo [2023]", "--output", tmp_path, "--workers", "1")
    first, second = (shards_of(folder / ".stages") for folder in (run.output, tmp_path))
    assert first == second != {}


def shards_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.parquet")}


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = solieu("run", tmp_path / "in", "--output", tmp_path / "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Không có tài liệu nào" in done.stderr
    assert not (tmp_path / "out").exists(), "nothing is written for nothing"


def test_a_missing_input_is_said(tmp_path: Path) -> None:
    done = solieu("audit", tmp_path / "không có.txt")
    assert (done.returncode, "no such file" in done.stderr) == (2, True)
