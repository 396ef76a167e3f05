"""The library: every text, decision, contested point, change and rule, searched by words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState

from expert.library.links import Kind, Place
from expert.library.search import Entry
from tui import doors
from tui.copyable import Copyable
from tui.keys import Hint, letter_of
from tui.library.pages import KINDS, entry_note, page_of
from tui.plain import plain
from tui.screens.base import MEDIUM, Command, QualifScreen
from tui.widgets.catalogue_list import CatalogueList, Shown
from tui.widgets.kind_bar import KindBar
from tui.widgets.line_list import Line
from tui.widgets.paragraphs import Paragraph
from tui.widgets.plain_input import PlainInput
from tui.widgets.read_pane import ReadPane

if TYPE_CHECKING:
    from expert.library.catalogue import Library

_ALL: Final[tuple[Kind | None, ...]] = (None, *KINDS)
_NAMES: Final = ("Tout", *KINDS.values())
_NOTHING: Final = (
    "Rien ne correspond à tous ces mots. Essayez moins de mots, ou seulement leur début."
)
_LONGEST: Final = 200
_READING: Final = "mots"
_PAUSE: Final = 0.06
"""Seconds the cursor rests on an entry before it is read beside the list."""


class LibraryScreen(QualifScreen[None]):
    """The words are typed at once; the arrows move in the list while they stay in the field."""

    AUTO_FOCUS = "#search"
    HELP = (
        "Tapez un ou plusieurs mots : accents et majuscules n'y font rien, le début d'un mot "
        "suffit, tous les mots doivent s'y trouver. Une lettre tapée depuis la liste va dans le "
        "champ ; Ctrl+F ou / y revient. F7 et F8 changent de rayon : textes, décisions, points "
        "discutés, ce qui a changé depuis les documents de 2016 et de 2021, règles. ↑ ↓ et Page "
        "suivante parcourent la liste ; Entrée lit en entier, et Échap revient ici, à la même "
        "ligne."
    )
    CSS_PATH = "library.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("enter", "Lire"),
        Hint("ctrl+f", "Chercher"),
        Hint("f8", "Rayon"),
        Hint("f10", "Menu"),
        Hint("escape", "Revenir"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f,slash", "search", "Chercher", show=False),
        Binding("f7", "turn(-1)", "Rayon précédent", show=False),
        Binding("f8", "turn(1)", "Rayon suivant", show=False),
        Binding("up", "move(-1)", "Monter", show=False),
        Binding("down", "move(1)", "Descendre", show=False),
        Binding("pageup", "page(-1)", "Page précédente", show=False),
        Binding("pagedown", "page(1)", "Page suivante", show=False),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._found: Sequence[Entry] = ()

    def content(self) -> Iterator[Widget]:
        """Yield the field, the kinds, how many were found, the list and what it shows."""
        yield PlainInput(placeholder="Chercher des mots…", id="search", max_length=_LONGEST)
        yield KindBar(_NAMES)
        yield Static(id="count", markup=False)
        with Horizontal():
            yield CatalogueList(id="entries")
            yield ReadPane(id="preview")

    def on_mount(self) -> None:
        """Show everything; read the words of all of it meanwhile."""
        self._find()
        if not self._library.is_warm:
            self.run_worker(self._library.warm, name=_READING, thread=True)

    def on_key(self, event: Key) -> None:
        """Take as words what is typed before the field is ready, or from the list."""
        field = self.query_one("#search", Input)
        if self.too_small:
            return
        letter = letter_of(event)
        if letter.isprintable() and letter not in ("", "/") and not field.has_focus:
            event.stop()
            field.focus()
            field.insert_text_at_cursor(letter)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Find what was typed before every word was read."""
        if event.worker.name == _READING and event.state is WorkerState.SUCCESS:
            self._find()

    def on_resize(self) -> None:
        """Read beside the list what a wider window has room for."""
        self._read_beside()

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Chercher", "des mots, dans le rayon ouvert ; Ctrl+F", self.action_search)
        for number, name in enumerate(_NAMES):
            yield Command(f"Rayon : {name}", "", partial(self._pick, number))

    # Finding -------------------------------------------------------------------------------------

    @property
    def _kind(self) -> Kind | None:
        return _ALL[self.query_one(KindBar).index]

    def _find(self) -> None:
        """Show what holds every word, among the present kind."""
        words = self.query_one("#search", Input).value
        if words.strip() and not self._library.is_warm:
            return
        self._found = self._library.find(words, self._kind)
        self.query_one(CatalogueList).show(len(self._found), self._shown)
        self.query_one("#count", Static).update(plain(_counted(len(self._found)), "$second"))

    def _shown(self, number: int) -> Shown:
        entry = self._found[number]
        return Shown(entry.title, entry_note(self._library.base, entry))

    @on(Input.Changed, "#search")
    def _typed(self) -> None:
        self._find()

    @on(KindBar.Picked)
    def _picked(self, event: KindBar.Picked) -> None:
        self._pick(event.index)

    def _pick(self, index: int) -> None:
        self.query_one(KindBar).pick(index)
        self._find()

    def action_turn(self, step: int) -> None:
        """Go to the next kind, or to the one before."""
        self._pick((self.query_one(KindBar).index + step) % len(_ALL))

    def action_search(self) -> None:
        """Go back to the field, its words chosen so that typing replaces them."""
        field = self.query_one("#search", Input)
        field.focus()
        field.action_select_all()

    # Reading -------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Move in the list while the words stay in the field."""
        self.query_one(CatalogueList).action_move(step)

    def action_page(self, step: int) -> None:
        """Move by a page."""
        self.query_one(CatalogueList).action_page(step)

    @property
    def _place(self) -> Place | None:
        cursor = self.query_one(CatalogueList).cursor
        if cursor is None or cursor >= len(self._found):
            return None
        entry = self._found[cursor]
        return Place(entry.kind, entry.id)

    @on(CatalogueList.Highlighted)
    def _highlighted(self) -> None:
        """Read beside the list once the cursor rests: a key held down never waits for a page."""
        self.set_timer(_PAUSE, partial(self._rested, self._place))

    def _rested(self, place: Place | None) -> None:
        if place == self._place:
            self._read_beside()

    def _read_beside(self) -> None:
        if self.size.width < MEDIUM:
            return
        pane, place = self.query_one("#preview", ReadPane), self._place
        if place is None:
            pane.show(())
        else:
            page = page_of(self._library, place, notes={})
            title = (Paragraph(plain(page.title, "bold $titre")), Paragraph(plain("")))
            pane.show((*title, *(p for line in page.lines for p in line.paragraphs)))
        pane.scroll_home(animate=False)

    def copyable(self) -> Copyable | None:
        """Return what was found, and the entry under the cursor."""
        words, cursor = self.query_one("#search", Input).value, self.query_one(CatalogueList).cursor
        page = tuple(_line(self._shown(number)) for number in range(len(self._found)))
        title = f"Bibliothèque : {words}" if words.strip() else "Bibliothèque"
        return Copyable(title, page, page[cursor : cursor + 1]) if cursor is not None else None

    @on(Input.Submitted, "#search")
    @on(CatalogueList.Chosen)
    def _read(self) -> None:
        if self._place is not None:
            self.app.push_screen(doors.reader(self._library, self._place))


def _line(shown: Shown) -> Line:
    return Line((Paragraph(plain(shown.title)), Paragraph(plain(shown.note), plain("  "))))


def _counted(count: int) -> str:
    if not count:
        return _NOTHING
    return "1 entrée" if count == 1 else f"{count:,} entrées".replace(",", "\u202f")
