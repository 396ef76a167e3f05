"""The pieces of a case, as the person reads them: what each is, whence, where it is kept."""

from __future__ import annotations

from collections.abc import Iterator

from expert.access.telling import Telling, day_words, line
from expert.cases.casefile import CaseFile
from expert.cases.pieces import KEPT_FR, NATURE_FR, SHOWS_FR, Piece
from expert.documents.outline import Block, Heading, Item, bullets
from expert.documents.source_text import capitalised

SOMEBODY = "tiers (nom masqué)"
YOURSELF = "vous-même"
_EVIDENCE = "evidence"
"""How the facts on the pieces begin, in the base."""


def pieces(case: CaseFile, telling: Telling) -> Iterator[Block]:
    """Yield every piece, withdrawn ones included: a number is never used again."""
    if case.pieces:
        yield Heading("Pièces", level=3)
        yield from bullets(piece_item(piece, telling) for piece in case.pieces)


def piece_item(piece: Piece, telling: Telling) -> Item:
    """Return one piece with what is known of it."""
    name = f"Pièce {piece.number}"
    return Item(
        f"{capitalised(NATURE_FR[piece.nature])}, « {telling.free(piece.title)} »",
        f"{name} (retirée)" if piece.withdrawn else name,
        tuple(item for item in _details(piece, telling) if item.text),
    )


def _details(piece: Piece, telling: Telling) -> Iterator[Item]:
    yield line("Datée du", day_words(piece.dated) if piece.dated else "")
    yield line("Auteur", author(piece, telling))
    yield line("Reçue le", day_words(piece.received_on) if piece.received_on else "")
    yield line("Obtenue", _obtained(piece, telling))
    yield line("Montre", SHOWS_FR[piece.shows])
    yield line("Garde", KEPT_FR[piece.kept])
    yield line("Original gardé par", telling.free(piece.guard))
    if piece.attachment is not None:
        kept = f"{telling.free(piece.attachment.name)}, {piece.attachment.size} octets"
        yield line("Fichier joint", kept)
    supported = [telling.question(k) for k in piece.supports if not telling.is_protected(k)]
    yield line("À l'appui de", " ; ".join(supported))
    yield line("Portée", "en votre faveur" if piece.favourable else "")
    yield line("Versée", telling.by(piece.by, piece.at))
    if piece.withdrawn is not None:
        gone = piece.withdrawn
        yield line("Retirée", f"{telling.by(gone.by, gone.at)} : {telling.free(gone.reason)}")


def author(piece: Piece, telling: Telling) -> str:
    """Return who made a piece: the person, a label, or somebody whose name is masked."""
    if not piece.author.strip():
        return ""
    told = telling.free(piece.author)
    if told != piece.author:
        return told if told.startswith("[") and told.endswith("]") else SOMEBODY
    return YOURSELF if telling.masker.names_own(piece.author) else SOMEBODY


def _obtained(piece: Piece, telling: Telling) -> str:
    """Return how a piece was obtained, in the words of the base, then in those of the person."""
    words = ""
    if piece.obtained:
        asked = (f for f in telling.base.facts.values() if f.id.startswith(_EVIDENCE))
        named = (fact.values[piece.obtained] for fact in asked if piece.obtained in fact.values)
        words = next(named, piece.obtained.replace("-", " ").replace("_", " "))
    return " ; ".join(part for part in (words, telling.free(piece.obtained_words)) if part)
