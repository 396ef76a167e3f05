"""Saved incidents qualified under both bases: unchanged, or changed because of what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from expert.assessment import assess
from expert.assessment.amounts import say_maximum
from expert.assessment.model import STATUS_FR, Assessment
from expert.assurance.comparison.responsible import Responsible, responsible
from expert.calendar import french_date
from expert.incident import Incident
from expert.incident_files import read_incidents
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError

READER = "juriste"
"""The reader whose conclusions are compared: the one who is told the most."""

_ABSENT = "absent"

Line = tuple[str, str, str | None]
"""What a line is about (« Conclusion », « Peine »...), the id it rests on, its unit."""


@dataclass(frozen=True, slots=True)
class ResultChange:
    """One line of a qualification that is no longer the same, and what is responsible for it."""

    kind: str
    id: str
    label: str
    unit: str | None
    before: str
    after: str
    because: Responsible


@dataclass(frozen=True, slots=True)
class IncidentComparison:
    """One saved incident under both bases; `unreadable` says why one of them cannot read it."""

    file: str
    title: str
    changes: tuple[ResultChange, ...] = ()
    unreadable: str | None = None

    @property
    def unchanged(self) -> bool:
        """Whether both bases say the same of it."""
        return not self.changes and self.unreadable is None


def compare_file(
    file: str, old: KnowledgeBase, new: KnowledgeBase, examined_on: date | None
) -> Iterator[IncidentComparison]:
    """Yield every incident of a file, compared. Raises `InputError` when neither base reads it."""
    read: list[list[Incident]] = []
    refusals: list[InputError] = []
    for base in (old, new):
        try:
            read.append(read_incidents(file, base, examined_on=examined_on))
        except InputError as error:
            refusals.append(error)
            read.append([])
    if len(refusals) == 2:
        raise refusals[1]
    name = Path(file).name
    if refusals:
        word = "l'ancienne" if not read[0] else "la nouvelle"
        why = f"ne se lit pas avec {word} base : {refusals[0].message}"
        yield from (IncidentComparison(name, i.title, (), why) for i in (*read[0], *read[1]))
        return
    for before, after in zip(*read, strict=True):
        changes = _changes(old, new, assess(old, before, READER), assess(new, after, READER))
        yield IncidentComparison(name, after.title, tuple(changes))


def _changes(
    old: KnowledgeBase, new: KnowledgeBase, before: Assessment, after: Assessment
) -> Iterator[ResultChange]:
    said = [dict(_lines(assessment)) for assessment in (before, after)]
    for line in dict.fromkeys((*said[1], *said[0])):
        first, second = (_said(lines, line) for lines in said)
        if first != second:
            kind, name, unit = line
            label = (said[1].get(line) or said[0][line])[0]
            because = responsible(old, new, _conclusion(name))
            yield ResultChange(kind, name, label, unit, first, second, because)


def _said(lines: Mapping[Line, tuple[str, str]], line: Line) -> str:
    """Return what is said of a line; the value of a slot that is not listed is excluded."""
    if line in lines:
        return lines[line][1]
    excluded = line[0] == "Conclusion" and "=" in line[1]
    return STATUS_FR["excluded"] if excluded else _ABSENT


def _conclusion(name: str) -> str:
    return name.partition("=")[0]


def _lines(assessment: Assessment) -> Iterator[tuple[Line, tuple[str, str]]]:
    """Yield what a qualification says, line by line: (what it is about, (label, what is said))."""
    for found in assessment.conclusions:
        yield ("Conclusion", found.id, found.unit), (found.label, STATUS_FR[found.status])
    for penalty in assessment.penalties:
        said = f"{penalty.text}, {say_maximum(penalty.prison_months, penalty.fine_eur)}"
        yield ("Peine encourue", penalty.conclusion, penalty.unit), (penalty.label, said)
    for deadline in assessment.deadlines:
        yield ("Délai", deadline.id, deadline.unit), (deadline.label, _day(deadline.ends))
    for remedy in assessment.remedies:
        yield ("Voie ouverte", remedy.id, remedy.unit), (remedy.label, STATUS_FR[remedy.status])
    groups = assessment.sanctions.groups
    said = " ; ".join(f"{g.label} : {', '.join(g.sanctions)}" for g in groups) or "aucune"
    yield ("Sanctions ouvertes", "", None), ("Échelle des sanctions", said)


def _day(ends: str | None) -> str:
    return french_date(date.fromisoformat(ends[:10])) if ends else "sans date"


def compare_files(
    files: Iterable[str], old: KnowledgeBase, new: KnowledgeBase, examined_on: date | None
) -> tuple[IncidentComparison, ...]:
    """Compare every incident of several files, in order. Raises `InputError`."""
    return tuple(c for file in files for c in compare_file(file, old, new, examined_on))
