"""Old office files by way of LibreOffice: without it a clear word, with it the text."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import PIL.Image
import pytest

from extractors.readers.docx import read_docx
from extractors.readers.failure import ReadFailure
from pipeline.tools import libreoffice
from pipeline.tools.libreoffice import CONVERSIONS, DOCX, XLSX, convert_office, find_soffice
from schemas.document import Encoding, ErrorCode
from tests.extractors.readers.office_files import parcel, rules
from tests.pipeline.office_traps import linking_odt, linking_rtf, trap_odt

RTF = rb"{\rtf1\ansi{\fonttbl{\f0 Times New Roman;}}\f0 S\u7889? li\u7879?u: 98,5%\par}"
needs_office = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")


def fail(data: bytes, media_type: str, seconds: float = 60) -> ReadFailure:
    with pytest.raises(ReadFailure) as failure:
        convert_office(data, media_type, seconds)
    return failure.value


def test_without_libreoffice_the_line_to_type_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: None)
    for media_type, conversion in CONVERSIONS.items():
        failure = fail(b"x", media_type)
        assert failure.code is ErrorCode.UNSUPPORTED_TYPE
        assert f".{conversion.suffix}" in failure.detail
        assert "libreoffice" in failure.detail.lower()


def test_a_password_is_seen_before_anything_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: "/no/such/program")
    stream = b"\xec\xa5" + bytes(9) + b"\x01"
    assert fail(bytes(512) + stream.ljust(512, b"\0"), "application/msword").code is ErrorCode.ENCRYPTED


def fake_office(folder: Path, body: str) -> str:
    """A program in LibreOffice's place; sees the folder it writes to as OUT."""
    script = folder / "soffice"
    lines = [f"#!{sys.executable}", "import sys, time", "from pathlib import Path"]
    lines += ["OUT = Path(sys.argv[sys.argv.index('--outdir') + 1])", body]
    script.write_text("\n".join(lines), encoding="utf-8")
    script.chmod(0o755)
    return str(script)


FAKES = [
    ("pass", ErrorCode.CORRUPT, "leaves nothing"),
    ("OUT.mkdir(); (OUT / 'source.docx').touch()", ErrorCode.CORRUPT, "leaves nothing in it"),
    ("time.sleep(60)", ErrorCode.TIMEOUT, "hangs"),
    ("import subprocess; subprocess.run(['sleep', '60'])", ErrorCode.TIMEOUT, "its child hangs"),
    ("OUT.mkdir(); (OUT / 'source.docx').write_bytes(bytes(99))", ErrorCode.TOO_LARGE, "leaves too much"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="scripts are no programs there")
@pytest.mark.parametrize(("body", "code", "_new"), FAKES, ids=[row[2] for row in FAKES])
def test_what_goes_wrong_is_told(
    body: str, code: ErrorCode, _new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = fake_office(tmp_path, body)
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: program)
    monkeypatch.setattr(libreoffice, "MAX_OUTPUT_BYTES", 50)
    assert fail(b"x", "application/rtf", seconds=1.5).code is code


@needs_office
def test_a_rich_text_is_read() -> None:
    data, media_type = convert_office(RTF, "application/rtf")
    assert media_type == DOCX
    assert read_docx(data, parcel(), rules()).pages[0].text == "Số liệu: 98,5%\n"


@needs_office
def test_rubbish_is_corrupt() -> None:
    assert fail(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "application/msword").code is ErrorCode.CORRUPT


REPORT = Path("../shared/reports/vni-decision-2008.doc")


@needs_office
@pytest.mark.skipif(not REPORT.is_file(), reason="the shared reports are not here")
def test_an_old_decision_in_vni_is_read() -> None:
    data, _ = convert_office(REPORT.read_bytes(), "application/msword")
    page = read_docx(data, parcel(), rules()).pages[0]
    assert page.encoding is Encoding.VNI
    assert page.text.count("\n") > 20


def test_targets_are_types_that_are_read() -> None:
    assert {conversion.media_type for conversion in CONVERSIONS.values()} == {DOCX, XLSX}


ODT = "application/vnd.oasis.opendocument.text"
# What an office that trusts everybody has set: macros run, links are followed.
UNLOCKED = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "0"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
)
needs_sessions = pytest.mark.skipif(sys.platform == "win32", reason="the trap is sprung in a session of its own")


