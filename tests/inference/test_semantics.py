"""Statuses, relevance, engine, worlds and reference against brute force on random bases."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from expert.incident import Incident, Passage, Publication
from expert.inference.engine import engine_of
from expert.inference.graph import Node
from expert.inference.kleene import Reference
from expert.inference.program import Program, compile_base
from expert.inference.situation import Instance, Situation, situate
from expert.inference.statuses import Statuses, is_more_publications
from expert.inference.worlds import columns_of, evaluate
from expert.status import Status
from knowledge.conditions import AtLeast, Condition, walk
from tests.support.oracle import World
from tests.support.random_bases import random_base

TODAY = date(2026, 11, 21)
SEEDS = range(60)


def _incident(chance: random.Random, program: Program, units: int) -> Incident:
    """An incident with some answers, some « je ne sais pas » and some questions not asked."""
    base = program.base

    def answers(scope: str) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for fact in base.facts.values():
            draw = chance.random()
            if fact.scope == scope and draw < 0.65:
                found[fact.id] = None if draw < 0.15 else chance.choice(sorted(fact.values))
        return found

    return Incident(
        "essai",
        TODAY,
        answers("incident"),
        tuple(
            Publication(f"P{n}", (Passage(f"P{n}", answers("passage")),), answers("publication"))
            for n in range(units)
        ),
        publications_closed=chance.choice([True, True, None]),
    )


def _oracle_values(
    situation: Situation, world: dict[Instance, int]
) -> tuple[dict[str, str], list[dict[str, str]], dict[str, str]]:
    variables = situation.program.graph.variables
    incident: dict[str, str] = {}
    zones: dict[str, str] = {}
    units: list[dict[str, str]] = [{} for _ in situation.units]
    for (variable, place), value in world.items():
        declared = variables[variable]
        if declared.is_zone:
            zones[declared.id] = declared.values[value]
        elif declared.scope == "incident":
            incident[declared.id] = declared.values[value]
        else:
            units[place][declared.id] = declared.values[value]
    return incident, units, zones


def _completions(situation: Situation, free: list[Instance]) -> Iterator[dict[Instance, int]]:
    variables = situation.program.graph.variables
    domains = [sorted(situation.allowed.get(i, range(len(variables[i[0]].values)))) for i in free]
    fixed = situation.definite
    for values in itertools.product(*domains):
        yield {**fixed, **dict(zip(free, values, strict=True))}


def _brute_status(
    situation: Situation, atom: str, unit: int | None, asked: dict[Instance, int]
) -> Status:
    """The definitions of the status, enumerated: for A fixed by `asked`, over U and zones."""
    graph = situation.program.graph
    every = [
        situation.locate(v, u)
        for v in range(len(graph.variables))
        for u in range(len(situation.units))
    ]
    open_ = [
        i
        for i in dict.fromkeys(every)
        if i not in situation.definite and i not in asked and not graph.variables[i[0]].is_zone
    ]
    zones = [i for i in dict.fromkeys(every) if graph.variables[i[0]].is_zone]
    unknown = [i for i in open_ if i in situation.allowed]
    missing = [i for i in open_ if i not in situation.allowed]
    counts = _free_counts(situation) if unit is None else []
    always = possible = None
    split = True
    for of_asked in _completions(situation, missing):
        for more in itertools.chain.from_iterable(
            itertools.combinations(counts, k) for k in range(len(counts) + 1)
        ):
            for of_unknown in _completions(situation, unknown):
                seen = set()
                for of_zones in _completions(situation, zones):
                    world = {**of_zones, **of_unknown, **of_asked, **asked}
                    incident, units, readings = _oracle_values(situation, world)
                    holds = World(
                        situation.program.base, incident, units, readings, frozenset().union(*more)
                    ).atom(atom, unit)
                    seen.add(holds)
                always = (always is not False) and seen == {True}
                possible = bool(possible) or True in seen
                split = split and len(seen) == 2
    if always:
        return "established"
    if not possible:
        return "excluded"
    return "contested" if split else "open"


def _free_counts(situation: Situation) -> list[frozenset[Condition]]:
    """The counts that passages still to come may satisfy, same functions together."""
    if not situation.list_is_open:
        return []
    found: dict[Node, set[Condition]] = {}
    for rule in situation.program.base.rules.values():
        for part in walk(rule.condition):
            node = situation.program.node_of(part) if isinstance(part, AtLeast) else 0
            if situation.program.graph.kinds[node] == "count":
                found.setdefault(node, set()).add(part)
    return [frozenset(parts) for parts in found.values()]


@pytest.mark.parametrize("seed", SEEDS)
def test_statuses_equal_brute_force(seed: int, tmp_path: Path) -> None:
    """Each status of each conclusion is the enumerated one, and the three evaluators are sound."""
    chance = random.Random(seed)
    program = compile_base(random_base(seed, tmp_path), TODAY)
    situation = situate(program, _incident(chance, program, 1 if seed % 3 else 2))
    if len(situation.definite) < 2 * len(situation.units):
        pytest.skip("too many completions for an enumeration")
    statuses, reference = Statuses(situation), Reference(situation)
    derived = engine_of(program).run(situation)
    for atom, conclusion, _ in program.base.atoms():
        places = [None] if conclusion.scope == "incident" else list(range(len(situation.units)))
        for unit in places:
            expected = _brute_status(situation, atom, unit, {})
            node = program.atoms[atom]
            assert statuses.atom(atom, unit).status == expected, (atom, unit)
            truth = reference.truth(node, unit)
            assert _derived(program, derived.truth, node, unit) == truth
            if truth is not None:
                assert expected == ("established" if truth else "excluded")


def _derived(program: Program, truth: object, node: Node, unit: int | None) -> bool | None:
    graph, flipped = program.graph, False
    while graph.kinds[node] == "not":
        node, flipped = graph.children(node)[0], not flipped
    found = truth(node, unit)  # type: ignore[operator]
    return found if found is None or not flipped else not found


@pytest.mark.parametrize("seed", SEEDS)
def test_relevance_equals_brute_force(seed: int, tmp_path: Path) -> None:
    """A question is said to matter iff, for some other answers, it changes the status of a goal."""
    chance = random.Random(1000 + seed)
    program = compile_base(random_base(seed, tmp_path), TODAY)
    incident = _incident(chance, program, 1)
    situation = situate(program, incident)
    graph = program.graph
    unasked = [
        situation.locate(v, 0)
        for v in range(len(graph.variables))
        if not graph.variables[v].is_zone and situation.locate(v, 0) not in situation.allowed
    ]
    if len(unasked) > 4 or situation.list_is_open:
        pytest.skip("too many completions for an enumeration")
    statuses = Statuses(situation)
    for atom, conclusion, _ in program.base.atoms():
        unit = None if conclusion.scope == "incident" else 0
        table = {
            tuple(sorted(asked.items())): _brute_status(situation, atom, unit, asked)
            for asked in (
                {i: world[i] for i in unasked} for world in _completions(situation, unasked)
            )
        }
        expected = {
            instance
            for instance in unasked
            if any(
                table[key] != table[other]
                for key, other in itertools.combinations(table, 2)
                if [k for k in key if k[0] != instance] == [k for k in other if k[0] != instance]
            )
        }
        found = {i for i in statuses.atom(atom, unit).matters if not is_more_publications(i)}
        assert found == expected, (atom, unit)


@pytest.mark.parametrize("seed", SEEDS)
def test_worlds_equal_the_oracle(seed: int, tmp_path: Path) -> None:
    """The bit-sliced evaluator gives, in every complete world, what the rules say."""
    chance = random.Random(seed)
    program = compile_base(random_base(seed, tmp_path), TODAY)
    graph = program.graph
    worlds = [
        {v: chance.randrange(len(variable.values)) for v, variable in enumerate(graph.variables)}
        for _ in range(40)
    ]
    atoms = [a for a, c, _ in program.base.atoms() if c.scope == "passage"]
    columns = columns_of(graph, worlds)
    found = evaluate(graph, [program.atoms[a] for a in atoms], columns, len(worlds))
    for bit, world in enumerate(worlds):
        named = {graph.variables[v].id: graph.variables[v].values[i] for v, i in world.items()}
        oracle = World(program.base, named, [named], named)
        for atom, bits in zip(atoms, found, strict=True):
            assert bool(bits >> bit & 1) == oracle.atom(atom, 0), atom
