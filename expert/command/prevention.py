"""`qualif prevention`: cards to hand out, and the drafting of a charter from a file of choices."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expert.command.arguments import add_form

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from expert.documents.outline import Block
    from knowledge import KnowledgeBase
    from knowledge.models.prevention import Card

_DRAFTED = ("charte", "reglement")


def declare(commands: Any) -> None:
    """Declare the group and its commands."""
    parser = commands.add_parser(
        "prevention", help="fiches à remettre ; rédiger une charte, un règlement",
        description="Les fiches de prévention, et l'aide à rédiger une charte ou un paragraphe de "
        "règlement intérieur, chaque article avec son appui et sa limite.",
    )  # fmt: skip
    verbs = parser.add_subparsers(
        title="commandes", metavar="COMMANDE", prog="qualif prevention", required=True
    )
    cards = verbs.add_parser(
        "fiches", help="lire les fiches",
        description="Les fiches à remettre, toutes ou celles qui disent tous les mots donnés.",
    )  # fmt: skip
    cards.add_argument("words", nargs="*", metavar="MOT", help="seulement celles qui les disent")
    add_form(cards, ("texte", "markdown"))
    cards.set_defaults(run=run_cards)
    choices = verbs.add_parser(
        "choix", help="écrire un fichier de choix à remplir",
        description="Écrit le modèle des choix de l'établissement : à remplir, puis à donner à "
        "« rediger --choix ».",
    )  # fmt: skip
    choices.set_defaults(run=run_choices)
    drafting = verbs.add_parser(
        "rediger", help="rédiger le document, en Markdown",
        description="Rédige la charte, ou le paragraphe du règlement intérieur, d'après les choix "
        "de l'établissement : chaque article avec son appui et sa limite.",
    )  # fmt: skip
    drafting.add_argument(
        "document", choices=_DRAFTED, metavar="DOCUMENT", help="charte, reglement"
    )
    drafting.add_argument(
        "--choix", required=True, type=Path, metavar="FICHIER",
        help="fichier des choix (modèle : qualif prevention choix)",
    )  # fmt: skip
    drafting.set_defaults(run=run_drafting)


def run_cards(arguments: Namespace) -> int:
    """Print the cards, or those that say every word."""
    from expert.prevention.cards import card_blocks
    from knowledge import load_base

    base = load_base()
    found = _found(base, arguments.words)
    if not found:
        print("Aucune fiche ne dit tous ces mots.")
        return 0
    _print(card_blocks(base, found), arguments.format)
    return 0


def run_choices(_arguments: Namespace) -> int:
    """Print a file of choices to fill in."""
    from expert.prevention.choices import template
    from knowledge import load_base

    print("\n".join(template(load_base())))
    return 0


def run_drafting(arguments: Namespace) -> int:
    """Print the document drafted from the choices, in Markdown."""
    from expert.prevention.choices import read_choices
    from expert.prevention.drafting import draft
    from knowledge import load_base

    base = load_base()
    _print(draft(base, arguments.document, read_choices(arguments.choix, base)), "markdown")
    return 0


def _found(base: KnowledgeBase, words: list[str]) -> list[Card]:
    """Return the cards that hold every word, accents and case ignored, in the order of the base."""
    from expert.library.entries import card_entries
    from expert.library.search import find

    if not words:
        return list(base.cards.values())
    kept = {entry.id for entry in find(card_entries(base), words)}
    return [card for card in base.cards.values() if card.id in kept]


def _print(blocks: Iterator[Block], form: str) -> None:
    if form == "markdown":
        from expert.documents.markdown import layout

        sys.stdout.write(layout(blocks))
        return
    from expert.command.streams import columns
    from expert.documents.text import layout as text_layout

    sys.stdout.write(text_layout(blocks, columns()))
