"""Exact statuses, and which answers still matter, from diagrams.

For a conclusion whose function is F of the unanswered A, the unknown U (« je ne sais pas ») and
the zones Z:

    E = for all U, for all Z, F          established  iff E is constant true
    P = for some U, for some Z, F        excluded     iff P is constant false
    C = for all U, (some Z makes F, some Z makes not F)   contested iff C is constant true
                                         open otherwise

An unanswered fact matters to the conclusion iff it is in the support of E, P or C. Passage
conclusions are computed passage by passage on diagrams built once; incident conclusions are then
composed from the diagrams of their passages, restricted by the answers. Where a diagram would
pass the cap, the status is the three-valued reference's and every unanswered fact under the
conclusion « may still matter »: sound, never stopping early.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from expert.inference.diagrams import (
    ALWAYS,
    NEVER,
    Diagram,
    Diagrams,
    DiagramTooLargeError,
    Level,
)
from expert.inference.graph import Graph, Node
from expert.inference.kleene import Reference
from expert.inference.program import Program
from expert.inference.situation import INCIDENT, Instance, Situation
from expert.status import Status

_MORE = -2
_PASSAGES = 1 << 12
_MORE_LEVEL = 1 << 49
_ZONES = 1 << 50


def is_more_publications(instance: Instance) -> bool:
    """Whether an instance is the free boolean of a count while the list is open.

    It is answered by « is there another publication? ».
    """
    return instance[0] == _MORE


@dataclass(frozen=True, slots=True)
class GoalStatus:
    """The status of one conclusion on one unit.

    `matters`: unanswered instances that can still change it; `unproved`: instances answered « je
    ne sais pas » it hangs on; `zones`: indexes of the contested questions it hangs on; `exact` is
    False where the diagram was too large.
    """

    status: Status
    matters: frozenset[Instance] = frozenset()
    unproved: frozenset[Instance] = frozenset()
    zones: frozenset[int] = frozenset()
    exact: bool = True


class Template:
    """The diagrams of a program for one passage, kept while the program lives. Law only."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.diagrams = Diagrams()
        self._built: dict[Node, Diagram] = {}
        order = _law_order(program)
        self._rank = {variable: rank for rank, variable in enumerate(order)}

    def level(self, variable: int, publication: int = 0, passage: int = 0) -> Level:
        """Return the level of a variable; a zone comes after every fact."""
        scope = self.program.graph.variables[variable].scope
        rank, size = self._rank[variable], len(self._rank)
        if scope == "zone":
            return _ZONES + rank
        if scope == "incident":
            return rank
        place = passage + 1 if scope == "passage" else 0
        return ((publication + 1) * _PASSAGES + place) * size + rank

    def diagram(self, node: Node) -> Diagram:
        """Return the diagram of a passage node (no counts under it)."""
        if node not in self._built:
            for inner in self.program.graph.cone([node]):
                if inner not in self._built:
                    self._built[inner] = build_node(self, inner, self._built)
        return self._built[node]


_TEMPLATES: dict[int, tuple[Program, Template]] = {}


def template_of(program: Program) -> Template:
    """Return the template of a program (the last few are kept)."""
    found = _TEMPLATES.get(id(program))
    if found is None or found[0] is not program:
        if len(_TEMPLATES) >= 4:
            _TEMPLATES.pop(next(iter(_TEMPLATES)))
        found = _TEMPLATES[id(program)] = (program, Template(program))
    return found[1]


def build_node(template: Template, node: Node, built: Mapping[Node, Diagram]) -> Diagram:
    """Build the diagram of a node whose children are in `built`."""
    graph, diagrams = template.program.graph, template.diagrams
    match graph.kinds[node]:
        case "true":
            return ALWAYS
        case "false":
            return NEVER
        case "literal":
            variable, values = graph.literal_of(node)
            width = len(graph.variables[variable].values)
            return diagrams.literal(template.level(variable), width, values)
        case "not":
            return diagrams.negation(built[graph.children(node)[0]])
        case "and":
            return diagrams.all_of(built[child] for child in graph.children(node))
        case "or":
            return diagrams.any_of(built[child] for child in graph.children(node))
        case kind:
            raise ValueError(f"a {kind} node has no passage diagram")


