"""What the law opens for the status of the author. Nothing is chosen, nothing is ranked."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.model import SanctionGroupResult
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText


def sanctions(source: SourceText) -> Iterator[Block]:
    """Yield the scale of the status, who decides, whom to consult, the steps to follow."""
    found = source.assessment.sanctions
    yield Heading("Sanctions que la loi ouvre, procédure à suivre")
    chosen = " Qualif n'en choisit aucune." if found.groups else ""
    yield Paragraph(f"{found.label}.{chosen}")
    if found.groups and source.assessment.sanctionable.status != "established":
        yield Paragraph(
            "Échelle donnée pour information : il n'est pas établi, au vu des réponses, que "
            "l'établissement puisse engager une procédure."
        )
    if found.authority:
        yield from bullets([Item(found.authority, "Qui décide")])
    yield from bullets(_group(source, group) for group in found.groups)
    if found.bodies:
        yield from bullets([Item(" ; ".join(found.bodies), "À consulter, selon la sanction")])
    if found.steps:
        yield Heading("Étapes", level=3)
        yield from bullets(found.steps)
    yield from bullets(Item(note, "À savoir") for note in found.notes)
    cited = source.references(found.sources)
    if cited:
        yield Paragraph(f"Sources : {cited.rstrip('.')}.")


def _group(source: SourceText, group: SanctionGroupResult) -> Item:
    cited = source.references(group.sources)
    details = [Item(group.body, "Avis")] if group.body else []
    details += [Item(cited, "Texte")] if cited else []
    return Item(" ; ".join(group.sanctions), group.label, tuple(details))
