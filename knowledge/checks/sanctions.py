"""A scale says no more than its texts: their sanctions, their bounds, the opinions they demand.

What a text opens is declared beside it in the registry (`ouvre`); a scale that opens another
sanction, for longer, or without the body its text demands, is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.base_model import KnowledgeBase
from knowledge.errors import KnowledgeError, Place, nearest
from knowledge.models.common import Declaration
from knowledge.models.procedure import Duration
from knowledge.models.sanctions import Answers, Sanction, SanctionGroup, Scale
from knowledge.models.sources import OpenedSanction, Provision

STEPS_FACT = "procedure_steps"
"""The fact that lists the steps already done."""
SUBJECT_FACT = "content_matter"
"""The fact that sorts passages by what they are about."""


def check_sanctions(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each scale, step or entry that says more than the law it names."""
    yield from _one_each(base)
    for scale in base.scales.values():
        for group in scale.groups:
            yield from _group(base, scale, group)
    yield from _procedures(base)
    for outsider in base.outsiders.values():
        yield from _known(outsider, outsider.sources, base.sources, "source inconnue")
    for likeness in base.likenesses.values():
        yield from _known(likeness, likeness.subjects, _subjects(base), "objet inconnu")
    for conclusion in base.conclusions.values():
        if conclusion.bearings and conclusion.values:
            yield _error(conclusion, f"« indice » ne se dit pas d'une case : « {conclusion.id} »")
    yield from _registry(base)