class Statuses:
    """The statuses of the conclusions of one situation."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.program = situation.program
        self._graph: Graph = situation.program.graph
        self._template = template_of(situation.program)
        self._diagrams = self._template.diagrams
        self._unit_nodes: dict[tuple[Node, int], Diagram] = {}
        self._incident_nodes: dict[Node, Diagram] = {}
        self._known: dict[tuple[Node, int | None], GoalStatus] = {}
        self._reference = Reference(situation)

    def atom(self, atom: str, unit: int | None = None) -> GoalStatus:
        """Return the status of an atom, on a unit for passage and publication conclusions."""
        return self.node(self.program.atoms[atom], unit)

    def node(self, node: Node, unit: int | None = None) -> GoalStatus:
        """Return the status of any node."""
        key = (node, unit)
        if key not in self._known:
            settled = self._reference.truth(node, unit)
            if settled is not None:
                self._known[key] = GoalStatus("established" if settled else "excluded")
            else:
                self._known[key] = self._exact_or_fallback(node, unit)
        return self._known[key]

    def function(self, node: Node, unit: int | None) -> Diagram:
        """Return the diagram of a node under the definite answers, in the levels of the incident."""
        if unit is None:
            return self._incident_diagram(node)
        return self._unit_diagram(node, unit)

    def support_of(self, function: Diagram) -> frozenset[Level]:
        """Return the levels a function depends on."""
        return self._diagrams.support(function)

    def level_of(self, instance: Instance) -> Level:
        """Return the level of an instance."""
        return self._levels[1][instance]

    def instance_of(self, level: Level) -> Instance:
        """Return the instance (or zone variable, or free boolean) a level stands for."""
        if _MORE_LEVEL <= level < _ZONES:
            return _MORE, level - _MORE_LEVEL
        return self._levels[0][level]

    def _exact_or_fallback(self, node: Node, unit: int | None) -> GoalStatus:
        try:
            return self._judge(self.function(node, unit))
        except DiagramTooLargeError:
            roots = [node]
            places = range(len(self.situation.units)) if unit is None else [unit]
            may_matter = {
                self.situation.locate(variable, place)
                for variable in self._graph.variables_under(roots)
                for place in places
                if not self._graph.variables[variable].is_zone
            }
            return GoalStatus(
                "open", frozenset(may_matter - self.situation.allowed.keys()), exact=False
            )

    def _judge(self, function: Diagram) -> GoalStatus:
        diagrams = self._diagrams
        support = diagrams.support(function)
        unknown, zones = self._quantified(support)
        every = {**unknown, **zones}
        always = diagrams.forall(function, every)
        possible = diagrams.exists(function, every)
        split = NEVER
        if zones:
            split = diagrams.forall(
                diagrams.both(
                    diagrams.exists(function, zones),
                    diagrams.exists(diagrams.negation(function), zones),
                ),
                unknown,
            )
        matters = frozenset().union(
            *(diagrams.support(d) for d in (always, possible, split))
        )
        return GoalStatus(
            _status(always, possible, split),
            frozenset(self.instance_of(level) for level in matters),
            frozenset(self.instance_of(level) for level in unknown),
            frozenset(self.instance_of(level)[0] for level in zones),
        )

    def _quantified(
        self, support: Iterable[Level]
    ) -> tuple[dict[Level, frozenset[int]], dict[Level, frozenset[int]]]:
        unknown: dict[Level, frozenset[int]] = {}
        zones: dict[Level, frozenset[int]] = {}
        for level in support:
            instance = self.instance_of(level)
            if is_more_publications(instance):
                continue
            variable = self._graph.variables[instance[0]]
            if variable.is_zone:
                zones[level] = frozenset(range(len(variable.values)))
            elif instance in self.situation.allowed:
                unknown[level] = self.situation.allowed[instance]
        return unknown, zones

    def _unit_diagram(self, node: Node, unit: int) -> Diagram:
        key = (node, unit)
        if key not in self._unit_nodes:
            fixed, moved = self._unit_levels[unit]
            template = self._template.diagram(node)
            restricted = self._diagrams.restrict(template, fixed)
            self._unit_nodes[key] = self._diagrams.relabel(restricted, moved)
        return self._unit_nodes[key]

    def _incident_diagram(self, root: Node) -> Diagram:
        for node in self._graph.cone([root]):
            if node in self._incident_nodes:
                continue
            if self._graph.kinds[node] == "count":
                self._incident_nodes[node] = self._count_diagram(node)
            elif self._graph.kinds[node] == "literal":
                built = build_node(self._template, node, {})
                self._incident_nodes[node] = self._diagrams.restrict(built, self._incident_fixed)
            else:
                self._incident_nodes[node] = build_node(
                    self._template, node, self._incident_nodes
                )
        return self._incident_nodes[root]

    def _count_diagram(self, node: Node) -> Diagram:
        at_least, child = self._graph.count_of(node)
        parts = [self._unit_diagram(child, unit) for unit in range(len(self.situation.units))]
        counted = self._diagrams.at_least(at_least, parts)
        if self.situation.list_is_open:
            more = self._diagrams.literal(_MORE_LEVEL + node, 2, (1,))
            counted = self._diagrams.either(counted, more)
        return counted

    @cached_property
    def _incident_fixed(self) -> dict[Level, int]:
        return {
            self._template.level(variable): value
            for (variable, place), value in self.situation.definite().items()
            if place == INCIDENT
        }

    @cached_property
    def _unit_levels(self) -> list[tuple[dict[Level, int], dict[Level, Level]]]:
        """For each unit: template levels fixed by its answers, and where the others move."""
        definite = self.situation.definite()
        result = []
        for unit in range(len(self.situation.units)):
            fixed: dict[Level, int] = {}
            moved: dict[Level, Level] = {}
            for variable in range(len(self._graph.variables)):
                instance = self.situation.locate(variable, unit)
                level = self._template.level(variable)
                if instance in definite:
                    fixed[level] = definite[instance]
                elif (target := self.level_of(instance)) != level:
                    moved[level] = target
            result.append((fixed, moved))
        return result

    @cached_property
    def _levels(self) -> tuple[dict[Level, Instance], dict[Instance, Level]]:
        """Both ways between levels and instances of this incident."""
        to_instance: dict[Level, Instance] = {}
        seen: dict[int, int] = {}
        places = []
        for unit, (publication, _) in enumerate(self.situation.units):
            local = seen.get(publication, 0)
            seen[publication] = local + 1
            places.append((unit, publication, local))
        for variable in range(len(self._graph.variables)):
            for unit, publication, local in places or [(0, 0, 0)]:
                instance = self.situation.locate(variable, unit)
                to_instance[self._template.level(variable, publication, local)] = instance
        return to_instance, {instance: level for level, instance in to_instance.items()}


def _status(always: Diagram, possible: Diagram, split: Diagram) -> Status:
    if always == ALWAYS:
        return "established"
    if possible == NEVER:
        return "excluded"
    return "contested" if split == ALWAYS else "open"


def _law_order(program: Program) -> list[int]:
    """Order the variables as the interview does: blocks, then declaration; zones as declared."""
    blocks = {block: rank for rank, block in enumerate(program.base.blocks)}
    facts = program.base.facts

    def rank(index: int) -> tuple[int, int]:
        variable = program.graph.variables[index]
        if variable.is_zone:
            return len(blocks), index
        return blocks[facts[variable.source].block], index

    return sorted(range(len(program.graph.variables)), key=rank)
