"""What may be tuned: the model of params.yaml; its defaults are what the file in the repository says."""

from __future__ import annotations

import os
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import UserError

MAX_DEFAULT_WORKERS = 4


class ParamsError(UserError):
    """params.yaml cannot be used."""


class Limits(BaseModel):
    """What one document may cost; beyond it the document fails and the others go on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document_seconds: float = Field(default=600.0, gt=0)
    document_memory_mb: int = Field(default=2048, gt=0)
    file_mb: int = Field(default=256, gt=0)


class Params(BaseModel):
    """All parameters of a run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: str = "corpus/reports"
    ignore: tuple[str, ...] = ("metadata.csv", "*.transcript.txt", "*.dvc")
    workers: int = Field(default=0, ge=0)
    limits: Limits = Limits()
    show_personal_data: bool = False
    """Leave telephone and citizen numbers readable in what may be passed on."""

    def worker_count(self) -> int:
        """Worker processes to use: the number asked for, or one a core up to four."""
        return self.workers or min(os.cpu_count() or 1, MAX_DEFAULT_WORKERS)


def load_params(path: Path) -> Params:
    """The parameters in a YAML file; raises ParamsError with the file's name where it is wrong."""
    try:
        return Params.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise ParamsError(f"{path}: {error}") from error
