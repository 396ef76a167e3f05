"""The whole journey by plain prompts: one story a reader, wrong answers, an input that ends."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from expert.assessment import assess
from expert.command.main import main
from expert.incident import Spot
from expert.incident_files import read_incidents
from expert.interview.session import new_incident
from expert.linear.commands import MEANINGS, plain_word, read_command, suggestion
from expert.office.recovering import recover
from expert.office.shelf import case_lines
from expert.office.unlocking import unlocked
from expert.store.opening import open_file
from knowledge import KnowledgeBase, load_base
from tests.command.linear import lines, mini_base, questions, talk
from tests.command.support import environment, run
from tests.store.support import quick_phrases
from tests.tui.cases import (
    LOGIN,
    PHRASE,
    change_elsewhere,
    count,
    desk_in,
    keep,
    office_in,
    stored,
    working_case,
)

__all__ = ["quick_phrases"]

pytestmark = pytest.mark.usefixtures("quick_phrases")

INSULT = {
    "reporter_role": "instruit",
    "danger_person": "non",
    "still_online": "oui",
    "authorship": "1",
    "author_status": "titulaire",
    "access": "public",
    "outrageous_expression": "oui",
    "first_online_date": "01/11/2026",
    "superior_knew_date": "02/11/2026",
}
"""What is known of an incident: an insult in a public message by a tenured agent."""

SPELLED = re.compile("[•·–—→←↑↓✓✗►▸▾│─┌┐└┘├┤█═▶◀●○■□…]|={3,}|^-{3,}|\\*{2,}|\x1b")
"""What a screen reader spells out, or a terminal obeys."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the incidents, where the command runs too."""
    home = tmp_path / "incidents"
    monkeypatch.setenv("QUALIF_DOSSIER", str(home))
    monkeypatch.chdir(tmp_path)
    return home


def journey(
    patched: pytest.MonkeyPatch,
    folder: Path,
    typing: Callable[[Callable[[], str]], Iterator[str]],
    base: KnowledgeBase | None = None,
    *options: str,
) -> str:
    """Run the journey on the small base unless another is given."""
    with patched.context() as patch:
        patch.setenv("QUALIF_DOSSIER", str(folder))
        patch.chdir(folder.parent)
        patch.setattr("knowledge.load_base", lambda: base or mini_base())
        office_in(folder)

        def after_the_phrase(since: Callable[[], str]) -> Iterator[str]:
            yield PHRASE
            yield from typing(since)

        opened = ("--phrase-stdin", "--identifiant", LOGIN)
        return talk(patch, after_the_phrase, "--date", "2026-11-20", *opened, *options)


def test_human_resources_go_from_the_start_to_a_written_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typing(since: Callable[[], str]) -> Iterator[str]:
        yield from ("1", "2026-014", "2")
        yield from questions(since, INSULT, mini_base())
        yield ""
        yield from ("délais", "1", "exporter", "1", "resultat.txt", "quitter")

    said = journey(monkeypatch, folder, typing)
    incident = stored(folder, mini_base())
    assert (incident.title, incident.notes["lecteur"]) == ("2026-014", "rh")
    assert incident.answers_at(Spot("P1"))["access"] == "public"
    assert incident.answers_at(Spot("P1", "P1"))["outrageous_expression"] == "oui"
    assert "Chapitres pour : Ressources humaines" in said
    written = (folder.parent / "resultat.txt").read_text(encoding="utf-8")
    assert written.startswith("Qualification : 2026-014\n")
    assert (folder.parent / "resultat.txt").stat().st_mode & 0o777 == 0o600
    assert "Peines" not in said.partition("Chapitres pour")[2]
    assert said.rstrip().endswith(", chiffré.")
    assert "Vous avez quitté. Réponses enregistrées dans" in said


