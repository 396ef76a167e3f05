"""`qualif urgence`: the first hour by plain prompts, then taken up by the interview."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from expert.first_hour.asking import FirstHourPrompts
from expert.incident import Incident
from expert.incident_files import read_incidents
from expert.interview.session import new_incident
from knowledge import load_base
from tests.command.support import run

TYPED = "non\noui\n1,4\n2\n31/10/2026 11h00\n"


def test_answers_from_a_pipe_give_the_page_and_nothing_is_saved(tmp_path: Path) -> None:
    done = run("urgence", "--date", "2026-11-02", given=TYPED)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Réponses non enregistrées" in done.stdout
    assert "Question 5 sur 5" in done.stdout
    assert "La première heure\n=====" in done.stdout
    assert "avant le 03/11/2026 11 h 00" in done.stdout


def test_not_knowing_is_an_answer_everywhere_and_an_input_that_ends_shows_the_page() -> None:
    unknown = run(
        "urgence", "--date", "2026-11-02", given="je ne sais pas\n3\n6\ninconnu\ninconnu\n"
    )
    nothing = run("urgence", "--date", "2026-11-02")
    assert unknown.returncode == nothing.returncode == 0
    assert "Fin de l'entrée" in nothing.stdout
    title = "La première heure\n="
    assert unknown.stdout.partition(title)[2] == nothing.stdout.partition(title)[2]


def test_markdown() -> None:
    done = run("urgence", "--date", "2026-11-02", "--format", "markdown", given=TYPED)
    assert "\n# La première heure\n" in done.stdout
    assert "\n## À ne pas faire\n" in done.stdout


def test_a_file_is_taken_up_by_the_interview_which_asks_none_of_it_again(tmp_path: Path) -> None:
    path = tmp_path / "cas.yaml"
    done = run("urgence", "--fichier", str(path), "--titre", "Dossier 7", "--date", "2026-11-02",
               given=TYPED)  # fmt: skip
    assert done.returncode == 0
    (incident,) = read_incidents(path, load_base())
    assert (incident.title, incident.examined_on) == ("Dossier 7", date(2026, 11, 2))
    assert incident.answers == {
        "danger_person": "non",
        "still_online": "oui",
        "capture_holder": ("service",),
        "known_since": datetime(2026, 10, 31, 11, 0),
        "superior_knew_date": date(2026, 10, 31),
        "breach_awareness": datetime(2026, 10, 31, 11, 0),
    }
    assert incident.publications[0].answers == {"sensitive_content": ("patient", "credentials")}
    after = run(
        "entretien", "--lineaire", "--fichier", str(path), "--lecteur", "manager", given="4\n"
    )
    assert after.returncode == 0
    assert "Craignez-vous" not in after.stdout.partition("À ne pas faire")[0]
    assert "donnée de patient a pu sortir" in " ".join(after.stdout.split())


def test_a_file_is_taken_up_where_it_was_left(tmp_path: Path) -> None:
    path = tmp_path / "cas.yaml"
    run("urgence", "--fichier", str(path), "--date", "2026-11-02", given="oui\n")
    done = run("urgence", "--fichier", str(path), given="\nnon\n")
    assert "Réponse actuelle : Oui" in done.stdout
    (incident,) = read_incidents(path, load_base())
    assert incident.answers == {"danger_person": "oui", "still_online": "non"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "html"), "« html » n'existe pas"),
        (("--date", "hier"), "date attendue"),
        (("--fihcier", "x"), "vouliez-vous dire « --fichier »"),
        (("--fichier", "/nulle/part/cas.yaml"), "/nulle/part/cas.yaml"),
        (("trop",), "mot de trop"),
    ],
)
def test_a_bad_command_line_is_one_sentence(arguments: tuple[str, ...], said: str) -> None:
    done = run("urgence", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_not_an_incident_is_refused_before_any_question(tmp_path: Path) -> None:
    path = tmp_path / "cas.yaml"
    path.write_text("incident: x\ndanger_persone: oui\n", encoding="utf-8")
    done = run("urgence", "--fichier", str(path), given=TYPED)
    assert (done.returncode, done.stdout) == (2, "")
    assert "vouliez-vous dire « danger_person »" in done.stderr


def conducted(*typed: str) -> tuple[bool, Incident, str, list[Incident]]:
    """Ask with these lines; return whether the page follows, what was recorded, said and saved."""
    lines, printed, saved = iter(typed), list[str](), list[Incident]()

    def ask(_prompt: str) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    prompts = FirstHourPrompts(
        load_base(), new_incident("a", date(2026, 11, 2)), ask, lambda said: printed.extend(said),
        saved.append, lambda source: f"<{source}>",
    )  # fmt: skip
    shown = prompts.conduct()
    return shown, prompts.incident, "\n".join(printed), saved


def test_going_back_asks_the_question_before_and_keeps_the_answers() -> None:
    shown, incident, text, saved = conducted("oui", "non", "retour", "oui", "page")
    assert shown
    assert incident.answers == {"danger_person": "oui", "still_online": "oui"}
    assert text.count("Question 2 sur 5") == 2
    assert saved[-1] == incident
    assert conducted("retour", "non", "page")[1].answers == {"danger_person": "non"}


def test_leaving_shows_no_page() -> None:
    shown, incident, _, _ = conducted("oui", "quitter")
    assert not shown
    assert incident.answers == {"danger_person": "oui"}


def test_why_a_question_is_asked_and_what_can_be_typed() -> None:
    _, incident, text, _ = conducted("?", "aide", "", "page")
    assert f"  {load_base().facts['danger_person'].reason}" in text
    assert "<cgfp-l134-6>" in text
    assert "  retour : revenir à la question précédente." in text
    assert incident.answers == {}


@pytest.mark.parametrize("typed", ["peut-être", "9", "\x1b[2J[/zut]", "0"])
def test_what_is_no_answer_gets_a_sentence_and_the_question_stays(typed: str) -> None:
    _, incident, text, saved = conducted(typed)
    assert "Choisissez une des réponses proposées" in text
    assert (incident.answers, saved) == ({}, [])


@pytest.mark.parametrize(
    ("typed", "said"),
    [("31/02/2026", "n'existe pas"), ("hier", "Écrivez la date"), ("31/10/2026 25h00", "n'existe")],
)
def test_a_date_that_cannot_be_read_is_asked_again(typed: str, said: str) -> None:
    _, incident, text, _ = conducted("non", "non", "0", "0", typed)
    assert said in text
    assert "known_since" not in incident.answers
    assert incident.answers["capture_holder"] == ()
