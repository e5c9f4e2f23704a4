"""A scanned page made ready to be read: paper made white, text made level, ruling lines found and wiped out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.readers.scan_shapes import Affine, Box, Rule
from pipeline.tools.ocr_seal import find_seals, lift_seals
from pipeline.tools.ocr_shapes import MIN_AREA, Blots

Image = NDArray[np.uint8]

DPI = 200
# Paper is the brightest level of a window this wide (pixels at 200 dpi): wider than any stroke, narrower than a shadow.
_PAPER_WINDOW = 48
_PAPER_SCALE = 8
# Letters cover 5 % of a page of text, 0.3 % of one of three lines. So dark is fresh toner, so pale paper without print.
_DARKEST_SHARE = 0.001
_FRESH_TONER = 70
_EMPTY_PAPER = 225
# Skew is looked for up to this angle; feeders stay below 3 degrees, hand-laid pages below 6.
_MAX_SKEW_DEGREES = 6.0
# A slant below this moves a line by less than a pixel in its height: turning would only blur.
_MIN_SKEW_DEGREES = 0.08
# A rule is so much darker than paper all along, noise smoothed over this length: letters have gaps of 3 pixels.
_SMOOTHED = 9
_MIN_DARKNESS = 25
# Over this length it is so much darker than what is this far above and below.
_RULE_WINDOW = 41
_BESIDE = 5
_MIN_CONTRAST = 25
_MIN_RUN_ACROSS = 44
# The lowest row, of 10 pt, is 34 pixels high.
_MIN_RUN_DOWN = 32
_MIN_RULE_WIDTH = 60
_MIN_RULE_HEIGHT = 32
_MAX_RULE_GAP = 15
# How far a rule may stop short of the one it meets.
_MEETS = 12
_MEETS_CLOSELY = 5
_LETTER = 60
# Letters in a row or above one another made runs of up to 120 pixels.
_LONG = 200
_MIN_DARK_SHARE = 0.985
_MIN_LONG_SHARE = 0.92
# Ink wholly inside a band this wide along a rule is a bit of the rule.
_CRUMB_REACH = 9
# A letter's tone stands up to half as many pixels above it.
_MARK_REACH = 9
# What is this near to ink is its soft edge; the rest of the page is made white. Of 2,400 words of pages with noise,
# shadows, faint toner and strong JPEG, Tesseract then read 19 wrong (37 before), in nine tenths of the time.
_SOFT_EDGE = 5
# A red seal: red this far above green and blue.
_MIN_REDNESS = 30
_RED_GAIN = 1.12


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page turned level, its paper white, without rules and seals; its ink and the blots of it.

    `to_page` takes its pixels to pixels of the page as given; `under` is the page with its seals, None without any.
    """

    clean: Image
    ink: Image
    blots: Blots
    rules: tuple[Rule, ...]
    to_page: Affine
    under: Image | None = None


def drop_red(picture: Image) -> Image:
    """Grey values in which red ink is paper: the red channel where a pixel is red, else the usual grey."""
    if picture.ndim == 2:
        return picture
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    red, green, blue = cv2.split(picture)
    redness = cv2.subtract(red, cv2.max(green, blue))
    is_red = np.asarray((redness > _MIN_REDNESS).view(np.uint8) * np.uint8(255))
    if not is_red.any():
        return grey
    near_red = cv2.dilate(is_red, np.ones((5, 5), np.uint8))  # JPEG washes out the colour of its edge
    bright = np.asarray(
        cv2.convertScaleAbs(red, alpha=_RED_GAIN), np.uint8
    )  # not quite as bright as paper in red light
    cv2.copyTo(bright, is_red, red)
    cv2.copyTo(cv2.max(grey, red), near_red, grey)
    return grey


def whiten(grey: Image) -> Image:
    """The page with its paper at 255 everywhere: each pixel divided by the brightest of its surroundings."""
    height, width = grey.shape
    size = (max(1, width // _PAPER_SCALE), max(1, height // _PAPER_SCALE))
    small = cv2.medianBlur(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), 3)
    window = _PAPER_WINDOW // _PAPER_SCALE
    paper = cv2.dilate(small, np.ones((window, window), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), window / 2)
    background = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(background, 1), scale=255), np.uint8)


