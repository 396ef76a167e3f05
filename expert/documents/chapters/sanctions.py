"""What the law opens for the status of the author. Nothing is chosen, nothing is ranked."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.model import OutsiderResult, SanctionGroupResult
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText

_ADVICE = "conseil, sans source au dossier"


def sanctions(source: SourceText) -> Iterator[Block]:
    """Yield whom to tell when nothing can be decided here, the scale, who decides, the notes."""
    found = source.assessment.sanctions
    yield Heading("Sanctions que la loi ouvre")
    if found.outsider:
        yield from _outsider(source, found.outsider)
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
    yield from bullets(Item(note, "À savoir") for note in found.notes)
    cited = source.references(found.sources)
    if cited:
        yield Paragraph(f"Sources : {cited.rstrip('.')}.")


def _outsider(source: SourceText, found: OutsiderResult) -> Iterator[Block]:
    """Yield what to do when the establishment does not decide; what has no source is advice."""
    cited = source.references(found.sources)
    level = f"Texte : {cited} ; le reste : conseil" if cited else f"Appui : {_ADVICE}"
    yield Paragraph(f"{found.told}")
    lines = (
        (" ; ".join(found.inform), "Qui informer"),
        (" ; ".join(found.possible), "Ce qui reste possible"),
        (" ; ".join(found.avoid), "À ne pas faire"),
    )
    yield from bullets(Item(said, name) for said, name in lines if said)
    yield Paragraph(f"{level}.")


def _group(source: SourceText, group: SanctionGroupResult) -> Item:
    cited = source.references(group.sources)
    details = [Item(f"{group.body}{_binding(group)}", "Avis")] if group.body else []
    details += [Item(cited, "Texte")] if cited else []
    return Item(" ; ".join(group.sanctions), group.label, tuple(details))


def _binding(group: SanctionGroupResult) -> str:
    if group.body_binds is None:
        return ""
    return " (avis qui lie)" if group.body_binds else " (avis qui ne lie pas)"
