"""The headline of each passage: who could read, on or off duty, what the words are."""

from __future__ import annotations

from expert.assessment.conclusions import Concluder
from expert.assessment.model import (
    PublicationResult,
    Sanctionable,
    Speech,
    Status,
    UnitResult,
    Valued,
)

_ACCESS = {
    "public": "public",
    "restreint": "restricted",
    "confidentiel": "confidential",
    "non-diffuse": "not-published",
}
_SERVICE = {"en-service": "on", "hors-service": "off"}
_SPEECH = ("diffamation", "injure", "denigrement", "opinion")
USABLE_EVIDENCE = "preuve-utilisable"
"""The conclusion of the base: a piece at least could be used against the person concerned."""

_GOALS = {
    "breach": "manquement",
    "usable_evidence": USABLE_EVIDENCE,
    "opposing_protection": "protection-opposee",
    "open_deadline": "delai-disciplinaire-ouvert",
    "competent_authority": "autorite-competente",
}


def publications(concluder: Concluder) -> tuple[PublicationResult, ...]:
    """Return the units of each publication as qualified."""
    found: dict[str, list[UnitResult]] = {}
    for unit, (number, spot) in enumerate(concluder.situation.units):
        publication = concluder.situation.incident.publications[number]
        passage = next(p for p in publication.passages if p.id == spot.passage)
        target = passage.answers.get("target")
        fact = concluder.base.facts.get("target")
        label = fact.values.get(target) if fact and isinstance(target, str) else None
        found.setdefault(publication.id, []).append(
            UnitResult(
                id=passage.id,
                passage=passage.id,
                target=label,
                verbatim=passage.verbatim,
                access=slot(concluder, "acces", unit, _ACCESS),
                service_time=slot(concluder, "temps-de-service", unit, _SERVICE),
                speech=speech(concluder, unit),
            )
        )
    return tuple(PublicationResult(id=id_, units=tuple(units)) for id_, units in found.items())


def slot(concluder: Concluder, name: str, unit: int, names: dict[str, str]) -> Valued:
    """Return the value of a slot: the established one, else the status of the live values."""
    conclusion = concluder.base.conclusions[name]
    live: dict[str, Status] = {}
    for value in conclusion.values:
        status = concluder.statuses.atom(f"{name}={value}", unit).status
        if status == "established":
            return Valued(
                value=names.get(value, value), status=status, label=conclusion.values[value]
            )
        if status != "excluded":
            live[value] = status
    if not live:
        return Valued(value=None, status="excluded", label="sans objet")
    status = "contested" if set(live.values()) == {"contested"} else "open"
    label = " ou ".join(conclusion.values[value] for value in live)
    return Valued(value=None, status=status, label=label)


def speech(concluder: Concluder, unit: int) -> Speech:
    """Return what the words are; insult and defamation may both hold."""
    every = [
        Valued(
            value=name,
            status=concluder.statuses.atom(name, unit).status,
            label=concluder.base.conclusions[name].label,
        )
        for name in _SPEECH
    ]
    live = [value for value in every if value.status != "excluded"]
    for status in ("established", "contested", "open"):
        head = next((value for value in live if value.status == status), None)
        if head is not None:
            settled = status != "open"
            return Speech(
                value=head.value if settled else None,
                status=status,
                label=head.label if settled else "à établir",
                all=tuple(live),
            )
    return Speech(value="none", status="established", label="aucune de ces qualifications", all=())


def sanctionable(concluder: Concluder) -> Sanctionable:
    """Return the base's goal of that name and the five answers it is made of."""
    parts: dict[str, Status] = {
        key: concluder.statuses.atom(atom).status for key, atom in _GOALS.items()
    }
    return Sanctionable(
        status=concluder.statuses.atom("sanctionable").status,
        proof=concluder.proof("sanctionable", None).id,
        **parts,
    )
