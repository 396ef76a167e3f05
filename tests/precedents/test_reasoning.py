"""Reasoning on sets, against its definitions read word by word, on every small case there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.precedents.reasoning import (
    FactorTable,
    Precedent,
    counter_examples,
    differences,
    force,
    forces,
    most_on_point,
    prediction,
)
from knowledge.models.precedents import Side

FACTORS = ("m1", "m2", "m3", "p1", "p2", "p3")
TABLE = FactorTable(
    sides={name: "mesure" if name[0] == "m" else "personne" for name in FACTORS},
    ideas={
        "m1": frozenset({"mots"}),
        "m2": frozenset({"mots", "tout"}),
        "m3": frozenset({"image", "tout"}),
        "p1": frozenset({"mots"}),
        "p2": frozenset({"passe"}),
        "p3": frozenset({"passe"}),
    },
)
SIDES: tuple[Side, Side] = ("mesure", "personne")
Sets = st.frozensets(st.sampled_from(FACTORS))


def every_set(names: tuple[str, ...] | frozenset[str]) -> Iterator[frozenset[str]]:
    found = sorted(names)
    sizes = (combinations(found, size) for size in range(len(found) + 1))
    return map(frozenset, chain.from_iterable(sizes))


def forced_by_definition(decision: frozenset[str], winner: Side, case: frozenset[str]) -> bool:
    """Every factor that favoured the winner is here, one at least; every one against was there."""
    favoured = [f for f in decision if TABLE.sides[f] == winner]
    if not favoured:
        return False
    against = [f for f in case if TABLE.sides[f] != winner]
    return all(f in case for f in favoured) and all(f in decision for f in against)


def test_a_decision_forces_exactly_the_cases_of_the_definition() -> None:
    """64 decisions, 64 cases, two winners: every one of them."""
    seen = {True: 0, False: 0}
    for decision in every_set(FACTORS):
        for case in every_set(FACTORS):
            for winner in SIDES:
                expected = forced_by_definition(decision, winner, case)
                assert forces(TABLE, Precedent("d", decision, winner), case) is expected
                seen[expected] += 1
    assert min(seen.values()) > 500


@given(decision=Sets, present=Sets, other=Sets, winner=st.sampled_from(SIDES))
def test_what_is_still_possible_is_settled_every_way(
    decision: frozenset[str], present: frozenset[str], other: frozenset[str], winner: Side
) -> None:
    """Forced in every way, in none, or in some: by trying all the ways."""
    possible = other - present
    ways = {forced_by_definition(decision, winner, present | way) for way in every_set(possible)}
    expected = {(True,): "forced", (False,): "not-forced"}.get(tuple(ways), "may-force")
    assert force(TABLE, Precedent("d", decision, winner), present, possible) == expected


@given(sets=st.lists(st.tuples(Sets, st.sampled_from(SIDES)), max_size=6), case=Sets)
def test_the_most_on_point_are_those_that_no_other_passes(
    sets: list[tuple[frozenset[str], Side]], case: frozenset[str]
) -> None:
    precedents = [Precedent(f"d{n}", s, winner) for n, (s, winner) in enumerate(sets)]
    found = most_on_point(precedents, case)
    for precedent in precedents:
        common = [f for f in FACTORS if f in precedent.factors and f in case]
        passed = False
        for other in precedents:
            more = [f for f in FACTORS if f in other.factors and f in case]
            passed |= len(more) > len(common) and all(f in more for f in common)
        assert (precedent in found) is (bool(common) and not passed)
    winners = {p.winner for p in found}
    assert prediction(precedents, case) == (winners.pop() if len(winners) == 1 else None)


@given(decision=Sets, case=Sets, winner=st.sampled_from(SIDES))
def test_differences_are_told_both_ways_and_help_whom_they_help(
    decision: frozenset[str], case: frozenset[str], winner: Side
) -> None:
    found = {d.factor: d for d in differences(TABLE, Precedent("d", decision, winner), case)}
    assert set(found) == decision ^ case
    for factor, difference in found.items():
        assert difference.here is (factor in case)
        favours_winner = TABLE.sides[factor] == winner
        # more for the winner here, or less against him here, brings the case nearer to that end
        stronger = favours_winner if factor in case else not favours_winner
        assert difference.helps is stronger


@pytest.mark.parametrize(
    ("decision", "case", "factor", "answers"),
    [
        ({"m1"}, {"m2"}, "m1", ("m2",)),  # both speak of words: each answers the other
        ({"m1"}, {"m2"}, "m2", ("m1",)),
        ({"m1"}, {"m3"}, "m1", ()),  # no idea in common
        ({"m2"}, {"m3"}, "m2", ("m3",)),  # by the wider idea
        ({"m1"}, {"p1"}, "m1", ()),  # one idea, two sides: nothing is answered
        ({"p2"}, {"p3", "m1"}, "p2", ("p3",)),
        ({"m1", "m2"}, {"m1"}, "m2", ("m1",)),  # what both have answers too
    ],
)
def test_a_difference_is_answered_under_a_shared_idea_and_for_the_same_side(
    decision: set[str], case: set[str], factor: str, answers: tuple[str, ...]
) -> None:
    precedent = Precedent("d", frozenset(decision), "mesure")
    (found,) = [d for d in differences(TABLE, precedent, frozenset(case)) if d.factor == factor]
    assert found.answered_by == answers
    assert found.downplayed is bool(answers)


def test_a_counter_example_went_the_other_way_and_shares_as_much() -> None:
    case = frozenset({"m1", "m2", "p1"})
    cited = Precedent("cited", frozenset({"m1"}), "mesure")
    as_much = Precedent("as-much", frozenset({"m1", "p2"}), "personne")
    more = Precedent("more", frozenset({"m1", "p1"}), "personne")
    less = Precedent("less", frozenset({"p1"}), "personne")
    same_way = Precedent("same-way", frozenset({"m1", "m2"}), "mesure")
    every = [cited, as_much, more, less, same_way]
    assert counter_examples(every, cited, case) == [as_much, more]
