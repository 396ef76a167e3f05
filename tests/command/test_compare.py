"""`qualif base comparer` as its reader sees it: a former base, a saved incident, bad folders."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import knowledge
from expert.assurance.comparison import BaseComparison, compare
from expert.command.base.compare import rendered
from expert.command.main import main
from knowledge import KnowledgeBase, load_base
from tests.command.support import SAMPLES

SHIPPED = Path(knowledge.__file__).parent / "base"
REPETITION = "  - regle: g2-repetition"
PRESS_DELAY = "  - delai: presse-personne-visee"


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with a press delay of two months, and a rule on repetition for everybody."""
    folder = tmp_path_factory.mktemp("former") / "base"
    shutil.copytree(SHIPPED, folder)
    edit(
        folder / "procedure" / "delais-presse.yaml",
        PRESS_DELAY,
        "duree: {mois: 3}",
        "duree: {mois: 2}",
    )
    edit(folder / "regles" / "facteurs-aggravants.yaml", REPETITION, "agent-public: oui, ", "")
    return folder


def edit(path: Path, after: str, old: str, new: str) -> None:
    """Replace the first `old` that follows `after`."""
    head, mark, tail = path.read_text("utf-8").partition(after)
    assert old in tail
    path.write_text(head + mark + tail.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def compared(former: Path) -> tuple[BaseComparison, KnowledgeBase, KnowledgeBase]:
    """The former base, the shipped one, and what the first sample gives with both."""
    old, new = load_base(former, use_cache=False), load_base()
    return compare(old, new, [str(SAMPLES[0])]), old, new


def test_a_former_base_and_a_saved_incident(
    compared: tuple[BaseComparison, KnowledgeBase, KnowledgeBase],
) -> None:
    """The press delay ran two months from 10/11/2026, and runs three now."""
    said = " ".join(rendered(*compared, "texte").split())
    assert "Délai de presse, pour la personne visée" in said
    assert "durée : 2 mois → 3 mois" in said
    assert "10/01/2027 avant, 10/02/2027 maintenant" in said
    assert "Répétition ou durée" in said
    assert "établi avant, écarté maintenant, par exemple quand" in said


def test_the_three_forms_tell_the_same(
    compared: tuple[BaseComparison, KnowledgeBase, KnowledgeBase],
) -> None:
    data = json.loads(rendered(*compared, "json"))
    text, markdown = (" ".join(rendered(*compared, f).split()) for f in ("texte", "markdown"))
    assert {entry["id"] for entry in data["entries"]} == {"presse-personne-visee", "g2-repetition"}
    changed = [change["label"] for change in data["conclusions"] if change["proved"]]
    assert "Répétition ou durée" in changed
    assert all(label in markdown and label in text for label in changed)


def test_the_command_prints_a_comparison(former: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base", "comparer", str(former), "actuelle", "--format", "markdown"]) == 0
    assert capsys.readouterr().out.startswith("# Comparaison de deux versions de la base\n")


def test_a_base_and_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["base", "comparer", "actuelle", "actuelle", str(SAMPLES[1])]) == 0
    said = capsys.readouterr().out
    assert "Les deux versions disent la même chose" in said
    assert "Inchangé" in said


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["nulle-part", "actuelle"], "« nulle-part » n'est pas un dossier"),
        (["actuele", "actuelle"], "vouliez-vous dire « actuelle » ?"),
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
