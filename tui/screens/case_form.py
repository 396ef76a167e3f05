"""A small form of a case file: one line a field, what is refused said beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from expert.plain_text import clean, one_line
from tui import doors
from tui.casework.form import TO_FILL, Asked, Form
from tui.casework.papers import PaperForm
from tui.keys import Hint
from tui.library.page import said
from tui.plain import plain
from tui.rereading import FreeText, Rereading
from tui.screens.base import Command, QualifScreen
from tui.widgets.line_list import Line, LineList
from tui.widgets.paragraphs import Paragraph

_OPTIONAL: Final = "facultatif"
_STOPPED: Final = "Rien n'est enregistré : suivez ce qui est dit ci-dessus."


class CaseFormScreen(QualifScreen[str | None]):
    """Enter fills the line under the cursor; F8 records; it gives back what is to be said."""

    HELP = (
        "Une ligne par champ : Entrée l'écrit ou le choisit, F8 enregistre. Ce qui manque ou ne "
        "convient pas est dit sous le champ. Échap revient au dossier sans rien enregistrer ; ce "
        "que vous avez écrit vous attend ici tant que le dossier reste ouvert."
    )
    CSS_PATH = "case_form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "record", "Enregistrer", show=False)]

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self.session = form.session
        self._values = self.session.drafts.setdefault(form.draft, {})
        self._rereading = Rereading(self.session.services.base)
        self._refused: tuple[str, str] = ("", "")

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys."""
        return (
            Hint("f1", "Aide"),
            Hint("enter", "Remplir"),
            Hint("f8", self._form.go_on),
            Hint("f10", "Menu"),
            Hint("escape", "Revenir"),
        )

    def content(self) -> Iterator[Widget]:
        """Yield the title, the fields under what is said of them, the ways on."""
        yield Static(plain(self._form.title), classes="heading", markup=False)
        yield LineList(id="fields")
        yield Static(id="refused", classes="refused", markup=False)
        with Horizontal(id="buttons"):
            yield Button(self._form.go_on, id="record")
            yield Button("Revenir au dossier", id="cancel")

    def on_mount(self) -> None:
        """Show the fields, the cursor on the first that is empty."""
        self._show()
        self.query_one(LineList).focus()

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Enregistrer", f"{self._form.go_on.lower()} ; F8", self.action_record)

    # Showing -------------------------------------------------------------------------------------

    @property
    def _asked(self) -> Sequence[Asked]:
        return self._form.asked(self._values)

    @property
    def _missing(self) -> list[Asked]:
        return [a for a in self._asked if not a.optional and not self._value(a)]

    def _value(self, asked: Asked) -> str:
        return self._values.get(asked.name) or asked.proposed

    def may_save_page(self) -> bool:
        """Return that it may not: what leaves a case is a document, with its reason."""
        return False

    def _show(self, at: str = "") -> None:
        """Write the lines; the cursor goes to a field, or to the first to be filled."""
        fields = self._asked
        named = {asked.name for asked in fields}
        for gone in [name for name in self._values if name not in named]:
            if not self._form.stops(self._values):
                del self._values[gone]
        told = [said(sentence) for sentence in self._form.told(self._values)]
        lines = self.query_one(LineList)
        lines.show([*told, *map(self._line, fields)])
        missing = self._missing
        wanted = at or (missing[0].name if missing else fields[-1].name)
        targets = [line.target for line in lines.lines]
        if wanted in targets:
            lines.highlighted = targets.index(wanted)
        name, sentence = self._refused
        beside = name in named
        self.query_one("#refused", Static).update(plain("" if beside else sentence))
        self.query_one("#record", Button).disabled = self._form.stops(self._values)

    def _line(self, asked: Asked) -> Line:
        value = one_line(asked.said(self._value(asked)))
        mark = "✓ " if value else "  " if asked.optional else "? "
        empty = _OPTIONAL if asked.optional else TO_FILL
        under = plain("    ")
        shown = plain(value, "$etabli") if value else plain(empty, "$second")
        paragraphs = [Paragraph(plain(asked.label, "bold"), plain(f"  {mark}", "$titre"))]
        if asked.why:
            paragraphs.append(Paragraph(plain(asked.why, "$second"), under))
        paragraphs.append(Paragraph(shown, under))
        if self._refused[0] == asked.name:
            paragraphs.append(Paragraph(plain(self._refused[1], "bold $alerte"), under))
        return Line(tuple(paragraphs), asked.name)

    # Filling -------------------------------------------------------------------------------------

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        asked = next(each for each in self._asked if each.name == event.target)
        if asked.choices:
            self._choose(asked)
        else:
            self._write(asked)

    def _choose(self, asked: Asked) -> None:
        ids = list(asked.choices)

        def given(index: int | None) -> None:
            if index is not None:
                self._take(asked, ids[index])

        labels = [one_line(label) for label in asked.choices.values()]
        self.app.push_screen(doors.choose(asked.label, asked.why, labels), given)

    def _write(self, asked: Asked) -> None:
        def read(text: str) -> str:
            if not text.strip():
                if asked.optional:
                    return ""
                raise ValueError(f"« {asked.label} » : {TO_FILL}.")
            return asked.read(text.strip())

        def given(text: object) -> None:
            if text is not None:
                self._take(asked, str(text))

        shown = self._value(asked)
        self.app.push_screen(doors.ask_line(asked.label, asked.why, shown, read), given)

    def _take(self, asked: Asked, value: str) -> None:
        self._values[asked.name] = value
        self._refused = ("", "")
        following = [each.name for each in self._asked]
        place = following.index(asked.name) + 1
        self._show(following[place] if place < len(following) else asked.name)

    # Recording -----------------------------------------------------------------------------------

    def action_record(self) -> None:
        """Record, or say what is missing; what is worth reading again is shown first."""
        if self._form.stops(self._values):
            self._refuse("", _STOPPED)
            return
        missing = self._missing
        if missing:
            self._refuse(missing[0].name, f"« {missing[0].label} » : {TO_FILL}.")
            return
        texts = [FreeText(a.label, self._value(a)) for a in self._asked if a.free]
        self._rereading.check(self.app, texts, keep=self._warn, edit=lambda: None)

    def _warn(self) -> None:
        """Show what is to be read again before anything is recorded."""
        try:
            warnings = self._form.warnings(self._whole)
        except (OSError, ValueError, RuntimeError) as refusal:
            self._told(refusal)
            return
        if not warnings:
            self._record()
            return

        def decided(index: int | None) -> None:
            if index == 0:
                self._record()

        title = "À relire avant de remettre"
        ways = [self._form.go_on, "Revenir au formulaire"]
        self.app.push_screen(doors.choose(title, clean("\n".join(warnings)), ways), decided)

    @property
    def _whole(self) -> dict[str, str]:
        return {asked.name: self._value(asked) for asked in self._asked}

    def _record(self) -> None:
        try:
            done = self._form.record(self._whole)
        except (OSError, ValueError, RuntimeError) as refusal:
            self._told(refusal)
            return
        self.session.drafts.pop(self._form.draft, None)
        if isinstance(self._form, PaperForm) and self._form.download is not None:
            content, name = self._form.download
            self.app.deliver_binary(content, save_filename=name)
        self.dismiss(done)

    def _told(self, refusal: Exception) -> None:
        """Say a refusal beside the field that it names; show both versions where there are two."""
        if self.session.meet(refusal):
            return
        sentence = one_line(str(refusal))
        named = (asked.name for asked in self._asked if asked.is_refused_by(sentence))
        self._refuse(next(named, ""), sentence)

    def _refuse(self, name: str, sentence: str) -> None:
        self._refused = (name, sentence)
        self._show(name)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "record":
            self.action_record()
        else:
            self.action_up()
