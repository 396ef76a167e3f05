"""A person's name as texts write it: any order, any case, with or without accents and hyphens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from knowledge.folding import PLURALS, words_of

CIVILITIES: Final = frozenset(
    {"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "messieurs", "mesdames"}
    | {"dr", "docteur", "docteure", "pr", "prof", "professeur", "professeure", "me", "maitre"}
)
PARTICLES: Final = frozenset(
    {"de", "du", "des", "d", "la", "le", "les", "l", "el", "al", "ben", "bin"}
    | {"van", "von", "der", "den", "da", "di", "dos"}
)
_SHORT: Final = 3
"""Letters of a word of a name that is also, too often, a word of the language."""

_LEAST_INSIDE: Final = 5
"""Letters of a word of a name that is looked for with something glued to it (« jmartin75 »)."""


@dataclass(frozen=True, slots=True)
class NameForms:
    """What may stand for a person: the words of the name, and its words glued together."""

    words: frozenset[str]
    glued: frozenset[str]

    def is_word(self, word: str) -> bool:
        """Whether a folded word is one of the name, alone or with something glued to it."""
        if any(word == f"{own}{plural}" for own in self.words for plural in PLURALS):
            return True
        return any(form in word for form in self.glued)

    def without(self, word: str) -> str:
        """Return what is left of a folded word once the long words of the name are taken out."""
        for own in sorted(self.words, key=len, reverse=True):
            if len(own) >= _LEAST_INSIDE:
                word = word.replace(own, "")
        return word


def forms_of(name: str) -> NameForms:
    """Return the forms of a name, without civilities, and without particles if more is left."""
    every = [word for word in words_of(name) if word not in CIVILITIES]
    strong = [word for word in every if word not in PARTICLES and len(word) > 1]
    words = strong or every
    return NameForms(
        words=frozenset(words),
        glued=frozenset(_glued(words)),
    )


def is_left_over(rest: str) -> bool:
    """Whether what is left of a word without names is nothing: digits, and an initial."""
    return len(rest.strip("0123456789")) <= 1


def is_common(word: str) -> bool:
    """Whether a word of a name is so short that alone, in small letters, it proves nothing."""
    return len(word) <= _SHORT


def _glued(words: list[str]) -> Iterator[str]:
    """Yield the words glued two by two, in both orders: a longer gluing holds one of them."""
    for first, second in permutations(words, 2):
        yield f"{first}{second}"
