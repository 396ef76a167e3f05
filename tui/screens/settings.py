"""The settings: a few choices, kept at once in a small file that can also be written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from expert.plain_text import one_line
from expert.settings.model import SettingsError, address_of, folder_of
from expert.store.chosen import FOLDER_VARIABLE, data_folder
from tui import doors
from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import Command, QualifScreen
from tui.strings import PROFILES
from tui.themes import NAMES
from tui.widgets.line_list import Line, LineList
from tui.widgets.paragraphs import Paragraph

_ASK: Final = "demander chaque fois"
_YES, _NO = "oui", "non"
_COLUMN: Final = 34
_LONGEST: Final = 1_000
_FOLDER: Final = "Dossier des données (chemin complet ; vide : celui du système), puis Entrée"
_MOVED: Final = (
    "Les dossiers seront lus et enregistrés là. Ceux de l'ancien y restent : déplacez-les "
    "vous-même."
)
_OTHERWISE: Final = "La variable {name} passe avant ce réglage : dossier utilisé, {folder}."
_WAITS: Final = (2, 5, 10, 15, 30, 60)
_NO_BASE: Final = "aucune, ce poste seul"
_ASK_BASE: Final = (
    "L'adresse PostgreSQL donnée par l'informatique, sans mot de passe ; vide : ce poste seul."
)
_OTHER_BASE: Final = "Les dossiers seront lus dans cette base, avec une phrase à elle."
_NOT_KEPT: Final = "Réglages de cette fenêtre seulement : rien n'est écrit."


class SettingsScreen(QualifScreen[None]):
    """Enter changes the line; the folder is typed under the lines."""

    AUTO_FOCUS = "#choices"
    HELP = (
        "Entrée change la ligne ; tout est gardé aussitôt. Le lecteur proposé est celui qui est "
        "coché d'avance quand vous ouvrez un incident ; il peut toujours être changé. Le fichier "
        "des réglages, dont le lieu est écrit en bas, peut aussi être modifié à la main."
    )
    CSS_PATH = "settings.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("enter", "Changer"),
        Hint("tab", "Zone suivante"),
        Hint("f10", "Menu"),
        Hint("escape", "Revenir"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "folder", "Garder le dossier", show=False)
    ]

    def content(self) -> Iterator[Widget]:
        """Yield the lines, the folder, and where all this is kept."""
        yield Static("Réglages", classes="heading", markup=False)
        yield LineList(self._lines(), id="choices")
        with Vertical(id="place"):
            yield Static(_FOLDER, markup=False)
            yield Input(self._folder_text, id="folder", max_length=_LONGEST)
            yield Static(id="refused", classes="refused", markup=False)
            path = self.desk.preferences.path
            said = _NOT_KEPT if path is None else f"Gardés dans {path}"
            yield Static(plain(said, "$second"), markup=False)

    @property
    def _folder_text(self) -> str:
        folder = self.desk.preferences.settings.folder
        return "" if folder is None else one_line(str(folder))

    def _lines(self) -> Iterator[Line]:
        settings = self.desk.preferences.settings
        yield _line("Couleurs", settings.theme, self._theme)
        reader = PROFILES.get(settings.reader, _ASK)
        yield _line("Lecteur proposé", reader, self._reader)
        animations = _YES if settings.animations else _NO
        yield _line("Mouvements à l'écran", animations, self._animations)
        minutes = _minutes(settings.lock_after)
        yield _line("Verrouiller l'écran", minutes, self._lock_after)
        yield _line("Base de l'équipe", settings.base or _NO_BASE, self._base)
        welcome = _YES if settings.welcome else _NO
        yield _line("Visite à la prochaine ouverture", welcome, self._welcome)

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        return (
            Command("Couleurs…", "clair, sombre, contraste élevé", self._theme),
            Command("Lecteur proposé…", "pour un nouvel incident", self._reader),
            Command("Mouvements à l'écran", "oui ou non", self._animations),
            Command("Verrouiller l'écran…", "après combien de minutes", self._lock_after),
            Command("Base de l'équipe…", "adresse PostgreSQL, ou ce poste", self._base),
            Command("Visite à la prochaine ouverture", "oui ou non", self._welcome),
            Command("Garder le dossier écrit", "celui des incidents ; F8", self.action_folder),
        )

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        if callable(event.target):
            event.target()

    def _change(self, **chosen: object) -> None:
        self.desk.change_settings(**chosen)
        self.query_one(LineList).show(self._lines(), keep_cursor=True)

    def _theme(self) -> None:
        self._pick("Couleurs", NAMES, NAMES, "theme")

    def _reader(self) -> None:
        self._pick("Lecteur proposé", (_ASK, *PROFILES.values()), ("", *PROFILES), "reader")

    def _animations(self) -> None:
        self._change(animations=not self.desk.preferences.settings.animations)

    def _welcome(self) -> None:
        self._change(welcome=not self.desk.preferences.settings.welcome)

    def _lock_after(self) -> None:
        labels = [_minutes(minutes) for minutes in _WAITS]
        now = self.desk.preferences.settings.lock_after

        def chosen(index: int | None) -> None:
            if index is not None:
                self._change(lock_after=_WAITS[index])

        sentence = f"Sans toucher au clavier. Aujourd'hui : {_minutes(now)}."
        self.app.push_screen(doors.choose("Verrouiller l'écran", sentence, labels), chosen)

    def _base(self) -> None:
        def given(address: object) -> None:
            if isinstance(address, str) and address != self.desk.preferences.settings.base:
                self._change(base=address)
                self.desk.say(_OTHER_BASE)

        settings = self.desk.preferences.settings
        dialog = doors.ask_line("Base de l'équipe", _ASK_BASE, settings.base, address_of)
        self.app.push_screen(dialog, given)

    def _pick(self, title: str, labels: Sequence[str], values: Sequence[str], name: str) -> None:
        def chosen(index: int | None) -> None:
            if index is not None:
                self._change(**{name: values[index]})

        now = getattr(self.desk.preferences.settings, name)
        sentence = f"Aujourd'hui : {labels[values.index(now)]}."
        self.app.push_screen(doors.choose(title, sentence, labels), chosen)

    @on(Input.Submitted, "#folder")
    def action_folder(self) -> None:
        """Keep the folder that is written, or say what is wrong with it."""
        try:
            folder = folder_of(self.query_one("#folder", Input).value)
        except SettingsError as refusal:
            self._refuse(str(refusal))
            return
        self._refuse("")
        if folder == self.desk.preferences.settings.folder:
            return
        self._change(folder=folder)
        used = data_folder(folder)
        if folder is not None and used != folder:
            self.desk.say(_OTHERWISE.format(name=FOLDER_VARIABLE, folder=used))
        else:
            self.desk.say(_MOVED)

    @on(Input.Changed, "#folder")
    def _typed(self) -> None:
        self._refuse("")

    def _refuse(self, sentence: str) -> None:
        refused = self.query_one("#refused", Static)
        refused.display = bool(sentence)
        refused.update(plain(sentence))


def _line(name: str, value: str, change: Callable[[], None]) -> Line:
    lead = plain(f"{name} :".ljust(_COLUMN))
    return Line((Paragraph(plain(value, "bold"), lead),), partial(change))


def _minutes(count: int) -> str:
    return "après 1 minute" if count == 1 else f"après {count} minutes"
