"""The questions of the first hour, and the incident their answers make: nothing is asked twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from expert.assessment.given import answers_given
from expert.incident import Answer, Incident, Key, Spot
from expert.interview.questions import Question, make_question
from knowledge.base_model import KnowledgeBase
from knowledge.models.first_hour import CarriedOver


def questions(base: KnowledgeBase, incident: Incident) -> tuple[Question, ...]:
    """Return the questions in the order of the base, with the answers the incident holds."""
    return tuple(_question(base, incident, fact) for fact in base.urgent_questions)


def with_answers(
    base: KnowledgeBase, incident: Incident, answers: Mapping[str, Answer]
) -> Incident:
    """Return the incident with answers of the first hour (by fact; `None` = « je ne sais pas »).

    Each also fills the facts that ask the same thing, unless they already have a known answer of
    their own; what an answer that changes had filled goes with it.
    """
    before = _fills(base, incident)
    cleared = incident
    for key, value in before.items():
        if incident.answers_at(key.spot).get(key.fact) == value:
            cleared = cleared.without_answer(key)
    for fact, answer in answers.items():
        cleared = cleared.with_answer(_key(base, incident, fact), answer)
    for key, value in _fills(base, cleared).items():
        if cleared.answers_at(key.spot).get(key.fact) is None and key not in cleared.disputes:
            cleared = cleared.with_answer(key, value)
    return cleared


def start_of(base: KnowledgeBase, incident: Incident, fact: str) -> tuple[date | None, str | None]:
    """Return a date, or the one of the first hour that stands for it, and the caution it needs."""
    if _key(base, incident, fact) in incident.disputes:
        return None, None
    own = incident.answers_at(_key(base, incident, fact).spot).get(fact)
    for question in base.urgent_questions.values():
        given = incident.answers_at(_key(base, incident, question.fact).spot).get(question.fact)
        for carried in question.carried:
            told = _day(given) if carried.day_only else given
            if carried.fact == fact and isinstance(told, date) and own in (None, told):
                return told, carried.caution
    return (own if isinstance(own, date) else None), None


def _question(base: KnowledgeBase, incident: Incident, fact: str) -> Question:
    key = _key(base, incident, fact)
    answers = incident.answers_at(key.spot)
    answered, current = fact in answers, answers.get(fact)
    question = make_question(
        base,
        key,
        several=False,
        answered=answered,
        current=current,
        state="to-ask" if not answered else "unknown" if current is None else "answered",
    )
    return replace(question, line=base.urgent_questions[fact].line)


def _key(base: KnowledgeBase, incident: Incident, fact: str) -> Key:
    """Return where a question is asked: the incident, or its first publication."""
    per_publication = base.facts[fact].scope == "publication"
    return Key(fact, Spot(incident.publications[0].id) if per_publication else Spot())


def _fills(base: KnowledgeBase, incident: Incident) -> dict[Key, Answer]:
    """Return what the answers of the first hour put in other facts."""
    return {
        _key(base, incident, carried.fact): value
        for carried, value in _carried(base, incident)
        if answers_given(base, incident, carried.when)
    }


def _carried(base: KnowledgeBase, incident: Incident) -> Iterator[tuple[CarriedOver, Answer]]:
    for question in base.urgent_questions.values():
        answers = incident.answers_at(_key(base, incident, question.fact).spot)
        if question.fact not in answers:
            continue
        answer = answers[question.fact]
        for carried in question.carried:
            if answer is not None or not carried.known_only:
                yield carried, _day(answer) if carried.day_only else answer


def _day(answer: Answer) -> Answer:
    return answer.date() if isinstance(answer, datetime) else answer
