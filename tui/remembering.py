"""Remembering the conclusion that was read, in the case: the list of incidents then shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from expert.cases.documents import document_of
from expert.cases.noted import CONCLUSION_NOTE, HANDS_OVER, conclusion_note

if TYPE_CHECKING:
    from expert.assessment.model import Assessment
    from tui.session import Session


def remember_conclusion(session: Session, assessment: Assessment) -> None:
    """Note the conclusion in the case, with the answers it holds for.

    Nobody asked for a save: one that fails is not told, the list merely shows less; and a file that
    another window works on, opened here to be read, is not written to.
    """
    if session.kept is None or session.saved_at is None or session.profile == HANDS_OVER:
        return
    if session.presence is None:
        return
    incident = session.incident
    note = conclusion_note(
        document_of(incident),
        assessment.sanctionable.status,
        session.services.base.digest,
        session.services.base.version,
        session.profile,
    )
    if incident.notes.get(CONCLUSION_NOTE) == note:
        return
    notes = {**incident.notes, CONCLUSION_NOTE: note}
    session.interview.set_incident(replace(incident, notes=notes))
    session.save_unasked()
