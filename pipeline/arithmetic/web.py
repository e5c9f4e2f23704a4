"""All checks of a document as one web: numbers are nodes, checks bonds; failing bonds with one suspect are one slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations

from pipeline.arithmetic import explain
from pipeline.arithmetic.draft_check import DraftCheck, is_flagged
from pipeline.arithmetic.habits import does_cut_off
from pipeline.arithmetic.relations import Form, Qualifiers, Relation, Trial, read_relation
from pipeline.arithmetic.repair import (
    MAX_TIES,
    Bond,
    Repair,
    Web,
    exchange,
    find_slips,
    sort_repairs,
)
from pipeline.arithmetic.typed_anew import find_certain, type_anew
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.fact import Fact, Qualifier
from schemas.mention import Mention

# Relations of more numbers than this are located but not repaired by trying every number.
_MAX_SUSPECTS = 150
# So many rows that fail alike are searched for two that were exchanged, so many failing checks for one pair that was.
_MAX_ROWS = 6
_MAX_TOGETHER = 12
# Of more numbers than this it is no help to say what each could be.
_MAX_TOLD = 8
# Of these nearly any other number makes the relation hold: only the word is worth saying.
_LOOSE = frozenset({Form.STATUS, Form.RANKED})
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
    web = _weave(bonds.values(), drafts, qualifiers)
    result = list(drafts)
    failing = {i: bond for i, bond in bonds.items() if not bond.holds}
    open_sums = _find_open_sums(drafts)
    slips = list(_find_exchanged_rows(failing, drafts, web))
    left = {i: bond for i, bond in failing.items() if all(i not in slip.drafts for slip in slips)}
    slips += [slip for group in _connect(left) for slip in _locate(group, left, web, open_sums)]
    for number, slip in enumerate(_join_quotes(slips, drafts)):
        others = [bond for k, bond in failing.items() if k not in slip.drafts]
        told = _Told(slip, drafts, bonds, others, web, open_sums)
        for i in slip.drafts:
            suggestion, severity = told.suggest(drafts[i]), _severity(drafts[i], slip, drafts)
            result[i] = replace(drafts[i], slip=f"slip {number}", suggestion=suggestion, severity=severity)
    return _join_others(
        result, _changed_by(slips, result), frozenset(m for m, found in web.bonds.items() if _bear_out(found))
    )


def _weave(bonds: Iterable[Bond], drafts: Sequence[DraftCheck], qualifiers: Qualifiers) -> Web:
    found: dict[str, list[Bond]] = defaultdict(list)
    for bond in bonds:
        for mention_id in {m.mention_id for m in bond.relation.numbers}:
            found[mention_id].append(bond)
    decimals = (op.mention.decimals or 0 for draft in drafts for op in draft.operands if op.mention)
    return Web(found, qualifiers, max(decimals, default=0) if found else 0, bool(found) and does_cut_off(drafts))


def _find_open_sums(drafts: Sequence[DraftCheck]) -> frozenset[int]:
    """Sums that may lack a term: lists in prose, and totals beside which no other column holds, or another fails."""
    rows: dict[object, list[int]] = defaultdict(list)
    for i, draft in enumerate(drafts):
        if draft.relation is not None and draft.relation.is_column:
            rows[draft.quote].append(i)
    lacking = [found for found in rows.values() if len(found) < 2 or sum(_fails(drafts[i]) for i in found) > 1]
    listed = [i for i, draft in enumerate(drafts) if draft.kind is CheckKind.PART_WHOLE]
    return frozenset([*listed, *(i for found in lacking for i in found)])


def _bear_out(bonds: Sequence[Bond]) -> bool:
    return all(bond.holds for bond in bonds)


def _changed_by(slips: Sequence[Slip], drafts: Sequence[DraftCheck]) -> dict[str, str]:
    """The numbers that every repair of their slip changes, with what is suggested for them."""
    found: dict[str, str] = {}
    for slip in slips:
        sets = [{old.mention_id for old, _ in repair.changes} for repair in slip.repairs]
        for mention_id in set.intersection(*sets) if sets else ():
            found[mention_id] = drafts[slip.drafts[0]].suggestion or ""
    return found


def _join_others(
    drafts: Sequence[DraftCheck], changed: Mapping[str, str], borne_out: frozenset[str]
) -> list[DraftCheck]:
    """Accusations that are no relation belong to the slip of a number they share, else to one of their own.

    What follows from a number that is to be changed is not to be changed itself; and what follows from numbers that
    nothing else bears out is right only if they are.
    """
    owner: dict[str, str] = {}
    result: list[DraftCheck] = []
    for draft in sorted(drafts, key=lambda found: found.slip is None):
        numbers = [op.mention.mention_id for op in draft.operands if op.mention]
        slip, suggestion = draft.slip, draft.suggestion
        if slip is None and is_flagged(draft) and numbers:
            slip = next((owner[number] for number in numbers if number in owner), f"other {numbers[0]}")
            told = next((changed[number] for number in numbers if number in changed), None)
            suggestion = told or _say_condition(draft, borne_out, any(number in owner for number in numbers))
        for number in numbers if slip else ():
            owner.setdefault(number, slip or "")
        result.append(replace(draft, slip=slip, suggestion=suggestion))
    return result


def _say_condition(draft: DraftCheck, borne_out: frozenset[str], is_doubted: bool) -> str | None:
    """The suggestion of an accusation that no other value was tried in: certain where its numbers are borne out."""
    numbers = [op.mention.mention_id for op in draft.operands if op.mention]
    is_word = draft.kind in (CheckKind.RANK_ORDER, CheckKind.TARGET_STATUS)
    is_followed = is_doubted or draft.verdict is Verdict.INCONSISTENT
    if draft.suggestion is None or not is_followed or len(numbers) < 1 + (not is_word):
        return draft.suggestion
    is_sure = is_word and all(number in borne_out for number in numbers)
    return draft.suggestion if is_sure else explain.if_others_hold(draft.suggestion)


def _find_exchanged_rows(failing: Mapping[int, Bond], drafts: Sequence[DraftCheck], web: Web) -> Iterator[Slip]:
    """Two rows that fail alike, which both hold once two numbers of one column are put in each other's place."""
    by_rule: dict[object, list[int]] = defaultdict(list)
    for i, bond in failing.items():
        by_rule[drafts[i].rule, bond.relation.form, len(bond.relation.numbers)].append(i)
    used: set[int] = set()
    for alike in by_rule.values():
        for i, j in combinations(alike[:_MAX_ROWS], 2):
            if i in used or j in used:
                continue
            repairs = [
                repair
                for one, other in zip(failing[i].relation.numbers, failing[j].relation.numbers, strict=True)
                if (repair := exchange(one, other, web, explain.ROWS_EXCHANGED[0]))
            ]
            if repairs:
                changed = {old.mention_id for repair in repairs for old, _ in repair.changes}
                mended = [k for k, bond in failing.items() if _holds_any(bond, changed)]
                used.update(mended)
                yield Slip(tuple(mended), tuple(sort_repairs([*repairs, *_other_slips(mended, failing, web)])))


