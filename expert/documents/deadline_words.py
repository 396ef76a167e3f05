"""The words of a delay, the same in every document and on every screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from expert.assessment.model import DeadlineResult
from expert.calendar import is_working_day
from expert.documents.source_text import french_day

PLAN: Final = {
    "penal": "plan pénal",
    "civil": "réparation",
    "disciplinaire": "plan disciplinaire",
    "procedure": "procédure",
    "recours": "recours",
    "donnees": "protection des données",
}
"""The plane a delay is read on."""

CERTAINTY: Final = {
    "certain": "",
    "from-memory": "texte cité de mémoire, à vérifier",
    "contested": "point discuté : retenir la date la plus proche",
    "advice": "conseil, non règle de droit",
}

NOTHING_READ: Final = "aucune cause lue au dossier, à vérifier"
"""What is said to interrupt a delay when the base names nothing."""


def when(deadline: DeadlineResult) -> str:
    """Say the days of a delay, where it stands and the day to aim at; empty without a date."""
    if deadline.reference:
        return ""
    if deadline.starts is None:
        return "date de départ à établir"
    if deadline.expired and deadline.ends:
        return deadline.standing or f"expiré depuis le {french_day(deadline.ends)}"
    if deadline.ends is None:
        return deadline.standing
    remarks = " ; ".join(part for part in (standing_of(deadline), aimed(deadline)) if part)
    standing = f" ({remarks})" if remarks else ""
    end = french_day(deadline.ends)
    if deadline.direction == "before":
        return f"au plus tard le {end}{standing}, pour le {french_day(deadline.starts)}"
    if deadline.earliest:
        return f"pas avant le {french_day(deadline.earliest)} ni après le {end}{standing}"
    return f"du {french_day(deadline.starts)} au {end}{standing}"


def standing_of(deadline: DeadlineResult) -> str:
    """Return where a delay stands, unless its two days already say that it is too early."""
    early = deadline.ends is not None and deadline.standing.startswith("pas avant")
    return "" if early else deadline.standing


def aimed(deadline: DeadlineResult) -> str:
    """Say the day to aim at when it is not the last one, and why."""
    if not deadline.prudent or not deadline.ends or deadline.prudent == deadline.ends[:10]:
        return ""
    worked = is_working_day(date.fromisoformat(deadline.ends[:10]))
    return f"{'' if worked else 'jour non ouvré : '}viser le {french_day(deadline.prudent)}"


def beginning(deadline: DeadlineResult) -> str:
    """Return the word that introduces why a delay starts where it does."""
    if deadline.reference:
        return "Règle"
    return "Pourquoi ce jour" if deadline.direction == "before" else "Départ"


_NEAR = timedelta(days=31)
_SIGNALLED = ("employeur", "personne")
"""Whose delays a manager passes on: the employer's, and those of the person aimed at."""


def to_signal(deadlines: Iterable[DeadlineResult], examined_on: str) -> list[DeadlineResult]:
    """Return what a manager passes on: what ends within a month, or is past but still due."""
    limit = date.fromisoformat(examined_on) + _NEAR
    return [
        deadline
        for deadline in deadlines
        if deadline.ends is not None
        and deadline.actor in ("", *_SIGNALLED)
        and (
            deadline.still_due
            if deadline.expired
            else date.fromisoformat(deadline.ends[:10]) <= limit
        )
    ]


def own_first(
    deadlines: Iterable[DeadlineResult],
) -> tuple[list[DeadlineResult], list[DeadlineResult]]:
    """Return the delays the establishment has to keep, and those of everybody else."""
    found = list(deadlines)
    own = [deadline for deadline in found if deadline.actor == "employeur"]
    return own, [deadline for deadline in found if deadline.actor != "employeur"]


OWN, OTHERS = "À tenir par l'établissement", "Délais des autres"
"""The two titles under which human resources read the delays."""
