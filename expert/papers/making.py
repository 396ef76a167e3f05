"""Papers of an assessment: the document of a reader, the sheet of the person, any outline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from expert._version import __version__
from expert.assessment.model import Assessment, BaseIdentity
from expert.documents.acts.catalogue import MadeDocument
from expert.documents.chapters.opening import READERS
from expert.documents.content import content
from expert.documents.outline import Block, Heading
from expert.documents.person_sheet import person_sheet
from expert.papers.paper import Paper
from knowledge.base_model import KnowledgeBase

PERSON = "personne visée"


def reader_paper(assessment: Assessment, profile: str, day: date, *, draft: bool = True) -> Paper:
    """Return the document of an assessment for one reader, made on `day`."""
    blocks = content(assessment, profile)
    return outline_paper(
        assessment.base,
        blocks,
        "qualification",
        READERS[profile],
        day,
        draft=draft,
        software_version=assessment.software.version,
    )


def person_paper(assessment: Assessment, day: date) -> Paper:
    """Return the sheet given to the person aimed at: it informs, and waits for no decision."""
    blocks = person_sheet(assessment)
    return outline_paper(
        assessment.base,
        blocks,
        "personne-visee",
        PERSON,
        day,
        draft=False,
        software_version=assessment.software.version,
    )


def act_paper(made: MadeDocument, base: KnowledgeBase, day: date) -> Paper:
    """Return a document of a case, made on `day`; the note to staff is made of the base alone."""
    read = made.assessment
    known = (
        read.base
        if read
        else BaseIdentity(
            version=base.version, digest=base.digest, law_as_of=base.law_as_of.isoformat()
        )
    )
    return outline_paper(
        known,
        made.blocks,
        made.id,
        made.reader,
        day,
        draft=made.draft,
        anonymised=made.anonymised,
        pseudonym=made.pseudonym,
        software_version=read.software.version if read else __version__,
    )


def outline_paper(
    base: BaseIdentity,
    blocks: Iterable[Block],
    kind: str,
    reader: str,
    day: date,
    *,
    draft: bool = True,
    anonymised: bool = False,
    pseudonym: str = "",
    software_version: str = __version__,
) -> Paper:
    """Return the paper of any outline made under a base of rules; its title is its first title."""
    outline = tuple(blocks)
    titles = [block.text for block in outline if isinstance(block, Heading)]
    return Paper(
        title=titles[0] if titles else kind,
        kind=kind,
        reader=reader,
        blocks=outline,
        base_version=base.version,
        base_digest=base.digest,
        software_version=software_version,
        day=day,
        draft=draft,
        anonymised=anonymised,
        pseudonym=pseudonym,
    )
