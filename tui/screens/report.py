"""The short factual report of who is aimed at, a witness, or made the capture: no conclusion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from expert.incident import Key
from expert.plain_text import clean
from tui import doors
from tui.copyable import Copyable, lines_of
from tui.keys import Hint
from tui.plain import plain
from tui.rereading import FreeText, Rereading
from tui.screens.base import Command, QualifScreen
from tui.screens.report_text import FIELDS, ROLE_FACT, WHY_ONLY_A_REPORT, report_text
from tui.strings import READ_BY_JUDGE
from tui.widgets.case_header import CaseHeader
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from tui.session import Session

_LONGEST: Final = 2_000


class ReportScreen(QualifScreen[object]):
    """Facts only: who, what, when, how it is known. Then it is handed over."""

    HELP = (
        "Écrivez ce que vous avez vu ou lu vous-même, sans avis, sans intention prêtée, sans "
        "diagnostic, sans rumeur. Le dossier sera instruit par quelqu'un d'autre. F8 enregistre ; "
        "F6 écrit le rapport dans un fichier à transmettre."
    )
    CSS_PATH = "report.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("tab", "Champ suivant"),
        Hint("f6", "Fichier"),
        Hint("f7", "Retour"),
        Hint("f8", "Enregistrer"),
        Hint("f10", "Menu"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the text field, which has its own use for F6 and F7.
        Binding("f6", "export", "Écrire le rapport", show=False, priority=True),
        Binding("f7", "role", "Retour", show=False, priority=True),
        Binding("f8", "record", "Enregistrer", show=False, priority=True),
        Binding("escape", "leave", "Remonter", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._shown: dict[str, str] = {}
        self._rereading = Rereading(session.services.base)
        self._sent_back: dict[str, str] = {}

    def content(self) -> Iterator[Widget]:
        """Yield the reason of the report, then its fields."""
        yield CaseHeader()
        with VerticalScroll(id="form", can_focus=False):
            yield Static("Rapport factuel", classes="heading", markup=False)
            yield Static(WHY_ONLY_A_REPORT, id="why", markup=False)
            for name, field in FIELDS.items():
                text = self._shown[name] = clean(str(self.session.report.get(name, "")))
                yield Static(field.label, classes="label", markup=False)
                if field.long:
                    yield TextArea(text, id=name, tab_behavior="focus")
                else:
                    yield Input(text, id=name, max_length=_LONGEST)
                yield Static(READ_BY_JUDGE, classes="note", markup=False)
            with Horizontal(id="buttons"):
                yield Button("Enregistrer", id="do-record")
                yield Button("Écrire le rapport dans un fichier", id="do-export")
                yield Button("← Retour", id="do-role")

    def on_mount(self) -> None:
        """Say what is saved."""
        self.query_one(CaseHeader).show(self.session)
        self.query_one(TextArea).focus(scroll_visible=False)

    def on_descendant_blur(self) -> None:
        """Save when a field is left, if it was changed."""
        if self.is_current and self._typed() != self._sent_back:
            self._keep()

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Enregistrer le rapport", "dans le dossier", self.action_record)
        yield Command(
            "Écrire le rapport dans un fichier", "pour le transmettre", self.action_export
        )
        yield Command("Revenir à la question", "êtes-vous visé, témoin ?", self.action_role)

    def copyable(self) -> Copyable:
        """Return the report as it is handed over, with what was just typed."""
        title, *lines = report_text(self.session, self._typed()).rstrip().split("\n")
        return Copyable(title, lines_of(Paragraph(plain(line)) for line in lines))

    def may_save_page(self) -> bool:
        """Its own key writes it, in the form that is handed over."""
        return False

    def keep_typed(self) -> None:
        """Save the fields as they are: nothing is asked of who is leaving."""
        typed = self._typed()
        if typed != self._shown:
            self._save(typed)

    def _save(self, typed: dict[str, str]) -> None:
        self._shown = typed
        self.session.set_report({name: text[:_LONGEST] for name, text in typed.items()})

    def _keep(self, then: Callable[[], object] = lambda: None) -> None:
        """Save what was typed, read again where it should be, then do what was asked."""
        typed = self._typed()
        changed = [name for name, text in typed.items() if text != self._shown[name]]
        if not changed:
            then()
            return

        def save() -> None:
            self._save(typed)
            self.query_one(CaseHeader).show(self.session)
            then()

        texts = [FreeText(FIELDS[name].label, typed[name]) for name in changed]

        def edit() -> None:
            self._sent_back = typed
            self.query_one(f"#{changed[0]}").focus()

        self._rereading.check(self.app, texts, keep=save, edit=edit)

    def action_record(self) -> None:
        """Save what was typed."""
        self._keep(self._say_saved)

    def _say_saved(self) -> None:
        self.desk.say(
            "Rapport enregistré." if self.session.kept else "Exemple : rien n'est enregistré."
        )

    def action_export(self) -> None:
        """Write the report to a file."""
        self._keep(self._export)

    def _export(self) -> None:
        name = f"rapport-{self.desk.clock():%Y%m%d-%H%M}"
        render = partial(report_text, self.session)
        self.app.push_screen(
            doors.export(name, lambda form: render(), ["texte"]), self.desk.say_written
        )

    def action_role(self) -> None:
        """Go back to the question that led here; what was typed is kept."""
        self._keep(lambda: self.dismiss((Key(ROLE_FACT), "")))

    def action_leave(self) -> None:
        """Go back to the list; what was typed is kept."""
        self._keep(self.desk.go_home)

    def _typed(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        for name, field in FIELDS.items():
            if field.long:
                fields[name] = self.query_one(f"#{name}", TextArea).text
            else:
                fields[name] = self.query_one(f"#{name}", Input).value
        return fields

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        {
            "do-record": self.action_record,
            "do-export": self.action_export,
            "do-role": self.action_role,
        }[event.button.id or "do-record"]()
