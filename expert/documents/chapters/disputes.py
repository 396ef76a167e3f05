"""What is discussed: what holds all the same, then what depends on it, who must prove, how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.assessment.dispute_model import DisputeCase, DisputedConclusion, DisputeResult
from expert.documents.merging import merged
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText, capitalised, status_word

_PLAIN = frozenset({"manager", "rh"})
"""The readers who are told without references who must prove."""

_MOST_CASES = 8
"""Ways of answering told for one conclusion; beyond, the discussed facts are only named."""


def disputes(source: SourceText) -> Iterator[Block]:
    """Yield the discussed facts, then the conclusions: robust ones first.

    Who only hands over reads the facts alone: what they conclude belongs to others.
    """
    found = source.assessment.disputes
    if not found:
        return
    yield Heading("Faits discutés")
    yield Paragraph(
        "Un fait discuté n'est jamais lu comme l'une des parties le dit : il reste inconnu tant "
        "qu'il n'est pas prouvé."
    )
    yield from bullets(_fact(source, dispute) for dispute in found)
    if source.profile == "manager":
        return
    told = source.assessment.disputed_conclusions
    yield from _robust(source, [each for each in told if each.hold == "robust"])
    for hold, title in (
        ("split", "Tranché autrement selon ce qui sera prouvé"),
        ("depends", "Dépend aussi de ces faits"),
    ):
        kept = [each for each in told if each.hold == hold]
        if kept:
            yield Heading(title, 3)
            yield from bullets(_hanging(source, kept))


def _fact(source: SourceText, dispute: DisputeResult) -> Item:
    items = [Item(capitalised(f"{dispute.said}."), "Qui le dit, qui le nie")]
    if dispute.alleged is not None:
        items.append(Item(dispute.alleged, "Ce qui est dit"))
    if dispute.among:
        items.append(Item(" ou ".join(dispute.among), "Réponses en discussion"))
    cited = source.references(dispute.burden_sources) if source.profile not in _PLAIN else ""
    items.append(Item(dispute.burden_said + (f" ({cited})" if cited else ""), "Preuve"))
    if dispute.unproved is not None:
        items.append(Item(dispute.unproved, "Si rien de plus n'est prouvé, lu comme"))
    if dispute.pieces:
        items.append(Item(" ; ".join(dispute.pieces), "Pièces"))
    return Item(dispute.question + source.unit(dispute.unit), items=tuple(items))


def _robust(source: SourceText, found: list[DisputedConclusion]) -> Iterator[Block]:
    """Yield what holds whatever the discussed facts; what is excluded is only counted."""
    held = [each for each in found if each.status != "excluded"]
    if not found:
        return
    yield Heading("Tient quoi qu'il en soit de ces faits", 3)
    pairs = ((each.unit, Item(status_word(each.status), each.label)) for each in held)
    yield from bullets(merged(source, pairs))
    left = len(found) - len(held)
    if left:
        points = "points restent écartés" if left > 1 else "point reste écarté"
        yield Paragraph(f"{left} {points} quoi qu'il en soit de ces faits.")


def _hanging(source: SourceText, found: Iterable[DisputedConclusion]) -> list[Item]:
    """Return the conclusions that hang on discussed facts, those of one pattern told once."""
    alike: dict[tuple[Item, ...], list[tuple[str | None, Item]]] = {}
    for each in found:
        alike.setdefault(_details(source, each), []).append((each.unit, Item("", each.label)))
    return [
        Item("", " ; ".join(item.strong for item in merged(source, named)), details)
        for details, named in alike.items()
    ]


def _details(source: SourceText, each: DisputedConclusion) -> tuple[Item, ...]:
    """Return each way of answering, or the discussed facts alone where there are too many."""
    decided = any(case.status != "open" for case in each.cases)
    if decided and len(each.cases) <= _MOST_CASES:
        return tuple(_case(case) for case in each.cases)
    names = " ; ".join(source.question(key) for key in each.facts)
    also = "" if decided or not each.cases else " (d'autres réponses manquent aussi)"
    return (Item(f"{names}{also}", "Faits en cause"),)


def _case(case: DisputeCase) -> Item:
    return Item(status_word(case.status), f"Si {' et '.join(case.when)}")
