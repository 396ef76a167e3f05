"""What bears a sentence told to a reader: solid, weak, or nothing but advice."""

from __future__ import annotations

from collections.abc import Iterable

from expert.assessment.reader_parts import Support
from knowledge.base_model import KnowledgeBase


def support_of(base: KnowledgeBase, sources: Iterable[str], *, advice: bool) -> Support:
    """Return « solid » with a verified text or a citable decision behind, « weak » with less."""
    if advice:
        return "advice"
    return "solid" if any(base.sources[source].is_solid for source in sources) else "weak"
