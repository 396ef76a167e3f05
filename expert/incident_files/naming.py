"""The places a written name means: « fait », « fait@P1 » or « fait@P1/P1a »."""

from __future__ import annotations

from expert.incident import Incident, Key, Spot, parse_key
from expert.plain_text import one_line
from knowledge.base_model import KnowledgeBase
from knowledge.errors import nearest


def keys_named(base: KnowledgeBase, incident: Incident, text: str) -> list[Key]:
    """Return every place of the incident that a name means, in order.

    A fact alone means all its places; with a publication, its places in that publication.

    Raises:
        ValueError: in French, when no fact, publication or passage has that name.
    """
    asked = parse_key(text.strip())
    fact = base.facts.get(asked.fact)
    if fact is None:
        shown = one_line(asked.fact)[:60]
        raise ValueError(f"fait inconnu : « {shown} »{nearest(asked.fact, base.facts)}")
    spots = _spots(incident, fact.scope)
    named = asked.spot
    if named.publication is not None and fact.scope == "incident":
        raise ValueError(f"« {fact.id} » se dit de l'incident : sans « @ »")
    if named.publication is not None:
        _check(named.publication, {s.publication: None for s in spots}, "publication inconnue")
        spots = [s for s in spots if s.publication == named.publication]
    if named.passage is not None:
        if fact.scope == "publication":
            raise ValueError(f"« {fact.id} » se dit d'une publication : sans passage après « / »")
        _check(named.passage, {s.passage: None for s in spots}, "passage inconnu")
        spots = [s for s in spots if s.passage == named.passage]
    return [Key(fact.id, spot) for spot in spots]


def _spots(incident: Incident, scope: str) -> list[Spot]:
    if scope == "incident":
        return [Spot()]
    if scope == "publication":
        return [Spot(publication.id) for publication in incident.publications]
    return [Spot(publication.id, passage.id) for publication, passage in incident.units()]


def _check(name: str, known: dict[str | None, None], fault: str) -> None:
    if name not in known:
        names = [each for each in known if each is not None]
        hint = nearest(name, names) or f" ; attendu : {', '.join(names[:12])}"
        raise ValueError(f"{fault} : « {one_line(name)[:40]} »{hint}")
