"""The kinds of a list on one line, the present one between brackets; a click picks one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.plain import plain


class KindBar(Widget):
    """Shows every kind where all fit, else the present one between « < > »."""

    DEFAULT_CSS = """
    KindBar { height: 1; padding: 0 1; }
    """

    class Picked(Message):
        """A kind was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, names: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._names = tuple(names)
        self.index = 0

    def pick(self, index: int) -> None:
        """Show another kind as the present one."""
        self.index = index
        self.refresh()

    def render(self) -> Content:
        """Return the line."""
        if not self._all_fit:
            return plain(f"< {self._names[self.index]} >", "bold $titre")
        return Content.assemble(*(plain(text, style) for _, text, style in self._placed()))

    def on_click(self, event: events.Click) -> None:
        """Pick the kind that is clicked; where one is shown alone, the next."""
        if not self._all_fit:
            self.post_message(self.Picked((self.index + 1) % len(self._names)))
            return
        column = event.x - self.styles.padding.left
        for number, (start, text, _) in enumerate(self._placed()):
            if start <= column < start + len(text):
                self.post_message(self.Picked(number))

    @property
    def _all_fit(self) -> bool:
        return sum(len(text) for _, text, _ in self._placed()) <= self.size.width

    def _placed(self) -> Iterator[tuple[int, str, str]]:
        """Yield the first column of each kind, its text and its style."""
        start = 0
        for number, name in enumerate(self._names):
            here = number == self.index
            text = f"[{name}] " if here else f" {name}  "
            yield start, text, "bold $titre" if here else ""
            start += len(text)
