"""A page typed in a legacy font (TCVN3, VNI, VPS) with its words in Unicode; their boxes stay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from extractors.legacy import Converted, Run, convert_runs
from extractors.readers.pdf_page import RawPage, count_unmapped
from schemas.document import Encoding


def decode_page(raw: RawPage) -> tuple[RawPage, Encoding]:
    """The page in Unicode and the encoding most of it was typed in; all its fonts are judged together."""
    if not raw.fonts:
        return raw, Encoding.UNICODE
    converted = convert_runs(list(_read_runs(raw)))
    if converted.encoding is Encoding.UNICODE:
        return raw, Encoding.UNICODE
    texts = _share_out(raw, converted)
    words = tuple(word._replace(text=text) for word, text in zip(raw.words, texts, strict=True) if text)
    unmapped = count_unmapped(" ".join(word.text for word in words))
    return replace(raw, words=words, unmapped_share=unmapped), converted.encoding


def _separators(raw: RawPage) -> Iterator[str]:
    """What stands behind each word: a line's end or a blank."""
    for word, following in zip(raw.words, [*raw.words[1:], None], strict=True):
        yield "\n" if following is None or following.run != word.run else " "


def _read_runs(raw: RawPage) -> Iterator[Run]:
    items = zip(raw.words, raw.fonts, _separators(raw), strict=True)
    for font, found in groupby(items, key=lambda item: item[1]):
        yield Run("".join(word.text + separator for word, _, separator in found), font)


def _share_out(raw: RawPage, converted: Converted) -> list[str]:
    """The converted text of each word."""
    starts, position = [], 0
    for word in raw.words:
        starts.append(position)
        position += len(word.text) + 1
    texts = [""] * len(starts)
    for letter, origin in zip(converted.text, converted.origins, strict=True):
        if not letter.isspace():
            texts[bisect_right(starts, origin) - 1] += letter
    return texts
