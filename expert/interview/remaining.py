"""How many questions are left at most: what is announced is never exceeded.

A question is a screen: the lines of a group count for one, and so do those that its own answers
open, asked at once under the same title. A group may come back later when something asked after it
opens one of its lines: each guard that may do so counts once more. Adding a publication or a
passage adds its own questions; they are not announced before it exists.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from expert.incident import Key, Spot
from expert.interview.orders import Rank, Ranking

Place = tuple[str, Spot]
"""A screen: the group, or the fact asked alone, and where."""


@dataclass(frozen=True)
class Waiting:
    """What a question that may not be asked yet waits for: by what it is opened, read from what."""

    opened_by: Hashable
    read: frozenset[Key]


def reachable(
    asked: frozenset[Key], waiting: Mapping[Key, Waiting], certain: Collection[Key]
) -> dict[Key, Waiting]:
    """Return what may still be opened: `certain`, and what waits for something that is left."""
    left = dict(waiting)
    while True:
        kept = {
            key: waits
            for key, waits in left.items()
            if key in certain or any(read in asked or read in left for read in waits.read - {key})
        }
        if len(kept) == len(left):
            return kept
        left = kept


@dataclass(frozen=True)
class Remaining:
    """The questions left in one state of an incident.

    `asked` may be asked now; `waiting` may become so. `group_of` gives the group of a fact.
    """

    asked: frozenset[Key]
    waiting: Mapping[Key, Waiting]
    group_of: Mapping[str, str]
    rank: Ranking
    _late: dict[Key, bool] = field(default_factory=dict)
    _under: dict[Key, frozenset[Key]] = field(default_factory=dict)
    _between: dict[Place, bool] = field(default_factory=dict)

    def screens(self) -> int:
        """Return how many screens are left at most."""
        return sum(self._times(keys) for keys in self._places.values())

    def _times(self, keys: Iterable[Key]) -> int:
        """Return how many times a screen may be asked: once, and once for each late opening."""
        late = {self.waiting[key].opened_by for key in keys if self._is_late(key)}
        return len(late) + any(not self._is_late(key) for key in keys)

    def place(self, key: Key) -> Place:
        """Return the screen that asks a question."""
        return self.group_of.get(key.fact, key.fact), key.spot

    @cached_property
    def _places(self) -> dict[Place, list[Key]]:
        found: dict[Place, list[Key]] = {}
        for key in (*self.asked, *self.waiting):
            found.setdefault(self.place(key), []).append(key)
        return found

    @cached_property
    def _first(self) -> dict[Place, Rank]:
        return {place: min(map(self.rank, keys)) for place, keys in self._places.items()}

    def _is_late(self, key: Key) -> bool:
        """Whether a question may be opened after its screen was asked a first time."""
        if key not in self._late:
            waits = self.waiting.get(key)
            self._late[key] = True  # two dates of a delay may wait for each other
            self._late[key] = waits is not None and self._opens_late(key, waits)
        return self._late[key]

    def _opens_late(self, key: Key, waits: Waiting) -> bool:
        here = self.place(key)
        for read in waits.read:
            there = self.place(read)
            if there not in self._places:
                continue
            if there == here:
                if self._comes_between(here):
                    return True
            elif self._first[there] > self._first[here]:
                return True
            if self._is_late(read):
                return True
        return False

    def _comes_between(self, place: Place) -> bool:
        """Whether an answer of a screen may open another one that is asked before it goes on.

        The lines of a screen follow one another in the order: only an earlier screen may.
        """
        if place not in self._between:
            self._between[place] = any(
                self.place(key) != place
                and self._first[self.place(key)] < self._first[place]
                and any(self.place(read) == place for read in self._read_by(key))
                for key in self.waiting
            )
        return self._between[place]

    def _read_by(self, key: Key) -> frozenset[Key]:
        """Return all that a waiting question waits for, directly or not."""
        if key not in self._under:
            found: set[Key] = set()
            pending = [key]
            while pending:
                waits = self.waiting.get(pending.pop())
                new = waits.read - found if waits is not None else frozenset()
                found |= new
                pending += new
            self._under[key] = frozenset(found)
        return self._under[key]
