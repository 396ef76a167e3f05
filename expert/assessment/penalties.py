"""The penalties an offence opens: the right article and its maximum, and the articles set aside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from expert.assessment.conclusions import Concluder
from expert.assessment.milder_law import Eras, LaterLaws, own_outcome
from expert.assessment.model import ExcludedText, PenaltyResult
from expert.assessment.penal_law import PenalLaw, highest
from knowledge.models.rules import Conclusion
from knowledge.models.sources import EarlierPenalty


def facts_day(concluder: Concluder, unit: int | None) -> date | None:
    """Return the day of the facts of a unit (its first publication), when it is known."""
    return None if unit is None else next(iter(concluder.situation.facts_days(unit)), None)


def penalties(concluder: Concluder) -> Iterator[PenaltyResult]:
    """Yield the maximum of each offence that holds, is contested, or lacks only proof."""
    eras = Eras(concluder)
    for conclusion in concluder.base.conclusions.values():
        if not conclusion.penalty_texts:
            continue
        for unit in concluder.situation.units_at(conclusion.scope):
            law = PenalLaw(concluder.statuses, facts_day(concluder, unit))
            found = law.offence(conclusion.id, unit)
            if found.status == "excluded" or (found.status == "open" and found.matters):
                continue
            for text in conclusion.penalty_texts:
                if law.is_right_text(conclusion.id, text, unit):
                    shown = _penalty(concluder, eras, law, conclusion, text, unit)
                    if shown is not None:
                        yield shown


def _penalty(
    concluder: Concluder, eras: Eras, law: PenalLaw, conclusion: Conclusion, text: str,
    unit: int | None,
) -> PenaltyResult | None:  # fmt: skip
    """Return the maximum of one article on the day of the facts, and what later laws change."""
    maximum = law.maximum(text)
    if maximum is None:
        return None
    day = law.day
    complementary = tuple(
        item.label
        for item in maximum.complementary
        if day is None or item.since is None or item.since <= day
    )
    aggravations = tuple(law.aggravations(conclusion.id, text, unit))
    prison, fine = highest(maximum, aggravations)
    own = own_outcome(law, conclusion.id, text, unit, day) if day else None
    later = eras.later(own, conclusion.id, unit) if own else LaterLaws()
    found = PenaltyResult(
        conclusion=conclusion.id,
        label=conclusion.label,
        status=law.offence(conclusion.id, unit).status,
        fine_eur=fine,
        prison_months=prison,
        contravention_class=maximum.contravention_class,
        complementary=complementary,
        aggravations=aggravations,
        former_reference=maximum.reference if isinstance(maximum, EarlierPenalty) else None,
        milder=later.milder,
        harsher=later.harsher,
        text=text,
        unit=concluder.unit_name(unit, conclusion.scope),
    )
    return _under_the_milder_law(found)


def _under_the_milder_law(found: PenaltyResult) -> PenaltyResult:
    """Return the penalty with the amounts of the milder law where it surely replaces the other."""
    milder = found.milder
    if milder is None or milder.status != "established":
        return found
    replaced: dict[str, object] = {
        "fine_eur": milder.fine_eur,
        "prison_months": milder.prison_months,
        "status": found.status if milder.punishable else "excluded",
        "text": milder.text or found.text,
    }
    if not milder.punishable:
        replaced |= {"aggravations": (), "complementary": (), "contravention_class": None}
    return found.model_copy(update=replaced)


def excluded_texts(concluder: Concluder) -> Iterator[ExcludedText]:
    """Yield each penal article that does not apply, with the first missing element."""
    for conclusion in concluder.base.conclusions.values():
        for text in conclusion.penalty_texts:
            for unit in concluder.situation.units_at(conclusion.scope):
                if concluder.statuses.atom(conclusion.id, unit).status == "excluded":
                    because = concluder.proof(conclusion.id, unit).line
                elif not PenalLaw(concluder.statuses, None).is_right_text(
                    conclusion.id, text, unit
                ):
                    because = f"{conclusion.label} : ce que ce texte punit n'est pas en cause"
                else:
                    continue
                name = concluder.unit_name(unit, conclusion.scope)
                yield ExcludedText(text=text, because=because, unit=name)
