"""The lines above the tabs: the breach, and beside it the four other things it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from expert.documents.chapters.headline import PARTS
from tui.plain import plain
from tui.results.names import day_text
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


def headline(assessment: Assessment, profile: str) -> list[Paragraph]:
    """Return the headline, then the five answers it is made of; a manager only hands over."""
    if profile == "manager":
        return [Paragraph(plain(_HAND_OVER, "bold"))]
    parts = [_part(assessment, field, label) for _, label, field in PARTS]
    head = plain(f"{_QUESTION} : ", "bold") + status_text(assessment.sanctionable.status)
    return [Paragraph(head), Paragraph(plain("   ").join(parts))]


def law_read(assessment: Assessment) -> str:
    """Return which law was read."""
    return f"droit au {day_text(assessment.base.law_as_of)}, base {assessment.base.version}"


def _part(assessment: Assessment, key: str, label: str) -> Content:
    status: Status = getattr(assessment.sanctionable, key)
    return plain(f"{label} : ") + status_text(status)
