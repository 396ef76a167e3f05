"""Reading again, before it is saved, a free text that holds words worth a second look.

Nothing is blocked and nothing is changed: the reader is shown what was seen and why, and keeps the
text or goes back to it. What was kept once is not asked about again on the same screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from expert.flagged_words import Flag, flagged
from tui import doors

if TYPE_CHECKING:
    from textual.app import App

    from knowledge import KnowledgeBase


class FreeText(NamedTuple):
    """A text about to be saved; `quoted` when it is the exact words of a publication."""

    label: str
    text: str
    quoted: bool = False


class Rereading:
    """The texts of one screen. Only one is read again at a time."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._kept: set[tuple[str, str]] = set()
        self._open = False

    def check(
        self,
        app: App[Any],
        texts: Sequence[FreeText],
        *,
        keep: Callable[[], object],
        edit: Callable[[], object],
    ) -> None:
        """Call `keep` at once when nothing is worth reading again, or once the reader says so.

        `edit` is called when the reader goes back to the text.
        """
        found = [(text.label, flag) for text in texts for flag in self._new(text)]
        if not found:
            keep()
            return
        if self._open:
            return
        self._open = True

        def decided(kept: bool | None) -> None:
            self._open = False
            if kept:
                self._kept.update((f.family, word) for _, f in found for word in f.seen)
                keep()
            else:
                edit()

        app.push_screen(doors.reread(found), decided)

    def _new(self, text: FreeText) -> list[Flag]:
        """Return what is seen in a text and was not kept already."""
        return [
            flag
            for flag in flagged(self._base, text.text, quoted=text.quoted)
            if any((flag.family, word) not in self._kept for word in flag.seen)
        ]
