"""`qualif entretien --lineaire`: the interview line by line, resumed where it stopped."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from expert.command.main import main
from expert.incident import Incident, Key
from expert.incident_files import read_incidents
from expert.interview.session import Interview, new_incident
from expert.linear.interview import LinearInterview
from knowledge import KnowledgeBase, load_base
from knowledge.models.facts import Fact
from tests.command.support import run

ROLE = Key("reporter_role")
"""The first question of every interview."""


class Console:
    """Typed lines in, printed lines out, every save kept."""

    def __init__(self, base: KnowledgeBase, *typed: str, incident: Incident | None = None) -> None:
        self.typed: Iterator[str] = iter(typed)
        self.printed: list[str] = []
        self.saved: list[Incident] = []
        started = incident or new_incident("a", date(2026, 11, 20))
        self.interview = Interview(base, started, profile="manager")
        self.linear = LinearInterview(
            self.interview, self.ask, self.say, self.saved.append, lambda source: f"<{source}>"
        )

    def ask(self, _prompt: str) -> str:
        try:
            return next(self.typed)
        except StopIteration:
            raise EOFError from None

    def say(self, lines: Iterable[str]) -> None:
        self.printed += lines

    def conduct(self) -> bool:
        return self.linear.conduct()

    @property
    def text(self) -> str:
        return "\n".join(self.printed)


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_base()


@pytest.fixture(scope="module")
def second(base: KnowledgeBase) -> Fact:
    """The second question: whichever it is, tests answer it with its own values."""
    interview = Interview(base, new_incident("a", date(2026, 11, 20)), profile="manager")
    interview.answer(ROLE, "instruit")
    screen = interview.next_screen()
    assert screen is not None
    question = interview.question(screen.key)
    assert question.fact is not None
    assert question.fact.scope == "incident"
    return question.fact


def test_a_question_is_shown_with_numbered_choices_and_i_do_not_know(base: KnowledgeBase) -> None:
    console = Console(base)
    assert console.conduct()
    fact = base.facts["reporter_role"]
    assert fact.question in console.printed
    assert any(line.startswith("  1. ") for line in console.printed)
    assert f"  {len(fact.values) + 1}. Je ne sais pas" in console.printed
    assert "Fin de l'entrée : voici le résultat des réponses données." in console.text


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("4", "instruit"), ("instruit", "instruit"), ("5", None), ("inconnu", None)],
)
def test_an_answer_is_a_number_a_word_or_unknown(
    typed: str, answer: str | None, base: KnowledgeBase
) -> None:
    console = Console(base, typed)
    console.conduct()
    assert console.interview.incident.answers["reporter_role"] == answer
    assert console.saved[-1] == console.interview.incident


@pytest.mark.parametrize("typed", ["0", "9", "oui", "zut", "?x"])
def test_what_is_no_answer_gets_a_sentence_and_the_question_stays(
    typed: str, base: KnowledgeBase
) -> None:
    console = Console(base, typed)
    console.conduct()
    assert console.interview.incident.answers == {}
    assert "  Choisissez une des réponses proposées, ou « Je ne sais pas »." in console.printed
    assert console.saved == []


def test_why_a_question_is_asked_with_its_sources(base: KnowledgeBase, second: Fact) -> None:
    console = Console(base, "instruit", "?")
    console.conduct()
    assert f"  {second.reason}" in console.printed
    for source in second.sources:
        if base.sources[source].is_citable:
            assert f"  Source : <{source}>" in console.printed


def test_going_back_asks_the_earlier_question_and_keeps_the_later_answers(
    base: KnowledgeBase, second: Fact
) -> None:
    value = next(iter(second.values))
    console = Console(base, "retour", "instruit", value, "retour", "retour", "inconnu")
    console.conduct()
    assert "  C'est la première question." in console.printed
    assert console.interview.incident.answers == {"reporter_role": None, second.id: value}


def test_an_empty_line_keeps_the_answer_when_one_goes_back(
    base: KnowledgeBase, second: Fact
) -> None:
    console = Console(base, "instruit", "retour", "", "1")
    console.conduct()
    answers = console.interview.incident.answers
    assert answers == {"reporter_role": "instruit", second.id: next(iter(second.values))}


def test_the_answers_are_read_again_and_one_is_changed(base: KnowledgeBase, second: Fact) -> None:
    first_value, other_value = list(second.values)[:2]
    console = Console(base, "instruit", first_value, "recap", "99", "recap", "2", other_value)
    console.conduct()
    assert "  Aucune réponse ne porte ce numéro." in console.printed
    title = second.question.rstrip(" ?")
    assert f"  2. {title} : {second.values[first_value]}" in console.printed
    assert console.interview.incident.answers[second.id] == other_value


def test_where_it_stands_is_told_in_the_four_words(base: KnowledgeBase) -> None:
    console = Console(base, "instruit", "etat")
    console.conduct()
    after = console.printed[console.printed.index("À ce stade") + 1 :]
    told = [line for line in after if line.startswith("  ")][:5]
    assert told
    assert all(line.endswith(("établi", "écarté", "contesté", "à établir")) for line in told)


def test_leaving_shows_no_result(base: KnowledgeBase) -> None:
    console = Console(base, "instruit", "quitter")
    assert not console.conduct()
    assert console.interview.incident.answers == {"reporter_role": "instruit"}


def test_a_reporter_who_is_party_is_asked_nothing_more(base: KnowledgeBase) -> None:
    console = Console(base, "vise", "")
    assert console.conduct()
    assert console.interview.report_only
    assert sum(line.startswith("Étape") for line in console.printed) == 1


def test_words_and_passages_are_noted_as_typed(base: KnowledgeBase) -> None:
    console = Console(base, "instruit", "mots « Menteur » \x1b", "passage")
    console.conduct()
    (publication,) = console.interview.incident.publications
    assert publication.passages[0].verbatim == "« Menteur » \x1b"
    assert len(publication.passages) == 2


def test_the_review_lets_one_answer_be_changed_before_the_result(
    base: KnowledgeBase, second: Fact
) -> None:
    """« vise » ends the questions at once; changed in the review, the interview goes on."""
    console = Console(base, "vise", "1", "instruit", "quitter")
    assert not console.conduct()
    assert console.interview.incident.answers["reporter_role"] == "instruit"
    assert base.group_of[second.id].rows[second.id] in console.printed


def test_a_whole_interview_of_unknowns_ends(base: KnowledgeBase) -> None:
    class Stubborn(Console):
        def ask(self, _prompt: str) -> str:
            question = self.interview.next_question()
            if question is None:
                raise EOFError
            if question.fact is None:
                return "non"
            return "instruit" if question.key == ROLE else "inconnu"

    console = Stubborn(base)
    assert console.conduct()
    assert console.interview.next_question() is None
    assert console.interview.remaining() == 0


def test_a_pipe_answers_saves_and_prints_the_result(
    tmp_path: Path, base: KnowledgeBase, second: Fact
) -> None:
    path = tmp_path / "incident.yaml"
    arguments = (
        "entretien",
        "--lineaire",
        "--fichier",
        str(path),
        "--date",
        "2026-11-20",
        "--lecteur",
        "manager",
    )
    first = run(*arguments, "--titre", "Un message", given="instruit\n1\n")
    assert first.returncode == 0
    assert "Qualification : Un message" in first.stdout
    (incident,) = read_incidents(path, base)
    assert incident.answers == {"reporter_role": "instruit", second.id: next(iter(second.values))}
    again = run(*arguments, "--format", "json", given="inconnu\n")
    assert again.returncode == 0
    (resumed,) = read_incidents(path, base)
    assert resumed.title == "Un message"
    assert len(resumed.answers) == 3
    assert list(resumed.answers)[:2] == list(incident.answers)


def test_a_place_where_nothing_can_be_saved_is_refused_before_any_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "absent" / "incident.yaml"
    assert main(["entretien", "--lineaire", "--fichier", str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"{path} : dossier introuvable\n"


def test_a_save_that_fails_is_said_and_the_interview_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from expert.command.interview import save

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("expert.incident_files.write_incident", full)
    save(new_incident("a", date(2026, 1, 1)), tmp_path / "x.yaml")
    assert "Non enregistré : plus de place sur le disque." in capsys.readouterr().out


def test_a_file_of_several_incidents_cannot_be_resumed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("- incident: a\n- incident: b\n", encoding="utf-8")
    assert main(["entretien", "--lineaire", "--fichier", str(path)]) == 2
    assert capsys.readouterr().err == f"{path} : un seul incident par fichier pour un entretien\n"


def test_without_lineaire_nor_terminal_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    done = run("entretien")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1


def test_the_lines_of_a_screen_are_asked_one_by_one_under_one_heading(base: KnowledgeBase) -> None:
    console = Console(base, "instruit", "non", "inconnu", "inconnu")
    console.conduct()
    group = base.groups["pour-commencer"]
    asked = [line for line in console.printed if line in group.rows.values()]
    useful = ("reporter_role", "danger_person", "still_online", "authorship")
    assert asked == [group.rows[fact] for fact in useful]
    assert console.printed.count(group.title) == 1
    assert console.printed.index(group.title) < console.printed.index(asked[0])
    assert f"  {group.reason}" in console.printed
    assert console.interview.incident.answers == {
        "reporter_role": "instruit",
        "danger_person": "non",
        "still_online": None,
        "authorship": None,
    }
    assert [len(saved.answers) for saved in console.saved] == [1, 2, 3, 4]


def test_a_line_misread_is_asked_again_and_the_others_follow(base: KnowledgeBase) -> None:
    console = Console(base, "instruit", "peut-être", "oui", "?", "non")
    console.conduct()
    assert "  Choisissez une des réponses proposées, ou « Je ne sais pas »." in console.printed
    assert f"  {base.facts['still_online'].reason}" in console.printed
    answers = console.interview.incident.answers
    assert (answers["danger_person"], answers["still_online"]) == ("oui", "non")


def test_going_back_from_a_line_asks_the_one_before(base: KnowledgeBase) -> None:
    console = Console(base, "instruit", "oui", "retour", "non", "oui")
    console.conduct()
    answers = console.interview.incident.answers
    assert (answers["danger_person"], answers["still_online"]) == ("non", "oui")


# A discussed fact --------------------------------------------------------------------------------


def before_a_fact(base: KnowledgeBase) -> Incident:
    """An incident whose next question is a fact that rules read."""
    started = new_incident("a", date(2026, 11, 20)).with_answer(ROLE, "instruit")
    interview = Interview(base, started, profile="manager")
    while True:
        screen = interview.next_screen()
        assert screen is not None
        question = next(each for each in screen.questions if not each.answered)
        if question.fact is not None and not question.fact.descriptive:
            return interview.incident
        interview.answer(question.key, None)


def test_a_fact_is_discussed_by_its_roles_and_stays_unknown(base: KnowledgeBase) -> None:
    """Said by one, denied by the other: recorded, unknown, not asked again."""
    incident = before_a_fact(base)
    console = Console(base, "discuter employeur agent employeur", incident=incident)
    screen = console.interview.next_screen()
    assert screen is not None
    first = next(each for each in screen.questions if not each.answered)
    console.conduct()
    (discussed,) = console.saved
    assert list(discussed.disputes) == [first.key]
    assert discussed.answers_at(first.key.spot)[first.key.fact] is None
    dispute = discussed.disputes[first.key]
    assert (dispute.alleged_by, dispute.denied_by, dispute.burden) == (
        "employeur", "agent", "employeur",
    )  # fmt: skip
    assert "allégué par l'employeur, contesté par l'auteur présumé" in console.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("discuter", "Écrivez qui le dit puis qui le nie"),
        ("discuter - -", "Écrivez qui le dit puis qui le nie"),
        ("discuter Martin agent", "« Martin » n'est pas un rôle"),
        ("discuter employeur agnet", "vouliez-vous dire « agent »"),
        ("discuter agent agent agent agent", "Écrivez qui le dit puis qui le nie"),
    ],
)
def test_what_is_not_a_role_is_refused_in_one_sentence(
    base: KnowledgeBase, typed: str, sentence: str
) -> None:
    incident = before_a_fact(base)
    console = Console(base, typed, incident=incident)
    console.conduct()
    assert sentence in console.text
    assert not console.saved
