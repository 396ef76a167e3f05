"""A phrase that is chosen: typed twice, shown never."""

from __future__ import annotations

from collections.abc import Callable

from expert.office.errors import RefusedError


def new_phrase(secret: Callable[[str], str], what: str) -> str:
    """Return a phrase typed twice.

    Raises:
        RefusedError: both are not the same.
    """
    chosen = secret(what)
    if secret("La même, une seconde fois") != chosen:
        raise RefusedError("Les deux phrases ne sont pas les mêmes : rien n'a changé.")
    return chosen
