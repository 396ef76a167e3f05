"""`qualif base changements [MOTS]`: what moved since the founding documents of 2016 and 2021."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from knowledge import KnowledgeBase
    from knowledge.models.changes import Change


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "changements", help="ce qui a changé depuis les documents de 2016 et 2021",
        description="Ce que disaient le support de 2016 et l'article de 2021, ce que dit le droit, "
        "depuis quand, d'après quels textes. Des mots (sans accents ni majuscules) restreignent.",
    )  # fmt: skip
    parser.add_argument("words", nargs="*", metavar="MOT", help="mots cherchés, tous à la fois")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print each change that holds every word, the best first (all, in order, without a word)."""
    from expert.command.base.layout import print_lines
    from expert.library.entries import change_entries
    from expert.library.search import find
    from knowledge import load_base

    base = load_base()
    every = [change for change, _ in base.changes.values()]
    if arguments.words:
        found = find(change_entries(base), arguments.words)
        every = [base.changes[entry.id][0] for entry in found]
    for number, change in enumerate(every):
        if number:
            print()
        print_lines(_lines(base, change))
    if not every:
        print("Rien ne correspond à tous ces mots.")
    return 0


def _lines(base: KnowledgeBase, change: Change) -> Iterator[str]:
    from expert.library.rule_sheet import change_sheet

    sheet = change_sheet(base, change)
    yield f"{sheet.title} ({sheet.verdict})"
    yield f"  Ce que dit {sheet.document} : {sheet.said}"
    yield f"  Le droit : {sheet.now}"
    yield f"  Depuis quand : {sheet.since}"
    references = " ; ".join(source.reference for source in sheet.sources if source.citable)
    if references:
        yield f"  D'après : {references}"
