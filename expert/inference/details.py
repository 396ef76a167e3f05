"""Details of an answer that nobody can give: unknown as long as what they presuppose is.

A fact marked `detail` means nothing unless its guard holds (« à qui l'a-t-elle signalé ? » when
nobody knows whether anything was reported). Once every fact of the guard is answered, or has no
object here, and the guard is still undecided, the detail is « je ne sais pas » too. No status
moves: an unanswered fact and an unknown one leave the same worlds; only the question is spared.
"""

from __future__ import annotations

from dataclasses import replace

from expert.inference.kleene import Reference
from expert.inference.situation import Instance, Situation


def with_unknown_details(situation: Situation) -> Situation:
    """Return the situation where each detail of an answer that stays unknown is unknown."""
    while True:
        found = _unknown_details(situation)
        if not found:
            return situation
        situation = replace(situation, allowed={**situation.allowed, **found})


def _unknown_details(situation: Situation) -> dict[Instance, frozenset[int]]:
    program, reference = situation.program, Reference(situation)
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
    situation: Situation, reference: Reference, variable: int, unit: int | None
) -> bool:
    """Whether an answer may still come: there is none, and the question has an object here."""
    if situation.locate(variable, unit) in situation.allowed:
        return False
    program = situation.program
    guard = program.guards.get(program.graph.variables[variable].source)
    return guard is None or reference.truth(guard, unit) is not False
