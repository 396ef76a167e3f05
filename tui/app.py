"""The application: what is true on every screen, and how it starts and stops."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.filter import LineFilter

from expert.command.crash import EXIT_CODE, record
from expert.store.chosen import ChosenStore, chosen_store
from tui import case_doors, doors
from tui.cleared import clear_other_screen
from tui.failing import COMMAND, NOTHING_OPEN, Failure
from tui.hang_up import LeavingApp
from tui.help import help_paragraphs
from tui.locking import LockingApp
from tui.native_clipboard import Native, desktop_clipboard
from tui.office import Office
from tui.preferences import Preferences, kept_preferences, unsaid
from tui.safe_output import SafeOutput
from tui.screens.base import HOME, Command, Dialog, QualifScreen
from tui.screens.start import StartScreen
from tui.services import Services, load_services
from tui.strings import APPLICATION, HOW_TO_LEAVE
from tui.widgets.case_header import CaseHeader

if TYPE_CHECKING:
    from expert.incident import Answer, Incident
    from expert.office.desk import Desk
    from expert.office.working import WorkingCase
    from tui.session import Session

_SAFE = SafeOutput()


class QualifApp(LockingApp, LeavingApp):
    """The screens of Qualif. `services` are loaded in a thread once the first one is drawn."""

    CSS_PATH = "app.tcss"
    TITLE = APPLICATION
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quitter", priority=True, show=False),
        Binding("f1", "help", "Aide", show=False),
        Binding("f10,ctrl+p", "menu", "Menu", show=False),
        Binding("f12", "information", "Informations techniques", show=False),
        Binding("ctrl+c", "help_quit", "Quitter ?", show=False, system=True),
    ]

    def __init__(
        self,
        *,
        folder: Path | None = None,
        sample: bool = False,
        load: Callable[[], Services] = load_services,
        clock: Callable[[], datetime] = datetime.now,
        native: Native | None = None,
        preferences: Preferences | None = None,
        office: Office | None = None,
    ) -> None:
        preferences = preferences or unsaid()
        settings = preferences.settings
        place = ChosenStore(folder) if folder else chosen_store(settings.folder, settings.base)
        super().__init__(load, native, preferences, office or Office(place, clock))
        self.clock = clock
        self._sample = sample

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line goes through before it is drawn."""
        return [*super().get_line_filters(), _SAFE]

    def on_mount(self) -> None:
        """Show the saved incidents, then load the rules; welcome who comes for the first time."""
        self.watch_terminal()
        self.watch_idleness()
        self.push_screen(StartScreen())
        self.call_after_refresh(self.start_loading)
        if self._sample:
            self.with_services(lambda services: self.open_sample())
        elif self.preferences.refused is None and not self.preferences.settings.welcome:
            self.welcome()  # what is typed at once is for the phrase
        else:
            self.call_after_refresh(self.welcome)

    # Opening -------------------------------------------------------------------------------------

    def open_new(
        self,
        title: str,
        examined_on: date,
        profile: str,
        answers: Mapping[str, Answer] | None = None,
    ) -> None:
        """Open a new incident in its own case, with the `answers` of the first hour if any."""

        def opened(desk: Desk, services: Services) -> None:
            incident = services.blank(title, examined_on)
            if answers:
                incident = services.with_urgent_answers(incident, answers)
            session = self.new_session(
                services, incident, profile, kept=case_doors.new_case_of(services, desk, incident)
            )
            session.save_now()
            self.push_screen(doors.interview(session))

        self.with_desk(lambda desk: self.with_services(partial(opened, desk)))

    def open_urgence(self) -> None:
        """Ask the questions of the first hour; nothing is saved."""

        def opened(services: Services) -> None:
            incident = services.blank("", self.clock().date())
            if services.urgent_questions(incident):
                self.push_screen(doors.urgence(services, incident))
            else:
                self.push_screen(doors.urgence_page(services, incident, {}))

        self.with_services(opened)

    def open_tree(self) -> None:
        """Read the decision trees of the law, about no incident."""

        def opened(services: Services) -> None:
            self.push_screen(doors.tree(services.base, self.clock().date()))

        self.with_services(opened)

    def open_library(self) -> None:
        """Read the law, about no incident; where it is open already, come back to it."""
        self._open_once("LibraryScreen", lambda services: doors.library(services.library))

    def open_prevention(self) -> None:
        """Read the prevention cards, draft a charter."""
        self._open_once("PreventionScreen", lambda services: doors.prevention(services.library))

    def _open_once(self, name: str, screen: Callable[[Services], QualifScreen[None]]) -> None:
        names = [type(each).__name__ for each in self.screen_stack]
        if name in names:
            while type(self.screen).__name__ != name:
                self.pop_screen()
            return

        def opened(services: Services) -> None:
            self.push_screen(screen(services))

        self.with_services(opened)

    def open_saved(self, case: str) -> None:
        """Open a case where it was left."""

        def opened(desk: Desk, services: Services) -> None:
            then = partial(case_doors.open_saved, self, services, desk, case)
            case_doors.settle(self, services, desk, case, then)

        self.with_desk(lambda desk: self.with_services(partial(opened, desk)))

    def open_sample(self) -> None:
        """Open the example shipped with the application; it is never saved."""

        def opened(services: Services) -> None:
            session = self.new_session(services, services.sample(), "juriste")
            self.push_screen(doors.interview(session, on_result=True))

        self.with_services(opened)

    def new_session(
        self,
        services: Services,
        incident: Incident,
        profile: str | None,
        *,
        kept: WorkingCase | None = None,
    ) -> Session:
        """Return an incident open on the desk, which says here when it cannot be saved."""
        session = doors.session(
            services,
            incident,
            profile=profile,
            kept=kept,
            folder=self.office.place.folder,
            clock=self.clock,
        )
        session.on_trouble = lambda trouble: self._save_failed(session, trouble)
        return session

    def _save_failed(self, session: Session, trouble: Exception) -> None:
        if session.kept is not None and session.kept.beside:
            self.call_later(case_doors.met, self, session)
            return

        def again() -> None:
            session.save_now()
            self.show_saved(session)

        def copy() -> None:
            session.continue_in_copy()
            self.show_saved(session)

        self.open_trouble(
            f"Vos réponses ne sont pas enregistrées.\n{trouble}",
            [
                ("Réessayer", again),
                ("Continuer dans une copie", copy),
                ("Continuer sans enregistrer", None),
            ],
        )

    def show_saved(self, session: Session) -> None:
        """Write again when a case was saved."""
        for screen in self.screen_stack:
            for header in screen.query(CaseHeader):
                header.show(session)

    # Everywhere ----------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Help for the pane that has the focus, and the keys of the screen."""
        screen = self.screen
        if isinstance(screen, Dialog) and screen.id == "help":
            return
        if isinstance(screen, (QualifScreen, Dialog)) and not screen.too_small:
            dialog = doors.reading("Aide", help_paragraphs(screen))
            dialog.id = "help"
            self.push_screen(dialog)

    def action_menu(self) -> None:
        """Everything that can be done here, by name."""
        screen = self.screen
        if not isinstance(screen, QualifScreen) or screen.too_small:
            return

        def chosen(command: Command | None) -> None:
            if command is not None:
                command.run()

        self.clear_notifications()  # nothing over the lines of the menu
        self.push_screen(
            doors.menu([*screen.commands(), *screen.copy_commands(), *self.everywhere()]), chosen
        )

    def action_help_quit(self) -> None:
        """Ctrl+C leaves nothing by accident: it says how to leave."""
        self.say(HOW_TO_LEAVE)

    def everywhere(self) -> Iterator[Command]:
        """Yield what the menu offers on every screen."""
        yield Command("Aide", "les touches et ce que montre l'écran", self.action_help)
        yield Command(
            "Bibliothèque", "textes, décisions, règles : chercher et lire", self.open_library
        )
        yield Command("Prévention", "fiches ; rédiger une charte", self.open_prevention)
        screen = self.screen
        if len(self.screen_stack) > HOME:
            if isinstance(screen, QualifScreen):
                yield Command("Remonter d'un niveau", "Échap", screen.action_up)
            yield Command("Revenir à la liste des dossiers", "tout est enregistré", self.go_home)
        for label, said, empty in self.clipboard_commands():
            yield Command(label, said, empty)
        yield from self.unlocking_commands()
        yield from self.locking_commands()
        yield from self.settings_commands()
        yield Command("Quitter", "tout est enregistré", self.leave)

    def go_home(self) -> None:
        """Go back to the list of incidents."""
        while len(self.screen_stack) > HOME:
            self.pop_screen()

    def on_exit_app(self) -> None:
        """Leave, or see the window or the tab closed: what was being typed is saved."""
        for screen in self.screen_stack:
            if isinstance(screen, (QualifScreen, Dialog)):
                screen.keep_typed()


def run(sample: bool = False) -> int:
    """Open the application, on the shipped example when `sample`. Returns the exit code.

    After an unforeseen error the screens are not trusted again: a fresh window says what was saved
    and offers to come back to the list, in a fresh application.
    """
    while True:
        failure = _run_once(sample)
        if failure is None:
            return 0
        if not doors.ask_after(failure):
            print(failure.crash.sentence, file=sys.stderr)
            return EXIT_CODE
        sample = False


def _run_once(sample: bool) -> Failure | None:
    app = None
    try:
        app = QualifApp(sample=sample, native=desktop_clipboard(), preferences=kept_preferences())
        app.run()
    except Exception as error:
        failure = None if app is None else app.failure
        return failure or Failure(record(error, COMMAND), NOTHING_OPEN)
    finally:
        clear_other_screen(sys.stdout)
    return app.failure
