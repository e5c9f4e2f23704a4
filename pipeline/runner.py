"""Runs stages: the documents of one stage, in worker processes, with the cache in between."""

from __future__ import annotations

import contextlib
import functools
import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pipeline import messages
from pipeline.cache import StageCache, hash_files, hash_stage
from pipeline.executors import CallLimits, Executor, Failure, LocalExecutor
from pipeline.locks import hold_lock
from pipeline.paths import Layout
from pipeline.progress import Reporter
from pipeline.shards import PARCEL_TABLES, list_documents, read_rows, spare_pandas, table_named, write_rows
from pipeline.stages import STAGE_OF, STAGES, Stage, last_writer
from pipeline.worker import describe_error
from schemas.check import Check, CheckOperand, RuleRun
from schemas.correction import Correction
from schemas.document import CellSpan, Document, DocumentPath, DocumentStatus, ErrorCode, Page, TableCell, Word
from schemas.fact import Fact, FactMention
from schemas.mention import Mention
from schemas.parcel import Parcel
from schemas.tables import TABLE_OF

if TYPE_CHECKING:  # a worker needs neither before its first document
    from extractors.rules_compiled import CompiledRules
    from pipeline.params import Params

Row = TypeVar("Row")
Work = Callable[[Parcel, Layout], Parcel]
"""What a stage does with one document; a module-level function, so that a worker finds it by name."""

PRELOAD = ("pipeline.runner", "pipeline.rulebook", "extractors.rules_compiled", "extractors.readers")
"""What every worker needs, imported while the parent does something else."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a stage's run() is given."""

    layout: Layout
    params: Params
    executor: Executor
    reporter: Reporter


@dataclass(frozen=True, slots=True)
class DocumentTask:
    """One document in one stage."""

    stage: str
    document_id: str
    layout: Layout
    work: Work


@contextlib.contextmanager
def open_context(layout: Layout, params: Params, reporter: Reporter, engine: str = "local") -> Iterator[Context]:
    """A context whose workers end with it; raises OutputInUseError where another run has the same folders."""
    executor = open_executor(params, engine)
    try:
        with hold_lock(layout.cache / "lock"):
            yield Context(layout, params, executor, reporter)
    finally:
        executor.close()


def open_executor(params: Params, engine: str) -> Executor:
    """The executor of an engine's name; raises ExecutorError where it is not installed."""
    limits = CallLimits(params.limits.document_seconds, params.limits.document_memory_mb)
    if engine == "ray":
        from pipeline.executors_ray import RayExecutor

        return RayExecutor(params.worker_count(), limits)
    return LocalExecutor(params.worker_count(), limits, preload=PRELOAD)


def run_stage(name: str, context: Context) -> None:
    """Run one stage by its name: pipeline/stages/<name>.py, run(context)."""
    importlib.import_module(f"pipeline.stages.{name}").run(context)


def run_stages(context: Context, until: str = STAGES[-1].name) -> None:
    """Run the stages in order, up to and with one of them."""
    for stage in STAGES:
        run_stage(stage.name, context)
        if stage.name == until:
            return


def run_documents(context: Context, stage: Stage, work: Work) -> None:
    """Do a stage's work on every document the stage before has left; see the module's docstring."""
    layout = context.layout
    documents = list_documents(layout.stage_folder(last_writer("documents", before=stage.name)))
    remove_strangers(layout.stage_folder(stage.name), stage, documents)
    cache = StageCache(layout.cache, stage, hash_stage(stage, context.params))
    with context.reporter.stage(stage, len(documents)) as bar:
        keys = {document_id: input_key(layout, stage, document_id) for document_id in documents}
        open_ids = [d for d in documents if not cache.fetch(keys[d], layout.stage_folder(stage.name), d)]
        bar.advance(len(documents) - len(open_ids))
        tasks = [DocumentTask(stage.name, document_id, layout, work) for document_id in open_ids]
        for task, is_whole in context.executor.run(run_document, tasks):
            if isinstance(is_whole, Failure):
                _write_failure(task, is_whole)
            elif is_whole:
                cache.keep(keys[task.document_id], layout.stage_folder(stage.name), task.document_id)
            bar.advance()
        bar.note = messages.stage_note(len(documents) - len(open_ids))
    cache.trim()


