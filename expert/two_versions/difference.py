"""What differs between two versions of a case, and how it is taken from one into the other."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Final

from expert.incident import Incident

NO_ANSWER: Final = "sans réponse"
UNKNOWN: Final = "je ne sais pas"

Take = Callable[[Incident], Incident]


@dataclass(frozen=True)
class Difference:
    """What differs: what it is, what each version says, and how ours is put into theirs.

    `part` names the fields of the case that are taken together; otherwise `take` changes the
    incident.
    """

    about: str
    ours: str
    theirs: str
    take: Take
    part: tuple[str, ...] = ()


def ordered(one: Collection[Any], other: Collection[Any]) -> list[Any]:
    """Return what is in one or the other, in the order of the first, then of the second."""
    return [*one, *(each for each in other if each not in one)]
