"""`qualif dossiers document`: what leaves is written down first, with its reason and its reader."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest

from expert.cases.casefile import CaseFile
from tests.command.dossiers.support import Run, runner
from tests.documents.acts.complete import case as complete
from tests.documents.acts.complete import law
from tests.office.support import Office
from tests.papers import altered
from tests.papers.examples import pdf, word

REASON = "Préparer la séance du conseil"


@pytest.fixture(autouse=True)
def one_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.load_base", law)


@pytest.fixture
def run(
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    return runner(tmp_path / "qualif" / "dossiers.sqlite", monkeypatch, capsys)


@pytest.fixture
def stored(office: Office) -> CaseFile:
    office.desk().create(complete())
    return complete()


def test_a_document_leaves_in_a_file_of_its_owner_and_is_recorded_in_the_case(
    run: Run, stored: CaseFile, office: Office, tmp_path: Path
) -> None:
    out = tmp_path / "chronologie.md"
    words = ("chronologie", stored.id, "--sortie", str(out), "--pour", "Me Roux")
    ended = run("document", *words, "--motif", REASON, "--format", "markdown", "--anonyme")
    assert ended.code == 0, ended.refused
    assert ended.said.startswith("Document écrit dans")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    text = out.read_text("utf-8")
    assert text.startswith("# Chronologie et liste des pièces") and "Durand" not in text
    (export,) = office.desk().open(stored.id).case.exports
    assert (export.document, export.form, export.recipient, export.reason) == (
        "chronologie",
        "markdown",
        "Me Roux",
        REASON,
    )
    assert export.anonymised
    assert export.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()


def test_an_office_document_leaves_as_a_file_of_its_kind(
    run: Run, stored: CaseFile, office: Office, tmp_path: Path
) -> None:
    out = tmp_path / "courrier.pdf"
    words = ("information-droits", stored.id, "--sortie", str(out), "--pour", "l'agent")
    ended = run("document", *words, "--motif", REASON, "--format", "pdf")
    assert ended.code == 0, ended.refused
    assert out.read_bytes().startswith(b"%PDF-")
    (export,) = office.desk().open(stored.id).case.exports
    assert (export.form, export.draft) == ("pdf", False)


def test_a_draft_is_said_to_be_one(run: Run, office: Office, tmp_path: Path) -> None:
    office.desk().create(complete().model_copy(update={"decisions": ()}))
    out = tmp_path / "note.txt"
    words = ("document", "note-juridique", complete().id, "--sortie", str(out), "--pour", "moi")
    ended = run(*words, "--motif", REASON)
    assert ended.code == 0 and ended.said.startswith("Projet écrit dans")
    assert "Projet, non définitif" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"--motif": "court"}, "Un motif est attendu, en une phrase"),
        ({"name": "rapport"}, "document inconnu : « rapport » ; vouliez-vous dire"),
        ({"case": "D-0000-0000"}, "il ne vous est pas ouvert"),
    ],
)
def test_what_is_refused_writes_no_file_and_records_no_export(
    change: dict[str, str],
    sentence: str,
    run: Run,
    stored: CaseFile,
    office: Office,
    tmp_path: Path,
) -> None:
    out = tmp_path / "rapport.txt"
    words = {"name": "rapport-saisine", "case": stored.id, "--motif": REASON} | change
    ended = run(
        "document", words["name"], words["case"], "--sortie", str(out), "--pour", "le conseil",
        "--motif", words["--motif"],
    )  # fmt: skip
    assert ended.code == 2 and sentence in ended.refused, ended.refused
    assert not out.exists()
    assert office.desk().open(stored.id).case.exports == ()


def test_a_case_that_the_base_no_longer_reads_gives_no_document(
    run: Run, office: Office, tmp_path: Path
) -> None:
    unread = {**complete().incident, "author_status": "capitaine"}
    office.desk().create(complete().model_copy(update={"incident": unread}))
    out = tmp_path / "fiche.txt"
    words = ("document", "fiche", complete().id, "--sortie", str(out), "--pour", "X")
    ended = run(*words, "--motif", REASON)
    assert ended.code == 2 and "valeur inconnue « capitaine »" in ended.refused
    assert not out.exists()


def test_a_file_that_is_there_is_never_replaced(run: Run, stored: CaseFile, tmp_path: Path) -> None:
    out = tmp_path / "rapport.txt"
    out.write_text("déjà là", "utf-8")
    words = ("document", "fiche", stored.id, "--sortie", str(out), "--pour", "X", "--motif", REASON)
    ended = run(*words)
    assert ended.code == 2 and "existe déjà" in ended.refused
    assert out.read_text("utf-8") == "déjà là"


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_document_leaves_as_an_office_file(
    form: str, run: Run, stored: CaseFile, office: Office, tmp_path: Path
) -> None:
    out = tmp_path / f"chronologie.{form}"
    words = ("document", "chronologie", stored.id, "--sortie", str(out), "--pour", "Me Roux")
    ended = run(*words, "--motif", REASON, "--format", form)
    assert ended.code == 0, ended.refused
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    shown = (
        "".join(page.extract_text() for page in pdf(out.read_bytes()).pages)
        if form == "pdf"
        else "".join(cell.text for t in word(out.read_bytes()).tables for cell in t._cells)
    )
    assert "Première mise en ligne" in shown and "PROJET" not in shown
    (export,) = office.desk().open(stored.id).case.exports
    assert export.form == form
    assert export.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()


def test_a_template_that_is_refused_lets_nothing_leave(
    run: Run, stored: CaseFile, office: Office, tmp_path: Path
) -> None:
    out, template = tmp_path / "x.docx", tmp_path / "modele.docx"
    template.write_bytes(altered.saying("{{ tittre }}"))
    words = ("document", "fiche", stored.id, "--sortie", str(out), "--pour", "X", "--motif", REASON)
    ended = run(*words, "--format", "docx", "--modele", str(template))
    assert ended.code == 2 and "nom inconnu : « tittre »" in ended.refused
    assert not out.exists()
    assert office.desk().open(stored.id).case.exports == ()
