"""experta, worlds and the three-valued reference agree on the whole law, on thousands of incidents.

Incidents are steered to every conclusion, both ways. `make campaign` runs a hundred thousand.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from expert.inference.engine import engine_of
from expert.inference.graph import Node
from expert.inference.kleene import Reference
from expert.inference.program import Program, compile_base
from expert.inference.worlds import columns_of, evaluate
from knowledge import load_base
from tests.support.random_incidents import Steering, World, situation_of, thinned

DAY = date(2026, 11, 21)
REPOSITORY = Path(__file__).parents[2]


def _worlds(program: Program, count: int, seed: int) -> Iterator[World]:
    """Yield worlds steered to each atom in turn, both ways."""
    steering = Steering(program, random.Random(seed))
    atoms = [atom for atom, _, _ in program.base.atoms()]
    for number in range(count):
        atom = atoms[(number // 2) % len(atoms)]
        yield steering.world(atom, holds=number % 2 == 0)


def _check(program: Program, worlds: list[World], seed: int) -> None:
    """Compare the three evaluators on complete worlds, and two of them on one partial in four."""
    chance = random.Random(seed)
    engine = engine_of(program)
    passage = [a for a, c, _ in program.base.atoms() if c.scope != "incident"]
    nodes = [program.atoms[a] for a in passage]
    columns = columns_of(program.graph, worlds)
    bits = evaluate(program.graph, nodes, columns, len(worlds))
    for number, world in enumerate(worlds):
        situation = situation_of(program, world)
        reference = Reference(situation)
        derived = engine.run(situation)
        for atom, node, held in zip(passage, nodes, bits, strict=True):
            truth = bool(held >> number & 1)
            assert reference.truth(node, 0) is truth, atom
            assert _signed(program, derived.truth, node, 0) is truth, atom
        if number % 4:
            continue
        partial = situation_of(program, thinned(world, chance, 0.6))
        reference, derived = Reference(partial), engine.run(partial)
        for atom, conclusion, _ in program.base.atoms():
            unit = None if conclusion.scope == "incident" else 0
            node = program.atoms[atom]
            found = _signed(program, derived.truth, node, unit)
            assert found is reference.truth(node, unit), atom


def _signed(program: Program, truth: object, node: Node, unit: int | None) -> bool | None:
    graph, flipped = program.graph, False
    while graph.kinds[node] == "not":
        node, flipped = graph.children(node)[0], not flipped
    found = truth(node, unit)  # type: ignore[operator]
    return found if found is None or not flipped else not found


@pytest.mark.parametrize("seed", range(5))
def test_evaluators_agree_on_the_whole_law(seed: int) -> None:
    """A thousand incidents a seed, five thousand in all, each complete then partial."""
    program = compile_base(load_base(), DAY)
    _check(program, list(_worlds(program, 1000, seed)), seed)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(100, 200))
def test_campaign_evaluators_agree(seed: int) -> None:
    """A hundred thousand incidents (`make campaign`)."""
    program = compile_base(load_base(), DAY)
    _check(program, list(_worlds(program, 1000, seed)), seed)


def test_steering_reaches_conclusions_both_ways() -> None:
    """The steered worlds are not idle: most conclusions hold in some and fail in some."""
    program = compile_base(load_base(), DAY)
    worlds = list(_worlds(program, 2000, 7))
    atoms = [a for a, c, _ in program.base.atoms() if c.scope != "incident"]
    held = evaluate(
        program.graph,
        [program.atoms[a] for a in atoms],
        columns_of(program.graph, worlds),
        len(worlds),
    )
    every = (1 << len(worlds)) - 1
    both = [a for a, bits in zip(atoms, held, strict=True) if 0 < bits < every]
    assert len(both) >= 0.95 * len(atoms), sorted(set(atoms) - set(both))


def test_results_do_not_depend_on_the_hash_seed() -> None:
    """Three processes with three hash seeds write the same assessment, byte for byte."""
    code = (
        "from knowledge import load_base; from expert.incident_files import read_incidents;"
        "from expert.assessment import assess; b = load_base();"
        "[print(assess(b, i).model_dump_json()) for i in read_incidents("
        "'expert/samples/03-story-supprimee.yaml', b)]"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            cwd=REPOSITORY,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(outputs) == 1
