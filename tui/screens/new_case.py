"""A new incident: its name, the day of the examination, who will read the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from expert.plain_text import one_line
from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import QualifScreen
from tui.strings import PROFILE_HELP, PROFILES, READ_BY_JUDGE
from tui.widgets.choice_list import ChoiceList
from tui.widgets.row_list import Answered, Missing
from tui.widgets.rows import Row

if TYPE_CHECKING:
    from tui.services import Services

LONGEST_TITLE = 80


@dataclass(frozen=True)
class NewCase:
    """What was chosen."""

    title: str
    examined_on: date
    profile: str


class NewCaseScreen(QualifScreen[NewCase | None]):
    """Three things to say, then the questions begin."""

    HELP = (
        "Le nom du dossier : un numéro ou une date, jamais le nom d'une personne. Le jour de "
        "l'examen : celui où les délais sont regardés, aujourd'hui le plus souvent. Le lecteur : "
        "il choisit les conclusions cherchées, donc les questions ; il peut être changé ensuite."
    )
    CSS_PATH = "new_case.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("tab", "Zone suivante"),
        Hint("f8", "Commencer"),
        Hint("escape", "Annuler"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "start", "Commencer", show=False)]

    def __init__(self, title: str, day: str, reader: str = "") -> None:
        super().__init__()
        self._title, self._day, self._reader_proposed = title, day, reader

    def content(self) -> Iterator[Widget]:
        """Yield the two fields and the choice of the reader."""
        with VerticalScroll(id="form", can_focus=False):
            yield Static("Nouvel incident", classes="heading", markup=False)
            yield Static("Nom du dossier, sans nom de personne", markup=False)
            yield Input(self._title, id="title", max_length=LONGEST_TITLE)
            yield Static(READ_BY_JUDGE, classes="note", markup=False)
            yield Static("Jour de l'examen", markup=False)
            yield Input(self._day, id="day", max_length=20)
            yield Static("Pour qui le résultat est-il préparé ?", markup=False)
            yield ChoiceList(id="reader")
            yield Static(id="refused", classes="refused", markup=False)

    def on_mount(self) -> None:
        """Show the readers; none is chosen but the one of the settings."""
        rows = [Row(key, label, PROFILE_HELP[key]) for key, label in PROFILES.items()]
        proposed = self._reader_proposed
        self.query_one(ChoiceList).show_rows(rows, proposed, answered=proposed in PROFILES)

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    @on(Answered)
    def _reader(self) -> None:
        self.action_start()

    @on(Missing)
    def _missing(self) -> None:
        self._refuse("Choisissez le lecteur du résultat.")

    def action_start(self) -> None:
        """Begin, or say what is missing."""
        chosen = self.query_one(ChoiceList).recorded
        parse = import_module("expert.interview.parsing").parse_date
        try:
            day: date = parse(self.query_one("#day", Input).value)
        except ValueError as refusal:
            self._refuse(str(refusal))
            self.query_one("#day").focus()
            return
        if chosen is None:
            self._refuse("Choisissez le lecteur du résultat.")
            self.query_one(ChoiceList).focus()
            return
        title = one_line(self.query_one("#title", Input).value) or self._title
        case = NewCase(title, date(day.year, day.month, day.day), list(PROFILES)[chosen])
        self.desk.with_services(partial(self._reread, case))

    def _reread(self, case: NewCase, services: Services) -> None:
        """Begin, once the name of the file holds nothing that should be read again."""
        rereading = import_module("tui.rereading")
        rereading.Rereading(services.base).check(
            self.app,
            [rereading.FreeText("Nom du dossier", case.title)],
            keep=lambda: self.dismiss(case),
            edit=self.query_one("#title").focus,
        )

    def _refuse(self, sentence: str) -> None:
        refused = self.query_one("#refused", Static)
        refused.update(plain(sentence))
        self.call_after_refresh(refused.scroll_visible, animate=False)
