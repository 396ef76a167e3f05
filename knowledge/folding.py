"""Words compared as a reader compares them: without accents, case, hyphens or kinds of quotes."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile("[^\\W_][^\\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\\W_]*)*")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ﬁ": "fi", "ﬂ": "fl"})

PLURALS = ("", "s", "x")
"""What may follow the last word of an expression without changing it."""


def folded(text: str) -> str:
    """Return a text without accents and in lower case."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded: « Burn-out » gives « burn » and « out »."""
    return tuple(folded(found.group()) for found in _WORD.finditer(text))


def placed_words(text: str) -> list[tuple[str, int, int]]:
    """Return each word of a text, folded, with where it starts and where it ends."""
    return [(folded(found.group()), found.start(), found.end()) for found in _WORD.finditer(text)]
