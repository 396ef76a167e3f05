"""A sealed store beside a test of the screens, already open: the phrase is quick, the rest is real.

One store is founded in the process, and copied: a test pays for no key and no migration.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import update

from expert.incident import Incident
from expert.office.accounts import Account, Card
from expert.office.desk import Desk
from expert.office.founding import Newcomer, found
from expert.office.heads import head_of
from expert.office.shelf import case_lines
from expert.office.working import WorkingCase, started_case
from expert.store.chosen import ChosenStore
from expert.store.opening import open_file
from expert.store.schema import revision
from expert.vault import age
from knowledge import KnowledgeBase, load_base
from tests.store.support import quick_derivation
from tui.office import Office

NOW: Final = datetime(2026, 11, 20, 17, 40)
LOGIN: Final = "rh1"
PHRASE: Final = "lampe ruisseau cerise noire"
OFFICERS: Final = (
    Newcomer("dir", Card(name="Ali Benali", profile="recouvrement"), "cinq mots vraiment autres"),
    Newcomer("dpo", Card(name="Rose Petit", profile="recouvrement"), "encore des mots ailleurs"),
)


@cache
def _base() -> KnowledgeBase:
    """The invented base of the screens."""
    return load_base(Path(__file__).parent / "mini", use_cache=False)


@cache
def _founded() -> tuple[bytes, Account]:
    slow = age.seal_under_phrase, age.unseal_with_phrase
    quick_derivation()
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "d" / "dossiers.sqlite"
            first = Newcomer(LOGIN, Card(name="Jeanne Martin", function="RH"), PHRASE)
            store = open_file(path)
            account = found(store, first, OFFICERS, clock=lambda: NOW.astimezone(UTC))
            store.close()
            return path.read_bytes(), account
    finally:
        age.seal_under_phrase, age.unseal_with_phrase = slow


def office_in(
    folder: Path, clock: Callable[[], datetime] = lambda: NOW, *, unlocked: bool = True
) -> Office:
    """Return the office of a folder, whose store is made if there is none."""
    place = ChosenStore(folder)
    content, account = _founded()
    if not place.path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.path.write_bytes(content)
    office = Office(place, clock)
    if unlocked:
        office.sit(account)
    return office


def office_again(folder: Path) -> Office:
    """Return the office of a folder in a process of its own, unlocked by the phrase."""
    quick_derivation()
    office = Office(ChosenStore(folder), datetime.now)
    office.sit(office.unlocked(LOGIN, PHRASE))
    return office


def desk_in(folder: Path, clock: Callable[[], datetime] = lambda: NOW) -> Desk:
    """Return what the first account does with the cases of a folder, in a window of its own."""
    desk = office_in(folder, clock).desk
    assert desk is not None
    return desk


def keep(folder: Path, incident: Incident, at: datetime = NOW) -> str:
    """Store an incident as a new case, saved at a moment; return its pseudonym."""
    kept = started_case(desk_in(folder, lambda: at), _base(), incident)
    kept.save(incident)
    return kept.id


def one_case(folder: Path, base: KnowledgeBase | None = None) -> WorkingCase:
    """The only case of a folder, as it was last saved."""
    desk = desk_in(folder)
    (line,) = case_lines(desk)
    return working_case(folder, line.id, base)


def working_case(folder: Path, case: str, base: KnowledgeBase | None = None) -> WorkingCase:
    """A case of a folder, as another window would work on it."""
    desk = desk_in(folder)
    opened = desk.open(case)
    return WorkingCase(desk, base or _base(), opened.case, opened.number, opened.operations)


def stored(folder: Path, base: KnowledgeBase, case: str = "") -> Incident:
    """The incident of a case, as it was last saved; of the only one when none is named."""
    kept = working_case(folder, case, base) if case else one_case(folder, base)
    return kept.incident()


def count(folder: Path) -> int:
    """How many cases a folder holds; a store that was never made is not made for that."""
    return len(case_lines(desk_in(folder))) if ChosenStore(folder).path.exists() else 0


def change_elsewhere(
    folder: Path, change: Callable[[Incident], Incident], base: KnowledgeBase
) -> None:
    """Another window changes the only case and saves it."""
    kept = one_case(folder, base)
    kept.save(change(kept.incident()))


def damage(folder: Path, case: str) -> None:
    """Put other bytes in the place of the last version of a case."""
    desk = desk_in(folder)
    number = head_of(desk, case).number
    with desk.store.transaction() as connection:
        connection.execute(
            update(revision)
            .where(revision.c.casefile == case, revision.c.number == number)
            .values(sealed=b"age-encryption.org/v1\nabime")
        )
