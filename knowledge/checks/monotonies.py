"""A relation to prove speaks of a question rules may read, of its values, of known conclusions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.base_model import AtomId, KnowledgeBase
from knowledge.errors import KnowledgeError, Place, nearest
from knowledge.models.facts import Fact
from knowledge.models.monotonies import Monotony

_BY_SIZE = ("croissant", "decroissant")


def check_monotonies(base: KnowledgeBase) -> Iterator[KnowledgeError]:
    """Yield a refusal for each name a relation uses that nothing declares."""
    for relation in base.monotonies.values():
        fact = base.facts.get(relation.fact)
        if fact is None or fact.descriptive:
            readable = [f.id for f in base.facts.values() if not f.descriptive]
            yield from _unknown(relation, (relation.fact,), readable, "fait que rien ne lit")
        else:
            yield from _order(relation, fact)
        yield from _unknown(relation, relation.sources, base.sources, "source inconnue")
        for target in relation.conclusions:
            if not aimed_at(base, target):
                yield _error(relation, f"aucune conclusion sous {_said(base, target)}")


def aimed_at(base: KnowledgeBase, target: str | dict[str, str]) -> tuple[AtomId, ...]:
    """Return the atoms a target names (none: it names nothing)."""
    if isinstance(target, str):
        return tuple(atom for atom, _, _ in base.atoms() if atom == target)
    meant = {
        atom
        for atom, conclusion, _ in base.atoms()
        if (target == {"peine": "oui"} and conclusion.penalty_texts)
        or (set(target) == {"famille"} and target["famille"] in conclusion.family)
    }
    return tuple(atom for atom, _, _ in base.atoms() if atom in meant)


def _order(relation: Monotony, fact: Fact) -> Iterator[KnowledgeError]:
    if fact.kind in ("nombre", "date"):
        what = f"« ordre » de « {fact.id} » : croissant ou decroissant, lu"
        yield from _unknown(relation, relation.order, _BY_SIZE, what)
        return
    values = {"oui": "", "non": ""} if fact.kind == "liste" else fact.values
    yield from _unknown(relation, relation.order, values, f"valeur inconnue de « {fact.id} »")
    if fact.kind == "liste":
        elements = () if relation.item is None else (relation.item,)
        yield from _unknown(relation, elements, fact.values, f"élément inconnu de « {fact.id} »")
        if relation.item is None:
            yield _error(relation, f"« {fact.id} » est une liste : nommer un élément (element)")
    elif relation.item is not None:
        yield _error(relation, f"« {fact.id} » n'est pas une liste : pas d'« element »")


def _said(base: KnowledgeBase, target: str | dict[str, str]) -> str:
    if isinstance(target, str):
        return f"« {target} »{nearest(target, [atom for atom, _, _ in base.atoms()])}"
    name = target.get("famille", "")
    families = {family for c in base.conclusions.values() for family in c.family}
    said = ", ".join(f"{key}: {value}" for key, value in target.items())
    return f"« {{{said}}} »{nearest(name, sorted(families)) if name else ''}"


def _unknown(
    relation: Monotony, names: Iterable[str], valid: Iterable[str], what: str
) -> Iterator[KnowledgeError]:
    known = list(valid)
    for name in names:
        if name not in known:
            yield _error(relation, f"{what} : « {name} »{nearest(name, known)}")


def _error(relation: Monotony, message: str) -> KnowledgeError:
    return KnowledgeError(relation.place or Place("base"), message)
