"""Two bases compiled side by side in one graph, on one vocabulary.

A fact of the same id, type and scope is one variable with the values and cuts of both bases; a
fact whose type or scope changed is two. Each side keeps its own readings of a question of law: a
reading that a side does not have is never tried there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from expert.incident import Incident, Passage, Publication
from expert.inference.domains import shared_domains, with_values_of
from expert.inference.graph import Graph, Variable
from expert.inference.program import FOLLOWED, NOT_FOLLOWED, Program, zone_of_weak_rule
from expert.inference.situation import Situation
from knowledge.base_model import AtomId, KnowledgeBase
from knowledge.conditions import (
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
from knowledge.models.facts import Fact

FORMERLY = "@ancienne"
"""Ends the id of a fact of the old base whose type or scope is no longer the same."""

Readings = Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class Side:
    """One base compiled in the shared graph, and the readings it gives to each zone."""

    program: Program
    readings: Readings


@dataclass(frozen=True)
class Sides:
    """The old and the new base in one graph. `common` gives the values both know of a variable."""

    old: Side
    new: Side
    common: Mapping[int, frozenset[int]]

    def situation(self, passages: int) -> Situation:
        """Return a situation of so many passages, each in its publication, nothing answered."""
        names = [f"P{number + 1}" for number in range(passages)]
        incident = Incident(
            "",
            self.new.program.examined_on,
            {},
            tuple(Publication(name, (Passage(name),)) for name in names),
            publications_closed=True,
        )
        return Situation(self.new.program, incident, {})

    def shared_atoms(self) -> list[AtomId]:
        """Return the atoms of both bases whose scope is the same, in the order of the new one."""
        before = {atom: (c.scope, bool(c.values)) for atom, c, _ in self.old.program.base.atoms()}
        return [
            atom
            for atom, c, _ in self.new.program.base.atoms()
            if before.get(atom) == (c.scope, bool(c.values))
        ]


def side_by_side(old: KnowledgeBase, new: KnowledgeBase, day: date) -> Sides:
    """Compile two bases for one examination day in one graph."""
    old = _told_apart(old, new)
    domains = shared_domains((new, old), day)
    graph = Graph()
    for variables in domains.variables.values():
        for variable in variables:
            graph.add_variable(variable)
    for name, readings in _zones(new, old).items():
        graph.add_variable(Variable(name, name, "zone", readings))
    programs = []
    for base in (old, new):
        program = Program(_sharing_values(base, (new, old)), day, domains, graph)
        for atom, _, _ in base.atoms():
            program.atom(atom)
        programs.append(program)
    return Sides(
        Side(programs[0], _readings(graph, old)),
        Side(programs[1], _readings(graph, new)),
        _common(graph, old, new),
    )


def _told_apart(old: KnowledgeBase, new: KnowledgeBase) -> KnowledgeBase:
    """Return the old base, the facts that are no longer the same question under another id."""
    names = {
        fact.id: f"{fact.id}{FORMERLY}"
        for fact in old.facts.values()
        if fact.id in new.facts and _nature(fact) != _nature(new.facts[fact.id])
    }
    if not names:
        return old
    return replace(
        old,
        facts={
            names.get(name, name): fact.model_copy(update={"id": names.get(name, name)})
            for name, fact in old.facts.items()
        },
        guards={names.get(name, name): renamed(c, names) for name, c in old.guards.items()},
        rules={
            name: replace(rule, condition=renamed(rule.condition, names))
            for name, rule in old.rules.items()
        },
    )


def _nature(fact: Fact) -> tuple[str, str, bool]:
    return fact.kind, fact.scope, fact.descriptive


def renamed(condition: Condition, names: Mapping[str, str]) -> Condition:
    """Return a condition whose facts take other names."""
    match condition:
        case All(parts):
            return All(tuple(renamed(part, names) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(renamed(part, names) for part in parts))
        case Not(part):
            return Not(renamed(part, names))
        case AtLeast(count, part):
            return AtLeast(count, renamed(part, names))
        case Concluded():
            return condition
        case FactIn() | ItemIs() | NumberFrom() | DateFrom() | DelayOver():
            return replace(condition, fact=names.get(condition.fact, condition.fact))


def _sharing_values(base: KnowledgeBase, bases: tuple[KnowledgeBase, ...]) -> KnowledgeBase:
    """Return a base whose facts declare the values of every base, in the order of the variables."""
    facts = {}
    for name, fact in base.facts.items():
        versions = [other.facts[name] for other in bases if name in other.facts]
        facts[name] = fact.model_copy(update={"values": with_values_of(versions).values})
    return replace(base, facts=facts)


def _zones(*bases: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """Return every zone with the readings of all the bases, those of weak rules included."""
    found: dict[str, dict[str, None]] = {}
    for base in bases:
        for zone in base.zones.values():
            found.setdefault(zone.id, {}).update(dict.fromkeys(r.id for r in zone.readings))
        for rule in base.rules.values():
            if base.rule_is_weak(rule):
                found[zone_of_weak_rule(rule.id)] = dict.fromkeys((FOLLOWED, NOT_FOLLOWED))
    return {name: tuple(readings) for name, readings in found.items()}


def _readings(graph: Graph, base: KnowledgeBase) -> Readings:
    found = {}
    for zone in base.zones.values():
        number = graph.index[zone.id]
        values = graph.variables[number].values
        found[number] = frozenset(values.index(reading.id) for reading in zone.readings)
    return found


def _common(graph: Graph, old: KnowledgeBase, new: KnowledgeBase) -> dict[int, frozenset[int]]:
    """Return, for the facts in both bases, the values that both know."""
    found = {}
    for number, variable in enumerate(graph.variables):
        versions = [base.facts.get(variable.source) for base in (old, new)]
        if variable.is_zone or None in versions:
            continue
        before, after = (fact for fact in versions if fact is not None)
        if variable.item is not None and not {variable.item} <= before.values.keys() & after.values:
            found[number] = frozenset((1,))
        elif variable.item is None and before.kind in ("choix", "oui-non"):
            known = before.values.keys() & after.values.keys()
            found[number] = frozenset(i for i, v in enumerate(variable.values) if v in known)
    return found
