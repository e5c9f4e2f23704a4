"""Text with the font it was typed in: the one place where letters of old fonts become Unicode.

Word, workbooks and HTML name a font for every run; .VnTime, VNI-Times and VPS fonts mean that its letters are not what
they look like. The conversion itself is `extractors.legacy`; a page is given to it whole, for letters are judged font
by font and a syllable may stand in two runs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.legacy import Run, convert_runs
from schemas.document import Encoding


@dataclass(frozen=True, slots=True)
class FontText:
    """A run of text and the font it is set in, None where the file does not say."""

    text: str
    font: str | None = None


def decode_segments(segments: Sequence[FontText]) -> tuple[list[str] | None, Encoding]:
    """The text of every segment in Unicode (None where all are so already), and the encoding of most of the page."""
    converted = convert_runs([Run(segment.text, segment.font) for segment in segments])
    if converted.encoding is Encoding.UNICODE and not _has_legacy(segments, converted.text):
        return None, Encoding.UNICODE
    texts: list[str] = []
    start = source = 0
    for segment in segments:
        source += len(segment.text)
        end = bisect_left(converted.origins, source, lo=start)
        texts.append(converted.text[start:end])
        start = end
    return texts, converted.encoding


def _has_legacy(segments: Sequence[FontText], text: str) -> bool:
    """Whether a part was converted although most was Unicode."""
    return len(text) != sum(len(segment.text) for segment in segments) or text != "".join(s.text for s in segments)