def darken(white: Image) -> Image:
    """A whitened page with its letters as dark as fresh toner: faint print is stretched, an empty page stays."""
    half = cv2.resize(white, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    counts = np.cumsum(np.bincount(half.ravel(), minlength=256))
    darkest = int(np.searchsorted(counts, _DARKEST_SHARE * half.size))
    if not _FRESH_TONER < darkest < _EMPTY_PAPER:
        return white
    gain = (255 - _FRESH_TONER) / (255 - darkest)
    levels = np.clip(255 - gain * (255 - np.arange(256)), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(white, levels), np.uint8)


def find_ink(grey: Image) -> Image:
    """255 where there is ink, by one threshold (Otsu) over the whitened page."""
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    level, ink = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    if level < 60 or level > 230:  # an empty page has no two levels
        _, ink = cv2.threshold(smooth, 150, 255, cv2.THRESH_BINARY_INV)
    return np.asarray(ink, np.uint8)


def find_skew(ink: Image) -> float:
    """Degrees (clockwise positive) by which the lines of text and the rules slope: where their profile is sharpest."""
    quarter = cv2.resize(ink, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    coarse = _sharpest(quarter > 96, 0.0, _MAX_SKEW_DEGREES, 0.4)
    half = cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return _sharpest(half > 96, _sharpest(half > 96, coarse, 0.4, 0.1), 0.1, 0.02)


def _sharpest(mask: NDArray[np.bool_], middle: float, reach: float, step: float) -> float:
    places = np.argwhere(mask)
    if len(places) < 200:
        return 0.0
    ys, xs = places[:: max(1, len(places) // 60_000)].T.astype(np.float64)
    count = round(reach / step)
    angles = [middle + n * step for n in range(-count, count + 1)]
    return max(angles, key=lambda angle: (_profile_sharpness(xs, ys, angle), -abs(angle)))


def _profile_sharpness(xs: NDArray[np.float64], ys: NDArray[np.float64], degrees: float) -> float:
    slope = math.tan(math.radians(degrees))
    rows = ys - xs * slope
    profile = np.bincount((rows - rows.min()).astype(np.intp)).astype(np.float64)
    return float((np.diff(profile) ** 2).sum())


def turn(image: Image, quarter_turns: int) -> Image:
    """The image turned clockwise by quarters."""
    return np.ascontiguousarray(np.rot90(image, -quarter_turns))


def turned_back(width: int, height: int, quarter_turns: int) -> Affine:
    """Takes pixels of an image turned clockwise by quarters to those of the original of this width and height."""
    return (
        Affine(1, 0, 0, 0, 1, 0),
        Affine(0, 1, 0, -1, 0, height),
        Affine(-1, 0, width, 0, -1, height),
        Affine(0, -1, width, 1, 0, 0),
    )[quarter_turns % 4]


def level(image: Image, degrees: float) -> tuple[Image, Affine]:
    """The image turned back by its skew, same size, and the way from its pixels to the original's."""
    if abs(degrees) < _MIN_SKEW_DEGREES:
        return image, Affine(1, 0, 0, 0, 1, 0)
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    size = (width, height)
    turned = cv2.warpAffine(image, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255)
    a, b, c, d, e, f = cv2.invertAffineTransform(matrix).reshape(-1).tolist()
    return np.asarray(turned, np.uint8), Affine(a, b, c, d, e, f)


def find_rules(white: Image, seals: Sequence[Box] = ()) -> tuple[tuple[Rule, ...], Image]:
    """Ruling lines of a whitened, level page, and the mask of their pixels; short strokes in a seal are none."""
    dark = _inverted(white)
    across, down = _find_runs(dark, is_across=True), _find_runs(dark, is_across=False)
    long = [rule for runs in (across, down) for rule in runs.pick(is_long=True)]
    if len(long) < 2:
        return (), np.zeros_like(white)
    others = (rule for runs in (across, down) for rule in runs.pick(is_long=False))
    found = [*long, *(rule for rule in others if not any(seal.holds(*rule.box.centre) for seal in seals))]
    rules = [rule for rule in found if _is_of_table(rule, long)]
    rules = [rule for rule in rules if _is_of_table(rule, rules)]
    mask = across.mask_of(rules) | down.mask_of(rules)
    cut = [_without_overhang(rule, rules) for rule in rules]
    for rule, short in zip(rules, cut, strict=True):
        _clear_overhang(mask, rule.box, short.box)
    return tuple(cut), mask


def _without_overhang(rule: Rule, others: list[Rule]) -> Rule:
    """The rule cut off where it meets the outermost rule across it: a letter's stem above it makes it longer."""
    met = [other.place for other in others if other.is_across != rule.is_across and _is_at(other, rule)]
    start, end = rule.reach
    low, high = min(met, default=start) - _MEETS_CLOSELY, max(met, default=end) + _MEETS_CLOSELY
    start = low if 0 < low - start < _LETTER else start
    end = high if 0 < end - high < _LETTER else end
    box = rule.box
    return Rule(Box(start, box.y0, end, box.y1) if rule.is_across else Box(box.x0, start, box.x1, end))


def _clear_overhang(mask: Image, whole: Box, cut: Box) -> None:
    """Take the pixels of what was cut off out of the mask."""
    if cut.x0 > whole.x0 or cut.x1 < whole.x1:
        rows = slice(int(whole.y0), int(whole.y1))
        mask[rows, int(whole.x0) : int(cut.x0)] = 0
        mask[rows, int(cut.x1) + 1 : int(whole.x1)] = 0
    if cut.y0 > whole.y0 or cut.y1 < whole.y1:
        columns = slice(int(whole.x0), int(whole.x1))
        mask[int(whole.y0) : int(cut.y0), columns] = 0
        mask[int(cut.y1) + 1 : int(whole.y1), columns] = 0


@dataclass(frozen=True, slots=True)
class _Runs:
    """Long thin runs of ink in a page that lies so that they run from left to right: outlines and their boxes."""

    dark: Image
    thin: Image
    outlines: Sequence[NDArray[np.int32]]
    boxes: tuple[tuple[int, int, int, int], ...]
    is_across: bool

    def pick(self, *, is_long: bool) -> list[Rule]:
        """The runs that are dark all along, those of _LONG and more or the shorter ones."""
        least = _MIN_RULE_WIDTH if self.is_across else _MIN_RULE_HEIGHT
        low, high = (_LONG, float("inf")) if is_long else (least, _LONG)
        share = _MIN_LONG_SHARE if is_long else _MIN_DARK_SHARE
        wanted = (box for box in self.boxes if low <= box[2] < high)
        return [self._rule(box) for box in wanted if _darkness_share(self.dark, box) >= share]

    def _rule(self, box: tuple[int, int, int, int]) -> Rule:
        x, y, width, height = (float(value) for value in box)
        return Rule(Box(x, y, x + width, y + height) if self.is_across else Box(y, x, y + height, x + width))

    def mask_of(self, rules: list[Rule]) -> Image:
        """255 on the pixels of those of these rules that are runs of this page, as the page stands."""
        known = set(rules)
        kept = [line for line, box in zip(self.outlines, self.boxes, strict=True) if self._rule(box) in known]
        mask = np.zeros_like(self.thin)
        cv2.drawContours(mask, kept, -1, 255, cv2.FILLED)
        mask &= self.thin
        return np.ascontiguousarray(mask if self.is_across else mask.T)


def _find_runs(dark: Image, *, is_across: bool) -> _Runs:
    lying = dark if is_across else np.ascontiguousarray(dark.T)
    thin = _find_thin(lying, _MIN_RUN_ACROSS if is_across else _MIN_RUN_DOWN)
    found, nesting = cv2.findContours(thin, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    parents = np.asarray(nesting)[0, :, 3].tolist() if found else []
    outlines = [np.asarray(line, np.int32) for line, parent in zip(found, parents, strict=True) if parent < 0]
    return _Runs(lying, thin, outlines, tuple(_bounds(line) for line in outlines), is_across)


def _bounds(outline: NDArray[np.int32]) -> tuple[int, int, int, int]:
    x, y, width, height = cv2.boundingRect(outline)
    return x, y, width, height


def _darkness_share(lying: Image, run: tuple[int, int, int, int]) -> float:
    """The share of a run's length that is dark: letters leave paper between them, stems between them and a rule."""
    x, y, width, height = run
    ends = _SMOOTHED // 2 + 2  # smoothing makes a run longer than its ink
    inner = lying[max(0, y - 1) : y + height + 1, x + ends : x + width - ends]
    return float((inner.max(axis=0) > _MIN_DARKNESS).mean())


def _find_thin(dark: Image, least: int) -> Image:
    """Unbroken runs from left to right, darker along their length than what is above and below them."""
    along = cv2.blur(dark, (_RULE_WINDOW, 1))
    beside = np.zeros_like(along)
    beside[_BESIDE:] = along[:-_BESIDE]
    beside[:-_BESIDE] = np.minimum(beside[:-_BESIDE], along[_BESIDE:])
    is_unbroken = cv2.blur(dark, (_SMOOTHED, 1)) > _MIN_DARKNESS
    is_thin = cv2.subtract(along, beside) > _MIN_CONTRAST
    runs = (is_unbroken & is_thin).astype(np.uint8) * 255
    long = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    return np.asarray(cv2.morphologyEx(long, cv2.MORPH_CLOSE, np.ones((1, _MAX_RULE_GAP), np.uint8)), np.uint8)


def _is_of_table(rule: Rule, others: list[Rule]) -> bool:
    """Whether it meets rules across it at both ends, or is long and meets two: feet and stems of letters do not."""
    start, end = rule.reach
    met = [other.place for other in others if other.is_across != rule.is_across and _is_at(other, rule)]
    if end - start >= _LONG and len(met) >= 2:
        return True
    return all(any(abs(place - edge) <= _MEETS_CLOSELY for place in met) for edge in (start, end))


def _is_at(one: Rule, other: Rule) -> bool:
    """Whether two rules across each other meet."""
    (start, end), (first, last) = one.reach, other.reach
    return first - _MEETS <= one.place <= last + _MEETS and start - _MEETS <= other.place <= end + _MEETS


def prepare(page: Image, quarter_turns: int) -> Sheet:
    """A whitened page turned by quarters and levelled, its rules found and wiped, its paper white."""
    height, width = page.shape
    white = turn(page, quarter_turns)
    straight, back = level(white, find_skew(find_ink(white)))
    seals = find_seals(straight)
    rules, mask = find_rules(straight, [Box(*seal) for seal in seals])
    lifted = lift_seals(straight, seals)
    wiped = _widened(mask)
    ink, blots = _without_dirt(find_ink(lifted) & _inverted(wiped), mask)
    is_paper = (cv2.dilate(ink, np.ones((_SOFT_EDGE, _SOFT_EDGE), np.uint8)) == 0) | (wiped > 0)
    clean = _whitened(lifted, is_paper)
    under = None if lifted is straight else _whitened(straight, wiped > 0)
    return Sheet(clean, ink, blots, rules, turned_back(width, height, quarter_turns).after(back), under)


def _whitened(page: Image, is_paper: NDArray[np.bool_]) -> Image:
    white = page.copy()
    white[is_paper] = 255
    return white


def _without_dirt(ink: Image, rules: Image) -> tuple[Image, Blots]:
    """The ink without specks and without what a wiped rule leaves along it (read as a stroke or a quotation mark).

    Specks beside a letter stay: the tones of 8 pt print in a photograph are as small.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA]
    is_crumb = np.zeros(count, np.bool_)
    if rules.any():
        near = cv2.dilate(rules, np.ones((_CRUMB_REACH, _CRUMB_REACH), np.uint8)) > 0
        is_crumb = np.bincount(labels[near], minlength=count) == areas
    is_speck = areas < MIN_AREA
    is_crumb[0] = is_speck[0] = False
    kept = stats[~(is_speck | is_crumb)][1:].astype(np.float64)
    boxes = np.column_stack([kept[:, 0], kept[:, 1], kept[:, 0] + kept[:, 2], kept[:, 1] + kept[:, 3]])
    letters = np.where((is_speck | is_crumb)[labels], 0, ink).astype(np.uint8)
    beside = cv2.dilate(letters, np.ones((_MARK_REACH, _MARK_REACH), np.uint8)) > 0
    return np.where(is_speck[labels] & beside, ink, letters).astype(np.uint8), Blots(boxes)


def _inverted(image: Image) -> Image:
    """Black for white."""
    return np.asarray(cv2.bitwise_not(image), np.uint8)


def _widened(mask: Image) -> Image:
    """The mask with the soft edge around it."""
    return np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)), np.uint8)
