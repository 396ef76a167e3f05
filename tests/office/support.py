"""An office of three persons for the tests, and a case."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from expert.cases.casefile import CaseFile
from expert.cases.identifiers import new_case_id
from expert.cases.pieces import Attachment, Piece
from expert.office.accounts import Account, Card
from expert.office.desk import Desk
from expert.office.founding import Newcomer, found
from expert.office.unlocking import unlocked
from expert.store.opening import Store
from tests.store.support import PHRASE

NOW = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
FIRST = Newcomer("rh1", Card(name="Jeanne Martin", function="responsable RH"), PHRASE)
OFFICERS = (
    Newcomer("dir", Card(name="Ali Benali", profile="rh"), PHRASE + " un"),
    Newcomer("dpo", Card(name="Rose Petit", profile="dpo"), PHRASE + " deux"),
)


class Office:
    """A store with three accounts, and a clock that the test moves."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = NOW
        found(store, FIRST, OFFICERS, clock=self.clock)

    def clock(self) -> datetime:
        """Return the time of the test."""
        return self.now

    def wait(self, **spent: int) -> None:
        """Move the clock."""
        self.now += timedelta(**spent)

    def account(self, login: str) -> Account:
        """Return an unlocked account."""
        phrase = next(each.phrase for each in (FIRST, *OFFICERS) if each.login == login)
        return unlocked(self.store, login, phrase, self.clock)

    def desk(self, login: str = "rh1", store: Store | None = None) -> Desk:
        """Return the desk of an account."""
        return Desk(store or self.store, self.account(login), self.clock)


@pytest.fixture
def office(store: Store, quick_phrases: None) -> Office:
    """Return an office on an empty store."""
    return Office(store)


def a_case(by: Account, title: str = "Dossier 1", **parts: Any) -> CaseFile:
    """Return a case that an account opens."""
    return CaseFile(
        id=new_case_id(),
        created_at=NOW,
        created_by=by.id,
        incident={"format": "qualif-incident/1", "incident": title, "examen": "2026-11-28"},
        **parts,
    )


def retitled(case: CaseFile, title: str) -> CaseFile:
    """Return a case with another title."""
    return case.model_copy(update={"incident": {**case.incident, "incident": title}})


def with_file(case: CaseFile, data: bytes, **parts: Any) -> CaseFile:
    """Return a case with one more piece, which joins a file."""
    number = len(case.pieces) + 1
    piece = Piece(
        number=number,
        nature="capture",
        title="Capture",
        shows="rien-de-sensible",
        kept="jointe",
        attachment=Attachment(
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            media_type="image/png",
            name="a.png",
        ),
        by=case.created_by,
        at=NOW,
        **parts,
    )
    return case.model_copy(update={"pieces": (*case.pieces, piece), "pieces_numbered": number})


def bytes_of(folder: Path) -> bytes:
    """Return every byte of every file below a folder, with their names."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return b"".join(str(path).encode() + path.read_bytes() for path in files)
