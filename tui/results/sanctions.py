"""What the law opens for the status of the author, and the maximum of each article. No choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from tui.plain import plain
from tui.results.changes import change_paragraphs
from tui.results.measure import measure_paragraphs, outsider_paragraphs, step_paragraphs
from tui.results.names import COUNSEL, citation_line, euros, months, where
from tui.widgets.line_list import Line, read_lines
from tui.widgets.paragraphs import Paragraph
from tui.widgets.status import status_text

if TYPE_CHECKING:
    from expert.assessment.model import (
        AggravationResult,
        Assessment,
        Citation,
        ExcludedText,
        PenaltyResult,
    )

_INDENT = "  "


def sanction_lines(assessment: Assessment, profile: str) -> Iterator[Line]:
    """Yield the tab of sanctions, then what has changed where it matters, as lines."""
    moved = change_paragraphs(assessment)
    return read_lines(chain(sanction_paragraphs(assessment, profile), moved))


def sanction_paragraphs(assessment: Assessment, profile: str) -> Iterator[Paragraph]:
    """Yield the sanctions, then the penalties for counsel only."""
    yield from _sanctions(assessment)
    yield _blank()
    if profile in COUNSEL:
        yield from _penalties(assessment)
    else:
        note = "Les peines prévues par les articles se lisent avec le lecteur « Juriste » (F4)."
        yield Paragraph(plain(note, "$second"))


def _sanctions(assessment: Assessment) -> Iterator[Paragraph]:
    sanctions = assessment.sanctions
    citations = {cited.id: cited for cited in assessment.citations}
    yield _title("Sanctions que la loi ouvre pour ce statut")
    if sanctions.outsider:
        yield from outsider_paragraphs(sanctions.outsider)
    yield Paragraph(plain(sanctions.label, "bold"), plain(_INDENT))
    if sanctions.authority:
        yield Paragraph(plain(f"Décide : {sanctions.authority}"), plain(_INDENT))
    for group in sanctions.groups:
        yield Paragraph(plain(group.label, "bold"), plain(_INDENT))
        for sanction in group.sanctions:
            yield Paragraph(plain(sanction), plain(f"{_INDENT}  · "))
        if group.body:
            yield Paragraph(plain(f"avis à recueillir : {group.body}", "$second"), plain("    "))
    yield from step_paragraphs(sanctions, citations)
    if sanctions.notes:
        yield Paragraph(plain("À savoir", "bold"), plain(_INDENT))
        yield from (Paragraph(plain(n), plain(f"{_INDENT}  · ")) for n in sanctions.notes)
    yield from _sources(sanctions.sources, citations)
    choice = "L'outil n'en choisit ni n'en classe aucune : une personne décide et motive."
    yield Paragraph(plain(choice, "$second"), plain(_INDENT))
    if sanctions.groups:
        yield _blank()
        yield from measure_paragraphs(assessment.proportionality, citations)


def _penalties(assessment: Assessment) -> Iterator[Paragraph]:
    citations = {cited.id: cited for cited in assessment.citations}
    yield _title("Maximum prévu par les articles")
    if not assessment.penalties:
        yield Paragraph(plain("Aucune infraction n'est établie ni contestée."), plain(_INDENT))
    for penalty in assessment.penalties:
        yield from _penalty(penalty, citations)
    if assessment.excluded_texts:
        yield _blank()
        yield _title("Articles écartés, et pourquoi")
        for excluded in assessment.excluded_texts:
            yield from _excluded(excluded, citations)


def _penalty(penalty: PenaltyResult, citations: Mapping[str, Citation]) -> Iterator[Paragraph]:
    head = status_text(penalty.status) + plain(f"  {penalty.label}{where(penalty.unit)}", "bold")
    yield Paragraph(head, plain(_INDENT))
    amounts = _amounts(penalty)
    if penalty.contravention_class:
        amounts.append(f"contravention de la {penalty.contravention_class}e classe")
    said = f"maximum : {', '.join(amounts) or 'non chiffré'}, si tous les éléments sont prouvés"
    yield Paragraph(plain(said), plain("    "))
    for higher in penalty.aggravations:
        told = f"maximum porté plus haut ({higher.label}) : {', '.join(_amounts(higher))}"
        yield Paragraph(status_text(higher.status) + plain(f"  {told}"), plain("    "))
    for other in penalty.complementary:
        yield Paragraph(plain(f"peine complémentaire possible : {other}", "$second"), plain("    "))
    for law in (penalty.milder, penalty.harsher):
        if law is not None:
            yield Paragraph(plain(law.sentence), plain("    "))
    yield from _sources(penalty.cited(), citations)


def _amounts(penalty: PenaltyResult | AggravationResult) -> list[str]:
    amounts = [f"{months(penalty.prison_months)} d'emprisonnement"] if penalty.prison_months else []
    return [*amounts, f"amende de {euros(penalty.fine_eur)}"] if penalty.fine_eur else amounts


def _excluded(excluded: ExcludedText, citations: Mapping[str, Citation]) -> Iterator[Paragraph]:
    cited = citations.get(excluded.text)
    name = cited.reference if cited else excluded.text
    yield Paragraph(plain(f"{name}{where(excluded.unit)}", "bold"), plain("  ✗ "))
    yield Paragraph(plain(excluded.because), plain("    "))


def _sources(sources: tuple[str, ...], citations: Mapping[str, Citation]) -> Iterator[Paragraph]:
    for source in sources:
        cited = citations.get(source)
        if cited is not None:
            yield Paragraph(plain(citation_line(cited), "$second"), plain("    "))


def _title(text: str) -> Paragraph:
    return Paragraph(plain(text, "bold $titre"))


def _blank() -> Paragraph:
    return Paragraph(plain(""))
