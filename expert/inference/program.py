"""The base compiled to the shared graph, for one examination day.

Only this module turns conditions into nodes; every evaluator reads what it built.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from expert.inference.domains import NO, YES, Domains, boundaries, build_domains
from expert.inference.graph import FALSE, TRUE, Graph, Node, Variable
from knowledge.base_model import AtomId, KnowledgeBase, LawRule
from knowledge.conditions import (
    NOT_APPLICABLE,
    All,
    AnyOf,
    AtLeast,
    Concluded,
    Condition,
    DateFrom,
    DelayOver,
    FactIn,
    ItemIs,
    Not,
    NumberFrom,
)

WEAK_PREFIX = "appui-faible:"
FOLLOWED, NOT_FOLLOWED = "suivie", "ecartee"


def zone_of_weak_rule(rule: str) -> str:
    """Return the id of the zone a weakly supported rule hangs on."""
    return f"{WEAK_PREFIX}{rule}"


@dataclass(eq=False)
class Program:
    """The graph of a base on one day: the node of each atom, rule, guard and deadline.

    With a `law_day`, the rules read on the clock of the facts are those of that day, whatever the
    date of the facts; delays keep the real dates. That is how a later law is tried on earlier
    facts.

    `atoms[x]` holds in the worlds where x holds; `applies[r]` and `effective[r]` likewise for
    rules. Nodes of incident atoms may contain counts, which read passage nodes.
    """

    base: KnowledgeBase
    examined_on: date
    domains: Domains
    graph: Graph
    law_day: date | None = None
    atoms: dict[AtomId, Node] = field(default_factory=dict)
    applies: dict[str, Node] = field(default_factory=dict)
    effective: dict[str, Node] = field(default_factory=dict)
    _nodes: dict[int, Node] = field(default_factory=dict)

    def node_of(self, condition: Condition) -> Node:
        """Return the node of a condition of the base, built once."""
        node = self._nodes.get(id(condition))
        if node is None:
            node = self._nodes[id(condition)] = self._build(condition)
        return node

    def _build(self, condition: Condition) -> Node:
        match condition:
            case All(parts):
                return self.graph.conjunction(self.node_of(part) for part in parts)
            case AnyOf(parts):
                return self.graph.disjunction(self.node_of(part) for part in parts)
            case Not(part):
                return self.graph.negation(self.node_of(part))
            case Concluded(conclusion, value):
                return self.atom(conclusion if value is None else f"{conclusion}={value}")
            case AtLeast(count, part):
                return self.graph.count(count, self.node_of(part))
            case _:
                return self._fact_test(condition)

    def atom(self, atom: AtomId) -> Node:
        """Return the node of an atom."""
        if atom not in self.atoms:
            name, _, value = atom.partition("=")
            conclusion = self.base.conclusions[name]
            concluding = [
                self._in_reading(rule, self._effective(rule), reading)
                for rule, reading in self.base.rules_concluding.get(atom, ())
            ]
            if value and conclusion.otherwise == value:
                others = [self.atom(f"{name}={v}") for v in conclusion.values if v != value]
                concluding.append(self.graph.negation(self.graph.disjunction(others)))
            self.atoms[atom] = self.graph.disjunction(concluding)
        return self.atoms[atom]

    @cached_property
    def deadlines(self) -> dict[str, Node]:
        """The node of the condition of each deadline."""
        return {id_: self.node_of(c) for id_, (_, c) in self.base.deadlines.items()}

    @cached_property
    def pieces(self) -> dict[str, Node]:
        """The node of the condition of each piece to collect."""
        return {id_: self.node_of(c) for id_, (_, c) in self.base.pieces.items()}

    @cached_property
    def guards(self) -> dict[str, Node]:
        """The node of each guard."""
        return {fact: self.node_of(guard) for fact, guard in self.base.guards.items()}

    @cached_property
    def details(self) -> dict[str, tuple[int, ...]]:
        """For each detail of an answer, the variables its guard reads (zones aside)."""
        return {
            fact.id: tuple(
                variable
                for variable in sorted(self.graph.variables_under([self.guards[fact.id]]))
                if not self.graph.variables[variable].is_zone
            )
            for fact in self.base.facts.values()
            if fact.detail
        }

    def zones_of(self, rule: LawRule) -> list[str]:
        """Return the zones a rule hangs on: the one it declares, and its own when it is weak."""
        declared = [rule.rule.zone] if rule.rule.zone else []
        return declared + ([zone_of_weak_rule(rule.id)] if self.base.rule_is_weak(rule) else [])

    def _applies(self, rule: LawRule) -> Node:
        if rule.id not in self.applies:
            parts = [self.node_of(rule.condition), self._in_force(rule)]
            if self.base.rule_is_weak(rule):
                parts.append(self._reading(zone_of_weak_rule(rule.id), FOLLOWED))
            self.applies[rule.id] = self.graph.conjunction(parts)
        return self.applies[rule.id]

    def _effective(self, rule: LawRule) -> Node:
        if rule.id not in self.effective:
            defeaters = self.graph.disjunction(
                self._defeats(derogation) for derogation in self.base.derogations.get(rule.id, ())
            )
            self.effective[rule.id] = self.graph.conjunction(
                [self._applies(rule), self.graph.negation(defeaters)]
            )
        return self.effective[rule.id]

    def _defeats(self, derogation: LawRule) -> Node:
        zone = derogation.rule.zone
        first = self.base.zones[zone].readings[0].id if zone else None
        return self._in_reading(derogation, self._effective(derogation), first)

    def _in_reading(self, rule: LawRule, node: Node, reading: str | None) -> Node:
        if reading is None:
            return node
        assert rule.rule.zone is not None
        return self.graph.conjunction([node, self._reading(rule.rule.zone, reading)])

    def _reading(self, zone: str, reading: str) -> Node:
        values = self.graph.variables[self.graph.index[zone]].values
        return self.graph.literal(zone, (values.index(reading),))

    def _in_force(self, rule: LawRule) -> Node:
        since, until = rule.rule.since, rule.rule.until
        if since is None and until is None:
            return TRUE
        day = self.law_day
        if rule.rule.clock == "procedure" or rule.scope == "incident":
            day = self.examined_on
        if day is not None:
            alive = (since is None or since <= day) and (until is None or day <= until)
            return TRUE if alive else FALSE
        parts = [TRUE]
        if since is not None:
            parts.append(self._from_day("first_online_date", since))
        if until is not None:
            after = next(iter(boundaries(None, until)))
            parts.append(self.graph.negation(self._from_day("first_online_date", after)))
        return self.graph.conjunction(parts)

    def _from_day(self, fact: str, day: date) -> Node:
        return self.graph.literal(fact, self.domains.from_cut(fact, day))

    def _fact_test(self, condition: Condition) -> Node:
        match condition:
            case FactIn(fact, values):
                declared = tuple(self.base.facts[fact].values)
                node = self.graph.literal(
                    fact, (i for i, value in enumerate(declared) if value in values)
                )
                return self._guarded(fact, node, NOT_APPLICABLE in values)
            case ItemIs(fact, item, present):
                node = self.graph.literal(f"{fact}.{item}", (YES if present else NO,))
                return self._guarded(fact, node)
            case NumberFrom(fact, landmark, above):
                marks = self.domains.landmarks[fact]
                first = marks.index(self.base.facts[fact].landmarks[landmark].at) + 1
                chosen = range(first, len(marks) + 1) if above else range(first)
                return self._guarded(fact, self.graph.literal(fact, chosen))
            case DateFrom(fact, day, after):
                node = self._from_day(fact, day)
                return self._guarded(fact, node if after else self._other_days(fact, node))
            case DelayOver(fact, _, expired):
                alive = self._from_day(fact, self.domains.cut_of_delay(condition))
                return self._guarded(fact, self._other_days(fact, alive) if expired else alive)
        raise TypeError(f"unknown condition {condition!r}")

    def _other_days(self, fact: str, node: Node) -> Node:
        if node in (TRUE, FALSE):
            return self.graph.negation(node)
        variable, values = self.graph.literal_of(node)
        every = range(len(self.graph.variables[variable].values))
        return self.graph.literal(fact, (i for i in every if i not in values))

    def _guarded(self, fact: str, node: Node, not_applicable: bool = False) -> Node:
        """Compile a guard by substitution: a guarded fact has no value where its guard fails."""
        guard = self.base.guards.get(fact)
        if guard is None:
            return node
        asked = self.node_of(guard)
        inside = self.graph.conjunction([asked, node])
        if not not_applicable:
            return inside
        return self.graph.disjunction([inside, self.graph.negation(asked)])


def compile_base(base: KnowledgeBase, examined_on: date) -> Program:
    """Compile the whole base for one examination day (kept for the next call: see `_compiled`)."""
    return _compiled(ByIdentity(base), examined_on)


def compile_era(base: KnowledgeBase, examined_on: date, law_day: date) -> Program:
    """Compile the base with the substantive law of `law_day`; its nodes are built when read.

    Its variables are those of `compile_base` for the same examination day.
    """
    return _compiled_era(ByIdentity(base), examined_on, law_day)


def program_on_demand(base: KnowledgeBase, examined_on: date) -> Program:
    """Return the program of one day whose nodes are built when read: for a few conditions only."""
    return _declared(base, examined_on)


@dataclass(frozen=True)
class ByIdentity:
    """A base as a cache key: two loads of one base are two keys, and no law is compared."""

    base: KnowledgeBase

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and other.base is self.base

    def __hash__(self) -> int:
        return id(self.base)


@lru_cache(maxsize=4)
def _compiled(key: ByIdentity, examined_on: date) -> Program:
    """Build the program. What is kept here is law, never an answer."""
    program = _declared(key.base, examined_on)
    for atom, _, _ in key.base.atoms():
        program.atom(atom)
    return program


@lru_cache(maxsize=16)
def _compiled_era(key: ByIdentity, examined_on: date, law_day: date) -> Program:
    return _declared(key.base, examined_on, law_day)


def _declared(base: KnowledgeBase, examined_on: date, law_day: date | None = None) -> Program:
    """Return a program whose variables are declared, and no node built."""
    domains = build_domains(base, examined_on)
    graph = Graph()
    for variables in domains.variables.values():
        for variable in variables:
            graph.add_variable(variable)
    for zone in base.zones.values():
        readings = tuple(reading.id for reading in zone.readings)
        graph.add_variable(Variable(zone.id, zone.id, "zone", readings))
    for rule in base.rules.values():
        if base.rule_is_weak(rule):
            name = zone_of_weak_rule(rule.id)
            graph.add_variable(Variable(name, rule.id, "zone", (FOLLOWED, NOT_FOLLOWED)))
    return Program(base, examined_on, domains, graph, law_day)
