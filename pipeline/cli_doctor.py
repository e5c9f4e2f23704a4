"""`solieu doctor`: is what solieu needs on this machine, and what to type where it is not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from rich.console import Console
from rich.text import Text

from pipeline.cache import solieu_version

PROBE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Need:
    """Something solieu uses: a Python package."""

    package: str
    purpose: str
    extra: str | None = None
    """The extra of pyproject.toml that brings it; None where solieu cannot work without."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing stands: its version where it is there, else the line to type."""

    name: str
    purpose: str
    version: str | None
    remedy: str
    is_required: bool = False


PACKAGES: tuple[Need, ...] = (
    Need("duckdb", "kho dữ liệu — warehouse"),
    Need("pyarrow", "tệp Parquet — shards"),
    Need("pydantic", "đọc quy tắc — rules"),
    Need("pyyaml", "đọc quy tắc — rules"),
    Need("regex", "tìm con số — numbers"),
    Need("rich", "màn hình — terminal"),
    Need("jinja2", "báo cáo rà soát — audit"),
    Need("dvc", "dvc repro", "dvc"),
    Need("pypdfium2", "PDF", "pdf"),
    Need("pdfplumber", "PDF", "pdf"),
    Need("camelot-py", "bảng trong PDF — tables in PDF", "pdf"),
    Need("spacy", "chỉ tiêu — indicators"),
    Need("underthesea", "chỉ tiêu — indicators"),
    Need("rapidfuzz", "chỉ tiêu — indicators"),
    Need("ray", "nhiều máy — a cluster (--engine ray)", "ray"),
)


def examine() -> tuple[Finding, ...]:
    """How everything stands on this machine."""
    python = ".".join(map(str, sys.version_info[:3]))
    return (
        Finding("solieu", "", solieu_version(), "", is_required=True),
        Finding("python", ">= 3.11", python, "", is_required=True),
        *map(_examine_package, PACKAGES),
        _examine_tesseract(),
        _examine_program("soffice", "tệp .doc cũ — old .doc files", "libreoffice-writer"),
        _examine_program("git", "phiên bản dữ liệu — versions of data", "git"),
    )


def _examine_package(need: Need) -> Finding:
    try:
        found = version(need.package)
    except PackageNotFoundError:
        found = None
    return Finding(need.package, need.purpose, found, f"pip install {need.package}", is_required=need.extra is None)


def _examine_tesseract() -> Finding:
    """Tesseract counts only with its Vietnamese model: without it, marks are lost."""
    languages = _ask("tesseract", "--list-langs").split()
    shown = _ask("tesseract", "--version").partition("\n")[0].removeprefix("tesseract ")
    found = f"{shown} (vie)" if "vie" in languages else None
    return Finding(
        "tesseract + vie", "bản chụp, bản quét — scans", found, install_line("tesseract-ocr tesseract-ocr-vie")
    )


def _examine_program(name: str, purpose: str, package: str) -> Finding:
    where = shutil.which(name)
    return Finding(name, purpose, where, install_line(package))


def install_line(packages: str) -> str:
    """The exact line that installs system packages here."""
    if sys.platform == "darwin":
        return f"brew install {packages.replace('tesseract-ocr tesseract-ocr-vie', 'tesseract tesseract-lang')}"
    if sys.platform == "win32":
        return "winget install UB-Mannheim.TesseractOCR" if "tesseract" in packages else f"winget install {packages}"
    return f"sudo apt-get install -y {packages}"


def _ask(program: str, argument: str) -> str:
    """What a program prints; nothing where it is missing, fails or hangs."""
    if shutil.which(program) is None:
        return ""
    try:
        done = subprocess.run([program, argument], capture_output=True, text=True, timeout=PROBE_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout or done.stderr


def show(findings: tuple[Finding, ...], console: Console) -> None:
    """One line a thing: there or not, its version, or the line to type, whole on its line whatever the width."""
    for finding in findings:
        line = Text(" đủ    ok      ", "green") if finding.version else Text(" thiếu missing ", _urgency(finding))
        line.append(f" {finding.name:<16} ", "bold")
        line.append(finding.version or finding.remedy, "default")
        line.append(f"   ({finding.purpose})" if finding.purpose else "", "dim")
        console.print(line, soft_wrap=True)


def _urgency(finding: Finding) -> str:
    return "red" if finding.is_required else "yellow"
