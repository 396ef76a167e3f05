"""Pieces: what to collect, who collects it, how fairly, and before it vanishes.

A piece serves the reproach, the agent's defence, or both; it decides nothing by itself.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from knowledge.models.common import (
    Declaration,
    Identifier,
    Identifiers,
    OuiNon,
    Rows,
    Scope,
    Sentence,
)
from knowledge.models.given import GivenAnswers

Haste = Literal["aussitot", "jours", "dossier"]
"""When a piece must be taken: at once (it vanishes), within days, or before the file is closed."""

Side = Literal["reproche", "defense", "deux"]
"""What a piece may support: the reproach, the agent's defence, or either."""


class Collector(Declaration):
    """Who may collect a piece; the order of the declarations is the order shown."""

    id: Identifier = Field(alias="recueilleur")
    label: Sentence = Field(alias="libelle")


class Piece(Declaration):
    """One piece to collect, shown when `condition` (raw `si`) concerns the incident.

    `proves` lists the facts and the conclusions it can settle. `before` says by when, or why it
    would be lost. `answers` reads facts of the incident that no rule may read (is it still online):
    while one of them is not answered, the piece is still sought.
    """

    id: Identifier = Field(alias="piece")
    label: Sentence = Field(alias="libelle")
    scope: Scope = Field(alias="portee")
    condition: Any = Field(alias="si")
    answers: GivenAnswers = Field(default_factory=dict, alias="reponses")
    collector: Identifier = Field(alias="qui")
    how: Sentence = Field(alias="comment")
    haste: Haste = Field(alias="urgence")
    before: Sentence = Field(alias="avant")
    side: Side = Field(alias="sens")
    proves: Identifiers = Field(alias="prouve", min_length=1)
    sources: Identifiers = ()
    advice: OuiNon = Field(default=False, alias="conseil")
    dossier: Rows = ()

    @model_validator(mode="after")
    def _says_on_what(self) -> Piece:
        if not self.sources and not self.advice:
            raise ValueError("une pièce sans source est refusée (ou marquée conseil: oui)")
        return self
