"""The incident: one author, one or several publications, each cut into passages; and its answers.

An answer is absent (not asked yet), `None` (« je ne sais pas »), or a value of its fact: an id of
its closed values, a tuple of ids for a list (`()` = none of them), a number, a date (with an hour
when it matters) or a range of dates. A discussed fact is recorded as `None`, and beside it who says
and who denies what (`Dispute`): nothing that reads answers can take an allegation for a fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import Any

from expert.disputes import Dispute


@dataclass(frozen=True, slots=True)
class DateRange:
    """A date known only by its bounds, both included; `None` is an open side."""

    first: date | None = None
    last: date | None = None


Answer = str | int | float | date | DateRange | tuple[str, ...] | None
Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is qualified: the words (or the image) aimed at one target."""

    id: str
    answers: Answers = field(default_factory=dict)
    verbatim: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """A container of passages: who could read it, when, from where."""

    id: str
    passages: tuple[Passage, ...]
    answers: Answers = field(default_factory=dict)
    address: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an answer stands: the incident, a publication, or a passage of it (by ids)."""

    publication: str | None = None
    passage: str | None = None

    def __str__(self) -> str:
        return " · ".join(part for part in (self.publication, self.passage) if part)


@dataclass(frozen=True, slots=True)
class Key:
    """One question asked in one place."""

    fact: str
    spot: Spot = Spot()


@dataclass(frozen=True)
class Incident:
    """An incident as it is known on the day it is examined. Immutable: a change is a new one.

    `publications_closed` is True once the user said there is no other publication, False when
    nobody can say (the list stays open), None while nobody was asked. `disputes` holds, for facts
    answered `None` only, who says and who denies what: an answer ends the dispute.
    """

    title: str
    examined_on: date
    answers: Answers = field(default_factory=dict)
    publications: tuple[Publication, ...] = (Publication("P1", (Passage("P1"),)),)
    publications_closed: bool | None = None
    notes: Mapping[str, Any] = field(default_factory=dict)
    disputes: Mapping[Key, Dispute] = field(default_factory=dict)

    def units(self) -> Iterator[tuple[Publication, Passage]]:
        """Yield each passage with its publication, in order."""
        for publication in self.publications:
            for passage in publication.passages:
                yield publication, passage

    def answers_at(self, spot: Spot) -> Answers:
        """Return the answers recorded at `spot`."""
        if spot.publication is None:
            return self.answers
        publication = next(p for p in self.publications if p.id == spot.publication)
        if spot.passage is None:
            return publication.answers
        return next(p for p in publication.passages if p.id == spot.passage).answers

    def holds(self, spot: Spot) -> bool:
        """Whether there is such a place: the incident, a publication or a passage of it."""
        if spot.publication is None:
            return True
        passages = {p.id: {q.id for q in p.passages} for p in self.publications}
        names = passages.get(spot.publication)
        return names is not None and (spot.passage is None or spot.passage in names)

    def recorded(self) -> Iterator[tuple[Key, Answer]]:
        """Yield every recorded answer with its key."""
        spots = [Spot()]
        for publication in self.publications:
            spots.append(Spot(publication.id))
            spots += [Spot(publication.id, passage.id) for passage in publication.passages]
        for spot in spots:
            for fact, answer in self.answers_at(spot).items():
                yield Key(fact, spot), answer

    def with_answer(self, key: Key, answer: Answer) -> Incident:
        """Return the incident with one answer recorded (`None` = « je ne sais pas »)."""
        edited = self._edit(key, {**self.answers_at(key.spot), key.fact: answer})
        return edited._without_dispute(key)

    def with_dispute(self, key: Key, dispute: Dispute) -> Incident:
        """Return the incident where one fact is discussed, hence unknown."""
        unknown = self.with_answer(key, None)
        return replace(unknown, disputes={**unknown.disputes, key: dispute})

    def without_answer(self, key: Key) -> Incident:
        """Return the incident with one answer withdrawn."""
        kept = {f: a for f, a in self.answers_at(key.spot).items() if f != key.fact}
        return self._edit(key, kept)._without_dispute(key)

    def with_publication(self) -> Incident:
        """Return the incident with one more empty publication."""
        taken = {p.id for p in self.publications} | {u.id for _, u in self.units()}
        name = next(n for k in count(len(self.publications) + 1) if (n := f"P{k}") not in taken)
        added = Publication(name, (Passage(name),))
        return replace(self, publications=(*self.publications, added), publications_closed=None)

    def _without_dispute(self, key: Key) -> Incident:
        if key not in self.disputes:
            return self
        return replace(self, disputes={k: d for k, d in self.disputes.items() if k != key})

    def _edit(self, key: Key, answers: dict[str, Answer]) -> Incident:
        spot = key.spot
        if spot.publication is None:
            return replace(self, answers=answers)

        def edited(publication: Publication) -> Publication:
            if publication.id != spot.publication:
                return publication
            if spot.passage is None:
                return replace(publication, answers=answers)
            return replace(
                publication,
                passages=tuple(
                    replace(p, answers=answers) if p.id == spot.passage else p
                    for p in publication.passages
                ),
            )

        return replace(self, publications=tuple(edited(p) for p in self.publications))


def key_text(key: Key) -> str:
    """Return « fact », « fact@P1 » or « fact@P1/P1a »."""
    parts = [part for part in (key.spot.publication, key.spot.passage) if part]
    return f"{key.fact}@{'/'.join(parts)}" if parts else key.fact


def parse_key(text: str) -> Key:
    """Read what `key_text` wrote."""
    fact, _, place = text.partition("@")
    publication, _, passage = place.partition("/")
    return Key(fact, Spot(publication or None, passage or None))
