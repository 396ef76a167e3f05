"""`qualif dossiers`: verifying, the journal, what is due, the date, and a request of access."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from expert.cases.answers import Note
from expert.cases.casefile import CaseFile
from expert.cases.decisions import Decision
from expert.cases.people import Person
from expert.cases.retention import Freeze
from expert.office import moments
from expert.store.schema import journal, revision, setting
from tests.command.dossiers.support import PHRASES, Run, runner
from tests.office.support import NOW, Office, a_case
from tests.store.support import Reopen


@pytest.fixture
def run(
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    return runner(tmp_path / "qualif" / "dossiers.sqlite", monkeypatch, capsys)


def opened(office: Office, title: str = "Photo de service", **parts: object) -> CaseFile:
    """Return a case stored by the first account."""
    desk = office.desk()
    made = a_case(desk.account, title, **parts)
    desk.create(made)
    return made


def closed_on(office: Office, day: date) -> Decision:
    """Return the decision that closes a case without sanction."""
    return Decision(
        act="sans-suite",
        on=day,
        authority="La directrice",
        reason="Faits non établis",
        by=office.account("rh1").id,
        at=NOW,
    )


def test_what_is_whole_is_said_safe(run: Run, office: Office) -> None:
    opened(office)
    ended = run("verifier")
    assert ended.code == 0, ended.said
    assert "Journal intact : les entrées 1 à" in ended.said
    assert "Dossiers intacts, pièces jointes comprises : 1." in ended.said


def test_a_damaged_case_is_named_and_the_others_are_safe(run: Run, office: Office) -> None:
    opened(office, "Bon")
    bad = opened(office, "Abîmé")
    with office.store.transaction() as connection:
        connection.execute(
            update(revision).where(revision.c.casefile == bad.id).values(sealed=b"abime")
        )
    ended = run("verifier")
    assert ended.code == 2
    assert "pièces jointes comprises : 1." in ended.said
    assert f"{bad.id} : Le dossier {bad.id} est abîmé" in ended.said


def test_a_line_taken_out_of_the_journal_is_found(run: Run, office: Office) -> None:
    opened(office)
    with office.store.transaction() as connection:
        connection.execute(delete(journal).where(journal.c.number == 3))
    ended = run("verifier")
    assert ended.code == 2
    assert "Sûr : les entrées 1 à 2." in ended.said
    assert "Manquant : l'entrée 3" in ended.said


def test_an_old_journal_put_back_is_found_by_the_witness(
    run: Run, office: Office, reopen: Reopen
) -> None:
    with office.store.transaction() as connection:
        head = connection.execute(select(setting.c.value)).scalar_one()
        count = len(connection.execute(select(journal.c.number)).all())
    opened(office)
    assert run("verifier").code == 0
    with reopen().transaction() as connection:
        connection.execute(delete(journal).where(journal.c.number > count))
        connection.execute(update(setting).values(value=head))
    ended = run("verifier")
    assert ended.code == 2
    assert "Le témoin a vu" in ended.said
    assert run("verifier", "--apres-restauration").code == 0


def test_the_journal_tells_acts_and_no_name(run: Run, office: Office) -> None:
    case = opened(office, "Madame Dupont", people=(_person("Anne Dupont"),))
    told = run("journal", "--dossier", case.id, by="dpo").said
    assert told.splitlines() == [
        f"{told[:6]}  {moments.written(NOW)}  rh1               dossier créé  {case.id}"
    ]
    assert "Dupont" not in run("journal", by="dpo").said


def test_what_is_due_is_told_with_its_reason(run: Run, office: Office) -> None:
    opened(office, decisions=(closed_on(office, date(2020, 1, 1)),))
    opened(office)
    said = run("echeances").said.splitlines()
    assert len(said) == 2
    assert "sans suite le 01/01/2020" in said[0]
    assert "Aucune décision ne termine ce dossier" in said[1]


def test_durations_are_chosen_and_change_what_is_due(run: Run, office: Office) -> None:
    assert "provisoires" in run("durees").said
    done = run("durees", "--sans-suite", "24")
    assert "dossier clos sans suite : 24 mois" in done.said
    assert "provisoires" not in done.said
    case = opened(office, decisions=(closed_on(office, date(2026, 1, 1)),))
    assert "jusqu'à la veille du 02/01/2028" in run("echeances").said
    kept = run("effacer", case.id, "--confirmer", case.id)
    assert kept.code == 2 and "se garde jusqu'à la veille du 02/01/2028" in kept.refused


@pytest.mark.parametrize("months", ["0", "121", "abc"])
def test_a_duration_that_is_none_changes_nothing(run: Run, months: str) -> None:
    assert run("durees", "--sans-suite", months).code == 2
    assert "dossier clos sans suite : 6 mois" in run("durees").said


def test_durations_changed_by_hand_erase_nothing(run: Run, office: Office) -> None:
    run("durees", "--sans-suite", "24")
    with office.store.transaction() as connection:
        kept = select(setting.c.value).where(setting.c.name == "durees")
        text = connection.execute(kept).scalar_one().replace("24", "1")
        connection.execute(update(setting).where(setting.c.name == "durees").values(value=text))
    ended = run("echeances")
    assert ended.code == 2 and "changées hors de Qualif" in ended.refused


def test_a_frozen_case_is_not_erased_even_before_its_term(run: Run, office: Office) -> None:
    by = office.account("rh1").id
    freeze = Freeze(reason="Recours", ends_on=NOW.date() + timedelta(days=300), by=by, at=NOW)
    case = opened(office, decisions=(closed_on(office, date(2020, 1, 1)),), freezes=(freeze,))
    ended = run("effacer", case.id, "--confirmer", case.id, "--avant-terme", "Doublon")
    assert ended.code == 2 and "gelé jusqu'au" in ended.refused
    assert office.desk().open(case.id)


def test_a_person_gets_all_that_is_kept_with_the_others_masked(
    run: Run, office: Office, tmp_path: Path
) -> None:
    by = office.account("rh1").id
    note = Note(text="Anne Dupont a été vue par Luc Noir.", by=by, at=NOW)
    people = (_person("Anne Dupont"), _person("Luc Noir", "temoin", "p2"))
    case = opened(office, "Photo", people=people, notes=(note,))
    out = tmp_path / "releve.txt"
    ended = run("droit-d-acces", "Anne Dupont", "--sortie", str(out))
    assert ended.code == 0, ended.refused
    told = out.read_text()
    assert "Anne Dupont" in told and "Noir" not in told
    assert "[témoin 1]" in told
    assert run("journal", "--dossier", case.id, by="dpo").said.count("droit d'accès") == 1
    nobody = run("droit-d-acces", "Jean Valjean", "--sortie", str(tmp_path / "x.txt"))
    assert nobody.code == 2 and "ne nomme cette personne" in nobody.refused


def _person(name: str, role: str = "concernee", person: str = "p1") -> Person:
    return Person.model_validate({"id": person, "name": name, "role": role})


def test_a_case_is_frozen_with_its_reason_and_the_freeze_is_lifted(
    run: Run, office: Office
) -> None:
    case = opened(office)
    done = run("geler", case.id, "--jusqu-au", "2099-12-31", "--motif", "Recours au tribunal")
    assert done.code == 0, done.refused
    assert "1. Jusqu'au 31/12/2099 compris, en cours : Recours au tribunal" in done.said
    words = ("effacer", case.id, "--confirmer", case.id, "--avant-terme", "Doublon")
    assert "gelé jusqu'au 31/12/2099" in run(*words).refused
    assert "levé le" in run("geler", case.id, "--lever", "1").said
    assert run(*words).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--jusqu-au", "2099-12-31"), "motif du gel"),
        (("--jusqu-au", "2001-01-01", "--motif", "Recours"), "déjà passé"),
        (("--lever", "1"), "pas de ce rang"),
    ],
)
def test_a_freeze_that_cannot_be_is_refused(
    run: Run, office: Office, words: tuple[str, ...], said: str
) -> None:
    case = opened(office)
    ended = run("geler", case.id, *words)
    assert ended.code == 2 and said in ended.refused


def test_cases_are_linked_in_an_affair_and_compared_by_counsel_alone(
    run: Run, office: Office
) -> None:
    case = opened(office, people=(_person("Anne Dupont"),))
    said = run("affaires", "--ouvrir", "Groupe fermé du service").said
    name = said.split()[0]
    assert (
        f"{name}  Groupe fermé du service · {case.id}"
        in run("affaires", "--joindre", name, case.id).said
    )
    again = run("affaires", "--joindre", name, case.id)
    assert again.code == 2 and "déjà dans cette affaire" in again.refused
    refused = run("affaires", "--egalite", name)
    assert refused.code == 2 and "compte de juriste" in refused.refused
    assert "Dupont" not in refused.said
    assert "aucun dossier" in run("affaires", "--retirer", name, case.id).said


def test_counsel_reads_what_was_decided_for_each(run: Run, office: Office) -> None:
    words = ("comptes", "--ajouter", "jur1", "--nom", "Paul Roi", "--profil", "juriste")
    assert run(*words, phrases=("provisoire du mardi",)).code == 0
    PHRASES["jur1"] = "provisoire du mardi"
    try:
        run("phrase", by="jur1", phrases=("ma phrase de juriste",))
        PHRASES["jur1"] = "ma phrase de juriste"
        case = opened(
            office,
            people=(_person("Anne Dupont"),),
            decisions=(closed_on(office, date(2026, 1, 1)),),
        )
        name = run("affaires", "--ouvrir", "Groupe").said.split()[0]
        run("affaires", "--joindre", name, case.id)
        for each in (name, case.id):
            assert run("partager", each, "jur1", "--droits", "lire").code == 0
        told = run("affaires", "--egalite", name, by="jur1").said
    finally:
        del PHRASES["jur1"]
    assert f"{case.id}  Anne Dupont · ouvert" in told
    assert "01/01/2026  clôture sans suite" in told
    assert told.startswith("Pour le juriste seulement.")


def test_the_journal_is_read_by_who_may(run: Run) -> None:
    refused = run("journal")
    assert refused.code == 2
    assert "Le profil « ressources humaines » ne permet pas de lire le journal" in refused.refused
    assert run("journal", by="dpo").code == 0
