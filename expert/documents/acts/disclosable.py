"""All that a document of a case may read. What must never leave has no place in it.

There is no field for the incident as it is written, for the history of the answers nor for the
working notes; an answer is named by an `OpenKey`, which only a question that is not protected has.
A piece that bears protected answers alone keeps its number, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NewType

from expert.assessment.model import Assessment
from expert.evidence.bearing import covers
from expert.incident import parse_key

OpenKey = NewType("OpenKey", str)
"""The written key of a question that is not protected; `disclosing.open_key` alone makes one."""

IMPUTATION = "imputation"
"""The conclusion of the base that tells whose the message is."""

WITHHELD = "pièce gardée à part, non décrite dans un document"
"""All that is said of a piece that bears protected answers alone."""


@dataclass(frozen=True, slots=True)
class DisclosedPiece:
    """A piece as a document may tell it. `bears` are the answers it bears, `facts` their names."""

    number: int
    title: str
    nature: str = ""
    dated: date | None = None
    received_on: date | None = None
    author: str = ""
    obtained: str = ""
    kept: str = ""
    bears: tuple[OpenKey, ...] = ()
    facts: tuple[str, ...] = ()
    favourable: bool = False
    withdrawn: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it is still in the file."""
        return self.withdrawn is None


@dataclass(frozen=True, slots=True)
class DisclosedEvent:
    """A dated answer: `day` orders it, `when` is how the day was given, `key` its question."""

    day: date | None
    when: str
    label: str
    key: OpenKey


@dataclass(frozen=True, slots=True)
class DisclosedDecision:
    """What a person decided, and why. `sanction` is in words; empty when there is none."""

    act: str
    referral: bool
    on: date
    authority: str
    reason: str
    sanction: str = ""


@dataclass(frozen=True, slots=True)
class DisclosedStatement:
    """What somebody said of the facts. `words` empty: nothing was said, which is no answer."""

    who: str
    on: date
    setting: str
    words: str
    silence_told_on: date | None
    piece: int | None


@dataclass(frozen=True, slots=True)
class DisclosedDue:
    """A last day that a person noted."""

    label: str
    last_day: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Right:
    """A right that the letter tells: the step it comes from, whether it was done, its sources.

    `done` is None when the answers do not tell.
    """

    told: str
    step: str
    done: bool | None
    omission: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisclosedLink:
    """A fact that reproaches rest on, and what bears it, in words; from the most fragile first.

    `borne` is false when no piece bears it; `weakest`, whether nothing is more fragile.
    """

    said: str
    why: str
    griefs: tuple[str, ...]
    borne: bool
    weakest: bool


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A text or decision that somebody read in full: its reference, by whom and on which day."""

    reference: str
    by: str
    on: date


@dataclass(frozen=True)
class Disclosable:
    """An incident, and its case if there is one, as documents may tell them.

    `named` tells whether names are shown; `imputed`, whether the message is established as that of
    the person concerned: until then no document names anybody. `addresses` are those of the
    publications, by id. `pieces` is None without a case: no ledger was kept.
    """

    assessment: Assessment
    named: bool
    imputed: bool
    pseudonym: str = ""
    stage: str = ""
    person: str = ""
    addresses: tuple[tuple[str, str], ...] = ()
    events: tuple[DisclosedEvent, ...] = ()
    pieces: tuple[DisclosedPiece, ...] | None = None
    links: tuple[DisclosedLink, ...] = ()
    decisions: tuple[DisclosedDecision, ...] = ()
    statements: tuple[DisclosedStatement, ...] = ()
    due_dates: tuple[DisclosedDue, ...] = ()
    rights: tuple[Right, ...] = ()
    read_sources: tuple[ReadSource, ...] = ()

    @property
    def status(self) -> str | None:
        """The status of the author, as its id."""
        return self.assessment.sanctions.status

    @property
    def draft(self) -> bool:
        """Whether no person has recorded a decision and its reason yet."""
        return not any(decision.reason.strip() for decision in self.decisions)

    @cached_property
    def standing(self) -> tuple[DisclosedPiece, ...]:
        """The pieces that count, in the order of their numbers."""
        found = (piece for piece in self.pieces or () if piece.counts)
        return tuple(sorted(found, key=lambda piece: piece.number))

    def bearing(self, keys: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the pieces that bear any of those answers."""
        wanted = [parse_key(key) for key in keys]
        return tuple(
            piece.number
            for piece in self.standing
            if any(covers(parse_key(own), key) for own in piece.bears for key in wanted)
        )

    def said_bearing(self, keys: Iterable[str]) -> str:
        """Return « pièces n° 1, 3 », « aucune pièce », or nothing without a ledger."""
        if self.pieces is None:
            return ""
        return numbered(self.bearing(keys)) or "aucune pièce"


def numbered(numbers: Iterable[int]) -> str:
    """Return « pièce n° 2 », « pièces n° 1, 3 », or nothing."""
    found = [str(number) for number in numbers]
    if not found:
        return ""
    return f"pièce{'s' if len(found) > 1 else ''} n° {', '.join(found)}"
