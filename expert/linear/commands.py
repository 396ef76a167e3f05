"""The words that can be typed at any prompt, accents and capitals ignored.

A prompt says what it accepts; a word that is none of it gets the nearest one as a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final, NamedTuple

from expert.library.search import words_of

MEANINGS: Final = {
    "retour": "revenir à ce qui précède",
    "relire": "relire les réponses, en changer une",
    "pourquoi": "pourquoi cette question",
    "sources": "les textes et les décisions sur lesquels elle repose",
    "résultat": "le résultat des réponses données",
    "état": "ce que l'on peut dire à ce stade",
    "mots": "suivi d'un texte, noter les mots exacts du passage",
    "passage": "ajouter un passage à cette publication (autres mots, autre personne visée)",
    "discuter": ("un fait discuté ; écrire à la suite qui le dit, qui le nie, qui doit le prouver"),
    "aide": "ce que l'on peut taper",
    "quitter": "s'arrêter ici ; tout est gardé",
}
"""What each word does where a question is asked."""

_ALIASES: Final = {"?": "pourquoi", "recap": "relire", "page": "résultat", "sortir": "quitter"}
_WITH_TEXT: Final = frozenset(("mots", "discuter"))
_CLOSE: Final = 0.7


class Leave(Exception):
    """The reader asked to stop."""


class Command(NamedTuple):
    """A word typed instead of an answer, and the text that follows it."""

    word: str
    text: str = ""


def plain_word(text: str) -> str:
    """Return a word as it is compared: without accents, capitals nor signs."""
    return " ".join(words_of(text))


def read_command(line: str, known: Iterable[str]) -> Command | None:
    """Return the command of a line, or None: only « mots » and « discuter » take a text."""
    named = {plain_word(word): word for word in known}
    named |= {alias: word for alias, word in _ALIASES.items() if word in named.values()}
    head, _, rest = line.strip().partition(" ")
    found = named.get(plain_word(head), "")
    if found in _WITH_TEXT and rest.strip():  # a text of signs alone is a text
        return Command(found, rest.strip())
    for typed in (line.strip(), plain_word(line)):
        if typed in named:
            return Command(named[typed])
    return None


def suggestion(line: str, known: Iterable[str]) -> str:
    """Return the word that was probably meant, as a question, or nothing."""
    named = {plain_word(word): word for word in known}
    close = get_close_matches(plain_word(line[:80]), named, n=1, cutoff=_CLOSE)
    return f"Vouliez-vous dire « {named[close[0]]} » ?" if close else ""


def help_lines(meanings: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what each word does, one a line."""
    yield "Vous pouvez taper, à toute question :"
    yield from (f"  {word} : {meaning}." for word, meaning in meanings)
