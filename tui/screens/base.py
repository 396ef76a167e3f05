"""What every screen shares: sizes, the bar of keys, the menu's commands, the help of the place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar, cast

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import DescendantFocus
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from tui import doors
from tui.copyable import Copyable, copyable_on
from tui.keys import Hint
from tui.strings import APPLICATION, HANDS_OVER, NOTHING_TO_SAVE, TOO_SMALL
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from tui.app import QualifApp

Result = TypeVar("Result")

REVIEW, RESULT = "relecture", "résultat"
"""Where a screen that closes asks to go, or to come back after a question is answered."""

MEDIUM, LARGE = 110, 150
"""Columns from which the standing, then the path, are shown beside the question."""

HOME = 2
"""Screens on the stack when the list of incidents is on top (Textual keeps a blank one under)."""

TALL = 34
"""Rows from which the reasons of a question are unfolded, and the lines are given more air."""

_WIDTHS = [(0, "-tiny-width"), (60, "-narrow"), (MEDIUM, "-medium"), (LARGE, "-large")]
_HEIGHTS = [(0, "-tiny-height"), (18, "-short"), (TALL, "-tall")]


class Command(NamedTuple):
    """A line of the menu: its verb, what it does, and the act itself."""

    label: str
    help: str
    run: Callable[[], object]


class _Sized:
    """The part that screens and dialogs share."""

    HINTS: ClassVar[Sequence[Hint]] = ()
    HELP: ClassVar[str | None] = None
    ASKS: ClassVar[bool] = False
    """Whether a letter or Enter answers a question here: none is then answered unseen."""
    _line_copied = ""
    _last_focus: Widget | None = None

    def content(self) -> Iterator[Widget]:
        """Yield the widgets of the screen; the bar of keys is added under them."""
        raise NotImplementedError

    def hints(self) -> Sequence[Hint]:
        """Return the keys shown at the bottom, at most six."""
        return self.HINTS

    def help_text(self) -> str:
        """Return what F1 says of the screen."""
        return self.HELP or ""

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here, before what it offers everywhere."""
        return ()

    def keep_typed(self) -> None:
        """Save what is typed and not yet recorded: the window is being closed."""

    # Copying -------------------------------------------------------------------------------------

    def copyable(self) -> Copyable | None:
        """Return what can be copied from here: by default, the lists and texts that are shown."""
        return copyable_on(cast("Screen[Any]", self), self.copy_title())

    def copy_title(self) -> str:
        """Return what the page is called where it is copied to: by default, its heading."""
        found = cast("Screen[Any]", self).query(".heading, #heading, .tree-title")
        shown = found.first(Static).content if found else APPLICATION
        return str(getattr(shown, "plain", shown)).strip()

    def may_save_page(self) -> bool:
        """Whether the page may become a file: who only hands over writes the report alone."""
        sessions = (getattr(screen, "session", None) for screen in self.desk.screen_stack)
        return all(session is None or session.profile != "manager" for session in sessions)

    def action_copy_text(self) -> None:
        """Ctrl+C: what is selected, else the line under the cursor; once more, the page."""
        selected = cast("Screen[Any]", self).get_selected_text()
        if selected:
            self.desk.copy_to_clipboard(selected)
            return
        found = self.copyable()
        if found is None:
            raise SkipAction
        if found.line and found.line_text != self._line_copied:
            self._line_copied = found.line_text
            self.desk.copy_text(found.line_text, "cette ligne (Ctrl+C encore : la page)")
        else:
            self.action_copy_page()

    def action_copy_page(self) -> None:
        """Copy everything that the page shows."""
        self._line_copied = ""
        found = self.copyable()
        self.desk.copy_text(found.page_text if found is not None else "", "la page")

    def action_save_page(self) -> None:
        """Write what the page shows to a file."""
        found = self.copyable()
        if found is None or not self.may_save_page():
            self.desk.say(NOTHING_TO_SAVE if found is None else HANDS_OVER)
            return
        name = f"qualif-{self.desk.clock():%Y%m%d-%H%M%S}"
        dialog = doors.export(name, found.written, ("texte", "markdown"))
        self.desk.push_screen(dialog, self.desk.say_written)

    def copy_commands(self) -> Iterator[Command]:
        """Yield what the menu offers where there is something to copy."""
        found = self.copyable()
        if found is None:
            return
        if found.line:
            line = partial(self.desk.copy_text, found.line_text, "cette ligne")
            yield Command("Copier cette ligne", "dans le presse-papiers ; Ctrl+C", line)
        yield Command("Copier la page", "dans le presse-papiers", self.action_copy_page)
        if self.may_save_page():
            yield Command(
                "Enregistrer dans un fichier…",
                "cette page, texte ou Markdown",
                self.action_save_page,
            )

    # Everything else -----------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Yield the content, the bar of keys, and the sentence for a window that is too small."""
        yield from self.content()
        yield KeyBar(self.hints())
        yield Static(TOO_SMALL, id="too-small", markup=False)

    def show_keys(self) -> None:
        """Write the bar of keys again."""
        cast("Screen[Any]", self).query_one(KeyBar).show_hints(self.hints())

    @property
    def too_small(self) -> bool:
        """Whether the window is too small to show anything but a kind sentence."""
        size = cast("Screen[Any]", self).size
        return size.width < 60 or size.height < 18

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Do nothing that cannot be seen."""
        return not self.too_small

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Remember where one writes: what is hidden by a small window loses the focus."""
        self._last_focus = event.widget

    def on_resize(self) -> None:
        """Once the window is large enough again, write on where one was writing."""
        cast("Screen[Any]", self).call_after_refresh(self._focus_again)

    def _focus_again(self) -> None:
        screen, last = cast("Screen[Any]", self), self._last_focus
        if not self.too_small and screen.focused is None and last is not None and last.focusable:
            screen.set_focus(last)

    @property
    def desk(self) -> QualifApp:
        """The application, with its own type."""
        return cast("QualifApp", cast("Screen[Any]", self).app)


class QualifScreen(_Sized, Screen[Result]):
    """A full screen. Escape goes one level up and never leaves the application."""

    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "up", "Remonter", show=False)]

    def action_up(self) -> None:
        """Go back to the screen under this one."""
        if len(self.app.screen_stack) > HOME:
            self.dismiss(None)


class Dialog(_Sized, ModalScreen[Result]):
    """A screen above another one, which it covers on a small terminal."""

    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS
    # A dialog hears none of the keys of the application, help included: it must ask for it.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "up", "Fermer", show=False),
        Binding("f1", "app.help", "Aide", show=False),
    ]

    def copyable(self) -> Copyable | None:
        """Return nothing: a dialog asks, but for those made to be read."""
        return None

    def action_up(self) -> None:
        """Close without doing anything."""
        self.dismiss(None)
