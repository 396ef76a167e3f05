"""The first hour: at most six questions on one screen, before any incident is created."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Static

from tui import doors
from tui.keys import Hint
from tui.library.page import Page
from tui.plain import plain
from tui.screens.base import Command, QualifScreen
from tui.sources import WHY, question_lines
from tui.widgets.group_list import GroupDone, GroupList, LineAnswered
from tui.widgets.row_list import Missing

if TYPE_CHECKING:
    from expert.incident import Answer, Incident
    from expert.interview.session import Question
    from tui.services import Services

_TITLE: Final = "La première heure"
_INTRO: Final = (
    "Rien n'est enregistré ni qualifié. Une ligne laissée vide compte comme « Je ne sais pas » ; "
    "F8 montre la page à tout moment."
)


class UrgenceScreen(QualifScreen[None]):
    """The questions line by line; the page may be asked for whatever is answered."""

    HELP = (
        "Répondez à ce que vous savez, sans rien chercher d'autre : o, n ou j pour oui, non ou je "
        "ne sais pas, une lettre pour cocher, une date avec son heure. Une ligne sans réponse "
        "reste inconnue. F8 montre la page : ne pas faire, faire, prévenir, et avant quelle heure. "
        "Un dossier n'est créé que si vous continuez ensuite vers l'entretien."
    )
    CSS_PATH = "urgence.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("f3", "Pourquoi"),
        Hint("f8", "Voir la page"),
        Hint("escape", "Revenir"),
        Hint("f10", "Menu"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "why", "Pourquoi", show=False),
        Binding("f7", "up", "Revenir", show=False),
        Binding("f8", "page", "Voir la page", show=False),
    ]

    def __init__(self, services: Services, incident: Incident) -> None:
        super().__init__()
        self._services, self._incident = services, incident

    def content(self) -> Iterator[Widget]:
        """Yield the title, the lines, what is expected, the ways on."""
        yield Static(_TITLE, classes="heading", markup=False)
        yield Static(_INTRO, id="intro", markup=False)
        with VerticalScroll(id="form", can_focus=False):
            yield GroupList(id="lines")
        yield Static(id="refused", classes="refused", markup=False)
        with Horizontal(id="buttons"):
            yield Button("Voir la page", id="page")
            yield Button("Revenir", id="leave")

    def on_mount(self) -> None:
        """Show the lines, the cursor on the first."""
        asked = self._services.urgent_questions(self._incident)
        lines = self.query_one(GroupList)
        lines.show_lines(asked, [self._parser(question) for question in asked], 0)
        lines.focus()

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Voir la page", "gestes, personnes, heures", self.action_page)
        yield Command("Pourquoi cette question", "la raison et la source", self.action_why)

    def _parser(self, question: Question) -> Callable[[str], object]:
        fact = question.fact
        assert fact is not None
        return lambda text: self._services.parse(fact, text)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What is answered so far, by fact; a line nobody touched is not in it."""
        lines = self.query_one(GroupList)
        return {
            lines.lines[number].key.fact: cast("Answer", given.value)
            for number, given in sorted(lines.given.items())
        }

    def action_page(self) -> None:
        """Show the page of what is answered, unless a date being typed cannot be read."""
        if self.query_one(GroupList).take_pending():
            page = doors.urgence_page(self._services, self._incident, self.answers)
            self.app.push_screen(page)

    def action_why(self) -> None:
        """Say why the line under the cursor is asked, with its sources."""
        question = self.query_one(GroupList).current
        library = self._services.library
        page = Page(WHY, question_lines(library, question), "question")
        self.app.push_screen(doors.reader(library, page, penalties=False))

    @on(GroupDone)
    def _done(self) -> None:
        self.action_page()

    @on(LineAnswered)
    def _answered(self) -> None:
        self._tell("")

    @on(Missing)
    def _missing(self, event: Missing) -> None:
        self._tell(f"{event.sentence} F8 : voir la page sans attendre.")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_page() if event.button.id == "page" else self.action_up()

    def _tell(self, sentence: str) -> None:
        self.query_one("#refused", Static).update(plain(sentence))
