"""What is said once, behind the last of several counts, of all of them: 306 tổ chức và 412 đảng viên thực hiện tốt."""

from __future__ import annotations

from functools import lru_cache

import regex

from extractors.items import FigureBlock, Item, once_per_figure
from extractors.label_wholes import counts_the_same
from extractors.label_words import fit_label
from extractors.memory import MAX_REMEMBERED
from extractors.own_labels import words_after, words_before
from extractors.rules_compiled import PERCENT, CompiledRules

_ROW_GOES_ON = regex.compile(r"\s*(?:,\s*(?:và|cùng)?|và|cùng)\s+(?:trên |hơn |gần |khoảng )?")
_AND = regex.compile(r"\b(?:và|cùng)\b")
# What befell things, of which a row without 'và' has it together too (71 điểm trường, 18 trạm y tế bị ngập).
_SUFFERED = regex.compile(r"(?:bị|thiệt hại|hư hỏng)\b")
# What people or bodies did or are, beside the verbs of PREDICATE; behind a noun that has been read.
_SAID = regex.compile(r"(?:còn|vẫn|ký(?=\s)|đạt|chấp hành|tham dự|tự nguyện|thiệt hại|hư hỏng)\b")


def with_shared_predicate(text: str, block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    """The label of a figure with what is said of it and of the last of its row together."""
    said = _shared_predicate(block, item, rules)
    return fit_label(f"{text} {said}") if said and text and said not in text else text


@once_per_figure
def _shared_predicate(block: FigureBlock, item: Item, rules: CompiledRules) -> str:
    own = words_after(block, item, rules)[1]
    if _find_predicate(own, rules):
        return ""
    last, is_joined = item, False
    while not is_joined and (following := block.neighbour(last, 1)) is not None:
        gap = block.text[words_after(block, last, rules)[0] : following.quote_start]
        if _ROW_GOES_ON.fullmatch(gap) is None:
            break
        last, is_joined = following, _AND.search(gap) is not None
    if last is item or (last.symbol == PERCENT != item.symbol and _has_deed(block, item, rules)):
        return ""
    behind = words_after(block, last, rules)[1]
    said = _find_predicate(behind, rules)
    if own and (not is_joined or (counts_the_same(item, last) and behind.startswith(said))):
        return ""  # 02 người chết và 05 người bị thương: each has its own
    return said if is_joined or _SUFFERED.match(said) else ""


def _has_deed(block: FigureBlock, item: Item, rules: CompiledRules) -> bool:
    """Whether a count is what was done (làm mới 02 nhà và 100% hộ ký cam kết), not whom it was done for."""
    left = words_before(block, item, rules)[1].rstrip()
    return bool(left) and not left.endswith((" cho", " với"))


@lru_cache(maxsize=MAX_REMEMBERED)
def _find_predicate(words: str, rules: CompiledRules) -> str:
    """What words behind a figure say of the things counted; nothing where they only name them."""
    words = words.partition("(")[0].strip()
    found = [match.start() for match in (rules.cues["PREDICATE"].search(words), _SAID.search(words)) if match]
    return words[min(found) :] if found else ""
