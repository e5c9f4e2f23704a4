"""Vietnamese typed in TCVN3 (ABC), VNI or VPS, made Unicode NFC; every character knows where it came from.

A font's name says the encoding where a file has fonts; elsewhere the letters do: text is legacy when its marked words
read as Vietnamese syllables in that encoding and not as they stand.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, product

import regex

from extractors.legacy_tables import DOUBTFUL, LETTERS, NEVER_FIRST, ONE_LETTER_WORDS, STAND_INS, VNI_CODES
from extractors.syllables import fold_tones, is_syllable
from schemas.document import Encoding

__all__ = ["Converted", "Run", "convert_bytes", "convert_run", "convert_runs", "convert_text", "detect_encoding"]
__all__ += ["encode_text", "fold_tones", "typeface_of"]

LEGACY = (Encoding.TCVN3, Encoding.VNI, Encoding.VPS)
_TCVN3_FONT = regex.compile(r"\W*(?:\.(?i:vn)|_?Vn)(?=[A-Z0-9])")
_VNI_FONT = regex.compile(r"(?i)\W*VNI[-_ ]?(?=[a-z0-9])")
_VPS_FONT = regex.compile(r"(?i)\W*VPS[-_ ]?(?=[a-z0-9])")
_SUBSET = regex.compile(r"^[A-Z]{6}\+")
_STYLE = regex.compile(r"(?i)[\s,_-]*(?:bold|italic|oblique|regular|normal|mt|ps)(?=$|[\s,_-]|bold|italic|oblique)")
# Letters no legacy text shows: 'Đ' is left out, for some PDFs name the TCVN3 'é' (Eth) so.
_UNICODE_ONLY = regex.compile("[ĂăđĨĩŨũƠơƯưẠ-ỹ]|[aeiouyAEIOUY]\u0323|\u031b")
_UPPER_HALF = regex.compile("[\x80-\xffŒœŠšŽžŸƒˆ˜†‡•…‰‹›€™−\uf080-\uf0ff]")
_CHUNK = regex.compile(r"[^\s\d!-/:-@\[-`{-~–—‘’“”„…•]+(?:[-−][^\s\d!-/:-@\[-`{-~–—‘’“”„…•]+)*")
_WORD = regex.compile(r"[^\W\d_]+")
_CLUSTER = regex.compile(r".\p{M}*", regex.DOTALL)
_SURE_HORNED_U = regex.compile("[\xad\u2212\uf0ad]")
_GAPS = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_MAX_CHUNKS = 2000
_MAX_DOUBTS = 4
# Measured on 2026-11-22 over translated program messages in 20 languages, one text each: see the tests.
_MIN_EVIDENCE = 3
_MIN_SYLLABLE_SHARE = 0.6
_MIN_LEAD = 0.3
# Of the marked letters of Unicode Vietnamese some 55 % have no Latin-1 code; of legacy text none.
_MIN_UNICODE_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Converted:
    """Text in Unicode NFC, the encoding it was typed in, and for each character the index of the one it came from."""

    text: str
    encoding: Encoding
    origins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters set in one font; the name may be unknown."""

    text: str
    font_name: str | None = None


@dataclass(frozen=True, slots=True)
class Typeface:
    """What a font makes of bytes: the encoding, and whether small letters are shown as capitals (.VnTimeH)."""

    encoding: Encoding
    is_capital: bool = False
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """One letter read, or one character kept: what stood there, what it may be, and where."""

    letter: str
    printed: str
    origin: int
    is_doubtful: bool = False


def typeface_of(font_name: str | None) -> Typeface | None:
    """The legacy typeface a font's name promises ('ABCDEF+.VnTimeH,Bold'), or None."""
    name = _SUBSET.sub("", (font_name or "").replace("#2E", ".").replace("#20", " ").strip())
    if _TCVN3_FONT.match(name):
        return Typeface(Encoding.TCVN3, _STYLE.sub("", name).rstrip().endswith("H"), is_named=True)
    if _VNI_FONT.match(name):
        return Typeface(Encoding.VNI, is_named=True)
    return Typeface(Encoding.VPS, is_named=True) if _VPS_FONT.match(name) else None


def convert_run(text: str, font_name: str | None) -> Converted | None:
    """The run in Unicode, by its font's name, else by its letters; None where there is nothing to convert."""
    converted = convert_runs([Run(text, font_name)])
    return None if converted.encoding is Encoding.UNICODE else converted


