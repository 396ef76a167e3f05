"""The first screen: the saved incidents, a new one, an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Input, Static
from textual.worker import Worker, WorkerState

from expert.casefiles.removal import delete_case
from expert.casefiles.shelf import Shelf
from expert.casefiles.summary import CaseSummary
from tui import doors
from tui.case_lines import SAMPLE, Action, CaseLines
from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import Command, QualifScreen
from tui.widgets.catalogue_list import CatalogueList

if TYPE_CHECKING:
    from tui.screens.new_case import NewCase
    from tui.services import Services

_WELCOME: Final = (
    "D'un incident de publication à sa qualification, textes et décisions à l'appui : "
    "une question à la fois, rien n'est décidé à votre place."
)
_READING: Final = "dossiers"
_LONGEST: Final = 100


class StartScreen(QualifScreen[None]):
    """The list of the saved incidents."""

    AUTO_FOCUS = "#cases"
    HELP = (
        "F2, la première heure : six questions au plus, puis les gestes, les personnes à prévenir "
        "et les heures, sans créer de dossier. "
        "Vos dossiers, le dernier enregistré en premier : où en est chacun, la conclusion du "
        "dernier résultat lu si les réponses n'ont pas changé depuis, le jour de "
        "l'enregistrement. « Règles changées » : le droit de Qualif n'est plus celui de ce "
        "résultat, à relire. Entrée ouvre la ligne ; Suppr supprime un "
        "dossier, après confirmation ; Ctrl+F cherche parmi les dossiers, sans tenir compte des "
        "accents. Chaque réponse est enregistrée aussitôt : rien n'est à "
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
        Binding("ctrl+f,slash", "search", "Chercher", show=False),
        Binding("up", "move(-1)", "Monter", show=False),
        Binding("down", "move(1)", "Descendre", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shelf: Shelf | None = None
        self._lines = CaseLines()

    def content(self) -> Iterator[Widget]:
        """Yield the title, the lines, and where the files are."""
        yield Static("Qualif", id="name", markup=False)
        yield Static(_WELCOME, id="welcome", markup=False)
        yield Button("Urgence : que faire dans la première heure ? (F2)", id="urgence")
        with Horizontal(id="reading"):
            yield Button("Bibliothèque", id="library")
            yield Button("Prévention", id="prevention")
        yield Static(id="changed", markup=False)
        yield Input(
            placeholder="Chercher un dossier…", id="search", compact=True, max_length=_LONGEST
        )
        yield CatalogueList(id="cases")
        yield Static(id="folder", markup=False)

    def on_mount(self) -> None:
        """Mark what the rules changed as soon as they are there."""
        self.desk.rules_loaded.subscribe(self, self._rules_are_there)

    def on_screen_resume(self) -> None:
        """Read the folder again: an interview has saved since."""
        self.refresh_cases()

    def refresh_cases(self) -> None:
        """Show the incidents of the folder; the files are read behind."""
        folder = self.desk.folder
        if self._shelf is None or self._shelf.folder != folder:
            self._shelf = Shelf(folder)
        try:
            self._shelf.scan()
        except OSError:
            self._shelf = Shelf(folder / "?")
            self.desk.say("Le dossier des incidents ne peut pas être lu.")
        said = f"Dossiers gardés dans {folder}, lisibles par vous seul."
        self.query_one("#folder", Static).update(plain(said))
        self.query_one("#search").set_class(len(self._shelf) > 0, "-shown")
        self._show(keep_cursor=True)
        self.run_worker(
            self._shelf.read_all, name=_READING, group=_READING, thread=True, exclusive=True
        )

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Find among all the files, once all are read."""
        if event.worker.name == _READING and event.state is WorkerState.SUCCESS:
            self._show(keep_cursor=True)

    def _rules_are_there(self, _services: Services) -> None:
        self._show(keep_cursor=True)

    def _show(self, *, keep_cursor: bool) -> None:
        """Write the lines that hold the words of the field, and the banner above them."""
        if self._shelf is None:
            return
        services = self.desk.services
        words = self.query_one("#search", Input).value
        self._lines = CaseLines(self._shelf, words, services.base.digest if services else None)
        lines = self.query_one(CatalogueList)
        cursor = lines.cursor
        lines.show(len(self._lines), self._lines.shown)
        if keep_cursor and cursor is not None:
            lines.move_to(cursor)
        banner = self.query_one("#changed", Static)
        said = self._lines.banner()
        banner.set_class(bool(said), "-shown")
        banner.update(plain(said))

    def copyable(self) -> None:
        """Return nothing: here Ctrl+C says how to leave."""

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        return (
            Command("Urgence : la première heure", "sans créer de dossier", self.action_urgence),
            Command("Nouvel incident", "poser les questions d'un incident", self.new_case),
            Command("Essayer avec un dossier d'exemple", "rien n'est enregistré", self._sample),
            Command("Arbre de décision", "chapitre par chapitre, les règles", self._tree),
            Command("Chercher un dossier", "par son nom, Ctrl+F", self.action_search),
            Command("Remonter à toute la liste", "effacer la recherche ; Échap", self.action_up),
            Command("Supprimer le dossier de la ligne", "après confirmation", self.action_delete),
        )

    def action_up(self) -> None:
        """Escape empties the field, then stays here."""
        self.query_one("#search", Input).value = ""
        self.query_one(CatalogueList).focus()

    # Moving and finding --------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Move in the list while the words stay in the field."""
        self.query_one(CatalogueList).action_move(step)

    def action_search(self) -> None:
        """Go to the field that finds an incident, when there is one to find."""
        field = self.query_one("#search", Input)
        if field.display:
            field.focus()
            field.action_select_all()
        else:
            self.desk.say("Aucun dossier enregistré pour l'instant.")

    @on(Input.Changed, "#search")
    def _typed(self) -> None:
        self._show(keep_cursor=False)

    @property
    def _target(self) -> Action | CaseSummary | None:
        cursor = self.query_one(CatalogueList).cursor
        return None if cursor is None else self._lines.target(cursor)

    @on(Input.Submitted, "#search")
    @on(CatalogueList.Chosen)
    def _chosen(self) -> None:
        target = self._target
        if isinstance(target, CaseSummary):
            self._open(target)
        elif target is not None:
            (self._sample if target is SAMPLE else self.new_case)()

    # Acting --------------------------------------------------------------------------------------

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
        reader = self.desk.preferences.settings.reader
        self.app.push_screen(
            doors.new_case(f"Dossier du {today:%d/%m/%Y}", f"{today:%d/%m/%Y}", reader), named
        )

    def action_delete(self) -> None:
        """Delete the incident under the cursor, after asking."""
        target = self._target
        if not isinstance(target, CaseSummary):
            self.desk.say("Placez-vous sur un dossier enregistré.")
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._delete(target)

        question = f"Supprimer « {target.name} » ? Ses réponses ne pourront pas être retrouvées."
        self.app.push_screen(doors.confirm(question, "Supprimer"), answered)

    def _delete(self, summary: CaseSummary) -> None:
        try:
            delete_case(summary.path)
            if self._shelf is not None:
                self._shelf.forget_deleted()
        except OSError:
            self.desk.say("Ce dossier ne peut pas être supprimé.")
        self.refresh_cases()

    def _open(self, summary: CaseSummary) -> None:
        if summary.problem is None:
            self.desk.open_saved(summary.path)
        else:
            self.desk.open_trouble(f"{summary.name} : {summary.problem}.", [("Fermer", None)])

    def _tree(self) -> None:
        self.desk.open_tree()

    def _sample(self) -> None:
        self.desk.open_sample()
