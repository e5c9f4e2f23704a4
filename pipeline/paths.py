"""Where things are: the input, the folder of each stage, the warehouse and the audit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.stages import STAGE_OF

BUILD_FOLDER = Path("corpus/build")
CACHE_FOLDER = Path("corpus/.cache")
REVIEWS_FILE = Path("corpus/reviews.csv")


@dataclass(frozen=True, slots=True)
class Layout:
    """The places one run reads and writes; nothing else is touched."""

    input: Path
    stages: Path
    output: Path
    cache: Path
    decisions: Path | None = None
    """Where reviews.csv is, if not in the output folder."""

    @property
    def warehouse(self) -> Path:
        """The DuckDB file."""
        return self.output / "warehouse.duckdb"

    @property
    def audit(self) -> Path:
        """The folder of the audit report."""
        return self.output / "audit"

    @property
    def reviews(self) -> Path:
        """What people decided about findings: theirs, read and never removed by a run."""
        return self.decisions or self.output / "reviews.csv"

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


def repro_layout(input_path: Path) -> Layout:
    """The places of `dvc repro`, relative to the project's root."""
    return Layout(input_path, BUILD_FOLDER, BUILD_FOLDER, CACHE_FOLDER, REVIEWS_FILE)


def output_layout(input_path: Path, output: Path, decisions: Path | None = None) -> Layout:
    """The places of `solieu run INPUT --output OUT`: the stages' shards stay out of sight."""
    return Layout(input_path, output / ".stages", output, output / ".cache", decisions)


def finished_layout(output: Path) -> Layout:
    """The places of a run that is done, from its folder; that of `dvc repro` has its decisions elsewhere."""
    is_repro = output.resolve() == BUILD_FOLDER.resolve()
    return repro_layout(output) if is_repro else output_layout(output, output)
