"""Objects appended to a PDF as an incremental update, with a cross-reference of the kind the file ends with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

Objects = Mapping[tuple[int, int], bytes]

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_KEPT = ("/Root", "/Info", "/ID")
_OFFSET_BYTES = 8


def append_objects(data: bytes, pdf: pikepdf.Pdf, objects: Objects, size: int) -> bytes | None:
    """The bytes with new or changed objects behind them; `size` is one more than the highest object number.

    None where the file does not end as the standard says, so that only a rewrite would be safe.
    """
    match = _START.search(data[-2048:])
    if match is None or not data.startswith(b"%PDF-") or int(match[1]) >= len(data):
        return None
    previous = int(match[1])
    out = bytearray(data if data.endswith((b"\n", b"\r")) else data + b"\n")
    offsets: dict[tuple[int, int], int] = {}
    for (number, generation), body in sorted(objects.items()):
        offsets[number, generation] = len(out)
        out += f"{number} {generation} obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    head = b" ".join(f"{key} ".encode() + pdf.trailer[key].unparse() for key in _KEPT if key in pdf.trailer)
    if data[previous : previous + 4] == b"xref":
        out += _print_table(offsets, head, previous, size)
    else:
        out += _print_stream(offsets, head, previous, size, start)
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _print_table(offsets: Mapping[tuple[int, int], int], head: bytes, previous: int, size: int) -> bytes:
    rows = [b"xref"]
    for (number, generation), offset in sorted(offsets.items()):
        rows += [f"{number} 1".encode(), f"{offset:010d} {generation:05d} n ".encode()]
    trailer = f"trailer\n<< /Size {size} /Prev {previous} ".encode() + head + b" >>"
    return b"\n".join([*rows, trailer, b""])


def _print_stream(offsets: Mapping[tuple[int, int], int], head: bytes, previous: int, size: int, start: int) -> bytes:
    """A cross-reference stream, which is an object itself and lists itself too."""
    places = {**{number: (offset, generation) for (number, generation), offset in offsets.items()}, size: (start, 0)}
    rows = b"".join(_print_row(*places[number]) for number in sorted(places))
    index = " ".join(f"{number} 1" for number in sorted(places))
    widths = f"[1 {_OFFSET_BYTES} 2]"
    dictionary = (
        f"<< /Type /XRef /Size {size + 1} /Prev {previous} /W {widths} /Index [{index}] /Length {len(rows)} ".encode()
        + head
        + b" >>"
    )
    return f"{size} 0 obj\n".encode() + dictionary + b"\nstream\n" + rows + b"\nendstream\nendobj\n"


def _print_row(offset: int, generation: int) -> bytes:
    return b"\x01" + offset.to_bytes(_OFFSET_BYTES, "big") + generation.to_bytes(2, "big")
