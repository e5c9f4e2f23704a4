"""Small reports built by hand for tests: a text, then its numbers, facts and checks, placed by their words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from decimal import Decimal

from schemas.check import Check, CheckKind, CheckOperand, OperandRole, RuleRun, Severity, Verdict
from schemas.document import Document, DocumentPath, DocumentStatus, Page, TextSource
from schemas.fact import Fact, FactMention, FactMentionRole, Measure, Qualifier, Role, Scope, ValueSource
from schemas.mention import Mention, MentionKind
from schemas.parcel import Parcel


def read_value(printed: str) -> tuple[Decimal, int]:
    """Value and decimals of a Vietnamese numeral: '10.754' is 10754, '98,48' is 98.48 with 2 decimals."""
    value = Decimal(printed.replace(".", "").replace(",", "."))
    return value, len(printed.partition(",")[2])


@dataclass
class ReportBuilder:
    """One document on one page; every method finds its numbers by their words and returns an id."""

    text: str
    name: str = "report.txt"
    mentions: dict[str, Mention] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    links: list[FactMention] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    operands: list[CheckOperand] = field(default_factory=list)
    rule_runs: list[RuleRun] = field(default_factory=list)
    document_changes: dict[str, object] = field(default_factory=dict)

    @property
    def document_id(self) -> str:
        """First 16 hex digits of the text's SHA-256."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    def place(self, words: str, within: str | None = None) -> tuple[int, int]:
        """Where words stand on the page, or inside a longer run of words on it."""
        base = self.text.index(within) if within else 0
        start = self.text.index(words, base)
        return start, start + len(words)

    def mention(self, printed: str, within: str | None = None, kind: MentionKind = MentionKind.FIGURE) -> str:
        """A number on the page; asking twice for the same place gives the same one."""
        start, end = self.place(printed, within)
        mention_id = f"{self.document_id}-{start}"
        value, decimals = read_value(printed) if kind is MentionKind.FIGURE else (None, None)
        context = self.text[max(0, start - 60) : end + 60]
        self.mentions.setdefault(
            mention_id,
            Mention(mention_id, self.document_id, 1, start, end, printed, context, kind, value, decimals, Decimal(1)),
        )
        return mention_id

    def count(
        self,
        printed: str,
        unit: str | None,
        within: str | None = None,
        measure: Measure = Measure.COUNT,
        **changes: object,
    ) -> str:
        """A count, or another fact of one number."""
        value, decimals = read_value(printed)
        mention = self.mention(printed, within)
        values = {"value": value, "decimals": decimals, "unit": unit}
        return self._fact(measure, {FactMentionRole.VALUE: mention}, **{**values, **changes})

    def percent(self, printed: str, within: str | None = None, **changes: object) -> str:
        """A percentage that stands alone."""
        return self.count(printed, "%", within, Measure.PERCENT, **changes)

    def ratio(
        self, top: str, bottom: str, percent: str | None, unit: str, within: str | None = None, **changes: object
    ) -> str:
        """A ratio, with its printed percent or without."""
        numerator, denominator = read_value(top)[0], read_value(bottom)[0]
        links = {
            FactMentionRole.NUMERATOR: self.mention(top, within),
            FactMentionRole.DENOMINATOR: self.mention(bottom, within),
        }
        values: dict[str, object] = {"numerator": numerator, "denominator": denominator, "unit": unit}
        if percent is None:
            values |= {"value": round(100 * numerator / denominator, 6), "value_source": ValueSource.COMPUTED}
        else:
            links[FactMentionRole.PERCENT] = self.mention(percent, within)
            value, decimals = read_value(percent)
            values |= {"value": value, "percent": value, "decimals": decimals}
        return self._fact(Measure.RATIO, links, **{**values, **changes})

    def _fact(self, measure: Measure, mentions: dict[FactMentionRole, str], **values: object) -> str:
        placed = [self.mentions[mention_id] for mention_id in mentions.values()]
        start, end = min(m.char_start for m in placed), max(m.char_end for m in placed)
        fact_id = f"f-{self.document_id}-{len(self.facts)}"
        defaults: dict[str, object] = {
            "label": f"nhãn {len(self.facts)}",
            "value_source": ValueSource.PRINTED,
            "role": Role.ACTUAL,
            "qualifier": Qualifier.EXACT,
            "scope": Scope.TOAN_DIA_BAN,
            "rule": "built",
        }
        quote = self.text[start:end]
        place = {"document_id": self.document_id, "page": 1, "char_start": start, "char_end": end, "quote": quote}
        row = {"fact_id": fact_id, "measure": measure, **place, **defaults, **values}
        self.facts.append(Fact(**row))  # type: ignore[arg-type]
        for position, (role, mention_id) in enumerate(mentions.items()):
            self.links.append(FactMention(fact_id, mention_id, role, position))
            if self.mentions[mention_id].fact_id is None or role is FactMentionRole.VALUE:
                self.mentions[mention_id] = replace(self.mentions[mention_id], fact_id=fact_id)
        return fact_id

    def check(
        self,
        kind: CheckKind,
        verdict: Verdict,
        severity: Severity | None,
        operands: list[tuple[OperandRole, str]],
        within: str | None = None,
        fact_id: str | None = None,
        **changes: object,
    ) -> str:
        """A check on numbers of the page."""
        check_id = f"c-{self.document_id}-{len(self.checks)}"
        spans = [self.place(words, within) for _, words in operands]
        for position, ((role, words), (start, end)) in enumerate(zip(operands, spans, strict=True)):
            mention_id = f"{self.document_id}-{start}"
            known = mention_id if mention_id in self.mentions else None
            self.operands.append(CheckOperand(check_id, position, role, known, fact_id, 1, start, end, words))
        quote = self.text[min(s for s, _ in spans) : max(e for _, e in spans)]
        defaults: dict[str, object] = {
            "content_key": f"k-{check_id}",
            "slip_id": f"s-{check_id}",
            "is_primary": True,
            "rule": kind.value,
            "stated": operands[0][1],
            "expected": None,
            "stated_value": None,
            "expected_value": None,
            "difference": None,
            "difference_relative": None,
            "formula": None,
            "quote": quote,
            "explanation_vi": "Vì sao.",
            "explanation_en": "Why.",
        }
        row = {
            "check_id": check_id,
            "document_id": self.document_id,
            "page": 1,
            "kind": kind,
            "verdict": verdict,
            "severity": severity,
            **defaults,
            **changes,
        }
        self.checks.append(Check(**row))  # type: ignore[arg-type]
        return check_id

    def parcel(self) -> Parcel:
        """Everything built so far."""
        sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        values: dict[str, object] = {"text_source": TextSource.PLAIN, "page_count": 1, **self.document_changes}
        document = Document(self.document_id, self.name, sha256, "text/plain", DocumentStatus.OK, **values)  # type: ignore[arg-type]
        return Parcel(
            document,
            paths=(DocumentPath(self.document_id, self.name),),
            pages=(Page(self.document_id, 1, self.text, text_source=TextSource.PLAIN),),
            mentions=tuple(sorted(self.mentions.values(), key=lambda m: m.char_start)),
            facts=tuple(self.facts),
            fact_mentions=tuple(self.links),
            checks=tuple(self.checks),
            check_operands=tuple(self.operands),
            rule_runs=tuple(self.rule_runs),
        )