def _one_each(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each unknown status, and each status that two entries claim."""
    statuses = _statuses(base)
    for what, entries in (
        ("deux échelles", base.scales),
        ("deux procédures", base.procedures),
        ("deux entrées hors du pouvoir de l'établissement", base.outsiders),
        ("deux familles de statuts", base.status_families),
    ):
        taken: dict[str, str] = {}
        for name, entry in entries.items():
            if what != "deux échelles":  # the statuses of scales are looked at with the names
                yield from _known(entry, entry.statuses, statuses, "statut inconnu")
            for status in dict.fromkeys(entry.statuses):
                if status in taken:
                    message = f"le statut « {status} » a {what} : « {taken[status]} » et « {name} »"
                    yield _error(entry, message)
                taken.setdefault(status, name)


def _group(base: KnowledgeBase, scale: Scale, group: SanctionGroup) -> Iterator[KnowledgeError]:
    texts = [s for s in map(base.sources.get, group.sources) if isinstance(s, Provision)]
    opened = [(text, each) for text in texts for each in text.opens]
    for sanction in group.sanctions:
        yield from _answers(base, scale, sanction.depends_on)
        found = [(t, o) for t, o in opened if o.id == sanction.id and _overlap(t, sanction)]
        if not found:
            names = nearest(sanction.id, (o.id for _, o in opened))
            yield _error(
                scale,
                f"« {sanction.id} » n'est pas une sanction que les textes du groupe "
                f"« {group.id} » ouvrent{names}",
            )
            continue
        yield from _for_the_status(scale, sanction, [o for _, o in found])
        yield from _within_its_text(scale, sanction, found)
        yield from _after_an_opinion(scale, group, sanction, [o for _, o in found])


def _for_the_status(
    scale: Scale, sanction: Sanction, opened: list[OpenedSanction]
) -> Iterator[KnowledgeError]:
    for status in scale.statuses:
        if not any(not each.statuses or status in each.statuses for each in opened):
            yield _error(
                scale, f"« {sanction.id} » n'est pas ouverte contre le statut « {status} »"
            )


def _within_its_text(
    scale: Scale, sanction: Sanction, found: list[tuple[Provision, OpenedSanction]]
) -> Iterator[KnowledgeError]:
    """Yield a refusal when no text opens the sanction for as long as the scale says."""
    bounded = [(text, each.maximum) for text, each in found if each.maximum]
    if len(bounded) < len(found):
        return  # a text opens it without a bound
    highest = max(in_days(maximum) for _, maximum in bounded)
    if sanction.maximum is None or in_days(sanction.maximum) > highest:
        texts = ", ".join(dict.fromkeys(f"« {text.id} »" for text, _ in bounded))
        yield _error(scale, f"« {sanction.id} » dépasse la limite que fixe {texts}")


def _after_an_opinion(
    scale: Scale, group: SanctionGroup, sanction: Sanction, opened: list[OpenedSanction]
) -> Iterator[KnowledgeError]:
    demanding = next((o.body_required_by for o in opened if o.body_required_by), None)
    if demanding and group.body is None:
        yield _error(
            scale,
            f"le groupe « {group.id} » ouvre « {sanction.id} » sans avis, que « {demanding} » "
            f"exige",
        )


def _procedures(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    fact = base.facts.get(STEPS_FACT)
    done = fact.values if fact else {}
    for procedure in base.procedures.values():
        for step in procedure.steps:
            yield from _known(procedure, step.sources, base.sources, "source inconnue")
            yield from _answers(base, procedure, step.depends_on)
            yield from _known(procedure, step.done_when, done, "étape inconnue")
            if step.deadline:
                yield from _known(procedure, (step.deadline,), base.deadlines, "délai inconnu")
        known = [
            sanction.id
            for scale in base.scales.values()
            if set(scale.statuses) & set(procedure.statuses)
            for group in scale.groups
            for sanction in group.sanctions
        ]
        for erasure in procedure.erasures:
            yield from _known(procedure, erasure.sanctions, known, "sanction inconnue de l'échelle")
            yield from _known(procedure, erasure.sources, base.sources, "source inconnue")


def _answers(base: KnowledgeBase, entry: Declaration, answers: Answers) -> Iterator[KnowledgeError]:
    """Yield a refusal for each answer an entry is for that nobody can give."""
    for name, values in answers.items():
        fact = base.facts.get(name)
        if fact is None or fact.scope != "incident" or fact.kind != "choix":
            message = f"« {name} » n'est pas une question à choix de l'incident"
            choices = (f.id for f in base.facts.values() if f.kind == "choix")
            yield _error(entry, f"{message}{nearest(name, choices)}")
        else:
            yield from _known(entry, values, fact.values, f"valeur inconnue de « {name} »")


def _registry(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    statuses = _statuses(base)
    for text in base.provisions():
        for opened in text.opens:
            yield from _known(text, opened.statuses, statuses, "statut inconnu")
            if opened.body_required_by:
                yield from _known(text, (opened.body_required_by,), base.sources, "source inconnue")
    for decision in base.decisions():
        measure = decision.measure
        if measure and measure.status:
            yield from _known(decision, (measure.status,), statuses, "statut inconnu")
        if measure and measure.subject:
            yield from _known(decision, (measure.subject,), _subjects(base), "objet inconnu")


def _subjects(base: KnowledgeBase) -> Iterable[str]:
    fact = base.facts.get(SUBJECT_FACT)
    return fact.values if fact else {}


def _statuses(base: KnowledgeBase) -> Iterable[str]:
    fact = base.facts.get("author_status")
    return fact.values if fact else {}


def _overlap(text: Provision, sanction: Sanction) -> bool:
    """Whether the text is in force at some time when the sanction is open."""
    begins = not (text.in_force_to and sanction.since) or sanction.since <= text.in_force_to
    ends = not (text.in_force_from and sanction.until) or text.in_force_from <= sanction.until
    return begins and ends


def in_days(duration: Duration) -> int:
    """Return a length that orders durations: a year is twelve months, a month thirty days."""
    return (duration.years * 12 + duration.months) * 30 + duration.days


def _known(
    entry: Declaration, names: Iterable[str], valid: Iterable[str], what: str
) -> Iterator[KnowledgeError]:
    known = list(valid)
    for name in names:
        if name not in known:
            yield _error(entry, f"{what} : « {name} »{nearest(name, known)}")


def _error(entry: Declaration, message: str) -> KnowledgeError:
    return KnowledgeError(entry.place or Place("base"), message)
