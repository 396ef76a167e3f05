"""The incident beside a variant of it, side by side where there is room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tui.copyable import Copyable, lines_of
from tui.keys import Hint
from tui.results.comparison import Row, comparison_rows
from tui.screens.base import QualifScreen
from tui.widgets.case_header import CaseHeader
from tui.widgets.paragraphs import Paragraph, Paragraphs

if TYPE_CHECKING:
    from expert.incident import Incident
    from tui.session import Session


class CompareScreen(QualifScreen[None]):
    """A text to read: the arrows scroll both sides together."""

    HELP = (
        "Le dossier d'aujourd'hui et la variante : les réponses qui diffèrent, les conclusions qui "
        "diffèrent avec les règles qui n'ont d'effet que d'un côté, puis les sanctions, les délais "
        "et ce qui est pareil. La variante n'est pas enregistrée. Échap revient."
    )
    CSS_PATH = "compare.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("f5", "Copier"),
        Hint("escape", "Revenir"),
        Hint("f10", "Menu"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "copy_page", "Copier", show=False),
        Binding("f7", "up", "Revenir", show=False),
    ]

    def __init__(self, session: Session, variant: Incident) -> None:
        super().__init__()
        self.session = session
        found = session.services.compare_variant(session.incident, variant, session.profile)
        self._rows = tuple(comparison_rows(found))

    def content(self) -> Iterator[Widget]:
        """Yield the rows, one under the other."""
        yield CaseHeader()
        with VerticalScroll(id="rows"):
            for row in self._rows:
                yield from _widgets(row)

    def on_mount(self) -> None:
        """Take the focus, for the arrows."""
        self.query_one(CaseHeader).show(self.session)
        self.query_one("#rows").focus()

    def copyable(self) -> Copyable:
        """Return the rows, one side after the other."""
        paragraphs = [p for row in self._rows for part in row for p in part]
        return Copyable("Le dossier et une variante", lines_of(paragraphs))


def _widgets(row: Row) -> Iterator[Widget]:
    yield _text(row.above)
    if row.first or row.second:
        yield Horizontal(_text(row.first), _text(row.second), classes="sides")
    if row.below:
        yield _text(row.below)


def _text(paragraphs: tuple[Paragraph, ...]) -> Static:
    return Static(Paragraphs(paragraphs), markup=False)
