"""A result that was read, noted so that it can be drawn again byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from expert.assessment.build import MANAGER
from expert.assessment.model import Assessment, DeadlineResult
from expert.cases.assessments import AssessmentRecord, NotedDeadline
from expert.cases.casefile import CaseFile
from expert.cases.documents import document_of
from expert.cases.refusal import CaseRefusedError, changed, made
from expert.documents.json_contract import contract_text
from expert.incident import Incident
from expert.status import STATUS_FR
from knowledge.base_model import KnowledgeBase

HEADLINE: Final = "sanctionable"
"""The conclusion of the base that a list of cases shows; a reader who hands over is told none."""


def with_assessment(
    base: KnowledgeBase,
    case: CaseFile,
    incident: Incident,
    assessment: Assessment,
    reader: str,
    by: str,
    at: datetime,
) -> CaseFile:
    """Return the case with a result that this base drew from its very answers (`incident`)."""
    _refuse_other(base, case, incident, assessment)
    record = made(
        AssessmentRecord,
        id=f"R{len(case.assessments) + 1}",
        at=at,
        by=by,
        reader=reader,
        incident=case.incident,
        base_version=assessment.base.version,
        base_digest=assessment.base.digest,
        software=assessment.software.version,
        headline="" if reader == MANAGER else _headline(base, assessment),
        deadlines=tuple(_noted(d) for d in assessment.deadlines if d.ends is not None),
        result_sha256=result_digest(assessment),
    )
    return changed(case, assessments=(*case.assessments, record))


def result_digest(assessment: Assessment) -> str:
    """Return the digest of the JSON form of a result, as `qualif qualifier` prints it."""
    return sha256(contract_text([assessment]).encode()).hexdigest()


def answers_only(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return an incident without its working notes, which no result reads."""
    return {key: value for key, value in document.items() if key != "notes"}


def _refuse_other(
    base: KnowledgeBase, case: CaseFile, incident: Incident, assessment: Assessment
) -> None:
    if assessment.base.digest != base.digest:
        raise CaseRefusedError("ce résultat a été donné par une autre base de règles")
    same_answers = answers_only(document_of(incident)) == answers_only(case.incident)
    examined = (incident.title, incident.examined_on.isoformat())
    if not same_answers or (assessment.title, assessment.examined_on) != examined:
        raise CaseRefusedError("ce résultat n'est pas celui des réponses du dossier")


def _headline(base: KnowledgeBase, assessment: Assessment) -> str:
    return f"{base.conclusions[HEADLINE].label} : {STATUS_FR[assessment.sanctionable.status]}"


def _noted(deadline: DeadlineResult) -> NotedDeadline:
    return NotedDeadline(
        id=deadline.id,
        label=deadline.label,
        for_whom=deadline.for_whom,
        actor=deadline.actor,
        ends=deadline.ends or "",
        status=deadline.applies,
        still_due=deadline.still_due,
    )
