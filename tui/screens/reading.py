"""A text to read above a screen: help, sources, where the qualification stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from tui.copyable import Copyable, copyable_on
from tui.keys import Hint
from tui.screens.base import Dialog
from tui.widgets.paragraphs import Paragraph
from tui.widgets.read_pane import ReadPane


class ReadingDialog(Dialog[None]):
    """Escape closes it; the arrows scroll."""

    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "copy_page", "Copier", show=False),
        Binding("f6", "save_page", "Enregistrer dans un fichier", show=False),
    ]

    def __init__(self, title: str, paragraphs: Sequence[Paragraph]) -> None:
        super().__init__()
        self._title, self._paragraphs = title, paragraphs

    def content(self) -> Iterator[Widget]:
        """Yield the title and the text."""
        with Vertical(id="box"):
            yield Static(self._title, classes="heading", markup=False)
            yield ReadPane(self._paragraphs)

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that do something here."""
        return (
            Hint("ctrl+c", "Copier"),
            *((Hint("f6", "Enregistrer"),) if self.may_save_page() else ()),
            Hint("escape", "Fermer"),
        )

    def copyable(self) -> Copyable | None:
        """Return the text."""
        return copyable_on(self, self._title)
