"""The incident of a case, and the history of its answers that every change makes longer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from expert.cases.casefile import CaseFile
from expert.cases.documents import document_of, incident_of
from expert.cases.history import differences, entries_of
from expert.cases.identifiers import new_case_id
from expert.cases.refusal import changed, made
from expert.incident import Incident
from knowledge.base_model import KnowledgeBase

Given = Incident | Mapping[str, Any]
"""An incident, or what its file says."""


def opened_case(
    base: KnowledgeBase, incident: Given, by: str, at: datetime, case_id: str | None = None
) -> CaseFile:
    """Return a new case: everything its incident already says is in the history."""
    document = _written(base, incident)
    return made(
        CaseFile,
        id=case_id or new_case_id(),
        created_at=at,
        created_by=by,
        incident=document,
        answers=differences({}, entries_of(base, document), by, at),
    )


def with_incident(
    base: KnowledgeBase, case: CaseFile, incident: Given, by: str, at: datetime
) -> CaseFile:
    """Return the case with another state of its incident; what differs enters the history.

    The case itself when nothing differs. Raises `CaseRefusedError` for what the base cannot read.
    """
    document = _written(base, incident)
    if document == case.incident:
        return case
    old, new = entries_of(base, case.incident), entries_of(base, document)
    records = differences(old, new, by, at)
    return changed(case, incident=document, answers=(*case.answers, *records))


def _written(base: KnowledgeBase, incident: Given) -> dict[str, Any]:
    if isinstance(incident, Incident):
        return document_of(incident)
    return document_of(incident_of(base, incident))
