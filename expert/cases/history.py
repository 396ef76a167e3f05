"""The history of a case: every answer, word and place of its incident, with who and when.

The records only grow. Folded from the first to the last, they give the incident of today again;
the working notes of the incident are no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from expert.cases.answers import AnswerRecord
from expert.cases.refusal import made
from expert.incident import Key, Spot, key_text, parse_key
from expert.incident_files.disputes import DISPUTES
from expert.incident_files.levels import INCIDENT, PASSAGE, PUBLICATION
from expert.incident_files.reading import DISPUTED_FORMAT, FORMAT
from knowledge.base_model import KnowledgeBase

PUBLICATIONS, PASSAGES, VERBATIM, ADDRESS = "publications", "passages", "verbatim", "adresse"

_KEPT_APART: Final = frozenset(("format", "notes", DISPUTES, PUBLICATIONS))
_NO_ANSWER: Final = frozenset((*INCIDENT.keys, *PUBLICATION.keys, *PASSAGE.keys))


class Entry(NamedTuple):
    """What stands under one key: a value as the file writes it, or nothing but a dispute."""

    value: Any
    dispute: dict[str, Any] | None = None


Entries = dict[str, Entry]


def is_answer(record: AnswerRecord) -> bool:
    """Whether a record is about a question; the others are about words, places and the title."""
    return parse_key(record.question).fact not in _NO_ANSWER


def entries_of(base: KnowledgeBase, document: Mapping[str, Any]) -> Entries:
    """Return what an incident says, by written key (« verbatim@P1/P1a » for exact words)."""
    found = {key: Entry(value) for key, value in _top(document)}
    listed = _mappings(document.get(PUBLICATIONS))
    names = [str(raw.get("id") or f"P{number}") for number, raw in enumerate(listed, 1)]
    if listed:
        found[PUBLICATIONS] = Entry(names)
    for name, raw in zip(names, listed, strict=True):
        found |= {key_text(key): Entry(value) for key, value in _publication(base, name, raw)}
    disputes = document.get(DISPUTES)
    if isinstance(disputes, Mapping):
        found |= {str(key): Entry(None, dict(said)) for key, said in disputes.items()}
    return found


def differences(old: Entries, new: Entries, by: str, at: datetime) -> tuple[AnswerRecord, ...]:
    """Return what changed from one state of an incident to another, as records."""
    gone = [key for key in old if key not in new]
    changed = [key for key, entry in new.items() if key not in old or old[key] != entry]
    return (
        *(made(AnswerRecord, question=key, given=False, by=by, at=at) for key in gone),
        *(
            made(AnswerRecord, question=key, **new[key]._asdict(), by=by, at=at)
            for key in changed
        ),
    )  # fmt: skip


def entries_told(records: Iterable[AnswerRecord]) -> Entries:
    """Return what the records say in the end, each taken after the ones before it."""
    found: Entries = {}
    for record in records:
        if record.given:
            found[record.question] = Entry(record.value, record.dispute)
        else:
            found.pop(record.question, None)
    return found


def rebuilt(records: Iterable[AnswerRecord]) -> dict[str, Any]:
    """Return the incident that the records tell, as its file writes it, without its notes."""
    return document_told(entries_told(records))


def document_told(entries: Entries) -> dict[str, Any]:
    """Return the incident that some entries tell, as its file writes it, without its notes."""
    disputes = {key: entry.dispute for key, entry in entries.items() if entry.dispute is not None}
    places: dict[Spot, dict[str, Any]] = {}
    for name, entry in entries.items():
        key = parse_key(name)
        if key.fact not in (PUBLICATIONS, PASSAGES):
            places.setdefault(key.spot, {})[key.fact] = entry.value
    document = {"format": DISPUTED_FORMAT if disputes else FORMAT, **places.get(Spot(), {})}
    document[PUBLICATIONS] = [
        {
            "id": name,
            **places.get(Spot(name), {}),
            PASSAGES: [
                {"id": passage, **places.get(Spot(name, passage), {})}
                for passage in _names(entries, key_text(Key(PASSAGES, Spot(name))))
            ],
        }
        for name in _names(entries, PUBLICATIONS)
    ]
    return document | ({DISPUTES: disputes} if disputes else {})


def _names(entries: Entries, key: str) -> list[str]:
    return list(entries[key].value) if key in entries else []


def _top(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in document.items():
        if key not in _KEPT_APART:
            yield key, value


def _publication(
    base: KnowledgeBase, name: str, raw: Mapping[str, Any]
) -> Iterator[tuple[Key, Any]]:
    """Yield what a publication holds; without `passages` it is its own single passage."""
    here = Spot(name)
    listed = _mappings(raw.get(PASSAGES))
    single = not listed
    alone = Spot(name, name)
    for key, value in raw.items():
        if key in ("id", PASSAGES):
            continue
        fact = base.facts.get(key)
        of_passage = key == VERBATIM or (key != ADDRESS and (not fact or fact.scope == "passage"))
        yield Key(key, alone if single and of_passage else here), value
    names = [name] if single else [_passage_name(name, n, p) for n, p in enumerate(listed)]
    yield Key(PASSAGES, here), names
    for passage, inner in zip(names, listed, strict=False):
        for key, value in inner.items():
            if key != "id":
                yield Key(key, Spot(name, passage)), value


def _passage_name(publication: str, index: int, raw: Mapping[str, Any]) -> str:
    letter = chr(ord("a") + index) if index < 26 else str(index + 1)
    return str(raw.get("id") or f"{publication}{letter}")


def _mappings(raw: Any) -> list[Mapping[str, Any]]:
    return [item for item in raw if isinstance(item, Mapping)] if isinstance(raw, list) else []
