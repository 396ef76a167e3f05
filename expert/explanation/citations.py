"""Citations are a closed world: only an entry of the registry that may be cited becomes one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from expert.calendar import french_date
from expert.explanation.model import Citation
from knowledge.base_model import KnowledgeBase
from knowledge.models.sources import Decision, Provision, Source

LEVEL_FR = {
    "verifie": "texte vérifié",
    "de-memoire": "texte cité de mémoire, à lire avant de citer",
    "source-fondatrice": "connu par les seuls documents fondateurs, à lire avant de citer",
    "decision": "décision ou sommaire officiel vu, texte à lire avant de citer",
    "note": "connue par une note, texte à lire avant de citer",
    "source": "connue par les seuls documents fondateurs",
}
"""How each level of proof is said beside a reference."""


class NotCitableError(LookupError):
    """The entry does not exist, or exists as an example only."""


def citation(base: KnowledgeBase, source_id: str, days: Sequence[date] = ()) -> Citation:
    """Return the citation of a registry entry. Raises `NotCitableError` for anything else.

    `days` are those it is read on: of the facts for substance, of the examination for procedure. A
    text in force on none of them is said so.
    """
    source = base.sources.get(source_id)
    if source is None or not source.is_citable:
        raise NotCitableError(source_id)
    if isinstance(source, Provision):
        return Citation(
            id=source.id,
            kind="text",
            reference=source.reference,
            says=source.states,
            level=source.level,
            level_label=LEVEL_FR[source.level],
            applied_to=None,
            caution=source.caution,
            url=source.url,
            in_force=any(source.in_force_on(day) for day in days) if days else None,
        )
    return Citation(
        id=source.id,
        kind="decision",
        reference=decision_reference(source),
        says=source.holding,
        level=source.level,
        level_label=LEVEL_FR[source.level],
        applied_to=source.applied_to,
        caution=source.caution,
        url=source.url,
    )


def _any_day(_: str) -> Sequence[date]:
    return ()


def citations(
    base: KnowledgeBase,
    source_ids: Iterable[str],
    days_of: Callable[[str], Sequence[date]] = _any_day,
) -> tuple[Citation, ...]:
    """Return the citations of the citable ids, texts first, each once."""
    unique = dict.fromkeys(source_ids)
    unknown = [source for source in unique if source not in base.sources]
    if unknown:
        raise NotCitableError(unknown[0])
    found = [citation(base, s, days_of(s)) for s in unique if base.sources[s].is_citable]
    return tuple(sorted(found, key=lambda c: c.kind != "text"))


def source_reference(source: Source) -> str:
    """Return how lawyers name an entry of the registry, citable or not."""
    return source.reference if isinstance(source, Provision) else decision_reference(source)


def references(base: KnowledgeBase, source_ids: Iterable[str]) -> list[str]:
    """Return how lawyers name those of the sources that may be cited."""
    found = (base.sources[source] for source in source_ids)
    return [source_reference(source) for source in found if source.is_citable]


def decision_reference(decision: Decision) -> str:
    """Return « Cour de cassation, 14/05/2013, n° 12-84.042 »."""
    parts = [decision.court or "juridiction non vue"]
    if decision.day:
        parts.append(french_date(decision.day))
    if decision.number:
        parts.append(f"n° {decision.number}")
    return ", ".join(parts)
