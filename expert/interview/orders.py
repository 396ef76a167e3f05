"""In which order the questions that matter are asked: a choice apart from which of them matter.

An order only ranks: `Relevance` asks the first question, in that order, that still matters and may
be asked. Whatever the order, none is useless and none is forgotten; only their number differs.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Protocol

from expert.incident import Key
from expert.inference.unsettled import Unsettled
from expert.interview.agenda import OTHER_PUBLICATIONS, Agenda, shared_by_goals

Rank = tuple[int, ...]
"""Questions are asked from the least rank."""


class Ranking(Protocol):
    """The rank of each question in one state of an incident."""

    def __call__(self, key: Key) -> Rank:
        """Return the rank of a question."""


class Order(Protocol):
    """A way to order questions."""

    def __call__(self, agenda: Agenda, unsettled: Unsettled) -> Ranking:
        """Return the ranking in a state of an incident."""


def most_shared(agenda: Agenda, unsettled: Unsettled) -> Ranking:
    """Order by phase, publication, block and place, then the fact that most goals read first.

    The blocks are the users'. The lines of a group follow one another, where its first line stands:
    a line that the answers of its group open is asked at once. Ties follow the order in which the
    base declares the facts.
    """
    return _in_blocks(agenda)


@lru_cache(maxsize=16)
def _in_blocks(agenda: Agenda) -> Ranking:
    base = agenda.program.base
    shared = shared_by_goals(agenda.program, agenda.profile)
    declared = {fact: rank for rank, fact in enumerate(base.facts)}

    def alone(fact: str) -> Rank:
        return (-shared[fact], declared[fact])

    @cache
    def rank(key: Key) -> Rank:
        place = users_place(agenda, key)
        if key == OTHER_PUBLICATIONS:
            return (*place, 0, 0, 0, 0)
        group = base.group_of.get(key.fact)
        first = min(map(alone, group.rows)) if group else alone(key.fact)
        return (*place, *first, *alone(key.fact))

    return rank


def users_place(agenda: Agenda, key: Key) -> tuple[int, int, int, int]:
    """Return the phase, the publication, the block and the place of a question."""
    if key == OTHER_PUBLICATIONS:
        return (1, len(agenda.publications), 0, 0)
    base = agenda.program.base
    block = base.blocks[base.facts[key.fact].block]
    phase = ("ouverture", "publication", "suite").index(block.phase)
    where = agenda.publications.get(key.spot.publication or "", -1)
    passage = agenda.spots.get(key.spot, -1)
    return (
        phase,
        where if phase == 1 else 0,
        list(base.blocks).index(block.id),
        max(where, passage),
    )
