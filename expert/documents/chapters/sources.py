"""Texts and decisions: level of proof, to whom applied, caution. Nothing else is cited.

What many entries share is said once: entries are gathered under the level at which they are known.
"""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import LEGEND, SourceText, capitalised
from expert.explanation.model import Citation

_TITLES = {"text": "Textes", "decision": "Décisions connues"}


def sources(source: SourceText) -> Iterator[Block]:
    """Yield the registry entries that this document cited before, by kind then by level."""
    for kind, title in _TITLES.items():
        levels: dict[str, list[Citation]] = {}
        for cited in source.cited():
            if cited.kind == kind:
                levels.setdefault(cited.level_label, []).append(cited)
        if levels:
            yield Heading(title)
        for label, found in levels.items():
            yield Heading(capitalised(label), level=3)
            yield from bullets(_citation(source, citation) for citation in found)


def legend(source: SourceText) -> Iterator[Block]:
    """Yield once how a reference is read, and where its detail is."""
    more = " Ce que dit chaque source, et son adresse : qualif base source ID."
    yield Paragraph(LEGEND + (more if source.profile == "juriste" else ""))


def _citation(source: SourceText, citation: Citation) -> Item:
    full = source.profile == "juriste"
    parts = (
        citation.says if full and source.is_side(citation) else "",
        f"appliquée à : {citation.applied_to}" if citation.applied_to else "",
        "n'était pas en vigueur au jour des faits" if citation.in_force is False else "",
        f"mise en garde : {citation.caution}" if citation.caution else "",
    )
    said = " ; ".join(part.rstrip(". ") for part in parts if part)
    name = f" [{citation.id}]" if full else ""
    address = (citation.url or "") if full else ""
    if said:
        return Item(said, f"{citation.reference}{name}", address=address)
    return Item(f"{citation.reference}{name}", address=address)
