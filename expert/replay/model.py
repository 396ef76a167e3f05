"""A decision written for the replay: its facts as an incident, its outcome, what is compared.

A file holds one decision. The facts of `incident` are those the decision reports; whatever was
added from its prose is listed in `complete` with the words it comes from, and the placing in time
(no decision gives every date) is listed there as a convention.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError

from expert.incident import Incident, Spot, parse_key
from expert.incident_files import incident_at
from expert.incident_files.dates import read_day
from expert.incident_files.values import inside, read_answer
from expert.replay.outcomes import ISSUES, Expected, Outcome, expected
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError, Place, nearest
from knowledge.messages import french_errors
from knowledge.models.common import Declaration, Identifier, Sentence
from knowledge.reading import Document, parse_documents, read_text

Order = Literal["administratif", "ordinal", "presse", "travail"]

CONVENTION = "Convention"
"""How the `d_apres` of a fact begins when it places the replay in time and tells nothing else."""

PLACED_IN_TIME = frozenset(
    {"first_online_date", "republication", "discovery_date", "superior_knew_date"}
)
"""The only facts a convention may fill."""


def _day(value: Any) -> Any:
    return read_day(value) if isinstance(value, str) else value


class Completed(Declaration):
    """A fact added to those the decision lists: its key, its value, and the words it rests on."""

    fact: Sentence = Field(alias="fait")
    value: str | tuple[str, ...] | dict[str, str] = Field(alias="valeur")
    according_to: Sentence = Field(alias="d_apres")

    @property
    def is_convention(self) -> bool:
        """Whether the value only places the replay in time."""
        return self.according_to.startswith(CONVENTION)


class Comparison(Declaration):
    """One point the court decided, and the conclusion of the base it is compared with.

    `issue` names how `expected` is read from the outcome (see `outcomes`); `unit` is the
    publication or passage the conclusion stands on, absent for the incident.
    """

    issue: Identifier
    expected: Expected = Field(alias="attendu")
    conclusion: Sentence
    unit: Identifier | None = Field(default=None, alias="unite")


class ReplayedDecision(Declaration):
    """One file of the replay.

    `gap` explains a disagreement, by conclusion, with its legal reason; `left_out` says, by
    conclusion, why a point that the outcome decides is not compared.
    """

    id: Identifier = Field(alias="decision")
    order: Order = Field(alias="ordre")
    examined_on: Annotated[date, BeforeValidator(_day)] = Field(alias="examen")
    incident: dict[str, Any]
    completed: tuple[Completed, ...] = Field(default=(), alias="complete")
    outcome: Outcome = Field(alias="attendu", min_length=1)
    compare: tuple[Comparison, ...] = Field(min_length=1)
    gap: dict[str, Sentence] = Field(default_factory=dict, alias="ecart")
    left_out: dict[str, Sentence] = Field(default_factory=dict, alias="sans_comparaison")


def read_decision(path: Path, base: KnowledgeBase) -> tuple[ReplayedDecision, Incident]:
    """Read one decision and its incident. Raises `InputError` in French with the place."""
    shown = path.name
    documents = parse_documents(read_text(path, shown=shown), shown)
    if len(documents) != 1:
        raise InputError(documents[1].place(()), "une seule décision par fichier")
    document = documents[0]
    decision = _validated(document)
    incident = incident_at(document, ("incident",), base, examined_on=decision.examined_on)
    _check(document, decision, incident, base)
    return decision, incident


def _validated(document: Document) -> ReplayedDecision:
    try:
        return ReplayedDecision.model_validate(document.value)
    except ValidationError as error:
        path, message = next(iter(french_errors(error, ReplayedDecision)))
        raise InputError(document.place(path), message) from None


def _check(
    document: Document, decision: ReplayedDecision, incident: Incident, base: KnowledgeBase
) -> None:
    """Refuse what would make a comparison meaningless."""
    known = [source.id for source in base.decisions()]
    if decision.id not in known:
        message = f"décision inconnue du registre : « {decision.id} »{nearest(decision.id, known)}"
        raise InputError(document.place(("decision",)), message)
    _check_completed(document, decision, incident, base)
    units = {None, *(p.id for p in incident.publications), *(p.id for _, p in incident.units())}
    for number, compared in enumerate(decision.compare):
        place = document.place(("compare", number))
        if compared.unit not in units:
            raise InputError(place, f"unité inconnue : « {compared.unit} »")
        _check_comparison(place, compared, decision.outcome, base)
    for conclusion in decision.gap:
        if conclusion not in {compared.conclusion for compared in decision.compare}:
            place = document.place(("ecart", conclusion))
            raise InputError(place, f"écart sans comparaison : « {conclusion} »")
    _check_left_out(document, decision, base)


def _check_left_out(document: Document, decision: ReplayedDecision, base: KnowledgeBase) -> None:
    """Refuse the excuse of a point that is compared, or that the base does not know."""
    atoms = {atom for atom, _, _ in base.atoms()}
    compared = {point.conclusion for point in decision.compare}
    for conclusion in decision.left_out:
        place = document.place(("sans_comparaison", conclusion))
        if conclusion not in atoms:
            raise InputError(place, f"conclusion inconnue : « {conclusion} »")
        if conclusion in compared:
            raise InputError(place, f"point pourtant comparé : « {conclusion} »")


def _check_comparison(
    place: Place, compared: Comparison, outcome: Outcome, base: KnowledgeBase
) -> None:
    """Refuse an expected value that the outcome of the decision does not say."""
    atoms = [atom for atom, _, _ in base.atoms()]
    if compared.conclusion not in atoms:
        hint = nearest(compared.conclusion, atoms)
        raise InputError(place, f"conclusion inconnue : « {compared.conclusion} »{hint}")
    if compared.issue not in ISSUES:
        hint = nearest(compared.issue, ISSUES)
        raise InputError(place, f"issue inconnue : « {compared.issue} »{hint}")
    said = expected(compared.issue, compared.conclusion, outcome)
    if said != compared.expected:
        message = (
            f"« {compared.issue} » pour {compared.conclusion} : l'issue de la décision dit "
            f"« {said or 'rien'} », le fichier attend « {compared.expected} »"
        )
        raise InputError(place, message)


def _check_completed(
    document: Document, decision: ReplayedDecision, incident: Incident, base: KnowledgeBase
) -> None:
    """Refuse a completed fact that the incident does not hold with that value."""
    recorded = list(incident.recorded())
    for number, completed in enumerate(decision.completed):
        place = document.place(("complete", number))
        key = parse_key(completed.fact)
        found = [a for k, a in recorded if k.fact == key.fact and _stands(k.spot, key.spot)]
        if not found:
            raise InputError(place, f"fait complété absent de l'incident : « {completed.fact} »")
        raw = list(completed.value) if isinstance(completed.value, tuple) else completed.value
        said = read_answer(
            base.facts[key.fact], raw, inside(document.place, "complete", number, "valeur")
        )
        if said not in found:
            raise InputError(place, f"« {completed.fact} » : l'incident porte une autre valeur")
        if completed.is_convention and key.fact not in PLACED_IN_TIME:
            raise InputError(place, f"« {completed.fact} » ne se remplit pas par convention")


def _stands(spot: Spot, named: Spot) -> bool:
    """Whether a recorded spot is the named one; no name means any of them."""
    return named.publication in (None, spot.publication)
