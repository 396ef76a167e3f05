"""What a proof says: each obligation, whether it is proved, and what refutes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["proved", "refuted", "not-proved"]
OUTCOME_FR: dict[Outcome, str] = {
    "proved": "prouvé",
    "refuted": "réfuté",
    "not-proved": "non prouvé",
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
    decided without the other; `remarks` say what a reader must know of the reach of the proof.
    """

    checked_as: str
    checked: int = 0
    methods: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    unproved: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        """Refuted by one failure; not proved while anything is undecided."""
        if self.failures:
            return "refuted"
        return "not-proved" if self.unproved else "proved"


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
        return next(o for o in ("refuted", "not-proved", "proved") if o in found or o == "proved")
