"""Real reports in old letters against their transcripts, letter by letter.

    python -m tests.benchmarks.bench_transcripts FILE.pdf TRANSCRIPT.txt [--show]

Prints the share of the transcript's characters that were read, with case and without, and with --show every place where
they differ. White space counts as one blank. A .doc is made new by LibreOffice first.
"""

from __future__ import annotations

import argparse
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

from extractors.readers import read_bytes
from pipeline.evaluate_reading import start_parcel
from pipeline.media import sniff_media_type
from pipeline.runner import compiled_rules
from pipeline.tools.libreoffice import convert_office

_BEFORE = 15


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("transcript", type=Path)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    read, typed = read_text(given.file), squeeze(given.transcript.read_text(encoding="utf-8"))
    for name, ours, theirs in (("with case", read, typed), ("ignoring case", read.casefold(), typed.casefold())):
        same = sum(block.size for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks())
        print(f"{name:14} {100 * same / len(theirs):.3f} % of {len(theirs)} characters; {len(ours)} were read")
    if given.show:
        show_differences(read, typed)


def read_text(file: Path) -> str:
    """The text of all pages of a file."""
    data, name = file.read_bytes(), file.name
    if file.suffix == ".doc":
        data, _ = convert_office(data, sniff_media_type(name, data[:512], data[-512:]))
        name = f"{file.stem}.docx"
    parcel = read_bytes(data, start_parcel(data, name), compiled_rules())
    return squeeze("\n".join(page.text for page in parcel.pages))


def squeeze(text: str) -> str:
    """The text in NFC with single blanks."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def show_differences(read: str, typed: str) -> None:
    """A line for every run of characters that differs, with what stands before it."""
    for kind, a, b, c, d in SequenceMatcher(None, read, typed, autojunk=False).get_opcodes():
        if kind != "equal":
            print(f"{read[max(0, a - _BEFORE) : a]!r}: read {read[a:b]!r}, typed {typed[c:d]!r}")


if __name__ == "__main__":
    main()
