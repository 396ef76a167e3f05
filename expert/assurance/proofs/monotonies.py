"""P8: each relation that counsel signs holds in every incident and every reading of the law."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from expert.assurance.proofs.bench import Bench
from expert.assurance.proofs.claims import Requirement, unit_of
from expert.assurance.proofs.model import Findings
from expert.assurance.proofs.witness import answer_told
from expert.inference.domains import NO, YES
from expert.inference.situation import INCIDENT, Instance
from knowledge.checks.monotonies import aimed_at
from knowledge.models.monotonies import Monotony


def signed_relations_hold(bench: Bench) -> Findings:
    """P8: along each declared order, the conclusions named only move one way."""
    found = Findings("pas d'une réponse à la suivante")
    for relation in bench.base.monotonies.values():
        _prove(bench, relation, found)
    if not bench.base.monotonies:
        found.remarks.append("aucune relation n'est déclarée dans la base")
    return found


def _prove(bench: Bench, relation: Monotony, found: Findings) -> None:
    """Prove one relation; of several conclusions that belie it, the first has its witness told."""
    instance, values = _along(bench, relation)
    appears = relation.direction == "n-apparait-jamais"
    belying: dict[str, None] = {}
    for atom in dict.fromkeys(a for t in relation.conclusions for a in aimed_at(bench.base, t)):
        unit = unit_of(bench.base.atom_conclusion(atom).scope)
        node, label = bench.program.atoms[atom], bench.label(atom)
        for first, second in pairwise(values):
            before, after = (second, first) if appears else (first, second)
            verdict = bench.judge.pushes(node, unit, instance, before, after)
            if verdict.never is False and belying:
                found.checked += 1
                belying[label] = None
                continue
            wanted = [
                Requirement(node, unit, fixed=((instance, before),)),
                Requirement(node, unit, holds=False, fixed=((instance, after),)),
            ]
            sentence = (
                f"{relation.statement} Pourtant « {label} » "
                f"{'apparaît' if appears else 'disparaît'} en passant de "
                f"{_step(bench, instance, first, second)}"
            )
            bench.record(found, relation.id, sentence, wanted, verdict)
            if verdict.never is False:
                belying[label] = None
    if len(belying) > 1:
        others = ", ".join(f"« {label} »" for label in list(belying)[1:])
        first_told = found.failures[-1]
        found.failures[-1] = replace(
            first_told, sentence=f"{first_told.sentence} (de même pour {others})"
        )


def _along(bench: Bench, relation: Monotony) -> tuple[Instance, list[int]]:
    """Return the instance a relation moves, and the value indexes it goes through."""
    graph, fact = bench.program.graph, bench.base.facts[relation.fact]
    name = f"{fact.id}.{relation.item}" if relation.item else fact.id
    variable = graph.variables[graph.index[name]]
    instance = (graph.index[name], INCIDENT if variable.scope == "incident" else 0)
    if fact.kind == "liste":
        return instance, [YES if value == "oui" else NO for value in relation.order]
    if fact.kind in ("nombre", "date"):
        every = list(range(len(variable.values)))
        return instance, every if relation.order[0] == "croissant" else every[::-1]
    return instance, [variable.values.index(value) for value in relation.order]


def _step(bench: Bench, instance: Instance, first: int, second: int) -> str:
    said = (answer_told(bench.program, instance[0], value) for value in (first, second))
    return " à ".join(f"« {answer} »" for answer in said)
