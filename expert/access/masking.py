"""Masks everybody but the person who asks, in every text, under labels that never change.

A name is found in any order, case and accents, cut by hyphens or glued. What is doubtful is masked:
a word that the person and somebody else share, a capitalised word after « Mme », an address that
does not bear the person's own name. It cannot know a nickname that no file lists: what is left is
read again by a person (`capitalised_words`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from expert.access.contacts import contacts_in
from expert.access.names import CIVILITIES, PARTICLES, NameForms, forms_of, is_common, is_left_over
from knowledge.folding import placed_words

OWN: Final = ""
"""The label of the person who asks: never masked."""

SHARED: Final = "[nom masqué]"
UNLISTED: Final = "[personne nommée]"
_BETWEEN: Final = frozenset(" \t\u00a0\u202f-\u2010\u2011'’._·")
"""What may stand between two words of one name."""

_MOST_BETWEEN: Final = 3


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text: folded, its place, and whose name it may belong to."""

    folded: str
    start: int
    end: int
    whose: frozenset[str]
    capital: bool

    @property
    def joins(self) -> bool:
        """Whether it may stand inside a name without being one of its words."""
        return self.folded in PARTICLES or self.folded in CIVILITIES or len(self.folded) == 1


@dataclass(frozen=True)
class Masker:
    """Masks texts for one person. `others` gives the label of each other name.

    `names_only` leaves addresses, accounts and numbers, and the names that no file lists: a piece
    of evidence keeps where it was found.
    """

    own: tuple[str, ...]
    others: Mapping[str, str]
    names_only: bool = False

    def mask(self, text: str) -> str:
        """Return a text in which nobody else can be read."""
        found = self._masked(text)
        bare = _without_invisible(found)
        if bare == found:
            return found
        hidden = self._masked(bare)  # names that a character nobody sees had cut
        return hidden if hidden != bare else found

    def names_own(self, text: str) -> bool:
        """Whether a text names the person who asks."""
        words = self._words(_without_invisible(text))
        return any(OWN in whose for _, _, whose in _runs(words, text))

    @cached_property
    def _forms(self) -> tuple[tuple[str, NameForms], ...]:
        named = [(OWN, forms_of(name)) for name in self.own]
        return (*named, *((label, forms_of(name)) for name, label in self.others.items()))

    def _masked(self, text: str) -> str:
        cuts = [] if self.names_only else self._contacts(text)
        for start, end, whose in _runs(self._words(text), text):
            if whose != {OWN}:
                cuts.append((start, end, _label(whose)))
        if not self.names_only:
            cuts += self._unlisted(text)
        return _replaced(text, cuts)

    def _contacts(self, text: str) -> list[tuple[int, int, str]]:
        """Return the addresses, accounts and numbers that are not the person's own."""
        return [
            (contact.start, contact.end, contact.mask)
            for contact in contacts_in(text)
            if not self._is_own(contact.text)
        ]

    def _words(self, text: str) -> list[_Word]:
        return [
            _Word(folded, start, end, self._whose(folded), text[start].isupper())
            for folded, start, end in placed_words(text)
        ]

    def _whose(self, word: str) -> frozenset[str]:
        if word not in self._met:
            self._met[word] = self._named(word)
        return self._met[word]

    @cached_property
    def _met(self) -> dict[str, frozenset[str]]:
        """The words met so far, and the labels of each: a text says the same ones again."""
        return {}

    def _named(self, word: str) -> frozenset[str]:
        found = frozenset(label for label, forms in self._forms if forms.is_word(word))
        if found:
            return found
        rest, glued = word, set()
        for label, forms in self._forms:
            without = forms.without(rest)
            if without != rest:
                rest = without
                glued.add(label)
        return frozenset(glued) if is_left_over(rest) else frozenset()

    def _is_own(self, contact: str) -> bool:
        """Whether an address bears the name of the person, and nobody else's."""
        labels = [self._whose(word) for word, _, _ in placed_words(contact)]
        return any(OWN in whose for whose in labels) and all(whose <= {OWN} for whose in labels)

    def _unlisted(self, text: str) -> Iterable[tuple[int, int, str]]:
        """Yield the capitalised words that follow a civility and are nobody's known name."""
        words = self._words(text)
        for place, word in enumerate(words[:-1]):
            if word.folded not in CIVILITIES or not word.capital:
                continue
            run = words[place + 1 : place + 4]
            named: list[_Word] = []
            for previous, following in zip([word, *run], run, strict=False):
                gap = text[previous.end : following.start]
                if following.whose or set(gap) - _BETWEEN:
                    break
                if following.folded in PARTICLES and not named:
                    continue
                if not following.capital:
                    break
                named.append(following)
            if named:
                yield named[0].start, named[-1].end, UNLISTED


