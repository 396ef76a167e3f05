"""What the three-valued run leaves in doubt, settled exactly, with the statuses of `Statuses`.

Where many rows doubt of one conclusion, its function is built once, before any answer, and read on
all of them (`ExactFunction`). The few conclusions whose function is too large are left to `wide`.
"""

from __future__ import annotations

from collections.abc import Sequence

from expert.batch.group import Group
from expert.batch.law import Place
from expert.batch.wide_rows import Doubts, settle_wide
from expert.inference.diagram_worlds import ExactFunction
from expert.inference.situation import Instance
from expert.inference.worlds import Bits
from expert.status import Status

ByStatus = dict[Status, Bits]

_WORTH_A_RUN = 8
"""From so many rows in doubt, building a function costs less than asking for each row."""


def resolve(group: Group, places: Sequence[Place], doubts: Doubts) -> dict[int, ByStatus]:
    """Return, for each place in doubt, its rows in doubt by status."""
    found: dict[int, ByStatus] = {}
    left, shape = {}, group.rows[0].shape
    for number, bits in doubts.items():
        function = None
        if bits.bit_count() >= _WORTH_A_RUN or group.law.has_function(places[number], shape):
            function = group.law.function(places[number], shape)
        if function is None:
            left[number] = bits
        else:
            found[number] = _read(group, function, places[number], bits)
    return found | settle_wide(group, places, left)


def _read(group: Group, function: ExactFunction, place: Place, asked: Bits) -> ByStatus:
    def possible(instance: Instance) -> Sequence[Bits]:
        return group.possible(instance, place[1])

    verdict = function.verdict(possible, asked)
    return {
        "established": verdict.established,
        "excluded": verdict.excluded,
        "contested": verdict.contested,
        "open": asked ^ (verdict.established | verdict.excluded | verdict.contested),
    }
