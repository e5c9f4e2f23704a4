"""A run that takes its time, to be killed: python -m tests.pipeline.slow_run INPUT OUTPUT."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.params import Limits
from pipeline.runner import run_documents
from pipeline.shards import spare_pandas
from pipeline.stages import STAGE_OF, ingest
from tests.pipeline import work
from tests.pipeline.builders import make_context

PATIENT = Limits(document_seconds=60, document_memory_mb=300)

if __name__ == "__main__":
    spare_pandas()
    with make_context(Path(sys.argv[2]), Path(sys.argv[1]), PATIENT) as context:
        ingest.run(context)
        run_documents(context, STAGE_OF["read"], work.read_slowly)
