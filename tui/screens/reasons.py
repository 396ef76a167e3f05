"""« Expliquer » one conclusion: why, why not: five depths, each computed when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static, TabbedContent, TabPane

from expert.explanation.model import ProofNode
from expert.incident import parse_key
from tui import doors
from tui.keys import Hint
from tui.plain import plain
from tui.results.names import where
from tui.results.reasons import (
    line_part,
    sufficient_part,
    syllogism_part,
    tree_part,
    why_not_part,
)
from tui.screens.base import RESULT, Command, QualifScreen
from tui.sources import read_citations
from tui.strings import HANDS_OVER
from tui.widgets.case_header import CaseHeader
from tui.widgets.line_list import Line, LineList
from tui.widgets.paragraphs import Paragraph, Paragraphs
from tui.widgets.status import status_text

if TYPE_CHECKING:
    from expert.explanation.explain import Explainer
    from tui.session import Session

_PARTS: Final[dict[str, tuple[str, Callable[[Explainer, str, int | None], Iterator[Line]]]]] = {
    "line": ("En une ligne", line_part),
    "syllogism": ("Syllogisme", syllogism_part),
    "tree": ("L'arbre", tree_part),
    "why-not": ("Pourquoi pas", why_not_part),
    "enough": ("Ce qui suffit", sufficient_part),
}
_FORMS: Final = ("texte", "markdown", "json")


class ReasonsScreen(QualifScreen[object]):
    """Explains one conclusion. It gives back the question to open, or nothing."""

    HELP = (
        "La même preuve en une ligne, en syllogisme, puis en entier : Entrée sur une réponse y "
        "retourne, sur une règle en montre la source. « Pourquoi pas » dit, pour chaque règle, le "
        "premier élément qui manque, puis les plus petits changements qui suffiraient : chacun a "
        "été vérifié. « Ce qui suffit » dit les réponses qui règlent le point quelles que soient "
        "les autres."
    )
    CSS_PATH = "reasons.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "copy_page", "Copier", show=False),
        Binding("f6", "export", "Enregistrer dans un fichier", show=False),
        Binding("f7", "up", "Retour", show=False),
        Binding("f8,right", "turn(1)", "Onglet suivant", show=False, priority=True),
        Binding("left", "turn(-1)", "Onglet précédent", show=False, priority=True),
    ]

    def __init__(self, session: Session, atom: str, unit: str | None) -> None:
        super().__init__()
        self.session = session
        self._explainer = session.explainer()
        self._atom, self._unit = atom, self._explainer.unit_named(atom, unit)
        self._filled: set[str] = set()

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys; who only hands over writes no other file than the report."""
        return (
            Hint("f1", "Aide"),
            Hint("f5", "Copier"),
            *(() if self._hands_over else (Hint("f6", "Enregistrer"),)),
            Hint("f7", "Retour"),
            Hint("f8", "Onglet suivant"),
            Hint("f10", "Menu"),
        )

    @property
    def _hands_over(self) -> bool:
        return self.session.profile == "manager"

    def content(self) -> Iterator[Widget]:
        """Yield the conclusion with its status, and its five parts."""
        yield CaseHeader()
        yield Static(id="conclusion", markup=False)
        with TabbedContent(initial=self._first):
            for name, (title, _) in _PARTS.items():
                with TabPane(title, id=name):
                    yield LineList()

    def on_mount(self) -> None:
        """Show the conclusion and its first part."""
        found = self._explainer.conclusion(self._atom, self._unit)
        self.query_one(CaseHeader).show(self.session)
        label = plain(f" · {found.label}{where(found.unit)}", "bold")
        self.query_one("#conclusion", Static).update(
            Paragraphs([Paragraph(status_text(found.status) + label)])
        )
        self._fill()

    @property
    def _first(self) -> str:
        """What is opened first: why not, for what is not there."""
        status = self._explainer.status(self._atom, self._unit)
        return "why-not" if status in ("excluded", "open") else "line"

    @property
    def _tab(self) -> str:
        return self.query_one(TabbedContent).active or self._first

    def _fill(self) -> None:
        """Fill the open part once, and give it the focus."""
        tab = self._tab
        lines = self.query_one(f"#{tab}", TabPane).query_one(LineList)
        if tab not in self._filled:
            self._filled.add(tab)
            lines.show(_PARTS[tab][1](self._explainer, self._atom, self._unit))
        lines.focus()

    @on(TabbedContent.TabActivated)
    def _activated(self) -> None:
        self._fill()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        node = event.target
        if not isinstance(node, ProofNode):
            return
        cited = list(self._explainer.cited(node.sources).values())
        if cited:
            self.app.push_screen(read_citations(self.session, cited))
        elif node.question is not None:
            self.dismiss((parse_key(node.question), RESULT))

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        for name, (title, _) in _PARTS.items():
            yield Command(f"Onglet {title}", "", partial(self._open_tab, name))
        if not self._hands_over:
            yield Command("Enregistrer l'explication", "dans un fichier", self.action_export)

    def _open_tab(self, tab: str) -> None:
        self.query_one(TabbedContent).active = tab

    def action_turn(self, step: int) -> None:
        """Open the part after or before this one."""
        names = list(_PARTS)
        self._open_tab(names[(names.index(self._tab) + step) % len(names)])

    def copy_title(self) -> str:
        """Return the conclusion with its status, and the part that is open."""
        shown = self.query_one("#conclusion", Static).content
        return f"{getattr(shown, 'plain', shown)} — {_PARTS[self._tab][0]}"

    def action_export(self) -> None:
        """Write the whole explanation to a file."""
        if self._hands_over:
            self.desk.say(HANDS_OVER)
            return

        name = f"pourquoi-{self.desk.clock():%Y%m%d-%H%M}"
        forms = [form for form in _FORMS if form != "json" or self.session.profile == "juriste"]
        self.app.push_screen(doors.export(name, self._written, forms), self.desk.say_written)

    def _written(self, form: str) -> str:
        rendering = import_module("expert.documents.explanation")
        explained = self._explainer.explained([(self._atom, self._unit)])
        text: str = rendering.explained_text([explained], form, 80)
        return text
