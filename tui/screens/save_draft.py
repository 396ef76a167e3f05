"""Writes a drafted document, and the choices it was drafted from, in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from expert.plain_text import clean
from tui.keys import Hint
from tui.new_file import write_new
from tui.plain import plain
from tui.screens.base import Dialog
from tui.widgets.plain_input import PlainInput

_NOTE: Final = (
    "Le document est un projet : retirez les appuis et les limites de la version affichée. Les "
    "choix se reprennent ici, ou avec « qualif prevention rediger »."
)


class SaveDraftDialog(Dialog[str | None]):
    """Gives back the sentence to show once every file is written; nothing is ever overwritten."""

    HELP = "Vérifiez le dossier ; F8 écrit les fichiers nommés au-dessous. Rien n'est écrasé."
    HINTS = (Hint("f1", "Aide"), Hint("f8", "Écrire"), Hint("escape", "Annuler"))
    CSS_PATH = "save_draft.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "write", "Écrire", show=False)]

    def __init__(self, files: Mapping[str, str]) -> None:
        super().__init__()
        self._files = files

    def content(self) -> Iterator[Widget]:
        """Yield the folder, the names of the files, the buttons."""
        with Vertical(id="box"):
            yield Static("Enregistrer le document et ses choix", classes="heading", markup=False)
            yield Static("Dossier", markup=False)
            yield PlainInput(str(Path.cwd()), id="folder", max_length=1000)
            for name in self._files:
                yield Static(plain(f"• {name}"), markup=False)
            yield Static(_NOTE, classes="note", markup=False)
            yield Static(id="refused", classes="refused", markup=False)
            with Horizontal(id="buttons"):
                yield Button("Écrire", id="write")
                yield Button("Annuler", id="cancel")

    @on(Input.Submitted)
    def action_write(self) -> None:
        """Write every file, or none and say why."""
        folder = Path(self.query_one("#folder", Input).value.strip()).expanduser()
        done: list[Path] = []
        try:
            for name, text in self._files.items():
                write_new(folder / name, text)
                done.append(folder / name)
        except FileExistsError:
            self._refuse(done, "Un de ces fichiers existe déjà : choisissez un autre dossier.")
        except (OSError, ValueError):
            self._refuse(done, "Rien ne peut être écrit dans ce dossier : vérifiez son nom.")
        else:
            self.dismiss(f"Fichiers écrits dans {clean(str(folder))}")

    def _refuse(self, done: list[Path], sentence: str) -> None:
        for path in done:
            path.unlink()
        self.query_one("#refused", Static).update(plain(sentence))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "write":
            self.action_write()
        else:
            self.action_up()
