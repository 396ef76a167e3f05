"""Where a run stands, on disk: interrupted at any point, it goes on without a line twice or cut.

What is written goes to `SORTIE.partiel`, and takes its name once whole. After each block the
files are flushed, then `SORTIE.reprise` is replaced at once: how far the input was read, how long
the outputs are. What a killed run wrote after that is cut off before the next line.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from expert.plain_text import one_line
from expert.system_errors import said
from knowledge.errors import InputError, Place

_SAMPLE = 65_536


@dataclass(frozen=True)
class Progress:
    """How far a run is: bytes and lines of input read, bytes written, lines counted."""

    offset: int = 0
    lines: int = 0
    written: int = 0
    refusals: int = 0
    done: int = 0
    refused: int = 0


class Target:
    """The files of a run whose output has a name: the output, the refusals, the progress."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.refusals = path.with_name(path.name + ".refus")
        self._partial = path.with_name(path.name + ".partiel")
        self._state = path.with_name(path.name + ".reprise")
        self._files: list[BinaryIO] = []

    @property
    def is_finished(self) -> bool:
        """Whether the output is whole."""
        return self.path.exists()

    def start(self) -> None:
        """Open fresh files. Raises `InputError` rather than write over anything."""
        if self.is_finished:
            self._refuse("ce fichier existe déjà ; en choisir un autre, ou l'effacer")
        if self._state.exists():
            self._refuse("un travail interrompu l'attend ; le reprendre avec --reprendre")
        self._open("wb", Progress())

    def resume(self, identity: str) -> tuple[Progress, date] | None:
        """Open the files of an interrupted run where it stopped; None when there is none.

        The day is the one the run began: a line without a day keeps the same one to the end.

        Raises:
            InputError: what is asked now (input, law, options) is not what it was.
        """
        if not self._state.exists():
            return None
        try:
            state: dict[str, Any] = json.loads(self._state.read_text("utf-8"))
            progress = Progress(**{f.name: int(state[f.name]) for f in fields(Progress)})
            known, today = state["identity"], date.fromisoformat(state["today"])
        except (ValueError, KeyError, TypeError, OSError):
            self._refuse(f"« {self._state.name} » est illisible ; l'effacer et recommencer")
        if known != identity:
            self._refuse(
                "le lot, la base ou les options ont changé depuis l'interruption ; "
                f"effacer « {self._state.name} » et recommencer"
            )
        self._open("r+b", progress)
        return progress, today

    def write(
        self,
        written: bytes | bytearray,
        refusals: bytes,
        progress: Progress,
        identity: str,
        today: date,
    ) -> None:
        """Add what a block gave, then say that it is there. Raises `InputError`."""
        state = {"identity": identity, "today": today.isoformat(), **asdict(progress)}
        fresh = self._state.with_name(self._state.name + ".neuf")
        try:
            for stream, added in zip(self._files, (written, refusals), strict=True):
                stream.write(added)
                stream.flush()
                os.fsync(stream.fileno())
            with fresh.open("w", encoding="utf-8") as file:
                json.dump(state, file)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._state)
        except OSError as error:
            self._refuse(f"écriture impossible ({said(error)}) ; reprendre avec --reprendre")

    def finish(self) -> None:
        """Give the output its name."""
        self.close()
        self._partial.replace(self.path)
        self.tidy()

    def tidy(self) -> None:
        """Remove what only served to go on: also what a run killed at its very end left."""
        self._state.unlink(missing_ok=True)
        if self.refusals.exists() and not self.refusals.stat().st_size:
            self.refusals.unlink()

    def close(self) -> None:
        """Close the files, leaving what is needed to go on later."""
        for stream in self._files:
            stream.close()
        self._files = []

    def _open(self, mode: str, progress: Progress) -> None:
        sizes = ((self._partial, progress.written), (self.refusals, progress.refusals))
        for path, size in sizes:
            try:
                stream: Any = path.open(mode)
                if os.fstat(stream.fileno()).st_size < size:
                    self._refuse(f"« {path.name} » a été raccourci ; effacer et recommencer")
                stream.truncate(size)
                stream.seek(size)
            except OSError as error:
                self._refuse(f"écriture impossible ({said(error)})")
            self._files.append(stream)

    def _refuse(self, message: str) -> NoReturn:
        self.close()
        raise InputError(Place(one_line(str(self.path))), message)


def identity_of(stream: BinaryIO, *parts: str) -> str:
    """Return what must not change between a run and its resumption: the input, and `parts`."""
    sample = stream.read(_SAMPLE)
    stream.seek(0)
    digest = hashlib.sha256(sample)
    for part in parts:
        digest.update(b"\0" + part.encode())
    return digest.hexdigest()
