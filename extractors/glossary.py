"""What a document's own abbreviations stand for: those it spells out once, in brackets or by 'viết tắt là'."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import regex

from extractors.rules_compiled import CompiledRules, Unit

# Capitals that no word has: TK, CNVC-LĐ, TK&VV.
_SHORT = r"\p{Lu}{1,5}(?:[&-]?\p{Lu}{1,6}){1,2}"
_NAMED = r"(?i:(?:sau đây|dưới đây)?\s*(?:được\s+)?(?:gọi|viết)?\s*(?:tắt|chung|gọn)?\s*(?:là|:)?)"
_IN_BRACKETS = regex.compile(rf"\(\s*{_NAMED}\s*[“\"']?(?<short>{_SHORT})[”\"']?\s*\)")
_SAID = regex.compile(rf"(?i:viết tắt|gọi tắt)\s*(?i:là|:)?\s*[“\"']?(?<short>{_SHORT})(?![\p{{L}}\d/-])")
_SPELT = regex.compile(
    rf"(?<![\p{{L}}\d/-])(?<short>{_SHORT})(?:\s\(\s*(?<long>\p{{L}}[^()\d:;]{{3,70}}?)\s*\)"
    r"|\s?[:=]\s?(?<long>\p{Ll}[^().,\d:;]{3,60}?)(?=[.,;)]|$))"
)
_SYLLABLE = regex.compile(r"\p{L}+")
_PHRASE_END = regex.compile(r"[.;:()\d“”\"]")
# Words that no letter of an abbreviation stands for.
_SKIPPED = frozenset(("và", "của", "các", "cho"))
# The words spelt out stand within so many characters before; at most so many more follow them (tờ khai hải quan (TK)).
_REACH = 110
_MAX_TAIL = 2


def with_glossary(rules: CompiledRules, text: str) -> CompiledRules:
    """The rules with the abbreviations that a document spells out; the same rules where it spells out none."""
    glossary = read_glossary(text, rules)
    return replace(rules, glossary=glossary) if glossary else rules


def spell_out(words: str, rules: CompiledRules) -> str:
    """The words with the document's abbreviations spelt out where they stand for a unit of the rules (Số TK)."""
    for short, unit in rules.glossary.items():
        if short in words and unit.unit in rules.units:
            words = _replace(words, short, unit.unit)
    return words


def spell_unit(label: str, unit: str, rules: CompiledRules) -> str:
    """A label with the document's abbreviation of what it counts spelt out (luồng xanh: TK)."""
    for short, meaning in rules.glossary.items():
        if short in label and meaning.unit == unit and unit not in label.casefold():
            label = _replace(label, short, unit)
    return label


def _replace(words: str, short: str, meaning: str) -> str:
    return regex.sub(rf"(?<![\p{{L}}\d&/-]){regex.escape(short)}(?![\p{{L}}\d&/-])", meaning, words)


def read_glossary(text: str, rules: CompiledRules) -> Mapping[str, Unit]:
    """The abbreviations of a document with what they count; of two meanings the first."""
    found: dict[str, Unit] = {}
    for short, words in _read_spelt(text):
        if short not in found and words:
            found[short] = _as_unit(short, words, rules)
    return found


def _read_spelt(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (_IN_BRACKETS, _SAID):
        for match in pattern.finditer(text):
            before = _PHRASE_END.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
            yield match["short"], _spell_before(match["short"], before)
    for match in _SPELT.finditer(text):
        words = _SYLLABLE.findall(match["long"])
        is_whole = _stand_for(match["short"], words) == len(words)
        yield match["short"], " ".join(words) if is_whole else ""


def _spell_before(short: str, text: str) -> str:
    """The last words that begin with the letters of an abbreviation, with the few behind them; '' of none."""
    places = list(_SYLLABLE.finditer(text))
    words = [match[0] for match in places]
    for start in range(len(words) - 1, -1, -1):
        taken = _stand_for(short, words[start:])
        if taken:
            tail = len(words) - start - taken
            last = start + taken - 1 + (tail if tail <= _MAX_TAIL else 0)
            return " ".join(text[places[start].start() : places[last].end()].split())
    return ""


def _stand_for(short: str, words: Sequence[str]) -> int:
    """How many of the words, from the first, the letters of an abbreviation stand for; 0 where they do not."""
    letters = [_bare(letter) for letter in short if letter.isalpha()]
    taken = 0
    for word in words:
        if not letters:
            break
        if _bare(word[0]) == letters[0]:
            letters.pop(0)
        elif taken == 0 or word.casefold() not in _SKIPPED:
            return 0
        taken += 1
    return 0 if letters else taken


def _bare(letter: str) -> str:
    """A letter without its marks, as an abbreviation may print it (Ủ, Ư: U)."""
    return unicodedata.normalize("NFD", letter)[0].upper()


def _as_unit(short: str, words: str, rules: CompiledRules) -> Unit:
    """What is counted by these words: a unit of the rules that they or their letters are, else the words."""
    noun = words.casefold()
    usual, known = rules.units.get(short.casefold()), rules.units.get(noun)
    if usual and usual.kind == "count" and noun.startswith(usual.unit):
        return usual
    return known if known and known.kind == "count" else Unit(noun, "count", is_classifier=False, factor=Decimal(1))
