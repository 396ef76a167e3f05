"""`qualif dossiers`: what each command does, and each refusal in one sentence with code 2."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from expert.cases.casefile import CaseFile
from expert.command.main import main
from expert.office.desk import Desk
from expert.office.shelf import case_lines
from expert.store.opening import open_file
from tests.command.dossiers.support import PHRASES, Run, runner
from tests.office.support import Office, a_case
from tests.store.support import PHRASE

FILE_PHRASE = "la phrase du fichier"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tmp_path / "qualif" / "dossiers.sqlite"


@pytest.fixture
def run(
    office: Office, base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    return runner(base, monkeypatch, capsys)


@pytest.fixture
def case(office: Office) -> CaseFile:
    desk = office.desk()
    made = a_case(desk.account, "Photo de service")
    desk.create(made)
    return made


def test_the_list_shows_what_is_open_to_the_account(run: Run, case: CaseFile) -> None:
    mine = run("liste")
    assert (mine.code, mine.refused) == (0, "")
    assert mine.said.startswith(f"{case.id}  Photo de service · ouvert")
    theirs = run("liste", by="dir")
    assert theirs.said == "Aucun dossier ne vous est ouvert dans cette base.\n"


def test_a_wrong_phrase_is_one_sentence_that_does_not_repeat_it(run: Run) -> None:
    ended = run("liste", by="inconnu")
    assert ended.code == 2
    assert ended.said == ""
    assert ended.refused.count("\n") == 1 and "ne correspond à aucun compte" in ended.refused
    assert PHRASE not in ended.refused


def test_a_phrase_is_never_an_argument(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dossiers", "liste", "--identifiant", "rh1", "--phrase", PHRASE]) == 2
    assert "option inconnue" in capsys.readouterr().err


def test_without_a_terminal_the_way_to_give_a_phrase_is_told(
    office: Office, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert office
    assert main(["dossiers", "liste", "--base", str(base), "--identifiant", "rh1"]) == 2
    assert "--phrase-stdin" in capsys.readouterr().err


def test_a_base_without_account_is_not_unlocked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = runner(tmp_path / "vide" / "dossiers.sqlite", monkeypatch, capsys)("liste")
    assert ended.code == 2
    assert "aucun compte" in ended.refused


def test_a_case_travels_and_comes_back_as_a_copy(
    run: Run, case: CaseFile, office: Office, tmp_path: Path
) -> None:
    out = tmp_path / "dossier.age"
    words = ("exporter", case.id, "--sortie", str(out), "--pour", "Me Durand", "--motif")
    sent = run(*words, "Communication à la défense", phrases=(FILE_PHRASE,))
    assert sent.code == 0, sent.refused
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    (export,) = office.desk().open(case.id).case.exports
    assert (export.recipient, export.reason) == ("Me Durand", "Communication à la défense")
    again = run("importer", str(out), phrases=(FILE_PHRASE,))
    assert again.code == 2 and "déjà dans cette base" in again.refused
    copied = run("importer", str(out), "--copie", phrases=(FILE_PHRASE,))
    assert copied.code == 0
    titles = [line.title for line in case_lines(office.desk())]
    assert titles == ["Photo de service", "Photo de service"]


@pytest.mark.parametrize(
    ("reason", "phrase", "said"),
    [
        ("court", FILE_PHRASE, "Un motif est attendu"),
        ("Communication à la défense", "court", "en faut 14"),
    ],
)
def test_an_export_without_reason_or_phrase_writes_nothing(
    run: Run, case: CaseFile, office: Office, tmp_path: Path, reason: str, phrase: str, said: str
) -> None:
    out = tmp_path / "dossier.age"
    words = ("exporter", case.id, "--sortie", str(out), "--pour", "Me Durand", "--motif", reason)
    ended = run(*words, phrases=(phrase,))
    assert ended.code == 2 and said in ended.refused
    assert not out.exists()
    assert office.desk().open(case.id).case.exports == ()


def test_an_export_never_replaces_a_file(run: Run, case: CaseFile, tmp_path: Path) -> None:
    out = tmp_path / "dossier.age"
    out.write_text("déjà là")
    words = ("exporter", case.id, "--sortie", str(out), "--pour", "X", "--motif", "Une raison")
    ended = run(*words, phrases=(FILE_PHRASE,))
    assert ended.code == 2 and "existe déjà" in ended.refused
    assert out.read_text() == "déjà là"


def test_a_base_is_put_aside_and_made_again(
    run: Run,
    case: CaseFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    saved, ring = tmp_path / "base.qualif", tmp_path / "trousseau.age"
    done = run("sauvegarder", "--sortie", str(saved), "--trousseau", str(ring))
    assert done.code == 0, done.refused
    assert "faite et relue : 1 dossier" in done.said
    assert {stat.S_IMODE(path.stat().st_mode) for path in (saved, ring)} == {0o600}
    elsewhere = tmp_path / "ailleurs" / "dossiers.sqlite"
    again = runner(elsewhere, monkeypatch, capsys)
    restored = again("restaurer", str(saved), "--trousseau", str(ring))
    assert restored.code == 0, restored.refused
    assert "Base restaurée : 1 dossier, état du" in restored.said
    assert "droits sont ceux du jour de la sauvegarde" in restored.said
    assert again("verifier", "--apres-restauration").code == 0
    assert again("liste").said.startswith(case.id)
    twice = again("restaurer", str(saved), "--trousseau", str(ring))
    assert twice.code == 2 and "base vide" in twice.refused


def test_a_missing_file_is_told(run: Run, tmp_path: Path) -> None:
    ended = run("restaurer", str(tmp_path / "x"), "--trousseau", str(tmp_path / "y"))
    assert ended.code == 2 and "impossible à lire" in ended.refused


def test_rights_are_given_until_a_day_and_taken_back(run: Run, case: CaseFile) -> None:
    given = run("partager", case.id, "dir", "--droits", "lire,exporter", "--jusqu-au", "2099-12-31")
    assert "Ali Benali (dir) : lire, exporter, jusqu'au 31/12/2099" in given.said
    assert run("liste", by="dir").said.startswith(case.id)
    assert "est fermé à Ali Benali" in run("partager", case.id, "dir", "--droits", "aucun").said
    assert "Aucun dossier" in run("liste", by="dir").said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dir", "--droits", "lire,exportr"), "vouliez-vous dire « exporter »"),
        (("dir", "--droits", "exporter"), "« lire » est nécessaire"),
        (("dor", "--droits", "lire"), "Aucun compte ouvert"),
        (("dir", "--droits", "lire", "--jusqu-au", "demain"), "date"),
    ],
)
def test_a_right_that_is_none_is_refused(
    run: Run, case: CaseFile, words: tuple[str, ...], said: str
) -> None:
    ended = run("partager", case.id, *words)
    assert ended.code == 2 and said in ended.refused


def test_an_account_is_given_changes_its_phrase_and_is_closed(run: Run, base: Path) -> None:
    words = ("comptes", "--ajouter", "jur1", "--nom", "Paul Roi", "--profil", "juriste")
    assert (
        "jur1              Paul Roi · juriste\n"
        in run(*words, phrases=("provisoire du mardi",)).said
    )
    PHRASES["jur1"] = "provisoire du mardi"
    try:
        assert "provisoire" in run("liste", by="jur1").refused
        assert run("phrase", by="jur1", phrases=("ma phrase de juriste",)).code == 0
        PHRASES["jur1"] = "ma phrase de juriste"
        assert run("liste", by="jur1").code == 0
        assert "Paul Roi · juriste · fermé" in run("comptes", "--fermer", "jur1").said
        assert "fermé" in run("liste", by="jur1").refused
    finally:
        del PHRASES["jur1"]
    assert base.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--ajouter", "jur1"), "--nom"),
        (("--ajouter", "jur1", "--nom", "X", "--profil", "jurist"), "« juriste »"),
        (("--ajouter", "rh1", "--nom", "X"), "déjà pris"),
        (("--fermer", "rh1"), "propre compte"),
        (("--fermer", "personne"), "Aucun compte"),
    ],
)
def test_an_account_that_cannot_be_is_refused(run: Run, words: tuple[str, ...], said: str) -> None:
    ended = run("comptes", *words, phrases=("provisoire du mardi",))
    assert ended.code == 2 and said in ended.refused


def test_an_account_alone_on_a_case_is_not_closed(run: Run, office: Office) -> None:
    theirs = office.desk("dir")
    theirs.create(a_case(theirs.account))
    ended = run("comptes", "--fermer", "dir")
    assert ended.code == 2 and "n'aurait plus personne" in ended.refused


def test_two_officers_give_an_account_back(run: Run) -> None:
    words = ("recouvrer", "rh1", "--par", "dir", "dpo")
    phrases = (PHRASES["dir"], PHRASES["dpo"], "provisoire du mardi")
    assert "provisoire" in run(*words, by=None, phrases=phrases).said
    assert run("liste").code == 2


def test_an_erased_case_is_gone_and_its_copies_are_named(
    run: Run, case: CaseFile, tmp_path: Path
) -> None:
    out = tmp_path / "dossier.age"
    words = ("exporter", case.id, "--sortie", str(out), "--pour", "Me Durand", "--motif")
    run(*words, "Communication à la défense", phrases=(FILE_PHRASE,))
    wrong = run("effacer", case.id, "--confirmer", "D-0000-0000")
    assert wrong.code == 2 and "rien n'a été effacé" in wrong.refused
    kept = run("effacer", case.id, "--confirmer", case.id)
    assert kept.code == 2 and "sans décision qui le termine" in kept.refused
    done = run("effacer", case.id, "--confirmer", case.id, "--avant-terme", "Ouvert par erreur")
    assert done.code == 0 and "Me Durand" in done.said
    assert "Aucun dossier" in run("liste").said


def test_a_phrase_of_the_input_is_read_one_a_line(
    office: Office, base: Path, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "dossier.age"
    desk = office.desk()
    made = a_case(desk.account)
    desk.create(made)
    words = (
        "exporter",
        made.id,
        "--sortie",
        str(out),
        "--pour",
        "X",
        "--motif",
        "Une bonne raison",
    )
    ended = run(*words)
    assert ended.code == 2 and "rien sur l'entrée standard" in ended.refused
    store = open_file(base)
    assert Desk(store, desk.account, office.clock).open(made.id).number == 1
    store.close()
