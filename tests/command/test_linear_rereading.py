"""Words to read again in the plain journey: said before anything is saved, kept or written anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from expert.incident import Key
from expert.incident_files import read_incidents
from expert.interview.session import Interview, new_incident
from expert.linear.interview import LinearInterview
from tests.command.linear import lines, mini_base, one_file, questions, talk

NAMED = "La note de Mme Martin"
SEEN = "« Mme Martin » : le nom d'une personne."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the incidents."""
    home = tmp_path / "incidents"
    monkeypatch.setenv("QUALIF_DOSSIER", str(home))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("knowledge.load_base", lambda: mini_base())
    return home


def said_of(patched: pytest.MonkeyPatch, *typed: str) -> str:
    """Type these lines, then let the input end."""
    with patched.context() as patch:
        return talk(patch, lines(*typed), "--date", "2026-11-20")


def test_a_name_of_file_that_names_someone_is_written_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = said_of(monkeypatch, "1", NAMED, "peut-être", "reprendre", "2026-014", "2")
    assert SEEN in said
    assert said.index(SEEN) < said.index("Pour qui le résultat est-il préparé ?")
    (incident,) = read_incidents(one_file(folder), mini_base())
    assert incident.title == "2026-014"


def test_it_is_kept_when_the_reader_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said_of(monkeypatch, "1", NAMED, "garder", "2")
    (incident,) = read_incidents(one_file(folder), mini_base())
    assert incident.title == NAMED


@pytest.mark.parametrize("typed", [(), ("quitter",)], ids=["the input ends", "the reader leaves"])
def test_nothing_is_saved_before_the_reader_decides(
    folder: Path, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...]
) -> None:
    said_of(monkeypatch, "1", NAMED, *typed)
    assert not folder.exists() or list(folder.iterdir()) == []


def test_exact_words_are_read_again_for_names_alone_and_asked_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typing(since: Callable[[], str]) -> Iterator[str]:
        yield from ("1", "2026-014", "2", "instruit", "non")
        yield from ("mots Mme Martin est dépressif", "reprendre")
        yield from ("mots Mme Martin est nulle", "garder", "mots Mme Martin est nulle !")
        yield from questions(since, {}, mini_base())

    with monkeypatch.context() as patch:
        said = talk(patch, typing, "--date", "2026-11-20")
    assert said.count(SEEN) == 2, "what was kept once is not asked about again"
    assert "la santé" not in said, "the words of a publication are quoted, not written"
    assert "Rien n'est noté" in said
    (incident,) = read_incidents(one_file(folder), mini_base())
    assert incident.publications[0].passages[0].verbatim == "Mme Martin est nulle !"


def test_an_answer_in_words_is_read_again_before_it_is_an_answer() -> None:
    told: list[str] = []
    typed = iter(["reprendre"])
    base, noted = mini_base(), new_incident("a", date(2026, 11, 20))
    interview = Interview(base, noted, profile="rh")
    asked = interview.question(Key("reporter_role"))
    assert asked.fact is not None
    fact = asked.fact.model_copy(update={"kind": "texte"})
    free = replace(asked, kind="texte", fact=fact)
    linear = LinearInterview(interview, lambda _: next(typed), told.extend, lambda _: None, str)
    assert not linear._recorded(free, "Mme Martin a ri")
    assert any(SEEN in line for line in told)
    assert interview.incident.answers == {}


def test_a_title_given_on_the_command_line_is_told_and_asks_nothing_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        said = talk(patch, lines(), "--titre", NAMED, "--date", "2026-11-20")
    assert SEEN in said
    assert "garder" not in said
    (incident,) = read_incidents(one_file(folder), mini_base())
    assert incident.title == NAMED
