"""A plugin of pytest that tells, for each collected test, in which suite it runs."""

from __future__ import annotations

import pytest

SUITES = {"campaign": "campaigns", "navigateur": "browser"}
"""The suite of a mark; without any of them a test is of the everyday suite."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Print each test once, whatever its parameters."""
    for item in items:
        suites = [suite for mark, suite in SUITES.items() if item.get_closest_marker(mark)]
        print(f"SUITE {(suites or ['tests'])[0]} {item.nodeid.partition('[')[0]}")
