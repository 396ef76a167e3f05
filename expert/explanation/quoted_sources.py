"""The sources that an explanation, or a part of one, quotes: their ids, as they are met."""

from __future__ import annotations

from collections.abc import Iterator

from expert.explanation.explanation_model import Explanation, WhyNotResult
from expert.explanation.model import ProofNode
from expert.explanation.question_reasons import QuestionReasons


def sources_of(explanation: Explanation) -> Iterator[str]:
    """Yield the ids of the sources an explanation quotes."""
    yield from explanation.conclusion.sources
    if explanation.conclusion.contested is not None:
        for reading in explanation.conclusion.contested.readings:
            yield from reading.sources
    yield from sources_under(explanation.tree)
    if explanation.why_not is not None:
        yield from sources_of_routes(explanation.why_not)


def sources_of_routes(why_not: WhyNotResult) -> Iterator[str]:
    """Yield the ids of the sources of what is missing and of what removes a rule."""
    for route in why_not.routes:
        yield from route.sources
        missing = () if route.missing is None else (route.missing,)
        for node in (*missing, *route.exceptions, *route.hindrances):
            yield from sources_under(node)


def sources_of_question(reasons: QuestionReasons) -> Iterator[str]:
    """Yield the ids of the sources of the rules through which a question counts."""
    yield from (s for goal in reasons.goals for step in goal.path for s in step.sources)


def sources_under(node: ProofNode) -> Iterator[str]:
    """Yield the ids of the sources of a step and of all it rests on."""
    yield from node.sources
    for step in (*node.steps, *node.set_aside):
        yield from sources_under(step)
