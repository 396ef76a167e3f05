"""P7: no question is asked once the results are forced, and a question asked can change one.

A reduced ordered diagram is constant exactly when its function is, and depends on an answer
exactly when that answer can change it: where the function of a result fits, the obligation holds
by construction, and the construction is what is checked. The rest is tried on random incidents,
against z3 and against every completion.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from expert.assurance.proofs.bench import Bench
from expert.assurance.proofs.claims import Requirement, World, fails, shape, unit_of
from expert.assurance.proofs.judge import DIAGRAMS, SOLVER
from expert.assurance.proofs.model import Failure, Findings
from expert.assurance.proofs.witness import told
from expert.inference.diagrams import Diagrams, DiagramTooLargeError
from expert.inference.functions import build_function
from expert.inference.graph import Node, Variable
from expert.inference.populations import Population, TooManyWorldsError
from expert.inference.situation import Instance, Situation
from expert.inference.statuses import Statuses
from expert.inference.worlds import Bits
from expert.status import Status

EVERY_COMPLETION = "toutes les façons de répondre"
_FORCED_IN, _COUNTED_IN = 4, 16
"""Random incidents half answered (asked to z3), and nearly complete (every completion tried)."""
_MOST = 1 << 12


@dataclass(frozen=True)
class _Goal:
    label: str
    node: Node
    unit: int | None
    read: frozenset[Instance]


def nothing_is_asked_once_forced(bench: Bench) -> Findings:
    """P7: a result that no answer can change any more asks nothing."""
    found = Findings("résultats et incidents")
    goals = [
        _goal(bench, atom, unit_of(conclusion.scope))
        for atom, conclusion, _ in bench.base.atoms()
        if conclusion.goals
    ]
    _by_construction(bench, goals, found)
    chance = random.Random(bench.seed)
    for number in range(_FORCED_IN + _COUNTED_IN):
        half = number < _FORCED_IN
        world = bench.sample.world(chance.randrange(bench.sample.count))
        situation = _partly(bench, world, chance, 0.6 if half else 0.97)
        statuses = Statuses(situation)
        if half and bench.second_opinion:
            _not_forced_says_z3(bench, statuses, goals, found)
        elif not half:
            _every_completion(statuses, goals, found)
    return found


def _goal(bench: Bench, atom: str, unit: int | None) -> _Goal:
    node, empty = bench.program.atoms[atom], shape(bench.program)
    read = bench.program.graph.variables_under([node])
    return _Goal(bench.label(atom), node, unit, frozenset(empty.locate(v, 0) for v in read))


def _by_construction(bench: Bench, goals: Iterable[_Goal], found: Findings) -> None:
    empty, too_large = shape(bench.program), []
    for goal in goals:
        found.checked += 1
        try:
            table = build_function(empty, goal.node, goal.unit).table
        except DiagramTooLargeError:
            too_large.append(goal.label)
            continue
        if not _is_reduced(table):
            sentence = f"le diagramme de « {goal.label} » n'est pas réduit"
            found.failures.append(Failure(goal.label, sentence))
    found.methods.add(DIAGRAMS)
    found.remarks.append(
        f"par construction pour {found.checked - len(too_large)} résultats, essayés aussi"
    )
    if too_large:
        names = ", ".join(f"« {label} »" for label in too_large)
        found.only_sampled = len(too_large) == found.checked
        found.sampled.append(
            f"sur {_FORCED_IN + _COUNTED_IN} incidents tirés au hasard, le diagramme étant trop "
            f"grand sans aucune réponse : {names}"
        )


def _is_reduced(table: Diagrams) -> bool:
    """Whether no node is idle, doubled, or tested out of order."""
    nodes = list(zip(table.levels, table.children, strict=True))[2:]
    return len(set(nodes)) == len(nodes) and all(
        len(set(children)) > 1 and all(level < table.levels[child] for child in children)
        for level, children in nodes
    )


def _partly(bench: Bench, world: World, chance: random.Random, kept: float) -> Situation:
    """Return a situation with part of the answers of a world; the questions of law stay open."""
    variables = bench.program.graph.variables
    empty = shape(bench.program)
    allowed: Mapping[Instance, frozenset[int]] = {
        instance: frozenset((value,))
        for instance, value in world.items()
        if not variables[instance[0]].is_zone and chance.random() < kept
    }
    return Situation(bench.program, empty.incident, allowed)


def _not_forced_says_z3(
    bench: Bench, statuses: Statuses, goals: Iterable[_Goal], found: Findings
) -> None:
    """Check that a result that still asks can still hold, and still fail."""
    solver = bench.judge.solver()
    assert solver is not None
    found.methods.add(SOLVER)
    definite = statuses.situation.definite
    for goal in goals:
        found.checked += 1
        if not statuses.node(goal.node, goal.unit).matters:
            continue
        answered = [(i, value) for i, value in definite.items() if i in goal.read]
        for wanted in (Requirement(goal.node, goal.unit), fails(goal.node, goal.unit)):
            if not solver.may_hold([wanted], answered):
                found.failures.append(_asked_in_vain(statuses, goal))
                break


def _every_completion(statuses: Statuses, goals: Iterable[_Goal], found: Findings) -> None:
    """Compare a status, and what matters to it, with every way of completing the answers."""
    for goal in goals:
        said = statuses.node(goal.node, goal.unit)
        met = statuses.unsettled.rests_on(goal.node, goal.unit)
        if not met:  # settled by the reference, whatever is not answered
            found.checked += 1
            if said.matters or said.status not in ("established", "excluded"):
                found.failures.append(_asked_in_vain(statuses, goal))
            continue
        try:
            seen = _Completions(statuses.situation, goal, sorted(met))
        except TooManyWorldsError:
            continue
        found.checked += 1
        found.methods.add(EVERY_COMPLETION)
        if said.exact and (seen.status(), seen.matters()) != (said.status, said.matters):
            found.failures.append(_asked_in_vain(statuses, goal))


def _asked_in_vain(statuses: Statuses, goal: _Goal) -> Failure:
    sentence = f"« {goal.label} » : ce qui est demandé n'est pas ce qui peut le changer"
    known = told(statuses.situation, statuses.situation.definite)
    return Failure(goal.label, sentence, known)


class _Completions:
    """Every completion of a situation for one result: one status for each way of answering."""

    def __init__(self, situation: Situation, goal: _Goal, met: Sequence[Instance]) -> None:
        variables = situation.program.graph.variables
        zones = [i for i in met if variables[i[0]].is_zone]
        unknown = [i for i in met if i in situation.allowed]
        self._asked = [i for i in met if i not in zones and i not in unknown]
        values = {i: sorted(situation.allowed.get(i, _every(variables, i))) for i in met}
        ordered = {i: values[i] for i in (*self._asked, *unknown, *zones)}
        population = Population(_settled_but(situation, goal, ordered), ordered, _MOST)
        self._widths = [len(values[i]) for i in self._asked]
        self._statuses = list(
            _by_answers(
                population.holds(goal.node, goal.unit),
                answers=prod(self._widths),
                unknowns=prod(len(values[i]) for i in unknown),
                readings=prod(len(values[i]) for i in zones),
            )
        )

    def status(self) -> Status:
        """Return the status common to every way of answering, or « open »."""
        seen = set(self._statuses)
        return seen.pop() if len(seen) == 1 else "open"

    def matters(self) -> frozenset[Instance]:
        """Return the questions of which another answer, all else equal, gives another status."""
        found, stride = set(), len(self._statuses)
        for instance, width in zip(self._asked, self._widths, strict=True):
            stride //= width
            if any(
                self._statuses[number] != self._statuses[number - stride]
                for number in range(len(self._statuses))
                if number // stride % width
            ):
                found.add(instance)
        return frozenset(found)


def _settled_but(
    situation: Situation, goal: _Goal, free: Mapping[Instance, Sequence[int]]
) -> Situation:
    """Return the situation with any value for what is not answered and was met by nobody."""
    anything = dict.fromkeys(goal.read, frozenset((0,)))
    settled = {i: frozenset((v,)) for i, v in situation.definite.items() if i not in free}
    return Situation(situation.program, situation.incident, {**anything, **settled})


def _every(variables: Sequence[Variable], instance: Instance) -> range:
    return range(len(variables[instance[0]].values))


def _by_answers(bits: Bits, *, answers: int, unknowns: int, readings: int) -> Iterator[Status]:
    """Yield the status for each way of answering, from the worlds in which a result holds."""
    every = (1 << readings) - 1
    for _ in range(answers):
        rows = []
        for _ in range(unknowns):
            rows.append(bits & every)
            bits >>= readings
        if all(row == every for row in rows):
            yield "established"
        elif not any(rows):
            yield "excluded"
        else:
            yield "contested" if all(0 < row < every for row in rows) else "open"
