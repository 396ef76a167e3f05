"""The program of a base in which some conclusions are tests, not followed to the facts.

A chapter of the base can be read only if the conclusions of the other chapters stay whole:
« accès : lisible par tous ? » is one test there, and has a tree of its own. The rules are compiled
by the same code as everywhere (`Program`); only where that compilation stops is changed here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from expert.incident import Incident, Passage, Publication
from expert.inference.graph import Graph, Node, Variable
from expert.inference.program import Program, compile_base
from expert.inference.situation import Situation
from knowledge.base_model import AtomId, KnowledgeBase, LawRule
from knowledge.conditions import AtLeast, Condition

CONCLUSION, PASSAGES = "conclusion", "passages"
"""The scopes of the variables that stand for a conclusion, and for a count of passages."""

NO_VALUE = ""
"""The value of a test on a slot that has none of its values."""

_YES_NO = ("oui", "non")


@dataclass(eq=False)
class CutProgram(Program):
    """A program where the conclusions that are not `kept` are tests (`kept` None: all are kept).

    Counts of passages are always tests, since a tree is that of one passage, or of the incident.
    `counts` gives the condition of each of these tests by variable id; the variable of a
    conclusion has that conclusion as its source.
    """

    kept: frozenset[str] | None = None
    counts: dict[str, AtLeast] = field(default_factory=dict)
    _numbers: dict[AtLeast, str] = field(default_factory=dict)

    def atom(self, atom: AtomId) -> Node:
        """Return the node of an atom: a test when its conclusion is not kept."""
        name, _, value = atom.partition("=")
        if self.kept is None or name in self.kept:
            return super().atom(atom)
        variable = self._conclusion(name)
        return self.graph.literal(variable.id, (variable.values.index(value or _YES_NO[0]),))

    def rule_nodes(self, atom: AtomId) -> Iterable[tuple[LawRule, Node]]:
        """Yield each rule that concludes a kept atom, and where it does (in its reading)."""
        for rule, reading in self.base.rules_concluding.get(atom, ()):
            yield rule, self._in_reading(rule, self._effective(rule), reading)

    def rule_node(self, rule: LawRule) -> Node:
        """Return where a rule is effective, whatever the reading in which it concludes."""
        return self._effective(rule)

    def following(self, kept: Iterable[str] | None) -> CutProgram:
        """Return the program over the same graph that follows other conclusions to the facts."""
        followed = None if kept is None else frozenset(kept)
        return replace(self, kept=followed, atoms={}, applies={}, effective={}, _nodes={})

    def _conclusion(self, name: str) -> Variable:
        identifier = f"{CONCLUSION}:{name}"
        if identifier not in self.graph.index:
            declared = self.base.conclusions[name]
            values = tuple(declared.values) or _YES_NO
            if declared.values and declared.otherwise is None:
                values = (*values, NO_VALUE)
            self.graph.add_variable(Variable(identifier, name, CONCLUSION, values))
        return self.graph.variables[self.graph.index[identifier]]

    def _build(self, condition: Condition) -> Node:
        if not isinstance(condition, AtLeast):
            return super()._build(condition)
        identifier = self._numbers.get(condition)
        if identifier is None:
            identifier = self._numbers[condition] = f"{PASSAGES}:{len(self._numbers) + 1}"
            self.counts[identifier] = condition
            self.graph.add_variable(Variable(identifier, identifier, PASSAGES, _YES_NO))
        return self.graph.literal(identifier, (0,))


def cut_program(base: KnowledgeBase, day: date, kept: Iterable[str] | None) -> CutProgram:
    """Return the program of a base on a day where only the conclusions `kept` are followed.

    Its facts and zones are the variables of `compile_base` for the same day, same indexes.
    """
    whole = compile_base(base, day)
    graph = Graph()
    for variable in whole.graph.variables:
        graph.add_variable(variable)
    followed = None if kept is None else frozenset(kept)
    return CutProgram(base, day, whole.domains, graph, kept=followed)


def one_passage(program: Program) -> Situation:
    """Return the situation of one passage of which nothing is known: what a tree is drawn on."""
    incident = Incident(
        "",
        program.examined_on,
        {},
        (Publication("P1", (Passage("P1"),)),),
        publications_closed=True,
    )
    return Situation(program, incident, {})
