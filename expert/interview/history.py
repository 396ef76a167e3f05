"""Taking an answer back, and giving it again: the changes of one session, the last one first.

A step keeps two states of the incident, and only what differs between them is put back: whatever
was written since (a note, the factual report) is kept, and no later answer is ever lost. The
history lives as long as the session; nothing of it is written in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from expert.incident import Answers, Incident, Key, Passage, Publication

_K = TypeVar("_K")
_V = TypeVar("_V")
_Unit = TypeVar("_Unit", Publication, Passage)
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Step:
    """One change: the question it was made on, and the incident on both sides of it."""

    key: Key | None
    before: Incident
    after: Incident

    @property
    def answered(self) -> tuple[Key, ...]:
        """The questions whose answer the step changed."""
        old, new = dict(self.before.recorded()), dict(self.after.recorded())
        changed = [key for key in {**old, **new} if _differs(old, new, key)]
        told = [*self.before.disputes, *self.after.disputes]
        disputed = [k for k in told if _differs(self.before.disputes, self.after.disputes, k)]
        return tuple(dict.fromkeys([*changed, *disputed]))


class History:
    """The steps taken and those taken back. Written to by whoever changes the incident."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def last(self) -> Step | None:
        """The step that `undo` would take back."""
        return self._done[-1] if self._done else None

    @property
    def undone(self) -> Step | None:
        """The step that `redo` would take again."""
        return self._undone[-1] if self._undone else None

    def keep(
        self, key: Key | None, before: Incident, after: Incident, *, joined: bool = False
    ) -> None:
        """Record a change; `joined` to the one before it, when one gesture made them both.

        A new change ends what could be taken again. What changed nothing is no step.
        """
        if _carried(after, after, before) == after:
            return
        self._undone.clear()
        if joined and self._done:
            first = self._done.pop()
            self._done.append(Step(first.key, first.before, after))
        else:
            self._done.append(Step(key, before, after))

    def undo(self, incident: Incident) -> tuple[Incident, Step] | None:
        """Return the incident without the last step, and that step; None when there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        return _carried(incident, step.after, step.before), step

    def redo(self, incident: Incident) -> tuple[Incident, Step] | None:
        """Return the incident with the last step taken back made again; None when there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        return _carried(incident, step.before, step.after), step


def _carried(incident: Incident, old: Incident, new: Incident) -> Incident:
    """Return the incident with what differs from `old` to `new` as it is in `new`.

    Title, day and notes are never touched: they are no answers.
    """
    return replace(
        incident,
        answers=_answers(incident.answers, old.answers, new.answers),
        publications=tuple(_units(incident.publications, old.publications, new.publications)),
        publications_closed=new.publications_closed
        if old.publications_closed != new.publications_closed
        else incident.publications_closed,
        disputes=_mapping(incident.disputes, old.disputes, new.disputes),
    )


def _units(now: Sequence[_Unit], old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[_Unit]:
    """Yield the publications, or the passages of one, in the order they were added."""
    before, after = {unit.id: unit for unit in old}, {unit.id: unit for unit in new}
    for unit in now:
        if unit.id in before and unit.id in after:
            yield _unit(unit, before[unit.id], after[unit.id])
        elif unit.id not in before:
            yield unit
    there = {unit.id for unit in now}
    yield from (unit for unit in new if unit.id not in before and unit.id not in there)


def _unit(now: _Unit, old: _Unit, new: _Unit) -> _Unit:
    if old == new:
        return now
    answers = _answers(now.answers, old.answers, new.answers)
    if isinstance(now, Passage):
        words = new.verbatim if old.verbatim != new.verbatim else now.verbatim
        return replace(now, answers=answers, verbatim=words)
    address = new.address if old.address != new.address else now.address
    passages = tuple(_units(now.passages, old.passages, new.passages))
    return replace(now, answers=answers, address=address, passages=passages)


def _answers(now: Answers, old: Answers, new: Answers) -> Answers:
    return _mapping(now, old, new)


def _mapping(now: Mapping[_K, _V], old: Mapping[_K, _V], new: Mapping[_K, _V]) -> dict[_K, _V]:
    changed = {key for key in {**old, **new} if _differs(old, new, key)}
    kept = {key: value for key, value in now.items() if key not in changed or key in new}
    return {**kept, **{key: value for key, value in new.items() if key in changed}}


def _differs(old: Mapping[_K, object], new: Mapping[_K, object], key: _K) -> bool:
    return old.get(key, _ABSENT) != new.get(key, _ABSENT)
