"""Vietnamese typed in TCVN3 (ABC), VNI or VPS, made Unicode NFC; every character knows where it came from.

A font's name says the encoding where a file has fonts; elsewhere the letters do: text is legacy when its marked words
read as Vietnamese syllables in that encoding and not as they stand.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import regex

from extractors.legacy_letters import keep_lone_symbols, raise_letter, read_pieces, restore_capitals
from extractors.legacy_tables import LETTERS, VNI_CODES
from extractors.syllables import fold_tones, is_syllable
from schemas.document import Encoding

__all__ = ["Converted", "Run", "convert_bytes", "convert_run", "convert_runs", "convert_text", "detect_encoding"]
__all__ += ["encode_text", "fold_tones", "typeface_of"]

LEGACY = (Encoding.TCVN3, Encoding.VNI, Encoding.VPS)
_TCVN3_FONT = regex.compile(r"\W*(?:\.(?i:vn[a-z0-9])|_?Vn[A-Z0-9])")
_VNI_FONT = regex.compile(r"(?i)\W*VNI[-_ ]?(?=[a-z0-9])")
_VPS_FONT = regex.compile(r"(?i)\W*VPS[-_ ]?(?=[a-z0-9])")
_SUBSET = regex.compile(r"^[A-Z]{6}\+")
_STYLE = regex.compile(r"(?i)[\s,_-]*(?:bold|italic|oblique|regular|normal|mt|ps)(?=$|[\s,_-]|bold|italic|oblique)")
# Letters no legacy text shows: 'Đ' is left out, for some PDFs name the TCVN3 'é' (Eth) so.
_UNICODE_ONLY = regex.compile("[ĂăđĨĩŨũƠơƯưẠ-ỹ]|[aeiouyAEIOUY]\u0323|\u031b")
_UPPER_HALF = regex.compile("[\x80-\xffŒœŠšŽžŸƒˆ˜†‡•…‰‹›€™−\uf080-\uf0ff]")
_CHUNK = regex.compile(r"[^\s\d!-/:-@\[-`{-~–—‘’“”„…•]+(?:[-−][^\s\d!-/:-@\[-`{-~–—‘’“”„…•]+)*")
_LINE = regex.compile(r"[^\n]*\n|[^\n]+$")
_MARKED = regex.compile(r"[^\x00-\x7f]")
_CLUSTER = regex.compile(r".\p{M}*", regex.DOTALL)
_GAPS = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_MAX_CHUNKS = 2000
# Measured on 2026-11-22 over 452,000 program messages in 33 languages, none converted: see _score for what tells.
_MIN_WORDS = 2
_MIN_PLAIN_WORDS = 6
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
class _Score:
    """Words that an encoding changes: all; Vietnamese in it; as they stand; how many kinds, and which tell."""

    total: int
    valid: int
    plain: int
    kinds: int
    telling: int

    @property
    def gain(self) -> int:
        """Words that become Vietnamese, less those that do not and those that were."""
        return 2 * self.valid - self.total - self.plain

    def proves_legacy(self) -> bool:
        """True where enough different words are Vietnamese in the encoding, and few of the words as they stand."""
        is_clear = self.valid >= _MIN_SYLLABLE_SHARE * self.total and self.valid - self.plain >= _MIN_LEAD * self.total
        return is_clear and self.kinds >= (_MIN_WORDS if self.telling else _MIN_PLAIN_WORDS)


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
    for line in _LINE.findall(text):
        face = None if _is_unicode_line(line, encoding) else Typeface(encoding)
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
    chunks = Counter(_marked_chunks(text)).most_common(_MAX_CHUNKS)
    scores = {encoding: _score(chunks, encoding) for encoding in LEGACY}
    best = max(LEGACY, key=lambda encoding: scores[encoding].gain)
    return best if scores[best].proves_legacy() else Encoding.UNICODE


def _marked_chunks(text: str) -> Iterator[str]:
    """Words with a marked letter, quotes and single letters left out: «, à or å alone prove nothing."""
    for match in _CHUNK.finditer(text):
        chunk = match[0].strip("«»")
        if len(chunk) > 1 and not chunk.isascii():
            yield chunk


def _score(chunks: Iterable[tuple[str, int]], encoding: Encoding) -> _Score:
    """What the (chunk, count) say of an encoding; words that have the same codes in it (VPS: có) say nothing.

    A chunk tells with a symbol or a VNI pair among its letters (c«ng, coâng); letters alone may be Swedish (låt, går).
    """
    total = valid = plain = kinds = telling = 0
    for chunk, count in chunks:
        decoded = "".join(piece.letter for piece in read_pieces(chunk, encoding))
        is_plain = _is_vietnamese(chunk)
        if decoded == chunk and all(c.isascii() or c in LETTERS[encoding] for c in chunk):
            continue
        total += count
        plain += count * is_plain
        if decoded != chunk and _is_vietnamese(decoded, is_marked_small=encoding is Encoding.TCVN3):
            valid += count
            kinds += 1
            telling += not chunk.isalpha() or len(decoded) < len(chunk)
    return _Score(total, valid, plain, kinds, telling)


def _is_vietnamese(chunk: str, is_marked_small: bool = False) -> bool:
    """True where all parts of the chunk are syllables, capitals stand first or alone, and one bears a mark.

    TCVN3 has next to no marked capitals, so there only the bare letters must agree.
    """
    if chunk.isascii():
        return False
    rests = (_MARKED.sub("", part[1:]) if is_marked_small else part[1:] for part in chunk.split("-"))
    return all(is_syllable(part) for part in chunk.split("-")) and all(
        not rest or rest.islower() or rest.isupper() for rest in rests
    )


def _is_unicode(text: str) -> bool:
    """True where letters only Unicode has make up a fair part of the marked ones (in Vietnamese, more than half)."""
    count = len(_UNICODE_ONLY.findall(text))
    return count > 0 and count >= _MIN_UNICODE_SHARE * len(_UPPER_HALF.findall(text))


def _is_unicode_line(line: str, encoding: Encoding) -> bool:
    """True for a line in Unicode amid legacy ones: as it stands it has at least as many Vietnamese words."""
    if not _UNICODE_ONLY.search(line):
        return False
    chunks = [(chunk, 1) for chunk in _marked_chunks(line)]
    return sum(_is_vietnamese(chunk) for chunk, _ in chunks) >= _score(chunks, encoding).valid


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
    return None if _reads_as_it_stands(sample, face.encoding) else face


def _reads_as_it_stands(sample: str, encoding: Encoding) -> bool:
    """True for a legacy font whose file maps it to Unicode: more of its words are Vietnamese as they stand."""
    score = _score(Counter(_marked_chunks(sample)).items(), encoding)
    needed = 1 if _UNICODE_ONLY.search(sample) else _MIN_WORDS
    return score.plain >= needed and score.plain > score.valid


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
    return replace(converted, text="".join(raise_letter(c) if origin in places else c for c, origin in letters))


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
    if face is None:
        return _compose(Converted(text, Encoding.UNICODE, tuple(range(start, start + len(text)))))
    pieces = read_pieces(text, face.encoding)
    if not face.is_named:
        pieces = keep_lone_symbols(pieces)
    decoded = "".join(piece.letter for piece in pieces)
    if not face.is_named and face.encoding is Encoding.TCVN3:
        decoded = "".join(map(restore_capitals, _LINE.findall(decoded)))
    return _compose(Converted(decoded, face.encoding, tuple(start + piece.origin for piece in pieces)))


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
