"""The registry: provisions and decisions, with their level of proof and their caution.

Ids, figures and levels come from the legal dossier. Nothing else can be cited.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from knowledge.models.common import Day, Declaration, Identifier, Identifiers, OuiNon, Sentence
from knowledge.models.procedure import Duration

TextLevel = Literal["verifie", "de-memoire", "source-fondatrice"]
DecisionLevel = Literal["decision", "note", "source"]
MeasureOutcome = Literal[
    "confirmee",
    "annulee-disproportion",
    "annulee-sans-faute",
    "annulee-preuve",
    "faute-grave-ecartee",
    "sans-cause",
    "nulle",
    "autre",
]
"""What became of the measure in the last state seen of the case."""

MeasureKind = Literal["sanction", "mesure"]
"""A sanction or a dismissal; or another measure before the court (protection, suspension...)."""


class Complement(Declaration):
    """A complementary penalty and the day it entered into force (`None`: not seen)."""

    label: Sentence = Field(alias="libelle")
    since: Day | None = Field(default=None, alias="depuis")


class Penalty(Declaration):
    """The maximum a provision sets for a natural person: euros and months of prison.

    `since` is the first day of this maximum where the article had another one before.
    """

    fine_eur: int = Field(alias="amende_eur", ge=0)
    prison_months: int = Field(default=0, alias="prison_mois", ge=0)
    contravention_class: int | None = Field(default=None, alias="classe", ge=1, le=5)
    complementary: tuple[Complement, ...] = Field(default=(), alias="complementaires")
    since: Day | None = Field(default=None, alias="depuis")

    def in_force_on(self, day: date) -> bool:
        """Whether this maximum is the one of `day`, the last known one having no end."""
        return self.since is None or self.since <= day


class EarlierPenalty(Declaration):
    """The maximum the same provision set before: its last day is known, its first one may not be.

    `reference` is the former number of the article, when it had one.
    """

    fine_eur: int = Field(alias="amende_eur", ge=0)
    prison_months: int = Field(default=0, alias="prison_mois", ge=0)
    contravention_class: int | None = Field(default=None, alias="classe", ge=1, le=5)
    since: Day | None = Field(default=None, alias="depuis")
    until: Day = Field(alias="jusqu_a")
    reference: Sentence | None = None
    complementary: tuple[Complement, ...] = ()

    def in_force_on(self, day: date) -> bool:
        """Whether this maximum was the one of `day`."""
        return (self.since is None or self.since <= day) and day <= self.until


class AggravatedPenalty(Declaration):
    """A higher maximum of the same provision, for a natural person: euros and months of prison.

    `since` and `until` are the first and last day of its own force (`None`: not seen, or open).
    """

    id: Identifier = Field(alias="aggravation")
    label: Sentence = Field(alias="libelle")
    fine_eur: int = Field(alias="amende_eur", ge=0)
    prison_months: int = Field(default=0, alias="prison_mois", ge=0)
    since: Day | None = Field(default=None, alias="depuis")
    until: Day | None = Field(default=None, alias="jusqu_a")

    def in_force_on(self, day: date) -> bool:
        """Whether this maximum is in force on `day`; a missing bound is « not seen »."""
        after = self.since is None or self.since <= day
        return after and (self.until is None or day <= self.until)


class OpenedSanction(Declaration):
    """A sanction a text opens: its highest bound, for whom, and which text demands an opinion.

    `statuses` empty: for every status the text is cited for. `body_required_by` is the text that
    demands the opinion of a body before this sanction (`None`: no opinion demanded).
    """

    id: Identifier = Field(alias="sanction")
    maximum: Duration | None = None
    statuses: Identifiers = Field(default=(), alias="statuts")
    body_required_by: Identifier | None = Field(default=None, alias="avis_exige_par")


class Provision(Declaration):
    """One provision: what it says, its penalty, its dates of force, how it was checked.

    `succeeds` names the provisions of the registry it took over from, the day after their last.
    """

    id: Identifier = Field(alias="texte")
    reference: Sentence
    states: Sentence = Field(alias="dit")
    penalty: Penalty | None = Field(default=None, alias="peine")
    aggravated: tuple[AggravatedPenalty, ...] = Field(default=(), alias="peines_aggravees")
    opens: tuple[OpenedSanction, ...] = Field(default=(), alias="ouvre")
    earlier: tuple[EarlierPenalty, ...] = Field(default=(), alias="peines_anterieures")
    in_force_from: Day | None = Field(default=None, alias="depuis")
    in_force_to: Day | None = Field(default=None, alias="jusqu_a")
    level: TextLevel = Field(alias="niveau")
    url: str | None = Field(default=None, alias="adresse")
    caution: Sentence | None = Field(default=None, alias="mise_en_garde")
    replaces: Sentence | None = Field(default=None, alias="remplace")
    replaced_by: Sentence | None = Field(default=None, alias="remplace_par")
    succeeds: Identifiers = Field(default=(), alias="succede_a")

    @property
    def is_solid(self) -> bool:
        """Whether a conclusion may be called established on this text."""
        return self.level == "verifie"

    @property
    def is_citable(self) -> bool:
        """Whether a document may cite it (with its level shown)."""
        return True

    def in_force_on(self, day: date) -> bool:
        """Whether the provision is in force on `day`; a missing bound is « not seen »."""
        after = self.in_force_from is None or self.in_force_from <= day
        return after and (self.in_force_to is None or day <= self.in_force_to)

    def maximum_on(self, day: date | None) -> Penalty | EarlierPenalty | None:
        """Return the maximum of `day` (the present one when the day is unknown)."""
        if day is None or self.penalty is None:
            return self.penalty
        if not self.in_force_on(day):
            return None
        versions: tuple[Penalty | EarlierPenalty, ...] = (self.penalty, *self.earlier)
        return next((version for version in versions if version.in_force_on(day)), None)


class JudgedMeasure(Declaration):
    """The measure a court had before it, against whom, for what, and what became of it.

    `subject` is what the content was about, as a value of `content_matter`.

    Two decisions of different scales are not compared by their group. `None` is « not seen ».
    """

    kind: MeasureKind = Field(alias="type")
    told: Sentence = Field(alias="dit")
    outcome: MeasureOutcome = Field(alias="sort")
    subject: Identifier | None = Field(default=None, alias="objet")
    status: Identifier | None = Field(default=None, alias="statut")
    faults: Identifiers = Field(default=(), alias="fautes")
    group: int | None = Field(default=None, alias="groupe", ge=1, le=4)
    maximum: OuiNon | None = Field(default=None, alias="maximale")


class Decision(Declaration):
    """One decision: its reference, what it holds, to whom it applied, how it is known."""

    id: Identifier = Field(alias="decision")
    court: str | None = Field(default=None, alias="juridiction")
    day: Day | None = Field(default=None, alias="date")
    number: str | None = Field(default=None, alias="numero")
    holding: Sentence = Field(alias="dit")
    supports: tuple[Sentence, ...] = Field(default=(), alias="appuie")
    applied_to: Sentence | None = Field(default=None, alias="applique_a")
    level: DecisionLevel = Field(alias="niveau")
    citable: OuiNon
    caution: Sentence | None = Field(default=None, alias="mise_en_garde")
    url: str | None = Field(default=None, alias="adresse")
    measure: JudgedMeasure | None = Field(default=None, alias="mesure")

    @property
    def is_solid(self) -> bool:
        """Whether a conclusion may be called established on this decision."""
        return self.citable

    @property
    def is_citable(self) -> bool:
        """Whether it may be rendered as a citation at all."""
        return self.citable

    def in_force_on(self, day: date) -> bool:
        """Case law has no date of force: it is read at every date."""
        return True


Source = Provision | Decision
