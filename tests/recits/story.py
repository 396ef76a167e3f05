"""A récit as the law tells it: its fiche, its numbered conclusions, and how to read an answer.

Expected values come from the récits of the legal dossier, never from what the product answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from expert.assessment import assess
from expert.assessment.model import Assessment, ConclusionResult, DeadlineResult
from expert.documents.text import render_text
from expert.incident import Answer, Incident, key_text, parse_key
from expert.incident_files import read_incidents
from expert.interview.relevance import OTHER_PUBLICATIONS
from expert.interview.session import Interview
from knowledge import load_base
from knowledge.base_model import KnowledgeBase

FOLDER = Path(__file__).parent
PROFILES = ("manager", "rh", "juriste")

ESTABLISHED, EXCLUDED, CONTESTED, OPEN = "established", "excluded", "contested", "open"


@dataclass(frozen=True)
class Numbered:
    """A numbered conclusion of a récit: where it stands in the base, its layer, status, sources.

    `sources` must all be cited by the conclusion or by its contested readings.
    """

    number: int
    atom: str
    layer: str
    status: str
    sources: tuple[str, ...] = ()
    unit: str | None = None

    def __str__(self) -> str:
        place = f"@{self.unit}" if self.unit else ""
        return f"{self.number}-{self.atom}{place}"


@cache
def law() -> KnowledgeBase:
    """Return the base, loaded once."""
    return load_base()


@cache
def story(name: str) -> Incident:
    """Return the incident of a fiche of this folder."""
    (incident,) = read_incidents(FOLDER / f"{name}.yaml", law())
    return incident


def changed(incident: Incident, answers: Mapping[str, Answer]) -> Incident:
    """Return the incident with other answers, written « fact@P1/P1a »."""
    for key, answer in answers.items():
        incident = incident.with_answer(parse_key(key), answer)
    return incident


@dataclass
class Reading:
    """What the product says of an incident to a reader."""

    incident: Incident
    profile: str = "juriste"
    assessment: Assessment = field(init=False)

    def __post_init__(self) -> None:
        self.assessment = assess(law(), self.incident, self.profile)

    @property
    def text(self) -> str:
        """The report on one line, so that a wrapped sentence is still found."""
        return " ".join(render_text(self.assessment, self.profile).split())

    def result(self, atom: str, unit: str | None = None) -> ConclusionResult:
        """Return a conclusion on a unit."""
        return next(c for c in self.assessment.conclusions if (c.id, c.unit) == (atom, unit))

    def status(self, atom: str, unit: str | None = None) -> str:
        """Return a status; a value of a slot that is not listed is excluded."""
        found = [c for c in self.assessment.conclusions if (c.id, c.unit) == (atom, unit)]
        return found[0].status if found or "=" not in atom else EXCLUDED

    def of(self, numbered: Numbered) -> ConclusionResult:
        """Return the result of a numbered conclusion."""
        return self.result(numbered.atom, numbered.unit)

    def statuses(self, numbered: tuple[Numbered, ...]) -> dict[str, str]:
        """Return the status of each numbered conclusion: what a *bascule* may move."""
        return {str(n): self.status(n.atom, n.unit) for n in numbered}

    def deadline(self, id_: str, unit: str | None = None) -> DeadlineResult:
        """Return a deadline."""
        return next(d for d in self.assessment.deadlines if (d.id, d.unit) == (id_, unit))

    def deadlines(self) -> set[str]:
        """Return the ids of the deadlines shown."""
        return {d.id for d in self.assessment.deadlines}


def cited(result: ConclusionResult) -> set[str]:
    """Return the sources of a conclusion and of its contested readings."""
    readings = result.contested.readings if result.contested else ()
    return {*result.sources, *(source for reading in readings for source in reading.sources)}


def days(deadline: DeadlineResult) -> tuple[date, date]:
    """Return the first and the last day of a deadline (its hour, if any, is read apart)."""
    assert deadline.starts is not None and deadline.ends is not None
    return date.fromisoformat(deadline.starts[:10]), date.fromisoformat(deadline.ends[:10])


def asked(incident: Incident, profile: str) -> list[str]:
    """Return what the interview asks, in order, when the fiche answers and knows nothing else."""
    blank = tuple(
        replace(p, answers={}, passages=tuple(replace(q, answers={}) for q in p.passages))
        for p in incident.publications
    )
    start = replace(incident, answers={}, publications=blank, publications_closed=None)
    interview = Interview(law(), start, profile)
    return list(_questions(interview, incident))


def _questions(interview: Interview, incident: Incident) -> Iterator[str]:
    while (question := interview.next_question()) is not None:
        yield key_text(question.key)
        if question.key == OTHER_PUBLICATIONS:
            interview.close_publications()
        else:
            answers = incident.answers_at(question.key.spot)
            interview.answer(question.key, answers.get(question.key.fact))


def facts_asked(incident: Incident, profile: str) -> set[str]:
    """Return the facts asked, whatever the place."""
    return {parse_key(key).fact for key in asked(incident, profile)}


def blocks_asked(incident: Incident, profile: str) -> list[tuple[str, str]]:
    """Return (block, key) of each question, in order."""
    blocks = ((parse_key(key).fact, key) for key in asked(incident, profile))
    return [(law().facts[fact].block, key) for fact, key in blocks if fact in law().facts]
