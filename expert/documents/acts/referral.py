"""The report that seizes the disciplinary body: dated facts, griefs apart, both sides.

It proposes no sanction unless a recorded human decision does, and then says whose and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from expert.assessment.model import ConclusionResult, IndicatorResult, UnitResult
from expert.calendar import french_date
from expert.documents.acts.bearing import minor, pieces_of, reproaches
from expert.documents.acts.chronology import dated_facts
from expert.documents.acts.disclosable import Disclosable, DisclosedStatement, numbered
from expert.documents.acts.framing import PARTY, about, blanks, lowered, opening, stands_aside
from expert.documents.acts.levelled_text import LevelledText
from expert.documents.chapters.closing import closing
from expert.documents.chapters.conclusions import depends, readings, said
from expert.documents.chapters.factual_report import facts
from expert.documents.chapters.griefs import UNTIL_EXCLUDED
from expert.documents.merging import merged
from expert.documents.outline import (
    Block,
    Bullets,
    Heading,
    Item,
    Paragraph,
    Quotation,
    Table,
    bullets,
)
from expert.documents.source_text import SourceText, status_word
from expert.explanation.render import main_rule

TITLE: Final = "Rapport de saisine"
NO_BODY: Final = (
    "Au vu des réponses, aucun conseil de discipline ni aucune instance n'est à saisir pour ce "
    "statut : ce rapport n'est pas établi."
)
NOT_OURS: Final = (
    "L'établissement ne saisit pas lui-même d'instance disciplinaire pour ce statut : ce rapport "
    "n'est pas établi."
)
NOT_ESTABLISHED: Final = (
    "Tant que l'origine du message n'est pas établie, aucun rapport ne saisit une instance : il "
    "désignerait quelqu'un. Établir d'abord, par des pièces, de qui il vient."
)
_NATURE: Final = (
    "Ce rapport décrit des mots, des images et des gestes, et les pièces qui les portent. Il ne "
    "dit rien des opinions, de la santé ni de la vie de la personne. Chaque grief se rédige et se "
    "prouve à part."
)
_NO_PROPOSAL: Final = (
    "Ce rapport ne propose aucune sanction : aucune proposition d'une personne n'est enregistrée "
    "au dossier."
)
_NO_GRIEF: Final = "Aucun manquement n'est établi ni contesté au vu des réponses."
_NO_WORD: Final = (
    "Aucune déclaration de la personne n'est enregistrée au dossier. Ce silence n'est tenu ni pour "
    "un aveu ni pour un grief."
)
_DONE: Final = {True: "faite", False: "pas encore faite", None: "non renseigné"}
_NO_TEXT: Final = "principe posé par des décisions : voir la note juridique"
_SILENCE_UNKNOWN: Final = "information du droit de se taire non enregistrée"


def referral(told: Disclosable) -> Iterator[Block]:
    """Yield the document, or why there is none to make."""
    source = LevelledText(told.assessment, "juriste")
    bodies = told.assessment.sanctions.bodies
    outsider = told.assessment.sanctions.outsider
    named = "" if outsider else " ; ".join(bodies)
    yield from opening(told, about(told, f"{TITLE}, {lowered(named)}" if named else TITLE))
    if stands_aside(source):
        yield Paragraph(PARTY)
        yield from facts(source)
        yield from closing(source)
        return
    if outsider is not None:
        yield Paragraph(NOT_OURS)
        yield Paragraph(outsider.told)
        yield from bullets([Item(" ; ".join(outsider.inform), "Qui informer")])
        return
    if not bodies or not told.imputed:
        yield Paragraph(NOT_ESTABLISHED if bodies else NO_BODY)
        return
    yield from _who(told)
    yield Paragraph(_NATURE)
    yield from _published(told, source)
    yield from dated_facts(told)
    yield from _griefs(told, source)
    yield from _not_yet(source)
    yield from _said_by_the_person(told)
    yield from _in_favour(told, source)
    yield from _guarantees(told)
    yield from _joined(told)
    yield from _proposal(told)
    yield Heading("Signature")
    yield from blanks(("Nom et qualité du signataire", "Fait à", "Le", "Signature"))
    yield from closing(source)


def _who(told: Disclosable) -> Iterator[Block]:
    """Yield whom it concerns and who seizes: a name only when the message is established as his."""
    authority = told.assessment.sanctions.authority
    known = [Item(told.assessment.sanctions.label, "Statut")]
    if told.person:
        known.insert(0, Item(told.person, "Personne concernée"))
    if authority:
        known.append(Item(authority, "Autorité qui a le pouvoir disciplinaire"))
    yield from bullets(known)
    left = ("Établissement", "Autorité qui saisit", "Grade ou emploi, service, ancienneté")
    yield from blanks(left if told.person else ("Personne concernée", *left))


def _published(told: Disclosable, source: SourceText) -> Iterator[Block]:
    """Yield each passage with its exact words, who could read it, where it stood, its pieces."""
    yield Heading("Faits et mots exacts")
    addresses = dict(told.addresses)
    for publication in told.assessment.publications:
        for unit in publication.units:
            yield Heading(f"Passage {unit.id}", level=3)
            if unit.verbatim:
                yield Quotation(unit.verbatim)
            address = addresses.get(publication.id, "")
            yield Bullets(tuple(_about_passage(told, unit, publication.id, address)))


def _about_passage(
    told: Disclosable, unit: UnitResult, publication: str, address: str
) -> Iterator[Item]:
    if not unit.verbatim:
        yield Item("mots exacts non saisis : à relever dans la pièce", "Mots")
    places = (f"@{publication}", f"@{publication}/{unit.passage}")
    for event in told.events:
        if event.key.endswith(places) and event.day is not None:
            yield Item(event.when, event.label)
    if address:
        yield Item(address, "Adresse")
    if unit.target:
        yield Item(unit.target, "Personne ou chose visée")
    yield Item(f"{unit.access.label} ({status_word(unit.access.status)})", "Qui pouvait lire")
    keys = [a.key for a in told.assessment.answers if a.key.endswith(places)]
    borne = told.said_bearing(keys)
    if borne:
        yield Item(borne, "Pièces")


def _griefs(told: Disclosable, source: LevelledText) -> Iterator[Block]:
    """Yield each grief apart: what is reproached, its rule, facts, own proof and status."""
    yield Heading("Griefs, chacun avec sa preuve")
    found = reproaches(source)
    if not found:
        yield Paragraph(_NO_GRIEF)
    for number, grief in enumerate(found, start=1):
        yield Heading(f"Grief {number} : {grief.label}{source.unit(grief.unit)}", level=3)
        yield Bullets(tuple(_grief(told, source, grief)))


def _grief(told: Disclosable, source: LevelledText, c: ConclusionResult) -> Iterator[Item]:
    grief = source.griefs[c.id, c.unit]
    yield Item(grief.plain, "Ce qui est reproché")
    yield Item(said(source, c, with_support=False), "Statut")
    if grief.settle_first:
        named = " ; ".join(f"{each.label} ({each.said})" for each in grief.settle_first)
        yield Item(f"{named}. {UNTIL_EXCLUDED}", "À trancher d'abord")
    proof = source.proof(c.proof)
    rule = main_rule(proof) if proof else None
    if proof is not None and rule is not None:
        cited = source.references(source.texts(rule.sources))
        yield Item(f"{rule.statement} ({cited or _NO_TEXT})", "Obligation")
        yield Item("", "Faits", tuple(Item(fact) for fact in minor(told, proof)))
        lacking = f"aucune pièce du registre ; à réunir : {' ; '.join(grief.pieces)}"
        yield Item(numbered(pieces_of(told, proof)) or lacking, "Preuve propre à ce grief")
    if c.contested:
        yield from readings(source, c.contested, with_sources=False)


def _not_yet(source: SourceText) -> Iterator[Block]:
    """Yield the breaches still to establish: no grief rests on them today."""
    found = [c for c in source.named if source.is_grief(c) and c.status == "open"]
    if found:
        yield Heading("Manquements à établir, qui ne fondent aucun grief à ce jour")
        yield from bullets(
            merged(source, ((c.unit, Item("", c.label, (depends(source, c),))) for c in found))
        )


def _said_by_the_person(told: Disclosable) -> Iterator[Block]:
    """Yield what the person said, in their words, and whether they knew they could stay silent."""
    yield Heading("Ce que l'agent a dit")
    if not told.statements:
        yield Paragraph(_NO_WORD)
    for each in told.statements:
        who = each.who or "La personne"
        yield Paragraph(f"{who}, le {french_date(each.on)}, {each.setting} ({_informed(each)}).")
        if each.words:
            yield Quotation(each.words)
        else:
            yield Paragraph("A choisi de ne rien dire.")
        if each.piece:
            yield Paragraph(f"Voir la {numbered((each.piece,))}.")


def _informed(each: DisclosedStatement) -> str:
    if each.silence_told_on is None:
        return _SILENCE_UNKNOWN
    late = each.silence_told_on > each.on
    after = ", donc après" if late else ""
    return f"droit de se taire dit le {french_date(each.silence_told_on)}{after}"


def _in_favour(told: Disclosable, source: SourceText) -> Iterator[Block]:
    """Yield what speaks for the person, asked with the same care as the rest."""
    found = [
        (i.unit, Item(_stood(i), i.label))
        for i in told.assessment.proportionality.indicators
        if i.bearing == "for" and i.status != "excluded"
    ]
    yield Heading("En faveur de l'agent")
    if found:
        yield from bullets(merged(source, found))
    else:
        yield Paragraph("Rien n'est établi au vu des réponses ; à demander avec le même soin.")
    yield Heading("Pièces en sa faveur", level=3)
    favourable = [piece for piece in told.standing if piece.favourable]
    if favourable:
        yield from bullets(Item(piece.title, f"Pièce n° {piece.number}") for piece in favourable)
    else:
        yield Paragraph("Le registre n'en contient aucune.")
    asked = source.gestures("en-faveur")
    if asked:
        yield Heading("Demandé ou à demander avec le même soin", level=3)
        yield from bullets(gesture.text for gesture in asked)


def _stood(indicator: IndicatorResult) -> str:
    """Say where an indicator stands, its sentence only when it says more than its status."""
    word = status_word(indicator.status)
    more = indicator.sentence.removeprefix(f"{indicator.label} : {word}.").strip()
    return f"{word}. {more}".strip()


def _guarantees(told: Disclosable) -> Iterator[Block]:
    """Yield the guarantees of the procedure: what the answers say of each, and where to date it."""
    if told.rights:
        yield Heading("Garanties de la procédure")
        yield Table(
            ("Garantie", "D'après les réponses", "Date et pièce qui le montre"),
            tuple((right.step, _DONE[right.done], "") for right in told.rights),
        )


def _joined(told: Disclosable) -> Iterator[Block]:
    """Yield the pieces that are joined, by number."""
    yield Heading("Pièces jointes au rapport")
    if not told.standing:
        yield Paragraph("Aucune pièce n'est au registre.")
        return
    yield Table(
        ("N°", "Pièce", "Nature"),
        tuple((str(piece.number), piece.title, piece.nature) for piece in told.standing),
    )


def _proposal(told: Disclosable) -> Iterator[Block]:
    """Yield the sanction that a person proposes, whose proposal it is and why; or that none is."""
    yield Heading("Proposition")
    found = [each for each in told.decisions if each.referral and each.sanction]
    if not found:
        yield Paragraph(_NO_PROPOSAL)
    for each in found:
        yield from bullets([
            Item(f"{each.authority}, le {french_date(each.on)}", "Proposée par"),
            Item(each.sanction, "Sanction proposée"),
            Item(each.reason, "Motif"),
        ])  # fmt: skip
