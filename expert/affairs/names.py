"""Finding the names of some persons in a text, however they are written, to mask them.

A name is found whole, in either order, with or without accents, capitals or separators; each of
its words of three letters or more is found alone too, unless it is also a name of somebody who is
not masked. A nickname, an initial or a mistyped name is not found: a person reads what leaves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from expert.plain_text import folded

_PARTICLES: Final = frozenset(("des", "les", "van", "von", "dit", "mme", "mlle"))
_WORDS = re.compile(r"[a-z0-9]+")
_BETWEEN: Final = r"[\s\-._'’]{0,3}"
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class Masked:
    """A person whose name is masked, and what stands in its place."""

    name: str
    shown: str


class NameMask:
    """Replaces the names of some persons; `kept` are names that stay."""

    def __init__(self, masked: Iterable[Masked], kept: Iterable[str] = ()) -> None:
        staying = {word for name in kept for word in _words(name)}
        self._patterns = [
            (re.compile(pattern), person.shown)
            for person in masked
            for pattern in _patterns(person.name, staying)
        ]

    def applied(self, text: str) -> str:
        """Return a text with the names masked; the same text when there is none."""
        for pattern, shown in self._patterns:
            text = _replaced(text, pattern, shown)
        return text


def _words(name: str) -> list[str]:
    return _WORDS.findall(folded(name))


def _patterns(name: str, staying: set[str]) -> Iterator[str]:
    """Yield what finds a name: whole in both orders first, then each word that is its own."""
    words = _words(name)
    if len(words) > 1 or (words and words[0] not in staying):
        for order in (words, words[::-1]) if len(words) > 1 else (words,):
            yield _bounded(_BETWEEN.join(order))
    for word in words:
        if len(word) >= _SHORTEST and word not in _PARTICLES and word not in staying:
            yield _bounded(word)


def _bounded(pattern: str) -> str:
    return rf"(?<![a-z0-9]){pattern}(?![a-z0-9])"


def _replaced(text: str, pattern: re.Pattern[str], shown: str) -> str:
    """Replace what a pattern finds in the text without accents, at its place in the text itself."""
    letters = [(letter, index) for index, c in enumerate(text) for letter in folded(c)]
    found = list(pattern.finditer("".join(letter for letter, _ in letters)))
    for match in reversed(found):
        start, last = letters[match.start()][1], letters[match.end() - 1][1]
        text = text[:start] + shown + text[_after(text, last) :]
    return text


def _after(text: str, last: int) -> int:
    """Return where the text goes on after a letter and the accents written apart from it."""
    end = last + 1
    while end < len(text) and not folded(text[end]):
        end += 1
    return end