class Server:
    """A picture on loopback, and who asked for it."""

    def __init__(self) -> None:
        out = io.BytesIO()
        PIL.Image.new("RGB", (8, 8), (200, 0, 0)).save(out, "png")
        self.picture, self.asked = out.getvalue(), list[str]()
        asked, picture = self.asked, self.picture

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # any method: OPTIONS and HEAD come first
                asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "image/png")
                self.send_header("Content-Length", str(len(picture)))
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(picture)

            def __getattr__(self, name: str) -> Callable[[], None]:
                if not name.startswith("do_"):
                    raise AttributeError(name)
                return self.do_GET

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def open_unlocked(data: bytes, folder: Path, mark: Path) -> None:
    """Open a text as a person does, every lock off, until its macro has run."""
    source = folder / "trap.odt"
    source.write_bytes(data)
    libreoffice._write_profile(folder / "profile")
    program = find_soffice() or ""
    command = libreoffice._command(program, folder, source, "docx")
    kept = [word for word in command[:-1] if word not in {"--convert-to", "docx", "--outdir", str(folder / "out")}]
    with subprocess.Popen([*kept, str(source)], start_new_session=True, stdout=subprocess.DEVNULL) as process:
        for _ in range(200):
            if mark.exists():
                break
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGKILL)


@needs_office
@needs_sessions
def test_no_macro_runs_and_no_link_is_followed(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "sprung"
    trap = trap_odt(mark, server.url)
    data, _ = convert_office(trap, ODT)
    assert "98,5%" in read_docx(data, parcel(), rules()).pages[0].text
    assert (mark.exists(), server.asked) == (False, [])
    monkeypatch.setattr(libreoffice, "_SETTINGS", UNLOCKED)
    open_unlocked(trap, tmp_path, mark)
    assert mark.exists(), "the trap is none"
    assert server.asked, "the links are none"


@needs_office
@needs_sessions
def test_no_link_of_a_word_file_is_followed(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as unlocked:
        unlocked.setattr(libreoffice, "_SETTINGS", UNLOCKED)
        word = convert_to_doc(linking_odt(server.url), tmp_path)
    assert "/picture.png" in server.asked
    assert server.url.encode("utf-16-le") in word or server.url.encode("ascii") in word
    server.asked.clear()
    data, _ = convert_office(word, "application/msword")
    assert "98,5%" in read_docx(data, parcel(), rules()).pages[0].text
    assert server.asked == []


def convert_to_doc(data: bytes, folder: Path) -> bytes:
    source = folder / "source.odt"
    source.write_bytes(data)
    libreoffice._write_profile(folder / "profile")
    libreoffice._run(libreoffice._command(find_soffice() or "", folder, source, "doc"), folder, 60)
    return (folder / "out" / "source.doc").read_bytes()


@needs_office
def test_no_field_of_a_rich_text_reads_a_file_of_this_machine(tmp_path: Path) -> None:
    PIL.Image.new("RGB", (8, 8)).save(tmp_path / "picture.png")
    (tmp_path / "text.rtf").write_bytes(rb"{\rtf1 secret}")
    data, _ = convert_office(linking_rtf(tmp_path.as_uri()), "application/rtf")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert [name for name in package.namelist() if name.endswith(".png")] == []
        assert b"secret" not in package.read("word/document.xml")
        assert b"98,5" in package.read("word/document.xml")


@pytest.mark.parametrize(
    ("rtf", "quiet"),
    [
        (rb"{\field{\*\fldinst {PAGE}}{\fldrslt 7}}", rb"{\field{\*\fldnone {PAGE}}{\fldrslt 7}}"),
        (rb"{\field{\fldinst PAGE}}", rb"{\field{\*\fldnone PAGE}}"),
        (rb"{\fldinstx 1} 98,5\par", rb"{\fldinstx 1} 98,5\par"),
    ],
)
def test_fields_of_a_rich_text_lose_their_instructions(rtf: bytes, quiet: bytes) -> None:
    assert libreoffice._without_fields(rtf) == quiet
