"""Which factors a situation shows: present, absent, or possible while an answer is missing.

The same evaluators decide here and everywhere else: a factor is present when its condition is
established, absent when it is excluded, possible otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from expert.incident import Key
from expert.inference.graph import Node
from expert.inference.kleene import Reference
from expert.inference.situation import Instance, Situation
from expert.inference.statuses import GoalStatus, Statuses, is_more_publications
from knowledge.conditions import Condition
from knowledge.models.common import Scope
from knowledge.models.precedents import Factor

Presence = Literal["present", "absent", "possible"]

Place = int | None
"""Where a question is judged: the incident (None), or the number of a passage."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A factor as a situation shows it; `keys` are the questions that could tell a possible one."""

    presence: Presence
    keys: tuple[Key, ...] = ()


def places(statuses: Statuses, scope: Scope) -> list[Place]:
    """Return where a question of this scope is judged: a publication by its first passage."""
    return statuses.situation.units_at(scope)


def shown(
    statuses: Statuses, factor: Factor, condition: Condition, scope: Scope, place: Place
) -> Shown:
    """Return a factor as seen from the place where a question of `scope` is judged.

    A factor of a passage counts for the incident when some passage shows it, and for a publication
    when one of its own passages does.
    """
    found = [statuses.node(*at)
             for at in _readings(statuses.situation, factor, condition, scope, place)]  # fmt: skip
    if any(each.status == "established" for each in found):
        return Shown("present")
    if all(each.status == "excluded" for each in found):
        return Shown("absent")
    return Shown("possible", tuple(_keys(statuses, found)))


def is_reported(
    reported: Situation, factor: Factor, condition: Condition, scope: Scope, place: Place
) -> bool:
    """Whether what a decision reports is enough to establish a factor, questions' guards aside.

    `reported` is a situation of a base without guards: an answer that a decision gives supposes
    that its question had an object, even where the decision does not say why.
    """
    reference = Reference(reported)
    return any(reference.truth(*at) for at in _readings(reported, factor, condition, scope, place))


def _readings(
    situation: Situation, factor: Factor, condition: Condition, scope: Scope, place: Place
) -> Iterator[tuple[Node, int | None]]:
    """Yield the nodes, and the units that read them, any of which shows a factor at a place."""
    node = situation.program.node_of(condition)
    if factor.scope == "incident":
        yield node, None
    elif place is None:
        yield situation.program.graph.count(1, node), None
    elif scope == "publication":
        for unit, (publication, _) in enumerate(situation.units):
            if publication == situation.units[place][0]:
                yield node, unit
    else:
        yield node, place


def _keys(statuses: Statuses, found: list[GoalStatus]) -> Iterator[Key]:
    """Yield the questions a possible factor hangs on, those whose answers are protected aside."""
    instances: dict[Instance, None] = {}
    for each in found:
        instances.update(dict.fromkeys(sorted(each.matters | each.unproved)))
    seen: dict[Key, None] = {}
    for instance in instances:
        if is_more_publications(instance):
            continue
        key = statuses.situation.key_of(instance)
        if not statuses.program.base.facts[key.fact].protected:
            seen[key] = None
    yield from seen
