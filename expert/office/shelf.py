"""The list of an account: ten thousand lines at once, reading again only what changed.

What was read is kept sealed for the account, in the store. It can always be lost: whatever is wrong
with it, it is made anew. Nothing in it outlives a case (`Desk.erase` removes it).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Row, delete, insert, select

from expert.cases.casefile import CaseFile
from expert.cases.line import CaseLine, line_of
from expert.cases.part import Part
from expert.office.accounts import Account
from expert.office.desk import Desk
from expert.office.errors import DamagedCaseError
from expert.office.holding import opened
from expert.office.moments import read
from expert.office.sealing import Sealer
from expert.office.today import trusted_day
from expert.retention.clock import UntrustedClock
from expert.store.opening import Store
from expert.store.schema import casefile, envelope, revision, shelf
from expert.vault import age

_TOGETHER: Final = 200
"""Cases read in one transaction: the others may write in between."""

_CASES: Final = "D-%"


class _Kept(Part):
    """A line, and until when the account may see it."""

    line: CaseLine
    until: date | None = None
    readable: bool = True


_SHELF: Final = TypeAdapter(tuple[_Kept, ...])


def case_lines(desk: Desk) -> Sequence[CaseLine]:
    """Return the lines of the cases that an account may read today, the last saved first.

    Raises:
        StoreError: the store does not answer.
    """
    heads = _heads(desk)
    before = _kept(desk)
    kept = {case: before[case] for case, head in heads.items() if _same(before.get(case), head)}
    missing = [case for case in heads if case not in kept]
    for start in range(0, len(missing), _TOGETHER):
        kept |= {k.line.id: k for k in _read(desk, missing[start : start + _TOGETHER])}
    if missing or len(kept) != len(before):
        _keep(desk.store, desk.account, tuple(kept.values()))
    today = _today(desk) if any(k.until is not None for k in kept.values()) else None
    open_today = (k for k in kept.values() if k.readable and _open(k.until, today))
    lines = sorted((k.line for k in open_today), key=lambda line: line.id)
    return sorted(lines, key=lambda line: line.saved_at, reverse=True)


def _today(desk: Desk) -> date | None:
    """Return the day, None when it is not sure: what has an end is not shown then."""
    with desk.store.transaction() as connection:
        try:
            return trusted_day(connection, desk.clock(), desk.account.id)
        except UntrustedClock:
            return None


def _open(until: date | None, today: date | None) -> bool:
    return until is None or (today is not None and today <= until)


def _heads(desk: Desk) -> dict[str, int]:
    chosen = (
        select(casefile.c.id, casefile.c.head)
        .join(envelope, envelope.c.casefile == casefile.c.id)
        .where(envelope.c.account == desk.account.id, casefile.c.id.like(_CASES))
    )
    with desk.store.transaction() as connection:
        return {row.id: row.head for row in connection.execute(chosen)}


def _same(kept: _Kept | None, head: int) -> bool:
    return kept is not None and kept.line.number == head


def _kept(desk: Desk) -> Mapping[str, _Kept]:
    chosen = select(shelf.c.sealed).where(shelf.c.account == desk.account.id)
    with desk.store.transaction() as connection:
        sealed = connection.execute(chosen).scalar_one_or_none()
    if sealed is None:
        return {}
    try:
        found = _SHELF.validate_json(age.unseal(sealed, desk.account.keys.secret))
    except (age.SealError, ValidationError):
        return {}
    return {each.line.id: each for each in found}


def _keep(store: Store, account: Account, lines: tuple[_Kept, ...]) -> None:
    sealed = age.seal(_SHELF.dump_json(lines), [account.keys.public])
    with store.transaction() as connection:
        connection.execute(delete(shelf).where(shelf.c.account == account.id))
        connection.execute(insert(shelf).values(account=account.id, sealed=sealed))


def _read(desk: Desk, cases: Sequence[str]) -> Iterator[_Kept]:
    chosen = (
        select(
            casefile.c.id,
            casefile.c.shred_key,
            revision.c.number,
            revision.c.at,
            revision.c.sealed,
            envelope.c.sealed.label("envelope"),
        )
        .join(
            revision,
            (revision.c.casefile == casefile.c.id) & (revision.c.number == casefile.c.head),
        )
        .join(envelope, envelope.c.casefile == casefile.c.id)
        .where(envelope.c.account == desk.account.id, casefile.c.id.in_(cases))
    )
    with desk.store.transaction() as connection:
        rows = connection.execute(chosen).all()
    return (_line(desk.account, row) for row in rows)


def _line(account: Account, row: Row[*tuple[Any, ...]]) -> _Kept:
    saved_at = read(row.at)
    try:
        key = opened(row.id, account, row.envelope, row.shred_key)
        case = Sealer(row.id, key.keys, CaseFile).open(row.sealed, row.number)
    except DamagedCaseError as error:
        broken = CaseLine(
            id=row.id, number=row.number, saved_at=saved_at, title=row.id, problem=str(error)
        )
        return _Kept(line=broken)
    return _Kept(
        line=line_of(case, row.number, saved_at),
        until=key.envelope.until,
        readable="lire" in key.envelope.operations,
    )
