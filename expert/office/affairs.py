"""The affairs, for one unlocked account: kept as the cases are, and changed together with them."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from expert.affairs.affair import Affair
from expert.affairs.affair import joined as joined_affair
from expert.affairs.affair import parted as parted_affair
from expert.cases.casefile import CaseFile
from expert.cases.pieces import files_kept
from expert.office.desk import Desk
from expert.office.drawer import Drawer
from expert.office.errors import RefusedError
from expert.store.schema import envelope

_AFFAIRS = "A-%"


class AffairDrawer(Drawer[Affair]):
    """The affairs that are open to an account."""

    kind = Affair

    def files_of(self, case: Affair) -> frozenset[str]:
        """Return the digests of the files that the shared ledger needs."""
        return files_kept(case.pieces)


def affairs_of(desk: Desk) -> AffairDrawer:
    """Return the affairs of the account that has a desk."""
    return AffairDrawer(desk.store, desk.account, desk.clock)


def affairs_open(desk: Desk) -> list[Affair]:
    """Return the affairs that are open to an account, by title.

    Raises:
        StoreError: the store does not answer.
    """
    chosen = select(envelope.c.casefile).where(
        envelope.c.account == desk.account.id, envelope.c.casefile.like(_AFFAIRS)
    )
    with desk.store.transaction() as connection:
        names = list(connection.execute(chosen).scalars())
    drawer = affairs_of(desk)
    return sorted((drawer.peek(name) for name in names), key=lambda affair: affair.title)


def join(desk: Desk, affair: str, case: str) -> None:
    """Put a case in an affair.

    Raises:
        CaseRefusedError: it is in an affair already.
        RefusedError: the account may not change both, or somebody saved one of them meanwhile;
            nothing changed.
    """
    _both(desk, affair, case, joined_affair)


def part(desk: Desk, affair: str, case: str) -> None:
    """Take a case out of an affair; its copies stay, with their marks.

    Raises:
        CaseRefusedError: it is not in that affair.
        RefusedError: the account may not change both, or somebody saved one of them meanwhile;
            nothing changed.
    """
    _both(desk, affair, case, parted_affair)


def _both(
    desk: Desk,
    affair: str,
    case: str,
    change: Callable[[Affair, CaseFile], tuple[Affair, CaseFile]],
) -> None:
    drawer = affairs_of(desk)
    shared, held = drawer.open(affair), desk.open(case)
    new_affair, new_case = change(shared.case, held.case)
    with desk.store.transaction() as connection:
        in_case = desk.sealer(connection, case, "repondre")
        in_affair = drawer.sealer(connection, affair, "repondre")
        done = (
            desk.save_in(connection, in_case, new_case, held.number, "modification"),
            drawer.save_in(connection, in_affair, new_affair, shared.number, "modification"),
        )
        if None in done:
            raise RefusedError("Quelqu'un vient d'enregistrer : rien n'a changé, recommencez.")
