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
    """Exactly one unit is given. Months and years run from date to date.

    `working_days` are *jours ouvrables* (Monday to Saturday), `business_days` *jours ouvrés*
    (Monday to Friday), both without public holidays; `clear_days` are *jours francs*.
    """

    years: int = Field(default=0, alias="ans", ge=1, le=100)
    months: int = Field(default=0, alias="mois", ge=1, le=1_200)
    days: int = Field(default=0, alias="jours", ge=1, le=36_500)
    hours: int = Field(default=0, alias="heures", ge=1, le=8_760)
    working_days: int = Field(default=0, alias="jours_ouvrables", ge=1, le=1_000)
    business_days: int = Field(default=0, alias="jours_ouvres", ge=1, le=1_000)
    clear_days: int = Field(default=0, alias="jours_francs", ge=1, le=1_000)

    @model_validator(mode="after")
    def _one_unit(self) -> Duration:
        counted = (self.working_days, self.business_days, self.clear_days)
        if sum(map(bool, (self.years, self.months, self.days, self.hours, *counted))) != 1:
            raise ValueError(
                "une durée s'écrit dans une seule unité : ans, mois, jours, jours_ouvrables, "
                "jours_ouvres, jours_francs ou heures"
            )
        return self

    @property
    def runs_from_date_to_date(self) -> bool:
        """Whether the calendar alone counts it: no hour, and no day left out."""
        return bool(self.years or self.months or self.days)


DeadlinePlan = Literal["penal", "civil", "disciplinaire", "procedure", "recours", "donnees"]
"""The plane a delay is read on, so that « expired » is never said of everything at once."""

DeadlineActor = Literal["employeur", "agent", "personne", "autre"]
"""Whose delay it is: the employer, the author, the person aimed at or shown, somebody else."""


class Deadline(Declaration):
    """A delay shown as dates, with for whom it runs and why it starts there.

    `condition` (raw `si`) says when the delay concerns the incident; `start` is a date fact.
    Forward, `duration` gives a last day and `earliest` a first one (both: a window; `earliest`
    alone: a wait). Backward (`sens: avant`), the last day comes before the start. Without a start
    it is a point of reference, which the screens show without a date. `aimed` is a more careful
    count, for the prudent day only. Delays of one `family` start at rival moments.
    """

    id: Identifier = Field(alias="delai")
    label: Sentence = Field(alias="libelle")
    scope: Scope = Field(alias="portee")
    plan: DeadlinePlan
    actor: DeadlineActor = Field(alias="acteur")
    for_whom: Sentence = Field(alias="pour")
    start: Identifier | None = Field(default=None, alias="depart")
    why_start: Sentence = Field(alias="pourquoi")
    duration: Duration | None = Field(default=None, alias="duree")
    earliest: Duration | None = Field(default=None, alias="au_plus_tot")
    direction: Literal["apres", "avant"] = Field(default="apres", alias="sens")
    aimed: Duration | None = Field(default=None, alias="viser")
    condition: Any = Field(alias="si")
    family: Identifier | None = Field(default=None, alias="famille")
    disputed_start: Sentence | None = Field(default=None, alias="depart_discute")
    interrupted_by: Sentences = Field(default=(), alias="interrompu_par")
    not_interrupted_by: Sentences = Field(default=(), alias="sans_effet")
    certainty: Literal["certain", "de-memoire", "conteste", "conseil"] = Field(alias="certitude")
    note: Sentence | None = None
    still_due: OuiNon = Field(default=False, alias="reste_du")
    once_settled: OuiNon = Field(default=False, alias="une_fois_etabli")
    sources: Identifiers = Field(min_length=1)
    protects_author: OuiNon = Field(default=False, alias="eteint_l_action")
    dossier: Rows = ()

    @model_validator(mode="after")
    def _can_be_counted(self) -> Deadline:
        timed = self.duration is not None or self.earliest is not None
        if timed and self.start is None:
            raise ValueError("une durée se compte depuis une date : « depart » manque")
        if self.start is not None and not timed:
            raise ValueError("un départ sans « duree » ni « au_plus_tot » ne donne aucune date")
        if self.direction == "avant":
            hours = self.duration is not None and self.duration.hours
            if self.duration is None or self.earliest is not None or hours:
                raise ValueError(
                    "un délai à rebours a une « duree » en jours, mois ou ans, "
                    "et pas d'« au_plus_tot »"
                )
        if self.aimed is not None and self.duration is None:
            raise ValueError("« viser » compte autrement une « duree », qui manque")
        if self.disputed_start is not None and self.family is None:
            raise ValueError("un départ discuté nomme la « famille » des délais qui s'opposent")
        return self
