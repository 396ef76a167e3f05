"""The steps of the procedure, what counts for and against, and what courts saw in like cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from expert.assessment.model import OUTCOME_FR
from tui.plain import plain
from tui.results.names import where
from tui.widgets.paragraphs import Paragraph
from tui.widgets.status import status_text

if TYPE_CHECKING:
    from expert.assessment.model import (
        Citation,
        ErasureResult,
        IndicatorResult,
        ObservedResult,
        OutsiderResult,
        Proportionality,
        Sanctions,
        ScaleRow,
        StepResult,
    )

_INDENT: Final = "  "
_TITLES: Final = (
    ("against", "Retenu contre la personne"),
    ("for", "Retenu en sa faveur"),
    ("annulment", "Alertes : là où des juges ont annulé"),
)


def outsider_paragraphs(found: OutsiderResult) -> Iterator[Paragraph]:
    """Yield whom to tell when the establishment does not decide, and what remains possible."""
    yield Paragraph(plain(found.told, "bold"), plain(_INDENT))
    for name, items in (
        ("informer", found.inform),
        ("reste possible", found.possible),
        ("ne pas", found.avoid),
    ):
        if items:
            yield Paragraph(plain(f"{name} : {' ; '.join(items)}"), plain(f"{_INDENT}  · "))
    if found.advice:
        yield Paragraph(plain("conseil, sans source au dossier", "$second"), plain("    "))


def step_paragraphs(sanctions: Sanctions, citations: Mapping[str, Citation]) -> Iterator[Paragraph]:
    """Yield the steps in their order, then when earlier sanctions stop counting."""
    if sanctions.procedure:
        yield Paragraph(plain("Étapes à respecter", "bold"), plain(_INDENT))
    for number, step in enumerate(sanctions.procedure, 1):
        yield from _step(number, step, citations)
    if sanctions.erasures:
        yield Paragraph(plain("Sanctions antérieures : effacement", "bold"), plain(_INDENT))
        yield from (_erasure(erasure) for erasure in sanctions.erasures)


def measure_paragraphs(
    found: Proportionality, citations: Mapping[str, Citation]
) -> Iterator[Paragraph]:
    """Yield what counts for and against, the alerts, and the decisions on like facts."""
    yield Paragraph(plain("Ce qui compte pour et contre, sans poids ni ordre", "bold $titre"))
    for bearing, title in _TITLES:
        listed = [i for i in found.indicators if i.bearing == bearing]
        settled = [i for i in listed if i.status != "open"]
        yield Paragraph(plain(title, "bold"), plain(_INDENT))
        if not settled:
            yield Paragraph(plain("rien n'est établi au vu des réponses"), plain("    "))
        for indicator in settled:
            yield from _indicator(indicator, citations)
        names = list(dict.fromkeys(i.label for i in listed if i.status == "open"))
        if names:
            said = f"à établir : {' ; '.join(names)}"
            yield Paragraph(plain(said, "$second"), plain("    "))
    if found.observed:
        yield Paragraph(plain(""))
        yield from _observed(found)


def _step(number: int, step: StepResult, citations: Mapping[str, Citation]) -> Iterator[Paragraph]:
    done = {True: " (déjà faite)", False: " (pas encore faite)", None: ""}[step.done]
    yield Paragraph(plain(f"{step.what}{done}"), plain(f"{_INDENT}{number:>2}. "))
    said = " ; ".join(part for part in (f"qui : {step.who}", step.when) if part)
    yield Paragraph(plain(said, "$second"), plain("      "))
    if step.omission:
        yield Paragraph(plain(f"si elle manque : {step.omission}", "$second"), plain("      "))
    known = next((citations[source] for source in step.sources if source in citations), None)
    level = "conseil, sans source au dossier" if step.advice else ""
    if known:
        level = f"{known.reference} ({known.level_label})"
    if level:
        yield Paragraph(plain(level, "$second"), plain("      "))


def _erasure(erasure: ErasureResult) -> Paragraph:
    return Paragraph(plain(erasure.told), plain(f"{_INDENT}  · "))


def _indicator(
    indicator: IndicatorResult, citations: Mapping[str, Citation]
) -> Iterator[Paragraph]:
    head = f"  {indicator.label}{where(indicator.unit)}"
    yield Paragraph(status_text(indicator.status) + plain(head), plain(f"{_INDENT}  "))
    for source in indicator.sources:
        cited = citations.get(source)
        if cited is not None:
            applied = f" — {cited.applied_to}" if cited.applied_to else ""
            yield Paragraph(plain(f"{cited.reference}{applied}", "$second"), plain("      "))


def _observed(found: Proportionality) -> Iterator[Paragraph]:
    title = "Sanctions observées : une référence, jamais un modèle"
    yield Paragraph(plain(title, "bold $titre"))
    if found.caution:
        yield Paragraph(plain(found.caution, "$second"), plain(_INDENT))
    for row in found.scale:
        yield Paragraph(plain(_row(row)), plain(f"{_INDENT}· "))
    for result in found.observed:
        yield from _decision(result)


def _row(row: ScaleRow) -> str:
    """Return one group of a scale, in the order of the statute: counts, and no rate."""
    counts = row.counted()
    return f"{row.scale}, {row.group.lower()} : {counts}"


def _decision(result: ObservedResult) -> Iterator[Paragraph]:
    said = f"{result.measure} : {OUTCOME_FR[result.outcome]}"
    yield Paragraph(plain(said), plain(f"{_INDENT}· "))
    applied = f" — {result.applied_to}" if result.applied_to else ""
    yield Paragraph(plain(f"{result.reference}{applied}", "$second"), plain("    "))
