"""The self-test: documents made by the dice, slips planted in them, the audit run, and what it found counted."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.find import find_mentions
from extractors.readers.plain_text import read_text
from extractors.resolve import resolve_facts
from extractors.rules_compiled import CompiledRules
from pipeline.arithmetic.judge import judge
from pipeline.selftest.author import Author, make_author
from pipeline.selftest.model import ClaimKind, Plant, Printed, Section, print_document
from pipeline.selftest.operators import MIX
from pipeline.selftest.oracle import is_decided
from pipeline.selftest.prose import Pen, load_phrasings, write_filler, write_paragraph
from pipeline.selftest.suggestions import RepairScore, score_repair
from pipeline.selftest.tables import LAYOUTS
from schemas.check import Check, Severity, Verdict
from schemas.document import Document, DocumentStatus
from schemas.parcel import Parcel

SEED = 20240517
# A document: so many paragraphs and tables, slips in most of them, and sometimes numbers that hang on nothing.
PARAGRAPHS = 6
TABLES = 5
PLANTS = 7
FILLER_SHARE = 0.3
HEAD = (
    "UBND HUYỆN PHÚ LỘC\n\nBÁO CÁO\nKết quả công tác năm 2023\n\n"
    "Ủy ban nhân dân huyện báo cáo kết quả công tác năm 2023 như sau:\n"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one plant."""

    operator: str
    is_table: bool
    is_decided: bool
    is_found: bool
    repair: RepairScore | None
    """What is proposed against what was meant; None where the slip is not found, or a part is left out."""
    relations: int
    """Claims on what was typed wrong that say what it must be, not only what it may not exceed."""
    text: str
    """The section with its slip, for whoever looks at what was missed."""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything counted: the plants, and the clean documents with the accusations made in them."""

    outcomes: tuple[Outcome, ...]
    clean_documents: int
    false_alarms: tuple[tuple[str, ...], ...]
    """For each clean document that was accused, its accusations."""
    stray: int
    """Accusations in documents with plants that touch none of them."""


def run_selftest(
    rules: CompiledRules, plants: int, seed: int = SEED, tell: Callable[[int], None] = lambda done: None
) -> Result:
    """Plants so many slips, several to a document and one to a section, and audits every document clean as well."""
    outcomes: list[Outcome] = []
    alarms: list[tuple[str, ...]] = []
    clean = stray = 0
    while len(outcomes) < plants:
        dice = random.Random(f"{seed}/{clean}")
        head, sections, found = make_document(dice)
        printed = print_document(head, sections, {})
        accused = [_say(c) for c in _accusations(_audit(printed.text, rules))]
        clean += 1
        if accused:
            alarms.append(tuple(accused))
        if found:
            results, strays = _measure(head, sections, found, rules)
            outcomes += results
            stray += strays
        tell(min(len(outcomes), plants))
    return Result(tuple(outcomes[:plants]), clean, tuple(alarms), stray)


def make_document(dice: random.Random) -> tuple[str, tuple[Section, ...], dict[int, Plant]]:
    """A document and a plant for most of its sections."""
    author = make_author(dice)
    pen = Pen(dice, author)
    subjects = dice.sample(load_phrasings().subjects, PARAGRAPHS)
    sections = [write_paragraph(pen, subject, may_plan=number == 0) for number, subject in enumerate(subjects)]
    sections += [write_filler(pen)] if dice.random() < FILLER_SHARE else []
    sections += [layout(pen) for layout in dice.sample(tuple(dict.fromkeys(LAYOUTS)), TABLES)]
    return HEAD, tuple(sections), _plant(sections, dice, author)


def _plant(sections: Sequence[Section], dice: random.Random, author: Author) -> dict[int, Plant]:
    """Operators by the mix, each in a section that has none yet and where it can be made."""
    plants: dict[int, Plant] = {}
    operators, weights = zip(*MIX, strict=True)
    for operator in dice.choices(operators, weights, k=PLANTS):
        for number in dice.sample(range(len(sections)), len(sections)):
            plant = None if number in plants else operator(sections[number], dice, author)
            if plant is not None:
                plants[number] = plant
                break
    return plants


def _audit(text: str, rules: CompiledRules) -> Parcel:
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    parcel = Parcel(Document(sha256[:16], "selftest.txt", sha256, "text/plain", DocumentStatus.OK))
    return judge(resolve_facts(find_mentions(read_text(data, parcel, rules), rules), rules), rules)


def _accusations(parcel: Parcel) -> list[Check]:
    return [
        c for c in parcel.checks if c.verdict is Verdict.INCONSISTENT or c.severity in (Severity.MINOR, Severity.MAJOR)
    ]


def _say(check: Check) -> str:
    return f"[{check.rule}] {check.stated} → {check.expected}: {check.quote[:160]}"


def _measure(
    head: str, sections: tuple[Section, ...], plants: Mapping[int, Plant], rules: CompiledRules
) -> tuple[list[Outcome], int]:
    printed = print_document(head, sections, plants)
    parcel = _audit(printed.text, rules)
    accused = _accusations(parcel)
    spans: dict[str, list[tuple[int, int]]] = {}
    for operand in parcel.check_operands:
        spans.setdefault(operand.check_id, []).append((operand.char_start, operand.char_end))
    used: set[str] = set()
    outcomes = []
    for number, plant in plants.items():
        section = sections[number]
        places = list(_places(section, plant, printed))
        touching = [c for c in accused if _touches(spans[c.check_id], places)]
        used |= {c.check_id for c in touching}
        outcomes.append(_outcome(section, plant, touching, printed))
    return outcomes, sum(check.check_id not in used for check in accused)


def _places(section: Section, plant: Plant, printed: Printed) -> Iterator[tuple[int, int]]:
    """Where the changed slots stand; of a part left out, all that it was printed with."""
    keys = set(plant.changed)
    if plant.dropped is not None:
        keys = set(section.slots) - {slot.key for slot in section.chunks[plant.dropped].slots}
    return (printed.places[key] for key in sorted(keys))


def _touches(spans: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]]) -> bool:
    return any(start < end and begin < stop for start, stop in spans for begin, end in places)


def _outcome(section: Section, plant: Plant, touching: Sequence[Check], printed: Printed) -> Outcome:
    binding = [claim for claim in section.claims if claim.kind is not ClaimKind.WITHIN]
    relations = sum(any(key in claim.keys for key in plant.changed) for claim in binding)
    told = [c.suggestion for c in sorted(touching, key=_rank)]
    repair = score_repair(section, plant, told) if told and plant.changed else None
    places = [printed.places[key] for key in section.slots if key in printed.places]
    text = printed.text[min(a for a, _ in places) - 80 : max(b for _, b in places) + 60] if places else ""
    decided = is_decided(section, plant)
    return Outcome(plant.operator, section.is_table, decided, bool(touching), repair, relations, text)


def _rank(check: Check) -> tuple[bool, bool, str]:
    """The order in which a reader is shown the findings of one slip."""
    return check.severity is not Severity.MAJOR, not check.is_primary, check.check_id
