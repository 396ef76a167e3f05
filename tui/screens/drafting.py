"""What the establishment decides before a document is drafted: one line a choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from expert.documents.markdown import layout
from expert.plain_text import one_line
from expert.prevention.choices import Choices, read_choices, template
from expert.prevention.drafting import DOCUMENT_FR, draft
from expert.prevention.kept import keep_choices, kept_choices
from tui import doors
from tui.keys import Hint
from tui.library.prevention_pages import draft_page
from tui.plain import plain
from tui.screens.base import Command, QualifScreen
from tui.widgets.line_list import Line, LineList
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from expert.library.catalogue import Library
    from knowledge.models.prevention import DocumentKind, DraftingChoice

_NAME: Final = "établissement"
_TO_CHOOSE: Final = "à choisir"
_ASKED: Final = "Quel nom porte l'établissement ?"
_WHY_NAME: Final = "Il est écrit tel quel dans le document."
_NOT_KEPT: Final = "Vos choix ne peuvent pas être gardés : enregistrez-les avec le document."
_TAKEN_UP: Final = "Vos choix de la dernière fois sont repris."
_FILE: Final = "Le fichier de choix enregistré ici, ou écrit par « qualif prevention choix »."


class DraftingScreen(QualifScreen[None]):
    """Enter answers the line under the cursor; F8 reads the document once all are answered."""

    HELP = (
        "Une ligne par choix de l'établissement : Entrée le fait ou le change ; la raison est sous "
        "la question. F8 rédige : chaque article est montré avec son appui et sa limite, et les "
        "clauses fragiles sont dites d'abord. Chaque choix est gardé aussitôt et retrouvé la fois "
        "suivante. F6, sous le document, l'enregistre avec ses choix, dans un fichier que F3 "
        "reprend ici et que la commande « qualif prevention rediger » accepte aussi."
    )
    CSS_PATH = "drafting.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("enter", "Choisir"),
        Hint("f3", "Reprendre"),
        Hint("f8", "Rédiger"),
        Hint("f10", "Menu"),
        Hint("escape", "Revenir"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "take_up", "Reprendre des choix", show=False),
        Binding("f8", "draft", "Rédiger", show=False),
    ]

    def __init__(self, library: Library, kind: DocumentKind) -> None:
        super().__init__()
        self._library, self._kind = library, kind
        self._choices = Choices("", {})

    def content(self) -> Iterator[Widget]:
        """Yield the title, the choices, the ways on."""
        yield Static(f"Rédiger {DOCUMENT_FR[self._kind]}", classes="heading", markup=False)
        yield LineList(id="choices")
        yield Static(id="missing", classes="refused", markup=False)
        with Horizontal(id="buttons"):
            yield Button("Rédiger", id="draft")
            yield Button("Reprendre un fichier de choix", id="take-up")

    def on_mount(self) -> None:
        """Show what is to be chosen, with what was chosen another time."""
        self._choices = kept_choices(self.desk.office.place.folder, self._library.base)
        if self._choices.establishment or self._choices.options:
            self.desk.say(_TAKEN_UP)
        self._show()
        self.query_one(LineList).focus()

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Rédiger", "le document, article par article ; F8", self.action_draft)
        yield Command("Reprendre un fichier de choix", "F3", self.action_take_up)

    # Choosing ------------------------------------------------------------------------------------

    @property
    def _declared(self) -> Iterable[DraftingChoice]:
        return self._library.base.drafting_choices.values()

    @property
    def _missing(self) -> list[str]:
        """The lines still to be answered, the first one first."""
        named = [] if self._choices.establishment else [_NAME]
        return named + [c.id for c in self._declared if c.id not in self._choices.options]

    def _show(self, cursor: str | None = None) -> None:
        """Write the lines; the cursor goes to a line, or to the first to be answered."""
        lines = self.query_one(LineList)
        lines.show(self._lines())
        targets = [line.target for line in lines.lines]
        at = cursor or next(iter(self._missing), None)
        lines.highlighted = targets.index(at) if at in targets else len(targets) - 1
        self.query_one("#missing", Static).update("")

    def _lines(self) -> Iterator[Line]:
        yield _line(_ASKED, _WHY_NAME, one_line(self._choices.establishment), _NAME)
        for choice in self._declared:
            taken = self._choices.options.get(choice.id, "")
            yield _line(choice.question, choice.reason, choice.options.get(taken, ""), choice.id)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        if event.target == _NAME:
            self._ask_name()
        else:
            self._ask_option(self._library.base.drafting_choices[str(event.target)])

    def _ask_name(self) -> None:
        def given(name: object) -> None:
            if name is not None:
                self._take(Choices(str(name), self._choices.options))

        dialog = doors.ask_line(_ASKED, _WHY_NAME, self._choices.establishment, _read_name)
        self.app.push_screen(dialog, given)

    def _ask_option(self, choice: DraftingChoice) -> None:
        options = list(choice.options)

        def given(index: int | None) -> None:
            if index is not None:
                taken = {**self._choices.options, choice.id: options[index]}
                self._take(Choices(self._choices.establishment, taken))

        labels = [choice.options[option] for option in options]
        self.app.push_screen(doors.choose(choice.question, choice.reason, labels), given)

    def _take(self, choices: Choices) -> None:
        self._choices = choices
        self._show()
        try:
            keep_choices(self.desk.office.place.folder, choices)
        except OSError:
            self.desk.say(_NOT_KEPT)

    def action_take_up(self) -> None:
        """Read the choices of a file."""

        def given(choices: object) -> None:
            if isinstance(choices, Choices):
                self._take(choices)

        def read(text: str) -> Choices:
            return read_choices(Path(text.strip()).expanduser(), self._library.base)

        dialog = doors.ask_line("Reprendre un fichier de choix", _FILE, str(Path.cwd()), read)
        self.app.push_screen(dialog, given)

    # Drafting ------------------------------------------------------------------------------------

    def action_draft(self) -> None:
        """Read the document, or say which choice is missing."""
        missing = self._missing
        if missing:
            self._show(missing[0])
            name = "ce choix reste à faire" if len(missing) == 1 else "ces choix restent à faire"
            asked = {_NAME: _ASKED, **{c.id: c.question for c in self._declared}}
            said = ", ".join(f"« {asked[each]} »" for each in missing[:2])
            said += f" et {left}" if (left := _others(len(missing) - 2)) else "."
            self.query_one("#missing", Static).update(plain(f"Avant de rédiger, {name} : {said}"))
            return
        page = draft_page(self._library.base, self._kind, self._choices, self._save)
        self.app.push_screen(doors.reader(self._library, page))

    def _save(self) -> None:
        """Write the document and its choices in a folder."""
        base, stamp = self._library.base, f"{self.desk.clock():%Y%m%d-%H%M}"
        files = {
            f"{self._kind}-{stamp}.md": layout(draft(base, self._kind, self._choices)),
            f"choix-{stamp}.yaml": "\n".join(template(base, self._choices)) + "\n",
        }
        self.app.push_screen(doors.save_draft(files), self.desk.say_written)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        acts = {"draft": self.action_draft, "take-up": self.action_take_up}
        acts[event.button.id or ""]()


def _line(question: str, reason: str, answer: str, target: str) -> Line:
    mark = "✓ " if answer else "? "
    deeper = plain("  ")
    return Line(
        (
            Paragraph(plain(question, "bold"), plain(mark, "$titre")),
            Paragraph(plain(reason, "$second"), deeper),
            Paragraph(plain(answer or _TO_CHOOSE, "$etabli" if answer else "$etablir"), deeper),
        ),
        target,
    )


def _read_name(text: str) -> str:
    name = one_line(text)
    if not name:
        raise ValueError("Écrivez le nom de l'établissement.")
    return name


def _others(count: int) -> str:
    """Return how many choices are left beside those named."""
    if count < 1:
        return ""
    return "1 autre." if count == 1 else f"{count} autres."
