"""The readers' questions are answered on a warehouse of the sample reports, and run on an empty one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from pipeline.params import Params
from pipeline.paths import output_layout
from pipeline.progress import QuietReporter
from pipeline.runner import open_context, run_stages
from pipeline.stages.load import load_warehouse, start_run
from pipeline.warehouse.sql_checks import run_checks
from schemas.tables import TABLES

PROJECT = Path(__file__).parents[2]
OWN_QUESTIONS = Path(__file__).with_name("questions.sql")
SHARED_QUESTIONS = PROJECT.parent / "shared" / "acceptance.sql"
SECOND_CONTAINERS = {
    "chuyen-doi-so-huyen-2024.txt": "chuyen-doi-so-huyen-2024-tcvn3.pdf",
    "giao-duc-nam-hoc-2022-2023.pdf": "giao-duc-nam-hoc-2022-2023.docx",
    "giao-duc-nam-hoc-2022-2023.txt": "giao-duc-nam-hoc-2022-2023.docx",
    "ngan-sach-xa-9-thang-2025.txt": "ngan-sach-xa-9-thang-2025.docx",
    "thu-tuc-hanh-chinh-6-thang-2023.txt": "thu-tuc-hanh-chinh-6-thang-2023.pdf",
}
NO_ROW, SOME_ROWS = "must return no row", "must return rows"


@dataclass(frozen=True, slots=True)
class Question:
    """A named statement, with what its heading promises."""

    name: str
    heading: str
    statement: str


def read_questions(path: Path) -> list[Question]:
    """The statements of a file of questions; none where there is no such file."""
    if not path.is_file():
        return []
    blocks = re.split(r"^-- name: ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [Question(re.split(r"[\s(]", block)[0], *block.split("\n", 1)) for block in blocks]


def code_of_notebook(path: Path) -> str:
    """The code cells of a notebook, one after the other."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def run_samples(output: Path, workers: int) -> Path:
    """The sample reports, through all stages up to load; scans have tests of their own and take seconds a page."""
    layout = output_layout(PROJECT / "corpus" / "reports", output)
    with open_context(layout, Params(workers=workers, ignore=("*-scan.pdf",)), QuietReporter()) as context:
        run_stages(context, until="load")
    return layout.warehouse


@pytest.fixture(scope="module")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the sample reports."""
    return run_samples(tmp_path_factory.mktemp("samples"), workers=2)


@pytest.fixture(scope="module")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of nothing."""
    folder = tmp_path_factory.mktemp("empty")
    load_warehouse(folder / "build", folder / "warehouse.duckdb", start_run())
    return folder / "warehouse.duckdb"


@pytest.fixture(params=["sample_warehouse", "empty_warehouse"])
def warehouse(request: pytest.FixtureRequest) -> Iterator[duckdb.DuckDBPyConnection]:
    """Each of the two, read-only."""
    path: Path = request.getfixturevalue(request.param)
    with duckdb.connect(path, read_only=True) as connection:
        yield connection


def name_of(question: Question) -> str:
    return question.name


@pytest.mark.parametrize("question", read_questions(OWN_QUESTIONS), ids=name_of)
def test_own_question(warehouse: duckdb.DuckDBPyConnection, question: Question) -> None:
    rows = warehouse.execute(question.statement).fetchall()
    assert NO_ROW not in question.heading or rows == []


@pytest.mark.skipif(not SHARED_QUESTIONS.is_file(), reason="../shared/acceptance.sql is not on this machine")
@pytest.mark.parametrize("question", read_questions(SHARED_QUESTIONS), ids=name_of)
def test_shared_question(warehouse: duckdb.DuckDBPyConnection, question: Question) -> None:
    rows = warehouse.execute(question.statement).fetchall()
    assert NO_ROW not in question.heading or rows == []


@pytest.mark.parametrize("question", [q for q in read_questions(OWN_QUESTIONS) if SOME_ROWS in q.heading], ids=name_of)
def test_samples_have_an_answer(sample_warehouse: Path, question: Question) -> None:
    with duckdb.connect(sample_warehouse, read_only=True) as connection:
        assert connection.execute(question.statement).fetchall()


def test_worst_comes_first(sample_warehouse: Path) -> None:
    with duckdb.connect(sample_warehouse, read_only=True) as connection:
        severities = [severity for (severity,) in connection.execute("SELECT severity FROM findings").fetchall()]
    assert severities == sorted(severities, key=["major", "minor", "note", None].index)


def test_warehouse_of_the_samples_is_sound(sample_warehouse: Path) -> None:
    assert run_checks(sample_warehouse) == []


def test_a_report_in_several_containers_is_one_report(sample_warehouse: Path) -> None:
    with duckdb.connect(sample_warehouse, read_only=True) as connection:
        rows = connection.execute("SELECT path, same_as_path, supersedes FROM document_summary").fetchall()
        counted = connection.execute("SELECT count(DISTINCT path), count(*) FROM comparison").fetchone()
    assert {path: same_as for path, same_as, _ in rows if same_as} == SECOND_CONTAINERS
    assert not [path for path, _, supersedes in rows if supersedes]
    assert counted is not None
    assert counted[0] <= len(rows) - len(SECOND_CONTAINERS)


def test_a_second_run_from_nothing_gives_the_same_rows(sample_warehouse: Path, tmp_path: Path) -> None:
    again = run_samples(tmp_path, workers=1)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{sample_warehouse}' AS one (READ_ONLY)")
        connection.execute(f"ATTACH '{again}' AS two (READ_ONLY)")
        for table in (table.name for table in TABLES if table.name != "runs"):
            one, two = (connection.execute(f"SELECT * FROM {run}.{table}").fetchall() for run in ("one", "two"))
            assert one == two, table


def test_there_are_questions() -> None:
    assert len(read_questions(OWN_QUESTIONS)) == 23


@pytest.mark.parametrize("notebook", sorted((PROJECT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_run(
    notebook: Path, sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOLIEU_WAREHOUSE", str(sample_warehouse))
    names: dict[str, object] = {}
    exec(compile(code_of_notebook(notebook), notebook.name, "exec"), names)
    assert "None" not in str(names["WAREHOUSE"])
    assert len(capsys.readouterr().out.splitlines()) == 10, "ten facts, a sentence each"
