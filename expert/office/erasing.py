"""Erasing a case, and telling which copies of it left, since no erasure reaches them."""

from __future__ import annotations

from expert.cases.casefile import CaseFile
from expert.office.desk import Desk


def erase(desk: Desk, case: str) -> list[str]:
    """Erase a case; return the copies that left, each in a few words.

    Raises:
        RefusedError: the account may not, the case is frozen, or it is not there any more.
        StoreError: nothing was erased.
    """
    found = desk.open(case).case
    desk.erase(case)
    return copies_that_left(found)


def copies_that_left(case: CaseFile) -> list[str]:
    """Return the exports of a case, each in a few words."""
    return [
        f"{export.document} ({export.form}), le {export.at:%d/%m/%Y}"
        + (f", pour {export.recipient}" if export.recipient else "")
        for export in case.exports
    ]
