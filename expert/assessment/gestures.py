"""The gestures of an incident for one reader: read from the base, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.assessment.conclusions import Concluder
from expert.assessment.given import answers_given, is_known
from expert.assessment.model import ConclusionResult, DeadlineResult
from expert.assessment.reader_parts import GestureResult
from expert.assessment.support import support_of
from expert.inference.statuses import Statuses
from expert.status import Status
from knowledge.conditions import Condition
from knowledge.models.readers import Gesture

_SHOWN: frozenset[Status] = frozenset(("established", "contested"))


def gestures(
    concluder: Concluder,
    profile: str,
    deadlines: Iterable[DeadlineResult],
    griefs: Iterable[ConclusionResult],
) -> Iterator[GestureResult]:
    """Yield what a reader must do, avoid, tell and date."""
    ends = {deadline.id: deadline.ends for deadline in deadlines}
    statuses = {grief.status for grief in griefs}
    uneven = "established" in statuses and bool(statuses & {"open", "contested"})
    for gesture, condition in concluder.base.gestures.values():
        if profile not in gesture.readers or (gesture.uneven_griefs and not uneven):
            continue
        if is_shown(concluder.statuses, gesture, condition):
            yield GestureResult(
                id=gesture.id,
                kind=gesture.kind,
                text=gesture.text,
                support=support_of(concluder.base, gesture.sources, advice=gesture.advice),
                sources=concluder.prover.citable(gesture.sources),
                until=ends.get(gesture.deadline) if gesture.deadline else None,
                first_hour=gesture.first_hour,
            )


def is_shown(statuses: Statuses, gesture: Gesture, condition: Condition | None) -> bool:
    """Whether a gesture is called for; while it is not settled, only if it is prudent to say it."""
    base, incident = statuses.program.base, statuses.situation.incident
    if any(is_known(base, incident, fact) for fact in gesture.unanswered):
        return False
    if gesture.or_answers and answers_given(base, incident, gesture.or_answers):
        return True
    status = _status(statuses, condition)
    answered = answers_given(base, incident, gesture.answers)
    if answered is False or status == "excluded":
        given = all(is_known(base, incident, fact) for fact in gesture.answers)
        return gesture.in_doubt and status != "excluded" and not given
    return gesture.in_doubt or (answered is True and status in _SHOWN)


def holds(concluder: Concluder, condition: Condition | None) -> Status:
    """Return the status of a condition of the incident; one that is left out always holds."""
    return _status(concluder.statuses, condition)


def _status(statuses: Statuses, condition: Condition | None) -> Status:
    if condition is None:
        return "established"
    return statuses.node(statuses.program.node_of(condition)).status
