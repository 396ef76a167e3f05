"""The forms of the days to keep, of a freeze, and of a note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from expert.cases.casefile import CaseFile
from expert.cases.changes import with_due_date, with_due_date_done, with_freeze, with_note
from expert.plain_text import one_line
from tui.casework.form import Asked, Form, Values, day_of, read_day

if TYPE_CHECKING:
    from expert.cases.decisions import DueDate
    from tui.session import Session


class DueDateForm(Form):
    """Notes a last day beside those that the law gives."""

    name = "echeance"
    title = "Noter une échéance"
    done = "L'échéance est notée."
    act = "echeance-notee"

    def asked(self, values: Values) -> Sequence[Asked]:
        """Return what is due, and its last day."""
        return (
            Asked("label", "Intitulé", "Ce qui est à faire.", free=True),
            Asked("last_day", "Dernier jour", "Par exemple 03/12/2026.", read=read_day),
        )

    def changed(self, case: CaseFile, values: Values, by: str, at: datetime) -> CaseFile:
        """Return the case with one more last day."""
        return with_due_date(
            case, values.get("label", ""), day_of(values.get("last_day", "")), by, at
        )


class DueDateDoneForm(Form):
    """Says when what was due was done."""

    name = "fait"
    done = "L'échéance est dite faite."
    act = "echeance-notee"

    def __init__(self, session: Session, due: DueDate) -> None:
        super().__init__(session)
        self._due = due
        self.title = f"Échéance faite : {one_line(due.label)}"

    @property
    def draft(self) -> str:
        """Under which name what is written waits: one a last day."""
        return f"{self.name} {self._due.label} {self._due.last_day}"

    def asked(self, values: Values) -> Sequence[Asked]:
        """Return the day."""
        return (Asked("done_on", "Fait le", "Le jour où cela a été fait.", read=read_day),)

    def changed(self, case: CaseFile, values: Values, by: str, at: datetime) -> CaseFile:
        """Return the case with the last day said done."""
        done_on = day_of(values.get("done_on", ""))
        return with_due_date_done(case, self._due.label, self._due.last_day, done_on)


class FreezeForm(Form):
    """Keeps the case beyond its term, until a day."""

    name = "gel"
    title = "Geler l'effacement du dossier"
    go_on = "Geler"
    done = "Le dossier est gelé : rien n'en est effacé d'ici là."
    act = "gel"
    operation = "decider"

    def asked(self, values: Values) -> Sequence[Asked]:
        """Return the reason and the end."""
        return (
            Asked("reason", "Motif du gel", "Par exemple le recours en cours.", free=True),
            Asked("ends_on", "Fin du gel", "Le dernier jour, compris.", read=read_day),
        )

    def changed(self, case: CaseFile, values: Values, by: str, at: datetime) -> CaseFile:
        """Return the case frozen."""
        return with_freeze(
            case, values.get("reason", ""), day_of(values.get("ends_on", "")), by, at
        )


class NoteForm(Form):
    """Writes a note on the whole case."""

    name = "note"
    title = "Écrire une note sur le dossier"
    done = "La note est inscrite au dossier."
    act = "note"

    def asked(self, values: Values) -> Sequence[Asked]:
        """Return the text."""
        why = "Ce texte pourra être lu par l'agent et par un juge."
        return (Asked("text", "Note", why, free=True),)

    def changed(self, case: CaseFile, values: Values, by: str, at: datetime) -> CaseFile:
        """Return the case with one more note."""
        base = self.session.services.base
        return with_note(base, case, values.get("text", ""), by, at)
