"""Facts: what an incident may say. Every fact has a finite domain, so the base can be proved.

A *question* feeds a fact; a *descriptive* field (free wording, platform) is read by no rule.
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
    Sentences,
)

FactKind = Literal["oui-non", "choix", "liste", "nombre", "date", "texte"]


class Landmark(Declaration):
    """A named cut point of a number: the domain is split at `at` (included in the upper part)."""

    at: float = Field(alias="des", allow_inf_nan=False)
    note: Sentence
    sources: Identifiers = ()


class Presumption(Declaration):
    """What holds « if nothing more is proved », who bears the proof, and the source."""

    value: Identifier = Field(alias="valeur")
    burden: Sentence = Field(alias="charge")
    sources: Identifiers = ()


class Fact(Declaration):
    """One fact, its closed values, and the question that asks it.

    `values` maps each value id to its French label, in the order shown. For `oui-non` it is
    filled with oui and non. `guard` is the raw `pose_si` condition (parsed with the rules): when
    it fails the fact is *sans objet* and is not asked. A `detail` means nothing unless its guard
    holds: while the guard stays unknown it is unknown too, and it is not asked. `asked_for_dates`
    names the readers who are asked for it when a delay that concerns the incident needs it, even
    if no conclusion does. A `screening` question only sorts rare cases: while it has not been
    asked, an offence or a grief that it alone keeps open is not named to a reader.
    """

    id: Identifier = Field(alias="fait")
    label: Sentence = Field(alias="libelle")
    scope: Scope = Field(alias="portee")
    kind: FactKind = Field(alias="type")
    values: dict[Identifier, Sentence] = Field(default_factory=dict, alias="valeurs")
    landmarks: dict[Identifier, Landmark] = Field(default_factory=dict, alias="reperes")
    definition: Sentence
    guard: Any = Field(default=None, alias="pose_si")
    detail: OuiNon = False
    block: Identifier = Field(alias="bloc")
    question: Sentence
    reason: Sentence = Field(alias="raison")
    sources: Identifiers = ()
    examples: dict[Identifier, Sentence] = Field(default_factory=dict, alias="exemples")
    pieces: Sentences = ()
    presumption: Presumption | None = Field(default=None, alias="presomption")
    protected: OuiNon = Field(default=False, alias="protege")
    descriptive: OuiNon = Field(default=False, alias="descriptif")
    asked_for_dates: Identifiers = Field(default=(), alias="pour_les_delais")
    screening: OuiNon = Field(default=False, alias="tri")
    dossier: Rows = ()

    @model_validator(mode="after")
    def _screening_has_a_no(self) -> Fact:
        if self.screening and self.kind not in ("oui-non", "liste"):
            raise ValueError("une question de tri se répond par oui ou non, ou par une liste")
        return self

    @model_validator(mode="after")
    def _values_fit_kind(self) -> Fact:
        if self.kind == "oui-non":
            self.values.update({"oui": "Oui", "non": "Non"} if not self.values else {})
        if self.kind in ("choix", "liste") and len(self.values) < (
            2 if self.kind == "choix" else 1
        ):
            raise ValueError(f"un fait de type {self.kind} déclare ses valeurs")
        if self.kind == "texte" and not self.descriptive:
            raise ValueError("un texte libre est toujours descriptif")
        return self


class Block(Declaration):
    """A block of the interview: `phase` places it before, inside or after the publications."""

    id: Identifier = Field(alias="bloc")
    title: Sentence = Field(alias="titre")
    phase: Literal["ouverture", "publication", "suite"]
