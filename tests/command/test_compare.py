"""`qualif base comparer` as its reader sees it: a former base, a saved incident, bad folders."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import knowledge
from expert.command.main import main
from tests.command.support import SAMPLES

SHIPPED = Path(knowledge.__file__).parent / "base"
PRESS_DELAY = "  - delai: presse-personne-visee"


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base whose press delay was of two months, and without one rule on insults."""
    folder = tmp_path_factory.mktemp("former") / "base"
    shutil.copytree(SHIPPED, folder)
    edit(
        folder / "procedure" / "delais-presse.yaml",
        PRESS_DELAY,
        "duree: {mois: 3}",
        "duree: {mois: 2}",
    )
    edit(
        folder / "regles" / "propos.yaml",
        "  - regle: imputation-d-un-fait-precis",
        "harms_honour: oui, ",
        "",
    )
    return folder


def edit(path: Path, after: str, old: str, new: str) -> None:
    """Replace the first `old` that follows `after`."""
    head, mark, tail = path.read_text("utf-8").partition(after)
    assert old in tail
    path.write_text(head + mark + tail.replace(old, new, 1), "utf-8")


def test_a_former_base_and_a_saved_incident(
    former: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["base", "comparer", str(former), "actuelle", str(SAMPLES[0])]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Délai de presse, pour la personne visée" in said
    assert "durée : 2 mois → 3 mois" in said
    assert "Éléments de la diffamation" in said
    assert "établi avant, écarté maintenant, par exemple quand" in said
    assert "10/01/2027 avant, 10/02/2027 maintenant" in said  # three months after 10/11/2026
    assert "Loi du 29 juillet 1881, art. 29" in said


def test_the_three_forms_tell_the_same(former: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base", "comparer", str(former), "actuelle", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert main(["base", "comparer", str(former), "actuelle", "--format", "markdown"]) == 0
    markdown = capsys.readouterr().out
    assert {entry["id"] for entry in data["entries"]} == {
        "presse-personne-visee",
        "imputation-d-un-fait-precis",
    }
    changed = [change["label"] for change in data["conclusions"] if change["proved"]]
    assert "Éléments de la diffamation" in changed
    assert all(label in markdown for label in changed)


def test_a_base_and_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base", "comparer", "actuelle", "actuelle", str(SAMPLES[1])]) == 0
    said = capsys.readouterr().out
    assert "Les deux versions disent la même chose" in said
    assert "Inchangé" in said


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["nulle-part", "actuelle"], "« nulle-part » n'est pas un dossier"),
        (["actuelle", "{empty}"], "ne se lit pas"),
        (["actuelle"], "il manque : NOUVELLE"),
        (["actuelle", "actuelle", "absent.yaml"], "absent.yaml"),
    ],
)
def test_what_cannot_be_compared(
    words: list[str], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "base.yaml").write_text("- rien\n", "utf-8")
    words = [word.format(empty=tmp_path) for word in words]
    assert main(["base", "comparer", *words]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert expected in shown.err
    assert len(shown.err.strip().splitlines()) == 1
