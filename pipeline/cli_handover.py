"""The commands that write what is handed over: annotate, letter, diff."""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline import messages
from pipeline.errors import UserError
from pipeline.paths import Layout, finished_layout, output_layout

EXIT_OK = 0
EXIT_FINDINGS = 1


def annotate(options: argparse.Namespace) -> int:
    """`solieu annotate`: marked copies of the reports in OUT/annotated/."""
    from pipeline.audit.masking import Mask
    from pipeline.cli_reading import open_warehouse
    from pipeline.handover.annotate import annotate_reports

    layout = _reviewed(options.output)
    mask = Mask(is_on=not options.show_personal_data)
    count = 0
    with open_warehouse(layout.warehouse) as warehouse:
        folder = layout.output / "annotated"
        for written in annotate_reports(warehouse, options.input, folder, mask, is_confirmed_only=options.confirmed):
            print(messages.file_written(written.path, written.is_signed))
            count += 1
    if not count:
        print(messages.nothing_to_mark())
    return EXIT_OK


def letter(options: argparse.Namespace) -> int:
    """`solieu letter`: one letter an office in OUT/letters/; 1 where nothing is confirmed."""
    from pipeline.audit.masking import Mask
    from pipeline.cli_reading import open_warehouse
    from pipeline.handover.letter import Sender, write_letters

    layout = _reviewed(options.output)
    sender = Sender(options.sender, options.above, options.town)
    with open_warehouse(layout.warehouse) as warehouse:
        mask = Mask(is_on=not options.show_personal_data)
        written = list(write_letters(warehouse, layout.output / "letters", sender, mask))
    for path in written:
        print(messages.file_written(path, is_signed=False))
    if not written:
        print(messages.nothing_confirmed())
    return EXIT_OK if written else EXIT_FINDINGS


def diff(options: argparse.Namespace) -> int:
    """`solieu diff`: facts changed, added, gone; findings resolved, new, remaining."""
    from pipeline.audit.masking import Mask
    from pipeline.handover.diff import compare_warehouses, print_json, print_text

    with _warehouse_of(options.old, options) as old, _warehouse_of(options.new, options) as new:
        comparison = compare_warehouses(old, new, Mask(is_on=not options.show_personal_data))
    sys.stdout.write(print_json(comparison) if options.format == "json" else print_text(comparison))
    return EXIT_OK


def _reviewed(output: Path) -> Layout:
    """A finished run with the decisions of now in its warehouse."""
    from pipeline.reviews import read_reviews, refresh_warehouse

    layout = finished_layout(output)
    if not layout.warehouse.is_file():
        raise UserError(messages.no_audit_there(output))
    refresh_warehouse(layout.warehouse, read_reviews(layout.reviews))
    return layout


@contextlib.contextmanager
def _warehouse_of(path: Path, options: argparse.Namespace) -> Iterator[Path]:
    """The warehouse of a finished run, or of reports run now into a folder that goes."""
    if path.suffix == ".duckdb" and path.is_file():
        yield path
    elif (path / "warehouse.duckdb").is_file():
        yield path / "warehouse.duckdb"
    else:
        from pipeline.cli_commands import run_quietly

        with tempfile.TemporaryDirectory(prefix="solieu-") as folder:
            layout = output_layout(path, Path(folder))
            run_quietly(layout, options)
            yield layout.warehouse
