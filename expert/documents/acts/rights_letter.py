"""The letter that tells the person their rights. Never an accusation; signed by a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from expert.documents.acts.disclosable import Disclosable
from expert.documents.acts.framing import blanks, lowered
from expert.documents.acts.notices import borne, part_blocks, points
from expert.documents.outline import Block, Heading, Item, Paragraph, Table, bullets
from knowledge.base_model import KnowledgeBase

TEXT: Final = "information-droits"
_UNSURE: Final = (
    "Il n'est pas établi que le message vienne de cette personne : voir d'abord, avec un conseil, "
    "si ce courrier doit partir."
)
_NO_STATUS: Final = (
    "Le statut de la personne n'est pas connu : ses droits ne peuvent pas encore être écrits. Les "
    "relever dans l'acte qui la nomme ou l'engage."
)
_ELSEWHERE: Final = (
    "Pour ce statut, la base ne donne pas de courrier que l'établissement signerait : "
    "l'information sur les droits revient à l'autorité compétente, ou doit être écrite avec un "
    "conseil."
)


def rights_letter(base: KnowledgeBase, told: Disclosable) -> Iterator[Block]:
    """Yield the letter; or why there is none to sign."""
    text = base.documents[TEXT]
    yield Heading(text.title, level=1)
    if _unsigned(told):
        yield from _no_letter(told)
        return
    yield from blanks(text.part("en-tete").blanks)
    yield Paragraph(text.opening)
    yield Heading("Vos droits")
    yield from bullets(right.told for right in told.rights)
    yield from part_blocks(base, text.part("pratique"))
    yield from part_blocks(base, text.part("signature"))


def letter_support(base: KnowledgeBase, told: Disclosable) -> Iterator[Block]:
    """Yield the page of who signs the letter, kept out of it: what bears each right."""
    signatory = base.documents[TEXT].part("signataire")
    yield Heading(f"{base.documents[TEXT].title} : {lowered(signatory.title)}", level=1)
    if _unsigned(told):
        yield from _no_letter(told)
        return
    if not told.imputed:
        yield Paragraph(_UNSURE)
    yield Heading("Avant de signer")
    yield from points(base, signatory.points, told.status)
    yield Heading("Ce qui porte chaque droit")
    yield Table(
        ("Étape", "Ce qui la porte", "Si elle manque"),
        tuple(
            (
                right.step,
                borne(base, right.sources, told.assessment.citations),
                right.omission or "non dit par la base",
            )
            for right in told.rights
        ),
    )


def _unsigned(told: Disclosable) -> bool:
    """Whether the establishment has no letter to sign: no status, or another authority."""
    return not told.rights or told.assessment.sanctions.outsider is not None


def _no_letter(told: Disclosable) -> Iterator[Block]:
    """Say why no letter is written, and who tells the person their rights."""
    sanctions = told.assessment.sanctions
    yield Paragraph(_ELSEWHERE if told.status else _NO_STATUS)
    outsider = sanctions.outsider
    if outsider is not None:
        yield Paragraph(outsider.told)
        yield from bullets([Item(" ; ".join(outsider.inform), "Qui informer")])
    yield from bullets(Item(step.who, step.what) for step in sanctions.procedure)
