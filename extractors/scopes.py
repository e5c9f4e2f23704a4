"""The level of administration a figure covers, from the words nearest to it outwards."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.items import FigureBlock, Item
from extractors.layout import Block
from extractors.places import Home
from extractors.rules_compiled import PERCENT, CompiledRules
from extractors.scope_words import LEVELS, ScopeWord, ScopeWords, is_mixed, is_owner
from extractors.stops import ASIDE, SENTENCE_STOP
from extractors.text import last_end
from schemas.fact import Scope
from schemas.reference import PlaceLevel

# No place has so many villages: 4.215 bản are copies.
_MOST_VILLAGES = 3000
_CLAUSE_END = regex.compile(r"[.;!?](?=\s|$)")
_AFTER_END = regex.compile(r"[;:()]|[.](?=\s|$)|,(?=\s)")
_PREFIX = regex.compile(r"[^:.;]{0,60}:")
_SHARE_OF = regex.compile(r"(?i)(?:^|(?<=[\s(]))(?:tỷ lệ|tỉ lệ|số|tổng số)\s+(?=(?:các\s|số\s)*[\p{L}/]+)")
_OWN_NOUN = regex.compile(r"\s+(?:(?:tổng )?số\s|các\s)?\p{Ll}{2,}(?<!\s(?:và|so|với|trên|là|của|trong|tổng|kế))\s")
_VENUE = regex.compile(r"(?ir)\b(?:tại|ở|về|xuống|đến)\s(?:các\s)?$")
_NEAR = 12
# With whom something was done, and who sent what is counted.
_PARTNER = regex.compile(r"(?i)\b(?:phối hợp|kết hợp|liên kết|hiệp đồng)\b[^,;.:()\d]*$")
_PARTNER_REACH = 70
_SENT = regex.compile(r"(?i)(?:, thị trấn)?\s(?:chuyển|gửi|trình|đề nghị|báo cáo)(?!\p{L})")
# Parts are of what their whole is of.
_PARTS = regex.compile(r"\b(?:trong đó|gồm|bao gồm|trong số)\b")
_RIGHT_BEFORE = regex.compile(r"\s*(?:\(|:|là|có|đạt)?\s*")
_APART = regex.compile(r"[,;.:()]")
_CLAUSE_BEGIN = regex.compile(r"[,;:(]\s?|\bvà\s")
_BARE_LEAD = regex.compile(
    r"(?i)\s*(?:(?:tại|ở|riêng|còn|trong đó|các|từ|đối với|của|UBND|ủy ban nhân dân|đội ngũ)\s+)*"
)
# No words farther from a figure than this name its level.
_REACH = 700
_AFTER = 140
# A heading with so many letters behind its colon runs on into the paragraph.
_RUNS_ON = 60
_RUN_IN = regex.compile(r"(?<=\p{Ll})\s(?=Cấp\s)")


class ScopeReader:
    """Scopes of the figures of one document."""

    def __init__(
        self, home: Home, title: str, blocks: Sequence[Block], rules: CompiledRules, *, is_own: bool = False
    ) -> None:
        """`is_own`: the document tells of its issuer alone, unless it names a territory (toàn xã)."""
        self._home = home
        self._blocks = blocks
        self._is_own = is_own
        self._rules = rules
        self._words = ScopeWords(home, rules, is_own=is_own)
        self._above: dict[int | None, Scope | None] = {None: None}
        self._headings: dict[str, Scope | None] = {}
        self.whole = Scope.TOAN_DIA_BAN if home.level and not is_own else None
        """The scope of the document's whole territory."""
        self.titled = self._read_title(title)
        """The level the title says all is of."""

    @property
    def default(self) -> Scope | None:
        """The scope of a figure of which nothing is said."""
        return self.titled or self.whole

    def of_figure(self, block: FigureBlock, item: Item, is_finer: bool = False) -> Scope | None:
        """The scope of a figure in prose; `is_finer`: a place below the document's own is named for it."""
        counted = self.counted(block, item)
        if counted:
            return counted
        after = self._not_venues(block, item, self._after(block, item))
        before = self._words.between(block.text, self._before_start(block, item), item.start)
        before = [word for word in self._not_venues(block, item, before) if not _is_partner(block.text, word)]
        beside = self._beside(block, item, before)
        own = beside or next((word.scope for word in (*_telling(after), *reversed(_telling(before)))), None)
        if own or is_finer:
            return own
        if any(word.how == "people" for word in (*after, *before)):
            areas = [word.scope for word in self._said_before(block, item, SENTENCE_STOP) if word.how == "area"]
            return areas[-1] if areas else self.whole
        has_noun = item.symbol == PERCENT and _OWN_NOUN.match(block.text, item.end)
        stops = _CLAUSE_END if has_noun else SENTENCE_STOP
        said = self._not_venues(block, item, self._said_before(block, item, stops))
        above = self._continued(block) or self.above(block.block.parent)
        return said[-1].scope if said else self._prefix(block.text) or above or self.default

    def _beside(self, block: FigureBlock, item: Item, before: Sequence[ScopeWord]) -> Scope | None:
        """The level right before a figure, whatever stands behind it: cấp tỉnh 71,4%, cấp huyện 58,9%."""
        last = before[-1] if before else None
        is_beside = (
            last is not None and last.is_body and _RIGHT_BEFORE.fullmatch(block.text, last.end, item.quote_start)
        )
        return last.scope if last is not None and is_beside else None

    def of_words(self, text: str) -> Scope | None:
        """The scope that a heading, or the name of a row or column, gives what it stands over."""
        if text not in self._headings:
            self._headings[text] = self._read_heading(text)
        return self._headings[text]

    def of_row(self, name: str) -> Scope | None:
        """The scope that the name of a row gives it: also the committee that reports, where that is all of the name."""
        told = self.of_words(name)
        bodies = [] if told else [word for word in self._words.find(name) if word.is_body]
        is_whole = len(bodies) == 1 and name.strip() == name[bodies[0].start : bodies[0].end]
        return bodies[0].scope if is_whole else told

    def _read_heading(self, text: str) -> Scope | None:
        share = _SHARE_OF.match(text)
        counted = self._words.counted(text, share.end()) if share else None
        if counted:
            return counted
        found = self._words.spoken(text, 0, len(text))
        telling = _telling(found)
        if is_mixed(text, [word for word in telling if word.is_body]):
            return self.whole
        if telling:
            return telling[0].scope
        return self.whole if found else None

    def above(self, parent: int | None) -> Scope | None:
        """What the headings and introducing lines above say."""
        if parent not in self._above:
            assert parent is not None
            block = self._blocks[parent]
            self._above[parent] = self._introduced(block) or self.above(block.parent)
        return self._above[parent]

    def _introduced(self, block: Block) -> Scope | None:
        text = block.flat.text
        if block.is_heading:
            return self.of_words(_title_of(text))
        if not text.rstrip(" *").endswith(":"):
            return None
        start = last_end(SENTENCE_STOP, text, 0, len(text) - 1)
        said = self._outside_asides(text, start, len(text))
        return said[-1].scope if said else self._prefix(text)

    def _continued(self, block: FigureBlock) -> Scope | None:
        """What a heading that runs on tells of the block that goes on with its last sentence."""
        parent = block.block.parent
        if parent is None or parent + 1 != block.index or not block.text[:1].islower():
            return None
        above = self._blocks[parent]
        return self.of_words(above.flat.text) if above.is_heading else None

    # ------------------------------------------------------------ words around a figure

    def counted(self, block: FigureBlock, item: Item) -> Scope | None:
        """The level of the units counted, or whose share it is: 19/19 xã, 100% thôn, tỷ lệ bản có điện đạt 96%."""
        text = block.text
        if item.symbol != PERCENT:
            unit = item.unit
            if unit and unit.unit == "bản" and self._is_paper(block, item):
                return None
            is_grade = self._is_own and unit and unit.unit == "khối"
            start = max(item.end, unit.end - len(unit.printed)) if unit and not is_grade else len(text)
            scope = self._words.counted(text, start)
            return None if scope is Scope.THON_BAN and item.value > _MOST_VILLAGES else scope
        ahead = self._words.counted(text, item.end + (text[item.end : item.end + 1] == " "))
        if ahead:
            return ahead
        shares = _SHARE_OF.finditer(text, self._before_start(block, item), item.start)
        return next((scope for match in shares if (scope := self._words.counted(text, match.end()))), None)

    def _after(self, block: FigureBlock, item: Item) -> list[ScopeWord]:
        """What the words behind a figure say, up to the next stop or figure."""
        following = block.neighbour(item, 1)
        end = min(following.quote_start if following else len(block.text), item.end + _AFTER)
        text = block.text[item.end : max(end, item.end)]
        cues = self._rules.cues["LISTED_NOUN"], self._rules.cues["LISTED_LEVEL"]
        listed = {match.start() for cue in cues for match in cue.finditer(text)}
        stop = next((m.start() for m in _AFTER_END.finditer(text) if m.start() not in listed), len(text))
        tail = self._rules.cues["LABEL_STOP"].search(text)
        stop = min(stop, tail.start() if tail else stop)
        return self._words.between(block.text, item.end, item.end + stop)

    def _not_venues(self, block: FigureBlock, item: Item, words: list[ScopeWord]) -> list[ScopeWord]:
        """The words but for villages where something was held (124 cuộc tuyên truyền tại thôn, bản)."""
        unit = item.unit.unit if item.unit else None
        if not words or not unit or not self._rules.cue_wholes["GATHERING"].fullmatch(unit):
            return words
        near = [(word, max(0, word.start - _NEAR)) for word in words]
        return [w for w, at in near if w.scope is not Scope.THON_BAN or not _VENUE.search(block.text, at, w.start)]

    @staticmethod
    def _before_start(block: FigureBlock, item: Item) -> int:
        """Where the words before a figure begin that are its own: behind the figure before, in the same clause."""
        previous = block.neighbour(item, -1)
        floor = max(previous.unit_end if previous else 0, item.start - _REACH)
        return last_end(_CLAUSE_END, block.text, floor, item.start)

    def _is_paper(self, block: FigureBlock, item: Item) -> bool:
        """Whether 'bản' is a copy or a paper that was signed, no village."""
        text, cues = block.text, self._rules.cues
        stop = _CLAUSE_END.search(text, item.end)
        end = stop.start() if stop else len(text)
        is_copy = cues["COPIES"].search(text, _begin(_CLAUSE_END, block, item), end) is not None
        return is_copy or cues["SIGNED"].search(text, _begin(SENTENCE_STOP, block, item), end) is not None

    def _said_before(self, block: FigureBlock, item: Item, stops: regex.Pattern[str]) -> list[ScopeWord]:
        """What was said before, in the same sentence or clause."""
        start = _begin(stops, block, item)
        said = self._outside_asides(block.text, start, item.start)
        return [word for word in said if not self._is_of_another(block, item, word, start)]

    def _is_of_another(self, block: FigureBlock, item: Item, word: ScopeWord, start: int) -> bool:
        """Whether a word before another figure holds for that alone.

        One behind a figure is of what that counts (31 lớp tại các xã; cấp phát 2.400 tờ rơi), one inside the words of a
        figure of these (ngân sách xã 320 triệu đồng, nhân dân góp 600), one of a partner of nobody's figures.
        """
        text = block.text
        if word.how == "area" or word.scope is self._prefix(text):
            return False
        if _is_partner(text, word) or _SENT.match(text, word.end):
            return True
        behind = text[word.end : item.start]
        counted = next((one for one in reversed(block.items) if start <= one.start and one.end <= word.start), None)
        if counted is None:
            return False
        if ";" in behind and ";" not in text[counted.end : word.start]:
            return True
        following = next((one for one in block.items if one.start >= word.end), item)
        if following.start >= item.start or _PARTS.search(behind) or not _APART.search(behind):
            return False
        return not self._opens(text, counted.end, word)

    def _opens(self, text: str, floor: int, word: ScopeWord) -> bool:
        """Whether a word begins its clause: ', cấp xã 300 hồ sơ'."""
        begin = last_end(_CLAUSE_BEGIN, text, floor, word.start)
        if text[word.start : word.end].casefold().startswith("ngân sách"):
            return False
        return begin > floor and _BARE_LEAD.fullmatch(text, begin, word.start) is not None

    def _outside_asides(self, text: str, start: int, end: int) -> list[ScopeWord]:
        """What is said but for what brackets close off."""
        asides = [match.span() for match in ASIDE.finditer(text, start, end)]
        said = _telling(self._words.spoken(text, start, end))
        return [word for word in said if not any(a <= word.start < b for a, b in asides)]

    def _prefix(self, text: str) -> Scope | None:
        """The level a paragraph begins with: 'Cấp xã: ...'."""
        match = _PREFIX.match(text)
        bodies = [word for word in self._words.find(text) if word.is_body and word.end <= match.end()] if match else []
        return bodies[0].scope if len({word.scope for word in bodies}) == 1 else None

    def _read_title(self, title: str) -> Scope | None:
        """The level a title says all is of: 'xếp hạng ... của UBND các xã'."""
        bodies = [word for word in self._words.find(title) if word.is_body]
        if len({word.scope for word in bodies}) != 1 or not is_owner(title, bodies[0]):
            return None
        return bodies[0].scope if LEVELS.get(self._home.level or PlaceLevel.COMMUNE) != bodies[0].scope else None


def _title_of(heading: str) -> str:
    """A heading without the paragraph it runs on into, which says nothing of what stands below.

    '2. Chính quyền số Về hạ tầng Cấp huyện: Hạ tầng đáp ứng ...' is followed by 'Cấp xã: ...'.
    """
    title, _, behind = heading.partition(":")
    return _RUN_IN.split(title)[0] if len(behind) > _RUNS_ON else heading


def _is_partner(text: str, word: ScopeWord) -> bool:
    """Whether something was done with those whom a word names."""
    return _PARTNER.search(text, max(0, word.start - _PARTNER_REACH), word.start) is not None


def _begin(stops: regex.Pattern[str], block: FigureBlock, item: Item) -> int:
    """Where the sentence or clause of a figure begins."""
    return last_end(stops, block.text, max(0, item.start - _REACH), item.start)


def _telling(found: Sequence[ScopeWord]) -> list[ScopeWord]:
    """The words that tell a level by themselves."""
    return [word for word in found if word.how != "people"]
