"""The qualification: what is established, why, on what authority, what follows, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static, TabbedContent, TabPane

from expert.explanation.model import Citation, ProofNode
from expert.incident import Key, parse_key
from tui import case_doors, doors
from tui.keys import Hint
from tui.plain import plain
from tui.remembering import remember_conclusion
from tui.results.citations import citation_lines, shown_citations
from tui.results.cited_lines import Named, cited_lines
from tui.results.conclusions import conclusion_lines
from tui.results.deadlines import deadline_lines
from tui.results.headline import headline, law_read
from tui.results.names import COUNSEL
from tui.results.open_points import answer_lines
from tui.results.reader_pages import (
    HAND_OVER,
    attack_lines,
    grief_lines,
    still_open,
)
from tui.results.reasons import conclusion_at
from tui.results.sanctions import sanction_lines
from tui.screens.base import RESULT, REVIEW, Command, QualifScreen
from tui.services import FORMATS
from tui.sources import read_citations
from tui.strings import CASE_FILE, PROFILE_HELP, PROFILES
from tui.widgets.case_header import CaseHeader
from tui.widgets.line_list import Line, LineList
from tui.widgets.paragraphs import Paragraphs
from tui.widgets.proof_view import ProofView

if TYPE_CHECKING:
    from expert.assessment.model import Assessment
    from tui.session import Session

_TABS: Final = {
    "conclusions": "Conclusions",
    "griefs": "Griefs",
    "attacks": "Attaques",
    "why": "Pourquoi",
    "citations": "Textes",
    "sanctions": "Sanctions",
    "deadlines": "Délais",
    "open": "À établir",
    "answers": "Réponses",
}
_HIDDEN: Final = {
    "manager": frozenset({"griefs", "attacks", "citations", "sanctions", "deadlines"}),
    "rh": frozenset({"attacks"}),
    "juriste": frozenset({"attacks"}),
    "contradiction": frozenset({"griefs"}),
}
"""The tabs that are not made for a reader."""

_OWN_TARGETS: Final = frozenset({"citations", "answers"})
"""The tabs where every line already stands for something; elsewhere, a line that cites is read."""

_HELP: Final = {
    "conclusions": "Chaque ligne porte un des quatre statuts : établi, écarté, contesté, à "
    "établir. Entrée montre pourquoi ; F3 explique, ou dit pourquoi pas.",
    "griefs": "Chaque grief à part : ce qui est reproché, la règle, les faits, sa preuve, les "
    "décisions des deux côtés ; puis les pièces en faveur de l'agent. Entrée, sur une ligne qui "
    "cite, lit la source en entier.",
    "attacks": "Ce que la personne ou son conseil opposera, dans un ordre fixe ; ce que le dossier "
    "répond aujourd'hui ; la pièce qui fermerait la question. Entrée, sur une ligne qui cite, lit "
    "la source en entier.",
    "why": "À gauche ou en haut, la conclusion ; puis la règle, les faits, la conclusion, et tout "
    "l'arbre, exceptions écartées comprises. Entrée sur une réponse y retourne ; sur une règle, "
    "montre sa source.",
    "citations": "Chaque texte ou décision avec son niveau : « à lire avant de citer » veut dire "
    "que le texte n'a pas été lu en entier. Entrée montre l'extrait ; F9 compare les décisions.",
    "sanctions": "Ce que la loi ouvre pour le statut de l'auteur ; rien n'est choisi ni classé. "
    "Puis ce qui a changé depuis les documents de 2016 et de 2021, quand cela compte ici. Entrée, "
    "sur une ligne qui cite, lit la source en entier.",
    "deadlines": "Chaque délai avec pour qui il court, d'où il part, ce qui l'interrompt ; puis "
    "les voies ouvertes à chacun. Entrée, sur une ligne qui cite, lit la source en entier.",
    "open": "Ce qui peut encore changer une conclusion. Entrée rouvre la question.",
    "answers": "Vos réponses. Entrée en modifie une et revient ici.",
}


class ResultScreen(QualifScreen[object]):
    """The tabs of the result. It gives back the question to open, or nothing."""

    CSS_PATH = "result.tcss"
    HINTS = (
        Hint("f1", "Aide"),
        Hint("f3", "Expliquer"),
        Hint("f6", "Enregistrer"),
        Hint("f7", "Relire"),
        Hint("f8", "Onglet suivant"),
        Hint("f10", "Menu"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "reasons", "Expliquer", show=False),
        Binding("f2", "what_if", "Et si…", show=False),
        Binding("f4", "reader", "Lecteur", show=False),
        Binding("f5", "copy_page", "Copier", show=False),
        Binding("f6", "export", "Enregistrer dans un fichier", show=False),
        Binding("f7", "review", "Relire", show=False),
        Binding("f8,right", "turn(1)", "Onglet suivant", show=False, priority=True),
        Binding("ctrl+d,alt+d", "casefile", "Dossier", show=False),
        Binding("f9", "precedents", "Décisions comparées", show=False),
        Binding("left", "turn(-1)", "Onglet précédent", show=False, priority=True),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._proof: str | None = None

    def help_text(self) -> str:
        """Return what F1 says of the tab that is open."""
        return _HELP[self._tab]

    def content(self) -> Iterator[Widget]:
        """Yield the headline, the reader, the tabs; each tab is filled when it is opened."""
        yield CaseHeader()
        yield Static(id="headline", markup=False)
        yield Static(id="reader", markup=False)
        with TabbedContent(initial="conclusions"):
            with TabPane(_TABS["conclusions"], id="conclusions"):
                yield LineList()
            with TabPane(_TABS["griefs"], id="griefs"):
                yield LineList()
            with TabPane(_TABS["attacks"], id="attacks"):
                yield LineList()
            with TabPane(_TABS["why"], id="why"):
                yield ProofView()
            with TabPane(_TABS["citations"], id="citations"):
                yield LineList()
            with TabPane(_TABS["sanctions"], id="sanctions"):
                yield LineList()
            with TabPane(_TABS["deadlines"], id="deadlines"):
                yield LineList()
            with TabPane(_TABS["open"], id="open"):
                yield LineList()
            with TabPane(_TABS["answers"], id="answers"):
                yield LineList()

    def on_mount(self) -> None:
        """Qualify, and show the first tab."""
        self.refresh_result()

    def refresh_result(self) -> None:
        """Qualify for the present reader and fill the screen again."""
        self._filled: set[str] = set()
        assessment = self.session.assessment()
        remember_conclusion(self.session, assessment)
        self.query_one(CaseHeader).show(self.session)
        self.query_one("#headline", Static).update(
            Paragraphs((headline(assessment, self.session.profile),))
        )
        reader = plain(f"Lecteur : {PROFILES[self.session.profile]} (F4)", "$titre")
        law = plain(f" · {law_read(assessment)}", "$second")
        self.query_one("#reader", Static).update(reader + law)
        tabs = self.query_one(TabbedContent)
        for tab in _TABS:
            (tabs.show_tab if tab in self._tabs else tabs.hide_tab)(tab)
        self._fill()

    @property
    def _tabs(self) -> list[str]:
        """The tabs that the present reader is shown."""
        return [tab for tab in _TABS if tab not in _HIDDEN[self.session.profile]]

    @property
    def _tab(self) -> str:
        return self.query_one(TabbedContent).active or "conclusions"

    def _fill(self) -> None:
        """Fill the open tab once, and give it the focus."""
        tab = self._tab
        pane = self.query_one(f"#{tab}", TabPane)
        if tab not in self._filled:
            self._filled.add(tab)
            self._write(tab, pane, self.session.assessment())
        if tab == "why" and self._proof is not None:
            pane.query_one(ProofView).choose(self._proof)
            self._proof = None
        else:
            pane.query(LineList).first().focus()

    def _write(self, tab: str, pane: TabPane, assessment: Assessment) -> None:
        profile = self.session.profile
        shown = self._citations()
        if tab == "why":
            pane.query_one(ProofView).show(assessment, shown)
        else:
            lines: Iterable[Line] = {
                "conclusions": partial(
                    conclusion_lines, assessment, self.session.services.base, profile
                ),
                "griefs": partial(grief_lines, assessment, profile),
                "attacks": partial(attack_lines, assessment),
                "citations": partial(
                    citation_lines,
                    shown,
                    all_shown=len(shown) == len(assessment.citations),
                ),
                "sanctions": partial(sanction_lines, assessment, profile),
                "deadlines": partial(deadline_lines, assessment, profile),
                "open": partial(still_open, assessment, profile),
                "answers": partial(answer_lines, assessment),
            }[tab]()
            pane.query_one(LineList).show(
                lines if tab in _OWN_TARGETS else cited_lines(lines, shown)
            )

    def _citations(self) -> dict[str, Citation]:
        session = self.session
        return shown_citations(session.assessment(), session.services.base, session.profile)

    @on(TabbedContent.TabActivated)
    def _activated(self) -> None:
        self._fill()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        target = event.target
        if isinstance(target, Citation):
            self._open_citations([target])
        elif isinstance(target, Named):
            self._open_citations(target.sources)
        elif isinstance(target, ProofNode):
            self._open_node(target)
        elif target == HAND_OVER:
            self.action_export()
        elif self._tab == "conclusions":
            self._show_proof(str(target))
        elif self._tab in ("open", "answers"):
            self._open_question(parse_key(str(target)))

    def _show_proof(self, proof: str) -> None:
        self._proof = proof
        self._open_tab("why")

    def _open_node(self, node: ProofNode) -> None:
        cited = [each for name, each in self._citations().items() if name in node.sources]
        if cited:
            self._open_citations(cited)
        elif node.question is not None:
            self._open_question(parse_key(node.question))

    def _open_citations(self, cited: Iterable[Citation]) -> None:
        self.app.push_screen(read_citations(self.session, list(cited)))

    def _open_question(self, key: Key) -> None:
        self.dismiss((key, RESULT))

    # Acts ----------------------------------------------------------------------------------------

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        for tab in self._tabs:
            yield Command(f"Onglet {_TABS[tab]}", "", partial(self._open_tab, tab))
        yield Command(
            "Expliquer la conclusion choisie", "pourquoi, pourquoi pas ; F3", self.action_reasons
        )
        readers = "cadre, ressources humaines, juriste, contradiction"
        yield Command("Changer de lecteur", readers, self.action_reader)
        if self.session.profile == "manager":
            yield Command("Je transmets", "le rapport factuel seul", self.action_export)
        yield Command(
            "Décisions comparées", "dans les deux sens, par facteurs (F9)", self.action_precedents
        )
        yield Command("Et si…", "ce que chaque réponse changerait ; F2", self.action_what_if)
        yield Command("Enregistrer le résultat", "texte, Markdown ou JSON", self.action_export)
        yield Command("Relire mes réponses", "et en modifier", self.action_review)
        yield Command(*CASE_FILE, self.action_casefile)
        yield Command("Arbre de décision", "où mène chaque réponse, et où vous en êtes", self._tree)

    def action_reasons(self) -> None:
        """Explain the conclusion under the cursor: how, why not, what is enough."""
        lines = [w for w in self.query_one(f"#{self._tab}", TabPane).query(LineList)]
        proof = conclusion_at(self.session.assessment(), lines[0].target if lines else None)
        if proof is None:
            self.desk.say("Placez le curseur sur une conclusion (onglets Conclusions, Pourquoi).")
            return

        def closed(wish: object) -> None:
            if wish is not None:
                self.dismiss(wish)

        self.app.push_screen(doors.reasons(self.session, proof.conclusion, proof.unit), closed)

    def _open_tab(self, tab: str) -> None:
        self.query_one(TabbedContent).active = tab

    def action_turn(self, step: int) -> None:
        """Open the tab after or before this one."""
        shown = self._tabs
        self._open_tab(shown[(shown.index(self._tab) + step) % len(shown)])

    def action_what_if(self) -> None:
        """Read what each answer would change."""
        lines = self.query_one(f"#{self._tab}", TabPane).query(LineList)
        target = lines.first().target if lines and self._tab in ("open", "answers") else None
        key = parse_key(str(target)) if target is not None else None
        self.app.push_screen(doors.what_if(self.session, key))

    def action_casefile(self) -> None:
        """Open the case file."""
        self.app.push_screen(case_doors.casefile(self.session))

    def action_review(self) -> None:
        """Read the answers again."""
        self.dismiss(REVIEW)

    def action_precedents(self) -> None:
        """Compare the incident with decisions: made for those who argue from them."""
        if self.session.profile in COUNSEL:
            self.app.push_screen(doors.precedents(self.session))
        else:
            self.desk.say(
                "Les décisions comparées se lisent avec le lecteur « Juriste » ou "
                "« Contradiction » (F4)."
            )

    def _tree(self) -> None:
        """Read the trees of the law, where this incident stands marked."""

        def chosen(key: object) -> None:
            if isinstance(key, Key):
                self._open_question(key)

        session = self.session
        shown = doors.tree(session.services.base, session.incident.examined_on, session)
        self.app.push_screen(shown, chosen)

    def action_reader(self) -> None:
        """Change the reader of the result."""
        profiles = list(PROFILES)

        def chosen(index: int | None) -> None:
            if index is not None and profiles[index] != self.session.profile:
                self.session.read_as(profiles[index])
                first = "attacks" if profiles[index] == "contradiction" else "conclusions"
                self.query_one(TabbedContent).show_tab(first)
                self._open_tab(first)
                self.refresh_result()

        choices = [f"{PROFILES[profile]} — {PROFILE_HELP[profile]}" for profile in profiles]
        question = "Pour qui le résultat est-il préparé ?"
        self.app.push_screen(doors.choose("Lecteur", question, choices), chosen)

    def copy_title(self) -> str:
        """Return the tab, for whom it was prepared and under which law: a copy travels alone."""
        law = law_read(self.session.assessment())
        return f"{_TABS[self._tab]} — {PROFILES[self.session.profile]}, {law}"

    def action_export(self) -> None:
        """Write the result to a file; a manager hands over the factual report, and only it."""
        profile = self.session.profile
        forms = [form for form in FORMATS if form != "json" or profile == "juriste"]
        document = "transmission" if profile == "manager" else profile
        assessment, services = self.session.assessment(), self.session.services

        name = f"qualif-{self.desk.clock():%Y%m%d-%H%M}"
        render = partial(services.render, assessment, document)
        self.app.push_screen(doors.export(name, render, forms), self.desk.say_written)

    def on_click(self, event: object) -> None:
        """A click on the reader changes it."""
        if getattr(event, "widget", None) is self.query_one("#reader"):
            self.action_reader()
