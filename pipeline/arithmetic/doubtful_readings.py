"""Accusations that rest on a number read from an image with doubt: a misreading of ours is no slip of the author.

Where the relation holds with another reading the readers kept, the check becomes `ocr_suspect` and suggests that
reading; where it does not, it becomes undecidable. Either way nobody is accused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

import regex

from extractors.dotted_percents import groups_by_dots, is_dotted, read_otherwise
from extractors.numbers import NUMERAL, Use, parse_numeral
from extractors.readers.scan_shapes import Reading, is_same_number, parse_alternatives
from pipeline.arithmetic.draft_check import DraftCheck, is_flagged
from pipeline.arithmetic.relations import Form
from schemas.check import CheckKind, OperandRole, Severity, Verdict
from schemas.document import Page, Word
from schemas.mention import Mention

# The second reader is asked below .93; what it then leaves below this nobody is sure of.
_SURE = Decimal("0.8")
# A reading the readers themselves believed less was never right (of 60 kept ones that arithmetic could decide).
_LEAST_CREDIBLE = 0.05
# Each trial judges the document once more; a page of disagreements is no page to settle by arithmetic.
_MAX_TRIALS = 24
_VI = "Con số đọc từ ảnh chưa chắc chắn, cần nhìn lại bản quét: "
_EN = "A number read from the image is in doubt, look at the scan: "
_DOTTED_VI = "Dấu chấm trong tỷ lệ có thể là dấu thập phân hoặc dấu phân nhóm nghìn, chưa kết luận: "
_DOTTED_EN = "The dot in the percent may be a decimal mark or group thousands, nothing is concluded: "
_SHARES = frozenset({OperandRole.PERCENT, OperandRole.CHANGE})
_NUMERAL = regex.compile(NUMERAL)

Redo: TypeAlias = Callable[[Mention], Sequence[DraftCheck]]
"""The document's checks were one mention another."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A mention as it stands and as another reading has it, and how sure that reading is."""

    mention: Mention
    other: Mention
    confidence: float


def decide_doubts(
    drafts: Sequence[DraftCheck], pages: Iterable[Page], words: Iterable[Word], redo: Redo
) -> list[DraftCheck]:
    """The checks; an accusation with a doubtful operand becomes ocr_suspect or undecidable and says so."""
    under = _Under(pages, words)
    if not under.by_page:
        return list(drafts)
    trials = _Trials(drafts, redo)
    return [_decide(draft, under, trials) if is_flagged(draft) else draft for draft in drafts]


def decide_dotted(drafts: Sequence[DraftCheck], mentions: Sequence[Mention], redo: Redo) -> list[DraftCheck]:
    """The checks; 1.666% that is right as 1,666 or as 1666 is right; an accusation is one by either reading."""
    doubted = {
        op.mention.mention_id: op.mention
        for draft in drafts
        if is_flagged(draft)
        for op in draft.operands
        if op.mention and op.role in _SHARES and is_dotted(op.mention) and not _counts(draft)
    }
    result = list(drafts)
    for mention in [*doubted.values()][:_MAX_TRIALS]:
        redone = {_key(draft): draft for draft in redo(read_otherwise(mention))}
        for i, draft in enumerate(result):
            if is_flagged(draft) and any(
                op.mention and op.mention.mention_id == mention.mention_id for op in draft.operands
            ):
                then = redone.get(_key(draft))
                if then is not None and not is_flagged(then):
                    result[i] = then
                elif then is None and groups_by_dots(mentions) is None:
                    result[i] = _undecided(draft, (_DOTTED_VI, _DOTTED_EN))
    return result


def _counts(draft: DraftCheck) -> bool:
    """Whether what changed is a number of things, in which dots can only group."""
    is_difference = draft.relation is not None and draft.relation.form is Form.CHANGE_DIFFERENCE
    return is_difference and not (draft.stated or "").endswith("%")


def _decide(draft: DraftCheck, under: _Under, trials: _Trials) -> DraftCheck:
    mentions = [(operand.role, operand.mention) for operand in draft.operands if operand.mention]
    if not any(under.is_doubtful(mention) for _, mention in mentions):
        return draft
    options = sorted(
        (trial for role, mention in mentions for trial in under.other_readings(mention, role)),
        key=lambda trial: -trial.confidence,
    )
    found = next((trial for trial in options if trials.settles(draft, trial)), None)
    return _suspected(draft, found) if found else _undecided(draft)


