"""Which chapters each reader gets, and in which order.

The manager: gestures first, what can be said, whom to tell; never a penalty nor a sanction group.
Human resources: procedure, deadlines and pieces; no penalty. Counsel: everything. When the reporter
is aimed at, a witness or the one who captured, everybody gets the factual report only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from expert.assessment.model import Assessment
from expert.documents.chapters.answers import answers
from expert.documents.chapters.changes import changes
from expert.documents.chapters.closing import closing, computation
from expert.documents.chapters.conclusions import (
    brief_conclusions,
    excluded_conclusions,
    full_conclusions,
    settled_conclusions,
)
from expert.documents.chapters.deadlines import deadlines, near_deadlines
from expert.documents.chapters.factual_report import factual_report
from expert.documents.chapters.gestures import gestures
from expert.documents.chapters.headline import headline, passages
from expert.documents.chapters.missing import missing, pieces
from expert.documents.chapters.opening import opening
from expert.documents.chapters.penalties import excluded_texts, penalties
from expert.documents.chapters.procedure import procedure
from expert.documents.chapters.proportionality import proportionality
from expert.documents.chapters.remedies import remedies
from expert.documents.chapters.sanctions import sanctions
from expert.documents.chapters.sources import sources
from expert.documents.outline import Block
from expert.documents.source_text import SourceText

Chapter = Callable[[SourceText], Iterator[Block]]

CHAPTERS: dict[str, tuple[Chapter, ...]] = {
    "manager": (
        opening,
        gestures,
        headline,
        settled_conclusions,
        near_deadlines,
        missing,
        closing,
    ),
    "rh": (
        opening,
        headline,
        passages,
        brief_conclusions,
        sanctions,
        procedure,
        proportionality,
        deadlines,
        remedies,
        pieces,
        missing,
        changes,
        sources,
        closing,
    ),
    "juriste": (
        opening,
        headline,
        passages,
        full_conclusions,
        penalties,
        excluded_texts,
        sanctions,
        procedure,
        proportionality,
        deadlines,
        remedies,
        pieces,
        missing,
        excluded_conclusions,
        changes,
        sources,
        answers,
        computation,
        closing,
    ),
}

REPORT: tuple[Chapter, ...] = (opening, factual_report, gestures, closing)


def content(assessment: Assessment, profile: str) -> Iterator[Block]:
    """Yield the document of one assessment for one reader."""
    source = SourceText(assessment, profile)
    for chapter in REPORT if source.report_only else CHAPTERS[profile]:
        yield from chapter(source)
