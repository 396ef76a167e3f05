"""`qualif base source ID`: a text or a decision, with its level of proof and its caution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from knowledge import KnowledgeBase
    from knowledge.models.sources import Source


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "source", help="un texte ou une décision, avec sa mise en garde",
        description="Montre un texte ou une décision du registre, et les règles qui s'y appuient.",
    )  # fmt: skip
    parser.add_argument("id", metavar="ID", help="identifiant du texte ou de la décision")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the source."""
    from expert.command.arguments import UsageError
    from expert.command.base.layout import print_lines
    from knowledge import load_base, nearest

    base = load_base()
    source = base.sources.get(arguments.id)
    if source is None:
        hint = nearest(arguments.id, base.sources)
        raise UsageError(f"source inconnue : « {arguments.id} »{hint}")
    print_lines(_lines(base, source))
    return 0


def _lines(base: KnowledgeBase, source: Source) -> Iterator[str]:
    from expert.library.source_sheet import source_sheet
    from knowledge.uses import uses

    sheet = source_sheet(base, source, uses(base)[source.id])
    yield source.id
    yield sheet.reference
    yield sheet.says
    yield from (f"À l'appui de : {said}" for said in sheet.supports)
    named = (
        ("Maximum prévu", sheet.maximum),
        ("", sheet.force),
        ("Remplace", sheet.replaces),
        ("Remplacé par", sheet.replaced_by),
        ("Appliquée à", sheet.applied_to),
        ("Niveau", sheet.level),
        ("", "" if sheet.citable else "Exemple seulement : ne peut pas être cité"),
        ("Mise en garde", sheet.caution),
        ("Adresse", sheet.url),
    )
    for name, said in named:
        if said:
            yield f"{name} : {said}" if name else said
    if not sheet.resting:
        yield "Rien dans la base ne s'y appuie"
    for kind in sheet.resting:
        yield f"{kind.title} : {', '.join(link.id for link in kind.links)}"
