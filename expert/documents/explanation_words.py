"""How sources and passages are named in the documents that explain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from expert.documents.source_text import later_citation, short_citation, unit_text
from expert.explanation.model import Citation


class Words:
    """How sources and passages are named in one document: in full the first time, then shortly.

    `known` are the citations the reader is shown; a passage is named where there are several.
    """

    def __init__(self, known: Mapping[str, Citation], *, several_units: bool) -> None:
        self._known, self._several = known, several_units
        self._told: set[str] = set()

    def cite(self, sources: Iterable[str]) -> str:
        """Return « (references) », or nothing."""
        said = [
            later_citation(self._known[s]) if s in self._told else short_citation(self._known[s])
            for s in sources
            if s in self._known
        ]
        self._told.update(sources)
        return f" ({' ; '.join(said)})" if said else ""

    def where(self, unit: str | None) -> str:
        """Return « (P1) », or nothing when there is only one passage."""
        return f" ({unit_text(unit)})" if unit and self._several else ""
