"""Failing: a difficulty is said with its ways out; an unforeseen error ends the screens, quietly.

After an unforeseen error some screens may be half built: none is trusted again. The application
closes, without a traceback (it would print the answers), and what `tui/after_failure.py` shows is
a fresh application.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.worker import WorkerFailed

from expert.command.crash import EXIT_CODE, Crash, record
from tui import doors
from tui.copying import CopyingApp

if TYPE_CHECKING:
    from tui.session import Session

COMMAND: Final = "application"
"""How the log of a crash names what was running."""

NOTHING_OPEN: Final = "Aucun dossier n'était ouvert : rien n'est perdu."
_SAVED: Final = "Vos réponses sont dans leur dossier, {when} : rien de ce qui y est n'est perdu."
_SAMPLE: Final = "Seul l'exemple était ouvert : il n'est jamais enregistré, rien n'est perdu."
_NOT_SAVED: Final = (
    "Le dernier enregistrement avait échoué : les réponses données depuis ne sont pas dans le "
    "dossier. Ce qui était enregistré avant y est resté."
)


@dataclass(frozen=True, slots=True)
class Failure:
    """What can be said after an unforeseen error: the crash, and what was saved."""

    crash: Crash
    saved: str


class FailingApp(CopyingApp):
    """What goes wrong, said in French; `failure` is what stopped the application, if anything."""

    failure: Failure | None = None

    @property
    def crash_sentence(self) -> str | None:
        """What to say of the crash where no screen can be shown."""
        return None if self.failure is None else self.failure.crash.sentence

    def open_trouble(
        self, sentence: str, ways_out: Sequence[tuple[str, Callable[[], object] | None]]
    ) -> None:
        """Say a difficulty kindly, with the ways out of it."""

        def chosen(index: int | None) -> None:
            act = None if index is None else ways_out[index][1]
            if act is not None:
                act()

        dialog = doors.choose("Une difficulté", sentence, [label for label, _ in ways_out])
        self.push_screen(dialog, chosen)

    def say(self, sentence: str) -> None:
        """Show a sentence for a few seconds."""
        self.notify(sentence, markup=False, timeout=5)

    def say_written(self, sentence: str | None) -> None:
        """Say where a file was written; nothing when it was not."""
        if sentence is not None:
            self.say(sentence)

    def _handle_exception(self, error: Exception) -> None:
        """Stop on an unforeseen error without its traceback, which would print the answers.

        Once the user has chosen to leave, what half-closed screens raise is of no interest.
        """
        if self._exit:
            return
        self._return_code = EXIT_CODE
        if self._exception is None:
            cause = error.error if isinstance(error, WorkerFailed) else error
            self.failure = Failure(record(cause, COMMAND), self._what_was_saved())
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _what_was_saved(self) -> str:
        """Say what is in the cases, as far as this window knows; it holds none of them any more."""
        found = (getattr(screen, "session", None) for screen in self.screen_stack)
        sessions: list[Session] = [session for session in found if session is not None]
        if not sessions:
            return NOTHING_OPEN
        said = _said_saved(sessions[-1])
        for session in sessions:
            with suppress(OSError):
                getattr(session, "leave", _nothing)()
        return said


def _said_saved(session: Session) -> str:
    if session.kept is None:
        return _SAMPLE
    if session.saved_at is None:
        return _NOT_SAVED
    return _SAVED.format(when=session.saved_text)


def _nothing() -> None:
    """Do nothing."""
