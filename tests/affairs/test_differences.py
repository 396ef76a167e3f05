"""What changed in the affair is shown in a case, and enters it only if a person accepts it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from expert.affairs.differences import (
    publication_differences,
    with_accepted,
    with_own_kept,
)
from expert.affairs.publications import (
    with_publication_changed,
)
from expert.cases.changes import with_incident
from expert.cases.documents import incident_of
from expert.cases.history import rebuilt
from expert.incident import Key, Spot
from tests.affairs.examples import (
    WORDS,
    changed_words,
    read,
    shared,
    with_words,
    words_of,
)
from tests.cases.examples import AT, BY, LATER, OTHER
from tests.tui.support import mini_base

BASE = mini_base()
ACCESS = Key("access", Spot("P1"))


def test_a_change_is_shown_in_the_other_cases_and_applied_in_none() -> None:
    affair, first, second = shared()
    before = second
    affair, first = changed_words(affair, first)
    assert second == before
    (found,) = publication_differences(BASE, affair, second)
    assert (found.number, found.publication, found.item) == (1, "P1", "verbatim 1")
    assert found.label == "mots exacts, passage 1"
    assert (found.here and found.here.value, found.there and found.there.value) == (
        WORDS,
        "d'autres mots",
    )
    assert (found.by, found.at) == (BY, LATER)
    assert publication_differences(BASE, affair, first) == ()


def test_what_is_accepted_enters_the_case_with_who_and_when() -> None:
    affair, first, second = shared()
    affair, first = changed_words(affair, first)
    accepted = with_accepted(BASE, affair, second, 1, ["verbatim 1"], OTHER, LATER)
    assert read(accepted).publications[0].passages[0].verbatim == "d'autres mots"
    record = accepted.answers[-1]
    assert (record.question, record.value, record.by) == ("verbatim@P1/P1", "d'autres mots", OTHER)
    assert accepted.shared[0].origin.version == 2
    assert publication_differences(BASE, affair, accepted) == ()


def test_what_is_not_accepted_yet_stays_shown() -> None:
    affair, first, second = shared()
    unsure = read(first).with_answer(ACCESS, None)
    first = with_incident(BASE, first, unsure, BY, AT)
    affair, first = changed_words(affair, first)
    items = [d.item for d in publication_differences(BASE, affair, second)]
    assert sorted(items) == ["access", "verbatim 1"]
    partly = with_accepted(BASE, affair, second, 1, ["access"], OTHER, LATER)
    assert [d.item for d in publication_differences(BASE, affair, partly)] == ["verbatim 1"]
    assert partly.shared[0].origin.version == 1
    wholly = with_accepted(BASE, affair, partly, 1, ["verbatim 1"], OTHER, LATER)
    assert wholly.shared[0].origin.version == 2


def test_a_case_may_keep_its_own_words_until_the_next_change() -> None:
    affair, first, second = shared()
    affair, first = changed_words(affair, first)
    kept = with_own_kept(BASE, affair, second, 1)
    assert kept.incident == second.incident
    assert publication_differences(BASE, affair, kept) == ()
    affair, first = changed_words(affair, first, "encore d'autres")
    assert [d.item for d in publication_differences(BASE, affair, kept)] == ["verbatim 1"]


def test_what_a_case_changed_on_its_own_is_left_to_it() -> None:
    affair, first, second = shared()
    second = with_incident(BASE, second, with_words(second, "les siens"), OTHER, LATER)
    assert publication_differences(BASE, affair, second) == ()
    unsure = read(first).with_answer(ACCESS, None)
    first = with_incident(BASE, first, unsure, BY, AT)
    affair, first = with_publication_changed(BASE, affair, first, 1, BY, LATER)
    assert [d.item for d in publication_differences(BASE, affair, second)] == ["access"]


def test_an_answer_taken_back_there_may_be_taken_back_here() -> None:
    affair, first, second = shared()
    first = with_incident(BASE, first, read(first).without_answer(ACCESS), BY, AT)
    affair, first = with_publication_changed(BASE, affair, first, 1, BY, LATER)
    (found,) = publication_differences(BASE, affair, second)
    assert (found.item, found.label, found.there) == ("access", BASE.facts["access"].label, None)
    accepted = with_accepted(BASE, affair, second, 1, ["access"], OTHER, LATER)
    assert "access" not in read(accepted).publications[0].answers


def test_a_difference_tells_who_made_it_and_not_who_changed_something_else() -> None:
    affair, first, second = shared()
    affair, first = changed_words(affair, first)
    unsure = read(first).with_answer(ACCESS, None)
    first = with_incident(BASE, first, unsure, OTHER, LATER)
    affair, first = with_publication_changed(BASE, affair, first, 1, OTHER, LATER)
    found = {d.item: d.by for d in publication_differences(BASE, affair, second)}
    assert found == {"access": OTHER, "verbatim 1": BY}


@given(st.lists(st.sampled_from(["here", "there", "accept", "keep", "see"]), max_size=8))
def test_no_case_is_changed_by_what_happens_in_another(turns: list[str]) -> None:
    affair, first, second = shared()
    for number, turn in enumerate(turns):
        before = second
        if turn == "here":
            second = with_incident(BASE, second, with_words(second, f"ici {number}"), OTHER, LATER)
            continue
        if turn == "there":
            affair, first = changed_words(affair, first, f"là {number}")
            assert second is before
        found = publication_differences(BASE, affair, second)
        if turn == "accept" and found:
            second = with_accepted(BASE, affair, second, 1, [found[0].item], OTHER, LATER)
            assert publication_differences(BASE, affair, second) == ()
            assert words_of(second) == words_of(first)
        if turn == "keep":
            second = with_own_kept(BASE, affair, second, 1)
            assert second.incident == before.incident
        assert read(second) == incident_of(BASE, rebuilt(second.answers))
