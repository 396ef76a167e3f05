"""The path of an incident: whole on a complete world, never too short on a partial one."""

from __future__ import annotations

import random

from expert.inference.kleene import Reference
from expert.inference.program import compile_base
from expert.inference.statuses import Statuses
from expert.trees.live import live_path
from expert.trees.model import Ask
from knowledge import load_base
from tests.support.random_incidents import Steering, situation_of, thinned
from tests.trees.worlds import real_chapter, reference_value, trees_of

_NOTIONS = ("acces", "imputation", "service", "propos", "preuve", "harcelement-manquement")


def test_every_way_of_completing_the_answers_stays_on_what_is_open() -> None:
    """And what is certain is passed by each of them; a complete world leaves one way only."""
    base = load_base()
    program = compile_base(base, base.law_as_of)
    chance = random.Random(4)
    steering = Steering(program, chance)
    trees = [tree for _, tree in trees_of(real_chapter(name) for name in _NOTIONS)]
    ends = 0
    for number in range(8):
        world = steering.world()
        kept = (1.0, 0.7, 0.4, 0.0)[number % 4]
        facts = {v: i for v, i in world.items() if not program.graph.variables[v].is_zone}
        partial = Statuses(situation_of(program, thinned(facts, chance, kept)))
        whole = Reference(situation_of(program, world))
        for tree in trees:
            scope = (
                base.rules[tree.subjects[0]].scope
                if tree.of_rule
                else base.atom_conclusion(tree.subjects[0]).scope
            )
            path = live_path(tree, partial, None if scope == "incident" else 0)
            value = reference_value(tree, world, whole)
            passed, node = [0], 0
            while isinstance(asked := tree.nodes[node], Ask):
                answer = value(asked.variable)
                branch = next(b for b in asked.branches if answer in b.values)
                assert path.is_open(node, branch)
                node = branch.to
                passed.append(node)
            assert set(passed) <= path.reached
            assert path.certain <= set(passed)
            ends += node in path.certain
    assert ends > 20
