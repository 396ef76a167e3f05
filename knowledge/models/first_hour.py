"""The questions of the first hour, and where their answers go so that nothing is asked twice."""

from __future__ import annotations

from pydantic import Field

from knowledge.models.common import Declaration, Identifier, OuiNon, Sentence
from knowledge.models.given import GivenAnswers

MOST_QUESTIONS = 6
"""Questions of the first hour: whoever is in a hurry answers no more."""


class CarriedOver(Declaration):
    """Another fact that the same answer fills, when the answers named by `when` were given.

    `known_only` leaves the other fact alone while the answer is « je ne sais pas »; `day_only`
    drops the hour. `caution` is said beside a delay that starts there.
    """

    fact: Identifier = Field(alias="vers")
    when: GivenAnswers = Field(default_factory=dict, alias="reponses")
    known_only: OuiNon = Field(default=False, alias="si_connu")
    day_only: OuiNon = Field(default=False, alias="jour_seul")
    caution: Sentence | None = Field(default=None, alias="prudence")


class UrgentQuestion(Declaration):
    """One question of the first hour: a descriptive fact, in the words of someone in a hurry."""

    fact: Identifier = Field(alias="urgence")
    line: Sentence = Field(alias="ligne")
    carried: tuple[CarriedOver, ...] = Field(default=(), alias="reporte")
