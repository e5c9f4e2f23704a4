"""The letters of a text in TCVN3, VNI or VPS, one by one: what stood there, and what only may be a letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, product

import regex

from extractors.legacy_tables import DOUBTFUL, HYPHENS, LETTERS, NEVER_FIRST, ONE_LETTER_WORDS, STAND_INS
from extractors.syllables import is_syllable
from schemas.document import Encoding

_WORD = regex.compile(r"[^\W\d_]+")
_SURE_HORNED_U = regex.compile("[\xad\u2212\uf0ad]")
_MAX_DOUBTS = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """One letter read, or one character kept: what stood there, what it may be, and where."""

    letter: str
    printed: str
    origin: int
    is_doubtful: bool = False


def read_pieces(text: str, encoding: Encoding) -> list[Piece]:
    """The text letter by letter; what may be punctuation is a letter where that makes a syllable."""
    pieces = list(_scan(text, encoding))
    if not any(piece.is_doubtful for piece in pieces):
        return pieces
    settled: list[Piece] = []
    for _, word in groupby(pieces, key=lambda piece: piece.letter.isalpha()):
        settled.extend(_settle_word(list(word), encoding))
    return settled


def _scan(text: str, encoding: Encoding) -> Iterator[Piece]:
    """The characters one by one, or two where a pair is one letter; what is no code stays."""
    letters, doubtful = LETTERS[encoding], DOUBTFUL[encoding]
    codes = [STAND_INS[encoding].get(character, character) for character in text]
    if encoding is Encoding.TCVN3 and not _is_hyphen_doubtful(text, encoding):
        codes = ["-" if c in HYPHENS else code for c, code in zip(text, codes, strict=True)]
    index = 0
    while index < len(text):
        pair = "".join(codes[index : index + 2])
        size = 2 if pair in letters and len(pair) == 2 else 1
        code, printed = pair[:size], text[index : index + size]
        if code in letters:
            yield Piece(letters[code], printed, index, printed in doubtful)
        else:
            yield Piece(code if printed >= "\uf000" else printed, printed, index)
        index += size


def _is_hyphen_doubtful(text: str, encoding: Encoding) -> bool:
    """Whether hyphens may stand for TCVN3's 'ư': not where the text has the code itself or a minus."""
    return encoding is Encoding.TCVN3 and not _SURE_HORNED_U.search(text)


def _settle_word(word: list[Piece], encoding: Encoding) -> list[Piece]:
    """The word with each doubtful character a letter or itself: as many letters as make syllables."""
    doubts = [index for index, piece in enumerate(word) if piece.is_doubtful]
    if not doubts or len(doubts) == len(word):
        return [_keep(piece) for piece in word]
    if word[0].printed == "Đ" and is_syllable("Đ" + "".join(piece.letter for piece in word[1:])):
        return [_keep(word[0]), *_settle_word(word[1:], encoding)]
    if len(doubts) <= _MAX_DOUBTS:
        for choice in sorted(product((True, False), repeat=len(doubts)), key=sum, reverse=True):
            kept = {index for index, is_letter in zip(doubts, choice, strict=True) if not is_letter}
            if _is_spelt(word, kept, encoding):
                return [_keep(piece) if index in kept else piece for index, piece in enumerate(word)]
    return [piece if _is_likely(word, index, encoding) else _keep(piece) for index, piece in enumerate(word)]


def _is_spelt(word: list[Piece], kept: set[int], encoding: Encoding) -> bool:
    """True where something doubtful is read as a letter, and every part that has such a letter is a syllable."""
    has_letter = False
    for is_part, group in groupby(
        range(len(word)), key=lambda index: index not in kept or word[index].printed.isalpha()
    ):
        part = list(group)
        if is_part and any(word[index].is_doubtful and index not in kept for index in part):
            has_letter = True
            spelt = "".join(word[index].printed if index in kept else word[index].letter for index in part)
            if not is_syllable(spelt) or not _fits_case(spelt, [word[index] for index in part], encoding):
                return False
    return has_letter


def _fits_case(spelt: str, part: list[Piece], encoding: Encoding) -> bool:
    """True where the doubtful letters have the case of the others; a hyphen is 'ư' among small letters only.

    So '194/KH-' and the bullet of '-a' keep theirs; 't- nh©n', 'n-íc' and 'Ng-êi' do not.
    """
    if encoding is Encoding.TCVN3:
        if not any(piece.printed in HYPHENS for piece in part):
            return True
        is_inside = part[0].printed not in HYPHENS and part[-1].printed not in HYPHENS
        return (spelt.istitle() and is_inside) or (
            spelt.islower() and (part[0].printed not in HYPHENS or len(part) > 2)
        )
    if spelt.isupper() or spelt.islower():
        return True
    return spelt.istitle() and not (part[0].is_doubtful and part[0].printed in NEVER_FIRST)


def _is_likely(word: list[Piece], index: int, encoding: Encoding) -> bool:
    """Where no reading is a syllable (names, slips): a soft hyphen, or a minus after letters, is TCVN3's 'ư'."""
    piece = word[index]
    if not piece.is_doubtful:
        return True
    is_inside = 0 < index < len(word) - 1
    return encoding is Encoding.TCVN3 and (
        piece.printed == "\xad" or (piece.printed == "−" and index > 0) or (piece.printed == "¹" and is_inside)
    )


def _keep(piece: Piece) -> Piece:
    return Piece(piece.printed, piece.printed, piece.origin) if piece.is_doubtful else piece


def keep_lone_symbols(pieces: list[Piece]) -> list[Piece]:
    """Fonts unknown: ©, ×, ½, § or a bullet that touches no letter stays, unless it is a word or Đ (đồng)."""
    beside = ["", *(piece.letter for piece in pieces), ""]
    return [
        replace(piece, letter=piece.printed)
        if piece.printed.isprintable()
        and not (piece.printed.isalpha() or before.isalpha() or after.isalpha())
        and piece.letter.isalpha()
        and piece.letter not in "đĐ"
        and (before.isdigit() or piece.letter not in ONE_LETTER_WORDS)
        else piece
        for piece, before, after in zip(pieces, beside[:-2], beside[2:], strict=True)
    ]


def restore_capitals(line: str) -> str:
    """A line typed for an H font, font unknown (CéNG HOµ X· HéI): marked letters are capitals in words of capitals."""
    words = list(_WORD.finditer(line))
    cases = [_case_of(match[0]) for match in words]
    if "upper" not in cases:
        return line
    raised = list(line)
    for index, match in enumerate(words):
        around = {*cases[max(0, index - 1) : index], *cases[index + 1 : index + 2]}
        is_open_upper = cases[index] == "open" and ("lower" not in cases or around == {"upper"})
        if cases[index] == "upper" or is_open_upper:
            raised[match.start() : match.end()] = map(raise_letter, match[0])
    return "".join(raised)


def _case_of(word: str) -> str:
    """'lower' with any bare small letter, 'upper' with two bare capitals, else 'open': its neighbours decide."""
    bare = "".join(letter for letter in word if letter.isascii())
    if any(letter.islower() for letter in bare):
        return "lower"
    return "upper" if len(bare) > 1 else "open"


def raise_letter(letter: str) -> str:
    """The capital, where that is one character."""
    capital = letter.upper()
    return capital if len(capital) == 1 else letter
