"""Words to read again in the plain journey: said before anything is saved, kept or written anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from expert.incident import Key
from expert.interview.session import Interview, new_incident
from expert.linear.interview import LinearInterview
from tests.command.linear import mini_base, questions
from tests.command.test_linear_journey import journey
from tests.store.support import quick_phrases
from tests.tui.cases import count, stored

__all__ = ["quick_phrases"]

pytestmark = pytest.mark.usefixtures("quick_phrases")

NAMED = "La note de Mme Martin"
SEEN = "« Mme Martin » : le nom d'une personne."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the cases."""
    return tmp_path / "incidents"


def said_of(patched: pytest.MonkeyPatch, folder: Path, *typed: str) -> str:
    """Type these lines after the phrase, then let the input end."""
    return journey(patched, folder, lambda _since: iter(typed))


def test_a_name_of_file_that_names_someone_is_written_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = said_of(monkeypatch, folder, "1", NAMED, "peut-être", "reprendre", "2026-014", "2")
    assert SEEN in said
    assert said.index(SEEN) < said.index("Pour qui le résultat est-il préparé ?")
    incident = stored(folder, mini_base())
    assert incident.title == "2026-014"


def test_it_is_kept_when_the_reader_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said_of(monkeypatch, folder, "1", NAMED, "garder", "2")
    incident = stored(folder, mini_base())
    assert incident.title == NAMED


@pytest.mark.parametrize("typed", [(), ("quitter",)], ids=["the input ends", "the reader leaves"])
def test_nothing_is_saved_before_the_reader_decides(
    folder: Path, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...]
) -> None:
    said_of(monkeypatch, folder, "1", NAMED, *typed)
    assert count(folder) == 0


def test_exact_words_are_read_again_for_names_alone_and_asked_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typing(since: Callable[[], str]) -> Iterator[str]:
        yield from ("1", "2026-014", "2", "instruit", "non")
        yield from ("mots Mme Martin est dépressif", "reprendre")
        yield from ("mots Mme Martin est nulle", "garder", "mots Mme Martin est nulle !")
        yield from questions(since, {}, mini_base())

    said = journey(monkeypatch, folder, typing)
    assert said.count(SEEN) == 2, "what was kept once is not asked about again"
    assert "la santé" not in said, "the words of a publication are quoted, not written"
    assert "Rien n'est noté" in said
    incident = stored(folder, mini_base())
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
    said = journey(monkeypatch, folder, lambda _since: iter(()), None, "--titre", NAMED)
    assert SEEN in said
    assert "garder" not in said
    incident = stored(folder, mini_base())
    assert incident.title == NAMED
