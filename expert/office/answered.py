"""A case whose incident changed: what was answered, changed or taken back enters its history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from expert.cases.answers import AnswerRecord
from expert.cases.casefile import CaseFile
from expert.incident import Incident, Key, key_text
from expert.incident_files import incident_document
from expert.incident_files.writing import written_answer


def with_incident(
    case: CaseFile, before: Incident | None, incident: Incident, by: str, at: datetime
) -> CaseFile:
    """Return the case with another state of its incident, and who answered what since `before`."""
    records = tuple(_records(before or Incident("", at.date()), incident, by, at))
    return case.model_copy(
        update={"incident": incident_document(incident), "answers": (*case.answers, *records)}
    )


def _records(before: Incident, after: Incident, by: str, at: datetime) -> Iterator[AnswerRecord]:
    known, given = dict(before.recorded()), dict(after.recorded())
    for key in known:
        if key not in given:
            yield AnswerRecord(question=key_text(key), given=False, by=by, at=at)
    for key, answer in given.items():
        if not _same(before, after, key):
            value = written_answer(answer)
            yield AnswerRecord(question=key_text(key), value=value, by=by, at=at)


def _same(before: Incident, after: Incident, key: Key) -> bool:
    if not before.holds(key.spot) or key.fact not in before.answers_at(key.spot):
        return False
    answers = before.answers_at(key.spot)[key.fact], after.answers_at(key.spot)[key.fact]
    return answers[0] == answers[1] and before.disputes.get(key) == after.disputes.get(key)
