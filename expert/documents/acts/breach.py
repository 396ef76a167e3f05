"""The data-breach checklist: to notify or not with the reason, register, persons told.

It stands alone and names nobody: neither the title of the incident, nor a word of it, is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from expert.documents.acts.disclosable import Disclosable
from expert.documents.acts.notices import UNSOURCED, part_blocks
from expert.documents.deadline_words import when
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import french_day
from knowledge.base_model import KnowledgeBase

TEXT: Final = "violation-de-donnees"
_DELAY: Final = "notification-cnil"
_NONE: Final = (
    "Au vu des réponses, rien ne montre que des données personnelles soient sorties. La liste "
    "reste à remplir si le délégué à la protection des données en décide autrement."
)


def breach_checklist(base: KnowledgeBase, told: Disclosable) -> Iterator[Block]:
    """Yield the checklist, the hours of this incident first."""
    text = base.documents[TEXT]
    yield Heading(text.title, level=1)
    case = f"Dossier {told.pseudonym}. " if told.pseudonym else ""
    yield Paragraph(f"{case}Établie le {french_day(told.assessment.examined_on)}. {text.opening}")
    yield Heading("Les heures de cet incident")
    found = [delay for delay in told.assessment.deadlines if delay.id == _DELAY]
    if not found:
        yield Paragraph(_NONE)
    yield from bullets(
        item
        for delay in found
        for item in (
            Item(f"{when(delay)}.", delay.label),
            Item(delay.why_start, "Départ"),
            *((Item(delay.note, "À savoir"),) if delay.note else ()),
        )
    )
    for part in text.parts:
        yield from part_blocks(base, part)
    yield Paragraph(UNSOURCED)
