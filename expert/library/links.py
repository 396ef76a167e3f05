"""How one page of the library names another: what it is, its id, and the sentence that says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["texte", "décision", "point discuté", "changement", "règle", "fait", "fiche"]
"""What can be found. A `fait` (a question of the interview) and a `fiche` have no page here."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the library."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Link:
    """Something named by a sentence, never by its id alone; `place` None has no page to open."""

    id: str
    sentence: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A source that something rests on: its reference, its level of proof, to whom it applied."""

    id: str
    reference: str
    level: str
    says: str
    citable: bool
    place: Place
    applied_to: str = ""


SOURCE_KINDS: Final[tuple[Kind, ...]] = ("texte", "décision")
