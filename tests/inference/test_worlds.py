"""Worlds at once against the three-valued reference, world by world, and by hand."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from expert.incident import Incident
from expert.inference.graph import FALSE, TRUE, Graph, Node, Variable
from expert.inference.kleene import Reference
from expert.inference.program import compile_base
from expert.inference.situation import Situation
from expert.inference.worlds import columns_of, evaluate, evaluate_partial
from tests.support.random_bases import random_base

DAY = date(2026, 11, 21)


def small_graph() -> tuple[Graph, list[Node]]:
    """Three variables and one node of each kind."""
    graph = Graph()
    for name, values in (("a", ("oui", "non")), ("b", ("u", "v", "w")), ("c", ("oui", "non"))):
        graph.add_variable(Variable(name, name, "incident", values))
    a, c = graph.literal("a", [0]), graph.literal("c", [0])
    b = graph.literal("b", [0, 2])
    both = graph.conjunction([a, b])
    either = graph.disjunction([both, graph.negation(c)])
    return graph, [TRUE, FALSE, a, b, both, either, graph.negation(either), graph.negation(c), a]


def test_complete_worlds_by_hand() -> None:
    graph, roots = small_graph()
    columns = columns_of(graph, [{0: 0, 1: 0, 2: 0}, {0: 0, 1: 1, 2: 0}, {0: 1, 1: 2, 2: 1}])
    by_hand = [0b111, 0b000, 0b011, 0b101, 0b001, 0b101, 0b010, 0b100, 0b011]
    for _ in range(3):  # read from the graph the first time, from straight code afterwards
        assert evaluate(graph, roots, columns, 3) == by_hand


def test_worlds_left_open_by_hand() -> None:
    graph, roots = small_graph()
    columns = {0: [0b011, 0b110], 1: [0b001, 0b111, 0b010], 2: [0b111, 0b001]}
    found = evaluate_partial(graph, roots, columns, 3)
    assert found[0] == (0b111, 0)
    assert found[1] == (0, 0b111)
    assert found[2] == (0b001, 0b100)  # a: « oui », either, « non »
    assert found[3] == (0b000, 0b100)  # b: u or v, v or w, v
    assert found[4] == (0b000, 0b100)
    assert found[5] == (0b000, 0b100)  # c: either, « oui », « oui »
    assert found[6] == (0b100, 0b000)
    assert found[7] == (0b000, 0b110)
    assert found[8] == found[2]


def test_a_line_of_any_length_is_compiled() -> None:
    graph = Graph()
    for number in range(2000):
        graph.add_variable(Variable(f"v{number}", f"v{number}", "incident", ("oui", "non")))
    every = [graph.literal(f"v{number}", [0]) for number in range(2000)]
    wide = graph.add_variable(Variable("w", "w", "incident", tuple(map(str, range(300)))))
    roots = [graph.conjunction(every), graph.disjunction(every), graph.literal("w", range(299))]
    all_but_one = {**dict.fromkeys(range(2000), 0), 1999: 1, wide: 299}
    columns = columns_of(graph, [dict.fromkeys(range(2000), 0) | {wide: 7}, all_but_one])
    for _ in range(2):
        assert evaluate(graph, roots, columns, 2) == [0b01, 0b11, 0b01]
    assert evaluate_partial(graph, roots, columns, 2) == [(1, 2), (3, 0), (1, 2)]


@pytest.mark.parametrize("seed", range(500, 512))
def test_worlds_are_the_reference_in_each_world(seed: int, tmp_path: Path) -> None:
    program = compile_base(random_base(seed, tmp_path), DAY)
    graph, chance = program.graph, random.Random(seed)
    roots = [program.atoms[a] for a, c, _ in program.base.atoms() if c.scope == "passage"]
    incident = Incident("essai", DAY)
    worlds = []
    for _ in range(60):
        kept = chance.choice([1, 1, 2, 3])
        worlds.append(
            [
                frozenset(chance.sample(range(len(v.values)), min(len(v.values), kept)))
                for v in graph.variables
            ]
        )
    columns = {
        v: [sum((x in w[v]) << bit for bit, w in enumerate(worlds)) for x in range(len(d.values))]
        for v, d in enumerate(graph.variables)
    }
    found = evaluate_partial(graph, roots, columns, len(worlds))
    complete = sum(all(len(v) == 1 for v in w) << bit for bit, w in enumerate(worlds))
    assert complete
    read = [evaluate(graph, roots, columns, len(worlds)) for _ in range(2)]
    assert read[0] == read[1]
    settled = 0
    for root, held, (surely, never) in zip(roots, read[0], found, strict=True):
        assert held & complete == surely & complete
        assert surely & never == 0
        for bit, world in enumerate(worlds):
            allowed = {
                (v, -1 if graph.variables[v].scope in ("incident", "zone") else 0): values
                for v, values in enumerate(world)
            }
            truth = Reference(Situation(program, incident, allowed)).truth(root, 0)
            assert truth == (True if surely >> bit & 1 else False if never >> bit & 1 else None)
            settled += truth is not None
    assert 0 < settled < len(roots) * len(worlds)
