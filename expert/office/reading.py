"""Every case that is open to an account, read at once: to verify them, to know what is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from expert.cases.casefile import CaseFile
from expert.office.desk import Desk
from expert.office.errors import DamagedCaseError, RefusedError
from expert.store.schema import casefile, envelope

_CASES = "D-%"


@dataclass(frozen=True, slots=True)
class Unread:
    """A case that could not be read, and the sentence that says why."""

    case: str
    why: str


def open_cases(desk: Desk) -> list[str]:
    """Return the names of the cases that an account has a key of."""
    chosen = select(envelope.c.casefile).where(
        envelope.c.account == desk.account.id, envelope.c.casefile.like(_CASES)
    )
    with desk.store.transaction() as connection:
        return sorted(connection.execute(chosen).scalars())


def closed_cases(desk: Desk) -> int:
    """Return how many cases of the store are not open to an account."""
    with desk.store.transaction() as connection:
        every = connection.execute(
            select(func.count()).select_from(casefile).where(casefile.c.id.like(_CASES))
        ).scalar_one()
    return int(every) - len(open_cases(desk))


def every_case(desk: Desk) -> Iterator[CaseFile | Unread]:
    """Yield the last version of each case, or why it cannot be read.

    Raises:
        StoreError: the store does not answer.
    """
    for name in open_cases(desk):
        try:
            yield desk.peek(name)
        except (DamagedCaseError, RefusedError) as error:
            yield Unread(name, str(error))
