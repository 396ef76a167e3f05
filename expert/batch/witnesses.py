"""Open conclusions shown open by trying answers: many draws for many rows in one run.

A conclusion is open when some answers make it hold in some reading, some make it fail in some
reading, and some settle it in every reading (else it would be contested). Three witnesses are
therefore a proof, and no witness proves nothing: what is left goes to the diagrams.

The draws are the same from one run to the next: a result never depends on chance, only its cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expert.batch.columns import with_unanswered
from expert.batch.draws import WORLDS, Draws
from expert.inference.settling import Settler
from expert.inference.worlds import Bits, repeated

if TYPE_CHECKING:
    from expert.batch.group import Group
    from expert.batch.law import Place

_MOST_ROUNDS = 64
"""Draws tried on a row in one run: past that, another lean finds more than another draw."""


@dataclass
class Seen:
    """The rows in which each kind of witness was met."""

    held: Bits = 0
    failed: Bits = 0
    settled: Bits = 0

    def shown_open(self) -> Bits:
        """Return the rows shown to be open."""
        return self.held & self.failed & self.settled


def witnesses(
    settler: Settler, draws: Draws, group: Group, doubts: Sequence[tuple[int, Place]]
) -> dict[int, Seen]:
    """Return the witnesses met for each place in doubt, by its number."""
    size = len(group.rows)
    rounds = max(1, min(WORLDS // size, _MOST_ROUNDS))
    every = (1 << size * rounds) - 1
    seen = {number: Seen() for number, _ in doubts}
    for read_zones in (False, True):
        units = [_drawn(group, draws, u, rounds, read_zones) for u in range(len(group.units))]
        settled = settler.settle(units, size * rounds, every)
        for number, (atom, unit) in doubts:
            found = seen[number]
            pair = settled.pair(group.law.node(atom), unit)
            holds, fails = (_any_round(bits, size, rounds) for bits in pair)
            found.held |= holds
            found.failed |= fails
            found.settled |= 0 if read_zones else holds | fails
    return seen


def _drawn(
    group: Group, draws: Draws, unit: int, rounds: int, read_zones: bool
) -> dict[int, list[Bits]]:
    """Return the columns of a unit, every round of draws side by side.

    A drawn value that is not possible gives way to the first possible one.
    """
    law, size = group.law, len(group.rows)
    every = (1 << size * rounds) - 1
    publication = group.publication_of(unit)
    drawn: dict[int, list[Bits]] = {}
    given = with_unanswered(group.units[unit], law.widths, group.every)
    for variable, column in given.items():
        scope = law.scopes[variable]
        if scope == "zone" and not read_zones:
            drawn[variable] = [every] * len(column)
            continue
        place = {"passage": unit, "publication": publication}.get(scope, 0)
        chances = draws.column(variable, place)
        if variable not in group.units[unit]:
            drawn[variable] = [bits & every for bits in chances]
            continue
        possible = [repeated(bits, size, size * rounds) for bits in column]
        chosen = [bits & chance for bits, chance in zip(possible, chances, strict=True)]
        missing = every
        for bits in chosen:
            missing ^= bits
        if missing:
            for value, bits in enumerate(possible):
                taken = missing & bits
                chosen[value] |= taken
                missing ^= taken
        drawn[variable] = chosen
    return drawn


def _any_round(bits: Bits, size: int, rounds: int) -> Bits:
    """Return the rows that have the bit in some round."""
    while rounds > 1 and bits:
        rounds = (rounds + 1) // 2
        bits = (bits | bits >> size * rounds) & ((1 << size * rounds) - 1)
    return bits
