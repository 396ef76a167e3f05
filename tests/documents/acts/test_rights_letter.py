"""The letter of rights, by status: what the steps in force say, blanks, and never an accusation."""

from __future__ import annotations

import re

import pytest

from expert.documents.outline import Blank
from tests.documents.acts.complete import (
    answered,
    case,
    changed,
    chapter,
    headings,
    items,
    made,
    said,
    tables,
)

NAME = "information-droits"
SUPPORT = "appuis-courrier"
SILENCE = "Vous avez le droit de vous taire"
FILE = "Vous avez droit à la communication de tout votre dossier"
FIFTEEN_DAYS = "quinze jours au moins avant la séance"


def rights(**answers: object) -> list[str]:
    document = made(NAME, answered(**answers))
    return [item.text for item in items(chapter(document, "Vos droits"))]


@pytest.mark.dossier("administratif_a:R9.1")
def test_a_tenured_agent_reads_silence_the_whole_file_defenders_and_the_time_to_prepare() -> None:
    """Texts: QPC 2024-1105, CGFP L532-4, décret 89-822 art. 1 and 2."""
    found = rights()
    assert len(found) == 4
    assert found[0].startswith(SILENCE) and "conseil de discipline comprise" in found[0]
    assert found[1].startswith(FILE) and "défenseurs de votre choix" in found[1]
    assert "le rapport qui le saisit" in found[2]
    assert FIFTEEN_DAYS in found[3]


@pytest.mark.parametrize("status", ["stagiaire_fph", "contractuel_fph"])
def test_a_trainee_and_a_contract_agent_are_promised_no_disciplinary_board(status: str) -> None:
    found = rights(author_status=status)
    assert [text.partition(" :")[0].partition(",")[0] for text in found] == [
        SILENCE,
        f"{FILE} et des documents annexes",
    ]
    assert not any("conseil de discipline" in text for text in found)


def test_a_contract_practitioner_reads_the_two_months() -> None:
    found = rights(author_status="praticien_contractuel")
    assert "deux mois au moins avant toute décision" in found[0]
    assert found[1].startswith(SILENCE)


def test_a_private_employee_reads_the_labour_code_and_nothing_of_public_law() -> None:
    found = rights(author_status="prive", employer_sector="private_hospital")
    assert len(found) == 2
    assert "convoqué par écrit" in found[0] and "membre du personnel" in found[1]
    private = answered(author_status="prive", employer_sector="private_hospital")
    text = said(made(NAME, private)) + said(made(SUPPORT, private))
    assert "fonction publique" not in text
    assert "ne sont pas connus de la base : à vérifier par un conseil" in text


def test_before_the_fourth_of_october_2024_silence_is_not_promised() -> None:
    found = rights(examen="2024-09-30", discovery_date="2024-09-01")
    assert not any(text.startswith(SILENCE) for text in found)
    assert any(text.startswith(FILE) for text in found)
    assert rights(examen="2024-10-04", discovery_date="2024-09-01")[0].startswith(SILENCE)


@pytest.mark.parametrize("status", ["ph", "interne", "etudiant_sante", "benevole", "militaire"])
def test_where_another_authority_decides_there_is_no_letter_to_sign(status: str) -> None:
    for name in (NAME, SUPPORT):
        document = made(name, answered(author_status=status))
        assert len(headings(document)) == 1
        assert not any(isinstance(block, Blank) for block in document.blocks)
        assert "revient à l'autorité compétente" in said(document)


def test_without_a_status_no_right_is_written() -> None:
    text = said(made(NAME, answered(author_status=None)))
    assert "Le statut de la personne n'est pas connu" in text
    assert SILENCE not in text


ACCUSING = r"reproch|manquement|fautif|faute\b|sanction[^s]|injur|diffam|garce|falsifi|coupable"


def test_what_the_agent_reads_accuses_of_nothing_and_names_nobody() -> None:
    document = made(NAME)
    letter = said(document)
    assert not re.search(ACCUSING, letter.lower())
    for name in ("Durand", "Marchand", "Roussel", "P1"):
        assert name not in letter
    assert "Rien n'est tenu pour établi et rien n'est décidé." in letter


def test_date_name_and_signatory_are_blanks() -> None:
    blanks = [block.label for block in made(NAME).blocks if isinstance(block, Blank)]
    for expected in (
        "Le",
        "Destinataire",
        "Nom et qualité du signataire",
        "Signature",
        "Temps laissé pour préparer votre défense, jusqu'au",
    ):
        assert expected in blanks


def test_the_signatory_reads_what_bears_each_right_with_its_level_and_caution() -> None:
    (table,) = tables(chapter(made(SUPPORT), "Ce qui porte chaque droit"))
    rows = {row[0]: row for row in table.rows}
    assert len(rows) == len(rights())
    silence = rows["Informer par écrit l'agent de son droit de se taire"]
    assert "décision 2024-1105 QPC (texte vérifié)" in silence[1]
    assert "n° 490157 (connue par une note, texte à lire avant de citer)" in silence[1]
    assert "mise en garde" in silence[1]
    assert silence[2].startswith("Annulation seulement si")


def test_a_decision_read_in_full_for_this_case_is_told_as_read() -> None:
    (read,) = case().verified_sources
    silence = read.model_copy(update={"source": "ce-sect-2024-12-19-490157"})
    text = said(made(SUPPORT, changed(verified_sources=(silence,))))
    assert "n° 490157 (texte vérifié par un juriste, le 24/11/2026)" in text


def test_while_nobody_is_established_the_signatory_is_warned() -> None:
    unsure = said(made(SUPPORT, answered(authorship="not_linked")))
    assert "voir d'abord, avec un conseil, si ce courrier doit partir" in unsure
    assert "si ce courrier doit partir" not in said(made(SUPPORT))
