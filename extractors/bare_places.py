"""Places named without their kind beside a figure: in a list, as the first of a bracket, behind 'tại'."""

from __future__ import annotations

import regex

from extractors.gazetteer import PlaceRow
from extractors.items import FigureBlock, Item
from extractors.places import PlaceReader
from schemas.reference import PlaceLevel

_MAX_NAME = 60
_NAME = r"(\p{Lu}\p{Ll}+(?:\s(?:[-–]\s)?\p{L}\p{Ll}+){0,3}?)"
_JOINT = r"[:,;]\s+(?:và\s+)?|(?:\)|\d\s\p{L}{1,12})\s+và\s+"
# A bare name stands behind a colon, a comma or a bracket, a value or the figure's bracket behind it.
_LISTED = regex.compile(
    rf"(?:{_JOINT}|(\(\s*))" + _NAME + r"\s?(?:\(|(?:tăng|giảm|đạt|có|chiếm|còn|là)\s)?"
    r"(?:(?:trên|gần|khoảng)\s)?$"
)
_MEMBER = regex.compile(
    rf"(?:{_JOINT}|\(\s*)" + _NAME + r"\s?(?:\(|(?:tăng|giảm|đạt|có|chiếm|còn|là)\s)?"
    r"(?:(?:trên|gần|khoảng)\s)?(?=\d)"
)
_AT = regex.compile(r"[^,;.:()\d]{0,30}?\b(?:tại|ở)\s(\p{Lu}\p{Ll}+(?:\s(?:[-–]\s)?\p{L}\p{Ll}+){1,3})")
_AND_ANOTHER = regex.compile(r"\s?(?:,|và)\s(\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){1,3})")
# A bracket behind a figure of a place says more of it: Hà Nội tăng 16,3% (chiếm tỷ trọng 6,9%).
_MORE = regex.compile(r"\s*\(\s*(?:chiếm|bằng|tăng|giảm|đạt|tương đương)\b[^()]*")


class BarePlaces:
    """The places below the document's own that the words of its blocks name without their kind."""

    def __init__(self, reader: PlaceReader) -> None:
        self._reader = reader
        self._sure: dict[int, bool] = {}

    def of_figure(self, block: FigureBlock, item: Item) -> PlaceRow | None:
        """The place named right before a figure in a list, or behind it after 'tại'."""
        return self._before(block, item) or self._behind(block, item) or self._of_bracket(block, item)

    def _before(self, block: FigureBlock, item: Item) -> PlaceRow | None:
        match = _LISTED.search(block.text, max(0, item.start - _MAX_NAME), item.start)
        if match is None:
            return None
        name = match[2]
        if match[1] and " " not in name:  # (Hội 15 người)
            return None
        row = self._reader.named_below(name, is_exact=not _is_printed_as_name(name))
        return row if row and (_is_printed_as_name(name) or self._is_among_places(block, row, name)) else None

    def _is_among_places(self, block: FigureBlock, row: PlaceRow, name: str) -> bool:
        """Whether a name with a small letter (Quảng ninh) is of a province or district and others stand in its list."""
        if row.level is PlaceLevel.COMMUNE or " " not in name:
            return False
        if block.index not in self._sure:
            self._sure[block.index] = self.stand_between(block, 0, len(block.text))
        return self._sure[block.index]

    def stand_between(self, block: FigureBlock, start: int, end: int) -> bool:
        """Whether a place printed as a name stands in a stretch of a block, its own figure behind it."""
        names = (match[1] for match in _MEMBER.finditer(block.text, start, end))
        return any(self._reader.named_below(name, is_exact=True) for name in names if _is_printed_as_name(name))

    def _behind(self, block: FigureBlock, item: Item) -> PlaceRow | None:
        """'12 hộ tại Quài Cang', '300.000 bộ/năm tại Đà Nẵng': the longest name that there is, its words capital."""
        match = _AT.match(block.text, item.unit_end)
        another = _AND_ANOTHER.match(block.text, match.end()) if match else None
        if match is None or (another and self._reader.named_below(another[1], is_exact=True)):
            return None
        words = match[1].split()
        for count in range(len(words), 1, -1):
            name = " ".join(words[:count])
            if _is_printed_as_name(name):
                ends = count == len(words) or words[count][:1].islower()
                return self._reader.named_below(name, is_exact=True) if ends else None
        return None

    def _of_bracket(self, block: FigureBlock, item: Item) -> PlaceRow | None:
        previous = block.neighbour(item, -1)
        is_more = previous and _MORE.fullmatch(block.text, previous.unit_end, item.start)
        return self._before(block, previous) if previous and is_more else None


def _is_printed_as_name(name: str) -> bool:
    return all(word[0].isupper() for word in name.split() if word not in "-–")
