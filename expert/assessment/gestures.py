"""The gestures of an incident for one reader: read from the base, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.assessment.conclusions import Concluder
from expert.assessment.model import ConclusionResult, DeadlineResult
from expert.assessment.reader_parts import GestureResult, Support
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
        if is_shown(concluder, gesture, condition):
            yield GestureResult(
                id=gesture.id,
                kind=gesture.kind,
                text=gesture.text,
                support=_support(concluder, gesture),
                sources=concluder.prover.citable(gesture.sources),
                until=ends.get(gesture.deadline) if gesture.deadline else None,
                first_hour=gesture.first_hour,
            )


def is_shown(concluder: Concluder, gesture: Gesture, condition: Condition | None) -> bool:
    """Whether a gesture is called for; while it is not settled, only if it is prudent to say it."""
    status = holds(concluder, condition)
    answered = _answers(concluder, gesture)
    if answered is False or status == "excluded":
        return gesture.in_doubt and status != "excluded" and not _given(concluder, gesture)
    return gesture.in_doubt or (answered is True and status in _SHOWN)


def holds(concluder: Concluder, condition: Condition | None) -> Status:
    """Return the status of a condition of the incident; one that is left out always holds."""
    if condition is None:
        return "established"
    return concluder.statuses.node(concluder.program.node_of(condition)).status


def _support(concluder: Concluder, gesture: Gesture) -> Support:
    if gesture.advice:
        return "advice"
    return "solid" if any(concluder.base.sources[s].is_solid for s in gesture.sources) else "weak"


def _answers(concluder: Concluder, gesture: Gesture) -> bool | None:
    """Whether the answers were given: None while one is missing or unknown."""
    given = [
        (concluder.situation.incident.answers.get(fact), values)
        for fact, values in gesture.answers.items()
    ]
    if any(answer is not None and answer not in values for answer, values in given):
        return False
    return None if any(answer is None for answer, _ in given) else True


def _given(concluder: Concluder, gesture: Gesture) -> bool:
    """Whether every answer the gesture reads is known."""
    return all(concluder.situation.incident.answers.get(f) is not None for f in gesture.answers)
