"""Minimal sufficient sets against brute force, on random bases and on parts of the real one."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from math import prod
from pathlib import Path

import pytest

from expert.explanation.minimal_changes import _Search
from expert.explanation.sufficient_sets import SufficientSet, sufficient_sets
from expert.explanation.values import with_value
from expert.incident import Incident, Passage, Publication
from expert.inference.functions import build_function
from expert.inference.graph import Node
from expert.inference.populations import Population
from expert.inference.program import Program, compile_base
from expert.inference.situation import Instance, Situation, situate
from expert.inference.statuses import Statuses
from expert.status import Status
from knowledge import load_base
from tests.explanation.test_proofs import partial_incident
from tests.interview.enumeration import Enumeration
from tests.support.random_bases import random_base
from tests.support.random_incidents import Steering, situation_of
from tests.support.small_bases import FACT, atom, rule, write_base, yes_no

TODAY = date(2026, 11, 21)
SEEDS = range(920, 934)


def minimal(sets: Iterable[frozenset[Instance]]) -> set[frozenset[Instance]]:
    """Return the sets that hold no other of them."""
    every = set(sets)
    return {one for one in every if not any(other < one for other in every)}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sets_are_the_minimal_ones_of_brute_force(seed: int, tmp_path: Path) -> None:
    """Every subset of the answers is tried; the publications described may not be the only ones."""
    chance = random.Random(seed)
    base = random_base(seed, tmp_path)
    program = compile_base(base, TODAY)
    situation = situate(program, partial_incident(chance, base, 1))
    given = [i for i, values in situation.allowed.items() if len(values) == 1]
    statuses = Statuses(situation)
    for is_open in (True, False):
        every = Enumeration(program, 1, is_open)
        for place in every.places:
            status = statuses.atom(*place).status
            found = sufficient_sets(situation, program.atoms[place[0]], place[1], status, most=99)
            if status == "open":
                assert found.sets == ()
                continue
            enough = [
                frozenset(kept)
                for size in range(len(given) + 1)
                for kept in itertools.combinations(given, size)
                if gives(every, situation, place, status, kept)
            ]
            sets = [
                frozenset(s.answers) for s in found.sets if s.only_these_publications != is_open
            ]
            assert found.exact and not found.more
            if sets:
                assert set(sets) == minimal(enough), (place, status)
                assert [len(s) for s in sets] == sorted(len(s) for s in sets)
            else:
                assert found.sets and (is_open or enough), "the other list of publications"


def gives(
    every: Enumeration,
    situation: Situation,
    place: tuple[str, int | None],
    status: Status,
    kept: Iterable[Instance],
) -> bool:
    left = replace(situation, allowed={i: situation.allowed[i] for i in kept})
    return every.status(place, every.consistent(left)) == status


@pytest.mark.parametrize("seed", range(956, 964))
def test_past_the_cap_a_set_is_still_enough_and_never_said_minimal(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("expert.explanation.sufficient_sets.EXPLANATION_CAP", 4)
    base = random_base(seed, tmp_path)
    program = compile_base(base, TODAY)
    situation = situate(program, partial_incident(random.Random(seed), base, 1))
    every, statuses = Enumeration(program, 1, False), Statuses(situation)
    inexact = 0
    for place in every.places:
        status = statuses.atom(*place).status
        found = sufficient_sets(situation, program.atoms[place[0]], place[1], status)
        inexact += not found.exact
        for each in found.sets:
            assert gives(every, situation, place, status, each.answers), place
    assert inexact


MOST_WORLDS = 1 << 14


@cache
def small_parts() -> tuple[Program, list[str]]:
    """Return the real base and its conclusions of few enough worlds to try them all."""
    program = compile_base(load_base(), TODAY)
    empty = situation_of(program, {})
    kept = []
    for name, conclusion, _ in program.base.atoms():
        variables = program.graph.variables_under([program.atoms[name]])
        worlds = prod(len(program.graph.variables[v].values) for v in variables)
        node, unit = program.atoms[name], None if conclusion.scope == "incident" else 0
        counts = any(True for _ in program.graph.counts_under([node]))
        if (
            not counts
            and 16 < worlds <= MOST_WORLDS
            and build_function(empty, node, unit).support()
        ):
            kept.append(name)
    return program, kept


@pytest.mark.parametrize("seed", range(24))
def test_on_parts_of_the_real_base_the_first_set_is_a_least_one(seed: int) -> None:
    """All completions at once, zones included: it is enough, nothing can go, nothing is shorter."""
    program, names = small_parts()
    chance = random.Random(seed)
    status = "contested"
    while status not in ("established", "excluded"):
        name = chance.choice(names)
        situation = complete(program, name, chance, holds=bool(seed % 2))
        unit = None if program.base.atom_conclusion(name).scope == "incident" else 0
        node = program.atoms[name]
        status = Statuses(situation).node(node, unit).status
    everything, holds = everywhere(situation, node, unit)
    wrong = everything.every ^ holds if status == "established" else holds
    found = sufficient_sets(situation, node, unit, status)
    assert found.exact and found.sets

    def enough(answers: Iterable[Instance]) -> bool:
        bits = everything.every
        for instance in answers:
            (value,) = situation.allowed[instance]
            bits &= everything.where(instance, value)
        return not bits & wrong

    for each in found.sets:
        assert enough(each.answers), (name, each)
        for left_out in each.answers:
            assert not enough(set(each.answers) - {left_out}), (name, each)
    shorter = itertools.combinations(
        [i for i in everything.free if i in situation.allowed], len(found.sets[0].answers) - 1
    )
    assert not found.sets[0].answers or not any(enough(kept) for kept in shorter)


@pytest.mark.parametrize("seed", range(24, 44))
def test_on_parts_of_the_real_base_no_smaller_change_exists(seed: int) -> None:
    """Every change of fewer answers is tried in all the worlds of the conclusion."""
    program, names = small_parts()
    chance = random.Random(seed)
    status = "established"
    while status not in ("excluded", "open"):
        name = chance.choice(names)
        situation = complete(program, name, chance, holds=False)
        unit = None if program.base.atom_conclusion(name).scope == "incident" else 0
        node = program.atoms[name]
        status = Statuses(situation).node(node, unit).status
    everything, holds = everywhere(situation, node, unit)
    now = {i: next(iter(situation.allowed[i])) for i in everything.free if i in situation.allowed}
    found = _Search(situation, node, unit, "established", None).found(4)
    assert found.exact
    sizes = {alternative.size for alternative in found.alternatives}
    assert len(sizes) <= 1
    protected = program.base.facts
    changeable = [i for i in now if not protected[program.graph.variables[i[0]].source].protected]
    limit = min(sizes, default=3) - 1
    for size in range(1, min(limit, 2) + 1):
        for instances in itertools.combinations(changeable, size):
            bits = everything.every
            for instance, value in now.items():
                if instance not in instances:
                    bits &= everything.where(instance, value)
            for values in itertools.product(*(everything.free[i] for i in instances)):
                there = bits
                for instance, value in zip(instances, values, strict=True):
                    there &= everything.where(instance, value)
                changed = dict(zip(instances, values, strict=True))
                asked = all(is_asked(situation, i, {**now, **changed}) for i in instances)
                assert there & ~holds or not asked or changed.items() <= now.items(), (
                    name,
                    changed,
                )


def is_asked(situation: Situation, instance: Instance, world: dict[Instance, int]) -> bool:
    program = situation.program
    guard = program.guards.get(program.graph.variables[instance[0]].source)
    if guard is None:
        return True
    allowed = {**situation.allowed, **{i: frozenset((v,)) for i, v in world.items()}}
    unit = None if instance[1] == -1 else 0
    return Statuses(replace(situation, allowed=allowed)).node(guard, unit).status == "established"


def complete(program: Program, name: str, chance: random.Random, *, holds: bool) -> Situation:
    """Return a situation where every fact is answered, steered towards or away from an atom."""
    world = Steering(program, chance).world(name, holds)
    situation = situation_of(program, {})
    incident = situation.incident
    for variable, value in world.items():
        declared = program.graph.variables[variable]
        if not declared.is_zone:
            place = -1 if declared.scope == "incident" else 0
            incident = with_value(situation, incident, (variable, place), value)
    return situate(program, incident)


def everywhere(situation: Situation, node: Node, unit: int | None) -> tuple[Population, int]:
    """Return every world of the variables under a node, and those in which it holds."""
    variables = sorted(situation.program.graph.variables_under([node]))
    free = {
        situation.locate(v, 0): range(len(situation.program.graph.variables[v].values))
        for v in variables
    }
    population = Population(replace(situation, allowed={}), free)
    return population, population.holds(node, unit)


def test_a_protected_answer_comes_last_and_only_where_nothing_else_is_enough(
    tmp_path: Path,
) -> None:
    protected = {"fait": "secret", "portee": "passage", "type": "oui-non", **FACT, "protege": "oui"}
    base = write_base(
        tmp_path,
        faits=[*yes_no("p", "q"), protected],
        conclusions=[atom("c"), atom("d")],
        regles=[
            rule("short", {"secret": "oui"}, "c"),
            rule("long", {"p": "oui", "q": "oui"}, "c"),
            rule("only", {"secret": "oui"}, "d"),
        ],
    )
    program = compile_base(base, TODAY)
    passage = Passage("P1", {"p": "oui", "q": "oui", "secret": "oui"})
    incident = Incident("e", TODAY, {}, (Publication("P1", (passage,)),), publications_closed=True)
    situation = situate(program, incident)
    assert names(situation, "c") == [{"p", "q"}]
    assert names(situation, "d") == [{"secret"}]


def names(situation: Situation, name: str) -> list[set[str]]:
    found = sufficient_sets(situation, situation.program.atoms[name], 0, "established")
    return [{situation.key_of(i).fact for i in each.answers} for each in found.sets]


def test_what_holds_whatever_the_answers_rests_on_none(tmp_path: Path) -> None:
    base = write_base(
        tmp_path,
        faits=yes_no("p"),
        conclusions=[atom("c")],
        regles=[rule("yes", {"p": "oui"}, "c"), rule("no", {"p": "non"}, "c")],
    )
    program = compile_base(base, TODAY)
    passage = Passage("P1", {"p": "oui"})
    incident = Incident("e", TODAY, {}, (Publication("P1", (passage,)),), publications_closed=True)
    found = sufficient_sets(situate(program, incident), program.atoms["c"], 0, "established")
    assert found.sets == (SufficientSet(()),)
