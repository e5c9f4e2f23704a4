"""Options of the test command."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--reports 200`: how many generated reports the properties of containers are tried on."""
    parser.addoption("--reports", type=int, default=4, help="generated reports for tests/properties/test_same_facts.py")
