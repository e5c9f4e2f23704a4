"""`solieu evaluate GOLD_DIR`: read the reports and score what came out against hand-checked answers.

How each list is scored stands in the README beside the gold files; the modules evaluate_*.py hold one
part of it each and are pure. Only this one reads files.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console

from pipeline.evaluate_attributes import NotFactScore, score_attributes, score_not_facts
from pipeline.evaluate_facts import score_facts
from pipeline.evaluate_findings import FindingScore, score_findings, score_verdicts
from pipeline.evaluate_gold import GoldError, list_gold, load_gold
from pipeline.evaluate_metadata import score_metadata
from pipeline.evaluate_reading import Reading, place_parcel, start_parcel
from pipeline.evaluate_scores import Accuracy, Score
from pipeline.evaluate_show import make_console, show_evaluation

EXIT_OK = 0
EXIT_NOTHING_TO_DO = 2


@dataclass(frozen=True, slots=True)
class DocumentEvaluation:
    """Everything scored on one report."""

    document: str
    facts: tuple[Score, ...]
    findings: FindingScore
    attributes: tuple[Accuracy, ...]
    not_facts: NotFactScore


def run_evaluation(
    gold_dir: Path,
    reports_dir: Path | None,
    workers: int,
    *,
    suffix: str = ".txt",
    is_verbose: bool = False,
    is_json: bool = False,
    details: Path | None = None,
    console: Console | None = None,
) -> int:
    """Scores every gold file of a folder and prints the result; the exit code comes back.

    The report of gold `X.json` is `X` + suffix in reports_dir (default: `reports` beside the gold
    folder). Exit 2 where there is no gold, no report for one, or a gold file that cannot be used.
    """
    out = console or make_console()
    reports = reports_dir or gold_dir.parent / "reports"
    gold_paths = list_gold(gold_dir)
    problems = _find_problems(gold_dir, gold_paths, reports, suffix)
    if problems:
        out.print("\n".join(problems), style="red", markup=False)
        return EXIT_NOTHING_TO_DO
    try:
        evaluations = _evaluate_all(gold_paths, reports, suffix, workers)
    except GoldError as error:
        out.print(f"Tệp đáp án không dùng được / gold file cannot be used: {error}", style="red", markup=False)
        return EXIT_NOTHING_TO_DO
    if details is not None:
        details.write_text(print_json(evaluations), encoding="utf-8")
    if is_json:
        out.file.write(print_json(evaluations))
    else:
        show_evaluation(evaluations, out, is_verbose=is_verbose)
    return EXIT_OK


def evaluate_report(gold_path: Path, report_path: Path) -> DocumentEvaluation:
    """Reads one report and scores it against its gold."""
    gold = load_gold(gold_path)
    reading = read_report(report_path)
    facts = score_facts(gold, reading)
    return DocumentEvaluation(
        gold.document,
        facts.scores,
        score_findings(gold, reading),
        (
            *score_attributes(gold, (*facts.ratio_matches, *facts.number_matches)),
            *score_verdicts(gold, reading, facts.ratio_matches),
            *score_metadata(gold, reading),
        ),
        score_not_facts(gold, reading),
    )


def read_report(path: Path) -> Reading:
    """One report through read, extract, resolve and check, in this process."""
    from extractors.find import find_mentions
    from extractors.readers import read_bytes
    from extractors.resolve import resolve_facts
    from pipeline.arithmetic.judge import judge
    from pipeline.runner import compiled_rules

    rules = compiled_rules()
    data = path.read_bytes()
    parcel = read_bytes(data, start_parcel(data, path.name), rules)
    return place_parcel(judge(resolve_facts(find_mentions(parcel, rules), rules), rules))


def print_json(evaluations: Sequence[DocumentEvaluation]) -> str:
    """All scores with their lists as stable JSON: sorted keys, documents in order of their names."""
    content = {evaluation.document: asdict(evaluation) for evaluation in evaluations}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _evaluate_all(
    gold_paths: Sequence[Path], reports: Path, suffix: str, workers: int
) -> tuple[DocumentEvaluation, ...]:
    report_paths = [reports / (path.stem + suffix) for path in gold_paths]
    if workers <= 1 or len(gold_paths) == 1:
        return tuple(map(evaluate_report, gold_paths, report_paths))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return tuple(pool.map(evaluate_report, gold_paths, report_paths))


def _find_problems(gold_dir: Path, gold_paths: Sequence[Path], reports: Path, suffix: str) -> list[str]:
    if not gold_paths:
        return [f"Không có tệp đáp án *.json trong / no gold file in: {gold_dir}"]
    missing = [path for path in gold_paths if not (reports / (path.stem + suffix)).is_file()]
    return [f"Không thấy báo cáo / report not found: {reports / (p.stem + suffix)} ({p.name})" for p in missing]
