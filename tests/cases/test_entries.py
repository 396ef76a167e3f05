"""Persons, notes, noted days, freezes and results of a case; everything that must be refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from expert.assessment import assess
from expert.cases.changes import (
    with_assessment,
    with_due_date,
    with_due_date_done,
    with_freeze,
    with_freeze_lifted,
    with_incident,
    with_note,
    with_person,
    with_person_changed,
    with_piece,
)
from expert.cases.documents import incident_of
from expert.cases.refusal import CaseRefusedError
from expert.documents.json_contract import contract_text
from expert.incident import Key
from tests.cases.examples import AT, BY, DAY, LATER, OTHER, a_case, an_incident, entry, law
from tests.tui.support import mini_base

DUE = date(2026, 12, 10)


def test_persons_have_names_of_their_own_in_the_case() -> None:
    case = with_person(a_case(), " Jean Martin ", "concernee", function="infirmier")
    case = with_person(case, "Léa Petit", "temoin", service="Urgences")
    assert [(p.id, p.name, p.role) for p in case.people] == [
        ("p1", "Jean Martin", "concernee"),
        ("p2", "Léa Petit", "temoin"),
    ]
    changed = with_person_changed(case, "p2", name="Léa Petit-Roux", role="visee")
    assert [(p.id, p.name) for p in changed.people][1] == ("p2", "Léa Petit-Roux")


@pytest.mark.parametrize(
    ("person", "said", "sentence"),
    [
        ("p9", {"name": "X"}, "personne inconnue : « p9 »"),
        ("p1", {"name": " "}, "« nom » : à remplir"),
        ("p2", {"role": "concernee"}, "un dossier n'a qu'une personne concernée"),
        ("p2", {"role": "coupable"}, "« rôle » : valeur inconnue « coupable »"),
        ("p2", {"opinion": "x"}, "« opinion » : n'existe pas dans un dossier"),
    ],
)
def test_persons_that_are_refused(person: str, said: dict[str, Any], sentence: str) -> None:
    case = with_person(with_person(a_case(), "Jean", "concernee"), "Léa", "temoin")
    with pytest.raises(CaseRefusedError, match=sentence):
        with_person_changed(case, person, **said)


def test_a_second_person_concerned_has_a_case_of_their_own() -> None:
    case = with_person(a_case(), "Jean", "concernee")
    with pytest.raises(CaseRefusedError, match="ouvrir un dossier par personne"):
        with_person(case, "Léa", "concernee")
    with pytest.raises(CaseRefusedError, match="« nom » : à remplir"):
        with_person(case, "", "temoin")


@pytest.mark.parametrize("on", ["", "danger_person", "access@P1", "grounds@P1/P1", "pièce 1"])
def test_a_note_is_on_something_of_the_case(on: str) -> None:
    case = with_piece(mini_base(), a_case(), entry(), BY, AT)
    (note,) = with_note(mini_base(), case, " À revoir ", OTHER, LATER, on).notes
    assert (note.on, note.text, note.by, note.at) == (on, "À revoir", OTHER, LATER)


@pytest.mark.parametrize(
    ("on", "text", "sentence"),
    [
        ("", "  ", "« note » : à remplir"),
        ("pièce 2", "x", "pièce 2 : il n'y a pas de pièce de ce numéro"),
        ("danger", "x", "question inconnue : « danger »"),
        ("danger_persn", "x", "vouliez-vous dire « danger_person »"),
        ("access@P2", "x", "place inconnue dans le dossier : « access@P2 »"),
        ("grounds@P1/P1z", "x", "place inconnue dans le dossier"),
    ],
)
def test_notes_that_are_refused(on: str, text: str, sentence: str) -> None:
    case = with_piece(mini_base(), a_case(), entry(), BY, AT)
    with pytest.raises(CaseRefusedError, match=sentence):
        with_note(mini_base(), case, text, BY, AT, on)


def test_a_noted_day_is_kept_until_it_is_done() -> None:
    case = with_due_date(a_case(), " Entretien ", DUE, BY, AT)
    assert (case.due_dates[0].label, case.due_dates[0].last_day) == ("Entretien", DUE)
    with pytest.raises(CaseRefusedError, match="déjà notée"):
        with_due_date(case, "Entretien", DUE, OTHER, LATER)
    done = with_due_date_done(case, "Entretien", DUE, DAY)
    assert done.due_dates[0].done_on == DAY
    for label in ("Entretien", "Autre"):
        with pytest.raises(CaseRefusedError, match="n'est pas à faire"):
            with_due_date_done(done, label, DUE, DAY)


@pytest.mark.parametrize(
    ("label", "day", "sentence"),
    [("", DUE, "« intitulé » : à remplir"), ("x", "demain", "« dernier jour » : une date")],
)
def test_noted_days_that_are_refused(label: str, day: Any, sentence: str) -> None:
    with pytest.raises(CaseRefusedError, match=sentence):
        with_due_date(a_case(), label, day, BY, AT)


def test_a_freeze_ends_and_may_be_lifted() -> None:
    case = with_freeze(a_case(), " Recours devant le tribunal ", DAY, BY, AT)
    case = with_freeze(case, "Appel", DUE, OTHER, LATER)
    assert case.freezes[0].reason == "Recours devant le tribunal"
    lifted = with_freeze_lifted(case, 2, LATER)
    assert [freeze.lifted_at for freeze in lifted.freezes] == [None, LATER]
    for number, sentence in ((2, "déjà levé"), (0, "pas de ce rang"), (3, "pas de ce rang")):
        with pytest.raises(CaseRefusedError, match=sentence):
            with_freeze_lifted(lifted, number, LATER)


@pytest.mark.parametrize(
    ("reason", "day", "sentence"),
    [
        ("", DUE, "« motif du gel » : à remplir"),
        ("x", date(2026, 11, 27), "finirait le 27/11/2026, déjà passé"),
        ("x", None, "« fin du gel » : une date est attendue"),
    ],
)
def test_freezes_that_are_refused(reason: str, day: Any, sentence: str) -> None:
    with pytest.raises(CaseRefusedError, match=sentence):
        with_freeze(a_case(), reason, day, BY, AT)


def test_a_result_is_noted_so_that_it_can_be_drawn_again() -> None:
    base, case, incident = mini_base(), a_case(), an_incident()
    result = assess(base, incident, "rh")
    case = with_assessment(base, case, incident, result, "rh", BY, AT)
    case = with_assessment(base, case, incident, result, "manager", OTHER, LATER)
    first, second = case.assessments
    assert (first.id, second.id) == ("R1", "R2")
    again = assess(base, incident_of(base, first.incident), "rh")
    assert first.result_sha256 == sha256(contract_text([again]).encode()).hexdigest()
    assert (first.base_digest, first.base_version) == (base.digest, base.version)
    assert first.headline == "Un manquement peut être reproché : établi"
    assert second.headline == ""
    assert [(d.id, d.ends, d.status) for d in first.deadlines] == [
        ("disciplinaire", "2029-11-02", "established")
    ]


def test_a_result_of_other_answers_or_of_another_base_is_refused() -> None:
    base, incident = mini_base(), an_incident()
    result = assess(base, incident, "rh")
    other = incident.with_answer(Key("danger_person"), "oui")
    later = replace(incident, examined_on=date(2027, 1, 1))
    for case, read in (
        (with_incident(base, a_case(), other, BY, AT), incident),
        (a_case(), other),
        (a_case(later), later),
    ):
        with pytest.raises(CaseRefusedError, match="pas celui des réponses du dossier"):
            with_assessment(base, case, read, result, "rh", BY, AT)
    with pytest.raises(CaseRefusedError, match="une autre base de règles"):
        with_assessment(law(), a_case(), incident, result, "rh", BY, AT)


def test_only_delays_that_end_are_noted() -> None:
    base, incident = mini_base(), an_incident()
    result = assess(base, incident, "rh")
    (deadline,) = result.deadlines
    endless = deadline.model_copy(update={"id": "sans-fin", "ends": None})
    longer = result.model_copy(update={"deadlines": (endless, deadline)})
    case = with_assessment(base, a_case(), incident, longer, "rh", BY, AT)
    assert [noted.id for noted in case.assessments[0].deadlines] == ["disciplinaire"]


def test_working_notes_make_no_other_result() -> None:
    base, incident = mini_base(), an_incident()
    result = assess(base, incident, "rh")
    noted = replace(incident, notes={"place": "résultat"})
    assert with_assessment(base, a_case(noted), incident, result, "rh", BY, AT).assessments
