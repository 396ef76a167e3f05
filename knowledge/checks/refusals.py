"""What several checks refuse in the same words: a name nobody declared, what must not be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from knowledge.base_model import KnowledgeBase
from knowledge.conditions import Condition, FactTest, walk
from knowledge.errors import KnowledgeError, Place, nearest
from knowledge.models.common import Declaration


def refusal(entry: Declaration, message: str) -> KnowledgeError:
    """Return a refusal at the place of a declaration."""
    return KnowledgeError(entry.place or Place("base"), message)


def known(
    entry: Declaration, names: Iterable[str], valid: Mapping[str, object], what: str
) -> Iterator[KnowledgeError]:
    """Yield one refusal for each name that is not declared, with the nearest one."""
    for name in names:
        if name not in valid:
            yield refusal(entry, f"{what} : « {name} »{nearest(name, valid)}")


def citable(
    base: KnowledgeBase, entry: Declaration, sources: Iterable[str]
) -> Iterator[KnowledgeError]:
    """Yield one refusal for each source that does not exist, or may not be cited."""
    yield from known(entry, sources, base.sources, "source inconnue")
    for name in sources:
        source = base.sources.get(name)
        if source is not None and not source.is_citable:
            yield refusal(entry, f"« {name} » ne peut pas être citée : exemple seulement")


def unprotected(
    base: KnowledgeBase, entry: Declaration, facts: Iterable[str]
) -> Iterator[KnowledgeError]:
    """Yield one refusal for each protected answer that a declaration would show."""
    for name in facts:
        if name in base.facts and base.facts[name].protected:
            yield refusal(entry, f"« {name} » est une réponse protégée : rien ne la répète")


def facts_of(condition: Condition | None) -> Iterator[str]:
    """Yield the facts that a condition reads itself."""
    parts = () if condition is None else walk(condition)
    return (part.fact for part in parts if isinstance(part, FactTest))
