"""`qualif document`: every document by its name, from an incident or a case; refusals in a line."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from expert.command.main import main
from expert.documents.acts.catalogue import ACTS
from expert.documents.acts.framing import DRAFT
from tests.documents.acts.complete import law
from tests.papers.examples import pdf, word

SAMPLES = Path(__file__).parents[2] / "expert" / "samples"
CASE = SAMPLES / "dossiers" / "dossier-complet.json"
INCIDENT = SAMPLES / "02-messages-anterieurs.yaml"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def one_base(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the base once for all the commands of this file."""
    monkeypatch.setattr("knowledge.load_base", law)


def run(capsys: Captured, *words: str) -> tuple[int, str, str]:
    code = main(["document", *words])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_list_names_each_document_and_its_title(capsys: Captured) -> None:
    code, out, _ = run(capsys, "liste")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [*ACTS, "note-personnel"]
    assert "Courrier d'information des droits" in out


def test_a_document_of_a_case_and_of_an_incident_are_printed(capsys: Captured) -> None:
    code, out, _ = run(capsys, "chronologie", str(CASE))
    assert code == 0 and "Dossier D-7F3K-92QA" in out and DRAFT[:30] not in out
    code, out, _ = run(capsys, "chronologie", str(INCIDENT), "--format", "markdown")
    assert code == 0 and DRAFT in out.replace("\\", "") and "## Pièces" in out


def test_the_note_to_staff_needs_no_file(capsys: Captured) -> None:
    code, out, _ = run(capsys, "note-personnel")
    assert code == 0 and out.startswith("Note d'information du personnel")


def test_a_reader_changes_the_sheet(capsys: Captured) -> None:
    _, human, _ = run(capsys, "fiche", str(CASE))
    _, manager, _ = run(capsys, "fiche", str(CASE), "--lecteur", "manager")
    assert "Pour : ressources humaines." in human
    assert "Pour : cadre de proximité." in manager


def test_names_are_replaced_on_demand(capsys: Captured) -> None:
    _, named, _ = run(capsys, "rapport-saisine", str(CASE))
    _, hidden, _ = run(capsys, "rapport-saisine", str(CASE), "--anonyme")
    assert "Durand-Lefèvre" in named
    assert "Durand" not in hidden and "l'agent concerné" in hidden


def test_what_to_read_again_is_told_apart_from_the_document(capsys: Captured) -> None:
    _, out, err = run(capsys, "chronologie", str(CASE))
    assert "À relire avant de remettre. Pièce n° 5 : « Mme Durand », « Mme Marchand »" in err
    assert "À relire" not in out
    _, _, nothing = run(capsys, "information-droits", str(CASE))
    assert nothing == ""


def test_json_says_its_format_whether_it_is_a_draft_and_every_block(capsys: Captured) -> None:
    code, out, _ = run(capsys, "information-droits", str(CASE), "--format", "json", "--anonyme")
    data = json.loads(out)
    assert code == 0
    assert (data["format"], data["document"], data["case"]) == (
        "qualif-document/1",
        "information-droits",
        "D-7F3K-92QA",
    )
    assert (data["draft"], data["anonymised"]) == (False, True)
    kinds = {block["kind"] for block in data["blocks"]}
    assert kinds == {"heading", "blank", "paragraph", "bullets"}
    assert data["blocks"][0] == {
        "kind": "heading",
        "level": 1,
        "text": "Information sur vos droits",
    }


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_an_office_document_is_written_in_a_new_file_of_its_owner(
    form: str, capsys: Captured, tmp_path: Path
) -> None:
    target = tmp_path / f"courrier.{form}"
    words = ("information-droits", str(CASE), "--format", form, "--sortie", str(target))
    code, out, _ = run(capsys, *words)
    assert code == 0 and out == f"Document écrit, à relire : {target}\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    read = pdf(target.read_bytes()).pages if form == "pdf" else ()
    text = "".join(page.extract_text() for page in read)
    if form == "docx":
        text = "\n".join(p.text for p in word(target.read_bytes()).paragraphs)
    assert "Vous avez le droit de vous taire" in text and "Durand" not in text
    again, _, refused = run(capsys, *words)
    assert again == 2 and "existe déjà" in refused


def test_several_incidents_of_a_file_give_a_list_in_json(capsys: Captured, tmp_path: Path) -> None:
    both = tmp_path / "deux.yaml"
    both.write_text("\n---\n".join([INCIDENT.read_text("utf-8")] * 2), "utf-8")
    code, out, _ = run(capsys, "violation-donnees", str(both), "--format", "json")
    assert code == 0
    assert [each["document"] for each in json.loads(out)] == ["violation-donnees"] * 2


def test_a_day_of_examination_may_be_given(capsys: Captured) -> None:
    _, out, _ = run(capsys, "chronologie", str(CASE), "--date", "2026-12-01")
    assert "Examen au 01/12/2026." in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["raport-saisine", "x"], "document inconnu : « raport-saisine » ; vouliez-vous dire"),
        (["chronologie"], "il manque : le fichier de l'incident pour « chronologie »"),
        (["chronologie", "absent.yaml"], "absent.yaml"),
        (["chronologie", str(INCIDENT), "--format", "odt"], "« odt » n'existe pas"),
        (["chronologie", str(INCIDENT), "--format", "docx"], "demande un fichier"),
        (["chronologie", str(INCIDENT), "--sortie", "x.txt"], "--sortie va avec --format docx"),
    ],
)
def test_what_cannot_be_obeyed_is_one_sentence(
    words: list[str], sentence: str, capsys: Captured
) -> None:
    code, out, err = run(capsys, *words)
    assert code == 2 and out == ""
    assert sentence in err and err.count("\n") == 1


def broken(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"stage": "rangé"}, "à « stage » : valeur non admise : « rangé »"),
        ({"étape": "x"}, "clé inconnue : « étape »"),
        ({"id": "D-1"}, "à « id »"),
        ({"format": "qualif-dossier/9"}, "format de dossier inconnu ; attendu : qualif-dossier/1"),
        ({"pieces": [{"number": "un"}]}, "à « pieces.0"),
    ],
)
def test_a_case_that_is_not_one_is_refused_with_its_place(
    change: dict[str, object], sentence: str, capsys: Captured, tmp_path: Path
) -> None:
    file = tmp_path / "dossier.json"
    file.write_text(broken({**json.loads(CASE.read_text("utf-8")), **change}), "utf-8")
    code, out, err = run(capsys, "chronologie", str(file))
    assert code == 2 and out == ""
    assert sentence in err and "dossier.json" in err


def test_an_incident_of_a_case_that_the_base_does_not_read_is_refused(
    capsys: Captured, tmp_path: Path
) -> None:
    data = json.loads(CASE.read_text("utf-8"))
    data["incident"]["author_status"] = "capitaine"
    file = tmp_path / "dossier.json"
    file.write_text(broken(data), "utf-8")
    code, _, err = run(capsys, "chronologie", str(file))
    assert code == 2 and "valeur inconnue « capitaine »" in err
