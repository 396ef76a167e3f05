"""The sheet given to the person aimed at: what was published, what remains open, until when.

Handed over by human resources. It names nobody, gives no advice to sue, and says first what runs
for this person alone. It is made from the same assessment as every other document.
"""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.model import Assessment, RemedyResult
from expert.documents.acts.levelled_text import LevelledText
from expert.documents.chapters.remedies import bounding, last_days
from expert.documents.outline import Block, Heading, Item, Paragraph, Quotation, bullets
from expert.documents.source_text import SourceText, french_day, status_word

TITLE = "À la personne visée : ce qui vous reste ouvert"
_OPENING = (
    "Cette fiche vous informe ; elle ne vous conseille ni d'agir ni de ne pas agir. Elle ne nomme "
    "personne. Conservez vos propres pièces : messages, dates, noms de qui a lu."
)
_NOTHING = "Au vu des réponses, aucune voie propre à la personne visée n'est ouverte."
_PENDING = "à confirmer : une réponse ou une pièce manque"


def person_sheet(assessment: Assessment) -> Iterator[Block]:
    """Yield the sheet of one assessment."""
    source = LevelledText(assessment, "rh")
    yield Heading(TITLE, level=1)
    yield Paragraph(f"Établie le {french_day(assessment.examined_on)}. {_OPENING}")
    found = [remedy for remedy in assessment.remedies if remedy.for_person]
    yield from _published(source, found)
    dated = [r for r in found if any(d.ends for d in bounding(source, r))]
    if dated:
        yield Heading("Les dates qui comptent pour vous")
        yield from bullets(dict.fromkeys(Item(r.label, _until(source, r)) for r in dated))
    yield Heading("Ce qui vous est ouvert")
    if not found:
        yield Paragraph(_NOTHING)
    for remedy in {r.id: r for r in found}.values():
        yield Heading(remedy.label, level=3)
        yield from bullets(_lines(source, remedy))
    yield Paragraph(f"Droit connu au {french_day(assessment.base.law_as_of)}.")


def _published(source: SourceText, found: list[RemedyResult]) -> Iterator[Block]:
    """Yield the words of the passages that open something to this person, as they were typed.

    What aims at somebody else is not theirs to read.
    """
    theirs = {remedy.unit for remedy in found}
    words = [
        unit.verbatim
        for publication in source.assessment.publications
        for unit in publication.units
        if unit.verbatim and theirs & {unit.id, publication.id}
    ]
    if words:
        yield Heading("Ce qui a été publié")
        yield from (Quotation(text) for text in words)


def _until(source: SourceText, remedy: RemedyResult) -> str:
    return last_days([d for d in bounding(source, remedy) if d.ends])


def _lines(source: LevelledText, remedy: RemedyResult) -> Iterator[Item]:
    if remedy.status != "established":
        word = status_word(remedy.status)
        yield Item(f"{word}, {_PENDING}" if remedy.status == "open" else word, "État")
    yield Item(remedy.who, "Qui peut agir")
    yield Item(remedy.addressed_to, "Auprès de")
    yield Item(" ; ".join(remedy.how), "Comment")
    yield Item(remedy.gives, "Ce que cela donne")
    if remedy.limit:
        yield Item(remedy.limit, "Limite")
    references = source.references(source.texts(remedy.sources))
    if references:
        yield Item(references, "Texte")
