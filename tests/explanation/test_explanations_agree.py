"""On random incidents of the real base, no explanation says anything but what the rules do.

The judge is the bit-sliced evaluator on drawn completions, questions of law included: it shares
neither diagrams, nor three-valued logic, nor engine with what it judges.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date
from functools import cache

import pytest

from expert.explanation.explain import Explainer
from expert.explanation.minimal_changes import changed_incidents, minimal_changes
from expert.explanation.model import ProofNode
from expert.explanation.sufficient_sets import sufficient_sets
from expert.explanation.values import with_value
from expert.explanation.why_not import Route, WhyNot
from expert.explanation.wording import atom_label
from expert.incident import Incident
from expert.inference.graph import Node
from expert.inference.program import Program, compile_base
from expert.inference.situation import Instance, Situation, situate
from expert.inference.statuses import Statuses
from expert.inference.worlds import columns_of, evaluate
from expert.status import Status
from knowledge import KnowledgeBase, load_base
from knowledge.conditions import All, Concluded, Condition, FactIn, ItemIs
from tests.support.random_incidents import Steering, situation_of

TODAY = date(2026, 11, 21)
WORLDS = 96
TRUTH: dict[Status, bool | None] = {
    "established": True,
    "excluded": False,
    "open": None,
    "contested": None,
}


@cache
def law() -> KnowledgeBase:
    return load_base()


@cache
def program() -> Program:
    return compile_base(law(), TODAY)


def incident(chance: random.Random, name: str, *, holds: bool, kept: float) -> Incident:
    """An incident of one passage, steered towards an atom or away, some answers left out."""
    world = Steering(program(), chance).world(name, holds)
    empty = situation_of(program(), {})
    found = empty.incident
    for variable, value in world.items():
        declared = program().graph.variables[variable]
        if not declared.is_zone and chance.random() < kept:
            place = -1 if declared.scope == "incident" else 0
            found = with_value(empty, found, (variable, place), value)
    return found


class Completions:
    """Drawn completions of a situation: every answer not given, and every reading, at random."""

    def __init__(
        self, situation: Situation, chance: random.Random, only: Iterable[Instance] | None = None
    ) -> None:
        allowed = situation.allowed
        if only is not None:
            allowed = {instance: allowed[instance] for instance in only}
        worlds = []
        for _ in range(WORLDS):
            world = {}
            for variable, declared in enumerate(program().graph.variables):
                place = -1 if declared.scope in ("incident", "zone") else 0
                possible = allowed.get((variable, place), range(len(declared.values)))
                world[variable] = chance.choice(sorted(possible))
            worlds.append(world)
        self._columns = columns_of(program().graph, worlds)

    def holds(self, node: Node) -> set[bool]:
        """Return whether a node holds, over the completions: one passage, no other publication."""
        graph, counts = program().graph, {}
        for count in graph.counts_under([node]):
            at_least, child = graph.count_of(count)
            (counts[count],) = evaluate(graph, [child], self._columns, WORLDS)
            counts[count] = counts[count] if at_least == 1 else 0
        (bits,) = evaluate(graph, [node], self._columns, WORLDS, counts)
        return {bool(bits >> world & 1) for world in range(WORLDS)}


@pytest.mark.parametrize("seed", range(6))
def test_an_explanation_never_contradicts_the_rules(seed: int) -> None:
    check(seed, others=2)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(100, 160))
def test_an_explanation_never_contradicts_the_rules_on_many_incidents(seed: int) -> None:
    check(seed, others=6)


def check(seed: int, *, others: int) -> None:
    """Explain an atom the incident was steered towards (or away from), and some others."""
    chance = random.Random(seed)
    atoms = [name for name, _, _ in law().atoms()]
    aimed = chance.choice(atoms)
    kept = chance.choice([0.8, 1.0])
    explainer = Explainer(law(), incident(chance, aimed, holds=bool(seed % 2), kept=kept))
    situation = situate(program(), explainer.incident)
    now = Completions(situation, chance)
    for name in [aimed, *chance.sample(atoms, others)]:
        (unit,) = explainer.units(name)
        status, node = explainer.status(name, unit), program().atoms[name]
        settled = TRUTH[status]
        assert settled is None or now.holds(node) == {settled}
        assert explainer.tree(name, unit).truth is settled, (name, status)
        assert explainer.conclusion(name, unit).status == status
        if status in ("excluded", "open"):
            for route in WhyNot(Statuses(situation)).routes(name, unit):
                check_route(route, status, now)
            check_changes(situation, node, unit, chance)
        if settled is not None:
            check_sets(situation, node, unit, status, chance)


def check_route(route: Route, status: Status, now: Completions) -> None:
    """A rule that would conclude does not: something is told, and it is what is missing first."""
    if route.rule is None:
        assert route.missing is not None or status == "open"
        return
    rule = law().rules[route.rule]
    holds = now.holds(program().effective[rule.id])
    if route.status == "excluded":
        assert holds == {False}
    assert route.missing or route.exceptions or route.hindrances, route.rule
    if route.missing is None:
        assert True in now.holds(program().node_of(rule.condition))
        return
    assert now.holds(program().node_of(rule.condition)) != {True} or route.status != "excluded"
    parts = rule.condition.parts if isinstance(rule.condition, All) else (rule.condition,)
    simple = all(isinstance(part, Concluded | FactIn | ItemIs) for part in parts)
    failing = [p for p in parts if now.holds(program().node_of(p)) == {False}]
    if simple and not route.joint and route.missing.truth is False:
        named = [part for part in failing if is_said(part, route.missing)]
        assert named, (route.rule, route.missing.text)
        before = parts[: parts.index(named[0])]
        assert all(True in now.holds(program().node_of(part)) for part in before) or (
            len({label(part) for part in failing}) < len(failing)
        )


def label(part: Condition) -> str:
    if isinstance(part, Concluded):
        return atom_label(law(), part.conclusion if part.value is None
                         else f"{part.conclusion}={part.value}")  # fmt: skip
    assert isinstance(part, FactIn | ItemIs)
    return law().facts[part.fact].label


def is_said(part: Condition, node: ProofNode) -> bool:
    return node.text.startswith(label(part))


def check_sets(
    situation: Situation, node: Node, unit: int | None, status: Status, chance: random.Random
) -> None:
    """Whatever the other answers, even contrary ones, the set gives the conclusion."""
    for each in sufficient_sets(situation, node, unit, status).sets:
        alone = Completions(situation, chance, only=each.answers)
        assert alone.holds(node) == {TRUTH[status]}, each


def check_changes(
    situation: Situation, node: Node, unit: int | None, chance: random.Random
) -> None:
    """Made in the file of the incident, each change gives the conclusion it is told to give."""
    found = minimal_changes(situation, node, unit)
    for alternative in found.alternatives:
        for changed in changed_incidents(situation, alternative):
            after = situate(program(), changed)
            if found.target == "established":
                assert Completions(after, chance).holds(node) == {True}, alternative
            else:
                assert Statuses(after).node(node, unit).status == "contested"
