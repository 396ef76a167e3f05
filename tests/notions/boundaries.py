"""Boundary tables of a notion: one fact varies, and the law says what each value gives.

A table tries every value of a fact at once (`varie`), or a few changes (`essais`). Expected values
are read in the rules and their sources, value by value: this is what kills the mutants that widen
or narrow a list, and counsel can read it as a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, model_validator

from expert.assurance.mutants.assertions import Asserted, Assertion, TestIncident
from expert.incident_files import incident_at
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError
from knowledge.messages import french_errors
from knowledge.models.common import Declaration, Identifier, Identifiers, Sentence
from knowledge.models.facts import Fact
from knowledge.reading import Document, parse_documents, read_text
from tests.notions.spec import EXAMINED_ON, STATUS, StatusWord

FOLDER = Path(__file__).parent / "frontieres"
OTHERS = "autres"
"""The key that gives the status of every value not listed."""


class Trial(Declaration):
    """One change of the facts of a table, and what it gives.

    `other` adds a second publication: the same one, but for these facts.
    """

    changes: dict[Identifier, Any] = Field(alias="avec")
    other: dict[Identifier, Any] | None = Field(default=None, alias="autre")
    expected: dict[Sentence, StatusWord] = Field(alias="attendu", min_length=1)


class Table(Declaration):
    """One table: the rules it defends, its facts, the fact that varies or the changes tried.

    `expected` gives, for each conclusion, the values under which it has each status. `readings`
    reads some contested questions one way: the statuses are then those of that reading.
    """

    table: Sentence = Field(alias="tableau")
    rules: Identifiers = Field(alias="regles", min_length=1)
    facts: dict[Identifier, Any] = Field(default_factory=dict, alias="faits")
    readings: dict[Identifier, Identifier] = Field(default_factory=dict, alias="lectures")
    varies: Identifier | None = Field(default=None, alias="varie")
    expected: dict[Sentence, dict[Identifier, Any]] = Field(default_factory=dict, alias="attendu")
    trials: tuple[Trial, ...] = Field(default=(), alias="essais")

    @model_validator(mode="after")
    def _tries_something(self) -> Table:
        if bool(self.varies) != bool(self.expected) or not (self.varies or self.trials):
            raise ValueError("un tableau a « varie » et « attendu », ou des « essais »")
        return self


class BoundaryFile(Declaration):
    """The tables of one notion; `common` facts are shared by all of them."""

    notion: Identifier
    title: Sentence = Field(alias="titre")
    common: dict[Identifier, Any] = Field(default_factory=dict, alias="commun")
    tables: tuple[Table, ...] = Field(alias="tableaux", min_length=1)


def read_boundaries(base: KnowledgeBase, folder: Path = FOLDER) -> list[Asserted]:
    """Read every incident of every table. Raises `InputError`."""
    return [case for path in sorted(folder.glob("*.yaml")) for case in _read(path, base)]


def read_tables(folder: Path = FOLDER) -> list[tuple[str, Table]]:
    """Read every table with the name of its file. Raises `InputError`."""
    return [(p.stem, table) for p in sorted(folder.glob("*.yaml")) for table in _file(p)[0].tables]


def _file(path: Path) -> tuple[BoundaryFile, Document]:
    document = parse_documents(read_text(path, shown=path.name), path.name)[0]
    try:
        return BoundaryFile.model_validate(document.value), document
    except ValidationError as error:
        place, message = next(iter(french_errors(error, BoundaryFile)))
        raise InputError(document.place(place), message) from None


def _read(path: Path, base: KnowledgeBase) -> Iterator[Asserted]:
    file, document = _file(path)
    for number, table in enumerate(file.tables):
        place = document.place(("tableaux", number))
        for name, changes, other, expected in _trials(table, base):
            facts = {**file.common, **table.facts, **changes}
            raw = Document(_written(table.table, facts, other, base), {(): place})
            test = TestIncident(
                f"frontieres/{path.stem}-{number + 1:02d}, {name}",
                f"{table.table} ({name})",
                incident_at(raw, (), base, examined_on=EXAMINED_ON),
                readings=tuple(table.readings.items()),
            )
            yield test, tuple(Assertion(a, None, STATUS[w]) for a, w in expected.items())  # type: ignore[arg-type]


def _trials(
    table: Table, base: KnowledgeBase
) -> Iterator[tuple[str, dict[str, Any], dict[str, Any] | None, dict[str, str]]]:
    """Yield the name, the changes, the second publication and the statuses of each incident."""
    if table.varies is not None:
        fact = base.facts[table.varies]
        for value, label in fact.values.items():
            expected = {atom: _status(table, atom, value) for atom in table.expected}
            written = [value] if fact.kind == "liste" else value
            yield label, {fact.id: written}, None, expected
    for trial in table.trials:
        name = _named(trial.changes, base)
        if trial.other is not None:
            name += f" ; et une autre publication : {_named(trial.other, base) or 'la même'}"
        yield name, trial.changes, trial.other, dict(trial.expected)


def _named(changes: dict[str, Any], base: KnowledgeBase) -> str:
    return ", ".join(f"{fact} : {_said(base.facts[fact], v)}" for fact, v in changes.items())


def _said(fact: Fact, value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return " et ".join(fact.values.get(str(each), str(each)) for each in values) or "aucune"


def _status(table: Table, atom: str, value: str) -> str:
    """Return the status a table gives to a value: where it is listed, or that of the others."""
    said = table.expected[atom]
    for status in STATUS:
        if value in said.get(status, ()):
            return status
    return str(said[OTHERS])


def _written(
    title: str, facts: dict[str, Any], other: dict[str, Any] | None, base: KnowledgeBase
) -> dict[str, Any]:
    """Return the incident as a file would write it: publications of one passage."""
    unknown = [name for name in (*facts, *(other or ())) if name not in base.facts]
    if unknown:
        raise ValueError(f"{title} : {unknown}")
    incident = {n: v for n, v in facts.items() if base.facts[n].scope == "incident"}
    inside = {n: v for n, v in facts.items() if base.facts[n].scope != "incident"}
    publications = [inside] if other is None else [inside, {**inside, **other}]
    return {
        "incident": title,
        "autres_publications": "non",
        **incident,
        "publications": publications,
    }
