"""The last days of a case, as a list of cases shows them: « expire dans 12 jours ».

They are those of the last result, as it gave them that day, and those that a person noted. No rule
base is needed: what the law counts was counted when the result was drawn. `LastDay` is what is kept
with the line of a case; where it stands is told on the day it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from expert.assessment.counting import last_day_of, told_standing
from expert.calendar import french_date
from expert.cases.casefile import CaseFile
from expert.cases.part import Line, Part, Text
from expert.status import STATUS_FR

_NOT_READ: Final = ("format", "incident", "notes")
_OWN: Final = ("", "employeur")
"""Whose delays the list of an establishment shows: its own, and the days that a person noted."""


class LastDay(Part):
    """A last day of a case: what, for whom, until when (`ends`: a day, or a moment, as ISO).

    `of_law` is False for a day that a person noted. `still_due`: once past, it is still to be done.
    `caution` says why the date may not hold: a delay that is contested or to be established, or
    answers that changed since the result.
    """

    label: Line
    ends: Line
    for_whom: Text = ""
    actor: Line = ""
    of_law: bool = True
    still_due: bool = False
    caution: Line = ""

    @property
    def day(self) -> date:
        """The last day itself, whatever the hour."""
        return last_day_of(_moment(self.ends))


@dataclass(frozen=True, slots=True)
class CaseDeadline:
    """A last day and where it stands on the day it is read."""

    last: LastDay
    standing: str
    expired: bool


def last_days(case: CaseFile) -> tuple[LastDay, ...]:
    """Return the last days of a case that are not done, the earliest first."""
    found = [*_of_law(case), *_noted(case)]
    return tuple(sorted(found, key=lambda last: (last.day, not last.of_law, last.label)))


def told(days: Iterable[LastDay], today: date) -> tuple[CaseDeadline, ...]:
    """Return where some last days stand today, in their order."""
    return tuple(_told(last, today) for last in days)


def nearest(days: Iterable[LastDay], today: date) -> CaseDeadline | None:
    """Return what a line of the list shows of the establishment's own last days.

    What is past and still to be done comes first, then the next day to come, then the last past.
    """
    own = [last for last in days if last.actor in _OWN]
    late = [last for last in own if last.day < today and last.still_due]
    coming = [last for last in own if last.day >= today]
    past = [last for last in reversed(own) if last.day < today]
    shown = next(iter((*late, *coming, *past)), None)
    return None if shown is None else _told(shown, today)


def _told(last: LastDay, today: date) -> CaseDeadline:
    standing = told_standing(today, None, _moment(last.ends), last.day)
    return CaseDeadline(last, standing, last.day < today)


def _of_law(case: CaseFile) -> Iterator[LastDay]:
    if not case.assessments:
        return
    result = case.assessments[-1]
    stale = ""
    if _read_by_rules(result.incident) != _read_by_rules(case.incident):
        stale = f"réponses changées depuis le résultat du {french_date(result.at.date())}"
    for noted in result.deadlines:
        applies = "" if noted.status == "established" else _applies(noted.status)
        yield LastDay(
            label=noted.label,
            ends=noted.ends,
            for_whom=noted.for_whom,
            actor=noted.actor,
            still_due=noted.still_due,
            caution=" ; ".join(part for part in (applies, stale) if part),
        )


def _noted(case: CaseFile) -> Iterator[LastDay]:
    for due in case.due_dates:
        if due.done_on is None:
            ends = due.last_day.isoformat()
            yield LastDay(label=due.label, ends=ends, of_law=False, still_due=True)


def _applies(status: str) -> str:
    known: dict[str, str] = {name: words for name, words in STATUS_FR.items()}
    return f"s'il s'applique : {known.get(status, status)}"


def _read_by_rules(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in _NOT_READ}


def _moment(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
