"""`solieu selftest`: slips planted in made-up documents, and a table of what the audit found of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from pipeline.runner import compiled_rules
from pipeline.selftest.measure import Outcome, Result, run_selftest
from pipeline.selftest.suggestions import share_of

# What the self-test must reach: of what arithmetic decides, of all plants, and clean documents accused.
MIN_DECIDED = 0.995
MIN_ALL = 0.90
MAX_FALSE = 0.05
# First suggestions right where two relations or more touch the number and the oracle knows one smallest change.
MIN_REPAIRED = 0.90
SEVERAL = 2
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
    """Whether recall, repairs and false alarms are what they must be."""
    decided = [o for o in result.outcomes if o.is_decided]
    is_found = share(decided) >= MIN_DECIDED and share(result.outcomes) >= MIN_ALL
    repaired = share_repaired([o for o in decided if o.relations >= SEVERAL])
    is_meant = (repaired is None or repaired >= MIN_REPAIRED) and not count_overclaimed(decided)
    return is_found and is_meant and len(result.false_alarms) <= MAX_FALSE * result.clean_documents


def share(outcomes: Sequence[Outcome]) -> float:
    """The share of plants found; 1 where there is none."""
    return sum(o.is_found for o in outcomes) / len(outcomes) if outcomes else 1.0


def share_repaired(outcomes: Sequence[Outcome]) -> float | None:
    """Of the plants with one smallest repair, the share for which the first suggestion is what stood there before."""
    return share_of(o.repair.is_first_right for o in outcomes if o.repair and o.repair.ways == 1)


def count_overclaimed(outcomes: Sequence[Outcome]) -> int:
    """Plants that several smallest changes would mend, or none, for which one change was offered as certain."""
    return sum(bool(o.repair and o.repair.ways != 1 and o.repair.is_certain) for o in outcomes)


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
    accused, clean = len(result.false_alarms), result.clean_documents
    goal = f"{MIN_DECIDED} / {MIN_ALL} / {MAX_FALSE:.0%} / {MIN_REPAIRED} / 0"
    is_met = is_reached(result)
    return [
        f"văn bản sạch bị kết tội oan — clean documents accused: {accused}/{clean}",
        f"kết tội không trúng lỗi cấy — accusations beside the slips: {result.stray}",
        *_summarise_repairs(result.outcomes),
        f"{'đạt' if is_met else 'chưa đạt'} — {'reached' if is_met else 'not reached'}: {goal}",
    ]


def _summarise_repairs(outcomes: Sequence[Outcome]) -> list[str]:
    """How right the suggestions are, for slips that arithmetic decides and the audit found."""
    found = [(o.relations, o.repair) for o in outcomes if o.repair and o.is_decided]
    several = [r for relations, r in found if relations >= SEVERAL and r.ways == 1]
    ties = [r for _, r in found if r.ways > 1]
    silent = [r for _, r in found if not r.is_said]
    return [
        "một cách sửa nhỏ nhất, từ hai quan hệ, đề nghị đầu đúng — one smallest repair, two relations or more, first "
        f"suggestion right: {_count(r.is_first_right for r in several)}",
        "nhiều cách sửa như nhau, cách đúng có được nêu — several smallest repairs, the meant one listed: "
        f"{_count(r.is_listed for r in ties)}",
        "nói chắc khi không chắc — offered as certain though not unique: "
        f"{count_overclaimed([o for o in outcomes if o.is_decided])}",
        "không đề nghị cách sửa nào — no change proposed: "
        f"{len(silent)}/{len(found)}, {sum(r.is_followed for r in silent)} kèm điều kiện và đúng — right on condition",
    ]


def _count(flags: Iterable[bool]) -> str:
    found = list(flags)
    return f"{sum(found)}/{len(found)}" + (f" ({sum(found) / len(found):.3f})" if found else "")


def _show_misses(result: Result, console: Console) -> None:
    missed = [o for o in result.outcomes if o.is_decided and not o.is_found]
    for outcome in missed[:_SHOWN]:
        console.print(f"--- {outcome.operator}\n{outcome.text}", soft_wrap=True)
    for alarms in result.false_alarms[:_SHOWN]:
        console.print("--- " + " | ".join(alarms), soft_wrap=True)
