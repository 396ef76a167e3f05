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
    from expert.command.base.search import find
    from knowledge import load_base

    base = load_base()
    every = [change for change, _ in base.changes.values()]
    if arguments.words:
        found = find((_entry(base, change) for change in every), arguments.words)
        every = [base.changes[entry.id][0] for entry in found]
    for number, change in enumerate(every):
        if number:
            print()
        print_lines(_lines(base, change))
    if not every:
        print("Rien ne correspond à tous ces mots.")
    return 0


def _entry(base: KnowledgeBase, change: Change) -> Any:
    from expert.command.base.search import Entry

    references = " ".join(_references(base, change))
    text = " ".join((change.said, change.now, change.since, change.verdict, references))
    return Entry("changement", change.id, change.title, text)


def _lines(base: KnowledgeBase, change: Change) -> Iterator[str]:
    from knowledge.models.changes import DOCUMENT_FR

    yield f"{change.title} ({change.verdict})"
    yield f"  Ce que dit {DOCUMENT_FR[change.document]} : {change.said}"
    yield f"  Le droit : {change.now}"
    yield f"  Depuis quand : {change.since}"
    references = " ; ".join(_references(base, change))
    if references:
        yield f"  D'après : {references}"


def _references(base: KnowledgeBase, change: Change) -> list[str]:
    from expert.explanation.citations import citation

    citable = (source for source in change.sources if base.sources[source].is_citable)
    return [citation(base, source).reference for source in citable]
