"""Populations against plain enumeration: each world is the reference on that world."""

from __future__ import annotations

import itertools
import random
from datetime import date
from pathlib import Path

import pytest

from expert.incident import Incident, Passage, Publication
from expert.inference.kleene import Reference
from expert.inference.populations import Population, TooManyWorldsError
from expert.inference.program import compile_base
from expert.inference.situation import Situation
from expert.inference.worlds import product_columns
from tests.support.random_bases import random_base

DAY = date(2026, 11, 21)


@pytest.mark.parametrize("widths", [(), (2,), (3, 2), (2, 3, 4), (5, 1, 2)])
def test_product_columns_list_every_combination(widths: tuple[int, ...]) -> None:
    columns, count = product_columns(widths)
    for number, world in enumerate(itertools.product(*map(range, widths))):
        for column, value in zip(columns, world, strict=True):
            assert [bits >> number & 1 for bits in column] == [
                v == value for v in range(len(column))
            ]
    assert count == len(list(itertools.product(*map(range, widths))))


@pytest.mark.parametrize("seed", range(400, 408))
def test_a_population_is_the_reference_in_each_world(seed: int, tmp_path: Path) -> None:
    program = compile_base(random_base(seed, tmp_path), DAY)
    incident = Incident(
        "essai", DAY, publications=tuple(Publication(p, (Passage(p),)) for p in ("P1", "P2")),
        publications_closed=True,
    )  # fmt: skip
    chance, allowed, free = random.Random(seed), {}, {}
    for variable, declared in enumerate(program.graph.variables):
        for place in [-1] if declared.scope in ("incident", "zone") else [0, 1]:
            values = range(len(declared.values))
            if chance.random() < 0.4 and len(free) < 9:
                free[variable, place] = tuple(values)
            else:
                allowed[variable, place] = frozenset((chance.choice(values),))
    population = Population(Situation(program, incident, allowed), free)
    for world in chance.sample(range(population.count), min(40, population.count)):
        settled = {i: frozenset((population.value_in(world, i),)) for i in free}
        reference = Reference(Situation(program, incident, {**allowed, **settled}))
        for atom, conclusion, _ in program.base.atoms():
            for unit in [None] if conclusion.scope == "incident" else [0, 1]:
                node = program.atoms[atom]
                held = bool(population.holds(node, unit) >> world & 1)
                assert reference.truth(node, unit) is held, atom


def test_a_population_is_bounded(tmp_path: Path) -> None:
    program = compile_base(random_base(400, tmp_path), DAY)
    situation = Situation(program, Incident("essai", DAY, publications_closed=True), {})
    free = {(0, -1): (0, 1), (1, -1): (0, 1)}
    with pytest.raises(TooManyWorldsError):
        Population(situation, free, most=3)


def test_a_large_population_keeps_the_asked_nodes_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = compile_base(random_base(403, tmp_path), DAY)
    incident = Incident("essai", DAY, publications_closed=True)
    free = {
        (variable, -1 if declared.scope in ("incident", "zone") else 0): range(len(declared.values))
        for variable, declared in enumerate(program.graph.variables)
    }
    situation = Situation(program, incident, {})
    asked = [
        (program.atoms[atom], None if conclusion.scope == "incident" else 0)
        for atom, conclusion, _ in program.base.atoms()
    ]
    kept = Population(situation, free)
    small = [kept.holds(*place) for place in asked]
    monkeypatch.setattr("expert.inference.populations.KEPT_WORLDS", 1)
    frugal = Population(situation, free)
    assert [frugal.holds(*place) for place in asked] == small
    assert [frugal.holds(*place) for place in asked] == small
    heavy = [b for b in frugal._known.values() if b not in (0, frugal.every)]
    assert len(heavy) < len([b for b in kept._known.values() if b not in (0, kept.every)])
