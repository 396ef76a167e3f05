"""The case file: one incident, one person concerned, and everything that was done about it."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field

from expert.cases.answers import AnswerRecord, Note
from expert.cases.assessments import AssessmentRecord
from expert.cases.decisions import Decision, DueDate, ExportRecord, Stage, StageChange
from expert.cases.part import AccountId, AffairId, CaseId, Line, Moment, Origin, Part
from expert.cases.people import Person
from expert.cases.pieces import Piece
from expert.cases.retention import Freeze
from expert.cases.statements import Statement
from expert.cases.verified_sources import VerifiedSource

FORMAT: Final = "qualif-dossier/1"


class SharedCopy(Part):
    """A publication of the case (« P1 ») that was copied from those that an affair shares."""

    publication: Line
    origin: Origin


class CaseFile(Part):
    """A case file. Immutable: whoever changes it makes a new one and saves it.

    `incident` is the incident as its file writes it (`expert.incident_files`), so that a case is
    listed, exported and erased even when the rule base of the day no longer reads its answers.
    `pieces_numbered` is the last number that was given to a piece: none is ever given twice.
    `shared` says which publications are copies of those of the affair.
    """

    format: Literal["qualif-dossier/1"] = FORMAT
    id: CaseId
    created_at: Moment
    created_by: AccountId
    incident: dict[str, Any]
    stage: Stage = "ouvert"
    stage_changes: tuple[StageChange, ...] = ()
    affair: AffairId | None = None
    shared: tuple[SharedCopy, ...] = ()
    people: tuple[Person, ...] = ()
    answers: tuple[AnswerRecord, ...] = ()
    notes: tuple[Note, ...] = ()
    pieces: tuple[Piece, ...] = ()
    pieces_numbered: Annotated[int, Field(ge=0)] = 0
    statements: tuple[Statement, ...] = ()
    verified_sources: tuple[VerifiedSource, ...] = ()
    assessments: tuple[AssessmentRecord, ...] = ()
    decisions: tuple[Decision, ...] = ()
    due_dates: tuple[DueDate, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    exports: tuple[ExportRecord, ...] = ()

    @property
    def title(self) -> Line:
        """What the person who opened it called it."""
        return str(self.incident.get("incident") or "")
