"""A charter, or a paragraph of the rules of procedure, from the choices of an establishment.

Each clause keeps its source and its limit under it: who adopts the text sees what holds and what
would not. The name of the establishment is put in as typed, and is never read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.prevention.cards import support
from expert.prevention.choices import Choices
from knowledge.base_model import KnowledgeBase
from knowledge.models.prevention import ESTABLISHMENT, Clause, DocumentKind

DOCUMENT_FR: dict[DocumentKind, str] = {
    "charte": "une charte",
    "reglement": "un paragraphe de règlement intérieur",
}
"""How each document is named inside a sentence."""

_TITLE: dict[DocumentKind, str] = {
    "charte": "Charte d'usage des réseaux, des messageries et du téléphone",
    "reglement": "Règlement intérieur : accès aux réseaux et prévention des risques numériques",
}
NOTE = (
    "Projet à relire avec un juriste, puis à soumettre aux instances de l'établissement. Sous "
    "chaque article, son appui et sa limite : à retirer de la version affichée."
)
FRAGILE = "Clauses fragiles dans vos choix"


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the document: its words, the sources it rests on (none: advice), its limit."""

    number: int
    title: str
    text: str
    sources: tuple[str, ...]
    limit: str | None
    fragile: bool


def clauses_for(base: KnowledgeBase, kind: DocumentKind, choices: Choices) -> list[Clause]:
    """Return the clauses of a document that the choices call for, in the order of the base."""
    return [
        clause
        for clause in base.clauses.values()
        if kind in clause.documents
        and all(choices.options[choice] in options for choice, options in clause.when.items())
    ]


def title(kind: DocumentKind, choices: Choices) -> str:
    """Return the title of a document, the name of the establishment in front."""
    return f"{choices.establishment} : {_TITLE[kind][0].lower()}{_TITLE[kind][1:]}"


def articles(base: KnowledgeBase, kind: DocumentKind, choices: Choices) -> Iterator[Article]:
    """Yield the articles of a document, numbered, with the name of the establishment in them."""
    for number, clause in enumerate(clauses_for(base, kind, choices), start=1):
        yield Article(
            number=number,
            title=clause.title,
            text=clause.text.replace(ESTABLISHMENT, choices.establishment),
            sources=clause.sources_for(choices.options),
            limit=clause.limit,
            fragile=clause.fragile,
        )


def draft(base: KnowledgeBase, kind: DocumentKind, choices: Choices) -> Iterator[Block]:
    """Yield the document, article by article."""
    drafted = list(articles(base, kind, choices))
    yield Heading(title(kind, choices), level=1)
    yield Paragraph(f"{NOTE} Droit connu au {base.law_as_of:%d/%m/%Y}.")
    fragile = [article for article in drafted if article.fragile]
    if fragile:
        yield Heading(FRAGILE)
        yield from bullets(Item(article.limit or "", article.title) for article in fragile)
    for article in drafted:
        yield Heading(f"Article {article.number}. {article.title}")
        yield Paragraph(article.text)
        below = [Item(support(base, article.sources), "Appui")]
        below += [Item(article.limit, "Limite")] if article.limit else []
        yield from bullets(below)
