"""An order chooses among questions that matter: their number changes, never what is concluded."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.interview.relevance import OTHER_PUBLICATIONS
from expert.interview.session import Interview, new_incident
from knowledge import KnowledgeBase, load_base
from tests.interview.optimum import DAY, best_depths, spent
from tests.interview.orders_table import READERS, asked_of, decisions, drawer, small_bases
from tests.support.orders import ORDERS
from tests.support.small_bases import atom, rule, write_base, yes_no


@pytest.fixture(scope="module")
def law() -> KnowledgeBase:
    return load_base()


def test_the_fewest_answers_by_hand(tmp_path: Path) -> None:
    """x needs a, and b or c: a first, then b, then c. 1 + 1/2 + 1/4 answers, three at worst."""
    base = write_base(
        tmp_path,
        faits=yes_no("b", "c", "a"),
        conclusions=[atom("x")],
        regles=[
            rule("ab", {"a": "oui", "b": "oui"}, "x"),
            rule("ac", {"a": "oui", "c": "oui"}, "x"),
        ],
    )
    assert best_depths(base) == (1.75, 3)
    # Ours follows the declaration between facts as shared as each other: b, then a or c.
    # b yes (1/2): a decides. b no: c no (1/2) ends it, c yes leaves a.
    assert spent(base, ORDERS["blocks, most shared (ours)"]) == (2.25, 3)


@pytest.mark.parametrize("title", ORDERS)
def test_no_order_beats_the_best(title: str, law: KnowledgeBase) -> None:
    for base in small_bases(law, 3):
        best, found = best_depths(base), spent(base, ORDERS[title])
        assert found[0] >= best[0] - 1e-9
        assert found[1] >= best[1]


@pytest.mark.parametrize("profile", ["rh", "juriste"])
def test_every_order_asks_what_matters_and_concludes_the_same(
    profile: str, law: KnowledgeBase
) -> None:
    seen, answers = [], drawer(3)
    for order in ORDERS.values():
        session = Interview(law, new_incident("essai", DAY), profile, order)
        asked = set()
        while (question := session.next_question()) is not None:
            assert question.key not in asked
            asked.add(question.key)
            other = question.key == OTHER_PUBLICATIONS
            session.answer(question.key, "non" if other else answers(question))
        assert session.remaining() == 0
        seen.append({(s.id, s.unit): s.status for s in session.standing()})
    assert all(found == seen[0] for found in seen)


def test_the_decisions_are_answered_from_what_they_say(law: KnowledgeBase) -> None:
    """The table counts what the replay counts: screens and single answers of one interview."""
    subjects = decisions(law, 100)
    assert len(subjects) >= 2
    ours = ORDERS["blocks, most shared (ours)"]
    for profile in READERS[:2]:
        screens, answers = asked_of(law, subjects[0], profile, ours)
        assert 0 < screens <= answers
