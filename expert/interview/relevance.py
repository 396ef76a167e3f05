"""Which questions still matter to the goals of a reader, exactly.

A question matters when, for some answers to the others, its answer changes the status of a goal
(`statuses`). A guarded question waits until its guard is settled, or until nothing that could
settle it is left to ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from expert.incident import Key, Spot
from expert.inference.graph import Node
from expert.inference.kleene import Reference
from expert.inference.statuses import GoalStatus, Statuses, is_more_publications
from knowledge.models.common import SCOPE_DEPTH

OTHER_PUBLICATIONS = Key("autres_publications")
"""The question that closes the list of publications."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One conclusion a reader wants settled, on one unit."""

    atom: str
    unit: int | None
    node: Node


def goals(statuses: Statuses, profile: str) -> Iterator[Goal]:
    """Yield the goals of a profile, on every unit they concern."""
    program = statuses.program
    firsts: dict[int, int] = {}
    for unit, (publication, _) in enumerate(statuses.situation.units):
        firsts.setdefault(publication, unit)
    for atom, conclusion, _ in program.base.atoms():
        if profile not in conclusion.goals:
            continue
        units: list[int | None]
        if conclusion.scope == "incident":
            units = [None]
        elif conclusion.scope == "publication":
            units = list(firsts.values())
        else:
            units = list(range(len(statuses.situation.units)))
        for unit in units:
            yield Goal(atom, unit, program.atoms[atom])


def goal_statuses(statuses: Statuses, profile: str) -> list[tuple[Goal, GoalStatus]]:
    """Return the status of every goal of a profile."""
    return [(goal, statuses.node(goal.node, goal.unit)) for goal in goals(statuses, profile)]


def relevance(found: list[tuple[Goal, GoalStatus]], statuses: Statuses) -> Counter[Key]:
    """Return the questions that still matter, with the number of goals that hang on each."""
    counted: Counter[Key] = Counter()
    for _, status in found:
        counted.update({_key(statuses, instance) for instance in status.matters})
    return counted


def askable(counted: Counter[Key], statuses: Statuses) -> list[Key]:
    """Return the questions that may be asked now, in the users' order."""
    reference = Reference(statuses.situation)
    ready = [key for key in counted if not _waits(key, counted, statuses, reference)]
    return sorted(ready or counted, key=lambda key: rank(key, counted, statuses))


def rank(
    key: Key, counted: Counter[Key], statuses: Statuses
) -> tuple[int, int, int, int, int, int]:
    """Order by phase, publication, block, passage, most shared first, then declaration."""
    base = statuses.program.base
    publications = [p.id for p in statuses.situation.incident.publications]
    spots = [spot for _, spot in statuses.situation.units]
    if key == OTHER_PUBLICATIONS:
        return (1, len(publications), 0, 0, 0, 0)
    blocks = list(base.blocks)
    block = base.blocks[base.facts[key.fact].block]
    phase = ("ouverture", "publication", "suite").index(block.phase)
    where = publications.index(key.spot.publication) if key.spot.publication else -1
    passage = spots.index(key.spot) if key.spot in spots else -1
    outer = where if phase == 1 else 0
    declared = list(base.facts).index(key.fact)
    return (phase, outer, blocks.index(block.id), max(where, passage), -counted[key], declared)


def open_keys(statuses: Statuses, profile: str) -> Iterator[tuple[Key, bool]]:
    """Yield what is still open for a profile: (question, whether it was answered « unknown »)."""
    found = goal_statuses(statuses, profile)
    counted = relevance(found, statuses)
    for key in sorted(counted, key=lambda k: rank(k, counted, statuses)):
        if key != OTHER_PUBLICATIONS:
            yield key, False
    unproved: Counter[Key] = Counter()
    for _, status in found:
        if status.status == "open":
            unproved.update({_key(statuses, instance) for instance in status.unproved})
    for key in sorted(unproved, key=lambda k: rank(k, unproved, statuses)):
        if key not in counted:
            yield key, True


def _key(statuses: Statuses, instance: tuple[int, int]) -> Key:
    if is_more_publications(instance):
        return OTHER_PUBLICATIONS
    return statuses.situation.key_of(instance)


def _waits(key: Key, counted: Counter[Key], statuses: Statuses, reference: Reference) -> bool:
    """Whether the guard of a question is unsettled while something that settles it can be asked."""
    guard = statuses.program.guards.get(key.fact)
    if guard is None:
        return False
    unit = unit_of(key, statuses)
    if reference.truth(guard, unit) is not None:
        return False
    graph, situation = statuses.program.graph, statuses.situation
    return any(
        situation.key_of(situation.locate(variable, unit)) in counted
        for variable in graph.variables_under([guard])
        if not graph.variables[variable].is_zone
        and (unit is not None or SCOPE_DEPTH[graph.variables[variable].scope] == 0)
    )


def unit_of(key: Key, statuses: Statuses) -> int | None:
    """Return a unit that reads a question (None: an incident question)."""
    if key.spot == Spot():
        return None
    for unit, (_, spot) in enumerate(statuses.situation.units):
        if key.spot in (spot, Spot(spot.publication)):
            return unit
    raise KeyError(key)
