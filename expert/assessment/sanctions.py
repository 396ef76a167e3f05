"""The sanctions the law opens for the status of the author. Nothing is chosen."""

from __future__ import annotations

from expert.assessment.conclusions import Concluder
from expert.assessment.model import SanctionGroupResult, Sanctions
from knowledge.models.procedure import Scale


def sanctions(concluder: Concluder) -> Sanctions:
    """Return what the law opens for the status of the author. Nothing is chosen."""
    status = concluder.situation.incident.answers.get("author_status")
    fact = concluder.base.facts.get("author_status")
    label = fact.values.get(status, "") if fact and isinstance(status, str) else ""
    scale = next((s for s in concluder.base.scales.values() if status in s.statuses), None)
    if not isinstance(status, str) or scale is None:
        unknown = (
            "statut de l'auteur à établir" if not label else f"{label} : aucune échelle connue"
        )
        return Sanctions(
            status=status if isinstance(status, str) else None,
            scale=None,
            label=unknown,
            authority=None,
        )
    return _sanctions(concluder, scale, status)


def _sanctions(concluder: Concluder, scale: Scale, status: str) -> Sanctions:
    groups = tuple(
        SanctionGroupResult(
            id=group.id,
            label=group.label,
            sanctions=group.sanctions,
            body=group.body,
            sources=concluder.prover.citable(group.sources),
        )
        for group in scale.groups
    )
    return Sanctions(
        status=status,
        scale=scale.id,
        label=scale.label,
        authority=scale.authority,
        groups=groups,
        bodies=tuple(dict.fromkeys(group.body for group in groups if group.body)),
        steps=scale.steps,
        notes=scale.notes,
        sources=concluder.prover.citable(scale.sources),
    )
