"""Typing at `qualif entretien --lineaire` as a user does, in the process of the tests."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

import pytest

from expert.command.main import main
from knowledge import KnowledgeBase, load_base
from tests.command.support import ROOT

OTHER_PUBLICATION = "Y a-t-il une autre publication du même auteur ?"
REVIEW = "Entrée pour le résultat, un numéro pour changer une réponse, ou « aide » : "


_MOST_QUESTIONS = 120


class Keyboard(io.StringIO):
    """Gives one line at a time; the input ends with the lines."""

    def __init__(self, lines: Iterator[str]) -> None:
        super().__init__()
        self._lines = lines

    def readline(self, _size: int | None = -1, /) -> str:
        typed = next(self._lines, None)
        return "" if typed is None else f"{typed}\n"


def talk(
    monkeypatch: pytest.MonkeyPatch,
    typing: Callable[[Callable[[], str]], Iterable[str]],
    *arguments: str,
) -> str:
    """Run the journey; `typing` is given what was said since the last line. Returns all of it."""
    output = io.StringIO()
    read = 0

    def since() -> str:
        nonlocal read
        said = output.getvalue()[read:]
        read = len(output.getvalue())
        return said

    monkeypatch.setattr(sys, "stdout", output)
    monkeypatch.setattr(sys, "stdin", Keyboard(iter(typing(since))))
    code = main(["entretien", "--lineaire", *arguments])
    monkeypatch.undo()
    assert code == 0
    return output.getvalue()


def lines(*typed: str) -> Callable[[Callable[[], str]], Iterable[str]]:
    """Type these lines, whatever is said."""
    return lambda _since: typed


@cache
def mini_base() -> KnowledgeBase:
    """The small invented base of the screens: the same journey, in a fraction of the time."""
    return load_base(ROOT / "tests" / "tui" / "mini", use_cache=False)


def questions(
    since: Callable[[], str], answers: Mapping[str, str], base: KnowledgeBase
) -> Iterator[str]:
    """Answer by the name of the fact, « inconnu » for the others, until the answers are reviewed.

    Ends without answering the review.
    """
    titles = _titles(base)
    for _ in range(_MOST_QUESTIONS):
        said = since()
        if said.endswith(REVIEW):
            return
        flat = " ".join(said.split())
        if OTHER_PUBLICATION in flat:
            yield "non"
            continue
        last = max(titles, key=lambda title: flat.rfind(title))
        yield answers.get(titles[last], "inconnu") if last in flat else "inconnu"
    raise AssertionError(f"the answers are never reviewed: {said!r}")


def _titles(base: KnowledgeBase) -> dict[str, str]:
    """Return the fact of each question, by its own words and by those of its line in a group."""
    named = {fact.question: fact.id for fact in base.facts.values()}
    for group in base.groups.values():
        named |= {row: fact for fact, row in group.rows.items()}
    return named
