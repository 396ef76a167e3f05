"""Names replaced by stable labels: « l'agent concerné », « le témoin 1 », also in exact words.

Who is named, and where, is found as for the right of access (`expert.access.masking`): whatever the
case, the accents, the hyphens and the order, whole or in part, contacts and unlisted names too. It
is safer to mask a word too many. Here each name becomes a role, joined as French joins it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from expert.access.masking import SHARED, Masker
from expert.access.names import PARTICLES
from expert.cases.people import Person, Role
from knowledge.folding import folded, words_of

_LABELS: Final[dict[Role, str]] = {
    "concernee": "l'agent concerné",
    "visee": "la personne visée",
    "temoin": "le témoin",
    "transmet": "la personne qui a transmis",
    "decide": "l'autorité qui décide",
}

_OWN: Final = PARTICLES - {"de", "du", "des", "d"}
"""Those that belong to the name when they stand before it: « Le Goff » has no article."""

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK: Final = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_PRIVATE: Final = re.compile(f"[{_OPEN}{_CLOSE}]")
"""Signs that no text shows: they hold the place of a label until it is joined to what precedes."""


@dataclass(frozen=True)
class Mask:
    """Whose names are not shown: each name with its label; `shown` are the names that stay.

    `hides` is false for the mask that changes nothing.
    """

    labels: tuple[tuple[str, str], ...] = ()
    shown: tuple[str, ...] = ()
    hides: bool = True

    def text(self, text: str) -> str:
        """Return what a person typed with every name replaced, as running text."""
        return self._replaced(text, quoted=False)

    def quoted(self, text: str) -> str:
        """Return exact words with every name replaced, in brackets that say so."""
        return self._replaced(text, quoted=True)

    def address(self, text: str) -> str:
        """Return an address, or nothing: it names an account even without a name in it."""
        return "" if self.hides else text

    @cached_property
    def _masker(self) -> Masker:
        marks: dict[str, str] = {}
        for number, (name, _) in enumerate(self.labels):
            marks[name] = SHARED if name in marks else f"{_OPEN}{number}{_CLOSE}"
        return Masker(own=self.shown, others=marks)

    def _replaced(self, text: str, *, quoted: bool) -> str:
        if not self.hides:
            return text
        shown, end = "", 0
        masked = self._masker.mask(_PRIVATE.sub("", text))
        for mark in _MARK.finditer(masked):
            name, label = self.labels[int(mark[1])]
            shown = _before_its_name(shown + masked[end : mark.start()], name)
            shown = f"{shown}[{label}]" if quoted else _joined(shown, label)
            end = mark.end()
        return shown + masked[end:]


NOBODY: Final = Mask(hides=False)
"""The mask that hides no name."""


def mask_of(people: Iterable[Person], shown: Collection[Role] = ()) -> Mask:
    """Return the mask of the names of a case, but for the roles that are `shown`."""
    listed = [*_labelled(people)]
    return Mask(
        labels=tuple((p.name, label) for p, label in listed if p.role not in shown),
        shown=tuple(p.name for p, _ in listed if p.role in shown),
    )


def _labelled(people: Iterable[Person]) -> Iterator[tuple[Person, str]]:
    """Yield each person with a label that a person added later never changes."""
    count: dict[Role, int] = {}
    for person in people:
        number = count[person.role] = count.get(person.role, 0) + 1
        label = _LABELS[person.role]
        numbered = person.role == "temoin" or number > 1
        yield person, f"{label} {number}" if numbered else label


def _before_its_name(text: str, name: str) -> str:
    """Return what precedes a name without the particle that begins it: « de Le » Goff."""
    last = text.rstrip(" \u00a0").rpartition(" ")[2]
    if text.endswith((" ", "\u00a0")) and folded(last) in _OWN and folded(last) in words_of(name):
        return text[: text.rindex(last)]
    return text


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
