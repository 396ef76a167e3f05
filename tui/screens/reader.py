"""The reading room: one page whole, and the pages it leads to, each way back kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from expert.library.links import Place
from tui import doors
from tui.keys import Hint
from tui.library.page import LAW_ONLY, Address, Page
from tui.library.pages import page_of
from tui.plain import plain
from tui.screens.base import QualifScreen
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from expert.library.catalogue import Library
    from tui.session import Session


@dataclass(frozen=True)
class _Left:
    """A page that was left for another, and where its reader was."""

    page: Page
    cursor: int | None
    scroll: float


class ReaderScreen(QualifScreen[None]):
    """Enter follows a line marked →; Escape comes back to the page before, at the same line."""

    HELP = (
        "Les lignes marquées → s'ouvrent avec Entrée ou d'un clic : une règle, une source, une "
        "exception. Échap revient exactement là où vous étiez. Le niveau de preuve dit comment la "
        "source est connue ; « Prudence », ce qui limite son usage ; « Ce qui a été lu », ce qui "
        "en a été vu. Entrée sur une adresse la copie. F5 copie la page, F6 l'enregistre."
    )
    CSS_PATH = "reader.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("enter", "Ouvrir"),
        Hint("f5", "Copier"),
        Hint("f6", "Enregistrer"),
        Hint("f10", "Menu"),
        Hint("escape", "Revenir"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "copy_page", "Copier", show=False),
        Binding("f6", "save_page", "Enregistrer dans un fichier", show=False),
    ]

    def __init__(
        self,
        library: Library,
        start: Place | Page,
        *,
        penalties: bool,
        notes: Mapping[str, str],
        session: Session | None,
    ) -> None:
        super().__init__()
        self.session = session
        self._library, self._penalties, self._notes = library, penalties, notes
        self._page = self._page_of(start) if isinstance(start, Place) else start
        self._before: list[_Left] = []

    def content(self) -> Iterator[Widget]:
        """Yield the title and the page."""
        yield Static(id="title", classes="heading", markup=False)
        yield LineList(id="page")

    def on_mount(self) -> None:
        """Show the first page."""
        self._show(self._page)

    def _page_of(self, place: Place) -> Page:
        return page_of(self._library, place, penalties=self._penalties, notes=self._notes)

    def _show(self, page: Page) -> None:
        self._page = page
        self.query_one("#title", Static).update(plain(page.title))
        lines = self.query_one("#page", LineList)
        lines.show(page.lines)
        lines.scroll_home(animate=False)
        lines.focus()

    @on(LineList.Chosen, "#page")
    def _chosen(self, event: LineList.Chosen) -> None:
        if isinstance(event.target, Place):
            lines = self.query_one("#page", LineList)
            self._before.append(_Left(self._page, lines.highlighted, lines.scroll_offset.y))
            self._show(self._page_of(event.target))
        elif isinstance(event.target, Address):
            self.desk.copy_text(event.target.url, "l'adresse")

    def action_up(self) -> None:
        """Come back to the page before, at the same line; then to what opened the reader."""
        if not self._before:
            super().action_up()
            return
        left = self._before.pop()
        self._show(left.page)
        lines = self.query_one("#page", LineList)
        lines.highlighted = left.cursor
        self.call_after_refresh(lines.scroll_to, y=left.scroll, animate=False)

    def may_save_page(self) -> bool:
        """Whether the page may become a file: the law always, what is about a case as elsewhere."""
        return not self._page.about_case or super().may_save_page()

    def action_save_page(self) -> None:
        """Write the page to a file, in the way of the page when it has its own."""
        page, shown = self._page, self.copyable()
        if page.save is not None:
            page.save()
        elif page.about_case or shown is None:
            super().action_save_page()
        else:
            written = page.written or shown.written
            dialog = doors.export(page.name, written, ["texte", "markdown"], warning=LAW_ONLY)
            self.app.push_screen(dialog, self.desk.say_written)
