"""`solieu selftest`: slips planted in made-up documents, and a table of what the audit found of them."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from pipeline.runner import compiled_rules
from pipeline.selftest.measure import Outcome, Result, run_selftest

# What the self-test must reach: of what arithmetic decides, of all plants, and clean documents accused.
MIN_DECIDED = 0.995
MIN_ALL = 0.90
MAX_FALSE = 0.05
_SHOWN = 10


def run(plants: int, seed: int, is_verbose: bool, console: Console) -> bool:
    """Whether the figures to reach are reached; the table is printed, with --verbose what was missed too."""
    rules = compiled_rules()
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("tự kiểm tra — self-test", total=plants)
        result = run_selftest(rules, plants, seed, lambda done: bar.update(task, completed=done))
    console.print(_build_table(result))
    for line in _summarise(result):
        console.print(line, soft_wrap=True)
    if is_verbose:
        _show_misses(result, console)
    return is_reached(result)


def is_reached(result: Result) -> bool:
    """Whether recall and false alarms are what they must be."""
    decided = [o for o in result.outcomes if o.is_decided]
    is_found = share(decided) >= MIN_DECIDED and share(result.outcomes) >= MIN_ALL
    return is_found and len(result.false_alarms) <= MAX_FALSE * result.clean_documents


def share(outcomes: Sequence[Outcome]) -> float:
    """The share of plants found; 1 where there is none."""
    return sum(o.is_found for o in outcomes) / len(outcomes) if outcomes else 1.0


def share_repaired(outcomes: Sequence[Outcome]) -> float | None:
    """Of the plants for which a change is suggested, the share for which it is what stood there before."""
    told = [o.is_repaired for o in outcomes if o.is_repaired is not None]
    return sum(told) / len(told) if told else None


def _build_table(result: Result) -> Table:
    table = Table(box=box.SIMPLE)
    headers = (
        "lỗi cấy — slip",
        "số — plants",
        "quyết được — decided",
        "tìm thấy — found",
        "của tất cả — of all",
        "sửa đúng — repaired",
    )
    for number, header in enumerate(headers):
        table.add_column(header, justify="right" if number else "left")
    rows = [
        (name, [o for o in result.outcomes if o.operator == name])
        for name in sorted({o.operator for o in result.outcomes})
    ]
    rows.append(("văn bản — in text", [o for o in result.outcomes if not o.is_table]))
    rows.append(("bảng — in tables", [o for o in result.outcomes if o.is_table]))
    rows.append(("tất cả — all", list(result.outcomes)))
    for name, outcomes in rows:
        decided = [o for o in outcomes if o.is_decided]
        repaired = share_repaired(outcomes)
        shown = "-" if repaired is None else f"{repaired:.3f}"
        table.add_row(
            name, str(len(outcomes)), str(len(decided)), f"{share(decided):.4f}", f"{share(outcomes):.3f}", shown
        )
    return table


def _summarise(result: Result) -> list[str]:
    several = share_repaired([o for o in result.outcomes if o.relations >= 2])
    accused, clean = len(result.false_alarms), result.clean_documents
    lines = [
        f"văn bản sạch bị kết tội oan — clean documents accused: {accused}/{clean}",
        f"kết tội không trúng lỗi cấy — accusations beside the slips: {result.stray}",
    ]
    if several is not None:
        lines.append(
            f"sửa đúng khi số liệu nằm trong từ hai quan hệ — repaired, in two relations or more: {several:.3f}"
        )
    goal = f"{MIN_DECIDED} / {MIN_ALL} / {MAX_FALSE:.0%}"
    lines.append(
        f"{'đạt' if is_reached(result) else 'chưa đạt'} — {'reached' if is_reached(result) else 'not reached'}: {goal}"
    )
    return lines


def _show_misses(result: Result, console: Console) -> None:
    missed = [o for o in result.outcomes if o.is_decided and not o.is_found]
    for outcome in missed[:_SHOWN]:
        console.print(f"--- {outcome.operator}\n{outcome.text}", soft_wrap=True)
    for alarms in result.false_alarms[:_SHOWN]:
        console.print("--- " + " | ".join(alarms), soft_wrap=True)
