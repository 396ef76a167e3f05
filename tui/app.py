"""The application: what is true on every screen, and how it starts, stops and fails."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.worker import Worker, WorkerState

from expert.casefiles.listing import incidents_folder, new_file
from expert.command.crash import EXIT_CODE, report
from tui import doors
from tui.copying import CopyingApp
from tui.help import help_paragraphs
from tui.native_clipboard import Native, desktop_clipboard
from tui.screens.base import HOME, Command, Dialog, QualifScreen
from tui.screens.start import StartScreen
from tui.services import Services, load_services
from tui.strings import APPLICATION, HOW_TO_LEAVE, LOADING
from tui.themes import DARK, LIGHT, THEMES
from tui.widgets.case_header import CaseHeader

if TYPE_CHECKING:
    from expert.incident import Answer, Incident
    from tui.session import Session

COMMAND = "application"
"""How the log of a crash names what was running."""

_LOADER = "regles"


class QualifApp(CopyingApp):
    """The screens of Qualif. `services` are loaded in a thread once the first one is drawn."""

    CSS_PATH = "app.tcss"
    TITLE = APPLICATION
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quitter", priority=True, show=False),
        Binding("f1", "help", "Aide", show=False),
        Binding("f10,ctrl+p", "menu", "Menu", show=False),
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
    ) -> None:
        super().__init__(native)
        self.folder = folder or incidents_folder()
        self.clock = clock
        self.crash_sentence: str | None = None
        self._load = load
        self._services: Services | None = None
        self._waiting: list[Callable[[Services], None]] = []
        self._sample = sample
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK

    def on_mount(self) -> None:
        """Show the saved incidents, then load the rules."""
        self.push_screen(StartScreen())
        self.call_after_refresh(self._start_loading)
        if self._sample:
            self.with_services(lambda services: self.open_sample())

    # The rules -----------------------------------------------------------------------------------

    def with_services(self, then: Callable[[Services], None]) -> None:
        """Call `then` with the expert, now or as soon as the rules are loaded."""
        if self._services is not None:
            then(self._services)
            return
        self._waiting.append(then)
        self.say(LOADING)

    def _start_loading(self) -> None:
        self.run_worker(self._load_all, name=_LOADER, thread=True, exit_on_error=False)

    def _load_all(self) -> Services:
        services = self._load()
        doors.warm()
        return services

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Go on when the rules are there, or say why they are not."""
        if event.worker.name != _LOADER:
            return
        if event.state is WorkerState.SUCCESS:
            self._services = event.worker.result
            self.clear_notifications()
            # The law never changes: the collector need not walk through it between two questions.
            gc.freeze()
            waiting, self._waiting = self._waiting, []
            for then in waiting:
                self.with_services(then)
        elif event.state is WorkerState.ERROR:
            error = event.worker.error
            if isinstance(error, (ValueError, OSError)):
                self.open_trouble(
                    f"La base de règles ne se charge pas.\n{error}", [("Fermer", None)]
                )
            elif isinstance(error, Exception):
                self._handle_exception(error)

    # Opening -------------------------------------------------------------------------------------

    def open_new(
        self,
        title: str,
        examined_on: date,
        profile: str,
        answers: Mapping[str, Answer] | None = None,
    ) -> None:
        """Open a new incident in its own file, with the `answers` of the first hour if any."""

        def opened(services: Services) -> None:
            blank = services.blank(title, examined_on)
            session = self._session(
                services,
                services.with_urgent_answers(blank, answers) if answers else blank,
                profile,
                path=new_file(self.folder, self.clock()),
            )
            session.save_now()
            self.push_screen(doors.interview(session))

        self.with_services(opened)

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

    def open_saved(self, path: Path) -> None:
        """Open a saved incident where it was left."""

        def opened(services: Services) -> None:
            try:
                incident, stamp = services.open_case(path)
            except (OSError, ValueError) as error:
                self.open_trouble(
                    f"Ce dossier ne peut pas être ouvert.\n{error}", [("Fermer", None)]
                )
                return
            session = self._session(services, incident, None, path=path, stamp=stamp)
            self.push_screen(doors.interview(session))

        self.with_services(opened)

    def open_sample(self) -> None:
        """Open the example shipped with the application; it is never saved."""

        def opened(services: Services) -> None:
            session = self._session(services, services.sample(), "juriste")
            self.push_screen(doors.interview(session, on_result=True))

        self.with_services(opened)

    def _session(
        self,
        services: Services,
        incident: Incident,
        profile: str | None,
        *,
        path: Path | None = None,
        stamp: str | None = None,
    ) -> Session:
        session = doors.session(
            services, incident, profile=profile, path=path, stamp=stamp, clock=self.clock
        )
        session.on_trouble = lambda trouble: self._save_failed(session, trouble)
        return session

    def _save_failed(self, session: Session, trouble: Exception) -> None:
        def again() -> None:
            session.save_now()
            self._show_saved(session)

        def copy() -> None:
            session.continue_in(new_file(self.folder, self.clock()))
            self._show_saved(session)

        self.open_trouble(
            f"Vos réponses ne sont pas enregistrées.\n{trouble}",
            [
                ("Réessayer", again),
                ("Continuer dans une copie", copy),
                ("Continuer sans enregistrer", None),
            ],
        )

    def _show_saved(self, session: Session) -> None:
        for screen in self.screen_stack:
            for header in screen.query(CaseHeader):
                header.show(session)

    # Everywhere ----------------------------------------------------------------------------------

    def open_trouble(
        self, sentence: str, ways_out: Sequence[tuple[str, Callable[[], object] | None]]
    ) -> None:
        """Say a difficulty kindly, with the ways out of it."""

        def chosen(index: int | None) -> None:
            act = None if index is None else ways_out[index][1]
            if act is not None:
                act()

        dialog = doors.choose("Une difficulté", sentence, [label for label, _ in ways_out])
        self.push_screen(dialog, chosen)

    def say(self, sentence: str) -> None:
        """Show a sentence for a few seconds."""
        self.notify(sentence, markup=False, timeout=5)

    def say_written(self, sentence: str | None) -> None:
        """Say where a file was written; nothing when it was not."""
        if sentence is not None:
            self.say(sentence)

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
            doors.menu([*screen.commands(), *screen.copy_commands(), *self._commands()]), chosen
        )

    def action_help_quit(self) -> None:
        """Ctrl+C leaves nothing by accident: it says how to leave."""
        self.say(HOW_TO_LEAVE)

    def _commands(self) -> Iterator[Command]:
        other = LIGHT if self.theme == DARK else DARK
        yield Command("Aide", "les touches et ce que montre l'écran", self.action_help)
        yield Command(
            f"Thème {other}", "changer les couleurs", lambda: setattr(self, "theme", other)
        )
        yield Command(
            "Bibliothèque", "textes, décisions, règles : chercher et lire", self.open_library
        )
        yield Command("Prévention", "fiches ; rédiger une charte", self.open_prevention)
        if len(self.screen_stack) > HOME:
            yield Command("Revenir à la liste des dossiers", "tout est enregistré", self.go_home)
        for label, said, empty in self.clipboard_commands():
            yield Command(label, said, empty)
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

    # Failing -------------------------------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """Stop on an unforeseen error without its traceback, which would print the answers.

        Once the user has chosen to leave, what half-closed screens raise is of no interest.
        """
        if self._exit:
            return
        self._return_code = EXIT_CODE
        if self._exception is None:
            self.crash_sentence = report(error, COMMAND)
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def run(sample: bool = False) -> int:
    """Open the application, on the shipped example when `sample`. Returns the exit code."""
    app = QualifApp(sample=sample, native=desktop_clipboard())
    sentence: str | None
    try:
        app.run()
        sentence = app.crash_sentence
    except Exception as error:
        sentence = report(error, COMMAND)
    if sentence is None:
        return 0
    print(sentence, file=sys.stderr)
    return EXIT_CODE
