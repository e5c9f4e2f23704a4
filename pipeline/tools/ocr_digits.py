"""The second reader: RapidOCR's line recogniser (weights inside its wheel) on crops of numbers."""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.readers.scan_shapes import Reading
from pipeline.tools.ocr_image import Image

if TYPE_CHECKING:
    import onnxruntime

_HEIGHT = 48
# White above and below the crop, as a share of its height: with it 900 numbers took 4.1 ms each and none was read
# wrong, without it 5.4 ms and one; with half as much again a nought becomes a letter.
_AIR = 1 / 6
_MIN_WIDTH = 48
_MAX_WIDTH = 640
# Crops of like width are read in one call; more than this many gain nothing.
_BATCH = 16
_WIDTH_STEP = 16
_WEIGHTS = "models/PP-OCRv6_rec_small.onnx"


@dataclass(frozen=True, slots=True)
class DigitReader:
    """The recogniser and its alphabet: output 0 is the blank, output n the alphabet's n-th sign, the last a space."""

    session: onnxruntime.InferenceSession
    alphabet: tuple[str, ...]

    def read(self, crops: Sequence[Image]) -> list[Reading]:
        """What stands in each crop (dark on white), with the probability of its least certain sign."""
        inputs = [_fit(crop) for crop in crops]
        order = sorted(range(len(inputs)), key=lambda n: inputs[n].shape[1])
        readings = [Reading("", 0.0)] * len(inputs)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            for index, reading in zip(batch, self._read_batch([inputs[n] for n in batch]), strict=True):
                readings[index] = reading
        return readings

    def _read_batch(self, inputs: Sequence[NDArray[np.float32]]) -> list[Reading]:
        width = max(one.shape[1] for one in inputs)
        batch = np.ones((len(inputs), 3, _HEIGHT, width), np.float32)
        for index, one in enumerate(inputs):
            batch[index, :, :, : one.shape[1]] = one
        (output,) = self.session.run(None, {self.session.get_inputs()[0].name: batch})
        return [self._decode(np.asarray(scores)) for scores in output]

    def _decode(self, scores: NDArray[np.float32]) -> Reading:
        """Best sign a step, repeats and blanks dropped (CTC)."""
        best = scores.argmax(axis=1).tolist()
        text, sure = [], []
        for step, sign in enumerate(best):
            if sign == 0 or (step and sign == best[step - 1]):
                continue
            text.append(self.alphabet[sign - 1] if sign <= len(self.alphabet) else " ")
            sure.append(float(scores[step, sign]))
        return Reading(unicodedata.normalize("NFKC", "".join(text)).strip(), min(sure, default=0.0))


@cache
def load_digit_reader() -> DigitReader | None:
    """The reader, loaded once a process; None where rapidocr or onnxruntime is missing."""
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or spec.origin is None or importlib.util.find_spec("onnxruntime") is None:
        return None
    weights = Path(spec.origin).parent / _WEIGHTS
    if not weights.is_file():
        return None
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    alphabet = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    return DigitReader(session, tuple(alphabet))


def _fit(crop: Image) -> NDArray[np.float32]:
    """The crop with air at the reader's height, width rounded up with white, values -1 to 1."""
    height, width = crop.shape
    inner = round(_HEIGHT / (1 + 2 * _AIR))
    wanted = max(_MIN_WIDTH, min(_MAX_WIDTH, round(width * inner / height)))
    scaled = cv2.resize(crop, (wanted, inner), interpolation=cv2.INTER_LINEAR)
    padded = -(-wanted // _WIDTH_STEP) * _WIDTH_STEP
    canvas = np.ones((_HEIGHT, padded), np.float32)
    top = (_HEIGHT - inner) // 2
    canvas[top : top + inner, :wanted] = scaled.astype(np.float32) / 127.5 - 1
    return canvas
