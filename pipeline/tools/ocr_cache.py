"""Scanned pages read before, kept on disk by the hash of their pixels and of all that read them."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib import metadata
from pathlib import Path

from extractors.readers.scan_shapes import Affine, Box, Reading, Rule, ScannedPage, ScannedWord
from pipeline.tools.ocr_image import Image
from pipeline.tools.ocr_tesseract import tesseract_version

_LIBRARIES = ("rapidocr", "onnxruntime", "opencv-python-headless", "numpy")


def page_key(grey: Image) -> str:
    """The key of a page: its pixels, the code that reads them, the versions of the readers."""
    digest = hashlib.sha256(readers_digest().encode("ascii"))
    digest.update(f"{grey.shape}".encode("ascii"))
    digest.update(grey.tobytes())
    return digest.hexdigest()


@cache
def readers_digest() -> str:
    """A hash over tesseract's version, the libraries' versions and the source of pipeline/tools/ocr*.py."""
    digest = hashlib.sha256(tesseract_version().encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for source in sorted(Path(__file__).parent.glob("ocr*.py")):
        digest.update(source.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "-"


def load_page(cache_dir: Path, key: str) -> ScannedPage | None:
    """The page as read before; None if it was not, or the entry is damaged."""
    try:
        return _from_json(json.loads(_place(cache_dir, key).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save_page(cache_dir: Path, key: str, page: ScannedPage) -> None:
    """Write the page aside and rename it: a reader never meets half an entry."""
    place = _place(cache_dir, key)
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(page), file, ensure_ascii=False)
    Path(name).replace(place)


def _place(cache_dir: Path, key: str) -> Path:
    return cache_dir / "ocr" / key[:2] / f"{key}.json"


def _from_json(row: Mapping[str, object]) -> ScannedPage:
    words, rules = row["words"], row["rules"]
    if not isinstance(words, list) or not isinstance(rules, list):
        raise TypeError("words and rules are lists")
    return ScannedPage(
        tuple(_word(word) for word in words),
        tuple(Rule(Box(**rule["box"])) for rule in rules),
        Affine(**_numbers(row["to_points"])),
        float(str(row["width"])),
        float(str(row["height"])),
        float(str(row["scale"])),
    )


def _word(row: Mapping[str, object]) -> ScannedWord:
    others = row["alternatives"]
    if not isinstance(others, list):
        raise TypeError("alternatives is a list")
    alternatives = tuple(Reading(str(other["text"]), float(other["confidence"])) for other in others)
    box = Box(**_numbers(row["box"]))
    return ScannedWord(str(row["text"]), box, float(str(row["confidence"])), int(str(row["line"])), alternatives)


def _numbers(row: object) -> dict[str, float]:
    if not isinstance(row, dict):
        raise TypeError("an object is expected")
    return {str(name): float(value) for name, value in row.items()}
