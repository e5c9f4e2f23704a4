"""Old office files made new by LibreOffice, where it is installed: .doc, .rtf and .odt to .docx, .ods to .xlsx.

It runs without a window, in a folder of its own, with a profile that forbids macros, active content and links to other
machines, and is ended with all it started when its time is up.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import regex

from extractors.readers.failure import ReadFailure
from schemas.document import ErrorCode

_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = f"{_OFFICE}.wordprocessingml.document"
XLSX = f"{_OFFICE}.spreadsheetml.sheet"
_OPEN = "application/vnd.oasis.opendocument"
# A report of 20 pages takes 2 s, most of it to start; 500 pages 20 s.
TIMEOUT_SECONDS = 120
MAX_OUTPUT_BYTES = 300 * 1024 * 1024
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# Begins a Word file's main stream; eleven bytes on stands the bit that says it is encrypted ([MS-DOC] 2.5.2).
_WORD_MARK = b"\xec\xa5"
_ENCRYPTED_BIT = 0x01
_SECTOR_BYTES = 512
_FIELD = regex.compile(rb"\{\s*(?:\\\*\s*)?\\fldinst(?![a-z])")
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a media type becomes: the name LibreOffice knows the source by, and the new media type."""

    suffix: str
    target: str
    media_type: str


CONVERSIONS: dict[str, Conversion] = {
    "application/msword": Conversion("doc", "docx", DOCX),
    "application/rtf": Conversion("rtf", "docx", DOCX),
    f"{_OPEN}.text": Conversion("odt", "docx", DOCX),
    f"{_OPEN}.spreadsheet": Conversion("ods", "xlsx", XLSX),
}
"""Media types that are read by way of LibreOffice."""


def find_soffice() -> str | None:
    """The path of LibreOffice's program, None where it is not installed."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def convert_office(data: bytes, media_type: str, timeout_seconds: float = TIMEOUT_SECONDS) -> tuple[bytes, str]:
    """The file as .docx or .xlsx, with its new media type. Raises ReadFailure with the reason, and what to type."""
    conversion = CONVERSIONS[media_type]
    if conversion.suffix == "doc" and _is_encrypted_word(data):
        raise ReadFailure(ErrorCode.ENCRYPTED, "tệp Word đặt mật khẩu — the file is protected by a password")
    program = find_soffice()
    if program is None:
        raise ReadFailure(ErrorCode.UNSUPPORTED_TYPE, _how_to_install(conversion.suffix))
    with tempfile.TemporaryDirectory(prefix="solieu-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"source.{conversion.suffix}"
        source.write_bytes(_without_fields(data) if conversion.suffix == "rtf" else data)
        _write_profile(folder / "profile")
        _run(_command(program, folder, source, conversion.target), folder, timeout_seconds)
        return _read_result(folder / "out" / f"source.{conversion.target}"), conversion.media_type


def _without_fields(rtf: bytes) -> bytes:
    """The rich text with its field instructions under a name no reader knows; what the fields showed stays.

    The settings do not keep INCLUDEPICTURE from a file of this machine or a share (measured, LibreOffice 7.4).
    """
    return _FIELD.sub(rb"{\\*\\fldnone", rtf)


def _how_to_install(suffix: str) -> str:
    if os.name == "nt":
        line = "winget install TheDocumentFoundation.LibreOffice"
    elif Path("/Applications").is_dir():
        line = "brew install --cask libreoffice"
    else:
        line = "sudo apt-get install -y --no-install-recommends libreoffice-writer libreoffice-calc"
    return (
        f"cần LibreOffice để đọc tệp .{suffix}, hãy gõ: {line} — LibreOffice is needed to read .{suffix}; type: {line}"
    )


def _is_encrypted_word(data: bytes) -> bool:
    for start in range(_SECTOR_BYTES, min(len(data), 64 * _SECTOR_BYTES), _SECTOR_BYTES):
        if data.startswith(_WORD_MARK, start):
            return bool(data[start + 11 : start + 12]) and bool(data[start + 11] & _ENCRYPTED_BIT)
    return False


def _write_profile(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True)
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")


def _command(program: str, folder: Path, source: Path, target: str) -> list[str]:
    options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return [program, profile, *options, "--convert-to", target, "--outdir", str(folder / "out"), str(source)]


def _run(command: list[str], folder: Path, timeout_seconds: float) -> None:
    """Run to the end, or end it and all it started when the time is up."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment = {**kept, "HOME": str(folder), "SAL_DISABLE_OPENCL": "1"}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout_seconds)
    except subprocess.TimeoutExpired:
        detail = f"LibreOffice chạy quá {timeout_seconds:.0f} giây — LibreOffice took more than {timeout_seconds:.0f} s"
        raise ReadFailure(ErrorCode.TIMEOUT, detail) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children (soffice is a script around the program that works)."""
    if os.name == "nt":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    process.wait()


def _read_result(path: Path) -> bytes:
    if not path.is_file() or path.stat().st_size == 0:
        raise ReadFailure(ErrorCode.CORRUPT, "LibreOffice không mở được tệp — LibreOffice could not open the file")
    if path.stat().st_size > MAX_OUTPUT_BYTES:
        raise ReadFailure(ErrorCode.TOO_LARGE, "tệp sau khi chuyển đổi quá lớn — the converted file is too large")
    return path.read_bytes()
