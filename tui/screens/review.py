"""Read the answers again before the conclusion: unknown first, then stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from expert.interview.notes import notes_of
from expert.plain_text import one_line
from tui import case_doors, doors
from tui.disputing import discuss
from tui.keys import Hint, letter_of
from tui.plain import plain
from tui.screens.base import RESULT, REVIEW, Command, QualifScreen
from tui.strings import CASE_FILE
from tui.widgets.case_header import CaseHeader
from tui.widgets.line_list import Line, LineList, heading
from tui.widgets.paragraphs import Paragraph
from tui.widgets.path_lines import NO_EFFECT, answer_text

if TYPE_CHECKING:
    from expert.incident import Key
    from expert.interview.session import Question
    from tui.session import Session

_YES_NO: Final = {"o": "oui", "n": "non", "j": None}
_UNKNOWN: Final = "Ce que vous ne savez pas (reste à établir)"
_TO_ASK: Final = "Questions encore utiles"
_GREYED: Final = "Réponses qui n'ont plus d'effet (gardées)"


class ReviewScreen(QualifScreen[object]):
    """Every answer on one page. Enter on a line modifies it and comes back here."""

    HELP = (
        "Relisez avant de conclure. Ce que vous ne savez pas vient en premier : une pièce peut "
        "encore trancher. Entrée sur une ligne rouvre la question ; o, n ou j y répond aussitôt "
        "oui, non ou je ne sais pas quand elle se répond ainsi. Les réponses données ensuite sont "
        "gardées. Une réponse devenue sans effet reste là, au cas où. d : ce fait est discuté (qui "
        "le dit, qui le nie, qui doit le prouver) ; F2 : ce que cette réponse changerait. Ctrl+Z "
        "annule la dernière réponse, Ctrl+Y la rétablit ; Ctrl+N : une note de travail."
    )
    CSS_PATH = "review.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("enter", "Modifier"),
        Hint("f2", "Et si…"),
        Hint("d", "Fait discuté"),
        Hint("f8", "Résultat"),
        Hint("f10", "Menu"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "what_if", "Et si…", show=False),
        Binding("d", "discuss", "Fait discuté", show=False),
        Binding("ctrl+z", "undo", "Annuler", show=False),
        Binding("ctrl+y", "redo", "Rétablir", show=False),
        Binding("ctrl+n,alt+n", "note", "Note", show=False),
        Binding("ctrl+d,alt+d", "casefile", "Dossier", show=False),
        Binding("f7,alt+left", "up", "Questions", show=False),
        Binding("f8,alt+right", "conclude", "Voir le résultat", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def content(self) -> Iterator[Widget]:
        """Yield the state in one sentence, the answers, the way on."""
        yield CaseHeader()
        yield Static("Relecture de vos réponses", id="heading", markup=False)
        yield Static(id="state", markup=False)
        yield LineList(id="answers")
        with Horizontal(id="buttons"):
            yield Button("← Questions", id="back")
            yield Button("Voir le résultat →", id="conclude")
            yield Button("Annuler", id="undo")
            yield Button("Rétablir", id="redo")
            yield Button("Note", id="note")

    def on_mount(self) -> None:
        """Show the answers."""
        self._show()
        self.query_one(LineList).focus()

    def _show(self, at: object = None) -> None:
        """Write the answers, the cursor on the question `at` wherever it now stands."""
        self.query_one(CaseHeader).show(self.session)
        self.query_one("#undo", Button).disabled = not self.session.undoable
        self.query_one("#redo", Button).disabled = not self.session.redoable
        questions = self.session.interview.questions()
        self.query_one("#state", Static).update(plain(_state(self.session), "$second"))
        lines = self.query_one(LineList)
        lines.show(review_lines(questions, notes_of(self.session.incident)))
        here = [n for n, line in enumerate(lines.lines) if at is not None and line.target == at]
        if here:
            lines.highlighted = here[0]

    def on_key(self, event: events.Key) -> None:
        """`o`, `n`, `j` answer at once the line under the cursor, where yes and no are answers."""
        key = cast("Key | None", self.query_one(LineList).target)
        letter = letter_of(event)
        if key is None or letter not in _YES_NO:
            return
        question = self.session.interview.question(key)
        if question.kind == "oui-non" and not question.protected:
            event.stop()
            self.session.answer(key, _YES_NO[letter])
            self._show(key)

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Voir le résultat", "la qualification en l'état", self.action_conclude)
        yield Command("Et si… cette réponse était autre", "F2", self.action_what_if)
        yield Command("Fait discuté", "qui le dit, qui le nie ; touche d", self.action_discuss)
        if self.session.undoable:
            yield Command("Annuler", f"{self.session.undoable} ; Ctrl+Z", self.action_undo)
        if self.session.redoable:
            yield Command("Rétablir", f"{self.session.redoable} ; Ctrl+Y", self.action_redo)
        yield Command("Note de travail", "sur cette réponse ; Ctrl+N", self.action_note)
        yield Command(*CASE_FILE, self.action_casefile)
        yield Command("Revenir aux questions", "sans rien changer", self.action_up)

    def action_casefile(self) -> None:
        """Open the case file."""
        self.app.push_screen(case_doors.casefile(self.session))

    def action_what_if(self) -> None:
        """Read what the answer under the cursor would change."""
        key = cast("Key | None", self.query_one(LineList).target)
        self.app.push_screen(doors.what_if(self.session, key))

    def action_discuss(self) -> None:
        """Say who says and who denies the fact under the cursor."""
        key = cast("Key | None", self.query_one(LineList).target)
        if key is not None:
            discuss(self.desk, self.session, key, partial(self._show, key))

    def action_undo(self) -> None:
        """Take the last change back; the cursor goes to its question."""
        self._show_again(*self.session.undo())

    def action_redo(self) -> None:
        """Make again what was taken back."""
        self._show_again(*self.session.redo())

    def _show_again(self, key: Key | None, said: str) -> None:
        self._show(key or self.query_one(LineList).target)
        self.query_one("#state", Static).update(plain(said, "$etabli"))

    def action_note(self) -> None:
        """Take the working note of the question under the cursor."""
        key = cast("Key | None", self.query_one(LineList).target)
        if key is not None:
            question = self.session.interview.question(key)
            self.app.push_screen(doors.note(self.session, question), lambda _: self._show(key))

    def action_conclude(self) -> None:
        """Go to the result."""
        self.dismiss(RESULT)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.dismiss((event.target, REVIEW))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        acts = {
            "back": self.action_up,
            "undo": self.action_undo,
            "redo": self.action_redo,
            "note": self.action_note,
        }
        acts.get(event.button.id or "", self.action_conclude)()


def review_lines(
    questions: Sequence[Question], notes: Mapping[Key, str] | None = None
) -> Iterator[Line]:
    """Yield what is unknown, the answers by stage, what can still be asked, the idle answers.

    Each with its working note, if it has one.
    """
    first = True
    for title, lines in _groups(questions):
        yield heading(title, first=first)
        first = False
        for question in lines:
            yield _line(question, (notes or {}).get(question.key, ""))


def _groups(questions: Sequence[Question]) -> Iterator[tuple[str, list[Question]]]:
    yield from _of_state(questions, "unknown", _UNKNOWN)
    stages: dict[str, list[Question]] = {}
    for question in questions:
        if question.state == "answered":
            place = f" — {question.spot_label}" if question.spot_label else ""
            stages.setdefault(f"{question.block.title}{place}", []).append(question)
    yield from stages.items()
    yield from _of_state(questions, "to-ask", _TO_ASK)
    yield from _of_state(questions, "greyed", _GREYED)


def _of_state(
    questions: Sequence[Question], state: str, title: str
) -> Iterator[tuple[str, list[Question]]]:
    found = [question for question in questions if question.state == state]
    if found:
        yield title, found


def _line(question: Question, note: str) -> Line:
    style = "$second" if question.state == "greyed" else ""
    indent = plain("  ")
    answer = answer_text(question)
    if question.state == "greyed":
        answer = f"{answer} ({NO_EFFECT})"
    place = (
        f"{question.spot_label} : " if question.spot_label and question.state != "answered" else ""
    )
    lines = [Paragraph(plain(f"{place}{question.title}", style), indent)]
    if answer:
        lines.append(Paragraph(plain(answer, style or "bold"), plain("    → ", "$second")))
    if question.state == "unknown" and question.pieces:
        pieces = f"pour trancher : {', '.join(question.pieces)}"
        lines.append(Paragraph(plain(pieces, "$second"), plain("      ")))
    if note:
        lines.append(Paragraph(plain(f"note : {one_line(note)}", "$second"), plain("      ")))
    return Line(tuple(lines), question.key)


def _state(session: Session) -> str:
    left = session.interview.remaining_screens()
    if left == 0:
        return "Plus aucune question ne peut changer les conclusions."
    if left == 1:
        return "Une question peut encore changer une conclusion ; le résultat dira ce qui manque."
    return (
        f"{left} questions peuvent encore changer une conclusion ; le résultat dira ce qui manque."
    )
