"""What remains open to the person aimed at, the patient, the establishment, the agent punished."""

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
    Sentences,
)
from knowledge.models.given import GivenAnswers

Holder = Literal["personne-atteinte", "patient", "etablissement", "agent-sanctionne"]

HOLDER_FR: dict[Holder, str] = {
    "personne-atteinte": "Pour la personne atteinte",
    "patient": "Pour le patient ou le résident",
    "etablissement": "Pour l'établissement",
    "agent-sanctionne": "Pour l'agent sanctionné",
}


class Remedy(Declaration):
    """One way that is open, never advised: who may take it, before whom, how, what it gives.

    `condition` (raw `si`) says when it concerns the incident (none: always); `answers` reads facts
    of the incident that no rule may read, and closes the way when one was answered otherwise.
    `deadlines` are ids of delays that bound it; `for_person` puts it on the sheet given to the
    person aimed at.
    """

    id: Identifier = Field(alias="voie")
    label: Sentence = Field(alias="libelle")
    holder: Holder = Field(alias="qui")
    scope: Scope = Field(alias="portee")
    condition: Any = Field(default=None, alias="si")
    answers: GivenAnswers = Field(default_factory=dict, alias="reponses")
    who: Sentence = Field(alias="pour")
    addressed_to: Sentence = Field(alias="aupres_de")
    how: Sentences = Field(min_length=1, alias="comment")
    gives: Sentence = Field(alias="donne")
    limit: Sentence | None = Field(default=None, alias="limite")
    deadlines: Identifiers = Field(default=(), alias="delais")
    for_person: OuiNon = Field(default=False, alias="personne_visee")
    sources: Identifiers = ()
    advice: OuiNon = Field(default=False, alias="conseil")
    dossier: Rows = ()

    @model_validator(mode="after")
    def _supported(self) -> Remedy:
        if not self.sources and not self.advice:
            raise ValueError("une voie sans source est refusée (ou marquée conseil: oui)")
        return self
