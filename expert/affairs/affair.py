"""The affair: the cases that it links, and what they share, recorded once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from expert.cases.casefile import CaseFile
from expert.cases.identifiers import new_affair_id
from expert.cases.part import AccountId, AffairId, CaseId, Line, Moment, Part
from expert.cases.pieces import Piece
from expert.cases.refusal import CaseRefusedError, changed, filled, made

FORMAT: Final = "qualif-affaire/1"


class SharedEntry(Part):
    """What a shared publication says under one name: a value, or a fact that is discussed."""

    value: Any = None
    dispute: dict[str, Any] | None = None


class PublicationVersion(Part):
    """A shared publication as it was at one moment.

    `said` holds its address (« adresse »), its exact words (« verbatim 1 », « verbatim 2 »: one
    for each passage, in order) and the answers of its level, by fact. `taken_from` is the case
    whose words and answers these are.
    """

    said: dict[str, SharedEntry]
    taken_from: CaseId
    by: AccountId
    at: Moment


class SharedPublication(Part):
    """A publication that cases share; its number is that of the affair, in no case."""

    number: Annotated[int, Field(ge=1)]
    versions: Annotated[tuple[PublicationVersion, ...], Field(min_length=1)]

    @property
    def latest(self) -> PublicationVersion:
        """The publication as it is today."""
        return self.versions[-1]


class Affair(Part):
    """An affair. Immutable, as a case is; its pieces have a ledger of their own."""

    format: Literal["qualif-affaire/1"] = FORMAT
    id: AffairId
    title: Line
    created_at: Moment
    created_by: AccountId
    cases: tuple[CaseId, ...] = ()
    publications: tuple[SharedPublication, ...] = ()
    pieces: tuple[Piece, ...] = ()
    pieces_numbered: Annotated[int, Field(ge=0)] = 0

    def publication(self, number: int) -> SharedPublication:
        """Return a shared publication. Raises `CaseRefusedError` when there is none."""
        for shared in self.publications:
            if shared.number == number:
                return shared
        raise CaseRefusedError(f"publication partagée {number} : il n'y en a pas de ce numéro")


def opened_affair(title: str, by: str, at: datetime, affair_id: str | None = None) -> Affair:
    """Return a new affair, without any case."""
    name = affair_id or new_affair_id()
    return made(Affair, id=name, title=filled("titre", title), created_at=at, created_by=by)


def joined(affair: Affair, case: CaseFile) -> tuple[Affair, CaseFile]:
    """Return the affair with one more case, and the case with its affair."""
    if case.affair is not None:
        where = "cette" if case.affair == affair.id else "une autre"
        raise CaseRefusedError(f"le dossier {case.id} est déjà dans {where} affaire")
    return (
        changed(affair, cases=(*affair.cases, case.id)),
        changed(case, affair=affair.id),
    )


def parted(affair: Affair, case: CaseFile) -> tuple[Affair, CaseFile]:
    """Return the affair without a case, and the case alone: its copies stay, with their marks."""
    refuse_stranger(affair, case)
    kept = tuple(name for name in affair.cases if name != case.id)
    return changed(affair, cases=kept), changed(case, affair=None)


def refuse_stranger(affair: Affair, *cases: CaseFile) -> None:
    """Raise `CaseRefusedError` when a case is not one of the affair."""
    for case in cases:
        if case.affair != affair.id or case.id not in affair.cases:
            raise CaseRefusedError(f"le dossier {case.id} n'est pas dans cette affaire")


def in_order(affair: Affair, cases: Iterable[CaseFile]) -> tuple[CaseFile, ...]:
    """Return cases in the order they entered the affair, which says nothing of the persons."""
    found = tuple(cases)
    refuse_stranger(affair, *found)
    return tuple(sorted(found, key=lambda case: affair.cases.index(case.id)))
