"""metadata.csv beside the reports, from the folder to the warehouse and the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipeline.cli import main
from pipeline.params import Params
from pipeline.sidecar import join_corrections, read_sidecars
from pipeline.stages.ingest import describe_file, list_files, merge_equal
from tests.pipeline.builders import write_files

REPORT = "BÁO CÁO\n\nTiếp nhận 120 hồ sơ, đúng hạn 9757%.\n"
Run = Callable[..., tuple[int, str]]
HEADER = "path,field,value,page,expected,reason\n"


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Writes files, runs solieu on them, and answers (exit code, what was said)."""

    def start(files: dict[str, str], command: str = "run", target: str = "") -> tuple[int, str]:
        write_files(tmp_path / "in", dict(files))
        output = ["--output", str(tmp_path / "out")] if command == "run" else []
        code = main([command, str(tmp_path / "in" / target), *output, "--workers", "1"])
        said = capfd.readouterr()
        return code, said.out + said.err

    return start


def ask(tmp_path: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(tmp_path / "out" / "warehouse.duckdb", read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_rows_are_applied_and_kept(run: Run, tmp_path: Path) -> None:
    rows = 'sub/a.txt,period,2022,,,\nsub/a.txt,figure,"97,57%",1,9757%,mất dấu phẩy\nsub/a.txt,doc_type,ke_hoach,,,\n'
    code, said = run({"sub/a.txt": REPORT, "metadata.csv": HEADER + rows})
    assert (code, "!" in said) == (0, False), said
    assert ask(tmp_path, "SELECT doc_type, year(period_end) FROM documents") == [("ke_hoach", 2022)]
    assert ask(tmp_path, "SELECT text FROM mentions WHERE text LIKE '97%'") == [("97,57",)]
    assert ask(tmp_path, "SELECT line, field, status, reason FROM corrections") == [
        (2, "period", "applied", None),
        (3, "figure", "applied", "mất dấu phẩy"),
        (4, "doc_type", "applied", None),
    ]
    assert ask(tmp_path, "SELECT count(*) FROM documents") == [(1,)], "metadata.csv is no report"


def joined(root: Path) -> tuple[dict[str, list[int]], list[str]]:
    """The lines that speak of each document of an input, and the paths that name none."""
    inventory = list_files(root, Params().ignore)
    parcels = merge_equal(describe_file(file, 1) for file in inventory.files)
    sidecars = read_sidecars((file.location, file.path) for file in inventory.sidecars)
    told, strays = join_corrections(parcels, sidecars)
    return {p.document.path: [c.line for c in p.corrections] for p in told}, [entry.path for _, entry in strays]


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    rows = HEADER + "a.txt,period,2022,,,\n../b.txt,period,2021,,,\nno.txt,period,2021,,,\n"
    write_files(tmp_path, {"sub/a.txt": REPORT, "b.txt": REPORT + "x", "sub/metadata.csv": rows})
    assert joined(tmp_path) == ({"b.txt": [3], "sub/a.txt": [2]}, ["no.txt"])


def test_beside_a_single_file(tmp_path: Path) -> None:
    rows = "b.txt,period,2021,,,\na.txt,period,2022,,,\n"
    write_files(tmp_path, {"a.txt": REPORT, "b.txt": REPORT + "x", "metadata.csv": HEADER + rows})
    assert joined(tmp_path / "a.txt")[0] == {"a.txt": [3]}


def test_names_of_a_mac(tmp_path: Path) -> None:
    """A Mac writes names decomposed; whoever types the row does not."""
    name = "Tuần Giáo.txt"
    write_files(
        tmp_path, {unicodedata.normalize("NFD", name): REPORT, "metadata.csv": f"{HEADER}{name},period,2022,,,\n"}
    )
    assert list(joined(tmp_path)[0].values()) == [[2]]


def test_what_matches_nothing_is_said(run: Run) -> None:
    rows = "b.txt,period,2022,,,\na.txt,figure,98%,1,89%,đọc sai\n"
    code, said = run({"a.txt": REPORT, "metadata.csv": HEADER + rows}, "audit")
    assert code == 0
    assert "metadata.csv, dòng 2: không có tệp 'b.txt'" in said
    assert "metadata.csv, dòng (line) 3: a.txt: trang 1 có 0 chỗ ghi '89%'" in said


def test_a_wrong_file_stops_the_run(run: Run) -> None:
    code, said = run({"a.txt": REPORT, "metadata.csv": HEADER + "a.txt,period,bao giờ,,,\n"})
    assert (code, "metadata.csv, dòng 2: không hiểu kỳ báo cáo" in said, "Traceback" in said) == (2, True, False)


def test_a_changed_row_is_noticed(run: Run, tmp_path: Path) -> None:
    files = {"a.txt": REPORT, "b.txt": REPORT + "Hết.\n", "metadata.csv": HEADER + "a.txt,period,2022,,,\n"}
    run(files)
    code, said = run({"metadata.csv": HEADER + "a.txt,period,2020,,,\n"})
    assert (code, "1 không đổi" in said) == (0, True), "the other document comes from the cache"
    assert ask(tmp_path, "SELECT path, year(period_end) FROM documents ORDER BY 1")[0] == ("a.txt", 2020)
