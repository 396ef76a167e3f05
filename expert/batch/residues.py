"""What the answers of a row leave of a conclusion, and the status it had before for the same.

Below a conclusion, most of the rules are settled by the answers. What is left, the *residue*, is
all that its status hangs on: two rows that share it share the status, whatever else they say. The
rows of a file share few residues, and the answers that do not matter are not in them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from expert.inference.graph import Node
from expert.status import Status

if TYPE_CHECKING:
    from expert.batch.readings import RowReading

_MOST_KEPT = 20_000

Residue = tuple[Node, bool, bytes, tuple[frozenset[int], ...]]
"""The conclusion, whether the list is closed, each node met from it, and what is half answered."""

_TOLD = {True: 1, False: 0, None: 2}


class Residues:
    """The statuses met, by residue; for incidents of one passage."""

    def __init__(self) -> None:
        self._known: dict[Residue, Status] = {}

    def status(
        self, reading: RowReading, node: Node, ask: Callable[[], tuple[Status, bool]]
    ) -> Status:
        """Return the status of a residue, asked (with whether to keep it) when it is not known."""
        residue = _residue(reading, node)
        found = self._known.get(residue)
        if found is None:
            found, kept = ask()
            if kept:
                if len(self._known) >= _MOST_KEPT:
                    self._known.clear()
                self._known[residue] = found
        return found


def _residue(reading: RowReading, node: Node) -> Residue:
    """Return a residue: a walk that stops at what is settled tells it whole, in a fixed order."""
    situation = reading.situation
    graph = situation.program.graph
    walked, halves = bytearray(), []
    pending, met = [node], {node}
    while pending:
        here = pending.pop()
        truth = reading.truth(here, 0)
        walked.append(_TOLD[truth])
        if truth is None:
            below = graph.children(here)
            if graph.kinds[here] == "count":
                below = (graph.count_of(here)[1],)
            elif graph.kinds[here] == "literal":
                variable = graph.literal_of(here)[0]
                possible = situation.allowed.get(situation.locate(variable, 0), frozenset())
                if 0 < len(possible) < len(graph.variables[variable].values):
                    walked.append(3)
                    halves.append(possible)
            for child in below:
                if child not in met:
                    met.add(child)
                    pending.append(child)
    return node, situation.list_is_open, bytes(walked), tuple(halves)
