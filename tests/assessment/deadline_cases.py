"""Incidents of one passage, and the delays they have: what the tests of delays share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from expert.assessment.conclusions import Concluder
from expert.assessment.deadlines import deadlines
from expert.assessment.model import DeadlineResult
from expert.explanation.proof import Prover
from expert.explanation.truths import EngineTruths
from expert.incident import Answer, Incident, Passage, Publication
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from knowledge import load_base
from knowledge.base_model import KnowledgeBase

SAMPLES = Path(__file__).parents[2] / "expert" / "samples"
EXAMINED = date(2026, 11, 20)
STATUS = "author_status"
ONLINE: dict[str, Answer] = {
    "author_role": "author", "access": "public", "content_kind": "text", "republication": "none",
    "first_online_date": date(2026, 11, 1),
}  # fmt: skip
WORDS: dict[str, Answer] = {
    "content_matter": "factual_accusation", "imputes_precise_fact": "oui", "harms_honour": "oui",
    "outrageous_expression": "non", "discriminatory_grounds": (), "target": "colleague",
    "target_count": "one", "target_status": "particulier", "identifies_target": "oui",
    "reproach_scope": "private_life", "humour": "non",
}  # fmt: skip


@cache
def law() -> KnowledgeBase:
    return load_base()


def case(
    answers: Mapping[str, Answer],
    publication: Mapping[str, Answer] | None = None,
    passage: Mapping[str, Answer] | None = None,
    examined: date = EXAMINED,
) -> Incident:
    """An incident of one passage, with only the answers a delay reads."""
    passages = (Passage("P1", passage or {}),)
    published = Publication("P1", passages, publication or {"first_online_date": date(2026, 11, 1)})
    return Incident("essai", examined, answers, (published,), True)


def lines(incident: Incident) -> dict[str, DeadlineResult]:
    """The delays of an incident by id, in the order they are read."""
    situation = situate(compile_base(law(), incident.examined_on), incident)
    concluder = Concluder(situation, Prover(EngineTruths(situation)), Statuses(situation))
    return {line.id: line for line in deadlines(concluder)}


def dates(line: DeadlineResult) -> tuple[str | None, str | None, str | None]:
    """First day allowed, last day, day to aim at."""
    return line.earliest, line.ends, line.prudent
