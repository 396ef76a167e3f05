"""Names that tell nothing: of a case, of an affair, of an account."""

from __future__ import annotations

import secrets
from typing import Final

_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read as a digit when a name is dictated."""


def new_case_id() -> str:
    """Return a name for a new case, such as « D-7F3K-92QA »: 40 bits drawn at random."""
    return f"D-{_four()}-{_four()}"


def new_affair_id() -> str:
    """Return a name for a new affair, such as « A-7F3K-92QA »."""
    return f"A-{_four()}-{_four()}"


def new_account_id() -> str:
    """Return a name for a new account, such as « u-0f3k9a2bq1zt »."""
    return "u-" + "".join(secrets.choice(_LETTERS) for _ in range(12)).lower()


def _four() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(4))


def new_branch_id() -> str:
    """Return a name for a version kept beside the last one."""
    return f"v-{secrets.token_hex(8)}"
