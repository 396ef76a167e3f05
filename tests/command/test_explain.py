"""`qualif expliquer`: names, units, readers, three forms, and refusals in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from expert.command.main import main
from expert.documents.json_contract import contract_schema
from expert.explanation.explanation_model import ExplainedIncident
from tests.command.support import SAMPLES, run
from tests.recits.story import story

STORY = str(SAMPLES[-1])
TWO_PASSAGES = str(SAMPLES[0])


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["expliquer", *arguments]) == 0
    return " ".join(capsys.readouterr().out.split())


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["expliquer", *arguments]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1
    return output.err


def data(capsys: pytest.CaptureFixture[str], *arguments: str) -> ExplainedIncident:
    assert main(["expliquer", *arguments, "--format", "json"]) == 0
    text = capsys.readouterr().out
    assert json.loads(text)["format"] == "qualif-explication/1"
    jsonschema.validate(json.loads(text), contract_schema("explication"))
    return ExplainedIncident.model_validate_json(text)


def test_without_a_name_the_conclusions_of_the_reader_are_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    listed = told(capsys, STORY, "--toutes")
    assert "violation-du-secret : Violation du secret professionnel : établi" in listed
    assert "patient-moque : Patient moqué, humilié ou montré dévêtu : écarté" in listed
    assert "L'arbre du raisonnement" not in listed


def test_a_conclusion_is_named_by_its_id_or_by_its_label(
    capsys: pytest.CaptureFixture[str],
) -> None:
    by_id = told(capsys, STORY, "patient-moque")
    assert by_id == told(capsys, STORY, "patient MOQUE, humilié ou montré dévêtu")
    for part in ("Syllogisme", "L'arbre du raisonnement", "Pourquoi pas", "Ce qui suffit"):
        assert part in by_id
    assert "• Il aurait fallu « moquerie ou humiliation : Oui » (réponse donnée : Non)" in by_id
    assert "Cette réponse suffit, quelles que soient les autres : écarté." in by_id


def test_a_slot_is_explained_by_the_values_that_are_still_possible(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = data(capsys, STORY, "acces")
    assert [each.conclusion.id for each in found.explanations] == ["acces=public"]


def test_an_established_conclusion_lacks_nothing_and_an_open_one_has_nothing_that_settles_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = data(capsys, STORY, "violation-du-secret", "captation-illicite")
    established, still_open = found.explanations
    assert established.why_not is None and established.sufficient is not None
    assert still_open.sufficient is None and still_open.why_not is not None
    assert all(a.changes for a in still_open.why_not.alternatives)
    cited = {citation.id for citation in found.citations}
    assert set(established.conclusion.sources) <= cited


def test_one_passage_can_be_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    every = data(capsys, TWO_PASSAGES, "injure")
    one = data(capsys, TWO_PASSAGES, "injure", "--unite", "P1b")
    assert [e.conclusion.unit for e in every.explanations] == ["P1a", "P1b"]
    assert [e.conclusion.unit for e in one.explanations] == ["P1b"]
    whole = data(capsys, TWO_PASSAGES, "injure", "--unite", "P1")
    assert whole == every


def test_why_a_question_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, STORY, "--pourquoi", "private_place")
    assert "Plan pénal : ce qui en dépend" in shown
    assert "Atteinte à l'intimité de la vie privée par captation (art. 226-1)" in shown
    assert "Par la règle : Celui qui capte sans droit l'image ou les paroles" in shown
    (reasons,) = data(capsys, STORY, "--pourquoi", "private_place").questions
    assert {goal.conclusion for goal in reasons.goals} >= {"captation-illicite"}
    assert all(goal.path for goal in reasons.goals)


def test_the_manager_is_told_rules_without_articles(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, STORY, "--pourquoi", "on_duty", "--lecteur", "manager")
    assert found.citations == ()
    listed = data(capsys, STORY, "--lecteur", "manager").explainable
    assert listed and all(each.layer != "penal" for each in listed if each.status == "open")


def test_what_is_excluded_is_listed_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    """A reader meets what is at stake first; every other name is one word away."""
    listed = data(capsys, STORY).explainable
    whole = data(capsys, STORY, "--toutes").explainable
    assert {each.status for each in listed} >= {"established", "open"}
    assert "excluded" in {each.status for each in whole}
    assert list(listed) == [each for each in whole if each.status != "excluded"]


def test_a_party_to_the_facts_is_explained_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path(STORY).read_text(encoding="utf-8")
    path = tmp_path / "vise.yaml"
    path.write_text(text.replace("reporter_role: instruit", "reporter_role: vise"), "utf-8")
    shown = told(capsys, str(path), "violation-du-secret")
    assert "Rien n'est qualifié" in shown and "Violation du secret" not in shown


def test_unknown_names_are_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert "« patient-moque »" in refused(capsys, STORY, "patient-moqe")
    assert "conclusion inconnue" in refused(capsys, STORY, "zzzzzz")
    assert "P2" in refused(capsys, STORY, "patient-moque", "--unite", "P2")
    assert "« private_place »" in refused(capsys, STORY, "--pourquoi", "private_plac")
    assert "--lecteur juriste" in refused(
        capsys, STORY, "captation-illicite", "--lecteur", "manager"
    )


def test_hostile_names_and_titles_are_shown_and_obeyed_by_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "\x1b" not in refused(capsys, STORY, "\x1b[2J" * 50)
    path = tmp_path / "hostile.yaml"
    text = Path(STORY).read_text(encoding="utf-8")
    first, rest = text.partition("incident:")[0], text.partition("incident:")[2]
    _, _, after = rest.partition("\n")
    path.write_text(f'{first}incident: "<b>\\u202E*x*</b> [c](d)"\n{after}', "utf-8")
    for form in ("texte", "markdown"):
        assert main(["expliquer", str(path), "patient-moque", "--format", form]) == 0
        shown = capsys.readouterr().out
        assert "\u202e" not in shown
        assert form == "texte" or ("<b>" not in shown and "[c](d)" not in shown)


def test_what_was_not_searched_whole_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """« Suspension » gathers all the breaches: too many cases to try every change."""
    found = data(capsys, STORY, "suspension-envisageable").explanations[0].why_not
    assert found is not None and not found.exact
    shown = told(capsys, STORY, "suspension-envisageable")
    assert "Recherche limitée : cette conclusion réunit trop de cas pour tout essayer." in shown
    assert "Le plus petit changement" not in shown


def test_several_incidents_are_explained_one_after_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "deux.yaml"
    text = Path(STORY).read_text(encoding="utf-8")
    path.write_text(f"{text}\n---\n{text}", "utf-8")
    assert main(["expliquer", str(path), "patient-moque", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found) == 2
    jsonschema.validate(found, contract_schema("explication"))


def test_it_runs_as_a_command_and_reads_the_standard_input() -> None:
    piped = run("expliquer", "-", "patient-moque", given=Path(STORY).read_text(encoding="utf-8"))
    assert (piped.returncode, piped.stderr) == (0, "")
    assert piped.stdout.startswith("Pourquoi : ")
    assert story("r2-story-supprimee").title in piped.stdout
