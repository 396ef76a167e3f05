"""The exact chapters of each document, none of them empty, in the words and marks of French.

The lists are those that the duties of each document ask for, in the order its reader needs.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from expert.assessment import assess
from expert.documents.acts.catalogue import ACTS, MadeDocument, made_document, titles
from expert.documents.acts.framing import DRAFT
from expert.documents.outline import (
    Blank,
    Block,
    Bullets,
    Heading,
    Item,
    Paragraph,
    Quotation,
    Table,
)
from expert.incident_files import read_incidents
from knowledge.models.sources import Decision
from tests.documents.acts.complete import (
    ROOT,
    all_of,
    answered,
    case,
    changed,
    headings,
    incident,
    law,
    made,
    said,
)
from tests.documents.test_readers import FORBIDDEN

CHAPTERS = {
    "note-juridique": [
        "Un manquement peut-il être reproché ?",
        "Ce qui a été publié",
        "Raisonnements",
        "À établir avant de conclure",
        "Attaques prévisibles, dans leur ordre",
        "Délais",
        "Textes lus en entier pour ce dossier",
        "Textes",
        "Décisions connues",
        "Identité du calcul",
        "Mention",
    ],
    "rapport-saisine": [
        "Faits et mots exacts",
        "Chronologie",
        "Griefs, chacun avec sa preuve",
        "Manquements à établir, qui ne fondent aucun grief à ce jour",
        "Ce que l'agent a dit",
        "En faveur de l'agent",
        "Garanties de la procédure",
        "Pièces jointes au rapport",
        "Proposition",
        "Signature",
        "Mention",
    ],
    "information-droits": [
        "Vos droits",
        "En pratique",
        "Signature",
    ],
    "appuis-courrier": ["Avant de signer", "Ce qui porte chaque droit"],
    "chronologie": [
        "Chronologie",
        "Pièces",
        "Pièces en faveur de la personne",
        "Faits décisifs sans pièce",
        "Le maillon le plus faible",
    ],
    "fiche-traitement": [
        "Pourquoi cette fiche",
        "Degré et mode de contribution",
        "Données traitées et leurs sources",
        "Paramètres, pondération et application à la situation",
        "Opérations effectuées",
        "Identité du calcul",
        "Mention",
    ],
    "personne-visee": [
        "Ce qui a été publié",
        "Les dates qui comptent pour vous",
        "Ce qui vous est ouvert",
    ],
    "violation-donnees": [
        "Les heures de cet incident",
        "Constater",
        "Notifier ou non, avec la raison",
        "Registre interne",
        "Personnes concernées",
        "Mesures prises",
    ],
    "note-personnel": [
        "Ce qu'est l'outil",
        "À quoi il sert",
        "Ce qu'il ne fait pas",
        "Vos droits",
        "Avant de diffuser cette note",
    ],
}


@cache
def complete() -> dict[str, MadeDocument]:
    return all_of(case())


@pytest.mark.parametrize("name", sorted(CHAPTERS))
def test_the_chapters_of_a_document_are_those_its_reader_needs(name: str) -> None:
    title, *chapters = headings(complete()[name])
    assert chapters == CHAPTERS[name]
    assert title


def test_the_list_names_every_document_once() -> None:
    assert list(titles(law())) == [*ACTS, "note-personnel"]


@pytest.mark.parametrize("reader", ["rh", "juriste", "contradiction"])
def test_a_sheet_of_the_case_begins_with_the_case(reader: str) -> None:
    document = complete()[f"fiche-{reader}"]
    found = headings(document, 3)
    assert found[1:4] == ["Le dossier", "Décisions prises", "Pièces"]
    text = said(document)
    assert "• Étape : conseil ou instance saisi" in text
    assert "– Motif : Les mots du second passage" in text


def test_a_manager_reads_the_stage_and_neither_decision_nor_piece() -> None:
    text = said(complete()["fiche-manager"])
    assert "• Étape : conseil ou instance saisi" in text
    for kept in ("Décisions prises", "Sanction", "Attestation", "Durand-Lefèvre, aide"):
        assert kept not in text


def test_a_sheet_from_a_party_to_the_incident_shows_neither_decision_nor_piece() -> None:
    text = said(made("fiche", answered(reporter_role="temoin"), reader="rh"))
    assert "• Étape : conseil ou instance saisi" in text
    for kept in ("Décisions prises", "exclusion", "Attestation"):
        assert kept not in text


WAITS = {
    "fiche", "note-juridique", "rapport-saisine", "information-droits", "chronologie",
    "fiche-traitement",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(ACTS))
def test_a_document_is_a_draft_until_somebody_decided_and_said_why(name: str) -> None:
    undecided = made(name, changed(decisions=()))
    assert undecided.draft == (name in WAITS)
    second = undecided.marked[1]
    assert (second == Paragraph(DRAFT)) == (name in WAITS)
    decided = made(name)
    assert not decided.draft
    assert DRAFT not in said(decided)


def test_a_referral_waits_for_a_referral() -> None:
    (referred,) = case().decisions
    closed = referred.model_copy(update={"act": "sans-suite", "sanction": "", "group": ""})
    assert made("rapport-saisine", changed(decisions=(closed,))).draft
    assert not made("chronologie", changed(decisions=(closed,))).draft


def test_a_decision_without_its_reason_leaves_a_draft() -> None:
    (referred,) = case().decisions
    silent = referred.model_copy(update={"reason": " "})
    assert made("note-juridique", changed(decisions=(silent,))).draft
    assert made("rapport-saisine", changed(decisions=(silent,))).draft


RECITS = ROOT / "tests" / "recits"
FILES = (
    "02-messages-anterieurs",
    "03-story-supprimee",
    "r3-apres-cyberattaque",
)


@cache
def made_of(file: str) -> dict[str, MadeDocument]:
    """Return every document of an incident without a case, each result computed once."""
    known = incident(file)
    read = {
        profile: assess(law(), known, profile) for profile in ("rh", "juriste", "contradiction")
    }
    return {
        name: made_document(law(), name, known, read=read[act.profile or "rh"])
        for name, act in ACTS.items()
    }


def documents(file: str) -> dict[str, MadeDocument]:
    return complete() if file == "complet" else made_of(file)


def texts(block: Block) -> list[str]:
    match block:
        case Heading(text) | Paragraph(text) | Blank(text):
            return [text]
        case Quotation():
            return []
        case Bullets(items):
            return [text for item in items for text in item_texts(item)]
        case Table(header, rows):
            return [*header, *(cell for row in rows for cell in row)]


def item_texts(item: Item) -> list[str]:
    return [item.strong, item.text, *(text for each in item.items for text in item_texts(each))]


@pytest.mark.parametrize("file", ["complet", *FILES])
def test_no_chapter_no_table_and_no_list_is_empty(file: str) -> None:
    for name, document in documents(file).items():
        blocks = document.blocks
        for block, after in zip(blocks, (*blocks[1:], None), strict=True):
            if isinstance(block, Heading):
                deeper = isinstance(after, Heading) and after.level > block.level
                assert after is not None and (deeper or not isinstance(after, Heading)), (
                    name,
                    block.text,
                )
            if isinstance(block, Bullets):
                assert block.items, name
            if isinstance(block, Table):
                assert block.rows, name
                assert {len(row) for row in block.rows} == {len(block.header)}, name


BAD_MARKS = {
    "straight double quote": r'"',
    "space missing before a high mark": r"[^\s\d/:.\[{\u00a0](?<!https)[;?!»]",
    "colon tied to its word": r"[a-zéèà]:(?!//)",
    "two spaces": r"\S  \S",
    "ISO date": r"\b\d{4}-\d{2}-\d{2}\b",
    "three dots": r"\w\.\.\.",
    "placeholder": r"\bNone\b|\bTrue\b|\bFalse\b|[{}]",
    "english": r"\b(the|unknown|draft|established|contested|excluded|open_|piece_)\b",
    "underscore": r"\b\w+_\w+\b",
}


@pytest.mark.parametrize("file", ["complet", *FILES])
def test_what_a_document_says_is_french_and_free_of_the_words_to_avoid(file: str) -> None:
    quoted = [
        phrase.rstrip(". ")
        for source in law().sources.values()
        for phrase in (
            source.holding if isinstance(source, Decision) else source.states,
            source.caution or "",
        )
        if len(phrase) > 8
    ]
    for name, document in documents(file).items():
        own = "\n".join(
            text for block in document.blocks[1:] for text in texts(block) if "://" not in text
        )
        for phrase in quoted:
            own = own.replace(phrase, "Dit")
        for source in law().sources.values():
            if not isinstance(source, Decision):
                own = own.replace(source.reference, "Texte")
        own = re.sub(r"\[[a-z0-9-]+\]", "", own)  # the ids that counsel reads beside a source
        own = own.replace(law().digest, "N").replace("qualif-assessment/1", "N")
        for what, form in BAD_MARKS.items():
            found = re.search(form, own)
            assert found is None, (name, what, own[max(0, found.start() - 40) : found.end() + 40])
        bad = {
            word: m[0] for word, form in FORBIDDEN.items() if (m := re.search(form, own.lower()))
        }
        assert bad == {}, name


@pytest.mark.campaign
@pytest.mark.parametrize("path", sorted(RECITS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_incident_of_the_tests_gives_every_document(path: Path) -> None:
    (known,) = read_incidents(path, law())
    for name in ACTS:
        assert len(made_document(law(), name, known).blocks) > 1, name
