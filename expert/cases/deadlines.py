"""The last days of a case, as a list of cases shows them: « expire dans 12 jours ».

They are those of the last result, as it gave them that day, and those that a person noted. No rule
base is needed: what the law counts was counted when the result was drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from expert.assessment.counting import last_day_of, told_standing
from expert.calendar import french_date
from expert.cases.casefile import CaseFile
from expert.status import STATUS_FR

_NOT_READ: Final = ("format", "incident", "notes")


@dataclass(frozen=True, slots=True)
class CaseDeadline:
    """A last day of a case: what, for whom, until when, and where it stands today.

    `standing` is the sentence, `expired` whether the day is past. `of_law` is False for a day that
    a person noted. `caution` says why a date may not hold: a delay that is contested or still to be
    established, or answers that changed since the result.
    """

    label: str
    for_whom: str
    last_day: date
    standing: str
    expired: bool
    of_law: bool
    actor: str = ""
    still_due: bool = False
    caution: str = ""


def case_deadlines(case: CaseFile, today: date) -> tuple[CaseDeadline, ...]:
    """Return the last days of a case that are not done, the earliest first."""
    found = [*_of_law(case, today), *_noted(case, today)]
    return tuple(sorted(found, key=lambda d: (d.last_day, not d.of_law, d.label)))


def nearest_deadline(case: CaseFile, today: date) -> CaseDeadline | None:
    """Return what a line of the list shows: the next last day, else the last one that is past."""
    found = case_deadlines(case, today)
    running = [deadline for deadline in found if not deadline.expired]
    if running:
        return running[0]
    return found[-1] if found else None


def _of_law(case: CaseFile, today: date) -> list[CaseDeadline]:
    if not case.assessments:
        return []
    result = case.assessments[-1]
    stale = (
        f"réponses changées depuis le résultat du {french_date(result.at.date())}"
        if _read_by_rules(result.incident) != _read_by_rules(case.incident)
        else ""
    )
    found = []
    for noted in result.deadlines:
        ends = _moment(noted.ends)
        last = last_day_of(ends)
        applies = "" if noted.status == "established" else _applies(noted.status)
        found.append(
            CaseDeadline(
                label=noted.label,
                for_whom=noted.for_whom,
                last_day=last,
                standing=told_standing(today, None, ends, last),
                expired=last < today,
                of_law=True,
                actor=noted.actor,
                still_due=noted.still_due,
                caution=" ; ".join(part for part in (applies, stale) if part),
            )
        )
    return found


def _noted(case: CaseFile, today: date) -> list[CaseDeadline]:
    return [
        CaseDeadline(
            label=due.label,
            for_whom="",
            last_day=due.last_day,
            standing=told_standing(today, None, due.last_day, due.last_day),
            expired=due.last_day < today,
            of_law=False,
        )
        for due in case.due_dates
        if due.done_on is None
    ]


def _applies(status: str) -> str:
    known: dict[str, str] = {name: words for name, words in STATUS_FR.items()}
    return f"s'il s'applique : {known.get(status, status)}"


def _read_by_rules(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in _NOT_READ}


def _moment(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
