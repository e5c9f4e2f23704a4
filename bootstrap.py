"""From nothing to results, with any Python 3: `python3 bootstrap.py` (dvc repro) or `python3 bootstrap.py test`.

Makes .venv, installs what requirements.lock says, then runs. Needs nothing but Python's own library. A line that
starts with `$` is what is being run; anyone can type the same.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from typing import Dict, List, Optional, Tuple

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(BIN, "python.exe" if os.name == "nt" else "python")
STAMP = os.path.join(VENV, "solieu.stamp")
LOCK = os.path.join(ROOT, "requirements.lock")
PROJECT = os.path.join(ROOT, "pyproject.toml")

MIN_PYTHON = (3, 11)
CANDIDATES = ("python3.13", "python3.12", "python3.11", "python3.14", "python3", "python")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
TESSERACT = "tesseract-ocr tesseract-ocr-vie"
APT_SECONDS = 300
PROBE_SECONDS = 30
LOG_CHARACTERS = 4000
SCAN_SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy", "--strict"),
    ("pytest", "-n", "auto"),
)


def main(arguments: List[str]) -> int:
    """Set up, then run what was asked for; its exit code."""
    if arguments not in ([], ["test"]):
        say("python3 bootstrap.py        chạy cả quy trình (dvc repro) — run the whole pipeline")
        say("python3 bootstrap.py test   kiểm tra mã nguồn — run all tests")
        return 2
    if sys.version_info < MIN_PYTHON:
        return run_again_with_newer_python(arguments)
    os.chdir(ROOT)
    try:
        set_up()
    except SetUpError as error:
        say(str(error))
        return 1
    return run_tests() if arguments else run_pipeline()


class SetUpError(Exception):
    """Setting up cannot go on; the message says what to type."""


def say(text: str) -> None:
    """One line, in whatever the terminal can show."""
    encoding = sys.stdout.encoding or "ascii"
    print(text.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()


def run_again_with_newer_python(arguments: List[str]) -> int:
    """Run this file with a Python that is new enough, where there is one."""
    for name in CANDIDATES:
        path = shutil.which(name)
        if path and python_version(path) >= MIN_PYTHON:
            return subprocess.call([path, os.path.abspath(__file__)] + arguments)
    say("Cần Python 3.11 trở lên; máy này chỉ có %s. Cài bằng một trong các lệnh:" % sys.version.split()[0])
    say("Python 3.11 or newer is needed. Install it with one of:")
    say("  Debian, Ubuntu:  sudo apt-get install -y python3.11 python3.11-venv")
    say("  macOS:           brew install python@3.12")
    say("  Windows:         winget install Python.Python.3.12")
    return 1


def python_version(path: str) -> Tuple[int, ...]:
    """Version of a Python as (major, minor); (0, 0) where the command does not work (a shim of pyenv may not)."""
    code = "import sys; print(sys.version_info[0], sys.version_info[1])"
    output = ask([path, "-c", code])
    numbers = output.split()
    return tuple(int(number) for number in numbers) if len(numbers) == 2 else (0, 0)


def ask(command: List[str]) -> str:
    """What a command prints; nothing where it fails, hangs or is missing."""
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def set_up() -> None:
    """Make .venv hold what the lock says; nothing is done where it already does."""
    if read_stamp() == wanted_stamp():
        return
    started = time.time()
    make_venv()
    pip("install", "--require-hashes", "--requirement", LOCK)
    pip("install", "--no-deps", "--editable", ROOT)
    with open(STAMP, "w") as stream:
        stream.write(wanted_stamp())
    say("Đã cài xong trong %.0f giây — installed" % (time.time() - started))


def wanted_stamp() -> str:
    """What .venv is made from: lock, project, this Python, this folder."""
    digest = hashlib.sha256()
    for path in (LOCK, PROJECT):
        with open(path, "rb") as stream:
            digest.update(stream.read())
    digest.update(repr((sys.version_info[:3], ROOT)).encode())
    return digest.hexdigest()


def read_stamp() -> str:
    """What .venv was made from; nothing where it is missing or does not work."""
    if not os.path.isfile(STAMP) or python_version(PYTHON) < MIN_PYTHON:
        return ""
    with open(STAMP) as stream:
        return stream.read()


def make_venv() -> None:
    """Make .venv, with pip in it; a broken one is made anew."""
    if python_version(PYTHON)[:2] == sys.version_info[:2] and ask([PYTHON, "-m", "pip", "--version"]):
        return
    say("$ %s -m venv --clear .venv" % os.path.basename(sys.executable))
    if try_venv() or (install_venv_package() and try_venv()):
        return
    raise SetUpError(
        "Không tạo được môi trường Python (.venv); hãy gõ: sudo apt-get install -y %s\n"
        "Python's venv is not complete here; type the line above, then run this again." % venv_package()
    )


def try_venv() -> bool:
    """Whether `python -m venv` works: on Debian it needs a package of its own."""
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def venv_package() -> str:
    """Debian's package with what `python -m venv` needs."""
    return "python%d.%d-venv" % sys.version_info[:2]


def install_venv_package() -> bool:
    """Install it, where that can be done without asking anybody."""
    return can_install() and apt_install(venv_package())


