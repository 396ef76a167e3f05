"""The head of a document: which incident, examined when, under which law, for whom."""

from __future__ import annotations

from collections.abc import Iterator

from expert.documents.outline import Block, Heading, Paragraph
from expert.documents.source_text import SourceText, french_day

READERS = {
    "manager": "cadre de proximité",
    "rh": "ressources humaines",
    "juriste": "juriste",
    "contradiction": "juriste, côté contradiction",
    "transmission": "ressources humaines",
}
_TITLES = {"contradiction": "Contradiction", "transmission": "Rapport factuel"}
"""What a document is called, when it is not a qualification."""


def opening(source: SourceText) -> Iterator[Block]:
    """Yield the title and the dates that govern the reading."""
    assessment = source.assessment
    what = _TITLES.get(source.profile, "Qualification")
    what = "Rapport factuel" if source.report_only else what
    yield Heading(f"{what} : {assessment.title}", level=1)
    yield Paragraph(
        f"Examen au {french_day(assessment.examined_on)}. État du droit au "
        f"{french_day(assessment.base.law_as_of)}, base de règles {assessment.base.version}. "
        f"Pour : {READERS[source.profile]}."
    )
