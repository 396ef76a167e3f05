"""What each reader is told beside the law itself: gestures, attacks on a file, griefs, report.

None of these concludes anything: they say, as data, when a sentence is shown, for whom, and on
what authority. What has no source is advice (`conseil: oui`) and is shown as advice.
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
    Sentence,
    Sentences,
)
from knowledge.models.given import GivenAnswers

GestureKind = Literal["d-abord", "eviter", "faire", "prevenir", "dater", "en-faveur", "alerte"]
"""Safety first, what not to do, what to do, whom to tell; then what to date, what to look for in
favour of the person, what may undo a file."""


class Gesture(Declaration):
    """One thing to do, to avoid or to tell at once, for some readers.

    It is shown when `condition` (raw `si`, read on the incident) holds and the answers named by
    `answers` were given; with `in_doubt` also while they are not settled. `answers` reads facts
    that no rule may read; `or_answers` show it too, whatever `condition` says; `unanswered` keeps
    it for when one of these facts is not known. `deadline` names the delay whose date is shown
    beside. `uneven_griefs` keeps it for a file where a grief that is not established stands beside
    one that is. `first_hour` puts it on the page of the first hour too, or there alone when it is
    for no reader.
    """

    id: Identifier = Field(alias="geste")
    text: Sentence = Field(alias="dit")
    kind: GestureKind = Field(alias="sens")
    readers: Identifiers = Field(default=(), alias="pour")
    first_hour: OuiNon = Field(default=False, alias="urgence")
    condition: Any = Field(default=None, alias="si")
    answers: GivenAnswers = Field(default_factory=dict, alias="reponses")
    or_answers: GivenAnswers = Field(default_factory=dict, alias="ou_reponses")
    unanswered: Identifiers = Field(default=(), alias="sans_reponse")
    in_doubt: OuiNon = Field(default=False, alias="dans_le_doute")
    uneven_griefs: OuiNon = Field(default=False, alias="griefs_inegaux")
    deadline: Identifier | None = Field(default=None, alias="delai")
    sources: Identifiers = ()
    advice: OuiNon = Field(default=False, alias="conseil")
    dossier: Rows = ()

    @model_validator(mode="after")
    def _rests_on_something(self) -> Gesture:
        if bool(self.sources) == self.advice:
            raise ValueError("un geste a une source, ou est marqué conseil: oui ; jamais les deux")
        if not self.readers and not self.first_hour:
            raise ValueError("un geste dit pour quels lecteurs (pour), ou est marqué urgence: oui")
        return self


class Attack(Declaration):
    """One attack that opposing counsel may bring, in a fixed order (`rank`).

    `condition` (raw `si`) says when it concerns the incident; `answered_when` (raw `repond_si`)
    when the file answers it: established closes the attack, excluded turns it against the
    employer. Without it the file never answers, and only `when_open` is said. `looks_at` names
    the facts and conclusions whose present state is shown; `sources` carry the attack,
    `opposed` the answer to it.
    """

    id: Identifier = Field(alias="attaque")
    rank: int = Field(alias="rang", ge=1, le=99)
    title: Sentence = Field(alias="titre")
    argument: Sentence
    condition: Any = Field(default=None, alias="si")
    answered_when: Any = Field(default=None, alias="repond_si")
    looks_at: Identifiers = Field(default=(), alias="regarde")
    when_closed: Sentence | None = Field(default=None, alias="si_fermee")
    when_open: Sentence = Field(alias="si_ouverte")
    when_contested: Sentence | None = Field(default=None, alias="si_contestee")
    when_against: Sentence | None = Field(default=None, alias="si_contraire")
    pieces: Sentences = Field(min_length=1)
    sources: Identifiers = ()
    opposed: Identifiers = Field(default=(), alias="sources_contraires")
    advice: OuiNon = Field(default=False, alias="conseil")
    dossier: Rows = ()

    @model_validator(mode="after")
    def _says_every_state(self) -> Attack:
        if bool(self.sources) == self.advice:
            raise ValueError("une attaque a une source, ou est marquée conseil: oui ; pas les deux")
        said = (self.when_closed, self.when_contested, self.when_against)
        if self.answered_when is not None and not all(said):
            raise ValueError("repond_si demande si_fermee, si_contestee et si_contraire")
        return self


class Grief(Declaration):
    """What may be reproached under one conclusion, drafted apart: its words, proof, authorities.

    `upheld` are decisions that held it, `excessive` decisions that held it and annulled the
    sanction as too heavy, `set_aside` decisions that annulled, acquitted or found no breach. All
    are shown, whatever the incident.
    """

    conclusion: Identifier = Field(alias="grief")
    plain: Sentence = Field(alias="reproche")
    pieces: Sentences = Field(default=(), alias="preuve")
    upheld: Identifiers = Field(default=(), alias="retenu")
    excessive: Identifiers = Field(default=(), alias="sanction_excessive")
    set_aside: Identifiers = Field(default=(), alias="non_retenu")


class ReportPart(Declaration):
    """One part of the factual report (who, what, when, how known) and the facts told in it."""

    id: Identifier = Field(alias="partie")
    title: Sentence = Field(alias="titre")
    facts: Identifiers = Field(alias="faits", min_length=1)
