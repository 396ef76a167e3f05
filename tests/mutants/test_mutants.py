"""Mutants are what they say, their verdicts agree with brute force, and a cover covers."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from expert.assurance.mutants.assertions import Assertion, TestIncident
from expert.assurance.mutants.bench import benches
from expert.assurance.mutants.campaign import Campaign, Outcome
from expert.assurance.mutants.dependence import Dependence
from expert.assurance.mutants.equivalence import CAP
from expert.assurance.mutants.figures import coverage
from expert.assurance.mutants.generation import Generator, Mutant
from expert.assurance.mutants.growing import Partial
from expert.assurance.mutants.local_proof import passages, same_in_its_place
from expert.assurance.mutants.neighbours import parts_known
from expert.assurance.mutants.programs import mutate
from expert.assurance.mutants.suite import cover, suite, suite_csv, suite_markdown
from expert.incident import Incident, Passage, Publication
from expert.inference.diagrams import NEVER
from expert.inference.functions import build_function
from expert.inference.kleene import Reference
from expert.inference.program import FOLLOWED, NOT_FOLLOWED, compile_base, zone_of_weak_rule
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from knowledge import KnowledgeBase, load_base
from tests.support.oracle import World
from tests.support.random_bases import random_base
from tests.support.random_incidents import situation_of
from tests.support.small_bases import atom, rule, write_base, yes_no

ATOMS = ("x0", "x1", "x2", "x3", "s=k", "s=l", "s=autre")


def two_facts(tmp_path: Path) -> KnowledgeBase:
    """One rule of two tests, and its exception."""
    return write_base(
        tmp_path,
        faits=yes_no("f", "g", "h"),
        conclusions=[atom("x"), atom("e")],
        regles=[
            rule("r", {"f": "oui", "g": "oui"}, "x"),
            rule("sauf", {"h": "oui"}, "e", ecarte="r"),
        ],
    )


def incident(base: KnowledgeBase, **answers: str) -> Incident:
    """Return an incident of one passage."""
    passage = Passage("P1", answers)
    return Incident("essai", base.law_as_of, {}, (Publication("P1", (passage,)),), True)


def test_the_mutants_of_a_small_base_counted_by_hand(tmp_path: Path) -> None:
    """r: its condition, f, g dropped or never met, f and g negated, and/or, the rule dropped.

    sauf: h dropped or never met, negated, the rule dropped, the exception dropped. No other rule
    concludes x, so that the exception has nowhere else to go.
    """
    base = two_facts(tmp_path)
    made = Counter(m.operator for m in Generator(base, Dependence(base)).all())
    assert made == {
        "règle retirée": 2,
        "condition retirée": 4,
        "condition jamais remplie": 4,
        "test inversé": 3,
        "et / ou échangés": 1,
        "exception retirée": 1,
    }


def campaign(base: KnowledgeBase, *tried: tuple[dict[str, str], dict[str, str]]) -> Campaign:
    """Return a campaign on test incidents: answers, and the status asserted of conclusions."""
    asserted = [
        (
            TestIncident(f"cas {number}", "essai", incident(base, **answers)),
            tuple(Assertion(a, None, s) for a, s in expected.items()),  # type: ignore[arg-type]
        )
        for number, (answers, expected) in enumerate(tried)
    ]
    return Campaign(base, benches(base, asserted))


def verdicts(found: list[Outcome]) -> dict[tuple[str, str], str]:
    return {(o.mutant.target, o.mutant.said): o.verdict for o in found}


def test_one_case_kills_what_it_shows_and_the_rest_survives(tmp_path: Path) -> None:
    """f and g with no excuse: x. Nothing shows that both are needed, nor that the excuse counts."""
    base = two_facts(tmp_path)
    tried = campaign(base, ({"f": "oui", "g": "oui", "h": "non"}, {"x": "established"}))
    found = verdicts(tried.run(tried.mutants()))
    assert found["r", "règle retirée"] == "killed"
    assert found["r", "le contraire de « x : Oui »"] == "killed"
    assert found["sauf", "sans « x : Oui »"] == "killed"
    assert found["r", "« ou » dans « x : Oui » et « x : Oui »"] == "survived"
    assert found["sauf", "n'écarte plus la règle « Règle r. »"] == "survived"


def test_the_four_sides_kill_every_mutant(tmp_path: Path) -> None:
    base = two_facts(tmp_path)
    tried = campaign(
        base,
        ({"f": "oui", "g": "oui", "h": "non"}, {"x": "established", "e": "excluded"}),
        ({"f": "non", "g": "oui", "h": "non"}, {"x": "excluded"}),
        ({"f": "oui", "g": "non", "h": "non"}, {"x": "excluded"}),
        ({"f": "oui", "g": "oui", "h": "oui"}, {"x": "excluded", "e": "established"}),
    )
    outcomes = tried.run(tried.mutants())
    assert {o.verdict for o in outcomes} == {"killed"}
    covered = coverage(base, outcomes)
    assert (covered.rules, covered.rules_shown) == (2, 2)
    assert (covered.conditions, covered.conditions_shown, covered.conditions_idle) == (3, 3, 0)


def test_a_condition_that_changes_nothing_is_proved_equivalent(tmp_path: Path) -> None:
    """x already needs f: asking for f again adds nothing."""
    base = write_base(
        tmp_path,
        faits=yes_no("f"),
        conclusions=[atom("x"), atom("y")],
        regles=[rule("r", {"f": "oui"}, "x"), rule("s", {"x": "oui", "f": "oui"}, "y")],
    )
    tried = campaign(base)
    (outcome,) = (
        o
        for o in tried.run(tried.mutants())
        if (o.mutant.target, o.mutant.operator, o.mutant.leaf) == ("s", "condition retirée", 1)
    )
    assert outcome.verdict == "equivalent"


def idle_in_its_place(base: KnowledgeBase, mutant: Mutant) -> bool:
    """Whether the neighbours of the changed test are enough to prove that nothing changes."""
    program = compile_base(base, base.law_as_of)
    return same_in_its_place(program, mutate(program, Dependence(base), mutant), CAP)


def test_a_neighbour_is_enough_to_prove_a_test_idle(tmp_path: Path) -> None:
    """x needs f and h: beside x, asking for f again is idle; asking for g, or for x, is not."""
    base = write_base(
        tmp_path,
        faits=yes_no("f", "g", "h"),
        conclusions=[atom("x"), atom("y")],
        regles=[
            rule("r", {"f": "oui", "h": "oui"}, "x"),
            rule("s", {"x": "oui", "f": "oui", "g": "oui"}, "y"),
        ],
    )
    dropped = [
        m
        for m in Generator(base, Dependence(base)).all()
        if (m.target, m.operator) == ("s", "condition retirée")
    ]
    assert {m.leaf: idle_in_its_place(base, m) for m in dropped if m.leaf is not None} == {
        0: False,
        1: True,
        2: False,
    }


@pytest.mark.parametrize(
    ("twin", "idle"),
    [
        ({}, True),
        ({"si": {"f": "oui", "g": "non", "h": "oui"}}, False),
        ({"depuis": "2021-01-01"}, False),
        ({"sources": ["memoire"]}, False),
        ({"alors": "z"}, False),
    ],
    ids=[
        "the same, beside f",
        "asks more than f",
        "not at every date",
        "rests on memory",
        "concludes another",
    ],
)
def test_a_twin_is_enough_to_prove_a_test_idle(
    twin: dict[str, Any], idle: bool, tmp_path: Path
) -> None:
    """y needs f and g, or f without g: beside f, g is idle while the other rule covers its loss."""
    day = {**yes_no("first_online_date", scope="publication")[0], "type": "date"}
    base = write_base(
        tmp_path,
        faits=[*yes_no("f", "g", "h"), day],
        conclusions=[atom("y"), atom("z")],
        regles=[
            rule("r", {"f": "oui", "g": "oui"}, "y"),
            {**rule("twin", {"f": "oui", "g": "non"}, "y"), **twin},
        ],
    )
    assert idle_in_its_place(base, dropped_test(base, "r", 1)) is idle
    assert not idle_in_its_place(base, dropped_test(base, "r", 0))


def test_a_defeated_twin_covers_nothing(tmp_path: Path) -> None:
    base = write_base(
        tmp_path,
        faits=yes_no("f", "g", "h"),
        conclusions=[atom("y"), atom("e")],
        regles=[
            rule("r", {"f": "oui", "g": "oui"}, "y"),
            rule("twin", {"f": "oui", "g": "non"}, "y"),
            rule("sauf", {"h": "oui"}, "e", ecarte="twin"),
        ],
    )
    assert not idle_in_its_place(base, dropped_test(base, "r", 1))


def test_what_holds_of_all_passages_holds_part_by_part(tmp_path: Path) -> None:
    """In two passages or three, whatever the answers; an excluded neighbour says nothing."""
    counted = {"all": "pour_tous", "some": "il_existe"}
    base = write_base(
        tmp_path,
        faits=yes_no("f", "g"),
        conclusions=[atom(name, "incident") for name in counted],
        regles=[
            rule(f"r-{name}", {word: {"f": "oui", "g": "oui"}}, name)
            for name, word in counted.items()
        ],
    )
    program = compile_base(base, base.law_as_of)
    graph = program.graph
    for name in counted:
        whole = base.rules[f"r-{name}"].condition
        parts = [*parts_known(program, [(whole, True)])]
        assert len(parts) == 2
        for part in parts:
            alone = graph.conjunction([program.node_of(whole), graph.negation(part)])
            for count in (2, 3):
                assert build_function(passages(program, count), alone, None, CAP).possibly == NEVER
                read = build_function(passages(program, count), part, None, CAP)
                assert read.possibly != NEVER
        assert [*parts_known(program, [(whole, False)])] == []


def test_a_change_that_only_few_passages_show_is_not_idle(tmp_path: Path) -> None:
    """All f, and fewer than two f: there is one passage. Three passages never show the change."""
    base = write_base(
        tmp_path,
        faits=yes_no("f"),
        conclusions=[atom("y", "incident"), atom("z", "incident")],
        regles=[
            rule("many", {"au_moins": {"n": "2", "tel_que": {"f": "oui"}}}, "y"),
            rule("r", {"pour_tous": {"f": "oui"}, "y": "non"}, "z"),
        ],
    )
    (mutant,) = (
        m
        for m in Generator(base, Dependence(base)).all()
        if (m.target, m.operator) == ("r", "nombre de passages changé")
    )
    assert not idle_in_its_place(base, mutant)
    (outcome,) = campaign(base).run([mutant])
    assert outcome.verdict == "survived"


def dropped_test(base: KnowledgeBase, target: str, leaf: int) -> Mutant:
    """Return the mutant of a rule without one of its tests."""
    (mutant,) = (
        m
        for m in Generator(base, Dependence(base)).all()
        if (m.target, m.operator, m.leaf) == (target, "condition retirée", leaf)
    )
    return mutant


@pytest.mark.parametrize("seed", range(4))
def test_what_neighbours_prove_idle_is_equivalent(seed: int, tmp_path: Path) -> None:
    base = random_base(seed, tmp_path)
    tried = campaign(base)
    outcomes = tried.run(tried.mutants())
    idle = [o for o in outcomes if idle_in_its_place(base, o.mutant)]
    assert idle
    assert {o.verdict for o in idle} == {"equivalent"}


def test_an_open_result_is_asserted_too(tmp_path: Path) -> None:
    """g unknown leaves x open; once g is no longer read, x is established: the mutant is killed."""
    base = two_facts(tmp_path)
    tried = campaign(base, ({"f": "oui", "h": "non"}, {"x": "open"}))
    dropped = [
        o.verdict
        for o in tried.run(tried.mutants())
        if (o.mutant.target, o.mutant.operator, o.mutant.leaf) == ("r", "condition retirée", 1)
    ]
    assert dropped == ["killed"]


def truths(base: KnowledgeBase, zones: dict[str, tuple[str, ...]], units: int) -> list[bool]:
    """Return the truth of each atom in every complete world and reading, read from the rules."""
    yes = ("oui", "non")
    passages = [{"c0": c, "p0": p, "p1": q} for c, p, q in product("uvw", yes, yes)]
    found = []
    for first, second in product(yes, yes):
        for chosen in product(passages, repeat=units):
            for read in product(*zones.values()):
                world = World(
                    base,
                    {"i0": first, "i1": second},
                    [dict(values) for values in chosen],
                    dict(zip(zones, read, strict=True)),
                )
                found += [world.atom(name, 0) for name in ATOMS]
    return found


@pytest.mark.parametrize("seed", range(4))
def test_equivalence_against_brute_force(seed: int, tmp_path: Path) -> None:
    """« Equivalent » is true in every world and reading; « survived » is false in one of them."""
    base = random_base(seed, tmp_path)
    weak = [zone_of_weak_rule(r.id) for r in base.rules.values() if base.rule_is_weak(r)]
    zones = {"Z": ("a", "b"), **dict.fromkeys(weak, (FOLLOWED, NOT_FOLLOWED))}
    tried = campaign(base)
    mutants = [m for m in tried.mutants() if not m.target.startswith("i-")]
    outcomes = tried.run(mutants)
    assert {o.verdict for o in outcomes} == {"equivalent", "survived"}
    before = truths(base, zones, 1)
    chosen = random.Random(seed).sample(range(len(mutants)), 10)
    equivalent = [n for n, o in enumerate(outcomes) if o.verdict == "equivalent"][:5]
    for number in {*chosen, *equivalent}:
        after = truths(mutants[number].applied(base), zones, 1)
        assert (before == after) is (outcomes[number].verdict == "equivalent"), mutants[number]


def test_a_mutant_compiled_in_part_is_the_mutant_compiled_afresh() -> None:
    """On the shipped base: the same truths in random worlds, whichever way it was compiled."""
    base, chance = load_base(), random.Random(1)
    program = compile_base(base, base.law_as_of)
    dependence = Dependence(base)
    every = list(Generator(base, dependence).all())
    for mutant in chance.sample(every, 25):
        partly = mutate(program, dependence, mutant)
        whole = compile_base(mutant.applied(base), base.law_as_of)
        variables = program.graph.variables
        assert [v.id for v in variables] == [v.id for v in whole.graph.variables]
        for _ in range(2):
            world = {v: chance.randrange(len(d.values)) for v, d in enumerate(variables)}
            first = Reference(situation_of(partly.program, world))
            second = Reference(situation_of(whole, world))
            for name, conclusion, _ in base.atoms():
                unit = None if conclusion.scope == "incident" else 0
                assert first.truth(partly.program.atoms[name], unit) is second.truth(
                    whole.atoms[name], unit
                ), (mutant.target, mutant.said, name)


@pytest.mark.parametrize("seed", range(3))
def test_a_case_said_to_kill_does(seed: int, tmp_path: Path) -> None:
    """Each case that kills gives another status on the mutated base, judged on its own."""
    base = random_base(seed, tmp_path)
    chance = random.Random(seed)
    program = compile_base(base, base.law_as_of)
    values = {"c0": "uvw", "p0": ("oui", "non"), "p1": ("oui", "non")}
    asserted = []
    for number in range(12):
        answers = {f: chance.choice(v) for f, v in values.items() if chance.random() < 0.8}
        publication = Publication("P1", (Passage("P1", answers),))
        told = Incident("", base.law_as_of, {"i0": "oui", "i1": "non"}, (publication,), True)
        statuses = Statuses(situate(program, told))
        found = tuple(Assertion(a, None, statuses.atom(a, 0).status) for a in ATOMS)
        asserted.append((TestIncident(f"cas {number}", "", told), found))
    tried = Campaign(base, benches(base, asserted))
    outcomes = tried.run(tried.mutants())
    killed = [o for o in outcomes if o.verdict == "killed"]
    assert killed
    for outcome in chance.sample(killed, 12):
        mutated = compile_base(outcome.mutant.applied(base), base.law_as_of)
        for test, found in asserted:
            statuses = Statuses(situate(mutated, test.incident))
            fails = any(statuses.atom(a.atom, 0).status != a.expected for a in found)
            if test.case in outcome.cases:
                assert fails, (outcome.mutant, test.case)


def outcome(number: int, *cases: str) -> Outcome:
    mutant = Mutant(f"r{number}", "règle retirée", "règle retirée")
    return Outcome(mutant, "n", "killed" if cases else "survived", cases)


def test_a_cover_kills_all_and_holds_no_useless_case() -> None:
    """a is the largest and is chosen first, then b and c are needed: a is then useless."""
    outcomes = [
        outcome(0, "b"),
        outcome(1, "a", "b"),
        outcome(2, "a", "b"),
        outcome(3, "a", "c"),
        outcome(4, "a", "c"),
        outcome(5, "c"),
        outcome(6),
    ]
    assert cover(outcomes) == {"b": frozenset({0, 1, 2}), "c": frozenset({3, 4, 5})}


def test_the_suite_is_a_table_to_sign(tmp_path: Path) -> None:
    base = two_facts(tmp_path)
    tests = [
        (
            TestIncident("cas 1", "Deux faits | réunis", incident(base, f="oui", g="oui", h="non")),
            (Assertion("x", None, "established"),),
        )
    ]
    tried = Campaign(base, benches(base, tests))
    cases = suite(base, tried.run(tried.mutants()), tests)
    assert [case.expected for case in cases] == [("x : établi",)]
    assert "Règle r. [r]" in cases[0].defends
    table = suite_markdown(cases, {"Cas": 1}).splitlines()
    assert table[-1].startswith(r"| 1 | Deux faits \| réunis (cas 1) | x : Oui<br>")
    assert table[-1].endswith("|  |")
    assert suite_csv(cases).splitlines()[0].endswith("Règles défendues;Signature et date")


@pytest.mark.parametrize("seed", range(3))
def test_many_rows_at_once_read_as_the_reference(seed: int, tmp_path: Path) -> None:
    """Every node, on every row and unit, lists open or closed, answers known in part."""
    base, chance = random_base(seed, tmp_path), random.Random(seed)
    program = compile_base(base, base.law_as_of)
    values = {"c0": "uvw", "p0": ("oui", "non"), "p1": ("oui", "non")}
    rows = []
    for _ in range(40):
        passages = tuple(
            Passage(
                f"U{n}", {f: chance.choice(v) for f, v in values.items() if chance.random() < 0.7}
            )
            for n in range(chance.randint(1, 3))
        )
        closed = chance.random() < 0.5
        told = Incident("", base.law_as_of, {"i0": "oui"}, (Publication("P1", passages),), closed)
        rows.append(situate(program, told))
    partial = Partial(program.graph, rows)
    partial.grow()
    for number, row in enumerate(rows):
        reference = Reference(row)
        for node, unit in product(range(len(program.graph.kinds)), range(len(row.units))):
            told_so = (
                bool(partial.surely[unit][node] >> number & 1),
                bool(partial.never[unit][node] >> number & 1),
            )
            truth = reference.truth(node, unit)
            assert told_so == (truth is True, truth is False), (node, number)
