"""`solieu evaluate` from files to exit code, on a report of one sentence."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.evaluate import EXIT_NOTHING_TO_DO, EXIT_OK, run_evaluation

REPORT = "Ủy ban đã trả 431/500 hồ sơ, đạt 86,20%.\n"
GOLD = {
    "document": "small",
    "ratios": [
        {
            "id": "R1",
            "quote": "431/500 hồ sơ, đạt 86,20%",
            "numerator": 431,
            "denominator": 500,
            "stated_percent_text": "86,20",
            "decimals": 2,
            "form": "slash",
            "verdict": "rounded",
        }
    ],
}


@pytest.fixture
def gold_dir(tmp_path: Path) -> Path:
    """A gold folder with its reports beside it."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "gold" / "small.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "reports" / "small.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path / "gold"


def evaluate(gold_dir: Path, **options: bool) -> tuple[int, str]:
    out = io.StringIO()
    code = run_evaluation(gold_dir, None, 1, console=Console(file=out, width=160), **options)  # type: ignore[arg-type]
    return code, out.getvalue()


def test_scores_are_printed(gold_dir: Path) -> None:
    code, text = evaluate(gold_dir)
    assert code == EXIT_OK
    assert "ratios: slash" in text
    assert "not_facts" in text


def test_json_is_stable_and_whole(gold_dir: Path) -> None:
    first, second = (evaluate(gold_dir, is_json=True)[1] for _ in range(2))
    assert first == second
    scores = {score["name"]: score for score in json.loads(first)["small"]["facts"]}
    assert scores["ratios"]["found"] == 1
    assert scores["ratios"]["missed"] == []


def test_details_go_to_a_file(gold_dir: Path, tmp_path: Path) -> None:
    details = tmp_path / "details.json"
    run_evaluation(gold_dir, None, 1, details=details, console=Console(file=io.StringIO()))
    assert json.loads(details.read_text(encoding="utf-8"))["small"]["document"] == "small"


def test_several_processes_give_the_same(gold_dir: Path) -> None:
    (gold_dir / "other.json").write_text(json.dumps(GOLD | {"document": "other"}), encoding="utf-8")
    (gold_dir.parent / "reports" / "other.txt").write_text(REPORT, encoding="utf-8")
    texts = []
    for workers in (1, 2):
        out = io.StringIO()
        run_evaluation(gold_dir, None, workers, is_json=True, console=Console(file=out))
        texts.append(out.getvalue())
    assert texts[0] == texts[1]


def test_no_gold(tmp_path: Path) -> None:
    code, text = evaluate(tmp_path)
    assert code == EXIT_NOTHING_TO_DO
    assert "no gold file" in text


def test_no_report(gold_dir: Path) -> None:
    (gold_dir.parent / "reports" / "small.txt").unlink()
    code, text = evaluate(gold_dir)
    assert code == EXIT_NOTHING_TO_DO
    assert "small.txt" in text.replace("\n", "")


@pytest.mark.parametrize("content", ["{", '{"document": "x", "ratios": [{"id": "R1"}]}', "[]"])
def test_gold_that_cannot_be_used_is_named(gold_dir: Path, content: str) -> None:
    (gold_dir / "small.json").write_text(content, encoding="utf-8")
    code, text = evaluate(gold_dir)
    assert code == EXIT_NOTHING_TO_DO
    assert "small.json" in text.replace("\n", "")
