"""Writes the sample reports, their truth and their README. Running it again changes nothing.

Run from the project's root: `python -m corpus.make_samples` (or `python corpus/make_samples.py`). The extras `test`
and `ocr` must be installed: they set PDF and images.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
if __package__ in {None, ""}:
    sys.path.insert(0, str(HERE.parent))

from corpus.samples.containers import contained_files  # noqa: E402
from corpus.samples.gold import gold_json  # noqa: E402
from corpus.samples.library import all_reports  # noqa: E402
from corpus.samples.readme import readme_of  # noqa: E402
from corpus.samples.text import set_text  # noqa: E402


@cache
def sample_files() -> dict[str, bytes]:
    """What the script writes: path relative to corpus/ -> bytes."""
    reports = all_reports()
    texts = {"README.md": readme_of(reports)}
    for report in reports:
        text, _ = set_text(report)
        texts[f"reports/{report.name}.txt"] = text
        texts[f"gold/{report.name}.json"] = gold_json(report)
    contained = {f"reports/{name}": data for name, data in contained_files(reports)}
    return {path: text.encode() for path, text in texts.items()} | contained


def main() -> int:
    """Write every file that is missing or different, and say how many were."""
    changed = 0
    for name, data in sample_files().items():
        path = HERE / name
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            changed += 1
    print(f"corpus: {changed} tệp thay đổi / files changed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
