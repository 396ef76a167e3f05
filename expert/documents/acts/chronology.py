"""The chronology and the list of pieces: what is dated, what is numbered, what nothing bears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from expert.calendar import french_date
from expert.documents.acts.disclosable import (
    Disclosable,
    DisclosedLink,
    DisclosedPiece,
    numbered,
)
from expert.documents.acts.framing import about, opening
from expert.documents.acts.levelled_text import LevelledText
from expert.documents.chapters.gestures import in_favour
from expert.documents.outline import Block, Heading, Item, Paragraph, Table, bullets
from expert.documents.source_text import SourceText
from expert.evidence.weakest import ORDER

TITLE: Final = "Chronologie et liste des pièces"
NO_LEDGER: Final = (
    "Aucun registre de pièces n'est joint à cet incident : ouvrir un dossier pour les numéroter."
)
NO_PIECE: Final = "Le registre ne contient aucune pièce."
_NO_PIECE_THERE: Final = "aucune pièce"
_UNSAID: Final = "non renseigné"
_GAP: Final = "aucune pièce sous ce numéro : à expliquer"
_BORNE: Final = "Chaque fait décisif est porté par une pièce au moins."
_NOTHING: Final = "Aucun manquement n'est établi ni contesté : aucun fait n'est décisif à ce stade."


def chronology(told: Disclosable) -> Iterator[Block]:
    """Yield the document."""
    source = LevelledText(told.assessment, "juriste")
    yield from opening(told, about(told, TITLE))
    yield from dated_facts(told)
    yield from pieces(told)
    if told.pieces is not None:
        yield from favourable(told, source)
        yield from unborne(told)


def dated_facts(told: Disclosable) -> Iterator[Block]:
    """Yield what happened, day by day, then what still has no date."""
    yield Heading("Chronologie")
    rows = sorted(_rows(told), key=lambda row: row[0])
    if rows:
        yield Table(
            ("Date", "Ce qui s'est passé", "Pièces"),
            tuple((when, said, borne) for _, when, said, borne in rows),
        )
    else:
        yield Paragraph("Aucune date n'est connue.")
    undated = [event for event in told.events if event.day is None]
    if undated:
        yield Paragraph(f"Sans date connue : {' ; '.join(e.label for e in undated)}.")


_Row = tuple[date, str, str, str]


def _rows(told: Disclosable) -> Iterator[_Row]:
    for event in told.events:
        if event.day is not None:
            yield event.day, event.when, event.label, told.said_bearing((event.key,))
    for piece in told.pieces or ():
        if piece.received_on is not None and piece.counts:
            said = f"Pièce reçue : {piece.title}"
            received = french_date(piece.received_on)
            yield piece.received_on, received, said, numbered((piece.number,))
    for spoken in told.statements:
        what = "s'explique" if spoken.words else "choisit de ne rien dire"
        said = f"{spoken.who or 'La personne'} {what} {spoken.setting}"
        borne = numbered((spoken.piece,)) if spoken.piece else _NO_PIECE_THERE
        yield spoken.on, french_date(spoken.on), _capital(said), borne
    for decision in told.decisions:
        said = f"{_capital(decision.act)}, par {decision.authority}"
        yield decision.on, french_date(decision.on), said, "décision enregistrée au dossier"
    for due in told.due_dates:
        done = f", fait le {french_date(due.done_on)}" if due.done_on else ""
        said = f"Échéance notée : {due.label}{done}"
        yield due.last_day, french_date(due.last_day), said, "échéance enregistrée au dossier"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def pieces(told: Disclosable) -> Iterator[Block]:
    """Yield the ledger: every number in order; a withdrawn piece keeps its own, and says why."""
    yield Heading("Pièces")
    if told.pieces is None:
        yield Paragraph(NO_LEDGER)
    elif not told.pieces:
        yield Paragraph(NO_PIECE)
    else:
        yield Table(
            ("N°", "Pièce", "Date", "Comment obtenue", "Ce qu'elle porte", "Où elle est"),
            tuple(_ledger(told, told.pieces)),
        )


def _ledger(told: Disclosable, found: Iterable[DisclosedPiece]) -> Iterator[tuple[str, ...]]:
    by_number = {piece.number: piece for piece in found}
    for number in range(1, max(by_number) + 1):
        piece = by_number.get(number)
        if piece is None:
            yield str(number), _GAP, *(_UNSAID,) * 4
            continue
        borne = " ; ".join(dict.fromkeys(piece.facts))
        cells = (_days(piece), piece.obtained, borne, piece.kept)
        yield str(number), _named(piece), *(cell or _UNSAID for cell in cells)


def _named(piece: DisclosedPiece) -> str:
    by = f" ; auteur : {piece.author}" if piece.author else ""
    nature = f" ({piece.nature}{by})" if piece.nature else ""
    gone = "" if piece.withdrawn is None else f" — retirée : {piece.withdrawn}"
    return f"{piece.title}{nature}{gone}"


def _days(piece: DisclosedPiece) -> str:
    dated = f"du {french_date(piece.dated)}" if piece.dated else ""
    received = f"reçue le {french_date(piece.received_on)}" if piece.received_on else ""
    return ", ".join(part for part in (dated, received) if part)


def favourable(told: Disclosable, source: SourceText) -> Iterator[Block]:
    """Yield the pieces that speak for the person, and those to ask for with the same care."""
    yield Heading("Pièces en faveur de la personne")
    found = [piece for piece in told.standing if piece.favourable]
    if found:
        yield from bullets(Item(piece.title, f"Pièce n° {piece.number}") for piece in found)
    else:
        yield Paragraph("Le registre n'en contient aucune.")
    yield from (
        Heading(block.text, 3) if isinstance(block, Heading) else block
        for block in in_favour(source)
    )


def unborne(told: Disclosable) -> Iterator[Block]:
    """Yield the decisive facts that no piece bears, then the weakest link, said in words."""
    yield Heading("Faits décisifs sans pièce")
    if not told.links:
        yield Paragraph(_NOTHING)
        return
    bare = [link for link in told.links if not link.borne]
    if bare:
        yield from bullets(Item(_rests(link), _capital(link.said)) for link in bare)
    else:
        yield Paragraph(_BORNE)
    yield Heading("Le maillon le plus faible")
    yield Paragraph(ORDER)
    yield from bullets(
        Item(f"{link.why}. {_rests(link)}", _capital(link.said))
        for link in told.links
        if link.weakest
    )


def _rests(link: DisclosedLink) -> str:
    return f"En dépend : {' ; '.join(link.griefs)}."
