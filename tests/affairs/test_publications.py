"""Shared publications: recorded once, copied with a mark, changed elsewhere only if accepted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from expert.affairs.affair import joined, opened_affair, parted
from expert.affairs.differences import (
    publication_differences,
    with_accepted,
)
from expert.affairs.publications import (
    shareable,
    with_publication_changed,
    with_publication_copied,
    with_publication_shared,
)
from expert.cases.changes import with_incident
from expert.cases.documents import incident_of
from expert.cases.history import rebuilt
from expert.cases.part import Origin
from expert.cases.refusal import CaseRefusedError
from expert.disputes import Dispute
from expert.incident import Key, Passage, Publication, Spot
from tests.affairs.examples import (
    AFFAIR,
    SECOND,
    WORDS,
    a_case,
    changed_words,
    linked,
    read,
    shared,
    told,
    two,
    with_words,
)
from tests.cases.examples import AT, BY, LATER, OTHER
from tests.tui.support import mini_base

BASE = mini_base()
ACCESS = Key("access", Spot("P1"))


def test_a_publication_is_recorded_once_under_the_number_of_the_affair() -> None:
    affair, first, _ = two()
    affair, marked = with_publication_shared(BASE, affair, first, "P1", ["access"], BY, AT)
    (shared,) = affair.publications
    assert shared.number == 1
    assert {name: entry.value for name, entry in shared.latest.said.items()} == {
        "adresse": "https://exemple.fr/fil/1",
        "verbatim 1": WORDS,
        "access": "public",
    }
    assert (shared.latest.taken_from, shared.latest.by) == (first.id, BY)
    (copy,) = marked.shared
    assert (copy.publication, copy.origin) == ("P1", Origin(affair=AFFAIR, number=1, version=1))
    assert marked.incident == first.incident


def test_only_the_chosen_answers_of_the_level_may_be_shared() -> None:
    _, first, _ = two()
    assert shareable(BASE, first, "P1") == ("access", "first_online_date")


def test_a_protected_answer_is_never_shared() -> None:
    _, first, _ = two()
    hidden = BASE.facts["access"].model_copy(update={"protected": True})
    base = replace(BASE, facts={**BASE.facts, "access": hidden})
    assert shareable(base, first, "P1") == ("first_online_date",)


def test_a_copy_says_the_words_and_the_answers_and_where_it_comes_from() -> None:
    affair, _, second = shared()
    (publication,) = read(second).publications
    assert publication.address == "https://exemple.fr/fil/1"
    assert publication.answers == {"access": "public"}
    assert [(p.verbatim, dict(p.answers)) for p in publication.passages] == [(WORDS, {})]
    (copy,) = second.shared
    assert (copy.publication, copy.origin.affair, copy.origin.number) == ("P1", AFFAIR, 1)
    assert {r.by for r in second.answers if r.question == "access@P1"} == {OTHER}
    assert read(second) == incident_of(BASE, rebuilt(second.answers))
    assert publication_differences(BASE, affair, second) == ()


def test_a_case_that_has_its_own_publication_gets_one_more() -> None:
    own = Publication("P1", (Passage("P1", {}, "les siens"),), {"access": "public"})
    closed = replace(read(a_case(SECOND, "Zoé Martin", own)), publications_closed=True)
    affair, (first, second) = linked(
        a_case("D-0000-0001", "Jean Dupont", told()), a_case(SECOND, "Zoé Martin", own)
    )
    second = with_incident(BASE, second, closed, BY, AT)
    affair, first = with_publication_shared(BASE, affair, first, "P1", (), BY, AT)
    copied = with_publication_copied(BASE, affair, second, 1, OTHER, LATER)
    mine, added = read(copied).publications
    assert (mine.passages[0].verbatim, added.id, added.passages[0].verbatim) == (
        "les siens",
        "P2",
        WORDS,
    )
    assert read(copied).publications_closed is None
    assert copied.shared[0].publication == "P2"


def test_the_working_notes_of_a_case_survive_a_copy() -> None:
    affair, first, second = two()
    noted = replace(read(second), notes={"place": "relecture"})
    second = with_incident(BASE, second, noted, BY, AT)
    affair, first = with_publication_shared(BASE, affair, first, "P1", (), BY, AT)
    copied = with_publication_copied(BASE, affair, second, 1, OTHER, LATER)
    assert copied.incident["notes"] == {"place": "relecture"}


def test_a_copied_passage_takes_no_name_that_is_there_already() -> None:
    shared_one = replace(told(), passages=(Passage("P1a", {}, "un"), Passage("P1b", {}, "deux")))
    own = Publication("P1", (Passage("P1", {}, "les siens"), Passage("P2b", {}, "aussi")))
    affair, (first, second) = linked(
        a_case("D-0000-0001", "Jean Dupont", shared_one), a_case(SECOND, "Zoé Martin", own)
    )
    affair, first = with_publication_shared(BASE, affair, first, "P1", (), BY, AT)
    mine, added = read(with_publication_copied(BASE, affair, second, 1, BY, AT)).publications
    assert [passage.id for passage in mine.passages] == ["P1", "P2b"]
    assert [passage.verbatim for passage in added.passages] == ["un", "deux"]
    assert len({added.id, *(p.id for p in added.passages)} & {"P1", "P2b"}) == 0


def test_each_passage_keeps_its_words_in_order() -> None:
    publication = replace(
        told(), passages=(Passage("P1a", {}, "un"), Passage("P1b", {}, "deux"), Passage("P1c"))
    )
    affair, (first, second) = linked(
        a_case("D-0000-0001", "Jean Dupont", publication), a_case(SECOND, "Zoé Martin")
    )
    affair, first = with_publication_shared(BASE, affair, first, "P1", (), BY, AT)
    copied = with_publication_copied(BASE, affair, second, 1, OTHER, LATER)
    (found,) = read(copied).publications
    assert [passage.verbatim for passage in found.passages] == ["un", "deux"]
    assert len({passage.id for passage in found.passages}) == 2


def test_a_discussed_answer_is_shared_as_discussed() -> None:
    affair, first, second = two()
    dispute = Dispute("public", (), "employeur", "agent")
    first = with_incident(BASE, first, read(first).with_dispute(ACCESS, dispute), BY, AT)
    affair, first = with_publication_shared(BASE, affair, first, "P1", ["access"], BY, AT)
    copied = with_publication_copied(BASE, affair, second, 1, OTHER, LATER)
    assert read(copied).disputes == {ACCESS: dispute}
    assert read(copied).publications[0].answers == {"access": None}


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (
            lambda a, f, s: with_publication_shared(BASE, a, f, "P1", (), BY, AT),
            "publication P1 : elle est déjà partagée",
        ),
        (
            lambda a, f, s: with_publication_shared(BASE, a, f, "P9", (), BY, AT),
            "publication inconnue : « P9 »",
        ),
        (
            lambda a, f, s: with_publication_copied(BASE, a, s, 1, BY, AT),
            "publication partagée 1 : elle est déjà dans ce dossier",
        ),
        (
            lambda a, f, s: with_publication_copied(BASE, a, s, 2, BY, AT),
            "publication partagée 2 : il n'y en a pas de ce numéro",
        ),
        (
            lambda a, f, s: with_publication_changed(BASE, a, f, 1, BY, AT),
            "publication partagée 1 : rien n'y est changé",
        ),
        (
            lambda a, f, s: with_accepted(BASE, a, s, 1, ["access"], BY, AT),
            "cette différence n'est pas, ou plus, à accepter",
        ),
        (
            lambda a, f, s: with_accepted(BASE, a, s, 1, [], BY, AT),
            "cette différence n'est pas, ou plus, à accepter",
        ),
        (lambda a, f, s: joined(a, f), "est déjà dans cette affaire"),
        (
            lambda a, f, s: joined(opened_affair("Autre", BY, AT), f),
            "est déjà dans une autre affaire",
        ),
        (lambda a, f, s: opened_affair(" ", BY, AT), "« titre » : à remplir"),
    ],
)
def test_what_an_affair_refuses(act: Any, sentence: str) -> None:
    with pytest.raises(CaseRefusedError, match=sentence):
        act(*shared())


def test_an_answer_that_is_not_of_the_level_is_not_shared() -> None:
    affair, first, _ = two()
    for fact in ("outrageous_expression", "danger_person", "n'importe"):
        with pytest.raises(CaseRefusedError, match="n'est pas à partager ici"):
            with_publication_shared(BASE, affair, first, "P1", [fact], BY, AT)


def test_a_case_that_did_not_see_the_last_change_changes_nothing_for_the_others() -> None:
    affair, first, second = shared()
    affair, first = changed_words(affair, first)
    second = with_incident(BASE, second, with_words(second, "les siens"), OTHER, LATER)
    with pytest.raises(CaseRefusedError, match="elle a changé depuis"):
        with_publication_changed(BASE, affair, second, 1, OTHER, LATER)


def test_a_case_outside_the_affair_takes_nothing_from_it() -> None:
    affair, first, second = shared()
    smaller, alone = parted(affair, second)
    assert smaller.cases == (first.id,)
    assert alone.affair is None
    assert alone.shared == second.shared
    for act in (
        lambda: publication_differences(BASE, smaller, alone),
        lambda: with_publication_copied(BASE, smaller, alone, 1, BY, AT),
        lambda: parted(smaller, alone),
    ):
        with pytest.raises(CaseRefusedError, match="n'est pas dans cette affaire"):
            act()
