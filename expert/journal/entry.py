"""A line of the journal: as people read it, as a table keeps it, and the bytes that are sealed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field

from expert.cases.part import AccountId, AffairId, CaseId, Moment, Part
from expert.journal.acts import Act

_FORMAT = "qualif-journal/1"


_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


class Entry(Part):
    """Who did what, when, on which case: nothing else, so that the journal names nobody.

    `number` starts at 1 and has no gap. `at` is in UTC, to the second. `case` is the pseudonym of a
    case or of an affair, None for an act on the whole store.
    """

    number: Annotated[int, Field(ge=1)]
    at: Annotated[Moment, AfterValidator(_in_utc)]
    account: AccountId
    act: Act
    case: CaseId | AffairId | None = None


class Row(NamedTuple):
    """A line as a table keeps it: a whole number, texts, and its seal in hexadecimal.

    `at` is written by `written_moment`; `case` is empty for an act on the whole store. A row that
    was tampered with may hold anything: only what `verify` found intact is read as an `Entry`.
    """

    number: int
    at: str
    account: str
    act: str
    case: str
    mac: str


class Told(NamedTuple):
    """When a line of the journal was written, and what it tells: all that tells the time."""

    at: datetime
    act: str


def written_moment(moment: datetime) -> str:
    """Return a moment as a row holds it: « 2026-11-28T09:05:00Z »."""
    return moment.astimezone(UTC).strftime(_MOMENT)


def read_moment(text: str) -> datetime:
    """Return the moment that a row holds.

    Raises:
        ValueError: it is not one.
    """
    return datetime.fromisoformat(text)


def row_of(entry: Entry, mac: str) -> Row:
    """Return the row that keeps an entry sealed by `mac`."""
    at = written_moment(entry.at)
    return Row(entry.number, at, entry.account, entry.act, entry.case or "", mac)


def told_of(row: Row) -> Told:
    """Return the moment and the act of an intact row, more quickly than its whole entry."""
    return Told(read_moment(row.at), row.act)


def entry_of(row: Row) -> Entry:
    """Return the entry that an intact row holds.

    Raises:
        ValueError: the row does not hold an entry (it was not verified).
    """
    number, at, account, act, case, _ = row
    moment = read_moment(at)
    return Entry.model_validate(
        {"number": number, "at": moment, "account": account, "act": act, "case": case or None}
    )


def canonical_bytes(
    number: object, at: object, account: object, act: object, case: object
) -> bytes:
    r"""Return the bytes that are sealed. Two rows that differ never have the same.

    Five fields make five line ends and no field that was written holds any, so an edit cannot move
    a border between two fields. Surrogates pass: a damaged text is compared, and never raises.
    """
    text = f"{_FORMAT}\n{number}\n{at}\n{account}\n{act}\n{case}"
    return text.encode("utf-8", "surrogatepass")
