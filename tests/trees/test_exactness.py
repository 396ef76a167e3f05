"""A tree, walked with any world, says exactly what the rules say there."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from expert.inference.kleene import Reference
from expert.inference.program import compile_base
from expert.trees import chapter
from expert.trees.build import build_tree
from expert.trees.chapter import atoms_of, draw_notion
from expert.trees.cutting import cut_program
from expert.trees.model import Ask, Tree
from expert.trees.pruning import complete
from expert.trees.words import outcome_words
from knowledge import load_base
from tests.interview.enumeration import Enumeration
from tests.support.oracle import World
from tests.support.random_bases import random_base
from tests.support.random_incidents import Steering, situation_of
from tests.support.small_bases import atom, rule, write_base, yes_no
from tests.trees.worlds import real_chapters, real_trees, reference_value, value_of


@pytest.mark.parametrize("most", [60, 5, 3])
@pytest.mark.parametrize("facts", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_on_a_small_base_every_world_is_walked_to_what_the_oracle_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, facts: bool, most: int
) -> None:
    """With little room, conclusions become tests, then one tree is drawn for each rule."""
    monkeypatch.setattr(chapter, "READABLE", most)
    base = random_base(seed, tmp_path)
    day = base.law_as_of
    worlds = Enumeration(compile_base(base, day), 1, False)
    (notion,) = base.notions
    parts = draw_notion(base, day, notion, facts=facts).parts
    assert {name for part in parts for name in part.conclusions} == set(base.conclusions)
    _walk_everywhere(worlds, [part.tree for part in parts if part.tree is not None])


@pytest.mark.parametrize("most", [1000, 1])
@pytest.mark.parametrize("seed", range(12))
def test_where_the_other_conclusions_are_tests_no_branch_is_left_that_no_incident_follows(
    tmp_path: Path, seed: int, most: int
) -> None:
    """Whatever is left out, path by path or (`most` 1) on every path to a part at once."""
    base = random_base(seed, tmp_path)
    worlds = Enumeration(compile_base(base, base.law_as_of), 1, False)
    trees = []
    for conclusion in base.conclusions:
        program = cut_program(base, base.law_as_of, [conclusion])
        raw = build_tree(program, atoms_of(base, conclusion), 1000)
        trees.append(complete(raw, most))
    _walk_everywhere(worlds, trees)


def _walk_everywhere(worlds: Enumeration, trees: Sequence[Tree]) -> None:
    """Walk trees with every world: what they say is checked, and which branches are taken."""
    taken: dict[int, set[tuple[int, int]]] = {place: set() for place in range(len(trees))}
    for number, world in enumerate(worlds.worlds):
        assignment = worlds.assignments[number // len(worlds.readings)]
        reading = worlds.readings[number % len(worlds.readings)]
        variables = (v for v, _ in [*worlds.facts, *worlds.zones])
        values = dict(zip(variables, (*assignment, *reading), strict=True))
        for place, tree in enumerate(trees):
            taken[place].update(_walked(tree, world, values))
    base = worlds.program.base
    for place, tree in enumerate(trees):
        subject = tree.subjects[0]
        declared = base.rules[subject] if tree.of_rule else base.atom_conclusion(subject)
        if declared.scope == "passage":
            assert taken[place] == _branches(tree)


def _walked(tree: Tree, world: World, values: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Check where a world leads, and yield the branches that it takes."""
    base = tree.program.base

    def unit_of(scope: str) -> int | None:
        return None if scope == "incident" else 0

    def holds(atom: str) -> bool:
        return world.atom(atom, unit_of(base.atom_conclusion(atom).scope))

    def is_so(subject: str) -> bool:
        if tree.of_rule:
            return world._effective(base.rules[subject], unit_of(base.rules[subject].scope))
        return holds(subject)

    value = value_of(tree, values.__getitem__, holds, lambda c: world.holds(c, None))
    assert tree.follow(value).holds == {subject for subject in tree.subjects if is_so(subject)}
    node = 0
    while isinstance(asked := tree.nodes[node], Ask):
        answer = value(asked.variable)
        following = next(b.to for b in asked.branches if answer in b.values)
        yield node, following
        node = following


def _branches(tree: Tree) -> set[tuple[int, int]]:
    asked = ((n, node) for n, node in enumerate(tree.nodes) if isinstance(node, Ask))
    return {(n, branch.to) for n, node in asked for branch in node.branches}


def test_a_conclusion_and_a_rule_of_the_same_name_are_not_taken_for_one_another(
    tmp_path: Path,
) -> None:
    base = write_base(
        tmp_path,
        faits=yes_no("a", "b"),
        conclusions=[atom("x")],
        regles=[rule("x", {"a": "oui"}, "x"), rule("y", {"b": "oui"}, "x")],
    )
    (part,) = draw_notion(base, base.law_as_of, "essai").parts
    assert part.tree is not None
    assert len(part.tree.questions) == 2  # the rule « x » alone asks one question
    assert {outcome_words(part.tree, n) for n in part.tree.nodes if not isinstance(n, Ask)} == {
        "établi",
        "écarté",
    }


