"""Which sample reports stand in which containers beside their text: each container is shown once, some twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.samples.model import Report
from corpus.samples.old_letters import set_old_letters
from corpus.samples.pdf import set_pdf
from corpus.samples.scan import set_scan
from corpus.samples.word import set_word
from corpus.samples.workbook import set_workbook

CONTAINERS: tuple[tuple[str, str, Callable[[Report], bytes]], ...] = (
    ("giao-duc-nam-hoc-2022-2023", ".docx", set_word),
    ("giao-duc-nam-hoc-2022-2023", ".pdf", set_pdf),
    ("ngan-sach-xa-9-thang-2025", ".docx", set_word),
    ("thu-tuc-hanh-chinh-6-thang-2023", ".pdf", set_pdf),
    ("chuyen-doi-so-huyen-2024", "-tcvn3.pdf", set_old_letters),
    ("nong-nghiep-huyen-2022", "-scan.pdf", set_scan),
    ("thi-hanh-an-nam-2021", "-bieu.xlsx", set_workbook),
)
"""Report, what follows its name, and how it is set. Every report is a text too: gold is written from that."""


def contained_files(reports: tuple[Report, ...]) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of every report in another container than text."""
    by_name = {report.name: report for report in reports}
    for name, ending, set_report in CONTAINERS:
        yield name + ending, set_report(by_name[name])


def endings_of(report: Report) -> list[str]:
    """What follows the report's name in its files, text first."""
    return [".txt", *(ending for name, ending, _ in CONTAINERS if name == report.name)]
