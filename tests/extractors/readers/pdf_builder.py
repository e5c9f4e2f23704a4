"""PDFs written by hand for tests: text anywhere, rules, pictures; no font file, so the same bytes everywhere.

Every letter is half its size wide and gets a code of its own with a ToUnicode map, as embedded subsets have.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.document import Document, DocumentStatus
from schemas.parcel import Parcel

LETTER_WIDTH = 0.5
A4 = (595.0, 842.0)


@dataclass
class PageBuilder:
    """One page; x and y are from the top left corner, y of a text is its base line."""

    width: float = A4[0]
    height: float = A4[1]
    rotate: int = 0
    operators: list[str] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=lambda: {" ": 32})
    has_image: bool = False
    is_mapped: bool = True
    font_name: str = "Helvetica"

    def text(self, x: float, y: float, words: str, size: float = 12, angle: int = 0, mode: int = 0) -> PageBuilder:
        """Words from x on, turned counterclockwise by an angle, in a text rendering mode (3 is not shown)."""
        cos, sin = round(math.cos(math.radians(angle)), 6), round(math.sin(math.radians(angle)), 6)
        codes = "".join(f"{self._code(c):02x}" for c in words)
        place = f"{cos} {sin} {-sin} {cos} {x:.2f} {self.height - y:.2f} Tm"
        self.operators.append(f"BT /F1 {size} Tf {mode} Tr {place} <{codes}> Tj ET")
        return self

    def lines(self, x: float, y: float, texts: Sequence[str], size: float = 12, step: float = 18) -> PageBuilder:
        """Lines below each other."""
        for index, words in enumerate(texts):
            self.text(x, y + index * step, words, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> PageBuilder:
        """A stroked line."""
        self.operators.append(f"{width} w {x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l S")
        return self

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> PageBuilder:
        """A filled box, as Word draws borders."""
        self.operators.append(f"{x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> PageBuilder:
        """All rules of a table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def table(
        self, x: float, y: float, widths: Sequence[float], rows: Sequence[Sequence[str]], height: float = 20
    ) -> float:
        """A ruled table of one-line cells; comes back with its lower edge."""
        xs = [x + sum(widths[:index]) for index in range(len(widths) + 1)]
        ys = [y + height * index for index in range(len(rows) + 1)]
        self.grid(xs, ys)
        for row, top in zip(rows, ys, strict=False):
            for words, left in zip(row, xs, strict=False):
                if words:
                    self.text(left + 4, top + height - 6, words, 10)
        return ys[-1]

    def image(self, x0: float, y0: float, x1: float, y1: float) -> PageBuilder:
        """A grey picture."""
        self.has_image = True
        self.operators.append(f"q {x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {self.height - y1:.2f} cm /Im1 Do Q")
        return self

    def raw(self, operators: str) -> PageBuilder:
        """Operators as they are."""
        self.operators.append(operators)
        return self

    def _code(self, letter: str) -> int:
        return self.codes.setdefault(letter, 32 + len(self.codes))


def build_pdf(*pages: PageBuilder, trailer: str = "", catalog: str = "") -> bytes:
    """The file's bytes; `trailer` and `catalog` are added to those dictionaries."""
    objects: list[bytes] = [b"", b""]
    kids = [_add_page(objects, page) for page in pages]
    objects[0] = f"<</Type/Catalog/Pages 2 0 R {catalog}>>".encode()
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>".encode()
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _add_page(objects: list[bytes], page: PageBuilder) -> int:
    content = _add(objects, _stream("\n".join(page.operators).encode()))
    fonts = f"/Font<</F1 {_add_font(objects, page)} 0 R>>"
    images = f"/XObject<</Im1 {_add_image(objects)} 0 R>>" if page.has_image else ""
    box = f"/MediaBox[0 0 {page.width} {page.height}]/Rotate {page.rotate}"
    return _add(
        objects,
        f"<</Type/Page/Parent 2 0 R{box}/Contents {content} 0 R/Resources<<{fonts}{images}>>>>".encode(),
    )


def _add_font(objects: list[bytes], page: PageBuilder) -> int:
    widths = " ".join(["500"] * 224)
    mapped = ""
    if page.is_mapped:
        rows = "\n".join(f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in page.codes.items())
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <00> <ff> "
            f"endcodespacerange\n{len(page.codes)} beginbfchar\n{rows}\nendbfchar endcmap end end"
        )
        mapped = f"/ToUnicode {_add(objects, _stream(cmap.encode()))} 0 R"
    described = (
        f"<</Type/FontDescriptor/FontName/{page.font_name}/Flags 4/FontBBox[0 -200 500 800]/ItalicAngle 0/Ascent 800"
        "/Descent -200/CapHeight 700/StemV 80>>"
    )
    descriptor = _add(objects, described.encode())
    font = (
        f"<</Type/Font/Subtype/TrueType/BaseFont/{page.font_name}/FirstChar 32/LastChar 255/Widths[{widths}]"
        f"/FontDescriptor {descriptor} 0 R/Encoding/WinAnsiEncoding{mapped}>>"
    )
    return _add(objects, font.encode())


def _add_image(objects: list[bytes]) -> int:
    head = "/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8"
    return _add(objects, _stream(b"\x80\x90\xa0\xb0", head))


def _stream(data: bytes, head: str = "") -> bytes:
    return f"<<{head}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def _add(objects: list[bytes], body: bytes) -> int:
    objects.append(body)
    return len(objects)


def parcel_of(data: bytes, name: str = "report.pdf") -> Parcel:
    """The parcel a PDF comes to the reader in."""
    sha256 = hashlib.sha256(data).hexdigest()
    return Parcel(Document(sha256[:16], name, sha256, "application/pdf", DocumentStatus.OK))
