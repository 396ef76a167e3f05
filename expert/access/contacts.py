"""Addresses, accounts and telephone numbers in a text: what identifies somebody without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_HANDLE = re.compile(r"(?<![\w.])@[\w][\w.]*")
_PHONE = re.compile(
    r"(?<!\d)(?:\+\s?33|0033|0)[\s.\u00a0\u202f-]*[1-9](?:[\s.\u00a0\u202f-]?\d\d){4}(?!\d)"
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s«»<>\"]+", re.IGNORECASE)

_KINDS: Final = (
    (_EMAIL, "[adresse masquée]"),
    (_LINK, "[lien masqué]"),
    (_HANDLE, "[compte masqué]"),
    (_PHONE, "[numéro masqué]"),
)


class Contact(NamedTuple):
    """Where a contact stands in a text, its own words, and what is put in its place."""

    start: int
    end: int
    text: str
    mask: str


def contacts_in(text: str) -> Iterator[Contact]:
    """Yield the contacts of a text in order, none inside another."""
    found = sorted(
        (
            Contact(m.start(), m.end(), m.group(), mask)
            for kind, mask in _KINDS
            for m in kind.finditer(text)
        ),
        key=lambda contact: (contact.start, -contact.end),
    )
    last = 0
    for contact in found:
        if contact.start >= last:
            yield contact
            last = contact.end
