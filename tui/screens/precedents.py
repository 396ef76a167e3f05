"""Decisions compared with the incident, question by question: both sides, and each decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import OptionList, Static

from expert.explanation.citations import citation
from expert.precedents.model import ComparedDecision, Precedents
from tui.copyable import Copyable, lines_of
from tui.keys import Hint
from tui.plain import plain
from tui.results.names import where
from tui.results.precedents import comparison_lines, decision_paragraphs, question_title
from tui.screens.base import MEDIUM, Command, QualifScreen
from tui.sources import read_decision
from tui.widgets.case_header import CaseHeader
from tui.widgets.line_list import Line, LineList
from tui.widgets.paragraphs import Paragraph, Paragraphs
from tui.widgets.read_pane import ReadPane

if TYPE_CHECKING:
    from tui.session import Session

_NOTHING: Final = (
    "Aucune décision à comparer : les réponses ne montrent encore aucun facteur sur lequel des "
    "juges se sont prononcés."
)
_SHORT_NOTE: Final = "Ces décisions ne disent pas ce qu'un juge déciderait. Une personne décide."


class PrecedentsScreen(QualifScreen[None]):
    """One question at a time; Enter opens a decision, F7 and F8 change the question."""

    HELP = (
        "Des décisions rapprochées du dossier par ce qu'elles ont en commun avec lui ; elles ne "
        "disent pas ce qu'un juge déciderait. ✓ ce que le dossier montre, ? ce qui reste à "
        "établir. Entrée sur une décision montre ce qui est partagé et ce qui la distingue, dans "
        "les deux sens : « atténué » quand l'autre a un élément de même idée, « souligné » sinon ; "
        "la dernière ligne lit la décision entière. "
        "F7 et F8 changent de question ; Échap revient au résultat."
    )
    CSS_PATH = "precedents.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("f7", "Question précédente"),
        Hint("f8", "Suivante"),
        Hint("enter", "Ouvrir"),
        Hint("f10", "Menu"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "copy_page", "Copier", show=False),
        Binding("f7,left", "turn(-1)", "Question précédente", show=False, priority=True),
        Binding("f8,right", "turn(1)", "Question suivante", show=False, priority=True),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        found = session.services.compare(session.incident)
        self._found = Precedents() if found is None else found
        self._index = 0

    def content(self) -> Iterator[Widget]:
        """Yield the question, its lines and, on a wide screen, the decision under the cursor."""
        yield CaseHeader()
        yield Static(id="question", markup=False)
        with Horizontal():
            yield LineList(id="sides")
            yield ReadPane(id="decision")
        yield Static(plain(self._found.note, "$second"), id="note", markup=False)
        yield Static(plain(_SHORT_NOTE, "$second"), id="short-note", markup=False)

    def on_mount(self) -> None:
        """Show the first question."""
        self.query_one(CaseHeader).show(self.session)
        self._show()

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        for index, question in enumerate(self._found.questions):
            number = f"question {index + 1} sur {len(self._found.questions)}"
            label = f"{question.label.rstrip(' ?')}{where(question.unit)}"
            yield Command(label, number, partial(self._open, index))

    def _show(self) -> None:
        """Write the present question, or that there is nothing to compare."""
        title, lines = self.query_one("#question", Static), self.query_one("#sides", LineList)
        if not self._found.questions:
            title.update(plain("Décisions comparées", "bold $titre"))
            lines.show([Line((Paragraph(plain(_NOTHING)),))])
        else:
            question = self._found.questions[self._index]
            said = question_title(question, self._index + 1, len(self._found.questions))
            title.update(Paragraphs([Paragraph(plain(said, "bold $titre"))]))
            lines.show(comparison_lines(question, self.session.profile))
            first = next((n for n, line in enumerate(lines.lines) if line.target), None)
            if first is not None and self.size.width >= MEDIUM:
                lines.highlighted = first
        lines.focus()

    def _open(self, index: int) -> None:
        self._index = index
        self._show()

    def action_turn(self, step: int) -> None:
        """Go to the next question, or to the one before."""
        if self._found.questions:
            self._open((self._index + step) % len(self._found.questions))

    def copyable(self) -> Copyable | None:
        """Return the question with both its sides, and that nothing of it foretells a decision."""
        found = super().copyable()
        if found is None:
            return None
        shown = self.query_one("#question", Static).content
        note = lines_of([Paragraph(plain("")), Paragraph(plain(self._found.note))])
        return found._replace(title=str(getattr(shown, "plain", shown)), page=found.page + note)

    def _paragraphs(self, target: object) -> list[Paragraph]:
        if not isinstance(target, ComparedDecision):
            return [Paragraph(plain("Entrée ou les flèches : choisir une décision.", "$second"))]
        question = self._found.questions[self._index]
        cited = citation(self.session.services.base, target.source)
        return list(decision_paragraphs(question, target, cited))

    @on(OptionList.OptionHighlighted, "#sides")
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        target = self.query_one("#sides", LineList).lines[event.option_index].target
        pane = self.query_one("#decision", ReadPane)
        pane.show(self._paragraphs(target))
        pane.scroll_home(animate=False)

    @on(LineList.Chosen, "#sides")
    def _chosen(self, event: LineList.Chosen) -> None:
        if isinstance(event.target, ComparedDecision):
            paragraphs = self._paragraphs(event.target)
            self.app.push_screen(read_decision(self.session, paragraphs, event.target.source))
