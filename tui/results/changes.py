"""What moved since the founding documents, where it matters to the incident on screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tui.plain import plain
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from expert.assessment.model import Assessment, ChangeResult, Citation

_INDENT = "  "


def change_paragraphs(assessment: Assessment) -> Iterator[Paragraph]:
    """Yield each change for a reader who knows the old version (nothing where none matters)."""
    if not assessment.changes:
        return
    yield Paragraph(plain(""))
    title = "Ce qui a changé depuis les documents de 2016 et de 2021"
    yield Paragraph(plain(title, "bold $titre"))
    citations = {citation.id: citation for citation in assessment.citations}
    for change in assessment.changes:
        yield from _change(change, citations)


def _change(change: ChangeResult, citations: Mapping[str, Citation]) -> Iterator[Paragraph]:
    yield Paragraph(plain(change.title, "bold"), plain(_INDENT))
    said = f"Ce que dit {change.document} : {change.said} Appréciation : {change.verdict}."
    yield Paragraph(plain(said, "$second"), plain("    "))
    yield Paragraph(plain(change.now), plain("    "))
    yield Paragraph(plain(f"Depuis quand : {change.since}."), plain("    "))
    for source in change.sources:
        cited = citations.get(source)
        if cited is not None:
            reference = f"{cited.reference} ({cited.level_label})"
            yield Paragraph(plain(reference, "$second"), plain("    "))
