"""How a case ended, and what the base says of the sanction that ended it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from expert.cases.casefile import CaseFile
from expert.cases.decisions import Act, Decision
from knowledge.base_model import KnowledgeBase
from knowledge.models.sanctions import Erasure

STATUS_FACT: Final = "author_status"
"""The fact of the incident that says under which rules the person is."""

_ENDINGS: Final[tuple[Act, ...]] = ("sans-suite", "rappel", "sanction", "retrait-sanction")


def ending(case: CaseFile) -> Decision | None:
    """Return the last decision that ended a case; None while it is open."""
    return next((d for d in reversed(_in_order(case)) if d.act in _ENDINGS), None)


def standing_sanctions(case: CaseFile) -> tuple[Decision, ...]:
    """Return the sanctions of a case that were not withdrawn since, the oldest first."""
    standing: list[Decision] = []
    for decision in _in_order(case):
        if decision.act == "sanction":
            standing.append(decision)
        elif decision.act == "retrait-sanction":
            standing.clear()
    return tuple(standing)


def sanction_days(cases: Iterable[CaseFile]) -> tuple[date, ...]:
    """Return the days of the sanctions that stand in some cases, in order."""
    return tuple(sorted(d.on for case in cases for d in standing_sanctions(case)))


def status_of(case: CaseFile) -> str:
    """Return the id of the status of the person concerned, empty when it is not known."""
    found = case.incident.get(STATUS_FACT)
    return found if isinstance(found, str) else ""


def erasure_of(base: KnowledgeBase, status: str, sanction: str, day: date) -> Erasure | None:
    """Return what the base says of the erasure of a sanction, for a status, on a day."""
    procedure = next((p for p in base.procedures.values() if status in p.statuses), None)
    found = procedure.erasures if procedure else ()
    return next((e for e in found if sanction in e.sanctions and e.in_force_on(day)), None)


def sanction_words(base: KnowledgeBase, status: str, taken: Decision) -> str:
    """Return the name that a sanction had, on its day, in the scale of a status."""
    groups = [g for s in base.scales.values() if status in s.statuses for g in s.groups]
    named = [s for group in groups for s in group.sanctions if s.id == taken.sanction]
    known = next((s for s in named if s.in_force_on(taken.on)), next(iter(named), None))
    return known.label if known else taken.sanction.replace("-", " ") or "non précisée"


def in_force(base: KnowledgeBase, sources: Iterable[str], day: date) -> tuple[str, ...]:
    """Return the sources in force on a day; all of them when none is."""
    found = tuple(sources)
    return tuple(s for s in found if base.sources[s].in_force_on(day)) or found


def _in_order(case: CaseFile) -> list[Decision]:
    """Return the decisions by their day, then as they were recorded."""
    return sorted(case.decisions, key=lambda decision: (decision.on, decision.at))