def _other_slips(mended: Sequence[int], failing: Mapping[int, Bond], web: Web) -> list[Repair]:
    """What one slip in a number that all of them share would mend as well."""
    bonds = [failing[i] for i in mended]
    return find_slips(_shared_numbers(bonds), web, bonds)


def _holds_any(bond: Bond, numbers: Set[str]) -> bool:
    return any(mention.mention_id in numbers for mention in bond.relation.numbers)


def _read_qualifiers(drafts: Sequence[DraftCheck], facts: Iterable[Fact]) -> Qualifiers:
    by_id = {fact.fact_id: fact.qualifier for fact in facts if fact.qualifier is not Qualifier.EXACT}
    mentions = (op.mention for draft in drafts for op in draft.operands if op.mention)
    return {m.mention_id: by_id[m.fact_id] for m in mentions if m.fact_id in by_id}


def _read_bonds(drafts: Sequence[DraftCheck], qualifiers: Qualifiers) -> dict[int, Bond]:
    """The relations of the checks that fail, and of those that share a number with one that fails."""
    if not any(_fails(draft) for draft in drafts):
        return {}
    relations = [(draft, _read_relation(draft)) for draft in drafts]
    failing = (relation for draft, relation in relations if relation and _fails(draft))
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
    if relation is None or any(number.value is None for number in relation.numbers):
        return None
    is_plain = len({number.mention_id for number in relation.numbers}) == len(relation.numbers)
    return relation if is_plain else None


