"""Where things are: the input, the folder of each stage, the warehouse and the audit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.stages import STAGE_OF, last_writer

BUILD_FOLDER = Path("corpus/build")
CACHE_FOLDER = Path("corpus/.cache")


@dataclass(frozen=True, slots=True)
class Layout:
    """The places one run reads and writes; nothing else is touched."""

    input: Path
    stages: Path
    output: Path
    cache: Path

    @property
    def warehouse(self) -> Path:
        """The DuckDB file."""
        return self.output / "warehouse.duckdb"

    @property
    def audit(self) -> Path:
        """The folder of the audit report."""
        return self.output / "audit"

    @property
    def metrics(self) -> Path:
        """Counts by document and rule, as JSON."""
        return self.stages / "report" / "metrics.json"

    def stage_folder(self, stage: str) -> Path:
        """The folder a stage writes, with one folder per table in it."""
        return self.stages / STAGE_OF[stage].name

    def table_folder(self, stage: str, table: str) -> Path:
        """The folder of one table's shards as one stage wrote them."""
        return self.stage_folder(stage) / table

    def final_folder(self, table: str) -> Path:
        """The folder with the last version of a table's shards, for the warehouse."""
        return self.table_folder(last_writer(table), table)


def repro_layout(input_path: Path) -> Layout:
    """The places of `dvc repro`, relative to the project's root."""
    return Layout(input=input_path, stages=BUILD_FOLDER, output=BUILD_FOLDER, cache=CACHE_FOLDER)


def output_layout(input_path: Path, output: Path) -> Layout:
    """The places of `solieu run INPUT --output OUT`: the stages' shards stay out of sight."""
    return Layout(input=input_path, stages=output / ".stages", output=output, cache=output / ".cache")
