"""Papers of an assessment: the document of a reader, and the sheet of the person aimed at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from expert.assessment.model import Assessment
from expert.documents.chapters.opening import READERS
from expert.documents.content import content
from expert.documents.outline import Block, Heading
from expert.documents.person_sheet import person_sheet
from expert.papers.paper import Paper

PERSON = "personne visée"


def reader_paper(assessment: Assessment, profile: str, day: date, *, draft: bool = True) -> Paper:
    """Return the document of an assessment for one reader, made on `day`."""
    blocks = content(assessment, profile)
    return outline_paper(assessment, blocks, "qualification", READERS[profile], day, draft=draft)


def person_paper(assessment: Assessment, day: date, *, draft: bool = True) -> Paper:
    """Return the sheet given to the person aimed at, made on `day`."""
    blocks = person_sheet(assessment)
    return outline_paper(assessment, blocks, "fiche-personne-visee", PERSON, day, draft=draft)


def outline_paper(
    assessment: Assessment,
    blocks: Iterable[Block],
    kind: str,
    reader: str,
    day: date,
    *,
    draft: bool = True,
    anonymised: bool = False,
    pseudonym: str = "",
) -> Paper:
    """Return the paper of any outline made from an assessment; its title is its first title."""
    outline = tuple(blocks)
    titles = [block.text for block in outline if isinstance(block, Heading)]
    return Paper(
        title=titles[0] if titles else kind,
        kind=kind,
        reader=reader,
        blocks=outline,
        base_version=assessment.base.version,
        base_digest=assessment.base.digest,
        software_version=assessment.software.version,
        day=day,
        draft=draft,
        anonymised=anonymised,
        pseudonym=pseudonym,
    )
