"""What is said when the law as data, or an incident file, cannot be read.

One small hierarchy: every refusal is a French sentence that says where, what, and the nearest valid
name when there is one. Nothing here ever prints a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_LONGEST = 600
_KEPT_HEAD, _KEPT_TAIL = 400, 150
_LONGEST_NAME = 200
_FRENCH_SPACES = "\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, and a line and column counted from 1 (0 = whole file)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class InputError(ValueError):
    """Bad input, told in one French sentence that begins with its place.

    A refusal quotes what was read, which may be hostile: whatever a terminal would obey or hide
    becomes a visible mark, and an endless name is cut.
    """

    def __init__(self, place: Place, message: str) -> None:
        self.place = place
        self.message = _on_one_line(message)
        super().__init__(f"{_on_one_line(str(place))} : {self.message}")


class KnowledgeError(InputError):
    """A rule base that must not be loaded."""


class BrokenBaseError(KnowledgeError):
    """Several refusals found in one reading of the base; `errors` keeps each of them."""

    def __init__(self, errors: Iterable[KnowledgeError]) -> None:
        self.errors = tuple(errors)
        first = self.errors[0]
        super().__init__(first.place, first.message)
        self.args = ("\n".join(str(error) for error in self.errors),)


def nearest(name: str, valid: Iterable[str]) -> str:
    """Return « ; vouliez-vous dire X ? » for the closest valid name, or an empty string."""
    if len(name) > _LONGEST_NAME:
        return ""
    close = get_close_matches(name, list(valid), n=1, cutoff=0.6)
    return f" ; vouliez-vous dire « {close[0]} » ?" if close else ""


def _on_one_line(text: str) -> str:
    """Return `text` on one line, of a length one can read, with no character hidden."""
    if len(text) > _LONGEST:
        text = f"{text[:_KEPT_HEAD]} […] {text[-_KEPT_TAIL:]}"
    return "".join(
        c if c.isprintable() or c in _FRENCH_SPACES else f"\\u{{{ord(c):04X}}}" for c in text
    )
