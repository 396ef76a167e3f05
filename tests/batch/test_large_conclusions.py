"""What a batch relies on for large conclusions: their order, and draws that lean."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, NoReturn

import pytest

from expert.batch.block import BlockQualifier
from expert.batch.draws import WORLDS, Draws, leaning
from expert.batch.law import DayLaw, skeleton
from expert.inference.diagrams import DiagramTooLargeError
from expert.inference.graph import Graph, Variable
from expert.inference.short_orders import _Walk, _width, short_order
from expert.inference.situation import Situation
from expert.inference.statuses import Statuses
from knowledge import KnowledgeBase, load_base
from tests.batch.support import DAY, as_lines, job
from tests.support.random_bases import random_base
from tests.support.random_lines import random_line

LARGE = ("rupture-sans-cause", "faute-salarie", "vie-personnelle", "nullite-encourue")


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_base()


@pytest.fixture(scope="module")
def law(base: KnowledgeBase) -> DayLaw:
    return DayLaw(base, DAY, "juriste")


@pytest.mark.parametrize("atom", LARGE)
def test_the_short_order_names_every_instance_once_and_is_shorter(law: DayLaw, atom: str) -> None:
    blank = Situation(law.program, skeleton(DAY, (0,), closed=False), {})
    unit = None if law.base.atom_conclusion(atom).scope == "incident" else 0
    walk = _Walk(blank)
    under = walk.visit(law.node(atom), unit)
    order = short_order(blank, law.node(atom), unit)
    assert len(order) == len(set(order))
    assert set(order) == under
    assert _width(walk.conditions, order) < _width(walk.conditions, list(walk.order))


def graph_of(values: int) -> tuple[Graph, list[int]]:
    """Return « a and not b », and « c » (counts aside), over variables of so many values."""
    graph = Graph()
    for name in "abc":
        graph.add_variable(Variable(name, name, "incident", tuple("xyzt"[:values])))
    a, b = graph.literal("a", (1,)), graph.literal("b", (0,))
    return graph, [graph.conjunction([a, graph.negation(b)]), graph.literal("c", (0,))]


def test_leaning_tells_for_and_against() -> None:
    graph, roots = graph_of(3)
    assert leaning(graph, roots[:1]) == {0: [0.0, 0.5, 0.0], 1: [-0.5, 0.0, 0.0]}


@pytest.mark.parametrize("values", [2, 3, 4])
def test_a_draw_gives_one_value_to_each_world_and_leans(values: int) -> None:
    graph, roots = graph_of(values)
    draws = Draws(graph.variables, 1, leaning(graph, roots))
    for variable in range(3):
        columns = draws.column(variable, 0)
        assert sum(bits.bit_count() for bits in columns) == WORLDS
        together = 0
        for bits in columns:
            together |= bits
        assert together == (1 << WORLDS) - 1
    assert draws.column(0, 0)[1].bit_count() > 0.7 * WORLDS
    assert draws.column(1, 0)[0].bit_count() < 0.2 * WORLDS


def too_large(*_: Any) -> NoReturn:
    raise DiagramTooLargeError


def test_contested_is_told_where_its_own_diagram_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch tells contested from open without that diagram: so must `Statuses`."""
    chance = random.Random(4)
    told = 0
    for seed in range(650, 662):
        base = random_base(seed, tmp_path)
        qualifier = BlockQualifier(base, job(profile="rh"))
        law = qualifier._laws.of(DAY)
        for line in as_lines([random_line(base, chance, density=0.9) for _ in range(12)]):
            row = qualifier._reader.row(1, line)
            assert row is not None
            situation = law.situation(row)
            for atom, unit in law.places(row.shape):
                wanted = Statuses(situation).atom(atom, unit)
                if wanted.status == "contested":
                    full = Statuses(situation)
                    table = full.function(law.node(atom), unit).table
                    monkeypatch.setattr(table, "negation", too_large)
                    assert full.atom(atom, unit) == wanted
                    told += 1
    assert told > 20
