"""What a test asserts of an incident, in the form a mutant is tried against."""

from __future__ import annotations

from dataclasses import dataclass

from expert.incident import Incident
from expert.status import Status
from knowledge.base_model import AtomId


@dataclass(frozen=True)
class TestIncident:
    """An incident of the tests, as it is read: with presumptions or not, a zone read one way.

    `case` names it, `title` tells it, `readings` fixes some zones (zone, reading).
    """

    __test__ = False

    case: str
    title: str
    incident: Incident
    presumed: bool = False
    readings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Assertion:
    """One asserted result: a conclusion, on a unit (`None`: the incident, or the only unit)."""

    atom: AtomId
    unit: str | None
    expected: Status


Asserted = tuple[TestIncident, tuple[Assertion, ...]]
"""A test incident and all that is asserted of it."""
