"""What the base says of how a piece was obtained; the answers expected are those of its sources."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from expert.assessment.model import Status
from expert.cases.refusal import CaseRefusedError
from expert.evidence.consistency import disagreements
from expert.evidence.fairness import (
    _DISLOYAL,
    FairnessReader,
    obtainings,
    refuse_unknown_obtaining,
)
from expert.evidence.ledger import Pieces, added, withdrawn
from expert.incident import Incident
from tests.cases.examples import AT, BY, entry, law
from tests.tui.support import complete_incident, mini_base

DISLOYAL_PUBLIC = "Conseil d'État, section, 16/07/2014, n° 355201"
DISLOYALLY = (
    "La pièce a-t-elle été obtenue par ruse, par intrusion ou par une surveillance cachée ?"
)
DISLOYAL_PRIVATE = "Cour de cassation, assemblée plénière, 22/12/2023, n° 20-20.648"


def _of(status: str, **answers: str) -> Incident:
    told = {"author_status": status, "content_proved": "oui", **answers}
    return Incident("Essai", date(2026, 11, 28), told)


@cache
def _reader(status: str = "titulaire_fph", **answers: str) -> FairnessReader:
    """The reader of a status; what it asked the base once serves every test."""
    return FairnessReader(law(), _of(status, **answers))


@pytest.mark.parametrize(
    ("obtained", "disloyally", "usable"),
    [
        ("handed_by_recipient", "non", "established"),
        ("handed_by_recipient", "", "open"),
        ("handed_by_recipient", "oui", "contested"),
        ("screenshot", "non", "established"),
        ("open_consultation", "", "established"),
        ("bailiff_report", "", "established"),
        ("bailiff_report", "oui", "open"),
        ("witness", "", "open"),
        ("internal_inquiry", "", "open"),
        ("internal_inquiry", "oui", "contested"),
        ("hidden_recording", "non", "contested"),
        ("borrowed_codes", "", "contested"),
        ("fake_profile", "", "contested"),
        ("", "", "open"),
    ],
)
def test_a_piece_against_a_public_agent(obtained: str, disloyally: str, usable: Status) -> None:
    piece = entry(obtained=obtained, disloyally=disloyally)
    assert _reader().of(piece).usable == usable


@pytest.mark.parametrize(
    ("obtained", "disloyally", "usable"),
    [
        ("handed_by_recipient", "non", "established"),
        ("witness", "", "established"),
        ("hidden_recording", "non", "contested"),
        ("fake_profile", "", "contested"),
        ("it_logs", "oui", "contested"),
    ],
)
def test_a_piece_against_an_employee(obtained: str, disloyally: str, usable: Status) -> None:
    piece = entry(obtained=obtained, disloyally=disloyally)
    assert _reader("prive").of(piece).usable == usable


@pytest.mark.parametrize(
    ("named", "usable"),
    [("non", "established"), ("corrobores", "established"), ("seuls", "excluded")],
)
def test_witnesses_without_a_name_do_not_suffice_alone(named: str, usable: Status) -> None:
    piece = entry(nature="temoignage", obtained="witness")
    reader = _reader(anonymous_witnesses=named, authorship="contested")
    assert reader.of(piece).usable == usable


@pytest.mark.parametrize(
    ("status", "source"), [("titulaire_fph", DISLOYAL_PUBLIC), ("prive", DISLOYAL_PRIVATE)]
)
def test_a_disloyal_piece_comes_with_the_decision_that_says_so(status: str, source: str) -> None:
    said = _reader(status).of(entry(obtained="handed_by_recipient", disloyally="oui")).said
    (held,) = [words for words in said if words.status == "established"]
    assert source in held.sources


def test_a_hidden_recording_comes_with_both_readings_and_what_to_do() -> None:
    fairness = _reader().of(entry(obtained="hidden_recording", disloyally="non"))
    (contested,) = [words for words in fairness.said if words.status == "contested"]
    assert len(contested.readings) == 2
    assert contested.prudent == (
        "Ne pas s'appuyer sur cet enregistrement ; recueillir des témoignages.",
    )
    assert fairness.sentence == "Utilisation de la pièce : contesté."
    assert fairness.obtained == "Enregistrement caché"


@pytest.mark.parametrize(
    ("obtained", "disloyally", "asked"),
    [
        ("", "", ["Par quelles pièces les faits sont-ils connus ?", DISLOYALLY]),
        ("screenshot", "", [DISLOYALLY]),
        ("screenshot", "non", []),
        ("open_consultation", "", []),
        ("witness", "", ["Les témoins sont-ils nommés dans le dossier ?"]),
    ],
)
def test_what_is_left_to_ask_is_the_question_of_the_base(
    obtained: str, disloyally: str, asked: list[str]
) -> None:
    found = _reader().of(entry(obtained=obtained, disloyally=disloyally)).asks
    assert list(found[: max(len(asked), 1)]) == asked


@pytest.mark.parametrize(
    ("profile", "labels"),
    [
        (
            "juriste",
            {
                "Preuve utilisable",
                "Témoignages pouvant suffire",
                "Pièce à écarter",
                "Pièce illicite ou déloyale",
                "Preuve recevable contre le salarié",
                "Faux profil ou stratagème, à ne pas employer",
            },
        ),
        (
            "rh",
            {
                "Preuve utilisable",
                "Témoignages pouvant suffire",
                "Pièce à écarter",
                "Preuve recevable contre le salarié",
            },
        ),
    ],
)
def test_a_reader_is_told_of_this_proof_and_of_no_other(profile: str, labels: set[str]) -> None:
    reader = FairnessReader(law(), _of("titulaire_fph"), profile)
    said = reader.of(entry(obtained="open_consultation")).said
    assert {words.label for words in said} == labels


def test_the_answers_about_other_pieces_say_nothing_of_this_one() -> None:
    incident = _of("titulaire_fph", evidence_disloyal="oui")
    piece = entry(obtained="handed_by_recipient", disloyally="non")
    assert FairnessReader(law(), incident).of(piece).usable == "established"


def test_an_overriding_public_interest_leaves_a_disloyal_piece_contested() -> None:
    piece = entry(obtained="handed_by_recipient", disloyally="oui")
    fairness = _reader(major_public_interest="oui").of(piece)
    held = {words.label for words in fairness.said if words.status == "established"}
    assert held == {"Preuve utilisable", "Pièce à écarter"}
    assert fairness.usable == "contested"


def test_the_base_still_has_the_conclusions_that_are_looked_for() -> None:
    assert set(_DISLOYAL) <= set(law().conclusions)


def test_a_base_that_asks_nothing_of_it_says_nothing() -> None:
    reader = FairnessReader(mini_base(), complete_incident())
    assert obtainings(mini_base()) == {}
    assert reader.of(entry()).obtained == ""


def test_a_way_of_obtaining_is_one_of_the_base() -> None:
    refuse_unknown_obtaining(law(), entry(obtained="witness"))
    with pytest.raises(CaseRefusedError, match="vouliez-vous dire « screenshot »"):
        refuse_unknown_obtaining(law(), entry(obtained="screenshots"))


def _ledger() -> Pieces:
    pieces = added((), entry(obtained="screenshot", disloyally="oui"), BY, AT)
    pieces = added(pieces, entry(obtained="witness", nature="temoignage"), BY, AT)
    pieces = added(pieces, entry(obtained="bailiff_report", nature="constat"), BY, AT)
    return withdrawn(pieces, 3, "Doublon", BY, AT)


def test_the_ledger_and_the_answers_are_compared() -> None:
    answers = {"evidence_mode": ("screenshot", "bailiff_report"), "evidence_disloyal": "non"}
    incident = Incident("Essai", date(2026, 11, 28), answers)
    assert disagreements(law(), incident, _ledger()) == (
        "Réponse « Constat d'un commissaire de justice » : aucune pièce du dossier n'y correspond.",
        "Pièce 2 (« Attestations, témoignages ») : les réponses n'en parlent pas.",
        "Pièce 1 : obtenue par ruse, intrusion ou surveillance cachée, alors que la réponse dit "
        "qu'aucune ne l'a été.",
    )


@pytest.mark.parametrize("mode", [None, "absent"])
def test_what_nobody_answered_disagrees_with_nothing(mode: str | None) -> None:
    answers = {} if mode else {"evidence_mode": None, "evidence_disloyal": None}
    incident = Incident("Essai", date(2026, 11, 28), answers)
    assert disagreements(law(), incident, _ledger()) == ()
