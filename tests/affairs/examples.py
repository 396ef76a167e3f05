"""An affair of two persons, on the invented base."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from expert.affairs.affair import Affair, joined, opened_affair
from expert.affairs.publications import (
    with_publication_changed,
    with_publication_copied,
    with_publication_shared,
)
from expert.cases.casefile import CaseFile
from expert.cases.changes import opened_case, with_incident, with_person
from expert.cases.documents import incident_of
from expert.incident import Incident, Passage, Publication
from tests.cases.examples import AT, BY, LATER, OTHER
from tests.tui.support import mini_base

AFFAIR = "A-0000-0000"
FIRST, SECOND, THIRD = "D-0000-0001", "D-0000-0002", "D-0000-0003"

WORDS = "bande de nuls, dit jean dupont"


def incident(*publications: Publication) -> Incident:
    return Incident("Fil du service", date(2026, 11, 28), {}, publications)


def told() -> Publication:
    """A publication with an address, exact words and two answers of its level."""
    answers = {"access": "public", "first_online_date": date(2026, 11, 1)}
    passage = Passage("P1", {"outrageous_expression": "oui"}, WORDS)
    return Publication("P1", (passage,), answers, "https://exemple.fr/fil/1")


def a_case(name: str, person: str, *publications: Publication) -> CaseFile:
    listed = publications or (Publication("P1", (Passage("P1"),)),)
    case = opened_case(mini_base(), incident(*listed), BY, AT, name)
    return with_person(case, person, "concernee", function="aide-soignante")


def linked(*cases: CaseFile) -> tuple[Affair, list[CaseFile]]:
    """An affair with these cases in that order."""
    affair, inside = opened_affair("Fil du service", BY, AT, AFFAIR), []
    for case in cases:
        affair, case = joined(affair, case)
        inside.append(case)
    return affair, inside


def two() -> tuple[Affair, CaseFile, CaseFile]:
    """Jean Dupont, who wrote; Zoé Martin, whose case is empty yet."""
    affair, (first, second) = linked(
        a_case(FIRST, "Jean Dupont", told()), a_case(SECOND, "Zoé Martin")
    )
    return affair, first, second


def with_words(case: CaseFile, words: str) -> Incident:
    """The incident of a case whose first words are these."""
    read = incident_of(mini_base(), case.incident)
    first, *others = read.publications
    passage = replace(first.passages[0], verbatim=words)
    kept = replace(first, passages=(passage, *first.passages[1:]))
    return replace(read, publications=(kept, *others))


def read(case: CaseFile) -> Incident:
    return incident_of(mini_base(), case.incident)


def words_of(case: CaseFile) -> str:
    return read(case).publications[0].passages[0].verbatim


def shared(*facts: str) -> tuple[Affair, CaseFile, CaseFile]:
    """The publication of the first case, shared and copied into the second."""
    affair, first, second = two()
    chosen = facts or ("access",)
    affair, first = with_publication_shared(mini_base(), affair, first, "P1", chosen, BY, AT)
    return affair, first, with_publication_copied(mini_base(), affair, second, 1, OTHER, LATER)


def changed_words(
    affair: Affair, first: CaseFile, words: str = "d'autres mots"
) -> tuple[Affair, CaseFile]:
    """The affair once the first case has corrected the words it shared."""
    first = with_incident(mini_base(), first, with_words(first, words), BY, LATER)
    return with_publication_changed(mini_base(), affair, first, 1, BY, LATER)
