"""`solieu run` on a folder of files made to break it: each has its status and reason, and the good one is read."""

from __future__ import annotations

import re
import resource
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from tests.end_to_end.test_bad_input import TEXT, Run, solieu
from tests.extractors.readers.office_files import docx, p, xlsx, zip_of
from tests.extractors.readers.pdf_builder import PageBuilder, build_pdf

PROSE = "Giải quyết đúng hạn 45/50 hồ sơ, đạt 90% kế hoạch năm của huyện."


def page(**changes: float) -> PageBuilder:
    return PageBuilder(font_name="Report", **changes).text(72, 60, PROSE)  # type: ignore[arg-type]


def encrypted() -> bytes:
    stream = BytesIO()
    with pikepdf.open(BytesIO(build_pdf(page()))) as document:
        document.save(stream, encryption=pikepdf.Encryption(owner="chu", user="mat khau", R=6))
    return stream.getvalue()


def circular() -> bytes:
    return build_pdf(page()).replace(b"/Kids[", b"/Kids[2 0 R ").replace(b"/Count 1", b"/Count 9")


def without_pages() -> bytes:
    kids = re.sub(rb"/Count 1/Kids\[\d+ 0 R\]", b"/Count 0/Kids[     ]", build_pdf(page()))
    return kids.replace(b"/Type/Page/", b"/Type/Pagx/")


def of_pages(count: int) -> bytes:
    """A file whose pages are all drawn by one and the same object."""
    kids = " ".join(f"{number} 0 R" for number in range(5, 5 + count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Length 37>>stream\nBT /F1 12 Tf 72 700 Td (Nam 45/50) Tj ET\nendstream",
    ]
    box = "/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 4 0 R"
    objects += [f"<</Type/Page/Parent 2 0 R{box}>>"] * count
    body, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end = f"{head}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return bytes(body) + end.encode()


def million_objects() -> bytes:
    return build_pdf(PageBuilder(font_name="Report").raw("BT /F1 9 Tf 1 0 0 1 9 9 Tm " + "(1)Tj " * 1_000_000 + "ET"))


def with_script_and_file() -> bytes:
    catalog = (
        "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\); this.exportDataObject\\({cName:'x.exe',nLaunch:2}\\))>>"
        "/Names<</EmbeddedFiles<</Names[(x.exe)<</Type/Filespec/F(x.exe)>>]>>>>"
    )
    return build_pdf(page(), catalog=catalog)


def picture_bomb() -> bytes:
    """A PNG of 60,000 x 60,000 points in 60 bytes of header and no more."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def sheet_bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx({"1": "</sheetData>"}))) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    sheet = next(name for name in parts if "worksheets/" in name and name.endswith(".xml"))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as after:
        for name, data in parts.items():
            if name != sheet:
                after.writestr(name, data)
        with after.open(sheet, "w") as part:
            for _ in range(150):
                part.write(b" " * 1024 * 1024)
    return stream.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str, str | None]] = {
    "encrypted.pdf": (encrypted, "failed", "encrypted"),
    "truncated.pdf": (lambda: build_pdf(page(), page(), page())[:-900], "partial", "corrupt"),
    "truncated.docx": (lambda: docx(p(PROSE) * 50)[:-300], "failed", "corrupt"),
    "circular.pdf": (circular, "partial", "corrupt"),
    "no-pages.pdf": (without_pages, "failed", "empty"),
    "20000-pages.pdf": (lambda: of_pages(20_000), "failed", "too_large"),
    "ten-metres.pdf": (lambda: build_pdf(page(width=28_346.0, height=28_346.0)), "ok", None),
    "million-objects.pdf": (million_objects, "failed", "too_large"),
    "script-and-file.pdf": (with_script_and_file, "ok", None),
    "fonts-without-maps.pdf": (
        lambda: build_pdf(PageBuilder(font_name="ABCDEF+T1", is_mapped=False).lines(72, 60, [PROSE] * 9)),
        "failed",
        "ocr_unavailable",
    ),
    "picture-bomb.png": (picture_bomb, "failed", "too_large"),
    "sheet-bomb.xlsx": (sheet_bomb, "failed", "too_large"),
    "program.docx": (lambda: b"MZ\x90\x00" + bytes(2000), "failed", "unsupported_type"),
    "program.pdf": (lambda: b"\x7fELF" + bytes(2000), "failed", "corrupt"),
    "entities.docx": (
        lambda: zip_of({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'}),
        "failed",
        "corrupt",
    ),
}
MEASURED = {"fonts-without-maps.pdf"}
"""What Tesseract makes of the page decides the status, where it is installed."""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("hostile") / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT, encoding="utf-8")
    for name, (build, _, _) in HOSTILE.items():
        (folder / name).write_bytes(build())
    done = solieu("run", folder, "--output", folder.parent / "out", "--workers", "2")
    return Run(folder.parent / "out", done)


def test_the_run_goes_on(run: Run) -> None:
    assert run.done.returncode == 0, run.done.stderr
    assert "Traceback" not in run.done.stderr
    assert run.ask("SELECT status FROM documents WHERE path = 'good.txt'") == [("ok",)]
    assert run.ask("SELECT count(*) FROM documents") == [(len(HOSTILE) + 1,)]


@pytest.mark.parametrize("name", HOSTILE)
def test_status_and_reason(run: Run, name: str) -> None:
    _, status, code = HOSTILE[name]
    sql = "SELECT status, error_code, error_detail FROM documents WHERE path = ?"
    ((found, error_code, detail),) = run.ask(sql, name)
    if name in MEASURED:
        assert (found, error_code) in {("ok", None), (status, code), ("partial", code)}
        return
    assert (found, error_code) == (status, code), detail
    assert code is None or name in str(detail), "the reason names the file"


@pytest.mark.parametrize("name", [name for name, (_, status, _) in HOSTILE.items() if status == "ok"])
def test_what_can_be_read_is_read(run: Run, name: str) -> None:
    sql = "SELECT numerator, denominator, percent FROM facts JOIN documents USING (document_id) WHERE path = ?"
    assert ("45.000000", "50.000000", "90.000000") in {tuple(map(str, row)) for row in run.ask(sql, name)}


def test_nothing_is_unpacked_or_run(run: Run) -> None:
    assert not list(run.output.parent.rglob("*.exe*"))


def test_no_worker_grew_beyond_its_limit(run: Run) -> None:
    assert run.done.returncode == 0
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 < 2_500
