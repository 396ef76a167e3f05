"""Whether the answers that the base asks for by their values were given. Unknown is never no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from expert.incident import Answer, Incident
from knowledge.base_model import KnowledgeBase
from knowledge.models.given import NONE_OF_THEM

Alternatives = Mapping[str, Iterable[tuple[str, ...]]]
"""For each fact, the groups of values of which one must have been given whole."""


def answers_given(base: KnowledgeBase, incident: Incident, wanted: Alternatives) -> bool | None:
    """Whether every fact got one of the answers wanted: None while one is missing or unknown."""
    found = [_is_given(base, incident, fact, values) for fact, values in wanted.items()]
    if False in found:
        return False
    return None if None in found else True


def left_open(incident: Incident, wanted: Mapping[str, Sequence[str]]) -> bool:
    """Whether no answer of the incident rules out the values wanted: unknown is not no."""
    return all(incident.answers.get(fact) in (None, *values) for fact, values in wanted.items())


def is_known(base: KnowledgeBase, incident: Incident, fact: str) -> bool:
    """Whether a fact has an answer other than « je ne sais pas », in some place."""
    return any(answer is not None for answer in _answers(base, incident, fact))


def _is_given(
    base: KnowledgeBase, incident: Incident, fact: str, values: Iterable[tuple[str, ...]]
) -> bool | None:
    answers = list(_answers(base, incident, fact))
    known = [_ticked(answer) for answer in answers if answer is not None]
    if any(set(together) <= ticked for together in values for ticked in known):
        return True
    return False if answers and len(known) == len(answers) else None


def _ticked(answer: Answer) -> set[Answer]:
    if isinstance(answer, tuple):
        return set(answer) or {NONE_OF_THEM}
    return {answer}


def _answers(base: KnowledgeBase, incident: Incident, fact: str) -> Iterator[Answer]:
    """Yield what was answered to a fact: of the incident, or of each of its publications."""
    per_publication = base.facts[fact].scope == "publication"
    places = [p.answers for p in incident.publications] if per_publication else [incident.answers]
    yield from (answers[fact] for answers in places if fact in answers)