class _Under:
    """The words read from images that lie under a mention."""

    def __init__(self, pages: Iterable[Page], words: Iterable[Word]) -> None:
        self.texts = {page.page: page.text for page in pages}
        self.by_page: dict[int, list[Word]] = defaultdict(list)
        for word in words:
            if word.confidence is not None:
                self.by_page[word.page].append(word)

    def words_of(self, mention: Mention) -> list[Word]:
        """The words that share a character with it."""
        words = self.by_page.get(mention.page, ())
        return [word for word in words if word.char_start < mention.char_end and word.char_end > mention.char_start]

    def is_doubtful(self, mention: Mention) -> bool:
        """Whether a number was glued from several words, has another reading, or was read with little confidence."""
        words = self.words_of(mention)
        return len(words) > 1 or any(self._is_unsure(word) for word in words)

    def _is_unsure(self, word: Word) -> bool:
        """Whether a word was read with little confidence or as another number; "1ó2" beside 162 is no other number."""
        text = self.texts[word.page][word.char_start : word.char_end]
        others = parse_alternatives(word.alternatives)
        is_disputed = any(not is_same_number(text, other.text) for other in others)
        return is_disputed or (word.confidence or Decimal(0)) < _SURE

    def other_readings(self, mention: Mention, role: OperandRole) -> Iterator[Trial]:
        """What the number would be by each reading kept of its word."""
        words = self.words_of(mention)
        if len(words) != 1:
            return
        text = self.texts[mention.page][words[0].char_start : words[0].char_end]
        place = mention.char_start - words[0].char_start
        for reading in parse_alternatives(words[0].alternatives):
            other = _read_other(mention, text, place, reading, role)
            if other is not None and reading.confidence >= _LEAST_CREDIBLE:
                yield Trial(mention, other, reading.confidence)


def _read_other(mention: Mention, text: str, place: int, reading: Reading, role: OperandRole) -> Mention | None:
    """The mention with the numeral that stands in its place in another reading of its word; None where none does."""
    ours = list(_NUMERAL.finditer(text))
    others = _NUMERAL.findall(reading.text)
    order = next((n for n, match in enumerate(ours) if match.start() <= place < match.end()), None)
    if order is None or len(ours) != len(others) or others[order] == mention.text:
        return None
    numeral = parse_numeral(others[order], Use.PERCENT if role is OperandRole.PERCENT else Use.COUNT)
    if numeral.value is None:
        return None
    value = numeral.value * (mention.magnitude or Decimal(1))
    return replace(mention, text=others[order], value=value, decimals=numeral.decimals)


class _Trials:
    """The document judged once more with one number read otherwise, each reading once."""

    def __init__(self, drafts: Sequence[DraftCheck], redo: Redo) -> None:
        self.redo = redo
        self.flagged = {_key(draft) for draft in drafts if is_flagged(draft)}
        self.known: dict[tuple[str, str], dict[_Key, DraftCheck]] = {}

    def settles(self, draft: DraftCheck, trial: Trial) -> bool:
        """Whether the relation holds with the other reading and none that held before breaks by it."""
        redone = self._redone(trial)
        then = redone.get(_key(draft))
        if then is None or is_flagged(then) or then.verdict is Verdict.UNDECIDABLE:
            return False
        return all(key in self.flagged for key, check in redone.items() if is_flagged(check))

    def _redone(self, trial: Trial) -> dict[_Key, DraftCheck]:
        name = (trial.mention.mention_id, trial.other.text)
        if name not in self.known and len(self.known) >= _MAX_TRIALS:
            return {}
        if name not in self.known:
            self.known[name] = {_key(draft): draft for draft in self.redo(trial.other)}
        return self.known[name]


_Key: TypeAlias = tuple[CheckKind, str, tuple[tuple[OperandRole, int], ...]]


def _key(draft: DraftCheck) -> _Key:
    return draft.kind, draft.rule, tuple((operand.role, operand.span.start) for operand in draft.operands)


def _suspected(draft: DraftCheck, trial: Trial) -> DraftCheck:
    printed, other = trial.mention.text, trial.other.text
    sure = f"{trial.confidence:.2f}".replace(".", ",")
    return replace(
        draft,
        kind=CheckKind.OCR_SUSPECT,
        verdict=Verdict.UNDECIDABLE,
        severity=Severity.NOTE,
        stated=printed,
        expected=other,
        stated_value=trial.mention.value,
        expected_value=trial.other.value,
        explanation_vi=f"Có thể do máy đọc sai bản quét, không phải lỗi của báo cáo: đọc là {printed}; "
        f"nếu là {other} (cách đọc khác, độ tin {sure}) thì các số khớp nhau.",
        explanation_en=f"Possibly a misreading of ours, no fault of the report: read as {printed}; "
        f"with {other} (another reading, confidence {trial.confidence:.2f}) the numbers agree.",
        suggestion=f"{printed} → {other}",
    )


def _undecided(draft: DraftCheck, told: tuple[str, str] = (_VI, _EN)) -> DraftCheck:
    return replace(
        draft,
        verdict=Verdict.UNDECIDABLE,
        severity=None,
        explanation_vi=told[0] + (draft.explanation_vi or ""),
        explanation_en=told[1] + (draft.explanation_en or ""),
        suggestion=None,
    )
