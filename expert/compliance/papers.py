"""Every paper by its name: its title, and what makes its blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple

from expert._version import __version__
from expert.compliance import (
    components,
    durations,
    impact,
    publication,
    recipients,
    register,
    threats,
)
from expert.documents.outline import Block
from expert.papers.paper import Paper as OfficePaper
from knowledge.base_model import KnowledgeBase

_READER: Final = "délégué à la protection des données"


class Paper(NamedTuple):
    """A paper: its title, its blocks for a rule base, and whether somebody has to complete it."""

    title: str
    blocks: Callable[[KnowledgeBase], Iterator[Block]]
    draft: bool = False


PAPERS: Final[dict[str, Paper]] = {
    "registre": Paper(register.TITLE, register.register, draft=True),
    "aipd": Paper(impact.TITLE, impact.impact_assessment, draft=True),
    "durees": Paper(durations.TITLE, durations.durations_sheet, draft=True),
    "droits": Paper(recipients.TITLE, recipients.recipients_sheet, draft=True),
    "menaces": Paper(threats.TITLE, threats.threats_sheet),
    "publication": Paper(publication.TITLE, publication.publication_sheet, draft=True),
    "nomenclature": Paper(components.TITLE, components.components_sheet),
}


def office_paper(name: str, base: KnowledgeBase, day: date) -> OfficePaper:
    """Return a paper as an office document, made on `day`."""
    paper = PAPERS[name]
    return OfficePaper(
        title=paper.title,
        kind=name,
        reader=_READER,
        blocks=tuple(paper.blocks(base)),
        base_version=base.version,
        base_digest=base.digest,
        software_version=__version__,
        day=day,
        draft=paper.draft,
    )
