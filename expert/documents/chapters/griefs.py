"""Griefs, each drafted apart: rule, facts, conclusion, its own proof, authorities of every side."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.model import ConclusionResult
from expert.assessment.reader_parts import GriefResult
from expert.documents.chapters.authorities import authorities
from expert.documents.chapters.conclusions import depends, readings, said, syllogism_items
from expert.documents.chapters.gestures import warnings
from expert.documents.merging import merged
from expert.documents.outline import Block, Bullets, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText

_APART = (
    "Chaque grief se rédige et se prouve à part. Les décisions sont celles que l'on connaît, non "
    "toutes celles qui existent, et les notes rapportent surtout des sanctions confirmées."
)

UNTIL_EXCLUDED = "Tant que ce n'est pas écarté, ne rien fonder sur ce passage."


def griefs(source: SourceText) -> Iterator[Block]:
    """Yield each grief that is not excluded, drafted on its own."""
    found = _found(source)
    if not found:
        return
    yield Heading("Griefs, rédigés un par un")
    yield Paragraph(_APART)
    yield from warnings(source)
    told: set[str] = set()
    for number, alike in enumerate(_alike(source, found), start=1):
        label = alike[0].label
        units = [source.unit_name(c.unit) for c in alike if c.unit and source.several_units]
        unit = f" ({', '.join(units)})" if units else ""
        yield Heading(f"Grief {number} : {label}{unit}", level=3)
        items = _drafted(source, alike[0])
        yield Bullets((*items, *_sides(source, alike[0], told)))
        told.add(label)


def _alike(source: SourceText, found: list[ConclusionResult]) -> list[list[ConclusionResult]]:
    """Gather the griefs that would be drafted in the same words on several passages."""
    groups: dict[tuple[str, tuple[Item, ...]], list[ConclusionResult]] = {}
    for conclusion in found:
        fresh = SourceText(source.assessment, source.profile)
        key = (conclusion.label, tuple(_drafted(fresh, conclusion)))
        groups.setdefault(key, []).append(conclusion)
    return list(groups.values())


def _sides(source: SourceText, conclusion: ConclusionResult, told: set[str]) -> Iterator[Item]:
    """Yield the decisions of every side, once for each name of grief."""
    if conclusion.label in told:
        yield Item("voir plus haut le grief de même nom", "Décisions des deux côtés")
        return
    yield from authorities(source, source.griefs[conclusion.id, conclusion.unit])


def plain_griefs(source: SourceText) -> Iterator[Block]:
    """Yield what may be reproached, in plain words, with its status."""
    found = _found(source)
    if not found:
        return
    yield Heading("Ce qui peut être reproché, en mots simples")
    yield from warnings(source)
    yield from bullets(merged(source, ((c.unit, _plain(source, c)) for c in found)))


def _found(source: SourceText) -> list[ConclusionResult]:
    shown = [c for c in source.named if source.is_grief(c)]
    order = {"established": 0, "contested": 1, "open": 2}
    return sorted(shown, key=lambda c: order.get(c.status, 3))


def _drafted(source: SourceText, conclusion: ConclusionResult) -> Iterator[Item]:
    grief = source.griefs[conclusion.id, conclusion.unit]
    yield Item(said(source, conclusion, with_support=True), "Statut")
    yield from _settle_first(grief)
    yield Item(grief.plain, "Reproche")
    if conclusion.status != "open":
        yield from syllogism_items(source, conclusion)
    if conclusion.contested:
        yield from readings(source, conclusion.contested, with_sources=True)
    if conclusion.depends_on:
        yield depends(source, conclusion)
    if grief.pieces:
        yield Item(" ; ".join(grief.pieces), "Preuve propre à ce grief")


def _settle_first(grief: GriefResult) -> Iterator[Item]:
    """Say which protections come before the grief, while they may still cover its passage."""
    if grief.settle_first:
        named = " ; ".join(
            f"{p.label[0].lower()}{p.label[1:]} ({p.said})" for p in grief.settle_first
        )
        yield Item(f"{named}. {UNTIL_EXCLUDED}", "À trancher d'abord")


def _plain(source: SourceText, conclusion: ConclusionResult) -> Item:
    grief = source.griefs[conclusion.id, conclusion.unit]
    details = [Item(grief.plain, "En clair"), *_settle_first(grief)]
    if conclusion.contested:
        details += readings(source, conclusion.contested, with_sources=False)
    if conclusion.depends_on:
        details.append(depends(source, conclusion))
    if grief.pieces:
        details.append(Item(" ; ".join(grief.pieces), "Ce qui le prouverait"))
    return Item(said(source, conclusion, with_support=True), conclusion.label, tuple(details))