def test_counsel_has_a_conclusion_explained_reads_a_source_and_takes_the_data(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typing(since: Callable[[], str]) -> Iterator[str]:
        yield from ("1", "", "juriste")
        yield from questions(since, INSULT, mini_base())
        yield "résultat"
        yield from ("pourquoi", "1", "retour", "sources", "1", "retour")
        yield from ("exporter", "3", "donnees.json", "retour", "quitter")

    said = journey(monkeypatch, folder, typing)
    assert "Quelle conclusion expliquer ?" in said
    assert "L'arbre du raisonnement" in said
    assert "  Niveau : " in said
    base = mini_base()
    incident = stored(folder, base)
    data = json.loads((folder.parent / "donnees.json").read_text(encoding="utf-8"))
    told = {(c["id"], c["unit"]): c["status"] for c in data["conclusions"]}
    found = assess(base, incident, profile="juriste")
    assert told == {(c.id, c.unit): c.status for c in found.conclusions}


def test_a_manager_reads_gestures_and_hands_over_the_factual_report_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typing(since: Callable[[], str]) -> Iterator[str]:
        yield from ("1", "Dossier 7", "1")
        yield from questions(since, INSULT, mini_base())
        yield ""
        yield from ("tout", "sources", "exporter", "2", "", "quitter")

    said = journey(monkeypatch, folder, typing)
    result = said.partition("Chapitres pour : Cadre de proximité")[2]
    assert "À ne pas faire" in result
    for kept_from_a_manager in ("Sanctions", "amende", "emprisonnement", "Code pénal"):
        assert kept_from_a_manager not in result
    assert "Aucun texte n'est montré à ce lecteur." in result
    assert "JSON" not in result
    (written,) = folder.parent.glob("qualif-*.md")
    assert written.read_text(encoding="utf-8").startswith("# Rapport factuel : Dossier 7")


def test_nothing_said_is_spelled_out_by_a_screen_reader(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typing(since: Callable[[], str]) -> Iterator[str]:
        yield from ("aide", "3", "aide", "tout", "pourquoi", "1", "2", "retour", "sources", "1")
        yield from ("retour", "lecteur", "4", "tout", "lecteur", "2", "tout", "lecteur", "1")
        yield from ("tout", "relire", "1", "pourquoi", "sources", "aide", "état", "quitter")

    said = journey(monkeypatch, folder, typing, load_base())
    found = SPELLED.search(said)
    assert found is None, said[max(0, found.start() - 80) : found.end() + 40]
    assert len(said.splitlines()) > 400
    assert count(folder) == 0  # the example is never saved


def test_every_prompt_ends_by_what_can_be_typed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompts: list[str] = []

    def typing(since: Callable[[], str]) -> Iterator[str]:
        early = ("4", "", "3", "0", "0", "inconnu", "1", "", "1", "4", "relire", "", "mots ici")
        later = ("passage", "résultat", "pourquoi", "retour", "exporter", "1", "retour")
        for typed in (*early, *later):
            prompts.append(since().splitlines()[-1])
            yield typed

    journey(monkeypatch, folder, typing)
    assert len(prompts) == 20
    for prompt in prompts:
        assert prompt.endswith((", ou « aide » : ", "« retour » ou « aide » : ")), prompt


def test_an_input_that_ends_has_the_result_and_is_taken_up_where_it_stopped(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = journey(monkeypatch, folder, lambda _: iter(["1", "7", "2", "instruit", "non"]))
    assert "Fin de l'entrée : voici le résultat des réponses données." in first
    assert "Qualification : 7" in first
    before = stored(folder, mini_base())
    assert before.answers == {"reporter_role": "instruit", "danger_person": "non"}
    again = journey(monkeypatch, folder, lambda _: iter(["2", "1", "titulaire"]))
    assert "1. 7, enregistré le " in again
    assert "Craignez-vous" not in again.partition("Fin de l'entrée")[0]
    after = stored(folder, mini_base())
    assert after.answers == {**before.answers, "author_status": "titulaire"}


@pytest.mark.parametrize("typed", [(), ("1",), ("1", "x"), ("2",), ("4",), ("4", "oui")])
def test_an_input_that_ends_anywhere_is_handled_kindly(
    typed: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = journey(monkeypatch, folder, lambda _: iter(typed))
    assert "Fin de l'entrée" in said
    assert count(folder) == 0


def test_an_answer_changed_in_the_review_changes_the_result(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who made the capture gets a factual report; changed in the review, the questions go on."""

    def typing(_: Callable[[], str]) -> Iterator[str]:
        yield from ("1", "", "2", "capture", "", "relire", "1", "instruit", "quitter")

    said = journey(monkeypatch, folder, typing)
    assert "Rapport factuel : Dossier du 20/11/2026" in said
    incident = stored(folder, mini_base())
    assert incident.answers["reporter_role"] == "instruit"
    assert said.count("Étape 1 sur") == 3


def test_the_first_hour_goes_on_into_an_incident_and_nothing_is_asked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typing(_: Callable[[], str]) -> Iterator[str]:
        yield from ("4", "non", "oui", "1,4", "2", "31/10/2026 11h00")
        yield from ("2", "1", "page.txt", "1", "9", "2", "4", "quitter")

    said = journey(monkeypatch, folder, typing, load_base())
    assert (folder.parent / "page.txt").read_text(encoding="utf-8").startswith("La première heure")
    incident = stored(folder, load_base())
    assert incident.answers["danger_person"] == "non"
    assert incident.publications[0].answers == {"sensitive_content": ("patient", "credentials")}
    asked = said.partition("Réponses enregistrées")[2]
    assert "Craignez-vous" not in asked
    assert incident.title == "9"


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b[2J\x1b]52;c;aGVsbG8=\x07", "\x9b31m", "[red]x[/red]", "[@click=app.quit]x[/]",
        "\u202egnp.exe", "a" * 100_000, "\ud800", "‮‭", "²", "9" * 6_000, "{0}%s%n", "../../etc",
    ],
)  # fmt: skip
def test_hostile_text_at_every_prompt_is_never_obeyed(
    hostile: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typing(_: Callable[[], str]) -> Iterator[str]:
        yield from (hostile, "4", hostile, "retour", "1", hostile, hostile, "2", hostile)
        yield from ("instruit", hostile, f"mots {hostile}")
        yield from (f"discuter {hostile} agent", "relire", hostile, "", "résultat", hostile)
        yield from ("pourquoi", hostile, "retour", "exporter", hostile, "1", "retour", "quitter")

    said = journey(monkeypatch, folder, typing)
    obeyed = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\ud800]", said)
    assert obeyed is None, repr(said[max(0, obeyed.start() - 60) : obeyed.end() + 20])
    assert "Vous avez quitté." in said
    incident = stored(folder, mini_base())
    kept = hostile.replace("\ud800", "\ufffd") if len(hostile) < 20_000 else ""
    assert incident.publications[0].passages[0].verbatim == kept
    assert ("Texte trop long" in said) == (kept == "")


def test_a_file_that_exists_is_never_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = folder.parent / "là.txt"
    kept.write_text("avant", encoding="utf-8")

    def typing(_: Callable[[], str]) -> Iterator[str]:
        yield from ("3", "exporter", "1", "là.txt", "/nulle/part.txt", "ici.txt", "quitter")

    said = journey(monkeypatch, folder, typing, load_base())
    assert kept.read_text(encoding="utf-8") == "avant"
    assert "Ce fichier existe déjà : choisissez un autre nom." in said
    assert "Ce fichier ne peut pas être écrit : dossier introuvable." in said
    assert (folder.parent / "ici.txt").exists()


def test_what_somebody_else_saved_and_what_is_typed_here_are_both_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ours stands beside theirs; the interview goes on in a copy; both are told when taken up."""

    def typing(_: Callable[[], str]) -> Iterator[str]:
        yield from ("1", "", "2", "instruit")
        change_elsewhere(folder, lambda i: replace(i, title="Le leur"), mini_base())
        yield from ("non", "quitter")

    said = journey(monkeypatch, folder, typing)
    assert "les deux versions sont gardées" in " ".join(said.split())
    titles = {line.title: line.id for line in case_lines(desk_in(folder))}
    assert set(titles) == {"Le leur", "Dossier du 20/11/2026"}
    copy = stored(folder, mini_base(), titles["Dossier du 20/11/2026"])
    assert copy.answers == {"reporter_role": "instruit", "danger_person": "non"}
    (beside,) = working_case(folder, titles["Le leur"]).branches()
    assert beside.case.incident["danger_person"] == "non"

    def later(since: Callable[[], str]) -> Iterator[str]:
        yield "2"
        yield str(_number_of("Le leur", since()))
        yield from ("3", "quitter")

    kept = " ".join(journey(monkeypatch, folder, later).split())
    assert "Ce dossier a deux versions." in kept
    assert "nom du dossier dernière version : Le leur autre version : Dossier du" in kept
    assert len(working_case(folder, titles["Le leur"]).branches()) == 1

    def ours(since: Callable[[], str]) -> Iterator[str]:
        yield "2"
        yield str(_number_of("Le leur", since()))
        yield from ("2", "quitter")

    journey(monkeypatch, folder, ours)
    settled = working_case(folder, titles["Le leur"])
    assert settled.branches() == []
    assert settled.incident().answers["danger_person"] == "non"
    assert settled.case.title == "Dossier du 20/11/2026"


def _number_of(title: str, said: str) -> int:
    found = re.search(rf"(\d+)\. {title}, enregistré", said)
    assert found, said
    return int(found[1])


def test_a_wrong_phrase_is_refused_with_one_sentence_and_opens_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("knowledge.load_base", mini_base)
    office_in(folder)
    monkeypatch.setattr("sys.stdin", io.StringIO("pas la bonne phrase\n2\n1\n"))
    assert main(["entretien", "--lineaire", "--phrase-stdin", "--identifiant", LOGIN]) == 2
    refused = capsys.readouterr()
    assert "Majuscule" in refused.err and "bonne phrase" not in refused.err + refused.out


def test_without_a_terminal_the_phrase_is_asked_for_by_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("knowledge.load_base", mini_base)
    office_in(folder)
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    assert main(["entretien", "--lineaire", "--identifiant", LOGIN]) == 2
    assert "--phrase-stdin" in capsys.readouterr().err
    assert main(["entretien", "--lineaire", "--phrase-stdin"]) == 2
    assert "--identifiant" in capsys.readouterr().err


def at_the_keyboard(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    typed: list[str],
    phrases: list[str],
    load: Callable[[], KnowledgeBase] = mini_base,
) -> tuple[str, list[str]]:
    """Run the journey as in a terminal; return what was said, and what phrases were asked for."""
    asked: list[str] = []

    def secret(_: object, what: str) -> str:
        asked.append(what)
        return phrases.pop(0)

    with monkeypatch.context() as patch:
        patch.setenv("QUALIF_DOSSIER", str(folder))
        patch.setenv("XDG_CONFIG_HOME", str(folder.parent / "config"))
        patch.setattr("knowledge.load_base", load)
        patch.setattr("expert.command.dossiers.opening.ask", secret)
        return talk(patch, lines(*typed)), asked


def test_in_a_terminal_a_wrong_phrase_is_asked_again_and_the_example_asks_for_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(folder, new_incident("Dossier 9", date(2026, 11, 20)))
    typed = ["2", LOGIN, LOGIN, "1", "quitter"]
    said, asked = at_the_keyboard(monkeypatch, folder, typed, ["une autre phrase", PHRASE])
    assert asked == ["Votre phrase de passe"] * 2
    assert "Majuscule" in said and "1. Dossier 9, enregistré" in said
    assert PHRASE not in said
    _, asked = at_the_keyboard(monkeypatch, folder, ["3", "quitter"], [], load_base)
    assert asked == []


def test_the_first_account_is_made_by_plain_prompts_with_two_officers_or_a_reason(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    three = [f"quatre mots sans lien {n}" for n in range(3)]
    typed = ["1", "rh1", "Jeanne", "", "dir", "Ali", "dpo", "Rose", "retour", "quitter"]
    said, asked = at_the_keyboard(
        monkeypatch, folder, typed, [phrase for phrase in three for _ in range(2)]
    )
    assert "une phrase de passe perdue" in " ".join(said.split())
    assert len(asked) == 6 and asked[2].startswith("Sa phrase")
    store = open_file(folder / "dossiers.sqlite")
    one, two = unlocked(store, "dir", three[1]), unlocked(store, "dpo", three[2])
    recover(store, "rh1", (one, two), "phrase provisoire donnée")
    assert unlocked(store, "rh1", "phrase provisoire donnée").provisional
    typed = ["2", "rh1", "quitter"]
    own = ["phrase provisoire donnée", "la mienne, à moi seule", "la mienne, à moi seule"]
    said, _ = at_the_keyboard(monkeypatch, folder, typed, own)
    assert "provisoire" in said
    assert not unlocked(store, "rh1", "la mienne, à moi seule").provisional


def test_forty_columns_hold_every_line_but_the_prompts(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("expert.command.interview.columns", lambda: 40)
        said = talk(patch, lines("3", "tout", "quitter"), "--date", "2026-11-20")
    long = [line for line in said.splitlines() if len(line) > 40]
    assert all(line.endswith(("« aide » : ", "« aide » :")) for line in long)
    assert len(said.splitlines()) > 300


def test_a_terminal_without_accents_hears_plain_letters_and_is_understood(tmp_path: Path) -> None:
    plain = {"PYTHONIOENCODING": "", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0",
             "PYTHONCOERCECLOCALE": "0"}  # fmt: skip
    path = tmp_path / "cas.yaml"
    done = run(
        "entretien", "--lineaire", "--fichier", str(path), "--lecteur", "manager",
        given="4\nnon\netat\nmots « été »\nrésultat\nquitter\n", env=environment(**plain),
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()
    assert "A ce stade" in done.stdout
    assert "Chapitres pour" in done.stdout
    (incident,) = read_incidents(path, load_base())
    assert incident.publications[0].passages[0].verbatim == "« été »"


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("RÉSULTAT", "résultat"), ("resultat", "résultat"), ("  Etat ", "état"), ("?", "pourquoi"),
        ("récap", "relire"), ("retour au calme", None), ("aide moi", None), ("mots", "mots"),
        ("", None),
    ],
)  # fmt: skip
def test_a_word_is_known_whatever_its_accents(typed: str, word: str | None) -> None:
    command = read_command(typed, MEANINGS)
    assert (command.word if command else None) == word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("retuor", "retour"), ("resultats", "résultat"), ("quiter", "quitter"), ("zut", None)],
)
def test_the_nearest_word_is_suggested(typed: str, meant: str | None) -> None:
    expected = f"Vouliez-vous dire « {meant} » ?" if meant else ""
    assert suggestion(typed, MEANINGS) == expected


def test_no_answer_of_the_law_is_a_word_that_does_something_else() -> None:
    words = {plain_word(word) for word in MEANINGS}
    for fact in load_base().facts.values():
        for value, label in fact.values.items():
            assert plain_word(value) not in words, fact.id
            assert plain_word(label) not in words, fact.id


def test_the_numbers_of_the_choices_are_always_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question asked again, or from the review, numbers its answers as the first time."""
    typed = ["1", "", "2", "2", "retour", "", "relire", "1", "quitter"]
    said = journey(monkeypatch, folder, lambda _: iter(typed))
    asked = said.split("Êtes-vous visé, témoin, ou à l'origine de la capture ?\n")[1:]
    numbered = {
        tuple(re.findall(r"^  \d\. .*", each.partition("Un numéro")[0], re.M)) for each in asked
    }
    assert len(asked) >= 2
    (choices,) = numbered
    assert choices[1] == "  2. Je suis visé par le message"
    assert choices[-1] == "  5. Je ne sais pas"
