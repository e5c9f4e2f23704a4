"""What a new issue of a report changed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from pipeline.audit.masking import Mask
from pipeline.handover.diff import Comparison, Figure, compare_warehouses, pair_figures, print_json, print_text
from tests.audit.writing import make_report, write_audit
from tests.builders import ReportBuilder


def compare(folder: Path, old: ReportBuilder, new: ReportBuilder) -> Comparison:
    warehouses = []
    for name, report in (("old", old), ("new", new)):
        (folder / name).mkdir()
        warehouses.append(write_audit(folder / name, report.parcel()).warehouse)
    return compare_warehouses(warehouses[0], warehouses[1], Mask())


def test_changed_added_gone(tmp_path: Path) -> None:
    old, new = make_report(), make_report()
    old.facts[:] = [replace(fact, label=f"{name} của huyện") for fact, name in zip(old.facts, "ABC", strict=True)]
    new.facts[:] = [replace(fact, label=f"{name} của huyện") for fact, name in zip(new.facts, "ABD", strict=True)]
    new.facts[1] = replace(new.facts[1], value=new.facts[0].value)
    found = compare(tmp_path, old, new)
    assert [(a.value, b.value) for a, b in found.changed] == [("30 tổ", "120 tổ")]
    assert ([f.label for f in found.added], [f.label for f in found.gone], found.same) == (
        ["D của huyện"],
        ["C của huyện"],
        1,
    )


def test_findings_resolved_new_remaining(tmp_path: Path) -> None:
    old, new = make_report(), make_report()
    new.checks[0] = replace(new.checks[0], content_key="another")
    found = compare(tmp_path, old, new)
    assert [len(found.resolved), len(found.new), len(found.remaining)] == [1, 1, 0]
    text = print_text(found)
    assert "Phát hiện đã hết — resolved: 1" in text
    assert json.loads(print_json(found))["new"][0]["content_key"] == "another"


def figure(subject: str, value: str, frame: tuple[str, ...] = ("",)) -> Figure:
    return Figure(subject, subject, value, "a.txt", 1, frame)


def test_a_label_spelt_a_little_differently_is_the_same() -> None:
    old, new = [figure("chi thuong xuyen", "5")], [figure("chi thuog xuyen", "6")]
    changed, added, gone, same = pair_figures(old, new)
    assert ([(a.value, b.value) for a, b in changed], added, gone, same) == ([("5", "6")], [], [], 0)


def test_names_that_differ_by_a_letter_are_others() -> None:
    changed, added, gone, _ = pair_figures([figure("ho ngheo xa phuc loc", "5")], [figure("ho ngheo xa phuc loi", "6")])
    assert (changed, len(added), len(gone)) == ([], 1, 1)


def test_a_label_of_another_unit_is_another() -> None:
    changed, added, gone, _ = pair_figures([figure("tong so", "5", ("xa",))], [figure("tong so", "6", ("ho",))])
    assert (changed, len(added), len(gone)) == ([], 1, 1)


def test_the_same_figure_twice_and_once_changed() -> None:
    changed, added, gone, same = pair_figures(
        [figure("a", "5"), figure("a", "5")], [figure("a", "5"), figure("a", "6")]
    )
    assert ([(a.value, b.value) for a, b in changed], added, gone, same) == ([("5", "6")], [], [], 1)
