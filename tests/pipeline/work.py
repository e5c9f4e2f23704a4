"""What workers do in these tests: each function misbehaves for one argument, or one document, only."""

from __future__ import annotations

import os
import time
from dataclasses import replace

from pipeline.paths import Layout
from pipeline.stages.ingest import locate
from schemas.document import Page
from schemas.parcel import Parcel

BAD = 2
"""The argument that things go wrong with."""


def double(number: int) -> int:
    return 2 * number


def sleep_on_bad(number: int) -> int:
    if number == BAD:
        time.sleep(60)
    return number


def exit_on_bad(number: int) -> int:
    if number == BAD:
        os._exit(7)
    return number


def kill_on_bad(number: int) -> int:
    if number == BAD:
        os.kill(os.getpid(), 9)
    return number


def fill_memory_on_bad(number: int) -> int:
    if number == BAD:
        return len(bytearray(512 * 1024 * 1024))
    return number


def raise_on_bad(number: int) -> int:
    if number == BAD:
        raise ValueError("dòng một\ndòng hai")
    return number


def die(*_: object) -> None:
    os._exit(1)


def process_id(_: int) -> int:
    time.sleep(0.02)
    return os.getpid()


def read_page(parcel: Parcel, layout: Layout) -> Parcel:
    """One page with the text of the file; misbehaves as the text says."""
    text = locate(layout.input, parcel.document, parcel.paths).decode()
    _misbehave(text)
    document_id = parcel.document.document_id
    return replace(parcel, document=replace(parcel.document, page_count=1), pages=(Page(document_id, 1, text),))


def raise_always(parcel: Parcel, layout: Layout) -> Parcel:
    """Fails after the pages were read, as a defect in a later stage would."""
    raise KeyError(parcel.document.path, layout.input.name)


def read_slowly(parcel: Parcel, layout: Layout) -> Parcel:
    """A page, 0.2 s later; leaves a trace of having worked."""
    with (layout.output / "worked.log").open("a", encoding="utf-8") as log:
        log.write(f"{parcel.document.path}\n")
    time.sleep(0.2)
    return read_page(parcel, layout)


def _misbehave(text: str) -> None:
    if "sleep" in text:
        time.sleep(60)
    if "exit" in text:
        os._exit(3)
    if "memory" in text:
        bytearray(1024 * 1024 * 1024)
    if "raise" in text:
        raise ValueError("không đọc được dòng 3")
