"""What counts for and against, where courts annulled, what they saw in like cases. No weight."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.model import OUTCOME_FR, Bearing, IndicatorResult, ObservedResult, ScaleRow
from expert.documents.merging import merged
from expert.documents.outline import Block, Heading, Item, Paragraph, bullets
from expert.documents.source_text import SourceText, status_word
from expert.explanation.model import Citation

_TITLES: tuple[tuple[Bearing, str], ...] = (
    ("against", "Retenu contre la personne"),
    ("for", "Retenu en sa faveur"),
    ("annulment", "Alertes : là où des juges ont annulé"),
)
_FEW = 6
"""Decisions of like cases in the report of human resources; counsel reads all of them."""


def proportionality(source: SourceText) -> Iterator[Block]:
    """Yield the indicators side by side, the alerts, then the decisions on like facts."""
    found = source.assessment.proportionality
    if not source.assessment.sanctions.groups:
        return
    yield Heading("Ce qui compte pour et contre")
    yield Paragraph(
        "Éléments que des juges ont relevés, avec leur source, sans poids ni ordre : une personne "
        "apprécie et motive."
    )
    for bearing, title in _TITLES:
        yield Heading(title, level=3)
        listed = [i for i in found.indicators if i.bearing == bearing]
        settled = [i for i in listed if i.status != "open"]
        yield from bullets(merged(source, ((i.unit, _indicator(source, i)) for i in settled)))
        if not settled:
            yield Paragraph("Rien n'est établi au vu des réponses.")
        names = list(dict.fromkeys(i.label for i in listed if i.status == "open"))
        if names:
            yield Paragraph(f"À établir : {' ; '.join(names)}.")
    yield from _observed(source)


def _indicator(source: SourceText, indicator: IndicatorResult) -> Item:
    said = indicator.sentence
    if indicator.status != "established":
        said = f"{status_word(indicator.status)}. {said}"
    known = [source.citation(name) for name in indicator.sources[: _most(source)]]
    details = (_authority(cited, source.profile) for cited in known if cited)
    return Item(said, indicator.label, tuple(details))


def _most(source: SourceText) -> int | None:
    return None if source.profile == "juriste" else 2


def _authority(cited: Citation, profile: str) -> Item:
    """Say to whom an authority applied; counsel reads its caution too."""
    applied = f", appliquée à : {cited.applied_to}" if cited.applied_to else ""
    caution = (Item(cited.caution, "Prudence"),) if cited.caution and profile == "juriste" else ()
    return Item(f"{cited.reference}{applied}", "Source", caution)


def _observed(source: SourceText) -> Iterator[Block]:
    found = source.assessment.proportionality
    shown = list(found.observed)
    if source.profile != "juriste":
        same = [result for result in shown if result.same_status]
        shown = same if len(same) >= _FEW else shown[:_FEW]
    if not shown:
        return
    yield Heading("Sanctions observées dans des cas voisins", level=3)
    yield Paragraph(f"Une référence, jamais un modèle. {found.caution or ''}".strip())
    yield from bullets(_row(row) for row in found.scale)
    yield from bullets(_decision(source, result) for result in shown)
    left = len(found.observed) - len(shown)
    if left:
        others = "autres décisions sont" if left > 1 else "autre décision est"
        yield Paragraph(f"{left} {others} dans le rapport du juriste.")


def _row(row: ScaleRow) -> Item:
    """Say one group of a scale, in the order of the statute: counts of decisions, and no rate."""
    return Item(row.counted(), f"{row.scale}, {row.group.lower()}")


def _decision(source: SourceText, result: ObservedResult) -> Item:
    source.references((result.source,))
    applied = f", {result.applied_to}" if result.applied_to else ""
    details = [Item(f"{result.reference}{applied}", "Décision")]
    if result.caution and source.profile == "juriste":
        details.append(Item(result.caution, "Prudence"))
    return Item(f"{OUTCOME_FR[result.outcome]} ({result.likeness})", result.measure, tuple(details))
