"""What differs in the answers, and in the notes taken on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from expert.cases.noted import CONCLUSION_NOTE, READER
from expert.disputes import say_dispute
from expert.explanation.wording import say_answer
from expert.incident import Incident, Key
from expert.interview.notes import QUESTION_NOTES, note_of, notes_of, with_note
from expert.plain_text import one_line
from expert.readers import READERS
from expert.two_versions.difference import NO_ANSWER, UNKNOWN, Difference, Take, ordered
from knowledge.base_model import KnowledgeBase

_LEFT_ASIDE: Final = ("place", CONCLUSION_NOTE, QUESTION_NOTES)
"""Notes that are no work of a person: where the reader stood, the result that was read."""

_NOTES_FR: Final[Mapping[str, str]] = {
    READER: "lecteur du résultat",
    "rapport": "rapport factuel",
}


def answers(base: KnowledgeBase, ours: Incident, theirs: Incident) -> Iterator[Difference]:
    """Yield the answers that differ, wherever both versions can hold them."""
    keys = ordered(dict(ours.recorded()), dict(theirs.recorded()))
    for key in keys:
        if not (ours.holds(key.spot) and theirs.holds(key.spot)):
            continue
        if _state(ours, key) != _state(theirs, key):
            yield Difference(
                _name(base, key),
                _said(base, ours, key),
                _said(base, theirs, key),
                _answered(ours, key),
            )


def _state(incident: Incident, key: Key) -> tuple[Any, ...]:
    answers = incident.answers_at(key.spot)
    return key.fact in answers, answers.get(key.fact), incident.disputes.get(key)


def _answered(ours: Incident, key: Key) -> Take:
    given, answer, dispute = _state(ours, key)

    def take(incident: Incident) -> Incident:
        if not incident.holds(key.spot):
            return incident
        if not given:
            return incident.without_answer(key)
        if dispute is not None:
            return incident.with_dispute(key, dispute)
        return incident.with_answer(key, answer)

    return take


def _said(base: KnowledgeBase, incident: Incident, key: Key) -> str:
    given, answer, dispute = _state(incident, key)
    if dispute is not None:
        return f"fait discuté, {say_dispute(dispute)}"
    fact = base.facts.get(key.fact)
    if not given or fact is None:
        return NO_ANSWER
    return UNKNOWN if answer is None else one_line(say_answer(fact, answer))


def _name(base: KnowledgeBase, key: Key) -> str:
    fact = base.facts.get(key.fact)
    label = key.fact if fact is None else fact.question
    place = key.spot.passage or key.spot.publication
    return f"{label} ({place})" if place not in (None, "P1") else label


def notes(base: KnowledgeBase, ours: Incident, theirs: Incident) -> Iterator[Difference]:
    """Yield the notes that differ: on a question, the reader, the factual report."""
    for key in ordered(notes_of(ours), notes_of(theirs)):
        mine, other = note_of(ours, key), note_of(theirs, key)
        if mine != other:
            yield Difference(
                f"note sur « {_name(base, key)} »",
                one_line(mine) or "pas de note",
                one_line(other) or "pas de note",
                _noted(key, mine),
            )
    for name in ordered(ours.notes, theirs.notes):
        mine_note, other_note = ours.notes.get(name), theirs.notes.get(name)
        if name not in _LEFT_ASIDE and mine_note != other_note:
            yield Difference(
                _NOTES_FR.get(name, f"note « {name} »"),
                _note_said(name, mine_note),
                _note_said(name, other_note),
                _note_taken(name, mine_note),
            )


def _note_said(name: str, note: Any) -> str:
    if note is None:
        return NO_ANSWER
    if name == READER:
        return READERS.get(str(note), one_line(str(note)))
    if isinstance(note, Mapping):
        return one_line(" ; ".join(str(value) for value in note.values() if value)) or NO_ANSWER
    return one_line(str(note))


def _noted(key: Key, text: str) -> Take:
    return lambda i: with_note(i, key, text)


def _note_taken(name: str, note: Any) -> Take:
    def take(incident: Incident) -> Incident:
        kept = {each: value for each, value in incident.notes.items() if each != name}
        return replace(incident, notes=kept if note is None else {**kept, name: note})

    return take
