"""What may follow, as data: sanctions the law opens, steps, indicators, measures observed.

Part of the published contract; `expert.assessment.model` gives these names with the others.
"""

from __future__ import annotations

from typing import Literal

from expert.explanation.model import Part
from expert.status import Status

Bearing = Literal["against", "for", "annulment"]
ErasureMode = Literal["never-recorded", "by-law", "on-request", "too-old"]
Outcome = Literal[
    "upheld",
    "annulled_disproportionate",
    "annulled_no_fault",
    "annulled_proof",
    "faute_grave_rejected",
    "cause_reelle_rejected",
    "nul",
    "other",
]
"""What became of a measure, in the words of the legal dossier."""

OUTCOME_FR: dict[Outcome, str] = {
    "upheld": "confirmée",
    "annulled_disproportionate": "annulée, disproportionnée",
    "annulled_no_fault": "annulée, manquement non retenu",
    "annulled_proof": "annulée, faits non prouvés",
    "faute_grave_rejected": "faute grave écartée, cause réelle gardée",
    "cause_reelle_rejected": "sans cause réelle et sérieuse",
    "nul": "nulle",
    "other": "autre issue (référé, renvoi, procédure)",
}


class SanctionResult(Part):
    """One sanction the law opens, with its bounds (« 2 ans »), told in words by `text`.

    `since` is the day it was opened, when that is after the facts: to be checked before any use.
    """

    id: str
    text: str
    minimum: str | None = None
    maximum: str | None = None
    since: str | None = None


class SanctionGroupResult(Part):
    """A group of the scale, told in words by `sanctions`; the body to consult, if one is."""

    id: str
    label: str
    sanctions: tuple[str, ...]
    body: str | None
    sources: tuple[str, ...]
    details: tuple[SanctionResult, ...] = ()
    body_binds: bool | None = None


class StepResult(Part):
    """One step of the procedure, in order. `done`: told so by the answers (None: not known).

    `deadline` is the id of the delay that counts it; `since` and `until` bound its own force.
    """

    id: str
    what: str
    who: str
    when: str | None
    deadline: str | None
    omission: str | None
    done: bool | None
    since: str | None
    until: str | None
    advice: bool
    sources: tuple[str, ...]


class ErasureResult(Part):
    """When an earlier sanction stops counting."""

    sanctions: tuple[str, ...]
    mode: ErasureMode
    told: str
    sources: tuple[str, ...]


class OutsiderResult(Part):
    """Someone the establishment does not sanction: whom to tell, what remains, what to avoid."""

    told: str
    inform: tuple[str, ...]
    possible: tuple[str, ...]
    avoid: tuple[str, ...]
    advice: bool
    sources: tuple[str, ...]


class IndicatorResult(Part):
    """What courts held against the person, in their favour, or annulled for. It has no weight."""

    conclusion: str
    label: str
    bearing: Bearing
    status: Status
    unit: str | None
    sentence: str
    sources: tuple[str, ...]


class ObservedResult(Part):
    """A measure a court had before it in a like case: a reference, never a model."""

    source: str
    reference: str
    applied_to: str | None
    measure: str
    outcome: Outcome
    likeness: str
    same_status: bool
    caution: str | None


class ScaleRow(Part):
    """One group of one scale, as the statute orders them, and the observed decisions on it.

    `upheld`: sanctions that stood; `excessive`: annulled or lowered as too severe; `otherwise`:
    any other fate (no breach, no proof, sent back...).
    """

    scale: str
    group: str
    upheld: tuple[str, ...] = ()
    excessive: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()

    def counted(self) -> str:
        """Say how many decisions stand on each side; no rate is drawn from it."""
        sides = ((self.upheld, "confirmée"), (self.excessive, "trop lourde"),
                 (self.otherwise, "autre issue"))  # fmt: skip
        return ", ".join(f"{word} : {len(found)}" for found, word in sides if found)


class Sanctions(Part):
    """What the law opens for the status of the author; nothing is chosen.

    `procedure` orders the steps, of which `steps` are the sentences; `outsider` is told when the
    establishment does not decide.
    """

    status: str | None
    scale: str | None
    label: str
    authority: str | None
    groups: tuple[SanctionGroupResult, ...] = ()
    bodies: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    procedure: tuple[StepResult, ...] = ()
    erasures: tuple[ErasureResult, ...] = ()
    outsider: OutsiderResult | None = None


class Proportionality(Part):
    """What courts looked at, side by side: never counted, weighed nor ranked.

    `caution` says what the `observed` decisions cannot be used for; `scale` lays them on the scales
    of their statutes.
    """

    indicators: tuple[IndicatorResult, ...] = ()
    observed: tuple[ObservedResult, ...] = ()
    scale: tuple[ScaleRow, ...] = ()
    caution: str | None = None
