"""The first screen: the saved incidents, a new one, an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Input, Static
from textual.worker import Worker, WorkerState

from tui import doors
from tui.case_lines import FOUND, NEW, OPEN, SAMPLE, Action, CaseLines, Listed
from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import Command, QualifScreen
from tui.widgets.catalogue_list import CatalogueList

if TYPE_CHECKING:
    from expert.cases.deadlines import CaseDeadline
    from expert.cases.line import CaseLine
    from expert.office.desk import Desk
    from tui.screens.new_case import NewCase
    from tui.services import Services

_WELCOME: Final = (
    "D'un incident de publication à sa qualification, textes et décisions à l'appui : "
    "une question à la fois, rien n'est décidé à votre place."
)
_READING: Final = "dossiers"
_LONGEST: Final = 100
_KEPT: Final = "Dossiers chiffrés, gardés dans {place}."
_LOCKED: Final = "Dossiers fermés : la phrase de passe les ouvre. Ils sont dans {place}."


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
        "sauvegarder à la main. Nommez un dossier par un numéro, jamais par un nom de personne. "
        "« Deux versions » : quelqu'un d'autre l'a enregistré en même temps que vous ; l'ouvrir "
        "les montre toutes les deux. Vos dossiers sont chiffrés : la phrase de passe les ouvre, "
        "Ctrl+L verrouille l'écran."
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
        self._listed = Listed(())
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
        self.desk.cases_changed.subscribe(self, self._cases_changed)

    def on_screen_resume(self) -> None:
        """Read the list again: an interview has saved since."""
        self.refresh_cases()
        self.desk.ask_once()

    def _cases_changed(self, _: None) -> None:
        self._listed = Listed(())
        self.refresh_cases()

    def refresh_cases(self) -> None:
        """Show the cases that are known, then those of the store, which is read behind."""
        office, desk = self.desk.office, self.desk.office.desk
        said = _KEPT if desk is not None else _LOCKED
        self.query_one("#folder", Static).update(plain(said.format(place=office.place.said)))
        self._show(keep_cursor=True)
        if desk is not None:
            self.run_worker(
                partial(_read, desk),
                name=_READING,
                group=_READING,
                thread=True,
                exclusive=True,
                exit_on_error=False,
            )

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what the store told, unless it was locked meanwhile."""
        if event.worker.name != _READING or self.desk.office.desk is None:
            return
        if event.state is WorkerState.SUCCESS and event.worker.result is not None:
            self._listed = event.worker.result
            self._show(keep_cursor=True)
        elif event.state is WorkerState.ERROR and isinstance(event.worker.error, RuntimeError):
            self.desk.say(f"La liste ne peut pas être lue. {event.worker.error}")
        elif event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            self.desk._handle_exception(event.worker.error)

    def _rules_are_there(self, _services: Services) -> None:
        self._show(keep_cursor=True)

    @property
    def _first(self) -> Sequence[Action]:
        office = self.desk.office
        if office.desk is not None:
            return NEW, SAMPLE
        return (OPEN if office.place.may_be_founded() else FOUND), NEW, SAMPLE

    def _show(self, *, keep_cursor: bool) -> None:
        """Write the lines that hold the words of the field, and the banner above them."""
        services = self.desk.services
        field = self.query_one("#search", Input)
        field.set_class(len(self._listed.lines) > 0, "-shown")
        base = services.base.digest if services else None
        self._lines = CaseLines(self._listed, field.value, base, self._first)
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
    def _target(self) -> Action | CaseLine | None:
        cursor = self.query_one(CatalogueList).cursor
        return None if cursor is None else self._lines.target(cursor)

    @on(Input.Submitted, "#search")
    @on(CatalogueList.Chosen)
    def _chosen(self) -> None:
        target = self._target
        if isinstance(target, Action):
            acts = {SAMPLE: self._sample, NEW: self.new_case}
            acts.get(target, self.desk.open_unlock)()
        elif target is not None:
            self._open(target)

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
        """Name a new incident, then ask its questions; the cases are unlocked first."""
        self.desk.with_desk(lambda _: self._new_case())

    def _new_case(self) -> None:
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
        if target is None or isinstance(target, Action):
            self.desk.say("Placez-vous sur un dossier enregistré.")
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._delete(target)

        question = f"Supprimer « {target.name} » ? Ses réponses ne pourront pas être retrouvées."
        self.app.push_screen(doors.confirm(question, "Supprimer"), answered)

    def _delete(self, line: CaseLine) -> None:
        desk = self.desk.office.desk
        try:
            if desk is not None:
                desk.erase(line.id)
                kept = [each for each in self._listed.lines if each.id != line.id]
                self._listed = Listed(kept, self._listed.two, self._listed.days)
        except RuntimeError as refusal:
            self.desk.say(f"Ce dossier ne peut pas être supprimé. {refusal}")
        self.refresh_cases()

    def _open(self, line: CaseLine) -> None:
        if line.problem is None:
            self.desk.open_saved(line.id)
        else:
            self.desk.open_trouble(line.problem, [("Fermer", None)])

    def _tree(self) -> None:
        self.desk.open_tree()

    def _sample(self) -> None:
        self.desk.open_sample()


def _read(desk: Desk) -> Listed:
    """Read the list: called in a thread."""
    shelf, heads = import_module("expert.office.shelf"), import_module("expert.office.heads")
    lines, nearest = shelf.case_lines(desk), import_module("expert.cases.deadlines").nearest
    today = desk.clock().astimezone().date()
    found = {line.id: nearest(line.last_days, today) for line in lines if line.last_days}
    days = {case: _day(each) for case, each in found.items() if each is not None}
    return Listed(lines, heads.with_two_versions(desk), days)


def _day(found: CaseDeadline) -> str:
    caution = f" ({found.last.caution})" if found.last.caution else ""
    return f"{found.last.label} : {found.standing}{caution}"
