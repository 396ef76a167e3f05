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
from expert.inference.situation import Instance
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
    node = statuses.program.node_of(condition)
    found = list(_statuses(statuses, factor, node, scope, place))
    if any(each.status == "established" for each in found):
        return Shown("present")
    if all(each.status == "excluded" for each in found):
        return Shown("absent")
    return Shown("possible", tuple(_keys(statuses, found)))


def _statuses(
    statuses: Statuses, factor: Factor, node: Node, scope: Scope, place: Place
) -> Iterator[GoalStatus]:
    if factor.scope == "incident":
        yield statuses.node(node)
    elif place is None:
        yield statuses.node(statuses.program.graph.count(1, node))
    elif scope == "publication":
        units = statuses.situation.units
        for unit, (publication, _) in enumerate(units):
            if publication == units[place][0]:
                yield statuses.node(node, unit)
    else:
        yield statuses.node(node, place)


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
