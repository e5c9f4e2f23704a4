"""All checks of a document as one web: numbers are nodes, checks bonds; failing bonds with one suspect are one slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, is_flagged
from pipeline.arithmetic.relations import Form, Qualifiers, Relation, Trial, read_relation
from pipeline.arithmetic.repair import MAX_TIES, Bond, Repair, find_repairs
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.fact import Fact, Qualifier
from schemas.mention import Mention

# Relations of more numbers than this are located but not repaired by trying every number.
_MAX_SUSPECTS = 150
_ONE_PERCENT = frozenset({Form.SHARE, Form.REST_SHARE, Form.CHANGE_PERCENT})


@dataclass(frozen=True, slots=True)
class Slip:
    """Failing drafts (by position) that one number explains, and the repairs that would mend them all."""

    drafts: tuple[int, ...]
    repairs: tuple[Repair, ...]


def trace_slips(drafts: Sequence[DraftCheck], facts: Iterable[Fact]) -> list[DraftCheck]:
    """The checks; accusations know their slip and say the smallest change that mends every relation it touches."""
    qualifiers = _read_qualifiers(drafts, facts)
    bonds = _read_bonds(drafts, qualifiers)
    web: dict[str, list[Bond]] = defaultdict(list)
    for bond in bonds.values():
        for mention_id in {m.mention_id for m in bond.relation.numbers}:
            web[mention_id].append(bond)
    result = list(drafts)
    failing = {i: bond for i, bond in bonds.items() if not bond.holds}
    slips = [slip for group in _connect(failing) for slip in _locate(group, failing, web, qualifiers)]
    for number, slip in enumerate(_join_quotes(slips, drafts)):
        for i in slip.drafts:
            suggestion, severity = _suggest(drafts[i], slip, drafts, bonds), _severity(drafts[i], slip, drafts)
            result[i] = replace(drafts[i], slip=f"slip {number}", suggestion=suggestion, severity=severity)
    return _join_others(result)


def _join_others(drafts: Sequence[DraftCheck]) -> list[DraftCheck]:
    """Accusations that are no relation belong to the slip of a number they share, else to one of their own."""
    owner: dict[str, str] = {}
    result: list[DraftCheck] = []
    for draft in sorted(drafts, key=lambda found: found.slip is None):
        numbers = [op.mention.mention_id for op in draft.operands if op.mention]
        slip = draft.slip
        if slip is None and is_flagged(draft) and numbers:
            slip = next((owner[number] for number in numbers if number in owner), f"other {numbers[0]}")
        for number in numbers if slip else ():
            owner.setdefault(number, slip or "")
        result.append(replace(draft, slip=slip))
    return result


def _read_qualifiers(drafts: Sequence[DraftCheck], facts: Iterable[Fact]) -> Qualifiers:
    by_id = {fact.fact_id: fact.qualifier for fact in facts if fact.qualifier is not Qualifier.EXACT}
    mentions = (op.mention for draft in drafts for op in draft.operands if op.mention)
    return {m.mention_id: by_id[m.fact_id] for m in mentions if m.fact_id in by_id}


def _read_bonds(drafts: Sequence[DraftCheck], qualifiers: Qualifiers) -> dict[int, Bond]:
    """The relations of the checks that fail, and of those that share a number with one that fails."""
    if all(draft.verdict is not Verdict.INCONSISTENT for draft in drafts):
        return {}
    relations = [(draft, _read_relation(draft)) for draft in drafts]
    failing = (relation for draft, relation in relations if relation and draft.verdict is Verdict.INCONSISTENT)
    suspects = {number.mention_id for relation in failing for number in relation.numbers}
    return {
        i: bond
        for i, (draft, relation) in enumerate(relations)
        if relation and any(number.mention_id in suspects for number in relation.numbers)
        if (bond := _bond(draft, relation, qualifiers))
    }


def _read_relation(draft: DraftCheck) -> Relation | None:
    """The relation of a check that was decided; None where a number of it has no value."""
    if draft.verdict is Verdict.UNDECIDABLE:
        return None
    operands = [(op.role, op.mention) for op in draft.operands if op.mention is not None]
    relation = draft.relation or read_relation(draft.kind, operands)
    return relation if relation and all(number.value is not None for number in relation.numbers) else None


def _bond(draft: DraftCheck, relation: Relation, qualifiers: Qualifiers) -> Bond | None:
    """The relation in the web; None where trying its own numbers does not give the verdict of the check."""
    fails = draft.verdict is Verdict.INCONSISTENT
    judged = Trial(relation, 0, qualifiers).judge(relation.numbers[0])
    return Bond(relation, not fails) if fails == (judged is Verdict.INCONSISTENT) else None


def _connect(failing: Mapping[int, Bond]) -> list[list[int]]:
    """Failing checks joined where they share a number."""
    owner: dict[str, int] = {}
    root = {i: i for i in failing}

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, bond in failing.items():
        for mention in bond.relation.numbers:
            a, b = sorted((find(owner.setdefault(mention.mention_id, i)), find(i)))
            root[b] = a
    groups: dict[int, list[int]] = defaultdict(list)
    for i in failing:
        groups[find(i)].append(i)
    return list(groups.values())


def _locate(
    group: Sequence[int], failing: Mapping[int, Bond], web: Mapping[str, list[Bond]], qualifiers: Qualifiers
) -> list[Slip]:
    """One slip where one number mends all; else one for each number that mends all it fails in; the rest together."""
    left = list(group)
    slips: list[Slip] = []
    for together in (*_shared_groups(left, failing), *((i,) for i in group)):
        if all(i in left for i in together):
            slip = _mend(together, failing, web, qualifiers)
            if slip:
                slips.append(slip)
                left = [i for i in left if i not in together]
    slips.extend(Slip(tuple(rest), ()) for rest in _connect({i: failing[i] for i in left}))
    return slips


def _shared_groups(left: Sequence[int], failing: Mapping[int, Bond]) -> list[tuple[int, ...]]:
    """The sets of failing checks that share a number, the largest first."""
    by_number: dict[str, list[int]] = defaultdict(list)
    for i in left:
        for mention in {m.mention_id: m for m in failing[i].relation.numbers}.values():
            by_number[mention.mention_id].append(i)
    groups = {tuple(found) for found in by_number.values() if len(found) > 1}
    return sorted(groups, key=lambda found: (-len(found), found))


def _mend(
    together: Sequence[int], failing: Mapping[int, Bond], web: Mapping[str, list[Bond]], qualifiers: Qualifiers
) -> Slip | None:
    """The slip of failing checks that one number mends together; None where none does."""
    bonds = [failing[i] for i in together]
    shared = _shared_numbers(bonds)
    if len(shared) > _MAX_SUSPECTS:
        return None
    repairs = find_repairs(shared, web, bonds, qualifiers)
    return Slip(tuple(together), tuple(r for r in repairs if r.cost == repairs[0].cost)) if repairs else None


def _shared_numbers(bonds: Sequence[Bond]) -> list[Mention]:
    """The numbers that stand in every one of the relations."""
    sets = [{m.mention_id for m in bond.relation.numbers} for bond in bonds]
    common = set.intersection(*sets)
    return list({m.mention_id: m for m in bonds[0].relation.numbers if m.mention_id in common}.values())


def _join_quotes(slips: Sequence[Slip], drafts: Sequence[DraftCheck]) -> list[Slip]:
    """Numerators and denominators of one list of ratios that both fail are one slip."""
    joined: dict[object, Slip] = {}
    for slip in slips:
        first = drafts[slip.drafts[0]]
        is_list = first.kind is CheckKind.PART_WHOLE and not slip.repairs
        key: object = (first.rule, first.quote) if is_list else slip.drafts
        before = joined.get(key)
        joined[key] = Slip(before.drafts + slip.drafts, ()) if before else slip
    return list(joined.values())


def _suggest(draft: DraftCheck, slip: Slip, drafts: Sequence[DraftCheck], bonds: Mapping[int, Bond]) -> str | None:
    """The repair, or the ties; where no small change mends all, what the stated number should be, if others hold."""
    if not slip.repairs:
        return explain.no_repair(draft.suggestion)
    suffixes = {m: suffix for i in slip.drafts for m, suffix in _suffixes(drafts[i], bonds[i].relation)}
    return explain.repair_ties([repair.shown(suffixes) for repair in slip.repairs], MAX_TIES)


def _suffixes(draft: DraftCheck, relation: Relation) -> Iterator[tuple[str, str]]:
    """What stands behind the numbers of a check: the sign of a percent, a magnitude where they differ."""
    percents = len(relation.numbers) if (draft.stated or "").endswith("%") else 0
    percents = 1 if relation.form in _ONE_PERCENT else percents
    for mention in relation.numbers[:percents]:
        yield mention.mention_id, "%"
    counts = relation.numbers[percents:]
    for mention, shown in zip(counts, explain.say_numbers(counts), strict=True):
        yield mention.mention_id, shown.removeprefix(mention.text)


def _severity(draft: DraftCheck, slip: Slip, drafts: Sequence[DraftCheck]) -> Severity | None:
    """major where the only repair would turn a target that is said to be met, or missed."""
    if draft.severity is not Severity.MINOR or len(slip.repairs) != 1:
        return draft.severity
    (old, new), *more = slip.repairs[0].changes
    if more:
        return draft.severity
    return Severity.MAJOR if any(_turns(other, old, new) for other in drafts) else draft.severity


def _turns(draft: DraftCheck, old: Mention, new: Mention) -> bool:
    """Whether a target check would come out otherwise with another number."""
    if draft.kind is not CheckKind.TARGET_STATUS:
        return False
    numbers = {op.role: op.mention for op in draft.operands if op.mention}
    actual, target = numbers.get(OperandRole.ACTUAL), numbers.get(OperandRole.TARGET)
    if not actual or not target or old.mention_id not in (actual.mention_id, target.mention_id):
        return False
    changed = [new if m.mention_id == old.mention_id else m for m in (actual, target)]
    before = (actual.value or 0) >= (target.value or 0)
    return before != ((changed[0].value or 0) >= (changed[1].value or 0))
