"""What keeps a case beyond its term, and what ends that."""

from __future__ import annotations

from datetime import date, datetime

from expert.calendar import french_date
from expert.cases.casefile import CaseFile
from expert.cases.refusal import CaseRefusedError, changed, filled, made
from expert.cases.retention import Freeze


def with_freeze(case: CaseFile, reason: str, ends_on: date, by: str, at: datetime) -> CaseFile:
    """Return the case frozen until `ends_on`, with the reason."""
    freeze = made(Freeze, reason=filled("motif du gel", reason), ends_on=ends_on, by=by, at=at)
    if ends_on < at.date():
        raise CaseRefusedError(f"le gel finirait le {french_date(ends_on)}, déjà passé")
    return changed(case, freezes=(*case.freezes, freeze))


def with_freeze_lifted(case: CaseFile, number: int, at: datetime) -> CaseFile:
    """Return the case with one of its freezes lifted; `number` counts them from 1."""
    if not 1 <= number <= len(case.freezes):
        raise CaseRefusedError(f"gel {number} : il n'y en a pas de ce rang")
    if case.freezes[number - 1].lifted_at is not None:
        raise CaseRefusedError(f"gel {number} : il est déjà levé")
    lifted = changed(case.freezes[number - 1], lifted_at=at)
    kept = (*case.freezes[: number - 1], lifted, *case.freezes[number:])
    return changed(case, freezes=kept)
