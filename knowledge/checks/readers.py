"""What readers are told names only what exists, cites only what may be cited, hides what it must.

A protected answer is never repeated in a document: no attack and no report may look at one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from knowledge.base_model import KnowledgeBase
from knowledge.checks.refusals import citable, facts_of, known, refusal, unprotected
from knowledge.errors import KnowledgeError
from knowledge.models.common import Declaration
from knowledge.models.given import NONE_OF_THEM, GivenAnswers
from knowledge.models.readers import Attack, Gesture, Grief


def check_readers(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield one refusal for each name that is wrong in gestures, attacks, griefs and report."""
    for gesture, condition in base.gestures.values():
        yield from _gesture(base, gesture)
        yield from unprotected(base, gesture, facts_of(condition))
    for brought in base.attacks.values():
        yield from _attack(base, brought.attack)
        for condition in (brought.concerns, brought.answered):
            yield from unprotected(base, brought.attack, facts_of(condition))
    for grief in base.griefs.values():
        yield from _grief(base, grief)
    for part in base.report.values():
        yield from known(part, part.facts, base.facts, "fait inconnu")
        yield from unprotected(base, part, part.facts)
    yield from _ranks(base)


def _gesture(base: KnowledgeBase, gesture: Gesture) -> Iterator[KnowledgeError]:
    yield from known(gesture, gesture.readers, base.profiles, "profil inconnu")
    yield from citable(base, gesture, gesture.sources)
    if gesture.deadline is not None:
        yield from known(gesture, (gesture.deadline,), base.deadlines, "délai inconnu")
    for given in (gesture.answers, gesture.or_answers):
        yield from given_answers(base, gesture, given)
    yield from known(gesture, gesture.unanswered, base.facts, "fait inconnu")
    yield from unprotected(base, gesture, gesture.unanswered)
    if any(base.facts[n].scope == "passage" for n in gesture.unanswered if n in base.facts):
        yield refusal(gesture, "« sans_reponse » ne lit pas une réponse de passage")


def given_answers(
    base: KnowledgeBase, entry: Declaration, given: GivenAnswers
) -> Iterator[KnowledgeError]:
    """Yield one refusal for each fact or value that a declaration may not ask for."""
    yield from known(entry, given, base.facts, "fait inconnu")
    yield from unprotected(base, entry, given)
    for name, alternatives in given.items():
        fact = base.facts.get(name)
        if fact is None:
            continue
        if fact.scope == "passage" or fact.kind not in ("oui-non", "choix", "liste"):
            yield refusal(entry, f"« {name} » n'est pas une réponse à choix, hors des passages")
            continue
        valid = {**fact.values, NONE_OF_THEM: ""} if fact.kind == "liste" else fact.values
        for together in alternatives:
            yield from known(entry, together, valid, f"valeur inconnue de « {name} »")
            if len(together) > 1 and (fact.kind != "liste" or NONE_OF_THEM in together):
                yield refusal(entry, f"« {name} » : ces réponses ne se donnent pas ensemble")


def _attack(base: KnowledgeBase, attack: Attack) -> Iterator[KnowledgeError]:
    yield from citable(base, attack, (*attack.sources, *attack.opposed))
    readable = {**base.facts, **base.conclusions}
    yield from known(attack, attack.looks_at, readable, "ni fait ni conclusion")
    yield from unprotected(base, attack, attack.looks_at)


def _grief(base: KnowledgeBase, grief: Grief) -> Iterator[KnowledgeError]:
    yield from known(grief, (grief.conclusion,), base.conclusions, "conclusion inconnue")
    sides = (*grief.upheld, *grief.excessive, *grief.set_aside)
    yield from citable(base, grief, sides)
    for both in sorted(name for name, times in Counter(sides).items() if times > 1):
        yield refusal(grief, f"« {both} » est de deux côtés")


def _ranks(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each rank that is skipped: the order of attacks is said in full."""
    ranks = sorted({a.attack.rank for a in base.attacks.values()})
    for expected, found in enumerate(ranks, start=1):
        if found != expected:
            attack = next(a.attack for a in base.attacks.values() if a.attack.rank == found)
            yield refusal(attack, f"rang {expected} attendu avant le rang {found}")
            return
