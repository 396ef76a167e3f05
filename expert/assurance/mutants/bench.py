"""The test incidents of one program, and which of them a mutant fails.

All the incidents are read at once, one bit each, with the three-valued reference: what it settles
kills or not for sure. The others are judged exactly, one by one, only while nothing has killed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from expert.assurance.mutants.assertions import Asserted, Assertion, TestIncident
from expert.assurance.mutants.growing import Partial
from expert.assurance.mutants.programs import Mutated
from expert.inference.graph import Node
from expert.inference.program import Program, compile_base
from expert.inference.situation import Situation, situate
from expert.inference.statuses import Statuses
from expert.inference.worlds import Bits
from expert.status import Status
from knowledge.base_model import AtomId, KnowledgeBase

_JUDGED = 60
"""How many results that the reference cannot settle are judged exactly for one mutant."""


@dataclass
class _Expected:
    """For one atom on one unit number, the rows that expect it established, excluded, neither."""

    established: Bits = 0
    excluded: Bits = 0
    neither: Bits = 0

    def add(self, row: int, expected: Status) -> None:
        bit = 1 << row
        if expected == "established":
            self.established |= bit
        elif expected == "excluded":
            self.excluded |= bit
        else:
            self.neither |= bit


@dataclass
class Bench:
    """The rows that one program reads: incidents of days on which the law compiles to one graph."""

    day: date
    tests: list[TestIncident] = field(default_factory=list)
    rows: list[Situation] = field(default_factory=list)
    _expected: dict[AtomId, dict[int, _Expected]] = field(default_factory=dict)
    _statuses: dict[tuple[int, AtomId, int], Status] = field(default_factory=dict)

    def add(self, situation: Situation, test: TestIncident, asserted: Iterable[Assertion]) -> None:
        """Add a test incident and its assertions."""
        row = len(self.rows)
        self.tests.append(test)
        self.rows.append(situation)
        for each in asserted:
            unit = _unit(situation, each)
            by_unit = self._expected.setdefault(each.atom, {})
            by_unit.setdefault(unit, _Expected()).add(row, each.expected)
            self._statuses[row, each.atom, unit] = each.expected

    def open(self, program: Program) -> OpenBench:
        """Return the bench with its rows read by a program compiled for its day."""
        rows = [replace(row, program=program) for row in self.rows]
        return OpenBench(self, Partial(program.graph, rows), rows)

    def expected(self, atom: AtomId) -> Mapping[int, _Expected]:
        """Return what is expected of an atom, by unit number."""
        return self._expected.get(atom, {})

    def status(self, row: int, atom: AtomId, unit: int) -> Status:
        """Return the status asserted of an atom."""
        return self._statuses[row, atom, unit]


@dataclass
class OpenBench:
    """A bench under one program: its three-valued truths grow with the graph of the program."""

    bench: Bench
    partial: Partial
    rows: Sequence[Situation]

    def killers(self, mutated: Mutated) -> list[str]:
        """Return the cases a mutant fails for sure: the reference settles the contrary."""
        self.partial.grow()
        killed: Bits = 0
        for atom, unit, expected in self._concerned(mutated):
            node = mutated.program.atoms[atom]
            surely, never = self.partial.surely[unit][node], self.partial.never[unit][node]
            killed |= expected.established & never | expected.excluded & surely
            killed |= expected.neither & (surely | never)
        return list(dict.fromkeys(self.bench.tests[row].case for row in _rows(killed)))

    def judged_killers(self, mutated: Mutated) -> list[str]:
        """Judge exactly a few results that the reference cannot settle; return a case that kills.

        Those that were settled in the base come first, then the lowest conclusions, which cost the
        least: a kill may be missed, none is invented.
        """
        self.partial.grow()
        unsettled: list[tuple[bool, int, int, AtomId, int]] = []
        for atom, unit, expected in self._concerned(mutated):
            every = expected.established | expected.excluded | expected.neither
            node = mutated.program.atoms[atom]
            was_settled = self._settled(unit, self.rows[0].program.atoms[atom])
            unsettled += [
                (not was_settled >> row & 1, node, row, atom, unit)
                for row in _rows(every & ~self._settled(unit, node))
            ]
        for *_, row, atom, unit in sorted(unsettled)[:_JUDGED]:
            incident = mutated.program.base.atom_conclusion(atom).scope == "incident"
            statuses = Statuses(replace(self.rows[row], program=mutated.program))
            found = statuses.atom(atom, None if incident else unit).status
            if found != self.bench.status(row, atom, unit):
                return [self.bench.tests[row].case]
        return []

    def _settled(self, unit: int, node: Node) -> Bits:
        """Return the rows in which the reference settles a node."""
        return self.partial.surely[unit][node] | self.partial.never[unit][node]

    def _concerned(self, mutated: Mutated) -> Iterator[tuple[AtomId, int, _Expected]]:
        for atom in mutated.changed:
            for unit, expected in self.bench.expected(atom).items():
                yield atom, unit, expected


def benches(base: KnowledgeBase, asserted: Iterable[Asserted]) -> list[Bench]:
    """Return the benches of test incidents, the fullest first.

    The law of two examination days is one program when it compiles to the same graph: rules name
    the intervals of the dates, and each incident is encoded on its own day.
    """
    found: dict[object, Bench] = {}
    signatures: dict[date, object] = {}
    for test, assertions in sorted(asserted, key=lambda each: each[0].incident.examined_on):
        day = test.incident.examined_on
        program = compile_base(base, day)
        if day not in signatures:
            signatures[day] = _signature(program)
        situation = situate(program, test.incident)
        if test.presumed:
            situation = situation.presuming()
        situation = situation.with_zones(dict(test.readings))
        key = signatures[day], len(situation.units) > 2
        found.setdefault(key, Bench(day)).add(situation, test, assertions)
    return sorted(found.values(), key=lambda bench: -len(bench.rows))


def _signature(program: Program) -> object:
    graph = program.graph
    widths = tuple(len(variable.values) for variable in graph.variables)
    atoms = tuple(program.atoms.items())
    return hash((tuple(graph.kinds), tuple(graph.args), widths, atoms))


def _unit(situation: Situation, asserted: Assertion) -> int:
    """Return the unit number of an assertion (0 for the incident)."""
    scope = situation.program.base.atom_conclusion(asserted.atom).scope
    for unit in situation.units_at(scope):
        if unit is None:
            return 0
        spot = situation.units[unit][1]
        if asserted.unit in (None, spot.passage if scope == "passage" else spot.publication):
            return unit
    raise ValueError(f"{asserted.atom} has no unit {asserted.unit}")


def _rows(bits: Bits) -> Iterator[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
