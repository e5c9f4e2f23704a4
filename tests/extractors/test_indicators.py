"""The catalogue of indicators proves itself, and links what it should on labels it was not made from."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from extractors.indicators import MIN_SCORE, IndicatorLinker, link_facts, list_indicators
from extractors.label_terms import TermReader, fold
from pipeline.rulebook import load_catalogue
from schemas.fact import Measure
from schemas.rules import AsideRule, IndicatorCatalogue, IndicatorPillar, IndicatorRule
from tests.reading import resolve

ROOT = Path(__file__).parents[2]
TRUTH = Path(__file__).with_name("indicator_truth.txt")
SUBJECTS = {
    "chính quyền số": 20,
    "thủ tục hành chính": 25,
    "Đề án 06": 12,
    "hạ tầng số và an toàn thông tin": 18,
    "kinh tế số, xã hội số": 15,
    "ngân sách và đầu tư công": 18,
    "bảo hiểm, y tế, dân số": 15,
    "giáo dục": 18,
    "nông nghiệp, lâm nghiệp, thủy sản": 25,
    "nông thôn mới, đời sống": 15,
}
"""Pillar -> the least number of its indicators."""


@cache
def catalogue() -> IndicatorCatalogue:
    return load_catalogue()


@cache
def linker() -> IndicatorLinker:
    return IndicatorLinker(catalogue())


def linked(label: str, measure: str = "percent", unit: str | None = "%") -> str | None:
    link = linker().link(label, Measure(measure), unit)
    return link.indicator_id if link else None


def rules_of(pillar: IndicatorPillar) -> tuple[IndicatorRule, ...]:
    return pillar.indicators


# ---------------------------------------------------------------- the catalogue

each_pillar = pytest.mark.parametrize("pillar", load_catalogue().pillars, ids=lambda pillar: pillar.pillar)


def test_every_subject_is_covered() -> None:
    counts = {pillar.pillar: len(pillar.indicators) for pillar in catalogue().pillars}
    assert {name for name, least in SUBJECTS.items() if counts.get(name, 0) < least} == set()
    assert sum(counts.values()) >= 150


def test_identifiers_are_given_once() -> None:
    ids = Counter(row.indicator_id for row in list_indicators(catalogue()))
    assert [name for name, count in ids.items() if count > 1] == []


def test_a_form_belongs_to_one_term() -> None:
    forms = Counter(fold(form) for term in catalogue().terms for form in term.forms)
    assert [form for form, count in forms.items() if count > 1] == []


@each_pillar
def test_examples_link(pillar: IndicatorPillar) -> None:
    wrong = [
        (example, rule.indicator_id, found)
        for rule in pillar.indicators
        for example in rule.examples
        if (found := linked(example, rule.measure, rule.unit)) != rule.indicator_id
    ]
    assert wrong == []


@each_pillar
def test_counter_examples_do_not(pillar: IndicatorPillar) -> None:
    wrong = [
        (example, rule.indicator_id)
        for rule in pillar.indicators
        for example in rule.counter_examples
        if linked(example, rule.measure, rule.unit) == rule.indicator_id
    ]
    assert wrong == []


@each_pillar
def test_names_link_to_their_own(pillar: IndicatorPillar) -> None:
    wrong = [
        (name, rule.indicator_id, found)
        for rule in pillar.indicators
        for name in (rule.name_vi, *rule.synonyms)
        if (found := linked(name, rule.measure, rule.unit)) != rule.indicator_id
    ]
    assert wrong == []


@pytest.mark.parametrize("rule", load_catalogue().asides, ids=lambda rule: rule.id)
def test_asides(rule: AsideRule) -> None:
    reader = TermReader((), (rule,))
    assert [reader.cut_asides(example.text) for example in rule.examples] == [e.left for e in rule.examples]
    assert [reader.cut_asides(text) for text in rule.counter_examples] == list(rule.counter_examples)


# ---------------------------------------------------------------- the truth, written before the linker


@dataclass(frozen=True, slots=True)
class Row:
    """A label and the indicator it means, None for none."""

    part: str
    measure: str
    unit: str | None
    label: str
    indicator_id: str | None


def read_truth() -> Iterator[Row]:
    part = ""
    for line in TRUTH.read_text(encoding="utf-8").splitlines():
        if line.startswith("# ----"):
            part = line.split()[2].rstrip(":")
        elif line and not line.startswith("#"):
            measure, unit, label, wanted = line.split(" | ")
            yield Row(part, measure, None if unit == "-" else unit, label, None if wanted == "-" else wanted)


@pytest.mark.parametrize("part", ["district", "offices"])
def test_links_on_the_frozen_truth(part: str) -> None:
    """Precision 0.97 and recall 0.85 are the issue's floors; both are 1 here, in the first run they were 0.98, 0.85."""
    rows = [row for row in read_truth() if row.part == part]
    assert len(rows) >= 70
    found = [(row, linked(row.label, row.measure, row.unit)) for row in rows]
    right = [row for row, got in found if got is not None and got == row.indicator_id]
    wrong = [(row.label, got) for row, got in found if got is not None and got != row.indicator_id]
    missed = [row.label for row, got in found if row.indicator_id is not None and got is None]
    assert len(right) / (len(right) + len(wrong)) >= 0.97, wrong
    assert len(right) / (len(right) + len(wrong) + len(missed)) >= 0.85, missed


