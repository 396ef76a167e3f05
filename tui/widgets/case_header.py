"""The first line of a screen: which incident, and when it was last saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from expert.plain_text import one_line
from tui.plain import plain

if TYPE_CHECKING:
    from tui.session import Session


class CaseHeader(Static):
    """Says « Dossier 2026-014, enregistré à 10:42 », or that nothing is saved."""

    DEFAULT_CSS = """
    CaseHeader {
        height: 1;
        padding: 0 2;
        background: $panel;
        color: $foreground;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, session: Session) -> None:
        """Write the line again."""
        if session.kept is None:
            state = plain("exemple, non enregistré", "$second")
        elif session.saved_at is None:
            state = plain("NON ENREGISTRÉ", "bold $alerte")
        else:
            state = plain(session.saved_text, "$second")
        room = max(20, self.app.size.width - state.cell_length - 7)
        title = one_line(session.incident.title)
        shown = title if len(title) <= room else f"{title[: room - 1]}…"
        self.update(plain(shown, "bold") + plain(" — ", "$second") + state, layout=False)