def convert_runs(runs: Sequence[Run]) -> Converted:
    """All runs of a line, page or document joined and made Unicode; origins index the joined text.

    Letters are judged font by font, and words that change font in their midst are read whole, so a page is better
    given at once than run by run. The encoding is the one most characters were typed in.
    """
    text = "".join(run.text for run in runs)
    faces = _judge_fonts(runs)
    if not any(faces.values()):
        return convert_text(text, Encoding.UNICODE)
    spread = list(_spread_blanks([(len(run.text), faces[run.font_name], run.text.isspace()) for run in runs]))
    ends = list(accumulate(length for length, _ in spread))
    parts = [
        _convert_part(text[end - length : end], face, end - length)
        for (length, face), end in zip(spread, ends, strict=True)
    ]
    capital = _capital_places(runs, faces)
    return _raise_letters(_join(parts), capital)


def convert_text(text: str, encoding: Encoding) -> Converted:
    """The whole text read in one encoding, fonts unknown; lines in Unicode stay, and UNICODE only becomes NFC."""
    if encoding is Encoding.UNICODE:
        return _compose(Converted(text, encoding, tuple(range(len(text)))))
    lines, start = [], 0
    for line in text.splitlines(keepends=True):
        face = None if _is_unicode(line) else Typeface(encoding)
        lines.append(_convert_part(line, face, start))
        start += len(line)
    return replace(_join(lines), encoding=encoding)


def convert_bytes(data: bytes) -> Converted | None:
    """A text file's bytes, if they are in a legacy encoding; origins index the bytes. None for any other."""
    text = "".join(_decode_byte(byte) for byte in data)
    encoding = detect_encoding(text)
    return None if encoding is Encoding.UNICODE else convert_text(text, encoding)


def encode_text(text: str, encoding: Encoding) -> str:
    """The text (NFC) as a typist of the encoding left it; TCVN3 has small letters for toned capitals (H fonts)."""
    if encoding is Encoding.VNI:
        return "".join(VNI_CODES.get(letter, letter) for letter in text)
    codes = {letter: code for code, letter in LETTERS.get(encoding, {}).items()}
    return "".join(codes.get(letter) or codes.get(letter.lower(), letter) for letter in text)


def detect_encoding(text: str) -> Encoding:
    """The encoding a text without font names was typed in; UNICODE unless its words prove another."""
    if not _UPPER_HALF.search(text) or _is_unicode(text):
        return Encoding.UNICODE
    chunks = Counter(match[0] for match in _CHUNK.finditer(text) if not match[0].isascii())
    common = chunks.most_common(_MAX_CHUNKS)
    total = sum(count for _, count in common)
    plain = sum(count for chunk, count in common if _is_vietnamese(chunk))
    best = max(LEGACY, key=lambda encoding: _score(common, encoding)[0])
    valid, evidence = _score(common, best)
    is_clear = valid >= _MIN_SYLLABLE_SHARE * total and valid - plain >= _MIN_LEAD * total
    return best if is_clear and evidence >= _MIN_EVIDENCE else Encoding.UNICODE


def _score(chunks: Iterable[tuple[str, int]], encoding: Encoding) -> tuple[int, int]:
    """How many of the chunks are Vietnamese in the encoding, and what the different ones prove.

    A chunk with a symbol or a VNI pair among its letters (c«ng, coâng) proves twice what one with plain letters does.
    """
    valid = evidence = 0
    for chunk, count in chunks:
        decoded = "".join(piece.letter for piece in _read_pieces(chunk, encoding))
        if decoded != chunk and _is_vietnamese(decoded, is_marked_small=encoding is Encoding.TCVN3):
            valid += count
            evidence += 1 if chunk.isalpha() and len(decoded) == len(chunk) else 2
    return valid, evidence


def _is_vietnamese(chunk: str, is_marked_small: bool = False) -> bool:
    """True where all parts of the chunk are syllables, capitals stand first or alone, and one bears a mark.

    TCVN3 has next to no marked capitals, so there only the bare letters must agree.
    """
    if chunk.isascii():
        return False
    rests = (regex.sub(r"[^\x00-\x7f]", "", part[1:]) if is_marked_small else part[1:] for part in chunk.split("-"))
    return all(is_syllable(part) for part in chunk.split("-")) and all(
        not rest or rest.islower() or rest.isupper() for rest in rests
    )


