"""The administrative place a figure is about: one named beside it, above it, or the document's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from extractors.bare_places import BarePlaces
from extractors.items import FigureBlock, Item
from extractors.layout import Block
from extractors.places import Home, PlaceMention, PlaceReader, is_aside, of_days
from extractors.rules_compiled import CompiledRules
from extractors.text import last_end
from schemas.reference import PlaceLevel

_CLAUSE_END = regex.compile(r"[;!?](?=\s|$)|(?<!\b(?:\p{Lu}|TT|TP|Tp|TX|Tx|TTr))[.](?=\s|$)")
_PREFIX_LEAD = regex.compile(r"[\s\-+*•–\d.)]*(?:(?i:tại|ở|riêng|UBND)\s+)*")
_COLON = regex.compile(r"[^.;:]{0,20}:")
_LIST_JOINT = regex.compile(r"\s*(?:,|và|;|/|-|–|đến)\s*(?:các\s)?\s*")
# A place this far behind a figure is no longer said of it.
_MAX_REACH = 120
# What follows a place that counts something of its own: 12 hồ sơ (xã A 07, xã B 05).
_OWN_NUMBER = regex.compile(r"\s?:?\s\d")
_OTHERS = regex.compile(
    r"\bcác\s(?:xã|phường|huyện|quận|thị xã|thành phố|tỉnh|thị trấn|đơn vị|địa phương)[^.;:()\d]{0,20}?"
    r"\s(?:khác|còn lại)\b"
)
_WHOLE_PROVINCE = regex.compile(r"\b(?i:toàn|cả|trên địa bàn)\s(?i:toàn\s)?(?i:tỉnh)\b(?!\s\p{Lu})")
# Behind them the district speaks of itself again; before them it is compared or ranked with the province.
_OWN_AGAIN = regex.compile(r"(?i)\b(?:huyện|thị xã|thành phố|quận|xã|phường|thị trấn|thôn|bản)\b")
_COMPARED = regex.compile(
    r"(?i)(?:\d\S*(?:\s\p{L}+){0,2}|\bnhất|\bnhì|\b(?:so với|hơn|chiếm|bằng)(?:\s\p{L}+){0,4})\s*$"
)
_LONE_TOWN = regex.compile(r"(?i)\s*(?:UBND|ủy ban nhân dân)?\s*thị trấn\s*")
_ORDER = (PlaceLevel.PROVINCE, PlaceLevel.DISTRICT, PlaceLevel.COMMUNE)


def _last_sentence(text: str) -> str:
    start = last_end(_CLAUSE_END, text, 0, max(0, len(text.rstrip()) - 1))
    return text[start:]


@dataclass(frozen=True, slots=True)
class Named:
    """What words name for a figure: a place, or several (no code), and their level."""

    place_id: str | None
    level: PlaceLevel


def named(mentions: Iterable[PlaceMention]) -> Named | None:
    """The only place among those named; without a code where there are more, or where no list has it."""
    found = {mention.key: mention for mention in mentions}
    if not found:
        return None
    first = next(iter(found.values()))
    return Named(first.row.place_id if len(found) == 1 and first.row else None, first.level)


class Whereabouts:
    """Places of the figures of one document; None where the words name several, or one no list knows."""

    def __init__(self, home: Home, blocks: Sequence[Block], rules: CompiledRules) -> None:
        self.home = home
        self.reader = PlaceReader(rules, home)
        self._bare = BarePlaces(self.reader)
        self._blocks = blocks
        self._rules = rules
        self._found: dict[int, tuple[PlaceMention, ...]] = {}
        self._above: dict[int | None, Named | None] = {None: None}
        self._words: dict[str, Named | None] = {}

    @property
    def home_id(self) -> str | None:
        """The document's own place."""
        return self.home.row.place_id if self.home.row else None

    def of_figure(self, block: FigureBlock, item: Item) -> Named | None:
        """The place named for a figure in prose, beside it or above it; None where none is."""
        mentions = self._mentions(block.index)
        near = self._near(block, item, mentions) if mentions else []
        if near and near[-1].end <= item.start and _OTHERS.search(block.text, near[-1].end, item.start):
            return Named(None, near[-1].level)  # the places that are not named
        row = self._bare.of_figure(block, item)
        listed = Named(row.place_id, row.level) if row else None
        return listed or named(near or self._prefix(block.text, mentions)) or self._inherited(block.block.parent)

    def province_said(self, block: FigureBlock, item: Item) -> Named | None:
        """The province above the document's own place, where words before a figure are of the whole of it."""
        home, text = self.home.row, block.text
        if home is None or home.level is PlaceLevel.PROVINCE:
            return None
        said = next(iter(reversed(list(_WHOLE_PROVINCE.finditer(text, 0, item.start)))), None)
        if said is None or _OWN_AGAIN.search(text, said.end(), item.start) or _COMPARED.search(text, 0, said.start()):
            return None
        return Named([*self._rules.gazetteer.ancestors(home.place_id)][-1].place_id, PlaceLevel.PROVINCE)

    def of_words(self, text: str) -> Named | None:
        """The place that the name of a row or column, or a title, gives its figures."""
        if text not in self._words:
            self._words[text] = named(self.finer(text)) or self._only_town(text)
        return self._words[text]

    def _only_town(self, text: str) -> Named | None:
        """The one town of a district, in a list of its communes named by its kind alone."""
        home = self.home.row
        if home is None or home.level is not PlaceLevel.DISTRICT or not _LONE_TOWN.fullmatch(text):
            return None
        towns = [row for row in self._rules.gazetteer.children(home.place_id) if row.kind == "thị trấn"]
        towns = of_days(towns, self.home)
        return Named(towns[0].place_id, towns[0].level) if len(towns) == 1 else None

    def _mentions(self, index: int) -> tuple[PlaceMention, ...]:
        """The places below (or beside) the document's own that a block names."""
        if index not in self._found:
            self._found[index] = self.finer(self._blocks[index].flat.text)
        return self._found[index]

    def finer(self, text: str) -> tuple[PlaceMention, ...]:
        """The places in a text that are not the document's own nor above it."""
        home = self.home
        found = self.reader.find(text)
        if not found or home.level is None:
            return found
        depth = _ORDER.index(home.level)
        return tuple(
            m for m in found if _ORDER.index(m.level) > depth or (self._is_foreign(m) and self._is_in(text, m))
        )

    def _is_foreign(self, mention: PlaceMention) -> bool:
        """Another place of the document's own level, surely known: a figure of it is not of ours."""
        return (
            mention.row is not None
            and self.home.row is not None
            and mention.level is self.home.level
            and mention.row.place_id != self.home.row.place_id
        )

    def _is_in(self, text: str, mention: PlaceMention) -> bool:
        return bool(self._rules.cues["PLACE_LED"].search(text[: mention.start]))

    def _near(self, block: FigureBlock, item: Item, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
        """The places said of a figure: behind it up to the next figure, else before it in its clause."""
        text = block.text
        following = block.neighbour(item, 1)
        clause_end = _CLAUSE_END.search(text, item.unit_end)
        end = min(
            following.start if following else len(text),
            clause_end.start() if clause_end else len(text),
            item.unit_end + _MAX_REACH,
        )
        behind = [m for m in mentions if item.unit_end <= m.start < end]
        if behind and self._is_bound(text, item.unit_end, behind[0]):
            return self._listed(text, behind)
        start = last_end(_CLAUSE_END, text, 0, item.start)
        before = [m for m in mentions if start <= m.start and m.end <= item.start]
        before = [
            m for m in before if not self._belongs_before(block, m, item) and not is_aside(text, m.start, item.start)
        ]
        run = self._nearest_run(text, before)
        return [] if run and self._bare.stand_between(block, run[-1].end, item.start) else run

    def _is_bound(self, text: str, start: int, mention: PlaceMention) -> bool:
        lead = text[start : mention.start]
        if not lead.strip(" (") and _OWN_NUMBER.match(text, mention.end):
            return False
        return bool(self._rules.cue_wholes["PLACE_LEAD"].fullmatch(lead))

    def _belongs_before(self, block: FigureBlock, mention: PlaceMention, item: Item) -> bool:
        """Whether a place before a figure was said of the figure before that (131 con tại xã A và 83 con)."""
        previous = block.neighbour(item, -1)
        while previous is not None and previous.start > mention.start:
            previous = block.neighbour(previous, -1)
        return (
            previous is not None
            and previous.unit_end <= mention.start
            and self._is_bound(block.text, previous.unit_end, mention)
        )

    @staticmethod
    def _prefix(text: str, mentions: Sequence[PlaceMention]) -> Sequence[PlaceMention]:
        """The place a paragraph begins with: 'Xã Tênh Phông: ...'."""
        if not mentions or not _PREFIX_LEAD.fullmatch(text, 0, mentions[0].start):
            return ()
        return mentions[:1] if _COLON.match(text, mentions[0].end) else ()

    @staticmethod
    def _listed(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
        """The first place with those listed behind it."""
        run = [mentions[0]]
        for mention in mentions[1:]:
            if not _LIST_JOINT.fullmatch(text[run[-1].end : mention.start]):
                break
            run.append(mention)
        return run

    @staticmethod
    def _nearest_run(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
        """The last place with those listed before it."""
        run = list(mentions[-1:])
        for mention in reversed(mentions[:-1]):
            if not _LIST_JOINT.fullmatch(text[mention.end : run[0].start]):
                break
            run.insert(0, mention)
        return run

    def _inherited(self, parent: int | None) -> Named | None:
        """The place that a heading names, or a line that introduces with a colon."""
        if parent not in self._above:
            assert parent is not None
            block = self._blocks[parent]
            text = block.flat.text
            leads = block.is_heading or text.rstrip(" *").endswith(":")
            lead = text if block.is_heading else _last_sentence(text)
            self._above[parent] = (self.of_words(lead) if leads else None) or self._inherited(block.parent)
        return self._above[parent]
