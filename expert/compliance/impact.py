"""The draft of the impact assessment: necessity, risks with what holds them, what is left."""

from __future__ import annotations

from collections.abc import Iterator

from expert.compliance.framing import blanks, chapter, head
from expert.compliance.models import Risk
from expert.compliance.notes import Notes
from expert.compliance.reading import chapters, risks, threat_model
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from knowledge.base_model import KnowledgeBase

TITLE = "Analyse d'impact relative à la protection des données (projet)"


def impact_assessment(base: KnowledgeBase) -> Iterator[Block]:
    """Yield the draft."""
    notes, written = Notes(base), chapters("aipd")
    parts = {each.id: each for each in written.chapters}
    yield from head(TITLE, written.opening, base)
    for name in ("pourquoi", "necessite", "transparence"):
        yield from chapter(parts[name], notes)
    yield Heading("Risques pour les personnes")
    for number, risk in enumerate(risks().risks, start=1):
        yield from _risk(number, risk, notes)
    yield from _uncovered()
    yield from chapter(parts["avis"], notes)
    yield from notes.annexes()


def _risk(number: int, risk: Risk, notes: Notes) -> Iterator[Block]:
    yield Heading(f"Risque {number}. {risk.title}", 3)
    yield from bullets(
        (
            Item(" ; ".join(risk.origins), "D'où il vient"),
            Item(" ; ".join(risk.harms), "Ce qu'il cause"),
            Item("", "Ce qui le tient", tuple(notes.point(each) for each in risk.measures)),
            Item(" ; ".join(risk.left), "Non couvert"),
        )
    )
    yield from blanks(("Gravité, vraisemblance, décision",))


def _uncovered() -> Iterator[Block]:
    yield Heading("Ce que le modèle de menaces ne couvre pas")
    yield Paragraph("Relevé de « qualif conformite menaces », avec le numéro de la menace.")
    yield from bullets(
        Item(" ".join(each.left), f"{each.number}, {each.threat}")
        for each in threat_model().threats
        if each.left
    )
