"""Numbers under a grey seal: read with the seal lifted off and once more as they stand; two of three readings decide.

Of 66 numbers under seals Tesseract read 53 with the seal lifted off, the second reader 62, and 49 with the seal on
them; they fail on different ones. Where no two agree the number stays in doubt, with all its readings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import regex

from extractors.readers.scan_shapes import Box, Reading, ScannedWord
from pipeline.tools.ocr_image import Sheet
from pipeline.tools.ocr_pieces import NUMERAL
from pipeline.tools.ocr_readings import ODD_POINT, rival_of
from pipeline.tools.ocr_shapes import Shape, marks_agree

# A pixel was lifted that became so much brighter; so many of them are a stroke.
_LIFTED = 60
_STROKE = 15
# Nobody is to rely on a number of which there are three readings.
_DOUBTFUL = 0.5
_REMAINS = regex.compile(
    r"(?<=\p{L}{2})[.,:;'’¿*^]+(?=\p{L}{2}|\d)|(?<=\d)[;:'’¿*^]+(?=\p{L}{2})|(?<=\p{Ll}{2})\p{Lu}{1,2}(?=\d)"
)
_LETTER_BESIDE = regex.compile(r"[A-Za-z!|]?(?P<number>\d[\d.,/]*\d[%,;.]*)[A-Za-z!|]?")
_MARKS = regex.compile(r"[^\p{L}\d/%‰]")


def is_sealed(sheet: Sheet, box: Box) -> bool:
    """Whether a seal's strokes were lifted off the box."""
    if sheet.under is None:
        return False
    rows, columns = slice(max(0, int(box.y0)), int(box.y1) + 1), slice(max(0, int(box.x0)), int(box.x1) + 1)
    brighter = sheet.clean[rows, columns].astype(np.int16) - sheet.under[rows, columns]
    return int((brighter > _LIFTED).sum()) > _STROKE


def split_sealed(word: ScannedWord) -> Iterable[ScannedWord]:
    """The words of one that was glued by what is left of a seal between them ("trên.72,6" is two words)."""
    places = [0, *(place for match in _REMAINS.finditer(word.text) for place in match.span()), len(word.text)]
    letter = word.box.width / len(word.text)
    for start, end in zip(places[::2], places[1::2], strict=True):
        box = replace(word.box, x0=word.box.x0 + start * letter, x1=word.box.x0 + end * letter)
        yield replace(word, text=word.text[start:end], box=box)


def settle_sealed(word: ScannedWord, lifted: Reading, sealed: Reading, ink: Shape) -> ScannedWord | None:
    """The word by the majority of its three readings, the others kept; None where none of them is a number."""
    rivals = (_as_rival(word.text, _without_letter(reading)) for reading in (lifted, sealed))
    candidates = (*rivals, _without_letter(Reading(word.text, word.confidence)))
    readings = [one for one in candidates if one is not None and _core(one)]
    if not readings:
        return None
    pool = [one for one in readings if NUMERAL.fullmatch(one.text)] or readings
    agreed = [one for one in pool if sum(_core(one) == _core(other) for other in pool) > 1]
    chosen = max(agreed or pool, key=lambda one: _credit(one, ink, has_majority=bool(agreed)))
    text = _with_comma(chosen.text, ink) if agreed else chosen.text
    sure = max(one.confidence for one in agreed) if agreed else min(_DOUBTFUL, chosen.confidence)
    return replace(word, text=text, confidence=sure, alternatives=tuple(_different(text, readings)))


def _credit(reading: Reading, ink: Shape, *, has_majority: bool) -> tuple[bool, bool, int, float]:
    """How likely a reading is: one of several with the same digits by its marks, else by how sure it is."""
    if not has_majority:
        return True, True, 0, reading.confidence
    marks = sum(sign in ".," for sign in reading.text)
    return not ODD_POINT.search(reading.text), marks_agree(reading.text, ink), marks, reading.confidence


def _without_letter(reading: Reading) -> Reading:
    """A number without the letter of the seal that stands beside it ("675U")."""
    found = _LETTER_BESIDE.fullmatch(reading.text)
    return replace(reading, text=found["number"]) if found else reading


def _with_comma(text: str, ink: Shape) -> str:
    """The number with a comma for a point that groups nothing, unless the ink is clearly a point."""
    if not ODD_POINT.search(text) or (marks_agree(text, ink) and "?" not in ink.marks):
        return text
    return ODD_POINT.sub(lambda match: match.group().replace(".", ","), text)


def _as_rival(text: str, reading: Reading) -> Reading | None:
    """What the word would be by this reading: the reading itself where it is a number and nothing else."""
    if NUMERAL.fullmatch(reading.text) and not any(sign.isalpha() for sign in text):
        return reading
    rival = rival_of(text, reading.text)
    return Reading(rival, reading.confidence) if rival else None


def _core(reading: Reading) -> str:
    """A reading without its points, commas and brackets; "" where it has no digit."""
    core = _MARKS.sub("", reading.text)
    return core if any(sign.isdigit() for sign in core) else ""


def _different(chosen: str, readings: Iterable[Reading]) -> Iterable[Reading]:
    """Each other text once."""
    known = {chosen}
    for reading in readings:
        if reading.text not in known:
            known.add(reading.text)
            yield reading
