"""The chapters that are made for one reader, as the written report says them: lines to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from expert.documents import outline
from expert.documents.chapters.attacks import attacks
from expert.documents.chapters.deadlines import near_deadlines
from expert.documents.chapters.disputes import disputes
from expert.documents.chapters.factual_report import handover
from expert.documents.chapters.gestures import dated, gestures, in_favour
from expert.documents.chapters.griefs import griefs, plain_griefs
from expert.documents.chapters.missing import pieces
from expert.documents.chapters.remedies import remedies
from expert.documents.source_text import SourceText
from expert.plain_text import tied
from tui.plain import plain, quoted
from tui.results.open_points import open_lines
from tui.widgets.line_list import Line, heading
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from expert.assessment.model import Assessment

_Chapter = Callable[[SourceText], Iterator[outline.Block]]
_INDENT: Final = "  "
_MARKS: Final = ("·", "–", "·")

_WITH_FOLLOW_UP: Final = frozenset({"rh", "juriste"})
"""The readers who collect pieces and tell each person what is open to them."""

HAND_OVER: Final = "je-transmets"
"""What the last line of a manager's page stands for."""

_BEFORE: Final[dict[str, tuple[_Chapter, ...]]] = {
    "manager": (gestures, near_deadlines),
    "rh": (gestures, dated),
}
_GRIEFS: Final[dict[str, tuple[_Chapter, ...]]] = {
    "rh": (plain_griefs, in_favour),
    "juriste": (griefs, in_favour),
}


def first_gestures(assessment: Assessment, profile: str) -> Iterator[Line]:
    """Yield what to avoid, to do and to tell, before any conclusion."""
    yield from _lines(assessment, profile, _BEFORE.get(profile, ()))


def grief_lines(assessment: Assessment, profile: str) -> Iterator[Line]:
    """Yield the griefs one by one, then what to look for in favour of the person."""
    yield from _lines(assessment, profile, _GRIEFS.get(profile, ()))


def attack_lines(assessment: Assessment) -> Iterator[Line]:
    """Yield the attacks on the file in their order, then the pieces in favour."""
    yield from _lines(assessment, "contradiction", (attacks, in_favour))


def remedy_lines(assessment: Assessment, profile: str) -> Iterator[Line]:
    """Yield the ways open to each of those concerned, for human resources and counsel."""
    if profile in _WITH_FOLLOW_UP:
        lines = _lines(assessment, profile, (remedies,))
        blank = Paragraph(plain(""))
        yield from (
            line._replace(paragraphs=(blank, *line.paragraphs)) if not number else line
            for number, line in enumerate(lines)
        )


def still_open(assessment: Assessment, profile: str) -> Iterator[Line]:
    """Yield what is still open, what is discussed, then the pieces to collect."""
    yield from open_lines(assessment, profile)
    yield from _lines(assessment, profile, (disputes,))
    if profile in _WITH_FOLLOW_UP:
        yield from _lines(assessment, profile, (pieces,))


def handover_lines(assessment: Assessment) -> Iterator[Line]:
    """Yield the end of a manager's page: the report to hand over; its title can be chosen."""
    yield heading("Je transmets aux ressources humaines")
    said = "Entrée (ou F6) enregistre le rapport factuel dans un fichier."
    yield Line((Paragraph(plain(said, "bold"), plain(_INDENT)),), HAND_OVER)
    lines = _lines(assessment, "manager", (handover,))
    yield from (line for line in lines if not line.title)


def _lines(assessment: Assessment, profile: str, chapters: Iterable[_Chapter]) -> Iterator[Line]:
    source = SourceText(assessment, profile)
    yield from block_lines(block for chapter in chapters for block in chapter(source))


def block_lines(blocks: Iterable[outline.Block]) -> Iterator[Line]:
    """Yield the blocks of a document as lines to read."""
    for number, block in enumerate(blocks):
        yield from _block(block, first=not number)


def _block(block: outline.Block, *, first: bool) -> Iterator[Line]:
    match block:
        case outline.Heading(text, level) if level < 3:
            yield heading(text, first=first)
        case outline.Heading(text, _):
            yield Line((Paragraph(plain("")), Paragraph(plain(text, "bold"), plain(_INDENT))))
        case outline.Paragraph(text):
            yield Line((Paragraph(plain(tied(text), "$second"), plain(_INDENT)),))
        case outline.Quotation(text):
            yield Line((Paragraph(plain(quoted(text)), plain(_INDENT)),))
        case outline.Bullets(items):
            yield from (Line(tuple(_item(item, 0))) for item in items)
        case outline.Table():
            yield from (Line(tuple(_item(item, 0))) for item in outline.row_items(block))
        case outline.Blank(label):
            yield Line((Paragraph(plain(f"{label} : {outline.DOTS}"), plain(_INDENT)),))


def _item(item: outline.Item, depth: int) -> Iterator[Paragraph]:
    lead = plain(f"{_INDENT * (depth + 1)}{_MARKS[min(depth, 2)]} ")
    strong = plain(tied(f"{item.strong} : "), "bold") if item.strong else plain("")
    yield Paragraph(strong + plain(tied(item.text)), lead)
    for inner in item.items:
        yield from _item(inner, depth + 1)
