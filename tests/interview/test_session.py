"""One interview from its first question to its end, as the people who lead it rely on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from expert.incident import Answer, Key, Spot
from expert.interview.relevance import OTHER_PUBLICATIONS
from expert.interview.session import Interview, Question, new_incident
from knowledge import KnowledgeBase, load_base

TODAY = date(2026, 11, 21)
P1, P2 = Spot("P1"), Spot("P2")
PLACE, DANGER, TROUBLE, MANDATE = map(Key, ("place", "danger", "trouble", "mandat"))
WORDS, SITE, CIRCLE = Key("mots", Spot("P1", "P1")), Key("lieu", P1), Key("cercle", P1)


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_base(Path(__file__).parent / "loi", use_cache=False)


@pytest.fixture
def session(base: KnowledgeBase) -> Interview:
    return Interview(base, new_incident("essai", TODAY), "rh")


def run(session: Interview, answers: Callable[[Question], Answer]) -> list[Key]:
    """Answer every question to the end; return the keys in the order asked."""
    asked: list[Key] = []
    while (question := session.next_question()) is not None:
        asked.append(question.key)
        session.answer(question.key, answers(question))
    return asked


def given(**answers: Answer) -> Callable[[Question], Answer]:
    """Answer by fact, « non » to another publication, « je ne sais pas » to the rest."""
    return lambda q: "non" if q.key == OTHER_PUBLICATIONS else answers.get(q.key.fact)


ALL_KNOWN = given(
    place="instruit", danger="non", mots=("injure",), lieu="ferme", cercle=40, trouble="oui",
    mandat="non",
)  # fmt: skip


def state(session: Interview, key: Key) -> str:
    return session.question(key).state


def test_the_questions_come_in_the_order_of_the_blocks_and_protected_ones_last(
    session: Interview,
) -> None:
    """The file declares its facts the other way round: blocks alone give the order."""
    asked = run(session, ALL_KNOWN)
    assert asked == [PLACE, DANGER, WORDS, SITE, CIRCLE, OTHER_PUBLICATIONS, TROUBLE, MANDATE]
    phases = [session.question(key).block.id for key in asked]
    assert phases == ["ouverture", "ouverture", "mots", "lecteurs", "lecteurs", "lecteurs",
                      "effets", "protege"]  # fmt: skip
    assert session.block_position() == (5, 5, "Relecture")


def test_what_was_concluded_at_the_end(session: Interview) -> None:
    run(session, ALL_KNOWN)
    assert {(s.id, s.unit): s.status for s in session.standing()} == {
        ("rapport-seul", None): "excluded",
        ("publique", "P1"): "established",
        ("injure", "P1"): "established",
        ("faute", None): "established",
        ("reprise", None): "excluded",
        ("protection", None): "excluded",
    }
    said = {s.id: s.sentence for s in session.standing()}
    assert said["faute"] == "La faute est établie."
    assert said["protection"] == "Protection : écarté."


def test_a_question_without_effect_on_the_goals_of_the_reader_is_not_asked(
    base: KnowledgeBase,
) -> None:
    """« protection » and « reprise » are goals of HR only: the manager is not asked about them."""
    asked = run(Interview(base, new_incident("essai", TODAY), "manager"), ALL_KNOWN)
    assert MANDATE not in asked
    assert OTHER_PUBLICATIONS not in asked  # the breach is established by this publication


def test_the_interview_stops_as_soon_as_nothing_can_change(session: Interview) -> None:
    """Without insulting words there is no insult, hence no breach: readers and effects go."""
    asked = run(
        session, given(place="instruit", danger="non", mots=(), lieu="ouvert", mandat="non")
    )
    assert TROUBLE not in asked
    assert SITE in asked  # « publique » is a goal of its own
    assert session.next_question() is None
    assert session.remaining() == 0


def test_i_do_not_know_is_an_answer_and_is_never_asked_again(session: Interview) -> None:
    asked = run(session, given())
    assert len(asked) == len(set(asked))
    assert state(session, SITE) == "unknown"
    assert session.question(SITE).answered
    assert session.question(SITE).current is None
    assert {s.id: s.status for s in session.standing()}["publique"] == "open"


def test_the_answers_given_later_are_kept_when_an_earlier_one_changes(session: Interview) -> None:
    run(session, ALL_KNOWN)
    kept = {key: answer for key, answer in session.incident.recorded() if key != SITE}
    session.answer(SITE, "ouvert")
    assert {key: a for key, a in session.incident.recorded() if key != SITE} == kept
    assert state(session, CIRCLE) == "greyed"  # asked of a closed group only
    assert session.next_question() is None
    session.answer(SITE, "ferme")
    assert state(session, CIRCLE) == "answered"
    assert session.question(CIRCLE).current == 40


def test_a_changed_answer_may_open_a_question_that_was_pointless(session: Interview) -> None:
    run(session, given(place="instruit", danger="non", mots=("injure",), lieu="ouvert",
                       trouble="oui", mandat="non"))  # fmt: skip
    session.answer(SITE, "ferme")
    question = session.next_question()
    assert question is not None
    assert question.key == CIRCLE
    session.answer(CIRCLE, 3)
    assert {s.id: s.status for s in session.standing()}["publique"] == "excluded"


def test_a_withdrawn_answer_is_asked_again(session: Interview) -> None:
    run(session, ALL_KNOWN)
    session.forget(WORDS)
    assert state(session, WORDS) == "to-ask"
    question = session.next_question()
    assert question is not None
    assert question.key == WORDS
    session.forget(OTHER_PUBLICATIONS)
    assert session.incident.publications_closed is None


def test_a_guarded_question_waits_for_what_settles_it(session: Interview) -> None:
    """`cercle` is declared before `lieu`, in the same block, and asked of a closed group only."""
    asked = run(session, given(mots=("injure",), lieu="ferme"))
    assert asked.index(SITE) < asked.index(CIRCLE)
    other = Interview(session.base, new_incident("essai", TODAY), "rh")
    assert CIRCLE not in run(other, given(mots=("injure",), lieu="ouvert"))


def test_each_publication_gets_its_own_questions(session: Interview) -> None:
    added: list[Key] = []

    def answers(question: Question) -> Answer:
        if question.key == OTHER_PUBLICATIONS and not added:
            added.append(question.key)
            return "oui"
        return ALL_KNOWN(question)

    asked = run(session, answers)
    first, second = Key("mots", Spot("P1", "P1")), Key("mots", Spot("P2", "P2"))
    assert asked.index(first) < asked.index(OTHER_PUBLICATIONS) < asked.index(second)
    assert asked.index(second) < asked.index(
        TROUBLE
    )  # a publication is finished before what follows
    assert session.question(second).spot_label == "Publication P2"
    assert {(s.id, s.unit): s.status for s in session.standing()}["reprise", None] == "established"
    assert asked.count(OTHER_PUBLICATIONS) == 1  # two insults settle the count: no third is sought


def test_while_the_list_of_publications_is_open_a_count_is_never_excluded(
    session: Interview,
) -> None:
    session.answer(WORDS, ())
    assert {s.id: s.status for s in session.standing()}["reprise"] == "open"
    session.answer(OTHER_PUBLICATIONS, "non")
    assert {s.id: s.status for s in session.standing()}["reprise"] == "excluded"


def test_the_question_of_another_publication_can_be_read_back(session: Interview) -> None:
    question = session.question(OTHER_PUBLICATIONS)
    assert (question.kind, question.fact, question.answered) == ("autre-publication", None, False)
    assert [choice.value for choice in question.choices] == ["oui", "non"]
    session.answer(OTHER_PUBLICATIONS, "non")
    assert session.question(OTHER_PUBLICATIONS).current == "non"
    assert state(session, OTHER_PUBLICATIONS) == "answered"


def test_several_passages_of_one_publication_share_its_answers(session: Interview) -> None:
    session.answer(SITE, "ouvert")
    session.add_passage("P1")
    second = Key("mots", Spot("P1", "P1-2"))
    assert session.question(second).spot_label == "Publication P1, passage P1-2"
    session.answer(WORDS, ())
    session.answer(second, ("injure",))
    status = {(s.id, s.unit): s.status for s in session.standing()}
    assert (status["injure", "P1"], status["injure", "P1-2"]) == ("excluded", "established")
    assert [unit for id_, unit in status if id_ == "publique"] == ["P1"]


@pytest.mark.parametrize("profile", ["manager", "rh"])
def test_who_is_aimed_at_only_gives_a_factual_report(base: KnowledgeBase, profile: str) -> None:
    session = Interview(base, new_incident("essai", TODAY), profile)
    session.answer(PLACE, "vise")
    assert (session.report_only, session.next_question(), session.remaining()) == (True, None, 0)
    session.answer(PLACE, "instruit")
    assert (session.report_only, session.next_question() is None) == (False, False)


def test_what_the_last_answer_settled_is_said(session: Interview) -> None:
    assert session.effect() == []
    session.answer(WORDS, ("injure",))
    assert session.effect() == ["Injure : à établir → établi"]
    session.answer(WORDS, ("moquerie",))
    assert session.effect() == ["Injure : établi → écarté"]


def test_a_free_text_is_no_question_and_a_source_not_citable_is_not_shown(
    session: Interview,
) -> None:
    exact = Key("exact", Spot("P1", "P1"))
    session.answer(exact, "« [@click=app.quit]x[/] »")
    assert exact not in [question.key for question in session.questions()]
    assert exact not in run(session, ALL_KNOWN)
    assert session.question(CIRCLE).sources == ("code",)


def test_the_choices_are_the_closed_values_and_never_include_i_do_not_know(
    session: Interview,
) -> None:
    choices = session.question(SITE).choices
    assert [(c.value, c.example) for c in choices] == [
        ("ouvert", None),
        ("ferme", "un groupe d'équipe"),
    ]
    assert session.question(WORDS).multiple
    assert session.question(MANDATE).protected
