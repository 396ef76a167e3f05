"""The sanctions the law opens for the status of the author. Nothing is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from expert.assessment.conclusions import Concluder
from expert.assessment.model import (
    OutsiderResult,
    SanctionGroupResult,
    SanctionResult,
    Sanctions,
)
from expert.assessment.sanction_words import sanction_text
from expert.assessment.steps import asked_for, erasures, step_sentence, steps
from expert.calendar import french_date
from expert.explanation.wording import say_duration
from knowledge.base_model import FACTS_CLOCK
from knowledge.models.sanctions import Sanction, SanctionGroup, Scale


def sanctions(concluder: Concluder) -> Sanctions:
    """Return what the law opens for the status of the author. Nothing is chosen."""
    status = concluder.situation.incident.answers.get("author_status")
    status = status if isinstance(status, str) else None
    scale = next((s for s in concluder.base.scales.values() if status in s.statuses), None)
    groups = tuple(_groups(concluder, scale)) if scale else ()
    shown = scale if groups else None
    ordered = tuple(steps(concluder, status))
    day = concluder.situation.incident.examined_on
    surrounding = shown.sources if shown else ()
    in_force = tuple(s for s in surrounding if concluder.base.sources[s].in_force_on(day))
    return Sanctions(
        status=status,
        scale=shown.id if shown else None,
        label=_label(concluder, status, scale, shown),
        authority=shown.authority if shown else None,
        groups=groups,
        bodies=tuple(dict.fromkeys(group.body for group in groups if group.body)),
        steps=tuple(step_sentence(step) for step in ordered),
        notes=shown.notes if shown else (),
        sources=concluder.prover.citable(in_force),
        procedure=ordered,
        erasures=tuple(erasures(concluder, status)),
        outsider=_outsider(concluder, status),
    )


def sanction_sources(found: Sanctions) -> Iterator[str]:
    """Yield every source that the sanctions of an assessment quote."""
    yield from found.sources
    yield from (s for group in found.groups for s in group.sources)
    yield from (s for step in found.procedure for s in step.sources)
    yield from (s for erasure in found.erasures for s in erasure.sources)
    if found.outsider:
        yield from found.outsider.sources


def _label(
    concluder: Concluder, status: str | None, scale: Scale | None, shown: Scale | None
) -> str:
    if shown:
        return shown.label
    fact = concluder.base.facts.get("author_status")
    label = fact.values.get(status or "", "") if fact else ""
    if scale:
        return f"{label} : échelle applicable à cette date non lue au dossier"
    return f"{label} : aucune échelle connue" if label else "statut de l'auteur à établir"


def _groups(concluder: Concluder, scale: Scale) -> Iterator[SanctionGroupResult]:
    """Yield the groups whose texts are in force on the day of the examination."""
    day = concluder.situation.incident.examined_on
    for group in scale.groups:
        in_force = tuple(s for s in group.sources if concluder.base.sources[s].in_force_on(day))
        details = tuple(_details(concluder, group, day))
        if in_force and details:
            yield SanctionGroupResult(
                id=group.id,
                label=group.label,
                sanctions=tuple(detail.text for detail in details),
                body=group.body,
                sources=concluder.prover.citable(in_force),
                details=details,
                body_binds=group.binding if group.body else None,
            )


def _details(concluder: Concluder, group: SanctionGroup, day: date) -> Iterator[SanctionResult]:
    facts_day = _earliest_day(concluder)
    for sanction in group.sanctions:
        if not sanction.in_force_on(day) or not asked_for(concluder, sanction.depends_on):
            continue
        opened_after = bool(sanction.since and facts_day and facts_day < sanction.since)
        yield SanctionResult(
            id=sanction.id,
            text=_text(concluder, sanction, opened_after=opened_after),
            minimum=say_duration(sanction.minimum) if sanction.minimum else None,
            maximum=say_duration(sanction.maximum) if sanction.maximum else None,
            since=sanction.since.isoformat() if sanction.since and opened_after else None,
        )


def _text(concluder: Concluder, sanction: Sanction, *, opened_after: bool) -> str:
    said = sanction_text(sanction, dict(concluder.base.facts))
    if sanction.since and opened_after:
        since = french_date(sanction.since)
        return f"{said} (dans ces bornes depuis le {since}, après les faits : à vérifier)"
    return said


def _earliest_day(concluder: Concluder) -> date | None:
    """Return the earliest known day of the facts."""
    publications = concluder.situation.incident.publications
    answers = [publication.answers.get(FACTS_CLOCK) for publication in publications]
    days = [answer for answer in answers if isinstance(answer, date)]
    return min(days, default=None)


def _outsider(concluder: Concluder, status: str | None) -> OutsiderResult | None:
    found = next((o for o in concluder.base.outsiders.values() if status in o.statuses), None)
    if found is None:
        return None
    return OutsiderResult(
        told=found.told,
        inform=found.inform,
        possible=found.possible,
        avoid=found.avoid,
        advice=found.advice,
        sources=concluder.prover.citable(found.sources),
    )
