"""Taking answers back and giving them again: only the last change moves, nothing later is lost."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from expert.disputes import Dispute
from expert.incident import Incident, Key, Spot
from expert.interview.history import History
from expert.interview.history_words import say_redone, say_step, say_undone
from expert.interview.notes import LONGEST_NOTE, note_of, notes_of, with_note
from expert.interview.session import Interview
from tests.tui.support import mini_base

ROLE, STATUS, MANDATE = Key("reporter_role"), Key("author_status"), Key("mandate")
ACCESS = Key("access", Spot("P1"))
WORDS = Key("outrageous_expression", Spot("P1", "P1"))
DISPUTE = Dispute("oui", (), "employeur", "agent", "employeur")


def blank() -> Incident:
    return Incident("Dossier 1", date(2026, 11, 20))


class Desk:
    """An incident whose changes are kept, as a screen does it."""

    def __init__(self) -> None:
        self.incident, self.history = blank(), History()

    def change(self, key: Key | None, after: Incident, *, joined: bool = False) -> None:
        self.history.keep(key, self.incident, after, joined=joined)
        self.incident = after

    def answer(self, key: Key, value: str | None, *, joined: bool = False) -> None:
        self.change(key, self.incident.with_answer(key, value), joined=joined)

    def undo(self) -> str:
        found = self.history.undo(self.incident)
        assert found is not None
        self.incident = found[0]
        return say_undone(mini_base(), found[1])

    def redo(self) -> str:
        found = self.history.redo(self.incident)
        assert found is not None
        self.incident = found[0]
        return say_redone(mini_base(), found[1])


def test_an_answer_is_taken_back_then_given_again() -> None:
    desk = Desk()
    desk.answer(STATUS, "titulaire")
    desk.answer(STATUS, "prive")
    assert desk.undo() == (
        "Annulé : statut de l'auteur, de nouveau « Titulaire (arrêté de nomination) » "
        "(et non plus « Salarié d'un employeur privé »)."
    )
    assert desk.incident.answers == {"author_status": "titulaire"}
    assert desk.undo().endswith("de nouveau sans réponse (et non plus « Titulaire (arrêté de "
                                "nomination) »).")  # fmt: skip
    assert desk.incident.answers == {}
    desk.redo()
    assert desk.redo().startswith("Rétabli : statut de l'auteur, de nouveau « Salarié")
    assert desk.incident.answers == {"author_status": "prive"}
    assert desk.history.redo(desk.incident) is None


def test_taking_back_an_early_answer_changed_late_keeps_the_later_ones() -> None:
    desk = Desk()
    desk.answer(ROLE, "instruit")
    desk.answer(STATUS, "titulaire")
    desk.answer(ROLE, "temoin")
    desk.undo()
    assert desk.incident.answers == {"reporter_role": "instruit", "author_status": "titulaire"}


def test_what_is_written_beside_the_answers_since_is_kept() -> None:
    desk = Desk()
    desk.answer(STATUS, "titulaire")
    desk.incident = with_note(desk.incident, STATUS, "voir l'arrêté")
    desk.incident = replace(desk.incident, title="Dossier 2")
    desk.undo()
    assert note_of(desk.incident, STATUS) == "voir l'arrêté"
    assert desk.incident.title == "Dossier 2"
    assert desk.incident.answers == {}


def test_lines_answered_by_one_key_are_taken_back_together() -> None:
    desk = Desk()
    desk.answer(ROLE, "instruit")
    desk.answer(STATUS, None)
    desk.answer(ACCESS, None, joined=True)
    assert say_step(mini_base(), desk.history.last) == "statut de l'auteur, accès réel"
    desk.undo()
    assert desk.incident.answers == {"reporter_role": "instruit"}
    assert desk.incident.publications[0].answers == {}
    desk.redo()
    assert desk.incident.publications[0].answers == {"access": None}


def test_a_discussed_fact_comes_back_with_who_says_and_who_denies() -> None:
    desk = Desk()
    desk.change(WORDS, desk.incident.with_dispute(WORDS, DISPUTE))
    desk.answer(WORDS, "non")
    said = desk.undo()
    assert "fait discuté, allégué par l'employeur, contesté par l'auteur présumé" in said
    assert desk.incident.disputes == {WORDS: DISPUTE}
    desk.undo()
    assert desk.incident.disputes == {}
    assert "outrageous_expression" not in desk.incident.answers_at(WORDS.spot)


def test_a_passage_and_a_publication_added_are_taken_back_and_their_answers_come_back() -> None:
    desk = Desk()
    interview = Interview(mini_base(), desk.incident, "rh")
    interview.add_passage("P1")
    desk.change(None, interview.incident)
    second = Key("outrageous_expression", Spot("P1", "P1-2"))
    desk.answer(second, "oui")
    desk.change(None, desk.incident.with_publication())
    assert desk.undo() == "Annulé : publication P2 en moins."
    desk.undo()
    assert desk.undo() == "Annulé : passage P1-2 en moins."
    assert [p.id for p in desk.incident.publications[0].passages] == ["P1"]
    assert desk.redo() == "Rétabli : passage P1-2 de nouveau là."
    desk.redo()
    desk.redo()
    assert desk.incident.answers_at(second.spot) == {"outrageous_expression": "oui"}
    assert [p.id for p in desk.incident.publications] == ["P1", "P2"]


def test_a_protected_answer_is_taken_back_without_being_said() -> None:
    desk = Desk()
    desk.answer(MANDATE, "oui")
    assert desk.undo() == "Annulé : mandat de représentation, réponse protégée."


def test_a_new_answer_ends_what_could_be_given_again_and_no_change_is_no_step() -> None:
    desk = Desk()
    desk.answer(ROLE, "instruit")
    desk.answer(STATUS, "titulaire")
    desk.undo()
    desk.answer(STATUS, "prive")
    assert desk.history.undone is None
    last = desk.history.last
    desk.answer(STATUS, "prive")
    assert desk.history.last is last


@pytest.mark.parametrize("seed", range(20))
def test_all_taken_back_then_all_given_again_is_the_same_incident(seed: int) -> None:
    chance, desk = random.Random(seed), Desk()
    states = [desk.incident]
    for _ in range(25):
        spots = [Spot(p.id, q.id) for p, q in desk.incident.units()]
        key = Key(WORDS.fact, chance.choice(spots))
        match chance.randrange(5):
            case 0:
                after = desk.incident.with_publication()
            case 1:
                after = desk.incident.with_dispute(key, DISPUTE)
            case 2:
                after = desk.incident.without_answer(key)
            case _:
                after = desk.incident.with_answer(key, chance.choice(["oui", "non", None]))
        if after != desk.incident:
            desk.change(key, after)
            states.append(after)
    for state in reversed(states[:-1]):
        desk.undo()
        assert desk.incident == state
    for state in states[1:]:
        desk.redo()
        assert desk.incident == state


def test_a_note_is_kept_apart_from_other_notes_and_cut_at_its_length() -> None:
    incident = replace(blank(), notes={"lecteur": "rh", "texte": "autre"})
    noted = with_note(with_note(incident, ROLE, "a"), ACCESS, "b" * (LONGEST_NOTE + 1))
    assert notes_of(noted) == {ROLE: "a", ACCESS: "b" * LONGEST_NOTE}
    assert noted.notes["texte"] == "autre"
    assert with_note(with_note(noted, ROLE, " "), ACCESS, "") == incident


@pytest.mark.parametrize("found", ["un texte", ["x"], {"reporter_role": ["x"]}, {"access": None}])
def test_notes_that_are_not_ours_are_left_aside(found: object) -> None:
    incident = replace(blank(), notes={"notes_de_question": found})
    assert notes_of(incident) == {}
    assert note_of(incident, ROLE) == ""