def _is_unicode(text: str) -> bool:
    """True where letters only Unicode has make up a fair part of the marked ones (in Vietnamese, more than half)."""
    count = len(_UNICODE_ONLY.findall(text))
    return count > 0 and count >= _MIN_UNICODE_SHARE * len(_UPPER_HALF.findall(text))


def _judge_fonts(runs: Iterable[Run]) -> dict[str | None, Typeface | None]:
    """What each font's characters are, all its runs together: by its name unless they read better as they are."""
    samples: dict[str | None, list[str]] = {}
    for run in runs:
        samples.setdefault(run.font_name, []).append(run.text)
    return {name: _judge_font(name, "\n".join(texts)) for name, texts in samples.items()}


def _judge_font(name: str | None, sample: str) -> Typeface | None:
    face = typeface_of(name)
    if face is None:
        encoding = detect_encoding(sample)
        return None if encoding is Encoding.UNICODE else Typeface(encoding)
    return None if _is_unicode(sample) or _reads_as_it_stands(sample, face.encoding) else face


def _reads_as_it_stands(sample: str, encoding: Encoding) -> bool:
    """True for a legacy font whose PDF maps it to Unicode, shown by words of Latin-1 letters alone (là, công)."""
    chunks = Counter(match[0] for match in _CHUNK.finditer(sample) if not match[0].isascii())
    plain = sum(count for chunk, count in chunks.items() if _is_vietnamese(chunk))
    if plain < _MIN_EVIDENCE or plain < _MIN_SYLLABLE_SHARE * chunks.total():
        return False
    return _score(chunks.items(), encoding)[0] < plain


def _spread_blanks(runs: Iterable[tuple[int, Typeface | None, bool]]) -> Iterator[tuple[int, Typeface | None]]:
    """(length, typeface) with blanks taken into the run before, and neighbours of one encoding joined."""
    length, current = 0, None
    for size, face, is_blank in runs:
        if length and not is_blank and not _is_same(face, current):
            yield length, current
            length = 0
        current = current if is_blank and length else face
        length += size
    if length:
        yield length, current


def _is_same(face: Typeface | None, other: Typeface | None) -> bool:
    if face is None or other is None:
        return face is other
    return (face.encoding, face.is_named) == (other.encoding, other.is_named)


def _capital_places(runs: Iterable[Run], faces: dict[str | None, Typeface | None]) -> frozenset[int]:
    places: set[int] = set()
    start = 0
    for run in runs:
        face = faces[run.font_name]
        if face is not None and face.is_capital:
            places.update(range(start, start + len(run.text)))
        start += len(run.text)
    return frozenset(places)


def _raise_letters(converted: Converted, places: frozenset[int]) -> Converted:
    if not places:
        return converted
    letters = zip(converted.text, converted.origins, strict=True)
    return replace(converted, text="".join(_raise(c) if origin in places else c for c, origin in letters))


def _raise(letter: str) -> str:
    capital = letter.upper()
    return capital if len(capital) == 1 else letter


def _join(parts: Sequence[Converted]) -> Converted:
    sizes: Counter[Encoding] = Counter()
    for part in parts:
        sizes[part.encoding] += 0 if part.encoding is Encoding.UNICODE else len(part.text)
    encoding = max(sizes, key=lambda e: sizes[e], default=Encoding.UNICODE)
    encoding = encoding if sizes[encoding] else Encoding.UNICODE
    origins = tuple(origin for part in parts for origin in part.origins)
    return Converted("".join(part.text for part in parts), encoding, origins)


def _convert_part(text: str, face: Typeface | None, start: int) -> Converted:
    """One stretch in one typeface; origins count from `start`."""
    if face is None or (text.isascii() and not _is_hyphen_doubtful(text, face.encoding)):
        encoding = face.encoding if face else Encoding.UNICODE
        return _compose(Converted(text, encoding, tuple(range(start, start + len(text)))))
    pieces = _read_pieces(text, face.encoding)
    if not face.is_named:
        pieces = _keep_lone_symbols(pieces)
    decoded = "".join(piece.letter for piece in pieces)
    if not face.is_named and face.encoding is Encoding.TCVN3:
        decoded = "".join(map(_restore_capitals, decoded.splitlines(keepends=True)))
    return _compose(Converted(decoded, face.encoding, tuple(start + piece.origin for piece in pieces)))


