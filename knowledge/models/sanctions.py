"""Sanctions the law opens by status, the steps around them, and who cannot be sanctioned here.

Nothing is picked, weighed nor ranked: a scale lists, a procedure orders steps in time, and a person
decides.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from knowledge.models.common import (
    Day,
    Declaration,
    Identifier,
    Identifiers,
    OuiNon,
    Rows,
    Sentence,
    Sentences,
)
from knowledge.models.procedure import Duration

ErasureMode = Literal["jamais-inscrite", "d-office", "sur-demande", "non-invocable"]
"""How an earlier sanction stops counting: never in the file, by law, on request, or by its age."""


def _answers(value: Any) -> Any:
    """Read « fait: valeur » as « fait: [valeur] »."""
    if not isinstance(value, dict):
        return value
    return {fact: (v,) if isinstance(v, str) else v for fact, v in value.items()}


Answers = Annotated[dict[Identifier, tuple[Identifier, ...]], BeforeValidator(_answers)]
"""Answers an entry is for: a fact of the incident, and one of its values (any of several)."""


class Dated(Declaration):
    """What applies from a first day to a last day (`None`: not seen, or still open)."""

    since: Day | None = Field(default=None, alias="depuis")
    until: Day | None = Field(default=None, alias="jusqu_a")

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.since and self.until and self.until < self.since:
            raise ValueError("la période finit avant de commencer")
        return self

    def in_force_on(self, day: date) -> bool:
        """Whether it applies on `day`."""
        after = self.since is None or self.since <= day
        return after and (self.until is None or day <= self.until)


class Sanction(Dated):
    """One sanction of a group: its name and its own bounds; `depends_on` are answers it is for."""

    id: Identifier = Field(alias="sanction")
    label: Sentence = Field(alias="libelle")
    minimum: Duration | None = None
    maximum: Duration | None = None
    depends_on: Answers = Field(default_factory=dict, alias="selon")


class Erasure(Dated):
    """When a sanction already taken stops counting. `after` runs from that sanction."""

    sanctions: Identifiers = Field(min_length=1)
    mode: ErasureMode
    after: Duration | None = Field(default=None, alias="apres")
    told: Sentence = Field(alias="dit")
    sources: Identifiers = Field(min_length=1)


class SanctionGroup(Declaration):
    """A group of a scale: its sanctions, the body to consult (`None`: none), its texts.

    `binding` tells whether the opinion of that body binds who decides.
    """

    id: Identifier = Field(alias="groupe")
    label: Sentence = Field(alias="libelle")
    sanctions: tuple[Sanction, ...] = Field(min_length=1)
    body: Sentence | None = Field(default=None, alias="avis")
    binding: OuiNon = Field(default=False, alias="avis_qui_lie")
    sources: Identifiers = Field(min_length=1)


class Scale(Declaration):
    """The sanctions open for some statuses of authors, who decides, and what surrounds them."""

    id: Identifier = Field(alias="echelle")
    label: Sentence = Field(alias="libelle")
    statuses: Identifiers = Field(alias="statuts", min_length=1)
    authority: Sentence = Field(alias="decide")
    groups: tuple[SanctionGroup, ...] = Field(alias="groupes", min_length=1)
    notes: Sentences = ()
    sources: Identifiers = Field(min_length=1)
    dossier: Rows = ()


class Step(Dated):
    """One step of a procedure: what, who, when, what its omission causes, whether it was done.

    `deadline` is the id of a delay that counts it; `done_when` are the values of `procedure_steps`
    that say it was done; `depends_on` are answers it is for. `letter` says the step to the agent,
    in the letter that tells them their rights.
    """

    id: Identifier = Field(alias="etape")
    what: Sentence = Field(alias="quoi")
    who: Sentence = Field(alias="qui")
    when: Sentence | None = Field(default=None, alias="quand")
    deadline: Identifier | None = Field(default=None, alias="delai")
    omission: Sentence | None = Field(default=None, alias="oubli")
    done_when: Identifiers = Field(default=(), alias="fait_si")
    depends_on: Answers = Field(default_factory=dict, alias="selon")
    letter: Sentence | None = Field(default=None, alias="lettre")
    sources: Identifiers = ()
    advice: OuiNon = Field(default=False, alias="conseil")

    @model_validator(mode="after")
    def _rests_on_something(self) -> Step:
        if not self.sources and not self.advice:
            raise ValueError("une étape sans source est refusée (ou marquée conseil: oui)")
        return self


class Procedure(Declaration):
    """The ordered steps to follow for some statuses, and when earlier sanctions stop counting."""

    id: Identifier = Field(alias="procedure")
    label: Sentence = Field(alias="libelle")
    statuses: Identifiers = Field(alias="statuts", min_length=1)
    steps: tuple[Step, ...] = Field(alias="etapes", min_length=1)
    erasures: tuple[Erasure, ...] = Field(default=(), alias="effacement")
    dossier: Rows = ()


class Outsider(Declaration):
    """Someone the establishment does not sanction: whom to tell instead, what remains possible."""

    id: Identifier = Field(alias="personne")
    statuses: Identifiers = Field(alias="statuts", min_length=1)
    told: Sentence = Field(alias="dit")
    inform: Sentences = Field(alias="informer", min_length=1)
    possible: Sentences = Field(default=(), alias="reste_possible")
    avoid: Sentences = Field(default=(), alias="ne_pas")
    sources: Identifiers = ()
    advice: OuiNon = Field(default=False, alias="conseil")
    dossier: Rows = ()

    @model_validator(mode="after")
    def _rests_on_something(self) -> Outsider:
        if not self.sources and not self.advice:
            raise ValueError("une entrée sans source est refusée (ou marquée conseil: oui)")
        return self


class StatusFamily(Declaration):
    """Statuses whose decisions may be read side by side, with care.

    `unseen` says that decisions whose status was not seen are read with this family.
    """

    id: Identifier = Field(alias="famille")
    label: Sentence = Field(alias="libelle")
    statuses: Identifiers = Field(alias="statuts", min_length=1)
    unseen: OuiNon = Field(default=False, alias="statut_non_vu")
    caution: Sentence = Field(alias="mise_en_garde")


class Likeness(Declaration):
    """A kind of facts: what the content is about (values of `content_matter`)."""

    id: Identifier = Field(alias="rapprochement")
    label: Sentence = Field(alias="libelle")
    subjects: Identifiers = Field(alias="objets", min_length=1)
    dossier: Rows = ()
