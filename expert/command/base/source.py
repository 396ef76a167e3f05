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
    from expert.explanation.citations import LEVEL_FR, decision_reference
    from knowledge.models.sources import Provision
    from knowledge.uses import by_kind, uses

    yield source.id
    if isinstance(source, Provision):
        yield source.reference
        yield source.states
        yield from _provision(source)
    else:
        yield decision_reference(source)
        yield source.holding
        yield from (f"À l'appui de : {said}" for said in source.supports)
        if source.applied_to:
            yield f"Appliquée à : {source.applied_to}"
    yield f"Niveau : {LEVEL_FR[source.level]}"
    if not source.is_citable:
        yield "Exemple seulement : ne peut pas être cité"
    if source.caution:
        yield f"Mise en garde : {source.caution}"
    if source.url:
        yield f"Adresse : {source.url}"
    found = uses(base)[source.id]
    if not found:
        yield "Rien dans la base ne s'y appuie"
    for kind, named in by_kind(found):
        yield f"{kind} : {', '.join(named)}"


def _provision(source: Any) -> Iterator[str]:
    if source.penalty:
        months = source.penalty.prison_months
        prison = f"{months} mois d'emprisonnement, " if months else ""
        yield f"Maximum prévu : {prison}{source.penalty.fine_eur} euros d'amende"
    since = f"depuis le {source.in_force_from:%d/%m/%Y}" if source.in_force_from else ""
    until = f"jusqu'au {source.in_force_to:%d/%m/%Y}" if source.in_force_to else ""
    if since or until:
        yield f"En vigueur {since} {until}".rstrip()
    if source.replaces:
        yield f"Remplace : {source.replaces}"
    if source.replaced_by:
        yield f"Remplacé par : {source.replaced_by}"
