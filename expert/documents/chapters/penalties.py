"""Penal maxima, conditional, and the articles that do not apply. For counsel only."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.amounts import say_amounts
from expert.assessment.model import AggravationResult, LaterLaw, PenaltyResult
from expert.documents.merging import merged
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText, first_reason, status_word


def penalties(source: SourceText) -> Iterator[Block]:
    """Yield the maximum of each article, if the offence is held by the judge."""
    found = source.assessment.penalties
    if not found:
        return
    yield Heading("Peines : le maximum que prévoit la loi")
    yield Paragraph(
        "Un maximum, sous condition : seul le juge pénal retient l'infraction et fixe la peine."
    )
    yield from bullets(merged(source, ((p.unit, _penalty(source, p)) for p in found)))


def excluded_texts(source: SourceText) -> Iterator[Block]:
    """Yield the articles that one could think of, and why they do not apply."""
    found = source.assessment.excluded_texts
    if not found:
        return
    yield Heading("Articles qui ne s'appliquent pas, et pourquoi")
    items = (
        (text.unit, Item(first_reason(text.because), source.references([text.text]) or text.text))
        for text in found
    )
    yield from bullets(merged(source, items))


def _penalty(source: SourceText, penalty: PenaltyResult) -> Item:
    parts = list(say_amounts(penalty.prison_months, penalty.fine_eur)) or ["aucune peine"]
    if penalty.contravention_class:
        rank = "1re" if penalty.contravention_class == 1 else f"{penalty.contravention_class}e"
        parts.append(f"contravention de la {rank} classe")
    reference = source.references([penalty.text]) or penalty.text
    if penalty.former_reference:
        reference += f", alors {penalty.former_reference}"
    extra = (
        *(_aggravation(aggravation) for aggravation in penalty.aggravations),
        *(Item(label, "Peine complémentaire possible") for label in penalty.complementary),
        *(_later(source, law) for law in (penalty.milder, penalty.harsher) if law),
    )
    return Item(
        f"{status_word(penalty.status)}. Maximum prévu par {reference}, si l'infraction est "
        f"retenue : {', '.join(parts)}.",
        penalty.label,
        extra,
    )


def _aggravation(aggravation: AggravationResult) -> Item:
    amounts = ", ".join(say_amounts(aggravation.prison_months, aggravation.fine_eur))
    said = f"{amounts} ({status_word(aggravation.status)})"
    return Item(said, f"Maximum porté plus haut ({aggravation.label})")


def _later(source: SourceText, law: LaterLaw) -> Item:
    principle = source.references(law.sources)
    return Item(f"{law.sentence}{f' [{principle}]' if principle else ''}", "Loi dans le temps")
