"""What a discussed fact leaves possible, and what is left of it when its proof fails.

In the four statuses a discussed fact is unknown, whoever says it: it takes any of the answers in
discussion, or any answer at all. « If nothing more is proved », who bears the proof loses on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from expert.disputes import Dispute
from expert.incident import Answer
from expert.inference.domains import NO, YES, Domains
from knowledge.models.facts import Fact

Encoded = Iterator[tuple[str, frozenset[int]]]


def alternatives(domains: Domains, fact: Fact, answer: Answer, dispute: Dispute | None) -> Encoded:
    """Yield (variable id, values left possible) for an answer, or for a discussed fact.

    The items of a list vary apart from each other, as everywhere: nothing binds two variables.
    """
    if answer is not None or dispute is None or not dispute.values:
        yield from domains.encode(fact, answer)
        return
    possible: dict[str, frozenset[int]] = {}
    for value in dispute.values:
        for name, values in domains.encode(fact, value):
            possible[name] = possible.get(name, frozenset()) | values
    yield from possible.items()


def unproved_values(domains: Domains, fact: Fact, dispute: Dispute) -> Encoded:
    """Yield (variable id, values left) once who must prove the fact has not proved it.

    When who says it must prove it, it is anything but what is said: for a list, the items that are
    said are not there. When who denies it must, it is what is said. Nothing when nobody recorded
    what is said, or a burden that falls on one of the two.
    """
    loser = dispute.who_loses
    if loser is None:
        return
    said = dict(domains.encode(fact, dispute.alleged))
    if loser == "denied":
        yield from said.items()
        return
    for variable in domains.variables[fact.id]:
        values = said[variable.id]
        if variable.item is None:
            yield variable.id, frozenset(range(len(variable.values))) - values
        elif values == {YES}:
            yield variable.id, frozenset((NO,))
