"""Every name used is declared: blocks, profiles, sources, presumed values, statuses of scales."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from knowledge.base_model import KnowledgeBase
from knowledge.errors import KnowledgeError, Place, nearest
from knowledge.models.common import SCOPE_DEPTH, Declaration
from knowledge.models.pieces import Piece
from knowledge.models.procedure import Deadline
from knowledge.models.remedies import Remedy
from knowledge.models.rules import Conclusion
from knowledge.models.sources import Provision


def check_names(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield one refusal for each undeclared name."""
    yield from _facts(base)
    yield from _recorded(base)
    for conclusion in base.conclusions.values():
        yield from _conclusion(base, conclusion)
    for zone in base.zones.values():
        for reading in zone.readings:
            yield from _known(zone, reading.sources, base.sources, "source inconnue")
    for rule in base.rules.values():
        yield from _known(rule.rule, rule.rule.sources, base.sources, "source inconnue")
    for scale in base.scales.values():
        yield from _known(scale, scale.sources, base.sources, "source inconnue")
        for group in scale.groups:
            yield from _known(scale, group.sources, base.sources, "source inconnue")
        statuses = base.facts["author_status"].values if "author_status" in base.facts else {}
        yield from _known(scale, scale.statuses, statuses, "statut inconnu")
    for deadline, _ in base.deadlines.values():
        yield from _deadline(base, deadline)
    for change, _ in base.changes.values():
        yield from _known(change, change.sources, base.sources, "source inconnue")
        yield from _known(change, change.profiles, base.profiles, "profil inconnu")
    for remedy, _ in base.remedies.values():
        yield from _known(remedy, remedy.sources, base.sources, "source inconnue")
        yield from _known(remedy, remedy.deadlines, base.deadlines, "délai inconnu")
        yield from _answers(base, remedy)
    yield from _families(base)
    yield from _prevention(base)
    for piece, _ in base.pieces.values():
        yield from _known(piece, piece.sources, base.sources, "source inconnue")
        yield from _known(piece, (piece.collector,), base.collectors, "recueilleur inconnu")
        yield from _answers(base, piece)
        proved = [*base.facts, *base.conclusions]
        yield from _known(piece, piece.proves, proved, "ni fait ni conclusion")


def _answers(base: KnowledgeBase, entry: Remedy | Piece) -> Iterator[KnowledgeError]:
    yield from _known(entry, entry.answers, base.facts, "fait inconnu")
    for fact, alternatives in entry.answers.items():
        if fact in base.facts:
            values = tuple(value for together in alternatives for value in together)
            yield from _known(entry, values, base.facts[fact].values, "valeur inconnue")


def _conclusion(base: KnowledgeBase, conclusion: Conclusion) -> Iterator[KnowledgeError]:
    yield from _known(conclusion, conclusion.goals, base.profiles, "profil inconnu")
    yield from _known(conclusion, conclusion.penalty_texts, base.sources, "source inconnue")
    for text in conclusion.penalty_texts:
        source = base.sources.get(text)
        if source and not (isinstance(source, Provision) and source.penalty):
            yield _error(conclusion, f"« {text} » n'est pas un texte qui porte une peine")
    if conclusion.otherwise is not None:
        what = f"« sinon » n'est pas une valeur de « {conclusion.id} »"
        yield from _known(conclusion, (conclusion.otherwise,), conclusion.values, what)


def _prevention(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    networks = base.facts["platform"].values if "platform" in base.facts else {}
    for card in base.cards.values():
        yield from _known(card, card.networks, networks, "réseau inconnu")
        for point in card.points:
            yield from _known(card, point.sources, base.sources, "source inconnue")
    for document in base.documents.values():
        statuses = base.facts["author_status"].values if "author_status" in base.facts else {}
        for point in document.points:
            yield from _known(document, point.sources, base.sources, "source inconnue")
            yield from _known(document, point.statuses, statuses, "statut inconnu")
    for clause in base.clauses.values():
        yield from _known(clause, clause.every_source(), base.sources, "source inconnue")
        named = [*clause.when.items(), *((c, tuple(o)) for c, o in clause.sources_when.items())]
        for name, options in named:
            yield from _known(clause, (name,), base.drafting_choices, "choix inconnu")
            choice = base.drafting_choices.get(name)
            if choice is not None:
                yield from _known(clause, options, choice.options, "option inconnue")


def _deadline(base: KnowledgeBase, deadline: Deadline) -> Iterator[KnowledgeError]:
    yield from _known(deadline, deadline.sources, base.sources, "source inconnue")
    if deadline.start is None:
        return
    dates = [fact.id for fact in base.facts.values() if fact.kind == "date"]
    yield from _known(deadline, (deadline.start,), dates, "date inconnue")
    start = base.facts.get(deadline.start)
    if start and SCOPE_DEPTH[start.scope] > SCOPE_DEPTH[deadline.scope]:
        yield _error(
            deadline,
            f"« {start.id} » appartient à la portée {start.scope} : un délai de portée "
            f"{deadline.scope} ne peut pas en partir",
        )


def _families(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Refuse a family of one: a start is only disputed against another one."""
    sizes = Counter(deadline.family for deadline, _ in base.deadlines.values())
    for deadline, _ in base.deadlines.values():
        if deadline.family and sizes[deadline.family] == 1:
            others = [name for name in sizes if name and name != deadline.family]
            known = nearest(deadline.family, others)
            yield _error(deadline, f"« {deadline.family} » est une famille d'un seul délai{known}")


def _facts(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    for fact in base.facts.values():
        yield from _known(fact, (fact.block,), base.blocks, "bloc inconnu")
        yield from _known(fact, fact.asked_for_dates, base.profiles, "profil inconnu")
        yield from _known(fact, fact.sources, base.sources, "source inconnue")
        yield from _known(fact, tuple(fact.examples), fact.values, "exemple d'une valeur inconnue")
        for landmark in fact.landmarks.values():
            yield from _known(fact, landmark.sources, base.sources, "source inconnue")
        if fact.presumption is not None:
            values = fact.values if fact.kind != "liste" else {"aucun": ""}
            yield from _known(fact, (fact.presumption.value,), values, "valeur présumée inconnue")
            yield from _known(fact, fact.presumption.sources, base.sources, "source inconnue")


def _recorded(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    for reader in base.readers.values():
        yield from _known(reader, reader.recorded, base.facts, "fait relevé inconnu")
        for name in reader.recorded:
            if name in base.facts and base.facts[name].protected:
                yield _error(reader, f"« {name} » est protégé : personne ne le relève")


def _known(
    entry: Declaration, names: Iterable[str], valid: Iterable[str], what: str
) -> Iterator[KnowledgeError]:
    known = valid if isinstance(valid, dict) else list(valid)
    for name in names:
        if name not in known:
            yield _error(entry, f"{what} : « {name} »{nearest(name, known)}")


def _error(entry: Declaration, message: str) -> KnowledgeError:
    return KnowledgeError(entry.place or Place("base"), message)
