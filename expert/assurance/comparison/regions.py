"""The answers under which a conclusion has a status, as one diagram."""

from __future__ import annotations

from expert.inference.diagrams import NEVER, Diagram
from expert.inference.functions import Function
from expert.status import Status

SETTLED: tuple[Status, ...] = ("established", "excluded", "contested")
"""The statuses of a complete incident."""


def region(function: Function, status: Status) -> Diagram:
    """Return the answers under which a conclusion has a status other than « open »."""
    table = function.table
    if status == "established":
        return function.surely
    if status == "excluded":
        return table.negation(function.possibly)
    return table.join(function.possibly, table.negation(function.surely), NEVER)
