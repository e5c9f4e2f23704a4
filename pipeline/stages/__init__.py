"""The seven stages: their names, in order, and the tables each one writes.

Imports nothing heavy: command line and DVC start here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the pipeline, a module of this package and a stage of dvc.yaml by the same name."""

    name: str
    title_vi: str
    tables: tuple[str, ...]
    code: tuple[str, ...] = ()
    """Modules whose source, with all they import of ours, decides what the stage writes."""
    params: tuple[str, ...] = ()
    """Keys of params.yaml that decide what the stage writes."""


STAGES: tuple[Stage, ...] = (
    Stage(
        "ingest",
        "Lập danh mục tệp",
        ("documents", "document_paths", "corrections"),
        code=("pipeline.stages.ingest",),
        params=("input", "ignore", "limits"),
    ),
    Stage(
        "read",
        "Đọc văn bản",
        ("documents", "corrections", "pages", "table_cells", "cell_spans", "words"),
        code=(
            "extractors.corrections",
            "extractors.readers",
            "extractors.rules_compiled",
            "pipeline.rulebook",
            "pipeline.shards",
            "pipeline.tools.libreoffice",
            "pipeline.tools.ocr",
        ),
        params=("limits",),
    ),
    Stage(
        "extract",
        "Tìm các con số",
        ("documents", "mentions"),
        code=("extractors.find", "extractors.rules_compiled", "pipeline.rulebook", "pipeline.shards"),
        params=("limits",),
    ),
    Stage(
        "resolve",
        "Dựng số liệu",
        ("documents", "corrections", "mentions", "facts", "fact_mentions"),
        code=(
            "extractors.indicators",
            "extractors.resolve",
            "extractors.rules_compiled",
            "pipeline.rulebook",
            "pipeline.shards",
        ),
        params=("limits",),
    ),
    Stage(
        "check",
        "Kiểm tra phép tính",
        ("documents", "checks", "check_operands", "rule_runs"),
        code=("pipeline.arithmetic.judge", "extractors.rules_compiled", "pipeline.rulebook", "pipeline.shards"),
        params=("limits",),
    ),
    Stage("load", "Nạp kho dữ liệu", ("places", "place_successors", "indicators", "runs")),
    Stage("report", "Viết báo cáo rà soát", (), params=("limits", "show_personal_data")),
)

STAGE_OF: dict[str, Stage] = {stage.name: stage for stage in STAGES}


def last_writer(table: str, before: str | None = None) -> str:
    """The name of the last stage that writes a table, or of the last one before a stage.

    Raises KeyError for a table that no stage (before that one) writes.
    """
    found = None
    for stage in STAGES:
        if stage.name == before:
            break
        if table in stage.tables:
            found = stage.name
    if found is None:
        raise KeyError(f"no stage before {before or 'the end'} writes {table}")
    return found
