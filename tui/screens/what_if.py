"""What each answer would change: the answers on the left, what their values would do beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import OptionList, Static

from expert.documents.what_if import point_blocks
from expert.what_if.alternatives import answer_of
from expert.what_if.variant import variant
from tui import doors
from tui.copyable import Copyable, lines_of
from tui.keys import Hint
from tui.plain import plain
from tui.results.reader_pages import block_lines
from tui.screens.base import Command, QualifScreen
from tui.widgets.case_header import CaseHeader
from tui.widgets.line_list import Line, LineList
from tui.widgets.paragraphs import Paragraph
from tui.widgets.path_lines import path_lines
from tui.widgets.read_pane import ReadPane

if TYPE_CHECKING:
    from expert.incident import Key
    from expert.interview.session import Question
    from expert.what_if.model import PointResult, WhatIf
    from tui.session import Session

_NOTE: Final = (
    "Ce que deviendrait chaque conclusion, tout le reste inchangé. Rien n'est enregistré."
)
_NOTHING: Final = "Aucune réponse à essayer."


class WhatIfScreen(QualifScreen[None]):
    """The answers that may be tried; Enter reads the effects, F8 compares with a variant."""

    HELP = (
        "Chaque réponse, donnée ou encore ouverte. À côté (ou par Entrée), ce que chacune de ses "
        "valeurs établirait, écarterait, rendrait contesté ou rouvrirait, toutes les autres "
        "réponses restant ce qu'elles sont. F8 met le dossier à côté de la variante où cette "
        "réponse serait autre. Rien n'est enregistré ; les réponses protégées n'y sont pas."
    )
    CSS_PATH = "what_if.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("enter", "Lire"),
        Hint("f8", "Comparer une variante"),
        Hint("escape", "Revenir"),
        Hint("f10", "Menu"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "copy_page", "Copier", show=False),
        Binding("f7", "up", "Revenir", show=False),
        Binding("f8", "compare", "Comparer une variante", show=False),
    ]

    def __init__(self, session: Session, key: Key | None = None) -> None:
        super().__init__()
        self.session = session
        self._key = key
        self._found: dict[Key, WhatIf] = {}

    def content(self) -> Iterator[Widget]:
        """Yield the answers and, on a wide screen, the effects of the one under the cursor."""
        yield CaseHeader()
        yield Static(plain("Et si…", "bold $titre"), id="heading", markup=False)
        with Horizontal():
            yield LineList(id="answers")
            yield ReadPane(id="effects")
        yield Static(plain(_NOTE, "$second"), id="note", markup=False)

    def on_mount(self) -> None:
        """Show the answers, the cursor on the one asked for."""
        self.query_one(CaseHeader).show(self.session)
        lines = self.query_one(LineList)
        questions = [q for q in self.session.interview.questions() if may_be_tried(q)]
        nothing = [Line((Paragraph(plain(_NOTHING)),))]
        lines.show(list(path_lines(questions, self._key)) or nothing)
        here = [n for n, line in enumerate(lines.lines) if line.target == self._key]
        if here and self._key is not None:
            lines.highlighted = here[0]
        lines.focus()

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Comparer avec une variante", "côte à côte", self.action_compare)

    def _what_if(self, key: Key) -> WhatIf:
        """Return what an answer would change, found once."""
        if key not in self._found:
            session = self.session
            self._found[key] = session.services.what_if(session.incident, session.profile, key)
        return self._found[key]

    def _paragraphs(self, key: Key) -> list[Paragraph]:
        lines = block_lines(point_blocks(self._what_if(key)))
        return [paragraph for line in lines for paragraph in line.paragraphs]

    @property
    def _target(self) -> Key | None:
        return cast("Key | None", self.query_one("#answers", LineList).target)

    @on(OptionList.OptionHighlighted, "#answers")
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self._target is not None and self.query_one("#effects").display:
            pane = self.query_one("#effects", ReadPane)
            pane.show(self._paragraphs(self._target))
            pane.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Fill the pane when the window grows wide enough for it."""
        if self._target is not None and self.query_one("#effects").display:
            self.query_one("#effects", ReadPane).show(self._paragraphs(self._target))

    @on(LineList.Chosen, "#answers")
    def _chosen(self, event: LineList.Chosen) -> None:
        key = cast("Key", event.target)
        self.app.push_screen(doors.reading("Et si…", self._paragraphs(key)))

    def copyable(self) -> Copyable | None:
        """Return what the answer under the cursor would change."""
        if self._target is None:
            return None
        effects = lines_of(self._paragraphs(self._target))
        return Copyable("Et si…", (*effects, *lines_of([Paragraph(plain(_NOTE))])), effects)

    def action_compare(self) -> None:
        """Choose another value of the answer, then compare the two situations."""
        key = self._target
        if key is None:
            return
        (point,) = self._what_if(key).points

        def chosen(index: int | None) -> None:
            if index is not None:
                self._compare(key, point, index)

        labels = [value.label for value in point.values]
        self.app.push_screen(doors.choose("Comparer une variante", point.question, labels), chosen)

    def _compare(self, key: Key, point: PointResult, index: int) -> None:
        fact = self.session.services.base.facts[key.fact]
        incident = self.session.incident
        now = incident.answers_at(key.spot).get(key.fact)
        answer = answer_of(fact, point.values[index].values[0], now)
        self.app.push_screen(doors.compare(self.session, variant(incident, {key: answer})))


def may_be_tried(question: Question) -> bool:
    """Whether an answer is one that rules read, and that may be repeated."""
    fact = question.fact
    return fact is not None and not (fact.protected or fact.descriptive)
