"""What each conclusion is on each row of a group: its status, and if nothing more is proved.

Where the three-valued run settles a row, that is its status, as for `Statuses`, which asks the
same reference first; what it leaves in doubt goes to `exact`. An established, excluded or
contested conclusion stays so whatever is presumed: only the open ones are judged again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expert.batch.columns import with_unanswered
from expert.batch.exact import resolve
from expert.batch.group import Group
from expert.batch.law import DayLaw, Place
from expert.batch.rows import Row
from expert.batch.wide_rows import Doubts
from expert.inference.worlds import Bits
from expert.status import Status

ByStatus = dict[Status, Bits]
"""For each status, the rows that have it: each asked row is in exactly one."""

_NOWHERE: ByStatus = dict.fromkeys(("established", "excluded", "contested", "open"), 0)


@dataclass(frozen=True)
class Concluded:
    """One conclusion on one unit, for every row of a group.

    `if_unproved` is only about the rows where it is open: elsewhere it is the same status.
    """

    place: Place
    statuses: ByStatus
    if_unproved: ByStatus


def conclude(law: DayLaw, rows: Sequence[Row]) -> list[Concluded]:
    """Return the wanted conclusions of rows of one day and one shape, in the order of the base."""
    places = law.places(rows[0].shape)
    group = Group.of(law, rows)
    first = _judge(group, places, [group.every] * len(places))
    opened = [found["open"] for found in first]
    second = _judge(group.presumed(), places, opened) if any(opened) else [_NOWHERE] * len(places)
    return [Concluded(*found) for found in zip(places, first, second, strict=True)]


def _judge(group: Group, places: Sequence[Place], asked: Sequence[Bits]) -> list[ByStatus]:
    """Return the statuses of each place on the rows it is asked for."""
    law, every = group.law, group.every
    full = [with_unanswered(unit, law.widths, every) for unit in group.units]
    settled = law.settler.settle(full, len(group.rows), group.closed)
    found: list[ByStatus] = []
    doubts: Doubts = {}
    for number, ((atom, unit), rows) in enumerate(zip(places, asked, strict=True)):
        holds, fails = settled.pair(law.node(atom), unit)
        found.append({**_NOWHERE, "established": holds & rows, "excluded": fails & rows})
        doubt = rows & (every ^ (holds | fails))
        if doubt:
            doubts[number] = doubt
    for number, statuses in resolve(group, places, doubts).items():
        for status, rows in statuses.items():
            found[number][status] |= rows
    return found
