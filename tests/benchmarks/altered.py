"""Lines for the batch: the decisions of the registry, each time altered in a few answers.

A study of decided cases asks « what if » of them: a tenth of the answers drawn again, a tenth
taken away, one or two facts added. No two lines are meant to be the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from expert.replay import decisions_folder
from expert.replay.model import read_decision
from knowledge import KnowledgeBase
from knowledge.reading import parse_documents, read_text
from tests.support.random_lines import drawn

DAY = date(2026, 11, 21)
_OWN = {"incident", "notes", "examen", "publications", "autres_publications", "passages"}
_KEPT = 0.9
_SAME = 0.9
_ADDED = 2


def altered_decisions(base: KnowledgeBase, seed: int = 11) -> Iterator[dict[str, Any]]:
    """Yield lines without end: decisions of one passage, moved to one examination day."""
    chance = random.Random(seed)
    known = list(_decisions(base))
    facts = [f for f in base.facts.values() if not f.descriptive and f.kind != "texte"]
    while True:
        line: dict[str, Any] = {"autres_publications": "non"}
        for key, value in chance.choice(known).items():
            if chance.random() < _KEPT:
                same = chance.random() < _SAME
                line[key] = value if same else drawn(base.facts[key], chance, 0.1)
        for fact in chance.sample(facts, chance.randint(0, _ADDED)):
            line[fact.id] = drawn(fact, chance, 0.1)
        yield {"examen": DAY.isoformat(), **line}


def _decisions(base: KnowledgeBase) -> Iterator[dict[str, Any]]:
    for path in sorted(decisions_folder().glob("*.yaml")):
        decision, incident = read_decision(path, base)
        if len(list(incident.units())) == 1:
            (document,) = parse_documents(read_text(path, shown=path.name), path.name)
            later = DAY - decision.examined_on
            answers = _flat(document.value["incident"])
            yield {
                key: _moved(value, later) if base.facts[key].kind == "date" else value
                for key, value in answers.items()
                if key in base.facts and not base.facts[key].descriptive
            }


def _flat(written: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of an incident of one passage, whatever level they are written at."""
    found = {key: value for key, value in written.items() if key not in _OWN}
    for inner in (*written.get("publications", ()), *written.get("passages", ())):
        found |= _flat(inner)
    return {key: value for key, value in found.items() if key != "id"}


def _moved(value: Any, later: timedelta) -> Any:
    """Return a date, or the bounds of one, moved by as many days as the examination."""
    if isinstance(value, dict):
        return {bound: _moved(day, later) for bound, day in value.items()}
    if value == "inconnu":
        return value
    text = str(value)
    return (date.fromisoformat(text[:10]) + later).isoformat() + text[10:]
