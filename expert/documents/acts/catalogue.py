"""The documents of a case: which there are, for whom, and the one function that makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from expert.assessment import assess
from expert.assessment.model import Assessment
from expert.cases.casefile import CaseFile
from expert.cases.people import Role
from expert.documents.acts.breach import breach_checklist
from expert.documents.acts.chronology import chronology
from expert.documents.acts.disclosable import Disclosable
from expert.documents.acts.disclosing import disclosable, imputed
from expert.documents.acts.framing import DRAFT
from expert.documents.acts.legal_note import legal_note
from expert.documents.acts.masking import NOBODY, Mask, mask_of
from expert.documents.acts.processing_sheet import can_be_made, processing_sheet
from expert.documents.acts.reader_sheet import reader_sheet
from expert.documents.acts.reading_again import to_read_again
from expert.documents.acts.referral import referral
from expert.documents.acts.rights_letter import letter_support, rights_letter
from expert.documents.acts.staff_note import staff_note
from expert.documents.outline import Block, Heading, Paragraph
from expert.documents.person_sheet import person_sheet
from expert.incident import Incident
from knowledge.base_model import KnowledgeBase

Names = frozenset[Role] | None
"""The roles whose names a document may show; None: all of them."""

Builder = Callable[[KnowledgeBase, Disclosable, str], Iterator[Block]]


@dataclass(frozen=True, slots=True)
class ActKind:
    """A document that can be made of an incident.

    `reader` says for whom, in words; `profile` is the reader its result is computed for (empty: the
    one that is asked for). `final` tells whether it waits for a decision and its reason: until then
    it is a draft.
    """

    id: str
    title: str
    reader: str
    profile: str
    build: Builder
    names: Names = None
    final: bool = True


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document ready to be laid out. `blocks` do not say that it is a draft: `marked` do.

    `to_read_again` are sentences for who hands it over, never for who receives it.
    """

    id: str
    title: str
    reader: str
    blocks: tuple[Block, ...]
    draft: bool
    anonymised: bool
    pseudonym: str
    assessment: Assessment | None
    to_read_again: tuple[str, ...] = ()

    @property
    def marked(self) -> tuple[Block, ...]:
        """The blocks, a draft said to be one right under the title."""
        return (self.blocks[0], Paragraph(DRAFT), *self.blocks[1:]) if self.draft else self.blocks


_CHRONOLOGY: Final = "chronologie"
_NOBODY_NAMED: Final[Names] = frozenset()
_PERSON_ONLY: Final[Names] = frozenset({"concernee"})
_READERS: Final = {
    "manager": "cadre de proximité",
    "rh": "ressources humaines",
    "juriste": "juriste",
    "contradiction": "juriste, côté contradiction",
}

ACTS: Final[dict[str, ActKind]] = {
    act.id: act
    for act in (
        ActKind(
            "fiche", "Fiche de qualification", "", "",
            lambda base, told, reader: reader_sheet(told, reader),
        ),
        ActKind(
            "note-juridique", "Note juridique", "juriste", "contradiction",
            lambda base, told, reader: legal_note(told),
        ),
        ActKind(
            "rapport-saisine", "Rapport de saisine du conseil de discipline",
            "conseil de discipline ou instance consultée", "juriste",
            lambda base, told, reader: referral(told),
        ),
        ActKind(
            "information-droits", "Courrier d'information des droits", "personne concernée", "rh",
            lambda base, told, reader: rights_letter(base, told),
            names=_NOBODY_NAMED,
        ),
        ActKind(
            "appuis-courrier", "Appuis du courrier d'information des droits",
            "signataire du courrier", "rh",
            lambda base, told, reader: letter_support(base, told),
            names=_NOBODY_NAMED, final=False,
        ),
        ActKind(
            _CHRONOLOGY, "Chronologie et liste des pièces", "juriste et ressources humaines",
            "juriste", lambda base, told, reader: chronology(told),
        ),
        ActKind(
            "fiche-traitement", "Contribution du traitement algorithmique", "personne concernée",
            "juriste", lambda base, told, reader: processing_sheet(base, told),
            names=_PERSON_ONLY,
        ),
        ActKind(
            "personne-visee", "Fiche pour la personne visée", "personne visée", "rh",
            lambda base, told, reader: person_sheet(told.assessment),
            names=_NOBODY_NAMED, final=False,
        ),
        ActKind(
            "violation-donnees", "Liste de la violation de données",
            "délégué à la protection des données", "rh",
            lambda base, told, reader: breach_checklist(base, told),
            names=_NOBODY_NAMED, final=False,
        ),
    )
}  # fmt: skip
"""Every document made of an incident, in the order of the list."""

STAFF_NOTE: Final = "note-personnel"
STAFF_NOTE_TITLE: Final = "Note d'information du personnel"
READERS: Final = tuple(_READERS)
DEFAULT_READER: Final = "rh"


def titles(base: KnowledgeBase) -> dict[str, str]:
    """Return the title of each document that this base lets one make, by id."""
    found = {act.id: act.title for act in ACTS.values()}
    if not can_be_made(base):
        del found["fiche-traitement"]
    return {**found, STAFF_NOTE: STAFF_NOTE_TITLE}


def made_document(
    base: KnowledgeBase,
    name: str,
    incident: Incident,
    case: CaseFile | None = None,
    *,
    reader: str = DEFAULT_READER,
    anonymised: bool = False,
    read: Assessment | None = None,
) -> MadeDocument:
    """Return a document about an incident, and about its case when there is one.

    `read` is the incident as it was already assessed for the profile of the document.

    Names are hidden when `anonymised`, when the document is not for who they name, and, of
    everybody, as long as the message is not established as that of the person concerned.
    """
    act = ACTS[name]
    read = read or assess(base, incident, act.profile or reader)
    mask = _mask(act, read, case, anonymised=anonymised)
    told = disclosable(
        base, incident, read, case, mask, named=not anonymised, links=name == _CHRONOLOGY
    )
    return MadeDocument(
        id=act.id,
        title=act.title,
        reader=act.reader or _READERS[reader],
        blocks=tuple(act.build(base, told, reader)),
        draft=act.final and _waits(act, told),
        anonymised=anonymised,
        pseudonym=told.pseudonym,
        assessment=told.assessment,
        to_read_again=() if act.names == _NOBODY_NAMED else to_read_again(base, told),
    )


def made_staff_note(base: KnowledgeBase) -> MadeDocument:
    """Return the note to staff: it is about no incident."""
    return MadeDocument(
        id=STAFF_NOTE,
        title=STAFF_NOTE_TITLE,
        reader="personnel de l'établissement",
        blocks=tuple(staff_note(base)),
        draft=False,
        anonymised=False,
        pseudonym="",
        assessment=None,
    )


def _mask(act: ActKind, read: Assessment, case: CaseFile | None, *, anonymised: bool) -> Mask:
    people = case.people if case else ()
    if anonymised or not imputed(read):
        return mask_of(people)
    return NOBODY if act.names is None else mask_of(people, shown=act.names)


def _waits(act: ActKind, told: Disclosable) -> bool:
    """Whether a document still waits for the decision of a person: a referral, for a report."""
    if act.id == "rapport-saisine":
        return not any(each.referral and each.reason.strip() for each in told.decisions)
    return told.draft


def title_of(blocks: tuple[Block, ...]) -> str:
    """Return the first title of a document."""
    return next((block.text for block in blocks if isinstance(block, Heading)), "")