def _fails(draft: DraftCheck) -> bool:
    """Whether a check fails: inconsistent, or a difference of whole numbers that is off by one."""
    is_difference = draft.relation is not None and draft.relation.form is Form.CHANGE_DIFFERENCE
    return draft.verdict is Verdict.INCONSISTENT or (is_difference and is_flagged(draft))


def _bond(draft: DraftCheck, relation: Relation, qualifiers: Qualifiers) -> Bond | None:
    """The relation in the web; None where trying its own numbers does not give the verdict of the check."""
    fails = _fails(draft)
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


def _locate(group: Sequence[int], failing: Mapping[int, Bond], web: Web, open_sums: Set[int]) -> list[Slip]:
    """One slip where one number mends all; else one for each number that mends all it fails in; the rest together."""
    left = list(group)
    slips: list[Slip] = []
    all_of_them = (tuple(group),) if 1 < len(group) <= _MAX_TOGETHER else ()
    for together in (*all_of_them, *_shared_groups(left, failing), *((i,) for i in group)):
        if all(i in left for i in together):
            slip = _mend(together, failing, web, open_sums)
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


def _mend(together: Sequence[int], failing: Mapping[int, Bond], web: Web, open_sums: Set[int]) -> Slip | None:
    """The slip of failing checks that one number mends together; None where none does."""
    bonds = [failing[i] for i in together]
    shared = _shared_numbers(bonds)
    if len(shared) > _MAX_SUSPECTS:
        return None
    is_lone = len(bonds) > 1 or together[0] not in open_sums
    repairs = find_slips(shared, web, bonds) or (find_certain(shared, web, bonds) if is_lone else [])
    return Slip(tuple(together), tuple(repairs)) if repairs else None


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


class _Told:
    """What is said of a slip: the repair, or the ties; where no small change mends all, what one number could be."""

    def __init__(
        self,
        slip: Slip,
        drafts: Sequence[DraftCheck],
        bonds: Mapping[int, Bond],
        others: Sequence[Bond],
        web: Web,
        open_sums: Set[int],
    ) -> None:
        suffixes = {m: suffix for i in slip.drafts for m, suffix in _suffixes(drafts[i], bonds[i].relation)}
        own = [bonds[i] for i in slip.drafts]
        shared = _shared_numbers(own) if not slip.repairs else []
        anew = type_anew(shared, web, own) if 0 < len(shared) <= _MAX_TOLD else []
        self._lacks = len(own) == 1 and slip.drafts[0] in open_sums and _falls_short(own[0].relation)
        self._anew = [repair.shown(suffixes) for repair in anew]
        self._shown = [repair.shown(suffixes) for repair in slip.repairs]
        self._is_loose = bool(slip.repairs and slip.repairs[0].words) and own[0].relation.form in _LOOSE
        numbers = {mention.mention_id for mention in own[0].relation.numbers}
        self._is_doubted = len(self._shown) > MAX_TIES or any(_holds_any(bond, numbers) for bond in others)

    def suggest(self, draft: DraftCheck) -> str:
        """The suggestion of one of the slip's checks, on condition where others of its numbers are in doubt."""
        if not self._shown:
            return explain.no_repair(draft.suggestion, self._anew, self._lacks)
        if self._is_loose and self._is_doubted:
            return explain.if_others_hold(self._shown[0])
        return explain.repair_ties(self._shown, MAX_TIES)


def _falls_short(relation: Relation) -> bool:
    """Whether the terms of a sum make less than what is printed for them."""
    whole, *terms = (mention.value or 0 for mention in relation.numbers)
    return relation.form is Form.SUM and sum(terms) < whole


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
    if len(slip.repairs[0].changes) != 1:
        return draft.severity
    ((old, new),) = slip.repairs[0].changes
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
