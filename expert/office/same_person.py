"""Which cases are about one person: those whose person concerned has the same name."""

from __future__ import annotations

from collections.abc import Iterable

from expert.access.names import forms_of
from expert.cases.casefile import CaseFile


def same_person(cases: Iterable[CaseFile]) -> dict[str, list[CaseFile]]:
    """Return, for each case, the others about the same person; two namesakes count as one.

    It only makes a case be kept longer, or a sanction be counted: a person checks the names.
    """
    known = [(case, concerned(case)) for case in cases]
    return {
        case.id: [other for other, theirs in known if other is not case and names & theirs]
        for case, names in known
    }


def concerned(case: CaseFile) -> frozenset[frozenset[str]]:
    """Return the words of the names of the persons a case is about."""
    return frozenset(
        frozenset(forms_of(person.name).words)
        for person in case.people
        if person.role == "concernee" and person.name.strip()
    )
