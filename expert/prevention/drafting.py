"""A charter, or a paragraph of the rules of procedure, from the choices of an establishment.

Each clause keeps its source and its limit under it: who adopts the text sees what holds and what
would not. The name of the establishment is put in as typed, and is never read.
"""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.prevention.cards import support
from expert.prevention.choices import Choices
from knowledge.base_model import KnowledgeBase
from knowledge.models.prevention import ESTABLISHMENT, Clause, DocumentKind

_TITLE: dict[DocumentKind, str] = {
    "charte": "Charte d'usage des réseaux, des messageries et du téléphone",
    "reglement": "Règlement intérieur : accès aux réseaux et prévention des risques numériques",
}
_NOTE = (
    "Projet à relire avec un juriste, puis à soumettre aux instances de l'établissement. Sous "
    "chaque article, son appui et sa limite : à retirer de la version affichée."
)
_FRAGILE = "Clauses fragiles dans vos choix"


def clauses_for(base: KnowledgeBase, kind: DocumentKind, choices: Choices) -> list[Clause]:
    """Return the clauses of a document that the choices call for, in the order of the base."""
    return [
        clause
        for clause in base.clauses.values()
        if kind in clause.documents
        and all(choices.options[choice] in options for choice, options in clause.when.items())
    ]


def draft(base: KnowledgeBase, kind: DocumentKind, choices: Choices) -> Iterator[Block]:
    """Yield the document, article by article."""
    clauses = clauses_for(base, kind, choices)
    yield Heading(f"{choices.establishment} : {_TITLE[kind][0].lower()}{_TITLE[kind][1:]}", level=1)
    yield Paragraph(f"{_NOTE} Droit connu au {base.law_as_of:%d/%m/%Y}.")
    fragile = [clause for clause in clauses if clause.fragile]
    if fragile:
        yield Heading(_FRAGILE)
        yield from bullets(Item(clause.limit or "", clause.title) for clause in fragile)
    for number, clause in enumerate(clauses, start=1):
        yield Heading(f"Article {number}. {clause.title}")
        yield Paragraph(clause.text.replace(ESTABLISHMENT, choices.establishment))
        below = [Item(support(base, clause.sources_for(choices.options)), "Appui")]
        below += [Item(clause.limit, "Limite")] if clause.limit else []
        yield from bullets(below)
