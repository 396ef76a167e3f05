"""Over several publications, what replaces a function that is too large is sound."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from expert.incident import Incident, Passage, Publication
from expert.inference.program import Program, compile_base
from expert.inference.situation import Situation
from expert.inference.statuses import GoalStatus, Statuses
from knowledge import load_base
from tests.support.random_bases import random_base
from tests.support.small_bases import atom, rule, write_base, yes_no

TODAY = date(2026, 11, 21)
TWO = (Publication("P1", (Passage("P1"),)), Publication("P2", (Passage("P2"),)))


def drawn(program: Program, chance: random.Random, kept: float, unknown: float) -> Situation:
    """A state of two publications: some facts answered, some « je ne sais pas », some not asked."""
    allowed = {}
    for number, variable in enumerate(program.graph.variables):
        if variable.is_zone:
            continue
        for place in [-1] if variable.scope == "incident" else range(2):
            draw = chance.random()
            width = len(variable.values)
            if draw < unknown:
                allowed[number, place] = frozenset(range(width))
            elif draw < unknown + kept:
                allowed[number, place] = frozenset((chance.randrange(width),))
    closed = chance.choice([True, True, None])
    return Situation(program, Incident("essai", TODAY, {}, TWO, closed), allowed)


def compared(
    program: Program, situation: Situation, cap: int
) -> list[tuple[GoalStatus, GoalStatus]]:
    """The incident's conclusions with so few nodes that they are composed, and exactly."""
    small, exact = Statuses(situation, cap=cap), Statuses(situation)
    found = []
    for name, conclusion, _ in program.base.atoms():
        if conclusion.scope == "incident":
            composed, product = small.atom(name), exact.atom(name)
            if not product.exact:
                continue
            wide = small.may_matter(program.atoms[name])
            assert product.matters <= composed.matters <= wide, "stops early"
            if composed.exact:
                assert composed.status == product.status
            if composed.status in ("established", "excluded"):
                assert product.status == composed.status, "settled what is not"
            found.append((composed, product))
    return found


@pytest.mark.parametrize("seed", range(30))
def test_composed_is_sound_on_random_bases(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    program = compile_base(random_base(seed, tmp_path), TODAY)
    for _ in range(20):
        situation = drawn(program, chance, chance.choice([0.3, 0.6]), chance.choice([0, 0.3]))
        compared(program, situation, chance.choice([3, 5, 8, 12]))


def test_composed_is_sound_on_the_law() -> None:
    chance, program = random.Random(1), compile_base(load_base(), TODAY)
    found = []
    for unknown in (0.0, 0.2, 0.4):
        found += compared(program, drawn(program, chance, 0.5, unknown), 60)
    assert any(not composed.exact for composed, _ in found), "nothing was composed"


def test_passages_known_exactly_settle_what_the_reference_cannot(tmp_path: Path) -> None:
    """In each passage x holds by cases, whatever p0: two passages are counted without p0."""
    base = write_base(
        tmp_path,
        faits=[*yes_no("p"), *yes_no("a", "b", "c", "d", scope="incident")],
        conclusions=[atom("x"), atom("y", "incident")],
        regles=[
            rule("oui", {"p": "oui"}, "x"),
            rule("non", {"p": "non"}, "x"),
            rule("deux", {"au_moins": {"n": 2, "tel_que": {"x": "oui"}}}, "y"),
            rule("ab", {"a": "oui", "b": "oui"}, "y"),
            rule("cd", {"c": "oui", "d": "oui"}, "y"),
        ],
    )
    program = compile_base(base, TODAY)
    situation = Situation(program, Incident("essai", TODAY, {}, TWO, True), {})
    found = Statuses(situation, cap=5).atom("y")
    assert (found.status, found.matters) == ("established", frozenset())


def test_passages_that_share_a_reading_are_not_taken_apart(tmp_path: Path) -> None:
    """Contested whatever p, one way or the other: together they hang on whether p is the same."""
    zone = {
        "zone": "Z",
        "question": "?",
        "prudente": "b",
        "pieces": ["p"],
        "lectures": [{"lecture": "a", "enonce": "a"}, {"lecture": "b", "enonce": "b"}],
    }
    base = write_base(
        tmp_path,
        faits=[*yes_no("p"), *yes_no("a", "b", "c", "d", scope="incident")],
        zones=[zone],
        conclusions=[atom("x"), atom("y", "incident")],
        regles=[
            rule("oui", {"p": "oui"}, {"a": "x"}, conteste="Z"),
            rule("non", {"p": "non"}, {"b": "x"}, conteste="Z"),
            rule("deux", {"au_moins": {"n": 2, "tel_que": {"x": "oui"}}}, "y"),
            rule("abcd", {"a": "oui", "b": "oui", "c": "oui", "d": "oui"}, "y"),
        ],
    )
    program = compile_base(base, TODAY)
    situation = Situation(program, Incident("essai", TODAY, {}, TWO, True), {})
    small = Statuses(situation, cap=12)
    p = program.graph.index["p"]
    assert small.atom("x", 0) == small.atom("x", 1)
    assert (small.atom("x", 0).status, small.atom("x", 0).matters) == ("contested", frozenset())
    assert not small.atom("y").exact
    assert {(p, 0), (p, 1)} <= small.atom("y").matters
    assert {(p, 0), (p, 1)} <= Statuses(situation).atom("y").matters
