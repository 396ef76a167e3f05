"""What a page of the library holds: one text or decision, one rule, one contested point.

Plain values, so that a command prints them and a screen lets the reader walk from one to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from expert.library.cautions import Caution
from expert.library.links import Cited, Link, Place


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on a source, of one kind: « Règles », « Délais » and the like."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """A text or a decision of the registry, whole.

    `maximum` is the penalty a text sets, `further` its higher maxima and complementary penalties;
    `force` its days of force; `measure` what a court had before it; `caution` as the registry
    words it, `parted` the same in its two parts.
    """

    place: Place
    reference: str
    says: str
    level: str
    citable: bool
    supports: tuple[str, ...] = ()
    applied_to: str = ""
    maximum: str = ""
    further: tuple[str, ...] = ()
    force: str = ""
    replaces: str = ""
    replaced_by: str = ""
    before: tuple[Link, ...] = ()
    after: tuple[Link, ...] = ()
    measure: str = ""
    caution: str = ""
    parted: Caution = field(default_factory=Caution)
    url: str = ""
    resting: tuple[Resting, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidReading:
    """One reading of a contested point."""

    id: str
    statement: str
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class ZoneSheet:
    """A question of law on which courts or texts split."""

    place: Place
    question: str
    readings: tuple[SaidReading, ...]
    prudent: str
    pieces: tuple[str, ...]
    rules: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SaidConclusion:
    """What a rule concludes: its words, its atom, and the reading in which it does (or nothing)."""

    label: str
    atom: str
    reading: str | None


@dataclass(frozen=True, slots=True)
class RuleSheet:
    """A rule as a lawyer reads it."""

    place: Place
    statement: str
    notion: str
    scope: str
    conditions: tuple[str, ...]
    conclusions: tuple[SaidConclusion, ...]
    defeats: tuple[Link, ...]
    exceptions: tuple[Link, ...]
    zone: ZoneSheet | None
    force: str
    reinforces: str
    advice: bool
    weak: bool
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ChangeSheet:
    """A point on which a founding document is no longer, or never was, the law."""

    place: Place
    title: str
    document: str
    said: str
    now: str
    since: str
    verdict: str
    sources: tuple[Cited, ...]
