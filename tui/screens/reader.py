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
from tui.library.page import Address, Page
from tui.library.pages import page_of
from tui.plain import plain
from tui.screens.base import Command, QualifScreen
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from expert.library.catalogue import Library


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
        self, library: Library, start: Place | Page, *, penalties: bool, notes: Mapping[str, str]
    ) -> None:
        super().__init__()
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

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Copier la page", "dans le presse-papiers du terminal", self.action_copy_page)
        yield Command("Enregistrer la page", "dans un fichier", self.action_save_page)

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
            self.app.copy_to_clipboard(event.target.url)
            self.desk.say("Adresse envoyée au presse-papiers, si le terminal l'accepte.")

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

    def action_copy_page(self) -> None:
        """Send the page to the clipboard, without claiming that it arrived."""
        self.app.copy_to_clipboard(self._page.plain)
        self.desk.say("Texte envoyé au presse-papiers, si le terminal l'accepte ; sinon F6.")

    def action_save_page(self) -> None:
        """Write the page to a file."""
        page = self._page
        if page.save is not None:
            page.save()
            return

        def written(sentence: str | None) -> None:
            if sentence is not None:
                self.desk.say(sentence)

        forms = ["texte"] if page.written is None else ["markdown", "texte"]
        render = page.written or (lambda _form: page.plain)
        self.app.push_screen(doors.export(page.name, render, forms, warning=page.warning), written)
