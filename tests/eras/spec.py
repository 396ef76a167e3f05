"""A change of the law as data: the day before it, the day of it, the day after, what each gives.

`moved` is the date that takes the three days in turn: a date fact, or the day of the examination
for procedure. Expected values come from the legal dossier.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from expert.incident import Incident
from expert.incident_files import incident_at
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError
from knowledge.messages import french_errors
from knowledge.models.common import (
    Day,
    Declaration,
    Identifier,
    Identifiers,
    OuiNon,
    Sentence,
    Sentences,
)
from knowledge.reading import Document, parse_documents, read_text
from tests.notions.spec import ExpectedPenalty, StatusWord

FOLDER = Path(__file__).parent
EXAMINATION = "examen"


class Maximum(Declaration):
    """The maximum an article sets on a day, before any aggravation."""

    fine_eur: int = Field(alias="amende")
    prison_months: int = Field(default=0, alias="prison")


class ExpectedDay(Declaration):
    """What one of the three days gives. Only what is written is compared.

    `citations` lists, by conclusion, sources that must be cited; `not_cited` those that must not.
    `in_force` says how a cited text is shown; `scale` lists sources of the sanctions.
    """

    results: dict[Sentence, StatusWord] = Field(default_factory=dict, alias="resultat")
    penalties: dict[Sentence, ExpectedPenalty | str] = Field(default_factory=dict, alias="peines")
    maxima: dict[Identifier, Maximum] = Field(default_factory=dict, alias="maximums")
    citations: dict[Sentence, Identifiers] = Field(default_factory=dict)
    not_cited: dict[Sentence, Identifiers] = Field(default_factory=dict, alias="sans_citer")
    in_force: dict[Identifier, OuiNon] = Field(default_factory=dict, alias="en_vigueur")
    scale: Identifiers = Field(default=(), alias="echelle")


class Triple(Declaration):
    """One change: its day, its facts, and what is expected around it."""

    change: Sentence = Field(alias="changement")
    day: Day = Field(alias="jour")
    moved: Identifier = Field(default="first_online_date", alias="date")
    dossier: Sentences = Field(min_length=1)
    incident: dict[str, Any] = Field(default_factory=dict)
    before: ExpectedDay = Field(alias="veille")
    on: ExpectedDay = Field(alias="jour_meme")
    after: ExpectedDay | None = Field(default=None, alias="lendemain")

    def days(self) -> tuple[tuple[date, ExpectedDay], ...]:
        """Return the three days, each with what it gives (the day after: as the day of)."""
        one = timedelta(days=1)
        return (
            (self.day - one, self.before),
            (self.day, self.on),
            (self.day + one, self.after or self.on),
        )


class EraFile(Declaration):
    """The triples of one subject; `common` facts are shared by all of them."""

    title: Sentence = Field(alias="titre")
    common: dict[str, Any] = Field(default_factory=dict, alias="commun")
    triples: tuple[Triple, ...] = Field(alias="changements", min_length=1)


class Era:
    """A triple in its file: it can be named, and its incident read as of any day."""

    def __init__(self, file: EraFile, number: int, document: Document, name: str) -> None:
        self.triple = file.triples[number]
        self.id = f"{name}-{number + 1:02d}"
        self._common = file.common
        self._place = document.place(("changements", number, "incident"))

    def incident(self, base: KnowledgeBase, day: date) -> Incident:
        """Return the facts of the triple with the date that moves set to `day`."""
        raw = {"incident": self.triple.change, "autres_publications": "non"}
        raw |= {k: v for k, v in self._common.items() if k != "publication"}
        raw |= {k: v for k, v in self.triple.incident.items() if k != "publication"}
        publication = dict(self._common.get("publication") or {})
        publication |= self.triple.incident.get("publication") or {}
        fact = base.facts.get(self.triple.moved)
        if fact is not None and fact.scope != "incident":
            publication[fact.id] = day.isoformat()
        else:
            raw[self.triple.moved] = day.isoformat()
        document = Document({**raw, "publications": [publication]}, {(): self._place})
        return incident_at(document, (), base)


def read_eras(folder: Path = FOLDER) -> list[Era]:
    """Read every triple of a folder. Raises `InputError`."""
    return [era for path in sorted(folder.glob("*.yaml")) for era in _read(path)]


def _read(path: Path) -> list[Era]:
    document = parse_documents(read_text(path, shown=path.name), path.name)[0]
    try:
        file = EraFile.model_validate(document.value)
    except ValidationError as error:
        place, message = next(iter(french_errors(error, EraFile)))
        raise InputError(document.place(place), message) from None
    return [Era(file, number, document, path.stem) for number in range(len(file.triples))]
