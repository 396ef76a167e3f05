"""The chapters of the law, layer by layer: Enter opens the decision tree of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from expert.trees.overview import overview
from tui import doors
from tui.keys import Hint
from tui.screens.base import QualifScreen
from tui.widgets.case_header import CaseHeader
from tui.widgets.line_list import LineList
from tui.widgets.tree_lines import Chapter, plan_lines

if TYPE_CHECKING:
    from datetime import date

    from knowledge import KnowledgeBase
    from tui.session import Session

_READ = "Chaque chapitre a son arbre ; une étape lit aussi ce que concluent les précédentes."
_MARKED = f"{_READ} Le chemin de votre dossier y est marqué ►."


class TreeScreen(QualifScreen[object]):
    """Gives back the question to open, when a tree was left for one."""

    HELP = (
        "Les chapitres de la base, dans l'ordre où ils se lisent : ceux de l'étape 1 ne lisent que "
        "des réponses, les suivants lisent aussi leurs conclusions. Entrée ouvre l'arbre du "
        "chapitre : ses questions, où mène chaque réponse, et les règles derrière chaque issue."
    )
    CSS_PATH = "tree.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("enter", "Ouvrir l'arbre"),
        Hint("f10", "Menu"),
        Hint("escape", "Revenir"),
    )

    def __init__(self, base: KnowledgeBase, day: date, session: Session | None) -> None:
        super().__init__()
        self._base, self._day = base, day
        self._session = None if session is None or session.interview.report_only else session

    def content(self) -> Iterator[Widget]:
        """Yield the title and the chapters."""
        if self._session is not None:
            yield CaseHeader()
        yield Static("Arbre de décision", classes="tree-title", markup=False)
        said = _READ if self._session is None else _MARKED
        yield Static(said, classes="tree-note", markup=False)
        yield LineList(plan_lines(overview(self._base)))

    def on_mount(self) -> None:
        """Start on the first chapter; say which incident is open, and when it was saved."""
        if self._session is not None:
            self.query_one(CaseHeader).show(self._session)
        self.query_one(LineList).focus()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        if isinstance(event.target, Chapter):
            shown = doors.tree_chapter(self._base, self._day, event.target.notion, self._session)
            self.app.push_screen(shown, self._left)

    def _left(self, key: object) -> None:
        if key is not None:
            self.dismiss(key)
