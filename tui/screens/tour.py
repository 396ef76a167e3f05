"""The welcome, and a tour of two minutes: a few pages that point at the real keys and example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from expert.status import STATUS_FR
from tui.keys import Hint, key_name
from tui.plain import plain
from tui.screens.base import Command, QualifScreen
from tui.widgets.paragraphs import Paragraph
from tui.widgets.read_pane import ReadPane
from tui.widgets.status import GLYPHS


class Page(NamedTuple):
    """A page of the tour: its title, its sentences, the keys it points at with what they do."""

    title: str
    sentences: tuple[str, ...]
    keys: tuple[tuple[str, str], ...] = ()


_STATUSES: Final = ", ".join(f"{GLYPHS[status]} {word}" for status, word in STATUS_FR.items())

PAGES: Final = (
    Page(
        "Bienvenue dans Qualif",
        (
            "Qualif pose des questions sur un incident (une publication, un message, un téléphone) "
            "et dit ce que le droit permet d'en dire, textes et décisions à l'appui.",
            "Rien n'est décidé à votre place. Chaque point porte un de quatre statuts, toujours "
            f"les mêmes : {_STATUSES}.",
            "Cette visite prend deux minutes. Échap la quitte ; elle ne reviendra pas d'elle-même.",
        ),
        (("f8", "page suivante"), ("escape", "passer la visite")),
    ),
    Page(
        "Répondre",
        (
            "Une question à la fois. La réponse est enregistrée aussitôt, et l'heure est écrite en "
            "haut : rien n'est à sauvegarder.",
            "« Je ne sais pas » est une vraie réponse : jamais lue comme un non.",
        ),
        (
            ("enter", "répondre par la ligne où vous êtes ; la lettre devant la ligne aussi"),
            ("f7", "revenir à la question d'avant"),
            ("f3", "d'où vient la question : texte et extrait"),
            ("f4", "où en est la qualification"),
        ),
    ),
    Page(
        "Lire le résultat",
        (
            "Le résultat est rangé en onglets : conclusion, pourquoi, décisions, sanctions que la "
            "loi ouvre, délais, ce qui manque, vos réponses. Il change avec le lecteur choisi : "
            "cadre, ressources humaines, juriste.",
            "Chaque conclusion s'ouvre jusqu'à la règle, aux faits et à la source.",
        ),
        (
            ("f8", "onglet suivant"),
            ("f3", "expliquer une conclusion : pourquoi, ou pourquoi pas"),
            ("f7", "relire et changer une réponse"),
            ("f6", "enregistrer le résultat dans un fichier"),
        ),
    ),
    Page(
        "Partout",
        (
            "Tout ce qui a une touche est aussi dans le menu, et se clique. Les touches de l'écran "
            "sont sur la ligne du bas.",
            "L'exemple fourni est complet : le meilleur endroit pour essayer. Il n'est jamais "
            "enregistré.",
        ),
        (
            ("f1", "aide de l'écran où vous êtes"),
            ("f10", "menu : quelques lettres trouvent un geste (aussi Ctrl+P)"),
            ("f2", "depuis l'accueil, l'urgence : que faire dans la première heure"),
            ("escape", "remonter d'un niveau, sans jamais quitter"),
            ("ctrl+q", "quitter ; tout est enregistré"),
        ),
    ),
)

_COLUMN: Final = 12


class TourScreen(QualifScreen[bool | None]):
    """Gives back True to open the example; Escape leaves at any page."""

    AUTO_FOCUS = "#next"
    HELP = "Quatre pages. F8 va à la suivante, F7 à la précédente, Échap quitte la visite."
    CSS_PATH = "tour.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8,right,pagedown", "turn(1)", "Suite", show=False),
        Binding("f7,left,pageup", "turn(-1)", "Retour", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._page = 0

    @property
    def _last(self) -> bool:
        return self._page == len(PAGES) - 1

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that do something on this page."""
        back = (Hint("f7", "Retour"),) if self._page else ()
        following = Hint("f8", "Aller aux dossiers" if self._last else "Suite")
        return (*back, following, Hint("f10", "Menu"), Hint("escape", "Passer la visite"))

    def content(self) -> Iterator[Widget]:
        """Yield the page and the buttons."""
        page = PAGES[self._page]
        yield Static(self._stage, id="stage", markup=False)
        yield Static(plain(page.title), id="heading", classes="heading", markup=False)
        yield ReadPane(_paragraphs(page))
        with Horizontal(id="buttons"):
            yield Button("Suite", id="next")
            yield Button("Ouvrir l'exemple", id="sample")
            yield Button("Passer la visite", id="skip")

    @property
    def _stage(self) -> str:
        return f"Page {self._page + 1} sur {len(PAGES)}"

    def _show(self) -> None:
        page = PAGES[self._page]
        self.query_one("#stage", Static).update(self._stage)
        self.query_one("#heading", Static).update(plain(page.title))
        self.query_one(ReadPane).show(_paragraphs(page))
        self.query_one("#next", Button).label = "Aller aux dossiers" if self._last else "Suite"
        self.show_keys()

    def commands(self) -> Iterable[Command]:
        """Return what the menu offers here."""
        yield Command("Suite", "page suivante ; F8", lambda: self.action_turn(1))
        if self._page:
            yield Command("Retour", "page précédente ; F7", lambda: self.action_turn(-1))
        yield Command("Ouvrir l'exemple", "rien n'est enregistré", lambda: self.dismiss(True))
        yield Command("Passer la visite", "elle reste dans le menu ; Échap", self.action_up)

    def action_turn(self, step: int) -> None:
        """Go to another page; after the last one, to the list of incidents."""
        if step > 0 and self._last:
            self.dismiss(False)
        elif 0 <= self._page + step < len(PAGES):
            self._page += step
            self._show()

    def action_up(self) -> None:
        """Leave the tour, whatever the page."""
        self.dismiss(False)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "next":
            self.action_turn(1)
        else:
            self.dismiss(event.button.id == "sample")


def _paragraphs(page: Page) -> Iterator[Paragraph]:
    for sentence in page.sentences:
        yield Paragraph(plain(sentence))
        yield Paragraph(plain(""))
    for key, what in page.keys:
        yield Paragraph(plain(what), plain(key_name(key).ljust(_COLUMN), "bold $titre"))
