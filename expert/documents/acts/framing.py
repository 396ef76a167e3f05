"""How every document of a case begins, and what is asked of several of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from expert.documents.acts.disclosable import Disclosable
from expert.documents.outline import Blank, Block, Heading, Paragraph
from expert.documents.source_text import SourceText, french_day

DRAFT: Final = (
    "Projet, non définitif : aucune personne n'a enregistré de décision motivée dans ce dossier."
)
"""What a document says of itself until somebody has recorded a decision and its reason."""

ANONYMISED: Final = (
    "Variante anonymisée : les noms du dossier sont remplacés. À relire avant de la remettre : un "
    "récit, une fonction ou une date peut encore faire reconnaître quelqu'un."
)
OTHERS_HIDDEN: Final = (
    "Les noms des autres personnes sont remplacés par une fonction : ce document ne concerne que "
    "vous."
)
NOT_IMPUTED: Final = (
    "Il n'est pas établi que le message vienne de la personne concernée : ce document ne nomme "
    "personne."
)
PARTY: Final = (
    "La personne qui a répondu est visée, témoin, ou à l'origine de la capture : aucun document "
    "qui conclut n'est fait à partir de ses réponses. Le dossier est repris par une autre "
    "personne."
)


def opening(told: Disclosable, title: str) -> Iterator[Block]:
    """Yield the title, what governs the reading, and what hides the names if something does."""
    yield Heading(title, level=1)
    read = told.assessment
    case = f"Dossier {told.pseudonym}, {told.stage}. " if told.pseudonym else ""
    yield Paragraph(
        f"{case}Examen au {french_day(read.examined_on)}. État du droit au "
        f"{french_day(read.base.law_as_of)}, base de règles {read.base.version}."
    )
    if not told.imputed:
        yield Paragraph(NOT_IMPUTED)
    elif not told.named:
        yield Paragraph(ANONYMISED)


def about(told: Disclosable, title: str) -> str:
    """Return « title : what the incident was called »."""
    return f"{title} : {told.assessment.title}"


def lowered(text: str) -> str:
    """Return a text with a small first letter, the rest as it is."""
    return text[:1].lower() + text[1:]


def blanks(labels: Iterable[str]) -> Iterator[Blank]:
    """Yield one line to fill in for each label."""
    yield from map(Blank, labels)


def lower_headings(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks of a chapter one level lower, to stand inside another."""
    for block in blocks:
        yield Heading(block.text, block.level + 1) if isinstance(block, Heading) else block


def stands_aside(source: SourceText) -> bool:
    """Whether the reporter is party to the incident: nothing that concludes is made."""
    return source.report_only
