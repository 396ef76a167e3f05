"""The decision tree of one chapter, with the path of the incident where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from expert.incident import Key
from expert.inference.program import ByIdentity
from expert.trees.chapter import Chapter as Drawn
from expert.trees.chapter import draw_notion
from expert.trees.headings import chapter_law
from tui import doors
from tui.keys import Hint
from tui.library.page import Page
from tui.plain import plain
from tui.results.names import COUNSEL
from tui.screens.base import Command, QualifScreen
from tui.widgets.case_header import CaseHeader
from tui.widgets.line_list import LineList
from tui.widgets.tree_lines import Chapter, Folded, Text, chapter_lines
from tui.widgets.tree_live import Live

if TYPE_CHECKING:
    from datetime import date

    from knowledge import KnowledgeBase
    from tui.session import Session


class TreeChapterScreen(QualifScreen[object]):
    """Gives back the question to open."""

    HELP = (
        "► le chemin de votre dossier, · ce qui reste possible, – ce que vos réponses ont fermé. "
        "→ dit où mène une réponse : ✓ une conclusion, ✗ rien, ≠ un point de droit discuté, ↓ la "
        "question de ce numéro plus bas, ↑ une question déjà écrite. Entrée sur une question "
        "l'ouvre ; sur une réponse, montre les règles derrière son issue, qui se lisent avec leurs "
        "sources. F5 montre aussi ce qui "
        "est fermé."
    )
    CSS_PATH = "tree.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "unfold", "Tout montrer", show=False),
        Binding("f8", "passage", "Autre passage", show=False),
    ]

    def __init__(
        self, base: KnowledgeBase, day: date, notion: str, session: Session | None
    ) -> None:
        super().__init__()
        self._base, self._day, self._notion = base, day, notion
        self._session = session
        self._unit = 0
        self._unfolded = False

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that do something here."""
        return (
            Hint("f1", "Aide"),
            Hint("enter", "Ouvrir"),
            *((Hint("f5", "Tout montrer"),) if self._session else ()),
            *((Hint("f8", "Passage"),) if self._units > 1 else ()),
            Hint("f10", "Menu"),
            Hint("escape", "Revenir"),
        )

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        if self._session is not None:
            yield Command("Tout montrer ou replier", "ce qui est fermé", self.action_unfold)
        if self._units > 1:
            yield Command("Autre passage", "le chemin d'un autre passage", self.action_passage)

    def content(self) -> Iterator[Widget]:
        """Yield the title, the law that is drawn, the tree."""
        if self._session is not None:
            yield CaseHeader()
        yield Static(plain(self._drawn.title), classes="tree-title", markup=False)
        yield Static(id="tree-note", classes="tree-note", markup=False)
        yield LineList()

    def on_mount(self) -> None:
        """Draw the tree; say which incident is open, and when it was saved."""
        if self._session is not None:
            self.query_one(CaseHeader).show(self._session)
        self._show()
        self.query_one(LineList).focus()

    @property
    def _drawn(self) -> Drawn:
        return _drawn(ByIdentity(self._base), self._day, self._notion)

    @property
    def _units(self) -> int:
        if self._session is None:
            return 0
        return len(self._session.interview.statuses.situation.units)

    @property
    def _live(self) -> Live | None:
        if self._session is None:
            return None
        return Live(self._session.interview.statuses, self._unit)

    def _show(self, *, keep_cursor: bool = False) -> None:
        live = self._live
        where = f" Passage {live.place}." if live is not None and self._units > 1 else ""
        note = plain(f"{chapter_law(self._drawn)}{where}", "$second")
        self.query_one("#tree-note", Static).update(note)
        lines = chapter_lines(self._drawn, live, unfolded=self._unfolded)
        self.query_one(LineList).show(lines, keep_cursor=keep_cursor)

    def action_unfold(self) -> None:
        """Show what the answers have closed, or fold it again."""
        self._unfolded = not self._unfolded
        self._show()

    def action_passage(self) -> None:
        """Follow the next passage of the incident."""
        if self._units > 1:
            self._unit = (self._unit + 1) % self._units
            self._show(keep_cursor=True)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        match event.target:
            case Key() as key:
                self.dismiss(key)
            case Chapter(notion):
                shown = doors.tree_chapter(self._base, self._day, notion, self._session)
                self.app.push_screen(shown, self._left)
            case Text(title, paragraphs):
                self.app.push_screen(doors.reading(title, paragraphs))
            case Page() as page:
                self._read(page)
            case Folded():
                self._unfolded = True
                self._show(keep_cursor=True)

    def _read(self, page: Page) -> None:
        """Read the rules behind an outcome, each with its sources."""
        counsel = self._session is None or self._session.profile in COUNSEL
        library = import_module("expert.library.catalogue").Library(self._base)
        self.app.push_screen(doors.reader(library, page, penalties=counsel, session=self._session))

    def _left(self, key: object) -> None:
        if key is not None:
            self.dismiss(key)


@lru_cache(maxsize=8)
def _drawn(key: ByIdentity, day: date, notion: str) -> Drawn:
    """Draw a chapter, kept for the next time it is opened: it is law, never an answer."""
    return draw_notion(key.base, day, notion)
