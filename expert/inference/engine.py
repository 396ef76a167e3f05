"""experta runs the Horn program: first each passage, then the incident that counts them.

The engine of a program is built once and reset for each run, under a lock (two experta engines in
threads mix their data); after a run nothing of the case is left in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from expert.inference.experta_compat import Fact, KnowledgeEngine, Rule
from expert.inference.graph import FALSE, TRUE, Node
from expert.inference.horn import Clause, HornProgram, Signed, compile_horn
from expert.inference.kleene import Truth
from expert.inference.matcher import HornMatcher, StackStrategy
from expert.inference.program import Program
from expert.inference.situation import Situation
from knowledge.models.common import SCOPE_DEPTH


class Settled(Fact):  # type: ignore[misc]
    """« This signed node is derived »: one positional whole number.

    experta checks each field of each fact four times over; here there is one, always a number.
    """

    def __init__(self, number: Signed) -> None:
        dict.__setitem__(self, 0, number)

    def validate(self) -> None:
        """Accept: there is nothing to check."""

    def has_field_constraints(self) -> bool:
        """Return False: the value is a number, never a pattern."""
        return False

    def has_nested_accessor(self) -> bool:
        """Return False: the only key is a position."""
        return False


class _HornEngine(KnowledgeEngine):  # type: ignore[misc]
    """An experta engine whose rules are the clauses of one Horn program."""

    __matcher__ = HornMatcher
    __strategy__ = StackStrategy

    def __init__(self, program: HornProgram) -> None:
        self._horn_rules = [_rule(clause) for clause in program.clauses]
        self._initial_facts: list[Any] = super().get_deffacts()
        super().__init__()

    def get_rules(self) -> list[Any]:
        return self._horn_rules

    def get_deffacts(self) -> list[Any]:
        return self._initial_facts

    def derive(self, declared: Iterable[Signed]) -> frozenset[Signed]:
        """Return every signed node in the least model of the declared ones."""
        self.reset()
        self.declare(*(Settled(number) for number in declared))
        self.run()
        derived = frozenset(fact[0] for fact in self.facts.values() if 0 in fact)
        self.reset()
        return derived


def _rule(clause: Clause) -> Any:
    head = clause.head

    def conclude(engine: Any, **_context: Any) -> None:
        engine.declare(Settled(head))

    return Rule(*(Settled(element) for element in clause.body))(conclude)


class CompiledEngine:
    """The two engines of a program: one for a passage, one for the incident."""

    def __init__(self, program: Program) -> None:
        graph = program.graph
        passage_roots = [
            program.atoms[atom]
            for atom, conclusion, _ in program.base.atoms()
            if SCOPE_DEPTH[conclusion.scope] > 0
        ]
        incident_roots = [
            program.atoms[atom]
            for atom, conclusion, _ in program.base.atoms()
            if conclusion.scope == "incident"
        ]
        counted = [graph.count_of(n)[1] for n in graph.counts_under(incident_roots)]
        self.program = program
        self.passage = compile_horn(graph, [*passage_roots, *counted])
        self.incident = compile_horn(graph, incident_roots)
        self._passage_engine = _HornEngine(self.passage)
        self._incident_engine = _HornEngine(self.incident)
        self._passage_nodes = frozenset(self.passage.nodes)
        self._incident_nodes = frozenset(self.incident.nodes)
        self._lock = Lock()

    def derives(self, node: Node, unit: int | None) -> bool:
        """Whether experta settles this node itself (a flattened group has no clause of its own)."""
        return node in (self._incident_nodes if unit is None else self._passage_nodes)

    def run(self, situation: Situation) -> Derivation:
        """Run experta on every passage, then on the incident."""
        with self._lock:
            units = [
                self._passage_engine.derive(_literals(self.passage, situation, unit))
                for unit in range(len(situation.units))
            ]
            declared = [
                *_literals(self.incident, situation, None),
                *_counts(self.incident, situation, units),
            ]
            return Derivation(units, self._incident_engine.derive(declared))


@dataclass(frozen=True)
class Derivation:
    """What experta derived: the signed nodes of each unit, and those of the incident."""

    units: list[frozenset[Signed]]
    incident: frozenset[Signed]

    def truth(self, node: Node, unit: int | None = None) -> Truth:
        """Return True (« holds » was derived), False (« fails » was), or None."""
        if node in (TRUE, FALSE):
            return node == TRUE
        derived = self.incident if unit is None else self.units[unit]
        if 2 * node + 1 in derived:
            return True
        return False if 2 * node in derived else None


def _literals(horn: HornProgram, situation: Situation, unit: int | None) -> Iterable[Signed]:
    graph = situation.program.graph
    for node in horn.literals:
        variable, values = graph.literal_of(node)
        possible = situation.possible(variable, unit)
        if possible is None:
            continue
        if possible <= values:
            yield 2 * node + 1
        elif possible.isdisjoint(values):
            yield 2 * node


def _counts(
    horn: HornProgram, situation: Situation, units: list[frozenset[Signed]]
) -> Iterable[Signed]:
    graph = situation.program.graph
    reader = Derivation(units, frozenset())
    for node in horn.counts:
        at_least, child = graph.count_of(node)
        truths = [_signed_truth(situation, reader, child, unit) for unit in range(len(units))]
        if sum(truth is True for truth in truths) >= at_least:
            yield 2 * node + 1
        elif not situation.list_is_open and sum(t is not False for t in truths) < at_least:
            yield 2 * node


def _signed_truth(situation: Situation, reader: Derivation, node: Node, unit: int) -> Truth:
    graph = situation.program.graph
    flipped = False
    while graph.kinds[node] == "not":
        node, flipped = graph.children(node)[0], not flipped
    truth = reader.truth(node, unit)
    return truth if truth is None or not flipped else not truth


_ENGINES: dict[int, tuple[Program, CompiledEngine]] = {}


def engine_of(program: Program) -> CompiledEngine:
    """Return the engine of a program (the last few are kept; they hold law, never a case)."""
    found = _ENGINES.get(id(program))
    if found is None or found[0] is not program:
        if len(_ENGINES) >= 2:
            _ENGINES.pop(next(iter(_ENGINES)))
        found = _ENGINES[id(program)] = (program, CompiledEngine(program))
    return found[1]
