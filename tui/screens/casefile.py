"""The case file of an incident: where it stands, what it holds, what can be done of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from expert.cases.casefile import CaseFile
from expert.cases.decisions import DueDate
from expert.cases.pieces import Piece
from expert.office.entitled import entitled
from expert.plain_text import one_line
from tui import case_doors, doors
from tui.case_file import SAMPLE
from tui.casework.acts import OFFERS, in_order, keep_result, lift_freeze, refused
from tui.casework.acts import entries as offered
from tui.casework.pieces import WithdrawalForm
from tui.casework.reminders import DueDateDoneForm
from tui.casework.sections import NOT_ALLOWED, Entry, Freed, Shown, case_lines
from tui.keys import Hint
from tui.plain import plain
from tui.screens.base import Command, QualifScreen
from tui.widgets.case_header import CaseHeader
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from tui.casework.form import Form
    from tui.session import Session

_LIFT: Final = "Lever ce gel ? L'effacement du dossier redevient possible à son terme."


class CaseFileScreen(QualifScreen[None]):
    """Sections of lines; Enter does what a line offers."""

    HELP = (
        "Tout ce que le dossier garde, section par section. Une ligne qui commence par → fait "
        "quelque chose : Entrée ouvre un petit formulaire. Entrée sur une pièce la retire, avec un "
        "motif ; sur une échéance notée, dit le jour où elle a été faite ; sur un gel, le lève. "
        "Rien n'est effacé : une pièce retirée garde son numéro. Une ligne « non permis » dit "
        "pourquoi. F6 fait un document du dossier. Échap revient à l'écran d'avant."
    )
    CSS_PATH = "casefile.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("enter", "Choisir"),
        Hint("f6", "Document"),
        Hint("f10", "Menu"),
        Hint("escape", "Revenir"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "paper", "Faire un document", show=False)
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def content(self) -> Iterator[Widget]:
        """Yield the name of the case, its sections, the most used acts."""
        yield CaseHeader()
        yield Static("Dossier", classes="heading", markup=False)
        yield Static(id="sample", classes="note", markup=False)
        yield LineList(id="sections")
        with Horizontal(id="buttons"):
            yield Button("Faire un document", id="document")
            yield Button("Ajouter une pièce", id="piece")
            yield Button("Décision", id="decision")

    def on_mount(self) -> None:
        """Show the sections."""
        self._show()
        self.query_one(LineList).focus()

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        for entry in in_order(self.session):
            why = f"{NOT_ALLOWED} : {entry.refused}" if entry.refused else ""
            yield Command(entry.label.rstrip("…"), why, partial(self._do, entry))

    def may_save_page(self) -> bool:
        """Return that it may not: what leaves a case is a document, with its reason."""
        return False

    def _show(self) -> None:
        """Write everything again, the cursor where it was."""
        self.query_one(CaseHeader).show(self.session)
        self.query_one("#sample", Static).update(plain("" if self.session.kept else SAMPLE))
        self.query_one("#sample").display = self.session.kept is None
        for button in self.query(Button):
            button.disabled = bool(refused(self.session, OFFERS[button.id or ""].operation))
        lines = case_lines(self._shown(), offered(self.session))
        self.query_one(LineList).show(lines, keep_cursor=True)

    def _shown(self) -> Shown:
        kept, base = self.session.kept, self.session.services.base
        today = self.session.now().date()
        if kept is None:
            return Shown(base, _sample(self.session), today, (), ())
        try:
            names = entitled(kept.desk, kept.id) if kept.number else ()
        except RuntimeError as refusal:
            self.desk.say(str(refusal))
            names = ()
        return Shown(base, kept.case, today, kept.operations, names)

    # Acting --------------------------------------------------------------------------------------

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        target = event.target
        if isinstance(target, Entry):
            self._do(target)
        elif isinstance(target, Piece):
            self._open(WithdrawalForm(self.session, target))
        elif isinstance(target, DueDate):
            self._open(DueDateDoneForm(self.session, target))
        elif isinstance(target, Freed):
            self._lift(target.number)

    def _do(self, entry: Entry) -> None:
        form = OFFERS[entry.act].form
        if entry.refused:
            self.desk.say(entry.refused)
        elif form is not None:
            self._open(form(self.session, is_web=self.desk.is_web))
        else:
            self._try(partial(keep_result, self.session))

    def _open(self, form: Form) -> None:
        refusal = refused(self.session, form.operation)
        if refusal:
            self.desk.say(refusal)
            return

        def closed(said: str | None) -> None:
            self._show()
            self.desk.say_written(said)

        self.app.clear_notifications()  # nothing over the fields
        self.app.push_screen(case_doors.case_form(form), closed)

    def _lift(self, number: int) -> None:
        refusal = refused(self.session, "decider")
        if refusal:
            self.desk.say(refusal)
            return

        def confirmed(yes: bool | None) -> None:
            if yes:
                self._try(partial(lift_freeze, self.session, number))

        self.app.push_screen(doors.confirm(_LIFT, "Lever le gel"), confirmed)

    def _try(self, act: Callable[[], str]) -> None:
        """Do what needs no form, or say why it is refused."""
        try:
            said = act()
        except (OSError, ValueError, RuntimeError) as refusal:
            if not self.session.meet(refusal):
                self.desk.say(one_line(str(refusal)))
            return
        self._show()
        self.desk.say(said)

    def action_paper(self) -> None:
        """Make a document of the case."""
        self._named("document")

    def _named(self, act: str) -> None:
        self._do(next(entry for entry in in_order(self.session) if entry.act == act))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self._named(event.button.id or "document")


def _sample(session: Session) -> CaseFile:
    """Return the example as an empty case file."""
    return CaseFile(
        id="D-0000-0000",
        created_at=session.now().astimezone(),
        created_by="u-000000000000",
        incident={"incident": session.incident.title},
    )
