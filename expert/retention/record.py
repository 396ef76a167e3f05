"""Which earlier sanctions still count: those that were erased leave the record the rules read.

The rules ask for the record by four answers (`prior_record` and what details it). What the cases of
a person show is offered as such answers; what they do not show stays unknown, and is never a no.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from expert.calendar import french_date
from expert.cases.casefile import CaseFile
from expert.cases.decisions import Decision
from expert.cases.part import CaseId, Part
from expert.incident import Answer, Incident, Key
from expert.retention.due import erasure_end
from expert.retention.outcomes import (
    erasure_of,
    in_force,
    sanction_days,
    sanction_words,
    standing_sanctions,
    status_of,
)
from knowledge.base_model import KnowledgeBase
from knowledge.models.sanctions import Erasure, ErasureMode

Standing = Literal["compte", "effacee", "non-invocable", "retiree"]

GONE: Final = "effacée, ne peut plus être invoquée"
_TOO_OLD: Final = "trop ancienne, ne peut plus être invoquée"
_KINDS: Final[dict[ErasureMode, str]] = {
    "jamais-inscrite": "warning",
    "d-office": "group_1",
    "sur-demande": "groups_2_3",
}
"""How the question on the earlier sanction names each way of erasing it."""


class RecordLine(Part):
    """An earlier sanction: whether it still counts on the day asked, said in one sentence."""

    case: CaseId
    on: date
    standing: Standing
    sentence: str
    sources: tuple[str, ...] = ()


class EffectiveRecord(Part):
    """What is left of the record: the lines to show, and the answers that the rules may read.

    `answers` is empty when nothing counts any more: the record outside these cases is not known.
    """

    lines: tuple[RecordLine, ...]
    answers: dict[str, Answer]


def effective_record(
    previous: Iterable[CaseFile], base: KnowledgeBase, day: date
) -> EffectiveRecord:
    """Return the record on `day` (when the new procedure starts) from the earlier cases."""
    cases = tuple(previous)
    days = tuple(on for on in sanction_days(cases) if on <= day)
    lines: list[RecordLine] = []
    counting: list[tuple[Decision, Erasure | None]] = []
    for case in cases:
        standing = standing_sanctions(case)
        lines += [_withdrawn(case, d) for d in case.decisions if _is_withdrawn(d, standing)]
        for sanction in (s for s in standing if s.on <= day):
            erasure = erasure_of(base, status_of(case), sanction.sanction, day)
            line = _line(case, sanction, erasure, base, day, days)
            lines.append(line)
            if line.standing == "compte":
                counting.append((sanction, erasure))
    reminded = any(d.act == "rappel" and d.on <= day for case in cases for d in case.decisions)
    ordered = tuple(sorted(lines, key=lambda line: (line.on, line.case)))
    return EffectiveRecord(lines=ordered, answers=_answers(counting, reminded, days))


def _line(
    case: CaseFile,
    sanction: Decision,
    erasure: Erasure | None,
    base: KnowledgeBase,
    day: date,
    days: tuple[date, ...],
) -> RecordLine:
    standing, told = _standing(sanction, erasure, day, days)
    said = (
        f"{sanction_words(base, status_of(case), sanction)} du {french_date(sanction.on)} : {told}."
    )
    sources = in_force(base, erasure.sources, day) if erasure else ()
    return RecordLine(
        case=case.id,
        on=sanction.on,
        standing=standing,
        sentence=f"{said[:1].upper()}{said[1:]}{f' {erasure.told}' if erasure else ''}",
        sources=sources,
    )


def _standing(
    sanction: Decision, erasure: Erasure | None, day: date, days: tuple[date, ...]
) -> tuple[Standing, str]:
    if sanction.erased_on is not None and sanction.erased_on <= day:
        return "effacee", GONE
    if erasure is None or erasure.after is None:
        return "compte", "compte encore"
    end = erasure_end(sanction, erasure)
    if erasure.mode == "sur-demande":
        return "compte", "compte tant que son effacement n'a pas été demandé et accordé"
    if day <= end:
        return "compte", f"compte jusqu'au {french_date(end)} compris"
    if erasure.mode == "non-invocable":
        return "non-invocable", _TOO_OLD
    if any(sanction.on < other <= end for other in days):
        return "compte", "compte encore, une autre sanction ayant été prise dans le délai"
    return "effacee", GONE


def _answers(
    counting: list[tuple[Decision, Erasure | None]], reminded: bool, days: tuple[date, ...]
) -> dict[str, Answer]:
    """Return the answers given by the last sanction that counts, or else by a reminder."""
    if not counting:
        return {"prior_record": "warned"} if reminded else {}
    last, erasure = max(counting, key=lambda found: found[0].on)
    answers: dict[str, Answer] = {"prior_record": "sanctioned", "prior_sanction_date": last.on}
    if erasure is not None and erasure.mode in _KINDS:
        answers["prior_sanction_kind"] = _KINDS[erasure.mode]
    later = any(other > last.on for other in days)  # erased since: it kept this one from it
    if erasure is not None and erasure.mode == "d-office" and later:
        answers["new_sanction_since"] = "oui"
    return answers


def _is_withdrawn(decision: Decision, standing: tuple[Decision, ...]) -> bool:
    return decision.act == "sanction" and decision not in standing


def _withdrawn(case: CaseFile, decision: Decision) -> RecordLine:
    return RecordLine(
        case=case.id,
        on=decision.on,
        standing="retiree",
        sentence=f"Sanction du {french_date(decision.on)} : retirée ou annulée, ne compte pas.",
    )


def with_record(incident: Incident, record: EffectiveRecord) -> Incident:
    """Return an incident whose questions on the record are answered from the cases.

    What a person answered already stays, « je ne sais pas » included.
    """
    if "prior_record" in incident.answers:
        return incident
    for fact, answer in record.answers.items():
        incident = incident.with_answer(Key(fact), answer)
    return incident


def invoked_though_gone(incident: Incident, record: EffectiveRecord) -> tuple[str, ...]:
    """Return the sentence of each sanction that an incident invokes and that no longer counts.

    The incident invokes the sanction whose day it gives as that of the earlier sanction.
    """
    if incident.answers.get("prior_record") != "sanctioned":
        return ()
    day = incident.answers.get("prior_sanction_date")
    gone = (line for line in record.lines if line.standing != "compte")
    return tuple(line.sentence for line in gone if line.on == day)
