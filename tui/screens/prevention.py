"""Prevention: the cards to hand out, and the way to a charter drafted clause by clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from expert.prevention.drafting import DOCUMENT_FR
from knowledge.models.prevention import Card, DocumentKind
from tui import doors
from tui.keys import Hint
from tui.library.page import LAW_ONLY
from tui.library.prevention_pages import card_page, cards_written, prevention_lines
from tui.screens.base import Command, QualifScreen
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from expert.library.catalogue import Library

_ABOUT: Final = (
    "Avant tout incident : des fiches à remettre, et un texte à adopter, rédigé d'après vos choix."
)


class PreventionScreen(QualifScreen[None]):
    """Enter opens a card, or asks the choices of a document."""

    HELP = (
        "Entrée ouvre une fiche : chaque point y est suivi de ce sur quoi il s'appuie, ou dit "
        "conseil. F6 enregistre toutes les fiches dans un fichier ; dans une fiche, F6 "
        "n'enregistre qu'elle. « Rédiger » demande les choix de l'établissement, puis écrit une "
        "charte ou un paragraphe du règlement intérieur, chaque article avec son appui et sa "
        "limite."
    )
    CSS_PATH = "prevention.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("enter", "Ouvrir"),
        Hint("f6", "Enregistrer les fiches"),
        Hint("f10", "Menu"),
        Hint("escape", "Revenir"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "save_page", "Enregistrer les fiches", show=False)
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library

    def content(self) -> Iterator[Widget]:
        """Yield the title and the lines."""
        yield Static("Prévention", classes="heading", markup=False)
        yield Static(_ABOUT, classes="note", markup=False)
        yield LineList(prevention_lines(self._library.base), id="cards")

    def on_mount(self) -> None:
        """Start on the first line."""
        self.query_one(LineList).focus()

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        for kind, name in DOCUMENT_FR.items():
            yield Command(f"Rédiger {name}", "d'après vos choix", partial(self._draft, kind))
        yield Command("Enregistrer toutes les fiches", "à imprimer", self.action_save_page)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        target = event.target
        if isinstance(target, Card):
            page = card_page(self._library.base, target)
            self.app.push_screen(doors.reader(self._library, page))
        elif target in DOCUMENT_FR:
            self._draft(target)

    def _draft(self, kind: DocumentKind) -> None:
        self.app.push_screen(doors.drafting(self._library, kind))

    def action_save_page(self) -> None:
        """Write every card to a file."""
        base = self._library.base
        render = partial(cards_written, base, tuple(base.cards.values()))
        dialog = doors.export("fiches", render, ["markdown", "texte"], warning=LAW_ONLY)
        self.app.push_screen(dialog, self.desk.say_written)
