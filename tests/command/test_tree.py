"""`qualif base arbre`: a chapter, a conclusion, the whole base, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.command.main import main


def tree(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["base", "arbre", *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_chapter_is_drawn_from_its_questions_to_its_sources(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, text, _ = tree(capsys, "imputation")
    words = " ".join(text.split())
    assert code == 0
    assert "1. Sait-on si le message vient bien de cette personne ?" in words
    assert "Preuve utilisable (qualif base arbre preuve-utilisable)" in words
    assert "L'agent qui reconnaît avoir écrit le message en est l'auteur." in words
    assert "16/07/2014, n° 355201" in words


def test_a_conclusion_alone_can_be_followed_to_the_facts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, cut, _ = tree(capsys, "manquement-harcelement-moral")
    assert code == 0
    assert "Auteur agent public ?" in cut
    assert "Auteur agent public (qualif base arbre agent-public)" in cut
    code, whole, _ = tree(capsys, "manquement-harcelement-moral", "--faits")
    assert code == 0
    assert "Auteur agent public ?" not in whole
    assert "quel est l'emploi de la personne" in " ".join(whole.split())
    assert "qui ont leur arbre" not in whole


def test_an_unknown_name_gets_the_nearest_one_and_code_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, text, refusal = tree(capsys, "accces")
    assert (code, text) == (2, "")
    assert refusal.strip() == (
        "chapitre ou conclusion inconnus : « accces » ; vouliez-vous dire « acces » ?"
    )
    code, _, refusal = tree(capsys, "xyzxyz\x1b[2J")
    assert code == 2
    assert refusal.strip().endswith("; la liste : qualif base arbre")
    assert "\x1b" not in refusal


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("acces", "--format", "png"), "« png » n'existe pas"),
        (("acces", "--feuille", "zéro"), "un numéro est attendu, lu « zéro »"),
        (("acces", "--feuille", "0"), "un numéro est attendu, lu « 0 »"),
        (("acces", "--feuille", "9"), "--feuille : 9 n'existe pas, il y en a 1"),
        (("acces", "--date", "hier"), "--date"),
        (("acces", "--sortie", "/nulle/part/x.svg"), "ne peut pas être écrit"),
        (("acces", "--sortie", "/nulle/part/x.svg"), "(dossier ou fichier introuvable)"),
        (("acces", "--sortie", "incident.yaml"), "ce nom est celui d'un fichier d'incident"),
        (("acces", "--sortie", "incident.JSON"), "ce nom est celui d'un fichier d'incident"),
        (("acces", "--sortie", "a\0b"), "ne peut pas être écrit"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    code, text, refusal = tree(capsys, *words)
    assert (code, text) == (2, "")
    assert sentence in refusal
    assert len(refusal.strip().splitlines()) == 1


def test_the_sheets_of_a_long_chapter_are_written_one_by_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, first, note = tree(capsys, "vie-privee", "--format", "svg")
    assert code == 0
    assert "Feuille 1 sur " in first
    assert note.startswith("Feuille 1 sur ")
    _, second, _ = tree(capsys, "vie-privee", "--format", "svg", "--feuille", "2")
    assert "Feuille 2 sur " in second
    _, said, _ = tree(capsys, "vie-privee", "--format", "svg", "--sortie", str(tmp_path / "v.svg"))
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written[0] == "v-2.svg"
    assert written[-1] == "v.svg"
    assert said.count("Écrit : ") == len(written)
    assert (tmp_path / "v.svg").read_text("utf-8") == first
    assert (tmp_path / "v-2.svg").read_text("utf-8") == second


def test_the_plan_lists_every_chapter(capsys: pytest.CaptureFixture[str]) -> None:
    code, text, _ = tree(capsys)
    assert code == 0
    assert "■ Étape 1 : lus d'après les seules réponses" in text
    assert "[acces] : 5 conclusions" in " ".join(text.split())
    assert tree(capsys, "--format", "dot")[1].startswith("digraph plan {")
    assert "flowchart LR" in tree(capsys, "--format", "mermaid")[1]
