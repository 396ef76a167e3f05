"""A small journal that was written as the product writes it, and the ways to tamper with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from expert.journal.acts import Act
from expert.journal.chain import Head, first_head, written
from expert.journal.entry import Row

KEY = bytes(range(32))
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
ACCOUNTS = ("u-aaaaaaaaaaaa", "u-bbbbbbbbbbbb")
CASES = ("D-7F3K-92QA", "D-0000-0001", None)
ACTS: tuple[Act, ...] = ("lecture", "reponse", "export", "gel")


def journal(
    length: int, *, key: bytes = KEY, days: tuple[int, ...] | None = None
) -> tuple[list[Row], list[Head]]:
    """Return the rows, and the heads after 0, 1, 2… of them. `days` dates them from `START`."""
    heads, rows = [first_head(key)], []
    for n in range(length):
        row, head = written(
            key,
            heads[-1],
            at=START + (timedelta(days=days[n]) if days else timedelta(hours=n)),
            account=ACCOUNTS[n % 2],
            act=ACTS[n % 4],
            case=CASES[n % 3],
        )
        rows.append(row)
        heads.append(head)
    return rows, heads
