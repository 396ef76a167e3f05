"""The menu: every act of the screen by its name; a few letters find it, with or without accents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from expert.plain_text import folded
from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import Command, Dialog
from tui.widgets.line_list import Line, LineList
from tui.widgets.paragraphs import Paragraph

_NOTHING: Final = "Rien de ce nom ici."


class MenuDialog(Dialog[Command | None]):
    """Gives back the command chosen."""

    HELP = "Tapez quelques lettres, ou descendez avec ↓ ; Entrée fait ce que dit la ligne."
    HINTS = (Hint("enter", "Faire"), Hint("escape", "Fermer"))
    CSS_PATH = "menu.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Descendre", show=False, priority=True),
        Binding("up", "move(-1)", "Monter", show=False, priority=True),
    ]

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = tuple(commands)

    def content(self) -> Iterator[Widget]:
        """Yield the field and the lines."""
        with Vertical(id="box"):
            yield Input(placeholder="Chercher dans le menu…")
            yield LineList(_lines(self._commands))

    def action_move(self, step: int) -> None:
        """Move the cursor while the letters stay in the field."""
        lines = self.query_one(LineList)
        if step > 0:
            lines.action_cursor_down()
        else:
            lines.action_cursor_up()

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        wanted = folded(event.value).split()
        found = [
            command
            for command in self._commands
            if all(word in folded(f"{command.label} {command.help}") for word in wanted)
        ]
        found.sort(key=lambda c: not all(word in folded(c.label) for word in wanted))
        self.query_one(LineList).show(_lines(found))

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(LineList).action_select()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(event.target if isinstance(event.target, Command) else None)


def _lines(commands: Sequence[Command]) -> Iterator[Line]:
    for command in commands:
        text = plain(command.label, "bold") + plain(f"  {command.help}", "$second")
        yield Line((Paragraph(text),), command)
    if not commands:
        yield Line((Paragraph(plain(_NOTHING)),))
