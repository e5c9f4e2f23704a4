"""Code tables of the encodings Vietnamese was typed in before Unicode: TCVN3 (ABC), VNI and VPS.

Facts, checked against GNU recode 3.6 and the glibc charmaps (2026-11-22); recode exchanges VNI's Ắ and Ằ.
A code is written as the Latin-1 characters of its bytes, which is how such text arrives.
"""

from __future__ import annotations

from schemas.document import Encoding

MARKED_LETTERS = "áàảãạ âấầẩẫậ ăắằẳẵặ éèẻẽẹ êếềểễệ íìỉĩị óòỏõọ ôốồổỗộ ơớờởỡợ úùủũụ ưứừửữự ýỳỷỹỵ đ".replace(" ", "")
"""The 67 small letters with marks; their capitals make it 134."""

_TCVN3_SMALL = (
    "b8 b5 b6 b7 b9  a9 ca c7 c8 c9 cb  a8 be bb bc bd c6  d0 cc ce cf d1  aa d5 d2 d3 d4 d6  dd d7 d8 dc de "
    "e3 df e1 e2 e4  ab e8 e5 e6 e7 e9  ac ed ea eb ec ee  f3 ef f1 f2 f4  ad f8 f5 f6 f7 f9  fd fa fb fc fe  ae"
)
_TCVN3_CAPITALS = {"Ă": "\xa1", "Â": "\xa2", "Ê": "\xa3", "Ô": "\xa4", "Ơ": "\xa5", "Ư": "\xa6", "Đ": "\xa7"}
_VPS_SMALL = (
    "e1 e0 e4 e3 e5  e2 c3 c0 c4 c5 c6  e6 a1 a2 a3 a4 a5  e9 e8 c8 eb cb  ea 89 8a 8b cd 8c  ed ec cc ef ce "
    "f3 f2 d5 f5 86  f4 d3 d2 b0 87 b6  d6 a7 a9 aa ab ae  fa f9 fb db f8  dc d9 d8 ba bb bf  9a ff 9b cf 9c  c7"
)
_VPS_CAPITALS = (
    "c1 80 81 82 02  c2 83 84 85 1c 03  88 8d 8e 8f f0 04  c9 d7 de fe 05  ca 90 93 94 95 06  b4 b5 b7 b8 10 "
    "b9 bc bd be 11  d4 96 97 98 99 12  f7 9d 9e 9f a6 13  da a8 d1 ac 14  d0 ad af b1 1d 15  dd b2 fd b3 19  f1"
)
_VNI_SMALL = (
    "aù aø aû aõ aï  aâ aá aà aå aã aä  aê aé aè aú aü aë  eù eø eû eõ eï  eâ eá eà eå eã eä  í ì æ ó ò "
    "où oø oû oõ oï  oâ oá oà oå oã oä  ô ôù ôø ôû ôõ ôï  uù uø uû uõ uï  ö öù öø öû öõ öï  yù yø yû yõ î  ñ"
)


def _codes(hex_bytes: str) -> tuple[str, ...]:
    return tuple(chr(byte) for byte in bytes.fromhex(hex_bytes))


def _vni_letters() -> dict[str, str]:
    """VNI sequences of a base and a mark; offices mix the cases of the two, the base decides."""
    letters: dict[str, str] = {}
    for code, letter in zip(_VNI_SMALL.split(), MARKED_LETTERS, strict=True):
        base, mark = code[0], code[1:]
        letters |= {base + mark: letter, base + mark.upper(): letter}
        letters |= {base.upper() + mark: letter.upper(), base.upper() + mark.upper(): letter.upper()}
    return letters


LETTERS: dict[Encoding, dict[str, str]] = {
    Encoding.TCVN3: dict(zip(_codes(_TCVN3_SMALL), MARKED_LETTERS, strict=True))
    | {code: letter for letter, code in _TCVN3_CAPITALS.items()},
    Encoding.VNI: _vni_letters(),
    Encoding.VPS: dict(zip(_codes(_VPS_SMALL), MARKED_LETTERS, strict=True))
    | dict(zip(_codes(_VPS_CAPITALS), MARKED_LETTERS.upper(), strict=True)),
}
"""Encoding -> (code -> Unicode letter). TCVN3 has no capitals with tones: an H font shows small codes as capitals."""

VNI_CODES = dict(zip(MARKED_LETTERS, _VNI_SMALL.split(), strict=True))
VNI_CODES |= {letter.upper(): code.upper() for letter, code in VNI_CODES.items()}
"""Letter -> the VNI code a typist makes, for writing VNI."""

_WINDOWS_1252 = {
    bytes([byte]).decode("cp1252"): chr(byte)
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
HYPHENS = frozenset("-‐‑")
"""What some extractors make of a soft hyphen, TCVN3's 'ư', and what mostly is a hyphen."""
_HORNED_U = dict.fromkeys("-‐‑−\x02", "\xad")
_SYMBOL_FONT = {chr(0xF000 + byte): chr(byte) for byte in range(0x20, 0x100)}
_GLYPH_NAMES = {"μ": "µ", "∙": "·", "Đ": "Ð"}
STAND_INS: dict[Encoding, dict[str, str]] = {
    Encoding.TCVN3: _SYMBOL_FONT | _GLYPH_NAMES | _HORNED_U,
    Encoding.VNI: _SYMBOL_FONT,
    Encoding.VPS: _SYMBOL_FONT | _GLYPH_NAMES | _WINDOWS_1252 | {"ˉ": "¯"},
}
"""Character met -> the Latin-1 character of its byte.

Windows-1252 shows bytes 80-9f as punctuation (letters in VPS only). A TCVN3 font's 'ư' (ad, the soft hyphen) comes
out of PDFs as a minus, a hyphen or pdfium's U+0002; 'é' (d0, Eth) as Dcroat; µ as Greek mu. Fonts with a symbol cmap
give U+F0xx.
"""

DOUBTFUL: dict[Encoding, frozenset[str]] = {
    Encoding.TCVN3: frozenset(_HORNED_U) | {"\xad", "Đ", "¹"},
    Encoding.VNI: frozenset(),
    Encoding.VPS: frozenset(c for c in _WINDOWS_1252 if not c.isalpha()) | frozenset("\xad°±²³¼½¾·×÷¨¯´¸¹\x02"),
}
"""Characters that are punctuation as often as letters: read as letters only where that makes a syllable."""

NEVER_FIRST = frozenset("“”–—…‰•°±²³·×÷€™‹›")
"""Doubtful in VPS, and no capital before small letters: an opening quote or a bullet glued to a word."""

ONE_LETTER_WORDS = frozenset("ôÔàáởýếổ")
"""Symbols that stand alone are symbols (©, §, ×, ½), but for letters that are words."""
