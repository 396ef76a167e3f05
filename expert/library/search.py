"""Search by words, accents and case ignored: every word (or its beginning) must be there.

The words of a corpus are read once, so that a search among thousands of entries is immediate.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from expert.library.links import Kind

_HEAD, _BODY = 3, 1
"""Weight of a word found in an id or a title, and in the text."""

_MOST_HEAD, _MOST_BODY = 2, 3
"""How many times a word counts, so that a long text does not win by its length."""

_IN_HEAD = 1 << 20
"""One word of a head, in a number that counts both: heads above, texts below. Small and quick."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: what it is, its id, its title and its text."""

    kind: Kind
    id: str
    title: str
    text: str


class Index:
    """The words of some entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._places: dict[str, dict[int, int]] = {}
        for number, entry in enumerate(self.entries):
            for word in words_of(f"{entry.id} {entry.title}"):
                self._count(word, number, _IN_HEAD)
            for word in words_of(entry.text):
                self._count(word, number, 1)
        self._words = sorted(self._places)

    def find(self, words: Iterable[str]) -> list[Entry]:
        """Return the entries that hold every word, ranked by where it stands."""
        sought = [part for word in words for part in words_of(word)]
        if not sought:
            return []
        scores = self._scores(sought[0])
        for word in sought[1:]:
            more = self._scores(word)
            scores = {n: score + more[n] for n, score in scores.items() if n in more}
        found = ((score, self.entries[number]) for number, score in scores.items())
        return [entry for _, entry in sorted(found, key=lambda pair: (-pair[0], pair[1].id))]

    def _count(self, word: str, number: int, weight: int) -> None:
        found = self._places.setdefault(word, {})
        found[number] = found.get(number, 0) + weight

    def _scores(self, word: str) -> dict[int, int]:
        """Return the score of every entry that holds a word beginning with `word`."""
        totals: dict[int, int] = {}
        for known in self._beginning_with(word):
            for number, count in self._places[known].items():
                totals[number] = totals.get(number, 0) + count
        exact = self._places.get(word, {})
        return {
            number: _HEAD * min(total // _IN_HEAD, _MOST_HEAD)
            + _BODY * min(total % _IN_HEAD, _MOST_BODY)
            + (_HEAD if exact.get(number, 0) >= _IN_HEAD else 0)
            for number, total in totals.items()
        }

    def _beginning_with(self, word: str) -> Iterator[str]:
        known = self._words[bisect_left(self._words, word) :]
        return takewhile(lambda other: other.startswith(word), known)


def find(known: Iterable[Entry], words: Iterable[str]) -> list[Entry]:
    """Return the entries that hold every word (or its beginning), ranked by where it stands."""
    return Index(known).find(words)


def words_of(text: str) -> list[str]:
    """Return the words of a text, without accents nor capitals."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(c for c in bare if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", plain)
