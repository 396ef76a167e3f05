"""Reading again, before it is saved, a typed text that holds words worth a second look.

Nothing is refused and nothing is changed: what was seen is said, with the reason, and the reader
keeps the text or writes another. What was kept once is not asked about again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from expert.flagged_words import Flag, flagged
from expert.linear.commands import Leave, help_lines, read_command
from knowledge.base_model import KnowledgeBase

_WORDS: Final = {
    "garder": "enregistrer le texte tel qu'il est",
    "reprendre": "ne pas l'enregistrer, en écrire un autre",
    "aide": "ce que l'on peut taper",
    "quitter": "s'arrêter ici, sans enregistrer ce texte",
}
_PROMPT: Final = "« garder », « reprendre » ou « aide » : "


@dataclass
class Rereading:
    """The texts of one journey. `ask` gives the next line (`EOFError` when there is none)."""

    base: KnowledgeBase
    ask: Callable[[str], str]
    say: Callable[[Iterable[str]], None]
    _kept: set[tuple[str, str]] = field(default_factory=set)

    def kept(self, text: str, *, quoted: bool = False) -> bool:
        """Whether a text may be saved: at once, or because the reader says to keep it.

        `quoted`: it is the exact words of a publication. Raises `EOFError`, `Leave`.
        """
        found = self.seen(text, quoted=quoted)
        if not found:
            return True
        self.say(["  Rien n'est encore enregistré : gardez ce texte, ou écrivez-en un autre."])
        while True:
            command = read_command(self.ask(_PROMPT), _WORDS)
            match command.word if command else "":
                case "garder":
                    self._kept.update((flag.family, word) for flag in found for word in flag.seen)
                    return True
                case "reprendre":
                    return False
                case "quitter":
                    raise Leave
                case _:
                    self.say(help_lines(_WORDS.items()))

    def seen(self, text: str, *, quoted: bool = False) -> list[Flag]:
        """Say what is worth reading again in a text, and return it; what was kept is not."""
        found = [
            flag
            for flag in flagged(self.base, text, quoted=quoted)
            if any((flag.family, word) not in self._kept for word in flag.seen)
        ]
        if found:
            self.say(["  À relire avant d'enregistrer :", *(f"  {f.sentence}" for f in found)])
        return found
