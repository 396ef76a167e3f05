"""Conclusions, zones and rules: the law itself, as data a lawyer can read aloud."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from knowledge.models.common import (
    Day,
    Declaration,
    Identifier,
    Identifiers,
    OuiNon,
    Rows,
    Scope,
    Sentence,
    Sentences,
)

Layer = Literal["penal", "civil", "disciplinaire", "procedure", "protection", "preuve", "fait"]
"""The plan a conclusion belongs to; `fait` and `preuve` are intermediate steps, never a verdict."""


Bearing = Literal["contre", "pour", "annulation"]
"""What a conclusion is for the measure of a sanction; never a weight."""


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


class Conclusion(Declaration):
    """An atom (holds or not), or a slot when `values` is given (at most one of closed values).

    `penalty_when` gives, for some of the `penalty_texts`, the raw condition under which that text
    is the right one (two paragraphs of an article that punish different grounds).
    `aggravated_when` gives, by text then by aggravated maximum of that text, the raw condition
    under which it is incurred.
    `bearings` says what it is for the measure of a sanction: held against the person, in their
    favour, or a motive for which courts annul. It carries no weight.
    `settled_first` marks a protection of a passage: while it is not excluded, every grief of that
    passage says that it comes first.
    `goals` lists the reader profiles that want it settled; an intermediate step has none.
    """

    id: Identifier = Field(alias="conclusion")
    label: Sentence = Field(alias="libelle")
    scope: Scope = Field(alias="portee")
    layer: Layer = Field(alias="plan")
    values: dict[Identifier, Sentence] = Field(default_factory=dict, alias="valeurs")
    otherwise: Identifier | None = Field(default=None, alias="sinon")
    bearings: Annotated[tuple[Bearing, ...], BeforeValidator(_one_or_more)] = Field(
        default=(), alias="indice"
    )
    goals: Identifiers = Field(default=(), alias="but")
    family: Identifiers = Field(default=(), alias="famille")
    settled_first: OuiNon = Field(default=False, alias="a_trancher_d_abord")
    when_established: Sentence | None = Field(default=None, alias="si_etabli")
    when_excluded: Sentence | None = Field(default=None, alias="si_ecarte")
    when_open: Sentence | None = Field(default=None, alias="si_ouvert")
    penalty_texts: Identifiers = Field(default=(), alias="peine")
    penalty_when: dict[Identifier, Any] = Field(default_factory=dict, alias="peine_si")
    aggravated_when: dict[Identifier, dict[Identifier, Any]] = Field(
        default_factory=dict, alias="aggravation_si"
    )


class Reading(Declaration):
    """One credible reading of a contested question of law, with what supports it."""

    id: Identifier = Field(alias="lecture")
    statement: Sentence = Field(alias="enonce")
    sources: Identifiers = ()


class Zone(Declaration):
    """A question of law on which courts or texts split, evaluated in each of its readings."""

    id: Identifier = Field(alias="zone")
    question: Sentence
    readings: tuple[Reading, ...] = Field(alias="lectures", min_length=2)
    prudent: Sentence = Field(alias="prudente")
    pieces: Sentences = Field(min_length=1)
    dossier: Rows = ()


def _targets(value: Any) -> Any:
    return (value,) if isinstance(value, str | dict) else value


class Rule(Declaration):
    """One rule: when `condition` holds, conclude; unless an effective derogation defeats it.

    `conclusion` is « atome » or « case=valeur ». With `zone`, either one conclusion (true in the
    first reading only) or a mapping from each reading to its conclusion (or null).
    `defeats` makes the rule a derogation: it defeats rules, conclusions or families.
    `weak` says that the dossier holds it for established on a weak support, though its sources may
    be cited: the conclusion stays established, and its support is told as weak.
    `reinforces` says why the rule is kept although the others already decide all that it decides
    (its own source, its own words for a reader); `qualif base prouver` refuses it of any other.
    `succeeds` names the rule of which this one is the next version, from the day after its last.
    """

    id: Identifier = Field(alias="regle")
    statement: Sentence = Field(alias="enonce")
    condition: Any = Field(alias="si")
    conclusion: str | dict[str, str | None] | None = Field(default=None, alias="alors")
    zone: Identifier | None = Field(default=None, alias="conteste")
    defeats: Annotated[tuple[str | dict[str, str], ...], BeforeValidator(_targets)] = Field(
        default=(), alias="ecarte"
    )
    sources: Identifiers = ()
    advice: OuiNon = Field(default=False, alias="conseil")
    weak: OuiNon = Field(default=False, alias="appui_faible")
    reinforces: Sentence | None = Field(default=None, alias="renforce")
    since: Day | None = Field(default=None, alias="depuis")
    until: Day | None = Field(default=None, alias="jusqu_a")
    succeeds: Identifier | None = Field(default=None, alias="succede_a")
    clock: Literal["faits", "procedure"] = Field(default="faits", alias="horloge")
    dossier: Rows = ()

    @model_validator(mode="after")
    def _says_something(self) -> Rule:
        if self.conclusion is None and not self.defeats:
            raise ValueError("une règle conclut (alors) ou écarte (ecarte) quelque chose")
        if isinstance(self.conclusion, dict) and self.zone is None:
            raise ValueError("des conclusions par lecture supposent une zone (conteste)")
        if not self.sources and not self.advice:
            raise ValueError("une règle sans source est refusée (ou marquée conseil: oui)")
        return self
