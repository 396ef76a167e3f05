"""References in the documents of a case: each carries its level, every time it is named."""

from __future__ import annotations

from collections.abc import Iterable

from expert.assessment.model import Assessment, Citation, ConclusionResult
from expert.documents.outline import Item
from expert.documents.source_text import SourceText, later_citation


def unsourced(conclusion: ConclusionResult) -> str:
    """Say of a rule that nothing can be cited for it: advice, or sources that may not be cited."""
    if conclusion.support == "advice":
        return "conseil, sans source de droit"
    return "aucune source qui puisse être citée"


class LevelledText(SourceText):
    """An assessment as the documents of a case read it: no reference without how it is known.

    `cautions` marks the sources whose caution is told elsewhere in the document.
    """

    def __init__(self, assessment: Assessment, profile: str, *, cautions: bool = False) -> None:
        super().__init__(assessment, profile)
        self._cautions = cautions

    def named_as(self, cited: Citation, *, again: bool) -> str:
        """Return a reference with its level; to whom it applied is said the first time."""
        if again:
            return f"{later_citation(cited)} ({cited.level_label})"
        parts = (
            cited.applied_to or "",
            cited.level_label,
            "pas en vigueur au jour des faits" if cited.in_force is False else "",
            "prudence" if cited.caution and self._cautions else "",
        )
        return f"{cited.reference} ({' ; '.join(part for part in parts if part)})"

    def texts(self, sources: Iterable[str]) -> tuple[str, ...]:
        """Return the texts, and the decisions that somebody read: what a layman is told."""
        found = (cited for name in sources if (cited := self.known(name)) is not None)
        return tuple(c.id for c in found if c.kind == "text" or c.level == "verifie")

    def authority(self, cited: Citation) -> Item:
        """Return an entry in full the first time, then by its name and its level."""
        if cited.id in self._told:
            return Item(f"déjà dit plus haut ({cited.level_label})", later_citation(cited))
        return super().authority(cited)

    def sides(self, sources: Iterable[str]) -> str:
        """Return decisions with to whom they applied and how they are known."""
        found = [cited for name in sources if (cited := self.citation(name)) is not None]
        self._held.update(cited.id for cited in found)
        return " ; ".join(self.named_as(cited, again=False) for cited in found)
