"""A text to read: scrolls with the arrows, holds no control."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.widgets.paragraphs import Paragraph, Paragraphs


class ReadPane(VerticalScroll, can_focus=True):
    """Paragraphs, one under the other; Page suivante and the arrows scroll them."""

    DEFAULT_CSS = """
    ReadPane {
        height: 1fr;
        padding: 0 1 0 2;
        scrollbar-size-vertical: 1;
        & > Static { height: auto; max-width: 101; padding: 0 1 0 0; }
    }
    """

    def __init__(self, paragraphs: Iterable[Paragraph] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._visual = Paragraphs(paragraphs)

    def compose(self) -> Iterator[Static]:
        """Yield the text."""
        yield Static(self._visual, markup=False)

    def show(self, paragraphs: Iterable[Paragraph]) -> None:
        """Replace the text, if it is another one."""
        visual = Paragraphs(paragraphs)
        if visual.plain != self._visual.plain:
            self._visual = visual
            self.query_one(Static).update(visual)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """What is shown."""
        return self._visual.paragraphs

    @property
    def plain(self) -> str:
        """The text alone."""
        return self._visual.plain
