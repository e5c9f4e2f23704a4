"""Old office files by way of LibreOffice: without it a clear word, with it the text."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractors.readers.docx import read_docx
from extractors.readers.failure import ReadFailure
from pipeline.tools import libreoffice
from pipeline.tools.libreoffice import CONVERSIONS, DOCX, XLSX, convert_office, find_soffice
from schemas.document import Encoding, ErrorCode
from tests.extractors.readers.office_files import parcel, rules

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
