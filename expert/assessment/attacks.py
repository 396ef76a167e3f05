"""The attacks of opposing counsel on a file, in their fixed order, and what the file answers."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.conclusions import Concluder
from expert.assessment.gestures import holds
from expert.assessment.model import STATUS_FR
from expert.assessment.reader_parts import AttackResult, AttackState, LookedAt
from expert.explanation.wording import say_answer
from expert.status import Status
from knowledge.base_model import AttackInForce
from knowledge.models.readers import Attack

_STATES: dict[Status, AttackState] = {
    "established": "closed",
    "open": "open",
    "contested": "contested",
    "excluded": "against",
}


def attacks(concluder: Concluder) -> Iterator[AttackResult]:
    """Yield the attacks that may concern the incident, each with what the file answers."""
    for brought in concluder.base.attacks.values():
        if holds(concluder, brought.concerns) == "excluded":
            continue
        attack = brought.attack
        state = _state(concluder, brought)
        yield AttackResult(
            id=attack.id,
            rank=attack.rank,
            title=attack.title,
            argument=attack.argument,
            state=state,
            answer=_answer(attack, state),
            looked_at=tuple(_looked_at(concluder, attack)),
            pieces=attack.pieces,
            sources=concluder.prover.citable(attack.sources),
            opposed=concluder.prover.citable(attack.opposed),
            advice=attack.advice,
        )


def _state(concluder: Concluder, brought: AttackInForce) -> AttackState:
    """Return what the file answers; an attack that no answer can settle stays open."""
    if brought.answered is None:
        return "open"
    return _STATES[holds(concluder, brought.answered)]


def _answer(attack: Attack, state: AttackState) -> str:
    said = {
        "closed": attack.when_closed,
        "contested": attack.when_contested,
        "against": attack.when_against,
    }.get(state)
    return said or attack.when_open


def _looked_at(concluder: Concluder, attack: Attack) -> Iterator[LookedAt]:
    """Yield the state of each conclusion and answer the attack looks at, unit by unit."""
    for name in attack.looks_at:
        if name in concluder.base.conclusions:
            yield from _conclusion(concluder, name)
        else:
            yield from _answers(concluder, name)


def _conclusion(concluder: Concluder, name: str) -> Iterator[LookedAt]:
    conclusion = concluder.base.conclusions[name]
    if conclusion.values:
        return
    for unit in concluder.situation.units_at(conclusion.scope):
        if concluder.unscreened(name, unit):
            continue
        status = concluder.statuses.atom(name, unit).status
        yield LookedAt(
            label=conclusion.label,
            said=STATUS_FR[status],
            unit=concluder.unit_name(unit, conclusion.scope),
            status=status,
        )


def _answers(concluder: Concluder, name: str) -> Iterator[LookedAt]:
    fact = concluder.base.facts[name]
    if fact.protected:
        return
    for key, answer in concluder.situation.incident.recorded():
        if key.fact == name:
            yield LookedAt(
                label=fact.label, said=say_answer(fact, answer), unit=str(key.spot) or None
            )
