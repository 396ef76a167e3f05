"""The law of one examination day, ready for rows: program, marks, what is wanted, what is presumed.

What is kept here is law, never an answer of a file.
"""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache

from expert.batch.marks import Marks
from expert.batch.nodes import nodes_to_read
from expert.batch.residues import Residues
from expert.batch.rows import ONE_PASSAGE, Row, Shape
from expert.batch.wide import Wide
from expert.incident import Answer, Incident, Passage, Publication
from expert.inference.diagram_worlds import ExactFunction
from expert.inference.diagrams import DiagramTooLargeError
from expert.inference.graph import Node
from expert.inference.program import compile_base
from expert.inference.settling import Settler
from expert.inference.situation import Instance, Situation
from knowledge.base_model import AtomId, KnowledgeBase

Place = tuple[AtomId, int | None]
"""A conclusion on a unit (None: on the incident)."""

_MOST_DAYS = 32
"""Days whose law is kept: a file sorted by day never compiles one twice."""


_MOST_FUNCTIONS = 1_000
"""Functions kept for one day: those of one shape, and room for a few others."""


class DayLaw:
    """The program of one day, for the conclusions a reader wants."""

    def __init__(self, base: KnowledgeBase, day: date, profile: str) -> None:
        self.base = base
        self.day = day
        self.program = compile_base(base, day)
        self.marks = Marks(self.program)
        self.widths = [len(variable.values) for variable in self.program.graph.variables]
        self.scopes = [variable.scope for variable in self.program.graph.variables]
        self.wanted = [atom for atom, c, _ in base.atoms() if profile in c.goals]
        self.settler = Settler(self.program, self.wanted)
        self._functions: dict[tuple[AtomId, Shape, bool], ExactFunction | None] = {}
        self.residues = Residues()
        self._wide = Wide(self.program, ())
        self._asked: set[AtomId] = set()
        self._nodes: tuple[list[Node], list[Node]] | None = None

    def node(self, atom: AtomId) -> Node:
        """Return the node of an atom."""
        return self.program.atoms[atom]

    def wide(self, atoms: Iterable[AtomId]) -> Wide:
        """Return what looks for witnesses of these conclusions, and of those met before.

        Nearly always the same ones are too wide for a function: they share draws and program.
        """
        met = dict.fromkeys([*self._wide.atoms, *atoms])
        if len(met) > len(self._wide.atoms):
            self._wide = Wide(self.program, tuple(met))
        return self._wide

    def nodes(self, atoms: Iterable[AtomId]) -> tuple[list[Node], list[Node]]:
        """Return the nodes inside counts, and every node, read for these atoms and earlier ones."""
        asked = self._asked | set(atoms)
        if self._nodes is None or len(asked) > len(self._asked):
            self._asked, self._nodes = asked, nodes_to_read(self.program, sorted(asked))
        return self._nodes

    @cached_property
    def presumptions(self) -> dict[int, frozenset[int]]:
        """The values presumed of each variable, « if nothing more is proved »."""
        found: dict[int, frozenset[int]] = {}
        for fact in self.base.facts.values():
            if fact.presumption is not None and not fact.descriptive:
                answer: Answer = () if fact.kind == "liste" else fact.presumption.value
                for name, values in self.program.domains.encode(fact, answer):
                    found[self.program.graph.index[name]] = values
        return found

    def places(self, shape: Shape) -> Sequence[Place]:
        """Return the wanted conclusions on each of their units, in the order of the base."""
        situation = Situation(self.program, skeleton(self.day, shape, closed=True), {})
        return [
            (atom, unit)
            for atom in self.wanted
            for unit in situation.units_at(self.base.atom_conclusion(atom).scope)
        ]

    def function(self, place: Place, shape: Shape, *, large: bool = False) -> ExactFunction | None:
        """Return the function of a conclusion before any answer, or None when it is too large.

        That of a passage is the same whatever the shape, and read on any unit; that of the incident
        is kept for its shape, with a list of publications still open.
        """
        key = (*self._key(place, shape), large)
        if key not in self._functions:
            if len(self._functions) >= _MOST_FUNCTIONS:
                self._functions.pop(next(iter(self._functions)))
            if large:
                gc.collect()  # what building the others left behind would weigh on this one
            unit = None if place[1] is None else 0
            blank = Situation(self.program, skeleton(self.day, key[1], closed=False), {})
            try:
                found = ExactFunction(blank, self.node(place[0]), unit, large=large)
            except DiagramTooLargeError:
                self._functions[key] = None
            else:
                self._functions[key] = found
        return self._functions[key]

    def has_function(self, place: Place, shape: Shape) -> bool:
        """Whether the function of a conclusion is already built."""
        return self._functions.get((*self._key(place, shape), False)) is not None

    def _key(self, place: Place, shape: Shape) -> tuple[AtomId, Shape]:
        return place[0], ONE_PASSAGE if place[1] is not None else shape

    def situation(self, row: Row) -> Situation:
        """Return the situation of one row: what its marks leave possible, in each place."""
        situation = Situation(self.program, skeleton(self.day, row.shape, closed=row.closed), {})
        allowed: dict[Instance, frozenset[int]] = {}
        for unit, marks in enumerate((row.incident, *row.units), start=-1):
            for mark in marks:
                for variable, values in row.marks.sets[mark]:
                    allowed[situation.locate(variable, max(unit, 0))] = values
        return Situation(self.program, situation.incident, allowed)


@lru_cache(maxsize=256)
def skeleton(day: date, shape: Shape, *, closed: bool) -> Incident:
    """Return an incident of this shape without an answer; ids as an incident file gives them."""
    publications = []
    for number, listed in enumerate(shape, start=1):
        name = f"P{number}"
        passages = [Passage(name + _letter(index)) for index in range(listed)] or [Passage(name)]
        publications.append(Publication(name, tuple(passages)))
    return Incident("", day, {}, tuple(publications), publications_closed=closed or None)


def _letter(index: int) -> str:
    return chr(ord("a") + index) if index < 26 else str(index + 1)


class Laws:
    """The laws of the days a file names, the last ones kept."""

    def __init__(self, base: KnowledgeBase, profile: str) -> None:
        self._base = base
        self._profile = profile
        self._kept: OrderedDict[date, DayLaw] = OrderedDict()

    def of(self, day: date) -> DayLaw:
        """Return the law of a day."""
        law = self._kept.get(day)
        if law is None:
            if len(self._kept) >= _MOST_DAYS:
                self._kept.popitem(last=False)
            law = self._kept[day] = DayLaw(self._base, day, self._profile)
        self._kept.move_to_end(day)
        return law