def can_install() -> bool:
    """Whether system packages can be installed by this process: Debian or Ubuntu, as root."""
    return sys.platform.startswith("linux") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: str) -> bool:
    """Install system packages; False where it fails or takes too long."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends"] + packages.split()):
        say("$ " + " ".join(command))
        try:
            done = subprocess.run(
                command,
                env=environment,
                stdout=subprocess.DEVNULL,
                stdin=subprocess.DEVNULL,
                timeout=APT_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
    return done.returncode == 0


def pip(*arguments: str) -> None:
    """Run pip of .venv; what it says is shown only where it fails."""
    say("$ .venv pip " + " ".join(os.path.relpath(a, ROOT) if os.path.isabs(a) else a for a in arguments))
    command = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input"] + list(arguments)
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        wait_with_clock(process)
        if process.returncode != 0:
            log.seek(0)
            say(log.read().decode("utf-8", "replace")[-LOG_CHARACTERS:])
            raise SetUpError("Cài đặt không thành công, xem các dòng trên — the installation failed, see above")


def wait_with_clock(process: "subprocess.Popen[bytes]") -> None:
    """Wait for a process to end; on a terminal, the seconds go by."""
    started = time.time()
    while process.poll() is None:
        time.sleep(0.2)
        if sys.stdout.isatty():
            sys.stdout.write("\r  %.0f s " % (time.time() - started))
            sys.stdout.flush()
    if sys.stdout.isatty():
        sys.stdout.write("\r")


def run_pipeline() -> int:
    """`dvc repro`, and where its results are."""
    provide_tesseract()
    prepare_dvc()
    code = run("dvc", "repro")
    if code == 0:
        say("")
        say("Kho dữ liệu — warehouse: " + os.path.join("corpus", "build", "warehouse.duckdb"))
        say("Báo cáo rà soát — audit: " + os.path.join("corpus", "build", "audit"))
        say("Số đếm — counts:         dvc metrics show")
        say("Bật môi trường — enter:  " + activate_line())
    return code


def run_tests() -> int:
    """All checks of the code, each even where one before it failed; 0 where all pass."""
    provide_chromium()
    codes = [run(*check) for check in CHECKS]
    return next((code for code in codes if code), 0)


def run(program: str, *arguments: str) -> int:
    """Run a program of .venv as if it had been activated; its exit code."""
    say("$ " + " ".join((program,) + arguments))
    return subprocess.call([os.path.join(BIN, program)] + list(arguments), env=venv_environment())


def venv_environment() -> Dict[str, str]:
    """The environment of a shell in which .venv is active."""
    environment = dict(os.environ, VIRTUAL_ENV=VENV, PATH=BIN + os.pathsep + os.environ.get("PATH", ""))
    environment.pop("PYTHONHOME", None)
    environment.pop("PYTHONPATH", None)
    return environment


def activate_line() -> str:
    """What to type to use dvc and solieu by hand."""
    return ".venv\\Scripts\\activate" if os.name == "nt" else "source .venv/bin/activate"


def prepare_dvc() -> None:
    """Let DVC work in a folder that is not a clone of the repository (a downloaded archive)."""
    if os.path.exists(os.path.join(ROOT, ".git")):
        return
    if not os.path.isdir(os.path.join(ROOT, ".dvc")):
        run("dvc", "init", "--no-scm", "--quiet")
        return
    local = os.path.join(ROOT, ".dvc", "config.local")
    if not os.path.exists(local):
        with open(local, "w") as stream:
            stream.write("[core]\n    no_scm = true\n")


def provide_tesseract() -> None:
    """Tesseract with its Vietnamese model, where the input has files that may be scans; never stops the run."""
    if not has_scans(input_folder()) or "vie" in ask(["tesseract", "--list-langs"]).split():
        return
    if can_install() and apt_install(TESSERACT):
        return
    say("Muốn đọc bản quét, hãy cài tesseract; chưa cài cũng chạy được — to read scans too, type: " + tesseract_line())


def provide_chromium() -> None:
    """A browser for the tests of the audit pages; without one those are skipped, and say so."""
    if any(shutil.which(name) for name in CHROMIUM_NAMES) or (can_install() and apt_install(CHROMIUM_NAMES[0])):
        return
    say("Không có Chromium: bỏ qua các phép thử trang rà soát — no Chromium: tests of the audit pages are skipped")


def tesseract_line() -> str:
    """The exact line that installs it here."""
    if sys.platform == "darwin":
        return "brew install tesseract tesseract-lang"
    if os.name == "nt":
        return "winget install UB-Mannheim.TesseractOCR"
    return "sudo apt-get install -y " + TESSERACT


def input_folder() -> str:
    """The folder of reports that params.yaml names (read without a YAML library)."""
    found: Optional[str] = None
    with open(os.path.join(ROOT, "params.yaml"), encoding="utf-8") as stream:
        for line in stream:
            if line.startswith("input:"):
                found = line.partition(":")[2].partition(" #")[0].strip().strip("\"'")
    return os.path.join(ROOT, found or os.path.join("corpus", "reports"))


def has_scans(folder: str) -> bool:
    """Whether there are files that may be pictures of text."""
    names = (name for _, _, names in os.walk(folder) for name in names)
    return any(name.lower().endswith(SCAN_SUFFIXES) for name in names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
