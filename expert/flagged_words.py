"""The words of a free text that are worth reading again before it is saved: seen, never changed.

What stands between quotation marks, and the exact words of a publication, are quoted as they are:
only what names a patient or a colleague is looked for there. An address is no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge.base_model import KnowledgeBase
from knowledge.folding import PLURALS, placed_words, words_of
from knowledge.models.flagged_words import FlaggedWords

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_BETWEEN_DIGITS = r"[ .\-\u00a0\u202f]"
_MOST_SHOWN = 4
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Flag:
    """What was seen of one family in a text: the words as they are written, each once."""

    family: str
    title: str
    why: str
    advice: str
    seen: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What was seen, why it is worth reading again, and what to write instead."""
        shown = ", ".join(f"« {word} »" for word in self.seen[:_MOST_SHOWN])
        return f"{shown} : {self.title}. {self.why} {self.advice}"


def flagged(base: KnowledgeBase, text: str, *, quoted: bool = False) -> tuple[Flag, ...]:
    """Return what a text holds of each family, in the order of the base.

    `quoted`: the text is the exact words of a publication.
    """
    read = _blanked(text, _ADDRESS)
    every = _Words(read)
    own = _Words("" if quoted else _blanked(read, _QUOTED))
    found = []
    for family in base.flagged_words.values():
        seen = [*_seen(family, every if family.even_quoted else own)]
        if seen:
            words = tuple(dict.fromkeys(" ".join(text[a:b].split()) for a, b in sorted(seen)))
            found.append(Flag(family.id, family.title, family.why, family.advice, words))
    return tuple(found)


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    """Return the text with what matches replaced by as many spaces: places stay the same."""
    return pattern.sub(lambda found: " " * len(found.group()), text)


def _seen(family: FlaggedWords, words: _Words) -> Iterator[_Span]:
    excepted = [
        place for expression in family.except_in for place in words.places(words_of(expression))
    ]
    taken: list[_Span] = []
    for expression in sorted(map(words_of, family.words), key=len, reverse=True):
        for first, last in words.places(expression):
            covered = any(a <= first and last <= b for a, b in (*excepted, *taken))
            if not covered:
                taken.append((first, last))
                yield words.placed[first][1], words.placed[last][2]
    yield from _names(family, words)
    if family.digits is not None:
        yield from _numbers(words.text, *family.digits)


class _Words:
    """The words of a text, and where each of them stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.placed = placed_words(text)
        self._found: dict[str, list[int]] = {}
        for place, (word, _, _) in enumerate(self.placed):
            self._found.setdefault(word, []).append(place)

    def places(self, expression: tuple[str, ...]) -> Iterator[_Span]:
        """Yield where an expression stands, by its first and last word; the last may be plural."""
        ends = [expression[-1] + plural for plural in PLURALS]
        if len(expression) == 1:
            yield from ((n, n) for end in ends for n in self._found.get(end, ()))
            return
        for first in self._found.get(expression[0], ()):
            last = first + len(expression) - 1
            words = [word for word, _, _ in self.placed[first : last + 1]]
            if words[-1] in ends and tuple(words[:-1]) == expression[:-1]:
                yield first, last


def _names(family: FlaggedWords, words: _Words) -> Iterator[_Span]:
    """Yield a title followed by a name; « Mme X. » and « Madame la directrice » name nobody."""
    titles = {words_of(title): title.endswith(".") for title in family.before_names}
    for (word, start, end), (_, begins, ends) in pairwise(words.placed):
        dotted = titles.get((word,))
        between, name = words.text[end:begins], words.text[begins:ends]
        if dotted is None or between.strip(" .\u00a0\u202f") or (dotted and between[:1] != "."):
            continue
        if name[0].isupper() and name.isalpha() and len(set(name.lower())) > 1:
            yield start, ends


def _numbers(text: str, shortest: int, longest: int) -> Iterator[_Span]:
    """Yield the numbers of that many digits, whether they are written in groups or not."""
    apart = f"{_BETWEEN_DIGITS}?"
    pattern = (
        rf"(?<!\d)(?<!\d{_BETWEEN_DIGITS})\d(?:{apart}\d){{{shortest - 1},{longest - 1}}}"
        rf"(?!{apart}\d)"
    )
    yield from (found.span() for found in re.finditer(pattern, text))
