"""Proofs on random bases: sound against brute force, complete, canonical, exceptions included."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest

from expert.explanation.model import ProofNode
from expert.explanation.proof import Prover
from expert.explanation.render import one_line, syllogisms, tree_lines
from expert.explanation.truths import EngineTruths
from expert.incident import Answer, Incident, Passage, Publication
from expert.inference.kleene import Reference
from expert.inference.program import compile_base
from expert.inference.situation import Situation, situate
from expert.inference.statuses import Statuses
from knowledge import KnowledgeBase, load_base
from tests.interview.enumeration import Enumeration
from tests.notions.spec import read_cases
from tests.support.oracle import World
from tests.support.random_bases import random_base
from tests.support.small_bases import atom, rule, write_base, yes_no

TODAY = date(2026, 11, 21)
SEEDS = range(500, 520)
MOST_WORLDS = 10_000
WORDS = {"établi": True, "écarté": False, "ni établi ni écarté à ce stade": None}


def named_base(seed: int, folder: Path) -> KnowledgeBase:
    """A random base whose labels are ids, so that each step of a proof names what it is about."""
    base = random_base(seed, folder)
    facts = {k: f.model_copy(update={"label": k}) for k, f in base.facts.items()}
    conclusions = {k: c.model_copy(update={"label": k}) for k, c in base.conclusions.items()}
    return replace(base, facts=facts, conclusions=conclusions)


def partial_incident(chance: random.Random, base: KnowledgeBase, units: int) -> Incident:
    """An incident with some answers, some « je ne sais pas », some questions not asked."""

    def answers(scope: str) -> dict[str, Answer]:
        asked = [f for f in base.facts.values() if f.scope == scope and chance.random() < 0.7]
        return {f.id: chance.choice([None, *f.values, *f.values]) for f in asked}

    return Incident(
        "essai",
        TODAY,
        answers("incident"),
        tuple(Publication(f"P{n}", (Passage(f"P{n}", answers("passage")),)) for n in range(units)),
        publications_closed=True,
    )


class Judge:
    """Checks each step of a proof in every world that the answers and the cases leave possible."""

    def __init__(self, situation: Situation, every: Enumeration) -> None:
        self.situation, self.every = situation, every
        self.base = situation.program.base

    @cached_property
    def possible(self) -> list[int]:
        """The worlds that the answers, and the readings already chosen, leave possible."""
        size, allowed = len(self.every.readings), self.situation.allowed
        readings = [
            number
            for number, reading in enumerate(self.every.readings)
            if all(v in allowed.get(z, {v}) for z, v in zip(self.every.zones, reading, strict=True))
        ]
        return [n * size + r for n in self.every.consistent(self.situation) for r in readings]

    def sound(self, node: ProofNode, among: list[int], parent: ProofNode | None = None) -> bool:
        """Whether a node, and all it rests on, is true of all these worlds."""
        if node.truth is not None and not self._agrees(node, among, parent):
            return False
        if node.kind == "conclusion" and node.steps and node.steps[0].kind == "cases":
            return any(self._exhaustive(node, among, split) for split in self._splits(node))
        return all(self.sound(step, among, node) for step in (*node.steps, *node.set_aside))

    def _agrees(self, node: ProofNode, among: list[int], parent: ProofNode | None) -> bool:
        if node.kind == "conclusion":
            holds = self.every.holding((self.atom(node), self.unit(node)))
            return {holds[n] for n in among} <= {node.truth}
        if node.kind == "rule" and node.rule is not None:
            return {self._rule_holds(node, parent, n) for n in among} <= {node.truth}
        return True

    def _rule_holds(self, node: ProofNode, parent: ProofNode | None, number: int) -> bool:
        """Whether a rule is effective in a world, in the reading that concludes or that defeats."""
        assert node.rule is not None
        world: World = self.every.worlds[number]
        rule = self.base.rules[node.rule]
        effective = world._effective(rule, self.unit(node))
        if parent is None or rule.rule.zone is None:
            return effective
        if parent.kind != "conclusion":
            first = self.base.zones[rule.rule.zone].readings[0].id
            return effective and world.readings[rule.rule.zone] == first
        readings = [r for a, r in rule.conclusions if a == self.atom(parent)]
        given = any(r is None or world.readings[str(rule.rule.zone)] == r for r in readings)
        return effective and given

    def _splits(self, node: ProofNode) -> Iterator[list[int]]:
        """Yield, for each instance the cases may be about, its position in a world."""
        variables = self.situation.program.graph.variables
        names = len(node.steps)
        for position, instance in enumerate([*self.every.facts, *self.every.zones]):
            declared = variables[instance[0]]
            said = node.steps[0].text
            is_zone = "lecture retenue" in said or "appui faible" in said
            if is_zone == declared.is_zone and names <= len(declared.values):
                yield [self._value(n, position) for n in range(len(self.every.worlds))]

    def _value(self, number: int, position: int) -> int:
        assignment, reading = divmod(number, len(self.every.readings))
        world = (*self.every.assignments[assignment], *self.every.readings[reading])
        return world[position]

    def _exhaustive(self, node: ProofNode, among: list[int], values: list[int]) -> bool:
        """Whether the cases, taken as the values of one instance, cover these worlds soundly."""
        left = sorted({values[n] for n in among})
        if len(left) != len(node.steps):
            return False
        return all(
            case.truth is node.truth
            and all(self.sound(s, [n for n in among if values[n] == value]) for s in case.steps)
            for value, case in zip(left, node.steps, strict=True)
        )

    def atom(self, node: ProofNode) -> str:
        name = node.text.partition(" — ")[0]
        return name.replace(" : ", "=")

    def unit(self, node: ProofNode) -> int | None:
        if node.unit is None:
            return None
        return [spot.passage for _, spot in self.situation.units].index(node.unit)


def judged(seed: int, folder: Path) -> tuple[Judge, Prover]:
    chance = random.Random(seed)
    base = named_base(seed, folder)
    units = 2 if seed % 7 == 0 else 1
    program = compile_base(base, TODAY)
    every = Enumeration(program, units, False)
    if len(every.assignments) * len(every.readings) > MOST_WORLDS:
        pytest.skip("too many worlds for an enumeration")
    situation = situate(program, partial_incident(chance, base, units))
    return Judge(situation, every), Prover(EngineTruths(situation))


def every_node(root: ProofNode) -> Iterator[ProofNode]:
    yield root
    for step in (*root.steps, *root.set_aside):
        yield from every_node(step)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_proof_is_sound_at_each_step_and_says_all_that_is_certain(
    seed: int, tmp_path: Path
) -> None:
    """Established and excluded have a proof that says so, by cases if it must; nothing else has."""
    judge, prover = judged(seed, tmp_path)
    certain = {"established": True, "excluded": False}
    for name, unit in judge.every.places:
        root = prover.prove(name, unit)
        assert judge.sound(root, judge.possible), (name, unit, "\n".join(tree_lines(root)))
        assert judge.atom(root) == name
        assert (
            WORDS[root.text.partition(" — ")[2].removesuffix(", dans tous les cas")] is root.truth
        )
        status = judge.every.status((name, unit), judge.every.consistent(judge.situation))
        assert root.truth is certain.get(status), (name, unit, status)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("reading", ["a", "b"])
def test_the_proof_shown_for_one_reading_of_the_law_is_sound_in_it(
    seed: int, reading: str, tmp_path: Path
) -> None:
    """What an assessment shows beside each reading of a contested conclusion."""
    judge, _ = judged(seed, tmp_path)
    narrowed = judge.situation.with_zones({"Z": reading})
    within, prover = Judge(narrowed, judge.every), Prover(Reference(narrowed))
    for place in judge.every.places:
        root = prover.prove(*place)
        assert within.sound(root, within.possible), (place, "\n".join(tree_lines(root)))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_exceptions_of_a_rule_that_holds_are_shown_set_aside(seed: int, tmp_path: Path) -> None:
    """Wherever a rule is shown to hold, each rule that could have defeated it is there too."""
    judge, prover = judged(seed, tmp_path)
    for place in judge.every.places:
        for node in every_node(prover.prove(*place)):
            if node.kind != "rule" or node.rule is None or node.truth is not True:
                continue
            exceptions = {rule.id for rule in judge.base.derogations.get(node.rule, ())}
            shown = {step.rule for step in (*node.steps, *node.set_aside) if step.rule}
            assert exceptions <= shown
            assert all(step.truth is False for step in node.set_aside)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_proof_does_not_hang_on_the_order_of_the_answers(seed: int, tmp_path: Path) -> None:
    judge, prover = judged(seed, tmp_path)
    chance = random.Random(seed)
    incident = judge.situation.incident

    def shuffled(answers: dict[str, Answer]) -> dict[str, Answer]:
        return dict(chance.sample(sorted(answers.items(), key=str), len(answers)))

    other = replace(
        incident,
        answers=shuffled(dict(incident.answers)),
        publications=tuple(
            replace(p, passages=tuple(replace(x, answers=shuffled(dict(x.answers)))
                                      for x in p.passages))
            for p in incident.publications
        ),
    )  # fmt: skip
    again = Prover(EngineTruths(situate(judge.situation.program, other)))
    for place in judge.every.places:
        assert again.prove(*place) == prover.prove(*place)


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_a_proof_is_told_at_three_depths(seed: int, tmp_path: Path) -> None:
    judge, prover = judged(seed, tmp_path)
    for place in judge.every.places:
        root = prover.prove(*place)
        lines = list(tree_lines(root))
        assert lines[0][2:].startswith(root.text)
        assert len(lines) == sum(1 for _ in every_node(root))
        assert one_line(root).startswith(root.text)
        for syllogism in syllogisms(root):
            assert syllogism.major == "x"
            assert set(syllogism.sources) <= {"t", "m"}


def test_a_condition_that_always_holds_is_proved_like_any_other(tmp_path: Path) -> None:
    """« p, or not p »: the graph knows it is true although neither part is settled."""
    base = write_base(
        tmp_path,
        faits=yes_no("p"),
        conclusions=[atom("c")],
        regles=[rule("r", {"un_de": [{"p": "oui"}, {"pas": {"p": "oui"}}]}, "c")],
    )
    situation = situate(compile_base(base, TODAY), partial_incident(random.Random(1), base, 1))
    assert Prover(EngineTruths(situation)).prove("c", 0).truth is True


def test_a_proof_by_cases_splits_on_what_leaves_the_fewest_open() -> None:
    """An offence excluded for a reason in every case is not told by hundreds of cases."""
    case = next(c for c in read_cases() if c.id == "sanctions-epoques-19")
    law = load_base()
    statuses = Statuses(
        situate(compile_base(law, case.incident(law).examined_on), case.incident(law))
    )
    prover = Prover(Reference(statuses.situation), statuses)
    told = [node.kind for node in _under(prover.prove("injure-publique-particulier", 0))]
    assert 2 <= told.count("cases") <= 100


def _under(node: ProofNode) -> Iterator[ProofNode]:
    yield node
    for step in node.steps:
        yield from _under(step)
