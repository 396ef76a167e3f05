"""An affair as a reader is shown it: only counsel's has a table of equal treatment.

The view of the other readers has no such attribute: nothing that renders it can show the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, overload

from expert.affairs.affair import Affair, SharedPublication, in_order
from expert.affairs.treatment import EqualTreatment, equal_treatment
from expert.assessment.build import COUNSEL, MANAGER
from expert.cases.casefile import CaseFile
from expert.cases.pieces import Piece
from expert.cases.refusal import CaseRefusedError
from expert.evidence import ledger
from expert.readers import READERS
from knowledge.base_model import KnowledgeBase


@dataclass(frozen=True, slots=True)
class AffairView:
    """What is shared, the cases that this reader may open, and the alarms of its ledger."""

    title: str
    cases: tuple[str, ...]
    publications: tuple[SharedPublication, ...]
    pieces: tuple[Piece, ...]
    alarms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CounselView(AffairView):
    """The same, with what was decided for each person."""

    treatment: EqualTreatment


@overload
def view_of(
    base: KnowledgeBase, affair: Affair, cases: Iterable[CaseFile], reader: Literal["juriste"]
) -> CounselView: ...


@overload
def view_of(
    base: KnowledgeBase, affair: Affair, cases: Iterable[CaseFile], reader: str
) -> AffairView: ...


def view_of(
    base: KnowledgeBase, affair: Affair, cases: Iterable[CaseFile], reader: str
) -> AffairView:
    """Return an affair for one reader; `cases` are those that this reader may open."""
    if reader not in READERS or reader == MANAGER:
        raise CaseRefusedError("une affaire ne s'ouvre pas pour ce lecteur")
    opened = in_order(affair, cases)
    shown = (
        affair.title,
        tuple(case.id for case in opened),
        affair.publications,
        affair.pieces,
        ledger.alarms(affair.pieces, affair.pieces_numbered),
    )
    if reader != COUNSEL:
        return AffairView(*shown)
    return CounselView(*shown, equal_treatment(base, affair, opened))
