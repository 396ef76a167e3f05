"""Deadlines and their durations. Sanction scales are in `knowledge.models.sanctions`."""

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


class Duration(Declaration):
    """Exactly one unit is given. Months and years run from date to date."""

    years: int = Field(default=0, alias="ans", ge=1, le=100)
    months: int = Field(default=0, alias="mois", ge=1, le=1_200)
    days: int = Field(default=0, alias="jours", ge=1, le=36_500)
    hours: int = Field(default=0, alias="heures", ge=1, le=8_760)

    @model_validator(mode="after")
    def _one_unit(self) -> Duration:
        if sum(map(bool, (self.years, self.months, self.days, self.hours))) != 1:
            raise ValueError("une durée s'écrit dans une seule unité : ans, mois, jours ou heures")
        return self


class Deadline(Declaration):
    """A delay shown as dates, with for whom it runs and why it starts there.

    `condition` (raw `si`) says when the delay concerns the incident; `start` is a date fact.
    """

    id: Identifier = Field(alias="delai")
    label: Sentence = Field(alias="libelle")
    scope: Scope = Field(alias="portee")
    for_whom: Sentence = Field(alias="pour")
    start: Identifier = Field(alias="depart")
    why_start: Sentence = Field(alias="pourquoi")
    duration: Duration = Field(alias="duree")
    condition: Any = Field(alias="si")
    interrupted_by: Sentences = Field(default=(), alias="interrompu_par")
    not_interrupted_by: Sentences = Field(default=(), alias="sans_effet")
    certainty: Literal["certain", "de-memoire", "conteste"] = Field(alias="certitude")
    note: Sentence | None = None
    sources: Identifiers = Field(min_length=1)
    protects_author: OuiNon = Field(default=False, alias="eteint_l_action")
    dossier: Rows = ()
