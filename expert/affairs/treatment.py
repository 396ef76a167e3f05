"""The table of equal treatment: what was decided for each person of an affair, side by side.

For counsel only. Nothing is compared, ordered by severity nor summed: the lines stand in the order
in which the cases entered the affair, and a person reads them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from expert.affairs.affair import Affair, in_order
from expert.cases.casefile import CaseFile
from expert.cases.decisions import ACT_FR, STAGE_FR
from expert.cases.scales import sanction_named
from knowledge.base_model import KnowledgeBase

CAUTION: Final = (
    "Pour le juriste seulement. L'ordre est celui de l'entrée des dossiers dans l'affaire ; rien "
    "n'est classé ni comparé : ce que chacun a fait se lit dans son dossier."
)

UNNAMED: Final = "personne concernée à nommer"


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision of a case: its day, what it is, the sanction and its group if it is one."""

    on: date
    act: str
    sanction: str
    group: str


@dataclass(frozen=True, slots=True)
class TreatmentRow:
    """One person of the affair: who, at which step, and what was decided, in the order of time."""

    case: str
    who: str
    function: str
    stage: str
    decisions: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class EqualTreatment:
    """The table, with what its reader is told first."""

    rows: tuple[TreatmentRow, ...]
    caution: str = CAUTION


def equal_treatment(
    base: KnowledgeBase, affair: Affair, cases: Iterable[CaseFile]
) -> EqualTreatment:
    """Return the table of the cases of an affair that counsel may open."""
    return EqualTreatment(tuple(_row(base, case) for case in in_order(affair, cases)))


def _row(base: KnowledgeBase, case: CaseFile) -> TreatmentRow:
    person = next((p for p in case.people if p.role == "concernee"), None)
    decisions = sorted(case.decisions, key=lambda decision: decision.on)
    return TreatmentRow(
        case=case.id,
        who=person.name if person else UNNAMED,
        function=person.function if person else "",
        stage=STAGE_FR[case.stage],
        decisions=tuple(
            Taken(decision.on, ACT_FR[decision.act], *sanction_named(base, case, decision))
            for decision in decisions
        ),
    )
