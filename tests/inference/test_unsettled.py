"""The reference over the whole base at once says what the reference says node by node."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from expert.incident import Incident, Passage, Publication
from expert.inference.functions import more_publications
from expert.inference.graph import Node
from expert.inference.kleene import Reference
from expert.inference.program import Program, compile_base
from expert.inference.situation import Instance, Situation
from expert.inference.unsettled import Unsettled
from knowledge import load_base
from tests.support.random_bases import random_base

TODAY = date(2026, 11, 21)
SHAPES = ((("P1",),), (("P1", "P1-2"), ("P2",)))


def blank(shape: tuple[tuple[str, ...], ...], *, closed: bool) -> Incident:
    publications = tuple(Publication(names[0], tuple(map(Passage, names))) for names in shape)
    return Incident("essai", TODAY, {}, publications, closed or None)


def places(program: Program, situation: Situation) -> list[Instance]:
    """Every fact in every place of an incident."""
    places = {"incident": 1, "publication": len(situation.incident.publications)}
    return [
        (number, -1 if variable.scope == "incident" else place)
        for number, variable in enumerate(program.graph.variables)
        if not variable.is_zone
        for place in range(places.get(variable.scope, len(situation.units)))
    ]


def met(reference: Reference, node: Node, unit: int | None) -> set[Instance]:
    """What a node rests on without being settled, by walking down from it."""
    graph, situation = reference.situation.program.graph, reference.situation
    if reference.truth(node, unit) is not None:
        return set()
    if graph.kinds[node] == "literal":
        return {situation.locate(graph.literal_of(node)[0], unit)}
    if graph.kinds[node] == "count":
        more = {more_publications(node)} if situation.list_is_open else set()
        inside = (met(reference, graph.count_of(node)[1], u) for u in range(len(situation.units)))
        return more.union(*inside)
    return set().union(*(met(reference, child, unit) for child in graph.children(node)))


def edited(chance: random.Random, situation: Situation) -> Situation:
    """Answer, change or withdraw a few facts; sometimes close the list, or open it again."""
    program, allowed = situation.program, dict(situation.allowed)
    for instance in chance.sample(places(program, situation), 3):
        width = len(program.graph.variables[instance[0]].values)
        if instance in allowed and chance.random() < 0.3:
            del allowed[instance]
        elif chance.random() < 0.2:
            allowed[instance] = frozenset(range(width))
        else:
            allowed[instance] = frozenset((chance.randrange(width),))
    incident = situation.incident
    if chance.random() < 0.2:
        incident = replace(incident, publications_closed=chance.choice([True, False, None]))
    return Situation(program, incident, allowed)


def compare(program: Program, chance: random.Random, steps: int, sample: int) -> None:
    for shape in SHAPES:
        situation = Situation(program, blank(shape, closed=chance.random() < 0.5), {})
        running = Unsettled(situation)
        for _ in range(steps):
            situation = edited(chance, situation)
            running = Unsettled(situation, running)
            reference = Reference(situation)
            atoms = chance.sample(list(program.base.atoms()), sample)
            for atom, conclusion, _ in atoms:
                for unit in situation.units_at(conclusion.scope):
                    node = program.atoms[atom]
                    assert running.truth(node, unit) == reference.truth(node, unit)
                    found = running.met(node, unit)
                    assert set(running.instances(found)) == met(reference, node, unit)


@pytest.mark.parametrize("seed", range(20))
def test_on_random_bases(seed: int, tmp_path: Path) -> None:
    program = compile_base(random_base(seed, tmp_path), TODAY)
    compare(program, random.Random(seed), 15, 8)


def test_on_the_shipped_law() -> None:
    compare(compile_base(load_base(), TODAY), random.Random(1), 6, 25)


def test_it_follows_a_graph_that_grows() -> None:
    """A deadline, a piece: nodes built after the answers were read."""
    program = compile_base(load_base(use_cache=False), TODAY)
    situation = Situation(program, blank(SHAPES[0], closed=True), {})
    running, reference = Unsettled(situation), Reference(situation)
    for node in [*program.deadlines.values(), *program.pieces.values()]:
        assert running.truth(node, 0) == reference.truth(node, 0)


def test_what_can_be_asked_is_neither_answered_nor_a_question_of_law() -> None:
    program = compile_base(load_base(), TODAY)
    situation = Situation(program, blank(SHAPES[0], closed=False), {})
    unsettled = Unsettled(situation)
    asked = {i for i in places(program, situation) if i[0] % 2}
    unknown = {i: frozenset(range(len(program.graph.variables[i[0]].values))) for i in asked}
    running = Unsettled(Situation(program, situation.incident, unknown), unsettled)
    every = 0
    for atom, conclusion, _ in program.base.atoms():
        for unit in situation.units_at(conclusion.scope):
            every |= running.met(program.atoms[atom], unit)
    left = set(running.instances(running.askable(every)))
    assert left
    assert not left & asked
    assert not any(i[0] >= 0 and program.graph.variables[i[0]].is_zone for i in left)
    told = replace(situation.incident, publications_closed=False)
    closed = Unsettled(Situation(program, told, unknown), running)
    assert {i for i in left if i[0] >= 0} == set(closed.instances(closed.askable(every)))
    assert any(i[0] < 0 for i in left)
