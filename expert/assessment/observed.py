"""Measures that courts upheld or annulled in like cases: a reference, never a model, no rate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from expert.assessment.conclusions import Concluder
from expert.assessment.model import ObservedResult, Outcome
from expert.explanation.citations import decision_reference
from knowledge.models.sanctions import Likeness, StatusFamily
from knowledge.models.sources import Decision, JudgedMeasure

_OUTCOMES: dict[str, Outcome] = {
    "confirmee": "upheld",
    "annulee-disproportion": "annulled_disproportionate",
    "annulee-sans-faute": "annulled_no_fault",
    "annulee-preuve": "annulled_proof",
    "faute-grave-ecartee": "faute_grave_rejected",
    "sans-cause": "cause_reelle_rejected",
    "nulle": "nul",
    "autre": "other",
}


def observed(concluder: Concluder) -> tuple[tuple[ObservedResult, ...], str | None]:
    """Return the decisions of like cases, those of the same status first, then by date.

    Only decisions that may be cited are shown; the caution says what they cannot be used for.
    """
    status = concluder.situation.incident.answers.get("author_status")
    families = concluder.base.status_families.values()
    family = next((f for f in families if status in f.statuses), None)
    if family is None or not isinstance(status, str):
        return (), None
    alike = list(_alike(concluder))
    found = [
        _result(decision, measure, status, alike)
        for decision, measure in _judged(concluder, family)
        if any(set(measure.faults) & set(likeness.faults) for likeness in alike)
    ]
    ordered = sorted(found, key=lambda result: not result.same_status)
    return tuple(ordered), family.caution if ordered else None


def _alike(concluder: Concluder) -> Iterator[Likeness]:
    """Yield the kinds of facts that the incident may be: none of their conclusions is excluded."""
    for likeness in concluder.base.likenesses.values():
        for name in likeness.conclusions:
            scope = concluder.base.conclusions[name].scope
            units = concluder.situation.units_at(scope)
            if any(concluder.statuses.atom(name, u).status != "excluded" for u in units):
                yield likeness
                break


def _judged(concluder: Concluder, family: StatusFamily) -> Iterator[tuple[Decision, JudgedMeasure]]:
    """Yield the citable decisions on a sanction of the family, the most recent first."""
    decisions = sorted(concluder.base.decisions(), key=lambda d: d.day or date.min, reverse=True)
    for decision in decisions:
        measure = decision.measure
        if measure is None or measure.kind != "sanction" or not decision.is_citable:
            continue
        if measure.status in family.statuses or (measure.status is None and family.unseen):
            yield decision, measure


def _result(
    decision: Decision, measure: JudgedMeasure, status: str, alike: list[Likeness]
) -> ObservedResult:
    return ObservedResult(
        source=decision.id,
        reference=decision_reference(decision),
        applied_to=decision.applied_to,
        measure=measure.told,
        outcome=_OUTCOMES[measure.outcome],
        likeness=tuple(
            likeness.label for likeness in alike if set(measure.faults) & set(likeness.faults)
        ),
        same_status=measure.status == status,
        caution=decision.caution,
    )
