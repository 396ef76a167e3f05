"""The base check names what is too large to be exact at the start, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.assurance.interview_bounds import too_large_at_start
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from expert.interview.relevance import Relevance
from expert.interview.session import new_incident
from knowledge import KnowledgeBase, load_base
from tests.support.small_bases import atom, rule, write_base, yes_no


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


def test_the_notions_named_are_those_whose_start_is_not_exact(law: KnowledgeBase) -> None:
    """What the first screen falls back on, and what the check tells, are the same notions."""
    notions = {name: notion.id for notion in law.notions.values() for name in notion.conclusions}
    expected = set()
    for profile in law.profiles:
        incident = new_incident("essai", law.law_as_of)
        situation = situate(compile_base(law, law.law_as_of), incident)
        found = Relevance(Statuses(situation), profile).found
        atoms = (goal.atom for goal, status in found if not status.exact)
        expected |= {notions[atom.partition("=")[0]] for atom in atoms}
    assert expected
    assert {notion for notion, _ in too_large_at_start(situation)} == expected


def test_a_conclusion_past_the_cap_is_named_with_its_notion(tmp_path: Path) -> None:
    """Five pairs, tied two by two across: exact needs more than ten nodes, one pair does not."""
    pairs = [(f"f{n}", f"g{n}") for n in range(5)]
    crossed = [*(f for f, _ in pairs), *(g for _, g in pairs)]
    base = write_base(
        tmp_path,
        faits=yes_no(*crossed),
        conclusions=[atom("x"), atom("y")],
        regles=[
            *(rule(f"r{n}", {f: "oui", g: "oui"}, "x") for n, (f, g) in enumerate(pairs)),
            rule("petite", {"f0": "oui", "g0": "oui"}, "y"),
        ],
    )
    empty = situate(compile_base(base, base.law_as_of), new_incident("essai", base.law_as_of))
    ((notion, sentence),) = too_large_at_start(empty, cap=10)
    assert notion == "essai"
    assert "« x »" in sentence
    assert "« y »" not in sentence
    assert list(too_large_at_start(empty)) == []
