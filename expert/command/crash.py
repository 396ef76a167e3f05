"""A crash told kindly: one French sentence, and a log that holds no answer.

The log keeps the path of the fault through the code (module, line, function) and the class of
each exception. Messages, arguments and variables may quote a case: they are never written.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from traceback import walk_tb

EXIT_CODE = 70
"""The « internal software error » of sysexits.h."""


@dataclass(frozen=True, slots=True)
class Crash:
    """What can be told of a crash: its kind, the number to quote, the log if it was written."""

    kind: str
    reference: str
    log: Path | None

    @property
    def sentence(self) -> str:
        """What is said when there is no screen to say it on."""
        said = f"Qualif s'est arrêté sur un défaut du logiciel ({self.kind})."
        if self.log is None:
            return f"{said} Le journal n'a pas pu être écrit."
        return f"{said} Journal, sans aucune réponse du dossier : {self.log}"


def report(error: BaseException, command: str) -> str:
    """Write the log of a crash and return the sentence to show."""
    return record(error, command).sentence


def record(error: BaseException, command: str) -> Crash:
    """Write the log of a crash and return what can be told of it."""
    kind, reference = type(error).__name__, f"{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}"
    try:
        return Crash(kind, reference, _write(_log_text(error, command, reference), reference))
    except OSError:
        return Crash(kind, reference, None)


def _write(text: str, reference: str) -> Path:
    from platformdirs import user_log_path

    folder = user_log_path("qualif", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"arret-{reference}.log"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    return path


def _log_text(error: BaseException, command: str, reference: str) -> str:
    from expert._version import __version__

    lines = [
        f"Qualif {__version__}, Python {platform.python_version()}, {sys.platform}",
        f"{datetime.now():%Y-%m-%d %H:%M:%S}, commande : {command}",
        f"Référence : {reference}",
        "Ce journal ne contient aucune réponse : il peut être transmis.",
        *_chain(error),
    ]
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> Iterator[str]:
    """Yield the places of an exception, then those of the ones that led to it."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield f"{type(current).__module__}.{type(current).__qualname__}"
        for frame, line in walk_tb(current.__traceback__):
            module = frame.f_globals.get("__name__", "?")
            yield f"  {module}:{line} {frame.f_code.co_qualname}"
        current = current.__cause__ or current.__context__
