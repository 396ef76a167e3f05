"""The words and marks of the report, explained to who has never seen the software."""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.outline import Block, Heading, Item, bullets

_WORDS = (
    ("établi", "vrai d'après les réponses données, quoi que disent celles qui manquent"),
    ("contesté", "les tribunaux ou les textes ne disent pas tous la même chose"),
    ("à établir", "une réponse ou une pièce manque encore pour le dire"),
    ("écarté", "examiné, et non retenu"),
    (
        "dossier D-…, affaire A-…",
        "un nom tiré au hasard, pour parler d'un dossier sans dire de qui il s'agit",
    ),
    (
        "publication P1, passage P1a",
        "l'ordre dans lequel les publications et leurs passages ont été enregistrés",
    ),
    (
        "[témoin 1], [personne visée 1]…",
        "une autre personne : la même mention désigne toujours la même personne",
    ),
    ("[nom masqué]", "un nom que plusieurs personnes portent, ou dont on ne sait pas qui le porte"),
    (
        "[personne nommée], [adresse masquée], [compte masqué], [lien masqué], [numéro masqué]",
        "ce qui désigne quelqu'un que le dossier ne liste pas",
    ),
    (
        "je ne sais pas",
        "la question a été posée et personne n'a pu répondre ; ce n'est jamais lu comme un non",
    ),
    ("base de règles", "le droit tel que le logiciel le connaît, à la date de sa version"),
)


def glossary() -> Iterator[Block]:
    """Yield the explanation of every word and mark that the report uses."""
    yield Heading("Mots et marques employés")
    yield from bullets(Item(told, word) for word, told in _WORDS)
