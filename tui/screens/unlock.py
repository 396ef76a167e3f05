"""The phrase that opens the cases; and what can be done without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Button, Input

from tui import case_doors
from tui.keys import Hint
from tui.phrases import unlock_refusal
from tui.screens.base import Command
from tui.screens.paged_form import Field, Page, PagedForm

if TYPE_CHECKING:
    pass

_SAID: Final = (
    "Sans la phrase, l'urgence, la bibliothèque, la prévention et l'exemple restent ouverts : "
    "Échap."
)
_NEW_PHRASE: Final = (
    "Phrase provisoire donnée à « {login} » : ouvrez avec elle, Qualif en demandera une autre."
)


_NOBODY: Final = "personne"


class UnlockScreen(PagedForm[object]):
    """Gives back the account that the phrase opens, or a text where nobody has one yet."""

    HELP = (
        "Vos dossiers sont chiffrés : votre phrase de passe les ouvre, et rien d'autre. Ouvrir "
        "prend quelques secondes, exprès : essayer des phrases au hasard en devient trop long. "
        "Phrase perdue : les deux personnes de recouvrement, ensemble, en donnent une autre. "
        "Échap revient à la liste fermée ; F2 ouvre l'urgence, sans phrase."
    )
    WAIT = "Ouverture… patientez."
    MAY_LEAVE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "urgence", "Urgence", show=False),
        Binding("f6", "lost", "Phrase perdue", show=False),
    ]

    def __init__(self, login: str, sentence: str = "") -> None:
        super().__init__()
        self._login, self._sentence = login, sentence

    def pages(self) -> Sequence[Page]:
        """Return the one page."""
        said = (self._sentence, _SAID) if self._sentence else (_SAID,)
        fields = (
            Field("login", "Identifiant", value=self._login, longest=30),
            Field("phrase", "Phrase de passe", secret=True),
        )
        return (Page("unlock", "Ouvrir vos dossiers", said, fields, "Ouvrir"),)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return (
            Hint("f1", "Aide"),
            Hint("f2", "Urgence"),
            Hint("f6", "Phrase perdue"),
            Hint("f8", "Ouvrir"),
            Hint("escape", "Sans ouvrir"),
            Hint("f10", "Menu"),
        )

    def other_buttons(self) -> Iterable[Button]:
        """Yield what is done without the phrase."""
        yield Button("Phrase perdue", id="lost")
        yield Button("Urgence", id="urgence")

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Ouvrir vos dossiers", "avec la phrase ; F8", self.action_next)
        yield Command("Phrase perdue", "les deux personnes de recouvrement", self.action_lost)
        yield Command("Urgence : la première heure", "sans phrase ; F2", self.action_urgence)

    def refusal(self, page: Page, values: Mapping[str, str]) -> str | None:
        """Return what is missing."""
        return unlock_refusal(values["login"], values["phrase"])

    def work(self, values: Mapping[str, str]) -> object:
        """Open the account; None where nobody has one yet."""
        office = self.desk.office
        return office.unlocked(values["login"], values["phrase"]) if office.founded() else None

    def worked(self, result: object) -> None:
        """Give the account back, or go and make the first one."""
        self.dismiss(_NOBODY if result is None else result)

    @on(Button.Pressed, "#urgence")
    def action_urgence(self) -> None:
        """Ask the questions of the first hour, over the closed list: no phrase is needed."""
        if not self.desk.is_deriving:
            self.dismiss(None)
            self.desk.open_urgence()

    @on(Button.Pressed, "#lost")
    def action_lost(self) -> None:
        """Have the two officers give another phrase."""

        def given(login: str | None) -> None:
            if login is not None:
                self.query_one("#login", Input).value = login
                self.forget_secrets()
                self.tell(_NEW_PHRASE.format(login=login))

        if not self.desk.is_deriving:
            self.app.push_screen(case_doors.recovery(self.values["login"]), given)
