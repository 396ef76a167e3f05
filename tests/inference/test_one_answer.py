"""What one answer settles whatever its value is settled; what it says is never more."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from expert.incident import Incident, Passage, Publication
from expert.inference.one_answer import OneAnswer, facts_under, open_among, try_each_value
from expert.inference.program import Program, compile_base
from expert.inference.situation import Situation
from expert.inference.statuses import Statuses
from expert.inference.unsettled import Unsettled
from tests.support.random_bases import random_base
from tests.support.small_bases import atom, rule, write_base, yes_no

TODAY = date(2026, 11, 21)


def single(program: Program, *, closed: bool | None = True) -> Situation:
    publications = (Publication("P1", (Passage("P1"),)),)
    incident = Incident("essai", TODAY, {}, publications, publications_closed=closed)
    return Situation(program, incident, {})


def drawn(program: Program, chance: random.Random) -> Situation:
    """Return a situation of one passage: some answers, some in doubt, the others missing."""
    situation = single(program, closed=chance.choice([True, False]))
    allowed = {}
    for number, variable in enumerate(program.graph.variables):
        if not variable.is_zone and chance.random() < 0.5:
            values = range(len(variable.values))
            kept = chance.sample(values, chance.choice([1, 1, len(values)]))
            allowed[situation.locate(number, 0)] = frozenset(kept)
    return replace(situation, allowed=allowed)


def by_hand(situation: Situation, node: int) -> bool | None:
    """Return what each answer, given each value one after the other, settles."""
    plain = Unsettled(situation)
    if plain.truth(node, 0) is not None:
        return plain.truth(node, 0)
    for number, variable in enumerate(situation.program.graph.variables):
        instance = situation.locate(number, 0)
        values = situation.allowed.get(instance, frozenset(range(len(variable.values))))
        if variable.is_zone or len(values) < 2:
            continue
        truths = {
            Unsettled(
                replace(situation, allowed={**situation.allowed, instance: frozenset((value,))})
            ).truth(node, 0)
            for value in values
        }
        if len(truths) == 1 and None not in truths:
            return truths.pop()
    return None


@pytest.mark.parametrize("seed", range(12))
def test_one_situation_at_a_time(seed: int, tmp_path: Path) -> None:
    """Against the reading of each value in turn; what is said is what the exact status says."""
    chance = random.Random(seed)
    program = compile_base(random_base(seed, tmp_path), TODAY)
    for _ in range(8):
        situation = drawn(program, chance)
        one, exact = OneAnswer(situation), Statuses(situation)
        for name, node in program.atoms.items():
            unit = None if program.base.atom_conclusion(name).scope == "incident" else 0
            truth = one.truth(node, unit)
            if Unsettled(situation).truth(node, 0) is None:
                assert truth is by_hand(situation, node)
            if truth is not None:
                assert exact.atom(name, unit).status == ("established" if truth else "excluded")


@pytest.mark.parametrize("seed", range(20, 26))
def test_many_rows_are_each_of_them(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    program = compile_base(random_base(seed, tmp_path), TODAY)
    graph = program.graph
    situations = [drawn(program, chance) for _ in range(9)]
    possible = {
        number: [
            sum(
                1 << row
                for row, s in enumerate(situations)
                if value in s.allowed.get(s.locate(number, 0), (value,))
            )
            for value in range(len(variable.values))
        ]
        for number, variable in enumerate(graph.variables)
    }
    closed = sum(1 << row for row, s in enumerate(situations) if not s.list_is_open)
    nodes = list(dict.fromkeys(program.atoms.values()))
    tried = open_among(facts_under(program, nodes), possible, (1 << len(situations)) - 1)
    trials = try_each_value(program, nodes, possible, tried, len(situations), closed)
    told = 0
    for node in nodes:
        holds, fails = trials.settled(node)
        for row, situation in enumerate(situations):
            if Unsettled(situation).truth(node, 0) is None:
                found = True if holds >> row & 1 else False if fails >> row & 1 else None
                assert found is by_hand(situation, node)
                told += found is not None
    assert told


def test_past_its_cap_a_status_is_what_one_answer_settles(tmp_path: Path) -> None:
    """x holds by p or by not p; y hangs on what nobody answered, past the cap too."""
    base = write_base(
        tmp_path,
        faits=yes_no("p", "a", "b", "c", "d"),
        conclusions=[atom("x"), atom("y")],
        regles=[
            rule("oui", {"p": "oui"}, "x"),
            rule("non", {"p": "non", "un_de": [{"p": "non"}, {"a": "oui", "b": "oui"}]}, "x"),
            rule("ab", {"a": "oui", "b": "oui", "p": "oui"}, "y"),
            rule("cd", {"c": "oui", "d": "oui", "p": "non"}, "y"),
        ],
    )
    statuses = Statuses(single(compile_base(base, TODAY)), cap=3)
    assert statuses.atom("x", 0).status == "established"
    y = statuses.atom("y", 0)
    assert (y.status, y.exact) == ("open", False)
