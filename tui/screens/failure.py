"""What is said after an unforeseen error: what was saved, the number to quote, the ways out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from tui.copyable import Copyable, lines_of
from tui.failing import Failure
from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import QualifScreen
from tui.widgets.paragraphs import Paragraph
from tui.widgets.read_pane import ReadPane

_TITLE: Final = "Qualif a rencontré un défaut"
_SORRY: Final = (
    "Ce n'est pas une erreur de votre part. L'écran ouvert a été fermé, pour ne rien montrer de "
    "faux ; rien de ce que vous avez enregistré n'a été modifié."
)
_NO_LOG: Final = "Le journal n'a pas pu être écrit."
_TO_WHOM: Final = (
    "À transmettre à qui s'occupe de Qualif : la référence et le journal. Ils ne contiennent ni "
    "réponse ni nom de dossier."
)
_COLUMN: Final = 14


class FailureScreen(QualifScreen[bool | None]):
    """Gives back True to come back to the list."""

    CSS_PATH = "failure.tcss"
    AUTO_FOCUS = "#again"
    HINTS = (
        Hint("enter", "Choisir"),
        Hint("tab", "Autre bouton"),
        Hint("f5", "Copier"),
        Hint("ctrl+q", "Quitter"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "copy_page", "Copier", show=False)]

    def __init__(self, failure: Failure) -> None:
        super().__init__()
        self._failure = failure

    def content(self) -> Iterator[Widget]:
        """Yield what happened and the three buttons."""
        yield Static(_TITLE, classes="heading", markup=False)
        yield ReadPane(self._paragraphs())
        with Horizontal(id="buttons"):
            yield Button("Revenir à la liste", id="again")
            yield Button("Copier (F5)", id="copy")
            yield Button("Quitter", id="leave")

    def _paragraphs(self) -> list[Paragraph]:
        said = [_SORRY, self._failure.saved]
        return [
            *(p for text in said for p in (Paragraph(plain(text)), Paragraph(plain("")))),
            *self._quoted(),
            Paragraph(plain("")),
            Paragraph(plain(_TO_WHOM, "$second")),
        ]

    def _quoted(self) -> list[Paragraph]:
        crash = self._failure.crash
        rows = {
            "Référence": crash.reference,
            "Défaut": crash.kind,
            "Journal": _NO_LOG if crash.log is None else str(crash.log),
        }
        return [
            Paragraph(plain(value), plain(f"{name} :".ljust(_COLUMN), "bold $titre"))
            for name, value in rows.items()
        ]

    def copyable(self) -> Copyable:
        """Return what is to be sent, and nothing of a case."""
        return Copyable(_TITLE, lines_of(self._quoted()))

    def action_up(self) -> None:
        """Escape stays here: nothing is under this screen."""

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "copy":
            self.action_copy_page()
        else:
            self.dismiss(event.button.id == "again")
