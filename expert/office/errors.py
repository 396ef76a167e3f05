"""What an act may be refused for, each in one French sentence."""

from __future__ import annotations

from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class RefusedError(RuntimeError):
    """The account may not do that, or what it names is not there; nothing was done."""


class WrongPhraseError(RefusedError):
    """No account opens with this login and this phrase; it is not told which is wrong."""


class DamagedCaseError(RuntimeError):
    """What is stored is not what was saved: changed, damaged, or another case put in its place."""


class ConflictError(RuntimeError, Generic[Kept]):
    """Somebody saved in between. Nothing is lost: both versions are kept.

    `theirs` is the last version and `number` its number; `branch` names ours, which is stored.
    """

    def __init__(self, theirs: Kept, number: int, branch: str) -> None:
        self.theirs = theirs
        self.number = number
        self.branch = branch
        super().__init__(
            "Quelqu'un a enregistré ce dossier depuis que vous l'avez ouvert : "
            "les deux versions sont gardées."
        )
