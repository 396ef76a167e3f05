"""Texts and decisions: level of proof, to whom applied, caution. Nothing else is cited."""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText
from expert.explanation.model import Citation

_TITLES = {"text": "Textes", "decision": "Décisions connues"}


def sources(source: SourceText) -> Iterator[Block]:
    """Yield the registry entries that this document cited before."""
    full = source.profile == "juriste"
    if full and source.cited():
        yield Paragraph("Détail et adresse d'une source : qualif base source ID.")
    for kind, title in _TITLES.items():
        found = [c for c in source.cited() if c.kind == kind]
        if found:
            yield Heading(title)
            yield from bullets(_citation(citation, full=full) for citation in found)


def _citation(citation: Citation, *, full: bool) -> Item:
    applied = f" ; appliquée à : {citation.applied_to}" if citation.applied_to else ""
    past = " ; n'était pas en vigueur au jour des faits" if citation.in_force is False else ""
    details = [Item(citation.says, "Dit")] if full else []
    if citation.caution:
        details.append(Item(citation.caution, "Mise en garde"))
    name = f" [{citation.id}]" if full else ""
    return Item(
        f"{citation.level_label}{applied}{past}{name}",
        citation.reference,
        tuple(details),
        address=(citation.url or "") if full else "",
    )
