"""Milder criminal law: computed by trying each later law on earlier facts, never written as a rule.

For each era between the day of the facts and that of the examination, the penal rules are read at
its first day while every delay keeps its real dates. A later harsher law never applies to earlier
facts; a later milder one does. Laws that cannot be compared part by part leave the point contested.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from expert.assessment.amounts import say_maximum
from expert.assessment.conclusions import Concluder
from expert.assessment.model import LaterLaw
from expert.assessment.penal_law import Amounts, PenalLaw, highest
from expert.calendar import french_date
from expert.inference.eras import offence_days
from expert.inference.program import compile_era
from expert.inference.situation import Situation
from expert.inference.statuses import Statuses
from expert.status import Status

Comparison = Literal["same", "milder", "harsher", "unclear"]

_SURENESS: dict[Status, int] = {"excluded": 0, "open": 1, "contested": 1, "established": 2}
"""How surely a law punishes: one that is contested is not surely harsher nor milder than another
contested one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one law provides for an offence: the text, its surest and its highest maximum.

    `text` is None where that law no longer punishes the facts; `status` is that of the offence.
    """

    since: date
    status: Status
    text: str | None
    surely: Amounts = (0, 0)
    possibly: Amounts = (0, 0)


@dataclass(frozen=True, slots=True)
class LaterLaws:
    """The milder law that replaces that of the facts, and the harsher one that does not."""

    milder: LaterLaw | None = None
    harsher: LaterLaw | None = None


class Eras:
    """The later laws of one situation, each compiled once and only when an offence needs it."""

    def __init__(self, concluder: Concluder) -> None:
        self._concluder = concluder
        self._situation = concluder.situation
        self._base = concluder.base
        self._laws: dict[date, PenalLaw] = {}

    def later(self, own: Outcome, conclusion: str, unit: int | None) -> LaterLaws:
        """Return what the laws after `own.since`, the day of the facts, change for an offence."""
        best, unclear, harsher = own, None, None
        pending = self._days((conclusion,), own.since)
        while pending:
            day = pending.pop(0)
            found = self._outcome(day, own, conclusion, unit)
            if found.text not in (own.text, None):  # from then on, the heirs' own changes count
                pending = sorted({*pending, *self._days(self._heirs(conclusion), day)})
            compared = compare(best, found)
            if compared == "milder":
                best = found
            elif compared == "unclear":
                unclear = found
            harsher = _harsher(own, harsher, found)
        milder = self._milder(own, best, unclear)
        return LaterLaws(milder, None if harsher is None else self._told(own, harsher, "harsher"))

    def _days(self, offences: Iterable[str], after: date) -> list[date]:
        today = self._situation.program.examined_on
        days = {day for offence in offences for day in offence_days(self._base, offence)}
        return sorted(day for day in days if after < day <= today)

    def _heirs(self, conclusion: str) -> tuple[str, ...]:
        """Return the other offences of the same family: they may take over what it punished."""
        family = set(self._base.conclusions[conclusion].family)
        return tuple(
            other.id
            for other in self._base.conclusions.values()
            if other.id != conclusion and other.penalty_texts and family & set(other.family)
        )

    def _law(self, day: date) -> PenalLaw:
        if day not in self._laws:
            today = self._situation.program.examined_on
            program = compile_era(self._base, today, day)
            situation = Situation(program, self._situation.incident, self._situation.allowed)
            self._laws[day] = PenalLaw(Statuses(situation), day)
        return self._laws[day]

    def _outcome(self, day: date, own: Outcome, conclusion: str, unit: int | None) -> Outcome:
        law = self._law(day)
        status = law.offence(conclusion, unit).status
        assert own.text is not None
        if status != "excluded":
            found = maximum_of(law, conclusion, own.text, unit)
            if found is not None:
                return Outcome(day, status, own.text, *found)
        return self._taken_over(law, day, conclusion, unit) or Outcome(day, status, None)

    def _taken_over(
        self, law: PenalLaw, day: date, conclusion: str, unit: int | None
    ) -> Outcome | None:
        """Return the offence of the family that began where this one ended, if there is one."""
        found: list[Outcome] = []
        for other in self._heirs(conclusion):
            status = law.offence(other, unit).status
            before = self._concluder.statuses.atom(other, unit).status
            if status == "excluded" or before != "excluded":
                continue
            for text in self._base.conclusions[other].penalty_texts:
                if law.is_right_text(other, text, unit):
                    amounts = maximum_of(law, other, text, unit)
                    if amounts is not None:
                        found.append(Outcome(day, status, text, *amounts))
        return max(found, key=lambda outcome: outcome.surely, default=None)

    def _milder(self, own: Outcome, best: Outcome, unclear: Outcome | None) -> LaterLaw | None:
        if unclear is not None and compare(best, unclear) == "unclear":
            return self._told(own, unclear, "unclear")
        return self._told(own, best, "milder") if best is not own else None

    def _told(self, own: Outcome, later: Outcome, compared: Comparison) -> LaterLaw:
        prison, fine = later.surely
        facts_prison, facts_fine = own.surely
        source = self._base.milder_law_text
        return LaterLaw(
            since=later.since.isoformat(),
            status="contested" if compared == "unclear" else "established",
            punishable=later.text is not None,
            text=later.text,
            fine_eur=fine,
            prison_months=prison,
            facts_fine_eur=facts_fine,
            facts_prison_months=facts_prison,
            sentence=_sentence(own, later, compared),
            sources=(source,) if source else (),
        )


def maximum_of(
    law: PenalLaw, conclusion: str, text: str, unit: int | None
) -> tuple[Amounts, Amounts] | None:
    """Return the surest and the highest maximum of an article under one law (None: no force)."""
    maximum = law.maximum(text)
    if maximum is None:
        return None
    found = tuple(law.aggravations(conclusion, text, unit))
    return highest(maximum, found), highest(maximum, found, established_only=False)


def compare(one: Outcome, other: Outcome) -> Comparison:
    """Say what `other` is beside `one`: least by punishable, then prison and fine together."""
    if one.text is None or other.text is None:
        if one.text is other.text:
            return "same"
        return "milder" if other.text is None else "harsher"
    surer = _SURENESS[other.status] - _SURENESS[one.status]
    if surer < 0:  # what was certainly punished may no longer be
        return "unclear"
    amounts = zip((*one.surely, *one.possibly), (*other.surely, *other.possibly), strict=True)
    differences = [surer, *(theirs - ours for ours, theirs in amounts)]
    if not any(differences):
        return "same"
    if max(differences) <= 0:
        return "milder"
    return "harsher" if min(differences) >= 0 else "unclear"


def _harsher(own: Outcome, before: Outcome | None, found: Outcome) -> Outcome | None:
    """Return the harsher law in force from `found` on: the one before, unless it moved again."""
    if compare(own, found) != "harsher":
        return None
    return before if before is not None and compare(before, found) == "same" else found


def _sentence(own: Outcome, later: Outcome, compared: Comparison) -> str:
    day, before = french_date(later.since), say_maximum(*own.surely)
    if compared == "harsher":
        return (
            f"loi plus sévère depuis le {day} ({say_maximum(*later.surely)}) : elle ne s'applique "
            "pas à des faits antérieurs"
        )
    if compared == "milder" and later.text is not None:
        return (
            f"loi plus douce depuis le {day}, appliquée à des faits antérieurs (au jour des "
            f"faits : {before})"
        )
    if compared == "milder":
        return (
            f"loi plus douce depuis le {day}, appliquée à des faits antérieurs : ces faits ne "
            f"sont plus punis à ce titre (au jour des faits : {before})"
        )
    if _SURENESS[later.status] < _SURENESS[own.status]:
        return (
            f"il est discuté que la loi en vigueur depuis le {day} punisse encore ces faits ; une "
            "loi plus douce s'appliquerait à eux"
        )
    return (
        f"la loi en vigueur depuis le {day} ({say_maximum(*later.surely)}) n'est ni plus douce ni "
        f"plus sévère en tout que celle du jour des faits ({before}) : laquelle s'applique est "
        "contesté"
    )


def own_outcome(
    law: PenalLaw, conclusion: str, text: str, unit: int | None, day: date
) -> Outcome | None:
    """Return what the law of the day of the facts provides."""
    found = maximum_of(law, conclusion, text, unit)
    if found is None:
        return None
    return Outcome(day, law.offence(conclusion, unit).status, text, *found)
