"""Protected answers (mandate, sick leave, harassment) never worsen a result, never leak."""

from __future__ import annotations

import random
from datetime import date

from expert.assessment import assess
from expert.incident import Incident, Passage, Publication
from expert.inference.domains import NO, YES
from expert.inference.program import compile_base
from expert.inference.worlds import columns_of, evaluate
from knowledge import load_base
from tests.support.random_incidents import Steering

DAY = date(2026, 11, 21)
ADVERSE = (
    "faute-agent-public",
    "faute-salarie",
    "infraction-de-presse",
    "violation-du-secret",
    "captation-illicite",
    "outrage",
)
"""Conclusions that go against the author: a protected « yes » may lift them, never bring them."""


def test_a_protected_yes_never_brings_an_adverse_conclusion() -> None:
    """On worlds steered to each adverse conclusion: it never holds with yes and fails with no."""
    base = load_base()
    program = compile_base(base, DAY)
    graph = program.graph
    protected = [f.id for f in base.facts.values() if f.id in graph.index and f.protected]
    assert protected
    steering = Steering(program, random.Random(3))
    worlds = [steering.world(atom, holds=n % 2 == 0) for n in range(600) for atom in ADVERSE]
    nodes = [program.atoms[atom] for atom in ADVERSE]
    for fact in protected:
        variable = graph.index[fact]
        held = []
        for value in (YES, NO):
            columns = columns_of(graph, [{**world, variable: value} for world in worlds])
            held.append(evaluate(graph, nodes, columns, len(worlds)))
        for atom, with_yes, with_no in zip(ADVERSE, *held, strict=True):
            assert with_yes & ~with_no == 0, (fact, atom)


def test_a_protected_answer_is_in_no_part_of_an_assessment() -> None:
    """Neither its value nor its question is listed, whatever the profile."""
    base = load_base()
    protected = {f.id: None for f in base.facts.values() if f.protected}
    answers = {
        "author_status": "titulaire_fph",
        "authorship": "admitted",
        "reporter_role": "instruit",
    }
    yes = {**answers, **dict.fromkeys(protected, "oui")}
    passage = Passage("P1", {"outrageous_expression": "oui", "target": "manager"})
    incident = Incident(
        "essai", DAY, yes, (Publication("P1", (passage,), {"access": "public"}),), True
    )
    for profile in base.profiles:
        found = assess(base, incident, profile)
        shown = {q.fact for q in found.open_questions} | {a.fact for a in found.answers}
        assert not shown & set(protected)
        text = found.model_dump_json()
        for fact in protected:
            assert base.facts[fact].question not in text
            assert f"{base.facts[fact].label} : Oui" not in text
