"""The page of the first hour: what not to do, to do, whom to tell, by what hour. No conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button

from tui import doors
from tui.keys import Hint
from tui.screens.base import Command, QualifScreen
from tui.sources import read_sources
from tui.widgets.line_list import Line, LineList

if TYPE_CHECKING:
    from expert.incident import Answer, Incident
    from tui.results.cited_lines import Named
    from tui.screens.new_case import NewCase
    from tui.services import Services


class UrgencePageScreen(QualifScreen[None]):
    """Reads, writes to a file, or goes on into the interview with the answers given."""

    HELP = (
        "Les flèches parcourent la page. Ce qui n'est pas suivi d'une source est un conseil ; "
        "Entrée, sur une ligne qui cite, lit la source en entier. F6 enregistre la page dans un "
        "fichier. F8 crée un dossier avec vos réponses et pose la suite des "
        "questions : rien n'est redemandé. Échap revient aux questions de la première heure."
    )
    CSS_PATH = "urgence_page.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("f6", "Enregistrer"),
        Hint("f8", "Continuer"),
        Hint("f10", "Menu"),
        Hint("escape", "Revenir"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "copy_page", "Copier", show=False),
        Binding("f6", "export", "Enregistrer dans un fichier", show=False),
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
        yield LineList(self._lines(), id="page")
        with Horizontal(id="buttons"):
            yield Button("Continuer vers l'entretien", id="go-on")
            yield Button("Revenir", id="leave")
            yield Button("Enregistrer", id="export")

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command(
            "Continuer vers l'entretien", "créer un dossier avec ces réponses", self.action_go_on
        )
        yield Command("Enregistrer la page", "pour la transmettre", self.action_export)

    def copy_title(self) -> str:
        """Return what the page is."""
        return "La première heure"

    def _lines(self) -> Iterator[Line]:
        blocks = self._services.urgent_page(self._incident, self.desk.clock())
        lines = import_module("tui.results.reader_pages").block_lines(blocks)
        cited = import_module("tui.results.cited_lines")
        found: Iterator[Line] = cited.cited_lines(lines, cited.citable(self._services.base))
        return found

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        found = cast("Named", event.target).sources
        self.app.push_screen(read_sources(self._services.library, found))

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
