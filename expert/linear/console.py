"""What the journey says and hears: lines out, one line in. Reads no file and prints nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from expert.linear.commands import (
    Command,
    Leave,
    help_lines,
    plain_word,
    read_command,
    suggestion,
)

_MOST_DIGITS = 5
_NOT_OFFERED = "Ce choix n'est pas proposé ; « aide » dit ce que l'on peut taper."


@dataclass(frozen=True)
class Console:
    """`ask` gives the next line (`EOFError` when there is none), `say` shows lines."""

    ask: Callable[[str], str]
    say: Callable[[Iterable[str]], None]
    width: Callable[[], int]

    def number(self, prompt: str, choices: Sequence[str], words: Mapping[str, str]) -> int | str:
        """Ask for one of the choices, by its number or its words: its index, or a word of `words`.

        The choices were shown by the caller. « quitter » raises `Leave`; an empty line gives "".
        """
        while True:
            line = self.ask(prompt).strip()
            found = _index(line, choices)
            if found is not None:
                return found
            command = read_command(line, words)
            if command is None and not line:
                return ""
            word = self._told(line, command, [*words, *choices], words)
            if word:
                return word

    def text(self, prompt: str, words: Mapping[str, str]) -> str | Command:
        """Ask for a free line: its text as typed, or the command that was typed instead."""
        while True:
            line = self.ask(prompt).strip()
            command = read_command(line, words)
            if command is None:
                return line
            word = self._told(line, command, words, words)
            if word:
                return Command(word)

    def numbered(self, choices: Sequence[str]) -> None:
        """Show choices with their numbers."""
        self.say(f"  {number}. {choice}" for number, choice in enumerate(choices, start=1))

    def _told(
        self,
        line: str,
        command: Command | None,
        known: Iterable[str],
        words: Mapping[str, str],
    ) -> str:
        """Return the word to obey; help and what is not understood are answered here."""
        if command is None:
            self.say([f"  {suggestion(line, known) or _NOT_OFFERED}"])
            return ""
        if command.word == "quitter":
            raise Leave
        if command.word == "aide":
            self.say(help_lines(words.items()))
            return ""
        return command.word


def _index(line: str, choices: Sequence[str]) -> int | None:
    if (
        line.isascii()
        and line.isdecimal()
        and len(line) <= _MOST_DIGITS
        and 0 < int(line) <= len(choices)
    ):
        return int(line) - 1
    sought = plain_word(line)
    same = [
        place for place, choice in enumerate(choices) if sought and plain_word(choice) == sought
    ]
    return same[0] if len(same) == 1 else None
