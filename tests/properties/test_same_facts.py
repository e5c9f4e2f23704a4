"""Facts do not depend on the container: a report as text, PDF and Word says the same.

Over 100 generated reports (`--reports 100`) with 6,566 ratios, percentages and counts, all are read alike (2026-11-22).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest

from corpus.samples.generated import generate_report
from corpus.samples.library import all_reports
from corpus.samples.model import Report
from corpus.samples.old_letters import set_old_letters
from corpus.samples.pdf import set_pdf
from corpus.samples.text import set_text
from corpus.samples.truth import Finding, Quantity, Ratio
from corpus.samples.word import set_word
from extractors.find import find_mentions
from extractors.readers import read_bytes
from extractors.readers.same_content import Kinship, find_kinship, read_profile
from extractors.resolve import resolve_facts
from pipeline.arithmetic.judge import judge
from pipeline.evaluate_reading import start_parcel
from schemas.check import Verdict
from schemas.document import Encoding
from schemas.parcel import Parcel
from tests.reading import rules

MIN_SHARE = 0.99
Told = Counter[tuple[object, ...]]
SETTERS: dict[str, Callable[[Report], bytes]] = {"pdf": set_pdf, "docx": set_word}


def audit(data: bytes, name: str) -> Parcel:
    read = read_bytes(data, start_parcel(data, name), rules())
    return judge(resolve_facts(find_mentions(read, rules()), rules()), rules())


def audit_text(report: Report) -> Parcel:
    return audit(set_text(report)[0].encode(), f"{report.name}.txt")


def told(parcel: Parcel) -> Told:
    """What the facts say, however often; a PDF may break a unit at its slash."""
    return Counter(
        (f.measure, f.value, (f.unit or "").replace("/ ", "/"), f.numerator, f.denominator, f.percent, f.decimals)
        for f in parcel.facts
    )


def share_of(part: Told, whole: Told) -> float:
    return (part & whole).total() / max(part.total(), whole.total())


def accused(parcel: Parcel) -> Counter[str | None]:
    return Counter(check.stated for check in parcel.checks if check.verdict is Verdict.INCONSISTENT)


def test_generated_reports_say_the_same_in_every_container(pytestconfig: pytest.Config) -> None:
    count: int = pytestconfig.getoption("--reports")
    shares: dict[str, list[float]] = {name: [] for name in SETTERS}
    for seed in range(count):
        report = generate_report(seed)
        text = audit_text(report)
        assert not accused(text), seed
        for name, set_report in SETTERS.items():
            other = audit(set_report(report), f"a.{name}")
            assert not accused(other), (seed, name)
            assert find_kinship(read_profile(text.pages), read_profile(other.pages)) is Kinship.SAME, (seed, name)
            shares[name].append(share_of(told(other), told(text)))
    assert all(sum(found) >= MIN_SHARE * count for found in shares.values()), shares


def test_generated_reports_are_read_as_they_were_meant(pytestconfig: pytest.Config) -> None:
    for seed in range(min(pytestconfig.getoption("--reports"), 20)):
        report = generate_report(seed)
        _, placed = set_text(report)
        truths = [truth for run in placed for truth in run.mark.truths]
        facts = audit_text(report).facts
        ratios = {(fact.numerator, fact.denominator) for fact in facts}
        missed = [t for t in truths if isinstance(t, Ratio) and (t.numerator, t.denominator) not in ratios]
        values: set[Decimal | None] = {v for f in facts for v in (f.value, f.numerator, f.denominator)}
        missed_counts = [t for t in truths if isinstance(t, Quantity) and t.value not in values]
        assert (missed, missed_counts) == ([], []), seed
        assert not [truth for truth in truths if isinstance(truth, Finding)]


def test_a_seed_gives_one_report_and_another_gives_another() -> None:
    texts = [set_text(generate_report(seed))[0] for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]


@pytest.mark.parametrize("container", SETTERS)
@pytest.mark.parametrize("report", all_reports(), ids=lambda report: report.name)
def test_samples_say_the_same_in_every_container(report: Report, container: str) -> None:
    text, other = audit_text(report), audit(SETTERS[container](report), f"a.{container}")
    assert share_of(told(other), told(text)) >= MIN_SHARE
    assert accused(other) == accused(text)


def test_a_report_in_old_letters_says_the_same() -> None:
    report = next(report for report in all_reports() if report.name == "chuyen-doi-so-huyen-2024")
    text, other = audit_text(report), audit(set_old_letters(report), "a.pdf")
    assert {page.encoding for page in other.pages} == {Encoding.TCVN3}
    assert told(other) == told(text)
    assert accused(other) == accused(text)
