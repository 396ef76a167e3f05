"""Words seen in a free text before it is saved: what, why, and the choice to keep or go back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import Dialog
from tui.strings import READ_BY_JUDGE
from tui.widgets.line_list import Line, LineList
from tui.widgets.paragraphs import Paragraph
from tui.widgets.read_pane import ReadPane

if TYPE_CHECKING:
    from expert.flagged_words import Flag

_CHOICES: Final = ("Revenir au texte pour le modifier", "Garder le texte tel qu'il est")
_NOTHING: Final = "Rien n'est encore enregistré, rien n'est changé : vous décidez."


class RereadDialog(Dialog[bool | None]):
    """Gives back whether the text is kept as it is; Escape goes back to it."""

    HELP = (
        "Quelques mots méritent d'être relus avant d'enregistrer : ils parlent de la personne plus "
        "que des faits, ou la nomment. Gardez-les s'ils sont exacts et nécessaires."
    )
    CSS_PATH = "reread.tcss"
    HINTS = (Hint("f1", "Aide"), Hint("enter", "Choisir"), Hint("escape", "Modifier"))

    def __init__(self, found: Sequence[tuple[str, Flag]]) -> None:
        super().__init__()
        self._found = found

    def content(self) -> Iterator[Widget]:
        """Yield what was seen, then the two ways on."""
        with Vertical(id="box"):
            yield Static("À relire avant d'enregistrer", classes="heading", markup=False)
            yield ReadPane(self._paragraphs(), id="seen")
            yield LineList(
                Line((Paragraph(plain(label), plain("→ ", "$titre")),), index)
                for index, label in enumerate(_CHOICES)
            )

    def on_mount(self) -> None:
        """Start on the way back to the text."""
        self.query_one(LineList).focus()

    def _paragraphs(self) -> Iterator[Paragraph]:
        for label, flag in self._found:
            yield Paragraph(plain(f"{label} : {flag.sentence}"), plain("· "))
        yield Paragraph(plain(f"{READ_BY_JUDGE} {_NOTHING}", "$second"))

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(event.target == 1)
