"""From a citation on a screen to its page: from a result, a question, a decision compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from expert.library.links import Cited, Place
from expert.library.source_sheet import cited
from tui import doors
from tui.library.page import Page, cited_line, said, section
from tui.plain import plain
from tui.results.names import COUNSEL
from tui.widgets.line_list import Line
from tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from expert.explanation.model import Citation
    from expert.interview.session import Question
    from expert.library.catalogue import Library
    from knowledge import KnowledgeBase
    from tui.screens.base import QualifScreen
    from tui.session import Session

NOT_IN_FORCE: Final = "Pas en vigueur au jour des faits."
WHY: Final = "Pourquoi cette question ?"
_NO_SOURCE: Final = "Aucune source n'est rattachée à cette question."


def read_citations(session: Session, found: Sequence[Citation]) -> QualifScreen[None]:
    """Return the reader on a citation, or on the list of several."""
    notes = {each.id: NOT_IN_FORCE for each in found if each.in_force is False}
    return _reader(session, _start(session.services.base, found), notes)


def read_sources(library: Library, found: Sequence[Citation]) -> QualifScreen[None]:
    """Return the reader on what a page of the first hour cites: there is no incident yet."""
    return doors.reader(library, _start(library.base, found), penalties=False)


def read_question(session: Session, question: Question, reasons: str) -> QualifScreen[None]:
    """Return the reader on why a question of the interview is asked."""
    lines = question_lines(session.services.library, question, reasons)
    return _reader(session, Page(WHY, lines, "question", about_case=True), {})


def question_lines(library: Library, question: Question, reasons: str = "") -> tuple[Line, ...]:
    """Return why a question is asked: its reason, its sources, what hangs on it."""
    known = (name for name in question.sources if name in library.base.sources)
    sources = [source for source in cited(library.base, known) if source.citable]
    return (
        said(question.title, "bold"),
        said(question.reason),
        *section("Sources", _sources(sources)),
        *section("Ce qui en dépend", map(said, reasons.split("\n") if reasons else ())),
    )


def read_decision(
    session: Session, paragraphs: Sequence[Paragraph], source: str
) -> QualifScreen[None]:
    """Return the reader on a decision compared with the incident, which leads to its page."""
    (found,) = cited(session.services.base, [source])
    lines = [Line((paragraph,)) for paragraph in paragraphs]
    lines += section("Lire la décision", [cited_line(found)])
    return _reader(session, Page("Décision comparée", tuple(lines), source, about_case=True), {})


def _sources(sources: Sequence[Cited]) -> Iterator[Line]:
    yield from (cited_line(source, says=True) for source in sources)
    if not sources:
        yield Line((Paragraph(plain(_NO_SOURCE, "$second"), plain("  ")),))


def _reader(session: Session, start: Place | Page, notes: Mapping[str, str]) -> QualifScreen[None]:
    """Open the reader as the reader of the incident: only counsel is shown what is punished."""
    counsel = session.profile in COUNSEL
    library = session.services.library
    return doors.reader(library, start, penalties=counsel, notes=notes, session=session)


def _start(base: KnowledgeBase, found: Sequence[Citation]) -> Place | Page:
    """Return the page of one source, or the list of several."""
    if len(found) == 1:
        return _place(found[0])
    lines = (cited_line(source, says=True) for source in cited(base, (each.id for each in found)))
    return Page("Sources", tuple(lines), "sources")


def _place(found: Citation) -> Place:
    return Place("texte" if found.kind == "text" else "décision", found.id)
