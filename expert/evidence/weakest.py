"""The weakest links of a file before a judge: a list in a fixed order said in words, no score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from expert.evidence.bearing import LINK_FR, ConclusionBearing, FactBearing, Link
from expert.evidence.fairness import MODE_FACT
from expert.explanation.citations import references
from knowledge.base_model import KnowledgeBase

ORDER: Final = (
    "Ordre de lecture, du maillon le plus fragile au moins fragile (conseil, non une mesure) : "
    + " ; puis ".join(LINK_FR.values())
    + ". Une pièce retirée ne compte pas. À égalité, l'ordre est celui du raisonnement."
)
"""The rule of ordering, as it is told beside every list of links."""


@dataclass(frozen=True, slots=True)
class WeakLink:
    """A decisive fact and the conclusions that would fall with it."""

    fact: FactBearing
    conclusions: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Why the link stands there, which pieces bear it, and what rests on it."""
        numbers = ", ".join(map(str, self.fact.pieces))
        borne = f" (pièce{'s' if len(self.fact.pieces) > 1 else ''} {numbers})" if numbers else ""
        place = f" ({self.fact.place})" if self.fact.place else ""
        exception = ", qui écarte une protection ou une exception" if self.fact.sets_aside else ""
        rest = " ; ".join(self.conclusions)
        why = f"{LINK_FR[self.fact.link]}{borne}"
        return f"{self.fact.said}{place}{exception} : {why}. En dépend : {rest}."


def links(bearings: Iterable[ConclusionBearing]) -> tuple[WeakLink, ...]:
    """Return every decisive fact once, from the most fragile to the least."""
    facts: dict[str, FactBearing] = {}
    resting: dict[str, list[str]] = {}
    for bearing in bearings:
        place = f" ({bearing.conclusion.unit})" if bearing.conclusion.unit else ""
        for fact in bearing.facts:
            if facts.setdefault(fact.key, fact).sets_aside and not fact.sets_aside:
                facts[fact.key] = fact
            resting.setdefault(fact.key, []).append(f"{bearing.conclusion.label}{place}")
    order: list[Link] = list(LINK_FR)
    found = [WeakLink(fact, tuple(dict.fromkeys(resting[key]))) for key, fact in facts.items()]
    return tuple(sorted(found, key=lambda link: order.index(link.fact.link)))


def weakest(bearings: Iterable[ConclusionBearing]) -> tuple[WeakLink, ...]:
    """Return the links that come first: all of those that are as fragile as the first."""
    found = links(bearings)
    return tuple(link for link in found if link.fact.link == found[0].fact.link)


def order_reason(base: KnowledgeBase) -> tuple[str, tuple[str, ...]]:
    """Return what the base says of proving a fact, with its sources; the order is our advice."""
    fact = base.facts.get(MODE_FACT)
    return ("", ()) if fact is None else (fact.reason, tuple(references(base, fact.sources)))
