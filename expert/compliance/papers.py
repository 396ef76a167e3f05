"""Every paper by its name: its title, and what makes its blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

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
from knowledge.base_model import KnowledgeBase


class Paper(NamedTuple):
    """A paper: its title, and its blocks for a rule base."""

    title: str
    blocks: Callable[[KnowledgeBase], Iterator[Block]]


PAPERS: Final[dict[str, Paper]] = {
    "registre": Paper(register.TITLE, register.register),
    "aipd": Paper(impact.TITLE, impact.impact_assessment),
    "durees": Paper(durations.TITLE, durations.durations_sheet),
    "droits": Paper(recipients.TITLE, recipients.recipients_sheet),
    "menaces": Paper(threats.TITLE, threats.threats_sheet),
    "publication": Paper(publication.TITLE, publication.publication_sheet),
    "nomenclature": Paper(components.TITLE, components.components_sheet),
}
