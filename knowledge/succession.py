"""Which text to cite on a day: the one in force, or the one it took over from, or that took over.

Substance is read on the day of the facts, procedure on that of the examination: who asks gives the
days. A text that nothing in the registry replaces on those days is kept as it is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from knowledge.base_model import KnowledgeBase
from knowledge.models.sources import Provision


def sources_on(
    base: KnowledgeBase, sources: Iterable[str], days: Iterable[date]
) -> tuple[str, ...]:
    """Return the sources to cite for facts of these days (none known: those that are named)."""
    known = tuple(days)
    named = tuple(sources)
    if not known:
        return named
    found = [text for name in named for text in _in_force(base, name, known)]
    return tuple(dict.fromkeys(found))


def _in_force(base: KnowledgeBase, name: str, days: tuple[date, ...]) -> tuple[str, ...]:
    source = base.sources[name]
    if not isinstance(source, Provision) or _on(source, days):
        return (name,)
    relatives = [base.sources[other] for other in _line(base, name)]
    chosen = [r.id for r in relatives if isinstance(r, Provision) and _on(r, days)]
    return tuple(chosen) or (name,)


def _on(provision: Provision, days: tuple[date, ...]) -> bool:
    return any(provision.in_force_on(day) for day in days)


def _line(base: KnowledgeBase, name: str) -> Iterator[str]:
    """Yield the texts that one took over from, then those that took over from it."""
    source = base.sources[name]
    if isinstance(source, Provision):
        yield from source.succeeds
    yield from base.successors.get(name, ())
