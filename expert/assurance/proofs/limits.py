"""P9: no penalty above the maximum of its article, no sanction outside the groups of the status.

What the software may announce is compared, era by era and status by status, with what the
registry says that day; the checks made at each reading of the base are run again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from expert.assessment.conclusions import Concluder
from expert.assessment.penal_law import Amounts, PenalLaw, highest
from expert.assessment.sanctions import sanctions
from expert.assurance.proofs.bench import Bench
from expert.assurance.proofs.claims import shape, unit_of
from expert.assurance.proofs.model import Failure, Findings
from expert.assurance.proofs.sources import EVERY_ERA
from expert.calendar import french_date
from expert.explanation.proof import Prover
from expert.explanation.wording import say_duration
from expert.incident import Incident
from expert.inference.domains import boundaries
from expert.inference.eras import maximum_days
from expert.inference.kleene import Reference
from expert.inference.program import compile_base
from expert.inference.situation import situate
from expert.inference.statuses import Statuses
from knowledge.base_model import KnowledgeBase
from knowledge.checks.amounts import check_amounts
from knowledge.checks.sanctions import check_sanctions, in_days
from knowledge.checks.versions import check_versions
from knowledge.models.procedure import Duration
from knowledge.models.sanctions import Sanction, Scale
from knowledge.models.sources import Provision

EVERY_STATUS = "chaque statut"
_STATUS = "author_status"


def nothing_exceeds_its_text(bench: Bench) -> Findings:
    """P9: what is announced is what the text of the day provides, for that status."""
    found = Findings("maxima et sanctions annoncés", methods={EVERY_ERA, EVERY_STATUS})
    for check in (check_amounts, check_sanctions, check_versions):
        found.failures += [Failure("base", error.message) for error in check(bench.base)]
    _penalties(bench, found)
    for day in _sanction_days(bench.base, bench.day):
        for scale in bench.base.scales.values():
            for status in scale.statuses:
                _sanctions(bench.base, scale, status, day, found)
    return found


def _penalties(bench: Bench, found: Findings) -> None:
    """Compare the highest maximum the software may announce with the registry, in every era."""
    statuses = Statuses(shape(bench.program))
    for conclusion in bench.base.conclusions.values():
        unit = unit_of(conclusion.scope)
        for text in conclusion.penalty_texts:
            provision = bench.base.sources[text]
            assert isinstance(provision, Provision)
            for day in _penalty_days(provision, bench.day):
                found.checked += 1
                law = PenalLaw(statuses, day)
                maximum = law.maximum(text)
                if maximum is None:
                    continue
                higher = tuple(law.aggravations(conclusion.id, text, unit))
                announced = highest(maximum, higher, established_only=False)
                if any(a > b for a, b in zip(announced, _in_registry(provision, day), strict=True)):
                    sentence = (
                        f"« {conclusion.label} » peut annoncer plus que {provision.reference} "
                        f"le {french_date(day)}"
                    )
                    found.failures.append(Failure(conclusion.id, sentence))


def _penalty_days(provision: Provision, last: date) -> list[date]:
    """Return a day of each era of an article, the day before the first one included."""
    limits = boundaries(provision.in_force_from, provision.in_force_to)
    days = sorted({*maximum_days(provision), *limits, last})
    return [date.fromordinal(days[0].toordinal() - 1), *(day for day in days if day <= last)]


def _in_registry(provision: Provision, day: date) -> Amounts:
    """Return the highest months and euros the article sets on a day, aggravations included."""
    penalties = [p for p in (provision.penalty, *provision.earlier) if p and p.in_force_on(day)]
    higher = [p for p in provision.aggravated if p.in_force_on(day)]
    return (
        max((p.prison_months for p in (*penalties, *higher)), default=0),
        max((p.fine_eur for p in (*penalties, *higher)), default=0),
    )


def _sanction_days(base: KnowledgeBase, last: date) -> list[date]:
    """Return a day of each era of the scales, from the first day the base answers for."""
    days = {last}
    for scale in base.scales.values():
        for group in scale.groups:
            for text in map(base.sources.get, group.sources):
                if isinstance(text, Provision):
                    days.update(boundaries(text.in_force_from, text.in_force_to))
            for sanction in group.sanctions:
                days.update(boundaries(sanction.since, sanction.until))
    first = base.sourced_since or last
    return sorted({first, *(day for day in days if first <= day <= last)})


def _sanctions(base: KnowledgeBase, scale: Scale, status: str, day: date, found: Findings) -> None:
    """Check each sanction shown for a status, on a day of examination."""
    shown = sanctions(_concluder(base, status, day))
    for group in shown.groups:
        declared = next(each for each in scale.groups if each.id == group.id)
        texts = [base.sources[source] for source in declared.sources]
        for detail in group.details:
            found.checked += 1
            bounds = [
                opened.maximum
                for text in texts
                if isinstance(text, Provision) and text.in_force_on(day)
                for opened in text.opens
                if opened.id == detail.id and status in (opened.statuses or (status,))
            ]
            if not _is_within(_shown(declared.sanctions, detail.id, detail.maximum, day), bounds):
                sentence = (
                    f"« {detail.text} » serait montrée au statut « {status} » le "
                    f"{french_date(day)}, ce qu'aucun texte du groupe n'ouvre ce jour-là"
                )
                found.failures.append(Failure(scale.id, sentence))


def _shown(
    declared: tuple[Sanction, ...], name: str, maximum: str | None, day: date
) -> Iterator[Duration | None]:
    """Yield the bound of each sanction that a result may be speaking of."""
    for sanction in declared:
        said = say_duration(sanction.maximum) if sanction.maximum else None
        if sanction.id == name and said == maximum and sanction.in_force_on(day):
            yield sanction.maximum


def _is_within(shown: Iterator[Duration | None], bounds: list[Duration | None]) -> bool:
    """Whether some text opens the sanction for as long as it is shown, or without a bound."""
    if not bounds:
        return False
    if None in bounds:
        return True
    limit = max(in_days(bound) for bound in bounds if bound is not None)
    return all(maximum is not None and in_days(maximum) <= limit for maximum in shown)


def _concluder(base: KnowledgeBase, status: str, day: date) -> Concluder:
    incident = Incident("", day, {_STATUS: status}, publications_closed=True)
    situation = situate(compile_base(base, day), incident)
    return Concluder(situation, Prover(Reference(situation)), Statuses(situation))
