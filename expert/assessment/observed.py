"""Measures that courts upheld or annulled in like cases: a reference, never a model, no rate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from expert.assessment.conclusions import Concluder
from expert.assessment.model import ObservedResult, Outcome
from expert.explanation.citations import decision_reference
from knowledge.models.sanctions import Likeness, StatusFamily
from knowledge.models.sources import Decision, JudgedMeasure

_SUBJECT_FACT = "content_matter"
OUTCOMES: dict[str, Outcome] = {
    "confirmee": "upheld",
    "annulee-disproportion": "annulled_disproportionate",
    "annulee-sans-faute": "annulled_no_fault",
    "annulee-preuve": "annulled_proof",
    "faute-grave-ecartee": "faute_grave_rejected",
    "sans-cause": "cause_reelle_rejected",
    "nulle": "nul",
    "autre": "other",
}
"""How the registry and the results name what became of a measure."""


def observed(concluder: Concluder) -> tuple[tuple[ObservedResult, ...], str | None]:
    """Return the decisions of like cases, those of the same status first, then by date.

    Only decisions that may be cited are shown; the caution says what they cannot be used for.
    """
    status = concluder.situation.incident.answers.get("author_status")
    families = concluder.base.status_families.values()
    family = next((f for f in families if status in f.statuses), None)
    if family is None or not isinstance(status, str):
        return (), None
    alike = {subject: like for like in _alike(concluder) for subject in like.subjects}
    found = [
        _result(decision, measure, status, alike[measure.subject])
        for decision, measure in _judged(concluder, family)
        if measure.subject in alike
    ]
    ordered = sorted(found, key=lambda result: not result.same_status)
    return tuple(ordered), family.caution if ordered else None


def _alike(concluder: Concluder) -> Iterator[Likeness]:
    """Yield the kinds of facts that the passages are about, as answered."""
    told = {
        passage.answers.get(_SUBJECT_FACT)
        for publication in concluder.situation.incident.publications
        for passage in publication.passages
    }
    for likeness in concluder.base.likenesses.values():
        if told & set(likeness.subjects):
            yield likeness


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
    decision: Decision, measure: JudgedMeasure, status: str, likeness: Likeness
) -> ObservedResult:
    return ObservedResult(
        source=decision.id,
        reference=decision_reference(decision),
        applied_to=decision.applied_to,
        measure=measure.told,
        outcome=OUTCOMES[measure.outcome],
        likeness=likeness.label,
        same_status=measure.status == status,
        caution=decision.caution,
    )
