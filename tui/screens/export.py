"""Writes a text to a file that did not exist, for its owner only."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from expert.plain_text import clean
from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import Dialog
from tui.services import FORMATS
from tui.widgets.choice_list import ChoiceList
from tui.widgets.row_list import Answered
from tui.widgets.rows import Row

_LABELS: Final = {
    "texte": "Texte",
    "markdown": "Markdown (traitement de texte)",
    "json": "JSON (données)",
}
_WARNING: Final = (
    "Ce fichier sort du dossier protégé : gardez-le comme une pièce du dossier. Une impression ou "
    "une copie échappe aux durées de conservation."
)


class ExportDialog(Dialog[str | None]):
    """Gives back the sentence to show once the file is written."""

    HELP = "Choisissez la forme, vérifiez le nom du fichier ; F8 écrit. Rien n'est jamais écrasé."
    HINTS = (
        Hint("f1", "Aide"),
        Hint("tab", "Zone suivante"),
        Hint("f8", "Écrire le fichier"),
        Hint("escape", "Annuler"),
    )
    CSS_PATH = "export.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "write", "Écrire", show=False)]

    def __init__(self, name: str, render: Callable[[str], str], forms: Sequence[str]) -> None:
        super().__init__()
        self._text_of = render
        self._forms = list(forms)
        self._file_name = name

    def content(self) -> Iterator[Widget]:
        """Yield the forms, the file, the warning."""
        with Vertical(id="box"):
            yield Static("Enregistrer dans un fichier", classes="heading", markup=False)
            yield ChoiceList(id="forms")
            yield Static("Fichier", markup=False)
            yield Input(id="file", max_length=1000)
            yield Static(_WARNING, classes="note", markup=False)
            yield Static(id="refused", classes="refused", markup=False)
            with Horizontal(id="buttons"):
                yield Button("Écrire le fichier", id="write")
                yield Button("Annuler", id="cancel")

    def on_mount(self) -> None:
        """Offer the first form and a name in the current folder."""
        forms = self.query_one(ChoiceList)
        rows = [Row(form, _LABELS[form]) for form in self._forms]
        forms.show_rows(rows, self._forms[0], answered=True)
        self._set_file(self._forms[0])
        forms.focus()

    @on(Answered)
    def _form_chosen(self, event: Answered) -> None:
        self._set_file(str(event.value))
        self.query_one("#file").focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_write()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "write":
            self.action_write()
        else:
            self.action_up()

    def action_write(self) -> None:
        """Write the file, or say why it cannot be."""
        form = self._forms[self.query_one(ChoiceList).recorded or 0]
        path = Path(self.query_one("#file", Input).value.strip()).expanduser()
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
                file.write(self._text_of(form))
        except FileExistsError:
            self._refuse("Ce fichier existe déjà : choisissez un autre nom.")
        except (OSError, ValueError):
            self._refuse("Ce fichier ne peut pas être écrit : vérifiez le dossier et le nom.")
        else:
            self.dismiss(f"Fichier écrit : {clean(str(path))}")

    def _set_file(self, form: str) -> None:
        self.query_one("#file", Input).value = str(
            Path.cwd() / f"{self._file_name}.{FORMATS[form]}"
        )

    def _refuse(self, sentence: str) -> None:
        self.query_one("#refused", Static).update(plain(sentence))
