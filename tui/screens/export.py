"""Writes a text to a file that did not exist, for its owner only; in a browser, hands it over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from expert.plain_text import clean, one_line
from expert.system_errors import said
from tui.keys import Hint
from tui.new_file import write_new
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
CASE_WARNING: Final = (
    "Ce fichier sort du dossier protégé : gardez-le comme une pièce du dossier. Une impression ou "
    "une copie échappe aux durées de conservation."
)


class ExportDialog(Dialog[str | None]):
    """Gives back the sentence to show once the file is written."""

    HELP = "Choisissez la forme, vérifiez le nom du fichier ; F8 écrit. Rien n'est jamais écrasé."
    CSS_PATH = "export.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "write", "Écrire", show=False)]

    def __init__(
        self,
        name: str,
        render: Callable[[str], str],
        forms: Sequence[str],
        warning: str = CASE_WARNING,
    ) -> None:
        super().__init__()
        self._warning = warning
        self._text_of = render
        self._forms = list(forms)
        self._file_name = name

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys: in a browser, the file is downloaded."""
        return (
            Hint("f1", "Aide"),
            Hint("tab", "Zone suivante"),
            Hint("f8", self._say("Écrire le fichier", "Télécharger")),
            Hint("escape", "Annuler"),
        )

    def _say(self, here: str, in_browser: str) -> str:
        return in_browser if self.desk.is_web else here

    def content(self) -> Iterator[Widget]:
        """Yield the forms, the file, the warning."""
        with Vertical(id="box"):
            yield Static("Enregistrer dans un fichier", classes="heading", markup=False)
            yield ChoiceList(id="forms")
            yield Static(self._say("Fichier", "Nom du fichier"), markup=False)
            yield Input(id="file", max_length=1000)
            yield Static(self._warning, classes="note", markup=False)
            yield Static(id="refused", classes="refused", markup=False)
            with Horizontal(id="buttons"):
                yield Button(self._say("Écrire le fichier", "Télécharger"), id="write")
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
        """Write the file, or say why it cannot be; nothing half written is left."""
        form = self._forms[self.query_one(ChoiceList).recorded or 0]
        typed = self.query_one("#file", Input).value.strip()
        if self.desk.is_web:
            self._hand_over(typed, form)
            return
        path = Path(typed).expanduser()
        try:
            write_new(path, self._text_of(form))
        except FileExistsError:
            self.query_one("#file", Input).value = str(_free(path))
            self._refuse("Ce fichier existe déjà ; un autre nom vous est proposé : F8 l'écrit.")
        except OSError as error:
            self._refuse(f"Ce fichier ne peut pas être écrit ici : {said(error)}.")
        except ValueError:
            self._refuse("Ce nom de fichier ne convient pas : choisissez-en un autre.")
        else:
            self.dismiss(f"Fichier écrit : {clean(str(path))}")

    def _hand_over(self, typed: str, form: str) -> None:
        """Give the file to the browser, which saves it where it saves the others."""
        name = one_line(Path(typed).name)
        if not name:
            self._refuse("Donnez un nom au fichier.")
            return
        self.app.deliver_text(StringIO(self._text_of(form)), save_filename=name)
        self.dismiss(f"Fichier remis au navigateur, dans ses téléchargements : {name}")

    def _set_file(self, form: str) -> None:
        name = f"{self._file_name}.{FORMATS[form]}"
        shown = name if self.desk.is_web else str(_free(Path.cwd() / name))
        self.query_one("#file", Input).value = shown

    def _refuse(self, sentence: str) -> None:
        self.query_one("#refused", Static).update(plain(sentence))


def _free(path: Path) -> Path:
    """Return the path, or the first of its kind that no file has yet: `nom-2.txt`."""
    found, number = path, 1
    with suppress(OSError):
        while found.exists():
            number += 1
            found = path.with_stem(f"{path.stem}-{number}")
    return found
