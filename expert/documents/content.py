"""Which chapters each reader gets, and in which order.

The manager: what not to do and to do, whom to tell, near deadlines, then the report that is handed
over; never a penalty, a sanction group nor an article. Human resources: their deadlines, procedure,
griefs in plain words, pieces of both sides; no penalty. Counsel: griefs one by one, then the rest.
Contradiction: the attacks on the file in a fixed order. When the reporter is aimed at, a witness or
the one who captured, everybody gets the factual report only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from expert.assessment.model import Assessment
from expert.documents.chapters.answers import answers
from expert.documents.chapters.attacks import attacks
from expert.documents.chapters.changes import changes
from expert.documents.chapters.closing import closing, computation
from expert.documents.chapters.conclusions import (
    brief_conclusions,
    excluded_conclusions,
    full_conclusions,
    settled_conclusions,
)
from expert.documents.chapters.deadlines import deadlines, near_deadlines
from expert.documents.chapters.disputes import disputes
from expert.documents.chapters.factual_report import factual_report, handover, transmitted
from expert.documents.chapters.gestures import dated, gestures, in_favour, warnings
from expert.documents.chapters.griefs import griefs, plain_griefs
from expert.documents.chapters.headline import headline, passages
from expert.documents.chapters.missing import missing, nothing_settled, pieces
from expert.documents.chapters.opening import opening
from expert.documents.chapters.penalties import excluded_texts, penalties
from expert.documents.chapters.precedents import precedents
from expert.documents.chapters.procedure import procedure
from expert.documents.chapters.proportionality import proportionality
from expert.documents.chapters.remedies import remedies
from expert.documents.chapters.sanctions import sanctions
from expert.documents.chapters.sources import legend, sources
from expert.documents.outline import Block
from expert.documents.source_text import SourceText

Chapter = Callable[[SourceText], Iterator[Block]]

CHAPTERS: dict[str, tuple[Chapter, ...]] = {
    "manager": (
        opening,
        gestures,
        near_deadlines,
        settled_conclusions,
        nothing_settled,
        disputes,
        handover,
        closing,
    ),
    "transmission": (opening, transmitted, closing),
    "rh": (
        opening,
        headline,
        deadlines,
        gestures,
        dated,
        passages,
        disputes,
        plain_griefs,
        pieces,
        brief_conclusions,
        sanctions,
        procedure,
        proportionality,
        remedies,
        missing,
        changes,
        legend,
        sources,
        closing,
    ),
    "juriste": (
        opening,
        legend,
        headline,
        passages,
        disputes,
        griefs,
        full_conclusions,
        penalties,
        excluded_texts,
        sanctions,
        procedure,
        proportionality,
        precedents,
        dated,
        gestures,
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
    "contradiction": (
        opening,
        headline,
        disputes,
        attacks,
        warnings,
        in_favour,
        precedents,
        legend,
        sources,
        computation,
        closing,
    ),
}
"""The chapters of each document: one a reader, and the report that a manager hands over."""

REPORT: tuple[Chapter, ...] = (opening, factual_report, gestures, closing)


def content(assessment: Assessment, profile: str) -> Iterator[Block]:
    """Yield the document of one assessment for one reader."""
    source = SourceText(assessment, profile)
    for chapter in REPORT if source.report_only else CHAPTERS[profile]:
        yield from chapter(source)
