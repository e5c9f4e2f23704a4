"""What happens to a page between printer and reader: noise, skew, stamps, shadow, turned sheets, faint toner."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.readers.scan_shapes import Affine, Box
from pipeline.tools.ocr_image import Image, turn, turned_back
from tests.benchmarks.scan_pages import SetPage

Colours = NDArray[np.float32]
STILL = Affine(1, 0, 0, 0, 1, 0)
SEAL_RADIUS = 140


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as scanned (RGB), and the way from the pixels of the page as set to its own."""

    picture: Image
    way: Affine


def make_scan(page: SetPage, variant: str, seed: int) -> Scan:
    """The page after what the variant does to it."""
    dice = random.Random(f"{variant} {seed}")
    noise = np.random.default_rng(seed)
    return VARIANTS[variant](page, dice, noise)


def _clean(page: SetPage, dice: random.Random, noise: np.random.Generator) -> Scan:
    return Scan(_scanned(_coloured(page), noise, 0.5, 3, 90), STILL)


def _noisy(page: SetPage, dice: random.Random, noise: np.random.Generator) -> Scan:
    specks = _coloured(page)
    for _ in range(250):
        y, x = dice.randrange(specks.shape[0] - 2), dice.randrange(specks.shape[1] - 2)
        specks[y : y + dice.randint(1, 2), x : x + dice.randint(1, 2)] = 40
    return Scan(_scanned(specks, noise, 0.7, 14, 70), STILL)


def _skewed(page: SetPage, dice: random.Random, noise: np.random.Generator) -> Scan:
    picture, way = _slanted(_coloured(page), dice.choice((-1.5, 1.5)))
    return Scan(_scanned(picture, noise, 0.6, 7, 75), way)


def _red_stamp(page: SetPage, dice: random.Random, noise: np.random.Generator) -> Scan:
    picture = _stamped(_coloured(page), page, dice, (222.0, 38.0, 48.0))
    slanted, way = _slanted(picture, dice.uniform(-0.5, 0.5))
    return Scan(_scanned(slanted, noise, 0.6, 6, 75), way)


def _grey_stamp(page: SetPage, dice: random.Random, noise: np.random.Generator) -> Scan:
    level = float(dice.randint(80, 110))
    picture = _stamped(_coloured(page), page, dice, (level, level, level))
    slanted, way = _slanted(picture, dice.uniform(-0.5, 0.5))
    return Scan(_greyed(_scanned(slanted, noise, 0.6, 6, 75)), way)


def _photo(page: SetPage, dice: random.Random, noise: np.random.Generator) -> Scan:
    """Light from one side, the shadow of a hand, a little out of level, warm paper."""
    slanted, way = _slanted(_coloured(page), dice.uniform(-1.0, 1.0))
    height, width = slanted.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    side = dice.choice((x / width, 1 - x / width, y / height, 1 - y / height))
    cx, cy = dice.uniform(0.2, 0.8) * width, dice.uniform(0.2, 0.8) * height
    hand = np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * (0.2 * width) ** 2))
    light = (0.5 + 0.5 * side) * (1 - 0.3 * hand)
    warm = np.array([1.0, 0.97, 0.9], np.float32)
    return Scan(_scanned(slanted * light[..., None] * warm, noise, 0.8, 5, 75), way)


def _turned(quarters: int) -> Callable[[SetPage, random.Random, np.random.Generator], Scan]:
    def turned(page: SetPage, dice: random.Random, noise: np.random.Generator) -> Scan:
        picture = _scanned(_coloured(page), noise, 0.6, 7, 80)
        height, width = picture.shape[:2]
        size = (height, width) if quarters % 2 else (width, height)
        return Scan(turn(picture, quarters), turned_back(*size, 4 - quarters))

    return turned


def _faint(page: SetPage, dice: random.Random, noise: np.random.Generator) -> Scan:
    """Toner nearly out, on grey paper."""
    pale = 255 - (255 - _coloured(page)) * 0.4
    return Scan(_greyed(_scanned(pale * 0.85, noise, 0.6, 5, 75)), STILL)


def _jpeg(page: SetPage, dice: random.Random, noise: np.random.Generator) -> Scan:
    return Scan(_scanned(_coloured(page), noise, 0.5, 4, 22), STILL)


VARIANTS: dict[str, Callable[[SetPage, random.Random, np.random.Generator], Scan]] = {
    "clean": _clean,
    "noise": _noisy,
    "skew": _skewed,
    "red stamp": _red_stamp,
    "grey stamp": _grey_stamp,
    "photograph": _photo,
    "turned 90": _turned(1),
    "turned 180": _turned(2),
    "faint": _faint,
    "jpeg": _jpeg,
}


def _coloured(page: SetPage) -> Colours:
    """The page as paper and toner are: not quite white, not quite black."""
    level = 28 + page.grey.astype(np.float32) * ((250 - 28) / 255)
    return np.repeat(level[..., None], 3, axis=2)


def _scanned(picture: Colours, noise: np.random.Generator, blur: float, grain: float, quality: int) -> Image:
    soft = cv2.GaussianBlur(picture, (0, 0), blur)
    soft = soft + noise.normal(0, grain, soft.shape[:2]).astype(np.float32)[..., None]
    pixels = np.clip(soft, 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", pixels[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.ascontiguousarray(np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)[:, :, ::-1])


def _greyed(picture: Image) -> Image:
    return np.repeat(np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)[..., None], 3, axis=2)


def _slanted(picture: Colours, degrees: float) -> tuple[Colours, Affine]:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    paper = (250.0, 250.0, 250.0)
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper)
    return np.asarray(turned, np.float32), Affine(*np.asarray(matrix, np.float64).reshape(-1).tolist())


def _stamped(picture: Colours, page: SetPage, dice: random.Random, colour: tuple[float, float, float]) -> Colours:
    """Two round stamps over figures, their ink laid over the toner."""
    figures = [word.box for word in page.words if any(sign.isdigit() for sign in word.text)]
    ink = np.full(picture.shape, 255, np.uint8)
    for box in dice.sample(figures, 2):
        _draw_stamp(ink, box, colour)
    soft = cv2.GaussianBlur(ink, (0, 0), 0.7).astype(np.float32) / 255
    return np.asarray(picture * (0.15 + 0.85 * soft), np.float32)


def _draw_stamp(ink: Image, box: Box, colour: Sequence[float]) -> None:
    x, y = (int(edge) for edge in box.centre)
    x, y = min(max(x, SEAL_RADIUS), ink.shape[1] - SEAL_RADIUS), min(max(y, SEAL_RADIUS), ink.shape[0] - SEAL_RADIUS)
    cv2.circle(ink, (x, y), SEAL_RADIUS, colour, 6, cv2.LINE_AA)
    cv2.circle(ink, (x, y), SEAL_RADIUS - 40, colour, 3, cv2.LINE_AA)
    for number, letter in enumerate("UY BAN NHAN DAN HUYEN"):
        angle = math.pi * (1 + number / 20)
        place = (int(x + 113 * math.cos(angle)) - 9, int(y + 113 * math.sin(angle)) + 9)
        cv2.putText(ink, letter, place, cv2.FONT_HERSHEY_DUPLEX, 0.8, colour, 2, cv2.LINE_AA)
    turns = [math.pi * (0.8 * n - 0.5) for n in range(5)]
    star = np.array([(x + 55 * math.cos(turn), y + 55 * math.sin(turn)) for turn in turns], np.int32)
    cv2.polylines(ink, [star], True, colour, 4, cv2.LINE_AA)
