"""Prevention: cards to hand out, and the clauses of a charter drafted from a few choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from knowledge.models.common import (
    Declaration,
    Identifier,
    Identifiers,
    OuiNon,
    Rows,
    Sentence,
)

Theme = Literal[
    "reseaux",
    "reponse",
    "smartphone",
    "courriel",
    "encadrement",
    "risque-numerique",
    "bonnes-pratiques",
]

THEME_FR: dict[Theme, str] = {
    "reseaux": "Les réseaux",
    "reponse": "Réponse graduée",
    "smartphone": "Smartphone",
    "courriel": "Courriel",
    "encadrement": "Encadrement",
    "risque-numerique": "Risque numérique",
    "bonnes-pratiques": "Bonnes pratiques",
}

DocumentKind = Literal["charte", "reglement"]

_Documents = Annotated[
    tuple[DocumentKind, ...], BeforeValidator(lambda v: (v,) if isinstance(v, str) else v)
]
_Options = Annotated[
    dict[Identifier, Identifiers],
    BeforeValidator(lambda v: {} if v is None else v),
]

ESTABLISHMENT = "{etablissement}"
"""The one mark of a clause that is replaced, by the name of the establishment, and never read."""


class Point(Declaration):
    """One sentence of a card: what it is about, and its sources or its being advice only."""

    heading: Sentence | None = Field(default=None, alias="intitule")
    text: Sentence = Field(alias="texte")
    sources: Identifiers = ()
    advice: OuiNon = Field(default=False, alias="conseil")

    @model_validator(mode="after")
    def _supported(self) -> Point:
        _refuse_unsupported(self.sources, advice=self.advice)
        return self


class Card(Declaration):
    """A card to hand out. `networks` are values of the descriptive fact `platform`."""

    id: Identifier = Field(alias="fiche")
    theme: Theme
    title: Sentence = Field(alias="titre")
    networks: Identifiers = Field(default=(), alias="reseaux")
    points: tuple[Point, ...] = Field(min_length=1)
    dossier: Rows = ()


class DraftingChoice(Declaration):
    """Something the establishment decides before a document is drafted."""

    id: Identifier = Field(alias="choix")
    question: Sentence
    reason: Sentence = Field(alias="raison")
    options: dict[Identifier, Sentence] = Field(min_length=2)


class Clause(Declaration):
    """One clause of a charter or of the rules of procedure, with its source and its limit.

    `when` maps choices to the options that call for the clause (all of them must hold). `fragile`
    marks a clause a court could set aside: its limit then says why. `sources_when` adds, by choice
    and by option, sources that only stand for some establishments.
    """

    id: Identifier = Field(alias="clause")
    documents: _Documents = Field(min_length=1)
    when: _Options = Field(default_factory=dict, alias="si")
    title: Sentence = Field(alias="titre")
    text: Sentence = Field(alias="texte")
    limit: Sentence | None = Field(default=None, alias="limite")
    fragile: OuiNon = False
    sources: Identifiers = ()
    sources_when: dict[Identifier, dict[Identifier, Identifiers]] = Field(
        default_factory=dict, alias="sources_si"
    )
    advice: OuiNon = Field(default=False, alias="conseil")
    dossier: Rows = ()

    @model_validator(mode="after")
    def _supported(self) -> Clause:
        further = tuple(self.sources_when)
        _refuse_unsupported((*self.sources, *further), advice=self.advice)
        if self.fragile and self.limit is None:
            raise ValueError("une clause fragile dit sa limite")
        return self

    def sources_for(self, options: Mapping[str, str]) -> tuple[str, ...]:
        """Return the sources that stand for an establishment, given the option of each choice."""
        further = (found.get(options.get(c, ""), ()) for c, found in self.sources_when.items())
        return (*self.sources, *(source for sources in further for source in sources))

    def every_source(self) -> tuple[str, ...]:
        """Return every source the clause may rest on, whatever the choices."""
        further = (s for found in self.sources_when.values() for s in found.values())
        return (*self.sources, *(source for sources in further for source in sources))


def _refuse_unsupported(sources: tuple[str, ...], *, advice: bool) -> None:
    if not sources and not advice:
        raise ValueError("sans source : à marquer « conseil: oui »")
    if sources and advice:
        raise ValueError("un conseil n'a pas de source : retirer l'un des deux")
