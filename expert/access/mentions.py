"""What a case that is about somebody else holds on the person: their place, and what names them."""

from __future__ import annotations

from collections.abc import Iterator

from expert.access.case_part import incident_of
from expert.access.history import statements
from expert.access.holdings import Holding
from expert.access.ledger import YOURSELF, author, piece_item
from expert.access.telling import Telling
from expert.cases.casefile import CaseFile
from expert.documents.outline import Block, Heading, Paragraph, Quotation, bullets

_ELSEWHERE = (
    "Ce dossier concerne une autre personne : seul ce qui vous désigne vous est donné, les autres "
    "éléments lui appartiennent."
)


def mentions(holding: Holding, telling: Telling) -> Iterator[Block]:
    """Yield the pieces of the person, and the texts that name them, the others masked."""
    yield Paragraph(_ELSEWHERE)
    own = [p for p in holding.case.pieces if _is_theirs(author(p, telling), p.title, telling)]
    if own:
        yield Heading("Pièces qui viennent de vous ou vous nomment", level=3)
        yield from bullets(piece_item(piece, telling) for piece in own)
    yield from statements(holding.case, telling, holding.person, own_only=True)
    naming = [t for t in _texts(holding.case, telling) if telling.masker.names_own(t)]
    if naming:
        yield Heading("Textes qui vous nomment", level=3)
        yield from (Quotation(telling.free(text)) for text in dict.fromkeys(naming))


def _is_theirs(by: str, title: str, telling: Telling) -> bool:
    return by == YOURSELF or telling.masker.names_own(title)


def _texts(case: CaseFile, telling: Telling) -> Iterator[str]:
    """Yield the free texts of a case, those on a protected question left out."""
    yield case.title
    incident = incident_of(case.incident, telling.base)
    yield from (unit.verbatim for _, unit in incident.units()) if incident else ()
    yield from (note.text for note in case.notes if not telling.is_protected(note.on))
    yield from (decision.reason for decision in case.decisions)
    for piece in case.pieces:
        yield piece.obtained_words
        yield piece.guard
        yield piece.withdrawn.reason if piece.withdrawn else ""
    yield from (statement.words for statement in case.statements)
    yield from (freeze.reason for freeze in case.freezes)
    yield from (export.recipient for export in case.exports)
