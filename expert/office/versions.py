"""The versions of a case in the tables: the last ones, and those saved beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, delete, insert, select, update

from expert.cases.identifiers import new_branch_id
from expert.cases.part import Part
from expert.office.errors import DamagedCaseError, RefusedError
from expert.office.holding import GONE
from expert.office.sealing import Sealer
from expert.store.schema import attachment, branch, casefile, revision

VERSIONS_KEPT: Final = 5
"""Last versions of a case that stay; the case itself holds the history of its answers."""

Kept = TypeVar("Kept", bound=Part)


def locked_head(connection: Connection, case: str) -> int:
    """Return the number of the last version; nobody else moves it before the transaction ends.

    Raises:
        RefusedError: the case is not there.
    """
    chosen = select(casefile.c.head).where(casefile.c.id == case).with_for_update()
    head = connection.execute(chosen).scalar_one_or_none()
    if head is None:
        raise RefusedError(GONE)
    return int(head)


def last_version(connection: Connection, sealer: Sealer[Kept]) -> tuple[Kept, int]:
    """Return the last version of a case, and its number.

    Raises:
        DamagedCaseError: it is not there, or not as it was saved.
    """
    row = connection.execute(
        select(revision.c.number, revision.c.sealed)
        .join(casefile, casefile.c.id == revision.c.casefile)
        .where(casefile.c.id == sealer.case, revision.c.number == casefile.c.head)
    ).first()
    if row is None:
        raise DamagedCaseError(f"La dernière version du dossier {sealer.case} a disparu.")
    return sealer.open(row.sealed, row.number), row.number


def add_version(
    connection: Connection, sealer: Sealer[Kept], content: Kept, number: int, by: Mapping[str, Any]
) -> None:
    """Add the version `number` and make it the last; `by` is the account and the moment."""
    sealed = sealer.seal(content, number)
    connection.execute(
        insert(revision).values(casefile=sealer.case, number=number, sealed=sealed, **by)
    )
    connection.execute(update(casefile).where(casefile.c.id == sealer.case).values(head=number))
    connection.execute(
        delete(revision).where(
            revision.c.casefile == sealer.case, revision.c.number <= number - VERSIONS_KEPT
        )
    )


def add_beside(
    connection: Connection, sealer: Sealer[Kept], content: Kept, parent: int, by: Mapping[str, Any]
) -> str:
    """Keep a version whose author had not seen the last one; return its name."""
    name = new_branch_id()
    connection.execute(
        insert(branch).values(
            id=name,
            casefile=sealer.case,
            parent=parent,
            sealed=sealer.seal(content, parent),
            **by,
        )
    )
    return name


def settle(connection: Connection, case: str, names: Iterable[str]) -> None:
    """Forget versions kept beside, which the last one now takes account of."""
    connection.execute(
        delete(branch).where(branch.c.casefile == case, branch.c.id.in_(list(names)))
    )


def add_files(connection: Connection, sealer: Sealer[Kept], files: Mapping[str, bytes]) -> None:
    """Attach files, each by its SHA-256."""
    for sha256, data in files.items():
        at = {"casefile": sealer.case, "locator": sealer.locator(sha256)}
        here = [attachment.c[column] == value for column, value in at.items()]
        connection.execute(delete(attachment).where(*here))
        connection.execute(insert(attachment).values(**at, sealed=sealer.seal_file(data)))


def drop_files(connection: Connection, sealer: Sealer[Kept], needed: Iterable[str]) -> None:
    """Erase the attached files that the last version needs no more.

    As long as a version is kept beside, its files are too.
    """
    beside = select(branch.c.id).where(branch.c.casefile == sealer.case).limit(1)
    if connection.execute(beside).first() is not None:
        return
    kept = [sealer.locator(sha256) for sha256 in needed]
    connection.execute(
        delete(attachment).where(
            attachment.c.casefile == sealer.case, attachment.c.locator.not_in(kept)
        )
    )