def run_document(task: DocumentTask) -> bool:
    """Load a document's rows, do the stage's work, write its shards. In a worker.

    True where the work went through; False where it raised, and the document carries that.
    """
    spare_pandas()
    parcel = load_parcel(task.layout, task.document_id, before=task.stage)
    if parcel.document.status is DocumentStatus.FAILED:
        write_parcel(task.layout, STAGE_OF[task.stage], parcel)
        return True
    try:
        done = task.work(parcel, task.layout)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever a document does to us, the others go on
        _write_failure(task, Failure(ErrorCode.INTERNAL, describe_error(error)))
        return False
    write_parcel(task.layout, STAGE_OF[task.stage], done)
    return True


def _write_failure(task: DocumentTask, failure: Failure) -> None:
    """Write what the stages before knew of a document, with the failure in its row."""
    parcel = load_parcel(task.layout, task.document_id, before=task.stage)
    write_parcel(task.layout, STAGE_OF[task.stage], mark_failed(parcel, task.stage, failure))


def mark_failed(parcel: Parcel, stage: str, failure: Failure) -> Parcel:
    """The parcel with a failure added to its document: partial where pages were read, else failed."""
    document = parcel.document
    detail = messages.failure_detail(document.path, stage, failure.detail)
    failed = replace(
        document,
        status=DocumentStatus.PARTIAL if parcel.pages else DocumentStatus.FAILED,
        error_code=document.error_code or failure.code,
        error_detail=f"{document.error_detail}; {detail}" if document.error_detail else detail,
    )
    return replace(parcel, document=failed)


def load_parcel(layout: Layout, document_id: str, before: str | None = None) -> Parcel:
    """All rows of a document as the stages before one (or all of them) left them."""

    def rows(row_class: type[Row]) -> tuple[Row, ...]:
        folder = _latest(layout, TABLE_OF[row_class].name, before)
        return read_rows(folder, document_id, row_class) if folder else ()

    return Parcel(
        document=rows(Document)[0],
        paths=rows(DocumentPath),
        pages=rows(Page),
        cells=rows(TableCell),
        cell_spans=rows(CellSpan),
        words=rows(Word),
        mentions=rows(Mention),
        facts=rows(Fact),
        fact_mentions=rows(FactMention),
        checks=rows(Check),
        check_operands=rows(CheckOperand),
        rule_runs=rows(RuleRun),
        corrections=rows(Correction),
    )


def write_parcel(layout: Layout, stage: Stage, parcel: Parcel) -> None:
    """Write the tables a stage owns; the documents shard last, as it says that all is there."""
    folder = layout.stage_folder(stage.name)
    document_id = parcel.document.document_id
    for table in stage.tables:
        if table != "documents":
            rows: Sequence[object] = getattr(parcel, PARCEL_TABLES[table])
            write_rows(folder, document_id, table_named(table).row_class, rows)
    write_rows(folder, document_id, Document, (parcel.document,))


def _latest(layout: Layout, table: str, before: str | None) -> Path | None:
    """The folder of the last stage that has written a table; None where none has yet."""
    try:
        return layout.stage_folder(last_writer(table, before))
    except KeyError:
        return None


def input_key(layout: Layout, stage: Stage, document_id: str) -> str:
    """Hash of all rows of a document that the stages before have left."""
    folders = ((table, _latest(layout, table, stage.name)) for table in ("documents", *PARCEL_TABLES))
    return hash_files(folder / table / f"{document_id}.parquet" for table, folder in folders if folder)


def remove_strangers(folder: Path, stage: Stage, documents: Sequence[str]) -> None:
    """Remove shards of documents that are no longer there, and halves that a killed run left."""
    wanted = {f"{document_id}.parquet" for document_id in documents}
    for table in stage.tables:
        for path in (folder / table).glob("*"):
            if path.name not in wanted:
                path.unlink()


@functools.cache
def compiled_rules() -> CompiledRules:
    """The rules, read and compiled once in a process."""
    from extractors.rules_compiled import compile_rules
    from pipeline.rulebook import load_rulebook, read_places

    return compile_rules(load_rulebook(), read_places())
