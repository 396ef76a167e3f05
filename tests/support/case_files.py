"""Case files built in one line, for the tests of what is done with them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from expert.cases.casefile import CaseFile
from expert.cases.decisions import Act, Decision
from expert.cases.retention import Freeze
from knowledge import KnowledgeBase, load_base

OFFICER = "u-gestionnaire"
COUNSEL = "u-juriste00000"
OPENED = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@cache
def base() -> KnowledgeBase:
    """The law of the product, read once."""
    return load_base()


def case_file(
    *decisions: Decision, id: str = "D-7F3K-92QA", status: str = "titulaire_fph", **parts: Any
) -> CaseFile:
    """Return a case of an agent of a status, with these decisions."""
    incident = {"incident": "Dossier d'essai", "author_status": status}
    return CaseFile(
        id=id,
        created_at=parts.pop("created_at", OPENED),
        created_by=OFFICER,
        incident=parts.pop("incident", incident),
        decisions=decisions,
        **parts,
    )


def decision(act: Act, on: date, sanction: str = "", **more: Any) -> Decision:
    """Return a decision recorded on its own day."""
    return Decision(
        act=act,
        on=on,
        authority="Le directeur",
        reason="Motif écrit par l'autorité.",
        sanction=sanction,
        by=OFFICER,
        at=datetime.combine(on, time(12), UTC),
        **more,
    )


def sanctioned(sanction: str, on: date, **more: Any) -> Decision:
    """Return a sanction taken on a day."""
    return decision("sanction", on, sanction, **more)


def freeze(ends_on: date, **more: Any) -> Freeze:
    """Return a freeze until a day, both days included."""
    return Freeze(
        reason="Recours devant le tribunal administratif.",
        ends_on=ends_on,
        by=COUNSEL,
        at=datetime(2026, 10, 1, 9, tzinfo=UTC),
        **more,
    )
