"""The self-test at its full size. Run: python -m tests.benchmarks.bench_selftest."""

from __future__ import annotations

import sys

from pipeline.cli import main

PLANTS = 5000

if __name__ == "__main__":
    sys.exit(main(["selftest", "--plants", str(PLANTS)]))
