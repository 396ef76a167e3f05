"""What a base must not say: each file of `tests/bad/base` is refused in the sentence it announces.

A file completes the small law of `commun/` and spoils it in one point; its first line announces
the refusal, « # attendu ligne:colonne : phrase ». A file marked « # seul » is a base of its own.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge import KnowledgeError, load_base

BAD = Path(__file__).parents[1] / "bad" / "base"
COMMON = BAD / "commun" / "commun.yaml"
WRITTEN_HERE = {"vide.yaml": "# attendu : fichier vide"}
"""An empty file holds no comment: what is expected of it is here."""


def refusals(path: Path, folder: Path) -> tuple[str, list[str]]:
    """Load a bad base copied under `folder`; return its file name there and every refusal."""
    alone = b"# seul\n" in path.read_bytes()
    name = "base.yaml" if alone else path.name
    if not alone:
        shutil.copy(COMMON, folder)
    shutil.copy(path, folder / name)
    with pytest.raises(KnowledgeError) as refused:
        load_base(folder, use_cache=False)
    return name, str(refused.value).splitlines()


def announced(path: Path) -> str:
    first = WRITTEN_HERE.get(path.name) or path.read_bytes().splitlines()[0].decode("latin-1")
    if not WRITTEN_HERE.get(path.name):
        first = path.read_text(encoding="utf-8", errors="replace").splitlines()[0]
    place, _, sentence = first.removeprefix("# attendu").partition(" : ")
    return f"{place.replace(' ', ':')} : {sentence}"


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_bad_base_gets_the_one_sentence_it_announces(path: Path, tmp_path: Path) -> None:
    name, said = refusals(path, tmp_path)
    assert said == [f"{name}{announced(path)}"]


def test_the_law_that_the_bad_bases_complete_is_itself_accepted() -> None:
    base = load_base(COMMON.parent, use_cache=False)
    assert set(base.rules) == {"injure-simple", "acces-public", "faute-simple"}


def test_every_refusal_of_one_reading_is_told_in_the_order_of_the_files(tmp_path: Path) -> None:
    shutil.copy(COMMON, tmp_path)
    (tmp_path / "a.yaml").write_text("notion: a\nregles:\n  - {regle: r}\n  - rien\n", "utf-8")
    (tmp_path / "z.yaml").write_text("notions: z\nfaits: {}\n", "utf-8")
    with pytest.raises(KnowledgeError) as refused:
        load_base(tmp_path, use_cache=False)
    assert str(refused.value).splitlines() == [
        "a.yaml:3:5 : clé manquante : « enonce »",
        "a.yaml:3:5 : clé manquante : « si »",
        "a.yaml:4:5 : un objet est attendu",
        "z.yaml:1:1 : rubrique inconnue : « notions » ; vouliez-vous dire « notion » ?",
        "z.yaml:2:1 : une liste est attendue",
    ]
