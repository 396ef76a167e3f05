"""Qualifying lines in this process, and what `Statuses` says of the same incident."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from expert.batch.block import BlockQualifier, Job, Qualified
from expert.batch.lines import Block
from expert.incident_files import read_incidents
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from expert.status import STATUS_FR
from knowledge import KnowledgeBase

DAY = date(2026, 11, 21)


def job(form: Any = "jsonl", *, every: bool = True, profile: str = "juriste") -> Job:
    return Job("lot.jsonl", DAY, None, profile, form, every, None, ",")


def qualified(base: KnowledgeBase, lines: list[bytes], asked: Job | None = None) -> Qualified:
    return BlockQualifier(base, asked or job()).qualify(Block(1, 0, tuple(lines)))


def as_lines(incidents: list[dict[str, Any]]) -> list[bytes]:
    return [json.dumps(incident).encode() + b"\n" for incident in incidents]


def read(written: bytes) -> list[dict[str, tuple[str, str]]]:
    """Return, for each line written, the two statuses of each conclusion."""
    found = []
    for text in written.decode().splitlines():
        line = json.loads(text)
        both = {key: word for key, word in (("etabli", "établi"), ("conteste", "contesté"))}
        both["ecarte"] = "écarté"
        statuses = {n: (word, word) for key, word in both.items() for n in line.get(key, [])}
        statuses |= {name: ("à établir", then) for name, then in line["a_etablir"].items()}
        found.append(statuses)
    return found


def expected(
    base: KnowledgeBase, incident: dict[str, Any], folder: Path, profile: str = "juriste"
) -> dict[str, tuple[str, str]]:
    """Return what the incident files and `Statuses` say of the same incident."""
    path = folder / "incident.json"
    path.write_text(json.dumps(_in_a_file(base, incident)), "utf-8")
    (read_incident,) = read_incidents(str(path), base, examined_on=DAY)
    situation = situate(compile_base(base, DAY), read_incident)
    now, then = Statuses(situation), Statuses(situation.presuming())
    found = {}
    for atom, conclusion, _ in base.atoms():
        if profile in conclusion.goals:
            for unit in situation.units_at(conclusion.scope):
                name = atom
                if unit is not None:
                    spot = situation.units[unit][1]
                    inside = conclusion.scope == "publication"
                    name = f"{atom}@{spot.publication if inside else spot.passage}"
                found[name] = (
                    STATUS_FR[now.atom(atom, unit).status],
                    STATUS_FR[then.atom(atom, unit).status],
                )
    return found


def _in_a_file(base: KnowledgeBase, incident: dict[str, Any]) -> dict[str, Any]:
    """Return a line as an incident file has it: facts at their level, numbers and all."""
    if "publications" in incident:
        return incident
    narrow = {
        key: value
        for key, value in incident.items()
        if key in base.facts and base.facts[key].scope != "incident"
    }
    wide = {key: value for key, value in incident.items() if key not in narrow}
    return {**wide, "publications": [narrow]}
