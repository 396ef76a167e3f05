"""The day on which a case must be gone, why, and from which source.

A duration is either the base's (erasure of the sanction, in the procedure of the status) or the
establishment's. Where nobody has decided there is no day at all, and nothing is erased.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, Literal

from expert.calendar import add_duration, add_months, french_date
from expert.cases.casefile import CaseFile
from expert.cases.decisions import Decision
from expert.cases.part import CaseId, Part
from expert.retention.durations import Durations
from expert.retention.outcomes import (
    ending,
    erasure_of,
    in_force,
    sanction_days,
    sanction_words,
    standing_sanctions,
    status_of,
)
from knowledge.base_model import KnowledgeBase
from knowledge.models.sanctions import Erasure

What = Literal["d-office", "borne-haute", "non-invocable", "etablissement", "a-fixer", "ouvert"]

WHAT_FR: Final[dict[What, str]] = {
    "d-office": "effacement d'office",
    "borne-haute": "effacement sur demande, et au plus tard ce jour",
    "non-invocable": "sanction trop ancienne pour être invoquée",
    "etablissement": "durée fixée par l'établissement",
    "a-fixer": "durée à fixer par le délégué à la protection des données",
    "ouvert": "dossier sans décision qui le termine",
}

REFERENCE: Final = "cnil-referentiel-rh"
"""The framework that a duration of the establishment is read with."""

_TO_FIX = "à fixer par le délégué à la protection des données"
_BOUND = (
    "Aucun texte lu n'ordonne d'effacer ce dossier de travail ce jour-là : borne haute retenue par "
    "défaut, à confirmer par le délégué à la protection des données."
)


class Due(Part):
    """When a case must be gone: `day` is the first day on which it is erased, None without any.

    `sources` are ids of the registry. `refusable` says, for an erasure that the person asks for,
    why it may be refused (another sanction since); empty when nothing allows it.
    """

    case: CaseId
    day: date | None
    why: str
    sources: tuple[str, ...]
    what: What
    refusable: str = ""


def due(
    case: CaseFile,
    base: KnowledgeBase,
    durations: Durations,
    today: date,
    others: Iterable[CaseFile] = (),
) -> Due:
    """Return when a case is due. `others` are the other cases of the same person concerned."""
    last = ending(case)
    if last is None:
        return _found(case, None, "Aucune décision ne termine ce dossier.", "ouvert")
    found = [
        _of_sanction(case, sanction, base, durations, today, tuple(others))
        for sanction in standing_sanctions(case)
    ]
    if found:
        return max(found, key=lambda one: one.day or date.max)
    return _without_sanction(case, last, base, durations)


def _without_sanction(
    case: CaseFile, last: Decision, base: KnowledgeBase, durations: Durations
) -> Due:
    months = {
        "sans-suite": (durations.without_sanction, "Clos sans suite le"),
        "rappel": (durations.reminder, "Rappel des règles, sans sanction, du"),
        "retrait-sanction": (durations.withdrawn, "Sanction retirée ou annulée le"),
    }
    count, told = months[last.act]
    return _by_establishment(case, last, count, told, base, durations)


def _of_sanction(
    case: CaseFile,
    sanction: Decision,
    base: KnowledgeBase,
    durations: Durations,
    today: date,
    others: tuple[CaseFile, ...],
) -> Due:
    status = status_of(case)
    erasure = erasure_of(base, status, sanction.sanction, today)
    named = f"Sanction ({sanction_words(base, status, sanction)})"
    if erasure is not None and erasure.mode == "jamais-inscrite":
        told = f"{erasure.told} {named} du"
        return _by_establishment(
            case, sanction, durations.never_recorded, told, base, durations,
            in_force(base, erasure.sources, today),
        )  # fmt: skip
    if erasure is None or erasure.after is None:
        if durations.without_text is not None:
            return _by_establishment(
                case, sanction, durations.without_text, f"{named} du", base, durations
            )
        why = (
            f"{named} du {french_date(sanction.on)} : aucun texte du registre ne dit quand elle "
            f"est effacée ; durée {_TO_FIX}."
        )
        return _found(case, None, why, "a-fixer")
    return _by_law(case, sanction, erasure, named, base, today, others)


def _by_law(
    case: CaseFile,
    sanction: Decision,
    erasure: Erasure,
    named: str,
    base: KnowledgeBase,
    today: date,
    others: tuple[CaseFile, ...],
) -> Due:
    last_day = erasure_end(sanction, erasure)
    since = _another(sanction, sanction_days((case, *others)))
    told = f"{named} du {french_date(sanction.on)}. {erasure.told}"
    sources = in_force(base, erasure.sources, today)
    if erasure.mode == "d-office" and since is not None and since <= last_day:
        why = (
            f"{told} Une autre sanction a été prise le {french_date(since)} : l'effacement "
            f"d'office n'a pas joué ; durée {_TO_FIX}."
        )
        return _found(case, None, why, "a-fixer", sources)
    day = last_day + timedelta(days=1)
    if erasure.mode == "sur-demande":
        refusable = _refusable(since) if since else ""
        return _found(case, day, f"{told} {_BOUND}", "borne-haute", sources, refusable)
    if erasure.mode == "d-office":
        return _found(case, day, told, "d-office", sources)
    cited = (*sources, *_framework(base))
    return _found(case, day, f"{told} {_BOUND}", "non-invocable", cited)


def _refusable(since: date) -> str:
    return f"Une autre sanction a été prise le {french_date(since)} : la demande peut être refusée."


def erasure_end(sanction: Decision, erasure: Erasure) -> date:
    """Return the last day on which a sanction still counts; its erasure has a duration."""
    if erasure.after is None:
        raise ValueError(f"{sanction.sanction} has no delay of erasure")
    return add_duration(sanction.on, erasure.after)


def _by_establishment(
    case: CaseFile,
    decision: Decision,
    months: int,
    told: str,
    base: KnowledgeBase,
    durations: Durations,
    sources: tuple[str, ...] = (),
) -> Due:
    set_by = (
        "durée fixée avec le délégué à la protection des données"
        if durations.set_by_officer
        else f"réglage provisoire, {_TO_FIX}"
    )
    why = (
        f"{told} {french_date(decision.on)} : aucun texte du registre ne fixe la durée du "
        f"dossier ; {months} mois, {set_by}."
    )
    day = add_months(decision.on, months) + timedelta(days=1)
    return _found(case, day, why, "etablissement", (*sources, *_framework(base)))


def _framework(base: KnowledgeBase) -> tuple[str, ...]:
    return (REFERENCE,) if REFERENCE in base.sources else ()


def _another(sanction: Decision, days: tuple[date, ...]) -> date | None:
    """Return the first day of a later sanction."""
    return next((day for day in days if day > sanction.on), None)


def _found(
    case: CaseFile,
    day: date | None,
    why: str,
    what: What,
    sources: tuple[str, ...] = (),
    refusable: str = "",
) -> Due:
    return Due(case=case.id, day=day, why=why, sources=sources, what=what, refusable=refusable)
