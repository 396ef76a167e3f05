"""Names replaced by stable labels: « l'agent concerné », « le témoin 1 », also in exact words.

A name is seen whatever its case, its accents, its hyphens and its order, whole or in part. A part
that several persons share is « une personne du dossier ». It is safer to mask a word too many: a
surname that is also a common word is masked wherever a person typed it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from expert.cases.people import Person, Role
from knowledge.folding import placed_words, words_of

_LABELS: Final[dict[Role, str]] = {
    "concernee": "l'agent concerné",
    "visee": "la personne visée",
    "temoin": "le témoin",
    "transmet": "la personne qui a transmis",
    "decide": "l'autorité qui décide",
}
ANYONE: Final = "une personne du dossier"
"""Who is meant by a part of a name that several persons share."""

_TITLES: Final = frozenset(
    ("m", "mr", "mme", "mlle", "mmes", "monsieur", "madame", "mademoiselle", "dr", "docteur", "pr",
     "professeur", "me", "maitre")
)  # fmt: skip
_PARTICLES: Final = frozenset(
    ("de", "du", "des", "d", "la", "le", "les", "l", "el", "al", "ben", "bin", "van", "von", "der",
     "den", "da", "di", "do", "dos", "st", "ste")
)  # fmt: skip
_OWN: Final = _PARTICLES - {"de", "du", "des", "d"}
"""Those that belong to the name when they stand before it: « Le Goff » has no article."""

_SHORT: Final = 2
"""Letters of a part of a name that is too short to be looked for alone."""

_JOINED: Final = " \u00a0\u202f\t\n.-\u2010\u2011\u2013'’_/@"
"""What may stand between two parts of one name."""


@dataclass(frozen=True)
class Mask:
    """The persons whose names are not shown: the words of each name, and the label in its place."""

    labels: tuple[tuple[tuple[str, ...], str], ...] = ()
    _by_word: dict[str, set[str]] = field(init=False, repr=False, compare=False)
    _before: dict[str, set[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_word: dict[str, set[str]] = {}
        before: dict[str, set[str]] = {}
        for words, label in self.labels:
            for place, word in enumerate(words):
                if word in _PARTICLES:
                    continue
                by_word.setdefault(word, set()).add(label)
                if place and words[place - 1] in _OWN:
                    before.setdefault(word, set()).add(words[place - 1])
        object.__setattr__(self, "_by_word", by_word)
        object.__setattr__(self, "_before", before)

    @property
    def hides(self) -> bool:
        """Whether any name is replaced."""
        return bool(self.labels)

    def text(self, text: str) -> str:
        """Return what a person typed with every name replaced, as running text."""
        return self._replaced(text, quoted=False)

    def quoted(self, text: str) -> str:
        """Return exact words with every name replaced, in brackets that say so."""
        return self._replaced(text, quoted=True)

    def address(self, text: str) -> str:
        """Return an address, or nothing: it names an account even without a name in it."""
        return "" if self.hides else text

    def _replaced(self, text: str, *, quoted: bool) -> str:
        if not self.hides:
            return text
        shown, end = "", 0
        for start, stop, label in self._names(text):
            shown += text[end:start]
            shown = f"{shown}[{label}]" if quoted else _joined(shown, label)
            end = stop
        return shown + text[end:]

    def _names(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where each name stands, a title before it included, and whose it is."""
        words = [*_split(text, self._by_word)]
        at = 0
        while at < len(words):
            last, said = self._run(text, words, at)
            if not said:
                at += 1
                continue
            first = at
            own = self._before.get(words[at][0], ())
            if first and words[first - 1][0] in own and _close(text, words, first - 1):
                first -= 1
            begins = first
            while first and words[first - 1][0] in _TITLES and _close(text, words, first - 1):
                first -= 1
            titled = first < begins
            if titled or len(said) > 1 or len(said[0]) > _SHORT:
                yield words[first][1], words[last][2], self._whose(said)
            at = last + 1

    def _run(
        self, text: str, words: list[tuple[str, int, int]], at: int
    ) -> tuple[int, tuple[str, ...]]:
        """Return the last word of the name that starts at `at`, and the parts it is made of."""
        said: list[str] = []
        whose: set[str] = set()
        last = at
        for place in range(at, len(words)):
            word = words[place][0]
            if place > at and not _close(text, words, place - 1):
                break
            if word in self._by_word:
                common = whose & self._by_word[word] if said else self._by_word[word]
                if not common:
                    break
                said.append(word)
                last, whose = place, common
            elif not said or word not in _PARTICLES:
                break
        return last, tuple(said)

    def _whose(self, said: tuple[str, ...]) -> str:
        """Return the label of the only person all those parts belong to."""
        found = set.intersection(*(self._by_word[word] for word in said))
        return found.pop() if len(found) == 1 else ANYONE


NOBODY: Final = Mask()
"""The mask that hides no name."""


def mask_of(people: Iterable[Person], shown: Collection[Role] = ()) -> Mask:
    """Return the mask of the names of a case, but for the roles that are `shown`."""
    listed = [*_labelled(people)]
    return Mask(
        tuple(
            (parts, label)
            for person, label in listed
            if person.role not in shown and (parts := _parts(person.name))
        )
    )


def _labelled(people: Iterable[Person]) -> Iterator[tuple[Person, str]]:
    """Yield each person with a label that a person added later never changes."""
    count: dict[Role, int] = {}
    for person in people:
        number = count[person.role] = count.get(person.role, 0) + 1
        label = _LABELS[person.role]
        numbered = person.role == "temoin" or number > 1
        yield person, f"{label} {number}" if numbered else label


def _parts(name: str) -> tuple[str, ...]:
    """Return what a name is looked for by: its words, without a title."""
    return tuple(word for word in words_of(name) if word not in _TITLES)


def _split(text: str, known: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a text; one glued from parts of names stands for the longest of them."""
    for word, start, end in placed_words(text):
        yield (word if word in known else _glued(word, known) or word), start, end


def _glued(word: str, known: Collection[str]) -> str | None:
    """Return the part of a name in « mariedupont75 » or « mdupont », if it is made of such."""
    letters = word.strip("0123456789")
    found = [part for part in known if len(part) > _SHORT and part in letters]
    left = letters
    for part in sorted(found, key=len, reverse=True):
        left = left.replace(part, "", 1)
    if not found or len(left) > 1 or (left and not letters.startswith(left)):
        return None
    return max(found, key=len)


def _close(text: str, words: list[tuple[str, int, int]], place: int) -> bool:
    """Whether nothing but the joints of a name parts a word from the next one."""
    between = text[words[place][2] : words[place + 1][1]]
    return len(between) <= 3 and all(sign in _JOINED for sign in between)


_ELIDED: Final = {"d'": "de ", "d’": "de ", "qu'": "que ", "qu’": "que ", "l'": "", "l’": ""}
_CONTRACTED: Final = {"de le ": "du ", "à le ": "au "}


def _joined(before: str, label: str) -> str:
    """Return a text and a label after it, as French joins them: « du témoin 1 »."""
    for elided, whole in _ELIDED.items():
        if before.lower().endswith(elided):
            first = before[-len(elided)]
            whole = whole.capitalize() if first.isupper() else whole
            before = before[: -len(elided)] + whole
            break
    if not before.strip() or before.rstrip().endswith((".", "!", "?", "\n")):
        label = label[0].upper() + label[1:]
    said = before + label
    for apart, together in _CONTRACTED.items():
        end = f"{apart}{label[3:]}" if label.startswith("le ") else ""
        if end and said.lower().endswith(end.lower()):
            return said[: -len(end)] + together + label[3:]
    return said
