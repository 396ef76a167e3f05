"""The answer in a few lines: may a breach be reproached, and what each passage is."""

from __future__ import annotations

from collections.abc import Iterator

from expert.assessment.model import Speech, Valued
from expert.documents.outline import Block, Bullets, Heading, Item, Paragraph, Quotation, bullets
from expert.documents.source_text import SourceText, status_word
from expert.status import Status

SANCTIONABLE = "sanctionable"
PARTS = (
    ("manquement", "Manquement", "breach"),
    ("preuve-utilisable", "Preuve utilisable", "usable_evidence"),
    ("protection-opposee", "Protection qui s'oppose", "opposing_protection"),
    ("delai-disciplinaire-ouvert", "Délai disciplinaire ouvert", "open_deadline"),
    ("autorite-competente", "Autorité compétente", "competent_authority"),
)
"""The five answers that the headline is made of: conclusion, name, field of the assessment."""

SHOWN = frozenset({SANCTIONABLE, *(atom for atom, _, _ in PARTS)})

_SAID: dict[Status, str] = {
    "established": "Un manquement peut être reproché, sous réserve des droits de la défense et de "
    "l'appréciation de l'autorité qui décide.",
    "excluded": "Pas de manquement qui puisse être reproché au vu des réponses.",
    "contested": "Contesté : selon la lecture du droit que l'on retient, un manquement peut être "
    "reproché ou non.",
    "open": "À établir : des réponses ou des pièces manquent pour le dire.",
}
_BARRED = (
    "L'établissement ne peut pas engager de procédure disciplinaire au vu des réponses : voir plus "
    "bas ce qui s'y oppose. Cela ne dit pas qu'il n'y a pas de manquement."
)
"""No procedure, for want of a power, a delay, a piece, or because of a protection."""


def headline(source: SourceText) -> Iterator[Block]:
    """Yield the headline and the five answers beside it, each with its own status."""
    found = source.assessment.sanctionable
    yield Heading("Un manquement peut-il être reproché ?")
    barred = found.status == "excluded" and found.breach != "excluded"
    yield Paragraph(_BARRED if barred else _SAID[found.status])
    yield from bullets(
        _answer(source, atom, name, getattr(found, field)) for atom, name, field in PARTS
    )
    if source.unscreened:
        yield Paragraph(source.unscreened)


def passages(source: SourceText) -> Iterator[Block]:
    """Yield each passage: its words, who could read them, on or off duty, what they are."""
    yield Heading("Ce qui a été publié")
    for publication in source.assessment.publications:
        for unit in publication.units:
            name = publication.id if unit.id == publication.id else f"{publication.id}, {unit.id}"
            if source.several_units:
                yield Heading(f"Publication {name}", level=3)
            if unit.verbatim:
                yield Quotation(unit.verbatim)
            target = [Item(unit.target, "Personne ou chose visée")] if unit.target else []
            yield Bullets((
                *target,
                Item(_valued(unit.access), "Qui pouvait lire"),
                Item(_valued(unit.service_time), "Pendant le service"),
                Item(_speech(unit.speech), "Ce que sont les mots"),
            ))  # fmt: skip


def _answer(source: SourceText, atom: str, name: str, status: Status) -> Item:
    conclusion = source.conclusion(atom)
    default = f"{conclusion.label} : {status_word(status)}." if conclusion else ""
    said = conclusion.sentence.removeprefix(default) if conclusion else ""
    return Item(f"{status_word(status)}. {said}".rstrip(), name)


def _valued(value: Valued) -> str:
    if value.status == "open":
        return status_word(value.status)
    return f"{value.label} ({status_word(value.status)})"


def _speech(speech: Speech) -> str:
    """Say every live value: an insult beside a defamation is two."""
    if speech.all and all(value.status == "open" for value in speech.all):
        return f"{status_word('open')} ({' ; '.join(value.label for value in speech.all)})"
    every = (f"{value.label} ({status_word(value.status)})" for value in speech.all)
    return " ; ".join(every) or speech.label
