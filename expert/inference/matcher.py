"""A matcher and a strategy for Horn programs, on experta's own seams.

experta's Rete walks every conflict set at each cycle, and its depth strategy keeps facts of closed
cases in an `lru_cache`. Here each pattern is ground, so matching is a hash look-up and a countdown
of the patterns still missing; the agenda is a plain stack, since the order cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from expert.inference.experta_compat import Activation, Fact, Matcher, Strategy


class NotHornError(TypeError):
    """A rule whose conditions are not a plain list of ground facts."""


class HornMatcher(Matcher):  # type: ignore[misc]
    """Counts down the missing patterns of each rule; activates it when none is missing.

    Refuses any rule with a NOT, OR, TEST or a pattern that is not ground: the structural proof
    that none is ever compiled.
    """

    def __init__(self, engine: Any) -> None:
        super().__init__(engine)
        self._rules: list[Any] = list(engine.get_rules())
        self._waiting: dict[int, list[int]] = {}
        self._sizes: list[int] = []
        for number, rule in enumerate(self._rules):
            keys = {_ground_key(pattern) for pattern in rule}
            self._sizes.append(len(keys))
            for key in keys:
                self._waiting.setdefault(key, []).append(number)
        self.reset()

    def changes(
        self, adding: Iterable[Any] | None = None, deleting: Iterable[Any] | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Return the activations the new facts complete; nothing is ever removed."""
        if deleting:
            raise NotHornError("a Horn program never retracts a fact")
        activations = []
        missing, waiting, rules = self._missing, self._waiting, self._rules
        for fact in adding or ():
            for number in waiting.get(fact.get(0, -1), ()):
                missing[number] -= 1
                if missing[number] == 0:
                    activations.append(Activation(rules[number], ()))
        return activations, []

    def reset(self) -> None:
        """Forget every fact."""
        self._missing = list(self._sizes)


class StackStrategy(Strategy):  # type: ignore[misc]
    """Fires the newest activation first and remembers nothing."""

    def _update_agenda(self, agenda: Any, added: list[Any], removed: list[Any]) -> None:
        agenda.activations.extend(added)


def _ground_key(pattern: Any) -> int:
    """Return the number a ground pattern waits for; refuse anything else."""
    if not isinstance(pattern, Fact) or set(pattern) != {0} or type(pattern[0]) is not int:
        raise NotHornError(f"not a ground fact: {type(pattern).__name__}")
    return int(pattern[0])
