"""A witness in plain French: the answers that matter, as a reader would give them.

A witness is made as short as it can be: an answer stays only if, without it, the three-valued
reference no longer sees what the witness shows.
"""

from __future__ import annotations

from collections.abc import Sequence

from expert.assurance.proofs.claims import Requirement, World
from expert.explanation.wording import say_value
from expert.inference.domains import NO, YES
from expert.inference.graph import Variable
from expert.inference.kleene import Reference
from expert.inference.program import FOLLOWED, Program
from expert.inference.situation import Instance, Situation


def shortened(situation: Situation, wanted: Sequence[Requirement], world: World) -> World | None:
    """Return the part of a world that already shows every requirement, or None when it does not.

    None means that the witness, run again, is no witness.
    """
    kept = {**_anything(situation, wanted), **world}
    kept = {instance: value for instance, value in kept.items() if instance[0] >= 0}
    if not _shows(situation, wanted, kept):
        return None
    for instance in sorted(kept, reverse=True):
        without = {other: value for other, value in kept.items() if other != instance}
        if _shows(situation, wanted, without):
            kept = without
    return kept


def told(situation: Situation, world: World) -> tuple[str, ...]:
    """Return a witness, one line an answer: places in order, questions of law last."""
    variables = situation.program.graph.variables

    def order(instance: Instance) -> tuple[bool, int, int]:
        return variables[instance[0]].is_zone, instance[1], instance[0]

    several = len(situation.units) > 1
    lines: dict[str, None] = {}
    for instance in sorted(world, key=order):
        declared = variables[instance[0]]
        if declared.item is None:
            said = told_value(situation.program, instance[0], world[instance])
        else:
            said = _list_told(situation.program, declared.source, instance[1], world)
        lines[_where(instance, several) + said] = None
    return tuple(lines)


def _list_told(program: Program, source: str, place: int, world: World) -> str:
    """Return what a witness says of a list: what is ticked, and what is not where it matters."""
    fact, graph = program.base.facts[source], program.graph
    said: dict[int, list[str]] = {YES: [], NO: []}
    for item, label in fact.values.items():
        value = world.get((graph.index[f"{source}.{item}"], place))
        if value is not None:
            said[value].append(f"« {label} »")
    if len(said[NO]) == len(fact.values):
        return f"{fact.question} Aucune de ces réponses"
    parts = [", ".join(said[YES]), f"pas {', '.join(said[NO])}" if said[NO] else ""]
    return f"{fact.question} {' ; '.join(part for part in parts if part)}"


def told_value(program: Program, variable: int, value: int) -> str:
    """Return one answer or one reading, in words."""
    declared = program.graph.variables[variable]
    if declared.is_zone:
        return _reading(program, declared, value)
    fact = program.base.facts[declared.source]
    item = f"« {fact.values[declared.item]} » : " if declared.item else ""
    return f"{fact.question} {item}{answer_told(program, variable, value)}"


def answer_told(program: Program, variable: int, value: int) -> str:
    """Return one answer without its question."""
    declared = program.graph.variables[variable]
    fact = program.base.facts[declared.source]
    return say_value(fact, program.domains, declared, value)


def _shows(situation: Situation, wanted: Sequence[Requirement], world: World) -> bool:
    for requirement in wanted:
        fixed = {**world, **dict(requirement.fixed)}
        allowed = {instance: frozenset((value,)) for instance, value in fixed.items()}
        reference = Reference(Situation(situation.program, situation.incident, allowed))
        if reference.truth(requirement.node, requirement.unit) is not requirement.holds:
            return False
    return True


def _anything(situation: Situation, wanted: Sequence[Requirement]) -> World:
    """Return a value, any of them, for each instance that the requirements may read."""
    graph = situation.program.graph
    return {
        situation.locate(variable, unit): 0
        for variable in graph.variables_under([requirement.node for requirement in wanted])
        for unit in range(len(situation.units))
    }


def _where(instance: Instance, several: bool) -> str:
    return f"Publication {instance[1] + 1} : " if several and instance[1] >= 0 else ""


def _reading(program: Program, declared: Variable, value: int) -> str:
    zone = program.base.zones.get(declared.source)
    if zone is not None:
        reading = next(r for r in zone.readings if r.id == declared.values[value])
        return f"Point discuté : {zone.question} {reading.statement}"
    followed = "suivie" if declared.values[value] == FOLLOWED else "non suivie"
    statement = program.base.rules[declared.source].rule.statement
    return f"Règle sans appui solide, {followed} : {statement}"
