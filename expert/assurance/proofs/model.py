"""What a proof says: each obligation, whether it is proved, and what refutes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["refuted", "not-proved", "sampled", "partly-sampled", "proved"]
"""The worst first. What rests on a sample, whole or in part, is never called proved."""
OUTCOME_FR: dict[Outcome, str] = {
    "refuted": "réfuté",
    "not-proved": "non prouvé",
    "sampled": "essayé sur un tirage",
    "partly-sampled": "prouvé en partie, essayé pour le reste",
    "proved": "prouvé",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that refutes an obligation: a sentence, and an incident that shows it, in words."""

    subject: str
    sentence: str
    witness: tuple[str, ...] = ()


@dataclass
class Findings:
    """What the check of one obligation gathers.

    `checked` counts what was put to the proof and `checked_as` says what that is; `failures`
    refute; `unproved` are sentences on what nothing could decide; `alone` names what one method
    decided without the other; `sampled` says what was only tried, on incidents drawn at random,
    and `only_sampled` that there is nothing more; `remarks` say what a reader must know of the
    reach of the proof.
    """

    checked_as: str
    checked: int = 0
    methods: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    unproved: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    sampled: list[str] = field(default_factory=list)
    only_sampled: bool = False
    remarks: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        """Refuted by one failure; not proved while anything is undecided; never more than tried."""
        if self.failures:
            return "refuted"
        if self.unproved:
            return "not-proved"
        if self.sampled:
            return "sampled" if self.only_sampled else "partly-sampled"
        return "proved"


@dataclass(frozen=True, slots=True)
class Obligation:
    """One obligation and what became of it. `proves` says exactly what is proved, in French."""

    id: str
    title: str
    proves: str
    outcome: Outcome
    checked: int
    checked_as: str
    methods: tuple[str, ...]
    failures: tuple[Failure, ...]
    unproved: tuple[str, ...]
    alone: tuple[str, ...]
    sampled: tuple[str, ...]
    remarks: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """Every obligation of one proof, the base it is about, and whether there was a second opinion.

    `day` is the day of examination of the proof: the day the base states the law.
    """

    version: str
    digest: str
    day: str
    second_opinion: bool
    obligations: tuple[Obligation, ...]

    @property
    def outcome(self) -> Outcome:
        """The worst outcome of all."""
        found = {obligation.outcome for obligation in self.obligations}
        return next((outcome for outcome in OUTCOME_FR if outcome in found), "proved")
