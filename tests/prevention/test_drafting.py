"""The drafting aid: each clause with its source and its limit, from the choices alone."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from expert.command.main import main
from expert.prevention.choices import Choices, read_choices, template
from expert.prevention.drafting import clauses_for
from knowledge import InputError, KnowledgeBase, load_base
from knowledge.models.prevention import DocumentKind

KINDS: tuple[DocumentKind, ...] = ("charte", "reglement")
OF_ONE_LAW = {"public": ("ct-", "ca-"), "prive": ("cgfp-", "caa-", "ce-2017", "ce-2018-06")}
"""How the sources of the other law begin, by employer."""


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_base()


def written(folder: Path, base: KnowledgeBase, *changes: tuple[str, str]) -> Path:
    text = "\n".join(template(base))
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = folder / "choix.yaml"
    path.write_text(text, "utf-8")
    return path


def drafted(path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["prevention", "rediger", kind, "--choix", str(path)]) == 0
    return capsys.readouterr().out


def test_the_file_to_fill_in_is_itself_a_file_of_choices(
    tmp_path: Path, base: KnowledgeBase
) -> None:
    choices = read_choices(written(tmp_path, base), base)
    assert choices.options.keys() == base.drafting_choices.keys()
    assert max(map(len, template(base))) <= 80


@pytest.mark.dossier("fondatrices:F12")
@pytest.mark.parametrize("kind", KINDS)
def test_every_choice_gives_one_clause_a_subject_in_the_right_law(
    base: KnowledgeBase, kind: DocumentKind
) -> None:
    seen = set()
    for taken in product(*(choice.options for choice in base.drafting_choices.values())):
        choices = Choices("Essai", dict(zip(base.drafting_choices, taken, strict=True)))
        clauses = clauses_for(base, kind, choices)
        titles = [clause.title for clause in clauses]
        assert len(titles) == len(set(titles))
        for clause in clauses:
            named = clause.sources_for(choices.options)
            assert named or clause.advice or clause.limit, clause.id
            other = OF_ONE_LAW[choices.options["employeur"]]
            assert [source for source in named if source.startswith(other)] == [], clause.id
        seen |= {clause.id for clause in clauses}
    assert seen == {c.id for c in base.clauses.values() if kind in c.documents}


@pytest.mark.dossier("fondatrices:F12", "fondatrices:F10", "travail:T2.5-4")
def test_a_blanket_ban_on_telephones_is_drafted_but_said_fragile(
    tmp_path: Path, base: KnowledgeBase, capsys: pytest.CaptureFixture[str]
) -> None:
    limited = drafted(written(tmp_path, base), "reglement", capsys)
    assert "fragiles" not in limited
    banned = written(tmp_path, base, ("telephone: taches", "telephone: interdiction"))
    text = drafted(banned, "reglement", capsys)
    assert "## Clauses fragiles dans vos choix" in text
    assert "n° 21BX00336" in text
    assert "interdiction générale" in text


@pytest.mark.dossier("fondatrices:F07", "travail:T6-3")
def test_the_rules_of_a_private_employer_cite_labour_law_and_stop_at_its_door(
    tmp_path: Path, base: KnowledgeBase, capsys: pytest.CaptureFixture[str]
) -> None:
    private = written(tmp_path, base, ("employeur: public", "employeur: prive"))
    text = drafted(private, "reglement", capsys)
    assert "L1321-3" in text
    assert "n° 09-42.740" in text
    assert "hors du travail" in text
    assert "fonction publique" not in text


def test_the_name_of_the_establishment_is_never_read(
    tmp_path: Path, base: KnowledgeBase, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = "Nom {etablissement} <script> **A** {0} \u202e"
    path = written(tmp_path, base, ("Nom de l'établissement", f'"{hostile}"'))
    text = drafted(path, "charte", capsys)
    assert "<script>" not in text
    assert "\u202e" not in text
    assert "**A**" not in text
    assert text.count("\\{etablissement\\}") == text.count("script") > 1


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("telephone: taches", "telephone: tache",
         "option inconnue de « telephone » : « tache » ; vouliez-vous dire « taches » ?"),
        ("telephone: taches", "telefone: taches",
         "choix inconnu : « telefone » ; vouliez-vous dire « telephone » ?"),
        ("  internet: bref", "", "choix manquant : « internet »"),
        ("etablissement: Nom de l'établissement", "etablissement: [a]",
         "« etablissement » : un nom est attendu"),
        ("etablissement:", "etablisement:",
         "clé inconnue : « etablisement » ; vouliez-vous dire « etablissement » ?"),
    ],
)  # fmt: skip
def test_a_wrong_choice_gets_one_sentence(
    tmp_path: Path, base: KnowledgeBase, before: str, after: str, said: str
) -> None:
    path = written(tmp_path, base, (before, after))
    with pytest.raises(InputError) as refused:
        read_choices(path, base)
    assert refused.value.message == said
    assert refused.value.place.file == "choix.yaml"


def test_a_missing_file_is_refused_with_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prevention", "rediger", "charte", "--choix", "rien.yaml"]) == 2
    assert capsys.readouterr().err == "rien.yaml : fichier introuvable\n"
