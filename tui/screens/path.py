"""The path through the questions, full screen for a narrow window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual import on
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from tui.copyable import Copyable, copyable_on
from tui.keys import Hint
from tui.screens.base import Dialog
from tui.widgets.line_list import LineList
from tui.widgets.path_lines import path_lines

if TYPE_CHECKING:
    from expert.incident import Key
    from tui.session import Session


class PathDialog(Dialog[object]):
    """Gives back the question chosen."""

    HELP = (
        "✓ répondu, ? vous ne savez pas, · encore utile, – sans effet désormais, ► la question "
        "ouverte. Entrée va à la question ; les réponses données ensuite sont gardées."
    )
    HINTS = (Hint("f1", "Aide"), Hint("enter", "Aller à la question"), Hint("escape", "Fermer"))
    CSS_PATH = "path.tcss"

    def __init__(self, session: Session, current: object) -> None:
        super().__init__()
        self.session, self.current = session, cast("Key", current)

    def content(self) -> Iterator[Widget]:
        """Yield the questions under their stage."""
        with Vertical(id="box"):
            yield Static("Parcours", classes="heading", markup=False)
            yield LineList(path_lines(self.session.interview.questions(), self.current))

    def copyable(self) -> Copyable | None:
        """Return the questions and what was answered."""
        return copyable_on(self, "Parcours")

    def on_mount(self) -> None:
        """Start on the question that was open."""
        lines = self.query_one(LineList)
        here = [i for i, line in enumerate(lines.lines) if line.target == self.current]
        if here:
            lines.highlighted = here[0]

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(event.target)
