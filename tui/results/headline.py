"""The line above the tabs, and the five answers that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from expert.documents.chapters.headline import PARTS
from tui.plain import plain
from tui.results.names import day_text
from tui.widgets.line_list import Line
from tui.widgets.paragraphs import Paragraph
from tui.widgets.status import status_text

if TYPE_CHECKING:
    from expert.assessment.model import Assessment
    from expert.status import Status

_QUESTION: Final = "Procédure disciplinaire possible"
_HAND_OVER: Final = (
    "Ce qu'il ne faut pas faire, ce qu'il faut faire, puis transmettre : dire s'il y a faute "
    "appartient à d'autres."
)


def headline(assessment: Assessment, profile: str) -> Paragraph:
    """Return the one line that stays above every tab; a manager only hands over."""
    if profile == "manager":
        return Paragraph(plain(_HAND_OVER, "bold"))
    return Paragraph(plain(f"{_QUESTION} : ", "bold") + status_text(assessment.sanctionable.status))


def part_lines(assessment: Assessment) -> Iterator[Line]:
    """Yield the five answers that the headline is made of; each stands for its proof."""
    proofs = {c.id: c.proof for c in assessment.conclusions if c.unit is None}
    for conclusion, label, field in PARTS:
        status: Status = getattr(assessment.sanctionable, field)
        said = plain(f"{label} : ") + status_text(status)
        yield Line((Paragraph(said, plain("  · ")),), proofs.get(conclusion))


def law_read(assessment: Assessment) -> str:
    """Return which law was read."""
    return f"droit au {day_text(assessment.base.law_as_of)}, base {assessment.base.version}"
