"""The specs of a notion: what the law expects of a small set of facts, written as data.

A file holds one notion. Its `commun` facts are shared by every case of the file; a case says only
what makes it a case. Expected values come from the sentences of the legal dossier.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from expert.incident import Incident, Key, Spot, parse_key
from expert.incident_files import incident_at
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError, Place, nearest
from knowledge.messages import french_errors
from knowledge.models.common import (
    Declaration,
    Identifier,
    Identifiers,
    OuiNon,
    Sentence,
    Sentences,
)
from knowledge.reading import Document, parse_documents, read_text

FOLDER = Path(__file__).parent
EXAMINED_ON = date(2026, 11, 20)
"""The day every case is examined on, unless it says another one (a day the law changed)."""

Kind = Literal[
    "resultat",
    "lectures",
    "citations",
    "explication",
    "question",
    "peines",
    "textes_exclus",
    "delais",
    "sanctions",
    "voies",
    "mesure",
]
"""What a case may expect; each is a test of its own."""

FOUR_KINDS: tuple[Kind, ...] = ("resultat", "question", "citations", "explication")
"""The four specs of a notion."""

NO_QUESTION = "aucune"
"""What `suivante` says when the interview is over."""

StatusWord = Literal["etabli", "ecarte", "conteste", "ouvert"]
STATUS: dict[str, str] = {
    "etabli": "established",
    "ecarte": "excluded",
    "conteste": "contested",
    "ouvert": "open",
}


class ExpectedQuestion(Declaration):
    """What the interview asks a profile once the answers `without` are withdrawn.

    `next` is the next question; `useful` still change something, `useless` no longer do.
    """

    profile: Identifier = Field(alias="profil")
    without: Sentences = Field(default=(), alias="sans")
    next: Sentence | None = Field(default=None, alias="suivante")
    useful: Sentences = Field(default=(), alias="utiles")
    useless: Sentences = Field(default=(), alias="inutiles")

    @model_validator(mode="after")
    def _expects_something(self) -> ExpectedQuestion:
        if self.next is None and not self.useful and not self.useless:
            raise ValueError("une question attend « suivante », « utiles » ou « inutiles »")
        return self


class ExpectedPenalty(Declaration):
    """The maximum an offence shows: euros, months, what is added to it, and what is not.

    `aggravated` gives the status of higher maxima that must be shown; `milder_since` and
    `harsher_since` the first day of the later law that must be told.
    """

    text: Identifier = Field(alias="texte")
    fine_eur: int = Field(alias="amende")
    prison_months: int = Field(default=0, alias="prison")
    added: Sentences = Field(default=(), alias="avec")
    not_added: Sentences = Field(default=(), alias="sans")
    aggravated: dict[Identifier, StatusWord] = Field(default_factory=dict, alias="aggrave")
    milder_since: Sentence | None = Field(default=None, alias="plus_douce")
    harsher_since: Sentence | None = Field(default=None, alias="plus_severe")


class ExpectedDeadline(Declaration):
    """A delay: its first and last day (or moment), whether it has expired, for whom it runs."""

    starts: Sentence | None = Field(default=None, alias="debut")
    ends: Sentence | None = Field(default=None, alias="fin")
    prudent: Sentence | None = Field(default=None, alias="prudente")
    expired: OuiNon | None = Field(default=None, alias="expire")
    for_whom: Sentences = Field(default=(), alias="pour")


class ExpectedSanctions(Declaration):
    """The scale shown for the author's status: words it contains, words it never does.

    `steps` are in their order among those shown; `absent_steps` are not shown. `outsider` are
    words of what is said of a person the establishment does not sanction; `erased` words of the
    erasures.
    """

    scale: Identifier | None = Field(alias="echelle")
    groups: Identifiers = Field(default=(), alias="groupes")
    contains: Sentences = Field(default=(), alias="contient")
    lacks: Sentences = Field(default=(), alias="exclut")
    steps: Identifiers = Field(default=(), alias="etapes")
    absent_steps: Identifiers = Field(default=(), alias="sans_etapes")
    done: Identifiers = Field(default=(), alias="faites")
    to_do: Identifiers = Field(default=(), alias="a_faire")
    outsider: Sentences = Field(default=(), alias="hors_pouvoir")
    erased: Sentences = Field(default=(), alias="effacement")


class ExpectedMeasure(Declaration):
    """What counts for and against, the alerts, the decisions of like cases (ids, each way)."""

    against: Identifiers = Field(default=(), alias="contre")
    in_favour: Identifiers = Field(default=(), alias="pour")
    alerts: Identifiers = Field(default=(), alias="alertes")
    no_alerts: Identifiers = Field(default=(), alias="sans_alertes")
    observed: dict[Identifier, Sentence] = Field(default_factory=dict, alias="observees")
    not_observed: Identifiers = Field(default=(), alias="non_observees")


class Expected(Declaration):
    """What a case expects. A conclusion is « id » or « id@publication » or « id@passage »."""

    results: dict[Sentence, StatusWord] = Field(alias="resultat", min_length=1)
    readings: dict[Sentence, dict[Identifier, dict[Identifier, OuiNon]]] = Field(
        default_factory=dict, alias="lectures"
    )
    citations: dict[Sentence, Identifiers] = Field(alias="citations", min_length=1)
    explanation: dict[Sentence, Sentences] = Field(alias="explication", min_length=1)
    question: ExpectedQuestion | None = None
    penalties: dict[Sentence, ExpectedPenalty | Literal["aucune"]] = Field(
        default_factory=dict, alias="peines"
    )
    excluded_texts: dict[Identifier, Sentences] = Field(default_factory=dict, alias="textes_exclus")
    deadlines: dict[Sentence, ExpectedDeadline | Literal["aucun"]] = Field(
        default_factory=dict, alias="delais"
    )
    sanctions: ExpectedSanctions | None = None
    remedies: dict[Sentence, StatusWord | Literal["aucune"]] = Field(
        default_factory=dict, alias="voies"
    )
    measure: ExpectedMeasure | None = Field(default=None, alias="mesure")

    def kinds(self) -> tuple[Kind, ...]:
        """Return the kinds this case expects something of."""
        given: dict[Kind, Any] = {
            "resultat": self.results,
            "lectures": self.readings,
            "citations": self.citations,
            "explication": self.explanation,
            "question": self.question,
            "peines": self.penalties,
            "textes_exclus": self.excluded_texts,
            "delais": self.deadlines,
            "sanctions": self.sanctions,
            "voies": self.remedies,
            "mesure": self.measure,
        }
        return tuple(kind for kind, value in given.items() if value)


class Spec(Declaration):
    """One case: a sentence, the rules of the dossier it tests, its facts, what is expected.

    `defects` marks, by kind, what the base does not say yet as the dossier does.
    """

    case: Sentence = Field(alias="cas")
    dossier: Sentences = Field(min_length=1)
    incident: dict[str, Any] = Field(default_factory=dict)
    expected: Expected = Field(alias="attendu")
    defects: dict[Kind, Sentence] = Field(default_factory=dict, alias="defaut")


class Common(Declaration):
    """The facts every case of a file shares, by level; a case may answer otherwise."""

    incident: dict[str, Any] = Field(default_factory=dict)
    publication: dict[str, Any] = Field(default_factory=dict)
    passage: dict[str, Any] = Field(default_factory=dict)


class NotionFile(Declaration):
    """The specs of one notion."""

    notion: Identifier
    title: Sentence = Field(alias="titre")
    common: Common = Field(default_factory=Common, alias="commun")
    specs: tuple[Spec, ...] = Field(min_length=1)


class Case:
    """A spec in its file: it can be named, and read as an incident."""

    def __init__(self, file: NotionFile, number: int, document: Document) -> None:
        self.notion = file.notion
        self.spec = file.specs[number]
        self.id = f"{file.notion}-{number + 1:02d}"
        self._common = file.common
        self._document = document
        self._place = document.place(("specs", number, "incident"))

    def incident(self, base: KnowledgeBase) -> Incident:
        """Return the facts of the case, those of its file included."""
        document = Document(_merged(self.spec, self._common), {(): self._place})
        written = self.spec.incident.get("examen") or self._common.incident.get("examen")
        return incident_at(document, (), base, examined_on=None if written else EXAMINED_ON)


def _merged(spec: Spec, common: Common) -> dict[str, Any]:
    own = {key: value for key, value in spec.incident.items() if key != "publications"}
    listed = spec.incident.get("publications") or [{}]
    return {
        "incident": spec.case,
        "autres_publications": "non",
        **common.incident,
        **own,
        "publications": [_publication(raw, common) for raw in listed],
    }


def _publication(raw: dict[str, Any], common: Common) -> dict[str, Any]:
    if "passages" not in raw:
        return {**common.publication, **common.passage, **raw}
    passages = [{**common.passage, **passage} for passage in raw["passages"]]
    return {**common.publication, **raw, "passages": passages}


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """Read every case of a folder, in the order of the files. Raises `InputError`."""
    return [case for path in sorted(folder.glob("*.yaml")) for case in read_file(path)]


def read_file(path: Path) -> list[Case]:
    """Read the cases of one file (none for a file that is not one of specs)."""
    documents = parse_documents(read_text(path, shown=path.name), path.name)
    document = documents[0]
    if not isinstance(document.value, dict) or "specs" not in document.value:
        return []
    try:
        file = NotionFile.model_validate(document.value)
    except ValidationError as error:
        place, message = next(iter(french_errors(error, NotionFile)))
        raise InputError(document.place(place), message) from None
    return [Case(file, number, document) for number in range(len(file.specs))]


def key_in(incident: Incident, base: KnowledgeBase, text: str) -> Key:
    """Return the question « fact » or « fact@place »; without a place, the only one there is."""
    if "@" in text:
        return parse_key(text)
    fact = base.facts.get(text)
    if fact is None:
        raise InputError(Place("specs"), f"fait inconnu : « {text} »{nearest(text, base.facts)}")
    if fact.scope == "incident":
        return Key(text)
    (publication,) = incident.publications
    if fact.scope == "publication":
        return Key(text, Spot(publication.id))
    (passage,) = publication.passages
    return Key(text, Spot(publication.id, passage.id))
