"""The small closed syntax tree of conditions: the only form the rest of the program reads.

`All`, `AnyOf`, `Not`, tests on facts and conclusions, delays, and (in incident rules) counts over
passages. `condition_reading` builds it from what a lawyer writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.models.procedure import Duration

NOT_APPLICABLE = "sans_objet"
"""The value a guarded fact takes when its guard fails; a rule may name it."""


@dataclass(frozen=True, slots=True)
class FactIn:
    """The fact has one of `values` (ids of its declared values)."""

    fact: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class ItemIs:
    """A list fact contains `item` (or does not, when `present` is false)."""

    fact: str
    item: str
    present: bool


@dataclass(frozen=True, slots=True)
class NumberFrom:
    """A number is at or above a named landmark (or below it, when `above` is false)."""

    fact: str
    landmark: str
    above: bool


@dataclass(frozen=True, slots=True)
class DateFrom:
    """A date is on or after `day` (or strictly before it, when `after` is false)."""

    fact: str
    day: date
    after: bool


@dataclass(frozen=True, slots=True)
class DelayOver:
    """The delay that starts at the date has expired on the examination day (or has not)."""

    fact: str
    duration: Duration
    expired: bool


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion holds: an atom (`value` None) or one value of a slot."""

    conclusion: str
    value: str | None


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; the empty one is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part holds; the empty one is false."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold (negation by completion)."""

    part: Condition


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` passages of the incident satisfy `part`."""

    count: int
    part: Condition


FactTest = FactIn | ItemIs | NumberFrom | DateFrom | DelayOver
"""A test on one fact."""

Condition = (
    FactIn | ItemIs | NumberFrom | DateFrom | DelayOver | Concluded | All | AnyOf | Not | AtLeast
)


def walk(condition: Condition) -> Iterator[Condition]:
    """Yield the condition and every condition inside it."""
    yield condition
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from walk(part)
        case Not(part) | AtLeast(_, part):
            yield from walk(part)
        case _:
            pass