def _random_worlds(count: int) -> list[dict[int, int]]:
    """Random worlds of the shipped base, half of them steered to a conclusion or away from it."""
    base = load_base()
    program = compile_base(base, base.law_as_of)
    chance = random.Random(20261128)
    steering = Steering(program, chance)
    small = [a for a, c, _ in base.atoms() if c.scope != "incident"]
    return [
        steering.world(chance.choice(small) if n % 2 else None, n % 4 == 1) for n in range(count)
    ]


@pytest.mark.parametrize("count", [4, pytest.param(48, marks=pytest.mark.campaign)])
def test_on_the_shipped_base_random_worlds_are_walked_to_what_the_reference_says(
    count: int,
) -> None:
    base = load_base()
    program = compile_base(base, base.law_as_of)
    held = 0
    for world in _random_worlds(count):
        reference = Reference(situation_of(program, world))
        for drawn, tree in real_trees():
            walked = tree.follow(reference_value(tree, world, reference)).holds
            for subject in tree.subjects:
                if tree.of_rule:
                    scope, node = base.rules[subject].scope, program.effective[subject]
                else:
                    scope, node = base.atom_conclusion(subject).scope, program.atoms[subject]
                unit = None if scope == "incident" else 0
                assert (subject in walked) is reference.truth(node, unit), (drawn.id, subject)
            held += bool(walked)
    assert held > 9 * count  # the worlds reach conclusions, and not only « écarté »


def test_every_conclusion_has_its_tree_or_those_of_all_its_rules() -> None:
    base = load_base()
    for drawn in real_chapters():
        whole = [c for part in drawn.parts if part.rule is None for c in part.conclusions]
        by_rule: dict[str, set[str]] = {}
        for part in drawn.parts:
            if part.rule is not None:
                by_rule.setdefault(part.conclusions[0], set()).add(part.rule)
        assert sorted([*whole, *by_rule]) == sorted(base.notions[drawn.id].conclusions)
        for conclusion, rules in by_rule.items():
            concluding = {
                rule.id
                for atom in atoms_of(base, conclusion)
                for rule, _ in base.rules_concluding.get(atom, ())
            }
            assert rules == concluding


def test_no_question_is_asked_where_its_guard_fails() -> None:
    base = load_base()
    program = compile_base(base, base.law_as_of)
    graph = program.graph
    free = {  # guards that no contested question decides
        fact: node
        for fact, node in program.guards.items()
        if not any(graph.variables[v].is_zone for v in graph.variables_under([node]))
    }
    checked = 0
    for world in _random_worlds(16):
        reference = Reference(situation_of(program, world))
        for drawn, tree in real_trees():
            value = reference_value(tree, world, reference)
            node = tree.nodes[0]
            while isinstance(node, Ask):
                fact = tree.program.graph.variables[node.variable].source
                if fact in free:
                    checked += 1
                    unit = None if base.facts[fact].scope == "incident" else 0
                    assert reference.truth(free[fact], unit) is True, (drawn.id, fact)
                answer = value(node.variable)
                node = tree.nodes[next(b.to for b in node.branches if answer in b.values)]
    assert checked > 100


def test_no_two_parts_of_a_tree_are_the_same_and_no_question_is_idle() -> None:
    for drawn, tree in real_trees():
        said: dict[int, object] = {}
        for node in reversed(tree.parents_first):
            asked = tree.nodes[node]
            if isinstance(asked, Ask):
                assert len({b.to for b in asked.branches}) == len(asked.branches) > 1, drawn.id
                said[node] = (
                    asked.variable,
                    frozenset((b.values, said[b.to]) for b in asked.branches),
                )
            else:
                said[node] = asked.holds
        assert len(set(said.values())) == len(tree.nodes), drawn.id


def test_no_outcome_gives_two_values_to_one_conclusion() -> None:
    """Such an outcome would stand at the end of a path that no incident can follow."""
    seen = 0
    for drawn, tree in real_trees():
        for node in tree.outcomes:
            outcome = tree.nodes[node]
            assert not isinstance(outcome, Ask)
            slots = [subject.partition("=")[0] for subject in outcome.holds if "=" in subject]
            assert len(set(slots)) == len(slots), (drawn.id, outcome.holds)
            seen += len(slots)
    assert seen > 20


def test_what_is_drawn_can_be_read_and_little_is_given_up() -> None:
    """No tree is larger than what can be followed on paper; two rules are shown by their words."""
    assert max(len(tree.nodes) for _, tree in real_trees()) <= 60
    missing = [part for c in real_chapters() for part in c.parts if part.tree is None]
    assert all(part.rule is not None for part in missing)
    assert len(missing) < len(load_base().rules) / 100
