"""Vietnamese spelling: what a written syllable can be, and where its tone mark stands."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

TONES = "\u0300\u0301\u0303\u0309\u0323"
"""Combining grave, acute, tilde, hook and dot below."""

ONSETS = "b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x"
OPEN_RIMES = (
    "a ai ao au ay âu ây e eo ê êu i ia iu o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua uê ui uơ uôi uy uya uyu uây ư ưa "
    "ưi ưu ươi ươu iêu yêu y"
)
NASAL_RIMES = (
    "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh iêm iên iêng im in inh oam oan oang oanh oăm oăn oăng oen "
    "om on ong oong ôm ôn ông ơm ơn uân uâng uên uênh um un ung uôm uôn uông uyên uyn uynh ưm ưn ưng ươm ươn ương yêm "
    "yên yêng yn ynh"
)
STOPPED_RIMES = (
    "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich iêc iêp iêt ip it oac oach oap oat oăc oăt oc ooc oet op ot "
    "ôc ôp ôt ơp ơt uât uc uêch uôc uôt up ut uych uyêt uyp uyt ưc ươc ươp ươt ưt yêt yt ych"
)
"""The rimes of the orthography; one that ends in a stop bears sắc or nặng."""

_VOWELS = "aăâeêioôơuưy"
_SHAPED = frozenset("ăâêôơư")
_MARKED_VOWELS = "".join(unicodedata.normalize("NFC", v + t) for v in _VOWELS for t in ("", *TONES))
_BARE = {
    letter: unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", letter) if c not in TONES))
    for letter in _MARKED_VOWELS + _MARKED_VOWELS.upper()
}
_TONE_OF = {letter: next((c for c in unicodedata.normalize("NFD", letter) if c in TONES), "") for letter in _BARE}
_SYLLABLE = regex.compile(
    rf"(?:{ONSETS})?(?:{'|'.join((OPEN_RIMES + ' ' + NASAL_RIMES).split())}|(?<stop>{'|'.join(STOPPED_RIMES.split())}))"
)
_VOWEL_CLUSTER = regex.compile(rf"(?i)[{_MARKED_VOWELS}]{{2,}}")
_LONGEST_SYLLABLE = 7
# Vietnamese is written with some 7,000 syllables.
_MAX_REMEMBERED = 16_384


@lru_cache(maxsize=_MAX_REMEMBERED)
def is_syllable(word: str) -> bool:
    """True where the word (NFC, any case) is spelt as a Vietnamese syllable can be, tones included."""
    if not 0 < len(word) <= _LONGEST_SYLLABLE:
        return False
    small = word.lower()
    tones = [tone for letter in small if (tone := _TONE_OF.get(letter))]
    bare = "".join(_BARE.get(letter, letter) for letter in small)
    match = _SYLLABLE.fullmatch(bare)
    if match is None or len(tones) > 1:
        return False
    return match["stop"] is None or tones in (["\u0301"], ["\u0323"])


def fold_tones(text: str) -> str:
    """The text (NFC) with every tone mark where one spelling has it: hoà -> hòa, uỷ -> ủy, qúy -> quý; equal length.

    For matching only; what is printed stays as it is printed.
    """
    return _VOWEL_CLUSTER.sub(_place_tone, text)


def _place_tone(match: regex.Match[str]) -> str:
    cluster = match[0]
    tones = [tone for letter in cluster if (tone := _TONE_OF[letter])]
    if len(tones) != 1:
        return cluster
    letters = [_BARE[letter] for letter in cluster]
    before = match.string[match.start() - 1 : match.start()] if match.start() else ""
    place = _tone_place("".join(letters).lower(), before, match.string[match.end() : match.end() + 1])
    letters[place] = unicodedata.normalize("NFC", letters[place] + tones[0])
    return "".join(letters)


def _tone_place(vowels: str, before: str, after: str) -> int:
    """The index of the vowel that bears the tone: the shaped one, else by the number of vowels and the final."""
    first = int((before in "qQ" and vowels[0] == "u") or (before in "gG" and vowels[0] == "i")) if before else 0
    shaped = [index for index, vowel in enumerate(vowels) if vowel in _SHAPED and index >= first]
    if shaped:
        return shaped[-1]
    count = len(vowels) - first
    is_closed = after.isalpha()
    return first + (1 if count > 2 or (count == 2 and is_closed) else 0)
