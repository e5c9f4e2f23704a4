"""The first reader: Tesseract with its Vietnamese model, one process a page, one thread."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from collections.abc import Iterable
from functools import cache

import numpy as np
import regex

from extractors.readers.scan_shapes import Box, ScannedWord
from pipeline.tools.ocr_image import DPI, Image

LANGUAGE = "vie"
# Measured on six table pages: psm 4 .960 of numbers, psm 6 .953, psm 11 .836; on prose 3, 4 and 6 are alike.
_PAGE_MODE = "4"
# Table cells laid below one another: psm 6 lost 8 of 534 numbers, psm 4 102.
CELLS_MODE = "6"
_SECONDS_A_PAGE = 180
_WORD_LEVEL = "5"
# Icelandic eth looks like the Vietnamese letter and is no Vietnamese letter.
_VIETNAMESE = str.maketrans("\u00d0\u00f0", "\u0110\u0111")
# Dark pages with white letters are not looked for: a twentieth of the time.
_SETTINGS = ("-c", "tessedit_create_tsv=1", "-c", "tessedit_do_invert=0")
# The second ring of a percent sign is read once more, as a letter.
_PERCENT = regex.compile(r"%[cC¢](?!\w)")

_BMP_HEADER = 14 + 40
_GREYS = bytes(byte for level in range(256) for byte in (level, level, level, 0))


class OcrFailure(Exception):
    """Tesseract ran and gave nothing usable; the message says what it said."""


@cache
def find_tesseract() -> str | None:
    """The path of a tesseract that knows Vietnamese, or None."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    return program if LANGUAGE in _run([program, "--list-langs"], b"").split() else None


def tesseract_version() -> str:
    """The first line of `tesseract --version`, "" without one."""
    program = find_tesseract()
    return _run([program, "--version"], b"").splitlines()[0] if program else ""


def read_words(image: Image, page_mode: str = _PAGE_MODE) -> tuple[ScannedWord, ...]:
    """Words of a grey image with boxes in its pixels; confidences 0 to 1. Raises OcrFailure."""
    program = find_tesseract()
    if program is None:
        raise OcrFailure("tesseract vie is not installed")
    options = ["-l", LANGUAGE, "--psm", page_mode, "--dpi", str(DPI), *_SETTINGS]
    return tuple(parse_tsv(_run([program, "stdin", "stdout", *options], as_bmp(image))))


def as_bmp(image: Image) -> bytes:
    """The image as a grey bitmap, unpacked, from the last row to the first.

    Tesseract takes 50 ms longer to read a page as PGM, which it does byte by byte.
    """
    height, width = image.shape
    rows = np.pad(image[::-1], ((0, 0), (0, -width % 4)))
    start = _BMP_HEADER + len(_GREYS)
    file_header = struct.pack("<2sIHHI", b"BM", start + rows.size, 0, 0, start)
    picture_header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 0, rows.size, 0, 0, 256, 0)
    return file_header + picture_header + _GREYS + rows.tobytes()


def parse_tsv(table: str) -> Iterable[ScannedWord]:
    """Words of Tesseract's TSV output."""
    lines: dict[tuple[str, ...], int] = {}
    for row in table.splitlines():
        fields = row.split("\t")
        if len(fields) != 12 or fields[0] != _WORD_LEVEL or not fields[11].strip():
            continue
        line = lines.setdefault(tuple(fields[2:5]), len(lines))
        left, top, width, height = (float(field) for field in fields[6:10])
        confidence = max(0.0, min(1.0, float(fields[10]) / 100))
        yield ScannedWord(
            _PERCENT.sub("%", fields[11].strip().translate(_VIETNAMESE)),
            Box(left, top, left + width, top + height),
            confidence,
            line,
        )


def _run(command: list[str], data: bytes) -> str:
    environment = dict(os.environ, OMP_THREAD_LIMIT="1", OMP_NUM_THREADS="1")
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, env=environment, timeout=_SECONDS_A_PAGE, check=False
        )
    except subprocess.TimeoutExpired:
        raise OcrFailure(f"tesseract took more than {_SECONDS_A_PAGE} s") from None
    if done.returncode:
        raise OcrFailure(
            f"tesseract ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace').strip()[:300]}"
        )
    return done.stdout.decode("utf-8", "replace")