def capitalised_words(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the capitalised words that begin no sentence, for a person to read before giving."""
    found: dict[str, None] = {}
    for text in texts:
        for _, start, end in placed_words(text):
            before = text[:start].rstrip(" \t\u00a0\u202f«“\"'’(")
            begins = not before or before[-1] in ".!?:;…\n[•–"
            if text[start].isupper() and not begins and end - start > 1:
                found.setdefault(text[start:end])
    return tuple(found)


def _runs(words: list[_Word], text: str) -> list[tuple[int, int, frozenset[str]]]:
    """Return the names of a text: where each stands, and the labels that all its words allow."""
    found: list[tuple[int, int, frozenset[str]]] = []
    place = 0
    while place < len(words):
        if not words[place].whose:
            place += 1
            continue
        last, whose = _extended(words, place, text)
        first = _started(words, place, text, whose)
        if _is_sure(words[place : last + 1], words[first:place]):
            found.append((words[first].start, words[last].end, whose))
        place = last + 1
    return found


def _extended(words: list[_Word], first: int, text: str) -> tuple[int, frozenset[str]]:
    """Return the last word of a name that starts at `first`, and whose it is."""
    whose, last = words[first].whose, first
    for place in range(first + 1, len(words)):
        if not _touch(words[place - 1], words[place], text):
            break
        word = words[place]
        if word.whose & whose:
            whose, last = whose & word.whose, place
        elif word.whose or not word.joins:
            break
    nearest = last + 1
    if nearest < len(words) and _is_initial(words[last], words[nearest], text):
        last = nearest
    return last, whose


def _started(words: list[_Word], first: int, text: str, whose: frozenset[str]) -> int:
    """Return where a name starts, its civility and its initials included."""
    if whose == {OWN}:
        return first
    while first and _touch(words[first - 1], words[first], text):
        before = words[first - 1]
        opens = before.folded in CIVILITIES or _is_initial_letter(before)
        if before.whose or not (opens or _follows_civility(words, first - 1, text)):
            break
        first -= 1
    return first


def _follows_civility(words: list[_Word], place: int, text: str) -> bool:
    """Whether a word is the particle that begins a name: « Mme Le » Goff."""
    if not place or words[place].folded not in PARTICLES:
        return False
    before = words[place - 1]
    return before.folded in CIVILITIES and _touch(before, words[place], text)


def _is_sure(name: list[_Word], before: list[_Word]) -> bool:
    """Whether a run is a name: a lone short word in small letters is a word of the language."""
    lone = [word for word in name if word.whose]
    return len(lone) > 1 or bool(before) or lone[0].capital or not is_common(lone[0].folded)


def _is_initial(word: _Word, following: _Word, text: str) -> bool:
    return _touch(word, following, text) and _is_initial_letter(following)


def _is_initial_letter(word: _Word) -> bool:
    return len(word.folded) == 1 and word.capital


def _touch(word: _Word, following: _Word, text: str) -> bool:
    """Whether two words can belong to one name."""
    gap = text[word.end : following.start]
    return len(gap) <= _MOST_BETWEEN and not set(gap) - _BETWEEN


def _label(whose: frozenset[str]) -> str:
    """Return the label of a name; what may be of several is masked without saying of whom."""
    return next(iter(whose)) if len(whose) == 1 else SHARED


def _replaced(text: str, cuts: list[tuple[int, int, str]]) -> str:
    """Return a text with its cuts replaced; of two that overlap, both are covered."""
    parts, last = [], 0
    for start, end, mask in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if start >= last:
            parts += [text[last:start], mask]
        last = max(last, end)
    return "".join([*parts, text[last:]])


def _without_invisible(text: str) -> str:
    """Return a text without the characters that cut a word and are not seen."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
