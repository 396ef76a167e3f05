"""What a list shows of a case: a few words, kept sealed so that a list reads no case again."""

from __future__ import annotations

from expert.casefiles.noted import noted_conclusion
from expert.casefiles.summary import step_of
from expert.cases.casefile import CaseFile
from expert.cases.deadlines import LastDay, last_days
from expert.cases.decisions import Stage
from expert.cases.part import AffairId, CaseId, Line, Moment, Part
from expert.status import Status


class NotedLine(Part):
    """The conclusion that a case remembers, when it still holds for its answers."""

    status: Status
    base_digest: Line
    base_version: Line


class CaseLine(Part):
    """A line of the list. `problem` is a French sentence when the case cannot be read."""

    id: CaseId
    number: int
    saved_at: Moment
    title: Line = ""
    examined_on: Line = ""
    step: Line = ""
    stage: Stage = "ouvert"
    affair: AffairId | None = None
    conclusion: NotedLine | None = None
    last_days: tuple[LastDay, ...] = ()
    problem: Line | None = None


def line_of(case: CaseFile, number: int, saved_at: Moment) -> CaseLine:
    """Return the line of a case, saved as the version `number`."""
    noted = noted_conclusion(case.incident)
    return CaseLine(
        id=case.id,
        number=number,
        saved_at=saved_at,
        title=case.title[:300],
        examined_on=str(case.incident.get("examen") or "")[:300],
        step=step_of(case.incident),
        stage=case.stage,
        affair=case.affair,
        last_days=last_days(case),
        conclusion=None
        if noted is None
        else NotedLine(status=noted.status, base_digest=noted.base, base_version=noted.version),
    )
