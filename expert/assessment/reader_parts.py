"""What a reader is told beside the conclusions: gestures, griefs, attacks, factual report."""

from __future__ import annotations

from typing import Literal

from expert.explanation.model import Part
from expert.status import Status
from knowledge.models.readers import GestureKind

Support = Literal["solid", "weak", "advice"]
"""What bears a sentence: a verified text or citable decision, something weaker, nothing."""

AttackState = Literal["closed", "open", "contested", "against"]
"""What the file answers to an attack today. Never a score, never an order of strength."""


class GestureResult(Part):
    """One gesture for this reader. `until` is the last moment of the delay it names (ISO)."""

    id: str
    kind: GestureKind
    text: str
    support: Support
    sources: tuple[str, ...] = ()
    until: str | None = None
    first_hour: bool = False

    @property
    def cited(self) -> tuple[str, ...]:
        """The sources that showing it cites."""
        return self.sources


class LookedAt(Part):
    """What an attack looks at, as it stands: a conclusion with its status, or an answer."""

    label: str
    said: str
    unit: str | None = None
    status: Status | None = None


class GriefResult(Part):
    """What a conclusion reproaches, in plain words, its own proof, and decisions of every side.

    `settle_first` are the protections that may still cover its passage, to be settled before it.
    """

    conclusion: str
    unit: str | None
    plain: str
    pieces: tuple[str, ...] = ()
    upheld: tuple[str, ...] = ()
    excessive: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    settle_first: tuple[LookedAt, ...] = ()

    @property
    def cited(self) -> tuple[str, ...]:
        """The sources that showing it cites."""
        return (*self.upheld, *self.excessive, *self.set_aside)


class AttackResult(Part):
    """One attack of opposing counsel, what the file answers today, what would close it."""

    id: str
    rank: int
    title: str
    argument: str
    state: AttackState
    answer: str
    looked_at: tuple[LookedAt, ...]
    pieces: tuple[str, ...]
    sources: tuple[str, ...]
    opposed: tuple[str, ...]
    advice: bool

    @property
    def cited(self) -> tuple[str, ...]:
        """The sources that showing it cites."""
        return (*self.sources, *self.opposed)


class ReportLine(Part):
    """One answer told in the factual report."""

    key: str
    label: str
    said: str
    unit: str | None


class ReportPartResult(Part):
    """One part of the factual report: its title and the answers it tells."""

    title: str
    lines: tuple[ReportLine, ...]
