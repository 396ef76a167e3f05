"""`--format docx` and `--format pdf`: one incident, a new file for its owner, one sentence else."""

from __future__ import annotations

import errno
import stat
import sys
from pathlib import Path

import pytest

from expert.command.main import main
from expert.papers import writing
from expert.papers.word.variables import VARIABLES
from tests.command.support import SAMPLES
from tests.papers import altered
from tests.papers.examples import pdf, word


@pytest.fixture
def incident(tmp_path: Path) -> Path:
    """A sample whose answers are nearly all given: the quickest to qualify."""
    path = tmp_path / "petit.yaml"
    path.write_text(SAMPLES[-1].read_text(encoding="utf-8"), encoding="utf-8")
    return path


def test_both_forms_are_written_for_their_owner(
    incident: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "note.pdf"
    asked = ["qualifier", str(incident), "--lecteur", "manager"]
    assert main([*asked, "--format", "pdf", "--sortie", str(target)]) == 0
    assert capsys.readouterr().out == f"Projet écrit, à relire : {target}\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "PROJET" in pdf(target.read_bytes()).pages[0].extract_text()
    target = tmp_path / "fiche.docx"
    assert main(["fiche", str(incident), "--format", "docx", "--sortie", str(target)]) == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "À la personne visée" in word(target.read_bytes()).paragraphs[0].text
    assert {path.name for path in tmp_path.iterdir()} == {"petit.yaml", "note.pdf", "fiche.docx"}


def test_the_template_of_the_establishment(incident: Path, tmp_path: Path) -> None:
    template, target = tmp_path / "modele.docx", tmp_path / "fiche.docx"
    template.write_bytes(altered.saying("Centre hospitalier d'Exemple"))
    asked = ["fiche", str(incident), "--format", "docx", "--sortie", str(target)]
    assert main([*asked, "--modele", str(template)]) == 0
    assert word(target.read_bytes()).paragraphs[0].text == "Centre hospitalier d'Exemple"


REFUSED = (
    (["qualifier", "{i}", "--format", "pdf"], "--format pdf demande un fichier : --sortie FICHIER"),
    (["fiche", "{i}", "--format", "docx"], "--format docx demande un fichier : --sortie FICHIER"),
    (["fiche", "{i}", "--sortie", "x"], "--sortie va avec --format docx ou pdf"),
    (["qualifier", "{i}", "--sortie", "x"], "--sortie va avec --lot, ou avec --format docx ou pdf"),
    (
        ["qualifier", "{i}", "--format", "pdf", "--sortie", "{d}/x.pdf", "--modele", "m.docx"],
        "--modele va avec --format docx",
    ),
    (["qualifier", "{i}", "--lot", "--modele", "m.docx"], "--modele va avec --format docx"),
    (
        ["qualifier", "{i}", "--lot", "--format", "pdf", "--sortie", "{d}/x.pdf"],
        "--format pdf ne va pas avec --lot ; attendu : jsonl ou csv",
    ),
    (
        ["qualifier", "{i}", "{i}", "--format", "pdf", "--sortie", "{d}/x.pdf"],
        "--format pdf : un seul incident à la fois, lu 2",
    ),
    (
        ["qualifier", "{i}", "--format", "pdf", "--sortie", "{d}/x.docx"],
        "{d}/x.docx : le nom de ce fichier doit finir par « .pdf »",
    ),
    (
        ["qualifier", "{i}", "--format", "docx", "--sortie", "{d}/deja.docx"],
        "{d}/deja.docx : ce fichier existe déjà : choisissez un autre nom",
    ),
    (
        ["fiche", "{i}", "--format", "pdf", "--sortie", "{d}/absent/x.pdf"],
        "{d}/absent/x.pdf : ce fichier ne peut pas être écrit : dossier ou fichier introuvable",
    ),
    (
        ["fiche", "{i}", "--format", "docx", "--sortie", "{d}/x.docx", "--modele", "{d}/deja.docx"],
        "deja.docx : ce n'est pas un document Word (.docx), ou il est abîmé",
    ),
    (
        ["fiche", "{i}", "--format", "pdff", "--sortie", "{d}/x.pdf"],
        "--format : « pdff » n'existe pas ; vouliez-vous dire « pdf » ?",
    ),
)


@pytest.mark.parametrize(("words", "sentence"), REFUSED)
def test_what_cannot_be_is_refused_in_one_sentence(
    words: list[str],
    sentence: str,
    incident: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "deja.docx").write_text("là", encoding="utf-8")
    places = {"i": str(incident), "d": str(tmp_path)}
    assert main([word.format(**places) for word in words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(sentence.format(**places))
    assert printed.err.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"petit.yaml", "deja.docx"}
    assert (tmp_path / "deja.docx").read_text(encoding="utf-8") == "là"


def test_a_full_disk_leaves_nothing(
    incident: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(writing, "replace_file", full)
    target = tmp_path / "x.pdf"
    assert main(["fiche", str(incident), "--format", "pdf", "--sortie", str(target)]) == 2
    said = capsys.readouterr().err
    assert said == f"{target} : ce fichier ne peut pas être écrit : il n'y a plus de place\n"


def test_a_link_that_waits_at_the_place_is_not_followed(incident: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    target.symlink_to(tmp_path / "ailleurs.pdf")
    assert main(["fiche", str(incident), "--format", "pdf", "--sortie", str(target)]) == 2
    assert not (tmp_path / "ailleurs.pdf").exists()


def test_without_the_extra_the_command_ends_with_a_sentence(
    incident: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    target = tmp_path / "x.pdf"
    assert main(["fiche", str(incident), "--format", "pdf", "--sortie", str(target)]) == 2
    assert capsys.readouterr().err.startswith("option « documents » : elle n'est pas installée")
    assert not target.exists()


def test_a_template_is_written_to_start_from_and_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "modele.docx"
    assert main(["modele", "ecrire", str(path)]) == 0
    assert capsys.readouterr().out == f"Modèle écrit : {path}\n"
    assert path.read_bytes() == altered.shipped()
    assert main(["modele", "verifier", str(path)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("modele.docx : ce modèle peut servir.\n")
    for name in VARIABLES:
        assert f"  {{{{ {name} }}}} " in said
    assert main(["modele", "ecrire", str(path)]) == 2
    assert capsys.readouterr().err.endswith("ce fichier existe déjà : choisissez un autre nom\n")


def test_a_template_that_may_not_be_used_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "modele.docx"
    path.write_bytes(altered.saying("{{ tittre }}"))
    assert main(["modele", "verifier", str(path)]) == 2
    assert capsys.readouterr().err == (
        "modele.docx, corps du document, paragraphe 1 : « {{ tittre }} » : nom inconnu : "
        "« tittre » ; vouliez-vous dire « titre » ?\n"
    )
    for words in (["modele"], ["modele", "ecrire"], ["modele", "verifier"], ["modele", "x"]):
        assert main(words) == 2
        assert capsys.readouterr().err.count("\n") == 1