def test_truth_speaks_of_the_catalogue() -> None:
    known = {row.indicator_id for row in list_indicators(catalogue())}
    assert {row.indicator_id for row in read_truth() if row.indicator_id} <= known


# ---------------------------------------------------------------- what decides

LINKED = [
    ("Tỷ lệ hộ nghèo", "percent", "%", "poverty_rate"),
    ("Tỷ lệ hộ nghèo", "change", "%", None),  # how much it fell is no level
    ("Tỷ lệ hộ nghèo", "rank", None, None),
    ("hộ nghèo", "ratio", "hộ", "poverty_rate"),
    ("hộ nghèo", "count", "hộ", "poor_households"),
    ("hộ nghèo", "count", "nhà", None),  # houses for the poor
    ("hộ nghèo", "money", "đồng", None),  # money for the poor
    ("quá hạn", "count", "hồ sơ", "dossiers_overdue"),  # the unit says of what
    ("hồ sơ", "count", "hồ sơ", None),  # the unit alone says nothing
    ("học sinh", "count", "học sinh", None),
    ("Thu tiền sử dụng đất", "money", "đồng", "land_use_revenue"),
    ("Thu tiền sử dụng đất", "ratio", "đồng", "land_use_revenue_plan_rate"),
    ("Tỷ lệ hồ sơ trực tuyến lĩnh vực đất đai", "ratio", "hồ sơ", None),  # a part is not the whole
    ("Tỷ lệ hộ nghèo là người Mông", "percent", "%", None),
    ("Tỷ lệ doanh nghiêp sử dụng hoá đơn điện tử", "percent", "%", "e_invoice_rate"),  # a typo, an old spelling
    ("số công nhân đạt danh hiệu gia đình văn hóa", "percent", "%", None),  # công nhân is no typo of công nhận
    ("TỶ LỆ HỘ GIA ĐÌNH CÓ INTERNET CÁP QUANG (%)", "percent", "%", "fibre_household_rate"),
    ("Tỷ lệ văn bản ký số (trừ văn bản mật) – Thực hiện năm 2024", "ratio", "văn bản", "signed_document_rate"),
    ("Tỷ lệ hộ nghèo " * 40, "percent", "%", None),  # a page of prose in a cell names nothing
    ("", "percent", "%", None),
    ("–", "percent", "%", None),
    ("2024", "count", None, None),
]


@pytest.mark.parametrize(("label", "measure", "unit", "expected"), LINKED)
def test_label_measure_and_unit_decide(label: str, measure: str, unit: str | None, expected: str | None) -> None:
    assert linked(label, measure, unit) == expected


def test_two_near_candidates_link_nothing() -> None:
    pillar = catalogue().pillars[0]
    one = pillar.indicators[0].model_copy(update={"indicator_id": "one"})
    two = one.model_copy(update={"indicator_id": "two"})
    twins = IndicatorCatalogue(
        pillars=(IndicatorPillar(pillar="p", indicators=(one, two)),),
        terms=catalogue().terms,
        asides=catalogue().asides,
    )
    reading = IndicatorLinker(twins)
    assert [link.score for link in reading.rank(one.name_vi, one.measure, one.unit)] == [Decimal(1), Decimal(1)]
    assert reading.link(one.name_vi, one.measure, one.unit) is None


def test_the_score_is_kept_on_the_fact() -> None:
    parcel = link_facts(resolve("BÁO CÁO\n\nTỷ lệ hộ nghèo đạt 12,5%. Tổ chức 12 hội nghị tuyên truyền.\n"), linker())
    links = {fact.label: (fact.indicator_id, fact.indicator_score) for fact in parcel.facts}
    assert links["Tỷ lệ hộ nghèo"] == ("poverty_rate", Decimal(1))
    assert {link for label, link in links.items() if label != "Tỷ lệ hộ nghèo"} == {(None, None)}


def test_a_near_miss_has_a_lower_score() -> None:
    best = linker().rank("Tỷ lệ hồ sơ nộp trực tuyến qua ki-ốt", Measure.PERCENT, "%")[0]
    assert best.indicator_id == "online_dossier_rate"
    assert 0 < best.score < MIN_SCORE


def test_importing_the_linker_imports_no_heavy_library() -> None:
    heavy = ("spacy", "underthesea", "rapidfuzz", "numpy")
    code = f"import sys, extractors.indicators; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
