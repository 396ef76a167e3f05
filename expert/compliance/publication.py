"""The publication of the rules: what the duty is, and how the rule base is printed."""

from __future__ import annotations

from collections.abc import Iterator

from expert.compliance.framing import blanks, head
from expert.documents.outline import Block, Heading, Item, bullets
from expert.explanation.citations import citation
from knowledge.base_model import KnowledgeBase

TITLE = "Publication et communication des règles de l'algorithme"

_OPENING = (
    "La base de règles est écrite en français et s'imprime sans outil particulier. Ce qui suit dit "
    "ce qui se publie, ce qui se remet à une personne, et par quelle commande."
)
_DUTIES = ("crpa-l312-1-3", "crpa-l311-3-1", "crpa-r311-3-1-1", "crpa-r311-3-1-2")
_COMMANDS = (
    ("qualif base arbre", "le plan de toute la base ; avec un nom, l'arbre de ce chapitre"),
    (
        "qualif base arbre --format svg --sortie DOSSIER",
        "la base entière, en feuilles A3 à imprimer ou à mettre en ligne",
    ),
    ("qualif base regle REGLE", "une règle telle qu'un juriste la lit, avec sources et exceptions"),
    ("qualif base faits", "toutes les questions, leurs réponses et leur raison"),
    ("qualif base sources", "le registre des textes et décisions, et ce qui repose sur chacun"),
    ("qualif base rejouer", "l'accord de la base avec les décisions publiées, et ses écarts"),
    (
        "qualif document fiche-traitement",
        "pour un dossier : contribution, données, paramètres et opérations, à remettre à la "
        "personne qui le demande",
    ),
    ("qualif expliquer", "pour un incident, règle, faits et sources de chaque conclusion"),
)


def publication_sheet(base: KnowledgeBase) -> Iterator[Block]:
    """Yield the duties of publication, and the commands that meet them."""
    yield from head(TITLE, _OPENING, base, legend=False)
    yield Heading("Ce qui est dû")
    yield from bullets(
        Item(f"{cited.says} ({cited.level_label})", cited.reference)
        for cited in (citation(base, name) for name in _DUTIES)
    )
    yield Heading("Comment la base s'imprime")
    yield from bullets(Item(said, command) for command, said in _COMMANDS)
    yield Heading("Mention portée par chaque document")
    yield from bullets((base.mention,))
    yield from blanks(("Adresse où les règles sont publiées", "Publiées le", "Service à saisir"))
