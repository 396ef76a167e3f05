"""What is noted beside the answers: persons, notes, last days to keep."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from expert.cases.answers import Note
from expert.cases.casefile import CaseFile
from expert.cases.decisions import DueDate
from expert.cases.history import PASSAGES, PUBLICATIONS, entries_of
from expert.cases.people import Person
from expert.cases.refusal import CaseRefusedError, changed, filled, made
from expert.incident import Key, Spot, key_text, parse_key
from expert.plain_text import one_line
from knowledge.base_model import KnowledgeBase
from knowledge.errors import nearest

_PIECE = re.compile(r"pièce (\d{1,6})")


def with_note(
    base: KnowledgeBase, case: CaseFile, text: str, by: str, at: datetime, on: str = ""
) -> CaseFile:
    """Return the case with a note: on a question of it, on « pièce 3 », or on the whole case."""
    _refuse_unknown_place(base, case, on)
    note = made(Note, on=on, text=filled("note", text), by=by, at=at)
    return changed(case, notes=(*case.notes, note))


def with_person(case: CaseFile, name: str, role: Any, **said: str) -> CaseFile:
    """Return the case with one more person, under a name of its own (« p1 »).

    `said` are the function and the service. A case has one person concerned.
    """
    taken = [int(p.id[1:]) for p in case.people if re.fullmatch(r"p\d{1,6}", p.id)]
    person = made(
        Person, id=f"p{max(taken, default=0) + 1}", name=filled("nom", name), role=role, **said
    )
    return _with_people(case, (*case.people, person))


def with_person_changed(case: CaseFile, person_id: str, **said: Any) -> CaseFile:
    """Return the case with what is written of a person replaced; their `id` stays."""
    old = next((person for person in case.people if person.id == person_id), None)
    if old is None:
        raise CaseRefusedError(f"personne inconnue : « {one_line(person_id)[:40]} »")
    new = changed(old, **{**said, "id": old.id})
    filled("nom", new.name)
    return _with_people(case, tuple(new if person is old else person for person in case.people))


def with_due_date(case: CaseFile, label: str, last_day: date, by: str, at: datetime) -> CaseFile:
    """Return the case with a last day that a person wants to see, beside those of the law."""
    due = made(DueDate, label=filled("intitulé", label), last_day=last_day, by=by, at=at)
    if any((other.label, other.last_day) == (due.label, due.last_day) for other in case.due_dates):
        raise CaseRefusedError("cette échéance est déjà notée")
    return changed(case, due_dates=(*case.due_dates, due))


def with_due_date_done(case: CaseFile, label: str, last_day: date, done_on: date) -> CaseFile:
    """Return the case with one of its noted last days said done."""
    for due in case.due_dates:
        if (due.label, due.last_day) == (label, last_day) and due.done_on is None:
            done = changed(due, done_on=done_on)
            kept = tuple(done if other is due else other for other in case.due_dates)
            return changed(case, due_dates=kept)
    raise CaseRefusedError("cette échéance n'est pas à faire : ni notée, ni restée ouverte")


def _with_people(case: CaseFile, people: tuple[Person, ...]) -> CaseFile:
    if sum(person.role == "concernee" for person in people) > 1:
        raise CaseRefusedError(
            "un dossier n'a qu'une personne concernée : ouvrir un dossier par personne, et les "
            "lier dans une affaire"
        )
    return changed(case, people=people)


def _refuse_unknown_place(base: KnowledgeBase, case: CaseFile, on: str) -> None:
    if not on:
        return
    piece = _PIECE.fullmatch(on)
    if piece is not None:
        if all(known.number != int(piece[1]) for known in case.pieces):
            raise CaseRefusedError(f"{on} : il n'y a pas de pièce de ce numéro")
        return
    key = parse_key(on)
    if key.fact not in base.facts:
        hint = nearest(key.fact, base.facts)
        raise CaseRefusedError(f"question inconnue : « {one_line(key.fact)[:60]} »{hint}")
    if not _holds(base, case, key.spot):
        raise CaseRefusedError(f"place inconnue dans le dossier : « {one_line(on)[:80]} »")


def _holds(base: KnowledgeBase, case: CaseFile, spot: Spot) -> bool:
    """Whether the incident has such a publication, and such a passage in it."""
    entries = entries_of(base, case.incident)
    if spot.publication is None:
        return True
    if PUBLICATIONS not in entries or spot.publication not in entries[PUBLICATIONS].value:
        return False
    passages = entries[key_text(Key(PASSAGES, Spot(spot.publication)))].value
    return spot.passage is None or spot.passage in passages