def _read_pieces(text: str, encoding: Encoding) -> list[_Piece]:
    pieces = list(_scan(text, encoding))
    if not any(piece.is_doubtful for piece in pieces):
        return pieces
    settled: list[_Piece] = []
    for _, word in groupby(pieces, key=lambda piece: piece.letter.isalpha()):
        settled.extend(_settle_word(list(word), encoding))
    return settled


def _scan(text: str, encoding: Encoding) -> Iterator[_Piece]:
    """The characters one by one, or two where a pair is one letter; what is no code stays."""
    letters, doubtful = LETTERS[encoding], DOUBTFUL[encoding]
    codes = [STAND_INS[encoding].get(character, character) for character in text]
    if encoding is Encoding.TCVN3 and not _is_hyphen_doubtful(text, encoding):
        codes = ["-" if c in "-‐‑" else code for c, code in zip(text, codes, strict=True)]
    index = 0
    while index < len(text):
        pair = "".join(codes[index : index + 2])
        size = 2 if pair in letters and len(pair) == 2 else 1
        code, printed = pair[:size], text[index : index + size]
        if code in letters:
            yield _Piece(letters[code], printed, index, printed in doubtful)
        else:
            yield _Piece(code if printed >= "\uf000" else printed, printed, index)
        index += size


def _is_hyphen_doubtful(text: str, encoding: Encoding) -> bool:
    """Whether hyphens may stand for TCVN3's 'ư': not where the text has the code itself or a minus."""
    return encoding is Encoding.TCVN3 and not _SURE_HORNED_U.search(text)


def _settle_word(word: list[_Piece], encoding: Encoding) -> list[_Piece]:
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


def _is_spelt(word: list[_Piece], kept: set[int], encoding: Encoding) -> bool:
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


def _fits_case(spelt: str, part: list[_Piece], encoding: Encoding) -> bool:
    """True where the doubtful letters have the case of the others; TCVN3's has none of its own."""
    if encoding is Encoding.TCVN3 or spelt.isupper() or spelt.islower():
        return True
    return spelt.istitle() and not (part[0].is_doubtful and part[0].printed in NEVER_FIRST)


def _is_likely(word: list[_Piece], index: int, encoding: Encoding) -> bool:
    """Where no reading is a syllable (names, slips): a soft hyphen, or a minus glued to a word, is TCVN3's 'ư'."""
    piece = word[index]
    if not piece.is_doubtful:
        return True
    return encoding is Encoding.TCVN3 and (piece.printed == "\xad" or (piece.printed == "−" and index > 0))


def _keep(piece: _Piece) -> _Piece:
    return _Piece(piece.printed, piece.printed, piece.origin) if piece.is_doubtful else piece


def _keep_lone_symbols(pieces: list[_Piece]) -> list[_Piece]:
    """Fonts unknown: ©, ×, ½, § or a bullet that touches no letter stays, unless it is a word of one letter."""
    beside = ["", *(piece.letter for piece in pieces), ""]
    return [
        replace(piece, letter=piece.printed)
        if not (piece.printed.isalpha() or before.isalpha() or after.isalpha())
        and piece.letter.isalpha()
        and (before.isdigit() or piece.letter not in ONE_LETTER_WORDS)
        else piece
        for piece, before, after in zip(pieces, beside[:-2], beside[2:], strict=True)
    ]


def _restore_capitals(line: str) -> str:
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
            raised[match.start() : match.end()] = map(_raise, match[0])
    return "".join(raised)


def _case_of(word: str) -> str:
    """'lower' with any bare small letter, 'upper' with two bare capitals, else 'open': its neighbours decide."""
    bare = "".join(letter for letter in word if letter.isascii())
    if any(letter.islower() for letter in bare):
        return "lower"
    return "upper" if len(bare) > 1 else "open"


def _compose(converted: Converted) -> Converted:
    """NFC, with the origin of each cluster's first character; Hangul jamo are left as they are."""
    if unicodedata.is_normalized("NFC", converted.text):
        return converted
    letters: list[str] = []
    origins: list[int] = []
    for match in _CLUSTER.finditer(converted.text):
        composed = unicodedata.normalize("NFC", match[0])
        letters.append(composed)
        origins.extend(converted.origins[match.start() + min(i, len(match[0]) - 1)] for i in range(len(composed)))
    return Converted("".join(letters), converted.encoding, tuple(origins))


def _decode_byte(byte: int) -> str:
    """Windows-1252, and the control character itself where that has a gap."""
    return bytes([byte]).decode("cp1252") if byte not in _GAPS else chr(byte)
