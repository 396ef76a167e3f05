"""The steps of the procedure in force on the day of the examination, and what was done already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from expert.assessment.conclusions import Concluder
from expert.assessment.model import ErasureMode, ErasureResult, StepResult
from knowledge.models.sanctions import Procedure, Step

_STEPS_FACT = "procedure_steps"
_MODES: dict[str, ErasureMode] = {
    "jamais-inscrite": "never-recorded",
    "d-office": "by-law",
    "sur-demande": "on-request",
    "non-invocable": "too-old",
}


def steps(concluder: Concluder, status: str | None) -> Iterator[StepResult]:
    """Yield the steps for the status of the author, in their order."""
    day = concluder.situation.incident.examined_on
    procedure = _procedure(concluder, status)
    for step in procedure.steps if procedure else ():
        if step.in_force_on(day) and asked_for(concluder, step.depends_on):
            yield _step(concluder, step)


def erasures(concluder: Concluder, status: str | None) -> Iterator[ErasureResult]:
    """Yield when the sanctions already taken against a person of that status stop counting."""
    day = concluder.situation.incident.examined_on
    procedure = _procedure(concluder, status)
    for erasure in procedure.erasures if procedure else ():
        if erasure.in_force_on(day):
            yield ErasureResult(
                sanctions=erasure.sanctions,
                mode=_MODES[erasure.mode],
                told=erasure.told,
                sources=concluder.prover.citable(erasure.sources),
            )


def asked_for(concluder: Concluder, answers: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether an entry concerns the incident; an unknown answer leaves it shown."""
    given = concluder.situation.incident.answers
    return all(given.get(fact) in (None, *values) for fact, values in answers.items())


def step_sentence(step: StepResult) -> str:
    """Return a step on one line: what, and when."""
    return f"{step.what} : {step.when}." if step.when else f"{step.what}."


def _procedure(concluder: Concluder, status: str | None) -> Procedure | None:
    return next((p for p in concluder.base.procedures.values() if status in p.statuses), None)


def _step(concluder: Concluder, step: Step) -> StepResult:
    day = concluder.situation.incident.examined_on
    in_force = tuple(s for s in step.sources if concluder.base.sources[s].in_force_on(day))
    return StepResult(
        id=step.id,
        what=step.what,
        who=step.who,
        when=step.when,
        deadline=step.deadline,
        omission=step.omission,
        done=_done(concluder, step),
        since=step.since.isoformat() if step.since else None,
        until=step.until.isoformat() if step.until else None,
        advice=step.advice,
        sources=concluder.prover.citable(in_force or step.sources),
    )


def _done(concluder: Concluder, step: Step) -> bool | None:
    """Return whether the answers say it was done (None: they do not tell)."""
    answer = concluder.situation.incident.answers.get(_STEPS_FACT)
    if not step.done_when or not isinstance(answer, tuple):
        return None
    return all(value in answer for value in step.done_when)
