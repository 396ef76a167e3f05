"""`qualif base chercher MOTS`: rules, facts, texts and decisions, accents and case ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace

_MOST = 20


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "chercher", help="chercher dans les règles, faits, textes et décisions",
        description="Cherche des mots (sans accents ni majuscules) ; le plus pertinent d'abord.",
    )  # fmt: skip
    parser.add_argument("words", nargs="+", metavar="MOT", help="mots cherchés, tous à la fois")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print what matches every word, the best first."""
    from expert.command.base.layout import print_lines
    from expert.library.entries import law_entries
    from expert.library.search import find
    from knowledge import load_base

    found = find(law_entries(load_base()), arguments.words)
    print_lines(f"{entry.kind} {entry.id} : {entry.title}" for entry in found[:_MOST])
    if not found:
        print("Rien ne correspond à tous ces mots.")
    elif len(found) > _MOST:
        left = len(found) - _MOST
        print(f"et {left} autre{'s' if left > 1 else ''} : ajoutez un mot pour préciser.")
    return 0
