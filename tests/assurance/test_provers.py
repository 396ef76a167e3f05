"""The two provers, against every world of small random bases; and what is said when one fails."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from expert.assurance.proofs import DisagreementError, prove
from expert.assurance.proofs.bench import Bench
from expert.assurance.proofs.claims import Requirement, shape, workbench
from expert.assurance.proofs.exact import Exact
from expert.assurance.proofs.judge import TIMED_OUT, TOO_LARGE, Judge
from expert.assurance.proofs.second_opinion import SecondOpinion, SolverTimeoutError, levels_exist
from expert.inference.diagrams import DiagramTooLargeError
from expert.inference.functions import build_together
from knowledge import KnowledgeBase, load_base
from tests.interview.enumeration import Enumeration
from tests.support.random_bases import random_base
from tests.support.small_bases import atom, rule, write_base, yes_no

CASES = [(seed, 1, still_open) for seed in range(6) for still_open in (False, True)]
CASES += [(1, 2, False)]


@pytest.mark.parametrize(("seed", "units", "still_open"), CASES)
def test_both_provers_say_what_every_world_says(
    seed: int, units: int, still_open: bool, tmp_path: Path
) -> None:
    """For each pair of conclusions: they hold together in some world, or in none."""
    base = random_base(seed, tmp_path)
    program = workbench(base, base.law_as_of)
    every = Enumeration(program, units, still_open)
    situation = shape(program, units, still_open=still_open)
    exact, solver = Exact(situation), SecondOpinion(situation, 10)
    for one, other in itertools.pairwise(every.places):
        for wanted in itertools.product((True, False), repeat=2):
            asked = [
                Requirement(program.atoms[name], unit, holds)
                for (name, unit), holds in zip((one, other), wanted, strict=True)
            ]
            pairs = zip(every.holding(one), every.holding(other), strict=True)
            possible = wanted in set(pairs)
            assert (exact.witness(asked) is not None) is possible
            assert solver.may_hold(asked) is possible


@pytest.mark.parametrize("seed", range(6))
def test_an_answer_pushes_one_way_as_every_world_says(seed: int, tmp_path: Path) -> None:
    """From one value of a fact to another, all else equal, in one publication then two."""
    base = random_base(seed, tmp_path)
    program = workbench(base, base.law_as_of)
    judge = Judge(program, second_opinion=True)
    every = Enumeration(program, 1, False)
    for index, fact in enumerate(every.facts):
        for before, after in itertools.permutations(range(every.width(fact)), 2):
            for place in every.places:
                holds = dict(zip(every.assignments, _rows(every, place), strict=True))
                pushes = all(
                    not was or now
                    for assignment, row in holds.items()
                    if assignment[index] == before
                    for was, now in zip(row, holds[_turned(assignment, index, after)], strict=True)
                )
                verdict = judge.pushes(program.atoms[place[0]], place[1], fact, before, after)
                if verdict.never is not None:  # a witness may need a second publication
                    assert pushes or verdict.never is False
                    assert verdict.never or not pushes or len(verdict.situation.units) > 1  # type: ignore[union-attr]


def _rows(every: Enumeration, place: Any) -> list[tuple[bool, ...]]:
    """Return, for each assignment, what each reading says."""
    found, size = every.holding(place), len(every.readings)
    return [tuple(found[n : n + size]) for n in range(0, len(found), size)]


def _turned(assignment: tuple[int, ...], index: int, value: int) -> tuple[int, ...]:
    return (*assignment[:index], value, *assignment[index + 1 :])


@pytest.mark.parametrize("seed", range(4))
def test_a_diagram_and_its_formula_are_the_same_and_another_is_not(
    seed: int, tmp_path: Path
) -> None:
    base = random_base(seed, tmp_path)
    program = workbench(base, base.law_as_of)
    situation = shape(program)
    for name, conclusion, _ in base.atoms():
        unit = None if conclusion.scope == "incident" else 0
        node = program.atoms[name]
        table, root, levels = build_together(situation, [(node, unit, True, {})], 10_000)
        solver = SecondOpinion(situation, 10)
        assert solver.same(Requirement(node, unit), (table, root, levels))
        assert not solver.same(Requirement(node, unit), (table, table.negation(root), levels))


def test_levels_exist_unless_something_goes_round() -> None:
    assert levels_exist({"a": ["b"], "b": ["c"], "c": []})
    assert not levels_exist({"a": ["b"], "b": ["a"]})


@pytest.fixture
def simple(tmp_path: Path) -> KnowledgeBase:
    """Two values of a slot that never hold together, by their conditions."""
    return write_base(
        tmp_path,
        faits=yes_no("f"),
        conclusions=[atom("s", valeurs={"k": "k", "l": "l"})],
        regles=[rule("a", {"f": "oui"}, "s=k"), rule("b", {"f": "non"}, "s=l")],
    )


def _p3(base: KnowledgeBase, **options: Any) -> Any:
    return prove(base, ["P3"], **options).obligations[0]


def test_a_time_out_is_not_a_proof(simple: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """z3 gives no answer in time: diagrams alone do not make it « proved »."""

    def late(*_: Any) -> bool:
        raise SolverTimeoutError

    monkeypatch.setattr(SecondOpinion, "_satisfiable", late)
    found = _p3(simple)
    assert found.outcome == "not-proved"
    assert all(sentence.endswith(TIMED_OUT) for sentence in found.unproved)
    assert _p3(simple, second_opinion=False).outcome == "proved"


def test_the_solver_is_given_a_bounded_time() -> None:
    """One thousandth of a millisecond is no time: rounded up, it is one, and z3 has it set."""
    base = load_base()
    program = workbench(base, base.law_as_of)
    solver = SecondOpinion(shape(program), 1e-6)
    node = program.atoms["sanctionable"]
    with pytest.raises(SolverTimeoutError):
        for _ in range(1000):
            solver.witness([Requirement(node, None)])


def test_a_diagram_too_large_is_said_and_z3_decides_alone(
    simple: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With z3 the obligation is proved by one opinion, named; without it, it is not proved."""

    def large(*_: Any) -> None:
        raise DiagramTooLargeError

    monkeypatch.setattr(Exact, "witness", large)
    found = _p3(simple)
    assert found.outcome == "proved"
    assert found.methods == ("z3",)
    assert all(sentence.endswith(TOO_LARGE) for sentence in found.alone)
    assert found.alone
    assert _p3(simple, second_opinion=False).outcome == "not-proved"


def test_two_proofs_that_differ_stop_everything(
    simple: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SecondOpinion, "witness", lambda *_: {})
    with pytest.raises(DisagreementError):
        _p3(simple)


def test_a_witness_is_run_again(simple: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """A prover that invents a witness is caught by the reference."""
    monkeypatch.setattr(Exact, "witness", lambda *_: {})
    with pytest.raises(DisagreementError):
        _p3(simple, second_opinion=False)


def test_a_base_under_proof_leaves_the_shared_graph_alone() -> None:
    """Proofs add nodes to a copy: the program everybody reads stays as it was."""
    base = load_base()
    bench = Bench(base, base.law_as_of)
    from expert.inference.program import compile_base

    before = len(compile_base(base, base.law_as_of).graph.kinds)
    bench.program.graph.conjunction(list(bench.program.atoms.values())[:5])
    assert len(compile_base(base, base.law_as_of).graph.kinds) == before
