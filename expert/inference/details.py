"""Details of an answer that nobody can give: unknown as long as what they presuppose is.

A fact marked `detail` means nothing unless its guard holds (« à qui l'a-t-elle signalé ? » when
nobody knows whether anything was reported). Once every fact of the guard is answered, or has no
object here, and the guard is still undecided, the detail is « je ne sais pas » too. No status
moves: an unanswered fact and an unknown one leave the same worlds; only the question is spared.
"""

from __future__ import annotations

from dataclasses import replace

from expert.inference.situation import Instance, Situation
from expert.inference.unsettled import Unsettled


def with_unknown_details(unsettled: Unsettled) -> Unsettled:
    """Return what a situation leaves unsettled once each detail that stays unknown is unknown.

    The situation so completed is its `situation`.
    """
    while found := _unknown_details(unsettled):
        situation = unsettled.situation
        completed = replace(situation, allowed={**situation.allowed, **found})
        unsettled = unsettled.with_unknown(completed)
    return unsettled


def _unknown_details(reference: Unsettled) -> dict[Instance, frozenset[int]]:
    situation = reference.situation
    program = situation.program
    graph = program.graph
    found: dict[Instance, frozenset[int]] = {}
    for fact, under in program.details.items():
        scope = program.base.facts[fact].scope
        for unit in situation.units_at(scope):
            if reference.truth(program.guards[fact], unit) is not None:
                continue
            if any(_is_expected(situation, reference, variable, unit) for variable in under):
                continue
            for variable in program.domains.variables[fact]:
                instance = situation.locate(graph.index[variable.id], unit)
                if instance not in situation.allowed:
                    found[instance] = frozenset(range(len(variable.values)))
    return found


def _is_expected(
    situation: Situation, reference: Unsettled, variable: int, unit: int | None
) -> bool:
    """Whether an answer may still come: there is none, and the question has an object here."""
    if situation.locate(variable, unit) in situation.allowed:
        return False
    program = situation.program
    guard = program.guards.get(program.graph.variables[variable].source)
    return guard is None or reference.truth(guard, unit) is not False
