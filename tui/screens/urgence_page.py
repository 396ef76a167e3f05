"""The page of the first hour: what not to do, to do, whom to tell, by what hour. No conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button

from tui import doors
from tui.keys import Hint
from tui.screens.base import Command, QualifScreen
from tui.widgets.paragraphs import Paragraph
from tui.widgets.read_pane import ReadPane

if TYPE_CHECKING:
    from expert.incident import Answer, Incident
    from tui.screens.new_case import NewCase
    from tui.services import Services


class UrgencePageScreen(QualifScreen[None]):
    """Reads, writes to a file, or goes on into the interview with the answers given."""

    HELP = (
        "Les flèches font défiler la page. Ce qui n'est pas suivi d'une source est un conseil. F6 "
        "écrit la page dans un fichier. F8 crée un dossier avec vos réponses et pose la suite des "
        "questions : rien n'est redemandé. Échap revient aux questions de la première heure."
    )
    CSS_PATH = "urgence_page.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("f6", "Fichier"),
        Hint("escape", "Revenir"),
        Hint("f8", "Continuer vers l'entretien"),
        Hint("f10", "Menu"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "copy_page", "Copier", show=False),
        Binding("f6", "export", "Écrire dans un fichier", show=False),
        Binding("f7", "up", "Revenir", show=False),
        Binding("f8", "go_on", "Continuer vers l'entretien", show=False),
    ]

    def __init__(
        self, services: Services, incident: Incident, answers: Mapping[str, Answer]
    ) -> None:
        super().__init__()
        self._services, self._answers = services, answers
        self._incident = services.with_urgent_answers(incident, answers)

    def content(self) -> Iterator[Widget]:
        """Yield the page and the ways on."""
        yield ReadPane(self._paragraphs(), id="page")
        with Horizontal(id="buttons"):
            yield Button("Continuer vers l'entretien", id="go-on")
            yield Button("Revenir", id="leave")
            yield Button("Écrire dans un fichier", id="export")

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command(
            "Continuer vers l'entretien", "créer un dossier avec ces réponses", self.action_go_on
        )
        yield Command("Écrire la page dans un fichier", "pour la transmettre", self.action_export)

    def copy_title(self) -> str:
        """Return what the page is."""
        return "La première heure"

    def _paragraphs(self) -> Iterator[Paragraph]:
        lines = import_module("tui.results.reader_pages").block_lines
        for line in lines(self._services.urgent_page(self._incident, self.desk.clock())):
            yield from line.paragraphs

    def action_go_on(self) -> None:
        """Name the incident and choose its reader, then ask what is left."""

        def named(case: NewCase | None) -> None:
            if case is not None:
                self.desk.go_home()
                self.desk.open_new(case.title, case.examined_on, case.profile, self._answers)

        today: date = self.desk.clock().date()
        screen = doors.new_case(f"Dossier du {today:%d/%m/%Y}", f"{today:%d/%m/%Y}")
        self.app.push_screen(screen, named)

    def action_export(self) -> None:
        """Write the page to a file."""
        name = f"premiere-heure-{self.desk.clock():%Y%m%d-%H%M}"
        dialog = doors.export(name, self._written, ["texte", "markdown"])
        self.app.push_screen(dialog, self.desk.say_written)

    def _written(self, form: str) -> str:
        blocks = self._services.urgent_page(self._incident, self.desk.clock())
        if form == "markdown":
            text: str = import_module("expert.documents.markdown").layout(blocks)
        else:
            text = import_module("expert.documents.text").layout(blocks, 80)
        return text

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        {"go-on": self.action_go_on, "export": self.action_export}.get(
            event.button.id or "", self.action_up
        )()
