"""The cases that hold something on one person, and who is who across them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from expert.access.masking import Masker
from expert.access.names import forms_of
from expert.cases.casefile import CaseFile
from expert.cases.people import ROLE_FR, Person, Role


@dataclass(frozen=True, slots=True)
class Holding:
    """A case, and the id that the person who asks has in it."""

    case: CaseFile
    person: str

    @property
    def subject(self) -> Person:
        """The person who asks, as this case knows them.

        Raises:
            ValueError: nobody has that id in this case.
        """
        found = next((p for p in self.case.people if p.id == self.person), None)
        if found is None:
            raise ValueError(f"nobody is {self.person} in {self.case.id}")
        return found

    @property
    def concerned(self) -> bool:
        """Whether the case is about this person, and not only one where they appear."""
        return self.subject.role == "concernee"


def masker_of(holdings: Sequence[Holding]) -> Masker:
    """Return what masks everybody else, under labels that are the same in every case.

    Raises:
        ValueError: two holdings are those of different persons, whose names share no word.
    """
    own = tuple(dict.fromkeys(holding.subject.name for holding in holdings))
    if not all(forms_of(name).words & forms_of(own[0]).words for name in own):
        raise ValueError("the holdings are those of different persons")
    others: dict[str, str] = {}
    labels: dict[frozenset[str], str] = {}
    counts: dict[Role, int] = {}
    for person in _others(holdings):
        known = forms_of(person.name).words
        if known not in labels:
            counts[person.role] = counts.get(person.role, 0) + 1
            labels[known] = f"[{ROLE_FR[person.role]} {counts[person.role]}]"
        others[person.name] = labels[known]
    return Masker(own, others)


def _others(holdings: Sequence[Holding]) -> Iterable[Person]:
    for holding in holdings:
        yield from (p for p in holding.case.people if p.id != holding.person and p.name.strip())
