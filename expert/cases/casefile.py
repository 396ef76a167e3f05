"""The case file: one incident, one person concerned, and everything that was done about it."""

from __future__ import annotations

from typing import Any, Final, Literal

from expert.cases.answers import AnswerRecord, Note
from expert.cases.assessments import AssessmentRecord
from expert.cases.decisions import Decision, DueDate, ExportRecord, Stage
from expert.cases.part import AccountId, AffairId, CaseId, Line, Moment, Part
from expert.cases.people import Person
from expert.cases.pieces import Piece
from expert.cases.retention import Freeze

FORMAT: Final = "qualif-dossier/1"


class CaseFile(Part):
    """A case file. Immutable: whoever changes it makes a new one and saves it.

    `incident` is the incident as its file writes it (`expert.incident_files`), so that a case is
    listed, exported and erased even when the rule base of the day no longer reads its answers.
    """

    format: Literal["qualif-dossier/1"] = FORMAT
    id: CaseId
    created_at: Moment
    created_by: AccountId
    incident: dict[str, Any]
    stage: Stage = "ouvert"
    affair: AffairId | None = None
    people: tuple[Person, ...] = ()
    answers: tuple[AnswerRecord, ...] = ()
    notes: tuple[Note, ...] = ()
    pieces: tuple[Piece, ...] = ()
    assessments: tuple[AssessmentRecord, ...] = ()
    decisions: tuple[Decision, ...] = ()
    due_dates: tuple[DueDate, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    exports: tuple[ExportRecord, ...] = ()

    @property
    def title(self) -> Line:
        """What the person who opened it called it."""
        return str(self.incident.get("incident") or "")
