"""What a list shows of a case: a few words, kept sealed so that a list reads no case again."""

from __future__ import annotations

from typing import Final

from expert.cases.casefile import CaseFile
from expert.cases.deadlines import LastDay, last_days
from expert.cases.decisions import Stage
from expert.cases.noted import noted_conclusion
from expert.cases.part import AffairId, CaseId, Line, Moment, Part
from expert.cases.step import step_of
from expert.plain_text import one_line
from expert.status import STATUS_FR, Status

_HEADLINE: Final = "Procédure disciplinaire possible"


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

    @property
    def name(self) -> str:
        """The title, on one line that a screen may show."""
        return one_line(self.title)

    @property
    def qualification(self) -> str:
        """The conclusion in one phrase, or nothing where the case remembers none."""
        if self.conclusion is None:
            return ""
        return f"{_HEADLINE} : {STATUS_FR[self.conclusion.status]}"

    def outdated(self, base: str) -> bool:
        """Whether the rules are no longer those of the conclusion; `base` is their digest."""
        return self.conclusion is not None and self.conclusion.base_digest != base


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
