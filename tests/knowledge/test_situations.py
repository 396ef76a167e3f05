"""Examples and counter-examples: enough of them, in the words of the answers, naming nobody."""

from __future__ import annotations

from functools import cache

import pytest

from expert.flagged_words import flagged
from expert.incident import Key, Spot
from expert.interview.examples import example_lines
from expert.interview.session import Interview
from knowledge import KnowledgeBase, load_base
from tests.tui.support import blank, mini_base

LEAST = 60
"""Facts whose question comes with examples: those that are asked most."""
MISLEADING = (
    "access", "outrageous_expression", "imputes_precise_fact", "secret_info", "info_kind",
    "author_role", "author_status", "on_duty", "first_online_date", "evidence_mode",
    "evidence_disloyal", "consent_diffusion", "identifies_target", "discovery_date",
    "superior_knew_date", "already_sanctioned",
)  # fmt: skip
"""Questions where a layman often errs."""


@cache
def law() -> KnowledgeBase:
    return load_base()


def test_the_questions_asked_most_have_examples_and_counter_examples() -> None:
    assert len(law().situations) >= LEAST
    assert set(MISLEADING) <= set(law().situations)


def test_no_protected_question_has_examples_and_no_example_names_anybody() -> None:
    for shown in law().situations.values():
        assert not law().facts[shown.fact].protected, shown.fact
        for example in (*shown.examples, *shown.counter_examples):
            text = f"{example.case} {example.because or ''}"
            assert not [f for f in flagged(law(), text) if f.family == "identite"], text


@pytest.mark.parametrize("scope", ["incident", "publication", "passage"])
def test_every_example_is_told_with_the_words_of_its_answer(scope: str) -> None:
    spots = {"incident": Spot(), "publication": Spot("P1"), "passage": Spot("P1", "P1")}
    interview = Interview(law(), blank(), "juriste")
    for name in law().situations:
        fact = law().facts[name]
        if fact.scope == scope:
            question = interview.question(Key(name, spots[scope]))
            lines = list(example_lines(law(), question))
            assert lines[0] == "Exemples" and "À ne pas confondre" in lines
            told = [line for line in lines if line.startswith("  ")]
            assert all(" → " in line and line.endswith(".") for line in told), told
            assert not any(f"→ {value}" in line for value in fact.values
                           if fact.values[value] != value for line in told), told  # fmt: skip


def test_examples_say_the_answer_then_why_and_a_question_without_any_says_nothing() -> None:
    interview = Interview(mini_base(), blank(), "rh")
    access = interview.question(Key("access", Spot("P1")))
    assert list(example_lines(mini_base(), access)) == [
        "Exemples",
        "  une page que tout le monde ouvre → Tout le monde (page ou compte public).",
        "À ne pas confondre",
        "  un groupe nommé « privé » [bold]sans accord[/] → Tout le monde (page ou compte "
        "public) : le nom ne décide rien.",
    ]
    role = interview.question(Key("reporter_role"))
    assert list(example_lines(mini_base(), role)) == []
