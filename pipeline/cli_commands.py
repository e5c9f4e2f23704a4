"""The commands of `solieu`, from parsed options to an exit code."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from pipeline import messages
from pipeline.params import Params, load_params
from pipeline.paths import Layout, finished_layout, output_layout, repro_layout
from pipeline.progress import open_reporter
from pipeline.runner import open_context, run_stage, run_stages
from pipeline.shards import spare_pandas
from pipeline.stages.ingest import find_files

EXIT_OK = 0
EXIT_FINDINGS = 1


def run(options: argparse.Namespace) -> int:
    """`solieu run`: everything, into a folder that stays."""
    from pipeline.audit.masking import Mask
    from pipeline.cli_lines import show_lines
    from pipeline.cli_reading import count_accusations, open_warehouse
    from pipeline.cli_text import open_console

    layout = output_layout(options.input, options.output, options.reviews)
    _run_until("report", layout, options, is_quiet=False)
    with open_warehouse(layout.warehouse) as warehouse:
        show_lines(warehouse, open_console(sys.stdout), Mask(is_on=not options.show_personal_data))
        found = count_accusations(warehouse, options.fail_on)
    print(messages.run_finished(layout.warehouse, layout.audit))
    return EXIT_FINDINGS if found else EXIT_OK


def audit(options: argparse.Namespace) -> int:
    """`solieu audit`: everything but the report, into a folder that goes; findings in the terminal."""
    from pipeline.audit.masking import Mask
    from pipeline.cli_audit import show_audit
    from pipeline.cli_formats import print_findings
    from pipeline.cli_reading import count_accusations, open_warehouse
    from pipeline.cli_text import open_console

    mask = Mask(is_on=not options.show_personal_data)
    with tempfile.TemporaryDirectory(prefix="solieu-") as folder:
        layout = output_layout(options.input, Path(folder), options.reviews)
        _run_until("load", layout, options, is_quiet=True)
        with open_warehouse(layout.warehouse) as warehouse:
            if options.format == "text":
                show_audit(warehouse, open_console(sys.stdout), mask)
            else:
                sys.stdout.write(print_findings(warehouse, options.format, mask))
            found = count_accusations(warehouse, options.fail_on)
    return EXIT_FINDINGS if found else EXIT_OK


def review(options: argparse.Namespace) -> int:
    """`solieu review`: the audit pages on this machine, until Ctrl-C; decisions are written as they are made."""
    from pipeline.cli_review import serve_review

    return serve_review(finished_layout(options.output), options.port, opens_browser=not options.no_browser)


def explain(options: argparse.Namespace) -> int:
    """`solieu explain`: one number of one file."""
    from pipeline.cli_explain import show_explanation
    from pipeline.cli_reading import read_parcels
    from pipeline.cli_text import open_console

    options.workers, options.engine = 1, "local"
    with tempfile.TemporaryDirectory(prefix="solieu-") as folder:
        layout = output_layout(options.file, Path(folder))
        _run_until("check", layout, options, is_quiet=True)
        return show_explanation(read_parcels(layout), options.number, open_console(sys.stdout))


def run_quietly(layout: Layout, options: argparse.Namespace) -> None:
    """Everything up to the warehouse, without a word on the way."""
    options.workers, options.engine = None, "local"
    _run_until("load", layout, options, is_quiet=True)


def _run_until(stage: str, layout: Layout, options: argparse.Namespace, is_quiet: bool) -> None:
    spare_pandas()
    params = _read_params(options)
    find_files(layout, params.ignore)  # before anything is written
    with open_context(layout, params, open_reporter(sys.stderr, is_quiet), options.engine) as context:
        run_stages(context, until=stage)


def _read_params(options: argparse.Namespace) -> Params:
    params = load_params(options.params) if options.params else Params()
    changes: dict[str, object] = {"workers": options.workers} if options.workers else {}
    if getattr(options, "show_personal_data", False):
        changes["show_personal_data"] = True
    return params.model_copy(update=changes)


def stage(options: argparse.Namespace) -> int:
    """`solieu stage`: one stage over the project's folders, as dvc.yaml calls it."""
    spare_pandas()
    params = load_params(options.params)
    with open_context(repro_layout(Path(params.input)), params, open_reporter(sys.stderr)) as context:
        run_stage(options.stage, context)
    return EXIT_OK


def evaluate(options: argparse.Namespace) -> int:
    """`solieu evaluate`: see pipeline.evaluate."""
    from pipeline.evaluate import run_evaluation

    return run_evaluation(options.gold, options.reports, options.workers, is_verbose=options.verbose)


def labels(options: argparse.Namespace) -> int:
    """`solieu labels`: what of a finished run no indicator is linked to."""
    from pipeline.cli_labels import find_warehouse, show_labels
    from pipeline.cli_reading import open_warehouse
    from pipeline.cli_text import open_console

    with open_warehouse(find_warehouse(options.warehouse)) as warehouse:
        show_labels(warehouse, options.limit, open_console(sys.stdout))
    return EXIT_OK


def doctor(options: argparse.Namespace) -> int:
    """`solieu doctor`: 0 where all that is required is there, else 1."""
    from rich.console import Console

    from pipeline.cli_doctor import examine, show

    findings = examine()
    show(findings, Console(highlight=False))
    return EXIT_OK if all(f.version for f in findings if f.is_required) else EXIT_FINDINGS


def selftest(options: argparse.Namespace) -> int:
    """`solieu selftest`: 0 where recall and false alarms are what they must be, else 1."""
    from pipeline.cli_selftest import run as run_selftest
    from pipeline.cli_text import open_console

    spare_pandas()
    is_reached = run_selftest(options.plants, options.seed, options.verbose, open_console(sys.stdout))
    return EXIT_OK if is_reached else EXIT_FINDINGS
