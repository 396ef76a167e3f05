"""Decisions compared by factors: the questions courts settled, and what counted for each side.

A factor is computed from the answers, never typed; it favours one side, and has no weight. Nothing
here predicts anything: it orders decisions by what they share with an incident.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from knowledge.models.common import (
    Declaration,
    Identifier,
    Identifiers,
    Rows,
    Scope,
    Sentence,
)
from knowledge.models.sources import MeasureOutcome

Side = Literal["mesure", "personne"]
"""Whom a factor or an outcome favours: the measure (or the prosecution), or the person."""

OTHER_SIDE: dict[Side, Side] = {"mesure": "personne", "personne": "mesure"}


class JudgedQuestion(Declaration):
    """One question that courts settled, read in their outcome.

    `conclusions` gives, for each atom that a replayed decision compares, whom « yes » favours;
    `measures` reads the fate of a sanction in the registry instead, for authors of `families`.
    `measure` and `person` say in words what was held when each side won. `condition` (raw `si`)
    says which incidents the question concerns.
    """

    id: Identifier = Field(alias="question_jugee")
    label: Sentence = Field(alias="libelle")
    scope: Scope = Field(alias="portee")
    condition: Any = Field(default=None, alias="si")
    conclusions: dict[Sentence, Side] = Field(default_factory=dict)
    measures: dict[MeasureOutcome, Side] = Field(default_factory=dict, alias="mesures")
    families: Identifiers = Field(default=(), alias="familles")
    measure: Sentence = Field(alias="mesure")
    person: Sentence = Field(alias="personne")

    @model_validator(mode="after")
    def _reads_one_outcome(self) -> JudgedQuestion:
        if bool(self.conclusions) == bool(self.measures):
            raise ValueError("une question jugée lit des conclusions ou des mesures, pas les deux")
        if self.measures and not self.families:
            raise ValueError("clé manquante : « familles », à côté de « mesures »")
        if self.measures and self.scope != "incident":
            raise ValueError("le sort d'une mesure se lit sur l'incident : « portee: incident »")
        return self

    def won_by(self, side: Side) -> str:
        """Say what was held when a side won."""
        return self.measure if side == "mesure" else self.person


class AbstractFactor(Declaration):
    """A more general idea under which factors are brought together."""

    id: Identifier = Field(alias="idee")
    label: Sentence = Field(alias="libelle")
    parents: Identifiers = Field(default=(), alias="sous")


class Factor(Declaration):
    """What counted for one side on some questions: a condition, and what says whom it favours.

    `parents` are the ideas it falls under: a difference is less telling where both cases have,
    for the same side, a factor under one idea.
    """

    id: Identifier = Field(alias="facteur")
    label: Sentence = Field(alias="libelle")
    questions: Identifiers = Field(min_length=1)
    side: Side = Field(alias="cote")
    scope: Scope = Field(alias="portee")
    condition: Any = Field(alias="si")
    parents: Identifiers = Field(min_length=1, alias="sous")
    sources: Identifiers = ()
    dossier: Rows = ()

    @model_validator(mode="after")
    def _rests_on_something(self) -> Factor:
        if not self.sources and not self.dossier:
            raise ValueError("un facteur sans source ni ligne du dossier est refusé")
        return self
