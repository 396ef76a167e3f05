"""P6: each question can change some result, all the other answers staying the same."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assurance.proofs.bench import Bench
from expert.assurance.proofs.claims import Requirement, unit_of
from expert.assurance.proofs.judge import Verdict
from expert.assurance.proofs.model import Failure, Findings
from expert.assurance.proofs.rules import WORLDS
from expert.inference.graph import Node, Variable
from expert.inference.situation import INCIDENT, Instance
from knowledge.models.facts import Fact

Result = tuple[str, Node, int | None]
"""A result a reader sees: its name, its node, the unit it is read on."""


def each_can_change_a_result(bench: Bench) -> Findings:
    """P6: for each answer a rule may read, two incidents that differ by it alone differ."""
    found = Findings("réponses")
    graph = bench.program.graph
    results = list(_results(bench))
    nodes = list(dict.fromkeys(node for _, node, _ in results))
    samples = [(sample, sample.held(nodes)) for sample in (bench.sketch, bench.sample)]
    for number, variable in enumerate(graph.variables):
        if variable.is_zone:
            continue
        found.checked += 1
        if any(held != sample.held(nodes, turned=number) for sample, held in samples):
            found.methods.add(WORLDS)
        elif not _starts_a_delay(bench, variable):
            _ask(bench, number, results, found)
    return found


def _results(bench: Bench) -> Iterator[Result]:
    """Yield what a reader is told: goals, delays, penalties, pieces, remedies, gestures."""
    base, program = bench.base, bench.program
    for atom, conclusion, _ in base.atoms():
        if conclusion.goals:
            yield bench.label(atom), program.atoms[atom], unit_of(conclusion.scope)
    for deadline, condition in base.deadlines.values():
        yield deadline.label, program.node_of(condition), unit_of(deadline.scope)
    for (name, *_), condition in (
        *base.penalty_conditions.items(),
        *base.aggravation_conditions.items(),
    ):
        conclusion = base.conclusions[name]
        yield conclusion.label, program.node_of(condition), unit_of(conclusion.scope)
    for piece, condition in base.pieces.values():
        yield piece.label, program.node_of(condition), unit_of(piece.scope)


def _starts_a_delay(bench: Bench, variable: Variable) -> bool:
    """Whether the answer is the date a delay is counted from: it moves its last day."""
    return any(d.start == variable.source for d, _ in bench.base.deadlines.values())


def _ask(bench: Bench, variable: int, results: list[Result], found: Findings) -> None:
    """Look, by proof, for a result that the answer changes; refuted when there is none."""
    graph = bench.program.graph
    declared = graph.variables[variable]
    instance: Instance = (variable, INCIDENT if declared.scope == "incident" else 0)
    undecided = None
    for _, node, unit in results:
        if variable not in graph.variables_under([node]):
            continue
        for value in range(len(declared.values) - 1):
            verdict = _changes(bench, node, unit, instance, value)
            found.methods |= verdict.methods
            if verdict.never is False:
                return
            undecided = undecided or verdict.missing
    fact = bench.base.facts[declared.source]
    sentence = f"aucune réponse à « {_asked(fact, declared)} » ne change un résultat"
    if undecided:
        found.unproved.append(f"{sentence} : {undecided}")
    else:
        found.failures.append(Failure(declared.id, sentence))


def _changes(bench: Bench, node: Node, unit: int | None, instance: Instance, value: int) -> Verdict:
    """Say whether a node never differs between a value and the next one."""
    verdict = Verdict(True)
    for before, after in ((value, value + 1), (value + 1, value)):
        verdict = bench.judge.never(
            [
                Requirement(node, unit, fixed=((instance, before),)),
                Requirement(node, unit, holds=False, fixed=((instance, after),)),
            ]
        )
        if verdict.never is not True:
            break
    return verdict


def _asked(fact: Fact, variable: Variable) -> str:
    item = f" ({fact.values[variable.item]})" if variable.item else ""
    return f"{fact.question}{item}"
