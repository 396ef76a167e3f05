"""Everything that the cases of an account hold on one person, for a request of access."""

from __future__ import annotations

from expert.access.holdings import Holding
from expert.access.names import forms_of
from expert.access.report import access_report
from expert.cases.casefile import CaseFile
from expert.documents.outline import Block
from expert.journal.entry import Entry, entry_of
from expert.office.desk import Desk
from expert.office.erasing import today_of
from expert.office.errors import RefusedError
from expert.office.inviting import accounts
from expert.office.reading import every_case
from expert.office.recording import read_rows
from knowledge.base_model import KnowledgeBase


def all_on_person(desk: Desk, base: KnowledgeBase, name: str) -> list[Block]:
    """Return the document of one person, and write a line of journal for each of their cases.

    Raises:
        RefusedError: no case that is open to this account names that person.
        StoreError: the store does not answer.
    """
    wanted = forms_of(name).words
    cases = [each for each in every_case(desk) if isinstance(each, CaseFile)]
    holdings = [
        Holding(case, person.id)
        for case in cases
        for person in case.people
        if wanted and forms_of(person.name).words == wanted
    ]
    if not holdings:
        raise RefusedError("Aucun dossier qui vous est ouvert ne nomme cette personne.")
    named = {holding.case.id for holding in holdings}
    blocks = list(
        access_report(
            holdings,
            base,
            day=today_of(desk),
            functions={a.id: a.card.function for a in accounts(desk.store, desk.account)},
            journal=_entries(desk, named),
        )
    )
    for case in sorted(named):
        desk.record("droit-d-acces", case)
    return blocks


def _entries(desk: Desk, cases: set[str]) -> list[Entry]:
    with desk.store.transaction() as connection:
        return [entry_of(row) for row in read_rows(connection) if row.case in cases]
