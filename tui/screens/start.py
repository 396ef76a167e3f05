"""The first screen: the saved incidents, a new one, an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from expert.casefiles.listing import CaseSummary, saved_incidents
from expert.casefiles.removal import delete_case
from expert.plain_text import one_line
from tui import doors
from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import Command, QualifScreen
from tui.widgets.line_list import Line, LineList, heading
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from tui.screens.new_case import NewCase

_NEW: Final = "nouveau"
_SAMPLE: Final = "exemple"
_WELCOME: Final = (
    "D'un incident de publication à sa qualification, textes et décisions à l'appui : "
    "une question à la fois, rien n'est décidé à votre place."
)


@dataclass(frozen=True)
class _Open:
    """A saved incident, as a line stands for it."""

    summary: CaseSummary


class StartScreen(QualifScreen[None]):
    """The list of the saved incidents."""

    AUTO_FOCUS = "#cases"
    HELP = (
        "F2, la première heure : six questions au plus, puis les gestes, les personnes à prévenir "
        "et les heures, sans créer de dossier. "
        "Vos dossiers, le dernier enregistré en premier. Entrée ouvre la ligne ; Suppr supprime un "
        "dossier, après confirmation. Chaque réponse est enregistrée aussitôt : rien n'est à "
        "sauvegarder à la main. Nommez un dossier par un numéro, jamais par un nom de personne."
    )
    CSS_PATH = "start.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("f2", "Urgence"),
        Hint("enter", "Ouvrir"),
        Hint("delete", "Supprimer"),
        Hint("f10", "Menu"),
        Hint("ctrl+q", "Quitter"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "urgence", "Urgence", show=False),
        Binding("delete", "delete", "Supprimer", show=False),
    ]

    def content(self) -> Iterator[Widget]:
        """Yield the title, the lines, and where the files are."""
        yield Static("Qualif", id="name", markup=False)
        yield Static(_WELCOME, id="welcome", markup=False)
        yield Button("Urgence : que faire dans la première heure ? (F2)", id="urgence")
        with Horizontal(id="reading"):
            yield Button("Bibliothèque", id="library")
            yield Button("Prévention", id="prevention")
        yield LineList(id="cases")
        yield Static(
            plain(f"Dossiers gardés dans {self.desk.folder}, lisibles par vous seul."),
            id="folder",
            markup=False,
        )

    def on_screen_resume(self) -> None:
        """Read the folder again: an interview has saved since."""
        self.refresh_cases()

    def refresh_cases(self) -> None:
        """Show the incidents of the folder."""
        try:
            found = saved_incidents(self.desk.folder)
        except OSError:
            found = []
            self.desk.say("Le dossier des incidents ne peut pas être lu.")
        self.query_one(LineList).show(_lines(found), keep_cursor=True)

    def copyable(self) -> None:
        """Return nothing: here Ctrl+C says how to leave."""

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        return (
            Command("Urgence : la première heure", "sans créer de dossier", self.action_urgence),
            Command("Nouvel incident", "poser les questions d'un incident", self.new_case),
            Command("Essayer avec un dossier d'exemple", "rien n'est enregistré", self._sample),
            Command("Arbre de décision", "chapitre par chapitre, les règles", self._tree),
            Command("Supprimer le dossier de la ligne", "après confirmation", self.action_delete),
        )

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        if event.target == _NEW:
            self.new_case()
        elif event.target == _SAMPLE:
            self._sample()
        elif isinstance(event.target, _Open):
            self._open(event.target.summary)

    @on(Button.Pressed, "#urgence")
    def action_urgence(self) -> None:
        """Ask the questions of the first hour."""
        self.desk.open_urgence()

    @on(Button.Pressed, "#library")
    def _library(self) -> None:
        self.desk.open_library()

    @on(Button.Pressed, "#prevention")
    def _prevention(self) -> None:
        self.desk.open_prevention()

    def new_case(self) -> None:
        """Name a new incident, then ask its questions."""

        def named(case: NewCase | None) -> None:
            if case is not None:
                self.desk.open_new(case.title, case.examined_on, case.profile)

        today: date = self.desk.clock().date()
        self.app.push_screen(
            doors.new_case(f"Dossier du {today:%d/%m/%Y}", f"{today:%d/%m/%Y}"), named
        )

    def action_delete(self) -> None:
        """Delete the incident under the cursor, after asking."""
        target = self.query_one(LineList).target
        if not isinstance(target, _Open):
            self.desk.say("Placez-vous sur un dossier enregistré.")
            return

        def answered(yes: bool | None) -> None:
            if yes:
                try:
                    delete_case(target.summary.path)
                except OSError:
                    self.desk.say("Ce dossier ne peut pas être supprimé.")
                self.refresh_cases()

        name = one_line(target.summary.title)
        question = f"Supprimer « {name} » ? Ses réponses ne pourront pas être retrouvées."
        self.app.push_screen(doors.confirm(question, "Supprimer"), answered)

    def _open(self, summary: CaseSummary) -> None:
        if summary.problem is None:
            self.desk.open_saved(summary.path)
        else:
            self.desk.open_trouble(f"{summary.title} : {summary.problem}.", [("Fermer", None)])

    def _tree(self) -> None:
        self.desk.open_tree()

    def _sample(self) -> None:
        self.desk.open_sample()


def _lines(found: list[CaseSummary]) -> Iterator[Line]:
    yield Line((Paragraph(plain("Nouvel incident"), plain("+ ", "$titre")),), _NEW)
    lead = plain("» ", "$titre")
    yield Line((Paragraph(plain("Essayer avec un dossier d'exemple"), lead),), _SAMPLE)
    if found:
        yield heading("Reprendre un dossier")
    for summary in found:
        yield _case_line(summary)


def _case_line(summary: CaseSummary) -> Line:
    saved = f"{summary.saved_at:enregistré le %d/%m/%Y à %H:%M}"
    note = summary.problem or saved
    title = Paragraph(plain(one_line(summary.title), "bold"), plain("  "))
    return Line((title, Paragraph(plain(note, "$second"), plain("  "))), _Open(summary))
