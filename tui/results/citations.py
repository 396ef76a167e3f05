"""The texts and decisions quoted, each with its level of proof, its caution, to whom it applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from textual.content import Content

from expert.library.cautions import split_caution
from tui.plain import plain
from tui.results.names import COUNSEL
from tui.widgets.line_list import Line, heading
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from expert.assessment.model import Assessment, Citation
    from knowledge import KnowledgeBase

_KINDS: Final = (("text", "Textes"), ("decision", "Décisions"))
_FOR_COUNSEL: Final = "Les articles qui prévoient une peine se lisent avec le lecteur « Juriste »."


def shown_citations(
    assessment: Assessment, base: KnowledgeBase, profile: str
) -> dict[str, Citation]:
    """Return what a reader is shown, by id: articles that set a penalty are for counsel only."""
    return {
        cited.id: cited
        for cited in assessment.citations
        if profile in COUNSEL or getattr(base.sources.get(cited.id), "penalty", None) is None
    }


def citation_lines(shown: Mapping[str, Citation], *, all_shown: bool) -> Iterator[Line]:
    """Yield the citations under their kind; a line stands for its citation."""
    if not all_shown:
        yield Line((Paragraph(plain(_FOR_COUNSEL, "$second")),))
    first = all_shown
    for kind, title in _KINDS:
        found = [cited for cited in shown.values() if cited.kind == kind]
        if found:
            yield heading(title, first=first)
            first = False
        for cited in found:
            yield Line(tuple(_citation(cited)), cited)


def _citation(cited: Citation) -> Iterator[Paragraph]:
    indent = plain("  ")
    applied = f" — {cited.applied_to}" if cited.applied_to else ""
    yield Paragraph(plain(cited.reference, "bold") + plain(applied), indent)
    deeper = plain("    ")
    yield Paragraph(plain(cited.says), deeper)
    yield Paragraph(plain(cited.level_label, "$second"), deeper)
    if cited.in_force is False:
        yield Paragraph(plain("pas en vigueur au jour des faits", "bold $alerte"), deeper)
    yield from caution_paragraphs(cited.caution, deeper)


def caution_paragraphs(caution: str | None, indent: Content) -> Iterator[Paragraph]:
    """Yield what limits the use of a source, then, apart, what was read of it."""
    parted = split_caution(caution)
    if parted.limits:
        yield Paragraph(plain(f"Prudence : {parted.limits}", "$conteste"), indent)
    if parted.read:
        yield Paragraph(plain(f"Ce qui a été lu : {parted.read}", "$second"), indent)
