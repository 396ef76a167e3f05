"""Citations as paragraphs: level of proof, to whom it applied, caution, extract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expert.explanation.citations import NotCitableError, citation
from tui.plain import plain
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from expert.explanation.model import Citation
    from expert.interview.session import Question
    from knowledge import KnowledgeBase


def citation_paragraphs(cited: Citation) -> Iterator[Paragraph]:
    """Yield one citation in full."""
    indent = plain("  ")
    yield Paragraph(plain(cited.reference, "bold"))
    yield Paragraph(plain(cited.level_label, "$conteste"), indent)
    if cited.in_force is False:
        yield Paragraph(plain("pas en vigueur au jour des faits", "bold $alerte"), indent)
    if cited.applied_to:
        yield Paragraph(plain(f"s'appliquait à : {cited.applied_to}", "$second"), indent)
    yield Paragraph(plain(cited.says), indent)
    if cited.caution:
        yield Paragraph(plain(f"Prudence : {cited.caution}", "$conteste"), indent)
    if cited.url:
        yield Paragraph(plain(cited.url, "$second"), indent)


def source_paragraphs(base: KnowledgeBase, question: Question) -> Iterator[Paragraph]:
    """Yield the reason of a question and each of its sources in full."""
    yield Paragraph(plain(question.title, "bold"))
    yield Paragraph(plain(question.reason))
    found = False
    for source in question.sources:
        try:
            cited = citation(base, source)
        except NotCitableError:
            continue
        found = True
        yield Paragraph(plain(""))
        yield from citation_paragraphs(cited)
    if not found:
        yield Paragraph(plain(""))
        yield Paragraph(plain("Aucune source n'est rattachée à cette question.", "$second"))
