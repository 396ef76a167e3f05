"""What moves a result, told before and after: conditions, values, amounts, delays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from expert.assessment.amounts import say_maximum
from expert.assessment.counting import told_duration
from expert.calendar import french_date
from expert.explanation.conditions import condition_lines
from knowledge.base_model import KnowledgeBase
from knowledge.models.common import Declaration
from knowledge.models.facts import Fact
from knowledge.models.procedure import Deadline
from knowledge.models.rules import Rule, Zone
from knowledge.models.sources import Provision


def told_changes(
    old: KnowledgeBase, new: KnowledgeBase, before: Declaration, after: Declaration
) -> Iterator[str]:
    """Yield what changed from one version of a declaration to the other, in sentences."""
    match before, after:
        case Rule(), Rule():
            yield from _rule(old, new, before, after)
        case Fact(), Fact():
            yield from _moved_labels("réponse", before.values, after.values)
            marks = [
                {name: f"{name} : {mark.at:g}" for name, mark in fact.landmarks.items()}
                for fact in (before, after)
            ]
            yield from _moved_labels("repère", marks[0], marks[1])
        case Zone(), Zone():
            labels = [{r.id: r.statement for r in zone.readings} for zone in (before, after)]
            yield from _moved_labels("lecture", labels[0], labels[1])
        case Provision(), Provision():
            yield from _provision(before, after)
        case Deadline(), Deadline():
            yield from _moved("durée", _duration(before), _duration(after))
        case _:
            pass


def _rule(old: KnowledgeBase, new: KnowledgeBase, before: Rule, after: Rule) -> Iterator[str]:
    if old.rules[before.id].condition != new.rules[after.id].condition:
        for word, base in (("avant", old), ("maintenant", new)):
            yield f"{word} :"
            yield from condition_lines(base, base.rules[after.id].condition, 1)
    defeated = [base.rules[after.id].defeats for base in (old, new)]
    for word, base, names in (
        ("n'écarte plus", old, [r for r in defeated[0] if r not in defeated[1]]),
        ("écarte maintenant", new, [r for r in defeated[1] if r not in defeated[0]]),
    ):
        for name in names:
            yield f"{word} : {base.rules[name].rule.statement}"
    for word, days in (
        ("en vigueur depuis", (before.since, after.since)),
        ("en vigueur jusqu'au", (before.until, after.until)),
    ):
        said = ["sans date" if day is None else french_date(day) for day in days]
        yield from _moved(word, said[0], said[1])


def _provision(before: Provision, after: Provision) -> Iterator[str]:
    maxima = [_maxima(provision) for provision in (before, after)]
    for name in dict.fromkeys([*maxima[0], *maxima[1]]):
        yield from _moved(name, maxima[0].get(name, "aucune"), maxima[1].get(name, "aucune"))


def _maxima(provision: Provision) -> dict[str, str]:
    """Return every maximum of a provision in words, by what it is."""
    found = {}
    if provision.penalty is not None:
        said = provision.penalty
        found["peine encourue"] = say_maximum(said.prison_months, said.fine_eur)
    for earlier in provision.earlier:
        name = f"peine encourue jusqu'au {french_date(earlier.until)}"
        found[name] = say_maximum(earlier.prison_months, earlier.fine_eur)
    for higher in provision.aggravated:
        found[f"peine aggravée ({higher.label})"] = say_maximum(
            higher.prison_months, higher.fine_eur
        )
    return found


def _duration(deadline: Deadline) -> str:
    said = [
        f"{word}{told_duration(duration)}"
        for word, duration in (("", deadline.duration), ("au plus tôt ", deadline.earliest))
        if duration is not None
    ]
    return ", ".join(said) or "sans durée"


def _moved(name: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield f"{name} : {before} → {after}"


def _moved_labels(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for key in before.keys() - after.keys():
        yield (
            f"{name} supprimée : {before[key]}"
            if name != "repère"
            else f"{name} supprimé : {before[key]}"
        )
    for key in after:
        if key not in before:
            yield (
                f"{name} ajoutée : {after[key]}"
                if name != "repère"
                else f"{name} ajouté : {after[key]}"
            )
        elif before[key] != after[key]:
            yield f"{name} : {before[key]} → {after[key]}"
