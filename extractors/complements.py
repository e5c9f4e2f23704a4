"""Whether what is left of a share (99,4% bản có mạng, còn 1/177 bản chưa có) is the rest of that very share."""

from __future__ import annotations

import regex

from extractors.items import FigureBlock, Item
from extractors.rules_compiled import CompiledRules
from extractors.stops import STATEMENT_END
from extractors.text import last_end

_CLAUSE_END = regex.compile(r"[,.;](?=\s|$)|[()]")
_LEFT = regex.compile(r"[,;(]?\s*(?:hiện |chỉ |vẫn |số )?còn(?![\p{L}])", regex.IGNORECASE)
_NOT = regex.compile(r"(?<![\p{L}])(?:chưa|không)(?![\p{L}])", regex.IGNORECASE)
_ALTERNATIVE = regex.compile(r"\s*[,/–-]\s*|\s+(?:và|hoặc|hay)\s+", regex.IGNORECASE)
_WORD = regex.compile(r"[\p{L}\d]+")


def is_rest_of_share(block: FigureBlock, percent: Item, rest: Item, rules: CompiledRules) -> bool:
    """Whether the words force it: both count the same things, and the rest denies the deed the share tells of.

    '100% xóm có nhà văn hóa; còn 02/18 xóm chưa có sân thể thao' tells of two deeds, '100% cơ quan nối mạng; còn
    09/211 xóm chưa có sóng' of two sorts of things: neither is the rest of the other.
    """
    return _is_of_same_things(block, percent, rest, rules) and _denies_its_deed(block, percent, rest, rules)


def may_be_rest_of_share(block: FigureBlock, percent: Item, rest: Item, rules: CompiledRules) -> bool:
    """Whether the things or the deed are the same: where the figures fit as well, it is the rest."""
    return _is_of_same_things(block, percent, rest, rules, is_strict=False) or _denies_its_deed(
        block, percent, rest, rules
    )


def denies(block: FigureBlock, rest: Item) -> bool:
    """Whether the clause of the rest says that something is not done or not there."""
    end = _CLAUSE_END.search(block.text, rest.end)
    return _NOT.search(block.text, rest.end, end.start() if end else len(block.text)) is not None


def _is_of_same_things(
    block: FigureBlock, percent: Item, rest: Item, rules: CompiledRules, *, is_strict: bool = True
) -> bool:
    """Whether the noun of the rest is the noun of the share, or one that stands for any (trường hợp, none)."""
    denial = _NOT.search(block.text, rest.end)
    counted = _without_lead(block.text[rest.end : denial.start() if denial else rest.unit_end], rules).strip(" ,(")
    if not counted or rules.cue_wholes["ANY_CASE"].fullmatch(counted):
        return True
    base = _base(block, percent, rest, rules)
    return any(_is_one_noun(one, other, is_strict, rules) for one in _nouns(counted) for other in _nouns(base))


def _nouns(text: str) -> list[list[str]]:
    return [words for part in _ALTERNATIVE.split(text) if (words := _words(part))]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _is_one_noun(counted: list[str], base: list[str], is_strict: bool, rules: CompiledRules) -> bool:
    """Whether the base begins with what is counted, and no more than empty words narrow it (hộ, hộ dân)."""
    if base[: len(counted)] != counted:
        return False
    return not is_strict or not rules.cue_starts["SMALLER_SET"].match(" ".join(base[len(counted) :]))


def _base(block: FigureBlock, percent: Item, rest: Item, rules: CompiledRules) -> str:
    """What the percent is of: the words behind it, or those before (Tỷ lệ hộ dùng nước sạch đạt 96,5%)."""
    left = _LEFT.search(block.text, percent.end, rest.start)
    behind = block.text[percent.end : left.start() if left else rest.quote_start]
    if not _words(behind) or rules.cue_starts["PLAN_WORDS"].match(behind):
        start = last_end(STATEMENT_END, block.text, 0, percent.start)
        behind = block.text[start : percent.start]
    return _without_lead(behind, rules)


def _without_lead(text: str, rules: CompiledRules) -> str:
    lead = rules.cue_starts["SHARE_LEAD"].match(text)
    return text[lead.end() :] if lead else text


def _denies_its_deed(block: FigureBlock, percent: Item, rest: Item, rules: CompiledRules) -> bool:
    """Whether the rest denies what the share says, in no other words; a bare denial must stand in its sentence."""
    start = last_end(STATEMENT_END, block.text, 0, percent.start)
    done = block.text[start : rest.quote_start]
    denial = _NOT.search(block.text, rest.end)
    if denial is None:
        return False
    end = _CLAUSE_END.search(block.text, denial.end())
    left = block.text[denial.start() : end.start() if end else len(block.text)]
    said = set(_words(done))
    words = [word for word in _words(rules.cues["REST_FILLER"].sub(" ", left)) if word not in said]
    words = [word for word in words if not rules.cue_wholes["LIGHT_DEED"].fullmatch(word)]
    is_same_sentence = not STATEMENT_END.search(block.text, percent.end, rest.quote_start)
    is_repeated = any(word in said for word in _words(rules.cues["REST_FILLER"].sub(" ", left)))
    return not _NOT.search(done) and not words and (is_same_sentence or is_repeated)
