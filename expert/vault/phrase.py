"""A pass phrase: what is asked of it, and the one way it is turned into bytes."""

from __future__ import annotations

import unicodedata
from typing import Final

SHORTEST: Final = 14
"""Characters of the shortest phrase: about four short words (advice, no text asks it)."""

LONGEST: Final = 200
FEWEST_SIGNS: Final = 6


class PhraseError(ValueError):
    """A phrase that cannot be taken, in a French sentence that does not repeat it."""


def normalized(phrase: str) -> str:
    """Return the phrase as it is used: « é » is one sign, whatever keyboard typed it."""
    return unicodedata.normalize("NFC", phrase)


def check_phrase(phrase: str) -> None:
    """Refuse a phrase that guessing would open.

    Raises:
        PhraseError: it is too short, too long, or always the same signs.
    """
    used = normalized(phrase)
    if len(used) < SHORTEST:
        raise PhraseError(
            f"La phrase de passe compte {len(used)} signes ; il en faut {SHORTEST} au moins : "
            "quatre mots sans lien entre eux font l'affaire."
        )
    if len(used) > LONGEST:
        raise PhraseError(f"La phrase de passe dépasse {LONGEST} signes.")
    if len(set(used.casefold())) < FEWEST_SIGNS:
        raise PhraseError("La phrase de passe répète toujours les mêmes signes.")
